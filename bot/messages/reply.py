"""A message of the bot's with its buttons, before Telegram's types."""

from __future__ import annotations

from dataclasses import dataclass

from bot.messages.callback_data import CallbackData
from bot.transport.deep_links import DeepLink, GroupInvitation


@dataclass(frozen=True, slots=True)
class Button:
    """A button below a message.

    Attributes:
        label: Its text.
        action: What it does when pressed, or
        opens: What it opens: something in the private chat, or the choice of a group; or
        shares: The quotation that it sends to a chat that is chosen then, or
        copies: The text that it copies.
    """

    label: str
    action: CallbackData | None = None
    opens: DeepLink | GroupInvitation | None = None
    shares: DeepLink | None = None
    copies: str | None = None


Rows = tuple[tuple[Button, ...], ...]


@dataclass(frozen=True, slots=True)
class Reply:
    """A message to send, or to show in place of another.

    Attributes:
        html: Telegram's HTML.
        buttons: Rows of buttons.
        answer: Number of the stored answer that it shows, if it shows one.
        page: The answer's page, from 0.
        shows_quotes: Whether anybody's words are in it.
    """

    html: str
    buttons: Rows = ()
    answer: int | None = None
    page: int = 0
    shows_quotes: bool = False
