"""JSON lines to articles."""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Iterator
from io import BufferedIOBase
from pathlib import Path

from index.errors import SourceError, SourceProblem
from index.extract.dates import parse_date
from index.extract.normalisation import one_line, storable
from index.model import Block, BlockKind, Draft
from index.text.blocks import infer_blocks

LARGEST = 20_000_000  # bytes of a line
ENDLESS = 1_000_000_000  # bytes of a line after which its end is not looked for: a device's never comes

_FIELDS = ("url", "title", "outlet", "author", "published", "language", "collection")  # texts or null


def from_jsonl(path: Path, name: str) -> Iterator[Draft | SourceError]:
    """The articles of a file, as `numbered_jsonl` reads them."""
    for _, draft in numbered_jsonl(path, name):
        yield draft


def numbered_jsonl(path: Path, name: str) -> Iterator[tuple[int, Draft | SourceError]]:
    """The articles of a file, an object a line: {"url", "title", "outlet", "author", "published", "text"}.

    What `onrecord export` writes beside these is read as well: "language", "collection", further "addresses", and
    "blocks". Its "statements" are not: they are found anew.

    Args:
        path: The file, gzipped where its suffix is ".gz".
        name: What it is called in messages.

    Yields:
        The number of each line that is not blank, from 1, with its article, or with a refusal where it holds none.
        What is wrong with the whole file comes with the number 0.

    Raises:
        OSError: The file can't be read.
    """
    empty = True
    zipped = path.suffix.lower() == ".gz"
    with gzip.open(path, "rb") if zipped else path.open("rb") as stream:
        try:
            for number, (line, size) in enumerate(_lines(stream), 1):
                if line.strip():
                    empty = False
                    yield number, _article(line, size, f"{name}, line {number}")
        except (gzip.BadGzipFile, EOFError, zlib.error):
            yield 0, SourceError(name, SourceProblem.DAMAGED_GZIP)
            return
    if empty:
        yield 0, SourceError(name, SourceProblem.EMPTY)


def _lines(stream: BufferedIOBase) -> Iterator[tuple[bytes, int]]:
    """Each line with its size in bytes; of one that is too large only the beginning, and of an endless one no more lines."""
    while line := stream.readline(LARGEST + 1):
        size, part = len(line), line
        while not part.endswith(b"\n") and size < ENDLESS and (part := stream.readline(LARGEST)):
            size += len(part)
        yield line, size
        if size >= ENDLESS:
            return


def _article(line: bytes, size: int, where: str) -> Draft | SourceError:
    if size > LARGEST:
        return SourceError(where, SourceProblem.LARGE_LINE, size=round(size / 1e6), most=LARGEST // 10**6)
    try:
        return _draft(json.loads(line), where)
    except (ValueError, RecursionError):
        return SourceError(where, SourceProblem.NOT_JSON)
    except SourceError as error:
        return error


def _draft(record: object, where: str) -> Draft:
    if not isinstance(record, dict):
        raise SourceError(where, SourceProblem.NOT_AN_OBJECT)
    text = record.get("text")
    if not isinstance(text, str) or not text.strip():
        raise SourceError(where, SourceProblem.MISSING_TEXT)
    authors = record.get("author")
    if isinstance(authors, list) and all(isinstance(each, str) for each in authors):
        record = {**record, "author": "; ".join(authors)}
    for field in _FIELDS:
        if record.get(field) is not None and not isinstance(record[field], str):
            raise SourceError(where, SourceProblem.WRONG_FIELD, field=field)
    published = parse_date(record.get("published"))
    if record.get("published") and published is None:
        raise SourceError(where, SourceProblem.BAD_DATE, value=record["published"])
    addresses = record.get("addresses") or []
    if not isinstance(addresses, list) or not all(isinstance(each, str) for each in addresses):
        raise SourceError(where, SourceProblem.WRONG_FIELD, field="addresses")
    blocks = _blocks(record.get("blocks"), text)
    if blocks is None:
        raise SourceError(where, SourceProblem.WRONG_BLOCKS)
    text = storable(text)
    return Draft(
        text=text,
        title=one_line(record.get("title")),
        url=one_line(record.get("url")),
        outlet=one_line(record.get("outlet")),
        author=one_line(record.get("author")),
        published=published,
        language=one_line(record.get("language")),
        collection=record.get("collection") or "public",
        blocks=blocks or infer_blocks(text),
        addresses=tuple(url for each in addresses if (url := one_line(each))),
    )


def _blocks(value: object, text: str) -> tuple[Block, ...] | None:
    """The blocks that a record states as [start, end, kind]; none where it states none, None where they don't fit."""
    if value is None:
        return ()
    blocks: list[Block] = []
    try:
        for start, end, kind in value:  # type: ignore[attr-defined]
            behind = blocks[-1].end if blocks else 0
            if type(start) is not int or type(end) is not int or not behind <= start < end <= len(text):
                return None
            blocks.append(Block(start, end, BlockKind(kind)))
    except (TypeError, ValueError):
        return None
    return tuple(blocks)
