"""What became of quotations that a chat was shown, as Telegram messages."""

from __future__ import annotations

from collections.abc import Sequence

from bot.messages.answers import NAME, OUTLET, TITLE, speaker
from bot.messages.html import Markup, bold, difference, link, plain, quotation, shortened, together, units
from bot.messages.phrases import day, phrase
from index.answering.changed_quotes import Change
from index.model import Article, Quote

MOST_RUNS = 24  # of a difference that is shown in one quotation
LONGEST = 900  # UTF-16 units of a quotation


def changed_article(article: Article, changed: Sequence[tuple[Quote, Change]], language: str) -> Markup:
    """What a newer revision made of quotes of an earlier one.

    Args:
        article: The newer revision.
        changed: The quotes, each with its change; at least one.
        language: Of the words around them.
    """
    published = day(language, article.published.date() if article.published else None)
    outlet = shortened(article.outlet, OUTLET) if article.outlet else None
    lines = [
        bold(shortened(article.title or phrase(language, "untitled"), TITLE)),
        together((link(outlet or article.url or "", article.url), plain(published)), " · "),
    ]
    return together([*lines, *(_changed(quote, change, language) for quote, change in changed)], "\n")


def _changed(quote: Quote, change: Change, language: str) -> Markup:
    who = shortened(speaker(quote, language) or "", NAME)
    return together(
        [quotation(_words(quote, change)), together((plain(who), plain(_what(change, language))), " · ")], "\n"
    )


def _words(quote: Quote, change: Change) -> Markup:
    runs = change.difference
    if runs and len(runs) <= MOST_RUNS and sum(units(words) + 1 for _, words in runs) <= 2 * LONGEST:
        return together((difference(mark, words) for mark, words in runs), " ")
    return plain(shortened(quote.text, LONGEST))


def _what(change: Change, language: str) -> str:
    if change.speaker is not None:
        how = "correction speaker" if not change.difference else "correction changed, speaker"
        return phrase(language, how, name=shortened(change.speaker.name, NAME))
    gone = all(mark == "-" for mark, _ in change.difference)
    return phrase(language, "correction gone" if gone else "correction changed")
