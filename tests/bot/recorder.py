"""A bot without a network whose calls can be looked at."""

from __future__ import annotations

import io
from typing import Any

from rich.console import Console
from telegram.request import RequestData

from bot.cli.chat import Terminal


class Recorder(Terminal):
    """A terminal that remembers each call of the bot: the method, and what it was asked with."""

    def __init__(self) -> None:
        super().__init__(Console(file=io.StringIO()))
        self.calls: list[tuple[str, dict[str, Any]]] = []

    @property
    def methods(self) -> list[str]:
        return [method for method, _ in self.calls]

    async def do_request(
        self, url: str, method: str, request_data: RequestData | None = None, *_: Any, **__: Any
    ) -> tuple[int, bytes]:
        self.calls.append((url.rsplit("/", 1)[-1], request_data.parameters if request_data else {}))
        return await super().do_request(url, method, request_data)
