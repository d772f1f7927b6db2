"""Quality of statements, answers and extraction against hand-made gold."""

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
from typing import TYPE_CHECKING, Any, NamedTuple

from index.embedding.embedder import Precision
from index.errors import OnRecordError, SourceError
from index.model import Answer, Quote, Span, Statement

if TYPE_CHECKING:
    from index.attribution.brat import Attribution

Progress = Callable[[int, int], None] | None  # called with (done, total)
LONGEST = 120  # words of a quote that is right
RANKS = (1, 3, 5)  # at which answers are scored
_MARKS = frozenset("\"'“”‘’«»„`")


# statements


@dataclass(slots=True)
class StatementCounts:
    """Counts behind precision and recall of statements.

    Statements are matched one to one.  A predicted one is right in content when the characters of its content and
    of its gold one have a Jaccard similarity of at least one half.

    Attributes:
        gold: Gold statements.
        predicted: Predicted statements.
        content: Those that are right in content.
        both: Those that are right in content and speaker.
        sourced: Those that are right in content and whose gold statement has a speaker.
        named: Of those, with a person.
        named_wrong: Of the named, with another mention than the gold statement.
    """

    gold: int = 0
    predicted: int = 0
    content: int = 0
    both: int = 0
    sourced: int = 0
    named: int = 0
    named_wrong: int = 0

    def scores(self, right: int) -> tuple[float, float, float]:
        """(precision, recall, F1) where so many predicted statements are right."""
        precision = right / self.predicted if self.predicted else 0.0
        recall = right / self.gold if self.gold else 0.0
        return precision, recall, 2 * precision * recall / (precision + recall) if precision + recall else 0.0

    def line(self, name: str) -> str:
        """The scores in one line."""
        cells = []
        for label, right in (("content", self.content), ("both", self.both)):
            p, r, f = self.scores(right)
            cells.append(f"{label} P {p:.3f} R {r:.3f} F1 {f:.3f}")
        cells.append(f"named {self.named / max(1, self.sourced):.3f} wrong {self.named_wrong / max(1, self.named):.3f}")
        return f"{name:7} gold {self.gold:5d} predicted {self.predicted:5d} | " + " | ".join(cells)


class Marked(NamedTuple):
    """A statement's content, the mention of its speaker, and whether it has a person."""

    content: Sequence[Span]
    speaker: Sequence[Span]
    named: bool = False


def evaluate_statements(folder: Path, progress: Progress = None) -> str:
    """Precision, recall and F1 of statements.

    Args:
        folder: A hand-marked corpus, with text/ and attributions/.
        progress: Called after each article.

    Returns:
        A line for all statements and one for those in quotation marks.
    """
    from index.attribution.brat import read_corpus
    from index.attribution.statements import StatementReader
    from index.attribution.tagger import load_tagger

    reader = StatementReader(load_tagger())
    every, direct = StatementCounts(), StatementCounts()
    articles = read_corpus(folder)
    for number, (text, attributions) in enumerate(articles, 1):
        gold, predicted = _gold_marks(attributions), _predicted_marks(reader.statements(text))
        count_matches(every, text, gold, predicted)
        count_matches(direct, text, _in_quotation_marks(text, gold), _in_quotation_marks(text, predicted))
        if progress:
            progress(number, len(articles))
    return every.line("all") + "\n" + direct.line("direct")


def _gold_marks(attributions: Iterable[Attribution]) -> list[Marked]:
    return [Marked(attribution.content, attribution.source) for attribution in attributions]


def _predicted_marks(statements: Iterable[Statement]) -> list[Marked]:
    return [
        Marked(statement.content, [statement.mention] if statement.mention else [], statement.person is not None)
        for statement in statements
    ]


def _in_quotation_marks(text: str, statements: Iterable[Marked]) -> list[Marked]:
    """Statements some of whose content begins or ends with a quotation mark, or has one inside."""
    return [
        statement
        for statement in statements
        if any(mark in text[max(0, start - 1) : end + 1] for start, end in statement.content for mark in '"“”')
    ]


def count_matches(counts: StatementCounts, text: str, gold: Sequence[Marked], predicted: Sequence[Marked]) -> None:
    """Match statements one to one, most similar first, and add the matches to the counts.

    Args:
        counts: The counts, which are changed.
        text: The article's text.
        gold: Its gold statements.
        predicted: Its predicted statements.
    """
    gold_letters = [_letters(text, statement.content) for statement in gold]
    predicted_letters = [_letters(text, statement.content) for statement in predicted]
    pairs = [
        (len(g & p) / len(g | p), i, j)
        for i, g in enumerate(gold_letters)
        for j, p in enumerate(predicted_letters)
        if g & p
    ]
    counts.gold += len(gold)
    counts.predicted += len(predicted)
    matched_gold: set[int] = set()
    matched_predicted: set[int] = set()
    for similarity, i, j in sorted(pairs, reverse=True):
        if i in matched_gold or j in matched_predicted:
            continue
        matched_gold.add(i)
        matched_predicted.add(j)
        if similarity >= 0.5:
            _count_match(counts, text, gold[i], predicted[j])


def _count_match(counts: StatementCounts, text: str, gold: Marked, predicted: Marked) -> None:
    right = _same_source(text, gold.speaker, predicted.speaker)
    counts.content += 1
    counts.both += right
    if gold.speaker:
        counts.sourced += 1
        counts.named += predicted.named
        counts.named_wrong += predicted.named and not right


def _letters(text: str, spans: Sequence[Span]) -> set[int]:
    """Code points of spans that are neither white space nor quotation marks."""
    places = (i for start, end in spans for i in range(start, min(end, len(text))))
    return {i for i in places if not text[i].isspace() and text[i] not in _MARKS}


def _same_source(text: str, gold: Sequence[Span], predicted: Sequence[Span]) -> bool:
    """Whether mentions overlap or end in the same word, or both are missing."""
    if not gold or not predicted:
        return not gold and not predicted
    overlap = bool(_letters(text, gold) & _letters(text, predicted))
    return overlap or _last_word(text, gold) == _last_word(text, predicted)


def _last_word(text: str, spans: Sequence[Span]) -> str | None:
    words = re.findall(r"[\w’'-]+", " ".join(text[start:end] for start, end in spans).lower())
    words = [word for word in words if word not in {"'s", "’s"}]
    return words[-1] if words else None


# answers


@dataclass(slots=True)
class AnswerCounts:
    """Counts over questions with gold answers, and over those that have none.

    Attributes:
        asked: Questions with gold answers.
        hits: Of those, at rank k: with a right quote among the first k.
        attributed: The same, by the right speaker.
        wrongly_refused: Of those, without any quote.
        shown: Quotes among the first three that name a speaker.
        wrong_speaker: Of those quotes, with another speaker than was asked for.
        unanswerable: Questions without gold answers.
        refused: Of those, without any quote.
        ms: Milliseconds of each answer.
    """

    asked: int = 0
    hits: Counter[int] = field(default_factory=Counter)
    attributed: Counter[int] = field(default_factory=Counter)
    wrongly_refused: int = 0
    shown: int = 0
    wrong_speaker: int = 0
    unanswerable: int = 0
    refused: int = 0
    ms: list[float] = field(default_factory=list)

    def line(self) -> str:
        """The scores in one line."""
        n, ms = max(1, self.asked), sorted(self.ms) or [0.0]
        hits = " ".join(f"@{k} {self.hits[k] / n:.3f}" for k in RANKS)
        attributed = " ".join(f"@{k} {self.attributed[k] / n:.3f}" for k in RANKS)
        return (
            f"{self.asked} questions | quote hit {hits} | with the right speaker {attributed}"
            f" | wrong voice {self.wrong_speaker / max(1, self.shown):.3f}"
            f" | refused though answerable {self.wrongly_refused / n:.3f}"
            f" | {self.unanswerable} unanswerable, refused {self.refused / max(1, self.unanswerable):.3f}"
            f" | ms p50 {ms[len(ms) // 2]:.1f} p95 {ms[int(len(ms) * 0.95)]:.1f}"
        )


def evaluate_answers(
    folder: Path, model: str, data: Path, progress: Progress = None, precision: Precision = "float32"
) -> str:
    """Score answers to "What did X say about Y?" in a temporary library.

    Args:
        folder: A folder with articles.jsonl and questions.jsonl.
        model: Name or path of the sentence model.
        data: The data folder with the exported model, in which the library is made.
        progress: Called after each article.
        precision: Of the embeddings.

    Returns:
        The scores in one line.
    """
    from index.extract.jsonl import from_jsonl
    from index.library import Index

    questions = read_records(folder / "questions.jsonl")
    check_readable(folder / "articles.jsonl")
    data.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=data) as library:
        link = Path(library) / "model"
        (data / "model").mkdir(exist_ok=True)
        link.symlink_to((data / "model").absolute(), target_is_directory=True)
        index = Index.open(Path(library), model, precision=precision)
        total = sum(1 for _ in (folder / "articles.jsonl").open(encoding="utf-8"))
        for number, _ in enumerate(index.add(from_jsonl(folder / "articles.jsonl", "articles.jsonl")), 1):
            if progress:
                progress(number, total)
        counts = AnswerCounts()
        for question in questions:
            start = time.perf_counter()
            answer = index.ask(question["question"])
            counts.ms.append((time.perf_counter() - start) * 1000)
            grade(counts, question, answer)
        index.close()
    return counts.line()


def grade(counts: AnswerCounts, question: dict[str, Any], answer: Answer) -> None:
    """Grade an answer and add it to the counts.

    A quote is right when it is from a gold article and covers the gold words.

    Args:
        counts: The counts, which are changed.
        question: {"speaker", "answers": [{"url", "content"}]}; without answers a refusal is right.
        answer: The answer.
    """
    if not question["answers"]:
        counts.unanswerable += 1
        counts.refused += not answer.quotes
        return
    counts.asked += 1
    counts.wrongly_refused += not answer.quotes
    surname = _words(question["speaker"])[-1]
    hits, attributed = [], []
    for rank, quote in enumerate(answer.quotes[:5]):
        hit, same_speaker = _is_right(quote, question["answers"]), _surname(quote) == surname
        hits.append(hit)
        attributed.append(hit and same_speaker)
        if rank < 3 and _surname(quote):
            counts.shown += 1
            counts.wrong_speaker += not same_speaker
    for k in RANKS:
        counts.hits[k] += any(hits[:k])
        counts.attributed[k] += any(attributed[:k])


def _is_right(quote: Quote, gold: Iterable[dict[str, Any]]) -> bool:
    return any(each["url"] in quote.article.urls and covers(quote.text, each["content"]) for each in gold)


def _surname(quote: Quote) -> str | None:
    """Last word of the speaker's name in lower case; None where nobody is named."""
    name = _words(quote.speaker.name) if quote.speaker else []
    return name[-1] if name else None


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def covers(quote: str, gold: str, longest: float = LONGEST) -> bool:
    """Whether a quote covers the words of a gold statement.

    Args:
        quote: The quote's text.
        gold: The gold statement's text.
        longest: How many words a quote may have.

    Returns:
        True if the quote is short enough and has at least half of the different words of the gold statement.
    """
    words, wanted = _words(quote), set(_words(gold))
    return bool(wanted) and len(words) <= longest and 2 * len(wanted & set(words)) >= len(wanted)


def read_records(path: Path) -> list[dict[str, Any]]:
    """The objects of a JSON Lines file.

    Raises:
        OnRecordError: It can't be read, or has a line that is no JSON, or none at all.
    """
    lines = check_readable(path).read_text(encoding="utf-8").splitlines()
    try:
        records = [json.loads(line) for line in lines if line.strip()]
    except ValueError as error:
        raise OnRecordError(f"{path} holds a line that is no JSON ({error})") from error
    if not records:
        raise OnRecordError(f"{path} is empty")
    return records


def check_readable(path: Path) -> Path:
    """A file of the gold that can be read.

    Raises:
        OnRecordError: It is missing or can't be read.
    """
    try:
        path.open("rb").close()
    except OSError as error:
        raise OnRecordError(f"{path} can't be read ({error.strerror})") from error
    return path


# extraction


def evaluate_extraction(folder: Path, worst: int = 10) -> str:
    """Word-overlap F1 of extracted articles, computed as the set's own measure does.

    Shingles of four words; precision and recall are averaged over the pages, and F1 is of the two averages.

    Args:
        folder: A folder with html/ and ground-truth.json.
        worst: How many of the worst pages are listed.

    Returns:
        A line of scores, and a line for each of the worst pages.
    """
    from index.extract.documents import from_bytes

    gold = json.loads(check_readable(folder / "ground-truth.json").read_text(encoding="utf-8"))
    if not gold:
        raise OnRecordError(f"{folder / 'ground-truth.json'} names no page")
    scores: list[tuple[float, float, str]] = []  # precision, recall, address
    for name, page in sorted(gold.items()):
        data = gzip.decompress(check_readable(folder / "html" / f"{name}.html.gz").read_bytes())
        try:
            text = from_bytes(data, name, ".html").text
        except SourceError:
            text = ""
        scores.append((*_precision_recall(_shingles(page["articleBody"]), _shingles(text)), page["url"]))
    precision = sum(p for p, _, _ in scores) / len(scores)
    recall = sum(r for _, r, _ in scores) / len(scores)
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    lines = [f"{len(scores)} pages | P {precision:.3f} R {recall:.3f} F1 {f1:.3f}"]
    lines.extend(f"P {p:.2f} R {r:.2f} {url}" for p, r, url in sorted(scores, key=lambda x: x[0] + x[1])[:worst])
    return "\n".join(lines)


def _shingles(text: str, size: int = 4) -> Counter[tuple[str, ...]]:
    words = re.findall(r"\w+", text)
    if len(words) < size:
        return Counter([tuple(words)]) if words else Counter()
    return Counter(tuple(words[i : i + size]) for i in range(len(words) - size + 1))


def _precision_recall(gold: Counter[tuple[str, ...]], extracted: Counter[tuple[str, ...]]) -> tuple[float, float]:
    shared = (gold & extracted).total()
    return shared / extracted.total() if extracted else 0.0, shared / gold.total() if gold else 0.0
