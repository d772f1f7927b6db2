"""/admin: what the bot's admins want to see, page by page; in private only, since in a group all would read it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import fields
from datetime import UTC, datetime
from functools import partial

from telegram import Message, Update
from telegram.ext import CallbackQueryHandler, CommandHandler, ContextTypes, filters

from bot.chats.access import PUBLIC, Role
from bot.feeds.status import summary
from bot.handlers.admission import asked_at, described
from bot.handlers.base import Handlers
from bot.handlers.incoming import button_press, new_message, sender
from bot.handlers.replies import acknowledge, edit, send, send_text
from bot.handlers.services import Services
from bot.health.report import examine
from bot.messages.callback_data import AdminPage, DecideAdmission, ShowAdminPage, carries
from bot.messages.html import Markup, bold, own, plain, shortened, together
from bot.messages.phrases import phrase
from bot.messages.reply import Button, Reply, Rows

LINES = 40  # of a page
LINE = 160  # UTF-16 units of a line
EMPTY = {
    AdminPage.MEMBERS: "no members",
    AdminPage.REQUESTS: "no requests",
    AdminPage.SOURCES: "no feeds",
    AdminPage.DECISIONS: "no decisions",
    AdminPage.LIMITS: "no limits",
}  # what a page without lines says
FEET = {AdminPage.GRANTS: "how to grant"}  # what stands below the lines of a page
WAITING = 8  # people who wait for a decision, on a page


class AdminMenu:
    """Shows admins who may do what, what is read, what was decided, and how the bot is."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._lines: dict[AdminPage, Callable[[str], Iterable[str]]] = {
            AdminPage.MEMBERS: self._members,
            AdminPage.REQUESTS: self._requests,
            AdminPage.GRANTS: self._grants,
            AdminPage.SOURCES: self._sources,
            AdminPage.DECISIONS: self._decisions,
            AdminPage.LIMITS: self._limits,
            AdminPage.HEALTH: self._health,
        }

    def handlers(self) -> Handlers:
        """The handlers to register."""
        new = filters.UpdateType.MESSAGE
        return [
            CommandHandler("admin", self.menu, new),
            CommandHandler("members", self.members, new),
            CommandHandler("decisions", self.decisions, new),
            CallbackQueryHandler(self.show, carries(ShowAdminPage)),
        ]

    async def menu(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """/admin: the menu."""
        await self._send(update, AdminPage.MENU)

    async def members(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """/members: who has which role."""
        await self._send(update, AdminPage.MEMBERS)

    async def decisions(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """/decisions: the end of the log of what admins decided."""
        await self._send(update, AdminPage.DECISIONS)

    async def show(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Show the page of a pressed button."""
        (query, choice), services = button_press(update), self._services
        assert isinstance(choice, ShowAdminPage)
        language = services.language_of(update)
        private = isinstance(query.message, Message) and query.message.chat.type == "private"
        if not private or services.access.role(query.from_user.id) is not Role.ADMIN:
            await acknowledge(query, phrase(language, "for bot admins"))
            return
        await acknowledge(query)
        reply = await services.workers.run(partial(self._page, choice.page, language))
        await edit(query, reply)

    async def _send(self, update: Update, page: AdminPage) -> None:
        message, services = new_message(update), self._services
        language = services.language_of(update)
        if message.chat.type != "private" or services.access.role(sender(update)) is not Role.ADMIN:
            await send_text(message, phrase(language, "for bot admins"))
            return
        await send(message, await services.workers.run(partial(self._page, page, language)))

    def _page(self, page: AdminPage, language: str) -> Reply:
        if page is AdminPage.MENU:
            return Reply(plain(phrase(language, "admin menu")).html, self._menu(language))
        lines = [shortened(line, LINE) for line in self._lines[page](language)]
        foot = FEET.get(page) if lines else EMPTY.get(page)
        if len(lines) > LINES:
            kept = LINES - 1
            lines = [phrase(language, "more lines", count=len(lines) - kept), *lines[-kept:]]
        last = own(phrase(language, foot)) if foot else Markup()
        shown = together([bold(phrase(language, f"admin {page.value}")), *map(plain, lines), last], "\n")
        back = (Button(phrase(language, "button back"), ShowAdminPage(AdminPage.MENU)),)
        waiting = self._decide(language) if page is AdminPage.REQUESTS else ()
        return Reply(shown.html, (*waiting, back))

    @staticmethod
    def _menu(language: str) -> Rows:
        buttons = [Button(phrase(language, f"admin {page.value}"), ShowAdminPage(page)) for page in list(AdminPage)[1:]]
        return tuple(tuple(buttons[first : first + 2]) for first in range(0, len(buttons), 2))

    def _members(self, language: str) -> Iterable[str]:
        members = sorted(self._services.access.members().items(), key=lambda member: (member[1], -member[0]))
        return [f"{id}: {role.name.lower()}" for id, role in members]

    def _requests(self, language: str) -> Iterable[str]:
        waiting = self._services.access.requests()
        return [f"{described(each)} · {asked_at(each)} {each.language}".rstrip() for each in waiting]

    def _decide(self, language: str) -> Rows:
        """Buttons to admit or turn away those who wait longest."""
        return tuple(
            (
                Button(f"{phrase(language, 'button admit')} {each.subject}", DecideAdmission(each.subject, admit=True)),
                Button(
                    f"{phrase(language, 'button refuse')} {each.subject}", DecideAdmission(each.subject, admit=False)
                ),
            )
            for each in self._services.access.requests()[:WAITING]
        )

    def _grants(self, language: str) -> Iterable[str]:
        seen: dict[str, list[str]] = {name: [] for name in self._services.collections()}
        for chat, name in self._services.access.grants():
            seen.setdefault(name, []).append(str(chat))
        seen.pop(PUBLIC, None)
        lines = [f"{name}: {', '.join(chats) or phrase(language, 'seen by none')}" for name, chats in seen.items()]
        return [f"{PUBLIC}: {phrase(language, 'seen by all')}", *lines]

    def _sources(self, language: str) -> Iterable[str]:
        now = datetime.now(UTC)
        feeds = self._services.feeds.listing()
        return [f"{feed.name}: {summary(feed, language, now)}" for feed in feeds]

    def _decisions(self, language: str) -> Iterable[str]:
        decisions = self._services.access.decisions()
        return [f"{each.at:%Y-%m-%d %H:%M} {each.by} → {each.subject}: {each.decision}" for each in decisions]

    def _limits(self, language: str) -> Iterable[str]:
        limits = self._services.throttle.limits
        if limits is None:
            return []
        return [f"{each.name}: {getattr(limits, each.name)}" for each in fields(limits)]

    def _health(self, language: str) -> Iterable[str]:
        services = self._services
        health = examine(services.index.data, server=services.database.server)
        counts = (f"{name}: {count}" for name, count in {**health.counts, **health.outbox}.items())
        free = f"{health.disk_free // 1_000_000} MB"
        return [*counts, phrase(language, "disk free", free=free), *(health.problems or [phrase(language, "all well")])]
