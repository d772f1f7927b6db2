"""Pages of programmes, weather, results and rates: rows of times and figures under a title that promises them.

A title alone condemns nothing, and who says what on a page makes it a report: most of its lines must be rows of the
kind that the title names, and nobody may be reported on it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

MIN_ROWS = 4
MAX_ROW = 25  # words of a row that begins with a time, or tells the weather of a place
MAX_FIGURES = 9  # words of a row of results, numbers or rates

_CLOCK = r"\d{1,2}(?:[:.]\d{2})? ?(?:[ap]\.?m\.?)|\d{1,2}[:.]\d{2}|(?:오전|오후)? ?\d{1,2}시"
_REPORTED = re.compile(r"\b(?:said|says|told|announced|warned|according to)\b|말했|밝혔|전했|따르면", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?…][\"”’')\]]*$")


@dataclass(frozen=True, slots=True)
class _Listing:
    """A kind of page.

    Attributes:
        title: What it is titled.
        row: What each of its rows holds.
        longest: The most words of a row.
        in_sentences: Whether a row may be a sentence.
    """

    title: re.Pattern[str]
    row: re.Pattern[str]
    longest: int
    in_sentences: bool

    def has_row(self, line: str) -> bool:
        """Whether a line is one of its rows."""
        if len(line.split()) > self.longest or not self.row.search(line):
            return False
        return self.in_sentences or not _SENTENCE_END.search(line)


_PROGRAMME = _Listing(
    re.compile(
        r"\b(?:tv|television|radio) (?:guide|listings?|schedule|highlights)\b"
        r"|\bwhat['’]?s on (?:tv|television|tonight|today|this week)\b"
        r"|\bto watch (?:on tv|tonight|this week(?:end)?)\b"
        r"|편성표",
        re.IGNORECASE,
    ),
    re.compile(rf"^\W*(?:{_CLOCK})", re.IGNORECASE),
    MAX_ROW,
    in_sentences=True,
)
_WEATHER = _Listing(
    re.compile(
        r"^(?:(?:today|tonight|tomorrow)['’]s |(?:the |weekend |\w+-day )*)"
        r"weather(?: (?:for|on|forecast|table|report|today|tonight)\b|:|$)"
        r"|\bforecast (?:for|at a glance)\b"
        r"|^(?:오늘|내일|주말)의? ?날씨",
        re.IGNORECASE,
    ),
    re.compile(r"\d ?(?:°|℃|degrees\b|[CF]\b|도(?![가-힣]))|\b(?:highs?|lows?)(?: of)? \d", re.IGNORECASE),
    MAX_ROW,
    in_sentences=True,
)
_FIGURES = _Listing(
    re.compile(
        r"^(?!.*\b(?:elections?|votes?|polls?|referendum|seats|exams?|census)\b)(?!.*(?:선거|투표|개표))"
        r"(?:results|fixtures|standings|tables?)\b(?: ?[:|–—-]|$)"
        r"|\b(?:fixtures|(?:lottery|winning) numbers|exchange rates|league tables?|scoreboard)\b"
        r"|\b(?:football|soccer|hockey|rugby|cricket|basketball|sports?|league|cup|race|match) results$",
        re.IGNORECASE,
    ),
    re.compile(r"\d"),
    MAX_FIGURES,
    in_sentences=False,
)
_LISTINGS = (_PROGRAMME, _WEATHER, _FIGURES)


def is_listing(title: str, text: str, lines: Sequence[str]) -> bool:
    """Whether a page is a listing, however short.

    Args:
        title: Its title, on one line.
        text: Its text.
        lines: Those of the text that are not empty.
    """
    promised = next((kind for kind in _LISTINGS if kind.title.search(title)), None)
    if promised is None or _REPORTED.search(text):
        return False
    rows = sum(map(promised.has_row, lines))
    return rows >= MIN_ROWS and rows > len(lines) / 2
