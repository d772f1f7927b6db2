"""Text in the one form in which articles are stored."""

from __future__ import annotations

import re
import unicodedata

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufeff\u2060\u00ad]")  # but for tabs and ends of lines


def normalise(text: str) -> str:
    """A text with one kind of line end, without control characters, in NFC; done once, before offsets exist."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n\n")
    text = _CONTROL.sub("", text)
    return unicodedata.normalize("NFC", text).strip()


def one_line(value: object) -> str | None:
    """A title or a name on one line, without invisible characters; None when it is empty."""
    if value is None:
        return None
    text = re.sub(r"\s+", " ", storable(str(value)))
    text = re.sub(r" {2,}", " ", _CONTROL.sub("", text).replace("\u200b", "")).strip()
    return text or None


def storable(text: str) -> str:
    """A text whose lone surrogates, as JSON escapes can bring them, are replaced by U+FFFD."""
    return re.sub(r"[\ud800-\udfff]", "\ufffd", text)
