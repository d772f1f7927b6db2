"""Personal names: their words, titles and honorifics, and the gender that they tell."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from index.text.given_names import (
    CHINESE_FAMILY_NAMES,
    FEMALE_NAMES,
    GIVEN_NAMES,
    KOREAN_FAMILY_NAMES,
    MALE_NAMES,
    VIETNAMESE_FAMILY_NAMES,
)
from index.text.letter_case import SMALL
from index.text.name_lists import NOT_NAMES, OCCUPATIONS, PLURAL_TITLES, ROLES, TITLE_SURNAMES, TITLES

_WORD = rf"(?:(?:(?:al|el|ad|an|ar|as|ash)[-‐‑]|[dl]['’])?[^\W\d_{SMALL}][\w'’.]*(?:[-‐‑][\w'’]+)*)"
# Lower-case words inside a surname.
PARTICLE = (
    r"(?:de|del|della|dei|degli|delle|dello|dalla|der|den|di|du|da|do|dos|das|van|von|vom|bin|bint|ibn|al|el|la|las|los|le|"
    r"ter|ten|op|af|av|y|e|i|und|zu|zum|zur|'t|’t|ul|ben)"
)
_PARTICLES = frozenset(PARTICLE.removeprefix("(?:").removesuffix(")").split("|"))
# Particles that join two surnames of one bearer: Melo e Faria, Ochoa y Ruiz.
_JOINTS = frozenset("e y i und".split())
# A run of capitalised words, titles among them.
NAME = re.compile(rf"{_WORD}(?:[ \u00a0](?:(?:{PARTICLE}[ \u00a0]){{0,3}}{_WORD}))*")
_OF_MEMBERS = frozenset("council board committee commission assembly cabinet".split())
# Gender of each honorific.
HONORIFICS = {
    **dict.fromkeys(("h.e", "hon", "honourable", "honorable", "engr", "adv"), ""),
    **dict.fromkeys(("mr", "sir", "lord", "messrs", "alhaji", "mallam", "shri", "herr", "monsieur", "signor"), "m"),
    **dict.fromkeys(
        ("mrs", "ms", "miss", "madam", "madame", "lady", "dame", "mme", "mlle", "alhaja", "hajia", "hajiya"), "f"
    ),
    **dict.fromkeys(("smt", "frau", "signora"), "f"),
}
_TITLE_GENDERS = {
    **dict.fromkeys(("king", "prince", "emperor", "sultan", "pope", "congressman", "spokesman", "businessman"), "m"),
    **dict.fromkeys(("imam", "ayatollah", "cardinal", "archbishop", "father", "monsignor", "sheikh", "actor's"), "m"),
    **dict.fromkeys(("queen", "princess", "congresswoman", "spokeswoman", "chairwoman", "businesswoman"), "f"),
    **dict.fromkeys(("actress", "sister", "councilwoman", "assemblywoman", "baroness", "duchess", "empress"), "f"),
    **dict.fromkeys(("councilman", "assemblyman", "baron", "duke", "policeman", "fisherman"), "m"),
}
# Titles that are written short; the full stop is theirs.
SHORT_TITLES = frozenset(
    """sen rep gov lt gen prof dr rev insp adm col capt maj sgt cmdr rt hon atty supt cllr fr msgr amb brig cdr
    ald""".split()
)
# Honours, degrees and seats that are written after a name.
_HONOURS = frozenset("KC QC SC PC OBE MBE CBE KBE DBE PhD MD Esq FRS JP VC CMG KCMG".split())
_SEATS = frozenset("MP MSP MEP MLA TD".split())
_COMPASS = frozenset("north south east west mid central greater upper lower".split())
_SUFFIXES = {"jr", "sr", "ii", "iii", "iv"}
_LONGEST_SUFFIX = 5  # code points, "III.," included
_ABBREVIATION = re.compile(r"(?:\w\.){2,}")
_INITIALS = re.compile(r"(?:[^\W\d_]\.?){1,3}")
POSSESSIVE = re.compile(r"['’]s?$")
_PREDICATES = {"i'm", "it's", "that's", "he's", "she's"}  # capitalised words that run into a name: "I'm Mara Vale"
# What follows a name that only tells whose somebody is: "'s team", " campaign official".
_POSSESSED = re.compile(rf"['’]s?\s+\w|\s+(?!(?:and|or|of|in|from|on|at|who|himself|herself|also|both)\b)[{SMALL}]")
_FLAT = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "þ": "th"})
_KOREAN_SYLLABLE = (
    r"(?:kk|tt|pp|ch|[bcdghjklmnprstw])?h?[wy]?(?:eo|eu|ae|oo|ui|ee|ou|ai|ei|oe|[aeiou])(?:ng|ck|rk|[nmlkptrh])?"
)
_KOREAN_PAIR = re.compile(rf"{_KOREAN_SYLLABLE}[-‐‑ ]{_KOREAN_SYLLABLE}")
_KOREAN_HYPHENED = re.compile(rf"{_KOREAN_SYLLABLE}[-‐‑]{_KOREAN_SYLLABLE}")
_PINYIN = re.compile(
    r"(?:(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?(?:iang|iong|uang|ang|eng|ing|ong|ian|iao|uai|uan|ai|ao|an|ei|en|ia|ie|in|iu|"
    r"ou|ua|ue|ui|un|uo|er|[aeiou])){1,2}"
)


def plain_letters(text: str) -> str:
    """A text in lower case without accents: "López" is "lopez"; scripts without capitals stay as they are."""
    if text.isascii():
        return text.lower()
    bare = "".join(c for c in unicodedata.normalize("NFD", text) if not "\u0300" <= c <= "\u036f")
    return unicodedata.normalize("NFC", bare).lower().translate(_FLAT)


def name_words(name: str) -> list[str]:
    """Words of a name, without possessives and punctuation at their ends; "U.S." keeps its full stops."""
    bare = (POSSESSIVE.sub("", word).strip(",;:'\"“”()’‘") for word in name.split())
    return [w for word in bare if (w := word if _ABBREVIATION.fullmatch(word) else word.strip("."))]


def fold(name: str) -> str:
    """A name for comparison: lower case, no accents, straight apostrophes and hyphens, "U.S." as "us"."""
    if name.isascii() and name.replace(" ", "").isalpha():  # fast path: most names, of tens of thousands in a library
        return " ".join(name.split()).lower()
    plain = plain_letters(" ".join(name_words(name))).replace("’", "'").replace("‐", "-").replace("‑", "-")
    return re.sub(r"\b(?:[a-z]\.)+[a-z]?", lambda m: m.group().replace(".", ""), plain)


def post_nominals(words: Sequence[str]) -> int:
    """How many words at the end are no part of a name: Noel Abernathy KC, Verity Haldane MP.

    A seat counts after a full name or an honorific only: "the Ludlow MP" is called by the place.

    Args:
        words: Capitalised words as they stand in the text.

    Returns:
        Their number; 0 where nothing would be left of the name.
    """
    count, seat = 0, False
    for word in reversed(words):
        bare = POSSESSIVE.sub("", word.strip(",;:")).strip(".").replace(".", "")
        if bare not in _HONOURS and bare not in _SEATS:
            break
        seat |= bare in _SEATS
        count += 1
    if not count:
        return 0
    left = words[: len(words) - count]
    names = [w for w in left if (bare := w.strip(".,").lower()) not in TITLES or bare in TITLE_SURNAMES]
    called = any(w.strip(".,").lower() in HONORIFICS for w in left)
    full = called or (len(names) > 1 and names[0].lower() not in _COMPASS)
    return count if names and (full or not seat) else 0


def is_suffix(word: str) -> bool:
    """Whether a word of a name is a generational suffix: "Jr.", "III"."""
    return len(word) <= _LONGEST_SUFFIX and word.lower().strip(".,") in _SUFFIXES


def is_initials(word: str) -> bool:
    """Whether a word of a name is an initial or several: "J.", "J.D.", "R.K"."""
    bare = word.strip(".")
    return len(bare) == 1 or ("." in bare and bool(_INITIALS.fullmatch(word)))


def is_particle(word: str) -> bool:
    """Whether a word of a name is one that is written small inside surnames: "van", "bin"; a capital is an initial."""
    return word.lower() in _PARTICLES and not (len(word) == 1 and word.isupper())


def joins_surnames(word: str) -> bool:
    """Whether a word stands between two surnames of one bearer: Melo e Faria."""
    return word in _JOINTS


def is_korean_name(family: str, given: str) -> bool:
    """Whether two words are a Korean name that its hyphen tells: Ok Sung-min, though "ok" is an English word, too."""
    bare = family.lower().strip(".,"), POSSESSIVE.sub("", given.strip(".,;")).lower()
    return bare[0] in KOREAN_FAMILY_NAMES and not given.islower() and bool(_KOREAN_HYPHENED.fullmatch(bare[1]))


def is_given_name(word: str) -> bool:
    """Whether a word is commonly a given name."""
    bare = word.strip(".,").lower()
    return bare in GIVEN_NAMES or ("-" in bare and bare.split("-")[0] in GIVEN_NAMES)


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
    """Whether the family name of a name comes first, as in Moon Jae-in, Lee Jae Mun and Xi Jinping."""
    return _is_family_first(tuple(words))


@lru_cache(maxsize=65536)
def _is_family_first(words: tuple[str, ...]) -> bool:
    if len(words) not in {2, 3} or not all(w[:1].isupper() for w in words):
        return False
    family, given = words[0].lower(), " ".join(words[1:]).lower()
    if len(words) == 3 and any("-" in word or word.isupper() for word in words):
        return False
    if _KOREAN_PAIR.fullmatch(given) and ("-" in given or "‐" in given or "‑" in given):
        return family in KOREAN_FAMILY_NAMES or not is_given_name(family)
    if len(words) == 3:
        western = is_given_name(words[1]) and words[2].lower() not in {"jae"}
        return family in KOREAN_FAMILY_NAMES and bool(_KOREAN_PAIR.fullmatch(given)) and not western
    known = family in CHINESE_FAMILY_NAMES and family not in GIVEN_NAMES and given not in GIVEN_NAMES
    return known and bool(_PINYIN.fullmatch(given))


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
        written = match.group().replace("\u00a0", " ").split(" ")
        words, titles, honorific = split_titles(written[: len(written) - post_nominals(written)])
        words = [w for w in map(_bare_word, words) if w]
        if words and not all(w.lower().strip(".") in NOT_NAMES for w in words):
            names.append((tuple(words), titles, honorific))
    if not names:
        return (), (), ""
    return max(names, key=lambda name: (bool(name[1] or name[2]), len(name[0]) > 1))


def _bare_word(word: str) -> str:
    """A word of a name without its possessive and, unless it is an initial, its full stop."""
    if len(word) <= 2 or is_initials(word):
        return word.strip(",;")
    return POSSESSIVE.sub("", word).strip(".,;")


def _given_name_index(words: list[str]) -> int:
    """Index of a given name that other capitalised words run into, else 0: Economic Advisers Cecilia Rouse."""
    given = [is_given_name(w) for w in words]
    vietnamese = words and plain_letters(words[0]) in VIETNAMESE_FAMILY_NAMES  # Trần Thị Kim Ngân
    if not given or given[0] or len(words) < 3 or is_initials(words[0]) or vietnamese:
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
    if words and words[0].replace("’", "'").lower() in _PREDICATES:
        words = words[1:]
    name_start, honorific = _name_start(words)
    if name_start >= len(words):
        return [], (" ".join(words),), honorific
    title = " ".join(words[:name_start])
    given = _given_name_index(words[name_start:])
    if given and not is_family_first(words[name_start:]):
        run_in = (
            [] if any(w.lower() in NOT_NAMES for w in words[:given]) else words[:given]
        )  # "What About Bram Okonkwo"
        title, name_start = title if name_start else " ".join(run_in), name_start + given
    title = re.sub(r"^(?:The|Former|Then|Late)\s+", "", title).strip(" ,.")
    if title and words[name_start - 1].endswith(".") and title.split()[-1].lower() in SHORT_TITLES:
        title += "."
    return words[name_start:], ((title,) if _is_borne(title) else ()), honorific


def _is_borne(title: str) -> bool:
    """Whether a title is more than an honorific, and one person's."""
    return bool(title) and title.lower().strip(".") not in HONORIFICS and title.split()[-1].lower() not in PLURAL_TITLES


def _name_start(words: list[str]) -> tuple[int, str]:
    """Where a name begins after its titles, and the gender of an honorific among these."""
    name_start, honorific = 0, ""
    # "Mr. King", "Charlie King": a title that is the last word after a name is the name.
    ends_in_surname = len(words) > 1 and words[-1].strip(".,").lower() in TITLE_SURNAMES
    for i, word in enumerate(words[:-1] if ends_in_surname else words):
        bare = word.strip(".,").lower()
        # "Actor Lena Moss": what somebody does, at the beginning of a sentence.
        occupation = i == 0 and (bare in ROLES or bare in OCCUPATIONS) and len(words) > 2
        if bare in HONORIFICS:
            honorific, name_start = HONORIFICS[bare], i + 1
        elif (
            (bare in PLURAL_TITLES and i + 1 < len(words))
            or (bare in TITLES and not _is_other_word(words, i))
            or occupation
            or _is_executive(words, i)
            or _is_member(words, i)
        ):
            name_start = i + 1
    return name_start, honorific


def _is_executive(words: list[str], number: int) -> bool:
    """Whether a word ends the title "Chief Executive"."""
    return number > 0 and words[number].strip(".,").lower() == "executive" and words[number - 1].lower() == "chief"


def _is_member(words: list[str], number: int) -> bool:
    """Whether a word ends a title such as "Council Member", before a name."""
    before = words[number - 1].lower() if 0 < number < len(words) - 1 else ""
    return words[number].lower() == "member" and before in _OF_MEMBERS


def _is_other_word(words: list[str], number: int) -> bool:
    """Whether a word that may be a title is none here: "TD Securities" is a bank, John Constable a painter."""
    bare = words[number].strip(".,").lower()
    if bare == "constable":
        return 0 < number == len(words) - 1 and words[number - 1].lower() not in TITLES | {"police"}
    return bare == "td" and number == 0


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
    if len(words) < 2 or is_family_first(list(words)):
        return ""
    first = words[0].lower()
    if "-" in first and first not in GIVEN_NAMES:
        first = first.split("-")[0]
    if is_initials(words[0]) and len(words) > 2:
        first = words[1].lower()  # J. Edgar, W. Averell
    if (first in FEMALE_NAMES) == (first in MALE_NAMES):
        return ""
    return "f" if first in FEMALE_NAMES else "m"


def gender_of_title(title: str) -> str:
    """Gender that a title tells: "m" of a king, "f" of a spokeswoman, else ""."""
    return next((g for word in title.lower().split() if (g := _TITLE_GENDERS.get(word.strip(".,"), ""))), "")
