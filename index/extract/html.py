"""HTML pages to articles."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from index.errors import SourceError, SourceProblem
from index.extract.boilerplate import article_lines
from index.extract.dates import parse_date
from index.extract.html_blocks import lines_of, with_quotations
from index.extract.marked_text import joined
from index.extract.normalisation import one_line
from index.model import Draft

SHORTEST = 60  # characters; with a higher threshold trafilatura takes the whole page where an article is short

_PUBLISHED = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"<meta[^>]+(?:article:published_time|datePublished|parsely-pub-date|sailthru\.date)[\"'][^>]*content=[\"']([^\"']+)",
        r"<meta[^>]+content=[\"']([^\"']+)[\"'][^>]+(?:article:published_time|datePublished)[\"']",
        r"\"datePublished\"\s*:\s*\"([^\"]+)\"",
    )
)


def looks_like_html(text: str) -> bool:
    """Whether a text begins as an HTML page does."""
    return bool(
        re.match(r"\s*(?:<!--.*?-->\s*)*<(?:!doctype html|html|head|body)\b", text[:4000], re.IGNORECASE | re.DOTALL)
    )


def from_html(text: str, name: str, url: str | None = None) -> Draft:
    """The article of a page, extracted by trafilatura and cleaned of what that leaves of the page around it.

    Args:
        text: The page.
        name: What it is called in messages.
        url: Its address.

    Raises:
        SourceError: It holds no article.
    """
    import trafilatura
    from trafilatura.settings import Extractor

    options = Extractor(
        output_format="python",
        with_metadata=True,
        comments=False,
        tables=False,
        dedup=False,
        url=url,
        date_params={"original_date": True, "extensive_search": False, "outputformat": "%Y-%m-%d"},
    )
    options.min_extracted_size = SHORTEST
    page = trafilatura.bare_extraction(with_quotations(text), options=options)
    if page is None or not page.text:
        raise SourceError(name, SourceProblem.NO_TEXT)
    fields: dict[str, Any] = page.as_dict()
    title, author = fields.get("title"), fields.get("author")
    lines = lines_of(page)
    article = article_lines([words for words, _ in lines], title, author)
    body, blocks = joined((line.words, lines[line.number][1]) for line in article)
    address = url or fields.get("url")
    host = urlsplit(address).hostname if address else None
    return Draft(
        text=body,
        title=one_line(title),
        url=address,
        outlet=one_line(fields.get("sitename")) or host,
        author=one_line(author),
        published=_published(text) or parse_date(fields.get("date")),
        language=_language(text, fields.get("language")),
        blocks=blocks,
    )


def _published(text: str) -> datetime | None:
    """The moment of publication, with its zone, from a page's own metadata."""
    head = text[:400_000]
    for pattern in _PUBLISHED:
        stated = pattern.search(head)
        if stated and (moment := parse_date(stated[1])):
            return moment
    return None


def _language(text: str, detected: object) -> str | None:
    declared = re.search(r"<html[^>]+lang=[\"']?([a-zA-Z]{2})", text[:4000])
    return declared[1].lower() if declared else (str(detected) if detected else None)
