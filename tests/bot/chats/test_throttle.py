"""Whoever asks too fast is told so once."""

from __future__ import annotations

from bot.chats.throttle import WINDOW, Admission, Throttle


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_beyond_the_limit_one_is_told_once_and_then_left_in_silence_until_time_has_passed() -> None:
    clock = Clock()
    limits = Throttle(person=2, now=clock)
    assert [limits.ask(1) for _ in range(4)] == [Admission.GO, Admission.GO, Admission.WAIT, Admission.SILENT]
    assert limits.ask(2) is Admission.GO
    clock.now = WINDOW
    assert [limits.ask(1) for _ in range(3)] == [Admission.GO, Admission.GO, Admission.WAIT]


def test_a_group_has_a_limit_of_its_own_that_all_its_members_share() -> None:
    limits = Throttle(person=9, group=3, now=Clock())
    assert [limits.ask(person, -5) for person in (1, 2, 3, 4)] == [Admission.GO] * 3 + [Admission.WAIT]
    assert limits.ask(4) is Admission.GO
