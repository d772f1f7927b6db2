"""Names of people: their words, titles and honorifics, and which names can be one person's."""

from __future__ import annotations

import re
from functools import lru_cache

from index.text.name_lists import FEMALE, MALE, NOT_NAMES, SURNAMES, TITLES

_TOKEN = r"(?:[^\W\d_a-z][\w'’.]*(?:[-‐‑][\w'’]+)*)"
PARTICLE = r"(?:de|del|della|der|den|di|du|da|dos|van|von|bin|bint|ibn|al|el|la|le|ter|ten|af|y)"
NAME = re.compile(rf"{_TOKEN}(?:[ \u00a0](?:(?:{PARTICLE}[ \u00a0]){{0,2}}{_TOKEN}))*")
HONORIFICS = {"mr": "m", "mrs": "f", "ms": "f", "miss": "f", "madam": "f", "sir": "m", "lord": "m", "lady": "f"}
_SUFFIXES = {"jr", "sr", "ii", "iii", "iv"}
_ABBREVIATION = re.compile(r"(?:\w\.){2,}")
POSSESSIVE = re.compile(r"['’]s?$")


def tokens(name: str) -> list[str]:
    """Words of a name, without possessives and marks at their ends; "U.S." keeps its full stops."""
    held = (POSSESSIVE.sub("", word).strip(",;:'\"“”()’‘") for word in name.split())
    return [w for word in held if (w := word if _ABBREVIATION.fullmatch(word) else word.strip("."))]


def fold(name: str) -> str:
    """A name for comparing: lower case, one apostrophe, "U.S." as "us"; accents stay."""
    if name.replace(" ", "").isalpha():  # most are, and a library holds tens of thousands
        return " ".join(name.split()).lower()
    plain = " ".join(tokens(name)).replace("’", "'").replace("‐", "-").replace("‑", "-").lower()
    return re.sub(r"\b(?:[a-z]\.)+[a-z]?", lambda m: m.group().replace(".", ""), plain)


def is_suffix(word: str) -> bool:
    return word.lower().strip(".,") in _SUFFIXES


def _suffix(words: tuple[str, ...]) -> str:
    return next((w.lower().strip(".,") for w in words if is_suffix(w)), "")


def surname(words: tuple[str, ...]) -> str:
    """The word that stands for the whole name in a news text."""
    held = [w for w in words if not is_suffix(w)] or list(words)
    if len(held) > 1 and is_family_first(held):
        return held[0]
    return held[-1]


def is_family_first(words: list[str]) -> bool:
    """Korean given names are hyphenated with a small second half: Moon Jae-in, Park Geun-hye."""
    return bool(re.fullmatch(r"[A-Z][a-z]+[-‐‑][a-z]+", words[-1])) and len(words) == 2


@lru_cache(maxsize=65536)  # an article compares each of its names with each of its people, over and over
def same_name(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Whether a shorter form can stand for a longer name: surname, given name, or both."""
    a = [w.lower() for w in short if not is_suffix(w)]
    b = [w.lower() for w in long if not is_suffix(w)]
    if not a or not b or len(a) > len(b):
        return False
    if len(a) > 1 and _suffix(short) != _suffix(long):
        return False  # father and son
    if len(a) == 1:
        return a[0] == b[-1] or a[0] == b[0] or (len(b) > 2 and a[0] == surname(long).lower())
    if a[-1] == b[-1] or a[0] == b[0] == surname(long).lower():
        rest = set(b)
        return all(w in rest or (len(w) == 1 and any(x.startswith(w) for x in b)) for w in a)
    return False


def read_name(text: str) -> tuple[tuple[str, ...], tuple[str, ...], str]:
    """(name words, titles, honorific) of a mention such as "U.S. Secretary of State Antony Blinken"."""
    found: list[tuple[tuple[str, ...], tuple[str, ...], str]] = []
    for match in NAME.finditer(text):
        words = match.group().replace("\u00a0", " ").split(" ")
        words, titles, honorific = split_titles(words)
        words = [w for w in (POSSESSIVE.sub("", w).strip(".,;") if len(w) > 2 else w for w in words) if w]
        if words and not all(w.lower().strip(".") in NOT_NAMES for w in words):
            found.append((tuple(words), titles, honorific))
    if not found:
        return (), (), ""
    return max(found, key=lambda f: (bool(f[1] or f[2]), len(f[0]) > 1))


def _from_first_name(words: list[str]) -> int:
    """Where a given name begins that other capitals run into: Economic Advisers Cecilia Rouse."""
    known = [w.strip(".,").lower() in MALE or w.strip(".,").lower() in FEMALE for w in words]
    if not known or known[0] or len(words) < 3 or len(words[0].strip(".")) == 1:
        return 0
    return next((i for i in range(1, len(words) - 1) if known[i] and not words[i - 1].endswith("-")), 0)


def split_titles(words: list[str]) -> tuple[list[str], tuple[str, ...], str]:
    """Words of a name without the titles before it, the titles, and Mr. or Ms."""
    cut, honorific = 0, ""
    if words and words[0].replace("’", "'").lower() in {"i'm", "it's", "that's", "he's", "she's"}:
        words = words[1:]
    # "Mr. King", "Charlie King": a title that is the last word after a name is the name.
    surname_too = len(words) > 1 and words[-1].strip(".,").lower() in SURNAMES
    for i, word in enumerate(words[:-1] if surname_too else words):
        bare = word.strip(".,").lower()
        if bare in HONORIFICS:
            honorific, cut = HONORIFICS[bare], i + 1
        elif bare in TITLES:
            cut = i + 1
    if cut >= len(words):
        return [], (" ".join(words),), honorific
    title = " ".join(words[:cut])
    given = _from_first_name(words[cut:])
    if given:
        title, cut = title if cut else " ".join(words[:given]), cut + given
    title = re.sub(r"^(?:The|Former|Then|Late)\s+", "", title).strip(" ,.")
    return words[cut:], ((title,) if title and title.lower() not in HONORIFICS else ()), honorific


_BELONGING = re.compile(r"['’]s?\s+\w|\s+(?!(?:and|or|of|in|from|on|at|who|himself|herself|also|both)\b)[a-z]")


def belongs_to(head: str, name: str) -> bool:
    """Whether a name only tells whose somebody is: a word goes on after it."""
    after = head[head.rfind(name) + len(name) :].lstrip(".") if name in head else ""
    return bool(_BELONGING.match(after))


def gender_of(words: tuple[str, ...]) -> str:
    """ "f" or "m" when a full name's first word is commonly one of them, else ""."""
    first = words[0].lower() if len(words) > 1 else ""
    return "f" if first in FEMALE and first not in MALE else "m" if first in MALE and first not in FEMALE else ""
