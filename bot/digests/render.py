"""Digests and alerts as Telegram messages."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.digests.edition import Edition, StoryItem
from bot.messages.answers import OUTLET, TITLE, brief, context, pages
from bot.messages.corrections import changed_article
from bot.messages.html import (
    ENTITIES,
    LIMIT,
    Markup,
    bold,
    exact,
    fitting,
    folded,
    link,
    own,
    plain,
    shortened,
    together,
    units,
)
from bot.messages.phrases import counted, day, days, phrase, weekday
from index.model import Quote
from index.text.neighbouring_sentences import with_neighbours
from index.text.quote_spans import paragraph_span, paragraphs_around

MAX_STORIES = 5  # in a message, so that each can have its button
CONTEXT = 600  # UTF-16 units of the words around a quote, at most
LEAST_CONTEXT = 40  # UTF-16 units; fewer say nothing
STORY_UNITS = 3200  # UTF-16 units of a message that stories may take: the longest heading has room beside them
SPARE_ENTITIES = 10  # entities of a message that stories leave to its heading
MAX_QUOTE = 900  # code points of a quote in a digest; a longer one is behind the story's button
FORMER_QUOTES = 2  # of a story in editions of earlier releases; now it is one
MAX_OUTLETS = 3  # of a story that are named
MAX_TROUBLES = 3  # feeds that are named
OMITTED = "[…]"  # stands for a quote among the words around it


def paginate(items: Sequence[StoryItem], language: str, first: int = 0) -> tuple[tuple[int, ...], ...]:
    """Distribute stories over messages.

    Args:
        items: Stories of an edition in a row.
        language: Of the messages.
        first: The position of the first of them in the edition.

    Returns:
        For each message the positions of its stories.
    """
    pages = distribute([_story(number, item, language) for number, item in enumerate(items, first)])
    return tuple(tuple(first + place for place in page) for page in pages)


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
    if edition.pages[number] and not stories and not (number == 0 and edition.further_page(0)):
        return None
    if edition.kind == "alert":
        return _alert(edition, stories[0][1])
    if edition.kind == "correction":
        heading = bold(phrase(edition.language, "correction heading"))
        below = own(phrase(edition.language, "correction settings"))
        return together([heading, *(changed(item, edition.language) for _, item in stories), below], "\n\n").html
    heading = _heading_of(edition, number)
    return together([heading, *_stories(edition, stories, heading)], "\n\n").html


def shown_quotes(edition: Edition, number: int) -> list[Quote]:
    """The quotes that a message of a digest or an alert shows.

    Args:
        edition: What it belongs to.
        number: Which of its messages, from 0.
    """
    items = [edition.items[story] for story in edition.stories_of((number,))]
    if edition.kind == "digest":
        return [quote for item in items for quote in _shown_quotes(item, _quotes_of_a_story(edition))]
    first = pages(items[0].answer, 3, edition.language)[:1] if edition.kind == "alert" and items else []
    return [shown.quote for page in first for shown in page.items]


def changed(item: StoryItem, language: str) -> Markup:
    """A story of a correction."""
    pairs = [(quote, change) for quote, change in zip(item.answer.quotes, item.changes, strict=True) if change]
    return changed_article(item.articles[0], pairs, language) if pairs else Markup()


def _heading_of(edition: Edition, number: int) -> Markup:
    """What stands above the stories of a message."""
    if number == 0:
        return _heading(edition)
    if number in edition.first_pages:
        return Markup()
    return bold(phrase(edition.language, "digest continued", day=_day_of(edition)))


def _day_of(edition: Edition) -> str:
    language = edition.language
    return phrase(language, "digest of", weekday=weekday(language, edition.day), day=day(language, edition.day))


def _heading(edition: Edition) -> Markup:
    first, *others = heading_lines(edition)
    return together([bold(first), *map(plain, others)], "\n")


def heading_lines(edition: Edition) -> list[str]:
    """What stands above the stories of a digest: the day, what it is about, counts, and what is out of the ordinary."""
    language = edition.language
    lines = [_day_of(edition)]
    if edition.subject:
        lines.append(shortened(edition.subject, TITLE))
    lines.append(_counts(edition) or phrase(language, "digest empty"))
    if edition.old_count:
        lines.append(phrase(language, "digest older", count=edition.old_count))
    if edition.late:
        lines.append(phrase(language, "digest late", time=edition.late))
    if edition.since:
        lines.append(phrase(language, "digest covers", days=days(language, edition.since, edition.day)))
    return [*lines, *_troubles(edition)]


def _counts(edition: Edition) -> str:
    """How many articles and stories there are, and how many are shown where these are fewer; of what is there now."""
    language = edition.language
    stories = edition.stories_of(range(len(edition.pages)))
    articles = {article.id for story in stories for article in edition.items[story].articles}
    if not stories:
        return ""
    counts = [counted(language, "articles", len(articles)), counted(language, "stories", len(stories))]
    shown = len(edition.stories_of(edition.first_pages))
    if shown < len(stories):
        counts.append(phrase(language, "digest shown", count=shown))
    return " · ".join(counts)


def _troubles(edition: Edition) -> list[str]:
    """Lines about feeds that can't be read."""
    language = edition.language
    lines = []
    for trouble in edition.troubles[:MAX_TROUBLES]:
        feed, since = shortened(trouble.feed, OUTLET), day(language, trouble.since.date())
        lines.append(phrase(language, "digest trouble", feed=feed, since=since))
    if len(edition.troubles) > MAX_TROUBLES:
        more = len(edition.troubles) - MAX_TROUBLES
        lines.append(phrase(language, "digest more trouble", count=more))
    return lines


def _stories(edition: Edition, stories: Sequence[tuple[int, StoryItem]], heading: Markup) -> list[Markup]:
    """The stories of a message, with as much of what stands around their quotes as has room."""
    language, most = edition.language, _quotes_of_a_story(edition)
    bare = [_story(number, item, language, most) for number, item in stories]
    size = together([heading, *bare], "\n\n")
    room = min(CONTEXT, (LIMIT - size.units) // max(1, len(stories)) - 2)
    spare = (ENTITIES - size.entities) // max(1, len(stories))
    shown = []
    for (_, item), story in zip(stories, bare, strict=True):
        around = together((_around(quote, room) for quote in _shown_quotes(item, most)[:1]), "\n")
        shown.append(together([story, around], "\n") if around.entities <= spare else story)
    return shown


def _quotes_of_a_story(edition: Edition) -> int:
    return FORMER_QUOTES if edition.sent_pages is None else 1


def _story(number: int, item: StoryItem, language: str, most: int = 1) -> Markup:
    """A story with so many of its quotes, at most."""
    first = item.articles[0] if item.articles else None
    headline = shortened(item.headline or phrase(language, "untitled"), TITLE)
    update = plain(phrase(language, "update") + " · ") if item.is_update else Markup()
    heading = bold(f"{number + 1}. ") + update + link(headline, first.url if first else None)
    return together(
        [
            heading,
            plain(story_source(item, language)),
            *(brief(quote, language) for quote in _shown_quotes(item, most)),
        ],
        "\n",
    )


def story_source(item: StoryItem, language: str) -> str:
    """Which outlets report a story, and when."""
    outlets = [shortened(outlet, OUTLET) for outlet in item.outlets]
    more = f" +{len(outlets) - MAX_OUTLETS}" if len(outlets) > MAX_OUTLETS else ""
    return " · ".join(filter(None, [", ".join(outlets[:MAX_OUTLETS]) + more, _dates(item, language)]))


def _around(quote: Quote, room: int) -> Markup:
    """What stands around a quote, folded, with a mark in place of it; empty where there is nothing.

    That is the rest of its paragraph; where the quote is all of that, the paragraphs before and after it.
    """
    text = quote.article.text
    start, end = paragraph_span(quote)
    if len(text[start : quote.start].strip()) + len(text[quote.end : end].strip()) < LEAST_CONTEXT:
        start, end = paragraphs_around(text, max(0, start - 3), min(len(text), end + 3))
    before, after = text[start : quote.start].strip(), text[quote.end : end].strip()
    if room < LEAST_CONTEXT or not re.search(r"\w", before + after):
        return Markup()
    before, after = _nearest(before, after, room - len(OMITTED) - 6)
    return folded(together([exact(before), plain(OMITTED), exact(after)], " "))


def _nearest(before: str, after: str, room: int) -> tuple[str, str]:
    """As much of the words before and after a quote as has room, with an ellipsis where they are cut."""
    half = max(room // 2, room - units(after), 1)
    if units(before) > half:
        mirrored = before[::-1]
        before = "…" + mirrored[: fitting(mirrored, half)][::-1].lstrip()
    room = max(room - units(before), 1)
    return before, after if units(after) <= room else after[: fitting(after, room)].rstrip() + "…"


def _shown_quotes(item: StoryItem, most: int) -> list[Quote]:
    """The quotes in the message itself."""
    short = [quote for quote in item.answer.quotes if len(quote.text) <= MAX_QUOTE]
    return short[:most]


def _dates(item: StoryItem, language: str) -> str:
    published = sorted({article.published.date() for article in item.articles if article.published})
    return days(language, published[0], published[-1]) if published else ""


def _alert(edition: Edition, item: StoryItem) -> str | None:
    answer_pages = pages(item.answer, 3, edition.language)
    if not answer_pages:
        return None
    heading = bold(phrase(edition.language, "alert of", subject=shortened(edition.subject, TITLE)))
    return f"{heading.html}\n\n{context(answer_pages[0], edition.language, with_neighbours)}"
