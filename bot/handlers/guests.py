"""Guest mode: questions in chats that the bot is no member of, answered with one message (Bot API 10.0)."""

from __future__ import annotations

import contextlib
import re
from functools import partial

from telegram import InlineQueryResultArticle, InputTextMessageContent, LinkPreviewOptions, Message, Update
from telegram.error import BadRequest
from telegram.ext import ContextTypes, MessageHandler, filters

from bot.chats.throttle import Request, ThrottleDecision
from bot.handlers.base import Handlers
from bot.handlers.services import Services
from bot.messages import answers
from bot.messages.html import own
from bot.messages.phrases import known, phrase
from index.view import LONGEST_QUESTION


class Guests:
    """Answers whoever may ask, from what they may see in their private chat: anybody in the chat can read it."""

    def __init__(self, services: Services, page_size: int = 3) -> None:
        """Use services.

        Args:
            services: What handlers share.
            page_size: Quotes of an answer, at most; there are no further pages.
        """
        self._services = services
        self._page_size = page_size

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
        text = _question(message, context.bot.username)
        if not admitted:
            html = own(phrase(language, "not admitted")).html
        elif not text:
            html = own(phrase(language, "ask what")).html
        elif len(text) > LONGEST_QUESTION:
            html = own(phrase(language, "too long")).html
        else:
            html = await services.workers.run(partial(self._answered, asker.id, text, language))
        content = InputTextMessageContent(html, "HTML", link_preview_options=LinkPreviewOptions(is_disabled=True))
        with contextlib.suppress(BadRequest):  # asked too long ago
            await message.answer_guest_query(InlineQueryResultArticle("answer", "On Record", content))

    def _answered(self, person: int, text: str, language: str) -> str:
        collections = self._services.access.collections(person)
        answer = self._services.index.ask(text, limit=self._page_size, collections=collections)
        pages = answers.pages(answer, self._page_size, language)
        return answers.quotes(pages[0], language, answer) if pages else answers.silence(answer, language)


def _question(message: Message, username: str) -> str:
    """What a message asks, without the bot's name; what it replies to where it says nothing else."""
    text = re.sub(rf"@{re.escape(username)}\b", " ", message.text or message.caption or "", flags=re.IGNORECASE)
    text = re.sub(r"^\s*/ask\b", " ", text)
    replied = message.reply_to_message
    said = (message.quote.text if message.quote else "") or (replied.text or replied.caption if replied else "") or ""
    return " ".join((text.strip() or said).split())
