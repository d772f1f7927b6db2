"""What a text calls somebody beside a name: titles, offices, occupations and kin."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from index.text.letter_case import CAPITAL
from index.text.name_lists import OCCUPATIONS, ROLES
from index.text.person_names import SHORT_TITLES, plain_letters

_ALL_ROLES = ROLES | OCCUPATIONS
_SHORT = {
    "sen": "senator",
    "rep": "representative",
    "gov": "governor",
    "prof": "professor",
    "gen": "general",
    "lt": "lieutenant",
    "premier": "premier",
    "adm": "admiral",
    "amb": "ambassador",
    "brig": "brigadier",
    "cdr": "commander",
    "col": "colonel",
    "capt": "captain",
    "sgt": "sergeant",
    "dr": "doctor",
    "congressman": "representative",
    "congresswoman": "representative",
    "lawmaker": "lawmaker",
    "justice": "judge",
}
# Words that tell nothing about which bearer of a role is meant.
_SOFT = frozenset(
    """the a an his her their its our my your former then late current new old longtime long-time veteran embattled
    outgoing incoming newly elected u.s. us of for and in at from to on own fellow top senior first-term two-term
    democratic republican conservative liberal young elderly local ailing retired late one only this that year
    visiting beleaguered defiant""".split()
)
# Words that make another role of one.
_HARD = frozenset(
    "vice deputy assistant under press acting chief attorney lieutenant first former ex shadow co junior".split()
)
KIN = {
    **dict.fromkeys(
        "wife mother sister daughter aunt grandmother niece girlfriend widow fiancée stepmother".split(), "f"
    ),
    **dict.fromkeys(
        "husband father brother son uncle grandfather nephew boyfriend widower fiancé stepfather".split(), "m"
    ),
}
_KIN_ENDS = frozenset({*KIN, "former", "then", "then-"})  # the words with which kin before a name end
_KIN_BEFORE = re.compile(
    rf"(?:\b(?:[Hh]is|[Hh]er|[Tt]heir|whose|[Tt]he|a|former|first|second|late|older|elder|younger|eldest|youngest)|['’]s?)\s"
    rf"(?:\w+\s)?({'|'.join(KIN)}),?\s(?:former\s|then-?\s?)?$"
)
_KIN_AFTER = re.compile(
    rf"(?:,?\s(?:and|with|or)|,\s(?:with|and)|,\swho(?:se)?\b[^.,;“”\"]{{0,40}})\s(his|her)\s(?:[\w-]+\s){{0,2}}?(?:{'|'.join(KIN)})\b"
)
# "Ada Holm and her Norvalian counterpart, Ilo Tamm, met."
_BESIDE_OWN = re.compile(
    r"\sand\s(his|her)\s(?:[\w-]+\s){0,2}?(?:counterpart|deputy|predecessor|successor|colleagues?|team|staff|aides?|"
    r"lawyers?|crew|delegation|running mate|children|parents)\b"
)
_RELATIVES = "|".join(
    [*KIN, "grandson", "granddaughter", "cousin", "stepson", "stepdaughter", "twin", "child", "partner"]
    + [f"{kin}-in-law" for kin in ("father", "mother", "brother", "sister", "son", "daughter")]
)
_RELATIVE_BEFORE = re.compile(
    rf"(?:\b(?:his|her|their)|['’]s?)\s(?:[\w-]+\s){{0,2}}(?:{_RELATIVES}),?\s(?:[\w-]+\s)?$", re.IGNORECASE
)
# What stands before a sentence's subject: "Asked about her brother, …".
_FRONTED = re.compile(
    rf"(?:^|\n|[.!?][”\"]?\s)(?:When|While|After|Before|As|Once|Because|If|Although|Asked|Told|[{CAPITAL}]\w+(?:ed|ing))\b"
    r"[^.!?\n]*$"
)
_VERB_NEXT = re.compile(r"\s(?!and\b|or\b|of\b|who\b|in\b|at\b|from\b)[a-z]")
_RELATIVE_AFTER = re.compile(rf",\s(?:his|her|their)\s(?:[\w-]+\s){{0,2}}(?:{_RELATIVES})\b")
_LOWER_BEFORE = re.compile(r"((?:[\w’'.-]+[ \u00a0]){1,5})$")
_OFFICE_BEFORE = re.compile(
    rf"(?<![\w-])((?:[{CAPITAL}][\w.-]*[ \u00a0]){{0,3}}(?:Secretary|Minister|Director|Chair\w*|Speaker|Governor|Head|"
    r"Administrator|Commissioner|Leader|Dean|Chief|Undersecretary|Ambassador|Superintendent|Inspector|Registrar|"
    r"Controller|Comptroller|Collector|Inspector-General)[ \u00a0](?:of|for)[ \u00a0]"
    rf"(?:State[ \u00a0](?:for|to)[ \u00a0])?(?:the[ \u00a0])?(?:[{CAPITAL}][\w-]+[ \u00a0](?:and[ \u00a0])?){{0,3}})$"
)
_OF_ROLE = r"(?P<of>\s(?:of|for|at|in|from|with)\s[^,.;“”\"]{2,60})?"
_SINCE = r"(?:\ssince\s[^,.;“”\"]{2,30})?"
_AFTER = re.compile(
    r"(?:,\s(?:\d{1,3},\s)?|\s\()(?:(?:who (?:is|was|has been)|the|a|an|its|his|her|their)\s)*(?:\d{1,3}-year-old\s)?"
    rf"(?P<role>[^\W\d_][\w’'. -]{{1,60}}?){_OF_ROLE}{_SINCE}(?=[,.;:)“”\"]|\s(?:who|said|says|told|and)\b|$)"
)
# "Brannigan became governor of the Bank of Norvale in 2021"
_BECAME = re.compile(
    r"\s(?:is|became|has been|(?:was|has been|is) (?:(?:re-?)?elected|appointed|named|made|chosen|sworn in)(?: as)?|"
    r"(?:serves|works) as)\s(?:(?:the|an?|its|their)\s)?(?!not\b|no\b|said\b|to\b)"
    rf"(?P<role>[^\W\d_][\w’'-]*(?:\s[\w’'-]+){{0,3}}?){_OF_ROLE}{_SINCE}(?=[,.;:)“”\"]|\s(?:in|on|after|when|last)\b|$)"
)
_ANOTHER_NAME = re.compile(rf"\.?\s[{CAPITAL}]")
_LEADERS = {
    **dict.fromkeys(("led", "leads"), "leader"),
    **dict.fromkeys(("headed", "heads"), "head"),
    **dict.fromkeys(("chaired", "chairs"), "chair"),
    **dict.fromkeys(("captained", "captains"), "captain"),
    **dict.fromkeys(("edited", "edits"), "editor"),
    **dict.fromkeys(("managed", "manages"), "manager"),
    **dict.fromkeys(("coached", "coaches"), "coach"),
}
_LED = re.compile(
    rf",\s(?:\d\d,\s)?who\s(?:has\s|had\s)?(?P<verb>{'|'.join(_LEADERS)})\s(?:the\s)?(?P<what>[^,.;:“”\"]{{2,50}}?)"
    r"(?P<until>\s(?:until|from|between|in\sthe)\b[^,.;“”\"]{0,40})?(?=[,.;])"
)
_ROLE_ALONE = re.compile(r",\s(?P<role>[a-z]+)\s$")
_FOR_SIDE = re.compile(r"(?:^|[.!?”\"]\s|\n)(?P<side>Prosecuting|Defending|Mitigating),?\s$")
_ACCUSED = re.compile(
    r"(?:,\s\d\d)?(?:,\sof\s[^,.;]{2,50})?,?\s(?:who\s)?(?:denies|has\sdenied|(?:has\s)?pleaded|pleads|is\scharged\swith|"
    r"is\saccused\sof|was\scharged\swith|stands\saccused|is\son\strial)\b"
)
_SUBORDINATE = re.compile(
    r"(?:After|Before|When|While|As|Asked|Speaking|With|In|At|On|During|Following|Because|Since|If|Although|Though|"
    r"Despite|Unlike|Like|Meeting|Citing|Quoting|Joined|Accompanied|To|For|By|From|Under|Without)\b"
)
_DETERMINER = re.compile(r"(?:^|(?<=[\s“\"(—]))(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Tt]heir|[Ii]ts|[Oo]ur|[\w.-]+['’]s?)\s")
# Before a noun that is no apposition: "Verhoe, speaking through his spokeswoman".
_OTHERS_WORDS = frozenset("his her their its my the a an through by with without beside alongside".split())
# Offices of two words: "secretary-general", "attorney general", "president-elect".
_OF_GENERAL = frozenset("secretary attorney governor solicitor director consul surgeon inspector postmaster".split())
_SUFFIX = re.compile(r"-(?:general|elect|designate)$")
_FORMER = re.compile(r"(?i)\b(?:former|ex|previous|erstwhile|one-?time|ousted|deposed)\b")
_OF = re.compile(r"\s(?:of|for|at|in|from|with|to|on)\s")


# What a sentence says before or behind a role, and what is cut off with it: "and then Dr", "aide to Sen".
_LEADING = frozenset(
    """and but so or also as well now hi hello hey thanks like people our my your no that served serves serving is
    was""".split()
)
_PREPOSITIONS = frozenset("of for at in from with to on by about toward towards".split())
_TRAILING = SHORT_TITLES | {"mr", "mrs", "ms", "the", "a", "an", "and"} | _PREPOSITIONS


def tidy_role(role: str) -> str:
    """A role without the words of its sentence that are no part of it; "" where nothing is left that tells one."""
    words = role.split()
    while words and (words[0].lower().strip(".,!") in _LEADING or words[0].endswith("!")):
        words = words[1:]
    if words and words[0].lower() in _PREPOSITIONS:
        return ""
    short = {word.lower().strip(".") for word in words} <= SHORT_TITLES  # "Lt. Gov."
    while len(words) > 1 and not short and words[-1].lower().strip(".") in _TRAILING:
        words = words[:-1]
    return "" if [word.lower() for word in words] in (["then"], ["former"]) else " ".join(words)


@dataclass(frozen=True, slots=True)
class Role:
    """What somebody is called beside a name.

    Attributes:
        name: As the text has it: "Foreign Minister", "harbour master".
        head: The word that says what it is, in small letters: "minister".
        words: All words that tell which one is meant: "foreign", "dunmere".
        before: Whether it stands directly before the name.
    """

    name: str
    head: str
    words: frozenset[str]
    before: bool = False

    @property
    def is_former(self) -> bool:
        """Whether it is told as one of the past."""
        return "former" in self.words

    @staticmethod
    @lru_cache(maxsize=4096)
    def of_title(title: str) -> Role:
        """The role that a title is.

        Args:
            title: The title, such as "Foreign Minister" or "Secretary of State".
        """
        return Role(title, _head(title), _telling(title), before=True)


def role_words(phrase: str) -> tuple[str, frozenset[str]]:
    """What a phrase such as "the former mayor of Dunmere" asks for.

    Args:
        phrase: The phrase.

    Returns:
        (head, telling words): ("mayor", {"dunmere", "mayor"}); the head is "" where no role is named.
    """
    return _head(phrase), _telling(phrase)


def bears(roles: list[Role], head: str, telling: frozenset[str]) -> bool:
    """Whether one of somebody's roles is the one asked for.

    Args:
        roles: The roles.
        head: The head asked for.
        telling: Words that tell which.
    """
    return any(_is_same(role, head, telling) for role in roles)


def _is_same(role: Role, head: str, telling: frozenset[str]) -> bool:
    if role.head != head:
        return False
    hard = {w for w in role.words if w in _HARD} ^ {w for w in telling if w in _HARD}
    if hard - {"former", "ex", "acting"}:
        return False
    return telling - {head} - _HARD <= role.words


def _head(phrase: str) -> str:
    """The last word of a phrase before its "of …" that names a role, or ""."""
    first = _OF.split(phrase, maxsplit=1)[0].split()
    if not first:
        return ""
    word = _SUFFIX.sub("", plain_letters(first[-1].strip(".,")))
    if word == "general" and len(first) > 1 and first[-2].lower() in _OF_GENERAL:
        word = first[-2].lower()
    word = _SHORT.get(word, word)
    return word if word in _ALL_ROLES or word in _SHORT.values() else ""


def _telling(phrase: str) -> frozenset[str]:
    words = (plain_letters(re.sub(r"['’]s?$", "", w.strip('.,“”"()'))) for w in phrase.replace("-", " ").split())
    return frozenset(_SHORT.get(w, w) for w in words if w and w not in _SOFT and not w.isdigit()) | (
        frozenset({"former"}) if _FORMER.search(phrase) else frozenset()
    )


def is_role(word: str) -> bool:
    """Whether a word says what a person is: "mayor", "fisherman"."""
    bare = _SUFFIX.sub("", plain_letters(word.strip(".,")))
    return bare in _ALL_ROLES or bare in KIN


def titles_before(part: str, start: int, titles: tuple[str, ...]) -> tuple[int, tuple[str, ...]]:
    """An office with "of" in it before a name: Secretary of State Rita Cole.

    Args:
        part: Text of the block.
        start: Where the name begins, its other titles included.
        titles: These titles.

    Returns:
        (where the name with all titles begins, all titles).
    """
    low = max(0, start - 90)
    before = part[low:start]
    match = _OFFICE_BEFORE.search(before) if " of " in before or " for " in before else None
    if match is None:
        return start, titles
    office = " ".join([match.group(1).strip(), *titles])
    return low + match.start(1), (office,)


def kin_gender(part: str, start: int, end: int) -> str:
    """Gender that words of kin tell: "his wife, Tove Moor", "Tove Moor and her husband".

    Args:
        part: Text of the block.
        start: Where the name begins.
        end: Where it ends.
    """
    near = part[max(0, start - 60) : start]
    before = _KIN_BEFORE.search(near) if near.endswith(" ") and _last_word(near) in _KIN_ENDS else None
    if before and not _follows_fronted(part, start, end):
        return KIN[before.group(1)]
    after = _KIN_AFTER.match(part, end) or _BESIDE_OWN.match(part, end)
    return {"his": "m", "her": "f"}[after.group(1)] if after else ""


def is_relative(part: str, start: int, end: int) -> bool:
    """Whether a name is introduced as somebody's kin: "his son, Aksel Moor", "Aksel Moor, her brother".

    Args:
        part: Text of the block.
        start: Where the name begins.
        end: Where it ends.
    """
    near = part[max(0, start - 70) : start]
    before = near.endswith((" ", "\u00a0")) and _RELATIVE_BEFORE.search(near) is not None
    return bool((before and not _follows_fronted(part, start, end)) or _RELATIVE_AFTER.match(part, end))


def _follows_fronted(part: str, start: int, end: int) -> bool:
    """Whether a name only follows a clause that ends with kin: "Asked what she owed her brother, Tove Moor smiled."."""
    if part[start - 2 : start] != ", " or not _VERB_NEXT.match(part, end):
        return False
    return bool(_FRONTED.search(part, max(0, start - 250), start))


def beside_name(part: str, start: int, end: int) -> tuple[Role, ...]:
    """Roles directly before a name and in apposition to it, on either side.

    Args:
        part: Text of the block.
        start: Where the name begins, titles included.
        end: Where it ends.
    """
    found = (
        _directly_before(part, start),
        _apposed_before(part, start),
        _told_after(part, end),
        _led(part, end),
        _at_court(part, start, end),
    )
    return tuple(role for role in found if role is not None)


def _last_word(near: str) -> str:
    """The last word of what stands before a name."""
    return "".join(near.rsplit(maxsplit=1)[-1:]).rstrip(",")


def _words_before(near: str) -> list[str]:
    """The words directly before a name; none where the last one can be no role."""
    last = _last_word(near)
    match = None if last.isalpha() and plain_letters(last) not in _ALL_ROLES else _LOWER_BEFORE.search(near)
    return match.group(1).split() if match else []


def _directly_before(part: str, start: int) -> Role | None:
    """A role in small letters before a name: Harbour Board secretary Bill Mathers."""
    if part[start - 1 : start] not in {" ", "\u00a0"} or not part[start - 2 : start - 1].islower():
        return None
    words = _words_before(part[max(0, start - 70) : start])
    if not words or not words[-1].islower() or plain_letters(words[-1]) not in _ALL_ROLES:
        return None
    lower: list[str] = []
    for word in reversed(words):
        if not word.islower() or word in _SOFT or "'" in word or "’" in word or len(lower) > 3 or word.endswith("."):
            break
        lower.insert(0, word)
    verbs = {"said", "says", "told", "asked", "met", "by", "that", "with", "is", "was"}
    while lower and any(w in verbs for w in lower[:-1]):
        lower = lower[1:]
    capitals = [w for w in words[: len(words) - len(lower)] if w[:1].isupper()]
    name = " ".join(lower)
    return Role(name, _head(name), _telling(" ".join([*capitals, name])), before=True) if name else None


def _without_role(before: str) -> str:
    """What stands before a name, without a role in small letters behind a comma: "Her challenger, [businessman]"."""
    match = _ROLE_ALONE.search(before)
    return before[: match.start("role")] if match and plain_letters(match["role"]) in _ALL_ROLES else before


def _apposed_before(part: str, start: int) -> Role | None:
    """An apposition that ends before a name: The mayor of Dunmere, Tom Quell."""
    if "," not in part[max(0, start - 24) : start]:
        return None
    before = _without_role(re.sub(r"(?:former|then|late)\s$", "", part[max(0, start - 110) : start]))
    if not before.endswith(", "):
        return None
    clause = re.split(r"[.,;:!?“”\"]\s?", before[:-2])[-1].strip()
    if _SUBORDINATE.match(clause):
        return None
    determiners = list(_DETERMINER.finditer(clause))
    for determiner in reversed(determiners):
        phrase = clause[determiner.end() :]
        head = _OF.split(phrase, maxsplit=1)[0]
        if _head(head) and len(head.split()) <= 4 and determiner.group().strip().lower() not in {"a", "an"}:
            return Role(head, _head(head), _telling(phrase))
    return None


def _led(part: str, end: int) -> Role | None:
    """A role told after a name by a verb: "Josip Varnik, who led the party until 2024"."""
    match = _LED.match(part, end, min(len(part), end + 140))
    if match is None:
        return None
    head = _LEADERS[match["verb"]]
    past = {"former"} if match["until"] else set()
    return Role(head, head, _telling(match["what"]) | {head} | past)


def _at_court(part: str, start: int, end: int) -> Role | None:
    """What a trial makes of somebody: "Defending, Colm Tierney said", "Declan Roche, 44, of Harbour Row, denies"."""
    before = _FOR_SIDE.search(part, max(0, start - 24), start)
    if before:
        head = "prosecutor" if before["side"].startswith("Prosec") else "barrister"
        return Role(head, head, frozenset({head}))
    return Role("defendant", "defendant", frozenset({"defendant"})) if _ACCUSED.match(part, end) else None


def _told_after(part: str, end: int) -> Role | None:
    """A role told after a name: Tom Quell, the mayor of Dunmere; Tom Quell became mayor."""
    high = min(len(part), end + 140)
    match = _AFTER.match(part, end, high) or _BECAME.match(part, end, high)
    if match is None:
        return None
    role = match.group("role").strip()
    words = role.split()
    if role[:1].isupper() and role.lower() in SHORT_TITLES and _ANOTHER_NAME.match(part, match.end("role")):
        return None  # "Mr. Holm, Dr. Tamm"
    if not _head(role) or len(words) > 6 or _OTHERS_WORDS.intersection(words[:-1]):
        return None
    capitals = [w for w in words[:-1] if w[:1].isupper()]
    lower = " ".join(words[-3:]) if not capitals else " ".join([w for w in words if w.islower()][-3:]) or words[-1]
    return Role(lower, _head(role), _telling(role + (match.group("of") or "")))
