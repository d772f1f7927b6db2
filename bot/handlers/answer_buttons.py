"""The buttons under answers: they edit in place, survive a restart, and a second press changes nothing."""

from __future__ import annotations

from functools import partial

from telegram import CallbackQuery, Update
from telegram.ext import CallbackQueryHandler, ContextTypes

from bot.answers.dialogue import AnswerAction, View, parsed
from bot.handlers.base import Handlers, note
from bot.handlers.replies import acknowledge, show
from bot.handlers.services import Services
from bot.messages.phrases import phrase
from bot.messages.reply import Reply
from index.model import Ask


class AnswerButtons:
    def __init__(self, services: Services) -> None:
        self._services = services

    def handlers(self) -> Handlers:
        return [CallbackQueryHandler(self.pressed, r"^[vptar]:")]

    async def pressed(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        query, services = update.callback_query, self._services
        assert query is not None
        language = services.language_of(update)
        press = parsed(query.data or "")
        made = await services.workers.run(partial(self._made, query, press, language)) if press else None
        if made is None:
            await acknowledge(query, phrase(language, "not kept"))
        elif isinstance(made, str):
            await acknowledge(query, made)
        else:
            await acknowledge(query)
            await show(query, made)
            if query.message is not None:
                await note(services, made, query.message.message_id)

    def _made(self, query: CallbackQuery, press: AnswerAction, language: str) -> Reply | str | None:
        """What the message becomes, or a word of thanks, or None when the answer is no longer kept."""
        services = self._services
        asked = services.conversations.find(press.asked)
        if asked is None or query.message is None or asked.place.chat != query.message.chat.id:
            return None
        collections = services.access.collections(asked.place.chat)
        asked = asked.within(collections)
        match press.kind:
            case "v":
                return services.dialogue.turn(asked, press.number, View(press.name), language)
            case "a":
                ask = Ask.TIMELINE if press.name == "timeline" else None
                return services.dialogue.again(asked, ask, language, collections)
            case "r":
                services.conversations.rate(asked.id, query.from_user.id, bool(press.number))
                return phrase(language, "thanks")
            case _:
                return services.dialogue.choose(asked, press.kind, press.number, language, collections)
