"""Who tells something inside what somebody else tells: "a nurse" of "Holm said a nurse told her"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from index.attribution.clause_grammar import APPOSITION, BRACKETS, NOMINAL, spaced
from index.attribution.person_nouns import is_person_noun
from index.attribution.told_speakers import gender_told
from index.model import Span
from index.text.name_lists import CALENDAR, GROUPS, MANY_PEOPLE, PLURAL_TITLES, ROLES, TITLES, words_of


@dataclass(frozen=True, slots=True)
class Teller:
    """Who tells something inside somebody's words.

    Attributes:
        start: Where the phrase that means them begins.
        name: Where they are named; None where they are only described.
        own: Whether they are the one whose words these are: "Holm said she told him".
        relative: Whether they are only "who", of somebody to whom it may be said.
    """

    start: int
    name: Span | None = None
    own: bool = False
    relative: bool = False


# Words that begin a clause, or join one: what stands before them is no part of a phrase.
_JOINT = spaced(
    r"(?<![\w’'-])(?:that|how|and|but|or|what|when|where|why|if|whether|because|as|than|after|before|while|since)"
    r"(?![\w’'-])"
)
_PIECE = re.compile(r"[^,:;]+")
_WORD = re.compile(r"[\w’'-]+")
_OWNER = re.compile(r".*(?:['’]s|s['’])\s", re.DOTALL)
_NAME = spaced(rf"(?<![\w’'-])(?P<name>{NOMINAL}{BRACKETS}{APPOSITION}),? ?$")
_RELATIVE_THAT = spaced(r"(?<=\w) (?:that|which) ?$")  # "a note that read"
_RELATIVE = re.compile(r"\bwho\s*$")
_GENDERS = {"he": "m", "him": "m", "she": "f", "her": "f"}
_OTHERS = words_of(
    """they them who whom people everyone everybody someone somebody others both several many some most all one another
    caller callers mum mom dad couple crowd audience chorus"""
)
_OWN = frozenset("i we it".split())
_PRONOUNS = frozenset("he she they I we it".split())
_MANY = re.compile(r"\w{2,}(?:ers|ors|ists|ians|men|women|folk)$")  # "tunnellers"
_THINGS = frozenset("others numbers computers matters powers orders offers rivers centers errors floors doors".split())
_INSIDE = frozenset("on of about in at from for with by to against over after".split())
_NOBODY = frozenset("nobody none no".split())
# What is written speaks as well.
_WRITINGS = words_of(
    """letter report email e-mail message text note notice memo document statement voicemail recording leaflet review
    contract article editorial audit diary filing lawsuit affidavit transcript file record log minutes website
    caption"""
)


def teller_in(start: int, phrase: str, told_by: str, *, anybody: bool = False) -> Teller | None:
    """Read whom the words before a verb, or after "heard", mean.

    Args:
        start: Where these words start.
        phrase: They: "a nurse on the ward", "her editor, Ilo Tamm,", "the plan".
        told_by: The mention of who tells of it; "" where no pronoun means them.
        anybody: Whether whatever the words mean can tell, as before "told him": "the insurer".

    Returns:
        None where the words mean nobody who can tell anything.
    """
    phrase = _RELATIVE_THAT.sub("", phrase)
    joint = max((match.end() for match in _JOINT.finditer(phrase)), default=0)
    pieces = list(_PIECE.finditer(phrase, joint))
    if not any(_WORD.search(piece.group()) for piece in pieces):
        return Teller(start + joint, own=True)  # "Holm said it was late and added"
    for piece in reversed(pieces):
        words = _WORD.findall(_OWNER.sub("", piece.group()))
        words = words[-1:] if words and words[-1] in _PRONOUNS else words  # "as a child she"
        if len(words) == 1 and (words[0].lower() in _OWN or _means(words[0].lower(), told_by)):
            return Teller(start + piece.start(), own=True)
        if _NOBODY.isdisjoint(words) and (anybody or any(map(_speaks, words))):
            return _another(start, phrase, joint, piece)
    return None


def _another(start: int, phrase: str, joint: int, piece: re.Match[str]) -> Teller:
    """The teller whom a piece of a phrase means, with the name that ends the phrase or stands before an apposition."""
    name = _name(phrase, piece.start()) or _name(phrase, joint)
    begin = min(name[0], piece.start()) if name else piece.start()
    relative = bool(_RELATIVE.search(piece.group()))
    return Teller(start + begin, (start + name[0], start + name[1]) if name else None, relative=relative)


def _means(pronoun: str, told_by: str) -> bool:
    """Whether a pronoun may mean who tells."""
    if not told_by:
        return False
    if pronoun == "they":
        return told_by.split()[-1].islower() and told_by.lower() not in _GENDERS  # "police said they"
    return pronoun in _GENDERS and gender_told(told_by) in {"", _GENDERS[pronoun]}


def _speaks(word: str) -> bool:
    """Whether a word is a name, a pronoun, or a noun for people, bodies or writings."""
    bare = word.lower()
    nouns = {bare, bare.removesuffix("s"), re.sub("ies$", "y", bare)}
    many = nouns & (_OTHERS | MANY_PEOPLE | PLURAL_TITLES | GROUPS | _WRITINGS | ROLES) or bare in _GENDERS
    several = _MANY.match(bare) is not None and bare not in _THINGS
    return bool(many) or several or any(map(is_person_noun, nouns)) or (word[0].isupper() and bare not in CALENDAR)


def _name(phrase: str, start: int) -> Span | None:
    """The name that ends a phrase, with what stands beside it between commas."""
    named = _NAME.search(phrase, start)
    return named.span("name") if named and _is_name(named["name"]) else None


def _is_name(mention: str) -> bool:
    """Whether a mention holds a name that is no office's or body's: "Ilo Tamm, the mayor", not "the President"."""
    name = mention.split(",")[0].split()
    if (len(name) == 2 and name[0].lower() == "the") or not _INSIDE.isdisjoint(name):
        return False  # "the Provost", "a check on Ilo Tamm"
    return name[-1][0].isupper() and name[-1].lower().strip(".") not in ROLES | TITLES | GROUPS | CALENDAR
