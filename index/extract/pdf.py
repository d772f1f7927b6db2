"""PDF documents to articles."""

from __future__ import annotations

import io
import re
from datetime import datetime

from index.errors import SourceError, SourceProblem
from index.extract.dates import aware
from index.extract.normalisation import normalise, one_line
from index.extract.plain_text import from_text
from index.model import Draft


def from_pdf(data: bytes, name: str) -> Draft:
    """The text of a PDF, its lines joined to paragraphs again.

    Args:
        data: The document.
        name: What it is called in messages.

    Raises:
        SourceError: It is locked or damaged, or holds no text.
    """
    from pypdf import PdfReader
    from pypdf.errors import DependencyError, PyPdfError

    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise SourceError(name, SourceProblem.LOCKED_PDF)
        pages = [page.extract_text() or "" for page in reader.pages]
        metadata = reader.metadata
        title = one_line(metadata.title) if metadata else None
        author = one_line(metadata.author) if metadata else None
        created = metadata.creation_date if metadata else None
    except SourceError:
        raise
    except DependencyError as error:  # a cipher that needs an optional package of pypdf
        raise SourceError(name, SourceProblem.LOCKED_PDF) from error
    except (
        PyPdfError,
        ValueError,
        KeyError,
        TypeError,
        AttributeError,
        RecursionError,
        OSError,
        NotImplementedError,
    ) as error:
        cause = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise SourceError(name, SourceProblem.DAMAGED_PDF, cause=cause) from error
    text = normalise("\n".join(_unwrapped(page) for page in pages))
    if not re.search(r"\w{3}", text):
        raise SourceError(name, SourceProblem.SCANNED_PDF)
    draft = from_text(text)
    return Draft(
        text=draft.text,
        title=title or draft.title,
        author=author or draft.author,
        published=draft.published or (aware(created) if isinstance(created, datetime) else None),
        blocks=draft.blocks,
    )


def _unwrapped(page: str) -> str:
    """A page with the lines of each paragraph joined; a PDF keeps them as they were set."""
    lines = [line.strip() for line in page.split("\n")]
    widest = max((len(line) for line in lines), default=0)
    paragraphs: list[str] = []
    goes_on = False
    for line in lines:
        if not line:
            goes_on = False
            continue
        if goes_on and paragraphs[-1].endswith("-") and line[:1].islower():
            paragraphs[-1] = paragraphs[-1][:-1] + line
        elif goes_on:
            paragraphs[-1] += " " + line
        else:
            paragraphs.append(line)
        ends = re.search(r"[.!?:][\"'”’)]*$", line) and len(line) < 0.9 * widest
        goes_on = len(line) > 0.6 * widest and not ends
    return "\n\n".join(paragraphs) + "\n"
