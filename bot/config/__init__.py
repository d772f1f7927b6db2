"""The settings: config.toml and the environment, read once into a `Config`; every mistake is named by its key."""

from __future__ import annotations

from bot.config.reading import SECRET_VARIABLES, TOKEN_LIKE, ConfigError, holds_secret, load, server_address
from bot.config.sections import (
    AccessSettings,
    AnswerSettings,
    Config,
    DigestForOthers,
    DigestSettings,
    EditionSettings,
    FeedSettings,
    FetchSettings,
    IndexSettings,
    LimitSettings,
    LogSettings,
    RetentionSettings,
    Section,
    ServiceSettings,
    StoreSettings,
    TelegramSettings,
)
from bot.config.values import NOBODY, TELEGRAM, Listen

__all__ = [
    "NOBODY",
    "SECRET_VARIABLES",
    "TELEGRAM",
    "TOKEN_LIKE",
    "AccessSettings",
    "AnswerSettings",
    "Config",
    "ConfigError",
    "DigestForOthers",
    "DigestSettings",
    "EditionSettings",
    "FeedSettings",
    "FetchSettings",
    "IndexSettings",
    "LimitSettings",
    "Listen",
    "LogSettings",
    "RetentionSettings",
    "Section",
    "ServiceSettings",
    "StoreSettings",
    "TelegramSettings",
    "holds_secret",
    "load",
    "server_address",
]
