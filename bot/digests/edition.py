"""The content of a digest or an alert, stored as references into articles, never as text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from bot.answers.answer_json import from_json
from bot.answers.visibility import seen_again
from bot.digests.quote_references import QuoteReferences, quotes_from_references, referred_articles
from index.answering.changed_quotes import Change, change_in
from index.model import Answer, Article, Question, Quote
from index.store.store import Store
from index.view import View


@dataclass(frozen=True, slots=True)
class StoryItem:
    """A story of an edition.

    Attributes:
        articles: Those that report it, the one with the headline first.
        answer: Its quotes, as the answer to the question that the headline stands for.
        changes: Of a correction: what the article made of each of the quotes, which are an earlier revision's.
        is_update: Whether it goes on with a story that the reader was sent already.
    """

    articles: tuple[Article, ...]
    answer: Answer
    changes: tuple[Change | None, ...] = ()
    is_update: bool = False

    @property
    def headline(self) -> str | None:
        """The title of the first article."""
        return self.articles[0].title

    @property
    def outlets(self) -> tuple[str, ...]:
        """Outlets of the articles, each once."""
        return tuple(dict.fromkeys(article.outlet for article in self.articles if article.outlet))


@dataclass(frozen=True, slots=True)
class FeedTrouble:
    """A feed that can't be read.

    Attributes:
        feed: Its name.
        since: When that began.
    """

    feed: str
    since: datetime


@dataclass(frozen=True, slots=True)
class Edition:
    """One digest or alert, the same for everybody who wants the same.

    Attributes:
        kind: "digest", "alert", "correction" or "notice".
        language: Of its texts, "en" or "ko".
        day: The local date it is for.
        subject: What was subscribed to, in words.
        article_count: How many new articles there were.
        old_count: How many more were published long before they came in.
        late: The local time at which it should have come, "HH:MM"; None unless it comes late.
        troubles: Feeds that can't be read.
        items: Its stories.
        pages: For each message the positions of its stories.
        chart: Whether a last message shows the chart of the last weeks.
        notice: The text of a notice.
        collections: Those it was made of; None for all.
        sent_pages: How many of the messages are sent at once, while a button brings the others; None for all.
        since: The first local date that it covers, where it covers several.
    """

    kind: str
    language: str
    day: date
    subject: str = ""
    article_count: int = 0
    old_count: int = 0
    late: str | None = None
    troubles: tuple[FeedTrouble, ...] = ()
    items: tuple[StoryItem, ...] = ()
    pages: tuple[tuple[int, ...], ...] = ()
    chart: bool = False
    notice: str = ""
    collections: tuple[str, ...] | None = None
    sent_pages: int | None = None
    since: date | None = None

    @property
    def first_pages(self) -> range:
        """The numbers of the messages with stories that are sent at once."""
        return range(len(self.pages) if self.sent_pages is None else self.sent_pages)

    @property
    def message_numbers(self) -> tuple[int, ...]:
        """The numbers of the messages that are sent at once; that of the chart is the last one of all."""
        return (*self.first_pages, *([len(self.pages)] if self.chart else ()))

    def stories_of(self, pages: Iterable[int]) -> tuple[int, ...]:
        """The positions of the stories in some messages that are still there.

        Args:
            pages: The numbers of messages; that of the chart has no stories.
        """
        wanted = (number for page in pages if page < len(self.pages) for number in self.pages[page])
        return tuple(number for number in wanted if self.items[number].articles)

    def further_page(self, page: int) -> int | None:
        """The number of the next message after one that still has a story; None where no story follows."""
        later = range(page + 1, len(self.pages))
        return next((number for number in later if self.stories_of((number,))), None)


def edition_to_json(edition: Edition) -> dict[str, Any]:
    """An edition as it is stored; `edition_from_json` reads it."""
    references = QuoteReferences()
    items = [_item_to_json(item, references) for item in edition.items]
    return {
        "kind": edition.kind, "language": edition.language, "day": edition.day.isoformat(),
        "subject": edition.subject, "articles": edition.article_count, "older": edition.old_count,
        "late": edition.late,
        "troubles": [[trouble.feed, trouble.since.isoformat()] for trouble in edition.troubles],
        "items": items, "people": references.people,
        "pages": edition.pages, "chart": edition.chart,
        "notice": edition.notice, "collections": edition.collections,
        "sent": edition.sent_pages, "since": edition.since.isoformat() if edition.since else None,
    }  # fmt: skip


def edition_from_json(body: dict[str, Any], view: View) -> Edition:
    """Read an edition as it was stored, its texts from the articles as they are now.

    Args:
        body: What `edition_to_json` made.
        view: What the chat may see of the library; what is not there is missing in the edition too.
    """
    store = view.store
    items = body["items"]
    referred = referred_articles(reference for item in items for reference in item.get("quotes", ()))
    articles = store.articles(referred.union(*(item["articles"] for item in items)))
    collections = body.get("collections")
    edition = Edition(
        body["kind"], body["language"], date.fromisoformat(body["day"]), body["subject"], body["articles"],
        body["older"], body["late"],
        tuple(FeedTrouble(feed, datetime.fromisoformat(since)) for feed, since in body["troubles"]),
        tuple(_item_from_json(item, articles, body.get("people", ()), store) for item in items),
        tuple(tuple(page) for page in body["pages"]),
        bool(body["chart"]),
        body["notice"],
        tuple(collections) if collections is not None else None,
        body.get("sent"), date.fromisoformat(since) if (since := body.get("since")) else None,
    )  # fmt: skip
    if edition.kind == "correction":
        return replace(edition, items=tuple(with_changes(item, store) for item in edition.items))
    return edition if view.includes(edition.collections) else _seen_again(edition, store)


def with_changes(item: StoryItem, store: Store) -> StoryItem:
    """A story of a correction, with what its article made of the quotes."""
    if not item.articles:
        return item
    article = item.articles[0]
    statements = store.statements([article.id])[article.id]
    return replace(item, changes=tuple(change_in(quote, article, statements) for quote in item.answer.quotes))


def story_question(headline: str | None) -> Question:
    """The question that a story answers; follow-up questions continue from it.

    Args:
        headline: The story's; None where it has none.
    """
    return Question(headline or "", topic=headline)


def _item_to_json(item: StoryItem, references: QuoteReferences) -> dict[str, Any]:
    stored: dict[str, Any] = {
        "articles": [article.id for article in item.articles],
        "quotes": [references.reference(quote) for quote in item.answer.quotes],
    }
    return {**stored, "update": True} if item.is_update else stored


def _item_from_json(
    item: dict[str, Any], articles: dict[int, Article], people: Sequence[dict[str, Any]], store: Store
) -> StoryItem:
    present = tuple(articles[id] for id in item["articles"] if id in articles)
    question = story_question(present[0].title if present else None)
    if "answer" in item:  # as earlier releases stored it
        return StoryItem(present, replace(from_json(item["answer"], store), question=question))
    quotes = quotes_from_references(item["quotes"], people, articles)
    return StoryItem(present, Answer(question, quotes), is_update=item.get("update", False))


def _seen_again(edition: Edition, store: Store) -> Edition:
    """An edition of which something may not be seen any more: nothing in it counts or names what may not."""
    items = tuple(
        replace(item, answer=replace(item.answer, quotes=tuple(_quotes_seen_again(item.answer, store))))
        for item in edition.items
    )
    articles = {article.id for item in items for article in item.articles}
    return replace(edition, items=items, article_count=len(articles), old_count=0, troubles=())


def _quotes_seen_again(answer: Answer, store: Store) -> Iterator[Quote]:
    for quote in answer.quotes:
        if (seen := seen_again(quote, store)) is not None:
            yield seen
