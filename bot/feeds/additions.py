"""Adding to the library: what came of it, in one sentence."""

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
    """What became of one source, and the article it is now."""

    outcome: Outcome
    article: Article | None


def add(index: Index, drafts: Iterable[Draft | SourceError]) -> list[Addition]:
    """Add articles; what can't be one is refused in its place."""
    return [
        Addition(outcome, index.store.article(outcome.article) if outcome.article is not None else None)
        for outcome in index.add(drafts)
    ]


def told(additions: list[Addition], language: str) -> str:
    """One sentence about what was added, known already or refused."""
    if len(additions) == 1:
        return _about(additions[0], language)
    counts = {status: sum(each.outcome.status == status for each in additions) for status in ("added", "refused")}
    known = len(additions) - sum(counts.values())
    return phrase(language, "additions", added=counts["added"], known=known, refused=counts["refused"])


def _about(addition: Addition, language: str) -> str:
    outcome, article = addition.outcome, addition.article
    source = shortened(outcome.source, 200)
    if article is None:
        why = reasons.refusal(outcome.refusal or Refusal(SourceProblem.UNKNOWN), language)
        return phrase(language, "not added", source=source, why=shortened(why, 300))
    key = {"added": "added", "address": "known elsewhere"}.get(outcome.status, "known")
    return phrase(language, key, what=_named(article, source, language), collection=article.collection)


def _named(article: Article, source: str, language: str) -> str:
    published = article.published.date() if article.published else None
    known = (shortened(article.outlet, 80) if article.outlet else None, day(language, published))
    title = shortened(article.title, 200) if article.title else source
    return f"“{title}” ({', '.join(filter(None, known))})"
