"""Who holds a briefing, as the title or the first sentence of its transcript says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.model import Block, BlockKind, Span
from index.text.given_names import FEMALE_NAMES, MALE_NAMES
from index.text.label_heads import bare_name
from index.text.label_words import LABEL_TITLES
from index.text.letter_case import INITIAL
from index.text.person_names import NAME, fold, parse_name
from index.text.stage_directions import is_direction, is_edge, is_heading, spoken

_TITLED = re.compile(
    r"^(?:.{0,30}\b(?:transcript|text|record|excerpts|highlights) (?:of|from) )?"
    r"(?:(?P<whose>.{4,80}?)['’]s? (?:\w+ ){0,3}(?:press |news )?(?:briefing|conference|remarks|answers?|interview)\b|"
    r".{0,60}?\b(?:(?:briefing|conference|q ?& ?a|questions and answers) (?:by|of|with|given by|held by)|"
    r"(?:interview|conversation) (?:of|with|given by)) (?P<by>.+))",
    re.IGNORECASE,
)
_OPENING = re.compile(
    r"(?i:transcript|text|record) (?i:of|from) [^.\n:]{0,60}?"
    r"(?i:briefing|conference|remarks|comments|stakeout|encounter|availability|statement|interview)s?\b[^.\n:,]{0,60}? "
    rf"(?P<link>by|of|with) (?P<by>{INITIAL}[^\n]{{3,200}})"
)
_LONGEST_OPENING = 2000  # code points above the first label
_NAME_ENDS = re.compile(
    r",| (?:on|in|at|to|and|before|after|about|over|from|for|as|who|whose|following|regarding|amid|during) |[.:(?–—]"
)
# "the mayor's aide Ada Holm" is fine; "Ada Holm's deputy" and "the man behind Ada Holm" are not Ada Holm.
_OF_ANOTHER = re.compile(r"\b(?:behind|by|of|with|against|under|without|beside|near) ")
_ROLE = re.compile(r", (?:the )?(?P<role>[^,.;:\n]{4,80}?)(?: (?:for|of|to|at|in) |[,.;:\n]|$)")
_SPOKES = re.compile(r"^spokes(?:man|woman|person)$")


@dataclass(frozen=True, slots=True)
class Briefer:
    """Who holds a briefing.

    Attributes:
        name: As written, without titles.
        office: Words of the office behind the name, without whose it is, in small letters: "deputy spokesperson".
        mention: Where the text names the briefer; None where the title does.
        begin: Code point behind the paragraph with that; None where somebody else may introduce the briefer.
    """

    name: str
    office: tuple[str, ...] = ()
    mention: Span | None = None
    begin: int | None = None

    def holds(self, office: str) -> bool:
        """Whether an office is the briefer's: "Spokesman" of a deputy spokesperson, but not the other way round."""
        asked = [_neutral(word) for word in fold(office).split() if word not in {"the", "mr", "ms", "mrs", "madam"}]
        own = [_neutral(word) for word in self.office]
        return bool(asked and own) and asked[-1] == own[-1] and set(asked) <= set(own)


def titled_briefer(title: str) -> Briefer | None:
    """Who holds a briefing of whom its title tells: "Mayor Holm's answers", "Briefing by Ada Holm"."""
    match = _TITLED.match(title)
    return _named(match.group("whose") or match.group("by")) if match else None


def opening_briefer(text: str, first_label: int) -> Briefer | None:
    """Who holds a briefing of whom the words above its first label tell: "a transcript of the briefing by …".

    Args:
        text: The transcript.
        first_label: Code point at which its first label starts.
    """
    match = _OPENING.search(text, 0, min(first_label, _LONGEST_OPENING))
    found = _named(match.group("by")) if match else None
    if match is None or found is None:
        return None
    role = _ROLE.match(match.group("by"), match.group("by").find(found.name) + len(found.name))
    stop = text.find("\n", match.start()) if match.group("link") == "by" else -1
    start = text.index(found.name, match.start("by"))
    office = tuple(fold(role.group("role")).split()) if role else ()
    return Briefer(found.name, office, (start, start + len(found.name)), stop if stop >= 0 else None)


def opening_words(text: str, blocks: Sequence[Block], begin: int, end: int) -> Iterator[Span]:
    """Spans of what the briefer says above the first label.

    Args:
        text: The transcript.
        blocks: Its parts.
        begin: Code point behind the sentence that names the briefer.
        end: Code point at which the first label starts.
    """
    for block in blocks:
        words = text[block.start : block.end]
        if not begin <= block.start < end or block.kind is not BlockKind.PARAGRAPH:
            continue
        if words[-1:] in '.!?…"”' and not (is_edge(words) or is_direction(words) or is_heading(words.strip("*_ "))):
            yield from spoken(text, block.start, min(block.end, end))


def _named(words: str) -> Briefer | None:
    """The briefer in the words behind "by"; None where they name nobody, or more than one."""
    who = _NAME_ENDS.split(words)[0]
    name, titles, _ = parse_name(who)
    if not name or not (titles or len(name) > 1) or _names_another(words[len(who) :]):
        return None
    before, found, behind = who.partition(" ".join(name))
    if not found or behind.strip() or _OF_ANOTHER.search(before):
        return None
    return Briefer(" ".join(name))


def _names_another(rest: str) -> bool:
    """Whether words behind a name add somebody else: "and Minister Ilo Tamm"."""
    joined = re.search(r"\b(?:and|with)\b|&", rest)
    for match in NAME.finditer(rest, joined.end()) if joined else ():
        named = match.group().split()
        given = len(named) > 1 and fold(bare_name(named)[0]) in MALE_NAMES | FEMALE_NAMES
        if given or (len(named) > 1 and named[0].lower().strip(".") in LABEL_TITLES):
            return True
    return False


def _neutral(word: str) -> str:
    return _SPOKES.sub("spokesperson", word)
