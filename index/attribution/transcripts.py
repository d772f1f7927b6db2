"""Speaker turns of transcripts, and texts that were issued by one person."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

from index.model import Span
from index.text.name_lists import TITLES
from index.text.quotation_marks import paragraphs

_UPPER = r"[A-Z][A-Z.'’\-]*(?:[a-z]{1,2}[A-Z][A-Z'’\-]+)?"
# "PRESIDENT MOON:", "MS. PSAKI:", "SENATOR McCONNELL:", "PRESIDENT MOON (through an interpreter):"
_CAPITALS = re.compile(
    rf"(?P<label>{_UPPER}(?:[ \u00a0](?:{_UPPER}|\([^)\n]{{1,40}}\)|and|of|the|de|von|&)){{0,6}})(?P<aside>\s*\([^)\n]{{1,60}}\))?\s*:(?=\s|$)"
)
# "Mr. Price:", "Secretary Blinken:", "Moderator:"
_MIXED = re.compile(
    r"(?P<label>[A-Z][\w.'’\-]*(?:[ \u00a0][A-Z][\w.'’\-]*){0,4})(?P<aside>\s*\([^)\n]{1,60}\))?\s*:(?=\s|$)"
)
_QUESTION = re.compile(
    r"(?P<label>Q(?:UESTION)?|Question|Reporter|REPORTER|PRESS|Press)\b(?P<aside>\s*\([^)\n]{1,60}\))?(?:[:.]|(?=\s))\s*(?=\S)"
)
_ALONE = re.compile(r"(?P<label>[A-Z][\w.'’\-]*(?:[ \u00a0](?:[A-Z][\w.'’\-]*|de|van|von|bin|al)){1,5})$")
_DIRECTION = re.compile(
    r"\(\s*(?:[^()]{0,80}\b)?(?:laugh\w*|applause|inaudible|crosstalk|cross-talk|speak(?:s|ing)|spoken|interpret\w*|translat\w*|"
    r"as prepared|pause[sd]?|cheers|cheering|music|video|in (?:korean|japanese|chinese|spanish|french|arabic|russian|german|english|mandarin|"
    r"hebrew|ukrainian|vietnamese)|gestur\w*|sic|ph|no response|off[- ]mic|off[- ]mike|no audio|sighs?|coughs?|booing|chant\w*|moment of silence|"
    r"signs?|signing|signed|the \w+ is signed|points?|pointing|unintelligible|simultaneous|audio|begins?|ends?|break|toast|"
    r"recess|clears|resum\w*|conclud\w*)\b[^()]{0,80}\)|\[\s*(?:[^\[\]]{0,60}\b)?(?:laugh\w*|applause|inaudible|crosstalk|pause|cheers|music|video)\b[^\[\]]{0,60}\]",
    re.IGNORECASE,
)
_EDGE = re.compile(
    r"(?:END\b.{0,30}|\d{1,2}:\d\d\s*[AaPp]\.?\s*[Mm]\.?.{0,20}|\*\s*\*\s*\*|#\s?#\s?#|[A-Z ,.'’\-]{3,60}\d{1,2}:\d\d.{0,12}|"
    r"(?:via|by) (?:teleconference|videoconference|telephone)|\*.{0,300}|_{3,}|\d{1,3})$",
    re.IGNORECASE,
)
_GROUP = re.compile(r"(?i)^(?:audience|participants?|crowd|all|members?|voices?|children|reporters?)\b")
_ISSUED = re.compile(
    r"^(?:pre-?taped |excerpts? (?:from|of) |joint |full |written |press |video |virtual ){0,3}(?:(?:statement|remarks|message|letter|speech|address|testimony|op-?ed|toast|"
    r"transcript of remarks|opening remarks|closing remarks|prepared remarks)s?)\b[^:]{0,40}?\s(?:by|from|of)\s+(?P<who>.+)$",
    re.IGNORECASE,
)
_ISSUED_END = re.compile(
    r"\s+(?:on|at|in|before|after|during|to|for|about|regarding|following|marking|as|honoring|celebrating|commemorating|"
    r"announcing|welcoming|with|upon|from|ahead|and (?:first|vice)|,? — | [–—-] )\s*.*$",
    re.IGNORECASE,
)


Label = tuple[Span, str, str]  # its span with the colon, the name in it, its kind


@dataclass(frozen=True, slots=True)
class Turn:
    """What one speaker says until the next one begins.

    Attributes:
        label: Where the speaker is named, the colon included.
        name: The name in the label.
        content: Spans of the words, without stage directions.
        question: Whether it is a reporter's.
        nobody: Whether the label means no single person: a crowd, the audience.
    """

    label: Span
    name: str
    content: tuple[Span, ...]
    question: bool = False
    nobody: bool = False


# One ordered cascade of rules; they are to be rebuilt as a whole, not moved about.
# complexipy: ignore
def turns(text: str) -> list[Turn]:
    """Split a transcript into its speakers' turns.

    Args:
        text: Any text.

    Returns:
        Turns in order; none where the text is no transcript.
    """
    blocks = paragraphs(text)
    lines = [block for start, end in blocks for block in _lines(text, start, end)]
    labels = [_label(text, start, end) for start, end in lines]
    sure = sum(1 for label in labels if label and label[2] == "capitals")
    mixed = Counter(label[1].lower() for label in labels if label and label[2] in {"mixed", "alone"})

    def accepted(label: Label) -> bool:
        _, name, kind = label
        if kind == "question":
            return bool(sure or mixed)
        if kind == "mixed":
            return (mixed[name.lower()] >= 2 or _titled(name)) and sum(mixed.values()) >= 2
        return kind == "capitals" or (mixed[name.lower()] >= 2 and not sure and _alternates(labels))

    chosen = [label if label and accepted(label) else None for label in labels]
    if not _is_transcript(chosen, sure):
        return []
    found: list[Turn] = []
    label: Label | None = None
    content: list[Span] = []

    def close() -> None:
        if label is not None and content:
            question = label[2] == "question"
            found.append(Turn(label[0], label[1], tuple(content), question, bool(_GROUP.match(label[1]))))

    for (start, end), here in zip(lines, chosen, strict=True):
        if here is not None:
            close()
            label, content = here, []
            start = here[0][1]
            while start < end and text[start] in ": \t\u00a0.":
                start += 1
        if label is not None and not (_EDGE.fullmatch(text[start:end]) and len(text[start:end]) < 80):
            content.extend(spoken(text, start, end))
    close()
    return found


_EMBEDDED = re.compile(rf"[\"“]?(?P<label>{_UPPER}(?: {_UPPER}){{0,3}}):\s+(?=\S)")


def embedded(text: str) -> list[Turn]:
    """Find turns that an article quotes from a transcript.

    Args:
        text: The article's text.

    Returns:
        Turns of one paragraph each, in order; none unless there are two.
    """
    found: list[Turn] = []
    for start, end in paragraphs(text):
        match = _EMBEDDED.match(text, start, end)
        label = match.group("label") if match else ""
        if match and len(label) > 2 and not _heading(label):
            content = tuple(spoken(text, match.end(), end))
            if content:
                found.append(Turn(match.span("label"), label, content, nobody=bool(_GROUP.match(label))))
    return found if len(found) > 1 else []


def _is_transcript(chosen: list[Label | None], sure: int) -> bool:
    """Whether the labels make a text a transcript; a dateline or two ("SEOUL: …") do not."""
    labels = [label for label in chosen if label]
    if any(label[2] == "capitals" and (_titled(label[1]) or label[1].startswith("THE ")) for label in labels):
        return True
    after = len(chosen) - next((i for i, label in enumerate(chosen) if label), len(chosen))
    return len(labels) >= (3 if sure else 2) and 3 * len(labels) >= after


def _lines(text: str, start: int, end: int) -> list[Span]:
    """Parts of a paragraph, each of which but the first begins with a label."""
    cuts = [start]
    for match in re.finditer(r"\n", text[start:end]):
        at = start + match.end()
        stop = text.find("\n", at, end)
        line_end = stop if stop >= 0 else end
        if _CAPITALS.match(text, at, line_end) or _QUESTION.match(text, at, line_end):
            cuts.append(at)
    return [(a, b) for a, b in zip(cuts, [*cuts[1:], end], strict=True) if text[a:b].strip()]


def _label(text: str, start: int, end: int) -> Label | None:
    capitals = _CAPITALS.match(text, start, end)
    if capitals and len(capitals.group("label")) > 1 and not re.fullmatch(r"[A-Z]", capitals.group("label")):
        kind = "question" if capitals.group("label") in {"QUESTION", "REPORTER", "PRESS", "Q"} else "capitals"
        if not _heading(capitals.group("label")):
            name = re.sub(r"\s*\([^)]*\)$", "", capitals.group("label"))
            return (capitals.start("label"), capitals.end()), name, kind
    question = _QUESTION.match(text, start, end)
    if question:
        return (question.start("label"), question.end()), question.group("label"), "question"
    mixed = _MIXED.match(text, start, min(end, start + 90))
    if mixed and len(mixed.group("label").split()) <= 5:
        return (mixed.start("label"), mixed.end()), mixed.group("label"), "mixed"
    alone = _ALONE.fullmatch(text[start:end]) if end - start <= 45 else None
    if alone:
        return (start, end), alone.group("label"), "alone"
    return None


def _heading(label: str) -> bool:
    """Whether a label is a heading and no speaker: FACT SHEET, TO."""
    return bool(
        re.fullmatch(
            r"(?:FACT SHEETS?|READ ?OUT|BACKGROUND|NOTE|NOTES|UPDATE|UPDATED|CONTACT|SUBJECT|RE|TO|FROM|DATE|TIME|WHO|WHAT|WHEN|WHERE|WHY|HOW|"
            r"PRESS RELEASE|FOR IMMEDIATE RELEASE|STATEMENT|SUMMARY|CORRECTION|EDITORS? NOTE|LOCATION|BREAKING|WATCH|READ|MORE|RELATED|"
            r"VIDEO|PHOTOS?|OPINION|ANALYSIS|TRANSCRIPT|PS|P\.S\.)",
            label,
        )
    )


def _titled(label: str) -> bool:
    """Whether a label begins with a title, or is a role that occurs alone."""
    return label.split()[0].strip(".").lower() in TITLES or label in {"Moderator", "Operator", "Host", "Interviewer"}


def _alternates(labels: list[Label | None]) -> bool:
    """Whether text stands between names alone on their lines, which are speakers only then."""
    alone = [i for i, label in enumerate(labels) if label and label[2] == "alone"]
    return len(alone) >= 3 and all(b - a > 1 for a, b in pairwise(alone))


def spoken(text: str, start: int, end: int) -> list[Span]:
    """What is spoken in a span.

    Args:
        text: The text.
        start: Code point at which the span starts.
        end: Code point before which it ends.

    Returns:
        Spans without stage directions ("(Applause.)") and without white space at their edges.
    """
    found: list[Span] = []
    position = start
    cuts = [m.span() for m in _DIRECTION.finditer(text, start, end)]
    for a, b in [*cuts, (end, end)]:
        low, high = position, a
        while low < high and text[low].isspace():
            low += 1
        while high > low and text[high - 1].isspace():
            high -= 1
        if high > low and any(c.isalnum() for c in text[low:high]):
            found.append((low, high))
        position = b
    return found


def issued_by(title: str | None) -> str | None:
    """Who issued a text.

    Args:
        title: The article's title, such as "Statement by President Vale on …".

    Returns:
        The name with its title ("President Vale"); None where the title names no single person.
    """
    if not title:
        return None
    match = _ISSUED.match(title.strip())
    if not match or re.match(r"(?i)read ?out", title):
        return None
    who = re.sub(r",.*$", "", match.group("who"))
    who = _ISSUED_END.sub("", who).strip(" .,:;")
    if re.search(r"\band\b|&", who) or len(who.split()) > 8 or not re.search(r"[A-Z]", who):
        return None
    return who
