"""Editors add articles in their private chat: by a link, a document, or a forwarded post of a channel."""

from __future__ import annotations

import asyncio
import re
from collections import deque
from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from telegram import Message, MessageOriginChannel, Update
from telegram.ext import CallbackQueryHandler, ContextTypes, MessageHandler, filters

from bot.chats.access import PUBLIC, Role
from bot.feeds.additions import Addition, add, report
from bot.handlers.base import Handlers
from bot.handlers.documents import parsed, read_document, refused_by_name
from bot.handlers.incoming import button_press, new_message, sender
from bot.handlers.replies import acknowledge, edit, keyboard, send, typing, with_retries
from bot.handlers.services import Services
from bot.messages.callback_data import ChooseCollection, carries
from bot.messages.html import plain
from bot.messages.phrases import phrase
from bot.messages.reply import Button, Reply
from index.errors import SourceError
from index.feeds.articles import read
from index.feeds.download import Limits
from index.model import Draft, Outcome, OutcomeStatus

MAX_LINKS = 20  # in one message
_LINK = re.compile(r"[a-z][a-z0-9+.-]*://\S+", re.IGNORECASE)
MAX_REMEMBERED = 1000  # pressed buttons


class Additions:
    """Adds what editors send to a collection that they may see."""

    def __init__(self, services: Services, limits: Limits) -> None:
        """Prepare to add one message's articles at a time.

        Args:
            services: What handlers share.
            limits: How links may be downloaded.
        """
        self._services = services
        self._limits = limits
        self._one_at_a_time = asyncio.Lock()  # so that questions always have a worker left
        self._answered: deque[tuple[int, int]] = deque(maxlen=MAX_REMEMBERED)  # chat and message of pressed buttons

    def handlers(self) -> Handlers:
        """The handlers to register, before that of questions."""
        articles = filters.UpdateType.MESSAGE & filters.ChatType.PRIVATE & _IsArticleOfEditor(self._services)
        return [
            MessageHandler(articles, self.offer),
            CallbackQueryHandler(self.choose_collection, carries(ChooseCollection)),
        ]

    async def offer(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Add what an editor sends; ask for the collection first if there is a choice."""
        message, language = new_message(update), self._services.language_of(update)
        if message.document is not None and (refused := refused_by_name(message.document)):
            outcome = Outcome(refused.source, OutcomeStatus.REFUSED, refused.refusal)
            await send(message, _reply([Addition(outcome, None)], language))
            return
        collections = self._collections(sender(update))
        if len(collections) == 1:
            async with typing(message):
                additions = await self._add(message, collections[0], language)
            await send(message, _reply(additions, language))
            return
        rows = tuple((Button(collection, ChooseCollection.named(collection)),) for collection in collections)
        question = Reply(plain(phrase(language, "where to")).html, rows)
        # Sent as a reply: a press of its buttons then brings the message with the article along.
        buttons = keyboard(question, context.bot)
        await with_retries(lambda: message.reply_html(question.html, reply_markup=buttons, do_quote=True))

    async def choose_collection(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Add the article to the collection of the pressed button, once however often it is pressed."""
        (query, choice), services = button_press(update), self._services
        language, person, message = services.language_of(update), query.from_user.id, query.message
        source = message.reply_to_message if isinstance(message, Message) else None
        collection = next((name for name in self._collections(person) if ChooseCollection.named(name) == choice), None)
        if message is None or source is None or not _is_article(source):
            await acknowledge(query, phrase(language, "source gone"))
        elif collection is None or services.access.role(person) < Role.EDITOR:
            await acknowledge(query, phrase(language, "for editors"))
        elif (message.chat.id, message.message_id) in self._answered:
            await acknowledge(query)
        else:
            self._answered.append((message.chat.id, message.message_id))
            await acknowledge(query)
            async with typing(source):
                additions = await self._add(source, collection, language)
            await edit(query, _reply(additions, language))

    def _collections(self, person: int) -> tuple[str, ...]:
        """The collections somebody may add to: those their private chat sees, the public one first."""
        visible = self._services.access.collections(person) or (PUBLIC,)
        return tuple(sorted(visible, key=lambda collection: (collection != PUBLIC, collection)))

    async def _add(self, message: Message, collection: str, language: str) -> list[Addition]:
        services = self._services
        drafts: Sequence[Draft | SourceError]
        if message.document is not None:
            drafts = await read_document(message.document, self._limits.largest, services, language)
        elif links := _links(message):
            drafts = [draft for link in links async for draft in read(link, self._limits)]
        else:
            post = (message.text or message.caption or "").encode("utf-8", "replace")
            drafts = parsed(post, phrase(language, "unnamed post"), ".txt")
        drafts = [
            draft if isinstance(draft, SourceError) else _completed(draft, message, collection) for draft in drafts
        ]
        async with self._one_at_a_time:
            return await services.workers.run(partial(add, services.index, drafts))


class _IsArticleOfEditor(filters.UpdateFilter):
    """Matches an article sent by somebody who may add it; the same from anybody else is a question."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services

    def filter(self, update: Update) -> bool:
        message = update.message
        return (
            message is not None and _is_article(message) and self._services.access.role(sender(update)) >= Role.EDITOR
        )


def _is_article(message: Message) -> bool:
    forwarded_post = isinstance(message.forward_origin, MessageOriginChannel) and bool(message.text or message.caption)
    return message.document is not None or forwarded_post or bool(_links(message))


def _links(message: Message) -> list[str]:
    """The links of a message that holds nothing else; one that is no web address is refused, no question."""
    words = (message.text or "").split()
    only_links = all(_LINK.fullmatch(word) for word in words)
    return list(dict.fromkeys(words)) if only_links and len(words) <= MAX_LINKS else []


def _completed(draft: Draft, message: Message, collection: str) -> Draft:
    """A draft with its collection and what a forward says; a document without an address is known by its name."""
    origin, name = message.forward_origin, message.document.file_name if message.document else None
    draft = replace(draft, collection=collection)
    if isinstance(origin, MessageOriginChannel):
        draft = replace(
            draft,
            outlet=draft.outlet or origin.chat.title,
            published=draft.published or origin.date,
            url=draft.url or _post_url(origin),
        )
    return draft if draft.url else replace(draft, url=name)


def _post_url(origin: MessageOriginChannel) -> str:
    """The address of a post; that in a channel without a name opens for the channel's members only."""
    channel = origin.chat.username or f"c/{str(origin.chat.id).removeprefix('-100')}"
    return f"https://t.me/{channel}/{origin.message_id}"


def _reply(additions: list[Addition], language: str) -> Reply:
    return Reply(plain(report(additions, language)).html)
