"""What an update holds: where it comes from, who sent it, which button was pressed, what it asks."""

from __future__ import annotations

import re
from dataclasses import dataclass

from telegram import CallbackQuery, Message, MessageEntity, MessageOriginUser, Update
from telegram.constants import ChatID, ChatType

from bot.answers.inquiry import Inquiry
from bot.answers.pointing import PointedWords, with_words
from bot.answers.remarks import is_refusal, is_thanks
from bot.chats.place import Place
from bot.handlers.addressing import Address, address, asked_words, command_of, words_of
from bot.messages.callback_data import CallbackData, decode
from bot.messages.phrases import CATALOGUES
from index.model import Ask

ANONYMOUS_ADMIN = int(ChatID.ANONYMOUS_ADMIN)  # Telegram's account in whose name a group's anonymous admins write
STAND_INS = (ChatID.ANONYMOUS_ADMIN, ChatID.FAKE_CHANNEL)  # in whose name people write as a group or a channel
# /timeline in words: "a timeline of the ferry", "Tamm day by day".
_TIMELINE = re.compile(
    r"(?:(?:show|give)(?: me)? )?(?:(?:a|the) )?timeline (?:of|on|for|about) (?P<of>[^?]{1,200})\??|"
    r"(?P<whose>[^?]{1,200}?),? (?:day by day|in chronological order|chronologically)\??",
    re.IGNORECASE,
)
# How the bot asks what a command that came alone is to ask.
_ASKED_FOR = {
    catalogue[f"{name} what"]: name for catalogue in CATALOGUES.values() for name in ("ask", "who", "timeline")
}
COMMANDS = {"ask": None, "who": Ask.WHO, "timeline": Ask.TIMELINE, "check": Ask.CHECK}


@dataclass(frozen=True, slots=True)
class Incoming:
    """What a message asks, however it came: as a text, a caption, an edit, a reply, with a part highlighted.

    Attributes:
        inquiry: Who asks what, where, about which words.
        message: Telegram's number of the message.
        address: How it speaks to the bot.
        command: The command that it begins with, in small letters.
        is_forward: Whether its words are somebody else's.
        text: All that it says.
    """

    inquiry: Inquiry
    message: int
    address: Address
    command: str | None
    is_forward: bool
    text: str

    @property
    def in_group(self) -> bool:
        """Whether others read along."""
        return self.inquiry.place.chat < 0


def incoming(update: Update) -> Incoming:
    """What the message of an update asks, be it new or edited."""
    message = new_or_edited(update)
    assert message is not None
    bot = message.get_bot()
    command = command_of(message)
    text, about, replied = asked_words(message, bot.id, bot.username), _pointed(message), _replied(message)
    if command is not None and command[0] == "ask" and not text:
        text, about = _question_replied_to(message), None
    if command is None and not message.forward_origin and not (about and about.chosen) and (both := with_words(text)):
        text, about = both[0], PointedWords((both[1],))
    name = command[0] if command is not None else _command_asking(replied, text, bot.id)
    ask = COMMANDS.get(name) if name else None
    if command is None and (timeline := _TIMELINE.fullmatch(text)):
        ask, text = Ask.TIMELINE, timeline["of"] or timeline["whose"]
    inquiry = Inquiry(place(update), text, ask, replied.message_id if replied else None, about)
    return Incoming(
        inquiry,
        message.message_id,
        address(message, bot.id, bot.username),
        name,
        message.forward_origin is not None,
        words_of(message),
    )


def _command_asking(replied: Message | None, text: str, bot_id: int) -> str | None:
    """The command whose question a reply brings, since the bot has asked for it: "/ask" came without one."""
    if replied is None or replied.from_user is None or replied.from_user.id != bot_id or not replied.text:
        return None
    return None if is_thanks(text) or is_refusal(text) else _ASKED_FOR.get(replied.text)


def place(update: Update) -> Place:
    """Where an update comes from, and from whom; an anonymous admin counts as the group."""
    chat, message = update.effective_chat, update.effective_message
    assert chat is not None
    thread = message.message_thread_id if message and message.is_topic_message else None
    return Place(chat.id, thread or 0, sender(update))


def sender(update: Update) -> int:
    """Id of the person who sent an update, or of the chat in whose name they wrote."""
    person, message, chat = update.effective_user, new_or_edited(update), update.effective_chat
    if chat is not None and chat.type == ChatType.CHANNEL:
        return chat.id  # its admins post as the channel
    if message is not None and message.sender_chat is not None:
        return message.sender_chat.id
    assert person is not None
    return person.id


def is_by_bot(update: Update) -> bool:
    """Whether a bot has sent an update, and not a person who writes in the name of a group or a channel."""
    person = update.effective_user
    return person is not None and person.is_bot and person.id not in STAND_INS


def new_message(update: Update) -> Message:
    """The new message, or the channel's new post, of an update that has one."""
    message = update.message or update.channel_post
    assert message is not None
    return message


def new_or_edited(update: Update) -> Message | None:
    """The message of an update that somebody has written or changed, also where the bot is a guest."""
    return update.message or update.edited_message or update.guest_message


def button_press(update: Update) -> tuple[CallbackQuery, CallbackData | None]:
    """The press of an update that has one, and what its button does; None for a payload that is not ours."""
    query = update.callback_query
    assert query is not None
    return query, decode(query.data or "")


def is_addressed(message: Message, bot_id: int, username: str) -> bool:
    """Whether a message is for the bot.

    Args:
        message: In any chat.
        bot_id: The bot's id.
        username: The bot's name, without "@".

    Returns:
        True in private chats, and in groups for a command, a mention of the bot or a reply to it.
    """
    return address(message, bot_id, username) is not Address.NONE


def words_in(message: Message) -> PointedWords:
    """The words of a message that somebody points at; of one of the bot the quotations in it."""
    bot, origin = message.get_bot().id, message.forward_origin
    first = origin.sender_user if isinstance(origin, MessageOriginUser) else None
    if not any(user is not None and user.id == bot for user in (message.from_user, message.via_bot, first)):
        said = words_of(message).strip()
        return PointedWords((said,) if said else ())
    parsed = message.parse_entities if message.text else message.parse_caption_entities
    return PointedWords(tuple(parsed(_QUOTED).values()) if words_of(message) else (), by_bot=True)


_QUOTED: list[str | None] = [MessageEntity.BLOCKQUOTE, MessageEntity.EXPANDABLE_BLOCKQUOTE]


def _replied(message: Message) -> Message | None:
    """The message that another replies to; not the beginning of a topic, which all in it seem to reply to."""
    replied = message.reply_to_message
    return None if replied is None or replied.forum_topic_created is not None else replied


def _pointed(message: Message) -> PointedWords | None:
    """The words that a message points at: those that it highlights, or those of the message that it replies to.

    A picture's caption points at the picture, which holds no words.
    """
    replied = _replied(message)
    if message.quote is not None and message.quote.text.strip():
        by_bot = replied is not None and words_in(replied).by_bot
        return PointedWords((message.quote.text.strip(),), chosen=True, by_bot=by_bot)
    if message.caption and not message.text:
        return PointedWords(())
    if replied is not None:
        return words_in(replied)
    return PointedWords(()) if message.external_reply is not None else None


def _question_replied_to(message: Message) -> str:
    """What a command without a question asks: the highlighted words, or the message of somebody that it replies to."""
    if message.quote is not None and message.quote.text.strip():
        return message.quote.text.strip()
    replied = _replied(message)
    if replied is None or words_in(replied).by_bot:
        return ""
    return words_of(replied)
