"""Buttons under answers: they edit the message, survive a restart, and a second press changes nothing."""

from __future__ import annotations

import html
from functools import partial
from typing import get_args

from telegram import Message, Update
from telegram.ext import CallbackQueryHandler, ContextTypes

from bot.answers.dialogue import Collections
from bot.answers.history import StoredAnswer
from bot.handlers.base import Handlers, record_shown
from bot.handlers.incoming import button_press
from bot.handlers.replies import acknowledge, acknowledging, edit, send
from bot.handlers.services import Services
from bot.messages.answers import headed_quotes
from bot.messages.callback_data import (
    AnswerAction,
    AskVariant,
    ChoosePerson,
    ChooseTopic,
    CopyQuote,
    RateAnswer,
    ShowPage,
    carries,
)
from bot.messages.citation import citation
from bot.messages.phrases import phrase
from bot.messages.reply import Reply


class AnswerButtons:
    """Turns pages, changes views, asks again and takes ratings."""

    def __init__(self, services: Services) -> None:
        self._services = services

    def handlers(self) -> Handlers:
        """The handlers to register."""
        return [CallbackQueryHandler(self.press, carries(*get_args(AnswerAction)))]

    async def press(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Do what a button says."""
        (query, action), services = button_press(update), self._services
        assert isinstance(action, AnswerAction)
        language, chat = services.language_of(update), query.message.chat.id if query.message else 0
        collections = services.access.collections(chat)
        find = partial(services.dialogue.find, action.answer, chat, collections)
        stored = await acknowledging(query, services.workers.run(find))
        if stored is None or query.message is None:
            await acknowledge(query, phrase(language, "not kept"))
            return
        if isinstance(action, RateAnswer):
            rate = partial(services.history.rate, stored.id, query.from_user.id, action.useful)
            await acknowledging(query, services.workers.run(rate))
            await acknowledge(query, phrase(language, "thanks"))
            return
        await acknowledge(query)  # before the work, which may have to wait for others' questions
        result = await services.workers.run(partial(self._result, stored, action, language, collections))
        if isinstance(action, CopyQuote) and result is not None and isinstance(query.message, Message):
            await send(query.message, result)
        elif result is not None:
            await edit(query, result)
            await record_shown(services, result, query.message.message_id)

    def _result(
        self, stored: StoredAnswer, action: AnswerAction, language: str, collections: Collections
    ) -> Reply | None:
        """What the message is to show; None where the answer never offered that."""
        dialogue = self._services.dialogue
        match action:
            case ShowPage():
                return dialogue.show_page(stored, action.page, action.view, language)
            case AskVariant():
                return dialogue.ask_variant(stored, action.variant, language, collections)
            case CopyQuote():
                quotes = headed_quotes(stored.answer, language)
                if action.position >= len(quotes):
                    return None
                text = citation(quotes[action.position][0], language)
                return Reply(f"<pre>{html.escape(text, quote=False)}</pre>")  # which a tap copies
            case ChoosePerson():
                return dialogue.choose_person(stored, action.position, language, collections)
            case ChooseTopic():
                return dialogue.choose_topic(stored, action.position, language, collections)
        return None
