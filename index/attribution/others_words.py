"""What a speaker quotes or reads out of others within a speech: "The minister asked me to read this: '…'"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from index.attribution.passing_on import LEADS, SAID, passing_on
from index.attribution.quotations import Quotation, find_quotations
from index.attribution.reporting import clause_before
from index.model import Block, BlockKind, Kind, Span, Statement
from index.text.quotation_marks import quotation_states
from index.text.sentences import sentences

_LEAST_WORDS = 4  # of a quotation inside somebody's words that is looked at
_GAP_WORDS = 6  # words between two quotations of one letter: "…," it says. "…"
_OPENING_MARKS, _CLOSING_MARKS = "\"“«„‘'", "\"”»“’'"
_AFTER_TAKEN = " \t\n\u00a0,.;"
_SPOKEN_QUOTE = re.compile(
    r"(?<![\w’'-])[Qq]uote[,:.]?[ \u00a0–—-]+(?P<words>(?!-?unquote)[^\n]{3,900}?)[,.;]?[ \u00a0–—-]+"
    r"(?:[Uu]nquote|(?:[Ee]nd|[Cc]lose)(?: of)? quote)\b"
)
_OWN_SUBJECT = re.compile(r"(?:I|[Ww]e)\b")
_SELF = re.compile(r"\b(?:I|[Ww]e) (?:(?:also|then|once|have|had|just|always|often) ){0,2}(?:said|told|wrote|asked)\b")
_PASSIVE = re.compile(r"\b(?:was|were|been|being|got) (?:told|asked|warned)\b[^.;:\"“”]{0,60}[,:]\s*$")
_ANYBODY = re.compile(
    rf"\b(?:[Yy]ou|[Pp]eople|[Ss]ome|[Tt]hey|[Ss]omebody|[Ss]omeone|[Ee]verybody) {SAID}\b[^.;:\"“”]{{0,60}}[,:]\s*$"
)


def others_words(text: str, spans: Sequence[Span], surname: str = "") -> list[Span]:
    """What somebody quotes or reads out of others within a speech.

    Args:
        text: The text.
        spans: The speech's spans, in order.
        surname: The speaker's, whose own earlier words are no other's.

    Returns:
        Spans in order, with their quotation marks: whole sentences only.
    """
    quoted = _quoted(text, spans, surname)
    spoken = [span for span in _spoken_quotes(text, spans) if not any(a < span[1] and span[0] < b for a, b in quoted)]
    return sorted([*quoted, *spoken])


def without(spans: Sequence[Span], taken: Sequence[Span], text: str) -> tuple[Span, ...]:
    """Spans without others that stand in them.

    Args:
        spans: Spans in order.
        taken: What is left out, in order.
        text: The text.

    Returns:
        What is left, without white space at its edges and without what holds no letter.
    """
    left: list[Span] = []
    for start, end in spans:
        for a, b in [*(each for each in taken if start <= each[0] and each[1] <= end), (end, end)]:
            words = text[start:a]
            low, high = start + len(words) - len(words.lstrip(_AFTER_TAKEN)), start + len(words.rstrip())
            if any(c.isalnum() for c in words):
                left.append((low, high))
            start = b
    return tuple(left)


def _quoted(text: str, spans: Sequence[Span], surname: str) -> list[Span]:
    """Quotations of others within a speech."""
    if not spans or not any(mark in text[spans[0][0] : spans[-1][1]] for mark in "\"“‘'«„"):
        return []
    base = spans[0][0]
    states = quotation_states(text[base : spans[-1][1]])
    blocks = [Block(start - base, end - base, BlockKind.PARAGRAPH) for start, end in spans]
    found: list[Span] = []
    previous: Quotation | None = None
    for quotation in find_quotations(states, blocks):
        span = (quotation.start + base, quotation.end + base)
        before = _lead(text, spans, quotation, previous, base)
        went_on = previous is not None and bool(found) and found[-1][1] == previous.end + base
        same = went_on and previous is not None and previous.block == quotation.block
        goes_on = went_on and _goes_on(before, same=same, open=not (previous and previous.closed))
        if _is_whole(text[slice(*span)]) and (goes_on or _is_anothers(before, surname)):
            found.append(span)
        previous = quotation
    return found


def _lead(text: str, spans: Sequence[Span], quotation: Quotation, previous: Quotation | None, base: int) -> str:
    """What leads to a quotation of a speech: its sentence up to it, or the last one of the span above."""
    start = spans[quotation.block][0]
    if previous is not None and previous.block == quotation.block:
        start = previous.end + base
    before = text[start : quotation.start + base]
    if (
        not any(c.isalnum() for c in before)
        and quotation.block
        and (previous is None or previous.block < quotation.block)
    ):
        above = text[slice(*spans[quotation.block - 1])].rstrip()
        before = above if above.endswith(":") else before
    parts = sentences(before)
    return before[parts[-1][0] :] if parts else before


def _goes_on(before: str, *, same: bool, open: bool) -> bool:
    """Whether a quotation goes on after another one of somebody else's."""
    if same:
        return len(before.split()) <= _GAP_WORDS and not re.search(r"\b(?:I|we|We)\b", before)
    return not any(c.isalnum() for c in before) or open


def _is_anothers(lead: str, surname: str) -> bool:
    """Whether what leads to a quotation within a speech gives it to somebody else."""
    if not LEADS.search(lead) or _SELF.search(lead):
        return False
    if passing_on(lead) is not None or _PASSIVE.search(lead) or _ANYBODY.search(lead):
        return True
    clause = clause_before(lead, 0, len(lead))
    if clause is None:
        return False
    subject = lead[slice(*clause.mention)]
    return not _OWN_SUBJECT.match(subject) and not (surname and surname in subject.split())


def _is_whole(quoted: str) -> bool:
    """Whether quoted words are a sentence of their own, not a term."""
    inner = quoted.strip("\"“”'‘’«»„ \n")
    return len(inner.split()) >= _LEAST_WORDS and inner[:1].isupper()


def _spoken_quotes(text: str, spans: Sequence[Span]) -> Iterator[Span]:
    """Words between a spoken "quote" and "unquote" that are no words of the speaker's."""
    for start, end in spans:
        for match in _SPOKEN_QUOTE.finditer(text, start, end):
            before = text[max(start, match.start() - 100) : match.start()]
            if not _SELF.search(re.split(r"[.!?]\s", before)[-1]):
                yield match.span("words")


def with_others_apart(statements: Sequence[Statement], text: str) -> list[Statement]:
    """Statements of speeches, with what each speaker quotes or reads out of others as nobody's.

    Args:
        statements: Statements in order.
        text: The text.
    """
    apart: list[Statement] = []
    for one in statements:
        taken = others_words(text, one.content, _surname(one)) if one.person is not None else []
        apart += _parted(one, taken, text)
    return sorted(apart, key=lambda each: each.start)


def with_inner_apart(statements: Sequence[Statement], text: str) -> list[Statement]:
    """Statements of an article, with what quotations of several sentences quote of others as nobody's.

    Args:
        statements: Statements in order.
        text: The text.
    """
    apart: list[Statement] = []
    for one in statements:
        inner = [_without_marks(text, *span) for span in one.content]
        taken = others_words(text, inner, _surname(one)) if one.person is not None and one.kind is Kind.DIRECT else []
        beside = sum(len(sentences(text[start:end])) for start, end in without(one.content, taken, text))
        # Beside one that stands alone behind its "my mother used to say" nothing else can be quoted.
        apart += _parted(one, taken if beside > 1 else [], text)
    return sorted(apart, key=lambda each: each.start)


def _surname(statement: Statement) -> str:
    return statement.person.name.split()[-1] if statement.person is not None else ""


def _without_marks(text: str, start: int, end: int) -> Span:
    """A span without the quotation marks at its edges."""
    opens = start < end and text[start] in _OPENING_MARKS
    closes = end - 1 > start and text[end - 1] in _CLOSING_MARKS
    return start + opens, end - closes


def _parted(one: Statement, taken: Sequence[Span], text: str) -> list[Statement]:
    """A statement without what is another's, and that as nobody's."""
    own = without(one.content, taken, text)
    others = [Statement((span,), Kind.DIRECT, None, None, None, None, one.confidence) for span in taken]
    return [replace(one, content=own), *others] if taken and own else others or [one]
