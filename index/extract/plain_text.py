"""Plain text to articles."""

from __future__ import annotations

import re

from index.extract.boilerplate import pasted
from index.extract.dates import parse_date
from index.extract.normalisation import normalise
from index.model import Draft
from index.text.blocks import infer_blocks


def from_text(text: str) -> Draft:
    """The article in plain text, which may have been copied from a news page."""
    page = pasted([line.rstrip() for line in normalise(text).split("\n")])
    body = re.sub(r"\n{3,}", "\n\n", "\n".join(page.paragraphs)).strip()
    return Draft(
        body, title=page.title, author=page.author, published=parse_date(page.dated), blocks=infer_blocks(body)
    )
