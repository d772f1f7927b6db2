"""The Bot API's methods on a `World`, with the refusals of the documented API."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from typing import Any

from PIL import Image

from tests.botapi.call_limits import broken_limits
from tests.botapi.entities import Refused, displayed
from tests.botapi.world import ANONYMOUS, Chat, Json, Message, World, member

NOT_MODIFIED = (
    "Bad Request: message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)
TOO_OLD = "Bad Request: query is too old and response timeout expired or query ID is invalid"


def call(world: World, method: str, parameters: Json) -> Any:
    """The result of a call.  Raises Refused."""
    known = METHODS.get(method.lower())
    if known is None:
        raise Refused("Not Found: method not found", 404)
    with world.changed:
        world.calls.append((method, parameters))
        world.broken_limits += broken_limits(method, parameters)
        try:
            return known(world, parameters)
        except KeyError as missing:
            if missing.args[0] in parameters:
                raise
            raise Refused(f"Bad Request: {missing.args[0]} is not specified") from missing
        finally:
            world.changed.notify_all()


def _get_me(world: World, _: Json) -> Json:
    return world.me


def _send_message(world: World, parameters: Json) -> Json:
    shown = displayed(str(parameters.get("text", "")), parameters.get("parse_mode"))
    message = _new(world, parameters)
    message.text, message.shown = shown.text, shown
    markup = parameters.get("reply_markup") or {}
    if markup.get("force_reply"):
        message.asks = _asked(message) if markup.get("selective") else None
        message.placeholder = str(markup.get("input_field_placeholder", ""))
        if len(message.placeholder) > 64:
            raise Refused("Bad Request: input field placeholder is too long")
    message.chat.messages[message.id] = message
    return message.json()


def _asked(message: Message) -> frozenset[int]:
    """To whom a selective prompt opens a reply: the people it mentions, and whose message it replies to."""
    mentioned = {
        int((entity.url or "").removeprefix("tg://user?id="))
        for entity in (message.shown.entities if message.shown else ())
        if (entity.url or "").startswith("tg://user?id=")
    }
    replied = message.chat.messages.get(message.reply_to or 0)
    return frozenset(mentioned | ({replied.sender.id} if replied and replied.sender else set()))


def _send_document(world: World, parameters: Json) -> Json:
    caption = parameters.get("caption")
    shown = displayed(caption, parameters.get("parse_mode"), 1024) if caption else None
    message = _new(world, parameters)
    name, content = parameters["document"]
    world.files[name] = content
    message.extra["document"] = {
        "file_id": name, "file_unique_id": name, "file_name": name, "file_size": len(content)
    }  # fmt: skip
    message.extra["caption"] = shown.text if shown else None
    message.chat.messages[message.id] = message
    return message.json()


def _send_photo(world: World, parameters: Json) -> Json:
    caption = parameters.get("caption")
    shown = displayed(caption, parameters.get("parse_mode"), 1024) if caption else None
    if not isinstance(parameters.get("photo"), tuple):
        raise Refused("Bad Request: there is no photo in the request")
    name, content = parameters["photo"]
    if len(content) > 10_000_000:
        raise Refused("Request Entity Too Large", 413)
    width, height = _measured(content)
    if width + height > 10_000 or max(width, height) > 20 * min(width, height):
        raise Refused("Bad Request: PHOTO_INVALID_DIMENSIONS")
    message = _new(world, parameters)
    sizes = []
    for most in (90, 320, 800, 1280):  # what it is offered in
        share = min(1.0, most / max(width, height))
        id = f"{message.id}-{most}-{name}"
        world.files[id] = content
        sizes.append({
            "file_id": id, "file_unique_id": id, "file_size": len(content),
            "width": max(1, round(width * share)), "height": max(1, round(height * share)),
        })  # fmt: skip
        if share == 1.0:
            break
    message.extra["photo"] = sizes
    message.extra["caption"] = shown.text if shown else None
    message.chat.messages[message.id] = message
    return message.json()


def _measured(content: bytes) -> tuple[int, int]:
    try:
        with Image.open(io.BytesIO(content)) as image:
            return image.size
    except OSError:
        raise Refused("Bad Request: IMAGE_PROCESS_FAILED") from None


def _new(world: World, parameters: Json) -> Message:
    chat = world.chat_for_bot(int(parameters["chat_id"]))
    rows = _rows(parameters)
    if chat.type == "channel":
        if not chat.bot_posts:
            raise Refused("Bad Request: need administrator rights in the channel chat")
        if set(parameters.get("reply_markup") or {}) - {"inline_keyboard"}:
            raise Refused("Bad Request: inline keyboard expected")
    thread = parameters.get("message_thread_id")
    if thread is not None and int(thread) not in chat.topics:
        raise Refused("Bad Request: message thread not found")
    reply = parameters.get("reply_parameters") or {}
    replied = reply.get("message_id")
    if replied is not None and int(replied) not in chat.messages:
        if not reply.get("allow_sending_without_reply"):
            raise Refused("Bad Request: message to be replied not found")
        replied = None
    if thread is None and replied is not None:
        thread = chat.messages[int(replied)].thread  # a reply lands in the topic of what it replies to
    world.writable(chat, int(thread) if thread is not None else None)
    return Message(
        world.number(), chat, None, "", int(thread) if thread is not None else None,
        int(replied) if replied is not None else None, rows=rows,
    )  # fmt: skip


def _edit_text(world: World, parameters: Json) -> Json:
    message = _own(world, parameters)
    shown = displayed(str(parameters.get("text", "")), parameters.get("parse_mode"))
    rows = _rows(parameters)
    if (shown, rows) == (message.shown, message.rows):
        raise Refused(NOT_MODIFIED)
    message.text, message.shown, message.rows = shown.text, shown, rows
    message.edits += 1
    return message.json()


def _edit_markup(world: World, parameters: Json) -> Json:
    message = _own(world, parameters)
    rows = _rows(parameters)
    if rows == message.rows:
        raise Refused(NOT_MODIFIED)
    message.rows = rows
    message.edits += 1
    return message.json()


def _delete(world: World, parameters: Json) -> bool:
    chat = world.chat_for_bot(int(parameters["chat_id"]))
    if chat.messages.pop(int(parameters["message_id"]), None) is None:
        raise Refused("Bad Request: message to delete not found")
    return True


def _own(world: World, parameters: Json) -> Message:
    chat = world.chat_for_bot(int(parameters["chat_id"]))
    message = chat.messages.get(int(parameters["message_id"]))
    if message is None:
        raise Refused("Bad Request: message to edit not found")
    if message.sender is not None:
        raise Refused("Bad Request: message can't be edited")
    return message


def _rows(parameters: Json) -> list[list[Json]]:
    rows: list[list[Json]] = (parameters.get("reply_markup") or {}).get("inline_keyboard", [])
    for row in rows:
        for button in row:
            if not button.get("text", "").strip():
                raise Refused("Bad Request: can't parse inline keyboard button: Text buttons are unallowed")
            if len(button.keys() & {"url", "callback_data", "copy_text", "switch_inline_query_chosen_chat"}) != 1:
                raise Refused("Bad Request: can't parse inline keyboard button: Text buttons are unallowed")
            if not 1 <= len(button.get("callback_data", "x").encode()) <= 64:
                raise Refused("Bad Request: BUTTON_DATA_INVALID")
            if not re.match(r"(https?|tg)://[^\s/]", button.get("url", "https://x")):
                raise Refused("Bad Request: BUTTON_URL_INVALID")
    return rows


def _answer_press(world: World, parameters: Json) -> bool:
    id = str(parameters["callback_query_id"])
    if id not in world.pressed:
        raise Refused(TOO_OLD)
    if len(str(parameters.get("text", ""))) > 200:
        raise Refused("Bad Request: MESSAGE_TOO_LONG")
    world.pressed[id] = parameters
    return True


def _answer_inline(world: World, parameters: Json) -> bool:
    results = parameters.get("results") or []
    button = parameters.get("button") or {}
    if button and (not button.get("text") or not re.fullmatch(r"[A-Za-z0-9_-]{1,64}", button["start_parameter"])):
        raise Refused("Bad Request: START_PARAM_INVALID")
    if len(results) > 50:
        raise Refused("Bad Request: RESULTS_TOO_MUCH")
    ids = [result["id"] for result in results]
    if any(not 1 <= len(id.encode()) <= 64 for id in ids):
        raise Refused("Bad Request: RESULT_ID_INVALID")
    if len(set(ids)) != len(ids):
        raise Refused("Bad Request: RESULT_ID_DUPLICATE")
    if len(str(parameters.get("next_offset", "")).encode()) > 64:
        raise Refused("Bad Request: NEXT_OFFSET_INVALID")
    for result in results:
        if not result.get("title"):
            raise Refused("Bad Request: ARTICLE_TITLE_EMPTY")
        _rows(result)
        content = result.get("input_message_content") or {}
        displayed(str(content.get("message_text", "")), content.get("parse_mode"))
    if not parameters.get("inline_query_id"):
        raise Refused(TOO_OLD)
    world.inline[str(parameters["inline_query_id"])] = parameters
    return True


def _answer_guest(world: World, parameters: Json) -> Json:
    id = str(parameters["guest_query_id"])
    if id not in world.guests:
        raise Refused(TOO_OLD)
    content = parameters["result"]["input_message_content"]
    _rows(parameters["result"])
    world.guests[id] = displayed(str(content.get("message_text", "")), content.get("parse_mode"))
    return {"inline_message_id": f"guest-{id}"}


def _chat_action(world: World, parameters: Json) -> bool:
    world.chat_for_bot(int(parameters["chat_id"]))
    return True


def _set_commands(world: World, parameters: Json) -> bool:
    for command in parameters["commands"]:
        if not re.fullmatch("[a-z0-9_]{1,32}", command["command"]):
            raise Refused("Bad Request: BOT_COMMAND_INVALID")
        if not 1 <= len(command["description"]) <= 256:
            raise Refused("Bad Request: BOT_COMMAND_DESCRIPTION_INVALID")
    world.commands[_scope(parameters), parameters.get("language_code", "")] = parameters["commands"]
    return True


def _delete_commands(world: World, parameters: Json) -> bool:
    world.commands.pop((_scope(parameters), parameters.get("language_code", "")), None)
    return True


def _scope(parameters: Json) -> str:
    scope = parameters.get("scope") or {}
    return " ".join(str(scope[name]) for name in ("type", "chat_id") if name in scope) or "default"


def _profile_text(kind: str, longest: int) -> tuple[Callable[[World, Json], bool], Callable[[World, Json], Json]]:
    """How a text of the bot's profile is set and read."""

    def set_text(world: World, parameters: Json) -> bool:
        text = str(parameters.get(kind, ""))
        if len(text) > longest:
            raise Refused(f"Bad Request: {kind} is too long")
        world.texts[kind, parameters.get("language_code", "")] = text
        return True

    def get_text(world: World, parameters: Json) -> Json:
        return {kind: world.texts.get((kind, parameters.get("language_code", "")), "")}

    return set_text, get_text


def _set_menu_button(world: World, parameters: Json) -> bool:
    world.menu_button = parameters.get("menu_button") or {"type": "default"}
    return True


def _get_menu_button(world: World, _: Json) -> Json:
    return world.menu_button


_set_description, _get_description = _profile_text("description", 512)
_set_short_description, _get_short_description = _profile_text("short_description", 120)


def _set_webhook(world: World, parameters: Json) -> bool:
    world.webhook = {"url": parameters.get("url", ""), "secret": parameters.get("secret_token")}
    if parameters.get("allowed_updates") is not None:
        world.allowed = parameters["allowed_updates"] or None
    world.on_update()
    return True


def _delete_webhook(world: World, parameters: Json) -> bool:
    world.webhook = {"url": ""}
    if parameters.get("drop_pending_updates"):
        world.updates.clear()
    return True


def _get_webhook(world: World, _: Json) -> Json:
    return {
        "url": world.webhook["url"], "has_custom_certificate": False, "pending_update_count": len(world.updates),
        **world.webhook_error,
    }  # fmt: skip


def _get_chat(world: World, parameters: Json) -> Json:
    chat = world.chat_for_bot(int(parameters["chat_id"]))
    return chat.json() | {"accent_color_id": 0, "max_reaction_count": 11, "accepted_gift_types": {
        "unlimited_gifts": False, "limited_gifts": False, "unique_gifts": False, "premium_subscription": False,
        "gifts_from_channels": False,
    }}  # fmt: skip


def _get_member(world: World, parameters: Json) -> Json:
    chat = world.chat_for_bot(int(parameters["chat_id"]))
    return _member(chat, int(parameters["user_id"]))


def _get_admins(world: World, parameters: Json) -> list[Json]:
    chat = world.chat_for_bot(int(parameters["chat_id"]))
    if chat.type == "private":
        raise Refused("Bad Request: there are no administrators in the private chat")
    return [_member(chat, id) for id, status in chat.members.items() if status in ("administrator", "creator")]


def _member(chat: Chat, id: int) -> Json:
    person = chat.world.people.get(id)
    if person is None or id == ANONYMOUS:
        raise Refused("Bad Request: user not found")
    return member(person.json(), chat.members.get(id, "left"))


def _get_file(world: World, parameters: Json) -> Json:
    id = str(parameters["file_id"])
    if id not in world.files:
        raise Refused("Bad Request: invalid file_id")
    if len(world.files[id]) > 20_000_000:
        raise Refused("Bad Request: file is too big")
    return {"file_id": id, "file_unique_id": id, "file_size": len(world.files[id]), "file_path": f"documents/{id}"}


def _leave(world: World, parameters: Json) -> bool:
    world.chat_for_bot(int(parameters["chat_id"])).bot_status = "left"
    return True


def _react(world: World, parameters: Json) -> bool:
    chat = world.chat_for_bot(int(parameters["chat_id"]))
    message, given = int(parameters["message_id"]), parameters.get("reaction") or []
    if message not in chat.messages:
        raise Refused("Bad Request: message to react not found")
    if not chat.takes_reactions or any(each["type"] != "emoji" for each in given) or len(given) > 1:
        raise Refused("Bad Request: REACTION_INVALID")
    world.reactions[chat.id, message, world.me["id"]] = given
    return True


METHODS: dict[str, Callable[[World, Json], Any]] = {
    "getme": _get_me,
    "sendmessage": _send_message,
    "senddocument": _send_document,
    "sendphoto": _send_photo,
    "editmessagetext": _edit_text,
    "editmessagereplymarkup": _edit_markup,
    "deletemessage": _delete,
    "answercallbackquery": _answer_press,
    "answerinlinequery": _answer_inline,
    "sendchataction": _chat_action,
    "setmycommands": _set_commands,
    "setwebhook": _set_webhook,
    "deletewebhook": _delete_webhook,
    "getwebhookinfo": _get_webhook,
    "getchat": _get_chat,
    "getchatmember": _get_member,
    "getchatadministrators": _get_admins,
    "getfile": _get_file,
    "leavechat": _leave,
    "answerguestquery": _answer_guest,
    "setmessagereaction": _react,
    "deletemycommands": _delete_commands,
    "setmydescription": _set_description,
    "getmydescription": _get_description,
    "setmyshortdescription": _set_short_description,
    "getmyshortdescription": _get_short_description,
    "setchatmenubutton": _set_menu_button,
    "getchatmenubutton": _get_menu_button,
}
