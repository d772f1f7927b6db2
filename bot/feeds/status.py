"""The state of a feed, in one line."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from bot.messages import reasons
from bot.messages.html import shortened
from bot.messages.phrases import phrase
from index.errors import Refusal
from index.feeds.registry import FeedState


def summary(source: FeedState, language: str, now: datetime, explain: Callable[[Refusal], str] | None = None) -> str:
    """When a feed was last read, when it last brought an article, and what is wrong with it.

    Args:
        source: The feed.
        language: Of the line.
        now: What "ago" counts from.
        explain: Says why the feed could not be read; by default in the words for a chat.
    """
    if source.gone:
        return phrase(language, "feed is gone", ago=ago(source.gone, language, now))
    parts = []
    if source.problem and source.failing_since:
        why = shortened(explain(source.problem) if explain else reasons.refusal(source.problem, language), 200)
        parts.append(phrase(language, "feed is failing", ago=ago(source.failing_since, language, now), why=why))
    if source.last_success:
        parts.append(phrase(language, "feed was read", ago=ago(source.last_success, language, now)))
        if source.last_new:
            parts.append(phrase(language, "feed brought", ago=ago(source.last_new, language, now)))
        else:
            parts.append(phrase(language, "feed brought nothing"))
    elif not parts:
        parts.append(phrase(language, "feed is new"))
    return "; ".join(parts)


def ago(then: datetime, language: str, now: datetime) -> str:
    """How long ago a moment was: in minutes, from 1 h in hours, from 48 h in days."""
    minutes = max(int((now - then).total_seconds() // 60), 0)
    if minutes < 1:
        return phrase(language, "just now")
    if minutes < 60:
        return phrase(language, "minutes ago", count=minutes)
    if minutes < 48 * 60:
        return phrase(language, "hours ago", count=minutes // 60)
    return phrase(language, "days ago", count=minutes // (24 * 60))
