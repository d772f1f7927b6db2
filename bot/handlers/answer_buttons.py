"""Buttons under answers: they edit the message, survive a restart, and a second press changes nothing."""

from __future__ import annotations

from functools import partial

from telegram import CallbackQuery, Update
from telegram.ext import CallbackQueryHandler, ContextTypes

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
        language = services.language_of(update)
        result = await services.workers.run(partial(self._result, query, action, language))
        if result is None:
            await acknowledge(query, phrase(language, "not kept"))
        elif isinstance(result, str):
            await acknowledge(query, result)
        else:
            await acknowledge(query)
            await edit(query, result)
            if query.message is not None:
                await record_shown(services, result, query.message.message_id)

    def _result(self, query: CallbackQuery, action: AnswerAction, language: str) -> Reply | str | None:
        """What the message is to show, or thanks, or None if the answer is not stored any more."""
        services = self._services
        if query.message is None:
            return None
        chat = query.message.chat.id
        collections = services.access.collections(chat)
        stored = services.dialogue.find(action.answer, chat, collections)
        if stored is None:
            return None
        match action:
            case ShowPage():
                return services.dialogue.show_page(stored, action.page, action.view, language)
            case AskVariant():
                return services.dialogue.ask_variant(stored, action.variant, language, collections)
            case RateAnswer():
                services.history.rate(stored.id, query.from_user.id, action.useful)
                return phrase(language, "thanks")
            case ChoosePerson():
                return services.dialogue.choose_person(stored, action.position, language, collections)
            case ChooseTopic():
                return services.dialogue.choose_topic(stored, action.position, language, collections)
