"""A message of ours with its buttons."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.transport.deep_links import Start

if TYPE_CHECKING:
    pass


@dataclass(frozen=True, slots=True)
class Button:
    """opens: for a link into the private chat instead of data."""

    label: str
    data: str = ""  # at most 64 bytes
    opens: Start | None = None


@dataclass(frozen=True, slots=True)
class Reply:
    """One message.  asked: the number of the answer it shows, if it shows one."""

    html: str
    buttons: tuple[tuple[Button, ...], ...] = ()
    asked: int | None = None
    page: int = 0
