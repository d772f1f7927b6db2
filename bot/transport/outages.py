"""Something that fails again and again: how long to wait, what the log says of it, and when somebody must know."""

from __future__ import annotations

import logging
import time
from collections.abc import Awaitable, Callable

FIRST_PAUSE, LONGEST_PAUSE = 1.0, 30.0  # seconds; each failure in a row doubles the pause
ALARM_AFTER = 120.0  # seconds of failures in a row after which they are reported

log = logging.getLogger("onrecord")

Report = Callable[[float, str], Awaitable[None]]


class Outage:
    """The failures of one thing since it last succeeded.

    The log tells of the first one, of each with another reason, and of the end: not of every try.
    """

    def __init__(
        self,
        subject: str,
        report: Report | None = None,
        longest_pause: float = LONGEST_PAUSE,
        alarm_after: float = ALARM_AFTER,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        """Nothing has failed yet.

        Args:
            subject: What may fail, for the log.
            report: Called once an outage with its seconds and the last reason; one that raises is called again.
            longest_pause: Seconds between two tries at most.
            alarm_after: Seconds after which an outage is reported.
            now: A monotonic clock in seconds.
        """
        self._subject = subject
        self._report = report
        self._longest_pause = longest_pause
        self._alarm_after = alarm_after
        self._now = now
        self._began: float | None = None
        self._failures = 0
        self._reason = ""
        self._reported = False

    async def failed(self, reason: str, urgent: bool = False, trace: BaseException | None = None) -> float:
        """Note a failure.

        Args:
            reason: Why, for the log and the report.
            urgent: Whether waiting can't help, so that the second failure in a row is reported at once.
            trace: What was raised, where the log needs more than the reason.

        Returns:
            Seconds to wait before the next try.
        """
        if self._began is None:
            self._began = self._now()
        pause = min(FIRST_PAUSE * 2.0 ** min(self._failures, 20), self._longest_pause)
        self._failures += 1
        if reason != self._reason:
            log.warning("%s: %s; trying again in %.0f s", self._subject, reason, pause, exc_info=trace)
            self._reason = reason
        lasted = self._now() - self._began
        if lasted >= self._alarm_after or (urgent and self._failures > 1):
            await self._alarm(lasted)
        return pause

    async def _alarm(self, lasted: float) -> None:
        if self._reported:
            return
        self._reported = True
        log.error("%s: failing for %.0f s, tried %d times: %s", self._subject, lasted, self._failures, self._reason)
        if self._report is None:
            return
        try:
            await self._report(lasted, self._reason)
        except Exception:
            self._reported = False
            log.exception("%s: the trouble could not be reported", self._subject)

    def over(self) -> None:
        """Note that it has succeeded."""
        if self._began is not None:
            log.info("%s: well again after %.0f s", self._subject, self._now() - self._began)
        self._began, self._failures, self._reason, self._reported = None, 0, "", False
