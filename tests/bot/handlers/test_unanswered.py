"""What strangers asked, while an admin may be deciding about them."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime

from telegram import Chat, Message, Update

from bot.handlers.unanswered import Unanswered

ASKER = 7


def asked(number: int, text: str) -> Update:
    message = Message(number, datetime.now(UTC), Chat(ASKER, Chat.PRIVATE), text=text)
    return Update(number, message=message)


def test_what_is_answered_at_once_is_not_asked_again() -> None:
    waiting, question = Unanswered(), asked(1, "What did Tamm say about trams?")
    waiting.keep(ASKER, question)
    assert waiting.take_back(ASKER, question)
    assert not waiting.has(ASKER)


def test_what_was_taken_up_when_its_asker_was_let_in_is_not_there_to_be_answered_twice() -> None:
    waiting, question = Unanswered(), asked(1, "What did Tamm say about trams?")
    waiting.keep(ASKER, question)
    asyncio.run(waiting.ask_again(ASKER, object()))
    assert not waiting.take_back(ASKER, question)


def test_another_question_of_the_same_asker_stays() -> None:
    waiting, first, second = Unanswered(), asked(1, "What did Tamm say?"), asked(2, "What did Varga say?")
    waiting.keep(ASKER, first)
    waiting.keep(ASKER, second)
    assert waiting.take_back(ASKER, first)
    assert waiting.has(ASKER)
