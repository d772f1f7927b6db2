"""Clauses of somebody who tells something inside what somebody else tells: "Holm said [a nurse told her it was] “"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from index.attribution.clause_grammar import NOMINAL, spaced
from index.attribution.inner_tellers import Teller, teller_in
from index.attribution.reporting_verbs import FINITE_FORMS
from index.model import Span
from index.text.letter_case import INITIAL

# Verbs beside those of speech: whatever stands before them tells somebody something.
_TO_SOMEBODY = "told assured informed briefed notified texted emailed messaged replied answered written".split()
TELLING_VERBS = frozenset(
    [
        *_TO_SOMEBODY,
        *"threatened urged confided hollered bellowed roared snarled barked nicknamed dubbed branded termed".split(),
    ]
)
# What is done with words, and tells none.
_DEEDS = frozenset(
    """agreed ordered pressed rejected disputed charged pointed posted invited instructed welcomed congratulated
    commended applauded defended signalled signaled requested reported offered""".split()
)
# Verbs with which another one's words are told; forms that are nouns as well ("reports") are left out.
_NAMING = frozenset("called nicknamed dubbed branded termed described".split())
_RETELLING = {form for form in FINITE_FORMS if form.endswith("ed")} - _DEEDS - {"reminded", "described"} | {
    *TELLING_VERBS,
    *"said says told tells asks wrote written writes swore cried sang insists argues admits".split(),
}
# "a note that read", "described it as", "reminded her that": other forms tell nothing, as in "reminded her of".
_VERB = re.compile(
    rf"(?<![\w’'-])(?P<verb>{'|'.join(sorted(_RETELLING))}|put(?= it\b)|read(?=\W*$)|"
    r"described(?=[^.;]*\bas\b)|reminded(?! (?:[\w’'-]+ ){1,3}of\b))(?![\w’'-])"
)
# "a written statement", "Tamm's repeated calls": a participle that stands before a noun.
_ADJECTIVE = spaced(
    r"(?:['’]s|s['’]|\b(?:an?|the|his|their|its|my|our|these|those|in|of|by|with|for|from|no|any|some))(?: \w+ly)? ?$"
)
_NOBODY_ELSE = spaced(r"\b(?:[Nn]othing|[Ee]verything|[Aa]nything|all|much|little) (?:[\w’'-]+ ){1,4}?$")
_HABIT = spaced(
    r"\b(?:used to|liked to|loved to|would(?: always| often)?) "
    r"(?P<verb>say|tell|ask|call|warn|shout|joke|write|mutter|murmur|whisper|answer|reply|yell|repeat)\b"
)
# "had phoned him to say that"
_TO_SAY = spaced(
    r"\b(?:phoned|telephoned|called|rang|rung|texted|emailed|wrote|written|contacted|messaged|approached|stopped|came|"
    r"come|visited|rose|stood up|got up)\b[^.;:,\"“”]{0,40}? to (?P<verb>say|tell|complain|warn|explain|ask)\b"
)
_KEPT_SAYING = spaced(
    r"\b(?:kept|keeps?|began|started|was|were) (?P<verb>saying|telling|asking|shouting|yelling|warning|repeating)\b"
)
# "people come up to him and say": of several, or of what happens again and again.
_PRESENT = spaced(r"(?<!to )\b(?P<verb>(?:say|tell|ask)\b|call(?= (?:the|him|her|it|them|this|his|their)\b))")
PASSIVE = spaced(
    r"\b(?:was|were|been|being|got|is|are)(?: (?:\w+ly|also|then|once|later))? "
    r"(?P<verb>told|informed|warned|assured|advised|asked|promised|ordered|threatened|instructed|urged)\b"
    rf"(?:[^.;,\"“”]{{0,40}}? ?\bby (?P<by>{NOMINAL}))?"
)
# "recalled her mother saying": what somebody hears of another, or remembers.
_HEARING = spaced(
    r"\b(?:recall|remember|hear|overhear|heard|overheard|describ|recount|caught|film|record)(?:e|es|s|ed|ing)? "
    r"(?:when |how )?(?P<who>[^.;:\"“”]{2,80}?),? "
    r"(?P<verb>(?:say|tell|ask|shout|yell|whisper|scream|call|warn|mutter|sing|chant|begg?)(?:ing)?|writing|promising)\b"
)
# "the driver, in his own words, was": what somebody told earlier.
_IN_WORDS = spaced(
    r"(?P<who>[^.;\"“”]{2,60}), (?P<verb>in (?:his|her|their) own words|by (?:his|her|their) own account),"
)
# "booed by the crowd, shouting", "a man in the gallery yelling": who stands nearest shouts.
_LOUD = "(?:shout|yell|scream|chant|sing|heckl|whisper|mutter|cry|boo|jeer)ing"
_BYSTANDERS = spaced(
    rf"\b(?:(?:by|while|as(?= (?:an?|the|his|her|their|one|some|{INITIAL}))) (?P<who>[^.;:,\"“”]{{2,60}}),? "
    rf"(?P<verb>{_LOUD}|saying)|"
    rf"(?P<beside>[\w’'-]+) (?P<loud>{_LOUD}))\b[^.;:,\"“”]{{0,60}}[:,]? ?$"
)
# "asked for help and had been", "told him it was late and that she would": where another clause begins.
_JOINED = spaced(r",? (?:and|or|but)(?P<that> that)? (?P<rest>.*)")
_FINITE = spaced(
    r"\b(?:is|are|was|were|has|have|had|would|will|should|could|can|must|might|may|did|does|do|[’']s|[’']re|[’']d|[’']ll)\b"
)
_BEHIND = spaced(
    r"[^,]*?(?<![\w’'-])(?:[Ww]hen|[Aa]fter|[Aa]s|[Ww]hile|[Bb]efore|[Ii]f|[Ss]ince|[Oo]nce|[Aa]lthough|[Tt]hough|"
    r"[Bb]ecause) (?P<told>[^,]*),(?P<own> [^,]*\w[^,]*)$"
)
_THAT = re.compile(r"\bthat\b")
_TO_WHOM = spaced(r" that\b.*\bthat\b")
# "who complained about the fare were", "who objected were": no words follow these.
_WITHOUT_WORDS = spaced(
    r" (?:about|for|of|at|against|over|is|are|was|were|had|has|will|would)\b| [^.;:,]{1,40} to [a-z]+\b"
)
# "left a note on her bench saying"
_NOTE = spaced(
    r"\b(?P<verb>left|sent|put up|pinned|handed|passed|gave|mailed|stuck) (?:[\w’'-]+ ){0,3}?"
    r"(?:notes?|letters?|messages?|texts?|e-?mails?|cards?|signs?|posters?)\b[^.;:\"“”]{0,40} "
    r"(?:saying|reading|that (?:said|read|says|reads)) ?$"
)
_PARTICIPLE_FIRST = re.compile(r"(?:\w{2,}ed|given|taken|made|left|lost|won|shown|done)\b")
_FIRST_WORDS = spaced(
    r"\b(?:words?|message|answer|reply|line|advice|instruction)s? (?:that )?(?P<who>[Hh]e|[Ss]he|I|[Ww]e|they|"
    rf"{NOMINAL})(?: \w+){{1,4}} (?P<verb>was|were|is|are) ?$"
)
_ADVERBS = spaced(
    r"(?: ?\b(?:had|has|have|also|once|later|then|again|just|even|always|often|first|did|still|since|\w+ly))* ?$"
)
# "he'd sit him down [and tell]"
_PRONOUN_FIRST = spaced(r"^(?: that)? (?P<who>he|she|they|I|we)(?:['’](?:d|ll|s|ve))? [^,;:]*$")
_AND = spaced(r",? (?:and|then|but)(?: \w+ly| once| then)? ?$")
_UNSAID = spaced(r"(?:\b(?:never|not|could|would|should|might|may|must|can|will|cannot|to)|n[’']t) ?$")
# "learned from a commander that", "Tamm's submission that"
_LEARNING = spaced(
    r"\b(?P<verb>learned|learnt|heard|understood|gathered|knew) (?:\w+ )?from (?P<who>[^.;,\"“”]{2,60}?)(?= that\b)"
)
# "that the builder had left, citing": his reasons, or who tells of it.
_CITING = spaced(r"(?P<who>[^;:\"“”]{2,200}), (?P<verb>citing|invoking|blaming) (?:[^.;:,\"“”]{1,40} )?$")
_SUBMITTING = spaced(
    r"(?:^|[^\w’'-])(?P<who>[^.;,\"“”]{2,60}?)['’]s? (?:\w+ )?(?P<verb>submission|claim|statement|complaint|allegation|"
    r"assertion|argument|testimony|warning|promise|remark|assurance|account|contention|suggestion|message) "
    r"(?:that|of)\b"
)


def inner_clauses(zone: str, own: int, told_by: str) -> Iterator[tuple[Teller, re.Match[str]]]:
    """The clauses behind a speaker's own verb.

    Args:
        zone: What stands between the speaker and a quotation.
        own: Where the speaker's own verb ends in it.
        told_by: The speaker's mention, as `teller_in` takes it.

    Returns:
        Each clause's teller, and a match whose "verb" is its verb; in no order.
    """
    yield from _verbs(zone, own, told_by)
    for match in PASSIVE.finditer(zone, own):
        yield Teller(match.start(), match.span("by") if match["by"] else None), match
    for match in (
        m
        for each in (_HEARING, _IN_WORDS, _LEARNING, _SUBMITTING, _CITING, _FIRST_WORDS)
        for m in each.finditer(zone, own)
    ):
        teller = teller_in(match.start("who"), match["who"], told_by, anybody=match.re is _LEARNING)
        finite = len(_FINITE.findall(zone, match.end())) if match.re is _SUBMITTING else 0
        if teller is not None and finite < 2:  # "Tamm's claim that it is late is “”" tells what she thinks of it
            unsure = match.re is _FIRST_WORDS or finite or zone.rstrip().endswith(" as")
            yield replace(teller, name=None if unsure else teller.name), match


def _verbs(zone: str, own: int, told_by: str) -> Iterator[tuple[Teller, re.Match[str]]]:
    """The verbs that tell something behind a speaker's own, each with its subject."""
    for match in _VERB.finditer(zone, own):
        teller = _teller_before(zone, own, match, told_by)
        if teller is not None and own != match.start() and not _is_name_of_thing(zone, own, match):
            yield teller, match
    for match in (m for each in (_HABIT, _PRESENT, _TO_SAY, _KEPT_SAYING, _NOTE) for m in each.finditer(zone, own)):
        phrase = _AND.sub("", zone[own : _before(zone, own, match.start())])
        teller = None if _UNSAID.search(phrase) else _subject(own, phrase, told_by)
        if teller is not None and not (match.re is _PRESENT and teller.own):
            yield teller, match


def _subject(own: int, phrase: str, told_by: str) -> Teller | None:
    """The subject of the verb that follows a phrase: the pronoun with which its clause begins, else who stands last."""
    first = _PRONOUN_FIRST.search(phrase)
    begun = teller_in(own, first["who"], told_by) if first else None
    return begun if begun and begun.own else teller_in(own, phrase, told_by)


def _teller_before(zone: str, own: int, verb: re.Match[str], told_by: str) -> Teller | None:
    """The subject of a verb; the speaker where it isn't said at all: "never told"."""
    before = _before(zone, own, verb.start())
    if _ADJECTIVE.search(zone, own, before) or _NOBODY_ELSE.search(zone, own, verb.start()):
        return None
    if _is_listed(zone[own:before]):
        return Teller(own, own=True)
    if _UNSAID.search(zone, own, before):
        return Teller(own, own=True)
    phrase = zone[own:before] if verb.group() != "written" else _AND.sub("", zone[own:before])
    anybody = verb.group() in _TO_SOMEBODY
    return teller_in(own, phrase, told_by, anybody=anybody)


def _is_listed(phrase: str) -> bool:
    """Whether a verb follows another clause of its own subject: "said her tone was sharp, called her"."""
    return phrase.rstrip().endswith(",") and phrase.count(",") == 1 and _FINITE.search(phrase) is not None


def _is_name_of_thing(zone: str, own: int, verb: re.Match[str]) -> bool:
    """Whether a quotation only names what stands before a verb: "the player nicknamed “King”"."""
    names = verb.group() in _NAMING and not zone[verb.end() :].strip()
    return names and "what" not in zone[own : verb.start()].split()


def _before(zone: str, own: int, verb: int) -> int:
    """Where the adverbs before a verb begin."""
    adverbs = _ADVERBS.search(zone, own, verb)
    return adverbs.start() if adverbs else verb


def is_own_again(before: str, rest: str, *, relative: bool) -> bool:
    """Whether a clause that follows the inner teller's is the speaker's own again.

    Args:
        before: What stands between the speaker's own verb and the inner teller.
        rest: What stands between the inner teller's verb and the quotation.
        relative: Whether the inner teller is only "who".

    Returns:
        True for "said those who complained were", "said they had asked for help and that it was", and for "told a man
        who said that it was late that": it is he who is told.
    """
    finite = len(_FINITE.findall(rest))
    if relative and (finite > 1 or (finite and _WITHOUT_WORDS.match(rest)) or _TO_WHOM.match(rest)):
        return True
    joined = _JOINED.search(rest)
    if joined is None or not joined["rest"].strip():
        return False
    told = rest[: joined.start()]
    resumed = joined["that"] and _THAT.search(before) and not _THAT.search(told)
    clause = _FINITE.search(joined["rest"]) or _PARTICIPLE_FIRST.match(joined["rest"])
    return bool(resumed) or (clause is not None and not _FINITE.search(told))


def is_behind_clause(zone: str, verb: int) -> bool:
    """Whether words follow the clause in which a verb stands: "said that when a nurse asked her, she was “”".

    Args:
        zone: What stands before the words.
        verb: Where the verb starts.
    """
    clause = _BEHIND.match(zone, zone.rfind(",", 0, verb) + 1)
    return clause is not None and clause.end("told") > verb and clause["own"].strip() != ""


def shouted_beside(zone: str, told_by: str) -> tuple[int, Span] | None:
    """Read who shouts beside a speaker: "Holm left, booed by the crowd, shouting “".

    Args:
        zone: What stands between the speaker and a quotation.
        told_by: The speaker's mention.

    Returns:
        Where they stand in `zone`, and the span of the verb.
    """
    match = _BYSTANDERS.search(zone)
    phrase = match["who"] or match["beside"].lower() if match else ""
    teller = teller_in(0, phrase, told_by) if match else None
    if match is None or teller is None or teller.own:
        return None
    return match.start(), match.span("verb" if match["who"] else "loud")
