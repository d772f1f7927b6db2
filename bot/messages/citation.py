"""A quotation with its source as plain text, to be copied into another text."""

from __future__ import annotations

from bot.messages.answers import page_of, speaker
from bot.messages.html import LIMIT, encodable, units
from bot.messages.phrases import day
from bot.messages.text_fragments import LONGEST, web_address_at
from index.model import Quote

LONGEST_COPIED = 256  # UTF-16 units that a button of the Bot API can copy


def citation(quote: Quote, language: str) -> str:
    """A quotation's words, then on a line of its own who said them, where and when.

    Args:
        quote: The quotation; its words stand as they are.
        language: Of the words around them.
    """
    address = web_address_at(quote)
    return _without_address(quote, language) + (f", {encodable(address)}" if address else "")


def copied_at_once(quote: Quote, language: str) -> str | None:
    """The citation as far as a button can copy it: without the address where there is no room; None if too long."""
    text = _without_address(quote, language)
    if units(text) > LONGEST_COPIED:
        return None
    if units(text) + len(quote.article.url or "") >= LONGEST_COPIED:  # finding the words' own address takes a while
        return text
    whole = citation(quote, language)
    return whole if units(whole) <= LONGEST_COPIED else text


def fits_message(quote: Quote, language: str) -> bool:
    """Whether a message can hold the citation, whatever its address."""
    return units(_without_address(quote, language)) + LONGEST + 2 <= LIMIT


def _without_address(quote: Quote, language: str) -> str:
    article = quote.article
    pieces = (
        speaker(quote, language),
        article.outlet or article.title,
        day(language, article.published.date() if article.published else None),
        page_of(quote, language),
    )
    return encodable(f"{quote.text}\n— {', '.join(' '.join(piece.split()) for piece in pieces if piece)}")
