"""Whoever asks too fast is told so once, whatever they ask; strangers take nothing from those who may ask."""

from __future__ import annotations

from bot.chats.throttle import MAX_TRACKED, OF_A_STRANGER, WINDOW, Limits, Request, Throttle, ThrottleDecision

ALLOW, WARN, BUSY, DROP = ThrottleDecision
MESSAGE, PRESS, INLINE = Request


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_beyond_the_limit_one_is_told_once_and_then_left_in_silence_until_time_has_passed() -> None:
    clock = Clock()
    throttle = Throttle(Limits(messages=2), clock)
    assert [throttle.check(MESSAGE, 1) for _ in range(4)] == [ALLOW, ALLOW, WARN, DROP]
    assert throttle.check(MESSAGE, 2) is ALLOW
    clock.now = WINDOW
    assert [throttle.check(MESSAGE, 1) for _ in range(3)] == [ALLOW, ALLOW, WARN]


def test_a_group_has_a_limit_of_its_own_that_all_its_members_share() -> None:
    throttle = Throttle(Limits(messages=9, chat=3), Clock())
    requests = (MESSAGE, PRESS, MESSAGE, PRESS)
    assert [throttle.check(each, person, -5) for person, each in enumerate(requests, 1)] == [ALLOW] * 3 + [WARN]
    assert throttle.check(MESSAGE, 4) is ALLOW


def test_each_kind_of_request_has_a_limit_of_its_own() -> None:
    throttle = Throttle(Limits(messages=1, presses=2, inline=3), Clock())
    for request, most in ((MESSAGE, 1), (PRESS, 2), (INLINE, 3)):
        assert [throttle.check(request, 1) for _ in range(most + 2)] == [ALLOW] * most + [WARN, DROP]


def test_all_together_have_a_limit_and_each_is_told_once() -> None:
    throttle = Throttle(Limits(overall=2), Clock())
    assert [throttle.check(MESSAGE, person) for person in (1, 2, 3, 3, 4)] == [ALLOW, ALLOW, BUSY, DROP, BUSY]


def test_strangers_have_a_limit_together_without_a_warning_and_take_nothing_from_the_admitted() -> None:
    throttle = Throttle(Limits(overall=2, strangers=3), Clock())
    told = [throttle.check(INLINE, person, None, admitted=False) for person in (1, 2, 3, 4, 5)]
    assert told == [ALLOW] * 3 + [DROP] * 2
    assert [throttle.check(MESSAGE, 9) for _ in range(2)] == [ALLOW] * 2


def test_one_stranger_does_not_shut_out_the_others() -> None:
    throttle = Throttle(Limits(), Clock())
    told = [throttle.check(MESSAGE, 1, None, admitted=False) for _ in range(100)]
    assert told == [ALLOW] * OF_A_STRANGER + [DROP] * (100 - OF_A_STRANGER)
    assert throttle.check(MESSAGE, 2, None, admitted=False) is ALLOW


def test_whoever_is_alone_with_the_bot_has_no_limit() -> None:
    throttle = Throttle()
    assert {throttle.check(MESSAGE, 1) for _ in range(2000)} == {ALLOW}


def test_what_is_remembered_of_those_who_are_silent_is_dropped() -> None:
    clock = Clock()
    throttle = Throttle(Limits(overall=10**6, messages=1), clock)
    for person in range(MAX_TRACKED):
        throttle.check(MESSAGE, person)
        throttle.check(MESSAGE, person)
    clock.now = WINDOW + 1
    throttle.check(MESSAGE, 1)
    assert len(throttle._times) + len(throttle._warned) < 10
