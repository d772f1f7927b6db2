"""The table of limits finds what Telegram would refuse, and nothing in what it takes."""

from __future__ import annotations

from typing import Any

import pytest

from tests.botapi.call_limits import LIMITS, broken_limits


def keyboard(**button: Any) -> dict[str, Any]:
    return {"reply_markup": {"inline_keyboard": [[{"text": "A", **button}]]}}


@pytest.mark.parametrize(
    ("method", "parameters"),
    [
        ("sendMessage", {"text": "a", **keyboard(callback_data="a" * 64)}),
        ("sendMessage", {"text": "a", **keyboard(copy_text={"text": "😀" * 128})}),
        ("sendMessage", {"text": "a", "reply_markup": {"force_reply": True, "selective": True}}),
        ("answerCallbackQuery", {"callback_query_id": "1"}),
        ("answerInlineQuery", {"results": [], "button": {"text": "Ask", "start_parameter": "a-_1"}}),
        ("sendDocument", {"document": ("a.pdf", b"a")}),
    ],
)
def test_what_telegram_takes_breaks_nothing(method: str, parameters: dict[str, Any]) -> None:
    assert broken_limits(method, parameters) == []


@pytest.mark.parametrize(
    ("method", "parameters"),
    [
        ("sendMessage", {"text": ""}),
        ("sendMessage", {"text": "a", **keyboard(callback_data="가" * 22)}),
        ("sendMessage", {"text": "a", **keyboard(copy_text={"text": "😀" * 129})}),
        ("sendMessage", {"text": "a", **keyboard()}),
        ("sendMessage", {"text": "a", **keyboard(url="https://a.example", callback_data="a")}),
        (
            "sendMessage",
            {"text": "a", "reply_markup": {"inline_keyboard": [[{"text": "A", "callback_data": "a"}] * 9]}},
        ),
        (
            "sendMessage",
            {"text": "a", "reply_markup": {"inline_keyboard": [[{"text": "A", "callback_data": "a"}] * 8] * 13}},
        ),
        ("sendMessage", {"text": "a", "reply_markup": {"force_reply": True, "input_field_placeholder": "a" * 65}}),
        ("answercallbackquery", {"text": "a" * 201}),
        ("answerInlineQuery", {"results": [{"id": "a" * 65, "title": "A"}]}),
        ("answerInlineQuery", {"results": [{"id": "a", "title": "A"}] * 51}),
        ("answerInlineQuery", {"results": [], "button": {"text": "Ask", "start_parameter": "a b"}}),
        ("setMyCommands", {"commands": [{"command": "Ask", "description": "a"}]}),
        ("setMyShortDescription", {"short_description": "a" * 121}),
        ("sendDocument", {"document": ("../a", b"a")}),
        ("setMessageReaction", {"reaction": [1, 2]}),
        ("sendChatAction", {"action": "dancing"}),
    ],
)
def test_what_telegram_refuses_is_found(method: str, parameters: dict[str, Any]) -> None:
    assert broken_limits(method, parameters)


def test_each_limit_is_one_that_can_be_broken() -> None:
    assert all(limit.least <= limit.most for limit in LIMITS)
    assert len({(limit.methods, limit.path) for limit in LIMITS}) == len(LIMITS)
