"""`onrecord eval questions`: answers to questions as people write them, against gold."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from index import Index
from index.errors import OnRecordError
from index.measure.gold_questions import HALVES, GoldQuestion, half_of, read_questions
from index.measure.questions import Asked, QuestionCounts, evaluate_questions, grade
from index.model import Answer, Article, Person, Question, Quote, Verdict

TEXT = "Elin Varga said on Monday that “the harbour stays open”. Ilo Tamm called that a mistake."
RECORD: Mapping[str, Any] = {
    "id": "q1", "kind": "said-plain", "question": "What did Varga say about the harbour?", "corpus": "news",
    "gold_contains": ["harbour stays"], "speaker": "Varga", "answerable": True, "since": None, "until": None,
    "prev": None, "today": "2031-06-01", "named": True,
}  # fmt: skip


def gold(folder: Path, *changes: Mapping[str, Any]) -> list[GoldQuestion]:
    folder.mkdir(exist_ok=True)
    lines = (json.dumps({**RECORD, **change}) for change in changes)
    (folder / "asked.jsonl").write_text("\n".join(lines), encoding="utf-8")
    return read_questions(folder)


def quote(words: str, speaker: str | None, day: str = "2031-05-05") -> Quote:
    published = datetime.fromisoformat(day).replace(tzinfo=UTC)
    article = Article(1, TEXT, None, None, None, published, None, "public")
    start = TEXT.index(words)
    return Quote(article, start, start + len(words), Person(speaker) if speaker else None)


def graded(question: GoldQuestion, *quotes: Quote, verdict: Verdict | None = None) -> QuestionCounts:
    counts = QuestionCounts()
    grade(counts, Asked(question, Answer(Question(question.text), quotes, verdict=verdict), 1.0))
    return counts


RIGHT, OTHER = quote("the harbour stays open", "Elin Varga"), quote("called that a mistake", "Ilo Tamm")


def test_a_quote_is_right_by_its_words_and_its_speaker(tmp_path: Path) -> None:
    (question,) = gold(tmp_path, {})
    counts = graded(question, OTHER, RIGHT)
    assert (counts.asked, counts.first, counts.among_five) == (1, 0, 1)
    assert (counts.named, counts.others) == (2, 1)
    misnamed = graded(question, replace(RIGHT, speaker=Person("Ilo Tamm")))
    assert (misnamed.among_five, misnamed.others) == (0, 1)
    assert graded(question).refused == 1


def test_a_day_later_is_the_same_evening(tmp_path: Path) -> None:
    (question,) = gold(tmp_path, {"since": "2031-05-04", "until": "2031-05-04"})
    assert graded(question, RIGHT).first == 1
    assert graded(question, quote("the harbour stays open", "Elin Varga", "2031-05-06")).first == 0


def test_the_unanswerable_is_right_in_silence(tmp_path: Path) -> None:
    (question,) = gold(tmp_path, {"answerable": False})
    assert (graded(question).silent, graded(question, OTHER).silent) == (1, 0)
    assert graded(question, OTHER).others == 0


def test_where_silence_fits_it_is_no_refusal(tmp_path: Path) -> None:
    (question,) = gold(tmp_path, {"refusal_ok": True})
    counts = graded(question)
    assert (counts.first, counts.refused) == (1, 0)


def test_both_sides_are_wanted_and_a_verdict(tmp_path: Path) -> None:
    sides = [{"gold": ["harbour stays"], "speaker": "Varga"}, {"gold": ["mistake"], "speaker": "Tamm"}]
    (question,) = gold(tmp_path, {"sides": sides, "verdict": "exact"})
    assert (graded(question, RIGHT).full, graded(question, RIGHT, OTHER).full) == (0, 1)
    counts = graded(question, RIGHT, verdict=Verdict.EXACT)
    assert (counts.checked, counts.judged) == (1, 1)


def test_a_chain_stays_in_one_half(tmp_path: Path) -> None:
    chains = [
        {"id": f"{chain}.{number}", "question": f"{chain}{number}", "prev": f"{chain}.{number - 1}" if number else None}
        for chain in "abcdefgh"
        for number in range(3)
    ]
    questions = gold(tmp_path, *chains)
    halves = {question.id[0]: question.half for question in questions}
    assert all(question.half == halves[question.id[0]] == half_of(f"{question.id[0]}0") for question in questions)
    assert set(halves.values()) == set(HALVES)


def test_questions_are_asked_on_their_day_and_in_their_chain(tmp_path: Path) -> None:
    (tmp_path / "said").mkdir()
    record = {"url": "x:1", "text": TEXT, "published": "2031-05-05T10:00:00+00:00"}
    (tmp_path / "said" / "articles.jsonl").write_text(json.dumps(record), encoding="utf-8")
    gold(
        tmp_path / "questions",
        {"question": "What did Elin Varga say about the harbour last month?"},
        {"id": "q2", "prev": "q1", "question": "and about cheese?", "answerable": False},
    )
    for _ in range(2):  # built, and kept
        table = evaluate_questions(tmp_path / "questions", tmp_path / "kept", Index.open, mistakes=True)
        assert "news all" in table
        assert sum(line.startswith("all ") for line in table.splitlines()) == len(HALVES)
    half = half_of("What did Elin Varga say about the harbour last month?")
    lines = table.split("held ")[HALVES.index(half)].splitlines()
    assert next(line for line in lines if line.startswith("all ")).split()[:4] == ["all", "1", "1.00", "1.00"]


def test_questions_without_articles_are_told(tmp_path: Path) -> None:
    gold(tmp_path / "questions", {})
    with pytest.raises(OnRecordError, match="the articles of the questions on news are not at"):
        evaluate_questions(tmp_path / "questions", None, Index.open)
    gold(tmp_path / "questions", {"corpus": "novels"})
    with pytest.raises(OnRecordError, match="no articles are known"):
        evaluate_questions(tmp_path / "questions", None, Index.open)
    (tmp_path / "questions" / "asked.jsonl").write_text(
        '{"id": "x", "corpus": "y", "kind": "k", "question": "?", "prev": null}'
    )
    with pytest.raises(OnRecordError, match="lacks 'today'"):
        read_questions(tmp_path / "questions")
