"""What is new for a subscriber: stories of the articles that came in, and the words to alert about.

A window is (after, upto] in article ids, the order of arrival: windows that touch miss nothing and tell nothing twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import numpy as np

from index.library import Index
from index.model import Article, Filter, Question, Quote
from index.news.similarity import ComparedArticle, article_vector
from index.news.stories import Story, best_quotes, stories

OLD = timedelta(days=14)  # published longer ago, an article that comes in is an archive's, no news
BEFORE = timedelta(days=3)  # what was told in these days before isn't new
REMEMBERED = 400  # articles of those days, at most
GAP, RUNS = 20, 10  # archive's articles between two of news; stretches of news looked through one by one
MATCHING = 400  # quotes that fit what a subscriber wants, at most
LENGTH = 20  # stories


@dataclass(frozen=True, slots=True)
class Interest:
    """What a subscriber wants.  None: no bound; collections are those the chat may see."""

    speaker: str | None = None
    topic: str | None = None
    outlet: str | None = None
    collections: tuple[str, ...] | None = None

    @property
    def words(self) -> bool:
        """Whether certain words are wanted, and not every article."""
        return bool(self.speaker or self.topic)


@dataclass(frozen=True, slots=True)
class News:
    """The stories of a window, the weightiest first.

    articles: how many articles fit, those of stories beyond the limit too.  older: how many of them were published
    so long ago that they make no story.
    """

    stories: tuple[Story, ...] = ()
    articles: int = 0
    older: int = 0


def last_article(index: Index, before: datetime | None = None) -> int:
    """The highest article id that answers find, of articles added before a moment if one is given; 0 without any."""
    return index.store.last_article(before, index.generation)


def news(
    index: Index,
    interest: Interest,
    after: int,
    upto: int,
    muted: Iterable[int] = (),
    limit: int = LENGTH,
    now: datetime | None = None,
    since: date | None = None,
) -> News:
    """The stories of the window (after, upto] that fit an interest.

    muted: articles whose stories are unwanted.  now: what the age of articles counts from, the present if left out.
    since: only articles published on that day or later, however old.
    """
    now = now or datetime.now(UTC)
    chosen: tuple[Quote, ...] | None = None
    if interest.words:
        chosen = _said(index, interest, after, upto, MATCHING, now, since)
        found = index.store.articles(a.id for quote in chosen for a in (quote.article, *quote.also))
        found = {id: article for id, article in found.items() if after < id <= upto}
    else:
        found = index.store.articles(_window(index, interest, after, upto, since))
    fresh = {id: a for id, a in found.items() if since or a.published is None or a.published > now - OLD}
    told: list[Story] = []
    if fresh:
        unwanted = index.store.articles(muted)
        told = stories(
            _items(index, fresh),
            _items(index, _days_before(index, interest, after, fresh, since), speakers=False),
            _items(index, unwanted, speakers=False),
            chosen,
            limit,
        )
    return News(tuple(told), len(found), len(found) - len(fresh))


def quotes(
    index: Index, interest: Interest, after: int, upto: int, limit: int, now: datetime | None = None
) -> tuple[Quote, ...]:
    """The new words in the window that fit an interest, best first; without one for words, what is said best."""
    now = now or datetime.now(UTC)
    if interest.words:
        return _said(index, interest, after, upto, limit, now)
    articles = index.store.articles(_window(index, interest, after, upto))
    articles = {id: each for id, each in articles.items() if each.published is None or each.published > now - OLD}
    statements = index.store.statements(articles)
    nothing = np.zeros(0, dtype=np.float32)
    items = [ComparedArticle(article, nothing, tuple(statements[id])) for id, article in sorted(articles.items())]
    return best_quotes(items, most=limit)


def _said(
    index: Index, interest: Interest, after: int, upto: int, limit: int, now: datetime, since: date | None = None
) -> tuple[Quote, ...]:
    """The words that fit, best first.  Without `since`, an archive's are left out, so that they crowd out no news."""
    if since is not None:
        return _asked(index, interest, after, upto, limit, since)
    found: list[Quote] = []
    for first, last in _runs(index.store.fresh(after, upto, (now - OLD).date().isoformat())):
        found += _asked(index, interest, first - 1, last, limit)
    held = (quote for quote in found if quote.article.published is None or quote.article.published > now - OLD)
    return tuple(sorted(held, key=lambda quote: -quote.score)[:limit])


def _runs(ids: Sequence[int]) -> list[tuple[int, int]]:
    """Rising ids as runs (first, last) with gaps of at most GAP; many runs become one."""
    runs: list[tuple[int, int]] = []
    for id in ids:
        if runs and id - runs[-1][1] <= GAP:
            runs[-1] = runs[-1][0], id
        else:
            runs.append((id, id))
    return runs if len(runs) <= RUNS else [(runs[0][0], runs[-1][1])]


def _asked(
    index: Index, interest: Interest, after: int, upto: int, limit: int, since: date | None = None
) -> tuple[Quote, ...]:
    if after >= upto:
        return ()
    asked = Question(
        text=" ".join(filter(None, (interest.speaker, interest.topic))),
        speaker=interest.speaker,
        topic=interest.topic,
        since=since,
        outlet=interest.outlet,
        collections=interest.collections,
        after=after,
        upto=upto,
    )
    return index.ask(asked, limit).quotes


def _window(
    index: Index, interest: Interest, after: int, upto: int, since: date | None = None, until: date | None = None
) -> Sequence[int]:
    """Ids of the articles between two others, in order.  since, until: the days they were published on."""
    return index.store.window(Filter(since, until, interest.outlet, interest.collections, after, upto))


def _days_before(
    index: Index, interest: Interest, after: int, fresh: dict[int, Article], since: date | None
) -> dict[int, Article]:
    """What the library knew of the days before these articles."""
    days = [article.published.date() for article in fresh.values() if article.published]
    if not days:
        return {}
    first = since or min(days)
    seen = Interest(collections=interest.collections)
    if since is None:
        known = _window(index, seen, 0, after, first - BEFORE)
    else:
        known = _window(index, seen, 0, max(fresh), first - BEFORE, first - timedelta(days=1))
    return index.store.articles([id for id in known if id not in fresh][-REMEMBERED:])


def _items(index: Index, articles: dict[int, Article], speakers: bool = True) -> list[ComparedArticle]:
    """Articles with what is known of their meaning and, where that matters, who speaks in them."""
    passages = sorted(index.store.passages_of(articles), key=lambda p: (p.article, p.start))
    vectors = index.vectors.get(np.array([p.id for p in passages], dtype=np.int64))
    owners = np.array([p.article for p in passages], dtype=np.int64)
    statements = index.store.statements(articles) if speakers else {}
    found = []
    for id, article in sorted(articles.items()):
        first, last = np.searchsorted(owners, [id, id + 1])
        found.append(ComparedArticle(article, article_vector(vectors[first:last]), tuple(statements.get(id, ()))))
    return found
