"""Which whole sentences of a statement or passage are quoted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from index.model import Kind, Passage, Quote, Span, Statement
from index.text.sentences import sentences
from index.text.topic_matches import TopicMatches, mean_weight

LONGEST_QUOTE = 105  # words
LONGEST_TURN_QUOTE = 60  # words of a transcript's turn, which may go on for pages
LONGEST_PASSAGE_QUOTE = 60  # words of what is nobody's statement
LONGEST_PARAGRAPH = 2500  # code points; of longer ones only the part in a passage is looked at
MOST_SENTENCES = 6  # of a quote that is cut from more
_QUOTATION_STARTS = "\"“'‘"


def cut_statement(text: str, statement: Statement, passage: Passage, topic: TopicMatches) -> Span:
    """Choose what is quoted of a statement.

    Args:
        text: The article's text.
        statement: The statement.
        passage: A passage of the article that the statement overlaps.
        topic: Matches of the topic in the article's text.

    Returns:
        Span of the statement's whole sentences or, where those are too long, of the run of them in the passage
        that covers the topic best.
    """
    span = whole_sentences(text, statement)
    if span is None:
        candidates = sentences_in_passage(text, statement, passage)
        most = word_limit(statement.cue, statement.mention, statement.start)
        span = without_turn_label(_best_run(text, candidates, topic, most), statement)
    return span


def word_limit(cue: object, mention: Span | None, start: int) -> int:
    """How many words of a statement are quoted at most.

    Args:
        cue: Its cue, or None.
        mention: Span of the speaker's mention, or None.
        start: Code point at which its content starts.

    Returns:
        LONGEST_TURN_QUOTE for a transcript's turn and where no speaker is mentioned, else LONGEST_QUOTE.
    """
    return LONGEST_TURN_QUOTE if mention is None or _is_turn(cue, mention, start) else LONGEST_QUOTE


def _is_turn(cue: object, mention: Span | None, start: int) -> bool:
    """Whether a statement is a transcript's turn: the speaker's name before it, and no cue."""
    return cue is None and mention is not None and mention[1] <= start


def whole_sentences(text: str, statement: Statement) -> Span | None:
    """Span of the whole sentences of a statement; None where they are longer than a quote may be."""
    low, high = paragraphs_around(text, statement.start, statement.end)
    if high - low >= LONGEST_PARAGRAPH:
        return None
    touched = [s for s in _sentences_between(text, low, high) if _overlaps(s, statement)]
    most = word_limit(statement.cue, statement.mention, statement.start)
    if not touched or len(text[touched[0][0] : touched[-1][1]].split()) > most:
        return None
    return without_turn_label((touched[0][0], touched[-1][1]), statement)


def sentences_in_passage(text: str, statement: Statement, passage: Passage) -> list[Span]:
    """Find the sentences of a statement in a passage that it overlaps.

    Args:
        text: The article's text.
        statement: The statement.
        passage: A passage of the article.

    Returns:
        Spans in the text; at least one.
    """
    low, high = paragraphs_around(text, statement.start, statement.end)
    low, high = max(low, passage.start), min(high, passage.end)
    return [s for s in _sentences_between(text, low, high) if _overlaps(s, statement)] or [
        (max(low, statement.start), min(high, statement.end))
    ]


def extend_quotation(text: str, span: Span, statement: Statement, others: Sequence[Statement]) -> Span:
    """Add the rest of a quotation that its cue divides: "…," she said.  "And more.".

    Args:
        text: The article's text.
        span: Whole sentences of the statement.
        statement: The statement.
        others: Statements of the article.

    Returns:
        The span with the quoted sentences of the same speaker that follow in its paragraph, up to LONGEST_QUOTE
        words; the span itself unless the statement is direct and its speaker known.
    """
    if statement.kind is not Kind.DIRECT or statement.person is None:
        return span
    _, high = paragraphs_around(text, *span)
    start, end = span
    for sentence in _sentences_between(text, end, high):
        same_speaker = any(
            other.kind is Kind.DIRECT and other.person == statement.person and _overlaps(sentence, other)
            for other in others
        )
        opens = text[sentence[0]] in _QUOTATION_STARTS
        if not opens or not same_speaker or len(text[start : sentence[1]].split()) > LONGEST_QUOTE:
            break
        end = sentence[1]
    return start, end


def without_turn_label(span: Span, statement: Statement) -> Span:
    """A statement's span without the label of a transcript's turn ("MS. VALE:")."""
    if not _is_turn(statement.cue, statement.mention, statement.start):
        return span
    start, end = max(span[0], statement.start), min(span[1], statement.end)
    return (start, end) if start < end else span


def _overlaps(span: Span, statement: Statement) -> bool:
    return any(a < span[1] and span[0] < b for a, b in statement.content)


def best_sentences(text: str, topic: TopicMatches, most: int) -> Span:
    """The run of whole sentences that covers a topic best.

    Args:
        text: A text of sentences.
        topic: Matches of the topic in it.
        most: How many words the run has at most, unless its first sentence alone has more.

    Returns:
        Span of the run; of all the text where that is short enough.
    """
    if len(text.split()) <= most:
        return 0, len(text)
    candidates = _sentences_between(text, 0, len(text))
    return _best_run(text, candidates, topic, most) if candidates else (0, len(text))


def run_around(text: str, spans: Sequence[Span], best: int, most: int) -> Span:
    """A sentence with those that follow it, and then with those before it, as long as a quote may be.

    Args:
        text: A text of sentences.
        spans: Its sentences.
        best: Number of the sentence that the quote is about.
        most: How many words the quote has at most, unless that sentence alone has more.

    Returns:
        Span of the quote; of all the text where that is short enough.
    """
    if len(text.split()) <= most:
        return 0, len(text)
    first, last = best, best + 1
    while last < len(spans) and len(text[spans[first][0] : spans[last][1]].split()) <= most:
        last += 1
    while first and len(text[spans[first - 1][0] : spans[last - 1][1]].split()) <= most:
        first -= 1
    return spans[first][0], spans[last - 1][1]


def cut_passage(text: str, topic: TopicMatches, labels: Sequence[Span]) -> Span:
    """Choose what is quoted of a passage that is nobody's statement.

    Args:
        text: The passage's text.
        topic: Matches of the topic in it.
        labels: Spans of the labels of a transcript's turns in it, with which the quote doesn't begin.

    Returns:
        Span of the run of sentences that covers the topic best, in at most 60 words.
    """
    candidates = _sentences_between(text, 0, len(text))
    best = _best_run(text, candidates, topic, LONGEST_PASSAGE_QUOTE) if candidates else (0, len(text))
    return after_label(text, best, labels)


def after_label(text: str, span: Span, labels: Sequence[Span]) -> Span:
    """A span of a text without the label of a transcript's turn with which it begins."""
    start, end = span
    for label_start, label_end in labels:
        if label_start <= start < label_end + 2 < end:
            start = label_end
            while start < end and not text[start].isalnum() and text[start] not in "\"“'‘(":
                start += 1
    return start, end


def _best_run(text: str, candidates: list[Span], topic: TopicMatches, most: int) -> Span:
    """The run of sentences with the best score; the first of equal ones."""
    best, best_score = candidates[0], -1.0
    for span, score in _runs(text, candidates, topic, most):
        if score > best_score:
            best, best_score = span, score
    return best


def _runs(text: str, candidates: list[Span], topic: TopicMatches, most: int) -> Iterator[tuple[Span, float]]:
    """Runs of a few sentences with their scores: coverage of the topic and, worth less, length.

    A run whose first sentence has nothing of the topic loses some of its score.
    """
    weights = [topic.stem_weights(start, end) for start, end in candidates]
    word_counts = [len(text[start:end].split()) for start, end in candidates]
    full_length = 0.75 * most
    for first in range(len(candidates)):
        word_count, highest = 0, weights[first]
        late_start = 0.15 if topic.stem_count and not any(weights[first]) else 0.0
        for last in range(first, min(len(candidates), first + MOST_SENTENCES)):
            word_count += word_counts[last]
            if word_count > most and last > first:
                break
            highest = list(map(max, highest, weights[last]))
            score = mean_weight(highest) + 0.25 * min(word_count, full_length) / full_length - late_start
            yield (candidates[first][0], candidates[last][1]), score


def _sentences_between(text: str, start: int, end: int) -> list[Span]:
    return [(a + start, b + start) for a, b in _sentences(text[start:end])]


@lru_cache(maxsize=4096)  # the same paragraph is split again for each of its statements
def _sentences(text: str) -> tuple[Span, ...]:
    return tuple(sentences(text))


def paragraphs_around(text: str, start: int, end: int) -> Span:
    """Span of the paragraphs that a span [start, end) touches, from blank line to blank line."""
    low = text.rfind("\n\n", 0, start)
    high = text.find("\n\n", end)
    return (0 if low < 0 else low + 2), (len(text) if high < 0 else high)


def paragraph_span(quote: Quote) -> Span:
    """Span of the paragraphs in which a quote stands, without white space around them."""
    text = quote.article.text
    start, end = paragraphs_around(text, quote.start, quote.end)
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def sentences_around(text: str, span: Span) -> Span:
    """Span of the whole sentences that a span touches; the span itself where there are none."""
    low, high = paragraphs_around(text, *span)
    touched = [s for s in _sentences_between(text, low, high) if s[0] < span[1] and span[0] < s[1]]
    return (touched[0][0], touched[-1][1]) if touched else span
