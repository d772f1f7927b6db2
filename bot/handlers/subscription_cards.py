"""The card of a subscription: what it shows, and what its buttons do."""

from __future__ import annotations

import asyncio
import contextlib
import html
import logging
from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from telegram import CallbackQuery, Message, Update
from telegram.constants import ChatType
from telegram.error import TelegramError
from telegram.ext import CallbackQueryHandler, ContextTypes

from bot.digests import settings_card
from bot.digests.composer import describe_interest
from bot.digests.interests import visible_person_name
from bot.digests.prompts import Prompt
from bot.digests.render import message_html
from bot.digests.subscriptions import Subscription, SubscriptionKind, SubscriptionState
from bot.handlers.base import Handlers
from bot.handlers.incoming import button_press, place
from bot.handlers.permissions import may_configure
from bot.handlers.replies import acknowledge, edit, edit_message, send, typing
from bot.handlers.services import Services
from bot.handlers.subscription_prompts import ask_for_value
from bot.messages.callback_data import CardAction, CardButton, carries
from bot.messages.phrases import phrase
from bot.messages.reply import Reply

if TYPE_CHECKING:
    from bot.digests.service import DigestService

log = logging.getLogger("onrecord")
SOON = timedelta(minutes=15)  # in which feeds are read for the first time for a new alert
MOMENT = 0.4  # seconds that a card waits for what the last week would have brought
Counting = asyncio.Future[tuple[int, int]]
PREVIEW_MESSAGES = 2
SUBMENUS = {
    CardButton.TIMES: settings_card.time_buttons,
    CardButton.DAYS: settings_card.weekday_buttons,
    CardButton.STORIES: settings_card.stories_buttons,
    CardButton.REMOVE: settings_card.removal_buttons,
}

Values = dict[str, Any]  # fields of a subscription to change


class SubscriptionCards:
    """Shows subscriptions, and changes them as their buttons say."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._adding: dict[tuple[int, int], asyncio.Task[None]] = {}  # by the card's chat and number

    @property
    def _digests(self) -> DigestService:
        return self._services.digests

    def handlers(self) -> Handlers:
        """The handlers to register."""
        return [CallbackQueryHandler(self.press, carries(CardAction))]

    async def press(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Do what a button of a card says."""
        (query, action), services = button_press(update), self._services
        assert isinstance(action, CardAction)
        language, where, message = services.language_of(update), place(update), query.message
        if isinstance(message, Message) and (adding := self._adding.get((message.chat.id, message.message_id))):
            adding.cancel()
        subscription = await services.workers.run(partial(self._digests.subscriptions.find, action.subscription))
        if subscription is None or subscription.chat != where.chat or not isinstance(message, Message):
            await acknowledge(query, phrase(language, "subscription gone"))
            return
        if not await may_configure(services, message, query.from_user.id, context.bot):
            await acknowledge(query, phrase(language, "for admins"))
            return
        if action.button is CardButton.PREVIEW and message.chat.type == ChatType.CHANNEL:
            await self._preview_in_private(query, subscription, language)  # readers need not see it
            return
        await self._do(update, action, subscription, query, message)

    async def _do(
        self,
        update: Update,
        action: CardAction,
        subscription: Subscription,
        query: CallbackQuery,
        message: Message,
    ) -> None:
        language, where = self._services.language_of(update), place(update)
        await acknowledge(query, _notice(action, subscription, message, language))
        match action.button:
            case CardButton.ASK:
                await ask_for_value(self._services, update, message, Prompt(subscription.id, action.value))
            case CardButton.START if subscription.kind is SubscriptionKind.DIGEST and subscription.zone is None:
                await ask_for_value(self._services, update, message, Prompt(subscription.id, "start"))
            case CardButton.TIMES | CardButton.DAYS | CardButton.STORIES | CardButton.REMOVE:
                rows = SUBMENUS[action.button](subscription, language)
                text = phrase(language, f"choose {action.button}")
                await edit(query, Reply(html.escape(text, quote=False), rows))
            case CardButton.REMOVE_CONFIRMED:
                await self._services.workers.run(partial(self._digests.remove, subscription.id))
                if not await clear_away(message):
                    await edit(query, Reply(html.escape(phrase(language, "removed"), quote=False)))
            case CardButton.PREVIEW:
                await self._preview(message, subscription, language)
            case _:
                values = _button_values(action, subscription, where.thread)
                changed = await self._services.workers.run(partial(self.change, subscription.id, where.chat, values))
                if action.button is CardButton.START and changed is not None and await clear_away(message):
                    return
                if changed is not None:
                    counting = await self._counted(changed)
                    week = counting.result() if counting.done() else None
                    await edit(query, self._card(changed, language, where.thread, week))
                    self._add_when_counted(message, counting, changed, language, where.thread)

    def change(self, id: int, chat: int, values: Values) -> Subscription | None:
        """Change a subscription of a chat.

        Args:
            id: Of the subscription.
            chat: Which must be its chat.
            values: Of its fields; "chosen" is the id of a person who speaks.

        Returns:
            The subscription as it is now; None where the chat has none of that id.
        """
        subscription = self._digests.subscriptions.find(id)
        if subscription is None or subscription.chat != chat:
            return None
        if "chosen" in values:
            collections = self._services.access.collections(chat)
            id_of_person = values.pop("chosen")
            name = visible_person_name(self._services.index.view(collections), id_of_person)
            values |= {"speaker": name, "speaker_id": id_of_person, "office": False} if name else {}
        begins = values.get("state") is SubscriptionState.ACTIVE and subscription.state in (
            SubscriptionState.DRAFT,
            SubscriptionState.PAUSED,
        )
        if values.get("kind", subscription.kind) is SubscriptionKind.ALERT and (begins or "kind" in values):
            values["after"] = self._digests.composer.alert_start()  # an alert is for what comes from now on
            if begins:
                self._services.feeds.hasten(datetime.now(UTC) + SOON)
        return self._digests.subscriptions.change(id, **values) if values else subscription

    def share_zone(self, chat: int, zone: str) -> None:
        """Let a city that was named hold for the chat's other open cards, too, which asked for it.

        Args:
            chat: Where it was named.
            zone: The city's time zone.
        """
        for id in self._digests.subscriptions.share_zone(chat, zone):
            self._digests.prompts.leave_to_replies(chat, Prompt(id, "zone"))

    def _card(
        self,
        subscription: Subscription,
        language: str,
        thread: int,
        week: tuple[int, int] | None = None,
        notes: Sequence[str] = (),
    ) -> Reply:
        subject = describe_interest(subscription, language)
        now = datetime.now(UTC)
        minutes = self._digests.feed_minutes
        return settings_card.subscription_card(subscription, subject, language, now, week, thread, notes, minutes)

    async def send(
        self, update: Update, message: Message, subscription: Subscription, notes: Sequence[str] = ()
    ) -> None:
        """Show a card at once; what the last week would have brought is added when it is counted.

        Args:
            update: What somebody did that a card follows.
            message: What is replied to.
            subscription: Which the card shows.
            notes: What is to be said of it, too.
        """
        language = self._services.language_of(update)
        thread = (message.message_thread_id if message.is_topic_message else None) or 0
        lacks_zone = subscription.zone is None and subscription.kind is SubscriptionKind.DIGEST
        if not (lacks_zone and message.chat.type == ChatType.CHANNEL):  # there one post must do
            counting = await self._counted(subscription)
            week = counting.result() if counting.done() else None
            sent = await send(message, self._card(subscription, language, thread, week, notes))
            self._add_when_counted(sent, counting, subscription, language, thread, notes)
        if lacks_zone:
            await ask_for_value(self._services, update, message, Prompt(subscription.id, "zone"))

    async def _counted(self, subscription: Subscription) -> Counting:
        """What the last week would have brought, done where that takes but a moment."""
        count = partial(self._digests.composer.count_last_week, subscription)
        counting = asyncio.ensure_future(self._services.workers.run(count))
        await asyncio.wait({counting}, timeout=MOMENT)
        return counting

    def _add_when_counted(
        self,
        card: Message,
        counting: Counting,
        subscription: Subscription,
        language: str,
        thread: int,
        notes: Sequence[str] = (),
    ) -> None:
        """Add to a card what the last week would have brought, while nobody waits; a press on the card ends it."""
        if counting.done():
            return

        async def add() -> None:
            week = await counting
            current = await self._services.workers.run(partial(self._digests.subscriptions.find, subscription.id))
            if current == subscription:
                await edit_message(card, card.message_id, self._card(subscription, language, thread, week, notes))

        key = card.chat.id, card.message_id
        self._adding[key] = task = asyncio.create_task(add())
        task.add_done_callback(partial(self._end, key))

    def _end(self, key: tuple[int, int], task: asyncio.Task[None]) -> None:
        if self._adding.get(key) is task:
            del self._adding[key]
        if not task.cancelled() and (error := task.exception()) is not None:
            log.error("the last week of a subscription could not be counted", exc_info=error)

    async def _preview(self, message: Message, subscription: Subscription, language: str) -> None:
        async with typing(message):
            texts = await self._services.workers.run(partial(self._preview_texts, subscription, language))
        for text in texts:
            await send(message, Reply(text))

    async def _preview_in_private(self, query: CallbackQuery, subscription: Subscription, language: str) -> None:
        """Send who pressed a preview; they are told so where they can't be written to."""
        texts = await self._services.workers.run(partial(self._preview_texts, subscription, language))
        try:
            for text in texts:
                await query.get_bot().send_message(query.from_user.id, text, "HTML", disable_web_page_preview=True)
        except TelegramError:
            await acknowledge(query, phrase(language, "start me first"))
        else:
            await acknowledge(query, phrase(language, "sent in private"))

    def _preview_texts(self, subscription: Subscription, language: str) -> tuple[str, ...]:
        edition = self._digests.composer.preview(subscription, language)
        pages = edition.first_pages[:PREVIEW_MESSAGES]
        return tuple(text for page in pages if (text := message_html(edition, page)))


def _notice(action: CardAction, subscription: Subscription, message: Message, language: str) -> str | None:
    """What a press is answered with, where the card doesn't stay to say it: in channels."""
    if message.chat.type != ChatType.CHANNEL:
        return None
    if action.button is CardButton.REMOVE_CONFIRMED:
        return phrase(language, "removed")
    lacks_zone = subscription.kind is SubscriptionKind.DIGEST and subscription.zone is None
    return phrase(language, "card active") if action.button is CardButton.START and not lacks_zone else None


async def clear_away(*messages: object) -> bool:
    """Delete from a channel what has done its work there, which readers need not see; False in other chats.

    Args:
        *messages: All of one chat; what is no message is left out.
    """
    own = [each for each in messages if isinstance(each, Message) and each.chat.type == ChatType.CHANNEL]
    for message in own:
        # The right to delete the admins' posts may be missing; the bot's own can be deleted for two days.
        with contextlib.suppress(TelegramError):
            await message.delete()
    return bool(own)


def _button_values(action: CardAction, subscription: Subscription, thread: int) -> Values:
    """The fields that a button sets; for "chosen" see `_change`."""
    match action.button:
        case CardButton.SET_KIND:
            return _kind_values(SubscriptionKind(action.value), subscription)
        case CardButton.SET_TIME:
            return {"at": time.fromisoformat(action.value)}
        case CardButton.SET_DAYS:
            return {"weekdays": settings_card.chosen_weekdays(action.value)}
        case CardButton.TOGGLE_QUIET:
            return {"quiet": not subscription.quiet}
        case CardButton.SET_STORIES:
            return {"stories": int(action.value)}
        case CardButton.TOGGLE_SILENT:
            return {"silent": not subscription.silent}
        case CardButton.START:
            return {"state": SubscriptionState.ACTIVE, "why": None}
        case CardButton.PAUSE:
            return {"state": SubscriptionState.PAUSED, "why": None}
        case CardButton.MOVE_HERE:
            return {"thread": thread}
        case CardButton.SET_SPEAKER:
            return {"chosen": int(action.value)}
        case _:
            return {}


def _kind_values(kind: SubscriptionKind, subscription: Subscription) -> Values:
    if kind is subscription.kind:
        return {}
    values: Values = {"kind": kind}
    is_active = subscription.state is SubscriptionState.ACTIVE
    if kind is SubscriptionKind.DIGEST and subscription.zone is None and is_active:
        values["state"] = SubscriptionState.DRAFT  # a digest can't begin before its zone is known
    return values
