"""/chart: a picture of who spoke about what."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime

from telegram import Update
from telegram.ext import CommandHandler, ContextTypes, filters

from bot.digests.chart import chart_caption, draw_chart
from bot.handlers.base import Handlers
from bot.handlers.incoming import new_message, place
from bot.handlers.replies import send_picture, send_text, typing
from bot.handlers.services import Services
from bot.messages.phrases import phrase
from index.news import measure_activity
from index.store import latest_day

DEFAULT_WEEKS, MAX_WEEKS = 4, 52


def _today() -> date:
    return datetime.now(UTC).date()


class Charts:
    """Draws the last weeks on record."""

    def __init__(self, services: Services, today: Callable[[], date] = _today) -> None:
        self._services = services
        self._today = today

    def handlers(self) -> Handlers:
        """The handlers to register."""
        return [CommandHandler("chart", self.chart, filters.UpdateType.MESSAGE)]

    async def chart(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """/chart [WEEKS]."""
        message, services, where = new_message(update), self._services, place(update)
        language = services.language_of(update)
        argument = (context.args or [str(DEFAULT_WEEKS)])[0]
        weeks = int(argument) if argument.isdecimal() and len(argument) < 4 else 0
        if not 1 <= weeks <= MAX_WEEKS:
            await send_text(message, phrase(language, "chart what", most=MAX_WEEKS))
            return
        today = self._today()

        def picture_and_caption() -> tuple[bytes, str] | None:
            store = services.index.view(services.access.collections(where.chat)).store
            # A library whose last article is years old has last weeks, too.
            until = latest_day(store, today) or today
            data = measure_activity(store, until, weeks)
            return (draw_chart(data, language), chart_caption(data, language)) if data else None

        async with typing(message):
            drawn = await services.workers.run(picture_and_caption)
        if drawn is None:
            await send_text(message, phrase(language, "no chart", weeks=weeks))
        else:
            await send_picture(message, *drawn)
