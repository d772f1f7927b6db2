"""Composes digests and alerts: what is due becomes rows of the outbox, each digest in one transaction."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import sqlalchemy as sql

from bot.chats.access import Access
from bot.chats.database import Database
from bot.chats.preferences import Preferences
from bot.digests.edition import Edition, FeedTrouble, StoryItem, edition_to_json, story_question
from bot.digests.interests import speaker_now, who_is_called
from bot.digests.outbox import Outbox
from bot.digests.render import paginate
from bot.digests.schedule import Due, due
from bot.digests.sent_articles import SentArticles
from bot.digests.subscriptions import Subscription, SubscriptionKind, Subscriptions, advance
from bot.messages.phrases import phrase
from index.model import Answer, Article, Quote
from index.news import Interest, Story, find_news, find_quotes, last_article

if TYPE_CHECKING:
    from index import Index

BATCH = 100  # subscriptions in a transaction
MAX_STORIES = 2000  # of a digest, shown or behind its button; none has so many within MAX_AGE
MAX_COUNTED_STORIES = 100  # of a week
MAX_ALERT_QUOTES = 200  # a button shows those after the first
MAX_ALERTS_A_DAY = 10  # of a subscription; what comes in later is sent the next day, together
ALERT_INTERVAL = timedelta(minutes=15)  # between two alerts of a subscription; what comes in meanwhile is one alert
FAILURE_DELAY = timedelta(hours=2)  # a feed is called broken so long after its first failure, at most
WEEK = timedelta(days=7)

FeedTroubles = Callable[[tuple[str, ...] | None, datetime], list[FeedTrouble]]

log = logging.getLogger("onrecord")


@dataclass(frozen=True, slots=True)
class _DigestKey:
    """All that the content of a digest depends on: subscriptions with the same key get the same edition.

    Attributes:
        interest: What is wanted.
        language: Of the texts.
        after: The articles covered have higher ids.
        upto: The highest id of an article covered.
        muted: Ids of articles whose stories are unwanted.
        sent: Ids of articles of which the chat was sent something already.
        day: The local date.
        late: The local time at which it should have come, "HH:MM"; None unless it comes late.
        quiet: Whether there is no edition without news.
        chart: Whether it has a chart.
        since: When the digest before it was due.
        stories: How many stories it shows; a button brings the others.
        first_day: The first local date that it covers; None where it covers no more than a day.
    """

    interest: Interest
    language: str
    after: int
    upto: int
    muted: tuple[int, ...]
    sent: tuple[int, ...]
    day: date
    late: str | None
    quiet: bool
    chart: bool
    since: datetime
    stories: int
    first_day: date | None = None


@dataclass(frozen=True, slots=True)
class _StoredEdition:
    """An edition as it is stored: much smaller than with its articles."""

    body: dict[str, Any]
    message_numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Digest:
    """What a subscription is due; edition is None when there is nothing to send."""

    subscription: Subscription
    due: Due
    edition: _StoredEdition | None


class Composer:
    """Writes what subscriptions are due into the outbox; sends nothing."""

    def __init__(
        self,
        index: Index,
        database: Database,
        subscriptions: Subscriptions,
        outbox: Outbox,
        access: Access,
        preferences: Preferences,
        troubles: FeedTroubles = lambda collections, since: [],
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        """Connect what is needed.

        Args:
            index: The library.
            database: The bot's.
            subscriptions: Who wants what, and when.
            outbox: Where digests and alerts go.
            access: Who may ask, and which collections a chat may see.
            preferences: The languages of chats.
            troubles: Returns the feeds of some collections (None means all) that could not be read since a moment.
            now: The present.
        """
        self._index = index
        self._database = database
        self._subscriptions = subscriptions
        self._outbox = outbox
        self._sent = SentArticles(database)
        self._access = access
        self._preferences = preferences
        self._troubles = troubles
        self._now = now

    # digests

    def compose_digests(self) -> int:
        """Write every digest that is due into the outbox.

        One that fails is logged and left for the next time; the others are written.

        Returns:
            How many digests were composed, those with nothing to send too.
        """
        composed = 0
        skipped: set[int] = set()  # subscriptions that are not looked at again this time
        editions: dict[_DigestKey, _StoredEdition | None] = {}
        upto: int | None = None
        while waiting := self._due_without(skipped):
            if upto is None:
                upto = last_article(self._index)
            digests = [self._digest(subscription, upto, editions) for subscription in waiting]
            skipped.update(subscription.id for subscription in waiting)
            written = self._write_digests(filter(None, digests), upto)
            skipped -= written
            composed += len(written)
        return composed

    def _due_without(self, skipped: set[int]) -> list[Subscription]:
        waiting = self._subscriptions.due(BATCH + len(skipped))
        return [subscription for subscription in waiting if subscription.id not in skipped]

    def _digest(
        self, subscription: Subscription, upto: int, editions: dict[_DigestKey, _StoredEdition | None]
    ) -> _Digest | None:
        """What a subscription is due; None when it is due nothing, or something has failed.

        editions: those composed so far; a new one is added.
        """
        try:
            if self._withhold(subscription):
                return None
            digest_due = due(subscription.schedule, subscription.last or date.min, self._now())
            if digest_due is None:  # new rules for its time zone have postponed it
                self._subscriptions.change(subscription.id)
                return None
            key = self._key(subscription, digest_due, max(upto, subscription.after))
            if key not in editions:
                edition = self._edition(key)
                editions[key] = _StoredEdition(edition_to_json(edition), edition.message_numbers) if edition else None
            return _Digest(subscription, digest_due, editions[key])
        except Exception:
            log.exception("the digest of subscription %d could not be made", subscription.id)
            return None

    def _write_digests(self, digests: Iterable[_Digest], upto: int) -> set[int]:
        """Write digests in one transaction; returns the ids of the subscriptions that were served."""
        with self._database.writing() as connection:
            return {digest.subscription.id for digest in digests if self._write_digest(connection, digest, upto)}

    def _write_digest(self, connection: sql.Connection, digest: _Digest, upto: int) -> bool:
        subscription, day = digest.subscription, digest.due.day
        upto = max(upto, subscription.after)
        if not advance(connection, subscription, after=upto, last=day):
            return False
        run = self._outbox.record_run(connection, subscription.id, day, subscription.after, upto, digest.due.late)
        if digest.edition is not None:
            edition = self._outbox.store_edition(connection, digest.edition.body)
            self._outbox.enqueue(
                connection, subscription.chat, subscription.thread, edition, digest.edition.message_numbers,
                subscription.id, run, silent=subscription.silent,
            )  # fmt: skip
        return True

    def _withhold(self, subscription: Subscription) -> bool:
        """Whether a chat may not ask any more; it then gets nothing until it may, and writes."""
        if self._access.may_ask(subscription.person, subscription.chat):
            return False
        if subscription.chat < 0:
            # In a group others may have subscribed, too, and are still served.
            self._subscriptions.pause("not admitted", subscription.chat, person=subscription.person)
        else:
            self._subscriptions.hold(subscription.chat, "not admitted")
            self._outbox.hold(subscription.chat, "not admitted")
        return True

    def _key(self, subscription: Subscription, digest_due: Due, upto: int) -> _DigestKey:
        zone = ZoneInfo(subscription.zone or "UTC")
        last_due = datetime.combine(subscription.last or digest_due.day, subscription.at, zone).astimezone(UTC)
        return _DigestKey(
            self._interest(subscription), self._language(subscription), subscription.after, upto,
            self._subscriptions.muted(subscription.chat, subscription.thread),
            self._sent.articles(subscription.chat, subscription.thread, self._now()), digest_due.day,
            subscription.at.isoformat("minutes") if digest_due.late else None, subscription.quiet,
            subscription.weekly, last_due, subscription.stories, self._first_day(subscription, digest_due.day),
        )  # fmt: skip

    def _first_day(self, subscription: Subscription, day: date) -> date | None:
        """The local date of the last digest, if that is longer ago than the day before; None for a first digest."""
        composed = self._outbox.last_run(subscription.id)
        if composed is None:
            return None
        first = composed.astimezone(ZoneInfo(subscription.zone or "UTC")).date()
        return first if first < day - timedelta(days=1) else None

    def _interest(self, subscription: Subscription) -> Interest:
        collections = self._access.collections(subscription.chat)
        speaker, topic = subscription.speaker, subscription.topic
        if subscription.office or subscription.speaker_id is not None:
            speaker = speaker_now(self._index.view(collections), subscription, self._now().date())
        elif speaker is None and topic and subscription.kind is SubscriptionKind.ALERT:
            # An alert is for who speaks; a digest goes on with the subject that was asked for.
            later = who_is_called(self._index.view(collections), topic)
            speaker, topic = (later, None) if later else (None, topic)
        return Interest(speaker, topic, subscription.outlet, collections, subscription.without)

    def holder(self, subscription: Subscription) -> str | None:
        """Who holds the office whose words a subscription brings now.

        Args:
            subscription: What is wanted.

        Returns:
            A name; None where no office is wanted, and where nobody is known to hold it.
        """
        if not subscription.office:
            return None
        speaker = self._interest(subscription).speaker
        is_known = speaker is not None and speaker.casefold() not in (subscription.speaker or "").casefold()
        return speaker if is_known else None

    def _language(self, subscription: Subscription) -> str:
        return self._preferences.language(subscription.chat) or subscription.language

    def _edition(self, key: _DigestKey) -> Edition | None:
        """The digest; None when there is nothing to say and it is to be quiet then."""
        news = find_news(
            self._index, key.interest, key.after, key.upto, key.muted, MAX_STORIES, self._now(), sent=key.sent
        )
        items = tuple(map(_item_of_story, news.stories))
        shown, further = items[: key.stories], items[key.stories :]
        first_pages = paginate(shown, key.language) or ((),)
        troubles = tuple(self._troubles(key.interest.collections, key.since))
        # A day without news and a broken feed must look different: a feed that has failed since the last digest makes
        # even a quiet one come.  As it is called broken only after some failures, they may have begun before that.
        new_trouble = any(trouble.since > key.since - FAILURE_DELAY for trouble in troubles)
        if not items and key.quiet and not new_trouble:
            return None
        return Edition(
            "digest", key.language, key.day, describe_interest(key.interest, key.language),
            news.article_count - news.old_count, news.old_count,
            key.late, troubles, items, (*first_pages, *paginate(further, key.language, len(shown))),
            key.chart and bool(items), collections=key.interest.collections,
            sent_pages=len(first_pages), since=key.first_day,
        )  # fmt: skip

    def whole_edition(
        self, interest: Interest, language: str, window: tuple[int, int], day: date, *,
        late: str | None, quiet: bool, since: datetime, first_day: date | None, sent: tuple[int, ...] = (),
    ) -> Edition | None:  # fmt: skip
        """A digest that shows all its stories; nothing is stored.

        Args:
            interest: What is wanted, and of which collections.
            language: Of the texts.
            window: Its articles have ids after the first of these, up to the second.
            day: The local date that it is for.
            late: The local time at which it should have come, "HH:MM"; None unless it comes late.
            quiet: Whether there is none without news.
            since: When the digest before it was due.
            first_day: The first local date that it covers, where it covers several.
            sent: Ids of articles that its readers were sent already.

        Returns:
            The digest; None when there is nothing to say and it is to be quiet then.
        """
        key = _DigestKey(
            interest, language, *window, (), sent, day, late, quiet, chart=False, since=since,
            stories=MAX_STORIES, first_day=first_day,
        )  # fmt: skip
        return self._edition(key)

    def preview(self, subscription: Subscription, language: str) -> Edition:
        """The digest that the last day or week would have brought; nothing is stored.

        Args:
            subscription: What is wanted.
            language: Of the texts.
        """
        now = self._now()
        today = now.astimezone(ZoneInfo(subscription.zone or "UTC")).date()
        is_weekly = subscription.weekly or subscription.kind is SubscriptionKind.ALERT
        since = now - (WEEK if is_weekly else timedelta(days=1))
        after, upto = last_article(self._index, since), last_article(self._index)
        muted = self._subscriptions.muted(subscription.chat, subscription.thread)
        key = _DigestKey(
            self._interest(subscription), language, after, upto, muted, (), today,
            late=None, quiet=False, chart=False, since=since, stories=subscription.stories,
        )  # fmt: skip
        edition = self._edition(key)
        assert edition is not None  # it is not quiet
        return edition

    def count_last_week(self, subscription: Subscription) -> tuple[int, int]:
        """How much a subscription would have brought in the last 7 days.

        Args:
            subscription: What is wanted.

        Returns:
            The number of articles, and of stories.
        """
        after, upto = last_article(self._index, self._now() - WEEK), last_article(self._index)
        interest = self._interest(subscription)
        news = find_news(self._index, interest, after, upto, limit=MAX_COUNTED_STORIES, now=self._now())
        return news.article_count - news.old_count, len(news.stories)

    def digest_start(self) -> int:
        """The id of the article after which a new digest starts: its first one covers the day before, too."""
        return last_article(self._index, self._now() - timedelta(days=1))

    def alert_start(self) -> int:
        """The id of the article after which a new alert starts."""
        return last_article(self._index)

    # alerts

    def is_awaited(self, collection: str, outlet: str) -> bool:
        """Whether somebody is alerted of articles of a collection and an outlet as soon as they come in."""
        for subscription in self._subscriptions.alerts():
            seen = self._access.collections(subscription.chat)
            wanted = subscription.outlet
            if (seen is None or collection in seen) and (wanted is None or wanted.casefold() == outlet.casefold()):
                return True
        return False

    def compose_alerts(self) -> int:
        """Write the alerts for articles that have come in into the outbox.

        Returns:
            How many alerts were written.
        """
        if not self._subscriptions.any_alerts():
            return 0
        upto = last_article(self._index)
        quotes: dict[tuple[Interest, int], tuple[Quote, ...]] = {}
        without_news: list[Subscription] = []
        written = 0
        for subscription in self._subscriptions.alerts_behind(upto):
            now = self._now()
            if subscription.quiet_until is not None and now < subscription.quiet_until:
                continue
            try:
                if self._withhold(subscription):
                    continue
                wanted = (self._interest(subscription), subscription.after)
                if wanted not in quotes:
                    quotes[wanted] = find_quotes(self._index, *wanted, upto, MAX_ALERT_QUOTES, self._now())
                if quotes[wanted]:
                    written += self._write_alert(subscription, wanted[0], quotes[wanted], upto, now)
                else:
                    without_news.append(subscription)
            except Exception:
                log.exception("the alert of subscription %d could not be made", subscription.id)
        self._advance_all(without_news, upto)
        return written

    def _advance_all(self, subscriptions: list[Subscription], upto: int) -> None:
        """Note that alerts have covered all articles up to an id, without anything to send."""
        for first in range(0, len(subscriptions), BATCH):
            with self._database.writing() as connection:
                for subscription in subscriptions[first : first + BATCH]:
                    advance(connection, subscription, after=upto, quiet_until=None)

    def _write_alert(
        self, subscription: Subscription, interest: Interest, quotes: tuple[Quote, ...], upto: int, now: datetime
    ) -> bool:
        """False when the subscription has had its alerts of the day, or was changed meanwhile."""
        zone = ZoneInfo(subscription.zone or "UTC")
        today = now.astimezone(zone).date()
        alerts_today = subscription.alerts if subscription.alerted == today else 0
        with self._database.writing() as connection:
            if alerts_today >= MAX_ALERTS_A_DAY:
                midnight = datetime.combine(today + timedelta(days=1), time(), zone)
                advance(connection, subscription, quiet_until=midnight)
                return False
            if not advance(
                connection, subscription,
                after=upto, alerted=today, alerts=alerts_today + 1, quiet_until=now + ALERT_INTERVAL,
            ):  # fmt: skip
                return False
            edition = _alert(interest, quotes, self._language(subscription), today)
            id = self._outbox.store_edition(connection, edition_to_json(edition))
            self._outbox.enqueue(
                connection, subscription.chat, subscription.thread, id, edition.message_numbers, subscription.id,
                silent=subscription.silent,
            )  # fmt: skip
        return True

    # notices

    def notify(self, chat: int, text: str) -> None:
        """Send a chat a text, as reliably as a digest.

        Args:
            chat: Telegram's id.
            text: Plain text.
        """
        edition = Edition("notice", "en", self._now().date(), notice=text, pages=((),))
        with self._database.writing() as connection:
            id = self._outbox.store_edition(connection, edition_to_json(edition))
            self._outbox.enqueue(connection, chat, 0, id, edition.message_numbers)


def _alert(interest: Interest, quotes: tuple[Quote, ...], language: str, today: date) -> Edition:
    articles = {article.id: article for quote in quotes for article in (quote.article, *quote.also)}
    return Edition(
        "alert", language, today, describe_interest(interest, language), len(articles),
        items=(_item(tuple(articles.values()), quotes),), pages=((0,),), collections=interest.collections,
    )  # fmt: skip


def describe_interest(interest: Interest | Subscription, language: str) -> str:
    """What somebody wants to be told about, in words.

    Args:
        interest: Speaker, topic and outlet.
        language: Of the words.
    """
    speaker, topic, outlet = interest.speaker, interest.topic, interest.outlet
    if speaker and topic:
        words = phrase(language, "subject both", speaker=speaker, topic=topic)
    else:
        words = speaker or topic or ("" if outlet else phrase(language, "subject all"))
    if outlet:
        words = phrase(language, "subject in", subject=words or phrase(language, "subject all"), outlet=outlet)
    if interest.without:
        return phrase(language, "subject without", subject=words, topics=", ".join(interest.without))
    return words


def _item_of_story(story: Story) -> StoryItem:
    return replace(_item(story.articles, story.quotes, story.headline), is_update=story.is_update)


def _item(articles: tuple[Article, ...], quotes: tuple[Quote, ...], headline: str | None = None) -> StoryItem:
    """headline: of the article that is put first."""
    ordered = sorted(articles, key=lambda article: article.title != headline) if headline else articles
    return StoryItem(tuple(ordered), Answer(story_question(ordered[0].title), quotes))
