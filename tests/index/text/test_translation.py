"""Topics in the other language, by the list of words and by their sounds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import pytest

from index.text.terms import stem
from index.text.translation import _entries, english_terms, is_thing, translated


def spelt(hangul: str) -> Sequence[str]:
    return {"린데순": ("Lindesund",), "에스트마르": ("Estmar",)}.get(hangul, ())


def text_of(topic: str, used: Sequence[str] = ()) -> str | None:
    translation = translated(topic, lambda word: word in used if used else True, spelt)
    return translation.text if translation is not None else None


@pytest.mark.parametrize(
    ("topic", "english"),
    [
        ("기후변화", "climate change"),
        ("파리 협정", "Paris Agreement"),  # one term, written apart
        ("공공주택", "public housing"),  # two terms, written as one
        ("무너져 가는 공공주택", "public housing"),
        ("지휘하느냐", "command"),
        ("린데순의 항구 봉쇄", "Lindesund port blockade"),
        ("에스트마르와 관세", "Estmar tariff"),
        ("ISIS 모집 영상", "ISIS recruitment video"),
        ("고등연구계획국(ARPA-H) 예산", "고등연구계획국 ARPA budget"),
        ("뱃고동새", None),
        ("린데순", "Lindesund"),
    ],
)
def test_korean_topics_in_english(topic: str, english: str | None) -> None:
    assert text_of(topic) == english


@pytest.mark.parametrize(
    ("topic", "korean"),
    [
        ("climate change", "기후변화"),
        ("the harbour in Norvale", "항만 norvale"),
        ("nuclear weapons", "핵무기"),
        ("bagpipes", None),
    ],
)
def test_english_topics_in_korean(topic: str, korean: str | None) -> None:
    assert text_of(topic) == korean


def test_a_text_is_no_topic() -> None:
    assert text_of("기후변화 " * 12) == "climate change"
    assert text_of("기후변화 " * 30) is None


def test_a_term_that_articles_use_goes_before_the_usual_one_and_the_others_may_stand_for_it() -> None:
    translation = translated("수감자", lambda word: word == "detainee", spelt)
    assert translation is not None
    assert translation.text == "detainee"
    assert dict(translation.also) == {stem("detainee"): frozenset({stem("prisoner"), stem("inmate")})}


def test_the_list_has_each_korean_term_once_and_no_empty_one() -> None:
    counted = Counter(korean for group, _ in _entries() for korean in group)
    assert [korean for korean, times in counted.items() if times > 1] == []
    assert all(term.strip() == term and term for group, english in _entries() for term in (*group, *english))
    assert len(counted) > 1_000


def test_names_of_people_are_told_from_things() -> None:
    assert is_thing("관세")
    assert not is_thing("시진핑")
    assert not is_thing("뱃고동새")
    assert english_terms("관세")[0] == "tariff"
    assert english_terms("뱃고동새") == ()
