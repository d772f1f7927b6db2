"""/settings: a chat's language, and who may choose it."""

from __future__ import annotations

import html
from functools import partial

from telegram import Message, Update
from telegram.ext import CallbackQueryHandler, CommandHandler, ContextTypes, filters

from bot.handlers.base import Handlers
from bot.handlers.incoming import button_press, new_message, sender
from bot.handlers.permissions import may_configure
from bot.handlers.replies import acknowledge, edit, send, send_text
from bot.handlers.services import Services
from bot.messages.callback_data import ChooseLanguage, carries
from bot.messages.phrases import CATALOGUES, phrase
from bot.messages.reply import Button, Reply


class ChatSettings:
    """Shows the settings with a button for each language."""

    def __init__(self, services: Services) -> None:
        self._services = services

    def handlers(self) -> Handlers:
        """The handlers to register."""
        return [
            CommandHandler("settings", self.settings, filters.UpdateType.MESSAGE),
            CallbackQueryHandler(self.choose_language, carries(ChooseLanguage)),
        ]

    async def settings(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """/settings."""
        message, language = new_message(update), self._services.language_of(update)
        if not await may_configure(self._services, message, sender(update), context.bot):
            await send_text(message, phrase(language, "for admins"))
            return
        await send(message, _settings(language))

    async def choose_language(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Set the chat's language by a button."""
        (query, choice), services = button_press(update), self._services
        assert isinstance(choice, ChooseLanguage)
        chosen, message = choice.language, query.message
        if not isinstance(message, Message) or chosen not in CATALOGUES:
            await acknowledge(query, phrase(services.language_of(update), "not kept"))
            return
        if not await may_configure(self._services, message, query.from_user.id, context.bot):
            await acknowledge(query, phrase(services.language_of(update), "for admins"))
            return
        await services.workers.run(partial(services.preferences.set_language, message.chat.id, chosen))
        await acknowledge(query)
        await edit(query, _settings(chosen))


def _settings(language: str) -> Reply:
    buttons = tuple(
        Button(("✓ " if each == language else "") + phrase(each, "language"), ChooseLanguage(each))
        for each in CATALOGUES
    )
    return Reply(html.escape(phrase(language, "settings"), quote=False), (buttons,))
