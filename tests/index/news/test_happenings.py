"""Beginnings of reports that say who acts and what was done, and of other texts."""

from __future__ import annotations

import pytest

from index.model import Article
from index.news.happenings import names_institution, tells_act
from index.news.importance import Prominence, importance


def article_of(text: str) -> Article:
    return Article(1, text, "Ferry and island", "The Courier", None, None, "en", "public")


@pytest.mark.parametrize(
    ("text", "institution", "act"),
    [
        ("The harbour court ruled on Tuesday that the ferry may sail.", True, True),
        ("The ministry is split over the price of rye.", True, False),
        ("Ola Brandt won the regatta of Kivik.", False, True),
        ("Rye bread is a way of life on the island, and so is herring.", False, False),
        ("법원은 화요일 페리 운항을 승인했다.", True, True),
    ],
)
def test_a_beginning_tells_who_acts_and_what_was_done(text: str, institution: bool, act: bool) -> None:
    assert names_institution("", text) is institution
    assert tells_act(text) is act


def test_what_an_institution_did_comes_before_a_feature_as_long() -> None:
    filler = " The island has known many years of both." * 60
    report = article_of("The court ruled for the ferry." + filler)
    feature = article_of("Rye bread is a way of life." + filler)
    assert importance(Prominence([report], 1, ["A"], [])) > importance(Prominence([feature], 1, ["A"], []))
