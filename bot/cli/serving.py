"""`onrecord run` and `onrecord chat`: serving Telegram, or the terminal."""

from __future__ import annotations

import logging
import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import typer

import index as library
from bot.cli.adding import documents
from bot.cli.context import notice, settings
from bot.config import Config
from bot.serving.process import switch_threads_often

if TYPE_CHECKING:
    from index.library import Index


def run() -> None:
    """Serve Telegram; without a token, open the terminal chat."""
    config = settings.config()
    index = _index_with_sample(config)
    if config.telegram.token.get_secret_value():
        from bot.serving.run import serve

        logging.basicConfig(format="%(asctime)s %(levelname)s %(name)s: %(message)s")
        logging.getLogger("onrecord").setLevel(logging.INFO)
        raise typer.Exit(serve(config, index))
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


def _index_with_sample(config: Config) -> Index:
    """The library for those who ask all day, with something in it to ask about."""
    switch_threads_often()
    index = settings.index()
    import_module("index.answering.answerer")  # before the first question, which would wait for it
    if config.index.sample and index.store.counts()["article"] == 0:
        notice("adding the sample briefings (invented; remove them with `onrecord remove --sample`)")
        for _ in index.add(documents([_sample()])):
            pass
    return index


def _sample() -> Path:
    return Path(library.__file__).parent / "sample"
