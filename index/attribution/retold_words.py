"""Words that a speaker retells are those of the inner teller: "Holm said a nurse told her the ward was “full”"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from index.attribution.clause_grammar import NOMINAL, spaced
from index.attribution.drafts import StatementDraft, draft_holding
from index.attribution.inner_tellers import Teller, teller_in
from index.attribution.quotations import Quotation
from index.attribution.reporting import Place
from index.attribution.reporting_verbs import FINITE_FORMS
from index.attribution.told_speakers import gender_told
from index.model import Span
from index.text.sentences import sentences


@dataclass(frozen=True, slots=True)
class Retelling:
    """The clause of an inner teller.

    Attributes:
        start: Where it begins.
        teller: The inner teller's name; None where nobody is named, or it is doubtful.
        cue: Its verb.
    """

    start: int
    teller: Span | None
    cue: Span


_LONGEST = 400  # code points between a speaker and the words
_LEAST_OWN = 4  # words that a speaker tells of their own before what they retell
_THREATS = "threatened urged texted emailed messaged assured briefed notified confided".split()
_HEARD = frozenset("heard hears recalled recalls remembers remembered described recounted recounts overheard".split())
_TELLING = FINITE_FORMS | _HEARD | frozenset([*_THREATS, *"believed believes thought thinks knew knows saw".split()])
# Verbs with which another one's words are told; forms that are nouns as well ("reports") are left out.
_RETELLING = {form for form in FINITE_FORMS if form.endswith("ed")} | {
    *_THREATS,
    *"said says told tells asks wrote written writes swore cried sang read insists argues admits".split(),
}
_VERB = re.compile(rf"(?<![\w’'-])(?P<verb>{'|'.join(sorted(_RETELLING))}|put(?= it\b))(?![\w’'-])")
_HABIT = spaced(
    r"\b(?:used to|liked to|loved to|would(?: always| often)?) (?P<verb>say|tell|ask|call|warn|shout|joke|write)\b"
)
# "people come up to him and say": of several, or of what happens again and again.
_PRESENT = spaced(r"(?<!to )\b(?P<verb>say|tell|ask|shout|call)\b")
_PASSIVE = spaced(
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
# What ends the inner teller's clause, so that the words are the speaker's own again.
_RESET = spaced(
    r"\b(?:but|although|though|whereas|while|which|who|until|unless|adding|insisting|describing|saying|calling|"
    r"noting)\b|,? (?:and|or) (?:he|she|it|this|I|we)\b"
)
# "told a man who said that it was late that": it is he who is told.
_TO_WHOM = spaced(r" that\b.*\bthat\b")
_DOUBTED = frozenset("claimed claims alleged alleges accused accuses suggested insinuated".split())
_MARKED = re.compile(r"[“\"«][^“”\"«»]*[”\"»]?")
_ACCORDING = spaced(r"[Aa]ccording to (?:the )?$")
_RELATIVE = spaced(r"\b(?:who|whom|which|that)(?: (?:had|has|also|once|later))?$")
_ASKS_WHETHER = spaced(r"(?: [^.;:,\"“”]{1,40}?)? (?:whether|if|why|how|when)\b")
_SUBJECT_PRONOUN = re.compile(r"\b(?:he|she)\b")
_LOOSE = spaced(r"[,;]?(?: (?:and|but|that|how|then))*[,;]? ?$")
_GOES_ON = spaced(r"[^.!?\"“”]{0,60}")
_WORD = re.compile(r"[\w’'-]+")


def part_retold(text: str, drafts: list[StatementDraft], quotations: Sequence[Quotation]) -> None:
    """Give quotations that a speaker only retells to whom they name as having said them, else to nobody.

    Args:
        text: The text.
        drafts: Drafts of statements, which are changed.
        quotations: The text's quotations, in order.
    """
    previous: tuple[Quotation, Retelling] | None = None
    for quotation in quotations:
        draft = draft_holding(quotation.start, quotation.end, drafts)
        if draft is None or draft.source is None or draft.source[1] > quotation.start:
            continue
        found = retelling(text, draft.source, quotation.start, draft.cue)
        if found is None and previous is not None and _goes_on(text, previous[0], quotation):
            found = previous[1]
        if found is not None and found.teller != draft.source:
            _give(text, draft, quotation, found, drafts)
            previous = quotation, found


def retelling(text: str, source: Span, end: int, cue: Span | None = None) -> Retelling | None:
    """Read the clause inside a speaker's own that tells who said the words: "Holm said [a nurse told her it was] “".

    Args:
        text: The text.
        source: Span of the speaker's mention.
        end: Code point at which the quotation starts.
        cue: Span of the speaker's own verb, where it is known.

    Returns:
        The clause; None where the words are the speaker's own, or nothing tells otherwise.
    """
    zone = _zone(text, source, end)
    shouted = _by_bystanders(zone, text[slice(*source)])
    if shouted is not None:
        shift = source[1]
        return Retelling(shift + shouted.start, None, (shift + shouted.cue[0], shift + shouted.cue[1]))
    according = _ACCORDING.search(text, max(0, source[0] - 20), source[0]) is not None
    own = 0 if according else _own_verb(zone, cue[0] - source[1] if cue else -1)
    if own is None:
        return None
    clauses = list(_clauses(zone, own, _told_by(text[slice(*source)], zone, own)))
    if not clauses:
        return None
    teller, verb = max(clauses, key=lambda each: each[1].start("verb"))
    rest = zone[verb.end("verb") :]
    if teller.own or _RESET.search(rest) or (teller.relative and _TO_WHOM.match(rest)):
        return None
    at = source[1]
    name = None
    if teller.name is not None and _DOUBTED.isdisjoint(_WORD.findall(zone[:own])):
        name = at + teller.name[0], at + teller.name[1]
    return Retelling(at + teller.start, name, (at + verb.start("verb"), at + verb.end("verb")))


def _zone(text: str, source: Span, end: int) -> str:
    """What stands between a speaker and a quotation, other quotations blanked; "" where it is no one sentence."""
    between = text[source[1] : end]
    zone = _MARKED.sub(lambda marked: "·" * len(marked.group()), between) if len(between) <= _LONGEST else ""
    return zone if len(sentences(zone)) == 1 and not zone.rstrip().endswith((".", "!", "?")) else ""


def _own_verb(zone: str, cue: int) -> int | None:
    """Where the speaker's own telling ends: its first verb, but for one with "who"; before what is only heard."""
    for word in _WORD.finditer(zone):
        known = word.start() == cue and word.group().islower()
        if known or (word.group() in _TELLING and not _RELATIVE.search(zone[: word.start()].rstrip())):
            passive = _PASSIVE.search(zone, 0, word.end())
            return passive.start() if passive else word.start() if word.group() in _HEARD else word.end()
    return None


def _told_by(speaker: str, zone: str, own: int) -> str:
    """Whom "he" or "she" means of who tells: the one who is named, else the first pronoun; "" for who asks of it."""
    if _ASKS_WHETHER.match(zone, own) and zone[:own].endswith(("asked", "asks")):
        return ""
    first = _SUBJECT_PRONOUN.search(zone, own)
    return first.group() if first and not gender_told(speaker) else speaker


def _clauses(zone: str, own: int, told_by: str) -> Iterator[tuple[Teller, re.Match[str]]]:
    """The clauses behind a speaker's own verb, each with its inner teller."""
    yield from _verbs(zone, own, told_by)
    for match in _PASSIVE.finditer(zone, own):
        yield Teller(match.start(), match.span("by") if match["by"] else None), match
    for match in (*_HEARING.finditer(zone, own), *_IN_WORDS.finditer(zone, own)):
        teller = teller_in(match.start("who"), match["who"], told_by)
        if teller is not None:
            yield teller, match


def _verbs(zone: str, own: int, told_by: str) -> Iterator[tuple[Teller, re.Match[str]]]:
    """The verbs that tell something behind a speaker's own, each with its subject."""
    for match in (*_VERB.finditer(zone, own), *_HABIT.finditer(zone, own), *_PRESENT.finditer(zone, own)):
        present = match.re is _PRESENT
        before = _before(zone, own, match.start())
        unsaid = _UNSAID.search(zone, own, before)
        phrase = zone[own:before]
        teller = teller_in(own, _AND.sub("", phrase) if present else phrase, told_by)
        if unsaid and not present:
            yield Teller(own, own=True), match
        elif teller is not None and not (present and (unsaid or teller.own)) and own != match.start():
            yield teller, match


def _before(zone: str, own: int, verb: int) -> int:
    """Where the adverbs before a verb begin."""
    adverbs = _ADVERBS.search(zone, own, verb)
    return adverbs.start() if adverbs else verb


def _by_bystanders(zone: str, told_by: str) -> Retelling | None:
    """What somebody beside the speaker shouts: "Holm left, booed by the crowd, shouting “"."""
    match = _BYSTANDERS.search(zone)
    phrase = match["who"] or match["beside"].lower() if match else ""
    teller = teller_in(0, phrase, told_by) if match else None
    if match is None or teller is None or teller.own:
        return None
    return Retelling(match.start(), None, match.span("verb" if match["who"] else "loud"))


def _give(
    text: str, draft: StatementDraft, quotation: Quotation, found: Retelling, drafts: list[StatementDraft]
) -> None:
    """Give what a draft retells to the inner teller; what the speaker tells before it stays a statement of theirs."""
    before = [(start, min(end, found.start)) for start, end in draft.content if start < found.start]
    if before and before[-1][1] == found.start:
        loose = _LOOSE.search(text, before[-1][0], found.start)
        before[-1] = before[-1][0], loose.start() if loose else found.start
    if sum(len(text[slice(*span)].split()) for span in before) >= _LEAST_OWN:
        drafts.append(replace(draft, content=[span for span in before if span[0] < span[1]]))
        draft.content = [(max(start, found.start), end) for start, end in draft.content if end > found.start]
    draft.place, draft.via, draft.agreed = None, draft.source, False
    if found.teller is None:
        draft.source = None
        return
    draft.content = [(max(start, quotation.start), end) for start, end in draft.content if end > quotation.start]
    draft.source, draft.cue = found.teller, found.cue
    draft.place, draft.source_confidence = Place.PHRASE, 1.0


def _goes_on(text: str, previous: Quotation, quotation: Quotation) -> bool:
    """Whether at most the rest of a clause stands between two quotations of one block, or nothing does."""
    if previous.block != quotation.block:
        return quotation.block == previous.block + 1 and not previous.closed
    return _GOES_ON.fullmatch(text, previous.end, quotation.start) is not None
