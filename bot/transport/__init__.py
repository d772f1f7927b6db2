"""Between the Bot API and the handlers: updates arrive once and in order, sends keep Telegram's limits.

Also what goes with the connection: deep links, the thread pool for CPU work, logs without the token.
Names are imported when first used: whoever renders a message should not load the whole of telegram.ext.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.lazy_exports import lazy_exports

if TYPE_CHECKING:
    from bot.transport.deep_links import DeepLink, LinkKind, parse_payload
    from bot.transport.ordering import PerChatOrder
    from bot.transport.outages import Outage
    from bot.transport.polling import BotApiRequest, Polling, PollingRequest
    from bot.transport.rate_limit import DELIVERY, RateLimiter, flood_wait, sleep_until_stopped
    from bot.transport.redaction import redact_secrets
    from bot.transport.updates import UpdateQueue
    from bot.transport.webhook import Webhook, WebhookAddress
    from bot.transport.workers import Busy, Workers

__all__ = [
    "DELIVERY",
    "BotApiRequest",
    "Busy",
    "DeepLink",
    "LinkKind",
    "Outage",
    "PerChatOrder",
    "Polling",
    "PollingRequest",
    "RateLimiter",
    "UpdateQueue",
    "Webhook",
    "WebhookAddress",
    "Workers",
    "flood_wait",
    "parse_payload",
    "redact_secrets",
    "sleep_until_stopped",
]

__getattr__ = lazy_exports(
    __name__,
    {
        "deep_links": (
            "DeepLink",
            "LinkKind",
            "parse_payload",
        ),
        "ordering": ("PerChatOrder",),
        "outages": ("Outage",),
        "polling": (
            "BotApiRequest",
            "Polling",
            "PollingRequest",
        ),
        "rate_limit": (
            "DELIVERY",
            "RateLimiter",
            "flood_wait",
            "sleep_until_stopped",
        ),
        "redaction": ("redact_secrets",),
        "updates": ("UpdateQueue",),
        "webhook": (
            "Webhook",
            "WebhookAddress",
        ),
        "workers": (
            "Busy",
            "Workers",
        ),
    },
)
