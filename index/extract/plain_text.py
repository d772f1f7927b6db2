"""Plain text to articles."""

from __future__ import annotations

import re

from index.extract.boilerplate import pasted
from index.extract.dates import parse_date
from index.extract.normalisation import normalise
from index.extract.text_heading import read_heading
from index.model import Draft
from index.text.blocks import infer_blocks


def from_text(text: str) -> Draft:
    """The article in plain text, which may have been copied from a news page."""
    heading = read_heading([line.rstrip() for line in normalise(text).split("\n")])
    page = pasted(heading.lines, heading.is_found)
    body = re.sub(r"\n{3,}", "\n\n", "\n".join(page.paragraphs)).strip()
    return Draft(
        body,
        title=page.title,
        author=heading.author or page.author,
        published=heading.day or parse_date(page.dated),
        blocks=infer_blocks(body),
    )
