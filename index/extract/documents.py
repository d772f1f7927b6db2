"""Documents of any kind to articles: the file's type decides who reads it."""

from __future__ import annotations

import gzip
import io
import re
import zlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from index.errors import SourceError, SourceProblem
from index.extract.encoding import decode
from index.extract.html import looks_like_html
from index.extract.jsonl import from_jsonl, numbered_jsonl
from index.extract.markdown import from_markdown
from index.extract.page_process import read_page
from index.extract.pdf import from_pdf
from index.extract.plain_text import from_text
from index.model import Draft
from index.text.blocks import infer_blocks

LARGEST = 20_000_000  # bytes of a document, unpacked
GZIP, PDF = b"\x1f\x8b", b"%PDF-"  # how such files begin
TEXT = {".txt", ".text"}
MARKDOWN = {".md", ".markdown"}
HTML = {".html", ".htm", ".xhtml"}
FEEDS = {".opml", ".xml", ".rss", ".atom"}
SUFFIXES = TEXT | MARKDOWN | HTML | {".pdf", ".jsonl", ".gz"}


def from_file(path: Path, name: str) -> Iterator[Draft | SourceError]:
    """The articles of a file.

    Args:
        path: The file.
        name: What it is called in messages and, where it has no address, in citations.

    Yields:
        Articles, and a refusal in the place of each that can't be read.
    """
    suffix = _suffix(path)
    try:
        if _is_jsonl(suffix):
            yield from from_jsonl(path, name)
            return
        draft = from_bytes(_content(path, name, suffix), name, suffix)
        yield draft if draft.url else replace(draft, url=name)
    except SourceError as error:
        yield error
    except OSError as error:
        yield SourceError(name, SourceProblem.UNREADABLE_FILE, cause=error.strerror or str(error))


def from_file_as_is(path: Path, name: str) -> Iterator[tuple[int, Draft | SourceError]]:
    """The articles of a file, as `from_file` gives them; but a plain text is the file's own, with nothing removed.

    Args:
        path: The file.
        name: What it is called in messages.

    Yields:
        As `numbered_jsonl`; the number is 0 where a file holds one article only.
    """
    suffix = _suffix(path)
    try:
        if _is_jsonl(suffix):
            yield from numbered_jsonl(path, name)
            return
        data = _content(path, name, suffix)
        yield 0, plain_draft(data, name, suffix) or from_bytes(data, name, suffix)
    except SourceError as error:
        yield 0, error
    except OSError as error:
        yield 0, SourceError(name, SourceProblem.UNREADABLE_FILE, cause=error.strerror or str(error))


def plain_draft(data: bytes, name: str, suffix: str) -> Draft | None:
    """The draft of a document that is plain text, with nothing removed; None for one of another kind, or none at all.

    Args:
        data: The document.
        name: What it is called in messages.
        suffix: As `from_bytes`.

    Raises:
        SourceError: It is in no encoding that can be told.
    """
    text = _plain_text(data, name, suffix)
    return None if text is None else Draft(text, blocks=infer_blocks(text))


def _suffix(path: Path) -> str:
    """The suffix that tells what a file is, with ".gz" where it is gzipped: ".txt", ".jsonl.gz"."""
    return "".join(path.suffixes[-2:]).lower()


def _is_jsonl(suffix: str) -> bool:
    return suffix.removesuffix(".gz").endswith(".jsonl")


def _content(path: Path, name: str, suffix: str) -> bytes:
    """The bytes of a file of a kind and size that can be read."""
    _check_kind(name, suffix.removesuffix(".gz"))
    size = path.stat().st_size
    if size > LARGEST:
        raise SourceError(name, SourceProblem.LARGE_DOCUMENT, size=round(size / 1e6), most=LARGEST // 10**6)
    return path.read_bytes()


def _plain_text(data: bytes, name: str, suffix: str) -> str | None:
    """The text of a document that is plain text; None for one of another kind."""
    if data[:2] == GZIP:
        data, suffix = _gunzip(data, name), suffix.removesuffix(".gz")
    if data[:5] == PDF or suffix.endswith((".pdf", ".gz", *HTML, *MARKDOWN)):
        return None
    try:
        text = data.decode("utf-8")  # with its byte order mark: offsets count it, as whoever reads the file does
    except UnicodeDecodeError:
        text = decode(data, name)
    return None if looks_like_html(text) else text


def _check_kind(name: str, suffixes: str) -> None:
    """Refuse a file whose name promises something other than an article; "Statement No. 3" promises nothing."""
    suffix = re.search(r"\.[a-z][a-z0-9]{0,7}$", suffixes)
    if suffix is None or suffix[0] in SUFFIXES:
        return
    if suffix[0] in FEEDS:
        raise SourceError(name, SourceProblem.FEED_FILE)
    raise SourceError(name, SourceProblem.OTHER_KIND, suffix=suffix[0])


def from_bytes(data: bytes, name: str, suffix: str, url: str | None = None) -> Draft:
    """The article of a document.

    Args:
        data: The document.
        name: What it is called in messages.
        suffix: ".html", ".md", ".pdf" or ".txt", also with ".gz" after it.
        url: Its address.

    Raises:
        SourceError: It holds no article that can be read.
    """
    zipped = data[:2] == GZIP
    if zipped:
        data = _gunzip(data, name)
        suffix = suffix.removesuffix(".gz")
    if not data.strip():
        raise SourceError(name, SourceProblem.EMPTY)
    if suffix.endswith(".gz") and not zipped:
        raise SourceError(name, SourceProblem.DAMAGED_GZIP)
    draft = _draft(data, name, "." + suffix.rsplit(".", 1)[-1], url)
    if not re.search(r"\w", draft.text):
        raise SourceError(name, SourceProblem.NO_TEXT)
    return replace(draft, url=draft.url or url)


def _draft(data: bytes, name: str, suffix: str, url: str | None) -> Draft:
    if data[:5] == PDF:
        return from_pdf(data, name)
    if suffix == ".pdf":
        raise SourceError(name, SourceProblem.NOT_A_PDF)
    text = decode(data, name)
    if suffix in HTML or (suffix not in MARKDOWN and looks_like_html(text)):
        return read_page(text, name, url)
    return from_markdown(text, name) if suffix in MARKDOWN else from_text(text)


def _gunzip(data: bytes, name: str) -> bytes:
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(data)) as stream:
            plain = stream.read(LARGEST + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise SourceError(name, SourceProblem.DAMAGED_GZIP) from error
    if len(plain) > LARGEST:
        raise SourceError(name, SourceProblem.LARGE_UNPACKED, most=LARGEST // 10**6)
    return plain
