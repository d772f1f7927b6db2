"""How stories agree with readers, who say of pairs of articles whether both tell of one event."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from index.embedding.embedder import Embedder, Precision, load
from index.errors import OnRecordError, SourceError
from index.extract.jsonl import from_jsonl
from index.model import Article, Draft
from index.news.similarity import ComparedArticle, article_vector
from index.news.stories import group_by_event
from index.text.sentences import passages

Progress = Callable[[int, int], None] | None


@dataclass(frozen=True, slots=True)
class Pair:
    """Two articles by their addresses, and whether a reader says that they tell of one event.

    half: "dev" where weights were fitted to the pair, "test" where not, any other name, or none.
    """

    a: str
    b: str
    same: bool
    half: str = ""


@dataclass(frozen=True, slots=True)
class Agreement:
    """Counts of pairs: those of one event, those in one story, those that are both.

    missing: pairs of which an article was not among those grouped.
    """

    pairs: int = 0
    same: int = 0
    joined: int = 0
    both: int = 0
    missing: int = 0

    @property
    def precision(self) -> float:
        return self.both / self.joined if self.joined else 0.0

    @property
    def recall(self) -> float:
        return self.both / self.same if self.same else 0.0

    @property
    def f1(self) -> float:
        return 2 * self.both / (self.same + self.joined) if self.same + self.joined else 0.0

    def line(self, name: str) -> str:
        without = f" | {self.missing} more have no article here" if self.missing else ""
        return (
            f"{name:4} {self.pairs} pairs, {self.same} of one event | "
            f"P {self.precision:.3f} R {self.recall:.3f} F1 {self.f1:.3f}{without}"
        )


def stories(
    labelled: Path,
    articles: Path,
    model: str,
    data: Path,
    progress: Progress = None,
    precision: Precision = "float32",
) -> str:
    """Pairwise precision, recall and F1 of stories of all the articles, a line for each half and one for all pairs.

    labelled: JSON lines {"a", "b", "same", "half"?}, a and b addresses of articles.  Raises OnRecordError.
    """
    pairs = read_pairs(labelled)
    items = read_items(articles, load(model, data, threads=2, precision=precision), progress)
    told = [[url for i in places for url in items[i].article.urls] for places in group_by_event(items)]
    halves = sorted({pair.half for pair in pairs} - {""})
    lines = [agreement([p for p in pairs if p.half == half], told).line(half) for half in halves]
    return "\n".join([*lines, agreement(pairs, told).line("all")])


def agreement(pairs: Iterable[Pair], told: Iterable[Sequence[str]]) -> Agreement:
    """told: the addresses of the articles of each story."""
    story = {url: number for number, urls in enumerate(told) for url in urls}
    pairs = list(pairs)
    known = [pair for pair in pairs if pair.a in story and pair.b in story]
    joined = [story[pair.a] == story[pair.b] for pair in known]
    both = sum(pair.same and one for pair, one in zip(known, joined, strict=True))
    return Agreement(len(known), sum(pair.same for pair in known), sum(joined), both, len(pairs) - len(known))


def read_pairs(path: Path) -> list[Pair]:
    """Labelled pairs of a file.  Raises OnRecordError that names the line which is none."""
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
    """Articles of a file with their meaning, as the library has it.  Raises SourceError for one that is none."""
    drafts = list(_drafts(path))
    spans = [passages(draft.text) for draft in drafts]
    texts = [draft.text[start:end] for draft, held in zip(drafts, spans, strict=True) for start, end in held]
    done = 0

    def tell(count: int) -> None:
        nonlocal done
        done += count
        if progress:
            progress(done, len(texts))

    vectors = embedder.embed(texts, tell)
    ends = np.cumsum([len(held) for held in spans])[:-1]
    return [
        ComparedArticle(_article(number, draft), article_vector(held))
        for number, (draft, held) in enumerate(zip(drafts, np.split(vectors, ends), strict=True), 1)
    ]


def _article(id: int, draft: Draft) -> Article:
    urls = (draft.url,) if draft.url else ()
    return Article(
        id, draft.text, draft.title, draft.outlet, draft.author, draft.published, draft.language, draft.collection, urls
    )


def _drafts(path: Path) -> Iterator[Draft]:
    try:
        for draft in from_jsonl(path, path.name):
            if isinstance(draft, SourceError):
                raise draft
            yield draft
    except OSError as error:
        raise OnRecordError(f"{path}: can't be read; name a file of articles, one JSON object a line") from error
