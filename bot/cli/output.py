"""What the command prints: the forms of `--json`, and a statement on a line."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

from index.model import Answer, Outcome, OutcomeStatus, Person, Quote, Statement


def answer_json(answer: Answer, text: str, ms: float) -> dict[str, Any]:
    """An answer as `ask --json` prints it.  ms: from question to answer, in milliseconds."""
    asked = answer.question
    return {
        "question": text,
        "speaker": asked.speaker,
        "topic": asked.topic,
        "since": _day(asked.since),
        "until": _day(asked.until),
        "answered": answer.answered,
        "reason": answer.reason,
        "quotes": [quote_json(q) for q in answer.quotes],
        "ms": round(ms, 1),
    }


def _day(value: date | None) -> str | None:
    return value.isoformat() if value else None


def quote_json(quote: Quote) -> dict[str, Any]:
    """A quote with its article, as a part of an answer."""
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
    }


def _name(person: Person | None) -> str | None:
    return person.name if person else None


def statement_json(one: Statement) -> dict[str, Any]:
    """A statement as `statements --json` prints it; offsets are code points of the text."""
    return {
        "content": [list(span) for span in one.content],
        "speaker": [list(one.mention)] if one.mention else None,
        "cue": [list(one.cue)] if one.cue else None,
        "kind": one.kind.value,
        "person": _name(one.person),
        "via": _name(one.via),
    }


def line(text: str, one: Statement) -> str:
    """A statement on one line, for a person to read."""
    words = " … ".join(" ".join(text[a:b].split()) for a, b in one.content)
    who = _name(one.person) or ("a reporter" if one.question else "somebody")
    via = f" via {one.via.name}" if one.via else ""
    return f"  {who}{via} [{one.kind.value}]: {words if len(words) < 200 else words[:197] + '…'}"


def outcome_json(outcome: Outcome) -> dict[str, Any]:
    """What became of a source as `add --json` and `update --json` print it."""
    return {
        "source": outcome.source,
        "status": outcome.status,
        "reason": outcome.reason,
        "article": outcome.article,
    }


def outcome_counts(counts: Counter[OutcomeStatus]) -> str:
    """The last line of `add` and `update`: how many articles became what."""
    added, refused = counts[OutcomeStatus.ADDED], counts[OutcomeStatus.REFUSED]
    moved = counts[OutcomeStatus.ADDRESS]
    known = counts[OutcomeStatus.UNCHANGED] + moved
    elsewhere = f" ({moved} under another address)" if moved else ""
    return f"{added} added, {known} known already{elsewhere}, {refused} refused"
