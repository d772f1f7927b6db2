"""Articles of a period as stories: one event, however many articles report it."""

from __future__ import annotations

import heapq
import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from index.model import Article, Kind, Passage, Person, Quote, Statement
from index.news.similarity import ComparedArticle, Similarities
from index.text.quote_dedupe import FULL_QUOTE_WORDS, Slice, deduplicate
from index.text.quote_spans import cut_statement, extend_quotation
from index.text.terms import content_stems
from index.text.topic_matches import TopicMatches, TopicQuery
from index.text.unclear_quotes import with_paragraphs

SAME_EVENT = 0.5  # similarity of two groups of articles at which they are one story
MIN_SIMILARITY = 0.1  # a lower one counts as none
MAX_NEIGHBOURS = 100  # articles whose similarity to one article is kept
BLOCK = 512  # articles compared with all others at a time
MAX_QUOTES = 4  # of a story
WEIGHED_PER_QUOTE = 12  # statements that are weighed for each quote wanted
MAX_WEIGHED = 200  # quotes that are compared with each other
MAX_STATEMENT = 3000  # code points of a statement from which a quote is cut
HEADLINE_WORDS = 12  # of an article without a title


@dataclass(frozen=True, slots=True)
class Story:
    """Articles that report one event.

    Attributes:
        articles: All of them: the representative first, those that repeat another one's text last.
        copies: Ids of articles that carry nearly the same text, a group for each such text.
        headline: The title of an article; the first words of one when none has a title.
        outlets: Of the articles, each once.
        speakers: Who speaks in them, people before organisations, who is in most articles first.
        quotes: The best ones, of different speakers first.
        score: How much the story matters; higher is more.
        novelty: 1 when the reader was sent nothing like it, 0 when they were sent it already.
        is_update: Whether it goes on with a story that the reader was sent; what is new in it then comes first.
    """

    articles: tuple[Article, ...]
    copies: tuple[tuple[int, ...], ...]
    headline: str
    outlets: tuple[str, ...]
    speakers: tuple[Person, ...]
    quotes: tuple[Quote, ...]
    score: float
    novelty: float = 1.0
    is_update: bool = False

    @property
    def distinct_articles(self) -> tuple[Article, ...]:
        """The articles without those that repeat another one's text."""
        repeats = {id for group in self.copies for id in group[1:]}
        return tuple(article for article in self.articles if article.id not in repeats)


def group_by_event(items: Sequence[ComparedArticle]) -> list[list[int]]:
    """Group articles into stories, by average-link clustering of their similarities.

    Args:
        items: Articles, in any order: the groups don't depend on it.

    Returns:
        Groups of positions in `items`, each position in exactly one; in a group the longest text first, of equally
        long ones the lowest article id.
    """
    by_id = sorted(range(len(items)), key=lambda i: items[i].article.id)
    groups = _grouped(Similarities([items[i] for i in by_id]), range(len(items)))
    return [[by_id[place] for place in group] for group in groups]


def find_stories(
    items: Sequence[ComparedArticle],
    sent: Sequence[ComparedArticle] = (),
    muted: Sequence[ComparedArticle] = (),
    chosen: Sequence[Quote] | None = None,
    limit: int | None = None,
) -> list[Story]:
    """The stories of a period.

    Args:
        items: Articles of the period, with their statements.
        sent: Articles that the reader was sent already: a story that goes on with theirs is an update.
        muted: Articles whose stories are unwanted.
        chosen: Quotes that fit what is asked for, best first; None means that each story's best ones are looked for.
        limit: The most stories; None means all.

    Returns:
        Stories by falling score.
    """
    items = sorted(items, key=lambda item: item.article.id)
    comparison = _Comparison(Similarities([*items, *sent, *muted]), len(items), len(sent))
    stories: list[tuple[Story, list[int]]] = []
    for group in _grouped(comparison.similarities, range(len(items))):
        if not comparison.is_muted(group):
            texts = [comparison.text_of[place] for place in group]
            stories.append((_story([items[i] for i in group], texts, comparison.novelty(group), chosen), group))
    stories.sort(key=lambda entry: (-entry[0].score, entry[0].articles[0].id))
    if chosen is not None:
        return [story for story, _ in stories[:limit]]
    # Only now: cutting quotes takes longer than all the rest, and most stories of a large window are not shown.
    return [_with_quotes(story, [items[i] for i in group]) for story, group in stories[:limit]]


class _Comparison:
    """The articles of a period beside those of the days before and those that are muted."""

    def __init__(self, similarities: Similarities, current: int, before: int) -> None:
        self.similarities = similarities
        self.text_of = {place: group[0] for group in similarities.same_text for place in group}
        earlier = list(range(current, current + before))
        self._muted = list(range(current + before, len(similarities.items)))
        self._known = self._known_before(current, earlier) if earlier else [0.0] * current

    def _known_before(self, current: int, earlier: list[int]) -> list[float]:
        """How likely what each current article reports was reported earlier, 0 to 1."""
        earlier_texts = {self.text_of[place] for place in earlier}
        nearest: list[float] = []
        for first in range(0, current, BLOCK):
            rows = range(first, min(current, first + BLOCK))
            nearest += self.similarities.same_event(rows, earlier).max(axis=1).tolist()
        return [1.0 if self.text_of[place] in earlier_texts else nearest[place] for place in range(current)]

    def novelty(self, group: Sequence[int]) -> float:
        """1 when nothing of the group was known before, 0 when an article of it was."""
        return 1.0 - max(self._known[place] for place in group)

    def is_muted(self, group: Sequence[int]) -> bool:
        """Whether a group shares an article or a text with those muted, or reports the event of one of them."""
        if not self._muted:
            return False
        items = self.similarities.items
        muted_articles = {items[place].article.id for place in self._muted}
        muted_texts = {self.text_of[place] for place in self._muted}
        if any(items[place].article.id in muted_articles or self.text_of[place] in muted_texts for place in group):
            return True
        return bool((self.similarities.same_event(group, self._muted).mean(axis=0) >= SAME_EVENT).any())


def _with_quotes(story: Story, items: Sequence[ComparedArticle]) -> Story:
    distinct = {article.id for article in story.distinct_articles}
    quoted = sorted((item for item in items if item.article.id in distinct), key=lambda item: item.article.id)
    return replace(story, quotes=best_quotes(quoted, story.headline))


# grouping


def _grouped(similarities: Similarities, wanted: Iterable[int]) -> list[list[int]]:
    """Groups of the wanted positions; near-identical texts count as one article."""
    inside = set(wanted)
    items = similarities.items

    def longest_first(place: int) -> tuple[int, int]:
        return -len(items[place].article.text), items[place].article.id

    texts = [sorted(inside.intersection(group), key=longest_first) for group in similarities.same_text]
    texts = sorted((text for text in texts if text), key=lambda text: items[text[0]].article.id)
    clusters = _clustered(_neighbours(similarities, [text[0] for text in texts]))
    groups = [sorted((place for text in cluster for place in texts[text]), key=longest_first) for cluster in clusters]
    return sorted(groups, key=lambda group: min(items[place].article.id for place in group))


def _neighbours(similarities: Similarities, places: Sequence[int]) -> list[dict[int, float]]:
    """For each of `places` the similarities of its nearest neighbours, by their index in `places`."""
    neighbours: list[dict[int, float]] = [{} for _ in places]
    for first in range(0, len(places), BLOCK):
        rows = list(places[first : first + BLOCK])
        block = similarities.same_event(rows, places)
        for row in range(len(rows)):
            article = first + row
            block[row, article] = 0.0
            near = (block[row] >= MIN_SIMILARITY).nonzero()[0]
            if len(near) > MAX_NEIGHBOURS:
                near = near[(-block[row][near]).argsort(kind="stable")[:MAX_NEIGHBOURS]]
            for other in near.tolist():
                neighbours[article][other] = neighbours[other][article] = float(block[row, other])
    return neighbours


def _clustered(neighbours: list[dict[int, float]]) -> list[list[int]]:
    """Agglomerative clustering: the two most similar clusters merge, while they are similar enough."""
    clustering = _Clustering(neighbours)
    queue = [
        (-similarity, a, b)
        for a, near in enumerate(neighbours)
        for b, similarity in near.items()
        if a < b and similarity >= SAME_EVENT
    ]
    heapq.heapify(queue)
    while queue:
        negative_similarity, a, b = heapq.heappop(queue)
        if not clustering.is_current(a, b, -negative_similarity):
            continue  # one of them has merged or grown meanwhile
        clustering.merge(a, b)
        for similarity, low, high in clustering.similar_to(a):
            heapq.heappush(queue, (-similarity, low, high))
    return list(clustering.clusters.values())


class _Clustering:
    """Clusters of articles, each under the number of its first article."""

    def __init__(self, neighbours: list[dict[int, float]]) -> None:
        self.clusters = {article: [article] for article in range(len(neighbours))}
        self._neighbours = neighbours
        self._adjacent = {article: set(near) for article, near in enumerate(neighbours)}

    def is_current(self, a: int, b: int, similarity: float) -> bool:
        """Whether two clusters exist and are still as similar as that."""
        return a in self.clusters and b in self.clusters and similarity == self._similarity(a, b)

    def merge(self, a: int, b: int) -> None:
        """Add cluster b to a."""
        self.clusters[a] += self.clusters.pop(b)
        self._adjacent[a] |= self._adjacent.pop(b)
        self._adjacent[a] -= {a, b}
        for other in self._adjacent[a]:
            self._adjacent[other].discard(b)
            self._adjacent[other].add(a)

    def similar_to(self, a: int) -> Iterator[tuple[float, int, int]]:
        """The pairs of a cluster with others that are similar enough to merge, with their similarities."""
        for other in self._adjacent[a]:
            low, high = min(a, other), max(a, other)
            if (similarity := self._similarity(low, high)) >= SAME_EVENT:
                yield similarity, low, high

    def _similarity(self, a: int, b: int) -> float:
        """The mean, over all articles of two clusters, of each one's nearest in the other cluster.

        A single article between two events can't merge them, and a long story needn't be alike from end to end.
        """
        neighbours, of_a, of_b = self._neighbours, self.clusters[a], self.clusters[b]
        if len(of_a) == len(of_b) == 1:
            return neighbours[of_a[0]].get(of_b[0], 0.0)
        nearest_to_a = [max(neighbours[i].get(j, 0.0) for j in of_b) for i in of_a]
        nearest_to_b = [max(neighbours[j].get(i, 0.0) for i in of_a) for j in of_b]
        return (sum(nearest_to_a) / len(of_a) + sum(nearest_to_b) / len(of_b)) / 2


# describing


@dataclass(frozen=True, slots=True)
class _SharedText:
    """An article, and the others that carry nearly its text, by id."""

    item: ComparedArticle
    copies: list[Article]

    def weight(self) -> tuple[bool, int, int, int]:
        """What makes an article represent its story: a title, copies of its text, people who speak in it, age."""
        names = {statement.person.name for statement in self.item.statements if statement.person is not None}
        return bool((self.item.article.title or "").strip()), len(self.copies), len(names), -self.item.article.id

    def ids(self) -> tuple[int, ...]:
        return self.item.article.id, *(article.id for article in self.copies)


def _story(
    items: Sequence[ComparedArticle], text_of: Sequence[int], novelty: float, chosen: Sequence[Quote] | None
) -> Story:
    """text_of: a number for the text of each item, the same for near-identical ones."""
    texts = sorted(_shared_texts(items, text_of), key=_SharedText.weight, reverse=True)
    articles = tuple(chain((text.item.article for text in texts), *(text.copies for text in texts)))
    outlets = tuple(dict.fromkeys(article.outlet for article in articles if article.outlet))
    speakers = _speakers([text.item for text in texts])
    ids = {article.id for article in articles}
    fitting = [quote for quote in chosen or () if quote.article.id in ids]
    fit = max((quote.score for quote in fitting), default=0.0)
    return Story(
        articles,
        tuple(text.ids() for text in texts if text.copies),
        _headline(articles),
        outlets,
        speakers,
        _different_speakers_first(fitting),
        round(_score(len(outlets), len(speakers), len(articles)) + fit, 4),
        round(novelty, 4),
        novelty < SAME_EVENT,
    )


def _score(outlets: int, speakers: int, articles: int) -> float:
    """How much a story matters by how many report it and speak in it."""
    return math.log2(1 + max(outlets, 1)) + 0.4 * math.log2(1 + speakers) + 0.2 * math.log2(articles)


def _shared_texts(items: Sequence[ComparedArticle], text_of: Sequence[int]) -> list[_SharedText]:
    """Each text once, by the first item that has it."""
    texts: dict[int, _SharedText] = {}
    for item, text in zip(items, text_of, strict=True):
        if text in texts:
            texts[text].copies.append(item.article)
        else:
            texts[text] = _SharedText(item, [])
    for shared in texts.values():
        shared.copies.sort(key=lambda article: article.id)
    return list(texts.values())


def _headline(articles: Sequence[Article]) -> str:
    titles = (" ".join((article.title or "").split()) for article in articles)
    return next(filter(None, titles), None) or _first_words(articles[0])


def _first_words(article: Article) -> str:
    words = article.text.split()
    return " ".join(words[:HEADLINE_WORDS]) + (" …" if len(words) > HEADLINE_WORDS else "")


def _speakers(items: Iterable[ComparedArticle]) -> tuple[Person, ...]:
    """Who speaks, people before organisations, who is in most of the articles first."""
    speakers_in = [
        [statement.person for statement in item.statements if statement.person is not None] for item in items
    ]
    keys = _person_keys(chain.from_iterable(speakers_in))
    articles = Counter(key for people in speakers_in for key in {keys[person.name] for person in people})
    speakers: dict[str, Person] = {}
    for person in chain.from_iterable(speakers_in):
        key = keys[person.name]
        if key not in speakers or len(speakers[key].name.split()) == 1 < len(person.name.split()):
            speakers[key] = person
    order = sorted(speakers, key=lambda key: (speakers[key].organisation, -articles[key], speakers[key].name))
    return tuple(speakers[key] for key in order)


def _person_keys(people: Iterable[Person]) -> dict[str, str]:
    """A key for each name, the same for names of one person: without initials, and a surname's only full name."""
    organisations = {person.name: person.organisation for person in people}
    keys = {}
    for name, organisation in organisations.items():
        words = name.casefold().split()
        compared = words if organisation or len(words) < 2 else [words[0], words[-1]]
        keys[name] = " ".join(compared)
    for name in organisations:
        full_names = {key for key in keys.values() if " " in key and key.split()[-1] == keys[name]}
        if len(full_names) == 1 and not organisations[name]:
            keys[name] = full_names.pop()
    return keys


# quotes


def best_quotes(items: Iterable[ComparedArticle], headline: str = "", most: int = MAX_QUOTES) -> tuple[Quote, ...]:
    """The statements that say most, in the speakers' own words where an article has them.

    Args:
        items: Articles with their statements.
        headline: What the quotes are to be about; empty when anything goes.
        most: The most quotes.

    Returns:
        Quotes, the best of each speaker first, then the second of each; then quotations whose speaker is not clear.
    """
    topic = TopicQuery(tuple(content_stems(headline)) if headline else ())
    statements = [
        (item, statement)
        for item in items
        for statement in item.statements
        if not statement.question and (statement.person is not None or statement.kind is not Kind.INDIRECT)
    ]
    statements.sort(key=lambda pair: (pair[1].person is None, -_promise(pair[1]), pair[0].article.id, pair[1].start))
    weighed = statements[: WEIGHED_PER_QUOTE * most]
    matches = {item.article.id: topic.find(item.article.text) for item, _ in weighed}
    ranked = sorted(
        (_quote(item.article, statement, item.statements, matches[item.article.id]) for item, statement in weighed),
        key=lambda quote: (quote.speaker_unclear, -quote.score, quote.article.id, quote.start),
    )[:MAX_WEIGHED]
    kept = deduplicate([Slice(quote.article.id, quote.start, quote.end, quote.text) for quote in ranked])
    quotes = [
        replace(ranked[place], also=tuple(ranked[other].article for other in others)) for place, others in kept.items()
    ]
    return with_paragraphs(_different_speakers_first(quotes, most))


def _promise(statement: Statement) -> float:
    """What a statement is worth before its words are looked at."""
    own_words = {Kind.DIRECT: 0.4, Kind.MIXED: 0.25}.get(statement.kind, 0.0)
    named = 0.0 if statement.person is None or statement.person.organisation else 0.3
    return own_words + named + 0.2 * statement.confidence + 0.2 * max(0.0, 1.0 - statement.start / 3000)


def _quote(article: Article, statement: Statement, others: Sequence[Statement], matches: TopicMatches) -> Quote:
    """A statement cut to whole sentences, with its score."""
    end_of_passage = min(len(article.text), statement.start + MAX_STATEMENT)
    passage = Passage(0, article.id, statement.start, end_of_passage)
    span = cut_statement(article.text, statement, passage, matches)
    start, end = extend_quotation(article.text, span, statement, others)
    word_count = len(article.text[start:end].split())
    score = (
        _promise(statement)
        + 0.3 * min(1.0, word_count / FULL_QUOTE_WORDS)
        - 0.2 * max(0.0, word_count / 60 - 1.0)
        + 0.5 * matches.coverage(*statement.content)
    )
    return Quote(
        article, start, end,
        speaker=statement.person, via=statement.via, kind=statement.kind,
        cue=article.text[statement.cue[0] : statement.cue[1]] if statement.cue else None,
        score=round(score, 4),
    )  # fmt: skip


def _different_speakers_first(quotes: Sequence[Quote], most: int = MAX_QUOTES) -> tuple[Quote, ...]:
    """The best quote of each speaker, then the second of each; at last those whose speaker is not clear."""
    keys = _person_keys(quote.speaker for quote in quotes if quote.speaker is not None)
    turns: Counter[str] = Counter()
    ranked: list[tuple[bool, int, int, Quote]] = []
    for place, quote in enumerate(quotes):
        speaker = keys[quote.speaker.name] if quote.speaker is not None else ""
        turns[speaker] += 1
        ranked.append((quote.speaker_unclear, turns[speaker], place, quote))
    ranked.sort(key=lambda entry: entry[:3])
    return tuple(entry[-1] for entry in ranked[:most])
