"""Reporting clauses: the words beside a quotation that tell whose it is ("…," Tamm said), read by rule.

The rules know English syntax only: a subject and a reporting verb that touch the quotation.  What they don't read
is left to the tagger.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum

from index.attribution.clause_grammar import (
    ADVERBS,
    APPOSITION,
    BRACKETS,
    NOMINAL,
    SUBJECT,
    spaced,
)
from index.attribution.reporting_verbs import FINITE_FORMS, REPORTING_VERBS, SPEECH_VERBS
from index.model import Span
from index.text.letter_case import INITIAL, SMALL


class Place(StrEnum):
    """Where a reporting clause stands."""

    AFTER = "after"  # "…," Tamm said
    BEFORE = "before"  # Tamm said, "…"
    PHRASE = "phrase"  # according to Tamm, "…"


@dataclass(frozen=True, slots=True)
class ReportingClause:
    """A clause that reports a quotation.

    Attributes:
        mention: Span of its subject, with an apposition.
        cue: Span of its verb.
        place: Where it stands.
        end: Code point after the clause.
        via: Span of who passes the words on: "Tamm quoted Varga as saying".
    """

    mention: Span
    cue: Span
    place: Place
    end: int
    via: Span | None = None


_LONGEST_OBJECT = 14  # words between a verb and the quotation that it leads to
_LONGEST_NAME = 60  # code points of a name before a verb
_LONGEST = 260  # code points beside a quotation that are looked at

_VERB = r"(?P<verb>[a-z]+)"
_PHRASAL = (
    "(?:shot|hit|fired|snapped|came|bit|struck|wrote|yelled|called|shouted) back|(?:chimed|cut|put|butted|broke) in|"
    "burst out|blurted out|piped up|went on"
)
# "the old man used to say"
_HABITUAL = (
    "(?:(?:used|liked|likes|loved) to|would(?: often| always| sometimes)?) "
    "(?:say|tell|ask|joke|reply|write|add|shout|warn|explain|insist|answer|repeat|remark)"
)
_FINITE = "(?P<verb>" + _PHRASAL + "|" + _HABITUAL + "|" + "|".join(sorted(FINITE_FORMS)) + ")"
_AFTER_DIRECT = spaced(rf"(?:,? )?,?(?P<subject>{SUBJECT}){BRACKETS}{APPOSITION}{ADVERBS} {_FINITE}\b")
_START = r"(?<![\w’'-])"
_NO_NOUN = (
    r"(?!(?:who|whom|whose|which|that|where|adding|in|on|at|as|after|before|when|while|and|but|to|for|from|with|by|of|since|"
    r"though|although|so|then|yet)\b)"
)
_AFTER_INVERTED = spaced(
    rf"(?:,? )?,?{_VERB}(?: (?:also|later|[a-z]+ly))? (?P<subject>{NOMINAL}(?:, {_NO_NOUN}{NOMINAL})?|he\b|she\b)"
)
_AFTER_PHRASE = spaced(rf"(?:,? )?(?P<verb>according to) (?P<subject>{NOMINAL})")
# "… is quoted as saying"
_AFTER_PASSIVE = spaced(
    rf"(?:,? )?,?(?P<subject>{SUBJECT}){BRACKETS}{APPOSITION} (?:is|was|were|has been|had been) "
    r"(?P<verb>quoted|cited|reported|heard) (?:\w+ )?(?:as )?(?:saying|telling|to have said)\b"
)
# "the paper quoted him as saying"
_AFTER_QUOTED = spaced(
    rf"(?:,? )?,?(?P<via>{SUBJECT}|(?:the|a) \w+){ADVERBS} (?P<verb>quoted|quotes|cited|cites) "
    rf"(?P<subject>him|her|them|{NOMINAL}) as saying\b"
)
# "Added her co-driver, Lou Patel: “"
_BEFORE_INVERTED = spaced(
    r"(?P<verb>Said|Says|Added|Adds|Asked|Asks|Wrote|Writes|Replied|Quipped|Concluded|Tweeted|Explained) "
    rf"(?P<subject>(?:(?:his|her|its|their|the|an?) [\w’'-]+(?: [\w’'-]+){{0,5}}, )?"
    rf"{NOMINAL}(?:, {_NO_NOUN}{NOMINAL})?){APPOSITION}(?:, (?:who|in|at|of|from) [^:.!?\"“”]{{2,80}})?[,:] ?"
)
_BEFORE_PHRASE = spaced(
    rf"(?P<verb>[Aa]ccording to|[Ii]n the words of|(?<![\w’'-])(?<![\w,;] )For) (?P<subject>{NOMINAL}){APPOSITION},? "
    "(?:it (?:is|was|’s|'s) )?$"
)
_AS_PUT = spaced(
    rf"[Aa]s (?P<subject>{SUBJECT}){APPOSITION}{ADVERBS} (?P<verb>puts?(?: it)?|said|says|wrote|told)"
    r"[^.\"“”]{0,40}[,:] ?$"
)
# "what Tamm told the players was:"
_CLEFT = spaced(
    rf"\b[Ww]hat (?P<subject>{SUBJECT}){APPOSITION}{ADVERBS} (?P<verb>said|says|told|wrote|asked|tweeted|shouted)"
    r"[^.!?:;\"“”]{0,60} (?:was|is|were)(?: this)?[,:]? ?$"
)
# "I remember what Tamm shouted from the back:"
_WHAT_WAS_SAID = spaced(
    rf"\b(?:with|by|to|is|was|recall|remember|quote|repeat|heard|hear|recalled|remembered|quoted|repeated) what "
    rf"(?P<subject>{NOMINAL}){APPOSITION}{ADVERBS} (?P<verb>said|says|told|wrote|asked|shouted|called out|replied)"
    r"[^.!?:;\"“”]{0,60}: ?$"
)
# "she was recorded telling him,"
_OVERHEARD = spaced(
    rf"{_START}(?P<subject>{SUBJECT}){BRACKETS}{APPOSITION} (?:is|was|were|has been|had been|can be|could be) "
    r"(?P<verb>heard|overheard|recorded|filmed|taped|captured|caught)(?: on \w+)? "
    r"(?:saying|telling|asking|shouting|joking|complaining|muttering|yelling)\b[^.!?:;\"“”]{0,60}[,:] ?$"
)
# "Tamm greeted her with the words:"
_WITH_WORDS = spaced(
    rf"{_START}(?P<subject>{SUBJECT}){BRACKETS}{APPOSITION}{ADVERBS} "
    r"(?P<verb>greeted|welcomed|received|dismissed|answered|opened|closed|began|ended|concluded)"
    r"(?: [^.!?:;,\"“”]{1,40})? with the (?:words|line|question|remark)[,:]? ?$"
)
# "WHAT WE READ — Otto Reim in the Courier:"
_IN_PAPER = spaced(
    rf"(?:^|[—–] |[.!?] )(?P<subject>{NOMINAL}) (?P<verb>in|on|for(?= [Tt]he )) (?:[Tt]he )?{INITIAL}[\w’'-]+"
    rf"(?: {INITIAL}[\w’'-]+){{0,3}}: ?$"
)
# "Tamm, on the radio yesterday: “"
_PLACED_BEFORE = spaced(
    rf"(?:^|[.!?”\"] )(?P<subject>{NOMINAL}), (?P<verb>on|in|at|to|speaking|writing)(?: [\w’'-]+){{1,8}}: ?$"
)
# "Tamm issued the following statement:"
_ISSUED = spaced(
    rf"{_START}(?P<subject>{SUBJECT}){BRACKETS}{APPOSITION}{ADVERBS} "
    "(?P<verb>issued|released|made|gave|posted|published|shared) "
    r"(?:the following|this|an?|the) (?:\w+ ){0,3}(?:statement|message|remarks|response|comment|post|letter)\b[^.!?]*$"
)
# "Tamm quoted Varga as saying"
_QUOTED_AS = spaced(
    rf"{_START}(?P<via>{SUBJECT}){BRACKETS}{APPOSITION}{ADVERBS} (?P<verb>quoted|quotes|quoting|cited|cites|citing) "
    rf"(?P<subject>{NOMINAL}(?:, {_NO_NOUN}{NOMINAL},)?){BRACKETS} as (?:having )?"
    r"(?:saying|said|telling|told|writing)\b(?: that\b)?"
)
# "Tamm was quoted by the Courier as saying that"
_QUOTED_BY = spaced(
    rf"{_START}(?P<subject>{SUBJECT}){BRACKETS}{APPOSITION} (?:is|was|were|has been|had been) "
    rf"(?P<verb>quoted|cited) by (?P<via>{NOMINAL}|[^.,;:\"“”]{{2,40}}?) as (?:having )?"
    r"(?:saying|said|telling|told|writing|[a-z]+ed)\b(?: that\b)?"
)
# What shows that a verb after "…?" has words of its own to report: "he said it was late".
_OWN_WORDS = spaced(rf"(?:,? (?:that|it|he|she|they|there|we|I|you|his|her|their|its|the|an?|no|not|{INITIAL}\w*)\b)")
_NAMING = frozenset("calls called describes described dubs dubbed".split())
_OPENS = re.compile(r"\s[\"“‘]")
_ANSWERING = frozenset("replied replies answered answers responded responds retorted retorts countered wrote".split())
_LEADS_ON = re.compile(r"[^.!?:;\"“”\n]{0,60}: ?[\"“‘]")
_ADDRESSING = frozenset("asked asks told tells".split())
# Words that no name or office has inside: what stands before them is no part of the subject.
_JOINT_WORDS = (
    "and|but|that|what|which|while|as|when|because|if|where|whether|then|so|yet|how|like|than|"
    "called|said|says|told|asked"
)
_PREPOSITIONS = "of|in|on|at|to|for|from|with|by|about|against|over|under|into|through|near|toward|towards|between"
_JOINT = spaced(rf"\b(?:{_JOINT_WORDS}) |\b(?:{_PREPOSITIONS}|after|before|or) (?!{INITIAL})")
# What makes a noun the object of another word, or begins a clause inside another one.
_GOVERNED = spaced(
    rf"\b(?:{_PREPOSITIONS}|what|that|which|who|how|as|whom|when|where|if|whether|than|like|called|calls|calling) $"
)
# "As the Courier reported earlier, Minister Tamm stated that": the paper only passes on what somebody tells.
_RELAYED = spaced(
    rf"(?P<subject>{NOMINAL}){BRACKETS}{APPOSITION}{ADVERBS} "
    r"(?P<verb>said|stated|declared|announced|noted|stressed|emphasi[sz]ed|underlined|added|told [^,.;:]{2,40}?) that "
)
_RELAYING = spaced(
    r"(?:As (?:(?:was |were )?(?:earlier |already )?reported (?:earlier )?by )?|According to )(?:the )?$"
)
# Between a verb and the words that it tells.
_TO_TOLD = spaced(
    rf"(?: (?:him|her|them|me|us|reporters|journalists|(?:the )?{INITIAL}\w+(?: {INITIAL}\w+){{0,2}}))?"
    r"(?: (?:(?:late |early )?on \w+day|yesterday|today|in a statement))? ?(?:that ?)?"
)
# "Her opposite number, Giles Tarrant, said"
_APPOSED = spaced(
    rf"{_START}(?:(?:[Tt]he|[Hh]er|[Hh]is|[Ii]ts|[Tt]heir|[Oo]ur|[Mm]y) "
    rf"(?:(?!(?:who|that|which|whom|whose)\b)[{SMALL}][\w’-]* ?){{1,4}}|"
    rf"[Cc]ounsel (?:for|to) (?:the )?[^,;:.]{{2,60}}), (?P<subject>{NOMINAL}),{ADVERBS} ?$"
)
_SUBJECT_BEFORE = spaced(rf"{_START}(?P<subject>{SUBJECT}){BRACKETS}{APPOSITION}{ADVERBS} ?$")
# "Tamm smiled." before a quotation that nobody else is said to speak.
_GESTURES = (
    r"smiled?s?|grin(?:s|ned)|laugh(?:s|ed)|chuckle[sd]|giggle[sd]|beam(?:s|ed)|sigh(?:s|ed)|shrug(?:s|ged)|wince[sd]|"
    r"frown(?:s|ed)|grimace[sd]|pause[sd]|hesitate[sd]|(?:shook|shakes|nodded|nods) (?:his|her|their) head|"
    r"(?:rolled|rolls) (?:his|her|their) eyes|cleared (?:his|her|their) throat|leaned (?:back|forward|in)"
)
_GESTURE = spaced(
    rf"(?P<subject>{SUBJECT}){BRACKETS}{APPOSITION}{ADVERBS} (?P<verb>{_GESTURES})\b[^.!?:\"“”\n]{{0,60}}[.:] ?"
)
# "Joan Sparrow was blunt:", "Our head of design, Olu Mbeki, disagreed:"
_MOODS = (
    r"blunt|clear|adamant|unequivocal|emphatic|defiant|unrepentant|philosophical|succinct|scathing|sceptical|skeptical|"
    r"impressed|convinced|amused|moved|sure|certain|charitable|forgiving|generous|polite|diplomatic|"
    r"unimpressed|unmoved|unconvinced|hopeful|optimistic|pessimistic|cautious|furious|direct|frank|candid|"
    r"(?:blunt|clear|kind|harsh|warm|cool|firm|gentl|frank|sharp|tough|soft|calm|gloomi|angri|ters|brief|strict)er"
)
_DEGREES = r"more|less|rather|equally|even|even more|even less|not|not so|not as|far|much|far less|far more|as"
_STANCES = (
    r"(?:dis)?agree[sd]?|react(?:s|ed)|(?:did not|didn['’]t|does not|doesn['’]t) agree|demur(?:s|red)|object(?:s|ed)|"
    r"protest(?:s|ed)|begg?(?:s|ed) to differ|(?:hit|hits|shot|shoots|fired) back|saw it (?:differently|otherwise)|"
    r"(?:went|goes) further|recall(?:s|ed)|remember(?:s|ed)|reflect(?:s|ed)|(?:put|puts) it|sum(?:s|med) (?:it )?up|"
    rf"(?:is|was) (?:(?:{_DEGREES}|characteristically) )?(?:{_MOODS})"
)
_STANCE = spaced(
    rf"(?:[Oo]ur |[Mm]y |(?:But|And|Yet|Still),? )?(?P<subject>{SUBJECT}){BRACKETS}{APPOSITION}{ADVERBS} "
    rf"(?P<verb>{_STANCES})\b[^.!?:\"“”\n]{{0,60}}: ?"
)
# "Tamm was blunt." before a quotation that fills the rest of its paragraph.
_PLAIN_MOODS = (
    "blunt|brief|adamant|unequivocal|emphatic|defiant|unrepentant|philosophical|succinct|scathing|sceptical|skeptical|"
    "unimpressed|unmoved|unconvinced|hopeful|optimistic|pessimistic|cautious|furious|frank|candid|delighted|thrilled|"
    "upbeat|dismissive|diplomatic"
)
_MOOD = spaced(
    rf"(?:(?:But|And|Yet|Still),? )?(?P<subject>{SUBJECT}){BRACKETS}{APPOSITION}{ADVERBS} "
    rf"(?P<verb>(?:is|was) (?:(?:{_DEGREES}|characteristically|typically) )?(?:{_PLAIN_MOODS}))"
    r"(?: (?:about|on|in) [^.!?:\"“”\n]{2,60})?\. ?"
)
_ANOTHER = spaced(rf"(?:\b(?:he|she|they)|{INITIAL}[\w’'-]*){ADVERBS} $")
_WORD = re.compile(r"[\w’']+")
_CLAUSE_ENDS = re.compile(r"[.!?;\"“”]")


def clause_after(text: str, start: int, limit: int) -> ReportingClause | None:
    """Read the clause that follows a quotation.

    Args:
        text: The text.
        start: Code point after the quotation's closing mark.
        limit: Code point before which its block ends.

    Returns:
        The clause; None where none follows at once.
    """
    limit = min(limit, start + _LONGEST)
    for pattern in (_AFTER_DIRECT, _AFTER_INVERTED):
        match = pattern.match(text, start, limit)
        if match and _reports(text, match, start, inverted=pattern is _AFTER_INVERTED):
            return _clause(match, Place.AFTER)
    for pattern in (_AFTER_QUOTED, _AFTER_PASSIVE, _AFTER_PHRASE):
        match = pattern.match(text, start, limit)
        if match:
            via = match.span("via") if pattern is _AFTER_QUOTED else None
            return replace(_clause(match, Place.AFTER), via=via)
    return None


def _reports(text: str, match: re.Match[str], start: int, *, inverted: bool) -> bool:
    """Whether what looks like a clause after a quotation reports it."""
    if _JOINT.match(match["subject"]) or (inverted and match["verb"] not in FINITE_FORMS):
        return False
    if match["verb"] in _NAMING and _OPENS.match(text, match.end()):
        return False  # "what Varga calls “a wound” Tamm calls “a door”"
    return not _reports_other_words(text, start, match)


def _reports_other_words(text: str, start: int, match: re.Match[str]) -> bool:
    """Whether a clause after "…?" or "…!" is a sentence of its own that reports words told after it."""
    inner = text[max(0, start - 8) : start].rstrip("\"”’'» ")
    if inner[-1:] not in "?!.…" or match["verb"] in _ADDRESSING or match.end() == match.end("subject"):
        return False
    return bool(_OWN_WORDS.match(text, match.end()))


def leads_on(text: str, clause: ReportingClause, words: str) -> bool:
    """Whether a clause after "…?" answers it, and leads to words of its own: "“Is it sold?” Tamm replied: “Yes.”".

    Args:
        text: The text.
        clause: The clause after a quotation.
        words: The quotation.
    """
    answers = text[slice(*clause.cue)].split(" ")[0] in _ANSWERING
    ended = words.rstrip("\"”’'» ")[-1:] in {"?", ".", "!", "…"}
    return ended and answers and _LEADS_ON.match(text, clause.end) is not None


def reports_another(text: str, clause: ReportingClause, end: int) -> bool:
    """Whether somebody else speaks in what follows a clause: "said Tamm, to which Varga replied in a letter: ".

    Args:
        text: The text.
        clause: The clause after a quotation.
        end: Code point up to which is looked.
    """
    verbs = (word for word in _WORD.finditer(text, clause.end, end) if word.group() in FINITE_FORMS)
    return any(_ANOTHER.search(text, max(clause.end, verb.start() - _LONGEST_NAME), verb.start()) for verb in verbs)


def quoted_as(text: str, start: int, end: int) -> ReportingClause | None:
    """Read the clause that gives somebody's words as another passes them on: "Tamm quoted Varga as saying that …".

    Args:
        text: The text.
        start: Code point at which a sentence starts.
        end: Where it ends.

    Returns:
        The clause, whose end is where the words begin; None where there is none.
    """
    end = min(end, start + 2 * _LONGEST)
    if text.find("quot", start, end) < 0 and text.find("cit", start, end) < 0:
        return None
    match = _QUOTED_AS.search(text, start, end) or _QUOTED_BY.search(text, start, end)
    if match is None:
        return None
    return ReportingClause(match.span("subject"), match.span("verb"), Place.PHRASE, match.end(), match.span("via"))


def clause_before(text: str, start: int, end: int) -> ReportingClause | None:
    """Read the clause that leads to a quotation.

    Args:
        text: The text.
        start: Code point at which the sentence with the clause starts.
        end: Code point at which the quotation starts.

    Returns:
        The clause; None where none leads to it.
    """
    before = text[max(start, end - _LONGEST) : end]
    shift = end - len(before)
    passed_on = quoted_as(text, end - len(before), end)
    if passed_on is not None and len(text[passed_on.end : end].split()) <= _LONGEST_OBJECT:
        return passed_on
    inverted = _BEFORE_INVERTED.fullmatch(before.lstrip())
    if inverted is not None:
        return _clause(inverted, Place.BEFORE, shift + len(before) - len(before.lstrip()))
    for pattern in (
        _BEFORE_PHRASE,
        _AS_PUT,
        _CLEFT,
        _WHAT_WAS_SAID,
        _OVERHEARD,
        _ISSUED,
        _WITH_WORDS,
        _IN_PAPER,
        _PLACED_BEFORE,
    ):
        match = pattern.search(before)
        if match:
            return _clause(match, Place.PHRASE, shift)
    return _verb_before(before, shift)


def told_before(text: str, start: int, end: int) -> ReportingClause | None:
    """Read the clause that words told without marks follow at once: "Tamm has said (that) he will go".

    Args:
        text: The text.
        start: Code point at which the sentence starts.
        end: Code point at which the told words start.

    Returns:
        The clause; None where no subject and verb of speech stand right before the words.
    """
    before = text[max(start, end - _LONGEST) : end]
    clause = _verb_before(before, end - len(before))
    if clause is None or not _TO_TOLD.fullmatch(text, clause.end, end):
        return None
    return clause


def relayed_in(text: str, start: int, source: Span, begin: int, end: int) -> ReportingClause | None:
    """Read the clause with which words begin that a paper passes on: "As the Courier reported, [Tamm stated that …]".

    Args:
        text: The text.
        start: Code point at which the sentence starts.
        source: Span of the paper's mention.
        begin: Code point at which the words start.
        end: Code point before which they end.

    Returns:
        The clause; None where the words have none of their own, or the paper doesn't only pass them on.
    """
    if source[1] > begin or not _RELAYING.fullmatch(text, start, source[0]):
        return None
    match = _RELAYED.match(text, begin, min(end, begin + _LONGEST))
    return replace(_clause(match, Place.BEFORE), via=source) if match else None


def gesture_before(text: str, start: int, end: int) -> ReportingClause | None:
    """Read the sentence before a quotation that only tells how its speaker speaks: "Tamm smiled.", "Tamm was blunt:".

    Args:
        text: The text.
        start: Code point at which that sentence starts.
        end: Code point at which the quotation starts.

    Returns:
        The clause; None where the sentence tells more, or nothing of the kind.
    """
    while start < end and text[start].isspace():
        start += 1
    if end - start >= _LONGEST:
        return None
    patterns = (_GESTURE, _STANCE, _MOOD)
    match = next((match for each in patterns if (match := each.fullmatch(text, start, end))), None)
    return _clause(match, Place.BEFORE) if match else None


def _verb_before(before: str, shift: int) -> ReportingClause | None:
    """The last reporting verb before the mark whose subject stands before it."""
    verbs = REPORTING_VERBS if before.rstrip().endswith((":", ",")) else SPEECH_VERBS
    words = [match for match in _WORD.finditer(before) if match.group() in verbs]
    for word in reversed(words[-4:]):
        between = before[word.end() :]
        if len(between.split()) > _LONGEST_OBJECT or _CLAUSE_ENDS.search(between):
            continue
        if word.group().endswith("ing"):
            return None  # "…, saying “": whose participle it is, only the whole sentence tells
        leading = before[: word.start()]
        subject = _SUBJECT_BEFORE.search(leading) or _APPOSED.search(leading)
        if subject is not None:
            return _with_subject(before, *subject.span("subject"), word, shift)
    return None


def _with_subject(before: str, start: int, end: int, verb: re.Match[str], shift: int) -> ReportingClause | None:
    """The clause of a subject and a verb; None where the subject belongs to another word."""
    leading = list(_JOINT.finditer(before, start, end))
    start = leading[-1].end() if leading else start
    if _GOVERNED.search(before[:start]):
        return None  # "the ferry that sails to Norvale said"
    cue = (verb.start() + shift, verb.end() + shift)
    return ReportingClause((start + shift, end + shift), cue, Place.BEFORE, cue[1])


def _clause(match: re.Match[str], place: Place, shift: int = 0) -> ReportingClause:
    def moved(name: str | int) -> Span:
        start, end = match.span(name)
        return start + shift, end + shift

    return ReportingClause(moved("subject"), moved("verb"), place, moved(0)[1])
