"""What every subcommand of `onrecord` starts from: its settings, the library, and how it writes."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from bot.config import Config, load

if TYPE_CHECKING:
    from index.library import Index

CORES = os.cpu_count() or 1


class CommandContext:
    """The options before the subcommand, and what is opened from them."""

    data: Path | None = None
    file: Path | None = None

    def config(self) -> Config:
        path = self.file or (Path("config.toml") if Path("config.toml").exists() else None)
        return load(path, os.environ, self.data)

    def index(self, quiet: bool = False, threads: int = 1) -> Index:
        """The library.  threads: one for asking, which gains nothing by more; all cores for adding."""
        from index.embedding.embedder import begin

        config = self.config()
        chosen, told = config.index, None if quiet else notice
        # The model is read while the library's modules are.
        ready = config.data.is_dir()
        loading = begin(chosen.model, config.data, threads, told, chosen.precision) if ready else None
        from index.library import Index

        return Index.open(config.data, chosen.model, told, threads, chosen.precision, loading)


settings = CommandContext()


def notice(text: str) -> None:
    print(f"{text} …", file=sys.stderr, flush=True)


def write(record: object) -> None:
    """One JSON object on a line of standard output, whatever the terminal can show."""
    escaped = (sys.stdout.encoding or "ascii").lower().replace("-", "") != "utf8"
    print(json.dumps(record, ensure_ascii=escaped), flush=True)
