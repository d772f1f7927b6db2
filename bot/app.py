"""The Telegram application: its handlers, its limits, and how it starts, fails and stops."""

from __future__ import annotations

import asyncio
import logging
import secrets
import signal
import sys
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from telegram import BotCommand, BotCommandScopeAllGroupChats, BotCommandScopeAllPrivateChats, Update
from telegram.error import Forbidden, InvalidToken, NetworkError, RetryAfter, TelegramError
from telegram.ext import AIORateLimiter, Application, ContextTypes
from telegram.request import BaseRequest

from bot.access import Access
from bot.conversation import Conversations
from bot.database import FILE, Database
from bot.desk import Desk
from bot.dialogue import Dialogue
from bot.handlers.commands import COMMANDS, GROUP_COMMANDS, Commands
from bot.handlers.gate import Gate
from bot.handlers.groups import Groups
from bot.handlers.inline import Inline
from bot.handlers.library import Library
from bot.handlers.presses import Presses
from bot.handlers.questions import Questions
from bot.handlers.rights import Rights
from bot.inbox import Inbox
from bot.limits import Limits
from bot.log import protect
from bot.phrases import CATALOGUES, phrase
from bot.preferences import Preferences
from bot.turns import Turns
from bot.workers import Busy, Workers
from index import fetch
from index.errors import OnRecordError

if TYPE_CHECKING:
    from bot.config import Config
    from index import Index

App = Application[Any, Any, Any, Any, Any, Any]
UPDATES = ("message", "callback_query", "inline_query", "my_chat_member")
CONNECTIONS = 16  # to the Bot API; every request looks through all of them
KEPT = timedelta(days=90)  # what was asked and answered
RETRIES = 10  # times that Telegram may say to wait before a message is given up
TIDYING = timedelta(hours=6)
PATIENCE = 4.0  # seconds that what is in hand may take when the bot is told to stop

log = logging.getLogger("onrecord")


def build(config: Config, index: Index, request: BaseRequest | None = None, owner: int | None = None) -> App:
    """The application with all its handlers, ready to be initialised.

    request: what carries its calls; without one they go to the Bot API.  owner: a person who may do everything.
    """
    database = Database(config.data / FILE)
    conversations = Conversations(database, index.store)
    access = Access(database, config.access.mode, config.access.admins, config.access.allowed, owner)
    workers = Workers()
    inbox = Inbox(database)
    desk = Desk(
        index,
        Dialogue(index, conversations, config.answers.quotes),
        conversations,
        access,
        Preferences(database),
        Limits() if owner is None else Limits(person=sys.maxsize),
        workers,
        config.answers.language,
    )

    async def close(_: App) -> None:
        workers.close()
        database.close()

    builder: Any = (
        Application.builder()
        .token(config.telegram.token.get_secret_value() or "0:terminal")
        .update_queue(inbox)
        .concurrent_updates(Turns(inbox))
        .post_shutdown(close)
    )
    if request is not None:
        builder = builder.request(request).get_updates_request(request).updater(None)
    else:
        api = config.telegram.api.rstrip("/")
        builder = (
            builder.base_url(f"{api}/bot")
            .base_file_url(f"{api}/file/bot")
            # Answers go out as they are ready; Telegram says when to wait, and how long.
            .rate_limiter(AIORateLimiter(overall_max_rate=0, group_max_rate=0, max_retries=RETRIES))
            .connection_pool_size(CONNECTIONS)
            .pool_timeout(10)
        )
    app: App = builder.build()

    async def tidy(_: object = None) -> None:
        if dropped := await workers.run(lambda: conversations.drop(datetime.now(UTC) - KEPT)):
            log.info("dropped %d questions older than %d days", dropped, KEPT.days)

    if app.job_queue is not None:
        late: dict[str, object] = {"misfire_grace_time": None}  # better than never
        app.job_queue.run_once(tidy, 0, job_kwargs=late)
        app.job_queue.run_repeating(tidy, TIDYING, job_kwargs=late)
    app.add_handlers(Gate(desk).handlers(), group=-1)
    reading = fetch.Limits(config.fetch.timeout, config.fetch.largest, config.fetch.allow_hosts)
    rooms = (Groups(desk), Library(desk, reading), Commands(desk), Rights(desk), Inline(desk), Presses(desk))
    for room in (*rooms, Questions(desk)):
        app.add_handlers(room.handlers())
    app.add_error_handler(_Failures(desk).handle)
    return app


def serve(config: Config, index: Index) -> int:
    """Serve Telegram until told to stop; returns the exit status.

    Raises OnRecordError when Telegram refuses the token.
    """
    undo = protect(config.telegram.token.get_secret_value())
    try:
        asyncio.run(_serve(config, build(config, index)))
    finally:
        undo()
    return 0


async def _serve(config: Config, app: App) -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    work = asyncio.create_task(_work(config, app, stop))
    told = asyncio.create_task(stop.wait())
    await asyncio.wait((work, told), return_when=asyncio.FIRST_COMPLETED)
    if not work.done():
        # What is in hand is finished, but not at any price.
        await asyncio.wait((work,), timeout=PATIENCE)
        work.cancel()
    told.cancel()
    await asyncio.gather(told, return_exceptions=True)
    try:
        await work
    except asyncio.CancelledError:
        log.warning("stopped before everything in hand was finished")


async def _work(config: Config, app: App, stop: asyncio.Event) -> None:
    await _reached(app, stop)
    if stop.is_set():
        await app.shutdown()
        return
    try:
        await _introduce(app)
        assert app.updater is not None
        assert isinstance(app.update_queue, Inbox)
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
            await app.updater.start_polling(allowed_updates=UPDATES, bootstrap_retries=-1, error_callback=_missed)
        await app.start()
        log.info("serving Telegram as @%s", app.bot.username)
        await stop.wait()
    finally:
        if app.updater is not None and app.updater.running:
            await app.updater.stop()
        if app.running:
            await app.stop()
        await app.shutdown()
        if app.post_shutdown is not None:
            await app.post_shutdown(app)


async def _reached(app: App, stop: asyncio.Event) -> None:
    """Wait for the first answer of the Bot API, asking less and less often."""
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
            pause = max(pause, _seconds(error))
        else:
            return
        try:
            await asyncio.wait_for(stop.wait(), pause)
        except TimeoutError:
            pause = min(pause * 2, 60)


async def _introduce(app: App) -> None:
    """Show the commands in each language; the bot works without, so a refusal is only logged."""
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


def _missed(error: TelegramError) -> None:
    log.warning("no updates from Telegram for now: %s", error)


def _seconds(error: RetryAfter) -> float:
    wait = error.retry_after
    return float(wait) if isinstance(wait, (int, float)) else wait.total_seconds()


class _Failures:
    """What a person is told when a handler fails, and what the log keeps."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def handle(self, update: object, context: ContextTypes.DEFAULT_TYPE) -> None:
        error = context.error
        if isinstance(error, Forbidden):
            log.info("left unsaid, the person or chat does not take messages: %s", error)
            return
        if not isinstance(update, Update) or update.effective_chat is None:
            log.error("failed outside a chat", exc_info=error)
            return
        language = self._desk.spoken(update)
        if isinstance(error, Busy):
            text = phrase(language, "busy")
        else:
            id = secrets.token_hex(4)
            log.error("error %s", id, exc_info=error)
            text = phrase(language, "failed", id=id)
        try:
            if update.callback_query is not None:
                await update.callback_query.answer(text, show_alert=True)
            elif update.effective_message is not None:
                await update.effective_message.reply_text(text)
        except TelegramError as unsaid:
            log.warning("a failure could not be told: %s", unsaid)
