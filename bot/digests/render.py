"""Digests and alerts as Telegram messages."""

from __future__ import annotations

from collections.abc import Sequence

from bot.digests.edition import Edition, StoryItem
from bot.messages.answers import OUTLET, TITLE, brief, context, pages
from bot.messages.corrections import changed_article
from bot.messages.html import ENTITIES, LIMIT, Markup, bold, link, own, plain, shortened, together
from bot.messages.phrases import day, phrase, weekday
from index.model import Quote
from index.text.neighbouring_sentences import with_neighbours

MAX_STORIES = 5  # in a message, so that each can have its button
STORY_UNITS = 3400  # UTF-16 units of a message that stories may take
SPARE_ENTITIES = 10  # entities of a message that stories leave to its heading
MAX_QUOTE = 900  # code points of a quote in a digest; a longer one is behind the story's button
MAX_QUOTES = 2  # of a story
MAX_OUTLETS = 3  # of a story that are named
MAX_TROUBLES = 3  # feeds that are named


def paginate(items: Sequence[StoryItem], language: str) -> tuple[tuple[int, ...], ...]:
    """Distribute stories over messages.

    Args:
        items: The stories of an edition.
        language: Of the messages.

    Returns:
        For each message the positions of its stories.
    """
    return distribute([_story(number, item, language) for number, item in enumerate(items)])


def distribute(stories: Sequence[Markup]) -> tuple[tuple[int, ...], ...]:
    """Distribute stories as they are shown over messages; returns for each message the positions of its stories."""
    messages: list[list[int]] = []
    units = entities = 0
    for number, story in enumerate(stories):
        too_long = units + story.units > STORY_UNITS or entities + story.entities > ENTITIES - SPARE_ENTITIES
        if not messages or len(messages[-1]) == MAX_STORIES or too_long:
            messages.append([])
            units = entities = 0
        messages[-1].append(number)
        units += story.units + 2
        entities += story.entities
    return tuple(tuple(message) for message in messages)


def message_html(edition: Edition, number: int) -> str | None:
    """A message of an edition.

    Args:
        edition: What it belongs to.
        number: Which of its messages, from 0; not the one of the chart.

    Returns:
        Telegram HTML; None when nothing is left to show in it.
    """
    if edition.kind == "notice":
        return plain(shortened(edition.notice, LIMIT)).html
    stories = [(story, edition.items[story]) for story in edition.pages[number]]
    stories = [(story, item) for story, item in stories if item.articles]
    if edition.pages[number] and not stories:
        return None
    if edition.kind == "alert":
        return _alert(edition, stories[0][1])
    if edition.kind == "correction":
        heading = bold(phrase(edition.language, "correction heading"))
        below = own(phrase(edition.language, "correction settings"))
        return together([heading, *(changed(item, edition.language) for _, item in stories), below], "\n\n").html
    parts = [_story(story, item, edition.language) for story, item in stories]
    heading = _heading(edition) if number == 0 else Markup()
    return together([heading, *parts], "\n\n").html


def shown_quotes(edition: Edition, number: int) -> list[Quote]:
    """The quotes that a message of a digest or an alert shows.

    Args:
        edition: What it belongs to.
        number: Which of its messages, from 0.
    """
    items = [edition.items[story] for story in visible_stories(edition, number)]
    if edition.kind == "digest":
        return [quote for item in items for quote in _shown_quotes(item)]
    first = pages(items[0].answer, 3, edition.language)[:1] if edition.kind == "alert" and items else []
    return [shown.quote for page in first for shown in page.items]


def visible_stories(edition: Edition, number: int) -> tuple[int, ...]:
    """The positions of the stories that a message shows.

    Args:
        edition: What it belongs to.
        number: Which of its messages, from 0.
    """
    if number >= len(edition.pages):
        return ()
    return tuple(story for story in edition.pages[number] if edition.items[story].articles)


def changed(item: StoryItem, language: str) -> Markup:
    """A story of a correction."""
    pairs = [(quote, change) for quote, change in zip(item.answer.quotes, item.changes, strict=True) if change]
    return changed_article(item.articles[0], pairs, language) if pairs else Markup()


def _heading(edition: Edition) -> Markup:
    language = edition.language
    date = phrase(language, "digest of", weekday=weekday(language, edition.day), day=day(language, edition.day))
    lines = [bold(date)]
    if edition.subject:
        lines.append(plain(shortened(edition.subject, TITLE)))
    if edition.items:
        counts = {"articles": edition.article_count, "stories": len(edition.items)}
        lines.append(plain(phrase(language, "digest counts", **counts)))
    else:
        lines.append(plain(phrase(language, "digest empty")))
    if edition.old_count:
        lines.append(plain(phrase(language, "digest older", count=edition.old_count)))
    if edition.late:
        lines.append(plain(phrase(language, "digest late", time=edition.late)))
    return together([*lines, *_troubles(edition)], "\n")


def _troubles(edition: Edition) -> list[Markup]:
    """Lines about feeds that can't be read."""
    language = edition.language
    lines = []
    for trouble in edition.troubles[:MAX_TROUBLES]:
        feed, since = shortened(trouble.feed, OUTLET), day(language, trouble.since.date())
        lines.append(plain(phrase(language, "digest trouble", feed=feed, since=since)))
    if len(edition.troubles) > MAX_TROUBLES:
        more = len(edition.troubles) - MAX_TROUBLES
        lines.append(plain(phrase(language, "digest more trouble", count=more)))
    return lines


def _story(number: int, item: StoryItem, language: str) -> Markup:
    first = item.articles[0] if item.articles else None
    headline = shortened(item.headline or phrase(language, "untitled"), TITLE)
    heading = bold(f"{number + 1}. ") + link(headline, first.url if first else None)
    outlets = [shortened(outlet, OUTLET) for outlet in item.outlets]
    more = f" +{len(outlets) - MAX_OUTLETS}" if len(outlets) > MAX_OUTLETS else ""
    source = plain(" · ".join(filter(None, [", ".join(outlets[:MAX_OUTLETS]) + more, _dates(item, language)])))
    return together([heading, source, *(brief(quote, language) for quote in _shown_quotes(item))], "\n")


def _shown_quotes(item: StoryItem) -> list[Quote]:
    """The quotes in the message itself."""
    short = [quote for quote in item.answer.quotes if len(quote.text) <= MAX_QUOTE]
    return short[:MAX_QUOTES]


def _dates(item: StoryItem, language: str) -> str:
    days = sorted({article.published.date() for article in item.articles if article.published})
    if not days:
        return ""
    return day(language, days[0]) if len(days) == 1 else f"{day(language, days[0])} – {day(language, days[-1])}"


def _alert(edition: Edition, item: StoryItem) -> str | None:
    answer_pages = pages(item.answer, 3, edition.language)
    if not answer_pages:
        return None
    heading = bold(phrase(edition.language, "alert of", subject=shortened(edition.subject, TITLE)))
    return f"{heading.html}\n\n{context(answer_pages[0], edition.language, with_neighbours)}"
