"""Plain text to articles."""

from __future__ import annotations

import re
from itertools import takewhile

from index.extract.boilerplate import CleanedPage, pasted
from index.extract.dates import parse_date
from index.extract.normalisation import normalise
from index.extract.text_heading import TextHeading, read_heading
from index.extract.title_page import dateline_day, tells_kind
from index.model import Draft
from index.text.blocks import infer_blocks


def from_text(text: str) -> Draft:
    """The article in plain text, which may have been copied from a news page."""
    lines = [line.rstrip() for line in normalise(text).split("\n")]
    above = list(takewhile(lambda line: not line or tells_kind(line), lines))
    heading, page = _read(lines[len(above) :])
    if page.title is None and above:
        above = []
        heading, page = _read(lines)
    body = re.sub(r"\n{3,}", "\n\n", "\n".join([*above, *page.paragraphs])).strip()
    opening = next(filter(None, page.paragraphs), "")
    return Draft(
        body,
        title=page.title,
        author=heading.author or page.author,
        published=heading.day or parse_date(page.dated) or dateline_day(opening),
        blocks=infer_blocks(body),
    )


def _read(lines: list[str]) -> tuple[TextHeading, CleanedPage]:
    """What stands under the title of a text, and its article."""
    heading = read_heading(lines)
    return heading, pasted(heading.lines, heading.is_found)
