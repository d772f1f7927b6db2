"""Articles that readers have sorted into stories, and how well a grouping agrees with them."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from index.embedding.embedder import Embedder
from index.errors import OnRecordError
from index.measure.embedded_articles import embed_articles
from index.model import Draft
from index.news import ComparedArticle
from index.news.clustering import average_link
from index.news.profiles import body
from index.text.terms import content_stems

KEYS = ("id", "kind", "story", "text")  # of an article's line, besides its title
ARTICLES = "articles.jsonl"  # of a folder of sorted articles


@dataclass(frozen=True, slots=True)
class SortedArticles:
    """Articles with the story each belongs to.

    Attributes:
        items: The articles.
        stories: The story of each.
        kinds: The kind of event of each; two stories of one kind are hard to tell apart.
    """

    items: list[ComparedArticle]
    stories: list[str]
    kinds: list[str]

    def only(self, kinds: set[str]) -> SortedArticles:
        """Those of some kinds."""
        places = [place for place, kind in enumerate(self.kinds) if kind in kinds]
        return SortedArticles(
            [self.items[i] for i in places], [self.stories[i] for i in places], [self.kinds[i] for i in places]
        )

    def halves(self) -> tuple[set[str], set[str]]:
        """The kinds in two halves: every other one."""
        ordered = sorted(set(self.kinds), key=lambda kind: (len(kind), kind))
        return set(ordered[::2]), set(ordered[1::2])


def read_sorted(folder: Path, embedder: Embedder, progress: Callable[[int, int], None] | None = None) -> SortedArticles:
    """Read a folder of sorted articles and embed them.

    Args:
        folder: Has articles.jsonl, with {"id", "kind", "story", "title", "text"} a line.
        embedder: Embeds their passages.
        progress: Called with the passages embedded so far, and all.

    Raises:
        OnRecordError: The file can't be read, or a line, which is named, is no sorted article.
    """
    path = folder / ARTICLES
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise OnRecordError(f"{path}: can't be read; name a folder with {ARTICLES}, a sorted article a line") from error
    records = [_record(line, f"{path.name}, line {number}") for number, line in enumerate(lines, 1) if line.strip()]
    drafts = [Draft(record["text"], title=record.get("title"), url=record["id"]) for record in records]
    items = embed_articles(drafts, embedder, progress)
    return SortedArticles(items, [record["story"] for record in records], [record["kind"] for record in records])


def _record(line: str, where: str) -> dict[str, str]:
    try:
        record: dict[str, str] = json.loads(line)
    except (ValueError, RecursionError):
        raise OnRecordError(f"{where}: is no JSON") from None
    if not isinstance(record, dict) or not all(isinstance(record.get(key), str) for key in KEYS):
        raise OnRecordError(f'{where}: is no sorted article; write {{"id", "kind", "story", "title", "text"}}')
    return record


def grouping_scores(stories: Sequence[str], groups: Sequence[Sequence[int]]) -> str:
    """Pairwise precision, recall and F1, and B³ (Bagga and Baldwin, LREC 1998), in a line.

    Args:
        stories: The story of each article.
        groups: Positions of the articles that were put together; each position in one group.
    """
    told = [(Counter(stories[place] for place in group), len(group)) for group in groups]
    sizes = Counter(stories)
    both = sum(count * (count - 1) for counts, _ in told for count in counts.values())
    joined = sum(size * (size - 1) for _, size in told)
    same = sum(size * (size - 1) for size in sizes.values())
    precision = sum(count**2 / size for counts, size in told for count in counts.values()) / len(stories)
    recall = sum(count**2 / sizes[story] for counts, _ in told for story, count in counts.items()) / len(stories)
    b_cubed = 2 * precision * recall / (precision + recall)
    return (
        f"P {both / max(1, joined):.3f} R {both / max(1, same):.3f} F1 {2 * both / max(1, joined + same):.3f} | "
        f"B³ P {precision:.3f} R {recall:.3f} F {b_cubed:.3f}"
    )


def plain_groups(items: Sequence[ComparedArticle], least: float) -> list[list[int]]:
    """What plain TF-IDF with average linkage puts together: the yardstick.

    Args:
        items: The articles.
        least: The mean cosine at which two groups still join.
    """
    bags = [Counter(content_stems(f"{item.article.title or ''} {body(item.article)}")) for item in items]
    holders = Counter(word for bag in bags for word in bag)
    places = {word: place for place, word in enumerate(sorted(holders))}
    rows: npt.NDArray[np.float32] = np.zeros((len(bags), len(places)), dtype=np.float32)
    for row, bag in zip(rows, bags, strict=True):
        for word, count in bag.items():
            row[places[word]] = (1 + np.log(count)) * np.log(len(bags) / holders[word])
    rows /= np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)
    cosines = rows @ rows.T
    np.fill_diagonal(cosines, 0.0)
    return average_link([{int(j): float(row[j]) for j in (row > 0).nonzero()[0]} for row in cosines], least)
