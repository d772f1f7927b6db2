"""Subscribing to digests and alerts: by commands, in plain words, and under an answer."""

from __future__ import annotations

import html
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from telegram import Bot, Message, Update
from telegram.ext import CallbackQueryHandler, CommandHandler, ContextTypes, MessageHandler, filters

from bot.answers.remarks import is_refusal
from bot.chats.place import Place
from bot.digests import settings_card, time_zones
from bot.digests.alert_requests import alert_request
from bot.digests.composer import describe_interest
from bot.digests.interests import ParsedInterest, interest_of_question
from bot.digests.prompts import Prompt
from bot.digests.subscriptions import Subscription, SubscriptionKind, SubscriptionState
from bot.digests.understood_wishes import UnderstoodWish, understand_wish
from bot.digests.wish_changes import ChangeKind, WishedChange, names_subscription, read_change, subscriptions_named
from bot.digests.wishes import is_wish, read_wish
from bot.handlers.base import Handlers, answer
from bot.handlers.incoming import button_press, is_addressed, new_message, place, sender
from bot.handlers.permissions import may_configure
from bot.handlers.replies import acknowledge, send, send_text, typing
from bot.handlers.services import Services
from bot.handlers.subscription_cards import SubscriptionCards, Values, clear_away
from bot.handlers.subscription_prompts import AnswersClosedPrompt, AnswersPrompt, answered_prompt, ask_for_value
from bot.messages.callback_data import BeginSubscription, CardAction, CardButton, FollowAnswer, carries
from bot.messages.html import shortened
from bot.messages.phrases import phrase
from bot.messages.reply import Button, Reply

if TYPE_CHECKING:
    from bot.digests.service import DigestService

MAX_SUBSCRIPTIONS = 50  # of a chat


class SubscriptionCommands:
    """Makes, shows and changes the subscriptions of a chat.

    A subscription begins as a draft with a card. What its buttons can't offer is typed in answer to a prompt.
    """

    def __init__(self, services: Services, cards: SubscriptionCards) -> None:
        """Take commands and typed values.

        Args:
            services: What handlers share.
            cards: Show what was made or changed.
        """
        self._services = services
        self._cards = cards

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
            CallbackQueryHandler(self.follow, carries(FollowAnswer)),
            CallbackQueryHandler(self.begin, carries(BeginSubscription)),
            MessageHandler(typed & _LeavesPrompt(self._services), self.cancel),
            MessageHandler(typed & AnswersPrompt(self._services), self.receive_value),
            MessageHandler(typed & AnswersClosedPrompt(self._services), self.tell_closed),
            MessageHandler(typed & _IsChange(self._services), self.change_in_words),
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
            await self._cards.send(update, message, subscription)

    async def _begin(self, update: Update, message: Message, bot: Bot, kind: SubscriptionKind, text: str) -> None:
        services, where = self._services, place(update)
        language = services.language_of(update)
        if not await may_configure(services, message, where.person, bot):
            await send_text(message, phrase(language, "for admins"))
            return
        if await self._has_too_many(where.chat):
            await send_text(message, phrase(language, "too many subscriptions", most=MAX_SUBSCRIPTIONS))
            return

        def draft() -> list[tuple[Subscription, UnderstoodWish, str | None]]:
            wish = understand_wish(services.index.view(services.access.collections(where.chat)), text)
            drafts = [(self._draft(where, each.kind(kind), language, each.values()), each) for each in wish.each]
            return [(drafted, each, self._digests.composer.holder(drafted)) for drafted, each in drafts]

        async with typing(message):
            drafts = await services.workers.run(draft)
        several = (phrase(language, "wish several", count=len(drafts)),) if len(drafts) > 1 else ()
        for subscription, wish, holder in drafts:
            notes = (phrase(language, "wish office", speaker=holder),) if holder else ()
            await self._show_draft(update, message, subscription, wish, (*notes, *several))
        await clear_away(message)

    async def _show_draft(
        self, update: Update, message: Message, subscription: Subscription, wish: UnderstoodWish, notes: Sequence[str]
    ) -> None:
        """Show the card of a draft, or ask for what is missing of it."""
        language = self._services.language_of(update)
        if wish.is_empty:
            await ask_for_value(self._services, update, message, Prompt(subscription.id, "subject"))
        elif wish.interest.people:
            await send(message, _which_person(subscription, wish.interest, language))
        else:
            await self._cards.send(update, message, subscription, (*wish.notes(language), *notes))

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

    async def change_in_words(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Words like "make it 9:15" or "stop the harbour digest": of one subscription its card, of several the list."""
        message, services, where = new_message(update), self._services, place(update)
        language, change = services.language_of(update), read_change(_without_mention(message))
        assert change is not None
        if not await may_configure(services, message, where.person, context.bot):
            await send_text(message, phrase(language, "for admins"))
            return
        meant = await services.workers.run(partial(self._meant, change, where, language))
        if meant is None:
            await self.list(update, context)
        elif change.kind is ChangeKind.REMOVE:
            question = phrase(language, "remove which", subject=shortened(describe_interest(meant, language), 200))
            buttons = settings_card.removal_buttons(meant, language)
            await send(message, Reply(html.escape(question, quote=False), buttons))
        else:
            states = {ChangeKind.PAUSE: SubscriptionState.PAUSED, ChangeKind.RESUME: SubscriptionState.ACTIVE}
            state: Values = {"state": states[change.kind], "why": None} if change.kind in states else {}
            values = change.values(meant) | state
            changed = await services.workers.run(partial(self._cards.change, meant.id, where.chat, values))
            if changed is not None:
                refused = ", ".join(change.wish.refused)
                notes = [phrase(language, "wish refused", text=refused)] if refused else []
                await self._cards.send(update, message, changed, notes)

    def _meant(self, change: WishedChange, where: Place, language: str) -> Subscription | None:
        """The subscription that is to change: the one that is named, or the newest; None where several may be meant."""
        every = _open_to(change.kind, self._digests.subscriptions.newest_first(where))
        if change.subject:
            found = subscriptions_named(change.subject, [(each, describe_interest(each, language)) for each in every])
            return found[0] if len(found) == 1 else None
        if change.kind is ChangeKind.ALTER:  # an alert has no days
            return next((each for each in every if each.kind is SubscriptionKind.DIGEST), next(iter(every), None))
        return every[0] if len(every) == 1 else None

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
        prompt = await services.workers.run(partial(answered_prompt, services, update))
        if prompt is None or not await may_configure(services, message, sender(update), context.bot):
            await send_text(message, phrase(language, "for admins" if prompt else "subscription gone"))
            return
        values, wish = await self._typed_values(prompt, message, text, where)
        if not values and await services.workers.run(partial(self._names_somebody, text, where.chat)):
            await answer(services, message, partial(self._answered, text, where, language))
            return
        if not values:
            await ask_for_value(self._services, update, message, prompt, rejected=shortened(text, 60))
            return
        await services.workers.run(partial(self._digests.prompts.settle, where.chat, prompt))
        subscription = await services.workers.run(partial(self._cards.change, prompt.subscription, where.chat, values))
        if isinstance(zone := values.get("zone"), str):
            await services.workers.run(partial(self._cards.share_zone, where.chat, zone))
        if subscription is None:
            await send_text(message, phrase(language, "subscription gone"))
        elif wish is not None and wish.interest.people:
            await send(message, _which_person(subscription, wish.interest, language))
        else:
            await self._cards.send(update, message, subscription, wish.notes(language) if wish else ())
        await clear_away(message.reply_to_message, message)

    async def tell_closed(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """A reply to a prompt that was answered or left."""
        await send_text(new_message(update), phrase(self._services.language_of(update), "prompt closed"))

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


class _LeavesPrompt(filters.UpdateFilter):
    """Matches "never mind" in place of what the bot has asked for."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services

    def filter(self, update: Update) -> bool:
        message = update.message
        if message is None or not is_refusal(_without_mention(message)):
            return False
        where, replied = place(update), message.reply_to_message
        to = replied.message_id if replied else None
        prompts, checks = self._services.digests.prompts, self._services.check_prompts
        return prompts.answered_by(where, to) is not None or checks.is_answered_by(where, to)


def _open_to(kind: ChangeKind, every: list[Subscription]) -> list[Subscription]:
    """Those of some subscriptions to which a change can be meant: a draft left lying is neither paused nor resumed."""
    if kind is ChangeKind.ALTER:
        return every
    started = [each for each in every if each.state is not SubscriptionState.DRAFT]
    if kind is ChangeKind.REMOVE:
        return started or every
    is_to_resume = kind is ChangeKind.RESUME
    return [each for each in started if (each.state is SubscriptionState.PAUSED) is is_to_resume]


class _IsChange(filters.UpdateFilter):
    """Matches "make it 9:15" and "stop the harbour digest" where something is subscribed."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services

    def filter(self, update: Update) -> bool:
        message = update.message
        if message is None or message.forward_origin is not None:
            return False
        text, bot = _without_mention(message), message.get_bot()
        change = read_change(text)
        if change is None or not is_addressed(message, bot.id, bot.username):
            return False
        every = self._services.digests.subscriptions.newest_first(place(update))
        described = [(each, describe_interest(each, self._services.language_of(update))) for each in every]
        return bool(subscriptions_named(change.subject, described)) or (bool(every) and names_subscription(text))


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
