"""`onrecord move`: from the files of the data folder to a PostgreSQL server, and back."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Annotated

import typer

from bot.cli.context import not_empty, settings

FILES = "files"


def move(
    to: Annotated[
        str,
        typer.Option(
            help="Address of a PostgreSQL database, like postgresql://user@host/name (the password in PGPASSWORD "
            'or ~/.pgpass), or "files" for those of the data folder.'
        ),
    ],
) -> None:
    """Copy articles and chats to where they are to be kept: to a PostgreSQL database, or back to files.

    Others may go on asking; what was copied is compared by hashes. A move that was broken off goes on when it is
    repeated. What is moved stays where it was, too.
    """
    from bot.backup import move as moved
    from bot.config import server_address

    config = settings.config()
    wanted = not_empty(to, "--to", "the address of a database, or files")
    target = None if wanted == FILES else server_address(wanted, "--to")
    with _progress() as progress:
        done = moved(config.data, config.store.server, target, progress)
    print(f"{done.articles} articles and all chats: {done.rows} rows, the same on both sides; {done.written} written")
    for table in done.tables:
        print(f"  {table.table}: {table.rows} rows, SHA-256 {table.sha256[:16]}…")
    named = "ONRECORD_STORE_URL" if os.environ.get("ONRECORD_STORE_URL") else "url under [store] in config.toml"
    if target is None:
        print(f"Empty {named}, then start the bot again: the library is in the data folder now.")
    else:
        print(f"Put the address into {named}, then start the bot again: the library is there now.")


@contextmanager
def _progress() -> Iterator[Callable[[int], None]]:
    """What is called with rows done, and shows them on standard error while it is a terminal."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = TextColumn("{task.description}"), MofNCompleteColumn(), TimeElapsedColumn()
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("rows compared", total=None)
        yield lambda rows: progress.advance(task, rows)
