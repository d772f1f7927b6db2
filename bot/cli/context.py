"""What the subcommands share: the settings, the library, and how records and notices are written."""

from __future__ import annotations

import json
import os
import re
import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from bot.config import Config, holds_secret, load
from index.errors import OnRecordError
from index.permissions import readable_by_others

if TYPE_CHECKING:
    from collections.abc import Callable

    from index.library import Index

CORES = os.cpu_count() or 1
STORE = "onrecord.db"  # in the data folder


class CommandContext:
    """The options before the subcommand, and what is opened from them.

    Attributes:
        data: The data folder of `--data`.
        file: The settings of `--config`.
    """

    data: Path | None = None
    file: Path | None = None
    _warned = False

    def __init__(self) -> None:
        """Nothing is open yet."""
        self._opened: list[Index] = []

    @property
    def path(self) -> Path | None:
        """The file of the settings; None: there is none, and the defaults hold."""
        return self.file or (Path("config.toml") if Path("config.toml").exists() else None)

    def config(self) -> Config:
        """The settings, of config.toml in the current folder unless another file is named.

        Raises:
            ConfigError: The settings hold a mistake.
        """
        path = self.path
        loaded = load(path, os.environ, self.data)
        if path is not None and not self._warned and readable_by_others(path) and holds_secret(path):
            self._warned = True
            warning = (
                f"{path} may be read by others, and the bot's token with it; run: chmod 600 {shlex.quote(str(path))}"
            )
            print(f"warning: {readable(warning)}", file=sys.stderr, flush=True)
        return loaded

    def config_of_library(self) -> Config:
        """The settings, for what only looks at a library or takes from it: where there is none, none is made.

        Raises:
            OnRecordError: The settings hold a mistake, or no library is in the data folder.
        """
        config = self.config()
        if not config.store.server and not (config.data / STORE).exists():
            raise OnRecordError(
                f"there is no library in {readable(config.data)}; name its folder with --data, or add articles first "
                "(`onrecord add`, `update`)"
            )
        return config

    def index(
        self,
        quiet: bool = False,
        threads: int = 1,
        report: Callable[[str], None] | None = None,
        reading: bool = False,
    ) -> Index:
        """Open the library.

        Args:
            quiet: Whether nothing is written about what must be prepared first.
            report: Told what must be prepared first; None: standard error is.
            threads: Threads that embed. Asking gains nothing by more than one; adding takes all cores.
            reading: Whether nothing is written, so that a data folder will do that can only be read; there must be a
                library in it, as looking makes none.

        Raises:
            OnRecordError: The settings, the model or the data folder can't be used.
        """
        from index.embedding import load_in_background

        config = self.config_of_library() if reading else self.config()
        model, precision = config.index.model, config.index.precision
        report = None if quiet else (report or notice)
        # The model is loaded while the library's modules are imported.
        loading = load_in_background(model, config.data, threads, report, precision) if config.data.is_dir() else None
        from index.library import Index

        index = Index.open(config.data, model, report, threads, precision, loading, config.store.server, reading)
        self._opened.append(index)
        return index

    def close(self) -> None:
        """Close what was opened, so that its files are whole without what SQLite keeps beside them."""
        while self._opened:
            self._opened.pop().close()


settings = CommandContext()


def notice(text: str) -> None:
    """Write to standard error that something takes a while."""
    print(f"{text} …", file=sys.stderr, flush=True)


def not_empty(argument: str, name: str, wanted: str) -> str:
    """An argument that says something.

    Raises:
        OnRecordError: It is empty or blank, as an unset variable of a script leaves it.
    """
    if not argument.strip():
        raise OnRecordError(f"{name} is empty; write {wanted}")
    return argument


def check_source(source: str, wanted: str) -> None:
    """Refuse what names no source before anything is opened.

    Args:
        source: As it was typed.
        wanted: What can be written there.

    Raises:
        OnRecordError: It is empty, or stands for standard input, which is read elsewhere only.
    """
    if not_empty(source, "a source", wanted) == "-":
        raise OnRecordError(f"- stands for standard input, which is not read here; write {wanted}")


def readable(argument: str | Path) -> str:
    """An argument, or the name of a file, as a text of one line that does nothing to a terminal.

    Bytes that are none in the terminal's encoding, and control characters, become U+FFFD; ends of lines become spaces.
    """
    text = str(argument).encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return re.sub(r"[\x00-\x1f\x7f-\x9f]", "\ufffd", re.sub(r"[\t\n\r\u2028\u2029\x85]", " ", text))


def write(record: object) -> None:
    """Write one JSON object on a line of standard output, in ASCII where the terminal does not take UTF-8."""
    escaped = (sys.stdout.encoding or "ascii").lower().replace("-", "") != "utf8"
    print(json.dumps(record, ensure_ascii=escaped), flush=True)
