"""What stands in a transcript and nobody says: laughter, times, "The meeting rose at noon"."""

from __future__ import annotations

import re

from index.model import Span
from index.text.label_asides import BRACKETED
from index.text.label_words import CONNECTIVES

LONGEST_DIRECTION = 400  # code points of a line in brackets
_MOST_WORDS = 25  # of a direction that stands among spoken words

# What nobody says of themselves in brackets.
_HAPPENS = re.compile(
    r"\b(?:laugh\w*|applau\w*|inaudible|indiscernible|unintelligible|crosstalk|cross-talk|speak(?:s|ing)|"
    r"spoken|spoke|"
    r"interpret\w*|translat\w*|as prepared|"
    r"as delivered|pause[sd]?|cheer\w*|music|video|gestur\w*|phonetic|"
    r"no (?:verbal |audible )?response|off[- ](?:mic|mike|the record)|no audio|sighs?|coughs?|boo(?:s|ing)?|chant\w*|"
    r"moment of silence|signs?|signing|signed|points?|pointing|simultaneous\w*|audio|begins?|ends?|break|toast|"
    r"recess\w*|clears|resum\w*|conclud\w*|interrupt\w*|interject\w*|murmur\w*|uproar|commotion|disorder|protest\w*|"
    r"hear, hear|whereupon|sworn|exhibits?|marked|"
    r"nods?|nodding|shakes|sobb\w*|cr(?:ies|ying)|clap\w*|ovation|whisper\w*|"
    r"rings?|ringing|bell|microphone|time expired|adjourn\w*|suspend\w*|withdr[ae]w\w*|ma(?:kes|king) the sign|"
    r"in (?:korean|japanese|chinese|spanish|french|arabic|russian|german|english|mandarin|hebrew|ukrainian|"
    r"vietnamese|portuguese|italian|irish|welsh|gaelic|cantonese|hindi|polish|dutch|tamil|te reo|maori|māori|"
    r"zulu|xhosa|afrikaans))\b",
    re.IGNORECASE,
)
# After these the one who spoke before isn't heard any more, until a label says so.
_STOPS = re.compile(
    r"(?i)\b(?:begin|end|start|playing|plays?|video|audio|tape|clip|commercial|announcements?|newsbreak|break|recess\w*|"
    r"adjourn\w*|suspend\w*|resum\w*|whereupon|withdr[ae]w\w*|cut off|(?:took|in) the chair|floor|vote[ds]?|voting|"
    r"roll[- ]?call|concluded|excused|sworn|blue[- ]card|catch[- ]the[- ]eye)\b"
)
_SOMEBODY = re.compile(r"(?i)\b(?:i|i'm|i’m|we|you|my|our|your|me|us)\b")
_AFTER_SENTENCE = re.compile(r"[.!?:…”\")\]—–-]\s*$")
# A line that only tells the time, a place or where the text ends.
_EDGE = re.compile(
    r"(?:[\[(]?\d{1,2}[:.]\d\d(?:[:.]\d\d)?[\])]?(?:\s*[AaPp]\.?\s*[Mm]\.?.{0,20})?:?|\*\s*\*\s*\*|#\s?#\s?#|"
    r"[A-Z ,.'’\-]{3,60}\d{1,2}:\d\d.{0,12}|(?:via|by) (?:teleconference|videoconference|telephone)|\*.{0,300}|_{3,}|"
    r"(?:-\s?)?\d{1,4}(?:\s?-)?|Page \d+(?: of \d+)?)",
    re.IGNORECASE,
)
# Where a transcript ends; what follows is contacts and notes.
_END = re.compile(
    r"(?:[-–—/*~ ]{0,3}(?:ENDS?|Ends)[-–—/*~ ]{1,3}|ENDS|END(?: OF (?:TRANSCRIPT|INTERVIEW|VIDEO|AUDIO))?|"
    r"#\s?#\s?#|-\s?30\s?-|"
    r"\(?End(?: of (?:transcript|interview|recording|audio|video))?\)?)(?:[ \t:]+[\d(\[].{0,30})?[.)]?"
)
# Where the records of Australian inquiries tell what happens: "<ADA HOLM, AFFIRMED   [10.04 am]".
_HAPPENED = re.compile(r"<[A-Z][^<>\n]{3,120}(?:>.*)?")
_HEADING_WORDS = 12
_NUMBERED_RULE = re.compile(r"\((?:[A-Z]\w* )?\d{1,4}\)$")  # "Written Statements (Rule 178)"
# What a record's editors set among spoken words: a time ("● (1420)", "▶ 16:40"), the number of a question ("[904412]").
_MARK = re.compile(
    r"[●•▶►⏵][ \u00a0]?(?:[(\[]\d{1,2}[:.]?\d\d(?:[:.]\d\d)?[)\]]|\d{1,2}[:.]\d\d(?:[:.]\d\d)?\b)|\[\d{5,7}\]|"
    r"^[ \t]*(?:Page|PAGE)[ \t]\d{1,4}(?:[ \t]of[ \t]\d{1,4})?[ \t]*$",
    re.MULTILINE,
)


def is_edge(line: str) -> bool:
    """Whether a line only tells a time, a place or a page, or where the text ends."""
    return len(line) < 80 and bool(_EDGE.fullmatch(line))


def is_end(line: str) -> bool:
    """Whether a line says that the transcript ends: "END 3:05 P.M.", "###"."""
    return len(line) < 60 and bool(_END.fullmatch(line.strip()))


def is_event(line: str) -> bool:
    """Whether a line tells in an inquiry's own form what happens: "<THE WITNESS WITHDREW   [10.31 am]"."""
    words = line.partition("[")[0]
    return bool(_HAPPENED.fullmatch(line)) and words.upper() == words


def is_heading(line: str) -> bool:
    """Whether a line on its own is a heading: no mark ends it, and all its words but small ones have capitals."""
    words = line.split()
    if not 1 < len(words) <= _HEADING_WORDS or line[-1:] in ".!?…:;,—–-”\"']" or "\n" in line:
        return False
    if line[-1] == ")" and not _NUMBERED_RULE.search(line):
        return False
    return all(w[0].isupper() or w[0] in "(“&" or w.lower() in CONNECTIVES or w[0].isdigit() for w in words)


def is_direction(line: str) -> bool:
    """Whether a line stands in brackets as a whole, of whatever wording: "(Applause on the left)", "[Interruption]"."""
    bare = line.strip().strip("*_").rstrip(".")
    if not (bare[:1] in "([" and bare[-1:] in ")]" and len(bare) <= LONGEST_DIRECTION):
        return False
    return not any(c in ")]" for c in bare[1:-1]) or bool(BRACKETED.fullmatch(bare))


def stops_speaker(direction: str) -> bool:
    """Whether nobody goes on after a direction: a recording, a break, the floor withdrawn.

    Args:
        direction: A line in brackets.
    """
    return bool(_STOPS.search(direction))


def spoken(text: str, start: int, end: int) -> list[Span]:
    """What is spoken in a span.

    Args:
        text: The text.
        start: Code point at which the span starts.
        end: Code point before which it ends.

    Returns:
        Spans without stage directions ("(Applause.)"), times and numbers, and without white space at their edges.
    """
    found: list[Span] = []
    position = start
    cuts = [m.span() for m in BRACKETED.finditer(text, start, end) if _is_direction_inside(text, m, start)]
    marks = [m.span() for m in _MARK.finditer(text, start, end)]
    for a, b in [*sorted(cuts + marks), (end, end)]:
        low, high = position, a
        while low < high and text[low].isspace():
            low += 1
        while high > low and text[high - 1].isspace():
            high -= 1
        if high > low and any(c.isalnum() for c in text[low:high]):
            found.append((low, high))
        position = max(position, b)
    return found


def _is_direction_inside(text: str, bracket: re.Match[str], start: int) -> bool:
    """Whether a bracket among spoken words is a direction, and no remark, abbreviation or correction."""
    inside = bracket.group()[1:-1].strip()
    size = len(inside.split())
    if not 0 < size <= _MOST_WORDS or inside.lower() in {"sic", "ph"}:
        return False
    if _HAPPENS.search(inside):
        return size <= 4 or not _SOMEBODY.search(inside)
    begins = inside[:1].isupper() and inside[1:2].islower()
    if not begins or size > 8 or _SOMEBODY.search(inside):
        return False
    before = text[max(start, bracket.start() - 3) : bracket.start()]
    ended = size > 1 if bracket.group()[0] == "(" else inside[-1] in ".!—"
    return ended and (not before.strip() or bool(_AFTER_SENTENCE.search(before)))
