"""When the press of a button is acknowledged: with what it led to, or, where that takes long, before."""

from __future__ import annotations

import asyncio

import pytest
from telegram import Bot, CallbackQuery, User

from bot.handlers.replies import AT_ONCE, acknowledge, acknowledging
from tests.botapi.server import Server


@pytest.mark.parametrize(("seconds", "notices"), [(0.0, ["done"]), (AT_ONCE + 0.3, [None, "done"])])
def test_a_press_that_leads_to_long_work_is_acknowledged_before_it(
    telegram: Server, seconds: float, notices: list[str | None]
) -> None:
    world = telegram.world
    world.pressed["7"] = None
    before = len(world.called("answerCallbackQuery"))
    heard_before_end: list[bool] = []

    async def work() -> str:
        await asyncio.sleep(seconds)
        heard_before_end.append(world.pressed["7"] is not None)
        return "done"

    async def press() -> None:
        async with Bot(telegram.token, f"{telegram.address}/bot") as bot:
            query = CallbackQuery("7", User(5, "Ada", is_bot=False), "1")
            query.set_bot(bot)
            await acknowledge(query, await acknowledging(query, work()))

    asyncio.run(press())
    assert [each.get("text") for each in world.called("answerCallbackQuery")[before:]] == notices
    assert heard_before_end == [len(notices) > 1]
