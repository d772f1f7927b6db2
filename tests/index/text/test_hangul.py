"""Korean words are found whatever particles cling to them."""

from __future__ import annotations

import pytest

from index.text.hangul import in_pairs, without_particles
from index.text.recurring_topics import Remark, find_recurring_topics
from index.text.terms import content_stems, stem
from index.text.topic_matches import TopicQuery


@pytest.mark.parametrize("form", ["부두를", "부두에서는", "부두까지도", "부두는", "부두"])
def test_particles_are_no_part_of_a_word(form: str) -> None:
    assert without_particles(form) == "부두"
    assert stem(form) == "부두"


def test_two_syllables_stay() -> None:
    assert [without_particles(word) for word in ("국가", "효과가", "나라")] == ["국가", "효과", "나라"]


@pytest.mark.parametrize("form", ["방문한", "방문했다", "방문하면서", "방문해"])
def test_verbs_of_a_noun_are_found_by_the_noun(form: str) -> None:
    assert without_particles(form) == "방문"


def test_the_end_of_a_doctrine_is_no_particle() -> None:
    assert [without_particles(word) for word in ("민주주의를", "사회주의", "광주의")] == [
        "민주주의",
        "사회주의",
        "광주",
    ]


def test_a_topic_stands_within_compounds_and_across_a_space() -> None:
    assert TopicQuery(("철근", "누락")).coverage("철근누락으로 멈췄다") == pytest.approx(0.8)
    assert TopicQuery(("예비선박",)).coverage("예비 선박을 샀다") == pytest.approx(0.8)
    assert TopicQuery(("예비선박",)).coverage("예비로 산 선박") == 0
    assert TopicQuery(("대통",)).coverage("대통령이 왔다") == 0


def test_topics_that_recur_in_korean_are_nouns_without_particles() -> None:
    said = [
        "부두를 다시 연다고 말했다.",
        "부두에 배가 왔다고 말했다.",
        "그는 부두의 값을 말했다.",
        "부두에서 말했다고 했다.",
    ]
    remarks = [Remark(number, number, text) for number, text in enumerate(said)]
    topics = find_recurring_topics(remarks, frozenset(), 5, 2, lambda topic: True)
    assert [topic.name for topic in topics] == ["부두"]


def test_only_korean_words_are_put_into_pairs() -> None:
    assert in_pairs("The 고속도로 of Dunmere, 부두!") == "The 고속 속도 도로 of Dunmere, 부두!"


def test_a_topic_of_two_languages_has_the_stems_of_both() -> None:
    assert content_stems("harbours, 고속도로의 통행료") == [stem("harbours"), "고속", "통행료"]
