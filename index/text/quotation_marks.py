"""Paragraphs of a text, and which of its characters stand inside quotation marks."""

from __future__ import annotations

import re

from index.model import Span

OUTSIDE, INSIDE, OPENING, CLOSING = range(4)

_MARK = re.compile(r"[\"“”„«»＂「」『』]|''|``|(?<![A-Za-z])‘‘|’’|['‘’‚]")
_BLANK_LINE = re.compile(r"\n[^\S\n]*\n")
_OPEN_ONLY = {"“", "«", "„", "``", "‘‘", "「", "『"}
_CLOSE_ONLY = {"”", "»", "’’", "」", "』"}
_TURNED = {("„", "“"), ("»", "«")}  # German: a mark that opens elsewhere closes what the other has opened
_SINGLE = {"'", "‘", "’", "‚"}
_SINGLE_CLOSING = {"'": "'", "‘": "’", "‚": "‘’"}  # which marks end what each of them opens
_BEFORE_OPENING = re.compile(r"[\s(\[{/—–―-]|[\"“„«]|\Z")
_AFTER_OPENING = re.compile(r"[\w“\"„«(\[{…$£€#@]|\.\.\.")
# What an apostrophe opens: ’90s, ’em, rock ’n’ roll, and the first letter of ‘Abd and ‘Ali.
_ELISION = re.compile(
    r"\d\d(?:s\b|(?![\d,.:]))|(?i:n|em|im|er|ere|til|till|tis|twas|twere|cause|cos|cuz|bout|round|fore|nuff|hood|"
    r"scuse|sup|abd|abdul\w*|ali|umar|uthman|amr|okina)\b"
)
# What an apostrophe often ends: the boats’ owners, goin’, ol’, rock ’n’ roll.
_POSSESSIVE = re.compile(r"(?i:[sxz]|in|\b(?:n|o|ol|th|wi|an|mo|po|yo|fo|tha|ma))\Z")
_PUNCTUATION = re.compile(r"\s*(?:[.,;:!?)\]}…—–\"”»]|\Z)")
_MEASURED = re.compile(r"'\d+$|(?<!\w)\d{1,2}$")
_SAYING = re.compile(r"[.,]?\s+\w+ (?:said|says)")
_LONGEST_WORD = 4  # letters before a mark that `_POSSESSIVE` looks at


def paragraphs(text: str) -> list[tuple[int, int]]:
    """Spans between blank lines, in order, without the white space around them."""
    spans = []
    start = 0
    for blank_line in (*_BLANK_LINE.finditer(text), None):
        block = text[start : blank_line.start() if blank_line else len(text)]
        if bare := block.strip():
            first = start + len(block) - len(block.lstrip())
            spans.append((first, first + len(bare)))
        start = blank_line.end() if blank_line else start
    return spans


def quotation_states(text: str) -> bytes:
    """Which code points of a text are quoted.

    A quotation that a paragraph leaves open continues in the next one only if that begins with an
    opening mark, as is usual in print; otherwise it ends with its paragraph, so that one missing mark
    can't invert the rest of the article.

    Single marks quote as double ones do; those inside a quotation are part of it, whichever kind is the
    outer one.  Apostrophes quote nothing.  A single mark that its paragraph doesn't close opens a
    quotation only where that paragraph or the next one begins with such a mark.

    Args:
        text: Any text.

    Returns:
        One byte a code point: OUTSIDE, INSIDE, or the OPENING or CLOSING mark itself.
    """
    states = bytearray(len(text))
    spans = paragraphs(text)
    for number, (start, end) in enumerate(spans):
        following = spans[number + 1][0] if number + 1 < len(spans) else len(text)
        _mark_paragraph(text, start, end, text[following : following + 1], states)
    return bytes(states)


def _mark_paragraph(text: str, start: int, end: int, following: str, states: bytearray) -> None:
    """Set the states of one paragraph; `following` is the first character of the next one."""
    marks = [m for m in _MARK.finditer(text, start, end) if not _is_measure(text, m)]
    last_double = _last_double(marks)
    opened, position, number = "", start, 0
    while number < len(marks):
        mark = marks[number]
        if mark.group() not in _SINGLE:
            if opened:
                _set(states, position, mark.start(), INSIDE)
            opened = _opened_double(text, mark, opened, number < last_double)
            _set(states, mark.start(), mark.end(), OPENING if opened else CLOSING)
            position = mark.end()
        elif not opened:
            goes_on = number > last_double and (mark.group() == following or mark.start() == start)
            number = _set_single(text, marks, number, (start, end), goes_on, states)
        number += 1
    if opened:
        _set(states, position, end, INSIDE)


def _set_single(
    text: str, marks: list[re.Match[str]], opening: int, paragraph: Span, goes_on: bool, states: bytearray
) -> int:
    """Set the states of the quotation that a single mark begins, if it does.

    Args:
        text: The text.
        marks: All marks of the paragraph.
        opening: Which of them the single mark is.
        paragraph: Where the paragraph stands.
        goes_on: Whether the quotation reaches to the end of the paragraph where no mark closes it; else
            there is none.
        states: What is to be set.

    Returns:
        The last mark of the quotation; `opening` where there is none.
    """
    start, (_, end) = marks[opening].start(), paragraph
    if not _opens_single(text, marks[opening]):
        return opening
    closing = _closing_single(text, marks, opening, paragraph)
    if closing is not None:
        end = marks[closing].start()
        states[end] = CLOSING
    elif not goes_on:
        return opening
    states[start] = OPENING
    _set(states, start + 1, end, INSIDE)
    return len(marks) if closing is None else closing


def _last_double(marks: list[re.Match[str]]) -> int:
    """Which of the marks is the last double one; -1 where none is."""
    return max((number for number, mark in enumerate(marks) if mark.group() not in _SINGLE), default=-1)


def _set(states: bytearray, start: int, end: int, state: int) -> None:
    states[start:end] = bytes([state]) * (end - start)


def _opens_double(text: str, mark: re.Match[str], inside: bool, more: bool) -> bool:
    """Whether a quotation begins at a double mark; `more`: other double marks follow in the paragraph."""
    opening = _is_opening(text, mark, inside)
    if inside and opening and more:
        # A second opening mark: the first was never closed.
        return mark.group() not in {'"', "''"}
    return opening


def _opened_double(text: str, mark: re.Match[str], opened: str, more: bool) -> str:
    """The double mark whose quotation goes on after another one; "" where none does."""
    if (opened, mark.group()) in _TURNED:
        return ""
    return mark.group() if _opens_double(text, mark, bool(opened), more) else ""


def _opens_single(text: str, mark: re.Match[str]) -> bool:
    """Whether a single mark stands as an opening one does, and isn't an apostrophe (’90s)."""
    before, after = text[max(0, mark.start() - 1) : mark.start()], mark.end()
    return (
        mark.group() != "’"
        and bool(_BEFORE_OPENING.match(before))
        and bool(_AFTER_OPENING.match(text, after))
        and not _ELISION.match(text, after)
    )


def _closing_single(text: str, marks: list[re.Match[str]], opening: int, paragraph: Span) -> int | None:
    """Which of the marks closes the single one `opening` in a paragraph; None where none does.

    Double marks in between must close each other.  The mark of "boats’ owners" closes only where no other does.
    """
    pair = _SINGLE_CLOSING[marks[opening].group()]
    unclosed, doubtful = False, None
    for number in range(opening + 1, len(marks)):
        mark = marks[number]
        if mark.group() not in _SINGLE:
            unclosed = _is_opening(text, mark, unclosed)
        elif _opens_single(text, mark):
            break
        elif not unclosed and mark.group() in pair and _may_close(text, mark):
            if not _may_be_possessive(text, mark, *paragraph):
                return number
            doubtful = number if doubtful is None else doubtful
    return doubtful


def _may_close(text: str, mark: re.Match[str]) -> bool:
    """Whether a single mark stands as a closing one does: after words, and not inside one."""
    following = text[mark.end() : mark.end() + 1]
    return not text[mark.start() - 1].isspace() and not following.isalnum()


def _may_be_possessive(text: str, mark: re.Match[str], start: int, end: int) -> bool:
    """Whether a closing mark may as well be the apostrophe of "boats’ owners" or "goin’ home"."""
    before = text[max(start, mark.start() - _LONGEST_WORD) : mark.start()]
    return bool(_POSSESSIVE.search(before)) and not _PUNCTUATION.match(text, mark.end(), end)


def _is_opening(text: str, mark: re.Match[str], inside: bool) -> bool:
    """Whether a mark opens a quotation; straight marks are judged by the white space beside them."""
    if mark.group() in _OPEN_ONLY:
        return True
    before = text[mark.start() - 1] if mark.start() else " "
    after = text[mark.end()] if mark.end() < len(text) else " "
    if mark.group() in _CLOSE_ONLY:
        # Set the wrong way round at the start of a line: ”We go,” she said.  »We go,« in German.
        return mark.group() in "”»" and not inside and before in " \n" and after.isalpha()
    space_before = before.isspace() or before in "([{—–-―"
    space_after = after.isspace() or after in ".,;:!?)]}—–-―"
    if space_before != space_after:
        return space_before
    return not inside


def _is_measure(text: str, mark: re.Match[str]) -> bool:
    """Whether a mark means inches: 5'11"."""
    if mark.group() != '"':
        return False
    before = text[max(0, mark.start() - 3) : mark.start()]
    return "'" in before and bool(_MEASURED.search(before)) and not _SAYING.match(text, mark.end())
