"""What is known of a call to the Bot API that failed: whether it has taken effect, and whether to make it again."""

from __future__ import annotations

import httpx
from telegram.error import BadRequest, InvalidToken, NetworkError, TelegramError, TimedOut


def is_unsent(error: NetworkError) -> bool:
    """Whether a failed call has certainly done nothing: it was answered with an error, or never got out."""
    if isinstance(error, TimedOut):
        return isinstance(error.__cause__, (httpx.ConnectTimeout, httpx.PoolTimeout))
    return error.__cause__ is None or isinstance(error.__cause__, (TelegramError, httpx.ConnectError))


def is_out_of_reach(error: BaseException | None) -> bool:
    """Whether Telegram could not be reached at all, or refused everybody, so that a later call may succeed."""
    if isinstance(error, InvalidToken):
        return True
    return isinstance(error, NetworkError) and not isinstance(error, BadRequest) and is_unsent(error)
