"""Who holds the offices of a sitting that its labels tell alone: "President: Mr. Tamm (Estmar)", "… in the Chair"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from index.model import Span
from index.text.given_names import GIVEN_NAMES
from index.text.label_heads import LabelKind, bare_name, read_head
from index.text.label_words import OFFICE_MODIFIERS, OFFICES, PERSONAL_TITLES, SITTING_OFFICES
from index.text.letter_case import INITIAL
from index.text.person_names import fold

_LONGEST_NAME = 90  # code points of a name with its title and place
_WORD = rf"(?:{INITIAL}[\w.'’\-]*|de|van|von|der|bin|al|da|dos)"
_NAMED = rf"{INITIAL}[\w.'’\-]*(?:[ \n](?:\([A-Z][\w.]{{0,8}}\) )?{_WORD}){{1,7}}"
_OFFICE = rf"(?:(?:The|THE|the) )?(?:{INITIAL}[\w\-]* ){{0,3}}{INITIAL}[\w\-]*"
_LEADERS = re.compile(r"(?:[ \u00a0]?\.){3,}[ \u00a0]*")
# "President: Mr. Tamm (Estmar)", alone on its line, or on the next one.
_GAP = r"[ \t\u00a0*_]*"
_MASTHEAD = re.compile(
    rf"^[ \t*_]*(?P<office>{_OFFICE}){_GAP}:{_GAP}\n?{_GAP}(?P<who>{INITIAL}[^\n:;!?]{{3,160}})$", re.MULTILINE
)
# "[The Speaker (Hon. Ada Holm) in the Chair]", "House Chairperson Mr C T Holm took the Chair", alone on its line.
_SEATED = re.compile(
    rf"(?:^[ \t\[(]*|\bwith the (?={INITIAL}))(?:(?P<office>{_OFFICE})(?:: | ?[(\[]))?(?P<who>{_NAMED})"
    r"(?:,? [(\[]?(?P<role>[^()\[\]\n]{3,60})[)\]]?)??"
    r"[)\],]{0,2} (?:in|took|resumed|takes|resumes|assumed) the (?:Chair|CHAIR)\b",
    re.MULTILINE,
)
# "Hon. Ada Holm [Chairman of the Subcommittee] presiding", where the record opens.
_PRESIDING = re.compile(
    rf"(?<![\w.])(?P<who>{_NAMED})"
    r"(?:,?\s+[(\[]?(?P<office>(?:(?:the|acting|deputy|vice)[ -])?(?i:chair|president|speaker)[^()\[\]]{0,60}?)[)\]]?)?"
    r",?\s+(?:presiding|presided)\b"
)
_VACATED = re.compile(r"\b(?:took|resumed|in|vacated|left|takes|resumes|leaves|assumed) the (?:Chair|CHAIR)\b")
# "Present: Ada Holm (Chair), Ilo Tamm".
_PRESENT = re.compile(rf"(?P<who>{_NAMED}) \((?:the )?(?P<office>{_OFFICE})\)")
# "Before the Honorable Ada Holm, Judge", "BEFORE: HON. ADA HOLM".
_JUDGE = re.compile(
    r"(?i:before:?\s{1,4}(?:the )?(?:hon(?:orable|ourable|\.)?|judge|justice)\s{1,4}(?:(?:justice|judge) )?)"
    rf"(?P<who>(?:{_WORD} ){{1,4}}{INITIAL}[\w'’\-]+)"
)
# "Before: HM Senior Coroner, Mrs Ada Holm".
_BEFORE = re.compile(
    r"(?i:^before:? (?:the )?(?:h\.?m\.? |his majesty['’]s )?(?:(?:senior|assistant|area|acting|deputy|chief) )*)"
    rf"(?P<office>(?i:coroner|magistrate|commissioner|arbitrator|sheriff|referee))[^,\n]{{0,40}}, (?P<who>{_NAMED})",
    re.MULTILINE,
)
_IN_CHAIR = re.compile(rf"(?P<who>{_NAMED}) \((?i:in the chair)\)")  # "Present: Mr Ilo Tamm (in the chair)"
_CHAIRS = frozenset("chair chairman chairwoman chairperson".split())
_BEFORE_CHAIR = frozenset("the mr madam madame mrs ms hon".split())  # in a turn's label, not in a masthead
_INVITED = frozenset({"guest", "interviewee"})
_COURT = frozenset({"court", "judge"})
_BETWEEN_PEOPLE = re.compile(r",? (?:and|with|WITH|AND|&) |, |; ")
_PRESIDE = _CHAIRS | {"president", "speaker", "officer", "convener", "llywydd"}


@dataclass(frozen=True, slots=True)
class Seat:
    """Somebody who holds an office of a sitting from some place of its record on.

    Attributes:
        place: Code point at which the record tells it.
        offices: Keys of the offices; all that preside where it tells none.
        name: The holder as written; None where the record tells that it is somebody else, and not whom.
    """

    place: int
    offices: frozenset[str]
    name: str | None


class Seats:
    """Who presides at each place of a record.

    Args:
        text: The record.
        first_label: Where the first label starts of somebody who speaks.
        offices: The offices that its labels tell alone.
    """

    def __init__(self, text: str, first_label: int, offices: Iterable[str]) -> None:
        found = [*_above(text, first_label), *_changes(text, first_label)]
        self._seats = sorted(found, key=lambda seat: seat.place)
        self._presiding = {key for key in map(_office_key, offices) if key.split()[-1:] and key.split()[-1] in _PRESIDE}

    def holder(self, office: str, place: int) -> str | None:
        """Who holds an office at a place.

        Args:
            office: The office, as a label has it.
            place: Where the label stands.

        Returns:
            The name as written; None where the record doesn't tell.
        """
        key = _office_key(office)
        for seat in reversed(self._seats):
            if seat.place < place and self._is_of(seat, key):
                return seat.name
        return None

    def _is_of(self, seat: Seat, key: str) -> bool:
        """Whether a seat is an office's: if it tells none, that of the only one that presides."""
        if seat.offices:
            return key in seat.offices
        return key in self._presiding and (seat.name is None or len(self._presiding) == 1)


def masthead_name(text: str, start: int, end: int) -> str | None:
    """Whom a line names as holding an office of the sitting, if it is no turn of whoever holds it.

    Args:
        text: The text.
        start: Where the line starts.
        end: Where it ends.
    """
    line = _MASTHEAD.match(text, start, end)
    if line is None:
        return None
    seated = _SEATED.match(text, start, end)
    return (_seated_name(seated["who"]) if seated else None) or _masthead_name(line)


def lists_people(text: str, start: int, end: int) -> bool:
    """Whether words behind an office are several people's names and nothing else: "Mr T. Holm SC with Ms Quell".

    Args:
        text: The text.
        start: Where the words behind the label start.
        end: Where they end.
    """
    names = [part.strip() for part in _BETWEEN_PEOPLE.split(text[start:end].strip())]
    return len(names) > 1 and all(_name(name) is not None for name in names)


def _office_key(office: str) -> str:
    """An office as a key: its words without "the", "Mr" and the like, and one word for whoever takes the chair."""
    words = fold(office).replace("-", " ").split()
    words = [word for word in words if word not in {"the", "mr", "madam", "mrs", "ms", "hon", "an", "house"}]
    return " ".join("chair" if word in _CHAIRS else word for word in words)


def _above(text: str, end: int) -> Iterator[Seat]:
    """Who presides as the lines above the first turn tell."""
    above = text[:end]
    for line in _MASTHEAD.finditer(above):
        name = _masthead_name(line)
        if name is not None:
            yield Seat(line.start(), frozenset({_office_key(line["office"])}), name)
    for present in _PRESENT.finditer(above):
        if _is_of_sitting(present["office"]) and _is_named(present["who"]):
            yield Seat(present.start(), frozenset({_office_key(present["office"])}), present["who"])
    for seated in _IN_CHAIR.finditer(above):
        if _is_named(seated["who"]):
            yield Seat(seated.start(), frozenset({"chair"}), seated["who"])
    for before in _BEFORE.finditer(above):
        if _is_named(before["who"]):
            yield Seat(before.start(), frozenset({_office_key(before["office"])}), before["who"])
    judges = {fold(judge["who"]): judge for judge in _JUDGE.finditer(above)}
    if len(judges) == 1:
        (judge,) = judges.values()
        yield Seat(judge.start(), _COURT, judge["who"])


def _masthead_name(line: re.Match[str]) -> str | None:
    """The name of whom a line of the masthead tells to hold an office."""
    addressed = line["office"].split()[0].lower().strip(".") in _BEFORE_CHAIR
    if addressed or not _is_of_sitting(line["office"]) or line["who"].rstrip()[-1:] in ".!?":
        return None
    who = _LEADERS.sub(" ", line["who"]).strip(" *_")
    return _name(who)


def _name(who: str) -> str | None:
    """The name with which words begin, if they are nothing but a name with its place or office."""
    head = read_head(who, 0, len(who)) if len(who) <= _LONGEST_NAME else None
    if head is None or head.kind is not LabelKind.PERSON or not _is_named(who[slice(*head.name)]):
        return None
    return who[slice(*head.name)]


def _is_named(name: str) -> bool:
    """Whether words are somebody's name for sure: a title stands before it, or a first name in it."""
    words = name.split()
    if words[0].lower().strip(".") in PERSONAL_TITLES:
        return True
    return len(words) > 1 and words[0].lower() in GIVEN_NAMES and words[-1].lower() not in OFFICES


def _is_of_sitting(office: str) -> bool:
    return office.split()[-1].lower() in SITTING_OFFICES | _INVITED


def _changes(text: str, first_label: int) -> Iterator[Seat]:
    """Who takes the chair, wherever the record tells it."""
    told: list[Span] = []
    for match in (*_PRESIDING.finditer(text[:first_label]), *_SEATED.finditer(text)):
        name = _seated_name(match["who"])
        if name is not None:
            told.append(match.span())
            yield Seat(match.start(), _offices_of(match), name)
    for match in _VACATED.finditer(text):
        if not any(start <= match.start() < end for start, end in told):
            yield Seat(match.start(), frozenset(), None)


def _offices_of(match: re.Match[str]) -> frozenset[str]:
    """The office that is told of whoever takes the chair; none where none is."""
    for told in (match["office"], match.groupdict().get("role"), match["who"]):
        words = re.split(r" (?:of|for|on) |,", told or "", maxsplit=1)[0].split()
        held = [i for i, word in enumerate(words) if word.lower() in _PRESIDE]
        if held:
            front = [word for word in words[: held[-1]] if word.lower() in OFFICE_MODIFIERS]
            return frozenset({_office_key(" ".join([*front, words[held[-1]]]))})
    return frozenset()


def _seated_name(who: str) -> str | None:
    """The name in words that may begin with an office: "House Chairperson Mr C T Holm"."""
    words = who.split()
    titled = next((i for i, word in enumerate(words) if word.lower().strip(".") in PERSONAL_TITLES), 0)
    name = _name(" ".join(words[titled:]))
    return name if name is None or len(bare_name(name.split())) > 0 else None
