"""Digests and alerts as Telegram messages."""

from __future__ import annotations

from collections.abc import Sequence

from bot.digests.edition import Edition, StoryItem
from bot.messages.answers import OUTLET, TITLE, brief, pages, quotes
from bot.messages.html import ENTITIES, LIMIT, Markup, bold, link, plain, shortened, together
from bot.messages.phrases import day, phrase, weekday
from index.model import Quote

STORIES = 5  # in a message, so that each can have its button
ROOM = 3400  # UTF-16 units of a message that stories may take
QUOTE = 900  # UTF-16 units of a quote in a digest; a longer one waits behind a button
QUOTED = 2  # quotes of a story
NAMED = 3  # outlets of a story


def paged(items: Sequence[StoryItem], language: str) -> tuple[tuple[int, ...], ...]:
    """The numbers of the stories of each message."""
    made: list[list[int]] = []
    used = entities = 0
    for number, item in enumerate(items):
        needs = _story(number, item, language)
        if (
            not made
            or len(made[-1]) == STORIES
            or used + needs.units > ROOM
            or entities + needs.entities > ENTITIES - 10
        ):
            made.append([])
            used = entities = 0
        made[-1].append(number)
        used += needs.units + 2
        entities += needs.entities
    return tuple(tuple(page) for page in made)


def written(edition: Edition, number: int) -> str | None:
    """The HTML of a message; None when nothing is left to show in it."""
    if edition.kind == "notice":
        return plain(shortened(edition.notice, LIMIT)).html
    stories = [(each, edition.items[each]) for each in edition.pages[number]]
    stories = [(each, item) for each, item in stories if item.articles]
    if edition.pages[number] and not stories:
        return None
    if edition.kind == "alert":
        return _alert(edition, stories[0][1])
    told = [_story(each, item, edition.language) for each, item in stories]
    head = _head(edition) if number == 0 else Markup()
    return together([head, *told], "\n\n").html


def numbers(edition: Edition, number: int) -> tuple[int, ...]:
    """The stories of a message that have something behind a button."""
    if number >= len(edition.pages):
        return ()
    return tuple(each for each in edition.pages[number] if edition.items[each].articles)


def _head(edition: Edition) -> Markup:
    language = edition.language
    dated = phrase(language, "digest of", weekday=weekday(language, edition.day), day=day(language, edition.day))
    lines = [bold(dated)]
    if edition.subject:
        lines.append(plain(shortened(edition.subject, TITLE)))
    if edition.items:
        counts = {"articles": edition.articles, "stories": len(edition.items)}
        lines.append(plain(phrase(language, "digest counts", **counts)))
    else:
        lines.append(plain(phrase(language, "digest empty")))
    if edition.older:
        lines.append(plain(phrase(language, "digest older", count=edition.older)))
    if edition.late:
        lines.append(plain(phrase(language, "digest late", time=edition.late)))
    for each in edition.troubles[:3]:
        feed, since = shortened(each.feed, OUTLET), day(language, each.since.date())
        lines.append(plain(phrase(language, "digest trouble", feed=feed, since=since)))
    if len(edition.troubles) > 3:
        lines.append(plain(phrase(language, "digest more trouble", count=len(edition.troubles) - 3)))
    return together(lines, "\n")


def _story(number: int, item: StoryItem, language: str) -> Markup:
    lead = item.articles[0] if item.articles else None
    headline = shortened(item.headline or phrase(language, "untitled"), TITLE)
    head = bold(f"{number + 1}. ") + link(headline, lead.url if lead else None)
    outlets = [shortened(outlet, OUTLET) for outlet in item.outlets]
    more = f" +{len(outlets) - NAMED}" if len(outlets) > NAMED else ""
    where = plain(" · ".join(filter(None, [", ".join(outlets[:NAMED]) + more, _dates(item, language)])))
    return together([head, where, *(brief(quote, language) for quote in _quoted(item))], "\n")


def _quoted(item: StoryItem) -> list[Quote]:
    """The quotes that are shown at once."""
    fitting = [quote for quote in item.answer.quotes if len(quote.text) <= QUOTE]
    return fitting[:QUOTED]


def _dates(item: StoryItem, language: str) -> str:
    days = sorted({article.published.date() for article in item.articles if article.published})
    if not days:
        return ""
    return day(language, days[0]) if len(days) == 1 else f"{day(language, days[0])} – {day(language, days[-1])}"


def _alert(edition: Edition, item: StoryItem) -> str | None:
    found = pages(item.answer, 3, edition.language)
    if not found:
        return None
    head = bold(phrase(edition.language, "alert of", subject=shortened(edition.subject, TITLE)))
    return f"{head.html}\n\n{quotes(found[0], edition.language)}"
