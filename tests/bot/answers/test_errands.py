"""What people ask the bot itself to do, in words."""

from __future__ import annotations

import pytest

from bot.answers.errands import errand
from bot.messages.phrases import CATALOGUES


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("speak Korean please", "errand language"),
        ("Can you answer in English?", "errand language"),
        ("please switch to English", "errand language"),
        ("in korean pls", "errand language"),
        ("영어로 답해줘", "errand language"),
        ("delete the alert on Tamm", "errand subscriptions"),
        ("stop all alerts!", "errand subscriptions"),
        ("unsubscribe", "errand subscriptions"),
        ("stop sending me these", "errand subscriptions"),
        ("알림 그만 보내줘", "errand subscriptions"),
        ("can you delete my data?", "errand forget"),
        ("내 기록 다 지워줘", "errand forget"),
        ("What did Tamm say about alerts?", None),
        ("stop the boats", None),
        ("remove the tariffs", None),
        ("did Varga cancel the alert?", None),
        ("Varga on the Korean language", None),
        ("delete " + "the " * 40 + "alert", None),
    ],
)
def test_each_has_a_command_that_is_named(text: str, key: str | None) -> None:
    assert errand(text) == key
    assert key is None or all("/" in catalogue[key] for catalogue in CATALOGUES.values())
