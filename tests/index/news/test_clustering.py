"""Groups join by the mean of all pairs between them."""

from __future__ import annotations

from index.news.clustering import average_link


def links(count: int, *pairs: tuple[int, int, float]) -> list[dict[int, float]]:
    made: list[dict[int, float]] = [{} for _ in range(count)]
    for a, b, likelihood in pairs:
        made[a][b] = made[b][a] = likelihood
    return made


def test_the_likeliest_join_first_and_each_member_is_in_one_group() -> None:
    pairs = (0, 1, 0.9), (1, 2, 0.8), (0, 2, 0.7), (3, 4, 0.6)
    assert average_link(links(6, *pairs), 0.5) == [[0, 1, 2], [3, 4], [5]]
    assert average_link([], 0.5) == []


def test_one_member_between_two_groups_does_not_join_them() -> None:
    pairs = (0, 1, 0.9), (2, 3, 0.9), (1, 2, 0.9), (0, 2, 0.1), (1, 3, 0.1)
    assert average_link(links(4, *pairs), 0.5) == [[0, 1], [2, 3]]


def test_a_pair_without_a_link_counts_as_unlikely() -> None:
    assert average_link(links(3, (0, 1, 0.9), (1, 2, 0.7)), 0.5) == [[0, 1], [2]]
    assert average_link(links(3, (0, 1, 0.9), (1, 2, 0.7)), 0.3) == [[0, 1, 2]]
