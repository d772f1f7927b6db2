"""Presses of buttons that nobody was given: each is answered, and none changes anything."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
import sqlalchemy as sql
from telegram import Update

from bot.chats.database import FILE, metadata
from bot.cli.chat import BOT, PERSON
from bot.config import Config, LimitSettings
from bot.messages.callback_data import LARGEST_ID, LARGEST_POSITION, AskExample, BeginSubscription, ChooseLanguage
from bot.serving.application import build
from index import Index
from tests.bot.payloads import HOSTILE, SENT
from tests.bot.recorder import Recorder

FARTHEST = [
    f"v:{LARGEST_ID}:{LARGEST_POSITION}:context", f"p:{LARGEST_ID}:{LARGEST_POSITION}", f"a:{LARGEST_ID}:direct",
    f"r:{LARGEST_ID}:1", f"f:{LARGEST_ID}", f"s:{LARGEST_ID}:really", f"s:{LARGEST_ID}:who:{LARGEST_ID}",
    f"e:{LARGEST_ID}:{LARGEST_POSITION}:{LARGEST_POSITION}:mute", f"d:{LARGEST_ID}:admit", "l:xx", "c:ffffffff",
]  # fmt: skip


def stored_rows(config: Config) -> dict[str, list[tuple[Any, ...]]]:
    """All that the bot has written down."""
    engine = sql.create_engine(f"sqlite:///{config.data / FILE}")
    with engine.connect() as connection:
        rows = {
            table.name: [tuple(row) for row in connection.execute(sql.select(table))]
            for table in metadata.sorted_tables
            if table.name != "update"  # that the press came is noted
        }
    engine.dispose()
    return rows


def pressed(config: Config, index: Index, owner: int | None, payloads: list[str]) -> list[str]:
    """What each press was answered with, by somebody who had a question answered first."""

    async def main() -> list[str]:
        recorder = Recorder()
        # Nobody presses that often; how often one may is another test's.
        limits = LimitSettings(presses=len(payloads))
        app = build(config.model_copy(update={"limits": limits}), index, recorder, owner)
        await app.initialize()
        await app.process_update(recorder.typed("What did Ada Brandt say about homes?", app.bot))
        before, answers = stored_rows(config), []
        for number, data in enumerate(payloads):
            recorder.calls.clear()
            press = {
                "id": str(number), "from": {"id": PERSON, "is_bot": False, "first_name": "Eve"}, "chat_instance": "1",
                "data": data,
                "message": {
                    "message_id": 77, "date": 1, "from": BOT, "text": "Some message",
                    "chat": {"id": PERSON, "type": "private", "first_name": "Eve"},
                },
            }  # fmt: skip
            await app.process_update(Update.de_json({"update_id": 1000 + number, "callback_query": press}, app.bot))
            assert recorder.methods == ["answerCallbackQuery"], data
            assert stored_rows(config) == before, data
            answers.append(str(recorder.calls[0][1].get("text")))
        await app.shutdown()
        assert app.post_shutdown is not None
        await app.post_shutdown(app)
        return answers

    return asyncio.run(main())


@pytest.mark.parametrize("owner", [None, PERSON])
def test_hostile_data_is_answered_and_changes_nothing(config: Config, index: Index, owner: int | None) -> None:
    assert set(pressed(config, index, owner, HOSTILE)) == {"This answer is no longer kept. Please ask again."}


def test_buttons_of_what_is_not_there_are_answered_and_change_nothing(config: Config, index: Index) -> None:
    """The answer stored has number 1; the payloads that earlier releases sent carry higher ones here."""
    # Those that need nothing that is stored do what they say.
    alone = (ChooseLanguage, AskExample, BeginSubscription)
    others = [data for data, action in SENT.items() if not isinstance(action, alone)]
    answers = pressed(config, index, None, [*others, *FARTHEST])
    assert not [text for text in answers if text == "None" or "went wrong" in text]
