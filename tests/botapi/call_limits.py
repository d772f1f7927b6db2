"""What the Bot API (10.0) takes in each call, as a table; and which of it a call breaks.

From https://core.telegram.org/bots/api and, for keyboards, https://core.telegram.org/bots/features: those two give no
figures for rows of buttons, so that these are Telegram's own clients' (8 a row, 100 in all).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

Json = dict[str, Any]


class Limit(NamedTuple):
    """A bound on the values of a call at a path, such as "results[].id".

    measure: "units" of UTF-16, "bytes" of UTF-8, "items" of a list, "number" itself.
    """

    methods: str
    path: str
    measure: str
    least: int
    most: int
    pattern: str = ""


ANY = "*"
LIMITS = (
    Limit(ANY, "reply_markup.inline_keyboard", "items", 1, 100),
    Limit(ANY, "reply_markup.inline_keyboard[]", "items", 1, 8),
    Limit(ANY, "reply_markup.inline_keyboard[][].text", "units", 1, 64),
    Limit(ANY, "reply_markup.inline_keyboard[][].callback_data", "bytes", 1, 64),
    Limit(ANY, "reply_markup.inline_keyboard[][].copy_text.text", "units", 1, 256),
    Limit(ANY, "reply_markup.inline_keyboard[][].switch_inline_query_chosen_chat.query", "units", 0, 256),
    Limit(ANY, "reply_markup.inline_keyboard[][].url", "bytes", 1, 2048, r"(https?|tg)://\S+"),
    Limit(ANY, "reply_markup.input_field_placeholder", "units", 1, 64),
    Limit(ANY, "reply_parameters.quote", "units", 1, 1024),
    Limit(
        "sendMessage editMessageText", "text", "bytes", 1, 16_384
    ),  # before mark-up is read, after it see `displayed`
    Limit("sendDocument sendPhoto", "caption", "bytes", 0, 16_384),
    Limit("sendDocument", "document[1]", "items", 1, 50_000_000),
    Limit("sendDocument", "document[0]", "bytes", 1, 60, r"[^/\\\0]+"),
    Limit("sendPhoto", "photo[1]", "items", 1, 10_000_000),
    Limit("answerCallbackQuery", "text", "units", 0, 200),
    Limit("answerCallbackQuery", "url", "bytes", 0, 2048, r"(https?://t\.me/|tg://)\S+|"),
    Limit("answerInlineQuery", "results", "items", 0, 50),
    Limit("answerInlineQuery", "next_offset", "bytes", 0, 64),
    Limit("answerInlineQuery", "button.text", "units", 1, 64),
    Limit("answerInlineQuery", "button.start_parameter", "bytes", 1, 64, r"[A-Za-z0-9_-]+"),
    Limit("answerInlineQuery", "results[].id", "bytes", 1, 64),
    Limit("answerInlineQuery", "results[].title", "units", 1, 256),
    Limit("answerInlineQuery", "results[].input_message_content.message_text", "bytes", 1, 16_384),
    Limit("answerInlineQuery", "results[].reply_markup.inline_keyboard[][].text", "units", 1, 64),
    Limit("answerGuestQuery", "result.id", "bytes", 1, 64),
    Limit("answerGuestQuery", "result.title", "units", 1, 256),
    Limit("answerGuestQuery", "result.input_message_content.message_text", "bytes", 1, 16_384),
    Limit("setMyCommands", "commands", "items", 1, 100),
    Limit("setMyCommands", "commands[].command", "bytes", 1, 32, r"[a-z0-9_]+"),
    Limit("setMyCommands", "commands[].description", "units", 1, 256),
    Limit("setMyCommands", "language_code", "bytes", 0, 2, r"[a-z]*"),
    Limit("setMyDescription", "description", "units", 0, 512),
    Limit("setMyShortDescription", "short_description", "units", 0, 120),
    Limit("setMyName", "name", "units", 0, 64),
    Limit("setMessageReaction", "reaction", "items", 0, 1),  # of bots
    Limit("getUpdates", "limit", "number", 1, 100),
    Limit("setWebhook", "secret_token", "bytes", 1, 256, r"[A-Za-z0-9_-]+"),
    Limit("setWebhook", "max_connections", "number", 1, 100),
    Limit("deleteMessages", "message_ids", "items", 1, 100),
)
BUTTON_DOES = frozenset({"url", "callback_data", "copy_text", "switch_inline_query_chosen_chat"})  # one of them each
ACTIONS = frozenset({"typing", "upload_document", "upload_photo", "find_location", "choose_sticker"})


def broken_limits(method: str, parameters: Json) -> list[str]:
    """Which limits a call breaks, in words; nothing of what it holds is repeated."""
    broken = []
    for limit in LIMITS:
        if limit.methods != ANY and method.lower() not in limit.methods.lower().split():
            continue
        for value in _values(parameters, re.findall(r"\[\d*\]|[^.\[\]]+", limit.path)):
            size = _measured(value, limit.measure)
            if not limit.least <= size <= limit.most:
                broken.append(f"{method}: {limit.path} has {size} {limit.measure}, not {limit.least} to {limit.most}")
            elif limit.pattern and not re.fullmatch(limit.pattern, str(value)):
                broken.append(f"{method}: {limit.path} is not as {limit.pattern}")
    rows = list(_values(parameters, ["reply_markup", "inline_keyboard", "[]"]))
    if sum(len(row) for row in rows) > 100:
        broken.append(f"{method}: more than 100 buttons")
    if any(len(BUTTON_DOES & button.keys()) != 1 for row in rows for button in row):
        broken.append(f"{method}: a button does not do one thing")
    if method.lower() == "sendchataction" and parameters.get("action") not in ACTIONS:
        broken.append(f"{method}: unknown action")
    return broken


def _values(value: Any, path: list[str]) -> Iterator[Any]:
    """The values at a path; none where it leads nowhere."""
    if not path:
        if value is not None:
            yield value
    elif path[0] == "[]":
        for each in value if isinstance(value, list) else ():
            yield from _values(each, path[1:])
    elif path[0].startswith("["):
        if isinstance(value, list | tuple):
            yield from _values(value[int(path[0][1:-1])], path[1:])
    elif isinstance(value, dict) and path[0] in value:
        yield from _values(value[path[0]], path[1:])


def _measured(value: Any, measure: str) -> int:
    match measure:
        case "number":
            return int(value)
        case "items":
            return len(value)
        case "bytes":
            return len(str(value).encode("utf-8", "surrogatepass"))
        case _:
            return len(str(value).encode("utf-16-le", "surrogatepass")) // 2
