"""A failure is tried again with growing pauses, said once, and told to somebody when it lasts."""

from __future__ import annotations

import asyncio

import pytest

from bot.transport.outages import Outage


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


async def fail_often(outage: Outage, clock: Clock, times: int, reason: str = "no network") -> list[float]:
    pauses = []
    for _ in range(times):
        pauses.append(await outage.failed(reason))
        clock.now += pauses[-1]
    return pauses


def test_pauses_double_up_to_a_limit_and_begin_anew_after_a_success() -> None:
    async def main() -> None:
        clock = Clock()
        outage = Outage("the mail", now=clock)
        assert await fail_often(outage, clock, 8) == [1, 2, 4, 8, 16, 30, 30, 30]
        outage.over()
        assert await fail_often(outage, clock, 2) == [1, 2]

    asyncio.run(main())


def test_the_log_tells_of_the_first_failure_each_other_reason_and_the_end(caplog: pytest.LogCaptureFixture) -> None:
    async def main() -> None:
        clock = Clock()
        outage = Outage("the mail", now=clock)
        await fail_often(outage, clock, 3)
        await fail_often(outage, clock, 2, "no letterbox")
        caplog.set_level("INFO", "onrecord")
        outage.over()
        outage.over()

    asyncio.run(main())
    assert [record.getMessage() for record in caplog.records] == [
        "the mail: no network; trying again in 1 s",
        "the mail: no letterbox; trying again in 8 s",
        "the mail: well again after 31 s",
    ]


def test_what_lasts_is_reported_once_and_again_where_reporting_failed() -> None:
    reported: list[tuple[float, str]] = []

    async def report(seconds: float, why: str) -> None:
        reported.append((seconds, why))
        if len(reported) == 1:
            raise OSError("no network either")

    async def main() -> None:
        clock = Clock()
        outage = Outage("the mail", report, alarm_after=20, now=clock)
        await fail_often(outage, clock, 5)
        assert reported == []
        await fail_often(outage, clock, 5)
        assert [why for _, why in reported] == ["no network"] * 2
        outage.over()
        await outage.failed("another program", urgent=True)
        assert len(reported) == 2
        await outage.failed("another program", urgent=True)
        assert reported[2][1] == "another program"

    asyncio.run(main())
