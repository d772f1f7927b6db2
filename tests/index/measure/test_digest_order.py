"""The measures of digests and of stories count what they say."""

from __future__ import annotations

import pytest

from index.measure.digest_labels import read_labels
from index.measure.digest_order import Shown
from index.measure.story_labels import grouping_scores


def test_a_story_that_had_to_be_seen_counts_where_it_stands_among_the_first() -> None:
    shown = Shown("held", frozenset("bfx"), 1, tuple("abcdef"), 0)
    assert shown.found(5) == (1, 3)
    assert shown.found(10) == (2, 3)
    assert shown.found(2) == (1, 2)  # two places can't hold three stories


def test_the_labels_are_of_fourteen_periods_and_name_each_article_once_in_one() -> None:
    labels = read_labels()
    assert len({label.period for label in labels}) == 14
    assert len({(label.period, label.article) for label in labels}) == len(labels)
    assert {label.value for label in labels} == {"must", "nice", "junk"}
    assert {label.half for label in labels} == {"fit", "held"}


@pytest.mark.parametrize(
    ("groups", "expected"),
    [
        ([[0, 1], [2]], "P 1.000 R 1.000 F1 1.000 | B³ P 1.000 R 1.000 F 1.000"),
        ([[0, 1, 2]], "P 0.333 R 1.000 F1 0.500 | B³ P 0.556 R 1.000 F 0.714"),
        ([[0], [1], [2]], "P 0.000 R 0.000 F1 0.000 | B³ P 1.000 R 0.667 F 0.800"),
    ],
)
def test_groupings_are_scored_by_pairs_and_by_article(groups: list[list[int]], expected: str) -> None:
    assert grouping_scores(["ferry", "ferry", "chess"], groups) == expected
