"""What was asked outlives the process; what left the library is gone from it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from bot.answers.answer_json import from_json, to_json
from bot.answers.history import AskedMessage, History
from bot.chats.database import Database
from bot.chats.place import Place
from index import Index
from index.errors import StoreError
from index.model import Answer, Ask, Part, Person, Question, Verdict
from index.silence import Reason, Silence
from tests.bot.briefings import briefings_library

Opener = Callable[[], History]
HERE = Place(chat=10, thread=0, person=7)
QUESTION = "What did Ada Brandt say about homes?"


@pytest.fixture
def opened(tmp_path: Path, index: Index, server: str | None) -> Iterator[Opener]:
    """Opens the history, as each process does."""
    made: list[Database] = []

    def make() -> History:
        made.append(Database(tmp_path / "bot.sqlite", server=server))
        return History(made[-1], index.store)

    yield make
    for each in made:
        each.close()


def test_an_answer_comes_back_the_same_after_a_restart(opened: Opener, index: Index) -> None:
    answer = index.ask(QUESTION, limit=12)
    assert answer.quotes
    id = opened().add(HERE, answer)
    found = opened().find(id)
    assert found is not None
    assert [(q.article, q.text, q.kind, q.cue) for q in found.answer.quotes] == [
        (q.article, q.text, q.kind, q.cue) for q in answer.quotes
    ]
    assert [q.speaker and q.speaker.name for q in found.answer.quotes] == [
        q.speaker and q.speaker.name for q in answer.quotes
    ]
    assert found.answer.question == answer.question


def test_everything_a_silence_says_is_kept(opened: Opener) -> None:
    question = Question(
        "?", speaker="Brandt", since=date(2031, 1, 2), ask=Ask.CHECK, others=("Quell",), collections=("public",),
        further=(Part("Quell", "homes"), Part("", "the pier", Ask.WHO, "opposed the pier")), is_refused=True,
    )  # fmt: skip
    silence = Answer(
        question, reasons=(Reason(Silence.NOTHING, "Brandt", "homes", True), Reason(Silence.NOBODY, "Quell")),
        people=(Person("Ada Brandt", roles=("Minister",)),),
        topics=("homes",), verdict=Verdict.NEAR,
    )  # fmt: skip
    history = opened()
    found = history.find(history.add(HERE, silence))
    assert found is not None
    assert found.answer == silence


@pytest.mark.parametrize(
    ("silence", "reason", "reasons"),
    [
        ("nobody", "Nobody called Quell is on record.", (Reason(Silence.NOBODY, "Quell", "homes"),)),
        (None, "These words are on record, but as Ada Brandt's, not Quell's.", ()),
        (None, None, ()),
    ],
)
def test_an_answer_that_an_earlier_release_stored_is_shown_all_the_same(
    index: Index, silence: str | None, reason: str | None, reasons: tuple[Reason, ...]
) -> None:
    stored = to_json(Answer(Question("?", "Quell", "homes")))
    del stored["reasons"]
    assert from_json(stored | {"silence": silence, "reason": reason}, index.store).reasons == reasons


def test_a_second_part_that_an_earlier_release_stored_is_read(index: Index) -> None:
    stored = to_json(Answer(Question("?", "Quell", "homes")))
    stored["question"]["further"] = [["Brandt", "the pier"]]
    assert from_json(stored, index.store).question.further == (Part("Brandt", "the pier"),)


def test_what_is_old_is_dropped_with_its_ratings(opened: Opener, index: Index) -> None:
    history, answer = opened(), index.ask(QUESTION)
    now = datetime(2031, 6, 1, tzinfo=UTC)
    old, new = (history.add(HERE, answer, now - timedelta(days=days)) for days in (91, 89))
    for id in (old, new):
        history.rate(id, HERE.person, True)
    assert history.delete_before(now - timedelta(days=90)) == 1
    assert history.find(old) is None
    assert history.find(new) is not None
    assert len(history.ratings()) == 1


def test_a_removed_article_is_gone_from_kept_answers(tmp_path: Path, server: str | None) -> None:
    index = briefings_library(tmp_path / "library", server=server)
    with closing(index), closing(Database(tmp_path / "bot.sqlite", server=server)) as database:
        history = History(database, index.store)
        answer = index.ask("homes", limit=12)
        id = history.add(HERE, answer)
        gone = answer.quotes[0].article.id
        index.remove(gone)
        found = history.find(id)
        assert found is not None
        kept = [q.article.id for q in answer.quotes if q.article.id != gone]
        assert [q.article.id for q in found.answer.quotes] == kept


@pytest.mark.parametrize("other", [Place(11, 0, 7), Place(10, 3, 7), Place(10, 0, 8)])
def test_the_last_question_is_that_of_the_person_in_the_chat_and_topic(
    opened: Opener, index: Index, other: Place
) -> None:
    history = opened()
    mine = history.add(HERE, index.ask(QUESTION))
    history.add(other, index.ask("herring"))
    last = history.last(HERE)
    assert last is not None
    assert last.id == mine


def test_a_message_leads_back_to_its_question(opened: Opener, index: Index) -> None:
    history = opened()
    id = history.add(HERE, index.ask(QUESTION))
    history.set_shown(id, message=99, page=2)
    found = history.shown_in(HERE.chat, 99)
    assert found is not None
    assert (found.id, found.page) == (id, 2)
    assert history.shown_in(11, 99) is None


def test_a_question_leads_to_the_message_that_answers_it_also_when_the_answer_is_made_again(
    opened: Opener, index: Index
) -> None:
    history, answer = opened(), index.ask(QUESTION)
    id = history.add(HERE, answer)
    history.set_shown(id, message=99, asked=AskedMessage(98, 'homes, "please"'))
    history.replace(id, answer)
    history.set_shown(id, page=1)
    assert opened().answer_to(HERE.chat, 98) == (99, 'homes, "please"')
    assert history.answer_to(HERE.chat, 99) is None
    assert history.answer_to(11, 98) is None


def test_what_is_withdrawn_is_gone_with_its_ratings(opened: Opener, index: Index) -> None:
    history = opened()
    first, second = (history.add(HERE, index.ask(QUESTION)) for _ in range(2))
    history.rate(second, HERE.person, useful=True)
    before = history.last(HERE, before=second)
    assert before is not None
    assert before.id == first
    history.withdraw(second)
    assert history.find(second) is None
    assert history.ratings() == []


def test_a_rating_is_taken_back_unless_it_is_another_by_now(opened: Opener, index: Index) -> None:
    history = opened()
    id = history.add(HERE, index.ask(QUESTION))
    history.rate(id, HERE.person, useful=False)
    history.take_rating_back(id, HERE.person, useful=True)
    assert [useful for _, _, useful in history.ratings()] == [False]
    history.take_rating_back(id, HERE.person, useful=False)
    assert history.ratings() == []


def test_ratings_are_kept_with_their_question_and_the_last_one_counts(opened: Opener, index: Index) -> None:
    history = opened()
    id = history.add(HERE, index.ask(QUESTION))
    history.rate(id, HERE.person, useful=True)
    history.rate(id, HERE.person, useful=False)
    [(question, answer, useful)] = history.ratings()
    assert (question.text, bool(answer.quotes), useful) == (QUESTION, True, False)


def test_forgetting_a_person_leaves_the_others(opened: Opener, index: Index) -> None:
    history = opened()
    mine = history.add(HERE, index.ask(QUESTION))
    elsewhere = history.add(Place(99, 0, HERE.person), index.ask(QUESTION))
    theirs = history.add(Place(10, 0, 8), index.ask(QUESTION))
    history.rate(mine, HERE.person, useful=True)
    history.rate(theirs, HERE.person, useful=True)
    assert history.forget(HERE.person) == 2
    assert [history.find(id) is None for id in (mine, elsewhere, theirs)] == [True, True, False]
    assert history.ratings() == []


def test_a_group_that_moves_takes_its_questions_along(opened: Opener, index: Index) -> None:
    history = opened()
    id = history.add(Place(-10, 0, 7), index.ask(QUESTION))
    history.migrate(-10, -100)
    last = history.last(Place(-100, 0, 7))
    assert last is not None
    assert last.id == id


def test_a_file_that_is_none_of_ours_is_named(tmp_path: Path) -> None:
    path = tmp_path / "bot.sqlite"
    path.write_text("a letter to a friend, and quite a long one" * 100)
    with pytest.raises(StoreError, match=r"bot\.sqlite"):
        Database(path)


def test_how_a_near_miss_differs_is_told_from_the_article_and_not_kept(opened: Opener, index: Index) -> None:
    history = opened()
    near = index.ask("Did Brandt say “we will surely build ten thousand homes”?")
    assert near.verdict is Verdict.NEAR
    assert near.difference
    stored = to_json(near)
    assert "difference" not in stored
    found = history.find(history.add(HERE, near))
    assert found is not None
    assert found.answer.difference == near.difference
