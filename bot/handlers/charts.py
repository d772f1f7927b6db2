"""Pictures on request: who spoke about what."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime

from telegram import Update
from telegram.ext import CommandHandler, ContextTypes, filters

from bot.digests.chart import caption, draw
from bot.handlers.base import Handlers
from bot.handlers.incoming import new_message, place
from bot.handlers.replies import picture, tell, typing
from bot.handlers.services import Services
from bot.messages.phrases import phrase
from index.news.activity import activity, latest

WEEKS, MOST = 4, 52


def _today() -> date:
    return datetime.now(UTC).date()


class Charts:
    def __init__(self, services: Services, today: Callable[[], date] = _today) -> None:
        self._services = services
        self._today = today

    def handlers(self) -> Handlers:
        return [CommandHandler("chart", self.chart, filters.UpdateType.MESSAGE)]

    async def chart(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Draw the last weeks on record, as many as asked for."""
        message, services, where = new_message(update), self._services, place(update)
        language = services.language_of(update)
        asked = (context.args or [str(WEEKS)])[0]
        weeks = int(asked) if asked.isdecimal() and len(asked) < 4 else 0
        if not 1 <= weeks <= MOST:
            await tell(message, phrase(language, "chart what", most=MOST))
            return
        today = self._today()

        def work() -> tuple[bytes, str] | None:
            store, collections = services.index.store, services.access.collections(where.chat)
            # What was recorded long ago has its last weeks, too.
            until = latest(store, collections, today) or today
            found = activity(store, collections, until, weeks)
            return (draw(found, language), caption(found, language)) if found else None

        async with typing(message):
            drawn = await services.workers.run(work)
        if drawn is None:
            await tell(message, phrase(language, "no chart", weeks=weeks))
        else:
            await picture(message, *drawn)
