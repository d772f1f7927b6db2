"""Whose bot a token is, by Telegram's word."""

from __future__ import annotations

from telegram import Bot
from telegram.error import InvalidToken, TelegramError

from bot.transport.polling import BotApiRequest
from index.errors import OnRecordError

PATIENCE = 10.0  # seconds


class UnknownTokenError(OnRecordError):
    """Telegram does not know a token."""


async def bot_name(token: str, api: str) -> str:
    """The user name of a token's bot.

    Args:
        token: Of the bot.
        api: Address of the Bot API server.

    Raises:
        UnknownTokenError: Telegram does not know it.
        OnRecordError: Telegram can't be asked.
    """
    request = BotApiRequest(connection_pool_size=1, connect_timeout=PATIENCE, read_timeout=PATIENCE)
    bot = Bot(token, f"{api.rstrip('/')}/bot", request=request, get_updates_request=BotApiRequest())
    try:
        async with bot:
            return bot.username
    except InvalidToken:
        raise UnknownTokenError(
            "Telegram does not know this token; copy it again from @BotFather (telegram.token or ONRECORD_TOKEN)"
        ) from None
    except TelegramError as error:
        raise OnRecordError(f"Telegram can't be reached at {api} ({error}); look at network and proxy") from None
