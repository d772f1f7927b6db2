"""Which articles are about a topic, against labels made by reading titles, beginnings and mentions.

The labels hold no text: an article is the hash of its letters and digits.
"""

from __future__ import annotations

import json
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from index.errors import OnRecordError
from index.measure.voices import LabelledText
from index.news.topic_articles import TopicArticle, compared
from index.news.topic_mentions import Topic
from index.news.topic_window import compared_texts

if TYPE_CHECKING:
    from index.library import Index
    from index.model import Draft

LABELS = Path(__file__).parent / "topics.jsonl"
ABOUT = "about"  # else "mentions" or "not"

Progress = Callable[[int, int], None] | None


@dataclass(frozen=True, slots=True)
class TopicLabel:
    """What a reader said of an article.

    Attributes:
        topic: The topic.
        half: "fit" or "held".
        article: Hash of the article's letters.
        label: "about", "mentions" or "not".
    """

    topic: str
    half: str
    article: str
    label: str


@dataclass(slots=True)
class TopicCounts:
    """Counts over labelled articles.

    Attributes:
        articles: All of them.
        about: Of those, about their topic.
        taken: Taken for about it.
        right: Of those, about it.
        named: Of all, naming it anywhere.
        named_right: Of those, about it.
    """

    articles: int = 0
    about: int = 0
    taken: int = 0
    right: int = 0
    named: int = 0
    named_right: int = 0
    mistakes: list[str] = field(default_factory=list)

    def count(self, article: TopicArticle, is_about: bool) -> None:
        """Count an article."""
        self.articles += 1
        self.about += is_about
        self.taken += article.is_about
        self.right += article.is_about and is_about
        self.named += bool(article.mentions)
        self.named_right += bool(article.mentions) and is_about
        if article.is_about != is_about:
            kind = "missed" if is_about else "wrong"
            self.mistakes.append(f"  {kind} ({article.probability:.2f}): {article.text.article.title}")

    def add(self, other: TopicCounts) -> None:
        """Add the counts of another topic."""
        for name in ("articles", "about", "taken", "right", "named", "named_right"):
            setattr(self, name, getattr(self, name) + getattr(other, name))

    def line(self, name: str) -> str:
        """The scores in one line."""
        return (
            f"{name:18} {self.articles:4} articles, {self.about:3} about it: precision "
            f"{_share(self.right, self.taken)}, recall {_share(self.right, self.about)}; by a word anywhere "
            f"{_share(self.named_right, self.named)}, {_share(self.named_right, self.about)}"
        )


def evaluate_topics(
    folder: Path,
    library: Path | None,
    open_library: Callable[[Path], Index],
    progress: Progress = None,
    mistakes: bool = False,
) -> str:
    """Compare labelled articles with their topics.

    Args:
        folder: In which the articles lie, as Markdown or JSON lines, in folders of any depth.
        library: Where the library of the labelled articles is kept, to be built but once; None keeps none.
        open_library: Opens the library in a folder, which need not exist.
        progress: Called after each article that is added.
        mistakes: Whether to list what is wrong in the half to fit on.

    Returns:
        A line for each topic and each half.

    Raises:
        OnRecordError: None of the labelled articles is there.
    """
    labels = [TopicLabel(**json.loads(line)) for line in LABELS.read_text(encoding="utf-8").splitlines()]
    with tempfile.TemporaryDirectory() as temporary:
        index = open_library(library or Path(temporary))
        try:
            articles = index.store.articles([row.id for row in index.store.listing()])
            there = {article_hash(article.text) for article in articles.values()}
            _add(index, folder, {label.article for label in labels} - there, progress)
            return "\n".join(_report(index, labels, mistakes))
        finally:
            index.close()


def article_hash(text: str) -> str:
    """What labels call an article."""
    labelled = LabelledText(text)
    return labelled.hash(0, len(labelled.letters))


def _add(index: Index, folder: Path, wanted: set[str], progress: Progress) -> None:
    drafts = [draft for draft in _drafts(folder) if article_hash(draft.text) in wanted] if wanted else []
    if not drafts and not index.store.counts()["article"]:
        raise OnRecordError(f"none of the labelled articles lies in {folder}; give the folder that holds them")
    for number, _ in enumerate(index.add(drafts), 1):
        if progress:
            progress(number, len(drafts))


def _drafts(folder: Path) -> Iterator[Draft]:
    from index.errors import SourceError
    from index.extract.documents import from_file

    for path in sorted([*folder.rglob("*.md"), *folder.rglob("*.jsonl")]):
        try:
            yield from (draft for draft in from_file(path, path.name) if not isinstance(draft, SourceError))
        except OnRecordError:
            continue  # a file that holds no articles


def _report(index: Index, labels: Sequence[TopicLabel], mistakes: bool) -> Iterator[str]:
    articles = index.store.articles([row.id for row in index.store.listing()])
    ids = {article_hash(article.text): id for id, article in articles.items()}
    halves: dict[str, TopicCounts] = defaultdict(TopicCounts)
    for topic, half in dict.fromkeys((label.topic, label.half) for label in labels):
        read = {ids[each.article]: each.label for each in labels if each.topic == topic and each.article in ids}
        counts = _counts(index, topic, read)
        halves[half].add(counts)
        yield counts.line(f"{half} {topic}")
        if mistakes and half == "fit":
            yield from counts.mistakes
    yield from (counts.line(f"all of {half}") for half, counts in halves.items())
    if missing := sum(label.article not in ids for label in labels):
        yield f"{missing} labelled articles are not there"


def _counts(index: Index, topic: str, read: Mapping[int, str]) -> TopicCounts:
    """read: labels by the ids of articles."""
    counts = TopicCounts()
    for each in compared(Topic(topic), index.topic_vector(topic), compared_texts(index, index.store, read)):
        counts.count(each, read[each.text.article.id] == ABOUT)
    return counts


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.3f}" if whole else "-"
