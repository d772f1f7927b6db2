"""Organisations that speak in a text, and capitalised words that are a name of nobody."""

from __future__ import annotations

import re

from index.attribution.mentions import Mention, Sort
from index.model import Span
from index.text.common_words import COMMON_WORDS
from index.text.name_lists import CALENDAR, GROUPS, MANY_PEOPLE, NOT_NAMES, OCCUPATIONS, ROLES, TITLES
from index.text.person_names import POSSESSIVE, is_given_name, is_particle

_WORD = r"[^\W\d_a-z][\w&'’.-]*"
_SMALL = r"(?:of|for|and|on|in|to|the|without|&|de|du|des)"
_PROPER = re.compile(rf"{_WORD}(?:[ \u00a0](?:{_SMALL}[ \u00a0]){{0,2}}{_WORD})*")
_ARTICLE = re.compile(r"(?:the|The)[ \u00a0]")
_PLACE = re.compile(r"\b(?:in|across|throughout|inside|outside|near|toward|towards)[ \u00a0]$")
_NOUN = re.compile(r"[ \u00a0]([a-z][\w-]*)")
_LONGEST = 9  # words of an organisation's name
# Countries and cities that speak for their governments.
_PLACES = frozenset(
    """america china russia japan korea britain france germany iran iraq israel syria ukraine mexico canada india
    pakistan turkey poland italy spain brazil australia washington beijing moscow tokyo seoul london berlin paris
    brussels pyongyang tehran kyiv kiev egypt jordan kuwait qatar taiwan vietnam cuba venezuela afghanistan libya
    ireland scotland england wales norway sweden denmark finland greece hungary austria belgium""".split()
)
_NOT_ALONE = frozenset(
    "speaker answer question moderator page fact promise promises note part chapter section table".split()
)


# Words with which names of bodies may begin, though no person's does: "American Red Cross".
_BODIES_BEGIN = frozenset(
    """new black white north south democratic republican first federal american chinese russian japanese korean british
    french german european muslim christian jewish asian islamic california texas florida ohio pennsylvania virginia
    iowa michigan wisconsin nevada carolina georgia hampshire colorado arizona washington london paris tokyo seoul
    beijing moscow facebook""".split()
)


def proper_body(text: str, start: int, end: int, block: Span, small: frozenset[str]) -> str | None:
    """The name of an organisation, where a phrase is one.

    Args:
        text: The article's text.
        start: Where the phrase begins.
        end: Where it ends.
        block: The block in which it stands.
        small: Words that the text has in small letters, too.

    Returns:
        The name without "the"; None for a common noun phrase, many people, or the name of a single person.
    """
    article = _ARTICLE.match(text, start, end)
    start = article.end() if article else start
    match = _PROPER.match(text, start, block[1])
    if match is None or not _is_whole(text, match, end):
        return None
    abbreviated = re.search(r"(?:\w\.){2,}$", match.group())
    name = match.group() if abbreviated else POSSESSIVE.sub("", match.group()).strip(".,")
    words = name.replace("\u00a0", " ").split()
    bare = [w.lower().strip(".,") for w in words]
    if not bare or len(words) > _LONGEST or bare[-1] in MANY_PEOPLE or any(c.isdigit() for c in name):
        return None
    if len(words) == 1:
        alone = _is_body_word(words[0], bare[0], small, with_article=article is not None)
        return words[0] if alone else None
    if bare[0] in NOT_NAMES - _PLACES - _BODIES_BEGIN:
        return None
    telling = any(w in GROUPS for w in bare) or any(w.islower() for w in words) or words[0].isupper()
    return " ".join(words) if telling or article is not None else None


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
    if bare in _NOT_ALONE or bare in MANY_PEOPLE or bare in TITLES or bare in ROLES or bare in CALENDAR:
        return False
    if word.replace(".", "").isupper() and len(bare.replace(".", "")) > 1:
        return True
    if bare in _PLACES:
        return not with_article
    if bare in NOT_NAMES or bare in COMMON_WORDS or bare in small:
        return False
    return bare in GROUPS or with_article


def is_plain_name(mention: Mention, text: str, small: frozenset[str]) -> bool:
    """Whether a name of which nothing else tells that it is a person's can be one.

    Args:
        mention: The mention.
        text: The article's text.
        small: Words that the text has in small letters, too.

    Returns:
        False for groups, places, headline words and common words with a capital.
    """
    bare = [w.lower().strip(".") for w in mention.words]
    if mention.sort is Sort.PERSON:
        return True
    if re.search(r"\d\S*\s$", text[max(0, mention.span[0] - 12) : max(0, mention.span[0])]):
        return False  # "2012 Population"
    if mention.sort is Sort.BODY or any(w in MANY_PEOPLE or w in _NOT_ALONE or w in _PLACES for w in bare):
        return False
    if re.search(r"\b[Tt]he\s$", text[max(0, mention.span[0] - 5) : max(0, mention.span[0])]) or len(bare) > 5:
        return False
    if all(w.isupper() for w in mention.words) and not is_given_name(bare[0]):
        return False
    common = [w in COMMON_WORDS or w in small or w in OCCUPATIONS for w in bare]
    if len(bare) > 1:
        return not any(c and not is_particle(w) and not is_given_name(w) for c, w in zip(common, bare, strict=True))
    word = mention.words[0]
    if common[0] or len(word) < 3 or word.isupper() or is_particle(word) or bare[0] in TITLES or bare[0] in ROLES:
        return False
    places = re.finditer(rf"\b{re.escape(word)}\b(?!['’])", text)
    return not any(_PLACE.search(text, max(0, m.start() - 12), m.start()) for m in places)
