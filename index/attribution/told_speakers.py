"""Who speaks at the end of a told clause: "Varga said that Tamm sat down and said: “…”" is Tamm's as well as hers."""

from __future__ import annotations

import re

from index.attribution.clause_grammar import ADVERBS, APPOSITION, BRACKETS, SUBJECT, spaced
from index.attribution.person_nouns import is_person_noun
from index.attribution.reporting_verbs import REPORTING_VERBS
from index.attribution.subject_grammar import is_verb
from index.text.letter_case import INITIAL
from index.text.person_names import gender_of

_LONGEST = 400  # code points before a quotation that are looked at
_LONGEST_OBJECT = 8  # words between the last verb and the quotation
# The last verb before a quotation, which shares its subject with a verb before: "sat down and said:".
_LAST = spaced(
    rf"(?:,? (?:and|but|then|before)|(?P<participle>,))(?: then)?{ADVERBS} (?P<verb>[a-z]+)"
    r"(?P<object>[^.!?;:“”\"]*)[:,]? ?$"
)
# Verbs with which who told the clause goes on, whatever its subject does.
_GOING_ON = frozenset("added adds adding continued continues continuing concluded concludes concluding".split())
_LEADING = REPORTING_VERBS - _GOING_ON
_TELLING = REPORTING_VERBS | frozenset(
    "heard hears remembered remembers remember saw sees believes believed thought thinks alleged described".split()
)
_SUBJECT_BEFORE = spaced(rf"(?<![\w’'-])(?P<subject>{SUBJECT}){BRACKETS}{APPOSITION},?{ADVERBS} $")
_ACTING = spaced(
    rf"(?<![\w’'-])(?P<subject>who|{SUBJECT}|(?:the|an?|his|her|their|one of the) (?:[\w’'-]+ ){{0,2}}?[\w’'-]+)"
    rf"{BRACKETS}{APPOSITION}{ADVERBS} (?P<verb>[a-z]+)\b"
)
# A past verb of speech doesn't go on from these: "Varga said Tamm would resign and told the house: “…”".
_OTHER_TENSE = frozenset("would will could can may might must should shall is are has have does do".split())
# What somebody does who then speaks: "Varga said Tamm sat down, saying: “…”".
_BODILY = re.compile(
    r"(?:sat|stood|came|walked|turned|looked|put|took|held|threw|ran|got|wept|cried|laughed|smiled|nodded|shook|"
    r"approached|phoned|called|rang|wrote|leaned|knelt|grabbed|pointed|entered|left|arrived|burst|stormed|went|fell|"
    r"raised|waved|opened|drew|broke|emailed|texted|visited|stopped|hugged|kissed|slammed)"
)
_TOLD_AFTER = spaced(
    rf"(?: that)? (?P<subject>{SUBJECT}){APPOSITION}{ADVERBS} (?:said|told|asked|shouted|wrote|replied|warned)"
    rf"(?: (?:him|her|them|me|us|officers|police|the \w+|{INITIAL}\w+))?"
    r"(?: (?:on|in|at|after|before|as|when|during) [^.\"“”]{2,60})?[.,]"
)
_ACCORDING = spaced(rf"[Aa]ccording to (?P<subject>{SUBJECT}){APPOSITION},? ")
_WORD = re.compile(r"[\w’']+")
_NAMES = rf"{INITIAL}[\w’-]+(?: {INITIAL}[\w’-]+){{0,3}}"
_ITS_OBJECT = rf"(?: (?:him|her|them|me|us|reporters|the \w+|{INITIAL}\w+))?"
# A clause beside that of who speaks: "whose deputy, Ilo Tamm, added:", "prompting Tamm to reply:".
_BESIDE = spaced(
    rf"\bwhose (?:[\w-]+ ){{1,3}}?(?:{_NAMES} )?(?P<verb>[a-z]+){_ITS_OBJECT}[,:]? $|"
    rf"\bwhose (?:[\w-]+ ){{0,2}}[\w-]+, {_NAMES}, (?P<apposed>[a-z]+){_ITS_OBJECT}[,:]? $|"
    rf"\b(?:prompting|leading|causing|forcing|urging|inviting|asking|allowing) {SUBJECT}{APPOSITION} to "
    rf"(?P<prompted>[a-z]+){_ITS_OBJECT}[,:]? $"
)
_GENDERS = {"he": "m", "she": "f", "mr": "m", "mrs": "f", "ms": "f", "miss": "f", "sir": "m", "dame": "f"}
_OWN = frozenset("i we it".split())


def may_be_told(text: str, start: int, end: int) -> int | None:
    """Find whether the verb that leads to a quotation may be that of somebody within a told clause, or beside.

    Args:
        text: The text.
        start: Code point at which the sentence that leads to the quotation starts.
        end: Code point at which the quotation starts.

    Returns:
        Where that verb, or its clause, stands; None where it plainly belongs to who tells the clause, or none is told.
    """
    start = max(start, end - _LONGEST)
    beside = _BESIDE.search(text, start, end)
    if beside is not None and beside[beside.lastgroup or 0] in REPORTING_VERBS:
        return beside.start()
    last = _last_verb(text, start, end)
    if last is None:
        return None
    telling = _telling(text, start, last.start())
    acting = _acting(text, telling[1], last.start()) if telling else None
    if telling is None or acting is None or not _is_another(acting, telling[0]):
        return None
    if last["participle"]:
        is_open = last["verb"].endswith("ing") and _BODILY.fullmatch(acting["verb"])
    else:
        is_open = last["verb"].endswith("ing") or acting["verb"] not in _OTHER_TENSE
    return last.start("verb") if is_open else None


def told_after(text: str, start: int, end: int) -> bool:
    """Whether a clause after a quotation goes on to tell whose the words were: "…," he said [Tamm told him].

    Args:
        text: The text.
        start: Code point after the clause's verb.
        end: Where its block ends.
    """
    return bool(_TOLD_AFTER.match(text, start, min(end, start + _LONGEST)))


def _last_verb(text: str, start: int, end: int) -> re.Match[str] | None:
    """The last verb of speech that leads to a quotation and has no subject right before it."""
    found = None
    match = _LAST.search(text, start, end)
    while match is not None:
        leads = match["verb"] in _LEADING and len(match["object"].split()) <= _LONGEST_OBJECT
        found = match if leads else found
        match = _LAST.search(text, match.start() + 1, end)
    return found


def _telling(text: str, start: int, end: int) -> tuple[str, int] | None:
    """The subject of the first verb that tells something, and where that verb ends."""
    according = _ACCORDING.match(text, start, end)
    if according is not None:
        return according["subject"], according.end() - 1
    for verb in _WORD.finditer(text, start, end):
        if verb.group() in _TELLING and verb.start() > start:
            subject = _SUBJECT_BEFORE.search(text[start : verb.start()])
            if subject is not None:
                return subject["subject"], verb.end()
    return None


def _acting(text: str, start: int, end: int) -> re.Match[str] | None:
    """The last subject between two places that has a verb of its own."""
    acting = None
    match = _ACTING.search(text, start, end)
    while match is not None:
        acts = is_verb(match["verb"])
        acting = match if acts else acting
        match = _ACTING.search(text, match.end("verb") if acts else match.start() + 1, end)
    return acting


def _is_another(acting: re.Match[str], teller: str) -> bool:
    """Whether a subject is a person, and not plainly the one who tells of it."""
    words = acting["subject"].split()
    pronoun = words[0].lower()
    if pronoun in _OWN:
        return False
    if pronoun in ("he", "she"):
        return _GENDERS[pronoun] != gender_told(teller)
    named = any(word[0].isupper() for word in words[1:]) or words[0][0].isupper()
    return pronoun in ("who", "they") or named or is_person_noun(words[-1].lower())


def gender_told(teller: str) -> str:
    """The gender that a pronoun, an honorific or a given name tells; "" where none does.

    Args:
        teller: A mention of somebody.
    """
    words = [word for word in teller.split() if word[0].isupper() or word in ("he", "she")]
    told = next((_GENDERS[bare] for word in words if (bare := word.lower().strip(".")) in _GENDERS), "")
    return told or next((found for n in range(len(words)) if (found := gender_of(tuple(words[n:])))), "")
