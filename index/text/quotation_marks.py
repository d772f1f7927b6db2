"""Paragraphs of a text, and which of its characters stand inside quotation marks."""

from __future__ import annotations

import re

OUTSIDE, INSIDE, OPENING, CLOSING = range(4)

_MARK = re.compile(r"[\"“”„«»＂「」『』]|''|``|(?<![A-Za-z])‘‘|’’")
_BLANK_LINE = re.compile(r"\n[^\S\n]*\n")
_OPEN_ONLY = {"“", "«", "„", "``", "‘‘", "「", "『"}
_CLOSE_ONLY = {"”", "»", "’’", "」", "』"}


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

    Args:
        text: Any text.

    Returns:
        One byte a code point: OUTSIDE, INSIDE, or the OPENING or CLOSING mark itself.
    """
    states = bytearray(len(text))
    for start, end in paragraphs(text):
        _mark_paragraph(text, start, end, states)
    return bytes(states)


def _mark_paragraph(text: str, start: int, end: int, states: bytearray) -> None:
    """Set the states of one paragraph."""
    marks = [m for m in _MARK.finditer(text, start, end) if not _is_measure(text, m)]
    inside, position = False, start
    for number, mark in enumerate(marks):
        mark_start, mark_end = mark.span()
        if inside:
            states[position:mark_start] = bytes([INSIDE]) * (mark_start - position)
        opening = _is_opening(text, mark, inside)
        if inside and opening and number + 1 < len(marks):
            # A second opening mark: the first was never closed.
            opening = mark.group() not in {'"', "''"}
        states[mark_start:mark_end] = bytes([OPENING if opening else CLOSING]) * (mark_end - mark_start)
        inside, position = opening, mark_end
    if inside:
        states[position:end] = bytes([INSIDE]) * (end - position)


def _is_opening(text: str, mark: re.Match[str], inside: bool) -> bool:
    """Whether a mark opens a quotation; straight marks are judged by the white space beside them."""
    if mark.group() in _OPEN_ONLY:
        return True
    if mark.group() in _CLOSE_ONLY:
        return False
    before = text[mark.start() - 1] if mark.start() else " "
    after = text[mark.end()] if mark.end() < len(text) else " "
    space_before = before.isspace() or before in "([{—–-―"
    space_after = after.isspace() or after in ".,;:!?)]}—–-―"
    if space_before != space_after:
        return space_before
    return not inside


def _is_measure(text: str, mark: re.Match[str]) -> bool:
    """Whether a mark means inches: 5'11"."""
    before = text[max(0, mark.start() - 3) : mark.start()]
    return (
        mark.group() == '"'
        and bool(re.search(r"'\d+$|(?<!\w)\d{1,2}$", before))
        and not re.match(r"[.,]?\s+\w+ (said|says)", text[mark.end() :])
        and "'" in before
    )
