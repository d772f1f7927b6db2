"""The real process sends what is in its outbox: each part once, through floods, blocks, losses and restarts."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sql

from bot.chats.database import FILE, Database
from bot.chats.place import Place
from bot.digests.edition import Edition, StoryItem, edition_to_json, story_question
from bot.digests.outbox import Outbox, PartState, part_
from bot.digests.subscriptions import SubscriptionKind, Subscriptions, SubscriptionState
from index import Draft, Index
from index.model import Answer, Quote
from index.store.store import Store
from tests.bot.bot_process import BotProcess
from tests.botapi.server import Fault, Server
from tests.botapi.world import Message, Person


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as made:
        yield made


class Deliveries:
    """Fills the outbox of a data folder while nobody, or somebody, sends from it."""

    def __init__(self, data: Path) -> None:
        self.store = Store(data / "onrecord.db")
        self.database = Database(data / FILE)
        self.outbox = Outbox(self.database)
        self.subscriptions = Subscriptions(self.database)

    def put(self, *chats: int, messages: int = 1) -> None:
        """A digest of the first article for each chat, in so many messages."""
        number = self.store.find("https://harbour.example/homes?a=1&b=2")
        assert number is not None
        article = self.store.articles([number])[number]
        quote = Quote(article, 1, 47)
        items = tuple(StoryItem((article,), Answer(story_question(article.title), (quote,))) for _ in range(messages))
        pages = tuple((number,) for number in range(messages))
        with self.database.writing() as connection:
            edition = Edition(
                "digest", "en", article.published.date() if article.published else None,  # type: ignore[arg-type]
                article_count=messages, items=items, pages=pages,
            )  # fmt: skip
            id = self.outbox.store_edition(connection, edition_to_json(edition))
            for chat in chats:
                self.outbox.enqueue(connection, chat, 0, id, edition.message_numbers)

    def wait(self, done: dict[PartState, int], seconds: float = 30) -> None:
        end = time.monotonic() + seconds
        while self.outbox.counts() != done:
            assert time.monotonic() < end, (self.outbox.counts(), self.why())
            time.sleep(0.05)

    def why(self) -> list[str | None]:
        with self.database.reading() as connection:
            return list(connection.execute(sql.select(part_.c.why)).scalars())

    def close(self) -> None:
        self.database.close()
        self.store.close()


@pytest.fixture
def deliveries(data: Path) -> Iterator[Deliveries]:
    made = Deliveries(data)
    yield made
    made.close()


def people(server: Server, count: int) -> list[Person]:
    return [server.world.person(f"Reader{number}") for number in range(count)]


def got(person: Person) -> list[str]:
    return [message.shown.text if message.shown else "" for message in person.chat.by_bot]


def test_each_chat_gets_each_part_once_and_in_order(data: Path, server: Server, deliveries: Deliveries) -> None:
    readers = people(server, 8)
    deliveries.put(*(each.id for each in readers), messages=3)
    with BotProcess(data, server):
        deliveries.wait({PartState.SENT: 24}, 40)
    for each in readers:
        assert ["1. " in got(each)[0], "2. " in got(each)[1], "3. " in got(each)[2]] == [True] * 3
        assert "We will build ten thousand homes by the spring" in got(each)[0]


def test_a_flood_in_one_chat_hinders_no_other(data: Path, server: Server, deliveries: Deliveries) -> None:
    readers = people(server, 6)
    server.fail("sendMessage", Fault("flood", 3))
    deliveries.put(*(each.id for each in readers))
    start = time.monotonic()
    with BotProcess(data, server):
        server.world.wait(lambda: sum(bool(got(each)) for each in readers) == 5)
        others = time.monotonic() - start
        deliveries.wait({PartState.SENT: 6})
    assert all(len(got(each)) == 1 for each in readers)
    assert time.monotonic() - start >= others + 1


def test_after_5xx_and_nonsense_it_goes_on(data: Path, server: Server, deliveries: Deliveries) -> None:
    readers = people(server, 3)
    server.fail("sendMessage", Fault("broken"), Fault("broken"))
    deliveries.put(*(each.id for each in readers))
    with BotProcess(data, server):
        deliveries.wait({PartState.SENT: 3})
    assert all(len(got(each)) == 1 for each in readers)


def test_who_blocks_the_bot_is_left_in_peace_and_gets_it_on_writing_again(
    data: Path, server: Server, deliveries: Deliveries
) -> None:
    (ada, tom) = people(server, 2)
    one = deliveries.subscriptions.draft(Place(ada.id, 0, ada.id), SubscriptionKind.DIGEST, "en", 0, zone="UTC")
    deliveries.subscriptions.change(one.id, state=SubscriptionState.ACTIVE)
    ada.blocks = True
    deliveries.put(ada.id, tom.id, messages=2)
    with BotProcess(data, server):
        deliveries.wait({PartState.SENT: 2, PartState.HELD: 2})
        held = deliveries.subscriptions.find(one.id)
        assert held is not None
        assert (held.state, held.why) == (SubscriptionState.HELD, "Forbidden: bot was blocked by the user")
        ada.blocks = False
        ada.says("/help")
        deliveries.wait({PartState.SENT: 4})
    assert sum("Norhaven" in text for text in got(ada)) == 2
    resumed = deliveries.subscriptions.find(one.id)
    assert resumed is not None
    assert resumed.state is SubscriptionState.ACTIVE


def test_a_group_that_became_a_supergroup_gets_it_there(data: Path, server: Server, deliveries: Deliveries) -> None:
    (ada,) = people(server, 1)
    group = server.world.group("Desk", ada)
    deliveries.put(group.id)
    assert deliveries.outbox.counts() == {PartState.WAITING: 1}
    moved = server.world.upgrade(group, ada)
    server.world.updates.clear()  # so that only the refusal tells of it
    with BotProcess(data, server):
        deliveries.wait({PartState.SENT: 1})
    assert len(moved.by_bot) == 1


def test_a_part_whose_answer_never_came_is_parked_and_nothing_else_waits(
    data: Path, server: Server, deliveries: Deliveries
) -> None:
    readers = people(server, 4)
    server.fail("sendMessage", Fault("lost"))
    deliveries.put(*(each.id for each in readers))
    with BotProcess(data, server):
        deliveries.wait({PartState.SENT: 3, PartState.PARKED: 1}, 40)
    assert Counter(len(got(each)) for each in readers) == {1: 4}


def test_killed_while_sending_nothing_is_lost_and_at_most_the_one_in_flight_comes_twice(
    data: Path, server: Server, deliveries: Deliveries
) -> None:
    readers = people(server, 40)
    deliveries.put(*(each.id for each in readers))
    running = BotProcess(data, server)
    running.start()
    server.world.wait(lambda: sum(len(got(each)) for each in readers) >= 12)
    running.kill()
    running.start()
    deliveries.wait({PartState.SENT: 40})
    running.stop()
    counts = Counter(len(got(each)) for each in readers)
    assert set(counts) <= {1, 2}
    assert counts[2] <= 1


def test_two_processes_send_nothing_twice(
    data: Path, server: Server, deliveries: Deliveries, tmp_path_factory: pytest.TempPathFactory
) -> None:
    readers = people(server, 30)
    second = BotProcess(data, server)
    second.folder = tmp_path_factory.mktemp("second")
    second.log = second.folder / "log"
    with BotProcess(data, server) as first:
        (second.folder / "config.toml").write_text((first.folder / "config.toml").read_text())
        with second:
            server.world.wait(lambda: "this one stands by" in first.log_text + second.log_text)
            deliveries.put(*(each.id for each in readers))
            deliveries.wait({PartState.SENT: 30})
    assert all(len(got(each)) == 1 for each in readers)


def due(deliveries: Deliveries, person: Person, **values: Any) -> int:
    """A digest of everything, due now."""
    one = deliveries.subscriptions.draft(
        Place(person.id, 0, person.id), SubscriptionKind.DIGEST, "en", 0, zone="UTC", **values
    )
    deliveries.subscriptions.change(one.id, state=SubscriptionState.ACTIVE)
    deliveries.subscriptions.change(one.id, last=datetime.now(UTC).date() - timedelta(days=20))
    return one.id


def text(message: Message) -> str:
    return message.shown.text if message.shown else ""


def test_the_buttons_of_a_digest_bring_quotes_take_questions_and_mute(
    data: Path, server: Server, deliveries: Deliveries
) -> None:
    ada, tom = people(server, 2)
    id = due(deliveries, ada)
    with BotProcess(data, server):
        digest = ada.chat.answer()
        assert digest.labels[-1] == "Settings"
        assert "This comes late" in text(digest)
        story = next(line for line in text(digest).splitlines() if "ten thousand homes" in line)[0]
        ada.presses(digest, story)
        server.world.wait(lambda: "Ask about it" in digest.labels)
        ada.presses(digest, f"{story}. More quotes")
        server.world.wait(lambda: "ten thousand homes" in text(ada.chat.answer(2)))
        ada.presses(digest, "Ask about it")
        assert "Norhaven to build ten thousand homes" in text(ada.chat.answer(3))
        ada.says("what did Quell say?", reply_to=ada.chat.answer(3))
        assert "Where is the money" in text(ada.chat.answer(4))
        ada.presses(digest, "Mute it")
        server.world.wait(lambda: digest.labels[-1] == "Settings")
        assert len(deliveries.subscriptions.muted(ada.id, 0)) == 1
        ada.presses(digest, "Settings")
        server.world.wait(lambda: "The last 7 days" in text(digest))
        assert str(id) in digest.button("Pause")["callback_data"]
        # Somebody else's press on data of a digest they never got means nothing.
        stolen = server.world.called("sendMessage")[0]["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
        tom.says("/help")
        tom.chat.answer().rows.append([{"text": "stolen", "callback_data": stolen}])
        press = tom.presses(tom.chat.answer(), "stolen")
        server.world.wait(lambda: "no longer kept" in str(server.world.pressed[press]))


def test_a_weekly_digest_ends_with_the_picture(data: Path, server: Server, deliveries: Deliveries) -> None:
    (ada,) = people(server, 1)
    index = Index.open(data)
    drafts = [
        Draft(
            f"“The homes at the port will be let in street {n},” Ada Brandt said. “Homes near the port come first.”",
            title=f"Homes in street {n}", outlet="The Harbour Post", published=datetime.now(UTC) - timedelta(hours=n),
        )
        for n in range(1, 5)
    ]  # fmt: skip
    assert {outcome.status for outcome in index.add(drafts)} == {"added"}
    index.close()
    midnight = datetime.min.time()  # past at any hour: before eight, the digest due would be last week's
    due(deliveries, ada, at=midnight, weekdays=frozenset({datetime.now(UTC).weekday()}))
    with BotProcess(data, server):
        server.world.wait(lambda: server.world.called("sendPhoto"), 40)
        deliveries.wait({PartState.SENT: sum(deliveries.outbox.counts().values())})
    picture = ada.chat.by_bot[-1]
    assert "Ada Brandt" in str(picture.extra["caption"])


def test_a_topic_that_is_gone_stops_nothing_in_the_other_topics(
    data: Path, server: Server, deliveries: Deliveries
) -> None:
    (ada,) = people(server, 1)
    forum = server.world.group("Desk", admins=(ada,), topics=1)
    gone = max(forum.topics) + 5000
    one = deliveries.subscriptions.draft(Place(forum.id, gone, ada.id), SubscriptionKind.DIGEST, "en", 0, zone="UTC")
    deliveries.subscriptions.change(one.id, state=SubscriptionState.ACTIVE)
    deliveries.put(forum.id, forum.id)
    with deliveries.database.writing() as connection:
        threads = {1: gone, 2: forum.topics[0]}
        for id, thread in threads.items():
            connection.execute(part_.update().where(part_.c.id == id).values(thread=thread))
    with BotProcess(data, server):
        deliveries.wait({PartState.SENT: 2, PartState.DROPPED: 1})
    assert [message.thread for message in forum.by_bot] == [forum.topics[0]]
    # Whoever ordered it is told what to do.
    (told,) = ada.chat.by_bot
    assert "The topic of “Desk” to which I sent “everything” is closed or gone (1 paused)" in text(told)
    assert "press “Move to this topic”, then “Resume”" in text(told)
    paused = deliveries.subscriptions.find(one.id)
    assert paused is not None
    assert paused.state is SubscriptionState.PAUSED
    assert "thread not found" in str(paused.why)
