"""Letters: whom they greet above, who signs below, and what stands between."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.attribution.label_names import name_in_label
from index.model import Block, Span
from index.text.closings import is_dateline
from index.text.label_words import OFFICES
from index.text.letter_case import INITIAL
from index.text.person_names import fold

_GREETING = re.compile(
    r"^[ \t]*(?:(?:Dear|DEAR)[ \u00a0](?!Diary\b)[^\n.!?]{2,80}?|To [Ww]hom [Ii]t [Mm]ay [Cc]oncern)[,:]?[ \t]*$",
    re.MULTILINE,
)
_FAREWELL = re.compile(
    r"^[ \t]*(?:Yours|Sincerely|Respectfully|Faithfully|Cordially|Very truly yours|With (?:best|kind|warm|every|great|"
    r"deep|respect|gratitude|thanks|my)|(?:Kind|Warm|Best)(?:est)? (?:regards|wishes)|Regards|Best wishes|"
    r"In (?:friendship|solidarity|hope))\b[^\n.!?:]{0,40},?[ \t]*$",
    re.MULTILINE,
)
_FIRST_PERSON = re.compile(r"\b(?:I|[Mm]y|[Ww]e|[Oo]ur)\b")
_BESIDE = re.compile(
    r"(?i)\W*(?:cc|enc|encl|enclosures?|copy|copies|attach(?:ed|ments?)|p\.?s|bcc|tel|e-?mail|by hand)\b"
)
_FORWARDS = re.compile(
    r"(?i)\b(?:(?:find|see|is|are|copied|pasted|reproduced) (?:\w+ ){0,3}below|forwarded message|below is)\b"
)
_SEVERAL = re.compile(r"(?i)\b(?:the|we) (?:\w+ )?undersigned\b|\bsignator(?:y|ies)\b|\bsigned by:")
# "Bo Marsh, angler": a name that only its place tells.
_NAMED = re.compile(rf"(?P<name>{INITIAL}[\w'’-]+(?: {INITIAL}\.)?(?: {INITIAL}[\w'’-]+){{1,2}}),[ ]\S")
_LINE = re.compile(r"\S[^\n]*")
_LONGEST_LINE = 100  # code points of a line above the greeting or below the farewell
_MOST_ABOVE = 16  # such lines
_MOST_BELOW = 8


@dataclass(frozen=True, slots=True)
class SignedLetter:
    """A letter that one person signed.

    Attributes:
        name: Span of the signer's name.
        words: Span between the greeting and the farewell.
    """

    name: Span
    words: Span


def signed_letter(text: str, blocks: Sequence[Block]) -> SignedLetter | None:
    """Read a text as one letter.

    Args:
        text: The text.
        blocks: Its parts.

    Returns:
        The letter; None where the text is none, or several, hands on another text, or is signed by nobody or by
        more than one.
    """
    greetings, farewells = list(_GREETING.finditer(text)), list(_FAREWELL.finditer(text))
    if len(greetings) != 1 or len(farewells) != 1 or not blocks:
        return None
    words = (greetings[0].end(), farewells[0].start())
    above = list(_lines(text, 0, greetings[0].start()))
    headed = len(above) <= _MOST_ABOVE and all(b - a <= _LONGEST_LINE for a, b in above)
    written = text[slice(*words)] if words[0] < words[1] else ""
    if not headed or not _FIRST_PERSON.search(written) or _FORWARDS.search(written):
        return None
    signers = [] if _SEVERAL.search(text) else list(_signers(text, farewells[0].end()))
    return SignedLetter(signers[0], words) if len(signers) == 1 else None


def _signers(text: str, start: int) -> Iterator[Span]:
    """The names under a farewell, up to who else gets the letter."""
    for a, b in list(_lines(text, start, len(text)))[:_MOST_BELOW]:
        if _BESIDE.match(text, a, b) or is_dateline(text[a:b]) or b - a > _LONGEST_LINE:
            return
        name = name_in_label(text, a, b, signed=True)
        if name is not None and name.person and len(text[slice(*name.name)].split()) > 1:
            yield name.titled
        elif (named := _NAMED.match(text, a, b)) and not OFFICES & set(fold(named["name"]).split()):
            yield named.span("name")


def _lines(text: str, start: int, end: int) -> Iterator[Span]:
    """Lines that hold words, without white space at their ends."""
    for match in _LINE.finditer(text, start, end):
        yield match.start(), match.start() + len(match.group().rstrip())
