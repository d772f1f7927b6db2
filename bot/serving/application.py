"""The Telegram application: the services that handlers share, the handlers, and the reply when one fails."""

from __future__ import annotations

import logging
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from telegram.ext import Application
from telegram.request import BaseRequest

from bot.answers.check_prompts import CheckPrompts
from bot.answers.dialogue import Dialogue
from bot.answers.examples import Examples
from bot.answers.history import History
from bot.answers.text_checks import TextChecks
from bot.chats.access import Access, unsaid_mode
from bot.chats.batch_writer import BatchWriter
from bot.chats.database import FILE, Database
from bot.chats.ownership import Ownership
from bot.chats.preferences import Preferences
from bot.chats.throttle import Limits, Throttle
from bot.digests.composer import Composer
from bot.digests.corrections import Corrections
from bot.digests.edition import FeedTrouble
from bot.digests.outbox import Outbox
from bot.digests.prompts import Prompts
from bot.digests.service import DigestService
from bot.digests.subscriptions import Subscriptions
from bot.feeds import setup
from bot.handlers.additions import Additions
from bot.handlers.admin import AdminCommands
from bot.handlers.admin_menu import AdminMenu
from bot.handlers.answer_buttons import AnswerButtons
from bot.handlers.channels import Channels
from bot.handlers.charts import Charts
from bot.handlers.checks import Checks
from bot.handlers.commands import Commands
from bot.handlers.companions import Companions
from bot.handlers.digest_buttons import DigestButtons
from bot.handlers.failures import Failures
from bot.handlers.gatekeeper import Gatekeeper
from bot.handlers.groups import Groups
from bot.handlers.guests import Guests
from bot.handlers.inline import Inline
from bot.handlers.people import People
from bot.handlers.questions import Questions
from bot.handlers.reactions import Reactions
from bot.handlers.services import Services
from bot.handlers.settings import ChatSettings
from bot.handlers.sources import Sources
from bot.handlers.subscription_cards import SubscriptionCards
from bot.handlers.subscriptions import SubscriptionCommands
from bot.handlers.unknown_buttons import UnknownButtons
from bot.transport.ordering import PerChatOrder
from bot.transport.polling import BotApiRequest, PollingRequest
from bot.transport.rate_limit import RateLimiter
from bot.transport.unanswered import Unanswered
from bot.transport.updates import UpdateQueue
from bot.transport.workers import Workers
from index.feeds import health
from index.feeds.registry import FeedRegistry

if TYPE_CHECKING:
    from bot.config import Config
    from index import Index

App = Application[Any, Any, Any, Any, Any, Any]
CONNECTIONS = 8  # to the Bot API; more make each request slower, which looks through all of them
HISTORY_KEPT = timedelta(days=90)  # questions with their answers
TIDYING_INTERVAL = timedelta(hours=6)

log = logging.getLogger("onrecord")


def build(config: Config, index: Index, request: BaseRequest | None = None, owner: int | None = None) -> App:
    """The application with its services and handlers, ready to be initialised.

    Args:
        config: The settings.
        index: The library to answer from.
        request: What carries calls in place of the Bot API; None: they go to the Bot API.
        owner: Id of a person who may do everything.
    """
    return application(config, services(config, index, owner), request)


def services(config: Config, index: Index, owner: int | None = None) -> Services:
    """The services that handlers share, opened on the data folder.

    Args:
        config: The settings.
        index: The library to answer from.
        owner: Id of a person who may do everything, without a limit on how often.
    """
    database = Database(config.data / FILE, server=config.store.server)
    history = History(database, index.store)
    is_decided = "mode" in config.access.model_fields_set
    mode = config.access.mode if is_decided else unsaid_mode(database)
    access = Access(database, mode, config.access.admins, config.access.allowed, owner)
    preferences = Preferences(database)
    defaults = config.digest
    subscriptions = Subscriptions(database, defaults.time, defaults.zone.key if defaults.zone else None)
    outbox = Outbox(database)
    feeds = setup.configured(config, index)
    digests = Composer(index, database, subscriptions, outbox, access, preferences, partial(_feed_troubles, feeds))
    corrections = Corrections(
        index, database, history, outbox, access, preferences, config.answers.quotes, config.answers.language
    )
    return Services(
        database,
        index,
        Dialogue(index, history, config.answers.quotes),
        Examples(index),
        history,
        TextChecks(index, database),
        CheckPrompts(database),
        access,
        Ownership(database, access),
        preferences,
        Throttle(Limits(**config.limits.model_dump()) if owner is None else None),
        Workers(),
        BatchWriter(database),
        DigestService(
            subscriptions, digests, corrections, outbox, Prompts(database), round(config.fetch.interval / 60)
        ),
        feeds,
        config.answers.language,
        is_decided,
    )


def application(
    config: Config,
    services: Services,
    request: BaseRequest | None = None,
    rate_limiter: RateLimiter | None = None,
    polling_request: PollingRequest | None = None,
) -> App:
    """The application with its handlers, on services that are open already.

    Args:
        config: The settings.
        services: What the handlers share; closed when the application shuts down.
        request: What carries calls in place of the Bot API; None: they go to the Bot API.
        rate_limiter: Telegram's send limits, where others that send share them.
        polling_request: What carries getUpdates calls, for whoever makes them.
    """
    updates = UpdateQueue(services.writer)

    async def close(_: App) -> None:
        services.workers.close()
        services.writer.close()
        services.database.close()

    builder: Any = (
        Application.builder()
        .token(config.telegram.token.get_secret_value() or "0:terminal")
        .update_queue(updates)
        .concurrent_updates(PerChatOrder(updates))
        .rate_limiter(rate_limiter or RateLimiter())
        .post_shutdown(close)
        .updater(None)  # ours does not end at a refusal, nor at an update that can't be read
    )
    if request is not None:
        builder = builder.request(request).get_updates_request(request)
    else:
        api = config.telegram.api.rstrip("/")
        builder = (
            builder.base_url(f"{api}/bot")
            .base_file_url(f"{api}/file/bot")
            .request(BotApiRequest(connection_pool_size=CONNECTIONS, pool_timeout=10))
            .get_updates_request(polling_request or PollingRequest())
        )
    app: App = builder.build()

    unanswered = Unanswered(services.writer)

    async def tidy(_: object = None) -> None:
        oldest = datetime.now(UTC) - HISTORY_KEPT
        await services.workers.run(partial(services.checks.tidy, datetime.now(UTC)))
        await services.workers.run(services.check_prompts.tidy)
        await unanswered.tidy()
        if dropped := await services.workers.run(lambda: services.history.delete_before(oldest)):
            log.info("dropped %d questions older than %d days", dropped, HISTORY_KEPT.days)

    if app.job_queue is not None:
        however_late: dict[str, object] = {"misfire_grace_time": None}
        app.job_queue.run_once(tidy, 0, job_kwargs=however_late)
        app.job_queue.run_repeating(tidy, TIDYING_INTERVAL, job_kwargs=however_late)
    companions, limits = Companions(), setup.limits(config)
    checks, cards = Checks(services, limits), SubscriptionCards(services)
    app.add_handlers(Channels(services).handlers(), group=-3)
    app.add_handlers(companions.handlers(), group=-2)
    app.add_handlers(Gatekeeper(services, unanswered).handlers(), group=-1)
    for group in (
        UnknownButtons(services),  # before all other buttons, which then get nothing but payloads of ours
        Groups(services),
        checks,  # before all that take documents and messages: it takes those it asked for
        Sources(services, services.feeds, limits),  # before Additions, which takes every other document
        cards,
        SubscriptionCommands(services, cards),  # before Additions and Questions: an answer to its prompts is neither
        DigestButtons(services),
        Additions(services, limits),
        Commands(services),
        Charts(services),
        ChatSettings(services),
        AdminCommands(services, unanswered),
        AdminMenu(services),
        People(services),
        Inline(services),
        Guests(services),
        AnswerButtons(services),
        Reactions(services),
        Questions(services, checks, companions),  # the last: what nothing else takes is a question
    ):
        app.add_handlers(group.handlers())
    app.add_error_handler(Failures(services, updates).handle)
    return app


def _feed_troubles(feeds: FeedRegistry, collections: tuple[str, ...] | None, since: datetime) -> list[FeedTrouble]:
    now = datetime.now(UTC)
    return [
        FeedTrouble(source.name, source.failing_since)
        for source in health.trouble(feeds, since, now, collections)
        if source.failing_since
    ]
