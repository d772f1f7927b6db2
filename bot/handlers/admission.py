"""Who may not ask yet: how admins are asked to admit them, and how everybody learns what was decided."""

from __future__ import annotations

from datetime import UTC
from functools import partial

from telegram import Bot, Chat, User
from telegram.constants import ChatType
from telegram.error import TelegramError

from bot.chats.access import AdmissionRequest, Role
from bot.handlers.menus import show_commands_of_role
from bot.handlers.replies import keyboard
from bot.handlers.services import Services
from bot.messages.callback_data import DecideAdmission
from bot.messages.html import own, plain, shortened, unlinked, unturned
from bot.messages.phrases import known, phrase
from bot.messages.reply import Button, Reply

LAST_OF_GROUPS = -1_000_000_000_000  # numbers of supergroups and channels lie below
MOST_CARDS = 8  # that are shown at once
LONGEST_NAME = 80  # UTF-16 units
NAME = 40  # UTF-16 units, where two names stand in one notice


def request_of_person(person: User) -> AdmissionRequest:
    """What admins are told of a person who asks to be admitted."""
    return AdmissionRequest(
        person.id, shortened(person.full_name, LONGEST_NAME), person.username or "", person.language_code or ""
    )


def request_of_group(group: Chat) -> AdmissionRequest:
    """What admins are told of a group whose members ask."""
    return AdmissionRequest(group.id, shortened(group.title or "", LONGEST_NAME), group.username or "")


async def request(services: Services, bot: Bot, asking: AdmissionRequest) -> bool:
    """Ask the admins to admit somebody, once; False when that has been done."""
    if not await services.workers.run(partial(services.access.request_admission, asking)):
        return False
    if services.access.mode == "approval":
        requests = await services.workers.run(services.access.requests)
        noted = next((each for each in requests if each.subject == asking.subject), asking)
        for admin in services.access.admins:
            await _show(services, bot, noted, admin)
    return True


async def show_waiting(services: Services, bot: Bot, admin: int) -> None:
    """Show a new admin who waits for a decision; /admin lists those who are more."""
    for asking in (await services.workers.run(services.access.requests))[:MOST_CARDS]:
        await _show(services, bot, asking, admin)


async def _show(services: Services, bot: Bot, asking: AdmissionRequest, admin: int) -> None:
    await _write(bot, admin, _card(asking, services.preferences.language(admin) or services.language))


async def meet_group(services: Services, bot: Bot, group: Chat) -> None:
    """Tell a group that is not admitted, once, how it can be."""
    if not await request(services, bot, request_of_group(group)):
        return
    language = services.preferences.language(group.id) or services.language
    asked = services.access.mode == "approval" and services.access.admins
    text = phrase(language, "group not admitted", chat=group.id)
    if asked:
        text = f"{phrase(language, 'group asked')} {text}"
    await _write(bot, group.id, Reply(own(text).html))


async def tell_decision(
    services: Services,
    bot: Bot,
    asking: AdmissionRequest,
    by: User,
    *,
    was_pending: bool = True,
    has_asked: bool = False,
) -> None:
    """Tell whom a decision is about what they may do now, and the other admins who decided it.

    Args:
        services: Know the roles as they are now.
        bot: What writes.
        asking: Whom it is about.
        by: The admin who decided.
        was_pending: Whether the other admins were asked, too.
        has_asked: Whether something that they asked before is answered next.
    """
    subject, access = asking.subject, services.access
    admitted = access.role(subject) >= Role.READER
    language = services.preferences.language(subject) or known(asking.language, services.language)
    text = phrase(language, ("group is in" if subject < 0 else "you are in") if admitted else "not admitted")
    if admitted and has_asked:
        text = f"{text} {phrase(language, 'asked before')}"
    if not await _is_channel(bot, subject):
        await _write(bot, subject, Reply(own(text).html))
    elif admitted:
        await _tell_an_admin_of(subject, services, bot)
    await show_commands_of_role(services, bot, subject)
    if not was_pending:
        return
    key, decider = "another admitted" if admitted else "another refused", described(request_of_person(by))
    for admin in access.admins:
        if admin != by.id:
            language = services.preferences.language(admin) or services.language
            await _write(bot, admin, Reply(plain(phrase(language, key, who=described(asking), by=decider)).html))


def described(asking: AdmissionRequest) -> str:
    """Somebody by name, username and number: two of one name are told apart."""
    handle = f"@{asking.username}, " if asking.username else ""
    return f"{asking.name} ({handle}{asking.subject})".lstrip()


async def named(bot: Bot, number: int) -> str:
    """Somebody by name, username and number as Telegram has them now; by number where it tells no name.

    Args:
        bot: What asks Telegram.
        number: A person's or a group's; 0 for the bot itself, as in a decision that no admin made.
    """
    if number == 0:
        return unlinked(f"@{bot.username}")
    try:
        chat = await bot.get_chat(number)
    except TelegramError:
        return str(number)
    name = shortened(unturned(chat.effective_name or ""), NAME)
    return unlinked(described(AdmissionRequest(number, name, chat.username or "")))


def _card(asking: AdmissionRequest, language: str) -> Reply:
    is_group = asking.subject < 0
    lines = [
        plain(phrase(language, "group wants in" if is_group else "wants in", who=described(asking))),
        plain(phrase(language, "asked at", at=asked_at(asking))),
    ]
    if asking.language:
        lines.append(plain(phrase(language, "their language", code=asking.language)))
    decide = tuple(
        Button(phrase(language, f"button {word}"), DecideAdmission(asking.subject, admit=word == "admit"))
        for word in ("admit", "refuse")
    )
    return Reply("\n".join(line.html for line in lines), (decide,))


def asked_at(asking: AdmissionRequest) -> str:
    """When somebody first asked, in UTC."""
    return f"{asking.at.astimezone(UTC):%Y-%m-%d %H:%M} UTC" if asking.at else "?"


async def _is_channel(bot: Bot, subject: int) -> bool:
    """Whether somebody's number is a channel's: its readers are told nothing of what admins decide."""
    if subject > LAST_OF_GROUPS:
        return False
    try:
        return (await bot.get_chat(subject)).type == ChatType.CHANNEL
    except TelegramError:  # the bot is not there, and can write nothing
        return True


async def _tell_an_admin_of(channel: int, services: Services, bot: Bot) -> None:
    """Tell one admin of a channel, who can be written to, what can be posted there now."""
    try:
        title = unlinked(shortened((await bot.get_chat(channel)).title or "", LONGEST_NAME))
        admins = await bot.get_chat_administrators(channel)
    except TelegramError:
        return
    for member in [each for each in admins if not each.user.is_bot][:MOST_CARDS]:
        language = services.preferences.language(member.user.id) or known(member.user.language_code, services.language)
        text = phrase(language, "channel hello", title=title, chat=channel)
        if await _write(bot, member.user.id, Reply(own(text).html)):
            return


async def _write(bot: Bot, chat: int, reply: Reply) -> bool:
    """Write to somebody unasked; False for who never started the bot, or a group that is gone."""
    try:
        await bot.send_message(chat, reply.html, "HTML", reply_markup=keyboard(reply, bot))
    except TelegramError:
        return False
    return True
