"""Korean articles and questions are measured against labels that hold none of their text."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from index.errors import OnRecordError
from index.extract.documents import from_bytes
from index.library import Index
from index.measure.korean import (
    ARTICLES,
    QUESTIONS,
    Counts,
    address_hash,
    count_statements,
    evaluate_korean,
    is_right,
    is_same,
    located,
)
from index.measure.voices import LabelledText
from index.model import Article, Draft, Person, Quote

TEXT = (
    "한다솔 노르베일 시장은 3일 시청에서 “부두를 새로 짓겠다”고 말했다.\n\n"
    "서민우 의원은 “돈이 없다”고 했다. 서 의원은 부두가 너무 낡았다고 주장했다."
)


def label(words: str, kind: str, speaker: str) -> dict[str, Any]:
    return {**place(words), "kind": kind, "speakers": [{"in": "text", **place(speaker)}]}


def place(words: str) -> dict[str, Any]:
    text = LabelledText(TEXT)
    at = TEXT.index(words)
    numbers = sorted(text.numbers(at, at + len(words)))
    start, end = numbers[0], numbers[-1] + 1
    return {"start": start, "end": end, "hash": text.hash(start, end)}


def draft(text: str = TEXT) -> Draft:
    return from_bytes(text.encode(), "article", ".txt")


def counted(*labels: dict[str, Any], text: str = TEXT) -> Counts:
    counts = Counts()
    count_statements(counts, draft(text), {"stretches": labels})
    return counts


def test_a_quotation_and_words_without_marks_count_as_found_and_as_named_rightly() -> None:
    counts = counted(
        label("부두를 새로 짓겠다", "direct", "한다솔"),
        label("돈이 없다", "direct", "서민우"),
        label("부두가 너무 낡았다", "indirect", "서민우"),
    )
    assert (counts.direct, counts.found, counts.named, counts.wrong) == (2, 2, 2, 0)
    assert (counts.indirect_found, counts.indirect_right, counts.indirect_wrong) == (1, 1, 0)


def test_a_quotation_given_to_somebody_else_is_counted_and_listed() -> None:
    counts = counted(label("돈이 없다", "direct", "한다솔"))
    assert (counts.given, counts.wrong) == (1, 1)
    assert "given to 서민우" in counts.mistakes[0]


def test_a_stretch_is_found_again_where_a_line_before_it_was_removed() -> None:
    text = LabelledText(TEXT.split("\n\n")[1])
    numbers = located(text, place("돈이 없다"))
    assert numbers is not None
    assert text.words(numbers.start, numbers.stop) == "돈이 없다"


def test_a_quote_is_right_by_its_words_and_its_speaker() -> None:
    article = Article(1, TEXT, "부두", None, None, None, "ko", "", ("http://norvale.example/1",))
    gold = [
        {
            "article": address_hash(article.urls[0]),
            "stretches": [place("부두를 새로 짓겠다")],
            "speaker": {"in": "text", **place("한다솔")},
        }
    ]
    start = TEXT.index("“부두")

    def quote(name: str) -> Quote:
        return Quote(article, start, start + 12, speaker=Person(name))

    assert is_right(quote("한다솔"), gold)
    assert not is_right(quote("서민우"), gold)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("권익위", "국민권익위원회", True),
        ("자비에 한", "한", True),
        ("한다솔", "서다솔", False),
        ("", "한다솔", False),
    ],
)
def test_forms_of_a_name(one: str, other: str, same: bool) -> None:
    assert is_same(one, other) is same


def test_the_labels_hold_no_text() -> None:
    assert not re.search("[가-힣]", ARTICLES.read_text(encoding="utf-8"))
    records = [json.loads(line) for line in QUESTIONS.read_text(encoding="utf-8").splitlines()]
    assert {half: sum(r["half"] == half for r in records) for half in ("fit", "held")} == {"fit": 20, "held": 20}


def test_a_folder_in_place_of_a_file_of_articles_is_refused_in_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(OnRecordError, match="can't be read; name a file of articles, one JSON object a line"):
        evaluate_korean(tmp_path, None, Index.open)
