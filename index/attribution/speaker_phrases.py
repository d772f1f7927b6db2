"""The noun phrases that mention speakers: which word is the head, who only owns it, and where an apposition ends."""

from __future__ import annotations

import re

from index.attribution.mentions import Mention
from index.attribution.person_nouns import is_person_noun
from index.attribution.roles import is_role
from index.text.letter_case import INITIAL, SMALL
from index.text.name_lists import GROUPS, MANY_PEOPLE, NOT_NAMES, TITLES
from index.text.person_names import is_given_name

_PREPOSITION = re.compile(
    r"\b(?:of|for|to|with|by|from|about|against|on|behind|like|than|including|under|between|among|supporting|backing|"
    r"opposing|near|at|in|into|over|who|that|as|told|said|atop|aboard|across|after|before|during|outside|inside|via|"
    r"within|around|beyond|through|toward|towards|upon|[a-z]+ing\s(?:an?|the|his|her|their|its))\s"
)
_OWNER_AFTER = re.compile(r"['’]s?(?=\s|$)")
_NEXT_WORDS = re.compile(r"(?:['’]s?)?(?:[ \u00a0][\w’'-]+){0,3}")
_NEXT_WORD = re.compile(r"\s+([\w’'-]+)")
DETERMINER = re.compile(
    r"(?:the|an?|one|some|his|her|their|its|our|this|that|another|any|no|each|every|two|several)\s", re.IGNORECASE
)
# Words after a name within its phrase that leave it the phrase's head: "Tom Carper of Delaware".
_AFTER_HEAD = frozenset(
    """and or of in from on at himself herself also both who for to with as has is was had outside inside afterwards
    yesterday today tonight later after during before last this""".split()
)
CLOSES = re.compile(r"\s(?:of|from)\s(?:the\s)?[\w]|[,.;:)”\"“—–!?]|\s[–—-]|\s*$|\s(?:who|whose)\b|\n")
# The rest of a phrase before an apposition, with no verb in it.
_REST = re.compile(
    r"( (?:of|at|for|in|from|to))?"
    r"(?: (?!(?:is|was|has|had|said|says|told|asked|who|that|and|when)\b)[\w’'-]+){1,5}(?=, )"
)
# "Union of Shipwrights deputy president " before a name
_OFFICE_OF_BODY = re.compile(
    rf"(?:[Tt]he )?(?P<first>{INITIAL}[\w’'-]*)(?: {INITIAL}[\w’'-]*){{0,3}} "
    rf"(?:of|for)(?: the)?(?: (?:{INITIAL}[\w’'-]*|and|&)){{1,4}} "
    rf"(?P<role>[{SMALL}][\w’'-]*(?: [{SMALL}][\w’'-]*){{0,2}}) "
)
_COUNSEL = re.compile(r"(?:[Ll]ead |[Ll]eading |[Ss]enior |[Jj]unior )?[Cc]ounsel(?: (?:for|to) .+)?$")
_LINKS = re.compile(r" (?:of|at|for|in|from|to)$")


def is_head(text: str, mention: Mention, start: int, end: int) -> bool:
    """Whether a mention is what a phrase names, not "Vale's team", "Vale aides", "a source close to Vale"."""
    before = text[start : mention.span[0]]
    if _PREPOSITION.search(before) and not (before[0].isupper() and _ends_body(mention)):
        return _is_office_of_body(text, start, mention)
    return not _owns(text, mention, end)


def _owns(text: str, mention: Mention, end: int) -> bool:
    """Whether a name only tells whose, or which, somebody is."""
    after = mention.span[1]
    owner = mention.possessive or _OWNER_AFTER.match(text, after)
    following = _NEXT_WORD.match(text, after)
    word = following.group(1).lower() if following else ""
    if owner:
        # "Vale's claim" is hers, "Vale's spokesman" is somebody else.
        nouns = _NEXT_WORDS.match(text, after)
        people = nouns is not None and any(map(_is_people_noun, nouns.group().split()))
        return people or end > after + 2
    if _is_people_noun(word) and following and following.group(1)[0].islower():
        return True
    # "a Vale administration official": another noun follows within the phrase.
    inside = following is not None and following.end() <= end and following.group(1)[0].islower()
    return inside and word not in _AFTER_HEAD


def with_rest(text: str, start: int, end: int) -> int:
    """Where a phrase ends that was cut before an apposition: "[Her rival at] the Academy, Piers Mallard, …"."""
    match = _REST.match(text, end)
    if match is None or not (match.group(1) or _LINKS.search(text, start, end)):
        return end
    return match.end()


def closes(text: str, mention: Mention) -> bool:
    """Whether an apposition ends with a mention, whose span may hold the full stop of its sentence."""
    end = mention.span[1]
    ended = text[end - 1 : end] == "." or CLOSES.match(text, end) is not None
    given = is_given_name(mention.words[0]) and text[mention.span[1] : mention.span[1] + 1] == ","  # "A reader, Britt,"
    return ended and (len(mention.words) > 1 or mention.honorific or mention.relative or given)


def head_word(phrase: str) -> str:
    """The noun of a phrase before its "of …"."""
    first = re.split(r"\s(?:of|for|at|in|from|with|to|on|and)\s", phrase, maxsplit=1)[0].split()
    return first[-1] if first else ""


def is_single(phrase: str) -> bool:
    """Whether a phrase means one person by what he is: "the harbour master", "Reed's boss", "another leading voice"."""
    head = head_word(phrase).lower()
    if re.match(r"(?i)(?:two|several|some|many|both|most|all)\s", phrase):
        return False
    owned = DETERMINER.match(phrase) or re.match(r"\S+['’]s?\s", phrase)
    plural = head.endswith("s") and not head.endswith(("ss", "us"))
    single = owned is not None and head not in GROUPS and not plural
    return is_role(head) or single or _COUNSEL.match(phrase) is not None


def _ends_body(mention: Mention) -> bool:
    """Whether the title before a name is the end of a body's name: "Council on Roads and Piers Chair Mia Holm"."""
    return any(title.split()[0].lower().strip(".") not in TITLES | NOT_NAMES for title in mention.titles)


def _is_office_of_body(text: str, start: int, mention: Mention) -> bool:
    """Whether a body whose officer somebody is stands before a name: "Union of Shipwrights president Mia Holm"."""
    office = _OFFICE_OF_BODY.fullmatch(text, start, mention.name_start)
    if office is None or not is_role(office["role"].split()[-1]):
        return False
    first = office["first"].lower().removesuffix("s")  # "Wife of Norvale president Ilo Tamm"
    return not is_person_noun(first) and not is_role(first)


def _is_people_noun(word: str) -> bool:
    bare = word.lower().strip(".,;:")
    return bare in GROUPS or bare in MANY_PEOPLE or is_role(bare) or bare in {"campaign", "aide", "camp"}
