"""Addresses that open a page at a quotation's words (WICG, "URL Fragment Text Directives"), and a PDF at its page.

Browsers look for the first place that fits: what is written here is tried on the article first, as a browser does it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote as percent_encoded
from urllib.parse import urlsplit

from index.model import Article, Quote, Span

LONGEST = 2000  # characters of an address; the Bot API takes no much longer one
LONGEST_DIRECTIVE = 700  # of them for the words
WHOLE = 90  # characters of a quotation that is named in full
WORDS = (4, 6, 9, 14)  # words at either end of a longer one: as few as tell it from the rest
AROUND = (2, 4, 7)  # words before and after it, where it stands in the article more than once

_WEB = re.compile(r"https?://[^\s/]")
_ROUTE = re.compile(r"#(?:!|/)")  # a page's own script reads what follows
_NO_PAGE = re.compile(r"\.(?:pdf|docx?|pptx?|xlsx?|odt|epub|zip|gz)$", re.IGNORECASE)
_WORD = re.compile(r"\w(?:\S*\w)?")  # without marks at its ends
_LINE = re.compile(r"[^\n]*\w[^\n]*")


def address_at(quote: Quote, span: Span | None = None) -> str | None:
    """Where a quotation's article is on the web, opened at its words; as the article has it where that can't be.

    Args:
        quote: The quotation.
        span: The part of it that is shown, as offsets into the article; None for all of it.

    Returns:
        The article's first address; None where it has none.
    """
    article = quote.article
    if article.url is None:
        return None
    if article.pages and _WEB.match(article.url):
        return _at_page(article, span[0] if span else quote.start)
    if not _takes_words(article.url):
        return article.url
    words = _directive(article, span or (quote.start, quote.end))
    if words is None:
        return article.url
    page = plain_address(article.url)
    address = f"{page}{'' if '#' in page else '#'}:~:text={words}"
    return address if len(address) <= LONGEST else article.url


def web_address_at(quote: Quote) -> str | None:
    """The same for a record; None where the article has no address that a browser opens."""
    address = address_at(quote)
    return address if address and _WEB.match(address) else None


def plain_address(address: str) -> str:
    """An address without the words at which it opens."""
    page, directive, _ = address.partition(":~:")
    return page.removesuffix("#") if directive else address


def _at_page(article: Article, offset: int) -> str | None:
    """The address of a PDF, opened at a page (RFC 8118); as it is where it says already where to open."""
    page = article.page_at(offset)
    if page is None or article.url is None or "#" in article.url:
        return article.url
    return f"{article.url}#page={page}"


def _takes_words(address: str) -> bool:
    """Whether an address is of a page that a browser searches for words."""
    if not _WEB.match(address) or _ROUTE.search(address):
        return False
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.hostname != "t.me" and not _NO_PAGE.search(parts.path)


@dataclass(frozen=True, slots=True)
class _Directive:
    """Words to look for: from `start`, up to `end` where that is given, between `prefix` and `suffix`."""

    start: str
    end: str = ""
    prefix: str = ""
    suffix: str = ""

    def encoded(self) -> str:
        parts = [self.prefix and f"{_encoded(self.prefix)}-", _encoded(self.start), _encoded(self.end)]
        return ",".join(filter(None, [*parts, self.suffix and f"-{_encoded(self.suffix)}"]))

    def found_in(self, text: str) -> Span | None:
        """Where a browser finds the words: whole ones, in any case, after the first prefix that they follow."""
        before = rf"(?<!\w){_pattern(self.prefix)}\s*" if self.prefix else r"(?<!\w)"
        behind = rf"\s*{_pattern(self.suffix)}" if self.suffix else r"(?!\w)"
        following = r"(?!\w)" if self.end else behind
        first = re.search(rf"{before}({_pattern(self.start)}){following}", text, re.IGNORECASE)
        if first is None or not self.end:
            return first and first.span(1)
        last = re.compile(rf"(?<!\w)({_pattern(self.end)}){behind}", re.IGNORECASE).search(text, first.end(1))
        return (first.start(1), last.end(1)) if last else None


def _directive(article: Article, span: Span) -> str | None:
    """The words of a span as a page's address gives them; None where no short form leads to them."""
    # A page shows its headline above its text.
    above = f"{article.title}\n\n" if article.title else ""
    text = above + article.text
    lines = [match.span() for match in _LINE.finditer(text, len(above) + span[0], len(above) + span[1])]
    if not lines:
        return None
    words = [[match.span() for match in _WORD.finditer(text, *line)] for line in (lines[0], lines[-1])]
    wanted = words[0][0][0], words[1][-1][1]
    plain = " ".join(text[slice(*wanted)].split()).casefold()
    same: str | None = None  # what leads to the same words elsewhere
    for each in _directives(text, words[0], words[1], wanted, len(lines) == 1):
        found = each.found_in(text)
        encoded = each.encoded()
        if found is None or len(encoded) > LONGEST_DIRECTIVE:
            continue
        if found == wanted:
            return encoded
        if same is None and " ".join(text[slice(*found)].split()).casefold() == plain:
            same = encoded
    return same


def _directives(text: str, first: list[Span], last: list[Span], wanted: Span, one_line: bool) -> Iterator[_Directive]:
    """Ways to name a span, the shortest first.

    Args:
        text: Where it stands.
        first: The words of its first line.
        last: The words of its last one.
        wanted: The span, from its first word to its last.
        one_line: Whether it has a single line: nothing that is looked for crosses the end of one.
    """
    named: list[tuple[str, str]] = []
    if one_line and wanted[1] - wanted[0] <= WHOLE:
        named.append((text[slice(*wanted)], ""))
    for count in WORDS:
        start = first[0][0], first[:count][-1][1]
        end = last[-count:][0][0], last[-1][1]
        if start[1] < end[0]:
            named.append((text[slice(*start)], text[slice(*end)]))
    if not named and one_line:
        named.append((text[slice(*wanted)], ""))  # few and long words
    for start_words, end_words in named:
        yield _Directive(start_words, end_words)
    for count in AROUND:
        prefix, suffix = _before(text, wanted[0], count), _after(text, wanted[1], count)
        for start_words, end_words in named:
            yield _Directive(start_words, end_words, prefix)
            yield _Directive(start_words, end_words, prefix, suffix)


def _before(text: str, place: int, count: int) -> str:
    """The last words before a place in a text, with the marks after them, on one line."""
    line = text[:place].rstrip().rpartition("\n")[2]
    words = [match.start() for match in _WORD.finditer(line)]
    return line[words[-count:][0] :].rstrip() if words else ""


def _after(text: str, place: int, count: int) -> str:
    """The first words after a place in a text, with the marks before them, on one line."""
    line = text[place:].lstrip().partition("\n")[0]
    words = [match.end() for match in _WORD.finditer(line)]
    return line[: words[:count][-1]] if words else ""


def _pattern(words: str) -> str:
    return r"\s+".join(map(re.escape, words.split()))


def _encoded(words: str) -> str:
    """Words for a directive, in which commas, ampersands and dashes have a meaning."""
    return percent_encoded(" ".join(words.split()), safe="", errors="replace").replace("-", "%2D")
