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
_OPENING_MARK = re.compile(r"''|``|‘‘|[\"“«„‘']")
_CLOSING_MARK = re.compile(r"(?:''|’’|[\"”»“’'])$")
_AFTER_TAKEN = " \t\n\u00a0,.;"
_SPOKEN_QUOTE = re.compile(
    r"(?<![\w’'-])[Qq]uote[,:.]?[ \u00a0–—-]+(?P<words>(?!-?unquote)[^\n]{3,900}?)[,.;]?[ \u00a0–—-]+"
    r"(?:[Uu]nquote|(?:[Ee]nd|[Cc]lose)(?: of)? quote)\b"
)
_OWN_SUBJECT = re.compile(r"(?:I|[Ww]e)\b")
_SELF = re.compile(r"\b(?:I|[Ww]e) (?:(?:also|then|once|have|had|just|always|often) ){0,2}(?:said|told|wrote|asked)\b")
_ADVERBS = (
    r"(?:(?:also|then|once|have|had|just|always|often|would|will|do|did|can|could|must|want to|have to|still) ){0,2}"
)
# "I said to him, '…'", "my answer is '…'", "I was like, '…'".
_OWN_LEAD = re.compile(
    rf"\b(?:(?:I|[Ww]e) {_ADVERBS}(?:sa(?:y|id)|th(?:ink|ought)|t(?:ell|old)|ask(?:ed)?|wr(?:ite|ote)|answer(?:ed)?|"
    r"repl(?:y|ied)|promised?|went|(?:am|was|were) like)|I['’]m like|"
    r"[Mm]y (?:\w+ )?(?:answer|message|question|point|response|reply|thought|motto) (?:to \w+ )?(?:is|was|has been)|"
    r"[Oo]ur (?:answer|message|motto) (?:is|was))\b[^.;\"“”]{0,80}$"
)
_OWN_TAIL = re.compile(rf"[ \u00a0](?:I|we) {_ADVERBS}(?:said|say|told|asked|wrote|thought|answered|replied)\b")
_SENTENCE_ENDS = frozenset(".?!,…—-")
_LINE_ENDS = frozenset(".?!…")
_LONG_WORD = 4  # letters of words that begin with capitals in a title
_PASSIVE = re.compile(r"\b(?:was|were|been|being|got) (?:told|asked|warned)\b[^.;:\"“”]{0,60}[,:]\s*$")
_ANYBODY = re.compile(
    rf"\b(?:[Yy]ou|[Pp]eople|[Ss]ome|[Tt]hey|[Ss]omebody|[Ss]omeone|[Ee]verybody) {SAID}\b[^.;:\"“”]{{0,60}}[,:]\s*$"
)


def others_words(text: str, spans: Sequence[Span], surname: str = "", *, quoted: bool = False) -> list[Span]:
    """What somebody quotes or reads out of others within a speech.

    Args:
        text: The text.
        spans: The speech's spans, in order.
        surname: The speaker's, whose own earlier words are no other's.
        quoted: Whether the spans are quotations: what begins one with marks of its own is another's.

    Returns:
        Spans in order, with their quotation marks: whole sentences only.
    """
    marked = _quoted(text, spans, surname, inner=quoted)
    spoken = [span for span in _spoken_quotes(text, spans) if not any(a < span[1] and span[0] < b for a, b in marked)]
    return sorted([*marked, *spoken])


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


def _quoted(text: str, spans: Sequence[Span], surname: str, *, inner: bool) -> list[Span]:
    """Quotations of others within a speech."""
    found: list[Span] = []
    previous: Quotation | None = None
    for quotation in _quotations(text, spans):
        before = _lead(text, spans, quotation, previous)
        went_on = previous is not None and bool(found) and found[-1] == previous.span
        same = went_on and previous is not None and previous.block == quotation.block
        goes_on = went_on and _goes_on(before, same=same, open=not (previous and previous.closed))
        opens = inner and quotation.start == spans[quotation.block][0]
        told = _is_anothers(before, surname)
        anothers = told if inner else not _is_own(text, spans, quotation, before, surname)
        words = text[slice(*quotation.span)]
        if (_is_whole(words) and (goes_on or opens or anothers)) or (told and _is_line(words)):
            found.append(quotation.span)
        previous = quotation
    return found


def _quotations(text: str, spans: Sequence[Span]) -> Iterator[Quotation]:
    """The quotations of each span, whose number is their block."""
    for number, (start, end) in enumerate(spans):
        words = text[start:end]
        if any(mark in words for mark in "\"“‘'«„"):
            block = Block(0, end - start, BlockKind.PARAGRAPH)
            for found in find_quotations(quotation_states(words), [block]):
                yield Quotation(found.start + start, found.end + start, number, found.closed)


def _lead(text: str, spans: Sequence[Span], quotation: Quotation, previous: Quotation | None) -> str:
    """What leads to a quotation of a speech: its sentence up to it, or the last one of the span above."""
    start = spans[quotation.block][0]
    if previous is not None and previous.block == quotation.block:
        start = previous.end
    before = text[start : quotation.start]
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


def _is_own(text: str, spans: Sequence[Span], quotation: Quotation, lead: str, surname: str) -> bool:
    """Whether a quotation within a speech may be the speaker's own: they say so, or it is a title or all they say."""
    start, end = spans[quotation.block]
    if _is_anothers(lead, surname):
        return False
    if surname and surname in lead.split():
        return True
    words = text[quotation.start + 1 : quotation.end - 1]
    if words.rstrip()[-1:] not in _SENTENCE_ENDS or _is_title(words):
        return True
    outside = text[start : quotation.start] + text[quotation.end : end]
    return (
        _OWN_LEAD.search(lead) is not None
        or _OWN_TAIL.match(text, quotation.end) is not None
        or not any(c.isalnum() for c in outside)
    )


def _is_title(words: str) -> bool:
    """Whether quoted words are a title: all the long ones begin with capitals."""
    long = [word for word in words.split() if len(word) >= _LONG_WORD]
    return all(word[:1].isupper() for word in long)


def _is_whole(quoted: str) -> bool:
    """Whether quoted words are a sentence of their own, not a term."""
    inner = quoted.strip("\"“”'‘’«»„ \n")
    return len(inner.split()) >= _LEAST_WORDS and inner[:1].isupper()


def _is_line(quoted: str) -> bool:
    """Whether quoted words are a whole sentence, however short: ‘Pick one.’ is, ‘picky’ isn't."""
    inner = quoted.strip("\"“”'‘’«»„ \n")
    return inner[:1].isupper() and inner[-1:] in _LINE_ENDS


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
        named = one.person is not None and one.kind is Kind.DIRECT
        taken = others_words(text, inner, _surname(one), quoted=True) if named else []
        apart += _parted(one, [span for span in taken if not _is_told_whole(text, span, inner)], text)
    return sorted(apart, key=lambda each: each.start)


def _is_told_whole(text: str, span: Span, inner: Sequence[Span]) -> bool:
    """Whether one sentence is all of a quotation, with who said it: “The minister told me, ‘Go home,’”."""
    start, end = next((a, b) for a, b in inner if a <= span[0] and span[1] <= b)
    before, after = text[start : span[0]], text[span[1] : end]
    single = len(sentences(before)) == len(sentences(text[span[0] + 1 : span[1] - 1])) == 1
    return single and not any(c.isalnum() for c in after)


def _surname(statement: Statement) -> str:
    return statement.person.name.split()[-1] if statement.person is not None else ""


def _without_marks(text: str, start: int, end: int) -> Span:
    """A span without the quotation marks at its edges."""
    opening, closing = _OPENING_MARK.match(text, start, end), _CLOSING_MARK.search(text, max(start, end - 2), end)
    low, high = opening.end() if opening else start, closing.start() if closing else end
    return (low, high) if low < high else (start, end)


def _parted(one: Statement, taken: Sequence[Span], text: str) -> list[Statement]:
    """A statement without what is another's, and that as nobody's."""
    own = without(one.content, taken, text)
    others = [Statement((span,), Kind.DIRECT, None, None, None, None, one.confidence) for span in taken]
    return [replace(one, content=own), *others] if taken and own else others or [one]
