"""Whoever asks too fast is told so once."""

from __future__ import annotations

from bot.chats.throttle import WINDOW, Throttle, ThrottleDecision


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_beyond_the_limit_one_is_told_once_and_then_left_in_silence_until_time_has_passed() -> None:
    clock = Clock()
    limits = Throttle(person=2, now=clock)
    assert [limits.check(1) for _ in range(4)] == [
        ThrottleDecision.ALLOW,
        ThrottleDecision.ALLOW,
        ThrottleDecision.WARN,
        ThrottleDecision.DROP,
    ]
    assert limits.check(2) is ThrottleDecision.ALLOW
    clock.now = WINDOW
    assert [limits.check(1) for _ in range(3)] == [
        ThrottleDecision.ALLOW,
        ThrottleDecision.ALLOW,
        ThrottleDecision.WARN,
    ]


def test_a_group_has_a_limit_of_its_own_that_all_its_members_share() -> None:
    limits = Throttle(person=9, group=3, now=Clock())
    assert [limits.check(person, -5) for person in (1, 2, 3, 4)] == [ThrottleDecision.ALLOW] * 3 + [
        ThrottleDecision.WARN
    ]
    assert limits.check(4) is ThrottleDecision.ALLOW
