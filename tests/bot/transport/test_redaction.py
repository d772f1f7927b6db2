"""The token is in no log line, whatever the level, the logger and the way it got there."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator

import pytest

from bot.transport.redaction import redact_token

TOKEN = "123456:verysecret"


@pytest.fixture
def written() -> Iterator[io.StringIO]:
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    logger = logging.getLogger("some.library")
    logger.addHandler(handler)
    logger.setLevel(logging.DEBUG)
    undo = redact_token(TOKEN)
    yield stream
    undo()
    logger.removeHandler(handler)


class Address:
    def __str__(self) -> str:
        return f"http://127.0.0.1/bot{TOKEN}/getMe"


def test_in_the_message_and_its_arguments(written: io.StringIO) -> None:
    log = logging.getLogger("some.library")
    log.debug("POST %s", Address())
    log.info(f"token {TOKEN} of %s", "ours")
    assert written.getvalue() == "POST http://127.0.0.1/bot<token>/getMe\ntoken <token> of ours\n"


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
