"""`onrecord digest`: prints the digest a subscriber would get."""

from __future__ import annotations

import textwrap
from datetime import date, timedelta
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.cli import output
from bot.cli.context import not_empty, readable, settings, write
from bot.cli.unknown_names import unknown_name
from index.errors import OnRecordError

if TYPE_CHECKING:
    from index.library import Index
    from index.model import Quote
    from index.news import News, Story

WIDTH = 100
MOST_DAYS = date.max.toordinal()  # of the whole calendar


def digest(
    since: Annotated[str | None, typer.Option(help="The first day, as YYYY-MM-DD.", show_default=False)] = None,
    days: Annotated[
        int | None,
        typer.Option(min=1, help="How many days up to the newest article; 1 if left out.", show_default=False),
    ] = None,
    topic: Annotated[str | None, typer.Option(help="Only what is said about this.", show_default=False)] = None,
    speaker: Annotated[str | None, typer.Option(help="Only what this person says.", show_default=False)] = None,
    outlet: Annotated[str | None, typer.Option(help="Only from this outlet.", show_default=False)] = None,
    limit: Annotated[int, typer.Option(min=1, max=200, help="The most stories.")] = 20,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a story.")] = False,
) -> None:
    """Print the digest a subscriber would get."""
    from index.news import Interest, find_news, last_article

    if since is not None and days is not None:
        raise typer.BadParameter("give --since or --days, not both")
    topic, speaker = _given(topic, "--topic"), _given(speaker, "--speaker")
    outlet = _given(outlet, "--outlet")
    first = None if since is None else _day(since)
    index = settings.index(quiet=as_json, reading=True)
    newest = _newest(index)
    if newest is None:
        raise OnRecordError("the library holds no dated article; add articles first (`onrecord add`)")
    if first is None:
        first = newest - min(timedelta(days=min(days or 1, MOST_DAYS) - 1), newest - date.min)
    if speaker and not index.people(speaker):
        raise OnRecordError(f"nobody called {speaker} is on record")
    interest = Interest(speaker, topic, _outlet(index, outlet))
    fresh = find_news(index, interest, 0, last_article(index), limit=limit, since=first)
    if as_json:
        for story in fresh.stories:
            write(story_json(story))
    else:
        print(plain(fresh, first, newest))


def _given(value: str | None, option: str) -> str | None:
    return None if value is None else not_empty(readable(value), option, "a value, or leave it out")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(f"--since {text} is no day; write it as 2031-03-04") from None


def _newest(index: Index) -> date | None:
    """The day of the newest article; None when none is dated."""
    days = [row.published[:10] for row in index.store.listing() if row.published]
    return date.fromisoformat(max(days)) if days else None


def _outlet(index: Index, name: str | None) -> str | None:
    """An outlet's name as the library has it, whatever the case of the letters given."""
    if name is None:
        return None
    for known in index.outlets:
        if known.casefold() == name.casefold():
            return known
    raise unknown_name("outlet", name, index.outlets)


def story_json(story: Story) -> dict[str, Any]:
    """A story as `digest --json` prints it."""
    return {
        "headline": story.headline,
        "score": story.score,
        "novelty": story.novelty,
        "outlets": list(story.outlets),
        "speakers": [person.name for person in story.speakers],
        "quotes": [output.quote_json(quote) for quote in story.quotes],
        "articles": [
            {
                "id": article.id,
                "url": article.url,
                "title": article.title,
                "outlet": article.outlet,
                "published": article.published.isoformat() if article.published else None,
            }
            for article in story.articles
        ],
        "copies": [list(same) for same in story.copies],
    }


def plain(fresh: News, since: date, until: date) -> str:
    """A digest for the terminal.

    Args:
        fresh: The stories, best first.
        since: The first day.
        until: The last day.
    """
    days = since.isoformat() if since >= until else f"{since.isoformat()} to {until.isoformat()}"
    if not fresh.stories:
        return f"{days}: nothing new."
    counts = [_count(len(fresh.stories), "story", "stories"), _count(fresh.article_count, "article", "articles")]
    head = f"{days}: {', '.join(counts)}"
    return "\n\n".join([head, *(_story(n, story) for n, story in enumerate(fresh.stories, 1))])


def _count(number: int, singular: str, plural: str) -> str:
    return f"{number} {singular if number == 1 else plural}"


def _story(number: int, story: Story) -> str:
    count = len(story.articles)
    sources = ", ".join(story.outlets) or "unknown source"
    lines = [f"{number}. {story.headline}", f"   {sources}" + (f" · {count} articles" if count > 1 else "")]
    for quote in story.quotes:
        lines += ["", *_quote(quote)]
    lines += ["", *(f"   {article.url}" for article in story.distinct_articles if article.url)]
    return "\n".join(lines).rstrip()


def _quote(quote: Quote) -> list[str]:
    from bot.messages.answers import speaker
    from bot.messages.phrases import phrase

    text = textwrap.wrap(" ".join(quote.text.split()), WIDTH, initial_indent="   > ", subsequent_indent="   > ")
    who = speaker(quote, "en") or phrase("en", "kind passage")
    via = f", via {quote.via.name}" if quote.via else ""
    return [*text, f"     {who}{via}" + (f", {quote.article.outlet}" if quote.article.outlet else "")]
