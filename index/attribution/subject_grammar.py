"""English around a sentence's subject: what may stand before it, and the verb that comes after it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from index.attribution.newcomers import VERBS
from index.attribution.reporting_verbs import FINITE_FORMS
from index.text.letter_case import CAPITAL, SMALL
from index.text.name_lists import words_of
from index.text.quotation_marks import OUTSIDE


@dataclass(frozen=True, slots=True)
class Standing:
    """How a subject stands in its sentence.

    Attributes:
        fronted: Whether a clause or a participle stands before it: "Asked why, Tamm smiled."
        verb: The verb before it: "At the door stood Tamm."; "" where the verb follows.
    """

    fronted: bool = False
    verb: str = ""


_PREPOSITION = (
    "(?:In|On|At|From|By|With|Without|Behind|Beside|Besides|Near|Across|Under|Over|Above|Below|Outside|Inside|Opposite|"
    r"Around|Along|During|Since|Among|Amid|Between|Beyond|Down|Up|Off|Next\sto|Close\sto|Through|Within|Against|Despite|"
    r"For|After|Before|Until|Past|Into|Onto|To|Atop|Halfway|Only|Two|Three|Four|Five|Six|Eight|Ten|A\sfew|Some|Later|"
    "Earlier)"
)
_PHRASE = rf"{_PREPOSITION}\s[\w’'][^.;:“”\"]{{0,70}}?"
_LEAD = re.compile(
    r"(?:(?:And|But|Then|Yet|So|Still|Now|Meanwhile|Nearby|Outside|Inside|Upstairs|Downstairs|Later|Afterwards?|Instead|"
    r"Today|Yesterday|Soon|Finally|Eventually|Here|There|Even|Only|Again|Next|Overhead|Elsewhere|Once|Suddenly|Below|"
    rf"Above|[{CAPITAL}][{SMALL}]+ly),?\s)?(?:{_PHRASE},?\s)?"
)
_FRONTING = (
    "(?:When|While|After|Before|As|Once|Since|Because|If|Although|Though|Until|Unlike|Like|Despite|Far|With|In|On|At|"
    f"Having|Asked|Told|Shown|Struck|Sworn|Beaten|Hidden|Born|Known|Faced|[{CAPITAL}][{SMALL}]+(?:ed|ing))"
)
_FRONTED = re.compile(rf"{_FRONTING}\b.*,\s", re.DOTALL)
_LOWER = (
    r"(?!(?:that|to|of|and|or|with|when|while|after|before|as|if|since|because|than|but|for|from|at|in|on|by|against|"
    rf"about|over|into|like)\s)[{SMALL}][\w’'-]*\s"
)
# What may stand between a lead and a name: "harbour master Ilo Tamm", "My co-host Nell".
_BEFORE_NAME = re.compile(
    rf"(?:(?:[Tt]he|[Aa]n?|[Mm]y|[Oo]ur|[Hh]is|[Hh]er|[Tt]heir|[\w’'-]+['’]s?)\s)?(?:{_LOWER}){{0,4}}|"
    rf"(?!{_PREPOSITION}\s|{_FRONTING}\s)[{CAPITAL}][{SMALL}-]+\s(?:{_LOWER}){{0,4}}"
)
_INVERTED = re.compile(
    rf"{_PHRASE}\s(?P<verb>stood|stands|sat|sits|lay|lies|was|is|came|comes|waited|waits|hung|knelt|leaned|leant|slept|"
    r"walked|ran)\s(?:(?:waiting|watching|only|also)\s)?|"
    rf"[{CAPITAL}][^.;:“”\"]{{2,40}}\s(?P<owned>belongs|belonged)\sto\s"
)
_ADVERB = (
    r"(?:(?:also|later|then|just|only|simply|merely|never|always|often|once|again|still|now|soon|even|already|all|"
    r"himself|herself|\w+ly),?\s)"
)
_ASIDE = r"(?:\s\([^()]{1,60}\))?(?:,\s(?:\d{1,3},\s)?[^.;]{1,170}?,(?=\s))?"
_COMPLEMENT = (
    r"(?:\s(?:of|in|at|from|on|with|for|behind|beside|near|by|to|who|whose|opposite|outside|inside)\b"
    r"[^.;:“”\"]{1,70}?)?"
)
_VERB = rf"\s{_ADVERB}{{0,2}}(?P<verb>[{SMALL}]+)(?![\w’'-])"
_BARE_VERB = re.compile(_VERB)
_AFTER_NAME = re.compile(_ASIDE + _VERB)
_AFTER_NOUN = re.compile(_ASIDE + _COMPLEMENT + _VERB)
_FURTHER = re.compile(rf"[^.;:“”\"]{{0,40}}?{_VERB}")
_COMMA = re.compile(r",”?(?=\s)")
_LONGEST_ASIDE = 260  # code points
_LONGEST_COMPLEMENT = 90
_WORD = re.compile(r"[\w’-]+")
_BEGINNING = re.compile(r"(?:^|(?<=\s))")

_NO_VERB = words_of(
    """as across always perhaps besides towards afterwards yes us this his its hers theirs ours yours sometimes indeed
    hundred red need speed bed seed feed"""
)
_IRREGULAR = words_of(
    """is was has had will would can could does did do may might must should are were went came took got won lost left
    made gave ran began became kept spoke held told said sank hid dug shut cut set put hit hurt burst read rode rolled
    slept broke chose drove flew froze forgot woke wove bent lent lit paid sold sought taught caught bought fought built
    sent spent split spread spun clung crept leapt leant learnt dealt blew drew grew swept stuck swung flung hung wrung
    sang rang drank ate tore wore bore swore beat bit lay fled led fed bled bred shone shot slid strode strove stole
    wound ground bound struck sprang swam stung stank shrank dreamt knelt spelt spilt wrote rose met heard understood
    withdrew overheard forgave undertook overtook"""
)


def is_verb(word: str) -> bool:
    """Whether a word after a subject is its verb.

    Args:
        word: The word, in small letters.
    """
    if word in _IRREGULAR or word in VERBS or word in FINITE_FORMS:
        return True
    return word not in _NO_VERB and len(word) > 3 and word.endswith(("ed", "s")) and not word.endswith(("ss", "ous"))


def standing(lead: str, *, name: bool) -> Standing | None:
    """How a subject stands after the words with which its sentence begins.

    Args:
        lead: These words.
        name: Whether the subject is a name, before which an office or an occupation may stand.

    Returns:
        None where it can't be the subject.
    """
    inverted = _INVERTED.fullmatch(lead)
    if inverted is not None:
        return Standing(verb=inverted["verb"] or inverted["owned"])
    if _is_lead(lead):
        return Standing()
    if name:
        lead = _without_role(lead)
        if _is_lead(lead):
            return Standing()
    return Standing(fronted=True) if _FRONTED.fullmatch(lead) else None


def _is_lead(lead: str) -> bool:
    """Whether words are an adverb or a phrase before a subject, and no clause."""
    if _LEAD.fullmatch(lead) is None:
        return False
    return not any(word in _IRREGULAR or word in FINITE_FORMS for word in _WORD.findall(lead))


def _without_role(lead: str) -> str:
    for match in _BEGINNING.finditer(lead):
        if _BEFORE_NAME.fullmatch(lead, match.start()):
            return lead[: match.start()]
    return lead


def verb_after_name(text: str, at: int, end: int, states: bytes) -> re.Match[str] | None:
    """The verb after a name, with what stands between: "Tamm, whom Varga had called “a shirt”, laughed".

    Args:
        text: The text.
        at: Code point after the name.
        end: Where the sentence ends.
        states: Which code points are quoted.
    """
    after = _AFTER_NAME.match(text, at, end)
    if after is not None and is_verb(after["verb"]):
        return after
    if text[at : at + 2] != ", ":
        return None
    for comma in _COMMA.finditer(text, at + 1, min(end, at + _LONGEST_ASIDE)):
        after = _BARE_VERB.match(text, comma.end(), end)
        if after is not None and is_verb(after["verb"]) and states[after.start()] == OUTSIDE:
            return after
    return None


def verb_after_noun(text: str, at: int, end: int) -> re.Match[str] | None:
    """The verb after a noun, with what stands between: "a passenger at the rail was".

    Args:
        text: The text.
        at: Code point after the noun.
        end: Where the sentence ends.
    """
    after = _AFTER_NOUN.match(text, at, end)
    while after is not None and not is_verb(after["verb"]):
        after = _FURTHER.match(text, after.end(), end) if after.end() - at <= _LONGEST_COMPLEMENT else None
    return after
