"""Keeps secrets out of logs and other output, and lines of the log from being made by others."""

from __future__ import annotations

import logging
import re
import sys
import traceback
from base64 import b64encode
from collections.abc import Callable, Iterator
from typing import TextIO

PLACEHOLDER = "<token>"
LEAST = 8  # characters; a shorter secret would be found in other words
SECRET_PART = 20  # characters; the part of a token after its colon is looked for alone from this length on

# What could end a line, move a cursor, or show text in another order than it is written.
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_LINE_BREAKS_TOO = re.compile("[\t\n]|" + _CONTROL.pattern)


class Redactor:
    """Replaces secrets in a text, however they are written."""

    def __init__(self, *secrets: str) -> None:
        """Look for these.

        Args:
            secrets: Those that are too short to be told from words are left out.
        """
        parts = {part for secret in secrets for part in (secret, secret.rpartition(":")[2]) if len(part) >= LEAST}
        whole = set(secrets)
        wanted = sorted((part for part in parts if part in whole or len(part) >= SECRET_PART), key=len, reverse=True)
        written = [pattern for secret in wanted for pattern in _spellings(secret)]
        self._pattern = re.compile("|".join(written)) if written else None

    def __call__(self, text: str) -> str:
        """The text without secrets."""
        return self._pattern.sub(PLACEHOLDER, text) if self._pattern else text


def _spellings(secret: str) -> Iterator[str]:
    """Patterns of a secret: as it is, with any of its characters escaped for an address or in a literal, encoded."""
    yield "".join(map(_character, secret))
    data = secret.encode()
    yield f"(?i:{data.hex()})"
    # In the middle of something longer, base64 begins a secret at one of three places; what it shares with its
    # neighbours is left out.
    for shift, first in enumerate((0, 2, 3)):
        encoded = b64encode(bytes(shift) + data).decode()
        certain = encoded[first : (shift + len(data)) * 8 // 6]
        yield "".join({"+": "[+-]", "/": "[/_]"}.get(letter, letter) for letter in certain)


def _character(character: str) -> str:
    code = f"{ord(character):02x}"
    return rf"(?i:{re.escape(character)}|%(?:25)*{code}|\\+x{code}|\\+u00{code}|&#(?:x{code}|{ord(character)});)"


def redact_secrets(*secrets: str) -> Callable[[], None]:
    """Replace secrets in every log record and in what else is written to standard error, such as tracebacks.

    Each record becomes one line, and a traceback lines that are indented: none can be taken for another record. A
    record that can't be formatted says so and raises nothing.

    Args:
        secrets: The bot's token and others.

    Returns:
        What puts everything back.
    """
    original, stream, redact = logging.getLogRecordFactory(), sys.stderr, Redactor(*secrets)

    def redacted(*args: object, **more: object) -> logging.LogRecord:
        record = original(*args, **more)
        record.msg, record.args = _one_line(redact(_message(record))), None
        if record.exc_info and record.exc_info[0] is not None:
            # A formatter takes this text as it is instead of formatting the exception itself.
            record.exc_text = _indented(redact(_trace(record)))
        if record.stack_info:
            record.stack_info = _indented(redact(record.stack_info))
        return record

    def undo() -> None:
        logging.setLogRecordFactory(original)
        sys.stderr = stream

    logging.setLogRecordFactory(redacted)
    sys.stderr = _RedactedStream(stream, redact)
    return undo


class _RedactedStream:
    """A stream whose text is redacted; all else is the stream's own."""

    def __init__(self, stream: TextIO, redact: Redactor) -> None:
        self._stream = stream
        self._redact = redact

    def write(self, text: str) -> int:
        return self._stream.write(self._redact(text))

    def writelines(self, lines: list[str]) -> None:
        self.write("".join(lines))

    def __getattr__(self, name: str) -> object:
        return getattr(self._stream, name)


def _message(record: logging.LogRecord) -> str:
    try:
        return record.getMessage()
    except Exception as error:  # noqa: BLE001  # a library's faulty record must not stop who wrote it
        shown = record.msg if isinstance(record.msg, str) else type(record.msg).__name__
        return f"{shown} [can't be formatted: {type(error).__name__}, {record.filename}:{record.lineno}]"


def _trace(record: logging.LogRecord) -> str:
    assert record.exc_info is not None
    try:
        return "".join(traceback.format_exception(*record.exc_info)).rstrip()
    except Exception as error:  # noqa: BLE001  # as above
        return f"[the traceback can't be formatted: {type(error).__name__}]"


def _one_line(text: str) -> str:
    return _LINE_BREAKS_TOO.sub(_escaped, text)


def _indented(text: str) -> str:
    return "\n".join(f"  {line}" for line in _CONTROL.sub(_escaped, text).split("\n"))


def _escaped(character: re.Match[str]) -> str:
    return character[0].encode("unicode_escape").decode("ascii")
