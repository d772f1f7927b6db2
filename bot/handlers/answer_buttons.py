"""The buttons under answers: they edit in place, survive a restart, and a second press changes nothing."""

from __future__ import annotations

from functools import partial

from telegram import CallbackQuery, Update
from telegram.ext import CallbackQueryHandler, ContextTypes

from bot.handlers.base import Handlers, note
from bot.handlers.incoming import button_press
from bot.handlers.replies import acknowledge, show
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
    def __init__(self, services: Services) -> None:
        self._services = services

    def handlers(self) -> Handlers:
        return [
            CallbackQueryHandler(self.pressed, carries(ShowPage, ChoosePerson, ChooseTopic, AskVariant, RateAnswer))
        ]

    async def pressed(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        (query, action), services = button_press(update), self._services
        assert isinstance(action, AnswerAction)
        language = services.language_of(update)
        made = await services.workers.run(partial(self._made, query, action, language))
        if made is None:
            await acknowledge(query, phrase(language, "not kept"))
        elif isinstance(made, str):
            await acknowledge(query, made)
        else:
            await acknowledge(query)
            await show(query, made)
            if query.message is not None:
                await note(services, made, query.message.message_id)

    def _made(self, query: CallbackQuery, action: AnswerAction, language: str) -> Reply | str | None:
        """What the message becomes, or a word of thanks, or None when the answer is no longer kept."""
        services = self._services
        stored = services.history.find(action.answer)
        if stored is None or query.message is None or stored.place.chat != query.message.chat.id:
            return None
        collections = services.access.collections(stored.place.chat)
        stored = stored.limited_to(collections)
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
