"""Measures of quality: statements, answers, extraction."""

from __future__ import annotations

import gzip
import json
import re
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from index.embedding.embedder import Precision
from index.model import Answer, Span

Progress = Callable[[int, int], None] | None
LONGEST = 120  # words of a quote that is right
_MARKS = frozenset("\"'“”‘’«»„`")


# statements


@dataclass(slots=True)
class StatementCounts:
    """Counts behind precision and recall of statements.

    A predicted statement is right in content when the characters of its content and of a gold one
    have a Jaccard likeness of at least one half; both: right in its speaker, too.
    """

    gold: int = 0
    predicted: int = 0
    content: int = 0
    both: int = 0

    def figures(self, right: int) -> tuple[float, float, float]:
        """(precision, recall, F1)."""
        precision = right / self.predicted if self.predicted else 0.0
        recall = right / self.gold if self.gold else 0.0
        return precision, recall, 2 * precision * recall / (precision + recall) if precision + recall else 0.0

    def line(self, name: str) -> str:
        cells = []
        for label, right in (("content", self.content), ("both", self.both)):
            p, r, f = self.figures(right)
            cells.append(f"{label} P {p:.3f} R {r:.3f} F1 {f:.3f}")
        return f"{name:7} gold {self.gold:5d} predicted {self.predicted:5d} | " + " | ".join(cells)


Marked = tuple[Sequence[Span], Sequence[Span]]  # content, speaker


def attribution(folder: Path, progress: Progress = None) -> str:
    """Precision, recall and F1 of statements, all and direct ones, over a folder marked by hand."""
    from index.attribution.brat import read_corpus
    from index.attribution.statements import StatementReader
    from index.attribution.tagger import load_tagger

    reader = StatementReader(load_tagger())
    every, direct = StatementCounts(), StatementCounts()
    articles = read_corpus(folder)
    for number, (text, attributions) in enumerate(articles, 1):
        gold: list[Marked] = [(a.content, a.source) for a in attributions]
        found: list[Marked] = [(s.content, [s.mention] if s.mention else []) for s in reader.statements(text)]
        count(every, text, gold, found)
        count(direct, text, [g for g in gold if _quoted(text, g[0])], [f for f in found if _quoted(text, f[0])])
        if progress:
            progress(number, len(articles))
    return every.line("all") + "\n" + direct.line("direct")


def count(tally: StatementCounts, text: str, gold: Sequence[Marked], found: Sequence[Marked]) -> None:
    """Match gold and found one to one, likest first, and add to the tally."""
    held = [[_letters(text, content) for content, _ in side] for side in (gold, found)]
    pairs = [(len(g & f) / len(g | f), i, j) for i, g in enumerate(held[0]) for j, f in enumerate(held[1]) if g & f]
    tally.gold += len(gold)
    tally.predicted += len(found)
    taken: tuple[set[int], set[int]] = (set(), set())
    for likeness, i, j in sorted(pairs, reverse=True):
        if i in taken[0] or j in taken[1]:
            continue
        taken[0].add(i)
        taken[1].add(j)
        if likeness >= 0.5:
            tally.content += 1
            tally.both += _same_source(text, gold[i][1], found[j][1])


def _letters(text: str, spans: Sequence[Span]) -> set[int]:
    places = (i for a, b in spans for i in range(a, min(b, len(text))))
    return {i for i in places if not text[i].isspace() and text[i] not in _MARKS}


def _quoted(text: str, spans: Sequence[Span]) -> bool:
    return any(mark in text[max(0, a - 1) : b + 1] for a, b in spans for mark in '"“”')


def _same_source(text: str, gold: Sequence[Span], found: Sequence[Span]) -> bool:
    if not gold or not found:
        return not gold and not found
    return bool(_letters(text, gold) & _letters(text, found)) or _last(text, gold) == _last(text, found)


def _last(text: str, spans: Sequence[Span]) -> str | None:
    held = re.findall(r"[\w’'-]+", " ".join(text[a:b] for a, b in spans).lower())
    held = [w for w in held if w not in {"'s", "’s"}]
    return held[-1] if held else None


# answers


@dataclass(slots=True)
class AnswerCounts:
    """Counts over questions with gold answers, and over those that have none."""

    asked: int = 0
    hits: Counter[int] = field(default_factory=Counter)
    said: Counter[int] = field(default_factory=Counter)
    refused_wrongly: int = 0
    shown: int = 0
    wrong_voice: int = 0
    silent: int = 0
    refused: int = 0
    ms: list[float] = field(default_factory=list)

    def line(self) -> str:
        n, ms = max(1, self.asked), sorted(self.ms) or [0.0]
        hits = " ".join(f"@{k} {self.hits[k] / n:.3f}" for k in (1, 3, 5))
        said_ = " ".join(f"@{k} {self.said[k] / n:.3f}" for k in (1, 3, 5))
        return (
            f"{self.asked} questions | quote hit {hits} | with the right speaker {said_}"
            f" | wrong voice {self.wrong_voice / max(1, self.shown):.3f}"
            f" | refused though answerable {self.refused_wrongly / n:.3f}"
            f" | {self.silent} unanswerable, refused {self.refused / max(1, self.silent):.3f}"
            f" | ms p50 {ms[len(ms) // 2]:.1f} p95 {ms[int(len(ms) * 0.95)]:.1f}"
        )


def said(folder: Path, model: str, data: Path, progress: Progress = None, precision: Precision = "float32") -> str:
    """Answers to "What did X say about Y?" over articles.jsonl, in an index made for it and thrown away."""
    from index.extract.jsonl import from_jsonl
    from index.library import Index

    questions = _records(folder / "questions.jsonl")
    data.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=data) as place:
        link = Path(place) / "model"
        (data / "model").mkdir(exist_ok=True)
        link.symlink_to((data / "model").absolute(), target_is_directory=True)
        index = Index.open(Path(place), model, precision=precision)
        total = sum(1 for _ in (folder / "articles.jsonl").open(encoding="utf-8"))
        for number, _ in enumerate(index.add(from_jsonl(folder / "articles.jsonl", "articles.jsonl")), 1):
            if progress:
                progress(number, total)
        score = AnswerCounts()
        for question in questions:
            start = time.perf_counter()
            answer = index.ask(question["question"])
            score.ms.append((time.perf_counter() - start) * 1000)
            grade(score, question, answer)
        index.close()
    return score.line()


def grade(score: AnswerCounts, question: dict[str, Any], answer: Answer) -> None:
    """Add one answer.  question: {"speaker", "answers": [{"url", "content"}]}; none: silence is right.

    A quote is right when it comes from a gold article and holds half of a gold statement's words in
    at most LONGEST of its own.
    """
    if not question["answers"]:
        score.silent += 1
        score.refused += not answer.quotes
        return
    score.asked += 1
    score.refused_wrongly += not answer.quotes
    family = _words(question["speaker"])[-1]
    right, attributed = [], []
    for rank, quote in enumerate(answer.quotes[:5]):
        fits = any(g["url"] in quote.article.urls and covers(quote.text, g["content"]) for g in question["answers"])
        name = _words(quote.speaker.name) if quote.speaker else []
        same = bool(name) and name[-1] == family
        right.append(fits)
        attributed.append(fits and same)
        if rank < 3 and name:
            score.shown += 1
            score.wrong_voice += not same
    for k in (1, 3, 5):
        score.hits[k] += any(right[:k])
        score.said[k] += any(attributed[:k])


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def covers(quote: str, gold: str, longest: float = LONGEST) -> bool:
    """Whether a quote of at most `longest` words holds half of a gold statement's."""
    held, wanted = _words(quote), set(_words(gold))
    return bool(wanted) and len(held) <= longest and 2 * len(wanted & set(held)) >= len(wanted)


def _records(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


# extraction


def extraction(folder: Path, worst: int = 10) -> str:
    """Word-overlap F1 of extracted articles, with the worst pages by name.

    As that set's own measure has it: shingles of four words, precision and recall averaged over
    pages, F1 of the two averages.
    """
    from index.errors import SourceError
    from index.extract.documents import from_bytes

    gold = json.loads((folder / "ground-truth.json").read_text(encoding="utf-8"))
    scores: list[tuple[float, float, float, str]] = []
    for name, page in sorted(gold.items()):
        data = gzip.decompress((folder / "html" / f"{name}.html.gz").read_bytes())
        try:
            text = from_bytes(data, name, ".html").text
        except SourceError:
            text = ""
        scores.append((*_overlap(_shingles(page["articleBody"]), _shingles(text)), page["url"]))
    ratios = _ratios(scores)
    precision = sum(p for p, _, _, _ in ratios) / len(ratios)
    recall = sum(r for _, r, _, _ in ratios) / len(ratios)
    f1 = 2 * precision * recall / (precision + recall)
    lines = [f"{len(scores)} pages | P {precision:.3f} R {recall:.3f} F1 {f1:.3f}"]
    for p, r, _, url in sorted(ratios, key=lambda x: x[0] + x[1])[:worst]:
        lines.append(f"P {p:.2f} R {r:.2f} {url}")
    return "\n".join(lines)


def _shingles(text: str, size: int = 4) -> Counter[tuple[str, ...]]:
    held = re.findall(r"\w+", text)
    if len(held) < size:
        return Counter([tuple(held)]) if held else Counter()
    return Counter(tuple(held[i : i + size]) for i in range(len(held) - size + 1))


def _overlap(gold: Counter[tuple[str, ...]], found: Counter[tuple[str, ...]]) -> tuple[float, float, float]:
    shared = sum((gold & found).values())
    return float(shared), float(sum(found.values())), float(sum(gold.values()))


def _ratios(scores: Iterable[tuple[float, float, float, str]]) -> list[tuple[float, float, float, str]]:
    return [(s / f if f else 0.0, s / g if g else 0.0, s, url) for s, f, g, url in scores]
