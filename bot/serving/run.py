"""Serving Telegram by polling or webhook: how the application starts and stops."""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import threading
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from datetime import date
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Any

from telegram.error import InvalidToken, RetryAfter, TelegramError

from bot.chats.turns import Turn
from bot.digests.chart import chart_caption, draw_chart
from bot.digests.delivery import Delivery
from bot.digests.edition import Edition
from bot.digests.retention import Ages, Retention
from bot.digests.schedule import Schedule
from bot.feeds import setup
from bot.feeds.poller import Poller, Tell
from bot.handlers.menus import present
from bot.handlers.services import Services
from bot.health.systemd import Systemd
from bot.messages import reasons
from bot.messages.phrases import phrase
from bot.serving.application import App, application, services
from bot.serving.background import TAKE_OVER, BackgroundJobs, Job
from bot.serving.liveness import Liveness
from bot.serving.supervision import Supervisor, given_back, in_turn, named_task, taken, watch
from bot.transport.outages import Outage, Report
from bot.transport.polling import Polling, PollingRequest
from bot.transport.rate_limit import RateLimiter, flood_wait
from bot.transport.redaction import redact_secrets
from bot.transport.updates import UpdateQueue
from bot.transport.webhook import Webhook, WebhookAddress
from index.errors import OnRecordError, Refusal
from index.news import Interest, measure_activity

if TYPE_CHECKING:
    from bot.config import Config, Listen
    from bot.health.endpoint import Endpoint
    from index import Index

UPDATES = (
    "message", "edited_message", "channel_post", "guest_message", "message_reaction", "callback_query", "inline_query",
    "my_chat_member",
)  # fmt: skip
GRACE = 4.0  # seconds in which updates under way are finished when the bot is told to stop
KILL_AFTER = 4.7  # seconds after which the process ends whatever is under way

log = logging.getLogger("onrecord")


def serve(config: Config, index: Index, systemd: Systemd | None = None) -> int:
    """Serve Telegram until the process is told to stop.

    Args:
        config: The settings, with a token.
        index: The library to answer from.
        systemd: Told how the process is.

    Returns:
        The exit status.

    Raises:
        OnRecordError: Telegram refuses the token.
    """
    # For as long as the process lives: its last words may be a traceback.
    telegram, editions = config.telegram, config.editions
    secrets = (telegram.token, telegram.webhook_secret, editions.feed_secret, editions.mail_password)
    redact_secrets(*(secret.get_secret_value() for secret in secrets))
    shared, rate_limiter, polling_request = services(config, index), RateLimiter(), PollingRequest()
    app = application(config, shared, rate_limiter=rate_limiter, polling_request=polling_request)
    server = _Server(config, shared, app, polling_request, systemd or Systemd({}))
    asyncio.run(_serve(server, _background_jobs(config, shared, app, rate_limiter)))
    return 0


async def _serve(server: _Server, jobs: BackgroundJobs) -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    numbers = [signal.SIGINT, signal.SIGTERM]  # also where a shell has its background commands ignore the first
    if signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:  # as `nohup` has it
        numbers.append(signal.SIGHUP)  # its terminal has been closed
    for number in numbers:
        loop.add_signal_handler(number, stop.set)
    serving = asyncio.create_task(server.run(jobs, stop))
    stopped = asyncio.create_task(stop.wait())
    await asyncio.wait((serving, stopped), return_when=asyncio.FIRST_COMPLETED)
    if not serving.done():
        _end_after(KILL_AFTER, 0)
        await asyncio.wait((serving,), timeout=GRACE)
        serving.cancel()
    stopped.cancel()
    await asyncio.gather(stopped, return_exceptions=True)
    try:
        await serving
    except asyncio.CancelledError:
        log.warning("stopped before everything in hand was finished")


def _end_after(seconds: float, status: int) -> None:
    """End the process even with a thread that still computes: no thread can be stopped; a transaction is undone."""

    def end() -> None:
        log.warning("ended while something was still being computed")
        logging.shutdown()
        os._exit(status)

    timer = threading.Timer(seconds, end)
    timer.daemon = True
    timer.start()


@dataclass(frozen=True, slots=True)
class _Server:
    """What serves Telegram: the application, and how it gets its updates."""

    config: Config
    services: Services
    app: App
    polling_request: PollingRequest
    systemd: Systemd

    async def run(self, jobs: BackgroundJobs, stop: asyncio.Event) -> None:
        """Serve until told to stop."""
        app, supervisor, webhook = self.app, Supervisor(stop), self._webhook()
        liveness = Liveness(self.config.data, "webhook" if webhook else "polling", self.systemd, self._updates)
        endpoint = self._endpoint()
        try:
            liveness.start()
            if endpoint is not None and (listen := self.config.service.listen) is not None:
                _listened(listen, "service.listen", partial(endpoint.listen, listen.host, listen.port))
            await _initialized(app, stop)
            if stop.is_set():
                return
            await present(self.services, app.bot)
            await _tell_how_to_own(self.services, app.bot.username)
            if webhook is not None:
                _listened(self.config.telegram.webhook_listen, "telegram.webhook_listen", webhook.listen)
            await self._receive(webhook, supervisor, liveness)
            await app.start()
            jobs.start()
            liveness.answering = True
            supervisor.need("looking after the threads", asyncio.create_task(watch(self.services.workers)))
            if fetcher := named_task(":update_fetcher"):
                supervisor.need("the distribution of updates", fetcher)
            log.info("serving Telegram as @%s", app.bot.username)
            await supervisor.wait()
        except OnRecordError:
            _end_after(KILL_AFTER, 1)
            raise
        finally:
            self.systemd.stopping()
            await supervisor.close()
            if webhook is not None:
                await webhook.close()
            if endpoint is not None:
                await endpoint.close()
            await jobs.stop()
            if app.running:
                await app.stop()
            await _closed(app)
            await liveness.stop()

    @property
    def _updates(self) -> UpdateQueue:
        assert isinstance(self.app.update_queue, UpdateQueue)
        return self.app.update_queue

    def _webhook(self) -> Webhook | None:
        settings = self.config.telegram
        if not settings.webhook_url:
            return None
        listen, secret = settings.webhook_listen, settings.webhook_secret.get_secret_value()
        address = WebhookAddress(settings.webhook_url, secret, listen.host, listen.port)
        return Webhook(self.app.bot, address, self._updates, UPDATES, self._outage())

    def _endpoint(self) -> Endpoint | None:
        if self.config.service.listen is None:
            return None
        from bot.health.endpoint import Endpoint  # Prometheus' client, which most do without

        return Endpoint(self.config.data, self.config.store.server)

    def _outage(self) -> Outage:
        return Outage("receiving messages", reporting(self.services, "trouble receiving"))

    async def _receive(self, webhook: Webhook | None, supervisor: Supervisor, liveness: Liveness) -> None:
        turn = Turn(self.config.data, "receiving.lock", self.services.database)
        if webhook is None:
            # Each that polls would end the other's requests.
            supervisor.keep(partial(self._alone, turn, self._poll, liveness), self._outage())
            return
        if turn.can_be_lost:  # on a server's database other machines may serve, whose updates these would be as well
            if not await taken(turn):
                raise OnRecordError("another machine serves this database by webhook; start this one when it has ended")
            await given_back(turn)
            supervisor.keep(partial(self._alone, turn, webhook.run, liveness), self._outage())
        else:
            supervisor.keep(webhook.run, self._outage())
        await self._take_up()

    async def _alone(self, turn: Turn, job: Callable[[], Coroutine[Any, Any, object]], liveness: Liveness) -> None:
        """Run a job as soon as no other process does."""
        waited = False
        while not await taken(turn):
            if not waited:
                log.info("another process receives the messages; this one stands by")
            waited = liveness.standing_by = True
            await asyncio.sleep(TAKE_OVER)
        liveness.standing_by = False
        await in_turn(turn, job)

    async def _poll(self) -> None:
        await self._take_up()
        polling = Polling(self.app.bot, self.polling_request, self._updates, UPDATES, self._outage())
        await polling.run()

    async def _take_up(self) -> None:
        if left := await self._updates.resume(self.app.bot):
            log.info("taking up %d updates left from before", left)


def _listened(listen: Listen, setting: str, begin: Callable[[], None]) -> None:
    """Begin to listen.

    Raises:
        OnRecordError: The address can't be listened at.
    """
    try:
        begin()
    except OSError as error:
        raise OnRecordError(
            f"{listen.host}:{listen.port} can't be listened at ({error.strerror or error}); choose another {setting}"
        ) from None


async def _closed(app: App) -> None:
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
        except RetryAfter as error:
            pause = max(pause, flood_wait(error))
        except TelegramError as error:
            log.warning("Telegram can't be reached (%s); trying again in %.0f s", error, pause)
        else:
            return
        try:
            await asyncio.wait_for(stop.wait(), pause)
        except TimeoutError:
            pause = min(pause * 2, 60)


async def _tell_how_to_own(services: Services, username: str) -> None:
    """Say in the terminal how whoever runs the bot becomes its owner, while nobody is, and that everybody may ask."""
    if code := await services.workers.run(services.ownership.code):
        log.warning(
            "nobody looks after this bot yet: open https://t.me/%s?start=%s, or write %s to it; "
            "whoever does so first becomes its owner",
            username, code, code,
        )  # fmt: skip
    if services.access.mode == "open" and not services.open_by_decision:
        log.warning(
            "anybody who finds this bot may ask, as in earlier releases; decide it in config.toml: "
            'access.mode = "open", or "approval" for you and whom you let in'
        )


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
        weeks = measure_activity(services.index.view(collections).store, day)
        return (draw_chart(weeks, language), chart_caption(weeks, language)) if weeks else None

    def picture(edition: Edition, collections: tuple[str, ...] | None) -> tuple[bytes, str] | None:
        return drawn(edition.language, edition.day, collections, store.generation)

    return Delivery(app.bot, services.digests, services.access, services.index, rate_limiter, picture, services.migrate)


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


def reporting(services: Services, phrase_key: str) -> Report:
    """What tells the admins of an outage.

    Args:
        services: Know the admins and write to them.
        phrase_key: A phrase that names `minutes` and `why`.
    """
    tell = telling(services)

    async def report(seconds: float, why: str) -> None:
        await tell(phrase_key, minutes=max(1, round(seconds / 60)), why=why)

    return report


def _outgoing_jobs(config: Config, services: Services) -> tuple[Job, ...]:
    """What brings digests elsewhere than to a chat; nothing where the settings name none."""
    settings, digests = config.editions, services.digests
    if not settings.digests:
        return ()
    from bot.digests.issues import FOLDER, IssuedDigest, Issues
    from bot.digests.mailer import Mailer, MailServer

    to_folder = (FOLDER,) if settings.mail_folder else ()
    wanted = [
        IssuedDigest(
            each.name,
            Interest(each.speaker, each.topic, each.outlet, tuple(sorted(each.collections))),
            Schedule(each.time, each.zone.key, frozenset(each.days)),
            each.language, each.quiet, (*to_folder, *dict.fromkeys(each.mail)),
        )
        for each in settings.digests
    ]  # fmt: skip
    issues = Issues(wanted, services.index, services.database, digests.outbox, digests.composer)
    password, at = settings.mail_password.get_secret_value(), settings.mail_server
    server = MailServer(at.host, at.port, settings.mail_security, settings.mail_user, password) if at else None
    jobs: tuple[Job, ...] = (
        Mailer(issues, services.database, settings.mail_sender, server, settings.mail_folder).work,
    )
    if settings.feed_listen is None:
        return jobs
    from bot.digests.atom_server import AtomServer

    listen, secret = settings.feed_listen, settings.feed_secret.get_secret_value()
    return (*jobs, AtomServer(issues, listen.host, listen.port, secret).work)


def _background_jobs(config: Config, services: Services, app: App, rate_limiter: RateLimiter) -> BackgroundJobs:
    report = reporting(services, "trouble background")
    poller = Poller(
        services.index, services.feeds, setup.limits(config), telling(services), config.fetch.interval,
        is_awaited=lambda feed: services.digests.composer.is_awaited(feed.collection, feed.name),
    )  # fmt: skip
    ages = Ages(config.retention.days, config.retention.collections)
    retention = Retention(services.index, services.database, ages, telling(services))
    others = (poller.work, retention.work, *_outgoing_jobs(config, services))
    turn = Turn(config.data, "duty.lock", services.database)
    return BackgroundJobs(turn, services.digests, delivery(services, app, rate_limiter), others, report)
