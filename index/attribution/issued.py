"""Texts that one person issued: statements, messages, remarks as prepared."""

from __future__ import annotations

import re

from index.attribution.coreference import Coreference
from index.model import Kind, Statement
from index.text.quotation_marks import paragraphs
from index.text.stage_directions import spoken

_ISSUED = re.compile(
    r"^(?:pre-?taped |excerpts? (?:from|of) |joint |full |written |press |video |virtual ){0,3}"
    r"(?:(?:statement|remarks|message|letter|speech|address|testimony|op-?ed|toast|transcript of remarks|"
    r"opening remarks|closing remarks|prepared remarks)s?)\b[^:]{0,40}?\s(?:by|from|of)\s+(?P<who>.+)$",
    re.IGNORECASE,
)
_ISSUED_END = re.compile(
    r"\s+(?:on|at|in|before|after|during|to|for|about|regarding|following|marking|as|honoring|celebrating|commemorating|"
    r"announcing|welcoming|with|upon|from|ahead|and (?:first|vice)|,? — | [–—-] )\s*.*$",
    re.IGNORECASE,
)


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


def issued_statements(text: str, title: str | None, coreference: Coreference) -> list[Statement] | None:
    """The statement of a text that one person issued.

    Args:
        text: The article's text.
        title: Its title, which tells who issued it.
        coreference: Who is named in the text.

    Returns:
        One statement of all the prose, or none where there is no prose; None where the title names no single person.
    """
    issuer = issued_by(title)
    if issuer is None:
        return None
    figure = coreference.name(issuer)
    content = tuple(
        span for start, end in paragraphs(text) if _is_prose(text[start:end]) for span in spoken(text, start, end)
    )
    if not content:
        return []
    return [Statement(content, Kind.DIRECT, None, None, figure.person() if figure else None, None, 1.0)]


def _is_prose(paragraph: str) -> bool:
    """Whether a paragraph is prose: no place, time, rule or heading."""
    return len(paragraph.split()) > 5 or bool(re.search(r"[a-z][.!?]$", paragraph))
