"""Inline mode: quotes to send in any chat, by typing "@bot moon japan"."""

from __future__ import annotations

import contextlib
import re
from functools import partial

from telegram import (
    Bot,
    InlineQueryResultArticle,
    InlineQueryResultsButton,
    InputTextMessageContent,
    LinkPreviewOptions,
    Update,
)  # fmt: skip
from telegram.error import BadRequest
from telegram.ext import ContextTypes, InlineQueryHandler

from bot.answers.visibility import find_quote, quote_location
from bot.handlers.base import Handlers
from bot.handlers.replies import keyboard
from bot.handlers.services import Services
from bot.messages import answers
from bot.messages.html import shortened
from bot.messages.phrases import known, phrase
from bot.messages.reply import Button, Reply
from bot.transport.deep_links import DeepLink, LinkKind, parse_payload
from index.model import Answer, Question, Quote

LONGEST = 256  # characters of a query, as Telegram says
PAGE = 10  # quotes a page
MAX_QUOTES = 30
_SHARED = re.compile(r"w(?:-[0-9]+){5}-")  # what a button to share a quotation types
CACHE_TIME = 60  # seconds for which Telegram may reuse the results for the same person and query


class Inline:
    """Answers inline queries."""

    def __init__(self, services: Services) -> None:
        self._services = services

    def handlers(self) -> Handlers:
        """The handlers to register."""
        return [InlineQueryHandler(self.query)]

    async def query(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Offer quotes for what has been typed; nothing to those who may not ask."""
        query, services = update.inline_query, self._services
        assert query is not None
        person = query.from_user.id
        text = " ".join(query.query.split())[:LONGEST]
        results: list[InlineQueryResultArticle] = []
        button: InlineQueryResultsButton | None = None
        if services.access.may_ask(person, person):
            language = services.preferences.language(person) or known(query.from_user.language_code, services.language)
            if text:
                results = await services.workers.run(partial(self._results, person, text, language, context.bot))
            if not results:
                why = "not shared" if _SHARED.match(text) else "inline nothing" if text else "inline what"
                button = InlineQueryResultsButton(phrase(language, why), start_parameter="shared")
        start = int(query.offset) if query.offset.isdecimal() else 0
        end = start + PAGE
        # Telegram refuses the answer to a query that has been typed over; nobody waits for it.
        with contextlib.suppress(BadRequest):
            await query.answer(
                results[start:end],
                cache_time=CACHE_TIME,
                is_personal=True,
                next_offset=str(end) if results[end:] else "",
                button=button,
            )

    def _results(self, person: int, text: str, language: str, bot: Bot) -> list[InlineQueryResultArticle]:
        """Results may be sent anywhere, so they come from the collections of the person's private chat only."""
        collections = self._services.access.collections(person)
        if _SHARED.match(text):
            return self._shared(text, language, collections, bot)
        answer = self._services.index.ask(text, limit=MAX_QUOTES, collections=collections)
        results: dict[str, InlineQueryResultArticle] = {}
        for quote in answer.quotes:
            if result := _alone(quote, language, bot):
                results[result.id] = result
        return list(results.values())

    def _shared(
        self, text: str, language: str, collections: tuple[str, ...] | None, bot: Bot
    ) -> list[InlineQueryResultArticle]:
        """The very quote that a button shares, if the article holds it still and the person may see it."""
        link = parse_payload(text, bot.token)
        if link is None or link.kind is not LinkKind.QUOTE:
            return []
        quote = find_quote(self._services.index.view(collections).store, link.numbers)
        return [each for each in [_alone(quote, language, bot)] if each] if quote is not None else []


def _alone(quote: Quote, language: str, bot: Bot) -> InlineQueryResultArticle | None:
    """A quote as a message of its own; None where one message can't hold it."""
    pages = answers.pages(Answer(Question(""), (quote,)), 1, language)
    return _result(quote, pages[0], language, bot) if len(pages) == 1 and pages[0].whole else None


def _result(quote: Quote, page: answers.Page, language: str, bot: Bot) -> InlineQueryResultArticle:
    title = answers.speaker(quote, language) or quote.article.outlet or phrase(language, "untitled")
    content = InputTextMessageContent(
        answers.quotes(page, language), "HTML", link_preview_options=LinkPreviewOptions(is_disabled=True)
    )
    link = DeepLink(LinkKind.QUOTE, quote_location(quote))
    buttons = Reply("", ((Button(phrase(language, "button article"), opens=link),),))
    return InlineQueryResultArticle(
        f"{quote.article.id}-{quote.start}-{quote.end}",
        shortened(title, 60),
        content,
        keyboard(buttons, bot),
        description=shortened(quote.text, 200),
    )
