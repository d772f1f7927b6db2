"""Which quotes are new: published since the last look, and not said before in any article."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime, timedelta

from index.model import Article, Kind, Quote
from index.view import View

SLACK = timedelta(days=1)  # a date of publication is often of the day, or of the article's first version
SHINGLE = 6  # words in a row by which the same words are known again
SAME = 0.5  # share of these that an earlier article has, from which the words were said before
LONGEST = 60  # words of a quote that are looked for
LOOKED_AT = 12  # passages in which they are looked for
# Words that report what was said, and nothing else: who "pushed for" or "led" something may have said nothing.
_SAYING = frozenset(
    """said says say saying told tells stated states noted notes added adds warned warns argued argues insisted insists
    explained explains declared declares acknowledged remarked wrote writes replied testified recalled""".split()
)
_WORD = re.compile(r"\w+")


def new_quotes(quotes: Iterable[Quote], view: View, after: int, seen_until: datetime | None) -> tuple[Quote, ...]:
    """Quotes that are worth an alert, in their order.

    Args:
        quotes: That fit.
        view: What may be seen of the library.
        after: The last article that was looked at; words of it and of earlier ones are old.
        seen_until: When that came in; None where nothing was looked at.

    Returns:
        Those that are somebody's words, published since, and in no earlier article.
    """
    return tuple(
        quote
        for quote in quotes
        if is_speech(quote) and _is_published_since(quote.article, seen_until) and not _is_old(quote, view, after)
    )


def is_speech(quote: Quote) -> bool:
    """Whether it is somebody's words, and no narrative: what is only reported must be so by a plain word of saying."""
    if quote.kind is Kind.DIRECT:
        return True
    if quote.kind is Kind.PASSAGE or quote.speaker is None:
        return False
    return quote.kind is Kind.MIXED or (quote.cue or "").casefold() in _SAYING


def _is_published_since(article: Article, seen_until: datetime | None) -> bool:
    return seen_until is None or article.published is None or article.published >= seen_until - SLACK


def _is_old(quote: Quote, view: View, after: int) -> bool:
    """Whether an article that was there before has the same words."""
    if not after:
        return False
    words = _words(quote.text)[:LONGEST]
    shingles = {tuple(words[first : first + SHINGLE]) for first in range(max(1, len(words) - SHINGLE + 1))}
    hits = view.retriever().passages.search(" ".join(words), LOOKED_AT)
    earlier = [hit.place for hit in hits if hit.article <= after and hit.article != quote.article.id]
    for slice in view.store.reads.texts(earlier):
        if slice is None:
            continue
        there = _words(slice.text)
        size = min(SHINGLE, len(words))
        held = {tuple(there[first : first + size]) for first in range(len(there) - size + 1)}
        if len(shingles & held) >= SAME * len(shingles):
            return True
    return False


def _words(text: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(text)]
