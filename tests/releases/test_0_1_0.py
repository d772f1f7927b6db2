"""A folder that release 0.1.0 made is opened as it was: its articles, people, answers, chats and subscriptions.

`onrecord.sql` and `bot.sql` are what that release wrote, `expected.json` what it read from them.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.answers.history import History
from bot.chats.access import Access
from bot.chats.database import FILE, Database
from bot.chats.place import Place
from bot.chats.preferences import Preferences
from bot.digests.outbox import Outbox
from bot.digests.subscriptions import Subscriptions
from index import Answer, Index
from index.feeds.registry import FeedRegistry
from tests.command import Command
from tests.layouts import restored

RELEASE = Path(__file__).parent / "0.1.0"
EXPECTED: dict[str, Any] = json.loads((RELEASE / "expected.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def made(new_data_folder: Callable[[Path], Path]) -> Callable[[Path], Path]:
    """Makes a data folder as the release left it."""

    def make(folder: Path) -> Path:
        restored(RELEASE / "onrecord.sql", new_data_folder(folder) / "onrecord.db")
        restored(RELEASE / "bot.sql", folder / FILE)
        return folder

    return make


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, made: Callable[[Path], Path]) -> Path:
    return made(tmp_path_factory.mktemp("release") / "data")


@pytest.fixture(scope="module")
def index(folder: Path) -> Iterator[Index]:
    opened = Index.open(folder)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def database(folder: Path) -> Iterator[Database]:
    opened = Database(folder / FILE)
    yield opened
    opened.close()


def quotes(answer: Answer) -> list[list[str | None]]:
    return [[quote.text, quote.speaker.name if quote.speaker else None, quote.article.url] for quote in answer.quotes]


def test_articles_and_statements_are_the_same(index: Index) -> None:
    articles = index.store.articles(row.id for row in index.store.listing())
    assert [
        [
            article.id, article.title, article.outlet, article.author,
            article.published.isoformat() if article.published else None,
            article.collection, list(article.urls), article.text,
        ]
        for article in articles.values()
    ] == EXPECTED["articles"]  # fmt: skip
    assert {
        str(id): [
            [
                statement.person.name if statement.person else None,
                statement.via.name if statement.via else None,
                statement.kind.value,
                [list(span) for span in statement.content],
            ]
            for statement in statements
        ]
        for id, statements in index.store.statements(articles).items()
    } == EXPECTED["statements"]


def test_people_are_the_same(index: Index) -> None:
    assert [
        [person.name, sorted(person.aliases), sorted(person.roles), count] for person, count in index.store.speakers()
    ] == EXPECTED["speakers"]


@pytest.mark.parametrize("question", EXPECTED["answers"])
def test_a_question_has_the_same_answer(index: Index, question: str) -> None:
    assert quotes(index.ask(question, 5)) == EXPECTED["answers"][question]


def test_feeds_and_what_they_brought_are_the_same(index: Index) -> None:
    feeds = FeedRegistry(index.store)
    assert [
        [
            feed.url, feed.name, feed.collection, feed.added_by, feed.failures,
            str(feed.problem) if feed.problem else None,
            feeds.entries.waiting(feed.id)[0],
        ]
        for feed in feeds.listing()
    ] == EXPECTED["feeds"]  # fmt: skip


def test_conversations_are_the_same(index: Index, database: Database) -> None:
    conversations = History(database, index.store)
    recent = conversations.recent(Place(1, 0, 1), 10)
    answered = [asked.answer for asked in recent if asked.answer.quotes]
    assert [[answer.question.text, quotes(answer)] for answer in answered] == EXPECTED["conversations"]
    assert [[question.text, useful] for question, _, useful in conversations.ratings()] == EXPECTED["ratings"]


def test_subscriptions_and_what_waits_to_be_sent_are_the_same(database: Database) -> None:
    assert [
        [each.kind.value, each.state.value, each.speaker, each.topic, each.at.isoformat(), each.zone, each.after]
        for each in Subscriptions(database).of_chat(1)
    ] == EXPECTED["subscriptions"]
    assert {state.value: count for state, count in Outbox(database).counts().items()} == EXPECTED["outbox"]


def test_rights_and_languages_are_the_same(database: Database) -> None:
    access, preferences = Access(database, "approval", (1,), ()), Preferences(database)
    assert [[line.by, line.subject, line.decision] for line in access.decisions()] == EXPECTED["decisions"]
    assert {person: int(access.role(int(person))) for person in EXPECTED["roles"]} == EXPECTED["roles"]
    seen = {chat: access.collections(int(chat)) for chat in EXPECTED["collections"]}
    assert {chat: list(held or ()) for chat, held in seen.items()} == EXPECTED["collections"]
    languages = {chat: preferences.language(int(chat)) for chat in EXPECTED["languages"]}
    assert languages == EXPECTED["languages"]


def test_the_chat_goes_on(command: Command, made: Callable[[Path], Path], tmp_path: Path) -> None:
    said = "/subscriptions\n/ask What did Varga say about the harbour?\n"
    output = command("--data", made(tmp_path / "data"), "chat", stdin=said).output
    assert "1. harbour (digest" in output
    assert EXPECTED["answers"]["What did Varga say about the harbour?"][0][0] in output
