"""Sends and edits messages, with retries, and shows that an answer is being worked on."""

from __future__ import annotations

import asyncio
import contextlib
import html
import io
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import TypeVar

from telegram import (
    Bot,
    CallbackQuery,
    CopyTextButton,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputFile,
    Message,
    SwitchInlineQueryChosenChat,
)  # fmt: skip
from telegram.constants import CallbackQueryLimit, ChatAction
from telegram.error import BadRequest, ChatMigrated, Forbidden, NetworkError, TelegramError, TimedOut

from bot.messages.html import shortened
from bot.messages.reply import Button, Reply
from bot.transport.workers import Workers

Result = TypeVar("Result")
RETRY_AFTER = (0.5, 2.0)  # seconds before each retry
TYPING_AFTER = 0.25  # seconds; a quicker answer needs no sign that it is coming
AT_ONCE = 1.0  # seconds after which a press is acknowledged before its work is done
TYPING_AGAIN = 4.0  # seconds; Telegram shows the sign for five
LATE = timedelta(minutes=2)  # after a message, whose writer may have written others since
NOTHING_TO_EDIT = ("not modified", "to edit not found")  # Telegram's words, in lower case


async def send(message: Message, reply: Reply) -> Message:
    """Send a reply to where a message came from: into its topic, in a group or after a while as a reply to it.

    Args:
        message: What is replied to. If its group has become a supergroup meanwhile, the reply goes there.
        reply: What to send.

    Returns:
        The message sent.
    """
    bot, buttons = message.get_bot(), keyboard(reply, message.get_bot())
    try:
        return await with_retries(
            lambda: message.reply_html(
                reply.html,
                reply_markup=buttons,
                disable_web_page_preview=True,
                do_quote=message.chat.type != "private" or _is_late(message),
                allow_sending_without_reply=True,
            )
        )
    except ChatMigrated as moved:
        chat = moved.new_chat_id
    return await with_retries(
        lambda: bot.send_message(chat, reply.html, "HTML", reply_markup=buttons, disable_web_page_preview=True)
    )


async def send_text(message: Message, text: str) -> Message:
    """Like `send` for plain text; what looks like a command in it can be pressed, so it holds our words only."""
    return await send(message, Reply(html.escape(text, quote=False)))


async def send_file(message: Message, name: str, content: bytes, caption: str) -> None:
    """Send a file to where a message came from."""
    bot, chat = message.get_bot(), message.chat.id

    def file() -> InputFile:
        return InputFile(io.BytesIO(content), name)

    try:
        await with_retries(lambda: message.reply_document(file(), caption=caption))
    except ChatMigrated as moved:
        chat = moved.new_chat_id
        await with_retries(lambda: bot.send_document(chat, file(), caption=caption))


async def send_picture(message: Message, content: bytes, caption: str) -> None:
    """Send a PNG to where a message came from: into its topic, in a group as a reply to it."""
    bot, chat = message.get_bot(), message.chat.id

    def file() -> InputFile:
        return InputFile(io.BytesIO(content), "on-record.png")

    try:
        await with_retries(
            lambda: message.reply_photo(
                file(),
                caption=caption,
                do_quote=message.chat.type != "private",
                allow_sending_without_reply=True,
            )
        )
    except ChatMigrated as moved:
        chat = moved.new_chat_id
        await with_retries(lambda: bot.send_photo(chat, file(), caption=caption))


async def edit(query: CallbackQuery, reply: Reply) -> None:
    """Show a reply in place of the message whose button was pressed; a second press changes nothing."""
    try:
        await with_retries(
            lambda: query.edit_message_text(
                reply.html, "HTML", disable_web_page_preview=True, reply_markup=keyboard(reply, query.get_bot())
            )
        )
    except BadRequest as error:
        _unless_nothing_to_edit(error)
    except ChatMigrated:
        """Messages of a group that has become a supergroup can't be edited any more."""


async def edit_message(message: Message, shown: int, reply: Reply) -> None:
    """Show a reply in a message of the bot; one that is gone meanwhile stays gone.

    Args:
        message: Any message of its chat.
        shown: Telegram's number of the bot's message.
        reply: What it is to show.
    """
    bot, chat = message.get_bot(), message.chat.id
    buttons = keyboard(reply, bot)
    try:
        await with_retries(
            lambda: bot.edit_message_text(
                reply.html, chat, shown, parse_mode="HTML", disable_web_page_preview=True, reply_markup=buttons
            )
        )
    except BadRequest as error:
        _unless_nothing_to_edit(error)
    except ChatMigrated:
        """Messages of a group that has become a supergroup can't be edited any more."""


async def react(message: Message, emoji: str) -> None:
    """Put a reaction under a message, where the chat allows it."""
    with contextlib.suppress(BadRequest, Forbidden, ChatMigrated):
        await with_retries(lambda: message.set_reaction(emoji))


async def edit_keyboard(message: Message, markup: InlineKeyboardMarkup | None) -> None:
    """Replace the buttons below a message; a second press changes nothing."""
    try:
        await with_retries(lambda: message.edit_reply_markup(markup))
    except BadRequest as error:
        _unless_nothing_to_edit(error)


async def is_there(bot: Bot, chat: int, message: int, markup: InlineKeyboardMarkup | None) -> bool:
    """Whether a message of the bot's is still in its chat, found out by giving it the buttons that it should have."""
    try:
        await with_retries(lambda: bot.edit_message_reply_markup(chat_id=chat, message_id=message, reply_markup=markup))
    except BadRequest as error:
        return "not found" not in str(error).lower()
    return True


async def acknowledge(query: CallbackQuery, text: str | None = None) -> None:
    """Answer a press, which ends the button's waiting sign; Telegram's refusal for an old press is ignored."""
    with contextlib.suppress(BadRequest):
        await query.answer(shortened(text, CallbackQueryLimit.ANSWER_CALLBACK_QUERY_TEXT_LENGTH) if text else None)


async def acknowledging(query: CallbackQuery, work: Awaitable[Result]) -> Result:
    """Do what a press needs, and acknowledge it meanwhile where that takes a moment: its notice is then left out.

    Args:
        query: The press.
        work: What tells how it is to be acknowledged.

    Returns:
        What the work has found.
    """
    task = asyncio.ensure_future(work)
    try:
        if not (await asyncio.wait({task}, timeout=AT_ONCE))[0]:
            await acknowledge(query)
        return await task
    finally:
        task.cancel()


def keyboard(reply: Reply, bot: Bot) -> InlineKeyboardMarkup | None:
    """A reply's buttons in Telegram's types; None if it has none."""
    rows = [
        # Telegram refuses buttons for inline mode where @BotFather has not switched it on.
        [_button(button, bot) for button in row if button.shares is None or bot.supports_inline_queries]
        for row in reply.buttons
    ]
    rows = [row for row in rows if row]
    return InlineKeyboardMarkup(rows) if rows else None


async def with_retries(call: Callable[[], Awaitable[Result]], *, repeatable: bool = False) -> Result:
    """Make a call, again if the network or the server failed, but not if the call may have taken effect.

    Args:
        call: Begins the call anew each time.
        repeatable: It may be made again after a timeout, too: it only reads, or sets what it would have set.

    Returns:
        The call's result.

    Raises:
        TelegramError: What the last try raised, and at once a refusal or a timeout.
    """
    for seconds in RETRY_AFTER:
        try:
            return await call()
        except BadRequest:
            raise
        except NetworkError as error:
            if isinstance(error, TimedOut) and not repeatable:
                raise
            await asyncio.sleep(seconds)
    return await call()


@contextlib.asynccontextmanager
async def typing(message: Message, workers: Workers | None = None) -> AsyncIterator[None]:
    """Show "typing…" in a message's chat during the `async with` block, if the block takes long enough.

    Args:
        message: In the chat.
        workers: While they are crowded no sign is sent: it costs as much as an answer that somebody waits for.

    Yields:
        Nothing.
    """

    async def show() -> None:
        await asyncio.sleep(TYPING_AFTER)
        while True:
            if workers is not None and workers.crowded:
                await asyncio.sleep(1)
                continue
            with contextlib.suppress(TelegramError):
                await message.reply_chat_action(ChatAction.TYPING)
            await asyncio.sleep(TYPING_AGAIN)

    task = asyncio.create_task(show())
    try:
        yield
    finally:
        task.cancel()


def _is_late(message: Message) -> bool:
    """Whether somebody has waited for a reply so long that it must say what it replies to."""
    by = message.from_user
    return by is not None and not by.is_bot and datetime.now(UTC) - message.date > LATE


def _unless_nothing_to_edit(error: BadRequest) -> None:
    """Raise a refusal unless the message is the same already or was deleted meanwhile."""
    if not any(words in str(error).lower() for words in NOTHING_TO_EDIT):
        raise error


def _button(button: Button, bot: Bot) -> InlineKeyboardButton:
    if button.opens is not None:
        return InlineKeyboardButton(button.label, url=button.opens.url(bot))
    if button.copies is not None:
        return InlineKeyboardButton(button.label, copy_text=CopyTextButton(button.copies))
    if button.shares is not None:
        query = button.shares.payload(bot.token)
        chosen = SwitchInlineQueryChosenChat(
            query, allow_user_chats=True, allow_group_chats=True, allow_channel_chats=True
        )
        return InlineKeyboardButton(button.label, switch_inline_query_chosen_chat=chosen)
    assert button.action is not None
    return InlineKeyboardButton(button.label, callback_data=button.action.encode())
