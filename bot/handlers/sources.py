"""What is on record, and from which feeds: /sources, for editors also add, remove, opml, and a list sent as a file."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime
from functools import partial
from pathlib import PurePath

from telegram import Message, Update
from telegram.error import BadRequest
from telegram.ext import CommandHandler, ContextTypes, MessageHandler, filters

from bot.chats.access import PUBLIC, Role
from bot.feeds.setup import outlines
from bot.feeds.status import reason, summary
from bot.handlers.base import Handlers
from bot.handlers.incoming import new_message, place, sender
from bot.handlers.replies import hand, insisting, send, tell, typing
from bot.handlers.services import Services
from bot.messages.html import LIMIT, plain, shortened, units
from bot.messages.phrases import day, phrase
from bot.messages.reply import Reply
from index.errors import SourceError
from index.feeds import opml
from index.feeds.download import Limits
from index.feeds.registry import FeedRegistry, FeedState
from index.feeds.updater import look
from index.store.outlets import OutletCount, holdings

LISTED = 30  # outlets in a message
LARGEST = 2_000_000  # bytes of a list of feeds
COLLECTION = re.compile(r"[\w-]{1,32}")


class Sources:
    def __init__(self, services: Services, feeds: FeedRegistry, limits: Limits) -> None:
        self._services = services
        self._feeds = feeds
        self._limits = limits

    def handlers(self) -> Handlers:
        new = filters.UpdateType.MESSAGE
        sent = new & filters.ChatType.PRIVATE & _List(self._services)
        return [CommandHandler("sources", self.sources, new), MessageHandler(sent, self.imported)]

    async def sources(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """/sources; /sources add URL [COLLECTION]; /sources remove URL|NUMBER; /sources opml."""
        message, words = new_message(update), list(context.args or ())
        if not words:
            await self._list(update)
            return
        language = self._services.language_of(update)
        if self._services.access.role(sender(update)) < Role.EDITOR:
            await tell(message, phrase(language, "feeds for editors"))
            return
        match [words[0].lower(), *words[1:]]:
            case ["add", url]:
                await self._add(update, url, PUBLIC)
            case ["add", url, collection] if COLLECTION.fullmatch(collection):
                await self._add(update, url, collection)
            case ["remove", key]:
                await self._remove(update, key)
            case ["opml"]:
                await self._export(update)
            case _:
                await tell(message, phrase(language, "sources what"))

    async def imported(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """A list of feeds, sent as a file; its caption may name the collection."""
        services, message, language = self._services, new_message(update), self._services.language_of(update)
        collection = (message.caption or PUBLIC).strip()
        if not COLLECTION.fullmatch(collection) or not self._may(sender(update), collection):
            await tell(message, phrase(language, "feeds for editors"))
            return
        try:
            found = await self._outlines(message)
        except SourceError as error:
            await self._refuse(message, error, language)
            return

        def keep() -> int:
            now, by = datetime.now(UTC), sender(update)
            return sum(self._feeds.add(each.url, collection, now, by, each.title)[1] for each in found)

        added = await services.workers.run(keep)
        known = len(found) - added
        await tell(message, phrase(language, "feeds imported", added=added, known=known, collection=collection))

    async def _list(self, update: Update) -> None:
        services, where, message = self._services, place(update), new_message(update)
        language = services.language_of(update)

        def see() -> tuple[list[OutletCount], list[FeedState] | None]:
            collections = services.access.collections(where.chat)
            held = holdings(services.index.store, collections)
            editor = services.access.role(where.person) >= Role.EDITOR
            return held, self._feeds.listing(collections) if editor else None

        held, feeds = await services.workers.run(see)
        await send(message, Reply(plain(_outlets(held, language)).html))
        if feeds is not None:
            await send(message, Reply(_fit(feeds, language, datetime.now(UTC))))

    async def _add(self, update: Update, url: str, collection: str) -> None:
        services, message, language = self._services, new_message(update), self._services.language_of(update)
        if not self._may(sender(update), collection):
            await tell(message, phrase(language, "feeds for editors"))
            return
        try:
            async with typing(message):
                found = await look(url, self._limits)
        except SourceError as error:
            await self._refuse(message, error, language)
            return
        now, by = datetime.now(UTC), sender(update)
        source, new = await services.workers.run(lambda: self._feeds.add(url, collection, now, by, title=found.title))
        name, entries = shortened(found.title or source.name, 200), len(found.entries)
        key = "feed added" if new else "feed known"
        await _say(message, phrase(language, key, name=name, collection=collection, entries=entries))

    async def _remove(self, update: Update, key: str) -> None:
        services, message, where = self._services, new_message(update), place(update)
        language = services.language_of(update)

        def remove() -> tuple[str, str]:
            found = self._feeds.find(key, services.access.collections(where.chat))
            if not found:
                return "feed unknown", ""
            own = [source for source in found if source.added_by is not None]
            for source in own:
                self._feeds.remove(source.id)
            return "feed removed" if own else "feed configured", found[0].name

        done, name = await services.workers.run(remove)
        await _say(message, phrase(language, done, name=shortened(name, 200)))

    async def _export(self, update: Update) -> None:
        services, where, message = self._services, place(update), new_message(update)
        language = services.language_of(update)
        found = await services.workers.run(lambda: self._feeds.listing(services.access.collections(where.chat)))
        if not found:
            await tell(message, phrase(language, "no feeds"))
            return
        await hand(message, "feeds.opml", opml.write(outlines(found)), phrase(language, "feeds exported"))

    def _may(self, person: int, collection: str) -> bool:
        """Whether an editor may fill a collection: where their private chat may read."""
        seen = self._services.access.collections(person)
        return seen is None or collection in seen

    async def _outlines(self, message: Message) -> list[opml.Outline]:
        document = message.document
        assert document is not None
        name = document.file_name or "the list"
        if (document.file_size or 0) > LARGEST:
            raise SourceError(name, f"is larger than {LARGEST / 1e6:.0f} MB")
        try:
            file = await insisting(document.get_file)
            data = bytes(await insisting(file.download_as_bytearray))
        except BadRequest as error:
            raise SourceError(name, "can't be had from Telegram any more; send it again") from error
        return await self._services.workers.run(partial(opml.read, data, name))

    @staticmethod
    async def _refuse(message: Message, error: SourceError, language: str) -> None:
        source = shortened(error.source, 200)
        await _say(message, phrase(language, "feed refused", source=source, why=reason(error.problem, language)))


class _List(filters.UpdateFilter):
    """A list of feeds, by somebody who may add them."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services

    def filter(self, update: Update) -> bool:
        document = update.message.document if update.message else None
        listed = document is not None and PurePath(document.file_name or "").suffix.lower() == ".opml"
        return listed and self._services.access.role(sender(update)) >= Role.EDITOR


async def _say(message: Message, text: str) -> None:
    """A sentence with names in it that are not ours."""
    await send(message, Reply(plain(text).html))


def _outlets(found: list[OutletCount], language: str) -> str:
    if not found:
        return phrase(language, "silence empty")
    lines = [phrase(language, "sources", count=sum(each.articles for each in found))]
    for each in found[:LISTED]:
        name = " ".join((each.outlet or phrase(language, "no outlet")).split())[:80]
        span = ""
        if each.since and each.until:
            first, last = (day(language, date.fromisoformat(when)) for when in (each.since, each.until))
            span = f" ({first})" if first == last else f" ({first} – {last})"
        lines.append(f"{name}: {each.articles}{span}")
    if len(found) > LISTED:
        lines.append("…")
    return "\n".join(lines)


def _fit(feeds: Sequence[FeedState], language: str, now: datetime) -> str:
    """As many feeds as go into a message, those in trouble first, each with its number."""
    if not feeds:
        return plain(phrase(language, "no feeds")).html
    text = phrase(language, "feeds", count=len(feeds))
    ordered = sorted(feeds, key=lambda source: (not (source.gone or source.failures), source.id))
    for number, source in enumerate(ordered):
        shelf = "" if source.collection == PUBLIC else f" ({source.collection})"
        mark = "⚠ " if source.gone or source.failures else ""
        line = f"\n{mark}{source.id} · {shortened(source.name, 80)}{shelf}: {summary(source, language, now)}"
        if units(text + line) > LIMIT - 200:
            text += "\n" + phrase(language, "more feeds", count=len(ordered) - number)
            break
        text += line
    return plain(text).html
