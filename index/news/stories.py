"""Articles of a period as stories: one event, however many tell of it."""

from __future__ import annotations

import heapq
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from index.model import Article, Kind, Passage, Person, Quote, Statement
from index.news.similarity import ComparedArticle, Similarities
from index.text.quote_dedupe import FULL_QUOTE_WORDS, Slice, deduplicate
from index.text.quote_spans import cut_statement, extend_quotation
from index.text.terms import content_stems
from index.text.topic_matches import TopicMatches, TopicQuery

SAME_EVENT = 0.5  # likeness of two groups of articles at which they tell one story
FAINT = 0.1  # a likeness below this counts as none
NEAREST = 100  # articles each is compared with in the end
BLOCK = 512  # articles compared with all others at a time
QUOTES = 4  # of a story, at most
WEIGHED = 12  # statements looked at for each quote shown
LONGEST = 3000  # code points of a statement from which a quote is cut


@dataclass(frozen=True, slots=True)
class Story:
    """Articles that tell of one event.

    articles: all of them, the representative first, those that only repeat a text last.  copies: the ids of articles
    that carry nearly the same text, a group for each such text.  headline: the title of an article; the first words
    of one when none has a title.  novelty: 1 for what the days before knew nothing of.
    """

    articles: tuple[Article, ...]
    copies: tuple[tuple[int, ...], ...]
    headline: str
    outlets: tuple[str, ...]
    speakers: tuple[Person, ...]
    quotes: tuple[Quote, ...]
    score: float
    novelty: float = 1.0

    @property
    def texts(self) -> tuple[Article, ...]:
        """The articles without those that repeat another's text."""
        repeated = {id for same in self.copies for id in same[1:]}
        return tuple(article for article in self.articles if article.id not in repeated)


def group(items: Sequence[ComparedArticle]) -> list[list[int]]:
    """Places of the articles of each story; every article in exactly one, the fullest text first.

    Doesn't depend on the order of the items: of equals, the one with the lower id comes first.
    """
    order = sorted(range(len(items)), key=lambda i: items[i].article.id)
    found = _grouped(Similarities([items[i] for i in order]), range(len(items)))
    return [[order[i] for i in places] for places in found]


def stories(
    items: Sequence[ComparedArticle],
    before: Sequence[ComparedArticle] = (),
    muted: Sequence[ComparedArticle] = (),
    chosen: Sequence[Quote] | None = None,
    limit: int | None = None,
) -> list[Story]:
    """The stories of a period, the weightiest first.

    before: articles of the days before, against which novelty is measured.  muted: articles whose stories are
    unwanted.  chosen: the quotes that fit what is asked for, best first; without them each story's best are found.
    """
    items = sorted(items, key=lambda item: item.article.id)
    compared = Similarities([*items, *before, *muted])
    earlier = list(range(len(items), len(items) + len(before)))
    unwanted = list(range(len(items) + len(before), len(compared.items)))
    twins = {i: group[0] for group in compared.same_text for i in group}
    known = _known(compared, len(items), earlier, twins)
    told = []
    for places in _grouped(compared, range(len(items))):
        if not unwanted or not _is_muted(compared, places, unwanted, twins):
            novelty = 1.0 - max(known[i] for i in places)
            told.append((_story([items[i] for i in places], [twins[i] for i in places], novelty, chosen), places))
    told.sort(key=lambda one: (-one[0].score, one[0].articles[0].id))
    if chosen is not None:
        return [story for story, _ in told[:limit]]
    # Only now: cutting quotes takes longer than all the rest, and most stories of a large window are not shown.
    return [_with_quotes(story, [items[i] for i in places]) for story, places in told[:limit]]


def _known(compared: Similarities, count: int, earlier: list[int], twins: dict[int, int]) -> list[float]:
    """How well the days before knew what each of the first `count` articles tells, 0 to 1."""
    if not earlier:
        return [0.0] * count
    texts = {twins[i] for i in earlier}
    nearest = [
        value
        for first in range(0, count, BLOCK)
        for value in compared.same_event(range(first, min(count, first + BLOCK)), earlier).max(axis=1).tolist()
    ]
    return [1.0 if twins[i] in texts else nearest[i] for i in range(count)]


def _with_quotes(story: Story, items: Sequence[ComparedArticle]) -> Story:
    texts = {article.id for article in story.texts}
    told = sorted((item for item in items if item.article.id in texts), key=lambda item: item.article.id)
    return replace(story, quotes=best_quotes(told, story.headline))


def _is_muted(compared: Similarities, places: list[int], muted: list[int], twins: dict[int, int]) -> bool:
    ids = {compared.items[i].article.id for i in muted}
    if any(compared.items[i].article.id in ids for i in places) or {twins[i] for i in places} & {
        twins[i] for i in muted
    }:
        return True
    return bool((compared.same_event(places, muted).mean(axis=0) >= SAME_EVENT).any())


# grouping


def _grouped(compared: Similarities, wanted: Iterable[int]) -> list[list[int]]:
    """Groups of items, near-identical texts counted as one."""
    inside = set(wanted)
    items = compared.items
    texts = [
        sorted((i for i in group if i in inside), key=lambda i: (-len(items[i].article.text), items[i].article.id))
        for group in compared.same_text
    ]
    texts = sorted((text for text in texts if text), key=lambda text: items[text[0]].article.id)
    links = _links(compared, [text[0] for text in texts])
    groups = _joined(links, len(texts))
    found = [[i for text in group for i in texts[text]] for group in groups]
    for one in found:
        one.sort(key=lambda i: (-len(items[i].article.text), items[i].article.id))
    return sorted(found, key=lambda one: min(items[i].article.id for i in one))


def _links(compared: Similarities, places: Sequence[int]) -> list[dict[int, float]]:
    """For each article those that are like it at all, by their position in `places`."""
    links: list[dict[int, float]] = [{} for _ in places]
    for first in range(0, len(places), BLOCK):
        rows = list(places[first : first + BLOCK])
        likeness = compared.same_event(rows, places)
        for row in range(len(rows)):
            one = first + row
            likeness[row, one] = 0.0
            near = (likeness[row] >= FAINT).nonzero()[0]
            if len(near) > NEAREST:
                near = near[(-likeness[row][near]).argsort(kind="stable")[:NEAREST]]
            for other in near.tolist():
                links[one][other] = links[other][one] = float(likeness[row, other])
    return links


def _joined(links: list[dict[int, float]], count: int) -> list[list[int]]:
    """Groups: the two most alike join, while they are alike enough.

    The likeness of two groups is the mean, over all their articles, of each one's nearest in the other group:
    one article between two events can't tie them together, and a long story needn't be alike from end to end.
    """
    groups = {i: [i] for i in range(count)}
    near = {i: set(held) for i, held in enumerate(links)}
    heap = [
        (-value, a, b) for a, held in enumerate(links) for b, value in held.items() if a < b and value >= SAME_EVENT
    ]
    heapq.heapify(heap)
    while heap:
        value, a, b = heapq.heappop(heap)
        if a not in groups or b not in groups or -value != _alike(links, groups[a], groups[b]):
            continue
        groups[a] += groups.pop(b)
        near[a] |= near.pop(b)
        near[a] -= {a, b}
        for other in near[a]:
            near[other].discard(b)
            near[other].add(a)
            mean = _alike(links, groups[min(a, other)], groups[max(a, other)])
            if mean >= SAME_EVENT:
                heapq.heappush(heap, (-mean, min(a, other), max(a, other)))
    return list(groups.values())


def _alike(links: list[dict[int, float]], one: list[int], other: list[int]) -> float:
    if len(one) == len(other) == 1:
        return links[one[0]].get(other[0], 0.0)
    there = [max(links[i].get(j, 0.0) for j in other) for i in one]
    back = [max(links[j].get(i, 0.0) for i in one) for j in other]
    return (sum(there) / len(there) + sum(back) / len(back)) / 2


# telling


def _story(
    items: Sequence[ComparedArticle], texts: Sequence[int], novelty: float, chosen: Sequence[Quote] | None
) -> Story:
    """texts: a number for the text of each item, the same for near-identical ones."""
    first: dict[int, ComparedArticle] = {}
    same: dict[int, list[Article]] = {}
    for item, text in zip(items, texts, strict=True):
        if text in first:
            same[text].append(item.article)
        else:
            first[text], same[text] = item, []
    order = sorted(first, key=lambda text: _weight(first[text], len(same[text])), reverse=True)
    articles = [first[text].article for text in order]
    for text in order:
        articles += sorted(same[text], key=lambda a: a.id)
    copies = tuple((first[text].article.id, *sorted(a.id for a in same[text])) for text in order if same[text])
    headline = next((" ".join(a.title.split()) for a in articles if a.title and a.title.strip()), None) or _opening(
        articles[0]
    )
    outlets = tuple(dict.fromkeys(a.outlet for a in articles if a.outlet))
    told = [first[text] for text in order]
    people = _speakers(told)
    ids = {a.id for a in articles}
    fitting = [quote for quote in chosen or () if quote.article.id in ids]
    fit = max((quote.score for quote in fitting), default=0.0)
    sources = max(len(outlets), 1)
    score = math.log2(1 + sources) + 0.4 * math.log2(1 + len(people)) + 0.2 * math.log2(len(articles)) + novelty + fit
    return Story(
        tuple(articles),
        copies,
        headline,
        outlets,
        people,
        _different_first(fitting),
        round(score, 4),
        round(novelty, 4),
    )


def _weight(item: ComparedArticle, copies: int) -> tuple[bool, int, int, int]:
    """What makes an article represent its story: a title, many who carry its text, people who speak, age."""
    voices = {s.person.name for s in item.statements if s.person is not None}
    return bool((item.article.title or "").strip()), copies, len(voices), -item.article.id


def _opening(article: Article) -> str:
    words = article.text.split()
    return " ".join(words[:12]) + (" …" if len(words) > 12 else "")


def _speakers(items: Iterable[ComparedArticle]) -> tuple[Person, ...]:
    """Who speaks, people before organisations, who is in most of the articles first."""
    voices = [[s.person for s in item.statements if s.person is not None] for item in items]
    keys = _keys(person for here in voices for person in here)
    found: dict[str, Person] = {}
    counts: dict[str, int] = {}
    for here in voices:
        for person in here:
            held = found.setdefault(keys[person.name], person)
            if len(held.name.split()) == 1 < len(person.name.split()):
                found[keys[person.name]] = person
        for key in {keys[person.name] for person in here}:
            counts[key] = counts.get(key, 0) + 1
    return tuple(found[key] for key in sorted(found, key=lambda k: (found[k].organisation, -counts[k], found[k].name)))


def _keys(people: Iterable[Person]) -> dict[str, str]:
    """What names of one person in a story have in common: initials aside, and a surname with its one full name."""
    names = {person.name: person.organisation for person in people}
    keys = {}
    for name, organisation in names.items():
        words = name.casefold().split()
        ends = words if organisation or len(words) < 2 else [words[0], words[-1]]
        keys[name] = " ".join(ends)
    for name in names:
        full = {key for key in keys.values() if " " in key and key.split()[-1] == keys[name]}
        if len(full) == 1 and not names[name]:
            keys[name] = full.pop()
    return keys


# quotes


def best_quotes(items: Iterable[ComparedArticle], headline: str = "", most: int = QUOTES) -> tuple[Quote, ...]:
    """The statements that say most, in their own words where the article has them, of different speakers first."""
    topic = TopicQuery(tuple(content_stems(headline)) if headline else ())
    said = [
        (item, statement)
        for item in items
        for statement in item.statements
        if statement.person is not None and not statement.question
    ]
    said.sort(key=lambda one: (-_promise(one[1]), one[0].article.id, one[1].start))
    weighed = said[: WEIGHED * most]
    words = {item.article.id: topic.find(item.article.text) for item, _ in weighed}
    found = [_weighed(item.article, one, item.statements, words[item.article.id]) for item, one in weighed]
    found = sorted(found, key=lambda one: (-one.score, one.article.id, one.start))[:200]
    kept = deduplicate([Slice(one.article.id, one.start, one.end, one.text) for one in found])
    quotes = [replace(found[i], also=tuple(found[j].article for j in others)) for i, others in kept.items()]
    return _different_first(quotes, most)


def _promise(statement: Statement) -> float:
    """What a statement is worth before its words are looked at."""
    own = {Kind.DIRECT: 0.4, Kind.MIXED: 0.25}.get(statement.kind, 0.0)
    named = 0.0 if statement.person is None or statement.person.organisation else 0.3
    return own + named + 0.2 * statement.confidence + 0.2 * max(0.0, 1.0 - statement.start / 3000)


def _weighed(article: Article, statement: Statement, others: Sequence[Statement], topic: TopicMatches) -> Quote:
    around = Passage(0, article.id, statement.start, min(len(article.text), statement.start + LONGEST))
    span = cut_statement(article.text, statement, around, topic)
    start, end = extend_quotation(article.text, span, statement, others)
    text = article.text[start:end]
    size = len(text.split())
    covered = topic.coverage(*statement.content)
    score = (
        _promise(statement) + 0.3 * min(1.0, size / FULL_QUOTE_WORDS) - 0.2 * max(0.0, size / 60 - 1.0) + 0.5 * covered
    )
    return Quote(
        article, start, end,
        speaker=statement.person, via=statement.via, kind=statement.kind,
        cue=article.text[statement.cue[0] : statement.cue[1]] if statement.cue else None,
        score=round(score, 4),
    )  # fmt: skip


def _different_first(quotes: Sequence[Quote], most: int = QUOTES) -> tuple[Quote, ...]:
    """The best quote of each speaker, then the second of each."""
    keys = _keys(quote.speaker for quote in quotes if quote.speaker is not None)
    turns: dict[str, int] = {}
    ranked = []
    for place, quote in enumerate(quotes):
        key = keys[quote.speaker.name] if quote.speaker is not None else ""
        turns[key] = turns.get(key, 0) + 1
        ranked.append((turns[key], place, quote))
    ranked.sort(key=lambda one: one[:2])
    return tuple(quote for _, _, quote in ranked[:most])
