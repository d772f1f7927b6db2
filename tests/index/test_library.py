"""Articles in, answers out; the derived indexes follow the store whatever happens to them."""

from __future__ import annotations

import json
import os
import shutil
import signal
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import numpy as np
import pytest
import sqlalchemy as sql
from filelock import FileLock

from index import Answer, Ask, Draft, Index, SourceError, StoreError
from index.embedding.embedder import PACKAGED
from index.errors import SourceProblem
from index.model import Block, BlockKind, Filter, Verdict
from index.search.vector_index import VectorIndex
from index.silence import Reason, Silence
from index.store.store import Store
from index.text.blocks import infer_blocks
from tests.command import Command
from tests.news_articles import DRAFTS, NEWS, QUESTIONS, TRAWLERS

TODAY = date(2031, 6, 1)


def shown(answer: Answer) -> list[tuple[str, str | None]]:
    return [(quote.text, quote.speaker.name if quote.speaker else None) for quote in answer.quotes]


def answers(index: Index) -> list[list[tuple[str, str | None]]]:
    return [shown(index.ask(question, today=TODAY)) for question in QUESTIONS]


# adding


def test_adding_twice_changes_nothing(index: Index) -> None:
    list(index.add(DRAFTS))
    before = (index.store.counts(), index.store.generation, answers(index))
    assert {outcome.status for outcome in index.add(DRAFTS)} == {"unchanged"}
    assert (index.store.counts(), index.store.generation, answers(index)) == before


def test_what_is_no_unicode_text_is_stored_with_marks(index: Index) -> None:
    broken = Draft(
        f"{NEWS.text}\udce9", "\ud800a", "\udcffb", "\udfffc", "\ud801d", language="e\udc00", collection="\udc80"
    )
    (outcome,) = index.add([broken])
    article = index.store.article(outcome.article or 0)
    assert article is not None
    stored = (article.text, article.title, article.url, article.outlet, article.author, article.collection)
    assert stored == (f"{NEWS.text}\ufffd", "\ufffda", "\ufffdb", "\ufffdc", "\ufffdd", "\ufffd")
    assert [again.status for again in index.add([broken])] == ["unchanged"]


def test_the_same_text_under_another_address_is_one_article_with_two_addresses(index: Index) -> None:
    (first,) = index.add([NEWS])
    (second,) = index.add([replace(NEWS, url="https://mirror.example/1")])
    assert (second.status, second.article) == ("address", first.article)
    article = index.store.article(first.article or 0)
    assert article is not None
    assert article.urls == (NEWS.url, "https://mirror.example/1")


def bare(draft: Draft) -> Draft:
    """The same text, of which nothing is known."""
    return replace(draft, title=None, url=None, outlet=None, author=None, published=None, language=None)


def test_the_same_text_fills_what_was_not_known_of_it(index: Index) -> None:
    (first,) = index.add([bare(NEWS)])
    asked = "What did Halvorsen say about the lighthouse?"
    list(index.add([TRAWLERS]))
    before = [quote.text for quote in index.ask(asked, today=TODAY).quotes]
    (second,) = index.add([replace(NEWS, author="Ines Falk")])
    assert (second.status, second.article) == ("address", first.article)
    article = index.store.article(first.article or 0)
    assert article is not None
    known = (article.title, article.outlet, article.author, article.published)
    assert known == (NEWS.title, NEWS.outlet, "Ines Falk", NEWS.published)
    assert NEWS.published is not None
    day = NEWS.published.date()
    assert index.store.columns.matching(Filter(since=day, until=day), index.store.generation) is not None
    assert NEWS.outlet in index.outlets
    assert [quote.text for quote in index.ask(asked, today=TODAY).quotes] == before


def test_a_library_that_learned_later_answers_as_one_that_knew_at_once(index: Index, news_library: Index) -> None:
    list(index.add([bare(draft) for draft in DRAFTS]))
    answers(index)  # with days and outlets read
    list(index.add(DRAFTS))
    assert answers(index) == answers(news_library)
    assert index.outlets == news_library.outlets
    assert index.store.counts() == news_library.store.counts()


def test_what_is_known_of_an_article_is_never_changed(index: Index) -> None:
    (first,) = index.add([replace(NEWS, author="Ines Falk")])
    list(index.add([replace(NEWS, title="Another", author="Another", published=datetime(2001, 1, 1, tzinfo=UTC))]))
    article = index.store.article(first.article or 0)
    assert article is not None
    assert (article.title, article.author, article.published) == (NEWS.title, "Ines Falk", NEWS.published)


def test_a_copy_of_another_outlet_tells_neither_day_nor_author(index: Index) -> None:
    (first,) = index.add([replace(bare(NEWS), outlet="The Quay")])
    list(index.add([replace(NEWS, outlet="The Harbour Post")]))
    article = index.store.article(first.article or 0)
    assert article is not None
    assert (article.outlet, article.published, article.author) == ("The Quay", None, None)


def test_the_same_text_twice_in_one_batch_fills_what_the_first_lacks(index: Index) -> None:
    outcomes = list(index.add([bare(NEWS), NEWS]))
    article = index.store.article(outcomes[0].article or 0)
    assert article is not None
    assert (article.outlet, article.published) == (NEWS.outlet, NEWS.published)


def test_what_fails_alone_is_told_in_its_place_and_the_rest_goes_on(index: Index) -> None:
    found = list(index.add([NEWS, SourceError("b.pdf", SourceProblem.DAMAGED_GZIP), Draft(" \n"), TRAWLERS]))
    told = {outcome.source: (outcome.status, outcome.reason) for outcome in found}
    assert told[NEWS.url or ""] == ("added", None)
    assert told[TRAWLERS.url or ""] == ("added", None)
    assert told["b.pdf"] == ("refused", "is a damaged gzip file")
    assert told["an article"] == ("refused", "holds no article text")


def test_articles_are_safe_when_whoever_adds_stops_halfway(index: Index, data: Path) -> None:
    adding = index.add([NEWS, *(replace(TRAWLERS, text=f"{TRAWLERS.text} {n}") for n in range(60))])
    next(adding)
    adding.close()  # type: ignore[attr-defined]
    again = Index.open(data)
    assert len(again.passage_index) == len(again.vectors) == again.store.counts()["passage"] > 0
    again.close()


# removing


def test_a_removed_article_is_in_no_answer_any_more(index: Index) -> None:
    list(index.add(DRAFTS))
    for row in index.store.listing():
        assert index.remove(row.id)
        for question in QUESTIONS:
            assert row.id not in {quote.article.id for quote in index.ask(question).quotes}
    assert index.ask(QUESTIONS[0]).silence is Silence.EMPTY


def test_a_removal_shows_at_once_in_another_library_on_the_same_folder(index: Index, data: Path) -> None:
    (news, _) = index.add([NEWS, TRAWLERS])
    other = Index.open(data)
    assert other.ask("What did Halvorsen say about lighthouses?").answered
    index.remove(news.article or 0)
    assert not other.ask("What did Halvorsen say about lighthouses?").answered
    assert other.ask("What did Okonkwo say about diesel?").answered
    other.close()


def test_an_addition_shows_at_once_in_another_library_on_the_same_folder(index: Index, data: Path) -> None:
    list(index.add([NEWS]))
    other = Index.open(data)
    list(index.add([TRAWLERS]))
    assert shown(other.ask("What did Okonkwo say about diesel?")) == shown(
        index.ask("What did Okonkwo say about diesel?")
    )
    other.close()


def test_removing_what_is_not_there_says_so(index: Index) -> None:
    assert not index.remove(1)


# reading again


def test_reading_again_doubles_nothing(index: Index) -> None:
    list(index.add(DRAFTS))
    counts = index.store.counts()
    before = [person.name for person, _ in index.store.speakers()]
    assert index.reread() == len(DRAFTS)
    assert sorted(person.name for person, _ in index.store.speakers()) == sorted(before)
    for kind in ("article", "passage", "statement"):
        assert index.store.counts()[kind] == counts[kind]
    assert len(index.passage_index) == len(index.vectors) == counts["passage"]


def test_blocks_are_kept_that_lines_alone_do_not_tell(index: Index) -> None:
    text = "What they said\n\nThe council met on Monday, and nobody spoke of the lighthouse."
    marked = (Block(0, 14, BlockKind.LIST_ITEM), Block(16, len(text), BlockKind.PARAGRAPH))
    plain = text + " It was late."
    outcomes = index.add([Draft(text, blocks=marked), Draft(plain, blocks=infer_blocks(plain))])
    first, second = [outcome.article or 0 for outcome in outcomes]
    assert index.store.blocks([first, second]) == {first: marked}
    index.reread()
    assert index.store.blocks([first, second]) == {first: marked}


# derived indexes


def _garbage(folder: Path) -> None:
    for path in folder.rglob("*"):
        if path.is_file():
            path.write_bytes(os.urandom(max(50, path.stat().st_size)))


def _truncated(folder: Path) -> None:
    for path in folder.rglob("*"):
        if path.is_file():
            os.truncate(path, path.stat().st_size // 2)


def _a_file(folder: Path) -> None:
    shutil.rmtree(folder)
    folder.write_text("what is this?", encoding="utf-8")


@pytest.fixture
def news_copy(news_folder: Path, data: Path) -> Path:
    """A data folder with the invented news, to be damaged."""
    shutil.copytree(news_folder, data, symlinks=True, dirs_exist_ok=True, ignore=shutil.ignore_patterns("model"))
    return data


@pytest.mark.parametrize("damage", [shutil.rmtree, _truncated, _garbage, _a_file])
def test_derived_indexes_are_made_again_with_the_same_answers(
    news_copy: Path, news_library: Index, damage: Callable[[Path], None]
) -> None:
    for folder in ("vectors", "words", "spoken"):
        damage(news_copy / folder)
    index = Index.open(news_copy)
    assert len(index.vectors) == len(index.passage_index) == index.store.counts()["passage"]
    assert answers(index) == answers(news_library)
    index.close()
    again = Index.open(news_copy)
    assert answers(again) == answers(news_library)
    again.close()


def test_vectors_of_another_model_are_made_again(news_copy: Path, news_library: Index) -> None:
    about = json.loads((news_copy / "vectors" / "vectors.json").read_text(encoding="utf-8"))
    about["fingerprint"] = "another model"
    (news_copy / "vectors" / "vectors.json").write_text(json.dumps(about), encoding="utf-8")
    index = Index.open(news_copy)
    assert len(index.vectors) == index.store.counts()["passage"]
    assert answers(index) == answers(news_library)
    index.close()
    held = json.loads((news_copy / "vectors" / "vectors.json").read_text(encoding="utf-8"))
    assert held["fingerprint"] == news_library.embedder.fingerprint


@pytest.mark.parametrize("folder", ["vectors", "words", "spoken"])
def test_a_derived_index_from_before_a_change_is_caught_up(news_copy: Path, tmp_path: Path, folder: str) -> None:
    shutil.copytree(news_copy / folder, tmp_path / "old")
    index = Index.open(news_copy)
    index.remove(1)
    list(index.add([Draft("“The ferry stays,” Sigrun Halvorsen said of the ferry to Kivik.")]))
    expected = answers(index)
    index.close()
    shutil.rmtree(news_copy / folder)
    shutil.move(tmp_path / "old", news_copy / folder)
    again = Index.open(news_copy)
    assert len(again.vectors) == len(again.passage_index) == again.store.counts()["passage"]
    assert answers(again) == expected
    again.close()


def test_derived_indexes_without_their_store_say_nothing(news_copy: Path) -> None:
    for path in news_copy.glob("onrecord.db*"):
        path.unlink()
    index = Index.open(news_copy)
    assert len(index.vectors) == len(index.passage_index) == 0
    assert index.ask(QUESTIONS[0]).silence is Silence.EMPTY
    index.close()


def test_a_store_that_is_none_stops_the_library_with_one_sentence(data: Path) -> None:
    (data / "onrecord.db").write_bytes(b"no database " * 100)
    with pytest.raises(StoreError, match=r"onrecord\.db can't be opened"):
        Index.open(data)


def test_while_another_process_adds_nobody_who_asks_does_its_work(index: Index, data: Path) -> None:
    list(index.add([NEWS]))
    with FileLock(str(data / "adding.lock")):
        index.store.add([(TRAWLERS, [(0, len(TRAWLERS.text))], ())])  # its indexes are theirs to keep up
        assert index.ask("What did Halvorsen say about lighthouses?").answered
        assert len(index.vectors) < index.store.counts()["passage"]
    index.ask("What did Halvorsen say about lighthouses?")  # killed, as it left them behind
    assert len(index.vectors) == len(index.passage_index) == index.store.counts()["passage"]


def test_what_was_embedded_when_a_rebuild_was_killed_is_not_embedded_again(
    news_copy: Path, news_library: Index
) -> None:
    shutil.rmtree(news_copy / "vectors")
    half = VectorIndex(news_copy / "vectors", news_library.embedder.width, news_library.embedder.fingerprint)
    half.add(np.array([1, 2]), news_library.vectors.get(np.array([2, 1])))  # exchanged, to be told from new ones
    half.save(0, news_library.store.origin)
    index = Index.open(news_copy)
    assert len(index.vectors) == index.store.counts()["passage"]
    assert index.vectors.get(np.array([1])).tolist() == news_library.vectors.get(np.array([2])).tolist()
    index.close()


# killing


def _many(folder: Path, count: int) -> Path:
    folder.mkdir()
    for n in range(count):
        text = f"“Ship {n} has left the harbour,” Sigrun Halvorsen said. Bram Okonkwo said that ship {n} was late.\n\n"
        (folder / f"{n:03}.md").write_text(f"---\ntitle: Ship {n}\n---\n{text}", encoding="utf-8")
    return folder


@pytest.mark.parametrize("enough", [0, 1, 25])
def test_a_killed_add_leaves_every_article_wholly_in_or_wholly_out(
    data: Path, tmp_path: Path, command: Command, enough: int
) -> None:
    news = _many(tmp_path / "news", 90)
    adding = command.start("--data", data, "add", news)
    deadline = time.monotonic() + 60
    while adding.poll() is None and time.monotonic() < deadline:
        if (data / "onrecord.db").exists() and _stored(data) >= enough:
            break
        time.sleep(0.02)
    adding.send_signal(signal.SIGKILL)
    assert adding.wait(20) == -signal.SIGKILL

    index = Index.open(data)
    rows = index.store.listing()
    assert len(index.vectors) == len(index.passage_index) == index.store.counts()["passage"]
    for row in rows:
        assert index.store.passages_of([row.id])
        assert len(index.store.statements([row.id])[row.id]) >= 2
        assert index.statement_index.touching([one.id for one in index.store.passages_of([row.id])])
    index.close()

    command("--data", data, "add", news)
    index = Index.open(data)
    assert index.store.counts()["article"] == 90
    assert len(index.vectors) == len(index.passage_index) == index.store.counts()["passage"]
    assert index.ask("What did Halvorsen say about ship 89?").answered
    index.close()


def _stored(data: Path) -> int:
    try:
        store = Store(data / "onrecord.db")
    except StoreError:
        return 0
    count = store.counts()["article"]
    store.close()
    return count


# answers


def test_an_empty_library_says_so(index: Index) -> None:
    answer = index.ask("What did Halvorsen say about lighthouses?")
    assert (answer.silence, answer.quotes) == (Silence.EMPTY, ())


@pytest.mark.parametrize(
    ("question", "silence"),
    [
        ("What did Halvorsen say about whales?", Silence.NOTHING),
        ("What did Okonkwo say about the Olympics?", Silence.NOTHING),
        ("What did Halvorsen say about lighthouses since May 2031?", Silence.NOTHING),
        ("What did Wigglesworth say about lighthouses?", Silence.NOBODY),
        ("did Okonkwo say “whales are larger than lighthouses”?", Silence.NOT_SAID),
        ("?", Silence.NO_QUESTION),
        ("quantum chromodynamics of gluons", Silence.NO_TOPIC),
    ],
)
def test_what_is_not_on_record_is_not_answered_and_the_reason_told(
    news_library: Index, question: str, silence: Silence
) -> None:
    answer = news_library.ask(question, today=TODAY)
    assert answer.silence is silence
    assert not answer.quotes
    assert answer.reason
    assert "\n" not in answer.reason


def test_silence_names_who_is_on_record(news_library: Index) -> None:
    answer = news_library.ask("What did Halvorhausen say about lighthouses?")
    assert answer.silence is Silence.NOBODY
    assert answer.people[0].name == "Sigrun Halvorsen"


@pytest.mark.parametrize(
    ("text", "silence"),
    [
        ("hello", Silence.HELLO),
        ("thank you!", Silence.THANKS),
        ("help", Silence.HELP),
        ("how many articles do you have?", Silence.LIBRARY),
    ],
)
def test_talk_gets_a_line_and_whom_to_ask_about(news_library: Index, text: str, silence: Silence) -> None:
    answer = news_library.ask(text)
    assert (answer.silence, answer.quotes) == (silence, ())
    assert answer.people
    names = {word for person in answer.people for word in person.name.split()}
    assert not names & set(answer.topics)


def test_the_extent_of_the_library_is_told(news_library: Index) -> None:
    (reason,) = news_library.ask("what is in here?").reasons
    assert reason.articles == news_library.store.counts()["article"]
    assert str(reason).startswith(f"There are {reason.articles} articles here")


def test_what_is_newest_is_everybodys_newest_words(news_library: Index) -> None:
    quotes = news_library.ask("what's new?").quotes
    speakers = [quote.speaker.id for quote in quotes if quote.speaker]
    assert len(speakers) == len(quotes) > 1
    assert len(set(speakers[:2])) == 2


def test_two_questions_are_answered_by_turns(news_library: Index) -> None:
    both = news_library.ask("What did Halvorsen say about lighthouses, and what did Okonkwo say about lighthouses?")
    names = [quote.speaker.name.split()[-1] for quote in both.quotes if quote.speaker]
    assert names[:2] == ["Halvorsen", "Okonkwo"]


def test_silence_about_what_is_newest(news_library: Index) -> None:
    assert news_library.ask("what's new in 1999?").silence is Silence.NOTHING_NEW


@pytest.mark.parametrize("question", ["What did Okonkwo say about lighthouses?", "Okonkwo: lighthouses"])
def test_a_speaker_is_answered_with_their_own_words_only(news_library: Index, question: str) -> None:
    found = news_library.ask(question).quotes
    assert found
    assert {quote.speaker.name for quote in found if quote.speaker} == {"Bram Okonkwo"}
    assert all(quote.speaker for quote in found)


@contextmanager
def watched(index: Index) -> Iterator[list[str]]:
    """What the database is asked while this is entered, in SQL."""
    asked: list[str] = []
    held: list[sqlite3.Connection] = []

    def watch(connection: sqlite3.Connection, *_: object) -> None:
        held.append(connection)
        connection.set_trace_callback(asked.append)

    sql.event.listen(index.store.engine, "checkout", watch)
    yield asked
    sql.event.remove(index.store.engine, "checkout", watch)
    for connection in held:
        connection.set_trace_callback(None)


@pytest.mark.parametrize("question", ["What did Okonkwo say about lighthouses?", "Who talked about lighthouses?"])
def test_a_question_reads_the_store_a_few_times_and_looks_once_whether_it_changed(
    news_library: Index, question: str
) -> None:
    """Each reading may wait for threads that compute."""
    assert news_library.directory  # read once for all questions
    with watched(news_library) as asked:
        assert news_library.ask(question, today=TODAY).quotes
    assert sum("FROM change" in one for one in asked) == 1
    assert len(asked) <= 12


def test_direct_words_come_before_reported_ones(news_library: Index) -> None:
    assert news_library.ask("What did Okonkwo say about lighthouses?").quotes[0].kind == "direct"


def test_questions_in_a_press_conference_are_nobodys_answer(news_library: Index) -> None:
    for quote in news_library.ask("What did Halvorsen say about the lighthouses?", limit=50).quotes:
        assert "who pays" not in quote.text


@pytest.mark.parametrize(
    ("question", "urls"),
    [
        ("What did Okonkwo say in March 2031?", {NEWS.url}),
        ("What did Okonkwo say since April 2031?", {TRAWLERS.url}),
        ("What did Okonkwo say in 2030?", set()),
    ],
)
def test_only_the_asked_time_is_answered_from(news_library: Index, question: str, urls: set[str | None]) -> None:
    assert {quote.article.url for quote in news_library.ask(question, today=TODAY).quotes} == urls


def test_only_the_allowed_collections_are_answered_from(news_library: Index) -> None:
    question = "What did Adeyemi say about schools?"
    assert news_library.ask(question, collections=("members",)).answered
    assert not news_library.ask(question, collections=("public",)).answered
    assert not news_library.ask(question, collections=()).answered


def test_silence_gives_away_nothing_of_other_collections(news_library: Index) -> None:
    answer = news_library.ask("What did Halvorsen say about whales?", collections=("public",))
    assert not {"Femi Adeyemi"} & {person.name for person in answer.people}


def test_never_more_quotes_than_asked_for(news_library: Index) -> None:
    for question in QUESTIONS:
        if not question.startswith("who"):
            assert len(news_library.ask(question, limit=1).quotes) <= 1


def test_a_timeline_goes_forward_in_time(news_library: Index) -> None:
    answer = news_library.ask("what has changed in what Halvorsen says about the lighthouses?")
    moments = [quote.article.published or datetime.max.replace(tzinfo=UTC) for quote in answer.quotes]
    assert answer.question.ask is Ask.TIMELINE
    assert moments == sorted(moments)
    assert len(moments) == 2


def test_two_speakers_stand_side_by_side(news_library: Index) -> None:
    answer = news_library.ask("Halvorsen vs Okonkwo on lighthouses")
    assert [quote.speaker.name for quote in answer.quotes[:2] if quote.speaker] == ["Sigrun Halvorsen", "Bram Okonkwo"]


@pytest.mark.parametrize(
    ("words", "verdict"),
    [
        ("lighthouses don't catch fish", Verdict.EXACT),
        ("Lighthouses don’t catch fish!", Verdict.EXACT),
        ("lighthouses don't catch any fish", Verdict.NEAR),
        ("lighthouses are made of cheese", None),
    ],
)
def test_a_quotation_is_checked(news_library: Index, words: str, verdict: Verdict | None) -> None:
    assert news_library.ask(f"did Okonkwo say “{words}”?").verdict is verdict


def test_words_of_somebody_else_are_given_back_to_them(news_library: Index) -> None:
    answer = news_library.ask("did Halvorsen say “lighthouses don't catch fish”?")
    assert answer.reasons == (Reason(Silence.OTHERS_WORDS, "Halvorsen", owner="Bram Okonkwo"),)
    assert answer.reason
    assert "Bram Okonkwo" in answer.reason


def test_the_library_opens_with_the_packaged_model_by_default(news_library: Index, news_folder: Path) -> None:
    assert (
        json.loads(next((news_folder / "model").rglob("export.json")).read_text(encoding="utf-8"))["model"] == PACKAGED
    )


def test_a_data_folder_that_cannot_be_made_is_told_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder", encoding="utf-8")
    with pytest.raises(StoreError, match="can't be made"):
        Index.open(tmp_path / "file" / "data")
