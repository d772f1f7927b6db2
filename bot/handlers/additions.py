"""Editors add articles in their private chat: a link, a document, a channel's post."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import PurePath

from telegram import Document, Message, MessageOriginChannel, Update
from telegram.constants import FileSizeLimit
from telegram.error import BadRequest
from telegram.ext import CallbackQueryHandler, ContextTypes, MessageHandler, filters

from bot.chats.access import PUBLIC, Role
from bot.feeds.additions import Addition, add, told
from bot.handlers.base import Handlers
from bot.handlers.incoming import button_press, new_message, sender
from bot.handlers.replies import acknowledge, insisting, keyboard, send, show, tell, typing
from bot.handlers.services import Services
from bot.messages.callback_data import ChooseCollection, carries
from bot.messages.html import plain
from bot.messages.phrases import phrase
from bot.messages.reply import Button, Reply
from index.errors import SourceError
from index.extract.documents import from_bytes
from index.feeds.articles import read
from index.feeds.download import Limits
from index.model import Draft

SUFFIXES = (".pdf", ".txt", ".md", ".html", ".htm")
ADDRESSES = 5  # in one message


class Additions:
    def __init__(self, services: Services, limits: Limits) -> None:
        self._services = services
        self._limits = limits
        self._turn = asyncio.Lock()  # one addition at a time, so that askers always have a worker left
        self._chosen: deque[tuple[int, int]] = deque(maxlen=1000)  # messages whose button has been pressed

    def handlers(self) -> Handlers:
        offered = filters.UpdateType.MESSAGE & filters.ChatType.PRIVATE & _Offered(self._services)
        return [MessageHandler(offered, self.offered), CallbackQueryHandler(self.chosen, carries(ChooseCollection))]

    async def offered(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Add what an editor sends, after asking where to when there is a choice."""
        message, language = new_message(update), self._services.language_of(update)
        if message.document is not None and _suffix(message.document) not in SUFFIXES:
            await tell(message, phrase(language, "only documents"))
            return
        shelves = self._shelves(sender(update))
        if len(shelves) == 1:
            async with typing(message):
                additions = await self._added(message, shelves[0])
            await send(message, _reply(additions, language))
            return
        rows = tuple((Button(shelf, ChooseCollection.named(shelf)),) for shelf in shelves)
        question = Reply(plain(phrase(language, "where to")).html, rows)
        # A reply, because by it the button finds again what is to be added.
        buttons = keyboard(question, context.bot)
        await insisting(lambda: message.reply_html(question.html, reply_markup=buttons, do_quote=True))

    async def chosen(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        (query, choice), services = button_press(update), self._services
        language, person, message = services.language_of(update), query.from_user.id, query.message
        source = message.reply_to_message if isinstance(message, Message) else None
        shelf = next((each for each in self._shelves(person) if ChooseCollection.named(each) == choice), None)
        if message is None or source is None or not _holds_article(source):
            await acknowledge(query, phrase(language, "source gone"))
        elif shelf is None or services.access.role(person) < Role.EDITOR:
            await acknowledge(query, phrase(language, "for editors"))
        elif (message.chat.id, message.message_id) in self._chosen:
            await acknowledge(query)
        else:
            self._chosen.append((message.chat.id, message.message_id))
            await acknowledge(query)
            async with typing(source):
                additions = await self._added(source, shelf)
            await show(query, _reply(additions, language))

    def _shelves(self, person: int) -> tuple[str, ...]:
        """The collections somebody may add to: those their private chat sees, the public one first."""
        seen = self._services.access.collections(person) or (PUBLIC,)
        return tuple(sorted(seen, key=lambda shelf: (shelf != PUBLIC, shelf)))

    async def _added(self, message: Message, collection: str) -> list[Addition]:
        services = self._services
        drafts: Sequence[Draft | SourceError]
        if message.document is not None:
            drafts = [await self._document(message.document)]
        elif addresses := _addresses(message):
            drafts = [one for address in addresses async for one in read(address, self._limits)]
        else:
            drafts = [_parsed((message.text or message.caption or "").encode("utf-8", "replace"), "the post", ".txt")]
        drafts = [one if isinstance(one, SourceError) else _placed(one, message, collection) for one in drafts]
        async with self._turn:
            return await services.workers.run(partial(add, services.index, drafts))

    async def _document(self, document: Document) -> Draft | SourceError:
        name = document.file_name or "the document"
        most = min(self._limits.largest, FileSizeLimit.FILESIZE_DOWNLOAD)
        too_large = SourceError(name, f"is larger than {most / 1e6:.0f} MB")
        if (document.file_size or 0) > most:
            return too_large
        try:
            file = await insisting(document.get_file)
            data = bytes(await insisting(file.download_as_bytearray))
        except BadRequest:
            return SourceError(name, "can't be had from Telegram any more; send it again")
        if len(data) > most:
            return too_large
        return await self._services.workers.run(partial(_parsed, data, name, _suffix(document)))


class _Offered(filters.UpdateFilter):
    """A message that holds an article, by somebody who may add it; anybody else's is a question."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services

    def filter(self, update: Update) -> bool:
        message = update.message
        return (
            message is not None
            and _holds_article(message)
            and self._services.access.role(sender(update)) >= Role.EDITOR
        )


def _holds_article(message: Message) -> bool:
    forwarded_post = isinstance(message.forward_origin, MessageOriginChannel) and bool(message.text or message.caption)
    return message.document is not None or forwarded_post or bool(_addresses(message))


def _addresses(message: Message) -> list[str]:
    """The addresses of a message that is nothing else."""
    words = (message.text or "").split()
    only = all(word.lower().startswith(("http://", "https://")) for word in words)
    return list(dict.fromkeys(words)) if only and len(words) <= ADDRESSES else []


def _parsed(data: bytes, name: str, suffix: str) -> Draft | SourceError:
    try:
        return from_bytes(data, name, suffix)
    except SourceError as error:
        return error


def _placed(draft: Draft, message: Message, collection: str) -> Draft:
    """A draft with what the message says about it.  A document without an address is known by its name."""
    origin, name = message.forward_origin, message.document.file_name if message.document else None
    draft = replace(draft, collection=collection)
    if isinstance(origin, MessageOriginChannel):
        draft = replace(
            draft,
            outlet=draft.outlet or origin.chat.title,
            published=draft.published or origin.date,
            url=draft.url or _address(origin),
        )
    return draft if draft.url else replace(draft, url=name)


def _address(origin: MessageOriginChannel) -> str:
    """Where a post stands; that of a channel without a name opens for its members only."""
    channel = origin.chat.username or f"c/{str(origin.chat.id).removeprefix('-100')}"
    return f"https://t.me/{channel}/{origin.message_id}"


def _suffix(document: Document) -> str:
    return PurePath(document.file_name or "").suffix.lower()


def _reply(additions: list[Addition], language: str) -> Reply:
    return Reply(plain(told(additions, language)).html)
