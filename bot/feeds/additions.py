"""Adding articles to the library, and the outcome in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.messages import reasons
from bot.messages.html import shortened
from bot.messages.phrases import day, phrase
from index.errors import Refusal, SourceError, SourceProblem
from index.model import Article, Draft, page_ranges

if TYPE_CHECKING:
    from index import Index, Outcome


MAX_REFUSALS = 5  # that a report names, so that it fits into one message


@dataclass(frozen=True, slots=True)
class Addition:
    """What became of one source.

    Attributes:
        outcome: As the library gives it.
        article: What the source is stored as.
    """

    outcome: Outcome
    article: Article | None


def add(index: Index, drafts: Iterable[Draft | SourceError]) -> list[Addition]:
    """Add articles to the library.

    Args:
        index: The library.
        drafts: Articles, and refusals that are passed on.

    Returns:
        What became of each.
    """
    return [
        Addition(outcome, index.store.article(outcome.article) if outcome.article is not None else None)
        for outcome in index.add(drafts)
    ]


def report(additions: list[Addition], language: str) -> str:
    """What was added, known already or refused: of one source in a sentence, of several in counts.

    Below the counts stands a line for each of the first refused sources.
    """
    if len(additions) == 1:
        return _outcome(additions[0], language)
    counts = Counter(each.outcome.status.value for each in additions)
    known = counts["unchanged"] + counts["address"]
    numbers = {"added": counts["added"], "known": known, "refused": counts["refused"]}
    lines = [phrase(language, "additions", **numbers)]
    if counts["revised"]:
        lines.append(phrase(language, "revisions", count=counts["revised"]))
    refusals = [each.outcome for each in additions if each.outcome.status == "refused"]
    for outcome in refusals[:MAX_REFUSALS]:
        source, why = _refusal(outcome, language)
        lines.append(phrase(language, "not added source", source=source, why=why))
    if len(refusals) > MAX_REFUSALS:
        lines.append(phrase(language, "more not added", count=len(refusals) - MAX_REFUSALS))
    return "\n".join(lines)


def _refusal(outcome: Outcome, language: str) -> tuple[str, str]:
    """A refused source and why, both shortened."""
    why = reasons.refusal(outcome.refusal or Refusal(SourceProblem.UNKNOWN), language)
    return shortened(outcome.source, 200), shortened(why, 300)


def _outcome(addition: Addition, language: str) -> str:
    outcome, article = addition.outcome, addition.article
    if article is None:
        source, why = _refusal(outcome, language)
        return phrase(language, "not added", source=source, why=why)
    key = {"added": "added", "revised": "revised", "address": "known elsewhere"}.get(outcome.status, "known")
    told = phrase(language, key, what=_description(article, outcome.source, language), collection=article.collection)
    if not outcome.unread_pages:
        return told
    return f"{told}\n{phrase(language, 'unread pages', pages=page_ranges(outcome.unread_pages)).capitalize()}."


def _description(article: Article, source: str, language: str) -> str:
    title = shortened(article.title or source, 200)
    outlet = shortened(article.outlet, 80) if article.outlet else None
    published = day(language, article.published.date() if article.published else None)
    return f"“{title}” ({', '.join(filter(None, (outlet, published)))})"
