"""`onrecord backup` and `restore`: the data folder as one file, and back."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.context import not_empty, readable, settings
from index.errors import OnRecordError

if TYPE_CHECKING:
    from bot.backup import Manifest


def backup(file: Annotated[str, typer.Argument(help="The file to write; an older backup is replaced.")]) -> None:
    """Write everything into one file, also while the bot runs: articles, chats, settings without secrets."""
    from bot.backup import back_up

    target, config = Path(not_empty(file, "the file", "the name of a file")), settings.config()
    if config.store.server:
        raise OnRecordError(
            "articles and chats are on a PostgreSQL server (store.url), which has its own backups: run pg_dump, or "
            "copy them into files first: onrecord move --to files"
        )
    data, (text, copied) = config.data, _settings()
    from rich.filesize import decimal

    with _progress("backing up") as progress:
        manifest = back_up(data, target, copied, progress)
    if text is not None and copied is None:
        print("warning: the settings are left out: what of them is secret can't be told", file=sys.stderr)
    print(f"{readable(target)}: {_told(manifest)}; {decimal(target.stat().st_size)}")


def restore(file: Annotated[str, typer.Argument(help="A file that `onrecord backup` wrote.")]) -> None:
    """Restore a backup into an empty data folder."""
    from bot.backup import restore as restored
    from bot.backup.restoring import RESTORED_SETTINGS

    source, config = Path(not_empty(file, "the file", "the name of a backup")), settings.config()
    if config.store.server:
        raise OnRecordError(
            "a backup is restored into files: leave store.url empty for that, then run `onrecord move --to URL`"
        )
    data = config.data
    with _progress("restoring") as progress:
        manifest = restored(source, data, progress)
    print(f"{readable(data)}: {_told(manifest)}; as of {manifest.made}")
    if (data / RESTORED_SETTINGS).exists():
        print(f"The settings, without the token, are in {readable(data / RESTORED_SETTINGS)}.")


def _settings() -> tuple[str | None, str | None]:
    """The text of the settings that are in use, and the same without secrets; None where there is none."""
    from bot.backup import without_secrets

    path = settings.path
    if path is None:
        return None, None
    text = path.read_text("utf-8-sig")  # which was read without a mistake a moment ago
    return text, without_secrets(text)


def _told(manifest: Manifest) -> str:
    parts = [f"{manifest.articles} articles"]
    parts += ["chats"] if "bot.sqlite" in manifest.files else []
    parts += ["settings without secrets"] if "config.toml" in manifest.files else []
    return ", ".join(parts)


@contextmanager
def _progress(what: str) -> Iterator[Callable[[int], None]]:
    """What is called with bytes done, and shows them on standard error while it is a terminal."""
    from rich.console import Console
    from rich.progress import DownloadColumn, Progress, TextColumn, TimeElapsedColumn

    columns, console = (TextColumn("{task.description}"), DownloadColumn(), TimeElapsedColumn()), Console(stderr=True)
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task(what, total=None)
        yield lambda size: progress.advance(task, size)
