"""`onrecord eval digests`: whether digests show first what a reader has to see, and no junk."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from index.errors import OnRecordError, SourceError
from index.extract.jsonl import from_jsonl
from index.library import Index
from index.measure.digest_labels import Label, read_labels, text_hash
from index.model import Draft
from index.news import Interest, Story, find_news, last_article

DEPTHS = (10, 5)
MOST = 200  # stories of a period


@dataclass(frozen=True, slots=True)
class Shown:
    """A digest beside its labels.

    Attributes:
        half: Of the labels.
        must: The stories that had to be seen.
        junk: How many articles are no news.
        order: For each story that is shown, in order, the labelled story that its headline tells of: what a digest
            has put under the headline of something else is not seen.
        junk_shown: How many articles that are no news it shows.
    """

    half: str
    must: frozenset[str]
    junk: int
    order: tuple[str, ...]
    junk_shown: int

    def found(self, depth: int) -> tuple[int, int]:
        """How many stories that had to be seen are among the first, and how many could be."""
        return len(self.must.intersection(self.order[:depth])), min(depth, len(self.must))


def evaluate_digests(articles: Path, new_library: Callable[[Path], Index]) -> str:
    """The share of must-see stories that digests show first, and the junk they show.

    Args:
        articles: JSON lines of articles; those that nobody has labelled are left out.
        new_library: Opens a library in an empty folder.

    Returns:
        A line for each half of the periods.

    Raises:
        OnRecordError: The file can't be read, or holds none of the articles that were labelled.
    """
    labels = read_labels()
    with tempfile.TemporaryDirectory() as folder:
        index = new_library(Path(folder))
        try:
            digests = list(_digests(index, labels, {text_hash(draft.text): draft for draft in _drafts(articles)}))
        finally:
            index.close()
    if not digests:
        raise OnRecordError(f"{articles.name}: holds none of the articles that were labelled")
    return "\n".join(_line(half, [each for each in digests if each.half == half]) for half in ("fit", "held"))


def _digests(index: Index, labels: Sequence[Label], drafts: dict[str, Draft]) -> Iterator[Shown]:
    for period in dict.fromkeys(label.period for label in labels):
        of_period = {label.article: label for label in labels if label.period == period and label.article in drafts}
        if of_period:
            before = last_article(index)
            list(index.add([drafts[article] for article in of_period]))
            since = date.fromisoformat(period)
            stories = find_news(index, Interest(), before, last_article(index), limit=MOST, since=since).stories
            yield _shown(stories, of_period)


def _shown(stories: Sequence[Story], labels: dict[str, Label]) -> Shown:
    told = [[labels[text_hash(article.text)] for article in story.articles] for story in stories]
    every = list(labels.values())
    return Shown(
        every[0].half,
        frozenset(label.story for label in every if label.value == "must"),
        sum(label.value == "junk" for label in every),
        tuple(of_story[0].story for of_story in told),
        sum(label.value == "junk" for of_story in told for label in of_story),
    )


def _line(half: str, digests: Iterable[Shown]) -> str:
    digests = list(digests)
    shares = []
    for depth in DEPTHS:
        found, possible = (sum(counts) for counts in zip(*(each.found(depth) for each in digests), strict=True))
        shares.append(f"first {depth}: {found}/{possible} {found / max(1, possible):.2f}")
    stories = sum(len(each.order) for each in digests)
    junk = f"junk shown {sum(each.junk_shown for each in digests)} of {sum(each.junk for each in digests)}"
    return f"{half:4} {len(digests)} digests, {stories} stories | must-see in the {' | '.join(shares)} | {junk}"


def _drafts(path: Path) -> Iterator[Draft]:
    try:
        for draft in from_jsonl(path, path.name):
            if isinstance(draft, SourceError):
                raise draft
            yield draft
    except OSError as error:
        raise OnRecordError(f"{path}: can't be read; name a file of articles, one JSON object a line") from error
