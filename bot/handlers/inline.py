"""Quotes to send in any chat: "@bot moon japan"."""

from __future__ import annotations

import contextlib
from functools import partial

from telegram import Bot, InlineQueryResultArticle, InputTextMessageContent, LinkPreviewOptions, Update
from telegram.error import BadRequest
from telegram.ext import ContextTypes, InlineQueryHandler

from bot.answers.visibility import quote_location
from bot.handlers.base import Handlers
from bot.handlers.replies import keyboard
from bot.handlers.services import Services
from bot.messages import answers
from bot.messages.html import shortened
from bot.messages.phrases import known, phrase
from bot.messages.reply import Button, Reply
from bot.transport.deep_links import DeepLink, LinkKind
from index.model import Answer

PAGE = 10  # quotes a page
MOST = 30  # quotes in all
SECONDS = 60  # Telegram may keep what it was answered


class Inline:
    def __init__(self, services: Services) -> None:
        self._services = services

    def handlers(self) -> Handlers:
        return [InlineQueryHandler(self.query)]

    async def query(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        query, services = update.inline_query, self._services
        assert query is not None
        person = query.from_user.id
        text = " ".join(query.query.split())
        results: list[InlineQueryResultArticle] = []
        if text and services.access.may_ask(person, person):
            language = services.preferences.language(person) or known(query.from_user.language_code, services.language)
            results = await services.workers.run(partial(self._results, person, text, language, context.bot))
        start = int(query.offset) if query.offset.isdecimal() else 0
        end = start + PAGE
        # An answer to a query that has been typed over is refused, which harms nobody.
        with contextlib.suppress(BadRequest):
            await query.answer(
                results[start:end], cache_time=SECONDS, is_personal=True, next_offset=str(end) if results[end:] else ""
            )

    def _results(self, person: int, text: str, language: str, bot: Bot) -> list[InlineQueryResultArticle]:
        """What the person may see anywhere may be sent anywhere: only what their private chat may see is looked in."""
        collections = self._services.access.collections(person)
        answer = self._services.index.ask(text, limit=MOST, collections=collections)
        made: dict[str, InlineQueryResultArticle] = {}
        for quote in answer.quotes:
            pages = answers.pages(Answer(answer.question, (quote,)), 1, language)
            if len(pages) != 1 or not pages[0].whole:
                continue
            id = f"{quote.article.id}-{quote.start}-{quote.end}"
            who = quote.speaker.name if quote.speaker else quote.article.outlet or phrase(language, "untitled")
            content = InputTextMessageContent(
                answers.quotes(pages[0], language), "HTML", link_preview_options=LinkPreviewOptions(is_disabled=True)
            )
            opens = Reply(
                "",
                ((Button(phrase(language, "button article"), opens=DeepLink(LinkKind.QUOTE, quote_location(quote))),),),
            )
            made[id] = InlineQueryResultArticle(
                id, shortened(who, 60), content, keyboard(opens, bot), description=shortened(quote.text, 200)
            )
        return list(made.values())
