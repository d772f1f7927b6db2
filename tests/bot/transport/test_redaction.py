"""The token is in no output, whatever the level, the logger, the encoding and the way it got there.

And a line of the log is a record of ours: nobody's text can make another, and no faulty record stops who wrote it.
"""

from __future__ import annotations

import base64
import io
import json
import logging
import sys
from collections.abc import Callable, Iterator
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.transport.redaction import Redactor, redact_secrets

TOKEN = "123456:AAverysecret-of_thirty5characters+/"
FORMAT = "%(levelname)s %(message)s"


@pytest.fixture
def written() -> Iterator[io.StringIO]:
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(logging.Formatter(FORMAT))
    logger = logging.getLogger("some.library")
    logger.addHandler(handler)
    logger.setLevel(logging.DEBUG)
    undo = redact_secrets(TOKEN, "a secret of the webhook", "x")
    yield stream
    undo()
    logger.removeHandler(handler)


class Address:
    def __str__(self) -> str:
        return f"http://127.0.0.1/bot{TOKEN}/getMe"


class Broken:
    def __str__(self) -> str:
        raise ValueError("no text")

    __repr__ = __str__


def test_in_the_message_and_its_arguments(written: io.StringIO) -> None:
    log = logging.getLogger("some.library")
    log.debug("POST %s", Address())
    log.info(f"token {TOKEN} of %s", "ours")
    log.info("the secret is a secret of the webhook, and x is a letter")
    assert written.getvalue() == (
        "DEBUG POST http://127.0.0.1/bot<token>/getMe\nINFO token <token> of ours\n"
        "INFO the secret is <token>, and x is a letter\n"
    )


def test_in_an_exception_and_its_causes(written: io.StringIO) -> None:
    try:
        try:
            raise ValueError(f"no route to {Address()}")
        except ValueError as cause:
            raise RuntimeError("sending failed") from cause
    except RuntimeError:
        logging.getLogger("some.library").exception("error")
    assert "RuntimeError: sending failed" in written.getvalue()
    assert "bot<token>/getMe" in written.getvalue()
    assert TOKEN not in written.getvalue()


@pytest.mark.parametrize(
    "encoded",
    [
        lambda token: token,
        lambda token: token.rpartition(":")[2],
        lambda token: quote(token, safe=""),
        lambda token: quote(quote(token, safe=""), safe=""),
        lambda token: "".join(f"%{ord(letter):02X}" for letter in token),
        lambda token: token.encode().hex().upper(),
        lambda token: token.lower(),
        lambda token: repr(token.encode()),
        lambda token: "".join(f"\\x{ord(letter):02x}" for letter in token),
        lambda token: json.dumps(token).replace(":", "\\u003a"),
        lambda token: base64.b64encode(token.encode()).decode(),
        lambda token: base64.b64encode(f"bot:{token}@x".encode()).decode(),
        lambda token: base64.urlsafe_b64encode(f"/bot{token}/getMe".encode()).decode(),
        lambda token: base64.urlsafe_b64encode(f"7{token}".encode()).decode(),
    ],
)
def test_in_every_encoding(written: io.StringIO, encoded: Callable[[str], str]) -> None:
    logging.getLogger("some.library").info("before %s after", encoded(TOKEN))
    line = written.getvalue()
    assert "<token>" in line
    assert line.startswith("INFO before ")
    assert line.endswith(" after\n")
    assert len(line) < 60


def test_in_what_is_written_to_standard_error_without_a_logger(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.StringIO()
    monkeypatch.setattr(sys, "stderr", stream)
    undo = redact_secrets(TOKEN)
    sys.stderr.write(f"Traceback: {Address()}\n")
    sys.stderr.writelines([TOKEN, "\n"])
    undo()
    assert sys.stderr is stream
    assert stream.getvalue() == "Traceback: http://127.0.0.1/bot<token>/getMe\n<token>\n"


@given(st.text(), st.text())
def test_nothing_else_is_changed(before: str, after: str) -> None:
    redact = Redactor(TOKEN)
    assert redact(before) == before
    assert redact(before + TOKEN + after) == f"{before}<token>{after}"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\x0b", "\x0c", "\x85", "\u2028", "\u2029", "\x1b[2K\r", "\u202e"])
def test_no_text_makes_a_line_of_its_own(written: io.StringIO, end: str) -> None:
    forged = f"harmless{end}ERROR the harbour is on fire"
    log = logging.getLogger("some.library")
    log.info("a title: %s", forged)
    try:
        raise ValueError(forged)
    except ValueError:
        log.exception(forged)
    log.info("last", stack_info=True)
    lines = written.getvalue().splitlines()
    assert [line for line in lines if not line.startswith("  ")] == [
        f"INFO a title: {forged}".replace(end, end.encode("unicode_escape").decode()),
        f"ERROR {forged}".replace(end, end.encode("unicode_escape").decode()),
        "INFO last",
    ]


def test_a_faulty_record_says_so_and_raises_nothing(written: io.StringIO, capsys: pytest.CaptureFixture[str]) -> None:
    log = logging.getLogger("some.library")
    log.info("%s and %s", "one")
    log.info("%d", "word")
    log.info("%(name)s", {"other": 1})
    log.info("%s", Broken())
    log.info(Broken())
    try:
        raise ValueError(Broken())
    except ValueError:
        log.exception("a failure")
    lines = [line for line in written.getvalue().splitlines() if not line.startswith("  ")]
    assert len(lines) == 6
    assert all("can't be formatted" in line for line in lines[:5])
    assert "--- Logging error ---" not in written.getvalue() + capsys.readouterr().err
