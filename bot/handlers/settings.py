"""/settings: a chat's language, whether it is told of changed quotations, and who may choose both."""

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
from bot.messages.callback_data import ChooseCorrections, ChooseLanguage, carries
from bot.messages.phrases import CATALOGUES, phrase
from bot.messages.reply import Button, Reply


class ChatSettings:
    """Shows the settings with a button for each language, and one for corrections."""

    def __init__(self, services: Services) -> None:
        self._services = services

    def handlers(self) -> Handlers:
        """The handlers to register."""
        return [
            CommandHandler("settings", self.settings, filters.UpdateType.MESSAGE | filters.UpdateType.CHANNEL_POST),
            CallbackQueryHandler(self.choose, carries(ChooseLanguage, ChooseCorrections)),
        ]

    async def settings(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """/settings."""
        message, language = new_message(update), self._services.language_of(update)
        if not await may_configure(self._services, message, sender(update), context.bot):
            await send_text(message, phrase(language, "for admins"))
            return
        await send(message, await self._shown(message.chat.id, language))

    async def choose(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Set the chat's language, or whether it is told of changed quotations, by a button."""
        (query, choice), services = button_press(update), self._services
        assert isinstance(choice, ChooseLanguage | ChooseCorrections)
        message = query.message
        known = isinstance(choice, ChooseCorrections) or choice.language in CATALOGUES
        if not isinstance(message, Message) or not known:
            await acknowledge(query, phrase(services.language_of(update), "not kept"))
            return
        if not await may_configure(self._services, message, query.from_user.id, context.bot):
            await acknowledge(query, phrase(services.language_of(update), "for admins"))
            return
        preferences, chat = services.preferences, message.chat.id
        if isinstance(choice, ChooseLanguage):
            await services.workers.run(partial(preferences.set_language, chat, choice.language))
        else:
            await services.workers.run(partial(preferences.set_corrections, chat, choice.wanted))
        await acknowledge(query)
        await edit(query, await self._shown(chat, services.language_of(update)))

    async def _shown(self, chat: int, language: str) -> Reply:
        corrections = await self._services.workers.run(partial(self._services.preferences.wants_corrections, chat))
        return _settings(language, corrections)


def _settings(language: str, corrections: bool) -> Reply:
    buttons = tuple(
        Button(("✓ " if each == language else "") + phrase(each, "language"), ChooseLanguage(each))
        for each in CATALOGUES
    )
    told = Button(
        ("✓ " if corrections else "") + phrase(language, "settings corrections"), ChooseCorrections(not corrections)
    )
    return Reply(html.escape(phrase(language, "settings"), quote=False), (buttons, (told,)))
