"""Choosing quotes, and when to stay silent."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from index.model import Kind
from index.search.fusion import RankedHit
from index.store.reads import StatementRow
from index.text.name_lists import CALENDAR, TITLES
from index.text.quote_dedupe import FULL_QUOTE, Slice, merge
from index.text.terms import STOPWORDS, words

COVERED = 0.5  # share of the topic's words a quote must hold, if its meaning alone doesn't convince
NEAR_SPEAKER = 0.42  # cosine at which a speaker's words fit a topic without sharing its words
NEAR_TOPIC = 0.55  # the same when nobody is asked for, and the whole index is looked through

_CAPITALS = re.compile(r"\b[A-Z][\w&’'-]++(?: [A-Z][\w&’'-]++){0,3}+(?!\.\w)")
# What nearness to the speaker's own words adds: quoted, partly quoted, told by a spokesman in quotation marks.
_OWN_WORDS = {Kind.DIRECT: 0.06, Kind.MIXED: 0.04}
_PASSED_ON = 0.04
_NOISES = frozenset({"applause", "laughter", "crosstalk"})  # what a transcript puts in brackets


@dataclass(frozen=True, slots=True)
class Candidate:
    """What may be quoted, and what speaks for it whatever it was found by.

    start, end: its place in the article.  published: ISO 8601.  said: the statement it is of.
    covered, own, around: shares of the topic's words in the quote, in the statement, with the title.
    """

    article: int
    start: int
    end: int
    text: str
    published: str | None
    said: StatementRow | None
    covered: float
    own: float
    around: float

    @property
    def kind(self) -> Kind:
        return Kind(self.said.kind) if self.said else Kind.PASSAGE


@dataclass(frozen=True, slots=True)
class RankedQuote:
    """A piece that convinces.  also: other articles with the same words."""

    piece: Candidate
    score: float
    also: tuple[int, ...] = ()


def least(topic: Sequence[str]) -> float:
    """The share of a topic's words a quote must hold."""
    return 0.0 if not topic else COVERED if len(topic) < 3 else 0.4


def choose(
    ranked: Sequence[RankedHit],
    pieces: Mapping[tuple[int, ...], Candidate],
    share: float,
    direct_only: bool = False,
    most: int | None = None,
) -> list[RankedQuote]:
    """The pieces of candidates that hold a share of the topic's words, best first.

    most: how many are wanted (None: all).
    """
    best = max((one.fused for one in ranked), default=1.0)
    found: dict[tuple[int, int, int], RankedQuote] = {}
    for one in ranked:
        piece = pieces.get(one.hit.key)
        if piece is not None and piece.covered >= share and (not direct_only or piece.kind is Kind.DIRECT):
            found.setdefault((piece.article, piece.start, piece.end), RankedQuote(piece, _score(piece, one, best)))
    order = sorted(found.values(), key=_order)
    kept = merge([Slice(one.piece.article, one.piece.start, one.piece.end, one.piece.text) for one in order], most)
    return [
        RankedQuote(order[place].piece, order[place].score, tuple(order[other].piece.article for other in others))
        for place, others in kept.items()
    ]


def _score(piece: Candidate, candidate: RankedHit, best: float) -> float:
    """What speaks for a piece.  best: the highest fused score of a candidate."""
    said = piece.said
    return round(
        0.55 * piece.covered
        + 0.35 * piece.own
        + 0.1 * piece.around
        + 0.4 * max(0.0, candidate.cosine)
        + 0.35 * candidate.fused / best
        + _OWN_WORDS.get(piece.kind, _PASSED_ON if said and said.via else 0.0)
        + (0.1 * said.confidence if said else 0.0)
        + 0.2 * min(1.0, len(piece.text.split()) / FULL_QUOTE),
        4,
    )


def _order(one: RankedQuote) -> tuple[float, float]:
    """By score; what ties within a hundredth, newest first."""
    return -round(one.score, 2), -(moment(one.piece.published).timestamp() if one.piece.published else 0.0)


def moment(published: str | None) -> datetime:
    """When something was published, for putting it in order."""
    return datetime.fromisoformat(published) if published else datetime.min.replace(tzinfo=UTC)


def topics_of(texts: Iterable[str], without: Iterable[str] = (), count: int = 5) -> tuple[str, ...]:
    """Capitalised names that recur in texts, the commonest first: what they are about."""
    left_out = {w for name in without for w in words(name)} | STOPWORDS | TITLES | CALENDAR | _NOISES
    tally: Counter[str] = Counter()
    for text in texts:
        named = set()
        for match in _CAPITALS.finditer(text):
            opens = not match.start() or text[: match.start()].rstrip()[-1:] in '.!?:"“”'
            held = match.group().split()
            while held and held[0].strip(".").lower() in left_out:
                held, opens = held[1:], False
            if held and not (opens and len(held) == 1) and held[-1].strip(".").lower() not in left_out:
                named.add(re.sub(r"['’]s?$", "", " ".join(held)))
        tally.update(named)
    return tuple(word for word, _ in tally.most_common(count))


def by_person(found: Iterable[RankedQuote]) -> dict[int, list[RankedQuote]]:
    """What was found by the ids of the speakers, who has most first."""
    groups: dict[int, list[RankedQuote]] = {}
    for one in found:
        if one.piece.said is not None and one.piece.said.person is not None:
            groups.setdefault(one.piece.said.person, []).append(one)
    return dict(sorted(groups.items(), key=lambda group: -len(group[1])))
