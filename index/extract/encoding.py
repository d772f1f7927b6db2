"""Bytes to text, whatever encoding they are in, as browsers read them (https://encoding.spec.whatwg.org)."""

from __future__ import annotations

import codecs
import re
import unicodedata

from index.errors import SourceError, SourceProblem

_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_DECLARED = re.compile(
    rb"<meta[^>]{1,500}?charset=[\"']?([\w.:-]+)|<\?xml[^>]{1,200}?encoding=[\"']([\w.:-]+)", re.IGNORECASE
)
_SAMPLE = 200_000  # bytes from which an encoding is guessed
_BROKEN = 0.01  # of the characters of a text: those that can't be read, at most, where its encoding is taken for right
_LATIN = 0.9  # of the letters of a text that no guess fits: those that are ASCII, where browsers read windows-1252
_ZEROS = 0.03  # of the bytes at one side of each pair: a text of two bytes a character


def decode(data: bytes, name: str, charset: str | None = None) -> str:
    """Decode the bytes of a document.

    A byte order mark decides; else UTF-8 when the bytes are valid, else the encoding that the document declares, else
    UTF-8 when they nearly are, else the likeliest one.  What can't be read is replaced, character by character.

    Args:
        data: The document.
        name: What it is called in messages.
        charset: What came with the document says, as the header of an answer or of a mail does.

    Raises:
        SourceError: It is binary, or in no encoding that can be told.
    """
    marked = next((encoding for mark, encoding in _MARKS if data.startswith(mark)), None)
    if marked is not None:
        text = data.decode(marked, "replace")
        if not _is_text(text):
            raise SourceError(name, SourceProblem.BROKEN_ENCODING, encoding=marked)
        return text
    if b"\0" in data[:8192]:
        return _without_mark(data, name)
    utf8 = data.decode("utf-8", "replace")
    if "\ufffd" not in utf8 or _decoded(data, "utf-8") is not None or _is_nearly(utf8):
        return utf8
    declared = codec_of(charset) or _declared_codec(data)
    if declared is not None and _is_text(text := data.decode(declared, "replace")):
        return text
    likeliest = _guessed(data) or _western(data)
    if likeliest is None:
        raise SourceError(name, SourceProblem.UNKNOWN_ENCODING)
    return likeliest


def _western(data: bytes) -> str | None:
    """A text that is mostly ASCII as browsers read what says nothing of its encoding."""
    text = data.decode("cp1252", "replace")
    return text if _is_text(text) and sum(map(str.isascii, text)) >= _LATIN * len(text) else None


def codec_of(label: str | None) -> str | None:
    """Python's name for what browsers read under a label: "iso-8859-1" means windows-1252.

    Args:
        label: What a page, a feed or a mail calls its encoding.
    """
    import webencodings

    if not label:
        return None
    known = webencodings.lookup(label.strip())
    if known is not None:
        return str(known.codec_info.name)
    try:
        codec = codecs.lookup(label.strip())
    except (LookupError, ValueError):
        return None
    return codec.name if getattr(codec, "_is_text_encoding", True) else None


def _declared_codec(data: bytes) -> str | None:
    """What a document says of itself; that it is of two bytes a character can't be read where it is true."""
    declaration = _DECLARED.search(data[:4096])
    codec = codec_of((declaration[1] or declaration[2]).decode("ascii", "replace")) if declaration else None
    return "utf-8" if codec and codec.startswith("utf-16") else codec


def _decoded(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (LookupError, UnicodeDecodeError):
        return None


def _without_mark(data: bytes, name: str) -> str:
    """A text of two bytes a character that no mark announces: every other byte is zero where it is ASCII."""
    start = data[:8192]
    even, odd = start[::2].count(0) / len(start[::2]), start[1::2].count(0) / max(1, len(start[1::2]))
    if max(even, odd) > _ZEROS and min(even, odd) < max(even, odd) / 2:
        text = data.decode("utf-16-le" if odd > even else "utf-16-be", "replace")
        if _is_text(text):
            return text
    raise SourceError(name, SourceProblem.BINARY)


def _is_nearly(text: str) -> bool:
    """Whether a text that was read as UTF-8 is that but for a few broken characters."""
    broken = text.count("\ufffd")
    beyond = sum(not each.isascii() for each in text) - broken
    return broken <= max(1, _BROKEN * len(text)) and beyond > 2 * broken


def _guessed(data: bytes) -> str | None:
    """The text in the likeliest encoding; None when the result looks like no text."""
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_SAMPLE]).best()
    text = data.decode(best.encoding, "replace") if best is not None else None
    return text if text and _is_text(text) else None


def _is_text(text: str) -> bool:
    """Whether the beginning of a text holds next to nothing but characters that are written."""
    start = text[:20_000]
    strange = sum(
        each == "\ufffd" or (unicodedata.category(each) in {"Cc", "Cn", "Co"} and each not in "\n\r\t\f")
        for each in start
    )
    return strange * 100 <= len(start)
