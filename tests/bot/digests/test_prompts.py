"""What a prompt takes for its answer, and that it is closed with its subscription."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sql

from bot.chats.database import Database
from bot.chats.place import Place
from bot.digests.prompts import RETENTION, Prompt, Prompts, prompt_
from bot.digests.subscriptions import MOST_DRAFTS, SubscriptionKind, Subscriptions

ADA = Place(7, 0, 7)
CITY_MESSAGE = 40
NOW = datetime(2031, 3, 14, 9, tzinfo=UTC)


@pytest.fixture
def database(tmp_path: Path, server: str | None) -> Iterator[Database]:
    opened = Database(tmp_path / "bot.sqlite", server=server)
    yield opened
    opened.close()


@pytest.fixture
def subscriptions(database: Database) -> Subscriptions:
    return Subscriptions(database)


@pytest.fixture
def prompts(database: Database) -> Prompts:
    return Prompts(database, lambda: NOW)


def asked(subscriptions: Subscriptions, prompts: Prompts, place: Place = ADA) -> Prompt:
    """A subscription of a place, whose zone is asked for."""
    draft = subscriptions.draft(place, SubscriptionKind.DIGEST, "en", 0)
    prompt = Prompt(draft.id, "zone")
    prompts.ask(place, CITY_MESSAGE, prompt)
    return prompt


def stored(database: Database) -> int:
    with database.reading() as connection:
        return connection.execute(sql.select(sql.func.count()).select_from(prompt_)).scalar_one()


def test_an_open_prompt_is_answered_in_private_and_by_a_reply(subscriptions: Subscriptions, prompts: Prompts) -> None:
    prompt = asked(subscriptions, prompts)
    assert prompts.answered_by(ADA, None) == prompts.answered_by(ADA, CITY_MESSAGE) == prompt
    assert prompts.answered_by(ADA, CITY_MESSAGE + 1) is None


def test_a_prompt_whose_subscription_is_gone_is_never_answered(
    database: Database, subscriptions: Subscriptions, prompts: Prompts
) -> None:
    prompt = asked(subscriptions, prompts)
    subscriptions.remove(prompt.subscription)
    for each in (prompts, Prompts(database, lambda: NOW)):  # also after a restart
        assert each.answered_by(ADA, None) is None
        assert each.answered_by(ADA, CITY_MESSAGE) is None


def test_tidying_deletes_prompts_that_are_old_or_have_lost_their_subscription(
    database: Database, subscriptions: Subscriptions, prompts: Prompts
) -> None:
    prompt = asked(subscriptions, prompts)
    asked(subscriptions, prompts, Place(8, 0, 8))
    prompts.tidy()
    assert stored(database) == 2
    subscriptions.remove(prompt.subscription)
    prompts.tidy()
    assert stored(database) == 1
    Prompts(database, lambda: NOW + RETENTION + timedelta(seconds=1)).tidy()
    assert stored(database) == 0


def test_closing_says_whether_anything_was_asked(subscriptions: Subscriptions, prompts: Prompts) -> None:
    assert not prompts.close(ADA)
    asked(subscriptions, prompts)
    assert prompts.close(ADA)
    assert prompts.answered_by(ADA, None) is None


@pytest.mark.parametrize(
    ("text", "answers"),
    [
        ("Busan", True), ("Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch, GB", True), ("7.45", True),
        ("Who spoke about homes?", False), ("누가 말했나？ ", False), ("https://daily.example/quell", False),
        ("look: HTTP://daily.example", False), ("housing every Friday", False),
        ("www.daily.example", False), ("homes " * 20, False),
    ],
)  # fmt: skip
def test_questions_links_and_long_texts_are_no_city(text: str, answers: bool) -> None:
    assert Prompt(1, "zone").may_be_answered_by(text) is answers


def test_a_subject_may_be_longer_than_a_city() -> None:
    assert Prompt(1, "subject").may_be_answered_by("homes " * 20)
    assert not Prompt(1, "subject").may_be_answered_by("homes " * 100)
    assert not Prompt(1, "time").may_be_answered_by("homes " * 10)


def test_several_prompts_stay_open_and_each_takes_its_own_answer(
    database: Database, subscriptions: Subscriptions, prompts: Prompts
) -> None:
    first = Prompt(subscriptions.draft(ADA, SubscriptionKind.DIGEST, "en", 0).id, "zone")
    second = Prompt(subscriptions.draft(ADA, SubscriptionKind.ALERT, "en", 0).id, "subject")
    for number, prompt in enumerate((first, second)):
        prompts.ask(ADA, CITY_MESSAGE + number, prompt)
    again = Prompts(database, lambda: NOW)  # after a restart
    assert again.answered_by(ADA, None) == second
    assert again.answered_by(ADA, CITY_MESSAGE) == first
    again.settle(ADA.chat, second)
    assert again.answered_by(ADA, None) == first
    again.ask(ADA, CITY_MESSAGE + 2, first)  # asked once more; a reply to either message will do
    assert again.answered_by(ADA, CITY_MESSAGE) == again.answered_by(ADA, CITY_MESSAGE + 2) == first
    assert again.close(ADA, CITY_MESSAGE + 2)
    assert again.answered_by(ADA, CITY_MESSAGE) == first
    again.settle(ADA.chat, first)
    assert stored(database) == 0


def test_of_drafts_the_newest_stay(subscriptions: Subscriptions) -> None:
    ids = [subscriptions.draft(ADA, SubscriptionKind.DIGEST, "en", 0).id for _ in range(MOST_DRAFTS + 2)]
    assert [id for id in ids if subscriptions.find(id)] == ids[2:]


@pytest.mark.parametrize(
    "text",
    ["what did Varga say about homes", "Who spoke on Monday", "has she changed her mind", "What's new in housing"],
)
def test_a_question_without_its_mark_is_no_answer(text: str) -> None:
    assert not Prompt(1, "zone").may_be_answered_by(text)
    assert not Prompt(1, "subject").may_be_answered_by(text)
    assert Prompt(1, "subject").may_be_answered_by("Who, what and where")
