"""Answers to questions as people write them, against gold: the right quote by the right speaker, or silence."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from index.errors import OnRecordError
from index.measure.gold_questions import HALVES, GoldQuestion, read_questions
from index.measure.quality import read_records
from index.model import Answer, Question, Quote

if TYPE_CHECKING:
    from index.library import Index

# Where the articles lie that a corpus of questions is about, from the folder of the questions.
CORPORA: Mapping[str, Path] = {"briefings": Path("../briefings"), "news": Path("../said/articles.jsonl")}
IN_KOREAN = Path(__file__).parent / "questions_in_korean.jsonl"  # ids with how Koreans ask the same
LIMIT = 5  # quotes of an answer that count
SHOWN = 3  # quotes among which another's words count
_HEADER = (
    f"{'':24}{'asked':>7}{'first':>7}{'in 5':>7}{'others':>8}{'refused':>9}{'none':>12}{'sides':>11}{'verdict':>11}"
)
_LEGEND = (
    "first, in 5: right quote and speaker; others: another's words among the first three though a speaker was named;\n"
    "refused: though answerable; none: unanswerable ones refused; sides: all shown where several were asked for"
)

Progress = Callable[[int, int], None] | None


@dataclass(slots=True)
class QuestionCounts:
    """Counts over questions.

    Attributes:
        asked: Questions that have an answer.
        first: Of those, with a right quote at the first place.
        among_five: Of those, with a right quote at all.
        refused: Of those, without any quote.
        named: Quotes among the first three that name a speaker, where the question did.
        others: Of those quotes, by somebody else.
        unanswerable: Questions that have no answer.
        silent: Of those, without any quote.
        sided: Questions that want several things.
        full: Of those, with all of them.
        checked: Quotations to check whose verdict is known.
        judged: Of those, with that verdict.
        ms: Milliseconds of each answer.
        mistakes: What is wrong, a line each.
    """

    asked: int = 0
    first: int = 0
    among_five: int = 0
    refused: int = 0
    named: int = 0
    others: int = 0
    unanswerable: int = 0
    silent: int = 0
    sided: int = 0
    full: int = 0
    checked: int = 0
    judged: int = 0
    ms: list[float] = field(default_factory=list)
    mistakes: list[str] = field(default_factory=list)

    def line(self, name: str) -> str:
        """The counts as a row of the table."""
        return (
            f"{name:24}{self.asked:7}{_share(self.first, self.asked):>7}{_share(self.among_five, self.asked):>7}"
            f"{_share(self.others, self.named):>8}{_share(self.refused, self.asked):>9}"
            f"{_share_of(self.silent, self.unanswerable):>12}{_share_of(self.full, self.sided):>11}"
            f"{_share_of(self.judged, self.checked):>11}"
        )


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, what came back and how long it took."""

    question: GoldQuestion
    answer: Answer
    ms: float


def evaluate_questions(
    folder: Path,
    libraries: Path | None,
    open_library: Callable[[Path], Index],
    progress: Progress = None,
    mistakes: bool = False,
    korean: bool = False,
) -> str:
    """Ask questions with gold and count what is right, by half, corpus and kind.

    Args:
        folder: Of the questions; `CORPORA` tells where their articles lie.
        libraries: A folder where the libraries are kept, one a corpus, so that they are built but once; None builds
            them for this time only.
        open_library: Opens the library in a folder, which need not exist.
        progress: Called after each article.
        mistakes: Whether to list what is wrong in the half that may be looked at, the first.
        korean: Whether to ask in Korean, as far as the questions are in `IN_KOREAN`.

    Returns:
        A table a half.

    Raises:
        OnRecordError: The questions or their articles can't be read.
    """
    questions = read_questions(folder)
    if korean:
        questions = in_korean(questions)
    with tempfile.TemporaryDirectory() as temporary:
        asked = [
            each
            for corpus in dict.fromkeys(question.corpus for question in questions)
            for each in _ask_of(
                _library(folder, corpus, (libraries or Path(temporary)) / corpus, open_library, progress),
                [question for question in questions if question.corpus == corpus],
            )
        ]
    return "\n".join(_report(asked, mistakes))


def in_korean(questions: Iterable[GoldQuestion]) -> list[GoldQuestion]:
    """Questions as Koreans ask them; those without a Korean wording are left out.

    Args:
        questions: In English.
    """
    worded = {record["id"]: record["question"] for record in read_records(IN_KOREAN)}
    return [replace(each, text=worded[each.id]) for each in questions if each.id in worded]


def _library(folder: Path, corpus: str, data: Path, open_library: Callable[[Path], Index], progress: Progress) -> Index:
    """The library of a corpus, built where it isn't there."""
    from index.extract.documents import from_file

    if corpus not in CORPORA:
        raise OnRecordError(f"no articles are known for the questions on {corpus!r}, only for {', '.join(CORPORA)}")
    articles = folder / CORPORA[corpus]
    if not articles.exists():
        raise OnRecordError(f"the articles of the questions on {corpus} are not at {articles}")
    there = (data / "onrecord.db").exists()
    index = open_library(data)
    if not there:
        files = sorted(articles.rglob("*.md")) if articles.is_dir() else [articles]
        drafts = (draft for path in files for draft in from_file(path, path.name))
        for number, _ in enumerate(index.add(drafts), 1):
            if progress:
                progress(number, max(number, len(files)))
    return index


def _ask_of(index: Index, questions: Iterable[GoldQuestion]) -> Iterator[Asked]:
    """Ask in order; one that goes on is told how the one before was understood."""
    understood: dict[str, Question] = {}
    for question in questions:
        previous = understood[question.previous] if question.previous else None
        start = time.perf_counter()
        answer = index.ask(question.text, LIMIT, question.today, previous)
        yield Asked(question, answer, (time.perf_counter() - start) * 1000)
        understood[question.id] = answer.question
    index.close()


def _report(asked: list[Asked], mistakes: bool) -> Iterator[str]:
    for half in HALVES:
        of_half = [each for each in asked if each.question.half == half]
        yield f"{half:6}{_HEADER[6:]}"
        yield from _rows(of_half)
        if mistakes and half == HALVES[0]:
            yield from _graded(of_half).mistakes
    yield _LEGEND
    ms = sorted(each.ms for each in asked)
    yield f"ms p50 {ms[len(ms) // 2]:.1f} p95 {ms[int(len(ms) * 0.95)]:.1f}"


def _rows(asked: list[Asked]) -> Iterator[str]:
    """Rows for the kinds of each corpus, for each corpus, and for all."""
    kinds = dict.fromkeys((each.question.corpus, each.question.kind) for each in asked)
    for corpus, kind in kinds:
        counts = _graded(each for each in asked if (each.question.corpus, each.question.kind) == (corpus, kind))
        if counts.asked or counts.unanswerable:
            yield counts.line(f"{corpus} {kind}")
    for corpus in dict.fromkeys(each.question.corpus for each in asked):
        yield _graded(each for each in asked if each.question.corpus == corpus).line(f"{corpus} all")
    yield _graded(asked).line("all")


def _graded(asked: Iterable[Asked]) -> QuestionCounts:
    counts = QuestionCounts()
    for each in asked:
        grade(counts, each)
    return counts


def grade(counts: QuestionCounts, asked: Asked) -> None:
    """Grade an answer and add it to the counts, which are changed."""
    question, quotes = asked.question, asked.answer.quotes[:LIMIT]
    if question.answerable is None:
        return
    if not question.answerable:
        counts.unanswerable += 1
        counts.silent += not quotes
        if quotes:
            counts.mistakes.append(_mistake("answered though unanswerable", asked))
        return
    right = [question.wanted.fits(quote) for quote in quotes] or [question.silence_fits]
    counts.asked += 1
    counts.first += right[0]
    counts.among_five += any(right)
    counts.refused += not quotes and not question.silence_fits
    others = _count_voices(counts, question, quotes)
    full = _count_whole(counts, asked, quotes)
    if not right[0] or others or not full:
        what = "right first" if right[0] else f"right at {right.index(True) + 1}" if any(right) else "missed"
        what = what if quotes else "refused"
        counts.mistakes.append(_mistake(f"{what}, {others} by others{'' if full else ', a side is missing'}", asked))


def _count_voices(counts: QuestionCounts, question: GoldQuestion, quotes: Sequence[Quote]) -> int:
    """Count whose the first quotes are where somebody is asked for; returns how many are somebody else's."""
    named = [quote for quote in quotes[:SHOWN] if quote.speaker] if question.names_speaker else []
    others = sum(not question.wanted.said_by(quote) for quote in named)
    counts.named += len(named)
    counts.others += others
    return others


def _count_whole(counts: QuestionCounts, asked: Asked, quotes: Sequence[Quote]) -> bool:
    """Count the sides and the verdict; whether every side is there."""
    question = asked.question
    full = all(any(side.fits(quote) for quote in quotes) for side in question.sides)
    counts.sided += bool(question.sides)
    counts.full += bool(question.sides) and full
    counts.checked += bool(question.verdict)
    counts.judged += bool(question.verdict) and asked.answer.verdict == question.verdict
    return full


def _mistake(what: str, asked: Asked) -> str:
    question, read = asked.question, asked.answer.question
    days = f"{read.since or ''}..{read.until or ''}" if read.since or read.until else ""
    lines = [
        f"{question.corpus} {question.kind} {question.id} {question.text!r}: {what}",
        f"    read as {read.ask.value}: {read.speaker!r} {read.others or ''} on {read.topic!r} {days}",
        *(f"    {_shown(quote)}" for quote in asked.answer.quotes[:SHOWN]),
    ]
    if not asked.answer.quotes:
        lines.append(f"    {asked.answer.reason}")
    return "\n".join(lines)


def _shown(quote: Quote) -> str:
    day = f"{quote.article.published:%Y-%m-%d}" if quote.article.published else "undated"
    return f"{quote.speaker.name if quote.speaker else None} {day}: {' '.join(quote.text.split())[:160]!r}"


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.2f}" if whole else "·"


def _share_of(part: int, whole: int) -> str:
    return f"{part / whole:.2f} of {whole}" if whole else "·"
