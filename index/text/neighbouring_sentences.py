"""The sentence before a quote and the one after it, by which a reader sees where it comes from."""

from __future__ import annotations

from index.model import Quote, Span
from index.text.sentences import sentences

REACH = 600  # code points on each side in which a neighbouring sentence stands


def with_neighbours(quote: Quote) -> Span:
    """Where a quote stands with the sentence before it and the one after it, as offsets into its article.

    Args:
        quote: The quote; a neighbour that reaches further than REACH is left out.
    """
    text = quote.article.text
    first, last = max(0, quote.start - REACH), min(len(text), quote.end + REACH)
    spans = [(start + first, end + first) for start, end in sentences(text[first:last])]
    touched = [place for place, (start, end) in enumerate(spans) if start < quote.end and quote.start < end]
    if not touched:
        return quote.start, quote.end
    # At the edges of what was looked at a sentence may be cut.
    starts = {place: start for place, (start, _) in enumerate(spans) if start > first or not first}
    ends = {place: end for place, (_, end) in enumerate(spans) if end < last or last == len(text)}
    start = starts.get(touched[0] - 1, starts.get(touched[0], quote.start))
    end = ends.get(touched[-1] + 1, ends.get(touched[-1], quote.end))
    return min(start, quote.start), max(end, quote.end)
