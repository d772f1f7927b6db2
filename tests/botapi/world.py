"""Telegram as a bot meets it: people, chats, messages, and the updates that wait for the bot.

Knows no network: `methods` answers the bot's calls by it, `server` carries them.
"""

from __future__ import annotations

import itertools
import re
import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from tests.botapi.entities import Displayed, Refused

Json = dict[str, Any]
Found = TypeVar("Found")
ANONYMOUS = 1087968824  # "GroupAnonymousBot": whom an anonymous admin's messages are from
CHANNEL = 136817688  # "Channel_Bot": whom messages in the name of a channel are from
SERVICE = 777000  # "Telegram": whom the posts are from that a channel's group gets by itself
PICTURE = [{"file_id": "picture", "file_unique_id": "picture", "width": 90, "height": 60}]
PATIENCE = 15.0  # seconds a test waits for the bot


@dataclass(slots=True)
class Message:
    """A message of a chat.

    By the bot: `shown` is what people see, `rows` the buttons, `asks` to whose app it opens a reply (None: to all).
    """

    id: int
    chat: Chat
    sender: Person | None
    text: str
    thread: int | None = None
    reply_to: int | None = None
    shown: Displayed | None = None
    rows: list[list[Json]] = field(default_factory=list)
    edits: int = 0
    asks: frozenset[int] | None = frozenset()
    placeholder: str = ""
    extra: Json = field(default_factory=dict)
    date: int = field(default_factory=lambda: int(time.time()))

    @property
    def shown_quotes(self) -> list[str]:
        return self.shown.all("blockquote", "expandable_blockquote") if self.shown else []

    @property
    def labels(self) -> list[str]:
        return [button["text"] for row in self.rows for button in row]

    def button(self, label: str) -> Json:
        return next(button for row in self.rows for button in row if button["text"].startswith(label))

    def json(self, deep: bool = True) -> Json:
        me = self.chat.world.me
        made: Json = {"message_id": self.id, "date": self.date, "chat": self.chat.json()}
        if self.text:
            made["text"] = self.text
        if self.chat.type == "channel":  # who posts stays unknown
            made["sender_chat"] = self.chat.json()
        else:
            made["from"] = self.sender.json() if self.sender else me
        if self.thread is not None:
            made |= {"message_thread_id": self.thread, "is_topic_message": True}
        if self.shown is not None:
            made |= {"text": self.shown.text, "entities": [entity.json() for entity in self.shown.entities]}
        if self.rows:
            made["reply_markup"] = {"inline_keyboard": self.rows}
        if deep and self.reply_to is not None and self.reply_to in self.chat.messages:
            made["reply_to_message"] = self.chat.messages[self.reply_to].json(deep=False)
        elif deep and self.thread is not None:  # what replies to nothing replies to the beginning of its topic
            made["reply_to_message"] = {
                "message_id": self.thread, "date": self.date, "chat": self.chat.json(), "from": me,
                "message_thread_id": self.thread, "is_topic_message": True,
                "forum_topic_created": {"name": "Topic", "icon_color": 7322096},
            }  # fmt: skip
        return made | self.extra


@dataclass(eq=False, slots=True)
class Chat:
    """A private chat, group, supergroup, forum or channel.  topics: thread ids of a forum, or of a private chat."""

    world: World
    id: int
    type: str
    title: str | None = None
    topics: tuple[int, ...] = ()
    closed: set[int] = field(default_factory=set)  # topics in which only admins may write
    muted: bool = False  # whether members, the bot too, may not write
    members: dict[int, str] = field(default_factory=dict)  # person -> Telegram's status
    messages: dict[int, Message] = field(default_factory=dict)
    migrated_to: int | None = None
    bot_status: str = "member"
    takes_reactions: bool = True
    bot_posts: bool = False  # in a channel

    def json(self) -> Json:
        made: Json = {"id": self.id, "type": self.type}
        if self.type == "private":
            person = self.world.people[self.id]
            return made | {"first_name": person.name} | ({"username": person.username} if person.username else {})
        return made | {"title": self.title} | ({"is_forum": True} if self.topics else {})

    @property
    def by_bot(self) -> list[Message]:
        """What the bot has said here, in order."""
        with self.world.changed:
            return [message for message in self.messages.values() if message.sender is None]

    def answer(self, number: int = 1) -> Message:
        """Wait for the bot's `number`th message here."""
        return self.world.wait(lambda: self.by_bot[number - 1] if len(self.by_bot) >= number else None)


@dataclass(eq=False, slots=True)
class Person:
    """Somebody who uses Telegram.  Every act returns once Telegram has it, not once the bot has answered."""

    world: World
    id: int
    name: str
    language: str | None = "en"
    is_bot: bool = False
    blocks: bool = False
    username: str | None = None

    def json(self) -> Json:
        made: Json = {"id": self.id, "is_bot": self.is_bot, "first_name": self.name}
        more = {"language_code": self.language, "username": self.username}
        return made | {name: value for name, value in more.items() if value}

    @property
    def chat(self) -> Chat:
        return self.world.chats[self.id]

    def says(
        self,
        text: str,
        chat: Chat | None = None,
        thread: int | None = None,
        reply_to: Message | None = None,
        anonymous: bool = False,
        **extra: Any,
    ) -> Message:
        """extra: further fields of the message, such as `forward_origin` or `document`; quote: highlighted words."""
        chat = chat or self.chat
        with self.world.changed:
            message = Message(self.world.number(), chat, self, text, thread, reply_to.id if reply_to else None)
            message.extra = {**entities_of(text), **extra}
            if caption := extra.get("caption"):
                message.extra |= {f"caption_{name}": found for name, found in entities_of(caption).items()}
            if quote := extra.get("quote"):
                message.extra["quote"] = highlighted(quote, reply_to)
            if anonymous:
                message.extra |= {"sender_chat": chat.json(), "from": {"id": ANONYMOUS, "is_bot": True,
                                  "first_name": "Group", "username": "GroupAnonymousBot"}}  # fmt: skip
            chat.messages[message.id] = message
            if self.world.heard(message):
                self.world.push({"channel_post" if chat.type == "channel" else "message": message.json()})
        return message

    def says_as_channel(self, text: str, chat: Chat, **extra: Any) -> Message:
        """Write in a group in the name of a channel of theirs."""
        stated: dict[str, Any] = {
            "sender_chat": {"id": -1001000000000 - self.id, "type": "channel", "title": f"{self.name}'s channel"},
            "from": {"id": CHANNEL, "is_bot": True, "first_name": "Channel", "username": "Channel_Bot"},
        }
        return self.says(text, chat, **extra, **stated)

    def forwards(self, text: str, chat: Chat | None = None, comment: str | None = None, **extra: Any) -> Message:
        """Forward somebody's message, which hides who that is; the comment comes before it, as Telegram has it."""
        origin = {"type": "hidden_user", "sender_user_name": "Somebody", "date": int(time.time())}
        with self.world.changed:  # at once
            if comment is not None:
                self.says(comment, chat)
            return self.says(text, chat, **{"forward_origin": origin, **extra})

    def sends_album(self, *captions: str | None, chat: Chat | None = None, reply_to: Message | None = None) -> None:
        """Send pictures as one album, each with its caption or without one."""
        with self.world.changed:
            album = str(self.world.number())
            for caption in captions:
                worded: dict[str, Any] = {"caption": caption} if caption else {}
                self.says("", chat, reply_to=reply_to, media_group_id=album, photo=PICTURE, **worded)

    def reacts(self, message: Message, *emoji: str) -> None:
        """Put reactions in place of the former ones; of those in groups only an admin hears."""
        with self.world.changed:
            key = message.chat.id, message.id, self.id
            before, self.world.reactions[key] = self.world.reactions.get(key, []), reactions(emoji)
            if message.chat.type == "private" or message.chat.bot_status == "administrator":
                self.world.push({"message_reaction": {
                    "chat": message.chat.json(), "message_id": message.id, "user": self.json(),
                    "date": int(time.time()), "old_reaction": before, "new_reaction": self.world.reactions[key],
                }})  # fmt: skip

    def sends(self, name: str, content: bytes, chat: Chat | None = None, **extra: Any) -> Message:
        """Send a file."""
        with self.world.changed:
            id = f"{self.world.number()}-{name}"
            self.world.files[id] = content
        document = {"file_id": id, "file_unique_id": id, "file_name": name, "file_size": len(content)}
        return self.says("", chat, document=document, **extra)

    def edits(self, message: Message, text: str) -> None:
        """Change the text of a message, or its caption if it has one."""
        with self.world.changed:
            if "caption" in message.extra:
                message.extra |= {"caption": text}
                message.extra |= {f"caption_{name}": found for name, found in entities_of(text).items()}
            else:
                message.extra.pop("entities", None)
                message.text, message.extra = text, {**message.extra, **entities_of(text)}
            if self.world.heard(message):
                self.world.push({"edited_message": message.json() | {"edit_date": int(time.time())}})

    def presses(self, message: Message, label: str) -> str:
        """Press a button whose label starts so; returns the press's id, to look up in `world.pressed`."""
        with self.world.changed:
            id = str(self.world.number())
            self.world.pressed[id] = None
            self.world.push({"callback_query": {
                "id": id, "from": self.json(), "chat_instance": str(message.chat.id), "message": message.json(),
                "data": message.button(label)["callback_data"],
            }})  # fmt: skip
        return id

    def opens(self, link: str) -> Message:
        """Follow a link into the private chat with the bot, and press "Start" there."""
        found = re.fullmatch(rf"https://t\.me/{self.world.me['username']}\?start=([A-Za-z0-9_-]{{1,64}})", link)
        assert found is not None, link
        return self.says(f"/start {found[1]}")

    def types_inline(self, query: str, offset: str = "") -> str:
        """Type "@bot query" in some chat; returns the query's id, to look up in `world.inline`."""
        with self.world.changed:
            id = str(self.world.number())
            self.world.push({"inline_query": {"id": id, "from": self.json(), "query": query, "offset": offset}})
        return id

    def asks_as_guest(self, text: str, chat: Chat, **extra: Any) -> str:
        """Mention the bot in a chat that it is no member of; returns the query's id, to look up in `world.guests`."""
        with self.world.changed:
            id = str(self.world.number())
            self.world.guests[id] = None
            message = Message(
                self.world.number(), chat, self, text, extra={**entities_of(text), **extra, "guest_query_id": id}
            )
            self.world.push({"guest_message": message.json()})
        return id

    def stops_bot(self) -> None:
        self._membership("member", "kicked")
        self.blocks = True

    def unblocks_bot(self) -> None:
        self.blocks = False
        self._membership("kicked", "member")

    def _membership(self, old: str, new: str) -> None:
        self.world.membership(self.chat, self, old, new)


class World:
    """All of it.  Safe to use from the test and from the server at once."""

    def __init__(self, username: str = "on_record_bot", privacy: bool = True, mentions: bool = True) -> None:
        """privacy: in groups the bot only gets commands and replies to it; mentions: and those of its name."""
        self.me: Json = {
            "id": 7000, "is_bot": True, "first_name": "On Record", "username": username, "can_join_groups": True,
            "can_read_all_group_messages": not privacy, "supports_inline_queries": True,
        }  # fmt: skip
        self.privacy = privacy
        self.mentions = mentions
        self.people: dict[int, Person] = {}
        self.chats: dict[int, Chat] = {}
        self.updates: deque[Json] = deque()
        self.pressed: dict[str, Json | None] = {}
        self.inline: dict[str, Json] = {}
        self.guests: dict[str, Displayed | None] = {}
        self.commands: dict[tuple[str, str], list[Json]] = {}  # by scope, with its chat's id, and language
        self.texts: dict[tuple[str, str], str] = {}  # of the bot's profile, by kind and language
        self.menu_button: Json = {"type": "default"}
        self.files: dict[str, bytes] = {}
        self.reactions: dict[tuple[int, int, int], list[Json]] = {}  # by chat, message and who reacts
        self.webhook: Json = {"url": ""}
        self.webhook_error: Json = {}  # last_error_date and last_error_message, as Telegram tells of them
        self.allowed: list[str] | None = None
        self.calls: list[tuple[str, Json]] = []
        self.broken_limits: list[str] = []  # of calls of the bot, see `call_limits`
        self.changed = threading.Condition(threading.RLock())
        self.on_update: Callable[[], None] = lambda: None
        self._numbers = itertools.count(100)
        self._update = itertools.count(1)

    # arranging

    def person(
        self, name: str, language: str | None = "en", is_bot: bool = False, username: str | None = None
    ) -> Person:
        """Somebody who has started the bot, and so can be written to."""
        with self.changed:
            person = Person(self, self.number() + 1000, name, language, is_bot, username=username)
            self.people[person.id] = person
            self.chats[person.id] = Chat(self, person.id, "private")
        return person

    def group(self, title: str, *members: Person, admins: tuple[Person, ...] = (), topics: int = 0) -> Chat:
        with self.changed:
            kind = "supergroup" if topics else "group"
            id = -1000000000000 - self.number() if topics else -self.number()
            chat = Chat(self, id, kind, title, tuple(self.number() for _ in range(topics)))
            chat.members = dict.fromkeys((person.id for person in members), "member")
            chat.members |= dict.fromkeys((person.id for person in admins), "administrator")
            self.chats[chat.id] = chat
        return chat

    def channel(self, title: str, *admins: Person) -> Chat:
        """A channel that the bot is not in yet."""
        with self.changed:
            chat = Chat(self, -1000000000000 - self.number(), "channel", title, bot_status="left")
            chat.members = dict.fromkeys((person.id for person in admins), "administrator")
            self.chats[chat.id] = chat
        return chat

    def lets_post(self, chat: Chat, by: Person, may_post: bool = True) -> None:
        """The bot is made an admin of a channel, or its right to post is given or taken."""
        old = member(self.me, chat.bot_status) | ({"can_post_messages": chat.bot_posts} if chat.bot_posts else {})
        with self.changed:
            chat.bot_status, chat.bot_posts = "administrator", may_post
            new = member(self.me, "administrator") | {"can_post_messages": may_post}
            self.push({"my_chat_member": {
                "chat": chat.json(), "from": by.json(), "date": int(time.time()),
                "old_chat_member": old, "new_chat_member": new,
            }})  # fmt: skip

    def joins(self, chat: Chat, by: Person) -> None:
        """The bot is made a member."""
        self.membership(chat, by, "left", "member")

    def leaves(self, chat: Chat, by: Person) -> None:
        """The bot is removed."""
        self.membership(chat, by, chat.bot_status, "kicked")

    def upgrade(self, chat: Chat, by: Person) -> Chat:
        """A group becomes a supergroup with another id."""
        with self.changed:
            new = Chat(self, -1000000000000 - self.number(), "supergroup", chat.title, members=dict(chat.members))
            self.chats[new.id] = new
            chat.migrated_to = new.id
            for home, notice in ((chat, {"migrate_to_chat_id": new.id}), (new, {"migrate_from_chat_id": chat.id})):
                message = Message(self.number(), home, by, "", extra=notice)
                self.push({"message": message.json()})
        return new

    def channel_posts(self, text: str, group: Chat) -> Message:
        """A post of the channel that a group is linked to arrives in the group by itself."""
        channel = {"id": -1002000000000, "type": "channel", "title": "The channel"}
        origin = {"type": "channel", "chat": channel, "message_id": 5, "date": int(time.time())}
        with self.changed:
            message = Message(self.number(), group, Person(self, SERVICE, "Telegram"), text)
            message.extra = {
                **entities_of(text), "is_automatic_forward": True, "sender_chat": channel, "forward_origin": origin,
            }  # fmt: skip
            group.messages[message.id] = message
            if self.heard(message):
                self.push({"message": message.json()})
        return message

    def membership(self, chat: Chat, by: Person, old: str, new: str) -> None:
        with self.changed:
            rights = {"can_post_messages": True} if chat.bot_posts and old == "administrator" else {}
            chat.bot_status, chat.bot_posts = new, False
            self.push({"my_chat_member": {
                "chat": chat.json(), "from": by.json(), "date": int(time.time()),
                "old_chat_member": member(self.me, old) | rights, "new_chat_member": member(self.me, new),
            }})  # fmt: skip

    # waiting and looking

    def wait(self, look: Callable[[], Found | None], timeout: float = PATIENCE) -> Found:
        """What `look` finds as soon as it finds something.  Raises AssertionError when it never does."""
        end = time.monotonic() + timeout
        with self.changed:
            while True:
                found = look()
                if found:
                    return found
                self.changed.wait(0.1)
                if time.monotonic() >= end:
                    last = [method for method, _ in self.calls[-5:]]
                    raise AssertionError(f"waited {timeout} s in vain; the last calls were {last}")

    def called(self, method: str) -> list[Json]:
        with self.changed:
            return [asked for name, asked in self.calls if name == method]

    # for the methods

    def number(self) -> int:
        return next(self._numbers)

    def push(self, event: Json) -> None:
        """Queue an update, unless the bot has said it wants none of its kind."""
        with self.changed:
            (kind,) = event
            if self.allowed is None or kind in self.allowed:
                self.updates.append({"update_id": next(self._update), **event})
            self.changed.notify_all()
        self.on_update()

    def push_as_is(self, event: Json) -> int:
        """Queue an update of whatever content; returns its number."""
        with self.changed:
            number = next(self._update)
            self.updates.append({"update_id": number, **event})
            self.changed.notify_all()
        self.on_update()
        return number

    def confirm(self, offset: int) -> None:
        """Forget the updates before `offset`; those from it on come again until confirmed."""
        with self.changed:
            while self.updates and self.updates[0]["update_id"] < offset:
                self.updates.popleft()

    def heard(self, message: Message) -> bool:
        """Whether the bot gets a message of a group."""
        chat, text = message.chat, message.text or str(message.extra.get("caption", ""))
        if chat.type == "private":
            return True
        if chat.bot_status in ("kicked", "left") or (message.sender and message.sender.is_bot):
            return False
        if chat.type == "channel":
            return True
        name = self.me["username"].lower()
        if text.startswith("/"):
            command = text.split()[0].lower()
            return "@" not in command or command.endswith(f"@{name}")
        by_name = f"@{name}" in text.lower() or any(
            entity["type"] == "text_mention" and entity["user"]["id"] == self.me["id"]
            for entity in message.extra.get("entities", ())
        )
        replied = chat.messages.get(message.reply_to) if message.reply_to is not None else None
        to_bot = replied is not None and replied.sender is None
        by_way_of_bot = message.extra.get("via_bot", {}).get("id") == self.me["id"]
        return not self.privacy or (self.mentions and by_name) or to_bot or by_way_of_bot

    def writable(self, chat: Chat, thread: int | None) -> None:
        """Raises Refused where the bot, as a member, may read but not write."""
        if chat.muted and chat.bot_status != "administrator":
            raise Refused("Bad Request: not enough rights to send text messages to the chat")
        if thread in chat.closed and chat.bot_status != "administrator":
            raise Refused("Bad Request: TOPIC_CLOSED")

    def chat_for_bot(self, id: int) -> Chat:
        """The chat the bot writes to.  Raises Refused where it may not."""
        chat = self.chats.get(id)
        if chat is None:
            raise Refused("Bad Request: chat not found")
        if chat.migrated_to is not None:
            raise Refused(
                "Bad Request: group chat was upgraded to a supergroup chat", migrate_to_chat_id=chat.migrated_to
            )
        if chat.type == "private" and self.people[id].blocks:
            raise Refused("Forbidden: bot was blocked by the user", 403)
        if chat.bot_status == "kicked":
            raise Refused(f"Forbidden: bot was kicked from the {chat.type} chat", 403)
        if chat.type == "channel" and chat.bot_status == "left":
            raise Refused("Forbidden: bot is not a member of the channel chat", 403)
        return chat


def entities_of(text: str) -> Json:
    """What Telegram finds in a text; offsets and lengths count UTF-16 units."""
    found = [
        {"type": kind, "offset": units(text[: match.start()]), "length": units(match[0])}
        for kind, pattern in (("bot_command", r"^/[A-Za-z0-9_]+(@\w+)?"), ("mention", r"(?<!\w)@\w{3,}"))
        for match in re.finditer(pattern, text)
        if kind != "mention" or not text.startswith("/") or match.start() > len(text.split()[0])
    ]
    return {"entities": found} if found else {}


def highlighted(words: str, replied: Message | None) -> Json:
    """A quote of a reply, which Telegram takes only as it stands in the message replied to."""
    text = "" if replied is None else replied.text or str(replied.extra.get("caption", ""))
    assert replied is None or words in text, f"{words!r} is no part of {text!r}"
    return {"text": words, "position": units(text[: max(0, text.find(words))]), "is_manual": True}


def reactions(emoji: tuple[str, ...]) -> list[Json]:
    return [{"type": "emoji", "emoji": each} for each in emoji]


def units(text: str) -> int:
    return len(text) + sum(character > "\uffff" for character in text)


RIGHTS = (
    "can_be_edited", "can_manage_chat", "can_delete_messages", "can_manage_video_chats", "can_restrict_members",
    "can_promote_members", "can_change_info", "can_invite_users", "can_post_stories", "can_edit_stories",
    "can_delete_stories",
)  # fmt: skip


def member(user: Json, status: str) -> Json:
    """A ChatMember, with the fields its status requires."""
    made: Json = {"user": user, "status": status}
    if status == "kicked":
        return made | {"until_date": 0}
    if status == "administrator":
        return made | dict.fromkeys((*RIGHTS, "is_anonymous"), False)
    return made | ({"is_anonymous": False} if status == "creator" else {})
