"""Telegram's limits are kept by us, and a flood in one chat is one chat's."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from telegram.error import RetryAfter

from bot.transport.rate_limit import DELIVERY, RateLimiter
from tests.botapi.limits import Limits


@dataclass
class Clock:
    now: float = 100.0

    def __call__(self) -> float:
        return self.now


@settings(max_examples=100, deadline=None)
@given(some.lists(some.integers(-3, 40).filter(bool), min_size=30, max_size=300))
def test_deliveries_at_our_pace_are_never_refused(chats: list[int]) -> None:
    clock = Clock()
    rate_limiter, telegram = RateLimiter(clock), Limits(clock)
    for chat in chats:
        while wait := max(rate_limiter.delay(), rate_limiter.delay(chat)):
            clock.now += wait
        rate_limiter.count(chat)
        assert telegram.wait(chat) == 0


def test_a_thousand_chats_get_between_25_and_30_a_second() -> None:
    clock = Clock()
    rate_limiter = RateLimiter(clock)
    for chat in range(1, 1001):
        while wait := max(rate_limiter.delay(), rate_limiter.delay(chat)):
            clock.now += wait
        rate_limiter.count(chat)
    assert 25 <= 1000 / (clock.now - 100) <= 30


def test_answers_don_t_wait_but_deliveries_step_back_for_them() -> None:
    clock = Clock()
    rate_limiter = RateLimiter(clock)
    for chat in range(1, 31):
        rate_limiter.count(chat)
    assert rate_limiter.delay() > 0.9


def test_one_flooded_chat_waits_alone_two_close_the_door() -> None:
    clock = Clock()
    rate_limiter = RateLimiter(clock)
    rate_limiter.pause_chat(1, 30)
    assert rate_limiter.delay(1) == pytest.approx(30)
    assert (rate_limiter.delay(), rate_limiter.delay(2)) == (0, 0)
    rate_limiter.pause_chat(2, 20)
    assert rate_limiter.delay() == pytest.approx(20)
    clock.now += 31
    assert (rate_limiter.delay(), rate_limiter.delay(1)) == (0, 0)


@pytest.mark.filterwarnings("ignore::telegram.warnings.PTBDeprecationWarning")
def test_an_answer_that_meets_a_flood_is_tried_again_and_a_delivery_is_left_to_the_outbox() -> None:
    tries = []

    async def call() -> str:
        tries.append(1)
        if len(tries) == 1:
            raise RetryAfter(0)
        return "sent"

    async def ask(mark: str | None) -> str:
        found: str = await RateLimiter().process_request(call, (), {}, "sendMessage", {"chat_id": 5}, mark)
        return found

    assert asyncio.run(ask(None)) == "sent"
    tries.clear()
    with pytest.raises(RetryAfter):
        asyncio.run(ask(DELIVERY))
