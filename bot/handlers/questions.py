"""Questions: in private whatever is no command; in groups /ask, a mention of the bot, or a question in reply to it."""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial

from telegram import Message, Update
from telegram.ext import ContextTypes, MessageHandler, filters

from bot.answers.errands import errand
from bot.answers.history import AskedMessage
from bot.answers.inquiry import Inquiry
from bot.answers.pointing import pointing, with_topic
from bot.answers.remarks import Remark, asks_of, is_to_continue, remark
from bot.handlers.addressing import Address
from bot.handlers.base import Handlers, answer
from bot.handlers.checks import Checks
from bot.handlers.companions import Companions
from bot.handlers.incoming import COMMANDS, Incoming, incoming, new_message, words_in
from bot.handlers.replies import react, send_text
from bot.handlers.services import Services
from bot.messages.phrases import phrase
from bot.messages.reply import Reply
from index.answering.checking.pasted import is_of_quotations, is_text_to_check
from index.answering.reading.quotations import words_in_marks
from index.answering.reading.talk import Talk, talk_of
from index.view import LONGEST_QUESTION

MOST = 2000  # answered messages that are remembered, for when they are edited
NOD = "👍"
_WORD = re.compile(r"[^\W_]")
_ASKS = re.compile("[?？]")
# "When did she say that?"
_CIRCUMSTANCE = re.compile(r"(?:(?:and|but|so|ok|wait)[, ]+)*(?:when|where|in (?:which|what)|to whom)\b", re.IGNORECASE)
MERE = (Remark.CHATTER, Remark.THANKS)  # comments that ask nothing
POST_COMES = 0.6  # seconds after a comment in which the post that it is on may come
RECORDINGS = filters.VOICE | filters.VIDEO_NOTE | filters.AUDIO
PICTURES = filters.PHOTO | filters.VIDEO | filters.ANIMATION | filters.Sticker.ALL


@dataclass(frozen=True, slots=True)
class _Answered:
    """A message that was answered.

    Attributes:
        said: What it said, as a number: what somebody wrote is not kept for this.
        shown: Which message of the bot shows the answer; None where there was none.
    """

    said: int
    shown: int | None


class Questions:
    """Answers questions, and whatever message no other handler takes."""

    def __init__(self, services: Services, checks: Checks, companions: Companions) -> None:
        """Answer what no other handler takes.

        Args:
            services: What handlers share.
            checks: Check what is forwarded.
            companions: Know which messages belong together.
        """
        self._services = services
        self._checks = checks
        self._companions = companions
        self._answered: OrderedDict[tuple[int, int], _Answered] = OrderedDict()  # chat and message
        self._since = datetime.now(UTC)  # what was sent before may have been answered by an earlier process

    def handlers(self) -> Handlers:
        """The handlers to register, after all others."""
        return [
            MessageHandler(filters.UpdateType.MESSAGE & ~filters.StatusUpdate.ALL, self.message),
            MessageHandler(filters.UpdateType.EDITED_MESSAGE, self.edited),
        ]

    async def message(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """A new message."""
        asked = incoming(update)
        if asked.command is not None and asked.command not in COMMANDS:
            if not asked.in_group:
                await self._tell(update, asked, "no command")
        elif asked.inquiry.text:
            await self._worded(update, context, asked)
        elif asked.in_group:
            await self._named_only(update, asked)
        elif asked.text:
            await self._without_question(update, asked)
        elif await self._companions.speaks_for_album(update, context.update_queue):
            await self._tell(update, asked, _why_unread(update))

    async def edited(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """A message that was changed: its answer follows, as long as it still asks something."""
        asked = incoming(update)
        before = self._answered.get((asked.inquiry.place.chat, asked.message)) or await self._answered_earlier(asked)
        if before is not None and (before.said == hash(asked.text) or before.shown is None):
            return
        if before is None and not self._is_newly_named(update, asked):
            return
        if asked.command is not None and asked.command not in COMMANDS:
            return
        if not (asked.inquiry.text or asked.command) or (
            asked.command == "check" and is_text_to_check(asked.inquiry.text)
        ):
            return
        if await self._services.workers.run(partial(self._asks, asked)) is Remark.QUESTION:
            await self._answer(update, asked, before.shown if before is not None else None)

    def _is_newly_named(self, update: Update, asked: Incoming) -> bool:
        """Whether an edit has made a message one for the bot: in a group, where only some are, and since it runs."""
        message = update.edited_message
        is_new = message is not None and message.date >= self._since
        return asked.in_group and is_new and asked.address is Address.NAME

    # What a new message is

    async def _worded(self, update: Update, context: ContextTypes.DEFAULT_TYPE, asked: Incoming) -> None:
        run, asked = self._services.workers.run, self._below_answer(asked)
        is_bare = not asked.in_group and asked.command is None and asked.inquiry.about is None
        if is_bare and is_of_quotations(asked.inquiry.text):
            await self._checks.check_text(update, asked.inquiry.text)
            return
        if asked.command is None and asked.address is not Address.REPLY and (told := errand(asked.inquiry.text)):
            await self._tell(update, asked, told)
            return
        if asked.is_forward and asked.command is None and not await run(partial(self._is_asked, asked)):
            own = words_in(new_message(update))
            await self._checks.check_text(update, _in_marks(own.quotations) if own.by_bot else asked.text)
            return
        kind = await run(partial(self._asks, asked)) if asked.in_group else _said_to_bot(asked.inquiry.text)
        if kind is Remark.THANKS:
            await react(new_message(update), NOD)
        if kind in (Remark.THANKS, Remark.CHATTER):
            return
        commenting = await self._with_forwarded(update, context.update_queue, asked)
        if commenting is not None:
            await self._answer(update, commenting, only_quotes=kind is Remark.PERHAPS)

    def _below_answer(self, asked: Incoming) -> Incoming:
        """What replies to a question that was answered goes on from the answer: "anything newer?"."""
        inquiry = asked.inquiry
        about, before = inquiry.about, self._answered.get((inquiry.place.chat, inquiry.replied_to or 0))
        if before is None or before.shown is None or about is None or about.chosen:
            return asked
        if pointing(inquiry.text) is not None or with_topic(inquiry.text, "this") is not None:
            return asked
        return replace(asked, inquiry=replace(inquiry, replied_to=before.shown, about=None))

    def _asks(self, asked: Incoming) -> Remark:
        """What a message with words is."""
        text = asked.inquiry.text
        if asked.command is not None or len(text) > LONGEST_QUESTION:
            return Remark.QUESTION
        if not asked.in_group:
            return Remark.THANKS if talk_of(text) is Talk.THANKS else Remark.QUESTION
        if asked.inquiry.about is not None and asked.inquiry.about.chosen and pointing(text) is not None:
            return Remark.QUESTION
        collections, about = self._services.access.collections(asked.inquiry.place.chat), asked.inquiry.about
        found = remark(
            text, lambda: self._services.dialogue.names_somebody(text, collections), asked.address is Address.NAME
        )
        below_answer = found is Remark.CHATTER and about is not None and about.by_bot
        return Remark.PERHAPS if below_answer and about and asks_of(text, about.quotations) else found

    async def _with_forwarded(self, update: Update, queue: object, asked: Incoming) -> Incoming | None:
        """A question with the forwarded post that it comments on, if it says "this"; None for a mere comment."""
        inquiry = asked.inquiry
        if inquiry.about is not None or inquiry.ask is not None or asked.is_forward:
            return asked
        points = pointing(inquiry.text) is not None
        says_this = points or with_topic(inquiry.text, "this") is not None
        asks = says_this or asked.in_group or _ASKS.search(inquiry.text) is not None
        is_mere = not asks and await self._is_mere(asked)
        seconds = POST_COMES if points else POST_COMES / 3 if says_this or is_mere else 0.0
        post = await self._companions.forwarded_with(update, queue, seconds)
        if not says_this:
            self._companions.forget(update)
            return None if post is not None and (is_mere or await self._is_mere(asked)) else asked
        found = self._post_meant(update, post, points)
        return asked if found is None else replace(asked, inquiry=replace(inquiry, about=words_in(found)))

    def _post_meant(self, update: Update, post: Message | None, points: bool) -> Message | None:
        """The post that "this" means: the one sent with it, or, of a question that only points, the one before it."""
        before = self._companions.forwarded_before(new_message(update)) if points else None
        self._companions.forget(update)
        if post is not None:
            self._companions.is_answered(post)
        return post or before

    async def _is_mere(self, asked: Incoming) -> bool:
        return await self._services.workers.run(partial(self._remark, asked)) in MERE

    def _remark(self, asked: Incoming) -> Remark:
        """What a message is that does not name the bot."""
        text, collections = asked.inquiry.text, self._services.access.collections(asked.inquiry.place.chat)
        if len(text) > LONGEST_QUESTION:
            return Remark.CHATTER
        return remark(text, lambda: self._services.dialogue.names_somebody(text, collections), named=False)

    def _is_asked(self, asked: Incoming) -> bool:
        """Whether a forwarded text is a question, and not words to look up."""
        if words_in_marks(asked.text) is not None:
            return False
        return asked.text.rstrip().endswith(("?", "？")) or self._remark(asked) is Remark.QUESTION

    async def _named_only(self, update: Update, asked: Incoming) -> None:
        """The bot's name alone, or a command without a question: what it replies to is asked."""
        about = asked.inquiry.about
        if asked.address is not Address.NAME:
            return
        if asked.command is None and about is not None and about.certain and len(about.quotations) == 1:
            await self._answer(
                update, replace(asked, inquiry=replace(asked.inquiry, text=about.quotations[0], about=None))
            )
        elif asked.command is not None or not _is_media(update):
            await self._without_question(update, asked)

    async def _without_question(self, update: Update, asked: Incoming) -> None:
        if asked.inquiry.ask is not None:
            await self._answer(update, asked)
        else:
            await self._tell(update, asked, "ask what")

    # Answering

    async def _answer(
        self, update: Update, asked: Incoming, instead_of: int | None = None, only_quotes: bool = False
    ) -> None:
        services, message, inquiry = self._services, _message(update), replace(asked.inquiry, instead_of=instead_of)
        if (words := _text_pointed_at(asked)) and update.message is not None:
            await self._checks.check_text(update, words)
            return

        def reply() -> Reply | None:
            language = services.language_of(update)
            found = services.dialogue.answer(inquiry, language, services.access.collections(inquiry.place.chat))
            is_new = asked.address is not Address.REPLY or not self._repeats(found, inquiry)
            if is_new and (found.shows_quotes or not only_quotes):
                return found
            if found.answer is not None:
                services.history.withdraw(found.answer)  # nobody has seen it, nor goes on from it
            return None

        shown = await answer(services, message, reply, AskedMessage(asked.message, asked.text), instead_of)
        self._remember(asked, shown)

    def _repeats(self, found: Reply, inquiry: Inquiry) -> bool:
        """Whether an answer has just the quotations of the one that it was asked below, and so tells nothing."""
        stored = self._services.history.find(found.answer) if found.answer is not None else None
        if stored is None or inquiry.about is None or not inquiry.about.by_bot or is_to_continue(inquiry.text):
            return False
        if _CIRCUMSTANCE.match(inquiry.text) and pointing(inquiry.text) is not None:
            return False  # the day and the paper stand below the quotation
        shown = [" ".join(each.split()) for each in inquiry.about.quotations]
        quotes = [" ".join(each.text.split()) for each in stored.answer.quotes[: len(shown)]]
        return bool(quotes) and quotes == shown

    async def _tell(self, update: Update, asked: Incoming, key: str) -> None:
        sent = await send_text(new_message(update), phrase(self._services.language_of(update), key))
        self._remember(asked, sent.message_id)

    def _remember(self, asked: Incoming, shown: int | None) -> None:
        key = asked.inquiry.place.chat, asked.message
        self._answered[key] = _Answered(hash(asked.text), shown)
        self._answered.move_to_end(key)
        if len(self._answered) > MOST:
            self._answered.popitem(last=False)

    async def _answered_earlier(self, asked: Incoming) -> _Answered | None:
        """How a message was answered by an earlier process."""
        chat = asked.inquiry.place.chat
        found = await self._services.workers.run(lambda: self._services.history.answer_to(chat, asked.message))
        return _Answered(hash(found[1]), found[0]) if found is not None else None


def _message(update: Update) -> Message:
    message = update.message or update.edited_message
    assert message is not None
    return message


def _in_marks(quotations: Sequence[str]) -> str:
    """Quotations of an answer of the bot that somebody has forwarded, as a text to check."""
    return quotations[0] if len(quotations) == 1 else "\n\n".join(f"“{each.strip('“”')}”" for each in quotations)


def _said_to_bot(text: str) -> Remark:
    """What a private message is: an emoji needs no sentence, and whatever has words is answered."""
    return Remark.QUESTION if _WORD.search(text) or "?" in text else Remark.THANKS


def _text_pointed_at(asked: Incoming) -> str | None:
    """A whole text with quotations that a message asks about; None where it asks about one, or something else."""
    about = asked.inquiry.about
    if about is None or about.chosen or about.by_bot or asked.inquiry.ask is not None:
        return None
    if len(about.quotations) != 1 or not is_text_to_check(about.quotations[0]):
        return None
    return about.quotations[0] if pointing(asked.inquiry.text) is not None else None


def _is_media(update: Update) -> bool:
    return bool((RECORDINGS | PICTURES).check_update(update))


def _why_unread(update: Update) -> str:
    """Why a message without words is not read."""
    if update.message is not None and update.message.document is not None and update.message.animation is None:
        return "document what"
    if RECORDINGS.check_update(update):
        return "no listening"
    return "no looking" if PICTURES.check_update(update) else "only text"
