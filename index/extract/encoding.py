"""Bytes to text, whatever encoding they are in."""

from __future__ import annotations

import re
import unicodedata

from index.errors import SourceError, SourceProblem

_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_DECLARED = re.compile(rb"<meta[^>]+charset=[\"']?([\w-]+)|<\?xml[^>]+encoding=[\"']([\w-]+)", re.IGNORECASE)
_SAMPLE = 200_000  # bytes from which an encoding is guessed


def decode(data: bytes, name: str) -> str:
    """Decode the bytes of a document.

    A byte order mark decides; else UTF-8 when the bytes are valid, else the encoding that the document declares, else
    the likeliest one.

    Args:
        data: The document.
        name: What it is called in messages.

    Raises:
        SourceError: It is binary, or in no encoding that can be told.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return data.decode(encoding)
            except UnicodeDecodeError as error:
                raise SourceError(name, SourceProblem.BROKEN_ENCODING, encoding=encoding) from error
    if b"\0" in data[:8192]:
        raise SourceError(name, SourceProblem.BINARY)
    for candidate in ("utf-8", _declared(data)):
        text = _decoded(data, candidate)
        if text is not None:
            return text
    guessed = _guessed(data)
    if guessed is None:
        raise SourceError(name, SourceProblem.UNKNOWN_ENCODING)
    return guessed


def _declared(data: bytes) -> str | None:
    declaration = _DECLARED.search(data[:4096])
    return (declaration[1] or declaration[2]).decode("ascii") if declaration else None


def _decoded(data: bytes, encoding: str | None) -> str | None:
    if encoding is None:
        return None
    try:
        return data.decode(encoding)
    except (LookupError, UnicodeDecodeError):
        return None


def _guessed(data: bytes) -> str | None:
    """The text in the likeliest encoding; None when the result looks like no text."""
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_SAMPLE]).best()
    text = _decoded(data, best.encoding) if best is not None else None
    if not text:
        return None
    start = text[:20_000]
    strange = sum(unicodedata.category(each) in {"Cc", "Cn", "Co"} and each not in "\n\r\t\f" for each in start)
    return text if strange * 100 <= len(start) else None
