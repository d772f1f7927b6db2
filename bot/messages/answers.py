"""Answers as Telegram messages: quotations with their speaker, how the words reach us, source and date."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate

from bot.messages import reasons
from bot.messages.html import (
    LIMIT,
    Markup,
    bold,
    difference,
    exact,
    fitting,
    link,
    plain,
    quotation,
    shortened,
    together,
    units,
)
from bot.messages.phrases import day, phrase
from bot.messages.readings import READING, reading
from bot.messages.text_fragments import address_at
from index.model import Answer, Kind, Person, Quote, Span
from index.silence import OF_SPEAKER

NAME, OUTLET, TITLE, REASON = 120, 80, 200, 600  # UTF-16 units at most
ABOVE = REASON + READING + 2  # UTF-16 units of what stands above quotes, at most
OTHERS = 3  # other outlets with the same words that are named


@dataclass(frozen=True, slots=True)
class ShownQuote:
    """A quote, or a part of it, as an answer shows it.

    Attributes:
        quote: The quote.
        span: Code points of the article to show: the quote's own or a part of it.
        heading: What stands above it.
        part: Which part of the quote it is, in words; None for the whole.
    """

    quote: Quote
    span: Span
    heading: str | None = None
    part: str | None = None

    @property
    def text(self) -> str:
        """The words, cut from the article."""
        return self.quote.article.text[self.span[0] : self.span[1]]


@dataclass(frozen=True, slots=True)
class Page:
    """What one message shows.

    Attributes:
        items: Quotes in order.
        first: Number of the first of them among all, from 1.
    """

    items: tuple[ShownQuote, ...]
    first: int

    @property
    def whole(self) -> bool:
        """Whether the page shows its quotes in full."""
        return all(item.part is None for item in self.items)


def pages(answer: Answer, size: int = 3, language: str = "en") -> list[Page]:
    """Divide an answer into messages, each within Telegram's limits.

    A quote that is too long for a message is shown in parts, each with the attribution; the parts in a row are the
    quote.

    Args:
        answer: The answer.
        size: Quotes of a message, at most.
        language: Of the words around the quotes.

    Returns:
        The pages; none when the answer holds no quote.
    """
    groups: list[list[ShownQuote]] = []
    used = 0  # UTF-16 units of the last group
    for item in _items(answer, language):
        needed = _shown(item, language).units + 2
        if not groups or not _has_room(groups[-1], item, size, used + needed):
            groups.append([])
            used = 0
        groups[-1].append(item)
        used += needed
    firsts = accumulate((len(group) for group in groups), initial=1)
    return [Page(tuple(group), first) for group, first in zip(groups, firsts, strict=False)]


def quotes(page: Page, language: str, answer: Answer | None = None) -> str:
    """A page's quotes as Telegram's HTML.

    Args:
        page: The page.
        language: Of the words around the quotes.
        answer: Whose remarks about all quotes stand above them; None leaves the remarks out.
    """
    above = _above(answer, language) if answer is not None else Markup()
    return together([above, *(_shown(item, language) for item in page.items)], "\n\n").html


def brief(quote: Quote, language: str) -> Markup:
    """One quote in full with a one-line attribution, for a place where the article's title is shown already."""
    article = quote.article
    where = shortened(article.outlet or article.title or article.url or "", OUTLET)
    pieces = (
        _who(quote, language),
        plain(known_how(quote, language)),
        link(where, address_at(quote)),
        plain(day(language, article.published.date() if article.published else None)),
        plain(page_of(quote, language) or ""),
    )
    return together([quotation(exact(quote.text)), together(pieces, " · ")], "\n")


def context(page: Page, language: str, paragraph: Callable[[Quote], Span]) -> str:
    """A page's quotes in bold within their paragraphs, as Telegram's HTML.

    Args:
        page: The page.
        language: Of the attributions.
        paragraph: Gives the paragraphs around a quote, as offsets into its article; what has no room is left out.
    """
    if not page.whole:
        return quotes(page, language)
    below = [_attribution(item, language) for item in page.items]
    taken = sum(units(item.text) for item in page.items) + sum(each.units for each in below)
    room = (LIMIT - taken) // len(page.items) - 12
    return together(
        (
            together([_within(item, paragraph(item.quote), room), under], "\n")
            for item, under in zip(page.items, below, strict=True)
        ),
        "\n\n",
    ).html


def source(page: Page, language: str) -> str:
    """The articles of a page's quotes with all that is known about them, as Telegram's HTML."""
    articles = {item.quote.article.id: item.quote.article for item in page.items}
    room = LIMIT // len(articles) - 20
    blocks = []
    for article in articles.values():
        lines = [
            bold(shortened(article.title or phrase(language, "untitled"), TITLE)),
            plain(_joined(
                shortened(article.outlet, OUTLET) if article.outlet else None,
                shortened(article.author, NAME) if article.author else None,
                day(language, article.published.date() if article.published else None),
            )),
        ]  # fmt: skip
        for address in article.urls:
            line = link(shortened(address, 300), address)
            if sum(each.units + 1 for each in lines) + line.units < room:
                lines.append(line)
        blocks.append(together(lines, "\n"))
    return together(blocks, "\n\n").html


def silence(answer: Answer, language: str) -> str:
    """Why there is no quote, with the nearest people and topics, as Telegram's HTML."""
    lines = [plain(reading(answer, language)), plain(_reasons(answer, language) or phrase(language, "nothing"))]
    if answer.people and (answer.ambiguous or answer.silence not in OF_SPEAKER):
        lines.append(plain(_nearest_people(answer, language)))
    if answer.topics:
        topics = ", ".join(shortened(topic, NAME) for topic in answer.topics[:8])
        lines.append(plain(phrase(language, "nearest topics", topics=topics)))
    return together(lines, "\n\n").html


def speaker(quote: Quote, language: str) -> str | None:
    """Who speaks in a quote, or that this is not clear; None for the article's own words."""
    if quote.speaker is not None:
        return quote.speaker.name
    return phrase(language, "speaker unclear") if quote.speaker_unclear else None


def headed_quotes(answer: Answer, language: str) -> list[tuple[Quote, str | None]]:
    """The quotes that an answer shows, in order, with what stands above each."""
    if answer.tallies:
        return [
            (tally.best, phrase(language, "tally", name=_name(tally.person), count=tally.count))
            for tally in answer.tallies
        ]
    return [(quote, None) for quote in answer.quotes]


def remarks(answer: Answer, language: str) -> list[str]:
    """What is to be said of all quotes of an answer: that words are not on record as they were asked for, and why."""
    said = [reasons.silence(reason, language) for reason in answer.reasons]
    if answer.verdict is not None:
        return said or [phrase(language, f"verdict {answer.verdict.value}")]
    return [*said, _nearest_people(answer, language)] if answer.ambiguous else said


def known_how(quote: Quote, language: str) -> str:
    """How a quote's words reach us: quoted, reported, partly quoted, or the article's own; and through whom."""
    how = phrase(language, f"kind {quote.kind.value}")
    if quote.kind is not Kind.PASSAGE and quote.cue:
        how = phrase(language, "with cue", how=how, cue=shortened(quote.cue, NAME))
    if quote.via is not None:
        how = phrase(language, "via", how=how, name=shortened(quote.via.name, NAME))
    return how


def page_of(quote: Quote, language: str, span: Span | None = None) -> str | None:
    """On which page or pages of its document a quote stands; None where the document has none.

    Args:
        quote: The quote.
        language: Of the words around the number.
        span: The part of it that is meant; None for all of it.
    """
    start, end = span or (quote.start, quote.end)
    first, last = quote.article.page_at(start), quote.article.page_at(end - 1)
    if first is None or last is None:
        return None
    if first >= last:  # a note stands behind what goes on on the next page
        return phrase(language, "page", page=first)
    return phrase(language, "pages", first=first, last=last)


def _nearest_people(answer: Answer, language: str) -> str:
    names = ", ".join(shortened(person.name, NAME) for person in answer.people[:8])
    return phrase(language, "nearest people", names=names) if names else ""


def _reasons(answer: Answer, language: str, room: int = REASON) -> str:
    """Why there is no quote, in at most so many UTF-16 units; empty when there is nothing to explain."""
    return shortened(" ".join(reasons.silence(reason, language) for reason in answer.reasons), room)


def _above(answer: Answer, language: str) -> Markup:
    return together([plain(reading(answer, language)), _remarks(answer, language)], "\n\n")


def _remarks(answer: Answer, language: str) -> Markup:
    if answer.verdict is None:
        if not answer.ambiguous:
            return plain(_reasons(answer, language))
        room = REASON // 2 - 2
        remark = _reasons(answer, language, room)
        return together([plain(remark), plain(shortened(_nearest_people(answer, language), room))], "\n\n")
    remark = _reasons(answer, language, REASON // 2) or phrase(language, f"verdict {answer.verdict.value}")
    lines = [bold(remark)]
    if sum(units(words) + 1 for _, words in answer.difference) < REASON // 2 - 20 and len(answer.difference) < 20:
        lines.append(together((difference(mark, words) for mark, words in answer.difference), " "))
    return together(lines, "\n")


def _has_room(group: Sequence[ShownQuote], item: ShownQuote, size: int, used: int) -> bool:
    """Whether a message takes another quote, with which it uses so many UTF-16 units; a part stands alone."""
    if item.part or any(other.part for other in group):
        return False
    return len(group) < size and used <= LIMIT - ABOVE


def _items(answer: Answer, language: str) -> list[ShownQuote]:
    return [item for quote, heading in headed_quotes(answer, language) for item in _parts(quote, heading, language)]


def _parts(quote: Quote, heading: str | None, language: str) -> list[ShownQuote]:
    text = quote.text
    start = quote.start + len(text) - len(text.lstrip())
    end = quote.start + len(text.rstrip())
    if start >= end:
        return []
    item = ShownQuote(quote, (start, end), heading)
    room = LIMIT - ABOVE - units(heading or "") - 2
    if _shown(item, language).units <= room:
        return [item]
    room -= _attribution(ShownQuote(quote, (start, end), part="99/99"), language).units + 1
    spans: list[Span] = []
    while start < end:
        cut = start + fitting(quote.article.text[start:end], room)
        piece = quote.article.text[start:cut]
        if piece.strip():
            spans.append((start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())))
        start = cut
    return [
        ShownQuote(quote, span, heading, phrase(language, "part", number=number, of=len(spans)))
        for number, span in enumerate(spans, 1)
    ]


def _shown(item: ShownQuote, language: str) -> Markup:
    heading = bold(item.heading) if item.heading else Markup()
    return together([heading, quotation(exact(item.text)), _attribution(item, language)], "\n")


def _attribution(item: ShownQuote, language: str) -> Markup:
    quote, article = item.quote, item.quote.article
    rest = plain(_joined(
        known_how(quote, language),
        shortened(article.outlet, OUTLET) if article.outlet else None,
        day(language, article.published.date() if article.published else None),
        page_of(quote, language, item.span),
        item.part,
    ))  # fmt: skip
    lines = [
        together([_who(quote, language), rest], " · "),
        link(shortened(article.title or article.url or "", TITLE), address_at(quote, item.span)),
    ]
    if quote.also:
        lines.append(plain(phrase(language, "also", outlets=_also(quote))))
    return together(lines, "\n")


def _who(quote: Quote, language: str) -> Markup:
    """Who speaks: a name stands out, that there is none doesn't."""
    return bold(_name(quote.speaker)) if quote.speaker else plain(speaker(quote, language) or "")


def _also(quote: Quote) -> str:
    names = list(dict.fromkeys(shortened(each.outlet or each.title or each.url or "?", OUTLET) for each in quote.also))
    more = f" +{len(names) - OTHERS}" if len(names) > OTHERS else ""
    return ", ".join(names[:OTHERS]) + more


def _within(item: ShownQuote, paragraph: Span, room: int) -> Markup:
    text = item.quote.article.text
    start, end = item.span
    before, after = text[min(paragraph[0], start) : start], text[end : max(paragraph[1], end)]
    spare = max(room, 0) // 2
    opening = closing = Markup()
    if units(after) > spare:
        after = after[: fitting(after, spare)].rstrip() if spare > 1 else ""
        closing = plain("…")
    spare = max(room, 0) - units(after)
    if units(before) > spare:
        mirrored = before[::-1]
        before = mirrored[: fitting(mirrored, spare)][::-1].lstrip() if spare > 1 else ""
        opening = plain("…")
    return quotation(opening, exact(before.lstrip()), exact(item.text, "b"), exact(after.rstrip()), closing)


def _name(person: Person) -> str:
    return shortened(person.name, NAME)


def _joined(*pieces: str | None) -> str:
    return " · ".join(piece for piece in pieces if piece)
