"""Subscribing to digests and alerts: in words first, then with the buttons of a card."""

from __future__ import annotations

import html
from datetime import UTC, datetime, time
from functools import partial
from typing import TYPE_CHECKING, Any

from telegram import CallbackQuery, ForceReply, Message, Update
from telegram.ext import CallbackQueryHandler, CommandHandler, ContextTypes, MessageHandler, filters

from bot.chats.place import Place
from bot.digests import settings_card, time_zones
from bot.digests.composer import subject
from bot.digests.interests import ParsedInterest, asked_to_be_told, named, of_question, wished
from bot.digests.prompts import Prompt
from bot.digests.render import written
from bot.digests.subscriptions import Subscription, SubscriptionKind, SubscriptionState
from bot.handlers.base import Handlers
from bot.handlers.incoming import addressed, button_press, new_message, place, sender
from bot.handlers.permissions import may_set
from bot.handlers.replies import acknowledge, insisting, send, show, tell, typing
from bot.handlers.services import Services
from bot.messages.callback_data import CardAction, CardButton, FollowAnswer, carries
from bot.messages.html import shortened
from bot.messages.phrases import phrase
from bot.messages.reply import Button, Reply

if TYPE_CHECKING:
    from bot.digests.service import DigestService

MOST = 50  # subscriptions of a chat
PREVIEWED = 2  # messages of a preview
CHOICES = {
    CardButton.TIMES: settings_card.times,
    CardButton.DAYS: settings_card.days,
    CardButton.REMOVE: settings_card.sure,
}


class SubscriptionCommands:
    def __init__(self, services: Services) -> None:
        self._services = services

    @property
    def _digests(self) -> DigestService:
        return self._services.digests

    def handlers(self) -> Handlers:
        new = filters.UpdateType.MESSAGE
        typed = new & filters.TEXT & ~filters.COMMAND
        return [
            CommandHandler(["subscribe", "alert"], self.subscribe, new),
            CommandHandler("subscriptions", self.list, new),
            CallbackQueryHandler(self.pressed, carries(CardAction)),
            CallbackQueryHandler(self.follow, carries(FollowAnswer)),
            MessageHandler(typed & _Prompted(self._services), self.typed),
            MessageHandler(typed & _Told(), self.told),
        ]

    # beginning

    async def subscribe(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """/subscribe or /alert, with or without what to be told about."""
        kind = (
            SubscriptionKind.ALERT
            if (new_message(update).text or "").lower().startswith("/alert")
            else SubscriptionKind.DIGEST
        )
        await self._begin(update, context, kind, " ".join(context.args or ()))

    async def told(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """ "Tell me when Varga speaks about housing"."""
        text = (new_message(update).text or "").replace(f"@{context.bot.username}", " ")
        await self._begin(update, context, SubscriptionKind.ALERT, asked_to_be_told(text) or "")

    async def _begin(
        self, update: Update, context: ContextTypes.DEFAULT_TYPE, kind: SubscriptionKind, text: str
    ) -> None:
        message, services, where = new_message(update), self._services, place(update)
        language = services.language_of(update)
        if not await may_set(services, message, sender(update), context.bot):
            await tell(message, phrase(language, "for admins"))
            return
        if await self._too_many(where.chat):
            await tell(message, phrase(language, "too many subscriptions", most=MOST))
            return

        def draft() -> tuple[Subscription, ParsedInterest]:
            wish = wished(services.index, text, services.access.collections(where.chat)) if text else ParsedInterest()
            return self._draft(where, kind, language, wish), wish

        async with typing(message):
            one, wish = await services.workers.run(draft)
        if not text:
            await self._ask(message, where, one.id, "subject", language)
        elif wish.people:
            await send(message, _which(one, wish, language))
        else:
            await self._present(message, one, language)

    async def follow(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """The button under an answer: be told when more of it comes."""
        (query, action), services = button_press(update), self._services
        assert isinstance(action, FollowAnswer)
        language, where, message = services.language_of(update), place(update), query.message
        asked = await services.workers.run(partial(services.history.find, action.answer))
        if asked is None or not isinstance(message, Message) or asked.place.chat != where.chat:
            await acknowledge(query, phrase(language, "not kept"))
            return
        if not await may_set(services, message, query.from_user.id, context.bot):
            await acknowledge(query, phrase(language, "for admins"))
            return
        if await self._too_many(where.chat):
            await acknowledge(query, phrase(language, "too many subscriptions", most=MOST))
            return

        def draft() -> tuple[Subscription, ParsedInterest]:
            wish = of_question(services.index, asked.answer.question, services.access.collections(where.chat))
            return self._draft(where, SubscriptionKind.ALERT, language, wish), wish

        one, wish = await services.workers.run(draft)
        await acknowledge(query)
        if wish.people:
            await send(message, _which(one, wish, language))
        else:
            await self._present(message, one, language)

    def _draft(self, where: Place, kind: SubscriptionKind, language: str, wish: ParsedInterest) -> Subscription:
        after = self._digests.composer.begin() if kind is SubscriptionKind.DIGEST else self._digests.composer.newest()
        return self._digests.subscriptions.draft(
            where, kind, language, after, speaker=wish.speaker, topic=wish.topic, outlet=wish.outlet
        )

    async def _too_many(self, chat: int) -> bool:
        return len(await self._services.workers.run(partial(self._digests.subscriptions.of, chat))) >= MOST

    # what there is

    async def list(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        services, where = self._services, place(update)
        language = services.language_of(update)
        found = await services.workers.run(partial(self._digests.subscriptions.of, where.chat))
        await send(
            new_message(update), settings_card.listed([(one, self._subject(one, language)) for one in found], language)
        )

    # typing

    async def typed(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """What one of our messages asked for."""
        message, services, where = new_message(update), self._services, place(update)
        language, text = services.language_of(update), (message.text or "").strip()
        replied = message.reply_to_message
        wanted = await services.workers.run(
            partial(self._digests.prompts.answered_by, where, replied.message_id if replied else None)
        )
        if wanted is None or not await may_set(services, message, sender(update), context.bot):
            await tell(message, phrase(language, "for admins" if wanted else "subscription gone"))
            return
        values: dict[str, Any]
        match wanted.wanted:
            case "zone" | "start":
                async with typing(message):
                    found = await time_zones.find(text)
                values = {"zone": found.zone} if found else {}
                if values and wanted.wanted == "start":
                    values["state"] = SubscriptionState.ACTIVE
            case "time":
                at = settings_card.typed_time(text)
                values = {"at": at} if at else {}
            case _:
                async with typing(message):
                    wish = await services.workers.run(
                        partial(wished, services.index, text, services.access.collections(where.chat))
                    )
                values = {"speaker": wish.speaker, "topic": wish.topic, "outlet": wish.outlet}
        if not values:
            await self._ask(message, where, wanted.subscription, wanted.wanted, language, again=shortened(text, 60))
            return
        await services.workers.run(partial(self._digests.prompts.close, where))
        one = await services.workers.run(partial(self._change, wanted.subscription, where.chat, values))
        if one is None:
            await tell(message, phrase(language, "subscription gone"))
        elif wanted.wanted == "subject" and wish.people:
            await send(message, _which(one, wish, language))
        else:
            await self._present(message, one, language)

    async def _ask(
        self, message: Message, where: Place, subscription: int, wanted: str, language: str, again: str = ""
    ) -> None:
        """Ask for something to be typed, as a reply so that groups' privacy mode lets it through."""
        name = "zone" if wanted == "start" else wanted
        text = phrase(language, f"ask {name}")
        if again:
            text = phrase(language, f"bad {name}", text=again) + " " + text
        sent = await insisting(
            lambda: message.reply_html(
                html.escape(text, quote=False), reply_markup=ForceReply(selective=True),
                do_quote=message.chat.type != "private", allow_sending_without_reply=True,
            )
        )  # fmt: skip
        await self._services.workers.run(
            partial(self._digests.prompts.ask, where, sent.message_id, Prompt(subscription, wanted))
        )

    # the card

    async def pressed(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        (query, action), services = button_press(update), self._services
        assert isinstance(action, CardAction)
        language, where, message = services.language_of(update), place(update), query.message
        one = await services.workers.run(partial(self._digests.subscriptions.find, action.subscription))
        if one is None or one.chat != where.chat or not isinstance(message, Message):
            await acknowledge(query, phrase(language, "subscription gone"))
            return
        if not await may_set(services, message, query.from_user.id, context.bot):
            await acknowledge(query, phrase(language, "for admins"))
            return
        await self._do(action, one, query, message, where, language)

    async def _do(
        self,
        action: CardAction,
        one: Subscription,
        query: CallbackQuery,
        message: Message,
        where: Place,
        language: str,
    ) -> None:
        match action.button:
            case CardButton.ASK:
                await acknowledge(query)
                await self._ask(message, where, one.id, action.value, language)
            case CardButton.START if one.kind is SubscriptionKind.DIGEST and one.zone is None:
                await acknowledge(query)
                await self._ask(message, where, one.id, "start", language)
            case CardButton.TIMES | CardButton.DAYS | CardButton.REMOVE:
                rows = CHOICES[action.button](one, language)
                await acknowledge(query)
                text = phrase(language, f"choose {action.button}")
                await show(query, Reply(html.escape(text, quote=False), rows))
            case CardButton.REMOVE_CONFIRMED:
                await self._services.workers.run(partial(self._digests.remove, one.id))
                await acknowledge(query)
                await show(query, Reply(html.escape(phrase(language, "removed"), quote=False)))
            case CardButton.PREVIEW:
                await acknowledge(query)
                await self._preview(message, one, language)
            case _:
                changed = await self._services.workers.run(
                    partial(self._change, one.id, where.chat, _values(action, one, where.thread))
                )
                await acknowledge(query)
                if changed is not None:
                    reply = await self._services.workers.run(partial(self._card, changed, language, where.thread))
                    await show(query, reply)

    def _change(self, id: int, chat: int, values: dict[str, Any]) -> Subscription | None:
        one = self._digests.subscriptions.find(id)
        if one is None or one.chat != chat:
            return None
        if "who" in values:
            collections = self._services.access.collections(chat)
            values["speaker"] = named(self._services.index, values.pop("who"), collections) or one.speaker
        begins = values.get("state") is SubscriptionState.ACTIVE and one.state in (
            SubscriptionState.DRAFT,
            SubscriptionState.PAUSED,
        )
        if values.get("kind", one.kind) is SubscriptionKind.ALERT and (begins or "kind" in values):
            values["after"] = self._digests.composer.newest()  # an alert is for what comes from now on
        return self._digests.subscriptions.change(id, **values) if values else one

    def _card(self, one: Subscription, language: str, thread: int) -> Reply:
        week = self._digests.composer.week(one)
        return settings_card.card(one, self._subject(one, language), language, datetime.now(UTC), week, thread)

    async def _present(self, message: Message, one: Subscription, language: str) -> None:
        thread = message.message_thread_id if message.is_topic_message else None
        async with typing(message):
            reply = await self._services.workers.run(partial(self._card, one, language, thread or 0))
        await send(message, reply)
        if one.zone is None and one.kind is SubscriptionKind.DIGEST:
            await self._ask(message, one.place, one.id, "zone", language)

    async def _preview(self, message: Message, one: Subscription, language: str) -> None:
        async with typing(message):
            edition = await self._services.workers.run(partial(self._digests.composer.preview, one, language))
        for number in range(min(PREVIEWED, len(edition.pages))):
            text = written(edition, number)
            if text:
                await send(message, Reply(text))

    def _subject(self, one: Subscription, language: str) -> str:
        return subject(one, language)


class _Prompted(filters.UpdateFilter):
    """A message that answers one of ours which asked for something to be typed."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services

    def filter(self, update: Update) -> bool:
        message = update.message
        if message is None or message.from_user is None:
            return False
        replied = message.reply_to_message
        number = replied.message_id if replied else None
        return self._services.digests.prompts.answered_by(place(update), number) is not None


class _Told(filters.UpdateFilter):
    """ "Tell me when …", said to the bot."""

    def filter(self, update: Update) -> bool:
        message = update.message
        if message is None or asked_to_be_told(_unaddressed(message)) is None:
            return False
        bot = message.get_bot()
        return addressed(message, bot.id, bot.username)


def _unaddressed(message: Message) -> str:
    return (message.text or "").replace(f"@{message.get_bot().username}", " ")


def _which(one: Subscription, wish: ParsedInterest, language: str) -> Reply:
    """Which of several people of a name is meant."""
    labels = [f"{each.name} ({each.roles[0]})" if each.roles else each.name for each in wish.people]
    buttons = tuple(
        (Button(shortened(label, 40), CardAction(one.id, CardButton.SET_SPEAKER, str(each.id))),)
        for label, each in zip(labels, wish.people, strict=True)
    )
    text = phrase(language, "silence ambiguous", speaker=shortened(wish.speaker or "", 100))
    return Reply(html.escape(text, quote=False), buttons)


def _values(action: CardAction, one: Subscription, thread: int) -> dict[str, Any]:
    """The fields that a button sets."""
    match action.button:
        case CardButton.SET_KIND:
            if action.value == one.kind:
                return {}
            # A digest can't begin before its zone is known.
            stops = (
                action.value == SubscriptionKind.DIGEST and one.zone is None and one.state is SubscriptionState.ACTIVE
            )
            return {"kind": SubscriptionKind(action.value)} | ({"state": SubscriptionState.DRAFT} if stops else {})
        case CardButton.SET_TIME:
            return {"at": time.fromisoformat(action.value)}
        case CardButton.SET_DAYS:
            return {"weekdays": settings_card.weekdays(action.value)}
        case CardButton.TOGGLE_QUIET:
            return {"quiet": not one.quiet}
        case CardButton.START:
            return {"state": SubscriptionState.ACTIVE, "why": None}
        case CardButton.PAUSE:
            return {"state": SubscriptionState.PAUSED, "why": None}
        case CardButton.MOVE_HERE:
            return {"thread": thread}
        case CardButton.SET_SPEAKER:
            return {"who": int(action.value)}
        case _:
            return {}
