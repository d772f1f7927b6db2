"""Ranking what may be quoted, and when to stay silent."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from index.answering.candidates import Candidate
from index.model import Kind
from index.search.fusion import RankedHit
from index.text.name_lists import CALENDAR, TITLES
from index.text.quote_dedupe import FULL_QUOTE_WORDS, deduplicate
from index.text.terms import STOPWORDS, words

COVERED = 0.5  # share of the topic's words a quote must hold, if its meaning alone doesn't convince
COVERED_OF_MANY = 0.4  # the same for a topic of three words and more
NEAR_SPEAKER = 0.42  # cosine at which a speaker's words fit a topic without sharing its words
NEAR_TOPIC = 0.55  # the same when nobody is asked for, and the whole index is searched

_CAPITALS = re.compile(r"\b[A-Z][\w&’'-]++(?: [A-Z][\w&’'-]++){0,3}+(?!\.\w)")
# What nearness to the speaker's own words adds: quoted, partly quoted, told by a spokesman in quotation marks.
_OWN_WORDS = {Kind.DIRECT: 0.06, Kind.MIXED: 0.04}
_PASSED_ON = 0.04
_NOISES = frozenset({"applause", "laughter", "crosstalk"})  # what a transcript puts in brackets


def minimum_coverage(stems: Sequence[str]) -> float:
    """The share of a topic's stems that a quote must hold."""
    if not stems:
        return 0.0
    return COVERED if len(stems) < 3 else COVERED_OF_MANY


def rank(
    hits: Sequence[RankedHit],
    candidates: Mapping[tuple[int, ...], Sequence[Candidate]],
    coverage: float,
    direct_only: bool = False,
    most: int | None = None,
) -> list[Candidate]:
    """Candidates that hold enough of the topic's words, best first, near-identical ones once.

    Args:
        hits: Documents as they were found.
        candidates: What may be quoted of them, by the documents' keys.
        coverage: Share of the topic's words a candidate must hold, 0 to 1.
        direct_only: Whether only direct quotations count.
        most: How many are wanted; None means all.
    """
    highest = max((hit.fused for hit in hits), default=1.0)
    scored: dict[tuple[int, int, int], tuple[float, Candidate]] = {}
    for hit in hits:
        for candidate in candidates.get(hit.hit.key, ()):
            if candidate.covered >= coverage and (not direct_only or candidate.kind is Kind.DIRECT):
                place = (candidate.article, candidate.start, candidate.end)
                scored.setdefault(place, (_score(candidate, hit, highest), candidate))
    order = sorted(scored.values(), key=_order)
    kept = deduplicate([candidate for _, candidate in order], most)
    return [_with_others([order[each] for each in (place, *others)]) for place, others in kept.items()]


def _with_others(alike: Sequence[tuple[float, Candidate]]) -> Candidate:
    """One of several articles' candidates with the same words, best first: the best that names the speaker, if any."""
    shown = next((place for place, (_, each) in enumerate(alike) if each.speaker_known), 0)
    others = tuple(each.article for place, (_, each) in enumerate(alike) if place != shown)
    return replace(alike[shown][1], score=alike[0][0], also=others)


def _score(candidate: Candidate, hit: RankedHit, highest: float) -> float:
    """What speaks for a candidate; highest: the best fused score of a document."""
    statement = candidate.statement
    return round(
        0.55 * candidate.covered
        + 0.35 * candidate.own
        + 0.1 * candidate.around
        + 0.4 * max(0.0, hit.cosine)
        + 0.35 * hit.fused / highest
        + _own_words(candidate)
        + (0.1 * statement.confidence if statement else 0.0)
        + 0.2 * min(1.0, len(candidate.text.split()) / FULL_QUOTE_WORDS),
        4,
    )


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


def topics_of(texts: Iterable[str], without: Iterable[str] = (), count: int = 5) -> tuple[str, ...]:
    """Capitalised names that recur in texts, the commonest first: what they are about.

    Args:
        texts: What to look through; a name counts once in each.
        without: Names that are left out.
        count: How many, at most; of equally common ones those that come first.
    """
    left_out = {w for name in without for w in words(name)} | STOPWORDS | TITLES | CALENDAR | _NOISES
    tally: Counter[str] = Counter()
    for text in texts:
        tally.update(dict.fromkeys(_names(text, left_out), 1))  # once a text, in its order
    return tuple(name for name, _ in tally.most_common(count))


def _names(text: str, left_out: set[str]) -> Iterator[str]:
    for match in _CAPITALS.finditer(text):
        opens_sentence = not match.start() or text[: match.start()].rstrip()[-1:] in '.!?:"“”'
        name = match.group().split()
        while name and name[0].strip(".").lower() in left_out:
            name, opens_sentence = name[1:], False
        if name and not (opens_sentence and len(name) == 1) and name[-1].strip(".").lower() not in left_out:
            yield re.sub(r"['’]s?$", "", " ".join(name))


def by_speaker(candidates: Iterable[Candidate]) -> dict[int, list[Candidate]]:
    """Candidates by the ids of their speakers, who has most first."""
    groups: dict[int, list[Candidate]] = {}
    for candidate in candidates:
        if candidate.statement is not None and candidate.statement.person is not None:
            groups.setdefault(candidate.statement.person, []).append(candidate)
    return dict(sorted(groups.items(), key=lambda group: -len(group[1])))
