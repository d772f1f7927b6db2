"""Subtitles (SubRip, WebVTT): what was said, without times; sentences joined over cues, voices as labels."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from index.extract.marked_text import joined
from index.extract.normalisation import normalise
from index.model import BlockKind, Draft
from index.text.line_kinds import ends_sentence, opens_with_full_label

_TIME = r"(?:(\d{1,3}):)?(\d{1,2}):(\d{2})[.,](\d{1,3})"
_TIMES = re.compile(rf"[ \t]{{0,20}}{_TIME}[ \t]{{0,20}}-->[ \t]{{0,20}}{_TIME}(?:[ \t].*)?")
_VOICE = re.compile(r"<v(?:\.[^\s<>]{0,100})?[ \t]+([^<>]{1,200})>")
_TAG = re.compile(r"</?[a-zA-Z0-9.:][^<>]{0,200}>|\{\\[^{}]{0,100}\}")
_TURN = re.compile(r"[ \t]{0,5}(?:>>>?|&gt;&gt;(?:&gt;)?|»)[ \t]{0,5}")
_DASH = re.compile(r"[-–—][ \t]{0,3}(?=\S)")
_SOUND = re.compile(r"[♪♫#\s]*(?:[\[(][^\[\]()\n]{1,80}[\])][♪♫\s]*)+|[♪♫\s]+")
_NAMED = re.compile(r"(?P<name>[^\W\d_a-z][^:<>\n.!?]{1,60}):(?=\s|$)")
_PAUSE = 5.0  # seconds of silence after which a sentence that has ended ends a paragraph
_LONGEST = 900  # letters of a paragraph, after which the next end of a sentence ends it
_ROLLS = 0.3  # of the cues: those that begin with the last line of the cue before, where captions roll
_KEPT = 10  # lines that were shown before
_UNNAMED = "Speaker: "  # who goes on where others are named: nobody's words must not stand in a named one's turn


class _Cue(NamedTuple):
    """Words that are shown at a time; `start` and `end` are seconds."""

    start: float
    end: float
    lines: list[str]


class _Line(NamedTuple):
    """A line that is shown.

    Attributes:
        cue: When.
        words: Without marks.
        turns: Whether another speaker begins with it.
        voice: The speaker's name that mark-up tells, or "".
    """

    cue: _Cue
    words: str
    turns: bool
    voice: str


def from_subtitles(text: str) -> Draft:
    """The article of subtitles; it has no date, since none is stated.

    Args:
        text: The file.
    """
    lines = list(_lines(list(_cues(text))))
    named = any(line.voice or _is_labelled(line.words) for line in lines)
    paragraphs: list[_Paragraph] = []
    ended = 0.0
    for line in lines:
        pause = line.cue.start - ended > _PAUSE and not named
        if line.turns or _is_labelled(line.words):
            paragraphs.append(_Paragraph([_with_label(line, named)]))
        elif not paragraphs or paragraphs[-1].is_full(pause):
            paragraphs.append(_Paragraph([line.words]))
        else:
            paragraphs[-1].go_on(line.words)
        ended = line.cue.end
    body, blocks = joined((str(paragraph), BlockKind.PARAGRAPH) for paragraph in paragraphs)
    return Draft(body, blocks=blocks)


def _with_label(line: _Line, named: bool) -> str:
    """The first line of a turn, with its speaker's name, or a label that is nobody's where others are named."""
    if _is_labelled(line.words):
        return line.words
    label = f"{line.voice}: " if line.voice else _UNNAMED if named else ""
    return f"{label}{line.words}"


class _Paragraph:
    """The lines of a paragraph."""

    def __init__(self, lines: list[str]) -> None:
        self._lines = lines
        self._length = sum(map(len, lines))

    def __str__(self) -> str:
        pieces = [self._lines[0]]
        for above, line in pairwise(self._lines):
            pieces.append(line if above.endswith("-") and line[:1].islower() else f" {line}")
        return "".join(pieces)

    def go_on(self, words: str) -> None:
        """Take another line."""
        self._lines.append(words)
        self._length += len(words)

    def is_full(self, pause: bool) -> bool:
        """Whether the next line begins another paragraph: after a pause or many words, where a sentence has ended."""
        return (pause or self._length > _LONGEST) and ends_sentence(self._lines[-1])


def _is_labelled(words: str) -> bool:
    """Whether a line begins with its speaker's name."""
    return _NAMED.match(words) is not None and opens_with_full_label(words)


def _lines(cues: list[_Cue]) -> Iterator[_Line]:
    """Each line that is shown, once where captions roll."""
    rolling = _roll(cues)
    shown: list[str] = []
    voice = ""
    for cue in cues:
        lines = _fresh(cue.lines, shown) if rolling else cue.lines
        shown = [*shown, *map(_plain, lines)][-_KEPT:]
        for line in lines:
            words = _plain(line)
            if not words:
                continue
            spoken = _VOICE.search(line)
            name = " ".join(html.unescape(spoken[1]).split()) if spoken else ""
            dashed = _DASH.match(_TAG.sub("", line)) is not None and len(cue.lines) > 1
            turns = _TURN.match(_TAG.sub("", line)) is not None or dashed or name != voice
            voice = name
            yield _Line(cue, words, turns, name)


def _roll(cues: list[_Cue]) -> bool:
    """Whether captions roll: each is shown again above the one that follows it."""
    again = sum(
        bool(above.lines and below.lines) and _plain(above.lines[-1]) == _plain(below.lines[0])
        for above, below in pairwise(cues)
    )
    return again > 1 and again >= _ROLLS * (len(cues) - 1)


def _fresh(lines: list[str], shown: list[str]) -> list[str]:
    """The lines of a cue but for those with which it begins that were the last ones shown."""
    plain = [_plain(line) for line in lines]
    for count in range(len(plain), 0, -1):
        if plain[:count] == shown[-count:]:
            return lines[count:]
    return lines


def _cues(text: str) -> Iterator[_Cue]:
    """The cues of a file; their numbers, notes and styles are none of the words."""
    times: tuple[float, float] | None = None
    lines: list[str] = []
    for line in [*normalise(text).split("\n"), ""]:
        match = _TIMES.fullmatch(line)
        if match:
            if times is not None:  # no blank line before it: the last line is this cue's number
                yield _Cue(*times, lines[:-1] if lines and lines[-1].strip().isdecimal() else lines)
            groups = match.groups()
            times, lines = (_seconds(groups[:4]), _seconds(groups[4:])), []
        elif times is not None:
            if not line.strip():
                if lines:
                    yield _Cue(*times, lines)
                    times, lines = None, []
            else:
                lines.append(line)


def _seconds(parts: tuple[str | None, ...]) -> float:
    hours, minutes, seconds, fraction = (part or "0" for part in parts)
    return int(hours) * 3600 + int(minutes) * 60 + float(f"{seconds}.{fraction}")


def _plain(line: str) -> str:
    """The words of a line, without tags, marks of turns, and what is heard but not said."""
    words = html.unescape(_TAG.sub("", line)).strip()
    words = _TURN.sub("", words, count=1) if _TURN.match(words) else words
    words = _DASH.sub("", words, count=1) if _DASH.match(words) else words
    return "" if _SOUND.fullmatch(words) else " ".join(words.split())
