"""Signed links that open the private chat at a question, a quote or further stories: `t.me/<bot>?start=<payload>`.

This module alone writes and reads start payloads, as `bot.messages.callback_data` does those of buttons.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from dataclasses import dataclass
from enum import StrEnum

from telegram import Bot
from telegram.helpers import create_deep_linked_url

ADDED = "added"  # what /start carries in a group to which the bot was added by an invitation
SIGNATURE_LENGTH = 16  # hexadecimal digits: nobody reaches by counting what they were given no link to


class LinkKind(StrEnum):
    """What a link opens; the value stands in its payload."""

    QUESTION = "q"
    QUOTE = "w"
    STORIES = "s"


@dataclass(frozen=True, slots=True)
class DeepLink:
    """What a link opens.

    Attributes:
        kind: A question, a quote or stories.
        numbers: The number of a stored answer, whose question is asked again; the numbers of a quote's location (see
            `bot.answers.visibility`); or those of an edition and of its page after which the stories come.
    """

    kind: LinkKind
    numbers: tuple[int, ...]

    def url(self, bot: Bot) -> str:
        """The address to follow."""
        return create_deep_linked_url(bot.username, self.payload(bot.token))

    def payload(self, token: str) -> str:
        """The start payload, signed with the bot's token: at most 64 characters of [a-z0-9-]."""
        content = "-".join((self.kind.value, *map(str, self.numbers)))
        return f"{content}-{_signature(content, token)}"


@dataclass(frozen=True, slots=True)
class GroupInvitation:
    """Adds the bot to a group that is chosen then; the group's first message is the greeting."""

    def url(self, bot: Bot) -> str:
        """The address to follow."""
        return create_deep_linked_url(bot.username, ADDED, group=True)


def parse_payload(payload: str, token: str) -> DeepLink | None:
    """Read a start payload.

    Args:
        payload: What follows "/start", by anybody.
        token: The bot's token, with which the payload must be signed.

    Returns:
        What the link opens, or None if we did not make it.
    """
    parts = re.fullmatch(r"(q-[0-9]+|w(?:-[0-9]+){5}|s(?:-[0-9]+){2})-([0-9a-f]+)", payload)
    if parts is None or not hmac.compare_digest(parts[2], _signature(parts[1], token)):
        return None
    kind, *numbers = parts[1].split("-")
    return DeepLink(LinkKind(kind), tuple(map(int, numbers)))


def _signature(content: str, token: str) -> str:
    return hmac.new(token.encode(), content.encode(), hashlib.sha256).hexdigest()[:SIGNATURE_LENGTH]
