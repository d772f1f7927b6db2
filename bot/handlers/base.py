"""What the handlers share: their type, and answering in the background of a message."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from telegram import Message, Update
from telegram.ext import BaseHandler, ContextTypes

from bot.answers.history import set_shown
from bot.handlers.replies import send, typing
from bot.handlers.services import Services
from bot.messages.reply import Reply

Handlers = list[BaseHandler[Update, ContextTypes.DEFAULT_TYPE, Any]]


async def answer(services: Services, message: Message, job: Callable[[], Reply]) -> None:
    """Answer a message and record which message shows the answer.

    Args:
        services: Give the job a worker thread.
        message: A typing sign is shown in its chat, which the reply goes to.
        job: Computes the reply.
    """
    async with typing(message, services.workers):
        reply = await services.workers.run(job)
    sent = await send(message, reply)
    if sent.chat.id != message.chat.id:
        await services.workers.run(partial(services.migrate, message.chat.id, sent.chat.id))
    await record_shown(services, reply, sent.message_id)


async def record_shown(services: Services, reply: Reply, message: int) -> None:
    """Record which message shows a stored answer, so that "more", or a reply to the message, continues it."""
    if reply.answer is not None:
        await services.writer.write(partial(set_shown, id=reply.answer, message=message, page=reply.page))
