"""Tells chats of quotations that they were shown and that a newer revision of the article has changed or dropped.

Each is told once: what was told and up to where is written in one transaction with the messages.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple

import sqlalchemy as sql
from sqlalchemy import Column, Integer, Table

from bot.answers.history import History
from bot.chats.access import Access, Role
from bot.chats.database import Database, metadata
from bot.chats.preferences import Preferences
from bot.digests.edition import Edition, StoryItem, edition_from_json, edition_to_json, story_question, with_changes
from bot.digests.outbox import Outbox
from bot.digests.render import changed, distribute, shown_quotes
from bot.messages.answers import pages
from index.model import Answer, Quote

if TYPE_CHECKING:
    from index import Index
    from index.view import View

MOST_QUOTES = 10  # of an article that are told of in one chat

# The generation of the store up to which corrections were made; no row means from the beginning.
corrected_ = Table("corrected", metadata, Column("upto", Integer, nullable=False))


class _Room(NamedTuple):
    """Where something was shown."""

    chat: int
    thread: int


class Corrections:
    """Writes what became of shown quotations into the outbox; sends nothing."""

    def __init__(
        self,
        index: Index,
        database: Database,
        history: History,
        outbox: Outbox,
        access: Access,
        preferences: Preferences,
        page_size: int,
        language: str,
    ) -> None:
        """Connect what is needed.

        Args:
            index: The library.
            database: The bot's.
            history: The answers that were shown.
            outbox: The digests and alerts that were sent, and where corrections go.
            access: Who may ask, and which collections a chat may see.
            preferences: The languages of chats, and who wants to know.
            page_size: Quotes of one message of an answer.
            language: Of chats that chose none.
        """
        self._index = index
        self._database = database
        self._history = history
        self._outbox = outbox
        self._access = access
        self._preferences = preferences
        self._page_size = page_size
        self._language = language

    def compose(self) -> int:
        """Write the corrections of what was replaced since the last time into the outbox.

        Returns:
            How many chats and topics are told.
        """
        revisions, upto = self._index.store.revisions(self._told_upto())
        newest = {revision.old: revision.new for revision in revisions}
        shown = self._shown(newest) if newest else {}
        editions = [
            (room, edition) for room, quotes in shown.items() if (edition := self._edition(room, quotes, newest))
        ]
        if not newest and upto == self._told_upto():
            return 0
        with self._database.writing() as connection:
            connection.execute(corrected_.delete())
            connection.execute(corrected_.insert().values(upto=upto))
            for room, edition in editions:
                id = self._outbox.store_edition(connection, edition_to_json(edition))
                self._outbox.enqueue(connection, room.chat, room.thread, id, edition.message_numbers)
        return len(editions)

    def _told_upto(self) -> int:
        with self._database.reading() as connection:
            return connection.execute(sql.select(corrected_.c.upto)).scalar() or 0

    def _shown(self, articles: Iterable[int]) -> dict[_Room, list[Quote]]:
        """Quotes of some articles by the chat and topic that they were shown in."""
        wanted = set(articles)
        shown: dict[_Room, list[Quote]] = defaultdict(list)
        for room, quote in (*self._answered(wanted), *self._delivered(wanted)):
            if quote.article.id in wanted:
                shown[room].append(quote)
        return shown

    def _answered(self, articles: set[int]) -> Iterator[tuple[_Room, Quote]]:
        for stored in self._history.quoting(articles):
            room = _Room(stored.place.chat, stored.place.thread)
            for page in pages(stored.answer, self._page_size)[: stored.page + 1]:
                for item in page.items:
                    yield room, item.quote

    def _delivered(self, articles: set[int]) -> Iterator[tuple[_Room, Quote]]:
        editions: dict[int, Edition | None] = {}
        for chat, thread, id, page in self._outbox.sent_with(articles):
            if id not in editions:
                body = self._outbox.edition_body(id)
                editions[id] = edition_from_json(body, self._index.view(None)) if body else None
            if (edition := editions[id]) is not None:
                for quote in shown_quotes(edition, page):
                    yield _Room(chat, thread), quote

    def _edition(self, room: _Room, quotes: Iterable[Quote], newest: Mapping[int, int]) -> Edition | None:
        """What a chat is told; None for nothing."""
        turned_away = self._access.role(room.chat) is Role.NOBODY
        turned_away |= room.chat > 0 and not self._access.may_ask(room.chat, room.chat)
        if turned_away or not self._preferences.wants_corrections(room.chat):
            return None
        collections = self._access.collections(room.chat)
        view = self._index.view(collections)
        language = self._preferences.language(room.chat) or self._language
        items = [item for item in _items(quotes, newest, view) if any(item.changes)]
        if not items:
            return None
        shown = distribute([changed(item, language) for item in items])
        day = datetime.now(UTC).date()
        return Edition("correction", language, day, items=tuple(items), pages=shown, collections=collections)


def _items(quotes: Iterable[Quote], newest: Mapping[int, int], view: View) -> Iterator[StoryItem]:
    """What each newest revision made of the quotes of the earlier ones, each told once."""
    by_revision: dict[int, dict[tuple[int, int, int], Quote]] = defaultdict(dict)
    for quote in quotes:
        by_revision[newest[quote.article.id]].setdefault((quote.article.id, quote.start, quote.end), quote)
    articles = view.store.articles(by_revision)
    for id, article in articles.items():
        answer = Answer(story_question(article.title), tuple(by_revision[id].values()))
        item = with_changes(StoryItem((article,), answer), view.store)
        kept = [quote for quote, change in zip(answer.quotes, item.changes, strict=True) if change][:MOST_QUOTES]
        yield with_changes(StoryItem((article,), Answer(answer.question, tuple(kept))), view.store)
