"""The commands that are no questions: about the bot, the library, and what is kept."""

from __future__ import annotations

import html
from datetime import date
from functools import partial

from telegram import Bot, Message, Update
from telegram.error import BadRequest
from telegram.ext import CallbackQueryHandler, CommandHandler, ContextTypes, filters

from bot.access import Role
from bot.desk import ANONYMOUS, Desk, place, said, sender
from bot.dialogue import Button, Reply
from bot.docx import document
from bot.export import markdown, table
from bot.handlers.questions import Handlers, answer
from bot.handlers.speech import acknowledge, hand, send, show, tell
from bot.holdings import Holding, holdings
from bot.links import started
from bot.phrases import CATALOGUES, day, phrase

COMMANDS = ("ask", "who", "timeline", "check", "sources", "settings", "export", "forget", "privacy", "help", "start")
GROUP_COMMANDS = ("ask", "who", "timeline", "check", "sources", "settings", "help")
EXPORTED = 50  # answers in a file
LISTED = 30  # outlets in a message


class Commands:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def handlers(self) -> Handlers:
        new = filters.UpdateType.MESSAGE
        return [
            CommandHandler("start", self.start, new),
            CommandHandler("help", self.help, new),
            CommandHandler("sources", self.sources, new),
            CommandHandler("export", self.export, new),
            CommandHandler("forget", self.forget, new),
            CommandHandler("privacy", self.privacy, new),
            CommandHandler("settings", self.settings, new),
            CallbackQueryHandler(self.language, "^l:"),
        ]

    async def start(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Say hello; or, behind a link, what it leads to."""
        message, desk = said(update), self._desk
        language, where = desk.spoken(update), place(update)
        payload = (context.args or [""])[0] if message.chat.type == "private" else ""
        start = started(payload, context.bot.token)

        def work() -> Reply:
            collections = desk.access.collections(where.chat)
            opened = desk.dialogue.opened(where, start, language, collections) if start else None
            return opened or Reply(html.escape(phrase(language, "hello"), quote=False))

        await answer(desk, message, work)

    async def help(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        message, language = said(update), self._desk.spoken(update)
        names = COMMANDS if message.chat.type == "private" else GROUP_COMMANDS
        commands = "\n".join(f"/{name} – {phrase(language, f'command {name}')}" for name in names)
        text = phrase(language, "help", commands=commands)
        if message.chat.type == "private" and self._desk.access.role(sender(update)) >= Role.EDITOR:
            text += "\n\n" + phrase(language, "help editor")
        await tell(message, text)

    async def sources(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        desk, where = self._desk, place(update)

        def look() -> list[Holding]:
            return holdings(desk.index.store, desk.access.collections(where.chat))

        found = await desk.workers.run(look)
        await send(said(update), Reply(html.escape(_listed(found, desk.spoken(update)), quote=False)))

    async def export(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        desk, message, where = self._desk, said(update), place(update)
        language = desk.spoken(update)
        wanted = next((word.lower() for word in context.args or () if word.lower() in ("csv", "docx")), "md")

        def write() -> bytes | None:
            collections = desk.access.collections(where.chat)
            answers = [asked.within(collections) for asked in desk.conversations.recent(where, EXPORTED)]
            if not answers:
                return None
            match wanted:
                case "docx":
                    return document(answers, language)
                case "csv":
                    # The mark lets spreadsheets know that the table is UTF-8.
                    return table(answers).encode("utf-8-sig", "replace")
                case _:
                    return markdown(answers, language).encode("utf-8", "replace")

        written = await desk.workers.run(write)
        if written is None:
            await tell(message, phrase(language, "nothing to export"))
            return
        await hand(message, f"on-record.{wanted}", written, phrase(language, "exported"))

    async def forget(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        desk, person = self._desk, sender(update)
        language = desk.spoken(update)
        count = await desk.workers.run(partial(desk.conversations.forget, person))
        if said(update).chat.type == "private":
            await desk.workers.run(partial(desk.preferences.forget, person))
        await tell(said(update), phrase(language, "forgotten", count=count))

    async def privacy(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        await tell(said(update), phrase(self._desk.spoken(update), "privacy"))

    async def settings(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        message, language = said(update), self._desk.spoken(update)
        if not await self._may_set(message, sender(update), context.bot):
            await tell(message, phrase(language, "for admins"))
            return
        await send(message, _settings(language))

    async def language(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        query, desk = update.callback_query, self._desk
        assert query is not None
        chosen = (query.data or "").removeprefix("l:")
        message = query.message
        if not isinstance(message, Message) or chosen not in CATALOGUES:
            await acknowledge(query, phrase(desk.spoken(update), "not kept"))
            return
        if not await self._may_set(message, query.from_user.id, context.bot):
            await acknowledge(query, phrase(desk.spoken(update), "for admins"))
            return
        await desk.workers.run(partial(desk.preferences.choose_language, message.chat.id, chosen))
        await acknowledge(query)
        await show(query, _settings(chosen))

    async def _may_set(self, message: Message, person: int, bot: Bot) -> bool:
        """In a group its admins decide, anonymous ones included, and the bot's own."""
        chat = message.chat
        if chat.type == "private" or person == chat.id or self._desk.access.role(person) is Role.ADMIN:
            return True
        if person == ANONYMOUS:
            return True
        try:
            member = await bot.get_chat_member(chat.id, person)
        except BadRequest:
            return False
        return member.status in ("administrator", "creator")


def _settings(language: str) -> Reply:
    buttons = tuple(
        Button(("✓ " if each == language else "") + phrase(each, "language"), f"l:{each}") for each in CATALOGUES
    )
    return Reply(html.escape(phrase(language, "settings"), quote=False), (buttons,))


def _listed(found: list[Holding], language: str) -> str:
    if not found:
        return phrase(language, "silence empty")
    lines = [phrase(language, "sources", count=sum(each.articles for each in found))]
    for each in found[:LISTED]:
        name = " ".join((each.outlet or phrase(language, "no outlet")).split())[:80]
        span = ""
        if each.since and each.until:
            first, last = (day(language, date.fromisoformat(when)) for when in (each.since, each.until))
            span = f" ({first})" if first == last else f" ({first} – {last})"
        lines.append(f"{name}: {each.articles}{span}")
    if len(found) > LISTED:
        lines.append("…")
    return "\n".join(lines)
