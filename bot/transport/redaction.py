"""Keeps the bot's token out of logs."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable

PLACEHOLDER = "<token>"


def redact_token(token: str) -> Callable[[], None]:
    """Replace the token in every log record of this process, whatever its level, logger and handler.

    Args:
        token: The bot's token; nothing is redacted if it is empty.

    Returns:
        What puts the former record factory back.
    """
    original = logging.getLogRecordFactory()

    def redacted(*args: object, **more: object) -> logging.LogRecord:
        record = original(*args, **more)
        message = record.getMessage()
        if token in message:
            record.msg, record.args = message.replace(token, PLACEHOLDER), None
        if record.exc_info and record.exc_info[0] is not None:
            # A formatter takes this text as it is instead of formatting the exception itself.
            text = "".join(traceback.format_exception(*record.exc_info))
            record.exc_text = text.rstrip().replace(token, PLACEHOLDER)
        return record

    if token:
        logging.setLogRecordFactory(redacted)
    return lambda: logging.setLogRecordFactory(original)
