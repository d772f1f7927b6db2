"""Guest mode: questions in chats that the bot is no member of, answered with one message (Bot API 10.0)."""

from __future__ import annotations

import contextlib
from functools import partial

from telegram import InlineQueryResultArticle, InputTextMessageContent, LinkPreviewOptions, Update
from telegram.error import BadRequest
from telegram.ext import ContextTypes, MessageHandler, filters

from bot.chats.access import Role
from bot.chats.throttle import Request, ThrottleDecision
from bot.handlers.base import Handlers
from bot.handlers.incoming import incoming
from bot.handlers.services import Services
from bot.messages.html import own
from bot.messages.phrases import known, phrase


class Guests:
    """Answers whoever may ask, from what they may see in their private chat: anybody in the chat can read it."""

    def __init__(self, services: Services) -> None:
        self._services = services

    def handlers(self) -> Handlers:
        """The handlers to register."""
        return [MessageHandler(filters.UpdateType.GUEST_MESSAGE, self.answer)]

    async def answer(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Answer a question with the first quotes, or say why there is none."""
        message, services = update.guest_message, self._services
        assert message is not None
        asker = message.from_user
        # Nobody's rights hold for who writes as a chat, and bots are not answered.
        if message.guest_query_id is None or asker is None or asker.is_bot or message.sender_chat is not None:
            return
        admitted = services.access.may_ask(asker.id, asker.id)
        if services.throttle.check(Request.MESSAGE, asker.id, None, admitted) is not ThrottleDecision.ALLOW:
            return
        language = services.preferences.language(asker.id) or known(asker.language_code, services.language)
        inquiry = incoming(update).inquiry
        if not admitted:
            may_be_admitted = services.access.mode == "approval" and services.access.role(asker.id) is Role.STRANGER
            html = own(phrase(language, "ask in private" if may_be_admitted else "not admitted")).html
        elif not inquiry.text and not inquiry.about:
            html = own(phrase(language, "ask what")).html
        else:
            collections = services.access.collections(asker.id)
            # What is shown has no buttons: they would be everybody's in a chat that the bot knows nothing of.
            html = (await services.workers.run(partial(services.dialogue.answer, inquiry, language, collections))).html
        content = InputTextMessageContent(html, "HTML", link_preview_options=LinkPreviewOptions(is_disabled=True))
        with contextlib.suppress(BadRequest):  # asked too long ago
            await message.answer_guest_query(InlineQueryResultArticle("answer", "On Record", content))
