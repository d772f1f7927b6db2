"""Buttons under answers: they edit the message, survive a restart, and a second press changes nothing."""

from __future__ import annotations

from functools import partial

from telegram import Update
from telegram.ext import CallbackQueryHandler, ContextTypes

from bot.answers.dialogue import Collections
from bot.answers.history import StoredAnswer
from bot.handlers.base import Handlers, record_shown
from bot.handlers.incoming import button_press
from bot.handlers.replies import acknowledge, edit
from bot.handlers.services import Services
from bot.messages.callback_data import (
    AnswerAction,
    AskVariant,
    ChoosePerson,
    ChooseTopic,
    RateAnswer,
    ShowPage,
    carries,
)
from bot.messages.phrases import phrase
from bot.messages.reply import Reply


class AnswerButtons:
    """Turns pages, changes views, asks again and takes ratings."""

    def __init__(self, services: Services) -> None:
        self._services = services

    def handlers(self) -> Handlers:
        """The handlers to register."""
        return [CallbackQueryHandler(self.press, carries(ShowPage, ChoosePerson, ChooseTopic, AskVariant, RateAnswer))]

    async def press(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Do what a button says."""
        (query, action), services = button_press(update), self._services
        assert isinstance(action, AnswerAction)
        language, chat = services.language_of(update), query.message.chat.id if query.message else 0
        collections = services.access.collections(chat)
        stored = await services.workers.run(partial(services.dialogue.find, action.answer, chat, collections))
        if stored is None or query.message is None:
            await acknowledge(query, phrase(language, "not kept"))
            return
        if isinstance(action, RateAnswer):
            await services.workers.run(partial(services.history.rate, stored.id, query.from_user.id, action.useful))
            await acknowledge(query, phrase(language, "thanks"))
            return
        await acknowledge(query)  # before the work, which may have to wait for others' questions
        result = await services.workers.run(partial(self._result, stored, action, language, collections))
        if result is not None:
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
            case ChoosePerson():
                return dialogue.choose_person(stored, action.position, language, collections)
            case ChooseTopic():
                return dialogue.choose_topic(stored, action.position, language, collections)
        return None
