"""Saying something in a chat: sending, editing in place, showing that one is at it."""

from __future__ import annotations

import asyncio
import contextlib
import html
import io
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import TypeVar

from telegram import Bot, CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, InputFile, Message
from telegram.constants import ChatAction
from telegram.error import BadRequest, ChatMigrated, NetworkError, TelegramError, TimedOut

from bot.messages.reply import Button, Reply
from bot.transport.workers import Workers

Result = TypeVar("Result")
PAUSES = (0.5, 2.0)  # seconds before trying again
TYPING_AFTER = 0.25  # seconds; a quicker answer needs no sign that it is coming


async def send(message: Message, reply: Reply) -> Message:
    """Say something where a message came from: in its topic, and in a group as a reply to it.

    A group that has become a supergroup meanwhile gets it there.
    """
    bot, buttons = message.get_bot(), keyboard(reply, message.get_bot())
    try:
        return await insisting(
            lambda: message.reply_html(
                reply.html,
                reply_markup=buttons,
                disable_web_page_preview=True,
                do_quote=message.chat.type != "private",
                allow_sending_without_reply=True,
            )
        )
    except ChatMigrated as moved:
        chat = moved.new_chat_id
    return await insisting(
        lambda: bot.send_message(chat, reply.html, "HTML", reply_markup=buttons, disable_web_page_preview=True)
    )


async def hand(message: Message, name: str, content: bytes, caption: str) -> None:
    """Send a file where a message came from."""
    bot, chat = message.get_bot(), message.chat.id

    def file() -> InputFile:
        return InputFile(io.BytesIO(content), name)

    try:
        await insisting(lambda: message.reply_document(file(), caption=caption))
    except ChatMigrated as moved:
        chat = moved.new_chat_id
        await insisting(lambda: bot.send_document(chat, file(), caption=caption))


async def picture(message: Message, content: bytes, caption: str) -> None:
    """Send a picture where a message came from: in its topic, and in a group as a reply to it."""
    bot, chat = message.get_bot(), message.chat.id

    def file() -> InputFile:
        return InputFile(io.BytesIO(content), "on-record.png")

    try:
        await insisting(
            lambda: message.reply_photo(
                file(),
                caption=caption,
                do_quote=message.chat.type != "private",
                allow_sending_without_reply=True,
            )
        )
    except ChatMigrated as moved:
        chat = moved.new_chat_id
        await insisting(lambda: bot.send_photo(chat, file(), caption=caption))


async def tell(message: Message, text: str) -> Message:
    """Say a sentence of ours, which may name commands but holds nobody else's words."""
    return await send(message, Reply(html.escape(text, quote=False)))


async def show(query: CallbackQuery, reply: Reply) -> None:
    """Put a reply in place of what the button's message shows; pressing twice changes nothing."""
    try:
        await insisting(
            lambda: query.edit_message_text(
                reply.html, "HTML", disable_web_page_preview=True, reply_markup=keyboard(reply, query.get_bot())
            )
        )
    except BadRequest as error:
        # The same again, or a message deleted in the meantime: there is nothing to change.
        if not any(words in str(error).lower() for words in ("not modified", "to edit not found")):
            raise
    except ChatMigrated:
        """Messages of a group that has become a supergroup can't be edited any more."""


async def acknowledge(query: CallbackQuery, text: str | None = None) -> None:
    """Stop the button's clock.  Telegram refuses this for an old press, which harms nobody."""
    with contextlib.suppress(BadRequest):
        await query.answer(text)


def keyboard(reply: Reply, bot: Bot) -> InlineKeyboardMarkup | None:
    if not reply.buttons:
        return None
    return InlineKeyboardMarkup([[_button(button, bot) for button in row] for row in reply.buttons])


def _button(button: Button, bot: Bot) -> InlineKeyboardButton:
    if button.opens is not None:
        return InlineKeyboardButton(button.label, url=button.opens.url(bot))
    assert button.action is not None
    return InlineKeyboardButton(button.label, callback_data=button.action.encode())


async def insisting(call: Callable[[], Awaitable[Result]]) -> Result:
    """A call, again after a pause when the network or the server failed; not when it may have arrived."""
    for pause in PAUSES:
        try:
            return await call()
        except (BadRequest, TimedOut):
            raise
        except NetworkError:
            await asyncio.sleep(pause)
    return await call()


@contextlib.asynccontextmanager
async def typing(message: Message, workers: Workers | None = None) -> AsyncIterator[None]:
    """Show that an answer is being worked on, when it takes long enough to be seen.

    workers: no sign while they are crowded, since it costs as much as sending an answer somebody waits for.
    """

    async def sign() -> None:
        await asyncio.sleep(TYPING_AFTER)
        while True:
            if workers is not None and workers.crowded:
                await asyncio.sleep(1)
                continue
            with contextlib.suppress(TelegramError):
                await message.reply_chat_action(ChatAction.TYPING)
            await asyncio.sleep(4)

    task = asyncio.create_task(sign())
    try:
        yield
    finally:
        task.cancel()
