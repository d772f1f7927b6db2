"""What a file holds, whatever its format: paragraphs in order, and the sources that they refer to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from bot.messages.answers import known_how, page_of, speaker
from bot.messages.phrases import day, phrase
from bot.messages.text_fragments import address_at, plain_address
from index.model import Article, Quote, Span


class Style(StrEnum):
    """What a paragraph is."""

    HEADING = "heading"
    NOTE = "note"  # our own words: how a question was understood, what is to be said of a quotation
    QUOTATION = "quotation"
    ATTRIBUTION = "attribution"


@dataclass(frozen=True, slots=True)
class Words:
    """Words of a paragraph.

    Attributes:
        text: The words.
        mark: "-" for words of a misquotation that are not on record, "+" for those on record, "=" for all others.
    """

    text: str
    mark: str = "="


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph.

    Attributes:
        style: What it is.
        words: Its words in order.
        source: The number of the source that it refers to, from 1.
    """

    style: Style
    words: tuple[Words, ...]
    source: int | None = None

    @property
    def text(self) -> str:
        """All its words."""
        return "".join(words.text for words in self.words)


@dataclass(frozen=True, slots=True)
class Source:
    """An article that is cited.

    Attributes:
        description: Outlet, title, date and pages.
        address: As it is printed.
        target: Where it leads: to the very words where only one place of the article is cited.
    """

    description: str
    address: str | None
    target: str | None


@dataclass(frozen=True, slots=True)
class Document:
    """A file's content.

    Attributes:
        title: Stands above all.
        paragraphs: In order.
        sources: Those that paragraphs refer to, by their number from 1.
        language: Code of the language of our own words.
    """

    title: str
    paragraphs: tuple[Paragraph, ...]
    sources: tuple[Source, ...]
    language: str


@dataclass(slots=True)
class Citations:
    """Numbers the articles that are cited, each once, in the order of their first citation."""

    language: str
    _cited: dict[int, list[tuple[Quote, Span]]] = field(default_factory=dict)

    def number(self, quote: Quote, span: Span | None = None) -> int:
        """The number of a quotation's article.

        Args:
            quote: The quotation.
            span: The part of it that is cited, as offsets into the article; None for all of it.
        """
        self._cited.setdefault(quote.article.id, []).append((quote, span or (quote.start, quote.end)))
        return list(self._cited).index(quote.article.id) + 1

    def sources(self) -> tuple[Source, ...]:
        """What was cited."""
        return tuple(self._source(places) for places in self._cited.values())

    def _source(self, places: list[tuple[Quote, Span]]) -> Source:
        quote, span = places[0]
        address = quote.article.url
        target = address_at(quote, span) if len({place for _, place in places}) == 1 else address
        pages = dict.fromkeys(page_of(each, self.language, place) for each, place in places)
        description = describe(quote.article, self.language, filter(None, pages))
        return Source(description, plain_address(address) if address else None, target)


def paragraph(style: Style, text: str, source: int | None = None) -> Paragraph:
    """A paragraph of unmarked words."""
    return Paragraph(style, (Words(text),), source)


def attribution(quote: Quote, language: str, span: Span | None = None) -> str:
    """Whose words a quotation is, how they reach us, on which page, and who else has them."""
    also = dict.fromkeys(each.outlet or each.title or each.url or "?" for each in quote.also)
    pieces = (
        speaker(quote, language),
        known_how(quote, language),
        page_of(quote, language, span),
        phrase(language, "also", outlets=", ".join(also)) if also else None,
    )
    return f"— {', '.join(one_line(piece) for piece in pieces if piece)}"


def describe(article: Article, language: str, pages: Iterable[str] = ()) -> str:
    """An article's outlet, title, date and cited pages."""
    title = f"“{one_line(article.title)}”" if article.title else None
    when = day(language, article.published.date() if article.published else None)
    return ", ".join(filter(None, (one_line(article.outlet or ""), title, when, *pages)))


def one_line(text: str) -> str:
    """A text on one line."""
    return " ".join(text.split())
