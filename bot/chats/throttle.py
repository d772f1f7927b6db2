"""Limits on what a person, a chat, and everybody together may ask of the bot in a minute."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

WINDOW = 60.0  # seconds
MAX_TRACKED = 10_000  # people and chats; above it those that are silent are dropped, once a window
OF_A_STRANGER = 10  # of each kind, by one who may not ask: enough to be told so, and nobody shuts out the others
EVERYBODY = 0  # no id of Telegram's


class Request(Enum):
    """What somebody asks of the bot."""

    MESSAGE = "message"
    PRESS = "press"
    INLINE = "inline"


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is answered in a window.

    Attributes:
        messages: Of a person.
        presses: Of buttons, by a person.
        inline: Queries of a person; an app sends some while a person types one.
        chat: Messages and presses in a group.
        overall: Of all kinds, by all who may ask.
        strangers: Of all kinds, by all who may not ask; what they do takes nothing from those who may.
    """

    messages: int = 30
    presses: int = 60
    inline: int = 60
    chat: int = 60
    overall: int = 1000
    strangers: int = 60


class ThrottleDecision(Enum):
    """What to do with a request."""

    ALLOW = "allow"
    WARN = "warn"  # refuse it and say why: the person or the group has asked too often
    BUSY = "busy"  # refuse it and say why: all together have
    DROP = "drop"  # refuse it without a word: the warning has been given


Key = tuple[str, int]


class Throttle:
    """Counts requests in a sliding window, in memory: a restart resets it.

    Attributes:
        limits: Those that hold; None where there are none.
    """

    def __init__(self, limits: Limits | None = None, now: Callable[[], float] = time.monotonic) -> None:
        """Start with nothing counted.

        Args:
            limits: Those that hold; None: no limits, for whoever is alone with the bot.
            now: A monotonic clock in seconds.
        """
        self.limits = limits
        self._now = now
        self._times: dict[Key, deque[float]] = {}
        self._warned: dict[tuple[Key, int], float] = {}  # (what is exhausted, who was told) -> last refusal
        self._tidied = now()

    def check(self, request: Request, person: int, chat: int | None = None, admitted: bool = True) -> ThrottleDecision:
        """Count a request unless it is over a limit.

        Args:
            request: Its kind.
            person: Whose it is; a group's id for its anonymous admins.
            chat: Where it was made; None for nowhere in particular.
            admitted: Whether the person may ask there.

        Returns:
            Whether to answer; of the requests over a limit only the first is worth a warning, and none of a stranger.
        """
        if self.limits is None:
            return ThrottleDecision.ALLOW
        now = self._now()
        self._tidy(now)
        wanted = self._budgets(self.limits, request, person, chat, admitted)
        exhausted = next((key for key, most in wanted.items() if self._count(key, now) >= most), None)
        if exhausted is None:
            for key in wanted:
                self._times.setdefault(key, deque()).append(now)
            return ThrottleDecision.ALLOW
        return self._refusal(exhausted, person, now) if admitted else ThrottleDecision.DROP

    @staticmethod
    def _budgets(limits: Limits, request: Request, person: int, chat: int | None, admitted: bool) -> dict[Key, int]:
        """What a request counts against, and how much that allows."""
        own = {Request.MESSAGE: limits.messages, Request.PRESS: limits.presses, Request.INLINE: limits.inline}
        budgets = {(request.value, person): own[request] if admitted else min(own[request], OF_A_STRANGER)}
        if chat is not None and chat < 0:
            budgets["chat", chat] = limits.chat
        together = ("overall", limits.overall) if admitted else ("strangers", limits.strangers)
        budgets[together[0], EVERYBODY] = together[1]
        return budgets

    def _count(self, key: Key, now: float) -> int:
        times = self._times.get(key)
        if times is None:
            return 0
        while times and times[0] <= now - WINDOW:
            times.popleft()
        return len(times)

    def _refusal(self, exhausted: Key, person: int, now: float) -> ThrottleDecision:
        together = exhausted[1] == EVERYBODY
        told = (exhausted, person if together else EVERYBODY)
        last = self._warned.get(told)
        self._warned[told] = now  # whoever never stops is told once
        if last is not None and last > now - WINDOW:
            return ThrottleDecision.DROP
        return ThrottleDecision.BUSY if together else ThrottleDecision.WARN

    def _tidy(self, now: float) -> None:
        if len(self._times) + len(self._warned) <= MAX_TRACKED or now < self._tidied + WINDOW:
            return
        self._tidied = now
        self._times = {key: times for key, times in self._times.items() if times and times[-1] > now - WINDOW}
        self._warned = {told: at for told, at in self._warned.items() if at > now - WINDOW}
