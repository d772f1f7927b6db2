"""Making digests and alerts: what is due becomes rows of the outbox, in one transaction each."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import sqlalchemy as sql

from bot.chats.access import Access
from bot.chats.database import Database
from bot.chats.preferences import Preferences
from bot.digests.edition import Edition, FeedTrouble, StoryItem, about, kept
from bot.digests.outbox import Outbox
from bot.digests.render import paged
from bot.digests.schedule import Due, due
from bot.digests.subscriptions import Subscription, SubscriptionKind, Subscriptions, advance
from bot.messages.phrases import phrase
from index.model import Answer, Article, Quote
from index.news import Interest, find_news, find_quotes, last_article

if TYPE_CHECKING:
    from index import Index

BATCH = 100  # subscriptions a transaction
MOST = 10  # stories of a digest
ALERTED = 200  # quotes of an alert; a button shows those after the first
DAILY = 10  # alerts of a subscription a day; what comes after them comes the next day, together
BUNDLE = timedelta(minutes=15)  # what comes so soon after an alert waits and comes together
DOUBT = timedelta(hours=2)
WEEK = timedelta(days=7)

Troubles = Callable[[tuple[str, ...] | None, datetime], list[FeedTrouble]]

log = logging.getLogger("onrecord")


@dataclass(frozen=True, slots=True)
class _DigestKey:
    """What decides a digest's content: who wishes the same gets the same."""

    interest: Interest
    language: str
    after: int
    upto: int
    muted: tuple[int, ...]
    day: date
    late: str | None
    quiet: bool
    chart: bool
    since: datetime


@dataclass(frozen=True, slots=True)
class _StoredEdition:
    """An edition as it will be kept: much smaller than with its articles."""

    body: dict[str, Any]
    messages: range


class Composer:
    """Everything here computes or writes; nothing sends."""

    def __init__(
        self,
        index: Index,
        database: Database,
        subscriptions: Subscriptions,
        outbox: Outbox,
        access: Access,
        preferences: Preferences,
        troubles: Troubles = lambda collections, since: [],
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        """troubles: the feeds of some collections that could not be read since a moment."""
        self._index = index
        self._database = database
        self._subscriptions = subscriptions
        self._outbox = outbox
        self._access = access
        self._preferences = preferences
        self._troubles = troubles
        self._now = now

    def make(self) -> int:
        """Write every digest that is due into the outbox; returns how many there were.

        One that fails is logged and left for the next time; the others are made.
        """
        made = 0
        passed: set[int] = set()  # not to be looked at again this time
        editions: dict[_DigestKey, _StoredEdition | None] = {}
        upto: int | None = None
        while waiting := [one for one in self._subscriptions.due(BATCH + len(passed)) if one.id not in passed]:
            if upto is None:
                upto = last_article(self._index)
            ready: list[tuple[Subscription, Due, _StoredEdition | None]] = []
            for one in waiting:
                passed.add(one.id)
                try:
                    if self._withheld(one):
                        continue
                    now_due = due(one.schedule, one.last or date.min, self._now())
                    if now_due is None:  # new rules for its zone have put it off
                        self._subscriptions.change(one.id)
                        continue
                    wish = self._wish(one, now_due, max(upto, one.after))
                    if wish not in editions:
                        edition = self._edition(wish)
                        editions[wish] = _StoredEdition(kept(edition), edition.messages) if edition else None
                    ready.append((one, now_due, editions[wish]))
                except Exception:
                    log.exception("the digest of subscription %d could not be made", one.id)
            with self._database.writing() as connection:
                written = {
                    one.id
                    for one, now_due, letter in ready
                    if self._write(connection, one, now_due, max(upto, one.after), letter)
                }
            passed -= written
            made += len(written)
        return made

    def _write(
        self, connection: sql.Connection, one: Subscription, now_due: Due, upto: int, letter: _StoredEdition | None
    ) -> bool:
        if not advance(connection, one, after=upto, last=now_due.day):
            return False
        run = self._outbox.run(connection, one.id, now_due.day, one.after, upto, now_due.late)
        if letter is not None:
            id = self._outbox.edition(connection, letter.body)
            self._outbox.put(connection, one.chat, one.thread, id, letter.messages, one.id, run)
        return True

    def _withheld(self, one: Subscription) -> bool:
        """Whether a chat may not ask any more; it then gets nothing until it may, and writes."""
        if self._access.may_ask(one.person, one.chat):
            return False
        if one.chat < 0:
            # In a group others may have subscribed, too, and may go on.
            self._subscriptions.pause("not admitted", one.chat, person=one.person)
        else:
            self._subscriptions.hold(one.chat, "not admitted")
            self._outbox.hold(one.chat, "not admitted")
        return True

    def _wish(self, one: Subscription, now_due: Due, upto: int) -> _DigestKey:
        last = datetime.combine(one.last or now_due.day, one.at, ZoneInfo(one.zone or "UTC")).astimezone(UTC)
        return _DigestKey(
            self._interest(one), self._preferences.language(one.chat) or one.language, one.after, upto,
            self._subscriptions.muted(one.chat, one.thread), now_due.day,
            one.at.isoformat("minutes") if now_due.late else None, one.quiet, one.weekly, last,
        )  # fmt: skip

    def _interest(self, one: Subscription) -> Interest:
        return Interest(one.speaker, one.topic, one.outlet, self._access.collections(one.chat))

    def _edition(self, wish: _DigestKey) -> Edition | None:
        """The digest; None when there is nothing to say and quiet days are to be silent."""
        found = find_news(self._index, wish.interest, wish.after, wish.upto, wish.muted, MOST, self._now())
        items = tuple(_item(story.articles, story.quotes, story.headline) for story in found.stories)
        troubles = tuple(self._troubles(wish.interest.collections, wish.since))
        # Quiet and broken must differ, so a silent day is not silent when a feed has failed since the last one.
        # Since a feed is called broken only after some failures, it may have begun before that one.
        new_trouble = any(trouble.since > wish.since - DOUBT for trouble in troubles)
        if not items and wish.quiet and not new_trouble:
            return None
        return Edition(
            "digest", wish.language, wish.day, subject(wish.interest, wish.language),
            found.article_count - found.old_count, found.old_count,
            wish.late, troubles, items, paged(items, wish.language) or ((),),
            wish.chart and bool(items),
        )  # fmt: skip

    def preview(self, one: Subscription, language: str) -> Edition:
        """The digest that the last day or week would have brought; nothing is noted."""
        now = self._now()
        today = now.astimezone(ZoneInfo(one.zone or "UTC")).date()
        back = WEEK if one.weekly or one.kind is SubscriptionKind.ALERT else timedelta(days=1)
        after, upto = last_article(self._index, now - back), last_article(self._index)
        wish = _DigestKey(
            self._interest(one), language, after, upto, self._subscriptions.muted(one.chat, one.thread), today,
            None, False, False, now - back,
        )  # fmt: skip
        found = self._edition(wish)
        assert found is not None  # it is not quiet
        return found

    def week(self, one: Subscription) -> tuple[int, int]:
        """How many articles in how many stories it would have brought in the last 7 days."""
        after, upto = last_article(self._index, self._now() - WEEK), last_article(self._index)
        found = find_news(self._index, self._interest(one), after, upto, limit=100, now=self._now())
        return found.article_count - found.old_count, len(found.stories)

    def begin(self) -> int:
        """The article a new digest starts after: its first one covers the day before, too."""
        return last_article(self._index, self._now() - timedelta(days=1))

    def newest(self) -> int:
        """The article a new alert starts after."""
        return last_article(self._index)

    # alerts

    def alert(self) -> int:
        """Write the alerts for articles that have come; returns how many."""
        if not self._subscriptions.alerted():
            return 0
        upto = last_article(self._index)
        found: dict[tuple[Interest, int], tuple[Quote, ...]] = {}
        silent: list[Subscription] = []
        made = 0
        for one in self._subscriptions.alerts(upto):
            now = self._now()
            if one.quiet_until is not None and now < one.quiet_until:
                continue
            try:
                if self._withheld(one):
                    continue
                wanted = (self._interest(one), one.after)
                if wanted not in found:
                    found[wanted] = self._new_words(*wanted, upto)
                if found[wanted]:
                    made += self._alert(one, found[wanted], upto, now)
                else:
                    silent.append(one)
            except Exception:
                log.exception("the alert of subscription %d could not be made", one.id)
        for start in range(0, len(silent), BATCH):
            with self._database.writing() as connection:
                for one in silent[start : start + BATCH]:
                    advance(connection, one, after=upto, quiet_until=None)
        return made

    def _new_words(self, interest: Interest, after: int, upto: int) -> tuple[Quote, ...]:
        return find_quotes(self._index, interest, after, upto, ALERTED, self._now())

    def _alert(self, one: Subscription, words: tuple[Quote, ...], upto: int, now: datetime) -> bool:
        zone = ZoneInfo(one.zone or "UTC")
        today = now.astimezone(zone).date()
        sent = one.alerts if one.alerted == today else 0
        with self._database.writing() as connection:
            if sent >= DAILY:
                midnight = datetime.combine(today + timedelta(days=1), time(), zone)
                advance(connection, one, quiet_until=midnight)
                return False
            if not advance(connection, one, after=upto, alerted=today, alerts=sent + 1, quiet_until=now + BUNDLE):
                return False
            language = self._preferences.language(one.chat) or one.language
            articles = tuple({each.id: each for quote in words for each in (quote.article, *quote.also)}.values())
            edition = Edition(
                "alert", language, today, subject(self._interest(one), language), len(articles),
                items=(_item(articles, words),), pages=((0,),),
            )  # fmt: skip
            id = self._outbox.edition(connection, kept(edition))
            self._outbox.put(connection, one.chat, one.thread, id, edition.messages, one.id)
        return True

    # words of our own

    def notify(self, chat: int, text: str) -> None:
        """Tell a chat something, as surely as a digest."""
        edition = Edition("notice", "en", self._now().date(), notice=text, pages=((),))
        with self._database.writing() as connection:
            id = self._outbox.edition(connection, kept(edition))
            self._outbox.put(connection, chat, 0, id, edition.messages)


def subject(interest: Interest | Subscription, language: str) -> str:
    """What somebody wants to hear about, in words."""
    who, what, where = interest.speaker, interest.topic, interest.outlet
    if who and what:
        said = phrase(language, "subject both", speaker=who, topic=what)
    else:
        said = who or what or ("" if where else phrase(language, "subject all"))
    if where:
        return phrase(language, "subject in", subject=said or phrase(language, "subject all"), outlet=where)
    return said


def _item(articles: tuple[Article, ...], words: tuple[Quote, ...], headline: str | None = None) -> StoryItem:
    """headline: of the article to put first."""
    first = sorted(articles, key=lambda article: article.title != headline) if headline else articles
    return StoryItem(tuple(first), Answer(about(first[0].title), words))
