"""Digests and alerts: subscriptions, what is composed for them, and the outbox that is sent.

Names are imported when first used: whoever looks up a time zone or stores a subscription loads no Telegram client, and
only charts load matplotlib.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.lazy_exports import lazy_exports

if TYPE_CHECKING:
    from bot.digests.alert_requests import alert_request
    from bot.digests.chart import chart_caption, draw_chart
    from bot.digests.composer import Composer, describe_interest
    from bot.digests.delivery import Delivery
    from bot.digests.edition import Edition, FeedTrouble, edition_from_json
    from bot.digests.interests import ParsedInterest, interest_of_question, parse_interest, visible_person_name
    from bot.digests.keyboards import edition_keyboard
    from bot.digests.outbox import Outbox
    from bot.digests.prompts import Prompt, Prompts
    from bot.digests.render import message_html
    from bot.digests.service import DigestService
    from bot.digests.subscriptions import Subscription, SubscriptionKind, Subscriptions, SubscriptionState
    from bot.digests.time_zones import find_zone

__all__ = [
    "Composer",
    "Delivery",
    "DigestService",
    "Edition",
    "FeedTrouble",
    "Outbox",
    "ParsedInterest",
    "Prompt",
    "Prompts",
    "Subscription",
    "SubscriptionKind",
    "SubscriptionState",
    "Subscriptions",
    "alert_request",
    "chart_caption",
    "describe_interest",
    "draw_chart",
    "edition_from_json",
    "edition_keyboard",
    "find_zone",
    "interest_of_question",
    "message_html",
    "parse_interest",
    "visible_person_name",
]

__getattr__ = lazy_exports(
    __name__,
    {
        "alert_requests": ("alert_request",),
        "chart": ("chart_caption", "draw_chart"),
        "composer": ("Composer", "describe_interest"),
        "delivery": ("Delivery",),
        "edition": ("Edition", "FeedTrouble", "edition_from_json"),
        "interests": ("ParsedInterest", "interest_of_question", "parse_interest", "visible_person_name"),
        "keyboards": ("edition_keyboard",),
        "outbox": ("Outbox",),
        "prompts": ("Prompt", "Prompts"),
        "render": ("message_html",),
        "service": ("DigestService",),
        "subscriptions": ("Subscription", "SubscriptionKind", "SubscriptionState", "Subscriptions"),
        "time_zones": ("find_zone",),
    },
)
