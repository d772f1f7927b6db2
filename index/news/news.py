"""What is new for a subscriber: stories of the articles that came in, and the quotes to alert about.

A window is (after, upto] in article ids, the order of arrival: windows that touch miss nothing and report nothing
twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import numpy as np

from index.library import Index
from index.model import Article, Filter, Question, Quote
from index.news.junk import JunkKind, junk_kind
from index.news.said_before import each_once, new_quotes
from index.news.similarity import ComparedArticle, article_vector
from index.news.stories import Story, find_stories
from index.news.story_quotes import best_quotes
from index.news.topic_window import find_on_topic, is_on_any, is_sure, leave_out, with_words_on
from index.store.store import Store
from index.view import View

MAX_AGE = timedelta(days=14)  # an article published longer ago comes from an archive and is no news
MAX_GAP, MAX_RUNS = 20, 10  # archive articles within a run of recent ones; runs that are searched one by one
MAX_MATCHING = 400  # quotes that fit an interest
MAX_STORIES = 20


@dataclass(frozen=True, slots=True)
class Interest:
    """What a subscriber wants; None means no bound.

    Attributes:
        speaker: Whose words, as the subscriber names them.
        topic: What they are about.
        outlet: Where they were published.
        collections: Those the chat may see.
        without: Topics that are unwanted.
    """

    speaker: str | None = None
    topic: str | None = None
    outlet: str | None = None
    collections: tuple[str, ...] | None = None
    without: tuple[str, ...] = ()

    @property
    def needs_search(self) -> bool:
        """Whether quotes have to be searched for; else every article fits."""
        return bool(self.speaker or self.topic)


@dataclass(frozen=True, slots=True)
class News:
    """The stories of a window.

    Attributes:
        stories: By falling score.
        article_count: How many articles fit, those of stories beyond the limit too.
        old_count: How many of these were published so long ago that they make no story.
        left_out: Ids of further articles, which are no news, with what they are.
    """

    stories: tuple[Story, ...] = ()
    article_count: int = 0
    old_count: int = 0
    left_out: tuple[tuple[int, JunkKind], ...] = ()


def last_article(index: Index, before: datetime | None = None) -> int:
    """The highest id of an article that can be found.

    Args:
        index: The library.
        before: Only articles added before this moment count.

    Returns:
        The id; 0 where there is no article.
    """
    return index.store.last_article(before, index.generation)


def find_news(
    index: Index,
    interest: Interest,
    after: int,
    upto: int,
    muted: Iterable[int] = (),
    limit: int = MAX_STORIES,
    now: datetime | None = None,
    since: date | None = None,
    sent: Iterable[int] = (),
) -> News:
    """The stories of the window (after, upto] that fit an interest.

    Args:
        index: The library.
        interest: What is wanted.
        after: The window's articles have higher ids.
        upto: The highest id of the window.
        muted: Ids of articles whose stories are unwanted.
        limit: The most stories.
        now: What the age of articles is counted from; None means the present.
        since: Only articles published on this day or later, however old; None means those of the last MAX_AGE.
        sent: Ids of articles that the reader was sent already; nothing else counts as known to them.
    """
    now = now or datetime.now(UTC)
    window = _Window(index, interest, after, upto, now, since)
    articles, quotes = window.fitting(MAX_MATCHING)
    junk = {id: kind for id, article in articles.items() if (kind := junk_kind(article)) is not None}
    articles = {id: article for id, article in articles.items() if id not in junk}
    recent = {id: article for id, article in articles.items() if since or _is_recent(article, now)}
    stories: list[Story] = []
    if recent:
        stories = find_stories(
            _compared(window, recent),
            _compared(window, window.store.articles(sent), with_statements=False),
            _compared(window, window.store.articles(muted), with_statements=False),
            quotes,
            limit,
        )
    return News(tuple(stories), len(articles), len(articles) - len(recent), tuple(sorted(junk.items())))


def find_quotes(
    index: Index, interest: Interest, after: int, upto: int, limit: int, now: datetime | None = None
) -> tuple[Quote, ...]:
    """The new quotes of the window (after, upto] that fit an interest.

    Args:
        index: The library.
        interest: What is wanted.
        after: The window's articles have higher ids.
        upto: The highest id of the window.
        limit: The most quotes.
        now: What the age of articles is counted from; None means the present.

    Returns:
        Quotes, the best first.
    """
    now = now or datetime.now(UTC)
    window = _Window(index, interest, after, upto, now)
    articles, found = window.fitting(limit)
    if found is None:
        articles = {id: article for id, article in articles.items() if _is_recent(article, now)}
        statements = window.store.statements(articles)
        no_vector = np.zeros(0, dtype=np.float32)
        items = [ComparedArticle(article, no_vector, tuple(statements[id])) for id, article in sorted(articles.items())]
        found = best_quotes(items, most=limit)
    elif window.is_of_topic:
        found = tuple(quote for quote in found if is_sure(quote) and _is_recent(quote.article, now))
    seen_until = index.store.added(after) if after else None
    return each_once(new_quotes(found, index.view(interest.collections), after, seen_until))[:limit]


def _is_recent(article: Article, now: datetime) -> bool:
    return article.published is None or article.published > now - MAX_AGE


@dataclass(frozen=True, slots=True)
class _Window:
    """The articles of a window, as far as an interest goes.

    Attributes:
        index: The library.
        interest: What is wanted.
        after: The window's articles have higher ids.
        upto: The highest id of the window.
        now: What the age of articles is counted from.
        since: The first day of publication; None where only recent articles count.
    """

    index: Index
    interest: Interest
    after: int
    upto: int
    now: datetime
    since: date | None = None

    @property
    def view(self) -> View:
        """What the subscriber sees of the library."""
        return self.index.view(self.interest.collections)

    @property
    def store(self) -> Store:
        """The articles as the subscriber sees them."""
        return self.view.store

    @property
    def is_of_topic(self) -> bool:
        """Whether articles about a topic are wanted, whoever speaks in them."""
        return bool(self.interest.topic and not self.interest.speaker)

    def fitting(self, limit: int) -> tuple[dict[int, Article], tuple[Quote, ...] | None]:
        """The articles that fit, by id, and the quotes that do, best first; None where any quote of them fits."""
        wanted = self.interest
        window = Filter(self.since, None, wanted.outlet, self.after, self.upto)
        if wanted.topic and self.is_of_topic:
            finds = find_on_topic(self.index, self.view, wanted.topic, window, wanted.without)
            return finds.articles, finds.quotes[:limit]
        if wanted.needs_search:
            found = self.search(limit)
            if wanted.topic and wanted.speaker:
                found = with_words_on(self.view, wanted.topic, wanted.speaker, found, window)
            quotes = tuple(quote for quote in found if not is_on_any(wanted.without, quote))[:limit]
            return self.articles_with(quotes), quotes
        articles = self.store.articles(self.store.window(window))
        return leave_out(self.index, self.store, articles, wanted.without), None

    def articles_with(self, quotes: Iterable[Quote]) -> dict[int, Article]:
        """The articles of the window that carry these quotes, by id."""
        articles = self.store.articles(article.id for quote in quotes for article in (quote.article, *quote.also))
        return {id: article for id, article in articles.items() if self.after < id <= self.upto}

    def search(self, limit: int) -> tuple[Quote, ...]:
        """The quotes that fit, best first; without `since` those of recent articles only."""
        if self.since is not None:
            return self._ask(self.after, self.upto, limit)
        quotes: list[Quote] = []
        oldest = (self.now - MAX_AGE).date().isoformat()
        known = self.store.window(Filter(after=self.after, upto=self.upto))
        for first, last in _runs(self.store.fresh(self.after, self.upto, oldest), known):
            quotes += self._ask(first - 1, last, limit)
        recent = (quote for quote in quotes if _is_recent(quote.article, self.now))
        return tuple(sorted(recent, key=lambda quote: -quote.score)[:limit])

    def _ask(self, after: int, upto: int, limit: int) -> tuple[Quote, ...]:
        if after >= upto:
            return ()
        wanted = self.interest
        question = Question(
            text=" ".join(filter(None, (wanted.speaker, wanted.topic))),
            speaker=wanted.speaker,
            topic=wanted.topic,
            since=self.since,
            outlet=wanted.outlet,
            collections=wanted.collections,
            after=after,
            upto=upto,
        )
        return self.index.ask(question, limit).quotes


def _runs(ids: Sequence[int], known: Sequence[int]) -> list[tuple[int, int]]:
    """Rising ids as runs (first, last) with gaps of at most MAX_GAP others that are known; too many become one."""
    runs: list[tuple[int, int]] = []
    before = 0
    for id, place in zip(ids, np.searchsorted(known, ids).tolist(), strict=True):
        if runs and place - before <= MAX_GAP:
            runs[-1] = runs[-1][0], id
        else:
            runs.append((id, id))
        before = place
    return runs if len(runs) <= MAX_RUNS else [(runs[0][0], runs[-1][1])]


def _compared(window: _Window, articles: dict[int, Article], with_statements: bool = True) -> list[ComparedArticle]:
    """Articles with their vectors and, where wanted, their statements."""
    passages = sorted(window.store.passages_of(articles), key=lambda passage: (passage.article, passage.start))
    vectors = window.index.vectors.get(np.array([passage.id for passage in passages], dtype=np.int64))
    article_of = np.array([passage.article for passage in passages], dtype=np.int64)
    statements = window.store.statements(articles) if with_statements else {}
    items = []
    for id, article in sorted(articles.items()):
        first, last = np.searchsorted(article_of, [id, id + 1])
        items.append(ComparedArticle(article, article_vector(vectors[first:last]), tuple(statements.get(id, ()))))
    return items
