"""Serving Telegram by polling or webhook: how the application starts and stops."""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import threading
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from telegram import BotCommand, BotCommandScopeAllGroupChats, BotCommandScopeAllPrivateChats
from telegram.error import InvalidToken, NetworkError, RetryAfter, TelegramError

from bot.digests.chart import chart_caption, draw_chart
from bot.digests.delivery import Delivery
from bot.digests.edition import Edition
from bot.feeds import setup
from bot.feeds.poller import Poller, Tell
from bot.handlers.commands import COMMANDS, GROUP_COMMANDS
from bot.handlers.services import Services
from bot.messages import reasons
from bot.messages.phrases import CATALOGUES, phrase
from bot.serving.application import App, application, services
from bot.serving.background import BackgroundJobs
from bot.transport.rate_limit import RateLimiter, flood_wait
from bot.transport.redaction import redact_token
from bot.transport.updates import UpdateQueue
from index.errors import OnRecordError, Refusal
from index.news import measure_activity

if TYPE_CHECKING:
    from bot.config import Config
    from index import Index

UPDATES = ("message", "callback_query", "inline_query", "my_chat_member")
GRACE = 4.0  # seconds in which updates under way are finished when the bot is told to stop
KILL_AFTER = 4.7  # seconds after which the process ends whatever is under way

log = logging.getLogger("onrecord")


def serve(config: Config, index: Index) -> int:
    """Serve Telegram until the process is told to stop.

    Args:
        config: The settings, with a token.
        index: The library to answer from.

    Returns:
        The exit status.

    Raises:
        OnRecordError: Telegram refuses the token.
    """
    undo = redact_token(config.telegram.token.get_secret_value())
    try:
        shared, rate_limiter = services(config, index), RateLimiter()
        app = application(config, shared, rate_limiter=rate_limiter)
        asyncio.run(_serve(config, app, _background_jobs(config, shared, app, rate_limiter)))
    finally:
        undo()
    return 0


async def _serve(config: Config, app: App, jobs: BackgroundJobs) -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    serving = asyncio.create_task(_until_stopped(config, app, jobs, stop))
    stopped = asyncio.create_task(stop.wait())
    await asyncio.wait((serving, stopped), return_when=asyncio.FIRST_COMPLETED)
    if not serving.done():
        end = threading.Timer(KILL_AFTER, _end)
        end.daemon = True
        end.start()
        await asyncio.wait((serving,), timeout=GRACE)
        serving.cancel()
    stopped.cancel()
    await asyncio.gather(stopped, return_exceptions=True)
    try:
        await serving
    except asyncio.CancelledError:
        log.warning("stopped before everything in hand was finished")


def _end() -> None:
    """End the process with a thread that still computes: no thread can be stopped; an open transaction is undone."""
    log.warning("ended while something was still being computed")
    logging.shutdown()
    os._exit(0)


async def _until_stopped(config: Config, app: App, jobs: BackgroundJobs, stop: asyncio.Event) -> None:
    await _initialized(app, stop)
    if stop.is_set():
        await app.shutdown()
        return
    try:
        await _register_commands(app)
        assert app.updater is not None
        assert isinstance(app.update_queue, UpdateQueue)
        if left := await app.update_queue.resume(app.bot):
            log.info("taking up %d updates left from before", left)
        if config.telegram.webhook_url:
            listen = config.telegram.webhook_listen
            await app.updater.start_webhook(
                listen=listen.host,
                port=listen.port,
                url_path=urlsplit(config.telegram.webhook_url).path.lstrip("/"),
                webhook_url=config.telegram.webhook_url,
                secret_token=config.telegram.webhook_secret.get_secret_value(),
                allowed_updates=UPDATES,
                bootstrap_retries=-1,
            )
        else:
            await app.updater.start_polling(allowed_updates=UPDATES, bootstrap_retries=-1, error_callback=_not_polled)
        await app.start()
        jobs.start()
        log.info("serving Telegram as @%s", app.bot.username)
        await stop.wait()
    finally:
        await jobs.stop()
        if app.updater is not None and app.updater.running:
            await app.updater.stop()
        if app.running:
            await app.stop()
        await app.shutdown()
        if app.post_shutdown is not None:
            await app.post_shutdown(app)


async def _initialized(app: App, stop: asyncio.Event) -> None:
    """Wait for the first answer of the Bot API, with pauses that double up to a minute."""
    pause = 1.0
    while not stop.is_set():
        try:
            await app.initialize()
        except InvalidToken:
            raise OnRecordError(
                "Telegram does not know this token; copy it again from @BotFather (telegram.token or ONRECORD_TOKEN)"
            ) from None
        except NetworkError as error:
            log.warning("Telegram can't be reached (%s); trying again in %.0f s", error, pause)
        except RetryAfter as error:
            pause = max(pause, flood_wait(error))
        else:
            return
        try:
            await asyncio.wait_for(stop.wait(), pause)
        except TimeoutError:
            pause = min(pause * 2, 60)


async def _register_commands(app: App) -> None:
    """Register the menu of commands in each language; the bot works without it, so a failure is only logged."""
    try:
        for language in CATALOGUES:
            code = None if language == "en" else language
            for scope, names in (
                (BotCommandScopeAllPrivateChats(), COMMANDS),
                (BotCommandScopeAllGroupChats(), GROUP_COMMANDS),
            ):
                commands = [BotCommand(name, phrase(language, f"command {name}")) for name in names]
                await app.bot.set_my_commands(commands, scope, language_code=code)
    except TelegramError as error:
        log.warning("the commands could not be registered: %s", error)


def delivery(services: Services, app: App, rate_limiter: RateLimiter) -> Delivery:
    """What sends the messages of the outbox.

    Args:
        services: What the handlers share.
        app: Whose bot sends.
        rate_limiter: Telegram's send limits, shared with what else sends.
    """
    store = services.index.store

    @lru_cache(maxsize=16)
    def drawn(
        language: str, day: date, collections: tuple[str, ...] | None, generation: int
    ) -> tuple[bytes, str] | None:
        weeks = measure_activity(store, collections, day)
        return (draw_chart(weeks, language), chart_caption(weeks, language)) if weeks else None

    def picture(edition: Edition, collections: tuple[str, ...] | None) -> tuple[bytes, str] | None:
        return drawn(edition.language, edition.day, collections, store.generation)

    return Delivery(app.bot, services.digests, services.access, store, rate_limiter, picture, services.migrate)


def telling(services: Services) -> Tell:
    """What says a phrase to each admin in their language, refusals among its values too, and to the log."""

    async def tell(phrase_key: str, **values: object) -> None:
        for admin in services.access.admins:
            language = services.preferences.language(admin) or services.language
            worded = {
                name: reasons.refusal(value, language) if isinstance(value, Refusal) else value
                for name, value in values.items()
            }
            text = phrase(language, phrase_key, **worded)
            await asyncio.to_thread(services.digests.composer.notify, admin, text)
        log.warning("%s", phrase("en", phrase_key, **values))

    return tell


def _background_jobs(config: Config, services: Services, app: App, rate_limiter: RateLimiter) -> BackgroundJobs:
    poller = Poller(services.index, services.feeds, setup.limits(config), telling(services), config.fetch.interval)
    return BackgroundJobs(config.data, services.digests, delivery(services, app, rate_limiter), (poller.work,))


def _not_polled(error: TelegramError) -> None:
    log.warning("no updates from Telegram for now: %s", error)
