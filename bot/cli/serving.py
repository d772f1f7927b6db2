"""`onrecord run` and `onrecord chat`: serving Telegram, or the terminal."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import typer

import index as library
from bot.cli.adding import documents
from bot.cli.context import notice, settings
from bot.config import Config
from bot.health.systemd import Systemd
from bot.serving.process import keep_fonts_in, switch_threads_often

if TYPE_CHECKING:
    from collections.abc import Callable

    from index.library import Index

LONGEST_STEP = 3600.0  # seconds that a step before serving may take, such as embedding a library anew


def run() -> None:
    """Serve Telegram; without a token, open the terminal chat."""
    config, systemd = settings.config(), Systemd(os.environ)

    def preparing(text: str) -> None:
        notice(text)
        systemd.status(text)
        systemd.still_starting(LONGEST_STEP)

    index = _index_with_sample(config, preparing)
    if config.telegram.token.get_secret_value():
        from bot.serving.log import write_log
        from bot.serving.run import serve

        write_log(config.log.level, config.log.format)
        raise typer.Exit(serve(config, index, systemd))
    systemd.ready()
    if sys.stdin.isatty():
        print(
            "No Telegram token is set (ONRECORD_TOKEN, or telegram.token in config.toml): here is the terminal chat.",
            file=sys.stderr,
        )
    _chat(config, index)


def chat() -> None:
    """Ask in the terminal: the same answers, commands and buttons as in Telegram; "quit" ends it."""
    config = settings.config()
    _chat(config, _index_with_sample(config))


def _chat(config: Config, index: Index) -> NoReturn:
    from bot.cli.chat import chat as chat_in_terminal

    raise typer.Exit(chat_in_terminal(config, index))


def _index_with_sample(config: Config, notice: Callable[[str], None] = notice) -> Index:
    """The library for those who ask all day, with something in it to ask about."""
    switch_threads_often()
    keep_fonts_in(config.data)
    index = settings.index(report=notice)
    import_module("index.answering.answerer")  # before the first question, which would wait for it
    if config.index.sample and index.store.counts()["article"] == 0:
        notice("adding the sample briefings (invented; remove them with `onrecord remove --sample`)")
        for _ in index.add(documents([_sample()])):
            pass
    return index


def _sample() -> Path:
    return Path(library.__file__).parent / "sample"
