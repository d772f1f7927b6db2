"""Ranking what may be quoted, and when to stay silent."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from index.answering.candidates import Candidate
from index.model import Kind
from index.search.fusion import RankedHit
from index.text.quote_dedupe import FULL_QUOTE_WORDS, deduplicate
from index.text.sentences import sentences
from index.text.terms import WORD, content_stems, stem

COVERED = 0.5  # share of the topic's words a quote must hold, if its meaning alone doesn't convince
COVERED_OF_MANY = 0.4  # the same for a topic of three words and more
NEAR_TOPIC = 0.55  # cosine at which a passage fits a topic without sharing its words, when nobody is asked for
PART = 0.5  # share of a topic's words, counted and weighed, that may be there by chance, when nobody is asked for
NEAR_PART = 0.25  # cosine at which a passage with no more of the words fits the topic
TWO = 2  # words of a topic of which one says little without the other
NEAR_STRANGE = 0.46  # the same where no article has the other one of two

# Verbs that are said of anything.
OF_ANYTHING = frozenset(
    map(
        stem,
        """get gets got getting gotten go goes went gone going come comes came coming put let happen happens happened
        happening take takes took taken give gives gave given make makes made""".split(),
    )
)
# Of terms that are shortened to their last word wherever it is plain what they are.
_LONG = frozenset(
    tuple(map(stem, term.split())) for term in ("interest rate", "trade union", "labour union", "mobile phone")
)

# What nearness to the speaker's own words adds: quoted, partly quoted, told by a spokesman in quotation marks.
_OWN_WORDS = {Kind.DIRECT: 0.1, Kind.MIXED: 0.06}
_PASSED_ON = 0.04
_ASKS_FOR_NUMBER = re.compile(
    r"\bhow (?:many|much|big|large|long|far|often|old|high|fast|tall)\b|\bwhat (?:share|percentage|number)\b",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"\b(?:\d[\d,.]*+|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|sixty|seventy|"
    r"eighty|ninety|hundreds?|thousands?|millions?|billions?|trillions?|dozens?|half|none|zero)\b",
    re.IGNORECASE,
)


def topic_stems(topic: str, question: str) -> tuple[str, ...]:
    """The stems of a topic's words that tell what it is.

    Left out are those that the next one is used without, "interest" of "interest rates", and, beside one other word of
    which a number is asked, a verb that is said of anything: "how much did the port make".

    Args:
        topic: What is asked about.
        question: The question as written.
    """
    stems = content_stems(topic)
    kept = tuple(each for place, each in enumerate(stems) if tuple(stems[place : place + 2]) not in _LONG)
    if len(kept) != TWO or not asks_for_number(question):
        return kept
    return tuple(each for each in kept if each not in OF_ANYTHING) or kept


def minimum_coverage(stems: Sequence[str]) -> float:
    """The share of a topic's stems that a quote must hold."""
    if not stems:
        return 0.0
    return COVERED if len(stems) < 3 else COVERED_OF_MANY


def without_chance(
    hits: Sequence[RankedHit], candidates: Mapping[tuple[int, ...], Sequence[Candidate]], strange: bool
) -> list[RankedHit]:
    """Documents without those that have some of a topic's words by chance, as their meaning tells.

    Args:
        hits: Documents as they were found.
        candidates: What may be quoted of them, by the documents' keys.
        strange: Whether one of two words stands in no article.
    """
    floor = NEAR_STRANGE if strange else NEAR_PART

    def is_by_chance(hit: RankedHit) -> bool:
        found = candidates.get(hit.hit.key, ())
        unread = hit.cosine == 0.0  # then the title tells, in place of the meaning
        held = (each.around if unread else each.covered for each in found)
        parts = all(share <= PART and each.weighed < PART for share, each in zip(held, found, strict=True))
        return hit.cosine < floor and parts

    return [hit for hit in hits if not is_by_chance(hit)]


def without_halves(
    hits: Sequence[RankedHit],
    candidates: Mapping[tuple[int, ...], Sequence[Candidate]],
    of_article: Callable[[int], float],
) -> list[RankedHit]:
    """Documents without those that have the commoner half of a topic, where no meaning can tell what they are about.

    Args:
        hits: Documents as they were found; a cosine of exactly 0 is that of a language the model can't read.
        candidates: What may be quoted of them, by the documents' keys.
        of_article: Tells how much of the topic an article names anywhere.
    """

    def is_half(each: Candidate) -> bool:
        half = not each.about and each.around <= PART and each.weighed < PART
        return half and of_article(each.article) <= PART

    return [hit for hit in hits if hit.cosine or not all(map(is_half, candidates.get(hit.hit.key, ())))]


def rank(
    hits: Sequence[RankedHit],
    candidates: Mapping[tuple[int, ...], Sequence[Candidate]],
    coverage: float,
    direct_only: bool = False,
    most: int | None = None,
    numbers: bool = False,
) -> list[Candidate]:
    """Candidates that hold enough of the topic's words, best first, near-identical ones once.

    Args:
        hits: Documents as they were found.
        candidates: What may be quoted of them, by the documents' keys.
        coverage: Share of the topic's words a candidate must hold, 0 to 1.
        direct_only: Whether only direct quotations count.
        most: How many are wanted; None means all.
        numbers: Whether a number is asked for.
    """
    highest = max((hit.fused for hit in hits), default=1.0)
    scored: dict[tuple[int, int, int], tuple[float, Candidate]] = {}
    for hit in hits:
        for candidate in candidates.get(hit.hit.key, ()):
            if candidate.covered >= coverage and (not direct_only or candidate.kind is Kind.DIRECT):
                parts = _parts(candidate, hit, highest, numbers)
                place = (candidate.article, candidate.start, candidate.end)
                scored.setdefault(
                    place, (round(sum(parts.values()), 4), replace(candidate, parts=tuple(parts.items())))
                )
    order = sorted(scored.values(), key=_order)
    kept = deduplicate([candidate for _, candidate in order], most)
    return [_with_others([order[each] for each in (place, *others)]) for place, others in kept.items()]


def _with_others(alike: Sequence[tuple[float, Candidate]]) -> Candidate:
    """One of several articles' candidates with the same words, best first: the best that names the speaker, if any."""
    shown = next((place for place, (_, each) in enumerate(alike) if each.speaker_known), 0)
    others = tuple(each.article for place, (_, each) in enumerate(alike) if place != shown)
    return replace(alike[shown][1], score=alike[0][0], also=others)


def _parts(candidate: Candidate, hit: RankedHit, highest: float, numbers: bool) -> dict[str, float]:
    """What speaks for a candidate, by name; each part only ever adds.

    The weights are those with which the right ones come first most surely in a softmax over the candidates of each
    question. Words count by their square: half of a topic is much less than half of an answer.

    Args:
        candidate: What may be quoted.
        hit: Its document.
        highest: The best fused score of a document.
        numbers: Whether a number is asked for.
    """
    statement = candidate.statement
    return {
        "words": 0.70 * candidate.weighed**2,
        "in the statement": 0.32 * candidate.own**2,
        "with the title": 0.31 * candidate.around**2,
        "meaning": 0.67 * max(0.0, hit.cosine),
        "about the topic": 0.2 * candidate.about,
        "both searches": 0.22 * hit.fused / highest,
        "own words": _own_words(candidate),
        "a known speaker": 0.08 if candidate.speaker_known else 0.0,
        "surely the speaker's": 0.19 * statement.confidence if statement else 0.0,
        "length": 0.21 * min(1.0, len(candidate.text.split()) / FULL_QUOTE_WORDS),
        "a number": 0.15 if numbers and _NUMBER.search(candidate.text) else 0.0,
    }


def holds_name(topic: str) -> bool:
    """Whether a name stands in a topic, by its capital."""
    return any(word[:1].isupper() for word in WORD.findall(topic))


def asks_for_number(question: str) -> bool:
    """Whether a question wants a number: how many, how much, what share."""
    return bool(_ASKS_FOR_NUMBER.search(question))


def tells_number(text: str, wanted: Sequence[str]) -> bool:
    """Whether a sentence has a number and more than half of some stems: the number may be that of what they name."""
    parts = (text[start:end] for start, end in sentences(text))
    return any(_NUMBER.search(part) and 2 * len(set(wanted) & set(content_stems(part))) > len(wanted) for part in parts)


def _own_words(candidate: Candidate) -> float:
    """What speaks for the words of somebody who is known; those of others give way where all else is equal."""
    if not candidate.speaker_known:
        return 0.0
    via = candidate.statement is not None and candidate.statement.via
    return _OWN_WORDS.get(candidate.kind, _PASSED_ON if via else 0.0)


def _order(scored: tuple[float, Candidate]) -> tuple[float, float]:
    """By score; what ties within a hundredth, newest first."""
    score, candidate = scored
    return -round(score, 2), -(moment(candidate.published).timestamp() if candidate.published else 0.0)


def moment(published: str | None) -> datetime:
    """When something was published, for putting it in order."""
    return datetime.fromisoformat(published) if published else datetime.min.replace(tzinfo=UTC)


def by_speaker(candidates: Iterable[Candidate]) -> dict[int, list[Candidate]]:
    """Candidates by the ids of their speakers, who has most first."""
    groups: dict[int, list[Candidate]] = {}
    for candidate in candidates:
        if candidate.statement is not None and candidate.statement.person is not None:
            groups.setdefault(candidate.statement.person, []).append(candidate)
    return dict(sorted(groups.items(), key=lambda group: -len(group[1])))
