"""What a digest or an alert holds, and how it is kept: places in articles, never text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from bot.answers.answer_json import from_json, to_json
from index.model import Answer, Article, Question
from index.store.store import Store


@dataclass(frozen=True, slots=True)
class StoryItem:
    """A story.  articles: the one with the headline first.  answer: its quotes."""

    articles: tuple[Article, ...]
    answer: Answer

    @property
    def headline(self) -> str | None:
        return self.articles[0].title

    @property
    def outlets(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(article.outlet for article in self.articles if article.outlet))


@dataclass(frozen=True, slots=True)
class FeedTrouble:
    """A feed that could not be read, and since when."""

    feed: str
    since: datetime


@dataclass(frozen=True, slots=True)
class Edition:
    """One digest or alert, as it goes to everybody who wants the same.

    kind: "digest", "alert" or "notice".  day: the local date it is for.  subject: what was subscribed to, as words.
    articles: how many there were.  older: how many of them were published long before they came.
    late: the local time at which it should have come, if it comes late.  pages: the numbers of the items of each
    message.  chart: a picture of the last weeks is the last message.  notice: words of ours.
    """

    kind: str
    language: str
    day: date
    subject: str = ""
    articles: int = 0
    older: int = 0
    late: str | None = None
    troubles: tuple[FeedTrouble, ...] = ()
    items: tuple[StoryItem, ...] = ()
    pages: tuple[tuple[int, ...], ...] = ()
    chart: bool = False
    notice: str = ""

    @property
    def messages(self) -> range:
        """The numbers of its messages."""
        return range(len(self.pages) + self.chart)

    def within(self, collections: tuple[str, ...] | None) -> Edition:
        """The same without what a chat may not see (any more); None: it may see all."""
        if collections is None:
            return self
        return replace(self, items=tuple(_within(item, collections) for item in self.items))


def kept(edition: Edition) -> dict[str, Any]:
    """An edition as JSON."""
    return {
        "kind": edition.kind, "language": edition.language, "day": edition.day.isoformat(),
        "subject": edition.subject, "articles": edition.articles, "older": edition.older, "late": edition.late,
        "troubles": [[trouble.feed, trouble.since.isoformat()] for trouble in edition.troubles],
        "items": [
            {
                "articles": [article.id for article in item.articles],
                "answer": to_json(replace(item.answer, question=about(None))),
            }
            for item in edition.items
        ],
        "pages": edition.pages, "chart": edition.chart,
        "notice": edition.notice,
    }  # fmt: skip


def reread(body: dict[str, Any], store: Store) -> Edition:
    """An edition as kept, its words cut anew from the articles; what has left the library has left it too."""
    items = body["items"]
    articles = store.articles({id for item in items for id in item["articles"]})
    return Edition(
        body["kind"], body["language"], date.fromisoformat(body["day"]), body["subject"], body["articles"],
        body["older"], body["late"],
        tuple(FeedTrouble(feed, datetime.fromisoformat(since)) for feed, since in body["troubles"]),
        tuple(_item(item, articles, store) for item in items),
        tuple(tuple(page) for page in body["pages"]),
        bool(body["chart"]),
        body["notice"],
    )  # fmt: skip


def _item(item: dict[str, Any], articles: dict[int, Article], store: Store) -> StoryItem:
    held = tuple(articles[id] for id in item["articles"] if id in articles)
    return StoryItem(held, replace(from_json(item["answer"], store), question=about(held[0].title if held else None)))


def _within(item: StoryItem, collections: Sequence[str]) -> StoryItem:
    quotes = tuple(
        replace(quote, also=tuple(other for other in quote.also if other.collection in collections))
        for quote in item.answer.quotes
        if quote.article.collection in collections
    )
    articles = tuple(article for article in item.articles if article.collection in collections)
    return StoryItem(articles, replace(item.answer, quotes=quotes))


def about(headline: str | None) -> Question:
    """The question a story answers: what follow-up questions go on from."""
    return Question(headline or "", topic=headline)
