"""How the bot presents itself in Telegram: its description, and the commands that each chat is offered."""

from __future__ import annotations

import contextlib
import logging
from functools import partial

from telegram import (
    Bot,
    BotCommand,
    BotCommandScope,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
    MenuButtonCommands,
)
from telegram.error import TelegramError

from bot.chats.access import Role
from bot.handlers.replies import with_retries
from bot.handlers.services import Services
from bot.messages.phrases import CATALOGUES, phrase

# As menus and /help list them.
COMMANDS = (
    "ask", "who", "timeline", "check", "chart", "subscribe", "alert", "subscriptions", "cancel", "sources", "settings",
    "export", "mydata", "forget", "privacy", "help", "start",
)  # fmt: skip
GROUP_COMMANDS = (
    "ask", "who", "timeline", "check", "chart", "subscribe", "alert", "subscriptions", "cancel", "sources", "settings",
    "help",
)  # fmt: skip
OF_EDITORS = ("people",)
OF_ADMINS = ("admin", "role", "grant", "revoke", "members", "decisions", "erase", "id")
MOST_MENUS = 100  # of people, that are set when the bot starts

log = logging.getLogger("onrecord")


def commands_of(role: Role) -> tuple[str, ...]:
    """The commands of somebody's private chat.

    Args:
        role: What they may do.
    """
    more = (OF_EDITORS if role >= Role.EDITOR else ()) + (OF_ADMINS if role >= Role.ADMIN else ())
    return COMMANDS + more


async def present(services: Services, bot: Bot) -> None:
    """Give the bot its commands and description; it works without them, so that each failure is only logged."""
    members = await services.workers.run(services.access.members)
    people = [id for id, role in members.items() if id > 0 and role >= Role.EDITOR][:MOST_MENUS]
    for step in (
        partial(_set_commands, bot, BotCommandScopeAllPrivateChats(), COMMANDS),
        partial(_set_commands, bot, BotCommandScopeAllGroupChats(), GROUP_COMMANDS),
        *(partial(_describe, bot, language) for language in CATALOGUES),
        partial(_show_menu_button, bot),
        *(partial(show_commands_of_role, services, bot, person) for person in people),
    ):
        try:
            await with_retries(step, repeatable=True)  # what is set twice is as it was set once
        except TelegramError as error:
            log.warning("the bot's commands or description could not be registered: %s", error)


async def show_commands_of_role(services: Services, bot: Bot, person: int) -> None:
    """Offer somebody in their private chat the commands of their role; whoever never wrote to the bot can't be."""
    if person < 0:
        return
    role, scope = services.access.role(person), BotCommandScopeChat(person)
    with contextlib.suppress(TelegramError):
        if role >= Role.EDITOR:
            await _set_commands(bot, scope, commands_of(role))
        else:
            for language in CATALOGUES:
                await bot.delete_my_commands(scope, language_code=_code(language))


async def _set_commands(bot: Bot, scope: BotCommandScope, names: tuple[str, ...]) -> None:
    for language in CATALOGUES:
        commands = [BotCommand(name, phrase(language, f"command {name}")) for name in names]
        await bot.set_my_commands(commands, scope, language_code=_code(language))


async def _describe(bot: Bot, language: str) -> None:
    """Fill in what people see before they write; what its owner has written there stays."""
    code = _code(language)
    if not (await bot.get_my_description(code)).description:
        await bot.set_my_description(phrase(language, "description"), code)
    if not (await bot.get_my_short_description(code)).short_description:
        await bot.set_my_short_description(phrase(language, "short description"), code)


async def _show_menu_button(bot: Bot) -> None:
    if not isinstance(await bot.get_chat_menu_button(), MenuButtonCommands):
        await bot.set_chat_menu_button(menu_button=MenuButtonCommands())


def _code(language: str) -> str | None:
    """What Telegram knows a language's texts by; English ones are for all who have no texts of their own."""
    return None if language == "en" else language
