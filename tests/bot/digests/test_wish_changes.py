"""Words that change what is subscribed already, and messages that only look like such words."""

from __future__ import annotations

from datetime import time
from typing import Any

import pytest

from bot.digests.schedule import WORKDAYS
from bot.digests.subscriptions import Subscription
from bot.digests.wish_changes import ChangeKind, read_change, subscriptions_named

WEEKDAYS = Subscription(1, chat=1, thread=0, person=1, topic="rye", weekdays=WORKDAYS)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("actually make it 9:15", {"at": time(9, 15)}), ("move it to 8pm", {"at": time(20)}),
        ("at 7 instead", {"at": time(7)}), ("and drop Fridays", {"weekdays": frozenset({0, 1, 2, 3})}),
        ("not on Mondays", {"weekdays": frozenset({1, 2, 3, 4})}), ("add Saturdays", {"weekdays": WORKDAYS | {5}}),
        ("make it weekly", {"weekdays": frozenset({0})}), ("make it Seoul time", {"zone": "Asia/Seoul"}),
        ("and 10 stories please", {"stories": 10}), ("9시로 바꿔줘", {"at": time(9)}),
        ("금요일은 빼줘", {"weekdays": frozenset({0, 1, 2, 3})}),
        ("move it to half past six in the evening", {"at": time(18, 30)}), ("make it silent", {"silent": True}),
        ("make it Friday evenings", {"at": time(18), "weekdays": frozenset({4})}),
        ("not on Fridays any more", {"weekdays": frozenset({0, 1, 2, 3})}),
    ],
)  # fmt: skip
def test_words_set_only_what_they_name(text: str, values: dict[str, Any]) -> None:
    change = read_change(text)
    assert change is not None
    assert change.kind is ChangeKind.ALTER
    assert change.values(WEEKDAYS) == values


@pytest.mark.parametrize(
    ("text", "kind", "subject"),
    [
        ("stop the rye digest", ChangeKind.REMOVE, "rye"), ("cancel my alert on fish", ChangeKind.REMOVE, "fish"),
        ("cancel the oats one", ChangeKind.REMOVE, "oats"), ("unsubscribe", ChangeKind.REMOVE, ""),
        ("pause the digest", ChangeKind.PAUSE, ""), ("resume my fish alert", ChangeKind.RESUME, "fish"),
        ("호밀 알림 취소해줘", ChangeKind.REMOVE, "호밀"), ("resume it", ChangeKind.RESUME, ""),
        ("pause until Monday", ChangeKind.PAUSE, ""), ("stop the rye digest until May", ChangeKind.PAUSE, "rye"),
    ],
)  # fmt: skip
def test_words_stop_what_they_name(text: str, kind: ChangeKind, subject: str) -> None:
    change = read_change(text)
    assert change is not None
    assert (change.kind, change.subject) == (kind, subject)


@pytest.mark.parametrize(
    "text",
    ["stop the war", "change the law", "what about Monday?", "drop charges", "without timber", "make it stop",
     "Varga on rye", "and what about fish", "make him say it at 9", "move to Kivik"],
)  # fmt: skip
def test_other_messages_change_nothing(text: str) -> None:
    assert read_change(text) is None


def test_the_end_of_a_pause_is_refused() -> None:
    change = read_change("pause until Monday")
    assert change is not None
    assert change.wish.refused == ("until Monday",)


def test_a_subscription_is_named_by_the_words_of_its_subject() -> None:
    other = Subscription(2, chat=1, thread=0, person=1, topic="fish")
    described = [(WEEKDAYS, "rye exports"), (other, "Ilo Tamm on fish")]
    assert subscriptions_named("Tamm fish", described) == [other]
    assert subscriptions_named("", described) == [WEEKDAYS, other]
    assert subscriptions_named("oats", described) == []
