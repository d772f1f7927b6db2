"""Quotation marks: which characters of a text stand inside them."""

from __future__ import annotations

import re

OUTSIDE, INSIDE, OPENING, CLOSING = range(4)

_MARK = re.compile(r"[\"“”„«»＂「」『』]|''|``|(?<![A-Za-z])‘‘|’’")
_BLANK = re.compile(r"\n[^\S\n]*\n")
_OPEN_ONLY = {"“", "«", "„", "``", "‘‘", "「", "『"}
_CLOSE_ONLY = {"”", "»", "’’", "」", "』"}


def paragraphs(text: str) -> list[tuple[int, int]]:
    """Ranges of the text between blank lines, without the white space around them."""
    found = []
    start = 0
    for blank in (*_BLANK.finditer(text), None):
        block = text[start : blank.start() if blank else len(text)]
        if bare := block.strip():
            first = start + len(block) - len(block.lstrip())
            found.append((first, first + len(bare)))
        start = blank.end() if blank else start
    return found


def quotation_states(text: str) -> bytes:
    """A state for each code point: OUTSIDE, INSIDE, OPENING or CLOSING mark.

    A quotation that a paragraph leaves open goes on in the next paragraph only if that
    one begins with an opening mark, as printers do; otherwise it ends with its paragraph,
    so that one broken mark can't turn a whole article inside out.
    """
    states = bytearray(len(text))
    for start, end in paragraphs(text):
        _mark_paragraph(text, start, end, states)
    return bytes(states)


def _mark_paragraph(text: str, start: int, end: int, states: bytearray) -> None:
    marks = [m for m in _MARK.finditer(text, start, end) if not _inches(text, m)]
    inside, position = False, start
    for number, mark in enumerate(marks):
        a, b = mark.span()
        if inside:
            states[position:a] = bytes([INSIDE]) * (a - position)
        opening = _opens(text, mark, inside)
        if inside and opening and number + 1 < len(marks):
            # A second opening mark: the first was never closed.
            opening = mark.group() not in {'"', "''"}
        states[a:b] = bytes([OPENING if opening else CLOSING]) * (b - a)
        inside, position = opening, b
    if inside:
        states[position:end] = bytes([INSIDE]) * (end - position)


def _opens(text: str, mark: re.Match[str], inside: bool) -> bool:
    kind = mark.group()
    if kind in _OPEN_ONLY:
        return True
    if kind in _CLOSE_ONLY:
        return False
    before = text[mark.start() - 1] if mark.start() else " "
    after = text[mark.end()] if mark.end() < len(text) else " "
    space_before = before.isspace() or before in "([{—–-―"
    space_after = after.isspace() or after in ".,;:!?)]}—–-―"
    if space_before != space_after:
        return space_before
    return not inside


def _inches(text: str, mark: re.Match[str]) -> bool:
    """5'11" and 12" are measures."""
    before = text[max(0, mark.start() - 3) : mark.start()]
    return (
        mark.group() == '"'
        and bool(re.search(r"'\d+$|(?<!\w)\d{1,2}$", before))
        and not re.match(r"[.,]?\s+\w+ (said|says)", text[mark.end() :])
        and "'" in before
    )
