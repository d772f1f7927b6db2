"""A quotation with its source as plain text, to be copied into another text."""

from __future__ import annotations

from bot.messages.answers import page_of, speaker
from bot.messages.html import LIMIT, encodable, units
from bot.messages.phrases import day
from bot.messages.text_fragments import web_address_at
from index.model import Quote

LONGEST_COPIED = 256  # UTF-16 units that a button of the Bot API can copy


def citation(quote: Quote, language: str) -> str:
    """A quotation's words, then on a line of its own who said them, where and when.

    Args:
        quote: The quotation; its words stand as they are.
        language: Of the words around them.
    """
    article = quote.article
    pieces = (
        speaker(quote, language),
        article.outlet or article.title,
        day(language, article.published.date() if article.published else None),
        page_of(quote, language),
        web_address_at(quote),
    )
    return encodable(f"{quote.text}\n— {', '.join(' '.join(piece.split()) for piece in pieces if piece)}")


def copied_at_once(quote: Quote, language: str) -> str | None:
    """The citation as far as a button can copy it: without the address where there is no room; None if too long."""
    whole = citation(quote, language)
    address = web_address_at(quote)
    for text in (whole, whole.removesuffix(f", {address}") if address else whole):
        if units(text) <= LONGEST_COPIED:
            return text
    return None


def fits_message(quote: Quote, language: str) -> bool:
    """Whether a message can hold the citation."""
    return units(citation(quote, language)) <= LIMIT
