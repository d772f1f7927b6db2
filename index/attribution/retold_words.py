"""Words that a speaker retells are those of the inner teller: "Holm said a nurse told her the ward was “full”"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from index.attribution.clause_grammar import spaced
from index.attribution.drafts import StatementDraft, draft_holding
from index.attribution.inner_clauses import (
    PASSIVE,
    TELLING_VERBS,
    inner_clauses,
    is_behind_clause,
    is_own_again,
    shouted_beside,
)
from index.attribution.mentioned_words import is_mentioned
from index.attribution.quotations import Quotation
from index.attribution.reporting import Place
from index.attribution.reporting_verbs import FINITE_FORMS
from index.attribution.told_speakers import gender_told
from index.model import Span
from index.text.letter_case import INITIAL
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
_LONGEST_TERM = 2  # words
_LEAST_TOLD = 8  # times as long as a word set apart is what is told around it
_LEAST_OWN = 4  # words that a speaker tells of their own before what they retell
_HEARD = frozenset("heard hears recalled recalls remembers remembered described recounted recounts overheard".split())
_TELLING = FINITE_FORMS | TELLING_VERBS | _HEARD | frozenset("believed believes thought thinks knew knows saw".split())
# What ends the inner teller's clause, so that the words are the speaker's own again.
_RESET = spaced(
    r"\b(?:but|although|though|whereas|while|which|who|until|unless)\b|,? (?:and|or) (?:he|she|it|this|I|we)\b"
)
_PARTICIPLE = spaced(r", (?:adding|insisting|describing|saying|calling|noting|telling)\b")
_DOUBTED = frozenset(
    """claimed claims alleged alleges accused accuses suggested insinuated called calls described describes dismissed
    dismisses branded labelled labeled""".split()
)
_HEARSAY = spaced(
    r"\b(?:report|rumou?r|claim|allegation|accusation|suggestion|complaint|assertion|speculation|insinuation)s? that ?$"
)
_MARKED = re.compile(r"[“\"«][^“”\"«»]*[”\"»]?|\([^()“”\"\n]*\)")
_ARTICLE = spaced(r"\b(?:an?|the|any|no|every|this|that|so-called) $")
_ACCORDING = spaced(r"[Aa]ccording to (?:the )?$")
_RELATIVE = spaced(r"\b(?:who|whom|which|that)(?: (?:had|has|also|once|later))?$")
_RELATIVES = frozenset("who whom which that".split())
_ASKS_WHETHER = spaced(r"(?: [^.;:,\"“”]{1,40}?)? (?:whether|if|why|how|when)\b")
_ASIDE_PARTICIPLE = spaced(r", (?:when |then )?(?:asked|told|pressed|questioned|challenged|quizzed|reminded|quoted)")
_SUBJECT_PRONOUN = re.compile(r"\b(?:he|she)\b")
_LOOSE = spaced(r"[,;]?(?: (?:and|but|that|how|then))*[,;]? ?$")
_ASIDE = spaced(
    r" (?:said|says|added|adds|noted|recalled|explained|claimed)(?: (?:later|yesterday|reporters|on \w+day))?, "
)
_PREDICATE = spaced(
    r" (?:and|but|or) [\"“](?:would|will|was|were|is|are|had|has|have|did|could|should|might|may|must|can)\b"
)
_THAT = re.compile(r"that\b")
_GOES_ON = spaced(r"[^.!?\"“”]{0,60}")
_ENDS = frozenset(".?!")
_NEW_CLAUSE = spaced(rf" {INITIAL}")
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
        if draft is None or draft.source is None:
            continue
        if draft.source[0] >= quotation.end:
            found = _retold_before(text, draft, quotation.start)
        else:
            found = retelling(text, draft.source, quotation.start, draft.cue)
        if found is None and previous is not None and _goes_on(text, previous[0], quotation):
            found = previous[1]
        if found is not None and found.teller != draft.source and not _is_term(text, draft, quotation, found):
            _give(text, draft, quotation, found, drafts)
            _end_with_quotation(draft, quotations)
            previous = quotation, found


def _is_term(text: str, draft: StatementDraft, quotation: Quotation, found: Retelling) -> bool:
    """Whether a quotation is only what many call a thing, or a word set apart: "what critics called “fraud”"."""
    if is_mentioned(text, *quotation.span):
        return True
    if len(text[slice(*quotation.span)].split()) > _LONGEST_TERM:
        return False
    told = sum(end - start for start, end in draft.content)
    apart = _ARTICLE.search(text, max(0, quotation.start - 12), quotation.start) is not None
    if apart and _LEAST_TOLD * (quotation.end - quotation.start) <= told:
        return True  # of a long sentence that is told: "that the group has declared a “caliphate” in the hills"
    return found.teller is None and text[max(0, found.start - 6) : found.start].split()[-1:] == ["what"]


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
    aside = _ASIDE.match(zone) if text[max(0, source[0] - 2) : source[0]] == ", " else None
    if aside is not None:
        start = _sentence_start(text, source[0])
        return _told_in(text, start, end, text[slice(*source)], aside=(source[0], source[1] + aside.end()))
    shouted = shouted_beside(zone, text[slice(*source)])
    if shouted is not None:
        at, verb_span = shouted
        return Retelling(source[1] + at, None, (source[1] + verb_span[0], source[1] + verb_span[1]))
    according = _ACCORDING.search(text, max(0, source[0] - 20), source[0]) is not None
    own = 0 if according else _own_verb(zone, _first_of_cue(text, cue) - source[1])
    if own is None:
        return None
    clauses = list(inner_clauses(zone, own, _told_by(text[slice(*source)], zone, own)))
    if not clauses:
        return None
    teller, verb = max(clauses, key=lambda each: each[1].start("verb"))
    rest = zone[verb.end("verb") :]
    behind = is_behind_clause(zone, verb.start("verb")) or _PREDICATE.search(text, max(source[1], end - 5), end + 10)
    if (
        behind
        or teller.own
        or _RESET.search(rest)
        or is_own_again(zone[own : teller.start], rest, relative=teller.relative)
    ):
        return None
    at = source[1]
    name = None
    if teller.name is not None and not _is_doubted(zone, own, teller.start) and not _PARTICIPLE.search(rest):
        name = at + teller.name[0], at + teller.name[1]
    return Retelling(at + teller.start, name, (at + verb.start("verb"), at + verb.end("verb")))


def _is_doubted(zone: str, own: int, teller: int) -> bool:
    """Whether that somebody said it is only claimed: "accused Tamm of having said", "pointed to reports that Tamm"."""
    return not _DOUBTED.isdisjoint(_WORD.findall(zone[:own])) or _HEARSAY.search(zone, 0, teller) is not None


def _retold_before(text: str, draft: StatementDraft, end: int) -> Retelling | None:
    """The clause of an inner teller in words whose speaker stands behind them: "A nurse told her “…,” Holm said"."""
    if draft.source is None or draft.start >= end or end - draft.start > _LONGEST:
        return None
    return _told_in(text, draft.start, end, text[slice(*draft.source)])


def _told_in(text: str, start: int, end: int, told_by: str, aside: Span | None = None) -> Retelling | None:
    """The clause of an inner teller in [start, end), without the speaker's own, which stands aside: ", she added,"."""
    zone = text[start:end]
    if aside is not None:
        zone = zone[: aside[0] - start] + "·" * (aside[1] - aside[0]) + zone[aside[1] - start :]
    zone = _MARKED.sub(lambda marked: "·" * len(marked.group()), zone)
    clauses = [each for each in inner_clauses(zone, 0, told_by) if each[0].start < each[1].start("verb")]
    if not clauses or len(sentences(zone)) != 1:
        return None
    teller, verb = max(clauses, key=lambda each: each[1].start("verb"))
    if aside is not None and verb.start("verb") < aside[0] - start and not _THAT.match(text, aside[1]):
        return None  # "When a nurse asked her, Holm said, “…”"
    rest = zone[verb.end("verb") :]
    own = (
        is_behind_clause(zone, verb.start("verb"))
        or teller.own
        or _RESET.search(rest)
        or (not teller.relative and is_own_again("", rest, relative=False))
    )
    return (
        None if own else Retelling(start + teller.start, None, (start + verb.start("verb"), start + verb.end("verb")))
    )


def _sentence_start(text: str, at: int) -> int:
    low = max(0, text.rfind("\n", 0, at) + 1, at - _LONGEST)
    spans = sentences(text[low:at])
    return low + spans[-1][0] if spans else at


def _zone(text: str, source: Span, end: int) -> str:
    """What stands between a speaker and a quotation, other quotations blanked; "" where it is no one sentence."""
    between = text[source[1] : end]
    zone = _MARKED.sub(lambda marked: "·" * len(marked.group()), between) if len(between) <= _LONGEST else ""
    return zone if len(sentences(zone)) == 1 and not zone.rstrip().endswith((".", "!", "?")) else ""


def _first_of_cue(text: str, cue: Span | None) -> int:
    """Where a speaker's verb begins, unless another one in it tells: "denounced", not "last week said"; 0 for none."""
    words = text[slice(*cue)].split() if cue else []
    later = not _TELLING.isdisjoint(words[1:]) and not _RELATIVES & {*words}
    return 0 if cue is None or later else cue[0]


def _own_verb(zone: str, cue: int) -> int | None:
    """Where the speaker's own telling ends: its first verb, but for one with "who"; before what is only heard."""
    for word in _WORD.finditer(zone):
        if _ASIDE_PARTICIPLE.fullmatch(zone, 0, word.end()):
            continue  # "Holm, asked about it, said"
        known = word.start() == cue and word.group().islower()
        if known or (word.group() in _TELLING and not _RELATIVE.search(zone[: word.start()].rstrip())):
            passive = PASSIVE.search(zone, 0, word.end())
            return passive.start() if passive else word.start() if word.group() in _HEARD else word.end()
    return None


def _told_by(speaker: str, zone: str, own: int) -> str:
    """Whom "he" or "she" means of who tells: the one who is named, else the first pronoun; "" for who asks of it."""
    if _ASKS_WHETHER.match(zone, own) and zone[:own].endswith(("asked", "asks")):
        return ""
    first = _SUBJECT_PRONOUN.search(zone, own)
    return first.group() if first and not gender_told(speaker) else speaker


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


def _end_with_quotation(draft: StatementDraft, quotations: Sequence[Quotation]) -> None:
    """Cut an inner teller's draft behind its last quotation: what follows may be the outer one's words again."""
    if draft.source is None:
        return
    last = max(
        (each.end for each in quotations if each.start < draft.end and draft.start < each.end), default=draft.end
    )
    draft.content = [(start, min(end, last)) for start, end in draft.content if start < last]


def _goes_on(text: str, previous: Quotation, quotation: Quotation) -> bool:
    """Whether at most the rest of a clause stands between two quotations of one block, or nothing does."""
    if previous.block != quotation.block:
        return quotation.block == previous.block + 1 and not previous.closed
    if text[previous.start : previous.end].rstrip("”’\"' ")[-1:] in _ENDS and _NEW_CLAUSE.match(text, previous.end):
        return False  # "… the ward was “full.” She added that"
    return _GOES_ON.fullmatch(text, previous.end, quotation.start) is not None
