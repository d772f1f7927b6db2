"""Subscribing to digests and alerts: by commands, in plain words, under an answer, and by the buttons of a card."""

from __future__ import annotations

import asyncio
import contextlib
import html
import logging
from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from telegram import Bot, CallbackQuery, ForceReply, Message, Update
from telegram.constants import ChatType
from telegram.error import TelegramError
from telegram.ext import CallbackQueryHandler, CommandHandler, ContextTypes, MessageHandler, filters

from bot.chats.place import Place
from bot.digests import settings_card, time_zones
from bot.digests.composer import describe_interest
from bot.digests.interests import ParsedInterest, alert_request, interest_of_question, visible_person_name
from bot.digests.prompts import Prompt
from bot.digests.render import message_html
from bot.digests.subscriptions import Subscription, SubscriptionKind, SubscriptionState
from bot.digests.understood_wishes import UnderstoodWish, understand_wish
from bot.digests.wishes import is_wish, read_wish
from bot.handlers.base import Handlers, answer
from bot.handlers.incoming import button_press, is_addressed, new_message, place, sender
from bot.handlers.permissions import may_configure
from bot.handlers.replies import acknowledge, edit, edit_message, send, send_text, typing, with_retries
from bot.handlers.services import Services
from bot.messages.callback_data import BeginSubscription, CardAction, CardButton, FollowAnswer, carries
from bot.messages.html import Markup, mention, own, shortened, together
from bot.messages.phrases import phrase
from bot.messages.reply import Button, Reply

if TYPE_CHECKING:
    from bot.digests.service import DigestService

log = logging.getLogger("onrecord")
SOON = timedelta(minutes=15)  # in which feeds are read for the first time for a new alert
MOMENT = 0.4  # seconds that a card waits for what the last week would have brought
Counting = asyncio.Future[tuple[int, int]]
MAX_SUBSCRIPTIONS = 50  # of a chat
PREVIEW_MESSAGES = 2
SUBMENUS = {
    CardButton.TIMES: settings_card.time_buttons,
    CardButton.DAYS: settings_card.weekday_buttons,
    CardButton.STORIES: settings_card.stories_buttons,
    CardButton.REMOVE: settings_card.removal_buttons,
}

Values = dict[str, Any]  # fields of a subscription to change


class SubscriptionCommands:
    """Makes, shows and changes the subscriptions of a chat.

    A subscription begins as a draft with a card. What its buttons can't offer is typed in answer to a prompt.
    """

    def __init__(self, services: Services) -> None:
        self._services = services
        self._adding: dict[tuple[int, int], asyncio.Task[None]] = {}  # by the card's chat and number

    @property
    def _digests(self) -> DigestService:
        return self._services.digests

    def handlers(self) -> Handlers:
        """The handlers to register, before those of questions and articles: typed values are neither."""
        new = filters.UpdateType.MESSAGE | filters.UpdateType.CHANNEL_POST
        typed = new & filters.TEXT & ~filters.COMMAND
        return [
            CommandHandler(["subscribe", "alert"], self.subscribe, new),
            CommandHandler("subscriptions", self.list, new),
            CommandHandler("cancel", self.cancel, new),
            CallbackQueryHandler(self.press, carries(CardAction)),
            CallbackQueryHandler(self.follow, carries(FollowAnswer)),
            CallbackQueryHandler(self.begin, carries(BeginSubscription)),
            MessageHandler(typed & _AnswersPrompt(self._services), self.receive_value),
            MessageHandler(typed & _IsWish(), self.subscribe_in_words),
        ]

    # New subscriptions

    async def subscribe(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """/subscribe or /alert [SUBJECT]: without a subject it is asked for."""
        is_alert = (new_message(update).text or "").lower().startswith("/alert")
        kind = SubscriptionKind.ALERT if is_alert else SubscriptionKind.DIGEST
        await self._begin(update, new_message(update), context.bot, kind, " ".join(context.args or ()))

    async def begin(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Ask what a digest or an alert shall be about, by a button of the start screen."""
        query, action = button_press(update)
        assert isinstance(action, BeginSubscription)
        await acknowledge(query)
        if isinstance(query.message, Message):
            await self._begin(update, query.message, context.bot, SubscriptionKind(action.kind), "")

    async def subscribe_in_words(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """A wish in words: "tell me when Varga speaks about housing", "housing every Monday at 7"."""
        text = _without_mention(new_message(update))
        kind = SubscriptionKind.ALERT if alert_request(text) else SubscriptionKind.DIGEST
        await self._begin(update, new_message(update), context.bot, kind, text)

    async def follow(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Draft an alert for the question of the answer whose button was pressed."""
        (query, action), services = button_press(update), self._services
        assert isinstance(action, FollowAnswer)
        language, where, message = services.language_of(update), place(update), query.message
        stored = await services.workers.run(
            lambda: services.dialogue.find(action.answer, where.chat, services.access.collections(where.chat))
        )
        if stored is None or not isinstance(message, Message):
            await acknowledge(query, phrase(language, "not kept"))
            return
        if not await may_configure(services, message, query.from_user.id, context.bot):
            await acknowledge(query, phrase(language, "for admins"))
            return
        if await self._has_too_many(where.chat):
            await acknowledge(query, phrase(language, "too many subscriptions", most=MAX_SUBSCRIPTIONS))
            return

        def draft() -> tuple[Subscription, ParsedInterest]:
            collections = services.access.collections(where.chat)
            interest = interest_of_question(services.index.view(collections), stored.answer.question)
            wish = UnderstoodWish(read_wish(""), interest)
            return self._draft(where, SubscriptionKind.ALERT, language, wish.values()), interest

        subscription, interest = await services.workers.run(draft)
        await acknowledge(query)
        if interest.people:
            await send(message, _which_person(subscription, interest, language))
        else:
            await self._send_card(update, message, subscription)

    async def _begin(self, update: Update, message: Message, bot: Bot, kind: SubscriptionKind, text: str) -> None:
        services, where = self._services, place(update)
        language = services.language_of(update)
        if not await may_configure(services, message, where.person, bot):
            await send_text(message, phrase(language, "for admins"))
            return
        if await self._has_too_many(where.chat):
            await send_text(message, phrase(language, "too many subscriptions", most=MAX_SUBSCRIPTIONS))
            return

        def draft() -> tuple[Subscription, UnderstoodWish]:
            wish = understand_wish(services.index.view(services.access.collections(where.chat)), text)
            return self._draft(where, wish.kind(kind), language, wish.values()), wish

        async with typing(message):
            subscription, wish = await services.workers.run(draft)
        if wish.is_empty:
            await self._prompt(update, message, Prompt(subscription.id, "subject"))
        elif wish.interest.people:
            await send(message, _which_person(subscription, wish.interest, language))
        else:
            await self._send_card(update, message, subscription, wish.notes(language))
        await _clear_away(message)

    def _draft(self, where: Place, kind: SubscriptionKind, language: str, values: Values) -> Subscription:
        after = (
            self._digests.composer.digest_start()
            if kind is SubscriptionKind.DIGEST
            else self._digests.composer.alert_start()
        )
        return self._digests.subscriptions.draft(where, kind, language, after, **values)

    async def _has_too_many(self, chat: int) -> bool:
        subscriptions = await self._services.workers.run(partial(self._digests.subscriptions.of_chat, chat))
        return len(subscriptions) >= MAX_SUBSCRIPTIONS

    # Existing subscriptions

    async def list(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """/subscriptions: those of the chat, each with a button that shows its card."""
        services, where = self._services, place(update)
        language = services.language_of(update)
        subscriptions = await services.workers.run(partial(self._digests.subscriptions.of_chat, where.chat))
        with_subjects = [(each, describe_interest(each, language)) for each in subscriptions]
        await send(new_message(update), settings_card.subscription_list(with_subjects, language))

    # Typed values

    async def cancel(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """/cancel: close what waits for an answer of this person; in reply to a prompt, that one alone."""
        where, run, replied = place(update), self._services.workers.run, new_message(update).reply_to_message
        waited = [replied is not None and await run(partial(self._digests.prompts.close, where, replied.message_id))]
        if not any(waited):
            both = self._digests.prompts, self._services.check_prompts
            waited = [await run(partial(each.close, where)) for each in both]
        language = self._services.language_of(update)
        await send_text(new_message(update), phrase(language, "cancelled" if any(waited) else "nothing to cancel"))

    async def receive_value(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """A message that answers a prompt: change the subscription, or ask again."""
        message, services, where = new_message(update), self._services, place(update)
        language, text = services.language_of(update), (message.text or "").strip()
        prompt = await services.workers.run(partial(_answered_prompt, services, update))
        if prompt is None or not await may_configure(services, message, sender(update), context.bot):
            await send_text(message, phrase(language, "for admins" if prompt else "subscription gone"))
            return
        values, wish = await self._typed_values(prompt, message, text, where)
        if not values and await services.workers.run(partial(self._names_somebody, text, where.chat)):
            await answer(services, message, partial(self._answered, text, where, language))
            return
        if not values:
            await self._prompt(update, message, prompt, rejected=shortened(text, 60))
            return
        await services.workers.run(partial(self._digests.prompts.settle, where.chat, prompt))
        subscription = await services.workers.run(partial(self._change, prompt.subscription, where.chat, values))
        if isinstance(zone := values.get("zone"), str):
            await services.workers.run(partial(self._share_zone, where.chat, zone))
        if subscription is None:
            await send_text(message, phrase(language, "subscription gone"))
        elif wish is not None and wish.interest.people:
            await send(message, _which_person(subscription, wish.interest, language))
        else:
            await self._send_card(update, message, subscription, wish.notes(language) if wish else ())
        await _clear_away(message.reply_to_message, message)

    async def _typed_values(
        self, prompt: Prompt, message: Message, text: str, where: Place
    ) -> tuple[Values, UnderstoodWish | None]:
        """What a typed text sets, nothing if it can't be understood; and the wish, if that was asked for."""
        match prompt.wanted:
            case "zone" | "start":
                async with typing(message):
                    zone_match = await time_zones.find_zone(text)
                values: Values = {"zone": zone_match.zone} if zone_match else {}
                if values and prompt.wanted == "start":
                    values["state"] = SubscriptionState.ACTIVE
                return values, None
            case "time":
                at = settings_card.parse_time(text)
                return {"at": at} if at else {}, None
            case _:
                services = self._services
                async with typing(message):
                    wish = await services.workers.run(
                        lambda: understand_wish(services.index.view(services.access.collections(where.chat)), text)
                    )
                return wish.values(), wish

    def _names_somebody(self, text: str, chat: int) -> bool:
        """Whether a text that can't be what was asked for is a question about somebody on record."""
        found = self._services.index.ask(text, limit=1, collections=self._services.access.collections(chat))
        return bool(found.question.speaker and found.quotes)

    def _answered(self, text: str, where: Place, language: str) -> Reply:
        collections = self._services.access.collections(where.chat)
        return self._services.dialogue.ask(where, text, language, None, collections)

    async def _prompt(self, update: Update, message: Message, wanted: Prompt, rejected: str = "") -> None:
        """Ask for a value to be typed, as a reply: groups' privacy mode lets the answer to it through.

        Args:
            update: By whom, and where, the value is expected.
            message: What is replied to.
            wanted: What is asked for.
            rejected: What was typed before and can't be understood.
        """
        language = self._services.language_of(update)
        name = "zone" if wanted.wanted == "start" else wanted.wanted
        texts = [phrase(language, f"ask {name}")]
        if rejected:
            texts = [phrase(language, f"bad {name}", text=rejected), *texts, phrase(language, "leave prompt")]
        is_group, in_channel = message.chat.type != "private", message.chat.type == ChatType.CHANNEL
        asked = own(" ".join([*texts, *([phrase(language, "reply to this")] if is_group else [])]))
        if is_group and not in_channel and (called := _called(update)):
            asked = together([called, asked], ": ")
        placeholder = phrase(language, f"placeholder {name}")
        # Telegram takes none in a channel.
        force = None if in_channel else ForceReply(selective=True, input_field_placeholder=placeholder)
        sent = await with_retries(
            lambda: message.reply_html(
                asked.html, reply_markup=force, do_quote=is_group, allow_sending_without_reply=True
            )
        )
        await self._services.workers.run(partial(self._digests.prompts.ask, place(update), sent.message_id, wanted))

    # The card

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
                await self._prompt(update, message, Prompt(subscription.id, action.value))
            case CardButton.START if subscription.kind is SubscriptionKind.DIGEST and subscription.zone is None:
                await self._prompt(update, message, Prompt(subscription.id, "start"))
            case CardButton.TIMES | CardButton.DAYS | CardButton.STORIES | CardButton.REMOVE:
                rows = SUBMENUS[action.button](subscription, language)
                text = phrase(language, f"choose {action.button}")
                await edit(query, Reply(html.escape(text, quote=False), rows))
            case CardButton.REMOVE_CONFIRMED:
                await self._services.workers.run(partial(self._digests.remove, subscription.id))
                if not await _clear_away(message):
                    await edit(query, Reply(html.escape(phrase(language, "removed"), quote=False)))
            case CardButton.PREVIEW:
                await self._preview(message, subscription, language)
            case _:
                values = _button_values(action, subscription, where.thread)
                changed = await self._services.workers.run(partial(self._change, subscription.id, where.chat, values))
                if action.button is CardButton.START and changed is not None and await _clear_away(message):
                    return
                if changed is not None:
                    counting = await self._counted(changed)
                    week = counting.result() if counting.done() else None
                    await edit(query, self._card(changed, language, where.thread, week))
                    self._add_when_counted(message, counting, changed, language, where.thread)

    def _share_zone(self, chat: int, zone: str) -> None:
        """Let a city that was named hold for the chat's other open cards, too, which asked for it."""
        for id in self._digests.subscriptions.share_zone(chat, zone):
            self._digests.prompts.leave_to_replies(chat, Prompt(id, "zone"))

    def _change(self, id: int, chat: int, values: Values) -> Subscription | None:
        """Change a subscription of a chat; "chosen" in the values is the id of a person who speaks."""
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

    async def _send_card(
        self, update: Update, message: Message, subscription: Subscription, notes: Sequence[str] = ()
    ) -> None:
        """Show a card at once; what the last week would have brought is added when it is counted."""
        language = self._services.language_of(update)
        thread = (message.message_thread_id if message.is_topic_message else None) or 0
        lacks_zone = subscription.zone is None and subscription.kind is SubscriptionKind.DIGEST
        if not (lacks_zone and message.chat.type == ChatType.CHANNEL):  # there one post must do
            counting = await self._counted(subscription)
            week = counting.result() if counting.done() else None
            sent = await send(message, self._card(subscription, language, thread, week, notes))
            self._add_when_counted(sent, counting, subscription, language, thread, notes)
        if lacks_zone:
            await self._prompt(update, message, Prompt(subscription.id, "zone"))

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


def _called(update: Update) -> Markup | None:
    """A mention of who acts, by which their app opens a reply; None for an anonymous admin."""
    person, message = update.effective_user, update.message
    if person is None or (message is not None and message.sender_chat is not None):
        return None
    return mention(shortened(person.full_name, 60), person.id)


def _notice(action: CardAction, subscription: Subscription, message: Message, language: str) -> str | None:
    """What a press is answered with, where the card doesn't stay to say it: in channels."""
    if message.chat.type != ChatType.CHANNEL:
        return None
    if action.button is CardButton.REMOVE_CONFIRMED:
        return phrase(language, "removed")
    lacks_zone = subscription.kind is SubscriptionKind.DIGEST and subscription.zone is None
    return phrase(language, "card active") if action.button is CardButton.START and not lacks_zone else None


async def _clear_away(*messages: object) -> bool:
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


class _AnswersPrompt(filters.UpdateFilter):
    """Matches a message that answers a prompt."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services

    def filter(self, update: Update) -> bool:
        return _answered_prompt(self._services, update) is not None


def _answered_prompt(services: Services, update: Update) -> Prompt | None:
    """The prompt that a message answers; None for one that is plainly something else, like a question or a link."""
    message = update.message or update.channel_post
    if message is None or message.forward_origin is not None:
        return None
    replied = message.reply_to_message
    prompt = services.digests.prompts.answered_by(place(update), replied.message_id if replied else None)
    return prompt if prompt is not None and prompt.may_be_answered_by(message.text or "") else None


class _IsWish(filters.UpdateFilter):
    """Matches "tell me when …" and "housing weekly", addressed to the bot."""

    def filter(self, update: Update) -> bool:
        message = update.message
        if message is None or message.forward_origin is not None:
            return False
        text = _without_mention(message)
        bot = message.get_bot()
        return (alert_request(text) is not None or is_wish(text)) and is_addressed(message, bot.id, bot.username)


def _without_mention(message: Message) -> str:
    return (message.text or "").replace(f"@{message.get_bot().username}", " ")


def _which_person(subscription: Subscription, interest: ParsedInterest, language: str) -> Reply:
    """Ask which of several people of a name is meant."""
    labels = [f"{each.name} ({each.roles[0]})" if each.roles else each.name for each in interest.people]
    buttons = tuple(
        (Button(shortened(label, 40), CardAction(subscription.id, CardButton.SET_SPEAKER, str(each.id))),)
        for label, each in zip(labels, interest.people, strict=True)
    )
    text = phrase(language, "silence ambiguous", speaker=shortened(interest.speaker or "", 100))
    return Reply(html.escape(text, quote=False), buttons)


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
