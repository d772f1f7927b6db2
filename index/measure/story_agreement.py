"""Agreement of stories with readers, who judged of pairs of articles whether both tell of one event."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from index.embedding.embedder import Embedder, Precision, load
from index.errors import OnRecordError, SourceError
from index.extract.jsonl import from_jsonl
from index.measure.embedded_articles import embed_articles
from index.model import Draft
from index.news import ComparedArticle, group_by_event

Progress = Callable[[int, int], None] | None  # called with (done, total)


@dataclass(frozen=True, slots=True)
class Pair:
    """A reader's judgement of two articles.

    Attributes:
        a: Address of one.
        b: Address of the other.
        same: Whether they tell of one event.
        half: "dev" where weights were fitted to the pair, "test" where not, any other name, or "".
    """

    a: str
    b: str
    same: bool
    half: str = ""


@dataclass(frozen=True, slots=True)
class Agreement:
    """Counts of pairs.

    Attributes:
        pairs: Pairs whose articles are both there.
        same: Of those, of one event.
        joined: Of those, in one story.
        both: Of those, of one event and in one story.
        missing: Pairs of which an article is not there.
    """

    pairs: int = 0
    same: int = 0
    joined: int = 0
    both: int = 0
    missing: int = 0

    @property
    def precision(self) -> float:
        """Share of the pairs in one story that are of one event; 0 of none."""
        return self.both / self.joined if self.joined else 0.0

    @property
    def recall(self) -> float:
        """Share of the pairs of one event that are in one story; 0 of none."""
        return self.both / self.same if self.same else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall; 0 where both are."""
        return 2 * self.both / (self.same + self.joined) if self.same + self.joined else 0.0

    def line(self, name: str) -> str:
        """The scores in one line."""
        without = f" | {self.missing} more have no article here" if self.missing else ""
        return (
            f"{name:4} {self.pairs} pairs, {self.same} of one event | "
            f"P {self.precision:.3f} R {self.recall:.3f} F1 {self.f1:.3f}{without}"
        )


def evaluate_stories(
    judgements: Path,
    articles: Path,
    model: str,
    data: Path,
    progress: Progress = None,
    precision: Precision = "float32",
) -> str:
    """Pairwise precision, recall and F1 of the stories of all articles.

    Args:
        judgements: JSON lines {"a", "b", "same", "half"?}; a and b are addresses of articles.
        articles: JSON lines of articles.
        model: Name or path of the sentence model.
        data: The data folder with the exported model.
        progress: Called with the passages embedded so far, and all.
        precision: Of the embeddings.

    Returns:
        A line for each half of the pairs and one for all.

    Raises:
        OnRecordError: A file can't be read, or a line of it.
        ModelError: The model can't be loaded.
    """
    pairs = read_pairs(judgements)
    items = read_items(articles, load(model, data, threads=2, precision=precision), progress)
    stories = [[url for i in members for url in items[i].article.urls] for members in group_by_event(items)]
    halves = sorted({pair.half for pair in pairs} - {""})
    lines = [agreement([p for p in pairs if p.half == half], stories).line(half) for half in halves]
    return "\n".join([*lines, agreement(pairs, stories).line("all")])


def agreement(pairs: Iterable[Pair], stories: Iterable[Sequence[str]]) -> Agreement:
    """Count how far stories agree with readers.

    Args:
        pairs: The readers' judgements.
        stories: Addresses of the articles of each story.

    Returns:
        The counts.
    """
    story = {url: number for number, urls in enumerate(stories) for url in urls}
    pairs = list(pairs)
    known = [pair for pair in pairs if pair.a in story and pair.b in story]
    joined = [story[pair.a] == story[pair.b] for pair in known]
    both = sum(pair.same and in_one_story for pair, in_one_story in zip(known, joined, strict=True))
    return Agreement(len(known), sum(pair.same for pair in known), sum(joined), both, len(pairs) - len(known))


def read_pairs(path: Path) -> list[Pair]:
    """Read judgements.

    Args:
        path: A file of JSON lines.

    Returns:
        The pairs, at least one.

    Raises:
        OnRecordError: The file can't be read, or a line, which is named, is no pair.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise OnRecordError(f"{path}: can't be read; name a file of pairs, one JSON object a line") from error
    pairs = [_pair(line, f"{path.name}, line {number}") for number, line in enumerate(lines, 1) if line.strip()]
    if not pairs:
        raise OnRecordError(
            f'{path.name}: has no pairs; write {{"a": address, "b": address, "same": true or false}} a line'
        )
    return pairs


def _pair(line: str, where: str) -> Pair:
    try:
        record = json.loads(line)
    except (ValueError, RecursionError):
        raise OnRecordError(f"{where}: is no JSON") from None
    match record:
        case {"a": str(a), "b": str(b), "same": bool(same)}:
            return Pair(a, b, same, str(record.get("half") or ""))
    raise OnRecordError(f'{where}: is no pair; write {{"a": address, "b": address, "same": true or false}}')


def read_items(path: Path, embedder: Embedder, progress: Progress = None) -> list[ComparedArticle]:
    """Read articles and embed them, as the library does.

    Args:
        path: A file of JSON lines.
        embedder: Embeds their passages.
        progress: Called with the passages embedded so far, and all.

    Returns:
        The articles with their embeddings, in order.

    Raises:
        OnRecordError: The file can't be read.
        SourceError: A line is no article.
    """
    return embed_articles(list(_drafts(path)), embedder, progress)


def _drafts(path: Path) -> Iterator[Draft]:
    try:
        for draft in from_jsonl(path, path.name):
            if isinstance(draft, SourceError):
                raise draft
            yield draft
    except OSError as error:
        raise OnRecordError(f"{path}: can't be read; name a file of articles, one JSON object a line") from error
