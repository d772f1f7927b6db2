"""Links that open the private chat at an answer: t.me/<bot>?start=<payload>."""

from __future__ import annotations

import hashlib
import hmac
import re
from dataclasses import dataclass

from telegram import Bot
from telegram.helpers import create_deep_linked_url

MARK = 16  # hexadecimal digits, so that nobody reaches by counting what they were given no link to


@dataclass(frozen=True, slots=True)
class Start:
    """What a link opens: the question kept under a number, or the quote at a spot (see `bot.holdings`)."""

    kind: str  # "question" or "words"
    numbers: tuple[int, ...]

    def link(self, bot: Bot) -> str:
        return create_deep_linked_url(bot.username, self.payload(bot.token))

    def payload(self, token: str) -> str:
        """At most 64 characters of [a-z0-9-]."""
        plain = "-".join((self.kind[0], *map(str, self.numbers)))
        return f"{plain}-{_mark(plain, token)}"


def started(payload: str, token: str) -> Start | None:
    """What a payload of ours opens; None for any other."""
    found = re.fullmatch(r"(q-[0-9]+|w(?:-[0-9]+){5})-([0-9a-f]+)", payload)
    if found is None or not hmac.compare_digest(found[2], _mark(found[1], token)):
        return None
    kind, *numbers = found[1].split("-")
    return Start({"q": "question", "w": "words"}[kind], tuple(map(int, numbers)))


def _mark(plain: str, token: str) -> str:
    return hmac.new(token.encode(), plain.encode(), hashlib.sha256).hexdigest()[:MARK]
