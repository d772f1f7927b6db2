"""Buttons with a payload that is not ours: made up, or by another bot that had this token before."""

from __future__ import annotations

from telegram import Update
from telegram.ext import CallbackQueryHandler, ContextTypes

from bot.handlers.base import Handlers
from bot.handlers.incoming import button_press
from bot.handlers.replies import acknowledge
from bot.handlers.services import Services
from bot.messages.callback_data import is_unknown
from bot.messages.phrases import phrase


class UnknownButtons:
    """Answers the press, so that the person's client stops waiting, and does nothing else."""

    def __init__(self, services: Services) -> None:
        self._services = services

    def handlers(self) -> Handlers:
        """The handlers to register."""
        return [CallbackQueryHandler(self.press, is_unknown)]

    async def press(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Say that there is nothing to do."""
        query, _ = button_press(update)
        await acknowledge(query, phrase(self._services.language_of(update), "not kept"))
