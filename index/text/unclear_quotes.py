"""Quotes whose speaker is not clear: they come with their paragraph, so that the reader can judge."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from index.model import Quote, Span
from index.text.quote_spans import LONGEST_PARAGRAPH, LONGEST_QUOTE, paragraph_span
from index.text.sentences import sentences


def with_paragraphs(quotes: Iterable[Quote]) -> tuple[Quote, ...]:
    """Widen quotes whose speaker is not clear; of those that share a paragraph the first stays.

    Args:
        quotes: In the order to be shown.

    Returns:
        The others as they are; these with their paragraph or, where that has more than LONGEST_QUOTE words, with the
        nearest of its whole sentences.
    """
    widened: list[Quote] = []
    for quote in quotes:
        if quote.speaker_unclear:
            start, end = _judgeable_span(quote)
            if any(_is_shown_by(other, quote) for other in widened):
                continue
            quote = replace(quote, start=start, end=end)
        widened.append(quote)
    return tuple(widened)


def _is_shown_by(other: Quote, quote: Quote) -> bool:
    """Whether another quote of an unclear speaker holds these words."""
    same_article = other.speaker_unclear and other.article.id == quote.article.id
    return same_article and other.start <= quote.start and quote.end <= other.end


def _judgeable_span(quote: Quote) -> Span:
    text = quote.article.text
    low, high = paragraph_span(quote)
    if len(text[low:high].split()) <= LONGEST_QUOTE:
        return low, high
    if high - low >= LONGEST_PARAGRAPH:
        return quote.start, quote.end
    around = [(start + low, end + low) for start, end in sentences(text[low:high])]
    touched = [place for place, (start, end) in enumerate(around) if start < quote.end and quote.start < end]
    if not touched:
        return quote.start, quote.end
    first, last = touched[0], touched[-1]

    def fits(run: tuple[int, int]) -> bool:
        inside = run[0] >= 0 and run[1] < len(around)
        return inside and len(text[around[run[0]][0] : around[run[1]][1]].split()) <= LONGEST_QUOTE

    def reach(run: tuple[int, int]) -> int:
        return max(touched[0] - run[0], run[1] - touched[-1])

    while longer := [run for run in ((first - 1, last), (first, last + 1)) if fits(run)]:
        first, last = min(longer, key=reach)
    return min(quote.start, around[first][0]), max(quote.end, around[last][1])
