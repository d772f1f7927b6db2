"""Choosing and cutting quotes, and when to stay silent."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from index.model import Article, Kind, Passage, Person, Quote, Span, Statement
from index.names import CALENDAR, TITLES
from index.search import Candidate
from index.split import sentences
from index.terms import STOPWORDS, content, distinct, holds, kin, words

LONGEST_QUOTE = 105  # words
FULL_QUOTE = 25  # words; fewer say less and less ("Sorry. Of the treaty —")
LONGEST_OF_TURN = 60  # words cut from a transcript's turn, which may go on for pages
COVERED = 0.5  # share of the topic's words a quote must hold, if its meaning alone doesn't convince
NEAR_SPEAKER = 0.42  # cosine at which a speaker's words fit a topic without sharing its words
LIKE = 0.8  # share of common words from which two quotes are one
NEAR_TOPIC = 0.55  # the same when nobody is asked for, and the whole index is looked through

_NAME_OF_SEVERAL = re.compile(r"\b[A-Z][\w-]+(?: (?:of |for |the |and )*[A-Z][\w-]+){1,5}")
_CAPITALS = re.compile(r"\b[A-Z][\w&’'-]++(?: [A-Z][\w&’'-]++){0,3}+(?!\.\w)")
# What nearness to the speaker's own words adds: quoted, partly quoted, told by a spokesman in quotation marks.
_DIRECT, _MIXED, _PASSED_ON = 0.06, 0.04, 0.04


@dataclass(frozen=True, slots=True)
class Found:
    """A possible quote and what speaks for it.  covered: share of the topic's words it holds."""

    quote: Quote
    covered: float
    cosine: float


def choose(
    topic: str | None,
    ranked: Sequence[Candidate],
    passages: dict[int, Passage],
    articles: dict[int, Article],
    statements: dict[int, list[Statement]],
    wanted_voice: Callable[[Statement], bool] | None,
    direct_only: bool = False,
    near: float = 0.0,
) -> list[Found]:
    """Quotes from the candidate passages, best first.

    near: the cosine from which a passage without any of the topic's words is worth looking at.

    wanted_voice: tells whose statements are wanted; None when the article's own words are, too.
    A passage that only mentions a speaker gives no quote of theirs.
    """
    wanted = content(topic) if topic else []
    best = max((c.fused for c in ranked), default=1.0)
    found: list[Found] = []
    seen: set[tuple[int, int, int]] = set()
    for candidate in ranked:
        passage = passages.get(candidate.passage)
        if passage is None:
            continue
        article = articles[passage.article]
        around = coverage(article.text[passage.start : passage.end] + " " + (article.title or ""), wanted)
        if wanted and not around and candidate.cosine < near:
            continue  # nothing cut from it could convince
        held = [
            s
            for s in statements[passage.article]
            if not s.question and any(a < passage.end and passage.start < b for a, b in s.content)
        ]
        pieces: list[tuple[Span, Statement | None]]
        if wanted_voice is not None:
            held = [s for s in held if wanted_voice(s)]
            pieces = [
                (
                    go_on(
                        article.text, cut_statement(article.text, s, passage, wanted), s, statements[passage.article]
                    ),
                    s,
                )
                for s in held
            ]
        else:
            pieces = [(cut_passage(article.text, passage, wanted, held), None)]
        for span, statement in pieces:
            if direct_only and (statement is None or statement.kind is not Kind.DIRECT):
                continue
            key = (article.id, *span)
            if key in seen:
                continue
            seen.add(key)
            one = statement if statement is not None else _voice_of(span, held)
            found.append(_weigh(article, span, one, wanted, candidate, best, around))
    found.sort(key=_order)
    return found


def _order(one: Found) -> tuple[float, float]:
    """By score; what ties within a hundredth, newest first."""
    published = one.quote.article.published
    return -round(one.quote.score, 2), -(published.timestamp() if published else 0.0)


def _weigh(
    article: Article,
    span: Span,
    statement: Statement | None,
    wanted: list[str],
    candidate: Candidate,
    best: float,
    around: float,
) -> Found:
    text = article.text[span[0] : span[1]]
    covered = coverage(text, wanted)
    own = coverage(" ".join(article.text[a:b] for a, b in statement.content), wanted) if statement else 0.0
    kind = statement.kind if statement else Kind.PASSAGE
    score = (
        0.55 * covered
        + 0.35 * own
        + 0.1 * around
        + 0.4 * max(0.0, candidate.cosine)
        + 0.35 * candidate.fused / best
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


def convincing(found: Sequence[Found], wanted: Sequence[str], near: float) -> list[Found]:
    """Those that speak to the topic: by its words; where none does, by a meaning near enough."""
    if not wanted:
        return merge(found)
    least = COVERED if len(wanted) < 3 else 0.4
    return merge([f for f in found if f.covered >= least] or [f for f in found if f.cosine >= near])


def coverage(text: str, wanted: Sequence[str]) -> float:
    """Share of the wanted stems that a text holds, kindred words counting a little less."""
    return _share(_held(text, tuple(wanted)))


@lru_cache(maxsize=8192)  # a sentence is weighed alone, in its quote and in its passage, for every voice
def _held(text: str, wanted: tuple[str, ...]) -> tuple[float, ...]:
    """Of each wanted stem, how much a text holds it.  Of two texts in a row it is the greater of both."""
    if not wanted:
        return ()
    stems = distinct(text, _initials(wanted))
    found = tuple(holds(stems, one) for one in wanted)
    if min(found) < 1.0 and (short := acronyms(text)):  # looked for only now, since it takes as long again
        found = tuple(max(value, holds(short, one)) for value, one in zip(found, wanted, strict=True))
    return found


def _share(held: Sequence[float]) -> float:
    return sum(held) / len(held) if held else 0.0


@lru_cache(maxsize=256)
def _initials(wanted: tuple[str, ...]) -> frozenset[str]:
    return frozenset(kindred[0] for one in wanted for kindred in kin(one) if kindred)


def acronyms(text: str) -> set[str]:
    """First letters of names of three words and more: "National Fisheries Council" -> "nfc"."""
    found = _NAME_OF_SEVERAL.findall(text)
    return {"".join(w[0] for w in name.split() if w[0].isupper()).lower() for name in found}


def _voice_of(span: Span, held: Iterable[Statement]) -> Statement | None:
    """The statement that fills most of a span, if it fills a good part of it."""
    best, share = None, 0.35
    for one in held:
        inside = sum(max(0, min(b, span[1]) - max(a, span[0])) for a, b in one.content)
        if inside / (span[1] - span[0]) > share:
            best, share = one, inside / (span[1] - span[0])
    return best


def cut_statement(text: str, statement: Statement, passage: Passage, wanted: list[str]) -> Span:
    """The whole sentences of a statement, or of so much of it as answers."""
    spoken_alone = statement.cue is None and statement.mention is not None and statement.mention[1] <= statement.start
    most = LONGEST_OF_TURN if spoken_alone or statement.mention is None else LONGEST_QUOTE
    low, high = _paragraphs_around(text, statement.start, statement.end)
    if high - low < 2500:
        held = [s for s in _local(text, low, high) if _touches(s, statement)]
        if held and len(text[held[0][0] : held[-1][1]].split()) <= most:
            return _clip((held[0][0], held[-1][1]), statement, spoken_alone)
    low, high = max(low, passage.start), min(high, passage.end)
    held = [s for s in _local(text, low, high) if _touches(s, statement)] or [
        (max(low, statement.start), min(high, statement.end))
    ]
    return _clip(_window(text, held, wanted, most), statement, spoken_alone)


def go_on(text: str, span: Span, statement: Statement, others: Sequence[Statement]) -> Span:
    """A span with the rest of its quotation: "…," she said.  "And more."."""
    if statement.kind is not Kind.DIRECT or statement.person is None:
        return span
    _, high = _paragraphs_around(text, *span)
    start, end = span
    for a, b in _local(text, end, high):
        theirs = any(
            o.kind is Kind.DIRECT and o.person == statement.person and any(x < b and a < y for x, y in o.content)
            for o in others
        )
        if text[a] not in "\"“'‘" or not theirs or len(text[start:b].split()) > LONGEST_QUOTE:
            break
        end = b
    return start, end


def _clip(span: Span, statement: Statement, label: bool) -> Span:
    """Leave the label of a transcript's turn ("MS. VALE:") out of the quote."""
    if not label:
        return span
    start, end = max(span[0], statement.start), min(span[1], statement.end)
    return (start, end) if start < end else span


def _touches(span: Span, statement: Statement) -> bool:
    return any(a < span[1] and span[0] < b for a, b in statement.content)


def cut_passage(text: str, passage: Passage, wanted: list[str], held: Sequence[Statement]) -> Span:
    """One to three sentences of a passage that answer best."""
    found = _local(text, passage.start, passage.end)
    labels = [s.mention for s in held if s.cue is None and s.mention is not None and s.mention[1] <= s.start]
    start, end = _window(text, found, wanted, 60) if found else (passage.start, passage.end)
    for a, b in labels:
        if a <= start < b + 2 < end:
            start = b
            while start < end and not text[start].isalnum() and text[start] not in "\"“'‘(":
                start += 1
    return start, end


def _window(text: str, found: list[Span], wanted: list[str], most: int) -> Span:
    """The run of sentences with most of the topic's words, beginning with one of them, and what follows it."""
    held = [_held(text[a:b], tuple(wanted)) for a, b in found]
    sizes = [len(text[a:b].split()) for a, b in found]
    best, score = found[0], -1.0
    for i in range(len(found)):
        size, together = 0, held[i]
        for j in range(i, min(len(found), i + 6)):
            size += sizes[j]
            if size > most and j > i:
                break
            together = tuple(map(max, together, held[j]))
            value = _share(together) + 0.25 * min(size, 0.75 * most) / (0.75 * most)
            value -= 0.15 if wanted and not any(held[i]) else 0.0
            if value > score:
                best, score = (found[i][0], found[j][1]), value
    return best


def _local(text: str, start: int, end: int) -> list[Span]:
    return [(a + start, b + start) for a, b in _sentences(text[start:end])]


@lru_cache(maxsize=4096)  # a paragraph is cut anew for each of its statements
def _sentences(text: str) -> tuple[Span, ...]:
    return tuple(sentences(text))


def _paragraphs_around(text: str, start: int, end: int) -> Span:
    low = text.rfind("\n\n", 0, start)
    high = text.find("\n\n", end)
    return (0 if low < 0 else low + 2), (len(text) if high < 0 else high)


def paragraph(quote: Quote) -> Span:
    """The paragraph or paragraphs a quote stands in, without white space around them."""
    start, end = _paragraphs_around(quote.article.text, quote.start, quote.end)
    while start < end and quote.article.text[start].isspace():
        start += 1
    while end > start and quote.article.text[end - 1].isspace():
        end -= 1
    return start, end


def sentences_around(text: str, span: Span) -> Span:
    """The whole sentences that hold a span."""
    low, high = _paragraphs_around(text, *span)
    held = [s for s in _local(text, low, high) if s[0] < span[1] and span[0] < s[1]]
    return (held[0][0], held[-1][1]) if held else span


def merge(found: Sequence[Found]) -> list[Found]:
    """Without overlapping quotes, and with near-identical ones under the best, their articles noted."""
    kept: list[Found] = []
    bags: list[frozenset[str]] = []
    of_article: dict[int, list[int]] = {}
    of_size: dict[int, list[int]] = {}
    for one in found:
        id = one.quote.article.id
        if any(
            one.quote.start < kept[i].quote.end and kept[i].quote.start < one.quote.end for i in of_article.get(id, ())
        ):
            continue
        bag = frozenset(words(one.quote.text))
        size = len(bag)
        alike = [
            i
            for other in range(int(LIKE * size), int(size / LIKE) + 1)  # more words or fewer can't be as like
            for i in of_size.get(other, ())
            if kept[i].quote.article.id != id and len(bag & bags[i]) >= LIKE * max(1, len(bag | bags[i]))
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
