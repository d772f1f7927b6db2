"""Which updates hold what no Telegram sends."""

from __future__ import annotations

from typing import Any

import pytest
from telegram import Update

from bot.transport.field_types import fault_of

ADA = {"id": 5, "is_bot": False, "first_name": "Ada"}
GROUP = {"id": -5, "type": "group", "title": "Desk"}
PICTURE = {"file_id": "p", "file_unique_id": "q", "width": 90, "height": 60}


@pytest.mark.parametrize(
    ("changed", "fault"),
    [
        ({}, None),
        ({"photo": [PICTURE], "caption": "homes?", "entities": []}, None),
        ({"voice": {"file_id": "v", "file_unique_id": "w", "duration": 3}}, None),
        ({"text": 5}, "Message.text"),
        ({"text": "\ud800"}, "Message.text"),
        ({"message_id": 2**63}, "Message.message_id"),
        ({"message_id": True}, "Message.message_id"),
        ({"from": ADA | {"language_code": ["en"]}}, "User.language_code"),
        ({"entities": [{"type": "mention", "offset": "0", "length": 3}]}, "MessageEntity.offset"),
        ({"photo": [PICTURE | {"width": "wide"}]}, "PhotoSize.width"),
        ({"from": None}, "Message.from_user"),
    ],
)
def test_a_field_of_another_type_is_named(changed: dict[str, Any], fault: str | None) -> None:
    message = {"message_id": 7, "date": 1_900_000_000, "chat": GROUP, "from": ADA, "text": "homes?"} | changed
    update = Update.de_json({"update_id": 1, "message": message}, None)
    assert update is not None
    assert fault_of(update) == fault
