"""What came of checking a text, as Telegram messages."""

from __future__ import annotations

from collections.abc import Sequence

from bot.messages.answers import known_how, page_of, speaker
from bot.messages.html import LIMIT, Markup, bold, difference, link, plain, shortened, together, units
from bot.messages.phrases import day, phrase
from bot.messages.text_fragments import address_at
from index.answering.checking.findings import CheckedQuotation, Finding, Found, tally
from index.model import Quote
from index.text.quoted_words import Break

QUOTATION, NAME, OUTLET, TITLE = 400, 120, 80, 160  # UTF-16 units at most
ROOM = LIMIT - 200  # of a page
MOST_ENTITIES = 90  # of a page; Telegram ignores those beyond a hundred
MOST_RUNS = 24  # of a difference that is shown
MOST_PLACES = 4  # of a quotation that are named

_MARKS = {Break.OMISSION: "check shortened", Break.INSERTION: "check inserted"}


def pages(checked: Sequence[CheckedQuotation], language: str) -> list[str]:
    """A report as messages of Telegram's HTML; the first begins with how many quotations stand how.

    Args:
        checked: The quotations of a text in their order.
        language: Code of the language.

    Returns:
        The messages; one that says so where there is no quotation.
    """
    if not checked:
        return [plain(phrase(language, "check no quotations")).html]
    filled = [bold(tallies(checked, language))]
    for number, each in enumerate(checked, 1):
        item = _item(number, each, language)
        page = filled[-1]
        if page.units + item.units + 2 > ROOM or page.entities + item.entities > MOST_ENTITIES:
            filled.append(item)
        else:
            filled[-1] = together([page, item], "\n\n")
    return [page.html for page in filled]


def tallies(checked: Sequence[CheckedQuotation], language: str) -> str:
    """How many quotations there are, and how many stand how."""
    counts = (f"{phrase(language, f'finding {finding.value}')}: {count}" for finding, count in tally(checked))
    return " · ".join((phrase(language, "check tally", count=len(checked)), *counts))


def heading(number: int, checked: CheckedQuotation, language: str) -> str:
    """The quotation's number and how it stands."""
    return f"{number} · {phrase(language, f'finding {checked.finding.value}')}"


def _item(number: int, checked: CheckedQuotation, language: str) -> Markup:
    credited = checked.credited
    named = plain(phrase(language, "check credited", speaker=shortened(credited, NAME))) if credited else Markup()
    lines = [together([bold(heading(number, checked, language)), named], " · "), _words(checked)]
    lines += [plain(remark) for remark in remarks(checked, language)]
    is_joined = checked.finding is Finding.JOINED
    for found in checked.found[:MOST_PLACES] if is_joined else checked.found[:1]:
        if is_joined:
            lines.append(plain(f"“{shortened(found.words, QUOTATION)}”"))
        lines.append(_attribution(found, language))
    return together(lines, "\n")


def _words(checked: CheckedQuotation) -> Markup:
    """The quotation, with what differs from the words on record."""
    runs = checked.difference
    if checked.differs and len(runs) <= MOST_RUNS and sum(units(words) + 1 for _, words in runs) <= 2 * QUOTATION:
        return plain("“") + together((difference(mark, words) for mark, words in runs), " ") + plain("”")
    return plain(f"“{shortened(bare(checked), QUOTATION)}”")


def bare(checked: CheckedQuotation) -> str:
    """The quotation without the comma that only led over to its speaker."""
    return checked.text.rstrip(" ,;")


def remarks(checked: CheckedQuotation, language: str) -> list[str]:
    """What is to be said of a quotation beside how it stands."""
    said = checked.found[0].quote.speaker if checked.found else None
    credited = shortened(checked.credited or "", NAME)
    remarks = []
    if checked.finding is Finding.ANOTHERS and said:
        owner = shortened(said.name, NAME)
        remarks.append(phrase(language, "check anothers", owner=owner, speaker=credited))
        remarks += [phrase(language, "check altered too")] if checked.differs else []
    elif checked.finding is Finding.UNCLEAR:
        remarks.append(phrase(language, "check unclear", speaker=credited))
    elif checked.finding is Finding.JOINED:
        remarks.append(phrase(language, "check joined", count=len(checked.found)))
    if checked.differs and len(checked.difference) > MOST_RUNS:
        remarks.append(phrase(language, "check on record words", words=shortened(checked.found[0].words, QUOTATION)))
    if checked.found:
        remarks += [phrase(language, key) for mark, key in _MARKS.items() if mark in checked.breaks]
    return remarks


def _attribution(found: Found, language: str) -> Markup:
    article = found.quote.article
    title = link(shortened(article.title or article.url or "", TITLE), _address(found))
    return together([plain(_where(found.quote, language, with_title=False)), title], "\n")


def _address(found: Found) -> str | None:
    """Where the words are on the web."""
    return address_at(found.quote, (found.spans[0][0], found.spans[-1][1]))


def _where(quote: Quote, language: str, *, with_title: bool = True) -> str:
    """Who, how, in which outlet and when."""
    article = quote.article
    pieces = (
        shortened(speaker(quote, language) or "", NAME),
        known_how(quote, language),
        shortened(article.outlet or "", OUTLET),
        day(language, article.published.date() if article.published else None),
        page_of(quote, language) or "",
        shortened(article.title or "", TITLE) if with_title else "",
        phrase(language, "also", outlets=_also(quote)) if quote.also else "",
    )
    return " · ".join(piece for piece in pieces if piece)


def _also(quote: Quote) -> str:
    names = dict.fromkeys(shortened(each.outlet or each.title or each.url or "?", OUTLET) for each in quote.also)
    return ", ".join(list(names)[:3])
