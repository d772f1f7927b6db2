"""The name in a label or a signature: "Harbour Board Secretary Ada Holm", "Ferries for Estmar", "Ada Holm, mayor"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from index.model import Span
from index.text.given_names import FEMALE_NAMES, MALE_NAMES
from index.text.name_lists import GROUPS, NOT_NAMES, ROLES, TITLE_SURNAMES, TITLES
from index.text.person_names import HONORIFICS, PARTICLE, is_suffix

_WORD = re.compile(r"[^\s,;()\[\]|/]+")
_OFFICES = (
    ROLES
    | TITLES
    | frozenset(
        """ceo cfo coo cto cmo svp evp vp president presidents vice-president vicepresident officer director manager
        chairperson chief head founder cofounder co-founder partner editor producer treasurer whip head superintendent
        counsel fellow trustee dean provost principal president-elect mp msp mep ms td senator-elect premier
        deputy undersecretary assistant associate executive legislative counsel""".split()
    )
) - frozenset(
    "national security foreign state defense defence trade energy economy interior finance first press".split()
)
_GIVEN = MALE_NAMES | FEMALE_NAMES
_JOINING = frozenset("of for and in on at to & the de la".split())
_OBJECT = frozenset("of for in at on to".split())


@dataclass(frozen=True, slots=True)
class LabelName:
    """Whom a label names.

    Attributes:
        name: Span of the name alone, without titles.
        person: Whether it is a person's; else it is a body's.
        titled: Span of the name with the office right before it, as in "Secretary Rubin".
    """

    name: Span
    person: bool
    titled: Span


def name_in_label(text: str, start: int, end: int, signed: bool = False) -> LabelName | None:
    """Find the name in a label or a signature.

    Args:
        text: The text.
        start: Where the label starts.
        end: Where it ends, without colon or dash.
        signed: Whether it is a signature, whose first words are a name though nothing else shows it.

    Returns:
        The name; None where the words name nobody, or can't be read.
    """
    label = re.sub(r"[(\[][^)\]]*[)\]]", lambda m: " " * len(m.group()), text[start:end])
    parts = [m for m in re.finditer(r"[^,;|]+", label) if m.group().strip()]
    for number, part in enumerate(parts):
        words = [(m.group(), start + part.start() + m.start()) for m in _WORD.finditer(part.group())]
        suffix = parts[number + 1].group().strip() if number + 1 < len(parts) else ""
        found = _person(words, signed and number == 0)
        if found is not None:
            name, titled = found
            if is_suffix(suffix) and suffix:
                name = titled = (name[0], start + parts[number + 1].start() + _last(parts[number + 1].group()))
            return LabelName(name, True, titled)
        if number == 0 and (body := _body(words)) is not None:
            return LabelName(body, False, body)
        if number == 0 and not any(_bare(word) in _OFFICES for word, _ in words):
            return None
    return None


def _last(part: str) -> int:
    return len(part.rstrip())


def _bare(word: str) -> str:
    return word.strip(".,'’\"").lower()


def _is_name_word(word: str) -> bool:
    return word[:1].isupper() and any(c.isalpha() for c in word) and not any(c.isdigit() for c in word)


# A name's words are read from its end: surname, particles, initials, given names.
def _person(words: list[tuple[str, int]], signed: bool) -> tuple[Span, Span] | None:
    """Spans of a personal name at the end of words, alone and with its title; None where there is none."""
    last = len(words) - 1
    while last > 0 and is_suffix(words[last][0]):
        last -= 1
    if last < 0 or not _can_be_surname(words[last][0]):
        return None
    first = last
    while first > 0 and re.fullmatch(PARTICLE, words[first - 1][0], re.IGNORECASE):
        first -= 1
    while first > 0 and _is_initial(words[first - 1][0]):
        first -= 1
    given = first - 1
    while given > 0 and _is_initial(words[given][0]):
        given -= 1
    span_end = words[-1][1] + len(words[-1][0].rstrip(".") if not is_suffix(words[-1][0]) else words[-1][0])
    before = words[first - 1][0] if first else ""
    if _bare(before) in _OFFICES or _bare(before) in HONORIFICS:
        titled = first - 1
        if _bare(words[last][0]) in _OFFICES | GROUPS:
            return None  # "Chief Justice": an office alone
        while titled > 0 and _bare(words[titled - 1][0]) in _OFFICES:
            titled -= 1
        return (words[first][1], span_end), (words[titled][1], span_end)
    if given < 0 or not _can_be_given(words[given][0]):
        return None
    if given > 1 and words[given - 1][0].lower() in _OBJECT and _bare(words[given][0]) not in _GIVEN:
        return None
    if given > 0 and _bare(words[given - 1][0]) in _GIVEN and _is_name_word(words[given - 1][0]):
        given -= 1
    while given > 0 and _is_initial(words[given - 1][0]):
        given -= 1
    known = _bare(words[given][0]) in _GIVEN or any(
        _bare(word) in _OFFICES | HONORIFICS.keys() for word, _ in words[:given]
    )
    if not known and signed and len(words) <= 4 and all(_can_be_given(word) or _is_initial(word) for word, _ in words):
        given, known = 0, True
    if not known and (given > 0 or last > 2):
        return None
    span = (words[given][1], span_end)
    return span, span


def _can_be_surname(word: str) -> bool:
    bare = _bare(word)
    barred = bare in GROUPS or bare in NOT_NAMES or (bare in _OFFICES and bare not in TITLE_SURNAMES)
    return _is_name_word(word) and not barred and len(bare) > 1


def _can_be_given(word: str) -> bool:
    bare = _bare(word)
    named = bare in _GIVEN
    return _is_name_word(word) and (
        named or (bare not in GROUPS | NOT_NAMES | _OFFICES and not word.isupper() and len(bare) > 1)
    )


def _is_initial(word: str) -> bool:
    shape = re.fullmatch(r"(?:[^\W\d_]\.-?){1,3}|[^\W\d_]{1,2}", word)
    return shape is not None and word.isupper() and _bare(word) not in _OFFICES


def _body(words: list[tuple[str, int]]) -> Span | None:
    """Span of the name of a body ("Ferries for Estmar"): every word but small ones is a capital's."""
    plain = [word for word, _ in words]
    if plain and plain[0].lower() == "the":
        words, plain = words[1:], plain[1:]
    if not plain or len(plain) > 12 or _bare(plain[0]) in _JOINING | _OFFICES | NOT_NAMES - {"american"}:
        return None
    if not all(_is_name_word(word) or word.lower() in _JOINING for word in plain) or _bare(plain[-1]) in _OFFICES:
        return None
    shouted = len(plain) > 1 and all(word.isupper() or word.lower() in _JOINING for word in plain)
    marked = any(_bare(word) in GROUPS for word in plain) or bool({"for", "of", "&"} & {w.lower() for w in plain})
    if shouted or not (marked or (len(plain) == 1 and re.search(r"[a-z][A-Z]|^[A-Z]{3,6}$", plain[0]))):
        return None
    return words[0][1], words[-1][1] + len(words[-1][0])
