"""Adding articles to the library, and the outcome in one sentence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.messages import reasons
from bot.messages.html import shortened
from bot.messages.phrases import day, phrase
from index.errors import Refusal, SourceError, SourceProblem
from index.model import Article, Draft

if TYPE_CHECKING:
    from index import Index, Outcome


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
    """What was added, known already or refused, in one sentence."""
    if len(additions) == 1:
        return _outcome(additions[0], language)
    counts = {status: sum(each.outcome.status == status for each in additions) for status in ("added", "refused")}
    known = len(additions) - sum(counts.values())
    return phrase(language, "additions", added=counts["added"], known=known, refused=counts["refused"])


def _outcome(addition: Addition, language: str) -> str:
    outcome, article = addition.outcome, addition.article
    source = shortened(outcome.source, 200)
    if article is None:
        why = reasons.refusal(outcome.refusal or Refusal(SourceProblem.UNKNOWN), language)
        return phrase(language, "not added", source=source, why=shortened(why, 300))
    key = {"added": "added", "address": "known elsewhere"}.get(outcome.status, "known")
    return phrase(language, key, what=_description(article, source, language), collection=article.collection)


def _description(article: Article, source: str, language: str) -> str:
    title = shortened(article.title, 200) if article.title else source
    outlet = shortened(article.outlet, 80) if article.outlet else None
    published = day(language, article.published.date() if article.published else None)
    return f"“{title}” ({', '.join(filter(None, (outlet, published)))})"
