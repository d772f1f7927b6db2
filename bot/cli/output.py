"""What the command prints: the records of `--json`, a statement on a line, and the counts of an addition."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any

from bot.messages.phrases import phrase
from bot.messages.text_fragments import web_address_at
from index.model import Answer, Outcome, OutcomeStatus, Person, Quote, Statement, page_ranges


def answer_json(answer: Answer, text: str, ms: float) -> dict[str, Any]:
    """An answer as `ask --json` prints it.

    Args:
        answer: The answer.
        text: The question as it was asked.
        ms: Milliseconds from the question to the answer.
    """
    question = answer.question
    return {
        "question": text,
        "speaker": question.speaker,
        "topic": question.topic,
        "since": _day(question.since),
        "until": _day(question.until),
        "answered": answer.answered,
        "reason": answer.reason,
        "quotes": [quote_json(quote) for quote in answer.quotes],
        "ms": round(ms, 1),
    }


def _day(value: date | None) -> str | None:
    return value.isoformat() if value else None


def quote_json(quote: Quote) -> dict[str, Any]:
    """A quote with its article, as part of an answer."""
    article = quote.article
    return {
        "text": quote.text,
        "speaker": _name(quote.speaker),
        "via": _name(quote.via),
        "kind": quote.kind.value,
        "start": quote.start,
        "end": quote.end,
        "score": quote.score,
        "article": {
            "id": article.id,
            "url": article.url,
            "title": article.title,
            "outlet": article.outlet,
            "author": article.author,
            "published": article.published.isoformat() if article.published else None,
        },
        "link": web_address_at(quote),
        "page": quote.page,
    }


def _name(person: Person | None) -> str | None:
    return person.name if person else None


def statement_json(statement: Statement) -> dict[str, Any]:
    """A statement as `statements --json` prints it; spans are offsets in code points, the end exclusive."""
    return {
        "content": [list(span) for span in statement.content],
        "speaker": [list(statement.mention)] if statement.mention else None,
        "cue": [list(statement.cue)] if statement.cue else None,
        "kind": statement.kind.value,
        "person": _name(statement.person),
        "via": _name(statement.via),
    }


def line(text: str, statement: Statement) -> str:
    """A statement on one line, for people to read.

    Args:
        text: The article's text.
        statement: A statement in it.
    """
    words = " … ".join(" ".join(text[start:end].split()) for start, end in statement.content)
    speaker = _name(statement.person) or ("a reporter" if statement.question else "speaker not clear")
    via = f" via {statement.via.name}" if statement.via else ""
    return f"  {speaker}{via} [{statement.kind.value}]: {words if len(words) < 200 else words[:197] + '…'}"


def outcome_json(outcome: Outcome) -> dict[str, Any]:
    """The outcome for a source as `add --json` and `update --json` print it."""
    return {
        "source": outcome.source,
        "status": outcome.status,
        "reason": outcome.reason,
        "article": outcome.article,
        "unread_pages": list(outcome.unread_pages),
    }


def unread(outcome: Outcome) -> str:
    """Which pages of a document are missing in its article, on one line."""
    return f"partly read: {outcome.source}: {phrase('en', 'unread pages', pages=page_ranges(outcome.unread_pages))}"


def outcome_counts(counts: Counter[OutcomeStatus]) -> str:
    """The last line of `add` and `update`: how many articles have which outcome."""
    added, refused = counts[OutcomeStatus.ADDED], counts[OutcomeStatus.REFUSED]
    readdressed = counts[OutcomeStatus.ADDRESS]
    known = counts[OutcomeStatus.UNCHANGED] + readdressed
    elsewhere = f" ({readdressed} under another address)" if readdressed else ""
    revised = f" {counts[OutcomeStatus.REVISED]} revised," if counts[OutcomeStatus.REVISED] else ""
    return f"{added} added,{revised} {known} known already{elsewhere}, {refused} refused"


def explained(answer: Answer) -> Iterator[str]:
    """A line for each quote in its order: its score, and the parts of it that say anything."""
    for number, quote in enumerate(answer.quotes, 1):
        parts = " + ".join(f"{name} {part:.2f}" for name, part in quote.parts if part >= 0.005)
        yield f"{number}. {quote.score:.2f}{f' = {parts}' if parts else ''}"
