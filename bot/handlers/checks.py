"""/check: every quotation of a text or a document, and buttons under the report."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from functools import partial

from telegram import Message, Update
from telegram.ext import CallbackQueryHandler, CommandHandler, ContextTypes, MessageHandler, filters

from bot.answers.history import AskedMessage
from bot.answers.pointing import pointing
from bot.answers.remarks import is_refusal
from bot.chats.place import Place
from bot.handlers.addressing import asked_words, words_of
from bot.handlers.base import Handlers, answer
from bot.handlers.documents import read_document
from bot.handlers.incoming import button_press, new_message, place
from bot.handlers.replies import acknowledge, acknowledging, edit, send, send_file, send_text, typing
from bot.handlers.services import Services
from bot.messages.callback_data import ExportReport, ShowReport, carries
from bot.messages.html import LIMIT, units
from bot.messages.phrases import phrase
from bot.messages.reply import Reply
from index.answering.checking.pasted import is_text_to_check
from index.errors import SourceError
from index.feeds.download import Limits
from index.model import Ask, Block, Draft
from index.text.blocks import infer_blocks

_COMMAND = re.compile(r"/check(?:@\w+)?(?!\w)\s*", re.IGNORECASE)
_HELD = (
    r"(?:quot(?:e|ation)s?|statements?|words|draft|text|document|file|article|piece|story|release|speech|this|these|it)"
)
_RIGHT = r"(?:right|correct|ok(?:ay)?|fine|accurate|real|genuine|exact|on record)"
# A document's caption in words: "can you check the quotes in this?", "are all quotes right here?", "quotes ok?"
_ASKS_CHECK = re.compile(
    r"(?:(?:hi|hey|hello|please|pls)[,! ]+)*(?:"
    r"(?:(?:can|could|would|will) (?:you|u|someone|somebody) |to )?(?:please |pls |just |quickly )*"
    r"(?:double[- ]?)?(?:check|verify|fact[- ]?check|go through)(?! (?:if|whether)\b)"
    rf"(?: [^?.!]{{0,60}}\b{_HELD}\b[^?.!]{{0,40}}| please| pls)?|"
    rf"(?:are|is) (?:all )?(?:the |these |those |this |that |my |our )?(?:[\w'’]+ ){{0,2}}{_HELD} (?:[^?.!]{{0,40}} )?"
    rf"{_RIGHT}[^?.!]{{0,30}}|(?:the |all )?{_HELD} (?:all )?{_RIGHT})"
    r"[\s?.!]*(?:(?:thanks|thank you|thx|please|pls)[\s.!]*)?",
    re.IGNORECASE,
)
DIVIDED = LIMIT - 200  # UTF-16 units from which a message may be the first part of a text that Telegram has divided
REST_COMES = timedelta(seconds=20)  # how long the next message is then taken for the rest
LONGEST_QUESTION = 300  # code points of a message that may ask something else than what it was prompted for


class Checks:
    """Checks what is pasted, sent or replied to."""

    def __init__(self, services: Services, limits: Limits) -> None:
        """Prepare to check one text at a time.

        Args:
            services: What handlers share.
            limits: How large a document may be.
        """
        self._services = services
        self._limits = limits
        self._one_at_a_time = asyncio.Lock()  # a long text takes long; questions go on beside it

    def handlers(self) -> Handlers:
        """The handlers to register, before those of articles and questions."""
        new = filters.UpdateType.MESSAGE
        content = filters.TEXT | filters.CAPTION | filters.Document.ALL
        return [
            CommandHandler("check", self.check, new),
            MessageHandler(new & filters.Document.ALL & _AsksOfDocument(), self.check_document),
            MessageHandler(new & filters.CaptionRegex(_at_start()), self.check),
            MessageHandler(new & content & ~filters.COMMAND & _AnswersPrompt(self._services), self.receive),
            CallbackQueryHandler(self.press, carries(ShowReport, ExportReport)),
        ]

    async def check(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """/check [TEXT]: without one the message replied to, or else the next one."""
        message = new_message(update)
        text = _COMMAND.sub("", words_of(message), count=1).strip()
        replied = message.reply_to_message
        if text:
            await self.check_text(update, text)
        elif replied is not None and replied.document is not None:
            await self._check_document(update, replied)
        elif replied is not None and (said := _words_of(message, replied)) and not _is_by(replied, context.bot.id):
            await self.check_text(update, said)
        else:
            await self._prompt(update)

    async def check_document(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """A document with /check as its caption."""
        await self._check_document(update, new_message(update))

    async def receive(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """The text or document that was asked for."""
        message = new_message(update)
        await self._services.workers.run(partial(self._services.check_prompts.close, place(update)))
        if message.document is not None:
            await self._check_document(update, message)
        else:
            await self.check_text(update, message.text or message.caption or "")

    async def press(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Turn a page of a report, or send it as a file."""
        (query, action), services = button_press(update), self._services
        language, message = services.language_of(update), query.message
        chat = message.chat.id if message else 0
        collections = services.access.collections(chat)
        checks = services.checks
        if isinstance(action, ShowReport):
            show = partial(checks.show, action, chat, language, collections)
            page = await acknowledging(query, services.workers.run(show))
            await acknowledge(query, None if page else phrase(language, "check gone"))
            if page:
                await edit(query, page)
            return
        assert isinstance(action, ExportReport)
        export = partial(checks.export, action, chat, language, collections)
        content = await acknowledging(query, services.workers.run(export))
        await acknowledge(query, None if content else phrase(language, "check gone"))
        if content and isinstance(message, Message):
            await send_file(message, f"on-record-check.{action.suffix}", content, phrase(language, "check file"))

    async def _prompt(self, update: Update) -> None:
        message, services = new_message(update), self._services
        sent = await send_text(message, phrase(services.language_of(update), "check send"))
        await services.workers.run(partial(services.check_prompts.open, place(update), sent.message_id))

    async def _check_document(self, update: Update, holding: Message) -> None:
        """Check the document of a message."""
        message, services = new_message(update), self._services
        language = services.language_of(update)
        document = holding.document
        assert document is not None
        async with typing(message):
            texts = await read_document(document, self._limits.largest, services, language)
        await self._report(update, _whole(texts))

    async def check_text(self, update: Update, text: str) -> None:
        """Check a text: all its quotations, or all of it where it is nothing but a quotation."""
        services, message, where = self._services, new_message(update), place(update)
        if is_text_to_check(text):
            await self._report(update, Draft(text, blocks=infer_blocks(text)))
            if units(message.text or "") >= DIVIDED and where.chat > 0:
                lasting = partial(services.check_prompts.open, where, message.message_id, REST_COMES)
                await services.workers.run(lasting)
            return

        def reply() -> Reply:
            language, collections = services.language_of(update), services.access.collections(where.chat)
            return services.dialogue.ask(where, text, language, None, collections, Ask.CHECK)

        await answer(services, message, reply, AskedMessage(message.message_id, words_of(message)))

    async def _report(self, update: Update, text: Draft | SourceError) -> None:
        message, services, where = new_message(update), self._services, place(update)
        language, collections = services.language_of(update), services.access.collections(where.chat)
        async with typing(message), self._one_at_a_time:
            # Not on a worker: those are for questions, which are answered at once.
            reply = await asyncio.to_thread(services.checks.check, where, text, language, collections)
        await send(message, reply)


class _AsksOfDocument(filters.MessageFilter):
    """Matches a document's caption that asks whether what it says is on record: "/check", "is this real?"."""

    def filter(self, message: Message) -> bool:
        bot, caption = message.get_bot(), message.caption or ""
        asks = pointing(asked_words(message, bot.id, bot.username)) is not None
        return asks or bool(_at_start().match(caption)) or bool(_ASKS_CHECK.fullmatch(caption.strip()))


class _AnswersPrompt(filters.UpdateFilter):
    """Matches the text or document that somebody was asked for; a short question is none."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services

    def filter(self, update: Update) -> bool:
        message = update.message
        if message is None or (message.from_user is None and message.sender_chat is None):
            return False
        text = message.text or ""
        if is_refusal(text):  # which closes the prompt
            return False
        if len(text) <= LONGEST_QUESTION and text.rstrip().endswith(("?", "？")):
            return False
        where, replied = place(update), message.reply_to_message
        if not self._services.check_prompts.is_answered_by(where, replied.message_id if replied else None):
            return False
        return replied is not None or not self._answers_later_prompt(where, text)

    def _answers_later_prompt(self, where: Place, text: str) -> bool:
        """Whether a private text is what the bot has asked for since: of several prompts the newest is answered."""
        prompts = self._services.digests.prompts
        later = prompts.answered_by(where, None)
        if not text or later is None or not later.may_be_answered_by(text):
            return False
        asked, opened = prompts.asked_at(where), self._services.check_prompts.opened_at(where)
        return asked is not None and opened is not None and asked > opened


def _whole(texts: Sequence[Draft | SourceError]) -> Draft | SourceError:
    """A document with what is attached to it as one text; the first refusal where nothing of it can be read."""
    drafts = [text for text in texts if isinstance(text, Draft)]
    if len(drafts) < 2:
        return drafts[0] if drafts else texts[0]
    blocks: list[Block] = []
    position = 0
    for draft in drafts:
        own = draft.blocks or infer_blocks(draft.text)
        blocks += [replace(block, start=block.start + position, end=block.end + position) for block in own]
        position += len(draft.text) + 2
    return replace(drafts[0], text="\n\n".join(draft.text for draft in drafts), blocks=tuple(blocks))


def _at_start() -> re.Pattern[str]:
    return re.compile(rf"^{_COMMAND.pattern}", re.IGNORECASE)


def _words_of(message: Message, replied: Message) -> str:
    """The words that a message replies to: the part that it quotes, or all."""
    return (message.quote.text if message.quote else "") or replied.text or replied.caption or ""


def _is_by(message: Message, bot_id: int) -> bool:
    return message.from_user is not None and message.from_user.id == bot_id
