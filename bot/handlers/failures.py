"""What becomes of an update whose handler failed: who was being answered is told, wherever they can be."""

from __future__ import annotations

import contextlib
import logging
import secrets
import time

from telegram import Update
from telegram.error import BadRequest, Forbidden, TelegramError
from telegram.ext import ApplicationHandlerStop, ContextTypes

from bot.handlers.services import Services
from bot.messages.html import shortened
from bot.messages.phrases import phrase
from bot.transport.failed_calls import is_out_of_reach
from bot.transport.field_types import fault_of, kind_of
from bot.transport.updates import UpdateQueue
from bot.transport.workers import Busy

# Telegram's words, in lower case, for a chat or a topic in which the bot may read but not write.
TOPIC_CLOSED = ("topic_closed", "topic_deleted", "message thread not found")
GONE = ("chat not found",)
NO_RIGHT = ("not enough rights", "have no rights", "need administrator rights", "chat_write_forbidden", "_forbidden")
TOLD_AGAIN = 86_400.0  # seconds until somebody is told once more where the bot may not write
MAX_TOLD = 1000  # places that are remembered

log = logging.getLogger("onrecord")


class Failures:
    """Logs the failure of a handler and tells the person who was being answered, as soon as Telegram can be reached."""

    def __init__(self, services: Services, updates: UpdateQueue) -> None:
        """Look after failures.

        Args:
            services: Know the languages.
            updates: Where an update waits that can't be answered now.
        """
        self._services = services
        self._updates = updates
        self._told: dict[tuple[int, int, int], float] = {}  # chat, topic, person -> when they were told

    async def handle(self, update: object, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Do what can be done about the error of an update, and keep it from all further handlers.

        Else it would go on to them where the one failed that tells strangers that they may not ask.
        """
        if isinstance(update, Update) and (wrong := fault_of(update)) is not None:
            log.error("update %d (%s) has a wrong %s; it is passed over", update.update_id, kind_of(update), wrong)
        else:
            await self._look_after(update, context)
        raise ApplicationHandlerStop

    async def _look_after(self, update: object, context: ContextTypes.DEFAULT_TYPE) -> None:
        error = context.error
        if not isinstance(update, Update) or update.effective_chat is None:
            if isinstance(error, Forbidden):
                log.info("not sent, the person or chat does not take messages: %s", error)
            else:
                log.error("failed outside a chat", exc_info=error)
            return
        if is_refused_write(error):
            await self._tell_elsewhere(update, context, str(error))
            return
        if is_out_of_reach(error) and self._updates.postpone(update):
            log.warning("an answer could not be sent: %s", error)
            return
        language = self._services.language_of(update)
        if isinstance(error, Busy):
            text = phrase(language, "busy")
        else:
            id = secrets.token_hex(4)
            log.error("error %s", id, exc_info=error)
            text = phrase(language, "failed", id=id)
        try:
            if update.callback_query is not None:
                await update.callback_query.answer(text, show_alert=True)
            elif update.effective_message is not None:
                await update.effective_message.reply_text(text)
        except TelegramError as not_sent:
            log.warning("a failure could not be told: %s", not_sent)
            if is_out_of_reach(not_sent):
                self._updates.postpone(update)

    async def _tell_elsewhere(self, update: Update, context: ContextTypes.DEFAULT_TYPE, why: str) -> None:
        """Tell who asked, in private and once a day, that the bot may not write there, and where it may."""
        log.info("not sent, the person or chat does not take messages: %s", why)
        chat, person, language = update.effective_chat, update.effective_user, self._services.language_of(update)
        if update.callback_query is not None:
            # Refused where the press was acknowledged before the work began; the private message follows all the same.
            with contextlib.suppress(TelegramError):
                await update.callback_query.answer(phrase(language, "not written"), show_alert=True)
        if chat is None or person is None or person.is_bot or chat.id == person.id:
            return
        message = update.effective_message
        thread = (message.message_thread_id if message and message.is_topic_message else None) or 0
        if not self._is_first(chat.id, thread, person.id):
            return
        is_topic = thread and any(words in why.lower() for words in TOPIC_CLOSED)
        key = "not written topic" if is_topic else "not written chat"
        with contextlib.suppress(TelegramError):  # whoever never started the bot can't be written to
            await context.bot.send_message(person.id, phrase(language, key, chat=shortened(chat.title or "", 100)))

    def _is_first(self, chat: int, thread: int, person: int) -> bool:
        now = time.monotonic()
        if len(self._told) >= MAX_TOLD:
            self._told = {place: at for place, at in self._told.items() if at > now - TOLD_AGAIN}
        key = chat, thread, person
        told = key in self._told and self._told[key] > now - TOLD_AGAIN
        if not told and len(self._told) < MAX_TOLD:
            self._told[key] = now
        return not told


def is_refused_write(error: BaseException | None) -> bool:
    """Whether Telegram refused a message because of where it should have gone, for whatever it says.

    Args:
        error: What a handler raised.
    """
    if isinstance(error, Forbidden):
        return True
    return isinstance(error, BadRequest) and any(
        words in str(error).lower() for words in (*TOPIC_CLOSED, *GONE, *NO_RIGHT)
    )
