"""The terminal chat: a terminal in place of the Bot API, with the same handlers, without a token or a network."""

from __future__ import annotations

import asyncio
import contextlib
import json
import re
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from rich.cells import cell_len
from rich.console import Console
from telegram import Update
from telegram.request import BaseRequest, RequestData

from bot.cli.terminal import write
from bot.serving.application import application, services
from bot.serving.run import delivery
from bot.transport.rate_limit import RateLimiter

if TYPE_CHECKING:
    from bot.config import Config
    from index import Index

PERSON = 1  # id of the user at the terminal, and of the private chat with them
BOT = {"id": 2, "is_bot": True, "first_name": "On Record", "username": "on_record"}
PROMPT = "› "
NO_CHAT = "Bad Request: chat not found"  # Telegram's words
_LEAVING = re.compile(r"[/:]?(?:quit|exit|q)(?:\(\))?[.!]?|종료|나가기", re.IGNORECASE)


def chat(config: Config, index: Index, lines: Iterable[str] = sys.stdin, out: TextIO = sys.stdout) -> int:
    """Answer line after line until the lines end, "quit" or "exit" is typed, or Ctrl-C.

    Args:
        config: The settings.
        index: The library to ask.
        lines: What is typed: questions, commands, and numbers or labels of buttons.
        out: Where answers are written.

    Returns:
        The exit status.
    """
    interactive = out.isatty()
    console = Console(file=out, highlight=False, markup=False, emoji=False, soft_wrap=not interactive)
    terminal = Terminal(console, config.answers.language, config.data)
    shared, rate_limiter = services(config, index, PERSON), RateLimiter()
    app = application(config, shared, terminal, rate_limiter)
    outgoing = delivery(shared, app, rate_limiter)

    async def deliver() -> None:
        """Write the digests and alerts that are due: no background job does it here."""
        await asyncio.to_thread(shared.digests.composer.compose_digests)
        await asyncio.to_thread(shared.digests.composer.compose_alerts)
        await outgoing.send_waiting(PERSON)

    with asyncio.Runner() as runner:
        runner.run(app.initialize())
        try:
            runner.run(deliver())
            if interactive:
                runner.run(app.process_update(terminal.typed("/start", app.bot)))
            for line in _typed_lines(lines, interactive):
                if _LEAVING.fullmatch(line.strip()):
                    break
                if line.strip():
                    runner.run(app.process_update(terminal.typed(line.strip(), app.bot)))
                    runner.run(deliver())
        except KeyboardInterrupt:
            console.print()
        finally:
            runner.run(app.shutdown())
            if app.post_shutdown is not None:
                runner.run(app.post_shutdown(app))
    return 0


def _typed_lines(lines: Iterable[str], interactive: bool) -> Iterator[str]:
    if not (interactive and lines is sys.stdin and sys.__stdin__ is not None and sys.__stdin__.isatty()):
        yield from lines
        return
    with contextlib.suppress(ImportError):  # not everywhere; lines are then edited as the terminal does it
        import readline  # noqa: F401  # importing it lets `input` edit lines and bring earlier ones back
    while True:
        try:
            print(file=sys.stdout)
            yield input(PROMPT)
        except EOFError:
            return


class Terminal(BaseRequest):
    """Answers calls of the Bot API by writing to a console, and makes updates of typed lines."""

    def __init__(self, console: Console, language: str = "en", folder: Path = Path()) -> None:
        """A terminal without messages.

        Args:
            console: Where messages are written.
            language: The user's language, as Telegram would report it.
            folder: Where files are put that are no text.
        """
        self._console = console
        self._folder = folder
        self._language = language
        self._messages = 0
        self._updates = 0
        self._shown = 0  # id of the message whose buttons can be pressed
        self._buttons: list[tuple[str, str]] = []  # (label, callback data)
        self._typed: dict[str, Any] = {}  # the last message of the user
        self._answered: dict[str, Any] | None = None  # the message that the shown one is a reply to
        self._pressing = False  # whether the last line was a button

    def typed(self, line: str, bot: Any) -> Update:
        """The update that a line stands for: a button by its number or its label, else a message.

        Args:
            line: What was typed, without spaces around it.
            bot: The bot that the update belongs to.
        """
        self._updates += 1
        pressed = self._pressed(line)
        self._pressing = pressed is not None
        if pressed is not None:
            shown = self._message(self._shown, "", BOT)
            if self._answered is not None:
                shown["reply_to_message"] = self._answered
            event = {"callback_query": {
                "id": str(self._updates), "from": self._person(), "chat_instance": "1", "data": pressed,
                "message": shown,
            }}  # fmt: skip
        else:
            self._messages += 1
            message = self._message(self._messages, line, self._person())
            if line.startswith("/"):
                length = len(line.split()[0])
                message["entities"] = [{"type": "bot_command", "offset": 0, "length": length}]
            self._typed = message
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
        """None: nothing is waited for."""
        return None

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    async def do_request(
        self, url: str, method: str, request_data: RequestData | None = None, *_: Any, **__: Any
    ) -> tuple[int, bytes]:
        """Carry out a call of the Bot API here.

        Args:
            url: The address of the call, whose last part is the method.
            method: The HTTP method, of no meaning here.
            request_data: Parameters and files of the call.

        Returns:
            The HTTP status and the body that Telegram would answer with.
        """
        parameters: dict[str, Any] = {}
        if request_data is not None:
            files = (request_data.multipart_data or {}) if request_data.contains_files else {}
            parameters = {**request_data.parameters, **{name: file[:2] for name, file in files.items()}}
        if parameters.get("chat_id", PERSON) != PERSON:  # somebody in Telegram, whom nothing reaches from here
            return 400, json.dumps({"ok": False, "error_code": 400, "description": NO_CHAT}).encode()
        result = self._result(url.rsplit("/", 1)[-1], parameters)
        return 200, json.dumps({"ok": True, "result": result}).encode()

    def _result(self, method: str, parameters: dict[str, Any]) -> Any:
        match method:
            case "getMe":
                return BOT
            case "sendMessage":
                self._messages += 1
                return self._show(self._messages, parameters)
            case "editMessageText":
                return self._show(int(parameters["message_id"]), parameters)
            case "sendDocument":
                self._messages += 1
                name, content = parameters["document"]
                write(self._file(name, content), self._console, html=False)
                return self._message(self._messages, name, BOT)
            case "sendPhoto":
                self._messages += 1
                name, content = parameters["photo"]
                path = self._folder / name
                path.write_bytes(content)
                write(f"{parameters.get('caption', '')}\n{path}", self._console, html=False)
                return self._message(self._messages, name, BOT)
            case "answerCallbackQuery":
                if parameters.get("text"):
                    write(str(parameters["text"]), self._console, html=False)
                return True
            case _:
                return True

    def _file(self, name: str, content: bytes) -> str:
        """The text of a file; the path where another kind of file was put."""
        try:
            return f"{name}\n\n{content.decode('utf-8-sig')}"
        except UnicodeDecodeError:
            path = self._folder / name
            path.write_bytes(content)
            return str(path)

    def _show(self, id: int, parameters: dict[str, Any]) -> dict[str, Any]:
        text = str(parameters["text"])
        write(text, self._console, html=bool(parameters.get("parse_mode")))
        markup = parameters.get("reply_markup") or {}
        if markup.get("force_reply"):  # a prompt: the buttons above it can still be pressed
            return self._message(id, text, BOT)
        buttons = _pressable(markup)
        if not buttons and self._pressing and id != self._shown:
            return self._message(id, text, BOT)  # such as a preview: the buttons that led to it can still be pressed
        reply = parameters.get("reply_parameters") or {}
        if id != self._shown:  # an edited message answers what it answered
            self._answered = self._typed if reply.get("message_id") == self._typed.get("message_id") else None
        self._shown, self._buttons = id, buttons
        if buttons:
            width = self._console.width if self._console.is_terminal else None
            choices = _wrapped([f"{number} {label}" for number, (label, _) in enumerate(buttons, 1)], width)
            self._console.print(f"\n{choices}", style="dim")
        return self._message(id, text, BOT)


def _pressable(markup: dict[str, Any]) -> list[tuple[str, str]]:
    """Labels and payloads of a keyboard's buttons; a link is none: it leads to Telegram, where this chat is not."""
    buttons = (button for row in markup.get("inline_keyboard", []) for button in row)
    return [(button["text"], button["callback_data"]) for button in buttons if "callback_data" in button]


def _wrapped(choices: list[str], width: int | None) -> str:
    """Choices side by side in lines of at most `width` columns (None: in one line), none broken in two."""
    lines = [""]
    for choice in choices:
        longer = f"{lines[-1]}   {choice}" if lines[-1] else choice
        if width is None or cell_len(longer) <= width or not lines[-1]:
            lines[-1] = longer
        else:
            lines.append(choice)
    return "\n".join(lines)


def _word(label: str) -> str:
    """A label without case, spaces and signs, as it may be typed."""
    return "".join(character for character in label if character.isalnum()).casefold()
