"""What the handlers of questions share."""

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


async def answer(services: Services, message: Message, work: Callable[[], Reply]) -> None:
    """Say what the work comes to, and note which message shows it."""
    async with typing(message, services.workers):
        reply = await services.workers.run(work)
    sent = await send(message, reply)
    if sent.chat.id != message.chat.id:
        await services.workers.run(partial(services.migrate, message.chat.id, sent.chat.id))
    await note(services, reply, sent.message_id)


async def note(services: Services, reply: Reply, message: int) -> None:
    """Note which message shows a kept answer, so that "more", or a reply to it, finds it."""
    if reply.answer is not None:
        await services.writer.write(partial(set_shown, id=reply.answer, message=message, page=reply.page))
