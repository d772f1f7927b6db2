"""Questions with gold: their records, the two halves they are divided into, and whether an answer is right."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from index.errors import OnRecordError
from index.measure.quality import read_records
from index.model import Quote

HALVES = ("fit", "held")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a right quote is like.

    Attributes:
        words: Patterns, one of which its text matches.
        against: Patterns, none of which its text matches.
        speaker: Pattern of the speaker's name; None where anybody may have said it.
        since: First day of its article.
        until: Last day of its article.
    """

    words: tuple[re.Pattern[str], ...]
    against: tuple[re.Pattern[str], ...]
    speaker: re.Pattern[str] | None
    since: date | None
    until: date | None

    @classmethod
    def of(cls, record: Mapping[str, Any], words: str) -> Wanted:
        """What a question's record wants, or one side of it; words: the field with the patterns."""
        speaker = record.get("speaker")
        return cls(
            tuple(map(re.compile, record[words])),
            tuple(map(re.compile, record.get("not_contains") or ())),
            re.compile(speaker, re.IGNORECASE) if speaker else None,
            _day(record.get("since")),
            _day(record.get("until")),
        )

    def fits(self, quote: Quote) -> bool:
        """Whether a quote is right in words, day and speaker."""
        text = " ".join(quote.text.split())
        return (
            any(pattern.search(text) for pattern in self.words)
            and not any(pattern.search(text) for pattern in self.against)
            and self._on_a_day(quote)
            and self.said_by(quote)
        )

    def said_by(self, quote: Quote) -> bool:
        """Whether a quote is by the speaker who is wanted."""
        return self.speaker is None or bool(self.speaker.search(quote.speaker.name if quote.speaker else ""))

    def _on_a_day(self, quote: Quote) -> bool:
        """Whether the article's day fits, or the day before: what is issued in an evening is of the next day in UTC."""
        if quote.article.published is None:
            return True
        day = quote.article.published.date()
        return any(
            (self.since is None or each >= self.since) and (self.until is None or each <= self.until)
            for each in (day, day - timedelta(days=1))
        )


@dataclass(frozen=True, slots=True)
class GoldQuestion:
    """A question whose right answer is known.

    Attributes:
        id: Its own in its corpus.
        corpus: Name of the articles it is about.
        kind: What kind of question it is.
        text: As a person writes it.
        today: The day it is asked on.
        previous: Id of the question it goes on from.
        half: The half it belongs to; a question that goes on belongs to that of the first one.
        answerable: Whether the corpus holds an answer; None where no single answer is right.
        wanted: What a right quote is like.
        sides: What each of several quotes is to be like, all of which a full answer has.
        names_speaker: Whether the question itself names the speaker.
        silence_fits: Whether no quote is right, too.
        verdict: How a quotation to be checked stands.
    """

    id: str
    corpus: str
    kind: str
    text: str
    today: date
    previous: str | None
    half: str
    answerable: bool | None
    wanted: Wanted
    sides: tuple[Wanted, ...]
    names_speaker: bool
    silence_fits: bool
    verdict: str | None


def read_questions(folder: Path) -> list[GoldQuestion]:
    """The questions of every JSON Lines file in a folder.

    Raises:
        OnRecordError: There is none, or a question lacks what it needs.
    """
    files = sorted(folder.glob("*.jsonl"))
    if not files:
        raise OnRecordError(f"{folder} holds no questions (NAME.jsonl)")
    return [question for file in files for question in _questions(read_records(file), file)]


def half_of(first_question: str) -> str:
    """The half of a chain of questions, by a hash of its first."""
    return HALVES[hashlib.sha256(first_question.encode()).digest()[0] % 2]


def _questions(records: Sequence[Mapping[str, Any]], file: Path) -> Iterator[GoldQuestion]:
    texts: dict[str, str] = {}  # of each question the first one of its chain
    for record in records:
        try:
            first = texts[record["id"]] = texts[record["prev"]] if record["prev"] else record["question"]
            yield GoldQuestion(
                record["id"],
                record["corpus"],
                record["kind"],
                record["question"],
                date.fromisoformat(record["today"]),
                record["prev"],
                half_of(first),
                record["answerable"],
                Wanted.of(record, "gold_contains"),
                tuple(Wanted.of(side, "gold") for side in record.get("sides") or ()),
                bool(record.get("named")),
                bool(record.get("refusal_ok")),
                record.get("verdict"),
            )
        except KeyError as error:
            raise OnRecordError(
                f"a question in {file} lacks {error}, or goes on from one that isn't before it"
            ) from error


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
