"""Subscribing to digests and alerts: by commands, in plain words, under an answer, and by the buttons of a card."""

from __future__ import annotations

import html
from datetime import UTC, datetime, time
from functools import partial
from typing import TYPE_CHECKING, Any

from telegram import CallbackQuery, ForceReply, Message, Update
from telegram.ext import CallbackQueryHandler, CommandHandler, ContextTypes, MessageHandler, filters

from bot.chats.place import Place
from bot.digests import settings_card, time_zones
from bot.digests.composer import describe_interest
from bot.digests.interests import (
    ParsedInterest,
    alert_request,
    interest_of_question,
    parse_interest,
    visible_person_name,
)
from bot.digests.prompts import Prompt
from bot.digests.render import message_html
from bot.digests.subscriptions import Subscription, SubscriptionKind, SubscriptionState
from bot.handlers.base import Handlers
from bot.handlers.incoming import button_press, is_addressed, new_message, place, sender
from bot.handlers.permissions import may_configure
from bot.handlers.replies import acknowledge, edit, send, send_text, typing, with_retries
from bot.handlers.services import Services
from bot.messages.callback_data import CardAction, CardButton, FollowAnswer, carries
from bot.messages.html import shortened
from bot.messages.phrases import phrase
from bot.messages.reply import Button, Reply

if TYPE_CHECKING:
    from bot.digests.service import DigestService

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

    @property
    def _digests(self) -> DigestService:
        return self._services.digests

    def handlers(self) -> Handlers:
        """The handlers to register, before those of questions and articles: typed values are neither."""
        new = filters.UpdateType.MESSAGE
        typed = new & filters.TEXT & ~filters.COMMAND
        return [
            CommandHandler(["subscribe", "alert"], self.subscribe, new),
            CommandHandler("subscriptions", self.list, new),
            CommandHandler("cancel", self.cancel, new),
            CallbackQueryHandler(self.press, carries(CardAction)),
            CallbackQueryHandler(self.follow, carries(FollowAnswer)),
            MessageHandler(typed & _AnswersPrompt(self._services), self.receive_value),
            MessageHandler(typed & _AsksForAlert(), self.subscribe_in_words),
        ]

    # New subscriptions

    async def subscribe(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """/subscribe or /alert [SUBJECT]: without a subject it is asked for."""
        is_alert = (new_message(update).text or "").lower().startswith("/alert")
        kind = SubscriptionKind.ALERT if is_alert else SubscriptionKind.DIGEST
        await self._begin(update, context, kind, " ".join(context.args or ()))

    async def subscribe_in_words(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """An alert asked for in words: "tell me when Varga speaks about housing"."""
        text = (new_message(update).text or "").replace(f"@{context.bot.username}", " ")
        await self._begin(update, context, SubscriptionKind.ALERT, alert_request(text) or "")

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
            return self._draft(where, SubscriptionKind.ALERT, language, interest), interest

        subscription, interest = await services.workers.run(draft)
        await acknowledge(query)
        if interest.people:
            await send(message, _which_person(subscription, interest, language))
        else:
            await self._send_card(message, subscription, language)

    async def _begin(
        self, update: Update, context: ContextTypes.DEFAULT_TYPE, kind: SubscriptionKind, text: str
    ) -> None:
        message, services, where = new_message(update), self._services, place(update)
        language = services.language_of(update)
        if not await may_configure(services, message, sender(update), context.bot):
            await send_text(message, phrase(language, "for admins"))
            return
        if await self._has_too_many(where.chat):
            await send_text(message, phrase(language, "too many subscriptions", most=MAX_SUBSCRIPTIONS))
            return

        def draft() -> tuple[Subscription, ParsedInterest]:
            interest = ParsedInterest()
            if text:
                interest = parse_interest(services.index.view(services.access.collections(where.chat)), text)
            return self._draft(where, kind, language, interest), interest

        async with typing(message):
            subscription, interest = await services.workers.run(draft)
        if not text:
            await self._prompt(message, where, subscription.id, "subject", language)
        elif interest.people:
            await send(message, _which_person(subscription, interest, language))
        else:
            await self._send_card(message, subscription, language)

    def _draft(self, where: Place, kind: SubscriptionKind, language: str, interest: ParsedInterest) -> Subscription:
        after = (
            self._digests.composer.digest_start()
            if kind is SubscriptionKind.DIGEST
            else self._digests.composer.alert_start()
        )
        return self._digests.subscriptions.draft(
            where, kind, language, after, speaker=interest.speaker, topic=interest.topic, outlet=interest.outlet
        )

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
        """/cancel: close the prompt that waits for an answer of this person."""
        where, run = place(update), self._services.workers.run
        waited = [
            await run(partial(each.close, where)) for each in (self._digests.prompts, self._services.check_prompts)
        ]
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
        values, interest = await self._typed_values(prompt, message, text, where)
        if not values:
            rejected = shortened(text, 60)
            await self._prompt(message, where, prompt.subscription, prompt.wanted, language, rejected)
            return
        await services.workers.run(partial(self._digests.prompts.close, where))
        subscription = await services.workers.run(partial(self._change, prompt.subscription, where.chat, values))
        if subscription is None:
            await send_text(message, phrase(language, "subscription gone"))
        elif interest is not None and interest.people:
            await send(message, _which_person(subscription, interest, language))
        else:
            await self._send_card(message, subscription, language)

    async def _typed_values(
        self, prompt: Prompt, message: Message, text: str, where: Place
    ) -> tuple[Values, ParsedInterest | None]:
        """What a typed text sets, nothing if it can't be understood; and the interest, if that was asked for."""
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
                    interest = await services.workers.run(
                        lambda: parse_interest(services.index.view(services.access.collections(where.chat)), text)
                    )
                return {"speaker": interest.speaker, "topic": interest.topic, "outlet": interest.outlet}, interest

    async def _prompt(
        self, message: Message, where: Place, subscription: int, wanted: str, language: str, rejected: str = ""
    ) -> None:
        """Ask for a value to be typed, as a reply: groups' privacy mode lets the answer to it through.

        Args:
            message: What is replied to.
            where: Where the value is expected, and from whom.
            subscription: Whose value.
            wanted: See `Prompt`.
            language: Code of the language to ask in.
            rejected: What was typed before and can't be understood.
        """
        name = "zone" if wanted == "start" else wanted
        text = phrase(language, f"ask {name}")
        if rejected:
            text = " ".join((phrase(language, f"bad {name}", text=rejected), text, phrase(language, "leave prompt")))
        sent = await with_retries(
            lambda: message.reply_html(
                html.escape(text, quote=False), reply_markup=ForceReply(selective=True),
                do_quote=message.chat.type != "private", allow_sending_without_reply=True,
            )
        )  # fmt: skip
        await self._services.workers.run(
            partial(self._digests.prompts.ask, where, sent.message_id, Prompt(subscription, wanted))
        )

    # The card

    async def press(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Do what a button of a card says."""
        (query, action), services = button_press(update), self._services
        assert isinstance(action, CardAction)
        language, where, message = services.language_of(update), place(update), query.message
        subscription = await services.workers.run(partial(self._digests.subscriptions.find, action.subscription))
        if subscription is None or subscription.chat != where.chat or not isinstance(message, Message):
            await acknowledge(query, phrase(language, "subscription gone"))
            return
        if not await may_configure(services, message, query.from_user.id, context.bot):
            await acknowledge(query, phrase(language, "for admins"))
            return
        await self._do(action, subscription, query, message, where, language)

    async def _do(
        self,
        action: CardAction,
        subscription: Subscription,
        query: CallbackQuery,
        message: Message,
        where: Place,
        language: str,
    ) -> None:
        match action.button:
            case CardButton.ASK:
                await acknowledge(query)
                await self._prompt(message, where, subscription.id, action.value, language)
            case CardButton.START if subscription.kind is SubscriptionKind.DIGEST and subscription.zone is None:
                await acknowledge(query)
                await self._prompt(message, where, subscription.id, "start", language)
            case CardButton.TIMES | CardButton.DAYS | CardButton.STORIES | CardButton.REMOVE:
                rows = SUBMENUS[action.button](subscription, language)
                await acknowledge(query)
                text = phrase(language, f"choose {action.button}")
                await edit(query, Reply(html.escape(text, quote=False), rows))
            case CardButton.REMOVE_CONFIRMED:
                await self._services.workers.run(partial(self._digests.remove, subscription.id))
                await acknowledge(query)
                await edit(query, Reply(html.escape(phrase(language, "removed"), quote=False)))
            case CardButton.PREVIEW:
                await acknowledge(query)
                await self._preview(message, subscription, language)
            case _:
                values = _button_values(action, subscription, where.thread)
                changed = await self._services.workers.run(partial(self._change, subscription.id, where.chat, values))
                await acknowledge(query)
                if changed is not None:
                    card = await self._services.workers.run(partial(self._card, changed, language, where.thread))
                    await edit(query, card)

    def _change(self, id: int, chat: int, values: Values) -> Subscription | None:
        """Change a subscription of a chat; "speaker_id" in the values is a person's id in place of a name."""
        subscription = self._digests.subscriptions.find(id)
        if subscription is None or subscription.chat != chat:
            return None
        if "speaker_id" in values:
            collections = self._services.access.collections(chat)
            name = visible_person_name(self._services.index.view(collections), values.pop("speaker_id"))
            values["speaker"] = name or subscription.speaker
        begins = values.get("state") is SubscriptionState.ACTIVE and subscription.state in (
            SubscriptionState.DRAFT,
            SubscriptionState.PAUSED,
        )
        if values.get("kind", subscription.kind) is SubscriptionKind.ALERT and (begins or "kind" in values):
            values["after"] = self._digests.composer.alert_start()  # an alert is for what comes from now on
        return self._digests.subscriptions.change(id, **values) if values else subscription

    def _card(self, subscription: Subscription, language: str, thread: int) -> Reply:
        week = self._digests.composer.count_last_week(subscription)
        now = datetime.now(UTC)
        return settings_card.subscription_card(
            subscription, describe_interest(subscription, language), language, now, week, thread
        )

    async def _send_card(self, message: Message, subscription: Subscription, language: str) -> None:
        thread = message.message_thread_id if message.is_topic_message else None
        async with typing(message):
            card = await self._services.workers.run(partial(self._card, subscription, language, thread or 0))
        await send(message, card)
        if subscription.zone is None and subscription.kind is SubscriptionKind.DIGEST:
            await self._prompt(message, subscription.place, subscription.id, "zone", language)

    async def _preview(self, message: Message, subscription: Subscription, language: str) -> None:
        async with typing(message):
            edition = await self._services.workers.run(partial(self._digests.composer.preview, subscription, language))
        for page in edition.first_pages[:PREVIEW_MESSAGES]:
            text = message_html(edition, page)
            if text:
                await send(message, Reply(text))


class _AnswersPrompt(filters.UpdateFilter):
    """Matches a message that answers a prompt."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services

    def filter(self, update: Update) -> bool:
        return _answered_prompt(self._services, update) is not None


def _answered_prompt(services: Services, update: Update) -> Prompt | None:
    """The prompt that a message answers; None for one that is plainly something else, like a question or a link."""
    message = update.message
    if message is None or message.from_user is None or message.forward_origin is not None:
        return None
    replied = message.reply_to_message
    prompt = services.digests.prompts.answered_by(place(update), replied.message_id if replied else None)
    return prompt if prompt is not None and prompt.may_be_answered_by(message.text or "") else None


class _AsksForAlert(filters.UpdateFilter):
    """Matches "tell me when …", addressed to the bot."""

    def filter(self, update: Update) -> bool:
        message = update.message
        if message is None or alert_request(_without_mention(message)) is None:
            return False
        bot = message.get_bot()
        return is_addressed(message, bot.id, bot.username)


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
    """The fields that a button sets; for "speaker_id" see `_change`."""
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
            return {"speaker_id": int(action.value)}
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
