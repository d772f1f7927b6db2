"""What a label adds to a name, in brackets or after a comma: a place, an office, a time, whom its bearer speaks for."""

from __future__ import annotations

import re

from index.model import Span
from index.text.label_words import CONNECTIVES, OFFICES, PARTICLES
from index.text.name_lists import OCCUPATIONS, ROLES

BRACKETED = re.compile(r"[(\[][^()\[\]]*(?:\([^()]*\)[^()\[\]]*)?[)\]]")
TIME = re.compile(r"\d{1,2}[:.]\d\d(?:[:.]\d\d)?(?: ?[ap]\.?m\.?)?", re.IGNORECASE)
SPEECH_ASIDE = re.compile(
    r"(?i)blue[- ]card|(?:speaking |acting |intervening )?on behalf of|speaking (?:as|for|in|on|via)|"
    r"in writing|rapporteur|spoke in|in (?:cantonese|mandarin|putonghua|\w+ish|\w+ese|"
    r"french|german|arabic)|interpret|translat|member of the commission|president-in-office|contd|continuing"
)
_ADDRESSEE = re.compile(
    r"[ \u00a0](?:to|To)[ \u00a0](?:the|The|Mr|Ms|Mrs|President|Minister)\b|[ \u00a0]on behalf of\b|"
    r"[ \u00a0](?:[–—]|--?)[ \u00a0]|[ \u00a0](?:continuing|interrupting|interjecting|resuming)$"
)
# "Ada Holm MS", "Ada Holm AS First Minister of Wales"
_MEMBER = re.compile(
    r"(?<=[a-z])(?:[ \u00a0](?:MSP|MS|AS|MP|AM|TD|MLA|MEP|MHK|MLC|KC|QC|CBE|OBE|MBE))+"
    r"(?:$|(?=[ \u00a0](?:[A-Z][\w’'-]+[ \u00a0]){0,3}(?:Minister|Secretary|Leader|Deputy|Counsel)\b))"
)
_SUFFIX = re.compile(r",[ \u00a0](?=(?:Jr|Sr|JR|SR|II|III|IV)\b)")
_MOST_ASIDE_WORDS = 14
_MOST_ROLE_WORDS = 9
_IN_ROLE = re.compile(r"[\w&'’.\-]+")
_CLAUSE_WORDS = frozenset(
    """i we you he she they it my our your his her their this that is are was were be has have had do does did can will
    would should could may might must not who which what when""".split()
)
OFFICE_LINKS = frozenset("of for to in on and at without with & für".split())
SMALL_WORDS = CONNECTIVES | PARTICLES | {"pro", "tempore", "tem"}


def end_of_name(text: str, start: int, end: int) -> int:
    """Where a name ends and its asides begin: a bracket, a comma, "to the Minister".

    Args:
        text: The text.
        start: Code point at which the name starts.
        end: Code point at which the label ends.

    Returns:
        The code point before which the name ends.
    """
    cut = end
    for mark in ("(", "["):
        place = text.find(mark, start, cut)
        cut = place if place >= 0 else cut
    comma = text.find(", ", start, cut)
    if comma >= 0 and _SUFFIX.match(text, comma):
        comma = text.find(", ", comma + 1, cut)
    cut = comma if comma >= 0 else cut
    member = _MEMBER.search(text, start + 1, cut)
    cut = member.start() if member else cut
    addressee = _ADDRESSEE.search(text, start + 1, cut)
    before = text[start : addressee.start()].split() if addressee else []
    if addressee and before and before[-1].lower() not in OFFICES:
        cut = addressee.start()
    while cut > start and text[cut - 1] in " \t\u00a0*_,":
        cut -= 1
    return cut


def asides_of(text: str, start: int, end: int) -> list[Span]:
    """What is added to a name, in brackets or between them.

    Args:
        text: The text.
        start: Code point at which the name ends.
        end: Code point at which the label ends.

    Returns:
        Spans in order, without brackets and white space.
    """
    found: list[Span] = []
    position = start
    for bracket in (*BRACKETED.finditer(text, start, end), None):
        a, b = position, bracket.start() if bracket else end
        between = text[a:b]
        if between.strip(" ,\u00a0–—-\t"):
            low = a + len(between) - len(between.lstrip(" ,\u00a0–—-\t"))
            found.append((low, a + len(between.rstrip(" ,\u00a0\t"))))
        if bracket and bracket.end() - bracket.start() > 2:
            found.append((bracket.start() + 1, bracket.end() - 1))
        position = bracket.end() if bracket else end
    return found


def is_aside(text: str, start: int, end: int) -> bool:
    """Whether what is added to a name is an office, a place or a note; "Mr. Lund, I came for one reason" is prose.

    Args:
        text: The text.
        start: Code point at which the words start.
        end: Code point before which they end.
    """
    if text[start - 1] in "([":
        return True
    if SPEECH_ASIDE.match(text, start, end) and len(text[start:end].split()) <= _MOST_ASIDE_WORDS:
        return True
    if _is_role(text[start:end]):
        return True
    words = [w for w in text[start:end].replace(",", " ").split() if w.lower() not in SMALL_WORDS and w.lower() != "an"]
    return len(words) <= _MOST_ASIDE_WORDS and all(w[0].isupper() or w[0] in "&(–—-" for w in words)


def _is_role(aside: str) -> bool:
    """Whether an aside in small letters is what somebody is: "spokesperson", "head of consular affairs"."""
    words = [word for word in aside.lower().replace(",", " ").split() if word not in {"the", "a", "an"}]
    if not words or len(words) > _MOST_ROLE_WORDS or not _CLAUSE_WORDS.isdisjoint(words):
        return False
    link = next((i for i, word in enumerate(words) if word in OFFICE_LINKS | {"from"}), len(words))
    return link > 0 and words[link - 1] in OFFICES | ROLES | OCCUPATIONS and all(map(_IN_ROLE.fullmatch, words))
