"""Documents of any kind to articles: their content, or else their suffix, decides who reads them."""

from __future__ import annotations

import gzip
import io
import os
import re
import stat
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from index.errors import SourceError, SourceProblem
from index.extract.encoding import decode
from index.extract.formats import (
    GZIPPED,
    HTML,
    KINDS,
    LINES,
    MARKDOWN,
    MAY_BE_TEXT,
    SUBTITLES,
    SUFFIXES,
    Kind,
    refuse,
    suffix_in,
)
from index.extract.html import looks_like_html
from index.extract.jsonl import from_jsonl, numbered_jsonl
from index.extract.markdown import from_markdown
from index.extract.page_process import read_page
from index.extract.plain_text import from_text
from index.extract.reader_process import read_apart
from index.extract.reading import Attachment, Reading
from index.extract.signatures import ARCHIVE, OLE, are_subtitles, kind_by_content
from index.extract.subtitles import from_subtitles
from index.model import Draft
from index.text.blocks import infer_blocks

LARGEST = 20_000_000  # bytes of a document, unpacked
LARGEST_PACKED = 100_000_000  # bytes of one that holds pictures and attachments beside its text
GZIP = b"\x1f\x8b"  # how such files begin
_PACKED = frozenset({Kind.WORD, Kind.SLIDES, Kind.OPEN_DOCUMENT, Kind.BOOK, Kind.MAIL, Kind.OUTLOOK, Kind.SAVED_PAGE})
_ZIPPED = frozenset({Kind.WORD, Kind.SLIDES, Kind.OPEN_DOCUMENT, Kind.BOOK})
_HEADLESS = frozenset({Kind.MAIL, Kind.SAVED_PAGE})  # whose head may lack what shows the kind
_DEEPEST = 4  # mails in each other
_MOST_ATTACHED = 200  # documents that come with one, those in them too


def from_file(path: Path, name: str) -> Iterator[Draft | SourceError]:
    """The articles of a file: its own, and those of the documents that are attached to it.

    Args:
        path: The file.
        name: What it is called in messages and, where it has no address, in citations.

    Yields:
        Articles, and a refusal in the place of each that can't be read.
    """
    suffix = _suffix(path)
    try:
        refuse_pipe(path, name)
        if _is_jsonl(suffix):
            yield from from_jsonl(path, name)
            return
        for draft in from_upload(_content(path, name, suffix), name, suffix):
            yield draft if isinstance(draft, SourceError) or draft.url else replace(draft, url=name)
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
        refuse_pipe(path, name)
        if _is_jsonl(suffix):
            yield from numbered_jsonl(path, name)
            return
        data = _content(path, name, suffix)
        plain = plain_draft(data, name, suffix)
        if plain is not None:
            yield 0, plain
        else:
            yield from ((0, draft) for draft in from_upload(data, name, suffix))
    except SourceError as error:
        yield 0, error
    except OSError as error:
        yield 0, SourceError(name, SourceProblem.UNREADABLE_FILE, cause=error.strerror or str(error))


def refuse_pipe(path: Path, name: str) -> None:
    """Refuse a pipe that has a name, as its reader waits till somebody writes; one of the shell's has none.

    Args:
        path: What exists.
        name: What it is called in the message.

    Raises:
        SourceError: It is one.
        OSError: It can't be looked at.
    """
    if stat.S_ISFIFO(path.stat().st_mode) and os.path.exists(os.path.realpath(path)):
        raise SourceError(name, SourceProblem.PIPE)


def from_upload(data: bytes, name: str, suffix: str) -> Iterator[Draft | SourceError]:
    """The articles of a document: its own, and those of the documents that are attached to it.

    Args:
        data: The document.
        name: What it is called in messages, and where its attachments are, in citations.
        suffix: As `from_bytes`.

    Yields:
        Articles, and a refusal in the place of each attachment that can't be read.

    Raises:
        SourceError: The document itself can't be read.
    """
    reading = _reading(data, name, suffix)
    if reading.draft.text:
        yield reading.draft
    waiting = [(each, f"{name}/{each.name}", 1) for each in reading.attachments]
    for _ in range(_MOST_ATTACHED):
        if not waiting:
            return
        attachment, inner, depth = waiting.pop(0)
        try:
            reading = _attached(attachment, inner, depth)
        except SourceError as error:
            yield error
            continue
        if reading.draft.text:
            yield reading.draft if reading.draft.url else replace(reading.draft, url=inner)
        waiting += [(each, f"{inner}/{each.name}", depth + 1) for each in reading.attachments]
    yield from (SourceError(left, SourceProblem.OVERLARGE_DOCUMENT) for _, left, _ in waiting)


def _attached(attachment: Attachment, name: str, depth: int) -> Reading:
    """What an attachment holds, unless it stands in too many others."""
    if depth > _DEEPEST:
        raise SourceError(name, SourceProblem.OVERLARGE_DOCUMENT)
    return _reading(attachment.data, name, _suffix(Path(attachment.name)))


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


def from_bytes(data: bytes, name: str, suffix: str, url: str | None = None, charset: str | None = None) -> Draft:
    """The article of a document, without what is attached to it.

    Args:
        data: The document.
        name: What it is called in messages.
        suffix: Which `formats.SUFFIXES` has, also with ".gz" after it.
        url: Its address.
        charset: Of a text, as the server says.

    Raises:
        SourceError: It holds no article that can be read.
    """
    reading = _reading(data, name, suffix, url, charset)
    if not reading.draft.text:
        raise SourceError(name, SourceProblem.NO_TEXT)
    return replace(reading.draft, url=reading.draft.url or url)


def _suffix(path: Path) -> str:
    """The suffix that tells what a file is, with ".gz" where it is gzipped: ".txt", ".jsonl.gz"."""
    return "".join(path.suffixes[-2:]).lower()


def _is_jsonl(suffix: str) -> bool:
    return suffix.removesuffix(GZIPPED).endswith(tuple(LINES))


def _content(path: Path, name: str, suffix: str) -> bytes:
    """The bytes of a file of a size that can be read."""
    largest = LARGEST_PACKED if KINDS.get(suffix_in(suffix)) in _PACKED else LARGEST
    with path.open("rb") as stream:
        data = stream.read(largest + 1)  # a device or a pipe tells no size, and may have no end
    size = max(len(data), path.stat().st_size)
    if size > largest:
        _check_kind(name, suffix_in(suffix.removesuffix(GZIPPED)), None)
        raise SourceError(name, SourceProblem.LARGE_DOCUMENT, size=-(-size // 10**6), most=largest // 10**6)
    return data


def _plain_text(data: bytes, name: str, suffix: str) -> str | None:
    """The text of a document that is plain text; None for one of another kind."""
    if data[:2] == GZIP:
        data, suffix = _gunzip(data, name), suffix.removesuffix(GZIPPED)
    other = suffix_in(suffix)
    if other and other not in SUFFIXES - HTML - MARKDOWN - SUBTITLES - KINDS.keys() - {GZIPPED}:
        return None
    if kind_by_content(data) or are_subtitles(data):
        return None
    try:
        text = data.decode("utf-8")  # with its byte order mark: offsets count it, as whoever reads the file does
    except UnicodeDecodeError:
        text = decode(data, name)
    return None if looks_like_html(text) else text


def _reading(data: bytes, name: str, suffix: str, url: str | None = None, charset: str | None = None) -> Reading:
    """What a document holds."""
    zipped = data[:2] == GZIP
    if zipped:
        data = _gunzip(data, name)
        suffix = suffix.removesuffix(GZIPPED)
    if not data.strip():
        raise SourceError(name, SourceProblem.EMPTY)
    if suffix.endswith(GZIPPED) and not zipped:
        raise SourceError(name, SourceProblem.DAMAGED_GZIP)
    kind = kind_by_content(data)
    suffix = suffix_in(suffix)
    if kind == OLE:
        kind = KINDS.get(suffix) or (suffix if suffix not in SUFFIXES else ".doc") or ".doc"
    if kind == "locked":
        raise SourceError(name, SourceProblem.LOCKED_DOCUMENT, kind=suffix or Kind.WORD)
    if _is_promised(kind, data, suffix):
        kind = KINDS[suffix]
    if isinstance(kind, Kind):
        return read_apart(kind, data, name)
    if kind is not None:
        raise refuse(name, kind)
    _check_kind(name, suffix, data)
    draft = _text_draft(data, decode(data, name, charset), name, suffix, url)
    if not re.search(r"\w", draft.text):
        raise SourceError(name, SourceProblem.NO_TEXT)
    return Reading(replace(draft, url=draft.url or url))


def _is_promised(kind: Kind | str | None, data: bytes, suffix: str) -> bool:
    """Whether a document is of the kind that its suffix tells, though its content doesn't show which one it is."""
    promised = KINDS.get(suffix)
    if kind is None:
        return promised in _HEADLESS and not looks_like_html(data[:4000].decode("latin-1"))
    return kind == ARCHIVE and promised in _ZIPPED and not zipfile.is_zipfile(io.BytesIO(data))  # cut off


def _check_kind(name: str, suffix: str, data: bytes | None) -> None:
    """Refuse a text whose name promises what it is not; "Statement No. 3" promises nothing.

    Args:
        name: What it is called in messages.
        suffix: What its name promises, as `suffix_in` gives it.
        data: Its content, if that was read.
    """
    if suffix in KINDS:
        if data is None or looks_like_html(data[:4000].decode("latin-1")):
            return
        if suffix == Kind.PDF:
            raise SourceError(name, SourceProblem.NOT_A_PDF)
        raise SourceError(name, SourceProblem.NOT_AS_NAMED, kind=suffix)
    if suffix and suffix not in SUFFIXES and not (suffix in MAY_BE_TEXT and data and b"\0" not in data):
        raise refuse(name, suffix)


def _text_draft(data: bytes, text: str, name: str, suffix: str, url: str | None) -> Draft:
    """The article of a document that is text."""
    if suffix in HTML or (suffix not in MARKDOWN and looks_like_html(text)):
        return read_page(text, name, url)
    if suffix in SUBTITLES or are_subtitles(data):
        return from_subtitles(text)
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
