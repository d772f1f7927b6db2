"""Organisations that speak in a text, and capitalised words that are a name of nobody."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from index.attribution.mentions import Mention, Sort
from index.attribution.wording import Wording
from index.model import Span
from index.text.common_words import COMMON_WORDS
from index.text.letter_case import SMALL
from index.text.name_lists import (
    BODY_NOUNS,
    CALENDAR,
    COMPANIES,
    DEMONYMS,
    GROUPS,
    MANY_PEOPLE,
    NATIONALITIES,
    NOT_NAMES,
    OCCUPATIONS,
    PLACES,
    PLACES_OF_WORDS,
    ROLES,
    THINGS,
    TITLES,
)
from index.text.person_names import POSSESSIVE, is_given_name, is_particle

_WORD = rf"[^\W\d_{SMALL}][\w&'’.-]*"
_SMALL = r"(?:of|for|and|on|in|to|the|without|&|de|du|des)"
_PROPER = re.compile(rf"{_WORD}(?:[ \u00a0](?:{_SMALL}[ \u00a0]){{0,2}}{_WORD})*")
_ARTICLE = re.compile(r"(?:the|The)[ \u00a0]")
_PLACE = re.compile(r"\b(?:in|across|throughout|inside|outside|near|toward|towards)[ \u00a0]$")
# "the trade minister of Maravia", "the port of Halden"
_OF_PLACE = re.compile(
    r"\b(?:minister|president|governor|mayor|king|queen|premier|ambassador|senator|bank|republic|kingdom|city|town|"
    r"village|port|island|islands|people|coast|government|university|state|province|bay|north|south|east|west)s? of $",
    re.IGNORECASE,
)
_NOUN = re.compile(rf"[ \u00a0]([{SMALL}][\w-]*)")
_NOT_BEFORE_NAME = re.compile(r"\b[Tt]he\s$|\d\S*\s$")  # "the Kremlin", "2012 Population"
_ARTICLE_BEFORE = re.compile(r"\b[Tt]he[ \u00a0]$")
# Endings of English words that are hardly those of names.
_ENGLISH = re.compile(r"\w{3}(?:tions?|ments?|ness|ities|ity|isms?|ories|ships?|ures|ology|ologies|[^l]ly)$")
_LONGEST_OF_PERSON = 5
_DAY = re.compile(r"[ \u00a0](?:on|in)[ \u00a0](?:\w+day|January|February|March|April|June|July|August|\w+ber)\b.*")
_WITHIN = re.compile(rf"[{SMALL},”\"’] ")
_PARTS = re.compile(r"[ \u00a0](?:in|on|to|without)[ \u00a0]|[.,][ \u00a0]")
_NEXT_SENTENCE = re.compile(rf"(?<=[{SMALL}])\.[ \u00a0]")
_PEOPLES = re.compile(r"\w+(?:ians|icans|xicans|eans|ists|ites|crats)$")
_CAPITALISED = frozenset("For With Of To On In And Is Are Has Have Shows Says After At By".split())
# What tells that a name is a body's: "Varro, which makes sails", "Varro Ltd", "Varro, a shipping company".
_FIRMS = (
    "company|firm|maker|manufacturer|retailer|group|charity|bank|giant|carrier|airline|start-?up|brewer|publisher|"
    "insurer|supplier|developer|conglomerate|consultancy|broadcaster|newspaper|website|platform|app|think ?tank|"
    "nonprofit|party|band|agency|chain|operator|utility|provider|subsidiary"
)
_BODY_AFTER = re.compile(
    r"(?:, which (?:makes|owns|runs|operates|sells|employs|produces|manufactures|publishes|provides)\b|"
    r",? (?:Inc|Ltd|PLC|plc|AG|Corp|GmbH|LLC|SpA|Group|Holdings)\b|"
    r"['’]s? (?:shareholders|headquarters|customers|subsidiary|subsidiaries|chief executive|factory|factories)\b|"
    # Not "Varga, the founder of a company" or "Varga, the company chairman".
    r", (?:the|an?) (?:(?!(?:of|at|for|in|from|who|with|to|by|and)\b)[\w’'-]+ ){0,4}"
    rf"(?:{_FIRMS})(?=[,.;]| (?:which|that|based|behind|owned|in)\b))"
)
_OWNED_FIRM = re.compile(
    rf"(?:[Hh]is|[Hh]er|[Ii]ts|[Tt]heir|[Tt]he|[\w’'-]+['’]s?) (?:[\w-]+ ){{0,2}}"
    rf"(?:{_FIRMS}|club|employer|union|label|network|school|university|hospital|foundation|federation|association|contractor|"
    r"sponsor|organi[sz]ation|body)(?: (?:representing|for|of|behind|that (?:represents|runs|owns)) [^,.;:“”\"]{2,50})?"
)
_FIRM_BEFORE = re.compile(rf"\b(?:{_FIRMS}) $")
_ENDS = re.compile(r"[,.;)]")
_LONGEST = 9  # words of an organisation's name
_FARTHEST = 600  # code points from a name's beginning: a longer run of capitalised words is no body's name
_NOT_ALONE = frozenset(
    "fellow speaker answer question moderator page fact promise promises note part chapter section table".split()
)


# Words with which names of bodies may begin, though no person's does.
_BODIES_BEGIN = (
    PLACES
    | DEMONYMS
    | frozenset("new north south first federal national international royal central european united save open".split())
)
_OFFICES = TITLES | ROLES | OCCUPATIONS
_STRONG = frozenset(
    "department ministry office agency commission committee council board court bank university states kingdom".split()
)


def proper_body(wording: Wording, start: int, end: int, block: Span) -> str | None:
    """The name of an organisation, where a phrase is one.

    Args:
        wording: The words of the article's text.
        start: Where the phrase begins.
        end: Where it ends.
        block: The block in which it stands.

    Returns:
        The name without "the"; None for a common noun phrase, many people, or the name of a single person.
    """
    text = wording.text
    article = _ARTICLE.match(text, start, end)
    start = article.end() if article else start
    match = _PROPER.match(text, start, min(block[1], max(end, start + _FARTHEST)))
    if match is None or not _is_whole(text, match, end):
        return None
    abbreviated = re.search(r"(?:\w\.){2,}$", match.group())
    name = match.group() if abbreviated else POSSESSIVE.sub("", match.group()).strip(".,")
    name = _NEXT_SENTENCE.split(_DAY.sub("", name))[0]
    words = name.replace("\u00a0", " ").split()
    bare = [w.lower().strip(".,") for w in words]
    if not bare or len(words) > _LONGEST or bare[-1] in MANY_PEOPLE or any(c.isdigit() for c in name):
        return None
    with_article = article is not None
    is_body = _is_body_alone if len(words) == 1 else _is_body_of_words
    return " ".join(words) if is_body(words, wording, with_article=with_article) else None


def _is_body_alone(words: list[str], wording: Wording, *, with_article: bool) -> bool:
    """Whether a single word names a body."""
    bare = words[0].lower().strip(".,")
    if bare in DEMONYMS | NATIONALITIES:
        return False  # "the Norwegian said" is somebody of Norway
    told = not with_article and bare not in _OFFICES and is_told_body(words[0], wording)
    return told or _is_body_word(words[0], bare, wording.small, with_article=with_article)


def _is_body_of_words(words: list[str], wording: Wording, *, with_article: bool) -> bool:
    """Whether several words name a body."""
    bare = [w.lower().strip(".,") for w in words]
    if _is_thing_or_two(bare) or _is_headline(words) or bare[0] in NOT_NAMES - _BODIES_BEGIN:
        return False
    if len(bare) > 2 and bare[1] == "in" and not _is_of_many(bare[0]):
        return False  # "Bev in Harlow"
    telling = any(w in GROUPS for w in bare) or any(w.islower() for w in words) or words[0].isupper()
    place = " ".join(bare) in PLACES_OF_WORDS
    return with_article or telling or place or is_told_body(" ".join(words), wording)


def _is_of_many(word: str) -> bool:
    """Whether a body's name may begin with a word before "in": "Women in Film", "Bank in Norvale"."""
    return word.endswith("s") or word in MANY_PEOPLE or word in GROUPS or word in BODY_NOUNS or word in COMMON_WORDS


def is_told_body(name: str, wording: Wording) -> bool:
    """Whether a text tells that a name is no person's: "Varro, which makes sails", "the shipping company Varro".

    Args:
        name: The name.
        wording: The words of the article's text.
    """
    if name not in wording.told_bodies:
        wording.told_bodies[name] = name.lower() in COMPANIES or any(
            _BODY_AFTER.match(wording.text, at + len(name))
            or (_FIRM_BEFORE.search(wording.text, max(0, at - 16), at) and _ENDS.match(wording.text, at + len(name)))
            for at in wording.places(name)
        )
    return wording.told_bodies[name]


def is_owned_firm(phrase: str) -> bool:
    """Whether a phrase means a body by what it is of somebody: "his publisher", "Tamm's club"."""
    return _OWNED_FIRM.fullmatch(phrase) is not None


def proper_name(text: str, start: int, end: int) -> str | None:
    """The capitalised words that fill a stretch of a text; None where other words stand there."""
    match = _PROPER.fullmatch(text, start, end)
    return " ".join(match.group().split()) if match else None


def named_bodies(text: str) -> dict[str, dict[str, int]]:
    """The bodies that a text names, by the noun that can stand for each: "Harbour Tribunal" by "tribunal".

    Args:
        text: The article's text.

    Returns:
        For each noun, in small letters, the names and where each stands first, in order.
    """
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for match in _PROPER.finditer(text):
        for name in _PARTS.split(POSSESSIVE.sub("", match.group())):
            for noun, own in _nouns_of_body(name.replace("\u00a0", " ").strip(".,").split()):
                found[noun].setdefault(own, match.start())
    return found


def _nouns_of_body(words: list[str]) -> Iterator[tuple[str, str]]:
    """The nouns that can stand for a body's name, each with the name."""
    while words and words[0].lower() in NOT_NAMES - _BODIES_BEGIN:
        words = words[1:]
    if len(words) > 2 and words[0].lower() in BODY_NOUNS and words[1] in {"of", "for"}:
        yield words[0].lower(), " ".join(words)
    own = words[len(words) - words[::-1].index("the") :] if "the" in words else words  # Judges of the High Court
    if len(own) > 1 and own[-1].lower() in BODY_NOUNS:
        yield own[-1].lower(), " ".join(own)


def _is_thing_or_two(bare: list[str]) -> bool:
    """Whether words name no body but a thing ("Executive Order"), or two bodies at once."""
    head = next((i for i, w in enumerate(bare) if i and w in {"of", "for", "to", "on"}), len(bare)) - 1
    last = bare[-1]
    if bare[head] in THINGS or bare[head] in MANY_PEOPLE or last in THINGS or last in _OFFICES:
        return True
    if "and" not in bare:
        return False
    at = bare.index("and")
    first, second = bare[:at], bare[at + 1 :]
    if not first or not second:
        return True  # "And Board": a sentence that begins so
    return second[0] == "the" or (not _STRONG.isdisjoint(first) and not _STRONG.isdisjoint(second)) or _is_one(first)


def _is_one(words: list[str]) -> bool:
    """Whether words are a body's or a country's whole name."""
    return words[-1] in _STRONG or (len(words) == 1 and words[0] in PLACES)


def _is_headline(words: list[str]) -> bool:
    """Whether capitalised words are a headline's: small words have capitals in it, or all of it is shouted."""
    shouted = len(words) > 3 and all(w.isupper() for w in words)
    return shouted or any("’s" in w or "'s" in w or w in _CAPITALISED for w in words[1:])


def _is_whole(text: str, match: re.Match[str], end: int) -> bool:
    """Whether the capitalised words are all of a phrase: not "Vale campaign", "Fox News host"."""
    rest = text[match.end() : end].strip()
    if rest[:1] in {",", "(", ";"} or rest in {"", "'s", "’s", "itself"} or rest.startswith(("which ", "that ")):
        following = _NOUN.match(text, match.end()) if match.end() >= end else None
        word = following.group(1) if following else ""
        return not (word in GROUPS or word in MANY_PEOPLE or word in ROLES or word in OCCUPATIONS)
    return False


def _is_body_word(word: str, bare: str, small: frozenset[str], *, with_article: bool) -> bool:
    """Whether one word names a body: "UN", "Politico", "the Kremlin"."""
    if (
        bare in DEMONYMS
        or _PEOPLES.match(bare)
        or bare in _NOT_ALONE
        or bare in MANY_PEOPLE
        or bare in TITLES
        or bare in ROLES
        or bare in CALENDAR
    ):
        return False
    if word.replace(".", "").isupper() and len(bare.replace(".", "")) > 1:
        return True
    if bare in PLACES:
        return not with_article
    if bare in NOT_NAMES or bare in COMMON_WORDS or bare in small or bare in BODY_NOUNS:
        return False
    if bare in ROLES or bare in OCCUPATIONS or bare == "fellow":
        return False
    return bare in GROUPS or with_article


def is_plain_name(mention: Mention, wording: Wording) -> bool:
    """Whether a name of which nothing else tells that it is a person's can be one.

    Args:
        mention: The mention.
        wording: The words of the article's text.

    Returns:
        False for groups, places, headline words and common words with a capital.
    """
    bare = [w.lower().strip(".") for w in mention.words]
    if mention.sort is Sort.PERSON:
        return True
    if mention.sort is Sort.BODY or any(map(_names_nobody, bare)) or len(bare) > _LONGEST_OF_PERSON:
        return False
    if _NOT_BEFORE_NAME.search(wording.text, max(0, mention.span[0] - 12), max(0, mention.span[0])):
        return False
    if all(w.isupper() for w in mention.words) and not is_given_name(bare[0]):
        return False
    if " ".join(bare) in PLACES_OF_WORDS or is_told_body(mention.name, wording):
        return False
    if len(bare) == 1:
        return _is_plain_surname(mention.words[0], wording)
    if any(_ENGLISH.search(w) and not is_given_name(w) for w in bare):
        return False
    common = (w in COMMON_WORDS or w in wording.small for w in bare)
    return not any(c and not is_particle(w) and not is_given_name(w) for c, w in zip(common, bare, strict=True))


def is_plain_label(words: tuple[str, ...]) -> bool:
    """Whether the words of a turn's label can be a name: not those of "PROMISES KEPT:" or "Answer:".

    Args:
        words: The label's words, without titles.
    """
    bare = [w.lower().strip(".") for w in words]
    if len(bare) > 1 and is_given_name(words[0]):
        return True
    return not any(_names_nobody(w) or w in COMMON_WORDS or w in NOT_NAMES or _ENGLISH.search(w) for w in bare)


def _names_nobody(word: str) -> bool:
    """Whether a word makes a name of several one of nobody: an office, a place, many people, a thing."""
    groups = (BODY_NOUNS, MANY_PEOPLE, _NOT_ALONE, PLACES, DEMONYMS, THINGS)
    return any(word in group for group in groups) or word.removesuffix("s") in _OFFICES


def may_be_surname(word: str, wording: Wording) -> bool:
    """Whether a word with a capital can be somebody's surname: no place, group, thing or common word.

    Args:
        word: The word.
        wording: The words of the article's text.
    """
    bare = word.lower()
    nobody = _names_nobody(bare) or any(bare in group for group in (CALENDAR, NATIONALITIES, NOT_NAMES, GROUPS))
    if any(_OF_PLACE.search(wording.text, max(0, at - 16), at) for at in wording.places(word)):
        return False
    return not nobody and not word.isupper() and _is_of_names(word, wording) and not is_told_body(word, wording)


def _is_plain_surname(word: str, wording: Wording) -> bool:
    """Whether a word can be the surname of somebody whom the text names in no other way."""
    # A capital tells nothing at the beginning of a sentence.
    within = any(_WITHIN.match(wording.text, at - 2) for at in wording.places(word) if at > 1)
    return within and _is_of_names(word, wording)


def _is_of_names(word: str, wording: Wording) -> bool:
    """Whether a word is no common one, and no place by what stands before it."""
    bare, text = word.lower(), wording.text
    if bare in COMMON_WORDS or bare in wording.small or len(word) < 3 or is_particle(word) or _PEOPLES.match(bare):
        return False
    others = (at for at in wording.places(word) if text[at + len(word) : at + len(word) + 1] not in {"'", "’"})
    return not any(
        _PLACE.search(text, max(0, at - 12), at) or _ARTICLE_BEFORE.search(text, max(0, at - 4), at) for at in others
    )
