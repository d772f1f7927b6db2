"""Personal names: their words, titles and honorifics, and which names can mean the same person."""

from __future__ import annotations

import re
from functools import lru_cache

from index.text.name_lists import FEMALE_NAMES, MALE_NAMES, NOT_NAMES, TITLE_SURNAMES, TITLES

_WORD = r"(?:[^\W\d_a-z][\w'’.]*(?:[-‐‑][\w'’]+)*)"
# Lower-case words inside a surname.
PARTICLE = r"(?:de|del|della|der|den|di|du|da|dos|van|von|bin|bint|ibn|al|el|la|le|ter|ten|af|y)"
# A run of capitalised words, titles among them.
NAME = re.compile(rf"{_WORD}(?:[ \u00a0](?:(?:{PARTICLE}[ \u00a0]){{0,2}}{_WORD}))*")
# Gender of each honorific.
HONORIFICS = {"mr": "m", "mrs": "f", "ms": "f", "miss": "f", "madam": "f", "sir": "m", "lord": "m", "lady": "f"}
_SUFFIXES = {"jr", "sr", "ii", "iii", "iv"}
_ABBREVIATION = re.compile(r"(?:\w\.){2,}")
POSSESSIVE = re.compile(r"['’]s?$")
_PREDICATES = {"i'm", "it's", "that's", "he's", "she's"}  # capitalised words that run into a name: "I'm Mara Vale"
# What follows a name that only tells whose somebody is: "'s team", " campaign official".
_POSSESSED = re.compile(r"['’]s?\s+\w|\s+(?!(?:and|or|of|in|from|on|at|who|himself|herself|also|both)\b)[a-z]")


def name_words(name: str) -> list[str]:
    """Words of a name, without possessives and punctuation at their ends; "U.S." keeps its full stops."""
    bare = (POSSESSIVE.sub("", word).strip(",;:'\"“”()’‘") for word in name.split())
    return [w for word in bare if (w := word if _ABBREVIATION.fullmatch(word) else word.strip("."))]


def fold(name: str) -> str:
    """A name for comparison: lower case, straight apostrophes and hyphens, "U.S." as "us"; accents stay."""
    if name.replace(" ", "").isalpha():  # fast path: most names, of tens of thousands in a library
        return " ".join(name.split()).lower()
    plain = " ".join(name_words(name)).replace("’", "'").replace("‐", "-").replace("‑", "-").lower()
    return re.sub(r"\b(?:[a-z]\.)+[a-z]?", lambda m: m.group().replace(".", ""), plain)


def is_suffix(word: str) -> bool:
    """Whether a word of a name is a generational suffix: "Jr.", "III"."""
    return word.lower().strip(".,") in _SUFFIXES


def _suffix(words: tuple[str, ...]) -> str:
    return next((w.lower().strip(".,") for w in words if is_suffix(w)), "")


def surname(words: tuple[str, ...]) -> str:
    """The word that stands for the whole name in a news text.

    Args:
        words: Words of the name, at least one.

    Returns:
        The last word that is no suffix, or the first where the family name comes first.
    """
    bare = [w for w in words if not is_suffix(w)] or list(words)
    if len(bare) > 1 and is_family_first(bare):
        return bare[0]
    return bare[-1]


def is_family_first(words: list[str]) -> bool:
    """Whether a name is Korean, with a hyphenated given name whose second half is lower case: Moon Jae-in."""
    return bool(re.fullmatch(r"[A-Z][a-z]+[-‐‑][a-z]+", words[-1])) and len(words) == 2


@lru_cache(maxsize=65536)  # an article compares each of its names with each of its people, over and over
def is_short_form(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Whether a shorter form can stand for a longer name.

    Args:
        short: Words of the shorter form: a surname, a given name, or both.
        long: Words of the longer name, which may be the same.

    Returns:
        True if the words of `short` fit `long`; initials fit, different suffixes (father and son) do not.
    """
    short_words = [w.lower() for w in short if not is_suffix(w)]
    long_words = [w.lower() for w in long if not is_suffix(w)]
    if not short_words or len(short_words) > len(long_words):
        return False
    if len(short_words) == 1:
        return _is_part_of(short_words[0], long_words, long)
    if _suffix(short) != _suffix(long):
        return False
    if short_words[-1] == long_words[-1] or short_words[0] == long_words[0] == surname(long).lower():
        return all(_abbreviates_any(word, long_words) for word in short_words)
    return False


def _is_part_of(word: str, long_words: list[str], long: tuple[str, ...]) -> bool:
    """Whether a lower-case word is the first name, last name or surname of a name."""
    return word in (long_words[0], long_words[-1]) or (len(long_words) > 2 and word == surname(long).lower())


def _abbreviates_any(word: str, long_words: list[str]) -> bool:
    """Whether a word is one of a name's, or an initial of one."""
    return word in long_words or (len(word) == 1 and any(long.startswith(word) for long in long_words))


def parse_name(text: str) -> tuple[tuple[str, ...], tuple[str, ...], str]:
    """The most telling name in a mention such as "U.S. Secretary of State Antony Blinken".

    Args:
        text: The mention.

    Returns:
        (name words, titles, gender of the honorific: "m", "f" or ""); all empty where there is no name.
        A name with a title is preferred, then one of several words, then the first.
    """
    names: list[tuple[tuple[str, ...], tuple[str, ...], str]] = []
    for match in NAME.finditer(text):
        words, titles, honorific = split_titles(match.group().replace("\u00a0", " ").split(" "))
        words = [w for w in (POSSESSIVE.sub("", w).strip(".,;") if len(w) > 2 else w for w in words) if w]
        if words and not all(w.lower().strip(".") in NOT_NAMES for w in words):
            names.append((tuple(words), titles, honorific))
    if not names:
        return (), (), ""
    return max(names, key=lambda name: (bool(name[1] or name[2]), len(name[0]) > 1))


def _given_name_index(words: list[str]) -> int:
    """Index of a given name that other capitalised words run into, else 0: Economic Advisers Cecilia Rouse."""
    given = [w.strip(".,").lower() in MALE_NAMES or w.strip(".,").lower() in FEMALE_NAMES for w in words]
    if not given or given[0] or len(words) < 3 or len(words[0].strip(".")) == 1:
        return 0
    return next((i for i in range(1, len(words) - 1) if given[i] and not words[i - 1].endswith("-")), 0)


def split_titles(words: list[str]) -> tuple[list[str], tuple[str, ...], str]:
    """Separate a name from the titles before it.

    Args:
        words: Capitalised words as they stand in the text.

    Returns:
        (name words, at most one title of one or more words, gender of the honorific: "m", "f" or "").
        The name is empty where all words are titles.
    """
    name_start, honorific = 0, ""
    if words and words[0].replace("’", "'").lower() in _PREDICATES:
        words = words[1:]
    # "Mr. King", "Charlie King": a title that is the last word after a name is the name.
    ends_in_surname = len(words) > 1 and words[-1].strip(".,").lower() in TITLE_SURNAMES
    for i, word in enumerate(words[:-1] if ends_in_surname else words):
        bare = word.strip(".,").lower()
        if bare in HONORIFICS:
            honorific, name_start = HONORIFICS[bare], i + 1
        elif bare in TITLES:
            name_start = i + 1
    if name_start >= len(words):
        return [], (" ".join(words),), honorific
    title = " ".join(words[:name_start])
    given = _given_name_index(words[name_start:])
    if given:
        title, name_start = title if name_start else " ".join(words[:given]), name_start + given
    title = re.sub(r"^(?:The|Former|Then|Late)\s+", "", title).strip(" ,.")
    return words[name_start:], ((title,) if title and title.lower() not in HONORIFICS else ()), honorific


def is_possessor(mention: str, name: str) -> bool:
    """Whether a name in a mention only tells whose somebody is: "Vale's team", "a Vale campaign official".

    Args:
        mention: The mention.
        name: The last word of the name in it.

    Returns:
        True if a possessive or another noun follows the name.
    """
    following = mention[mention.rfind(name) + len(name) :].lstrip(".") if name in mention else ""
    return bool(_POSSESSED.match(following))


def gender_of(words: tuple[str, ...]) -> str:
    """Gender by given name.

    Args:
        words: Words of a name, at least one.

    Returns:
        "f" or "m" where the first of several words is commonly a name of that gender alone, else "".
    """
    first = words[0].lower() if len(words) > 1 else ""
    if (first in FEMALE_NAMES) == (first in MALE_NAMES):
        return ""
    return "f" if first in FEMALE_NAMES else "m"
