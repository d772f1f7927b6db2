"""Values of a subscription that are typed: how the bot asks for one, and which message answers."""

from __future__ import annotations

from functools import partial

from telegram import ForceReply, Message, Update
from telegram.constants import ChatType
from telegram.ext import filters

from bot.answers.remarks import is_thanks
from bot.digests.prompts import Prompt
from bot.handlers.incoming import place
from bot.handlers.replies import with_retries
from bot.handlers.services import Services
from bot.messages.html import Markup, mention, own, shortened, together
from bot.messages.phrases import CATALOGUES, phrase
from index.answering.reading.talk import talk_of

# How the bot asks, in each language.
_ASKED = tuple(catalogue[f"ask {name}"] for catalogue in CATALOGUES.values() for name in ("zone", "time", "subject"))


async def ask_for_value(
    services: Services, update: Update, message: Message, wanted: Prompt, rejected: str = ""
) -> None:
    """Ask for a value to be typed, as a reply: groups' privacy mode lets the answer to it through.

    Args:
        services: What handlers share.
        update: By whom, and where, the value is expected.
        message: What is replied to.
        wanted: What is asked for.
        rejected: What was typed before and can't be understood.
    """
    language = services.language_of(update)
    name = "zone" if wanted.wanted == "start" else wanted.wanted
    texts = [phrase(language, f"ask {name}")]
    if rejected:
        texts = [phrase(language, f"bad {name}", text=rejected), *texts, phrase(language, "leave prompt")]
    is_group, in_channel = message.chat.type != "private", message.chat.type == ChatType.CHANNEL
    asked = own(" ".join([*texts, *([phrase(language, "reply to this")] if is_group else [])]))
    if is_group and not in_channel and (called := _called(update)):
        asked = together([called, asked], ": ")
    placeholder = phrase(language, f"placeholder {name}")
    # Telegram takes none in a channel.
    force = None if in_channel else ForceReply(selective=True, input_field_placeholder=placeholder)
    sent = await with_retries(
        lambda: message.reply_html(asked.html, reply_markup=force, do_quote=is_group, allow_sending_without_reply=True)
    )
    await services.workers.run(partial(services.digests.prompts.ask, place(update), sent.message_id, wanted))


def _called(update: Update) -> Markup | None:
    """A mention of who acts, by which their app opens a reply; None for an anonymous admin."""
    person, message = update.effective_user, update.message
    if person is None or (message is not None and message.sender_chat is not None):
        return None
    return mention(shortened(person.full_name, 60), person.id)


class AnswersPrompt(filters.UpdateFilter):
    """Matches a message that answers a prompt."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services

    def filter(self, update: Update) -> bool:
        """Whether a message answers a prompt."""
        return answered_prompt(self._services, update) is not None


class AnswersClosedPrompt(filters.UpdateFilter):
    """Matches a reply to a prompt that was answered or left: whoever corrects a city is not left in silence."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services

    def filter(self, update: Update) -> bool:
        """Whether a message replies to such a prompt and may be meant for it."""
        message = update.message
        replied = message.reply_to_message if message is not None else None
        if message is None or replied is None or replied.from_user is None or not replied.text:
            return False
        text, is_ours = message.text or "", replied.from_user.id == message.get_bot().id
        if not is_ours or not any(asked in replied.text for asked in _ASKED) or is_thanks(text) or talk_of(text):
            return False
        return Prompt(0, "zone").may_be_answered_by(text) and answered_prompt(self._services, update) is None


def answered_prompt(services: Services, update: Update) -> Prompt | None:
    """The prompt that a message answers; None for one that is plainly something else, like a question or a link.

    Args:
        services: What handlers share.
        update: A message of any kind.
    """
    message = update.message or update.channel_post
    if message is None or message.forward_origin is not None:
        return None
    replied = message.reply_to_message
    prompt = services.digests.prompts.answered_by(place(update), replied.message_id if replied else None)
    return prompt if prompt is not None and prompt.may_be_answered_by(message.text or "") else None
