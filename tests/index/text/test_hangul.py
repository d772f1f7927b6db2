"""Korean words are found whatever particles cling to them."""

from __future__ import annotations

import pytest

from index.text.hangul import in_pairs, without_particles
from index.text.terms import content_stems, stem


@pytest.mark.parametrize("form", ["부두를", "부두에서는", "부두까지도", "부두는", "부두"])
def test_particles_are_no_part_of_a_word(form: str) -> None:
    assert without_particles(form) == "부두"
    assert stem(form) == "부두"


def test_two_syllables_stay() -> None:
    assert [without_particles(word) for word in ("국가", "효과가", "나라")] == ["국가", "효과", "나라"]


def test_only_korean_words_are_put_into_pairs() -> None:
    assert in_pairs("The 고속도로 of Dunmere, 부두!") == "The 고속 속도 도로 of Dunmere, 부두!"


def test_a_topic_of_two_languages_has_the_stems_of_both() -> None:
    assert content_stems("harbours, 고속도로의 통행료") == [stem("harbours"), "고속", "통행료"]
