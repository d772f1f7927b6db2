"""Average-link clustering over the likelihoods of pairs."""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Sequence


def average_link(links: Sequence[dict[int, float]], least: float) -> list[list[int]]:
    """Join the two clusters of the highest mean likelihood, as long as one is high enough.

    The mean is that of all pairs between two clusters (UPGMA, Sokal and Michener 1958); a pair without a link counts
    0.  So a single article between two events joins nothing.

    Args:
        links: For each member the others it may belong to, with the likelihood, the same both ways.
        least: The mean likelihood at which two clusters still join.

    Returns:
        The clusters, each with rising members, by their first ones.
    """
    clusters = _Clusters(links)
    queue = [entry for place in range(len(links)) for entry in clusters.joinable(place, least) if entry[1] == place]
    heapq.heapify(queue)
    while queue:
        negative, a, b = heapq.heappop(queue)
        if clusters.mean(a, b) != -negative:
            continue  # one of them has joined another or grown meanwhile
        clusters.join(a, b)
        for entry in clusters.joinable(a, least):
            heapq.heappush(queue, entry)
    return sorted(sorted(cluster) for cluster in clusters.members.values())


class _Clusters:
    """Clusters under the number of their first members, with the sums of the likelihoods between them."""

    def __init__(self, links: Sequence[dict[int, float]]) -> None:
        self.members = {place: [place] for place in range(len(links))}
        self._sums = {place: dict(near) for place, near in enumerate(links)}

    def mean(self, a: int, b: int) -> float:
        """The mean likelihood between two clusters; 0 when there is none of that number any more."""
        if a not in self.members or b not in self.members:
            return 0.0
        return self._sums[a].get(b, 0.0) / (len(self.members[a]) * len(self.members[b]))

    def join(self, a: int, b: int) -> None:
        """Add cluster b to a."""
        sums = self._sums
        self.members[a] += self.members.pop(b)
        for other, likelihood in sums.pop(b).items():
            del sums[other][b]
            if other != a:
                sums[a][other] = sums[other][a] = sums[a].get(other, 0.0) + likelihood

    def joinable(self, place: int, least: float) -> Iterator[tuple[float, int, int]]:
        """The negative mean, and the numbers, of each pair of a cluster with another that may join it."""
        for other in self._sums[place]:
            low, high = min(place, other), max(place, other)
            if (mean := self.mean(low, high)) >= least:
                yield -mean, low, high
