"""Whether an article is about a topic: by its title and lead, how often and how widely it names it, and its meaning."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from index.model import Article, Person, Span
from index.news.topic_mentions import Topic
from index.search.vector_index import Floats

LEAD = 600  # code points at a text's beginning that tell what it is about
PARTS = 10  # equal ones of a text, over which mentions spread
PART = 120  # code points of the shortest: a short text has fewer parts
ECHOED = 0.6  # of a title that has but the last word of a topic that the text names
ABOUT = 0.5  # probability from which an article is about a topic; best on the topics it was fitted on
_TITLE, _LEAD, _SPREAD, _DENSITY, _MEANING, _BIAS = 1.57, 1.72, 4.74, 0.73, 3.41, -5.19


@dataclass(frozen=True, slots=True)
class TopicSignals:
    """What tells whether an article is about a topic.

    Attributes:
        title: 1 where the title names it, less where it has but its last word.
        lead: Whether the beginning does.
        spread: Share of equal parts of the text that name it, 0 to 1.
        density: Mentions in a thousand words.
        meaning: Mean cosine of the article's passages to the topic; 0 for a name, near to which much else stands.
    """

    title: float
    lead: bool
    spread: float
    density: float
    meaning: float

    @property
    def probability(self) -> float:
        """How surely the article is about the topic, 0 to 1.

        The weights are of a logistic regression over labelled articles (`onrecord eval topics`, the fitted half).
        """
        evidence = (
            _TITLE * self.title
            + _LEAD * self.lead
            + _SPREAD * self.spread
            + _DENSITY * math.log1p(self.density)
            + _MEANING * min(max(self.meaning, 0.0), 0.5)
        )
        return 1 / (1 + math.exp(-(evidence + _BIAS)))


@dataclass(frozen=True, slots=True)
class ComparedText:
    """An article that is compared with topics.

    Attributes:
        article: The article.
        passages: Where its passages stand, ascending.
        vectors: Their embeddings, [passages, width].
        people: Who speaks in it.
    """

    article: Article
    passages: tuple[Span, ...]
    vectors: Floats
    people: tuple[Person, ...] = ()

    @property
    def names(self) -> frozenset[str]:
        """Names of people in several words, in which a topic's word means nothing."""
        return frozenset(each.name for each in self.people if not each.organisation and " " in each.name)


@dataclass(frozen=True, slots=True)
class TopicArticle:
    """An article beside a topic.

    Attributes:
        text: The article with its passages.
        mentions: Where it names the topic, ascending.
        cosines: Of each passage to the topic, [passages]; None for a name.
        probability: How surely it is about the topic, 0 to 1.
    """

    text: ComparedText
    mentions: tuple[Span, ...]
    cosines: Floats | None
    probability: float

    @property
    def is_about(self) -> bool:
        """Whether it is."""
        return self.probability >= ABOUT


def compared(topic: Topic, vector: Floats, texts: Sequence[ComparedText]) -> list[TopicArticle]:
    """Compare articles with a topic.

    Args:
        topic: What they may be about.
        vector: Its embedding, [width].
        texts: Articles with their passages; whether the topic is a name is told by all of them together.

    Returns:
        Each article, in the same order.
    """
    mentions = [topic.mentions(each.article.text, each.names) for each in texts]
    by_words = topic.phrase is not None or topic.is_written_as_name(
        (each.article.text, found) for each, found in zip(texts, mentions, strict=True)
    )
    return [
        _compared(topic, each, tuple(found), None if by_words else each.vectors @ vector)
        for each, found in zip(texts, mentions, strict=True)
    ]


def _compared(topic: Topic, text: ComparedText, mentions: tuple[Span, ...], cosines: Floats | None) -> TopicArticle:
    article = text.article
    length = max(1, len(article.text))
    parts = min(PARTS, max(1, length // PART))
    places = [*mentions, *topic.echoes(article.text, mentions)]
    signals = TopicSignals(
        _named_in_title(topic, text, bool(mentions)),
        bool(mentions) and mentions[0][0] < LEAD,
        len({parts * start // length for start, _ in places}) / parts,
        1000 * len(places) / max(1, len(article.text.split())),
        float(np.mean(cosines)) if cosines is not None and len(cosines) else 0.0,
    )
    return TopicArticle(text, mentions, cosines, signals.probability)


def _named_in_title(topic: Topic, text: ComparedText, is_named_below: bool) -> float:
    title = text.article.title or ""
    if topic.mentions(title, text.names):
        return 1.0
    return ECHOED if is_named_below and topic.is_echoed_in(title) else 0.0


def texts_to_compare(
    articles: Mapping[int, Article],
    passages: Iterable[tuple[int, int, int]],
    vectors: Floats,
    people: Mapping[int, Iterable[Person]],
) -> list[ComparedText]:
    """Articles with their passages, by rising id.

    Args:
        articles: By id.
        passages: Their (article, start, end), by article and place.
        vectors: Of these passages, [passages, width].
        people: Who speaks in each.
    """
    places = list(passages)
    owners = np.array([article for article, _, _ in places], dtype=np.int64)
    texts = []
    for id, article in sorted(articles.items()):
        first, last = np.searchsorted(owners, [id, id + 1])
        spans = tuple((start, end) for _, start, end in places[first:last])
        texts.append(ComparedText(article, spans, vectors[first:last], tuple(people.get(id, ()))))
    return texts
