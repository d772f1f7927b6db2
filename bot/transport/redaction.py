"""Logs that never hold the token."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable

HIDDEN = "<token>"
LOUD = ("httpx", "httpcore", "apscheduler", "telegram.ext.Updater")


def protect(token: str) -> Callable[[], None]:
    """Take the token out of every log record of this process, whatever its level, logger and handler.

    Libraries that report each request or job are kept to warnings.  Returns what undoes the first of it.
    """
    for name in LOUD:
        logging.getLogger(name).setLevel(logging.WARNING)
    make = logging.getLogRecordFactory()

    def record(*args: object, **more: object) -> logging.LogRecord:
        made = make(*args, **more)
        message = made.getMessage()
        if token in message:
            made.msg, made.args = message.replace(token, HIDDEN), None
        if made.exc_info and made.exc_info[0] is not None:
            # A formatter takes this text as it is instead of formatting the exception itself.
            made.exc_text = "".join(traceback.format_exception(*made.exc_info)).rstrip().replace(token, HIDDEN)
        return made

    if token:
        logging.setLogRecordFactory(record)
    return lambda: logging.setLogRecordFactory(make)
