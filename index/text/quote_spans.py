"""Cutting quotes: which whole sentences of a text are shown."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from index.model import Kind, Passage, Quote, Span, Statement
from index.text.sentences import sentences
from index.text.topic_matches import TopicMatches, share

LONGEST_QUOTE = 105  # words
LONGEST_OF_TURN = 60  # words cut from a transcript's turn, which may go on for pages
LONGEST_PARAGRAPH = 2500  # code points; of longer ones no more is looked at than a passage


def cut_statement(text: str, statement: Statement, passage: Passage, topic: TopicMatches) -> Span:
    """The whole sentences of a statement, or of so much of it as answers."""
    span = whole(text, statement)
    if span is None:
        found = part(text, statement, passage)
        most = longest(statement.cue, statement.mention, statement.start)
        span = clipped(_window(text, found, topic, most), statement)
    return span


def longest(cue: object, mention: Span | None, start: int) -> int:
    """How many words of a statement are shown.  cue, mention, start: the statement's."""
    return LONGEST_OF_TURN if mention is None or _labelled(cue, mention, start) else LONGEST_QUOTE


def _labelled(cue: object, mention: Span | None, start: int) -> bool:
    """Whether a statement is a transcript's turn, after the speaker's name alone."""
    return cue is None and mention is not None and mention[1] <= start


def whole(text: str, statement: Statement) -> Span | None:
    """The whole sentences of a statement; None where that is more than is shown."""
    low, high = paragraphs_around(text, statement.start, statement.end)
    if high - low >= LONGEST_PARAGRAPH:
        return None
    held = [s for s in _local(text, low, high) if _touches(s, statement)]
    most = longest(statement.cue, statement.mention, statement.start)
    if not held or len(text[held[0][0] : held[-1][1]].split()) > most:
        return None
    return clipped((held[0][0], held[-1][1]), statement)


def part(text: str, statement: Statement, passage: Passage) -> list[Span]:
    """The sentences of a statement in a passage."""
    low, high = paragraphs_around(text, statement.start, statement.end)
    low, high = max(low, passage.start), min(high, passage.end)
    return [s for s in _local(text, low, high) if _touches(s, statement)] or [
        (max(low, statement.start), min(high, statement.end))
    ]


def go_on(text: str, span: Span, statement: Statement, others: Sequence[Statement]) -> Span:
    """A span with the rest of its quotation: "…," she said.  "And more."."""
    if statement.kind is not Kind.DIRECT or statement.person is None:
        return span
    _, high = paragraphs_around(text, *span)
    start, end = span
    for a, b in _local(text, end, high):
        theirs = any(
            o.kind is Kind.DIRECT and o.person == statement.person and any(x < b and a < y for x, y in o.content)
            for o in others
        )
        if text[a] not in "\"“'‘" or not theirs or len(text[start:b].split()) > LONGEST_QUOTE:
            break
        end = b
    return start, end


def clipped(span: Span, statement: Statement) -> Span:
    """Leave the label of a transcript's turn ("MS. VALE:") out of the quote."""
    if not _labelled(statement.cue, statement.mention, statement.start):
        return span
    start, end = max(span[0], statement.start), min(span[1], statement.end)
    return (start, end) if start < end else span


def _touches(span: Span, statement: Statement) -> bool:
    return any(a < span[1] and span[0] < b for a, b in statement.content)


def shortened(text: str, topic: TopicMatches, most: int) -> Span:
    """So many words of a text, at most, in whole sentences: those that answer best."""
    if len(text.split()) <= most:
        return 0, len(text)
    found = _local(text, 0, len(text))
    return _window(text, found, topic, most) if found else (0, len(text))


def cut_passage(text: str, topic: TopicMatches, labels: Sequence[Span]) -> Span:
    """One to three sentences of a passage's text that answer best.

    labels: names before turns of a transcript, which the quote doesn't begin with.
    """
    found = _local(text, 0, len(text))
    start, end = _window(text, found, topic, 60) if found else (0, len(text))
    for a, b in labels:
        if a <= start < b + 2 < end:
            start = b
            while start < end and not text[start].isalnum() and text[start] not in "\"“'‘(":
                start += 1
    return start, end


def _window(text: str, found: list[Span], topic: TopicMatches, most: int) -> Span:
    """The run of sentences with most of the topic's words, beginning with one of them, and what follows it."""
    held = [topic.held(a, b) for a, b in found]
    sizes = [len(text[a:b].split()) for a, b in found]
    best, score = found[0], -1.0
    for i in range(len(found)):
        size, together = 0, held[i]
        for j in range(i, min(len(found), i + 6)):
            size += sizes[j]
            if size > most and j > i:
                break
            together = list(map(max, together, held[j]))
            value = share(together) + 0.25 * min(size, 0.75 * most) / (0.75 * most)
            value -= 0.15 if topic.size and not any(held[i]) else 0.0
            if value > score:
                best, score = (found[i][0], found[j][1]), value
    return best


def _local(text: str, start: int, end: int) -> list[Span]:
    return [(a + start, b + start) for a, b in _sentences(text[start:end])]


@lru_cache(maxsize=4096)  # a paragraph is cut anew for each of its statements
def _sentences(text: str) -> tuple[Span, ...]:
    return tuple(sentences(text))


def paragraphs_around(text: str, start: int, end: int) -> Span:
    low = text.rfind("\n\n", 0, start)
    high = text.find("\n\n", end)
    return (0 if low < 0 else low + 2), (len(text) if high < 0 else high)


def paragraph(quote: Quote) -> Span:
    """The paragraph or paragraphs a quote stands in, without white space around them."""
    start, end = paragraphs_around(quote.article.text, quote.start, quote.end)
    while start < end and quote.article.text[start].isspace():
        start += 1
    while end > start and quote.article.text[end - 1].isspace():
        end -= 1
    return start, end


def sentences_around(text: str, span: Span) -> Span:
    """The whole sentences that hold a span."""
    low, high = paragraphs_around(text, *span)
    held = [s for s in _local(text, low, high) if s[0] < span[1] and span[0] < s[1]]
    return (held[0][0], held[-1][1]) if held else span
