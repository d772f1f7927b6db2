"""What the handlers share: their type, and answering in the background of a message."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from telegram import Message, Update
from telegram.ext import BaseHandler, ContextTypes

from bot.answers.history import AskedMessage, set_shown
from bot.handlers.replies import edit_message, send, typing
from bot.handlers.services import Services
from bot.messages.reply import Reply

Handlers = list[BaseHandler[Update, ContextTypes.DEFAULT_TYPE, Any]]


async def answer(
    services: Services,
    message: Message,
    job: Callable[[], Reply | None],
    asked: AskedMessage | None = None,
    instead_of: int | None = None,
) -> int | None:
    """Answer a message and record which message shows the answer.

    Args:
        services: Give the job a worker thread.
        message: A typing sign is shown in its chat, which the reply goes to.
        job: Computes the reply; None for none.
        asked: What the message said, if its answer is to follow when it is edited.
        instead_of: The bot's message that is to show the reply; None for a new one.

    Returns:
        Telegram's number of the message that shows the reply; None where there is none.
    """
    async with typing(message, services.workers):
        reply = await services.workers.run(job)
    if reply is None:
        return None
    shown = instead_of
    if shown is None:
        sent = await send(message, reply)
        shown = sent.message_id
        if sent.chat.id != message.chat.id:
            await services.workers.run(partial(services.migrate, message.chat.id, sent.chat.id))
    else:
        await edit_message(message, shown, reply)
    await record_shown(services, reply, shown, asked)
    return shown


async def record_shown(services: Services, reply: Reply, message: int, asked: AskedMessage | None = None) -> None:
    """Record which message shows a stored answer, so that "more", a reply to it or an edit of the question find it."""
    if reply.answer is not None:
        shown = partial(set_shown, id=reply.answer, message=message, page=reply.page, asked=asked)
        await services.writer.write(shown)
