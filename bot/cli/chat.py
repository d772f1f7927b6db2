"""A terminal in place of Telegram: the same handlers, without a token and without a network."""

from __future__ import annotations

import asyncio
import json
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from rich.cells import cell_len
from rich.console import Console
from telegram import Update
from telegram.request import BaseRequest, RequestData

from bot.cli.terminal import plain as plain
from bot.cli.terminal import write
from bot.serving.application import application, services
from bot.serving.run import delivery
from bot.transport.rate_limit import RateLimiter

if TYPE_CHECKING:
    from bot.config import Config
    from index import Index

PERSON = 1  # the one who sits at the terminal
BOT = {"id": 2, "is_bot": True, "first_name": "On Record", "username": "on_record"}
PROMPT = "\n› "


def chat(config: Config, index: Index, lines: Iterable[str] = sys.stdin, out: TextIO = sys.stdout) -> int:
    """Answer line after line until the lines end or Ctrl-C; returns the exit status."""
    talks = out.isatty()
    console = Console(file=out, highlight=False, markup=False, emoji=False, soft_wrap=not talks)
    terminal = Terminal(console, config.answers.language, config.data)
    shared, rate_limiter = services(config, index, PERSON), RateLimiter()
    app = application(config, shared, terminal, rate_limiter)
    deliveries = delivery(shared, app, rate_limiter)

    async def bring() -> None:
        """Digests and alerts come when somebody sits here."""
        await asyncio.to_thread(shared.digests.composer.make)
        await asyncio.to_thread(shared.digests.composer.alert)
        await deliveries.bring(PERSON)

    with asyncio.Runner() as runner:
        runner.run(app.initialize())
        try:
            runner.run(bring())
            if talks:
                runner.run(app.process_update(terminal.typed("/start", app.bot)))
            for line in _typed(lines, talks):
                if line.strip():
                    runner.run(app.process_update(terminal.typed(line.strip(), app.bot)))
                    runner.run(bring())
        except KeyboardInterrupt:
            console.print()
        finally:
            runner.run(app.shutdown())
            if app.post_shutdown is not None:
                runner.run(app.post_shutdown(app))
    return 0


def _typed(lines: Iterable[str], talks: bool) -> Iterator[str]:
    if not (talks and lines is sys.stdin and sys.__stdin__ is not None and sys.__stdin__.isatty()):
        yield from lines
        return
    while True:
        try:
            yield input(PROMPT)
        except EOFError:
            return


class Terminal(BaseRequest):
    """Answers the bot's calls by writing to a console, and makes updates of what is typed."""

    def __init__(self, console: Console, language: str = "en", folder: Path = Path()) -> None:
        """folder: where files go that are no text."""
        self._console = console
        self._folder = folder
        self._language = language
        self._messages = 0
        self._updates = 0
        self._shown = 0  # the message whose buttons can be pressed
        self._buttons: list[tuple[str, str]] = []  # label, data

    def typed(self, line: str, bot: Any) -> Update:
        """What a line means: a button by its number or its label, else a message."""
        self._updates += 1
        pressed = self._pressed(line)
        if pressed is not None:
            event = {"callback_query": {
                "id": str(self._updates), "from": self._person(), "chat_instance": "1", "data": pressed,
                "message": self._message(self._shown, "", BOT),
            }}  # fmt: skip
        else:
            self._messages += 1
            message = self._message(self._messages, line, self._person())
            if line.startswith("/"):
                length = len(line.split()[0])
                message["entities"] = [{"type": "bot_command", "offset": 0, "length": length}]
            event = {"message": message}
        update = Update.de_json({"update_id": self._updates, **event}, bot)
        assert update is not None
        return update

    def _pressed(self, line: str) -> str | None:
        if line.isdecimal() and 1 <= int(line) <= len(self._buttons):
            return self._buttons[int(line) - 1][1]
        return next((data for label, data in self._buttons if _word(label) == _word(line)), None)

    def _person(self) -> dict[str, Any]:
        return {"id": PERSON, "is_bot": False, "first_name": "You", "language_code": self._language}

    def _message(self, id: int, text: str, sender: dict[str, Any]) -> dict[str, Any]:
        return {
            "message_id": id, "date": int(time.time()), "from": sender, "text": text,
            "chat": {"id": PERSON, "type": "private", "first_name": "You"},
        }  # fmt: skip

    @property
    def read_timeout(self) -> float | None:
        return None

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    async def do_request(
        self, url: str, method: str, request_data: RequestData | None = None, *_: Any, **__: Any
    ) -> tuple[int, bytes]:
        asked: dict[str, Any] = {}
        if request_data is not None:
            files = (request_data.multipart_data or {}) if request_data.contains_files else {}
            asked = {**request_data.parameters, **{name: file[:2] for name, file in files.items()}}
        result = self._result(url.rsplit("/", 1)[-1], asked)
        return 200, json.dumps({"ok": True, "result": result}).encode()

    def _result(self, method: str, asked: dict[str, Any]) -> Any:
        match method:
            case "getMe":
                return BOT
            case "sendMessage":
                self._messages += 1
                return self._said(self._messages, asked)
            case "editMessageText":
                return self._said(int(asked["message_id"]), asked)
            case "sendDocument":
                self._messages += 1
                name, content = asked["document"]
                write(self._file(name, content), self._console, html=False)
                return self._message(self._messages, name, BOT)
            case "sendPhoto":
                self._messages += 1
                name, content = asked["photo"]
                path = self._folder / name
                path.write_bytes(content)
                write(f"{asked.get('caption', '')}\n{path}", self._console, html=False)
                return self._message(self._messages, name, BOT)
            case "answerCallbackQuery":
                if asked.get("text"):
                    write(str(asked["text"]), self._console, html=False)
                return True
            case _:
                return True

    def _file(self, name: str, content: bytes) -> str:
        """A text as it is; of anything else, where it has been put."""
        try:
            return f"{name}\n\n{content.decode('utf-8-sig')}"
        except UnicodeDecodeError:
            path = self._folder / name
            path.write_bytes(content)
            return str(path)

    def _said(self, id: int, asked: dict[str, Any]) -> dict[str, Any]:
        text = str(asked["text"])
        write(text, self._console, html=bool(asked.get("parse_mode")))
        markup = asked.get("reply_markup") or {}
        rows = markup.get("inline_keyboard", []) if isinstance(markup, dict) else []
        buttons = [(button["text"], button["callback_data"]) for row in rows for button in row]
        self._shown, self._buttons = id, buttons
        if buttons:
            room = self._console.width if self._console.is_terminal else None
            choices = _lines([f"{number} {label}" for number, (label, _) in enumerate(buttons, 1)], room)
            self._console.print(f"\n{choices}", style="dim")
        return self._message(id, text, BOT)


def _lines(choices: list[str], room: int | None) -> str:
    """Choices side by side, none broken in two; room: columns, None for as many as it takes."""
    lines = [""]
    for choice in choices:
        longer = f"{lines[-1]}   {choice}" if lines[-1] else choice
        if room is None or cell_len(longer) <= room or not lines[-1]:
            lines[-1] = longer
        else:
            lines.append(choice)
    return "\n".join(lines)


def _word(label: str) -> str:
    return "".join(character for character in label if character.isalnum()).casefold()
