"""Choosing and cutting quotes, and when to stay silent."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from index.cut import cut_passage, cut_statement, go_on, paragraphs_around, reach
from index.model import Article, Kind, Passage, Person, Quote, Span, Statement
from index.names import CALENDAR, TITLES
from index.occurrences import Occurrences, Topic, share
from index.search import Candidate
from index.terms import STOPWORDS, words

FULL_QUOTE = 25  # words; fewer say less and less ("Sorry. Of the treaty —")
COVERED = 0.5  # share of the topic's words a quote must hold, if its meaning alone doesn't convince
NEAR_SPEAKER = 0.42  # cosine at which a speaker's words fit a topic without sharing its words
LIKE = 0.8  # share of common words from which two quotes are one
NEAR_TOPIC = 0.55  # the same when nobody is asked for, and the whole index is looked through

_CAPITALS = re.compile(r"\b[A-Z][\w&’'-]++(?: [A-Z][\w&’'-]++){0,3}+(?!\.\w)")
# What nearness to the speaker's own words adds: quoted, partly quoted, told by a spokesman in quotation marks.
_DIRECT, _MIXED, _PASSED_ON = 0.06, 0.04, 0.04

# Statements by article that touch places (article, start, end).
Statements = Callable[[Sequence[tuple[int, int, int]]], dict[int, list[Statement]]]


@dataclass(frozen=True, slots=True)
class Found:
    """A possible quote and what speaks for it.  covered: share of the topic's words it holds."""

    quote: Quote
    covered: float
    cosine: float


@dataclass(frozen=True, slots=True)
class Texts:
    """Passages and articles by id, and where the topic's words stand in each article."""

    topic: Topic
    passages: dict[int, Passage] = field(default_factory=dict)
    articles: dict[int, Article] = field(default_factory=dict)
    occurrences: dict[int, Occurrences] = field(default_factory=dict)

    def add(self, passages: Iterable[Passage], articles: dict[int, Article]) -> None:
        self.articles.update(articles)
        self.passages.update((one.id, one) for one in passages if one.article in self.articles)  # some are just gone
        self.occurrences.update((id, self.topic.occurrences(one.text)) for id, one in articles.items())


def choose(
    ranked: Sequence[Candidate],
    texts: Texts,
    statements: Statements,
    wanted_voice: Callable[[Statement], bool] | None,
    direct_only: bool = False,
    near: float = 0.0,
) -> list[Found]:
    """Quotes that convince, best first: by the topic's words; where none does, by a meaning near enough.

    statements: gives those that touch some places.  near: the cosine from which a passage's meaning will do.
    wanted_voice: tells whose statements are wanted; None when the article's own words are, too.
    A passage that only mentions a speaker gives no quote of theirs.
    """
    best = max((c.fused for c in ranked), default=1.0)
    cut = _Cut(texts, statements, wanted_voice, direct_only, best)
    held = [c for c in ranked if c.passage in texts.passages]
    if not texts.topic:
        return merge(cut.quotes(held, 0.0))
    least = COVERED if len(texts.topic.wanted) < 3 else 0.4
    # Nothing cut from elsewhere could hold so many of the topic's words.
    found = cut.quotes([c for c in held if cut.words_around(texts.passages[c.passage]) >= least], least)
    return merge(found or cut.quotes([c for c in held if c.cosine >= near], 0.0))


@dataclass(frozen=True, slots=True)
class _Cut:
    """Cutting quotes out of candidate passages.  best: the highest fused score of a candidate."""

    texts: Texts
    statements: Statements
    wanted_voice: Callable[[Statement], bool] | None
    direct_only: bool
    best: float
    _titles: dict[int, list[float]] = field(default_factory=dict)

    def words_around(self, passage: Passage) -> float:
        """Share of the topic's words in the paragraphs of a passage."""
        span = paragraphs_around(self.texts.articles[passage.article].text, passage.start, passage.end)
        return self.texts.occurrences[passage.article].coverage(span)

    def _around(self, passage: Passage) -> float:
        """Share of the topic's words in a passage and its article's title."""
        id = passage.article
        if id not in self._titles:
            title = self.texts.articles[id].title or ""
            self._titles[id] = self.texts.topic.occurrences(title).held(0, len(title))
        held = self.texts.occurrences[id].held(passage.start, passage.end)
        return share(list(map(max, held, self._titles[id])))

    def quotes(self, ranked: Sequence[Candidate], least: float) -> list[Found]:
        """Quotes that hold a share of the topic's words, best first."""
        chosen = [self.texts.passages[c.passage] for c in ranked]
        statements = self.statements([place for passage in chosen for place in self._places(passage, least)])
        found: list[Found] = []
        seen: set[tuple[int, int, int]] = set()
        for candidate, passage in zip(ranked, chosen, strict=True):
            article = self.texts.articles[passage.article]
            held = [
                s
                for s in statements.get(article.id, ())
                if not s.question and any(a < passage.end and passage.start < b for a, b in s.content)
            ]
            for span, one in self._pieces(passage, held, statements.get(article.id, ()), least):
                if self.direct_only and (one is None or one.kind is not Kind.DIRECT):
                    continue
                key = (article.id, *span)
                if key not in seen:
                    seen.add(key)
                    found.append(self._weigh(article, span, one, candidate, passage))
        found = [one for one in found if one.covered >= least]
        found.sort(key=_order)
        return found

    def _places(self, passage: Passage, least: float) -> Iterator[tuple[int, int, int]]:
        """Where statements are looked for: in paragraphs with words of the topic, if there must be some.

        What somebody says may go on beyond the passage, to the end of the paragraph.
        """
        id, text = passage.article, self.texts.articles[passage.article].text
        if self.wanted_voice is None:
            yield id, passage.start, passage.end
            return
        low, high = paragraphs_around(text, passage.start, passage.end)
        if not least:
            yield id, passage.start, high
            return
        after = low
        for start, end in self.texts.occurrences[id].within(low, high):
            if end > after:
                first, after = paragraphs_around(text, start, end)
                yield id, max(first, passage.start), after

    def _pieces(
        self, passage: Passage, held: Sequence[Statement], others: Sequence[Statement], least: float
    ) -> Iterator[tuple[Span, Statement | None]]:
        """Spans of a passage to quote, each with the statement it is of."""
        text, occurrences = self.texts.articles[passage.article].text, self.texts.occurrences[passage.article]
        if self.wanted_voice is None:
            span = cut_passage(text, passage, occurrences, held)
            yield span, _voice_of(span, held)
            return
        for one in held:
            if not self.wanted_voice(one) or occurrences.coverage(reach(text, one, passage)) < least:
                continue
            yield go_on(text, cut_statement(text, one, passage, occurrences), one, others), one

    def _weigh(
        self, article: Article, span: Span, statement: Statement | None, candidate: Candidate, passage: Passage
    ) -> Found:
        text, occurrences = article.text[span[0] : span[1]], self.texts.occurrences[article.id]
        covered = occurrences.coverage(span)
        own = occurrences.coverage(*statement.content) if statement else 0.0
        kind = statement.kind if statement else Kind.PASSAGE
        score = (
            0.55 * covered
            + 0.35 * own
            + 0.1 * self._around(passage)
            + 0.4 * max(0.0, candidate.cosine)
            + 0.35 * candidate.fused / self.best
            + {Kind.DIRECT: _DIRECT, Kind.MIXED: _MIXED}.get(kind, _PASSED_ON if statement and statement.via else 0.0)
            + (0.1 * statement.confidence if statement else 0.0)
            + 0.2 * min(1.0, len(text.split()) / FULL_QUOTE)
        )
        quote = Quote(
            article,
            span[0],
            span[1],
            speaker=statement.person if statement else None,
            via=statement.via if statement else None,
            kind=kind,
            cue=article.text[statement.cue[0] : statement.cue[1]] if statement and statement.cue else None,
            score=round(score, 4),
        )
        return Found(quote, covered, candidate.cosine)


def _order(one: Found) -> tuple[float, float]:
    """By score; what ties within a hundredth, newest first."""
    published = one.quote.article.published
    return -round(one.quote.score, 2), -(published.timestamp() if published else 0.0)


def _voice_of(span: Span, held: Iterable[Statement]) -> Statement | None:
    """The statement that fills most of a span, if it fills a good part of it."""
    best, share = None, 0.35
    for one in held:
        inside = sum(max(0, min(b, span[1]) - max(a, span[0])) for a, b in one.content)
        if inside / (span[1] - span[0]) > share:
            best, share = one, inside / (span[1] - span[0])
    return best


def merge(found: Sequence[Found]) -> list[Found]:
    """Without overlapping quotes, and with near-identical ones under the best, their articles noted."""
    kept: list[Found] = []
    bags: list[frozenset[str]] = []
    marks: list[int] = []  # a bit a word: where these differ by more than bags may, the bags needn't be looked at
    of_article: dict[int, list[int]] = {}
    of_size: dict[int, list[int]] = {}
    for one in found:
        id = one.quote.article.id
        if any(
            one.quote.start < kept[i].quote.end and kept[i].quote.start < one.quote.end for i in of_article.get(id, ())
        ):
            continue
        bag = frozenset(words(one.quote.text))
        size, mark = len(bag), 0
        for word in bag:
            mark |= 1 << hash(word) % 256
        alike = [
            i
            for other in range(int(LIKE * size), int(size / LIKE) + 1)  # more words or fewer can't be as like
            for i in of_size.get(other, ())
            if (mark ^ marks[i]).bit_count() <= (size + other) * (1 - LIKE) / (1 + LIKE) + 1e-9
            and kept[i].quote.article.id != id
            and len(bag & bags[i]) >= LIKE * max(1, len(bag | bags[i]))
        ]
        if alike:
            best = min(alike)
            quote = kept[best].quote
            if id not in {a.id for a in quote.also}:
                kept[best] = replace(kept[best], quote=replace(quote, also=(*quote.also, one.quote.article)))
            continue
        of_article.setdefault(id, []).append(len(kept))
        of_size.setdefault(size, []).append(len(kept))
        kept.append(one)
        bags.append(bag)
        marks.append(mark)
    return kept


def topics_of(texts: Iterable[str], without: Iterable[str] = (), count: int = 5) -> tuple[str, ...]:
    """Capitalised names that recur in texts, the commonest first: what they are about."""
    left_out = {w for name in without for w in words(name)} | STOPWORDS | TITLES | CALENDAR
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


def by_person(found: Iterable[Found]) -> list[tuple[Person, list[Quote]]]:
    """Quotes grouped by their speaker, who has most first."""
    groups: dict[int, tuple[Person, list[Quote]]] = {}
    for one in found:
        if one.quote.speaker is not None:
            groups.setdefault(one.quote.speaker.id, (one.quote.speaker, []))[1].append(one.quote)
    return sorted(groups.values(), key=lambda g: (-len(g[1]), g[0].organisation))
