"""Foreign words in Hangul: by their sounds, as the press writes them."""

from __future__ import annotations

import pytest

from index.text.transcription import closest, is_spelt_by_sound, is_transcription


@pytest.mark.parametrize(
    ("latin", "hangul"),
    [
        ("Merkel", "메르켈"),
        ("Zelenskyy", "젤렌스키"),
        ("Stoltenberg", "스톨텐베르그"),
        ("Trudeau", "트뤼도"),
        ("Giammattei", "잠마테이"),
        ("McDonough", "맥도너"),
        ("Calderón", "칼데론"),
        ("Gingrich", "깅리치"),
        ("Bush", "부시"),
        ("Biden", "바이든"),
        ("von der Leyen", "폰데어라이엔"),
        ("Texas", "텍사스"),
        ("Guantánamo", "관타나모"),
        ("insulin", "인슐린"),
        ("methanol", "메탄올"),
        ("Varga", "바르가"),
        ("Okonkwo", "오콩쿼"),
        ("Lindesund", "린데순"),
    ],
)
def test_a_word_is_written_as_it_sounds(latin: str, hangul: str) -> None:
    assert is_transcription(latin, hangul)


@pytest.mark.parametrize(
    ("latin", "hangul"),
    [
        ("Merkel", "마르쿠스"),
        ("Biden", "보든테"),
        ("Markell", "메르시에"),
        ("harbour", "메르켈"),
        ("Kim", "박"),
        ("Varga", "varga"),
        ("", "바르가"),
    ],
)
def test_other_words_are_not(latin: str, hangul: str) -> None:
    assert not is_transcription(latin, hangul)


def test_the_most_usual_spelling_is_the_one_that_is_meant() -> None:
    assert closest(["markell", "merkel", "miracle"], "메르켈") == ["merkel"]
    assert closest(["saxe", "psaki", "zeke"], "사키") == ["psaki"]
    assert closest(["harbour", "ferry"], "사키") == []


def test_only_a_few_syllables_may_be_a_foreign_word() -> None:
    assert is_spelt_by_sound("바르가")
    assert not any(map(is_spelt_by_sound, ("", "빌", "Varga", "바르가 엘린", "가" * 9)))
    assert closest(["bill"], "빌") == []


def test_it_is_fast_whatever_the_word() -> None:
    assert closest(["eiao" * 200, "a" * 2000], "아이오우아에이") == []
