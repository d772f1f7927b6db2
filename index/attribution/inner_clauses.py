"""Clauses of somebody who tells something inside what somebody else tells: "Holm said [a nurse told her it was] “"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from index.attribution.clause_grammar import NOMINAL, spaced
from index.attribution.inner_tellers import Teller, teller_in
from index.attribution.reporting_verbs import FINITE_FORMS
from index.model import Span

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
    commended applauded defended signalled signaled requested reported""".split()
)
# Verbs with which another one's words are told; forms that are nouns as well ("reports") are left out.
_NAMING = frozenset("called nicknamed dubbed branded termed described".split())
_RETELLING = {form for form in FINITE_FORMS if form.endswith("ed")} - _DEEDS | {
    *TELLING_VERBS,
    *"said says told tells asks wrote written writes swore cried sang read insists argues admits".split(),
}
_VERB = re.compile(rf"(?<![\w’'-])(?P<verb>{'|'.join(sorted(_RETELLING))}|put(?= it\b))(?![\w’'-])")
_HABIT = spaced(
    r"\b(?:used to|liked to|loved to|would(?: always| often)?) (?P<verb>say|tell|ask|call|warn|shout|joke|write)\b"
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
    rf"\b(?:(?:by|as|while) (?P<who>[^.;:,\"“”]{{2,60}}),? (?P<verb>{_LOUD}|saying)|"
    rf"(?P<beside>[\w’'-]+) (?P<loud>{_LOUD}))\b[^.;:,\"“”]{{0,60}}[:,]? ?$"
)
_ADVERBS = spaced(
    r"(?: ?\b(?:had|has|have|also|once|later|then|again|just|even|always|often|first|did|still|since|\w+ly))* ?$"
)
_AND = spaced(r",? (?:and|then)(?: \w+ly)? ?$")
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
        m for each in (_HEARING, _IN_WORDS, _LEARNING, _SUBMITTING, _CITING) for m in each.finditer(zone, own)
    ):
        teller = teller_in(match.start("who"), match["who"], told_by, anybody=match.re is _LEARNING)
        if teller is not None:
            yield teller, match


def _verbs(zone: str, own: int, told_by: str) -> Iterator[tuple[Teller, re.Match[str]]]:
    """The verbs that tell something behind a speaker's own, each with its subject."""
    for match in (*_VERB.finditer(zone, own), *_HABIT.finditer(zone, own), *_PRESENT.finditer(zone, own)):
        if _is_name_of_thing(zone, own, match):
            continue
        present = match.re is _PRESENT
        before = _before(zone, own, match.start())
        unsaid = _UNSAID.search(zone, own, before)
        phrase = zone[own:before]
        anybody = match.group() in _TO_SOMEBODY
        teller = teller_in(own, _AND.sub("", phrase) if present else phrase, told_by, anybody=anybody)
        if unsaid and not present:
            yield Teller(own, own=True), match
        elif teller is not None and not (present and (unsaid or teller.own)) and own != match.start():
            yield teller, match


def _is_name_of_thing(zone: str, own: int, verb: re.Match[str]) -> bool:
    """Whether a quotation only names what stands before a verb: "the player nicknamed “King”"."""
    names = verb.group() in _NAMING and not zone[verb.end() :].strip()
    return names and "what" not in zone[own : verb.start()].split()


def _before(zone: str, own: int, verb: int) -> int:
    """Where the adverbs before a verb begin."""
    adverbs = _ADVERBS.search(zone, own, verb)
    return adverbs.start() if adverbs else verb


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
