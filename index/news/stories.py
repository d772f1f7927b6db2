"""Articles of a period as stories: one event, however many articles report it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import chain

import numpy as np

from index.model import Article, Person, Quote
from index.news.clustering import average_link
from index.news.importance import Prominence, importance
from index.news.said_before import holds_words, joined_words, own_words
from index.news.similarity import ComparedArticle, Similarities
from index.news.story_quotes import best_quotes, different_speakers_first, person_keys

SAME_EVENT = 0.5  # mean likelihood between two groups of articles at which they are one story
SAME_STORY = 0.45  # likelihood from which an article goes on with the story of one that the reader was sent
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


def group_by_event(items: Sequence[ComparedArticle], similarities: Similarities | None = None) -> list[list[int]]:
    """Group articles into stories, by average-link clustering of their likelihoods to report one event.

    Args:
        items: Articles, in any order: the groups don't depend on it.
        similarities: Of these articles, ordered by their ids; None for those that the trained model finds.

    Returns:
        Groups of positions in `items`, each position in exactly one; in a group the longest text first, of equally
        long ones the lowest article id.
    """
    by_id = sorted(range(len(items)), key=lambda i: items[i].article.id)
    groups = _grouped(similarities or Similarities([items[i] for i in by_id]), range(len(items)))
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
    stories = [
        comparison.story(group, chosen)
        for group in _grouped(comparison.similarities, range(len(items)))
        if not comparison.is_muted(group)
    ]
    stories.sort(key=lambda story: (-story.score, story.articles[0].id))
    known = _words_sent(sent) if any(story.is_update for story in stories) else ""
    if chosen is not None:
        return [_new_first(story, known) for story in stories[:limit]]
    # Only now: cutting quotes takes longer than all the rest, and most stories of a large window are not shown.
    by_id = {item.article.id: item for item in items}
    return [_new_first(_with_quotes(story, by_id), known) for story in stories[:limit]]


def _grouped(similarities: Similarities, wanted: Iterable[int]) -> list[list[int]]:
    """Groups of the wanted positions; near-identical texts count as one article."""
    inside = set(wanted)
    items = similarities.items

    def longest_first(place: int) -> tuple[int, int]:
        return -len(items[place].article.text), items[place].article.id

    texts = [sorted(inside.intersection(group), key=longest_first) for group in similarities.same_text]
    texts = sorted((text for text in texts if text), key=lambda text: items[text[0]].article.id)
    number = {text[0]: place for place, text in enumerate(texts)}
    links = [
        {number[other]: likelihood for other, likelihood in similarities.links[text[0]].items() if other in number}
        for text in texts
    ]
    groups = [
        sorted((place for text in cluster for place in texts[text]), key=longest_first)
        for cluster in average_link(links, SAME_EVENT)
    ]
    return sorted(groups, key=lambda group: min(items[place].article.id for place in group))


class _Comparison:
    """The articles of a period beside those that the reader was sent and those that are muted."""

    def __init__(self, similarities: Similarities, current: int, sent: int) -> None:
        self.similarities = similarities
        self._text_of = {place: group[0] for group in similarities.same_text for place in group}
        self._sent = range(current, current + sent)
        self._sent_texts = {self._text_of[place] for place in self._sent}
        self._muted = range(current + sent, len(similarities.items))

    def is_muted(self, group: Sequence[int]) -> bool:
        """Whether a group shares an article or a text with those muted, or reports the event of one of them."""
        items = self.similarities.items
        for muted in self._muted:
            is_same = any(
                items[place].article.id == items[muted].article.id or self._text_of[place] == self._text_of[muted]
                for place in group
            )
            if is_same or np.mean([self._likelihood(place, muted) for place in group]) >= SAME_EVENT:
                return True
        return False

    def story(self, group: Sequence[int], chosen: Sequence[Quote] | None) -> Story:
        """A group of articles as a story."""
        texts = sorted(self._texts(group), key=lambda text: (-text.weight, text.item.article.id))
        articles = tuple(chain((text.item.article for text in texts), *(text.copies for text in texts)))
        outlets = tuple(dict.fromkeys(article.outlet for article in articles if article.outlet))
        speakers = _speakers([text.item for text in texts])
        ids = {article.id for article in articles}
        fitting = [quote for quote in chosen or () if quote.article.id in ids]
        known = max((self._known(place) for place in group), default=0.0)
        prominence = Prominence(articles, len(texts), outlets, speakers)
        fit = max((quote.score for quote in fitting), default=0.0)
        return Story(
            articles,
            tuple(text.ids() for text in texts if text.copies),
            _headline(articles),
            outlets,
            speakers,
            different_speakers_first(fitting),
            round(importance(prominence) + fit, 4),
            round(1.0 - known, 4),
            known >= SAME_EVENT or self._goes_on(group),
        )

    def _texts(self, group: Sequence[int]) -> list[_SharedText]:
        """Each text of a group once, by the first article that has it."""
        places: dict[int, list[int]] = {}
        for place in group:
            places.setdefault(self._text_of[place], []).append(place)
        firsts = [same[0] for same in places.values()]
        items = self.similarities.items
        return [
            _SharedText(
                items[same[0]],
                sorted((items[place].article for place in same[1:]), key=lambda article: article.id),
                self._closeness(same[0], firsts) - self._known(same[0]),
            )
            for same in places.values()
        ]

    def _closeness(self, place: int, places: Sequence[int]) -> float:
        """How near an article is to the middle of some others and itself."""
        return sum(self._likelihood(place, other) for other in places if other != place) / len(places)

    def _known(self, place: int) -> float:
        """How likely it is that the reader was sent what an article reports, 0 to 1."""
        if self._text_of[place] in self._sent_texts:
            return 1.0
        links = self.similarities.links[place].items()
        return max((likelihood for other, likelihood in links if other in self._sent), default=0.0)

    def _goes_on(self, group: Sequence[int]) -> bool:
        """Whether an article of a group goes on with a story that the reader was sent."""
        if not self._sent:
            return False
        current, sent = np.array(group, dtype=np.int64), np.array(self._sent, dtype=np.int64)
        pairs = np.repeat(current, len(sent)), np.tile(sent, len(current))
        return bool((self.similarities.goes_on(*pairs) >= SAME_STORY).any())

    def _likelihood(self, place: int, other: int) -> float:
        return self.similarities.links[place].get(other, 0.0)


@dataclass(frozen=True, slots=True)
class _SharedText:
    """An article, and the others that carry nearly its text, by id.

    Attributes:
        item: The article.
        copies: The others.
        middle: How near it is to the middle of its story, less what the reader knows of it.
    """

    item: ComparedArticle
    copies: list[Article]
    middle: float

    @property
    def weight(self) -> float:
        """What makes an article represent its story: a title, and to stand in its middle; then copies of its text."""
        return 10.0 * bool((self.item.article.title or "").strip()) + round(self.middle, 4) + 0.01 * len(self.copies)

    def ids(self) -> tuple[int, ...]:
        return self.item.article.id, *(article.id for article in self.copies)


def _words_sent(sent: Iterable[ComparedArticle]) -> str:
    return joined_words("\n".join(item.article.text for item in sent))


def _with_quotes(story: Story, items: dict[int, ComparedArticle]) -> Story:
    quoted = sorted((items[article.id] for article in story.distinct_articles), key=lambda item: item.article.id)
    return replace(story, quotes=best_quotes(quoted, story.headline))


def _new_first(story: Story, known: str) -> Story:
    """An update with its new words first; known: the words of all that the reader was sent."""
    if not story.is_update:
        return story
    return replace(story, quotes=tuple(sorted(story.quotes, key=lambda each: holds_words(known, own_words(each)))))


def _headline(articles: Sequence[Article]) -> str:
    """The title of the first article that has one; else the first words of the first."""
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
    keys = person_keys(chain.from_iterable(speakers_in))
    articles = Counter(key for people in speakers_in for key in {keys[person.name] for person in people})
    speakers: dict[str, Person] = {}
    for person in chain.from_iterable(speakers_in):
        key = keys[person.name]
        if key not in speakers or len(speakers[key].name.split()) == 1 < len(person.name.split()):
            speakers[key] = person
    order = sorted(speakers, key=lambda key: (speakers[key].organisation, -articles[key], speakers[key].name))
    return tuple(speakers[key] for key in order)
