"""A digest as plain text and as HTML, for mail and feeds: all its stories, with quotes unchanged in both."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from bot.digests.edition import Edition, StoryItem
from bot.digests.render import heading_lines, story_source
from bot.messages.answers import known_how, page_of, speaker
from bot.messages.html import encodable, shortened
from bot.messages.phrases import day, phrase
from bot.messages.text_fragments import web_address_at
from index.model import Quote

LONGEST_TITLE = 300  # UTF-16 units of a headline
# What XML and mail have no way to write; and what would show a text in another order than it is written.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
_WEB = re.compile(r"https?://[^\s/]")


def plain_page(edition: Edition) -> str:
    """A digest as plain text."""
    blocks = ["\n".join(heading_lines(edition))]
    for number, item in _stories(edition):
        lines = [f"{number}. {_headline(item, edition.language)}", story_source(item, edition.language)]
        blocks.append("\n".join([*lines, *filter(None, [_address(item)])]))
        for quote in item.answer.quotes[:1]:
            blocks += [quote.text, f"— {_attribution(quote, edition.language)}"]
    return writable("\n\n".join(blocks)) + "\n"


def html_page(edition: Edition) -> str:
    """A digest as HTML without anything around it; every text of an article is escaped."""
    first, *others = heading_lines(edition)
    parts = [f"<h2>{_escaped(first)}</h2>", f"<p>{'<br>'.join(map(_escaped, others))}</p>"]
    for number, item in _stories(edition):
        headline = _linked(_headline(item, edition.language), _address(item))
        parts.append(f"<h3>{number}. {headline}</h3><p>{_escaped(story_source(item, edition.language))}</p>")
        for quote in item.answer.quotes[:1]:
            who = _linked(_attribution(quote, edition.language), web_address_at(quote))
            parts.append(f'<blockquote style="white-space: pre-wrap">{_escaped(quote.text)}</blockquote><p>{who}</p>')
    return "\n".join(parts)


def issue_title(edition: Edition) -> str:
    """The day and what a digest holds, in one line."""
    first, *others = heading_lines(edition)
    return writable(" · ".join([first, *others[: 2 if edition.subject else 1]]))


def writable(text: str) -> str:
    """A text of which nothing is lost but what mail and XML can't hold, for which a mark stands."""
    return _UNWRITABLE.sub("\ufffd", encodable(text))


def _stories(edition: Edition) -> Iterator[tuple[int, StoryItem]]:
    for place in edition.stories_of(range(len(edition.pages))):
        yield place + 1, edition.items[place]


def _headline(item: StoryItem, language: str) -> str:
    headline = shortened(item.headline or phrase(language, "untitled"), LONGEST_TITLE)
    return f"{phrase(language, 'update')} · {headline}" if item.is_update else headline


def _address(item: StoryItem) -> str | None:
    address = item.articles[0].url
    return address if address and _WEB.match(address) else None


def _attribution(quote: Quote, language: str) -> str:
    article = quote.article
    pieces = (
        speaker(quote, language), known_how(quote, language), article.outlet,
        day(language, article.published.date() if article.published else None), page_of(quote, language),
    )  # fmt: skip
    return " · ".join(piece for piece in pieces if piece)


def _linked(text: str, address: str | None) -> str:
    shown = _escaped(text)
    return f'<a href="{html.escape(writable(address))}">{shown}</a>' if address else shown


def _escaped(text: str) -> str:
    return html.escape(writable(text), quote=False)
