"""What becomes due is written into the outbox once, with windows that touch."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sql

from bot.answers.history import History
from bot.chats.access import Access, Role
from bot.chats.database import Database
from bot.chats.place import Place
from bot.chats.preferences import Preferences
from bot.digests.composer import MAX_ALERTS_A_DAY, Composer
from bot.digests.corrections import Corrections
from bot.digests.edition import Edition, FeedTrouble, edition_from_json
from bot.digests.outbox import Outbox, PartState, part_, run_
from bot.digests.prompts import Prompt, Prompts
from bot.digests.render import message_html
from bot.digests.service import DigestService
from bot.digests.subscriptions import (
    Subscription,
    SubscriptionKind,
    Subscriptions,
    SubscriptionState,
    advance,
    subscription_,
)
from index import Draft, Index
from index.store.store import Store
from tests.bot.briefings import briefings_library

MONDAY = datetime(2031, 3, 3, 7, tzinfo=UTC)
ADA = Place(11, 0, 11)


@dataclass
class Clock:
    now: datetime = MONDAY


class DigestSetup:
    """A library with its subscriptions, and a clock that only the test moves."""

    def __init__(self, folder: Path, server: str | None = None) -> None:
        self.clock = Clock()
        self.index = briefings_library(folder, (), server)
        self.database = Database(folder / "bot.sqlite", server=server)
        self.subscriptions = Subscriptions(self.database, now=lambda: self.clock.now)
        self.outbox = Outbox(self.database, lambda: self.clock.now.timestamp())
        self.access = Access(self.database)
        self.troubles: list[FeedTrouble] = []
        preferences = Preferences(self.database)
        self.composer = Composer(
            self.index, self.database, self.subscriptions, self.outbox, self.access, preferences,
            lambda collections, since: self.troubles, lambda: self.clock.now,
        )  # fmt: skip
        history = History(self.database, self.index.store)
        corrections = Corrections(
            self.index, self.database, history, self.outbox, self.access, preferences, page_size=3, language="en"
        )
        self.digests = DigestService(
            self.subscriptions, self.composer, corrections, self.outbox, Prompts(self.database)
        )
        self.count = 0

    def add(self, *drafts: Draft) -> None:
        assert all(outcome.status == "added" for outcome in self.index.add(drafts))

    def article(self, who: str = "Ada Brandt", about: str = "homes", **values: Any) -> None:
        self.add(self.draft(who, about, **values))

    def draft(self, who: str = "Ada Brandt", about: str = "homes", **values: Any) -> Draft:
        self.count += 1
        n = self.count
        text = (
            f"“We will look after the {about} of district {n} in earnest,” {who} said on Monday. "
            f"{who} spoke in Norhaven's hall number {n}, before neighbours who had waited {n + 3} months."
        )
        return Draft(
            text, title=f"{who} on {about}, {n}", url=f"https://harbour.example/{n}", outlet="The Harbour Post",
            published=self.clock.now, **values,
        )  # fmt: skip

    def subscribe(
        self, place: Place = ADA, kind: SubscriptionKind = SubscriptionKind.DIGEST, **values: Any
    ) -> Subscription:
        after = self.composer.alert_start()
        one = self.subscriptions.draft(place, kind, "en", after, **({"zone": "UTC", "at": time(8)} | values))
        changed = self.subscriptions.change(one.id, state=SubscriptionState.ACTIVE)
        assert changed is not None
        return changed

    def editions(self, chat: int = ADA.chat) -> list[Edition]:
        with self.database.reading() as connection:
            rows = connection.execute(sql.select(part_).where(part_.c.chat == chat).order_by(part_.c.id)).all()
        return [
            edition_from_json(self.outbox.edition_body(row.edition) or {}, self.index.view(None))
            for row in rows
            if row.page == 0
        ]

    def texts(self, chat: int = ADA.chat) -> list[str]:
        return [message_html(edition, 0) or "" for edition in self.editions(chat)]

    def windows(self, subscription: int) -> list[tuple[int, int]]:
        with self.database.reading() as connection:
            rows = connection.execute(sql.select(run_).where(run_.c.subscription == subscription).order_by(run_.c.id))
            return [(row.after, row.upto) for row in rows]

    def at(self, day: int, hour: int, minute: int = 0) -> None:
        self.clock.now = datetime(2031, 3, day, hour, minute, tzinfo=UTC)


@pytest.fixture
def setup(tmp_path: Path, server: str | None) -> Iterator[DigestSetup]:
    made = DigestSetup(tmp_path, server)
    yield made
    made.index.close()
    made.database.close()


def test_a_digest_brings_the_new_articles_with_their_quotes_and_nothing_twice(setup: DigestSetup) -> None:
    one = setup.subscribe()
    setup.article("Ada Brandt", "homes")
    assert setup.composer.compose_digests() == 0  # not yet eight
    setup.at(3, 8)
    assert setup.composer.compose_digests() == 1
    assert setup.composer.compose_digests() == 0
    setup.article("Lena Orvik", "herring")
    setup.at(4, 8)
    assert setup.composer.compose_digests() == 1
    first, second = setup.texts()
    assert "look after the homes of district 1 in earnest" in first
    assert "Monday, 3 March 2031" in first
    assert "herring" not in first
    assert "look after the herring of district 2" in second
    assert "homes" not in second
    assert setup.windows(one.id) == [(0, 1), (1, 2)]


def test_windows_touch_over_any_run_of_days(setup: DigestSetup) -> None:
    one = setup.subscribe(weekdays=frozenset({0, 2, 4}))
    for day in range(3, 22):
        for hour in (7, 9):
            setup.at(day, hour)
            setup.article()
            setup.composer.compose_digests()
    windows = setup.windows(one.id)
    assert windows[0][0] == 0
    assert [first[1] for first in windows[:-1]] == [second[0] for second in windows[1:]]
    assert len(windows) == 9


def test_after_downtime_a_missed_digest_comes_late_once_and_marked(setup: DigestSetup) -> None:
    setup.subscribe()
    for day in range(3, 9):
        setup.at(day, 7)
        setup.article(about=f"matter {day}")
    setup.at(8, 15)
    assert setup.composer.compose_digests() == 1
    (text,) = setup.texts()
    assert "This comes late: it was due at 08:00." in text
    assert len(setup.editions()[0].items) >= 1
    assert setup.editions()[0].article_count == 6


def test_a_quiet_day_is_silent_or_says_so_as_chosen(setup: DigestSetup) -> None:
    setup.subscribe()
    setup.subscribe(Place(12, 0, 12), quiet=False)
    setup.at(3, 8)
    assert setup.composer.compose_digests() == 2
    assert setup.texts() == []
    assert "Nothing new." in setup.texts(12)[0]


def test_quiet_and_broken_differ(setup: DigestSetup) -> None:
    setup.subscribe()
    setup.troubles = [FeedTrouble("The Harbour Post", datetime(2031, 3, 3, 5, tzinfo=UTC))]
    setup.at(3, 8)
    setup.composer.compose_digests()
    (text,) = setup.texts()
    assert "The Harbour Post could not be read since 3 March 2031" in text
    assert "Nothing new." in text
    setup.at(4, 8)
    setup.composer.compose_digests()
    assert len(setup.texts()) == 1  # the same trouble is told once to who wants silence


def test_a_subscriber_gets_only_what_was_asked_for(setup: DigestSetup) -> None:
    setup.article("Ada Brandt", "homes")
    setup.article("Lena Orvik", "herring")
    one = setup.subscribe(speaker="Lena Orvik")
    setup.subscriptions.change(one.id, after=0)
    setup.at(3, 8)
    setup.composer.compose_digests()
    (text,) = setup.texts()
    assert "herring" in text
    assert "homes" not in text


def test_a_chat_never_gets_what_it_may_not_see(setup: DigestSetup) -> None:
    setup.subscribe()
    setup.article("Ada Brandt", "homes", collection="private")
    setup.at(3, 8)
    setup.composer.compose_digests()
    assert setup.texts() == []
    setup.article("Lena Orvik", "herring")
    setup.at(4, 8)
    setup.composer.compose_digests()
    edition = setup.editions()[0]
    assert {article.collection for item in edition.items for article in item.articles} == {"public"}


def test_what_is_kept_of_a_digest_holds_no_text(setup: DigestSetup) -> None:
    setup.subscribe()
    setup.article("Ada Brandt", "homes")
    setup.at(3, 8)
    setup.composer.compose_digests()
    with setup.database.reading() as connection:
        (body,) = connection.execute(sql.text("SELECT body FROM edition")).scalars()
    assert "on homes" not in body
    assert "in earnest" not in body


def test_an_article_removed_before_sending_is_left_out(setup: DigestSetup) -> None:
    setup.subscribe()
    setup.article("Ada Brandt", "homes")
    setup.article("Lena Orvik", "herring")
    setup.at(3, 8)
    setup.composer.compose_digests()
    setup.index.remove(1)
    (text,) = setup.texts()
    assert "homes" not in text
    assert "herring" in text


def test_a_muted_story_stays_away(setup: DigestSetup) -> None:
    setup.subscribe()
    setup.article("Ada Brandt", "homes")
    setup.subscriptions.mute(ADA, 1)
    trams = "“The trams must run all night,” Nils Aarden told the council. A vote on fares follows in autumn."
    setup.add(Draft(trams, title="Trams by night", url="https://daily.example/trams", published=setup.clock.now))
    setup.at(3, 8)
    setup.composer.compose_digests()
    (text,) = setup.texts()
    assert "trams must run all night" in text
    assert "homes" not in text


def test_what_everybody_wishes_the_same_is_kept_once(setup: DigestSetup) -> None:
    for number in range(40):
        setup.subscribe(Place(100 + number, 0, 100 + number))
    setup.article()
    setup.at(3, 8)
    assert setup.composer.compose_digests() == 40
    with setup.database.reading() as connection:
        assert connection.execute(sql.text("SELECT count(*) FROM edition")).scalar() == 1
    assert setup.outbox.counts() == {PartState.WAITING: 40}


def test_a_paused_or_held_subscription_makes_nothing_and_goes_on_where_it_stopped(setup: DigestSetup) -> None:
    one = setup.subscribe()
    setup.article()
    setup.digests.hold(ADA.chat, "bot was blocked by the user")
    setup.at(5, 9)
    assert setup.composer.compose_digests() == 0
    setup.digests.resume(ADA.chat)
    assert setup.composer.compose_digests() == 1
    assert setup.windows(one.id) == [(0, 1)]


def test_a_prompt_is_closed_with_its_subscription_and_when_its_chat_is_left(setup: DigestSetup) -> None:
    digests, group = setup.digests, Place(-12, 0, 11)
    chats: tuple[tuple[Callable[[int], object], Place], ...] = (
        (digests.remove, ADA),
        (lambda _: digests.forget(ADA.chat), ADA),
        (lambda _: digests.hold(group.chat, "removed"), group),
        (lambda _: digests.migrate(group.chat, -1012), group),
    )
    for leave, where in chats:
        subscription = setup.subscriptions.draft(where, SubscriptionKind.DIGEST, "en", 0)
        digests.prompts.ask(where, 40, Prompt(subscription.id, "zone"))
        assert digests.prompts.answered_by(where, 40) == Prompt(subscription.id, "zone")
        leave(subscription.id)
        with setup.database.reading() as connection:
            assert connection.execute(sql.text("SELECT count(*) FROM prompt")).scalar() == 0


def test_who_is_turned_away_gets_nothing_until_admitted_again(setup: DigestSetup) -> None:
    setup.access.configured = (1,)
    one = setup.subscribe()
    setup.article()
    setup.access.set_role(ADA.person, Role.NOBODY, 1)
    setup.at(3, 8)
    assert setup.composer.compose_digests() == 0
    held = setup.subscriptions.find(one.id)
    assert held is not None
    assert held.state is SubscriptionState.HELD
    setup.access.set_role(ADA.person, Role.READER, 1)
    setup.digests.resume(ADA.chat)
    assert setup.composer.compose_digests() == 1


def test_one_that_can_not_be_made_keeps_no_other_from_being_made(setup: DigestSetup) -> None:
    broken = setup.subscribe()
    with setup.database.writing() as connection:
        connection.execute(subscription_.update().where(subscription_.c.id == broken.id).values(zone="Nowhere/Atall"))
    setup.subscribe(Place(12, 0, 12))
    setup.article()
    setup.at(3, 9)
    assert setup.composer.compose_digests() == 1
    assert len(setup.texts(12)) == 1


def test_two_makers_make_a_digest_once(setup: DigestSetup) -> None:
    setup.subscribe()
    setup.article()
    setup.at(3, 8)
    other = Composer(
        setup.index, setup.database, setup.subscriptions, setup.outbox, setup.access, Preferences(setup.database),
        now=lambda: setup.clock.now,
    )  # fmt: skip
    waiting = setup.subscriptions.due(10)
    assert other.compose_digests() == 1
    assert waiting  # the first maker has already looked
    assert setup.composer.compose_digests() == 0
    assert len(setup.texts()) == 1


# alerts


def test_an_alert_comes_for_new_words_that_fit_and_for_no_others(setup: DigestSetup) -> None:
    setup.article("Lena Orvik", "herring")
    setup.subscribe(kind=SubscriptionKind.ALERT, speaker="Lena Orvik", topic="herring")
    assert setup.composer.compose_alerts() == 0  # that was there before
    setup.article("Ada Brandt", "homes")
    assert setup.composer.compose_alerts() == 0
    setup.article("Lena Orvik", "herring")
    assert setup.composer.compose_alerts() == 1
    assert setup.composer.compose_alerts() == 0
    (text,) = setup.texts()
    assert "New: Lena Orvik on herring" in text
    assert "district 3" in text


def test_what_comes_soon_after_an_alert_is_bundled(setup: DigestSetup) -> None:
    setup.subscribe(kind=SubscriptionKind.ALERT, speaker="Lena Orvik")
    setup.article("Lena Orvik", "herring")
    assert setup.composer.compose_alerts() == 1
    for _ in range(3):
        setup.article("Lena Orvik", "cod")
        assert setup.composer.compose_alerts() == 0
    setup.clock.now += timedelta(minutes=16)
    assert setup.composer.compose_alerts() == 1
    assert len(setup.editions()[1].items[0].articles) == 3


def test_a_day_has_a_limit_of_alerts_and_the_rest_comes_the_next_day(setup: DigestSetup) -> None:
    setup.subscribe(kind=SubscriptionKind.ALERT, speaker="Lena Orvik")
    for _ in range(MAX_ALERTS_A_DAY + 3):
        setup.article("Lena Orvik", "herring")
        setup.composer.compose_alerts()
        setup.clock.now += timedelta(minutes=20)
    assert len(setup.editions()) == MAX_ALERTS_A_DAY
    setup.at(4, 0, 1)
    assert setup.composer.compose_alerts() == 1
    assert len(setup.editions()[-1].items[0].articles) == 3


def test_an_archive_that_is_added_is_no_alert(setup: DigestSetup) -> None:
    setup.subscribe(kind=SubscriptionKind.ALERT, speaker="Lena Orvik")
    now = setup.clock.now
    setup.clock.now = now - timedelta(days=60)
    setup.article("Lena Orvik", "herring")
    setup.clock.now = now
    assert setup.composer.compose_alerts() == 0


def test_an_archive_crowds_out_no_news(setup: DigestSetup) -> None:
    setup.subscribe(speaker="Lena Orvik")
    setup.subscribe(Place(12, 0, 12), SubscriptionKind.ALERT, speaker="Lena Orvik")
    now = setup.clock.now
    setup.clock.now = now - timedelta(days=200)
    archive = [setup.draft("Lena Orvik", f"herring of year {number}") for number in range(80)]
    setup.clock.now = now
    setup.add(*archive[:41], setup.draft("Lena Orvik", "new harbour"), *archive[41:])
    assert setup.composer.compose_alerts() == 1
    setup.at(3, 8)
    assert setup.composer.compose_digests() == 1
    assert "new harbour" in setup.texts()[0]
    assert "new harbour" in setup.texts(12)[0]


def test_what_is_changed_while_a_digest_is_made_stays_changed(setup: DigestSetup) -> None:
    one = setup.subscribe()
    setup.article()
    setup.at(3, 8)
    with setup.database.writing() as connection:
        assert advance(connection, one, after=1)
    again = setup.subscriptions.find(one.id)
    assert again is not None
    setup.subscriptions.change(one.id, topic="homes", quiet=False)
    with setup.database.writing() as connection:
        assert not advance(connection, again, after=2)
    kept = setup.subscriptions.find(one.id)
    assert kept is not None
    assert (kept.topic, kept.quiet, kept.after) == ("homes", False, 1)


def test_an_alert_that_becomes_a_digest_comes(setup: DigestSetup) -> None:
    one = setup.subscribe(kind=SubscriptionKind.ALERT, zone="UTC")
    setup.subscriptions.change(one.id, kind=SubscriptionKind.DIGEST)
    setup.article()
    setup.at(3, 8)
    assert setup.composer.compose_digests() == 1


def test_one_who_is_turned_away_silences_nobody_else_in_the_group(setup: DigestSetup) -> None:
    setup.access.configured = (1,)
    setup.subscribe(Place(-50, 0, 11))
    setup.subscribe(Place(-50, 0, 12))
    setup.article()
    setup.access.set_role(11, Role.NOBODY, 1)
    setup.at(3, 8)
    assert setup.composer.compose_digests() == 1


def test_a_preview_notes_nothing(setup: DigestSetup) -> None:
    setup.article()
    one = setup.subscribe()
    setup.composer.preview(one, "en")
    assert setup.texts() == []
    assert setup.subscriptions.find(one.id) == one
    assert replace(one) == one


def test_articles_that_are_not_yet_indexed_are_alerted_when_they_are(setup: DigestSetup, tmp_path: Path) -> None:
    setup.subscribe(kind=SubscriptionKind.ALERT, speaker="Lena Orvik")
    other = Index(
        tmp_path, setup.index.embedder, threads=1, store=Store(tmp_path / "onrecord.db", setup.index.store.server)
    )
    list(other.add([Draft("“The sea does not negotiate,” Lena Orvik said.", title="Sea", published=setup.clock.now)]))
    other.close()
    assert setup.composer.compose_alerts() == 1


def test_a_feed_is_awaited_by_alerts_that_its_articles_can_bring(setup: DigestSetup) -> None:
    assert not setup.composer.is_awaited("public", "The Harbour Post")
    alert = setup.subscribe(kind=SubscriptionKind.ALERT, outlet="the harbour post")
    assert setup.composer.is_awaited("public", "The Harbour Post")
    assert not setup.composer.is_awaited("public", "Kivik Daily")
    setup.subscriptions.change(alert.id, state=SubscriptionState.PAUSED)
    assert not setup.composer.is_awaited("public", "The Harbour Post")
