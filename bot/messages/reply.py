"""A message of ours with its buttons."""

from __future__ import annotations

from dataclasses import dataclass

from bot.messages.callback_data import CallbackData
from bot.transport.deep_links import DeepLink


@dataclass(frozen=True, slots=True)
class Button:
    """A button that does something when pressed, or opens the private chat by a link."""

    label: str
    action: CallbackData | None = None
    opens: DeepLink | None = None


@dataclass(frozen=True, slots=True)
class Reply:
    """One message.  asked: the number of the answer it shows, if it shows one."""

    html: str
    buttons: tuple[tuple[Button, ...], ...] = ()
    asked: int | None = None
    page: int = 0
