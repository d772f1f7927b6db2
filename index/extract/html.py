"""HTML pages to articles."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from itertools import takewhile
from typing import Any

from index.errors import SourceError, SourceProblem
from index.extract.boilerplate import article_lines
from index.extract.html_blocks import lines_of, told_apart, with_quotations
from index.extract.marked_text import joined
from index.extract.normalisation import one_line
from index.extract.note_marks import drop_note_marks
from index.extract.page.linked_data import host_of
from index.extract.page.metadata import PageMetadata, people_in, read_metadata
from index.extract.page.moments import published
from index.extract.page.parts import with_other_parts
from index.extract.page.quotation_figures import unfold_quotations
from index.extract.page.refusals import check_is_article, refuse_empty
from index.extract.page.spoken_turns import part_turns
from index.extract.page.state import described_text, stated_article
from index.extract.page.stories import drop_other_stories
from index.extract.page.tables import unfold_layout
from index.extract.page.teasers import without_teasers
from index.extract.reporters import reporter_in
from index.extract.title_page import FRONT, day_alone
from index.model import BlockKind, Draft
from index.text.line_kinds import is_prose

SHORTEST = 60  # characters; with a higher threshold trafilatura takes the whole page where an article is short

_FIRST_TAG = re.compile(r"<(?:!doctype html|html|head|body)\b", re.IGNORECASE)
_MORE = 1.6  # times as long as what the page shows is a text in its JSON that is taken instead
_OCCASION = re.compile(
    r"\b(?:speech|remarks|statement|address|briefing|press (?:conference|release)|transcript|readout|communiqu[eé]"
    r"|testimony|interview|hearing|lecture|keynote)\b",
    re.IGNORECASE,
)
_APART = re.compile(r"(?:[,–—|(:]|\s-)\s*")
_EDGE = 4  # lines at the beginning and at the end of an article, one of which may name its reporter

Line = tuple[str, BlockKind]


def looks_like_html(text: str) -> bool:
    """Whether a text begins as an HTML page does, but for comments."""
    start = text[:4000].lstrip("\ufeff").lstrip()
    while start.startswith("<!--") and (end := start.find("-->")) > 0:
        start = start[end + 3 :].lstrip()
    return _FIRST_TAG.match(start) is not None


def from_html(text: str, name: str, url: str | None = None, now: datetime | None = None) -> Draft:
    """The article of a page, extracted by trafilatura and cleaned of what that leaves of the page around it.

    Args:
        text: The page.
        name: What it is called in messages.
        url: Its address.
        now: No article is published later; by default the present.

    Raises:
        SourceError: It holds no article.
    """
    from trafilatura.utils import load_html

    tree = load_html(with_quotations(text))
    if tree is None:
        raise SourceError(name, SourceProblem.NO_TEXT)
    now = now or datetime.now(UTC)
    page = read_metadata(tree, url, now)
    drop_other_stories(tree, page.headlines)
    drop_note_marks(tree)
    part_turns(tree)
    unfold_layout(tree)
    unfold_quotations(tree)
    lines, page = _lines(tree, page, now)
    if not any(words for words, _ in lines):
        raise refuse_empty(tree, name, page.url)
    page = _with_told(page, [words.strip() for words, _ in lines if words.strip()], now)
    check_is_article(tree, name, page.headlines, [words for words, _ in lines], page.url)
    article = article_lines([words for words, _ in lines], page.headlines, page.author)
    body, blocks = joined((line.words, lines[line.number][1]) for line in article)
    return Draft(
        text=body,
        title=page.title,
        url=page.url,
        outlet=page.outlet or host_of(page.url),
        author=page.author,
        published=page.published,
        language=page.language,
        blocks=blocks,
    )


def _lines(tree: Any, page: PageMetadata, now: datetime) -> tuple[list[Line], PageMetadata]:
    """The lines of a page's article: as the page shows them, or as its JSON has them where that is much more.

    What the page doesn't say of an article that stands in its JSON alone is taken from there.
    """
    import trafilatura
    from trafilatura.settings import Extractor

    options = Extractor(output_format="python", comments=False, tables=True, dedup=False)
    options.min_extracted_size = SHORTEST
    with told_apart(tree):
        document = trafilatura.bare_extraction(tree, options=options)
    lines = lines_of(document) if document is not None and document.text else []
    lines = without_teasers(tree, with_other_parts(tree, lines), page.url)
    described = described_text(page.article)
    size = _MORE * _words(lines)
    unbroken = len(lines) == 1 < len(described) and _words(described) * _MORE > _words(lines)
    if unbroken or _words(described) > size:
        return described, page
    stated = stated_article(tree, page.headlines) if size < 300 else None
    if stated is None or _words(stated.lines) <= size:
        return lines, page
    moments = (moment for date in stated.dates if (moment := published(date, now)))
    return stated.lines, replace(
        page,
        author=page.author or one_line("; ".join(people_in(stated.authors))),
        published=page.published or next(moments, None),
    )


def _with_told(page: PageMetadata, lines: Sequence[str], now: datetime) -> PageMetadata:
    """What a page says of its article, with the reporter and the day that lines of its text alone tell.

    Args:
        page: What it says.
        lines: Of its text, none blank.
        now: No article is published later.
    """
    author, day = page.author, page.published
    if author is None:
        author = next((name for line in (*lines[:_EDGE], *lines[-_EDGE:]) if (name := reporter_in(line))), None)
    days = [day for line in lines if (day := day_alone(line))] if day is None else []
    if len(days) == 1:  # more are the entries of a chronicle
        above = takewhile(lambda line: not is_prose(line), lines[:FRONT])
        day = next((day for line in above if (day := day_alone(line)) and day.date() <= now.date()), None)
    return replace(page, author=author, published=day or _titled_day(page.title or "", now))


def _titled_day(title: str, now: datetime) -> datetime | None:
    """The day at the end of a title that tells of an occasion: "Remarks by President Varga, Lindesund, 1 May 2026"."""
    ends = (title[mark.end() :].rstrip(" )") for mark in _APART.finditer(title)) if _OCCASION.search(title) else ()
    day = next((day for end in ends if (day := day_alone(end))), None)
    return day if day and day.date() <= now.date() else None


def _words(lines: Sequence[Line]) -> int:
    return sum(len(words.split()) for words, _ in lines)
