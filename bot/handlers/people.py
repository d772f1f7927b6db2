"""/people: editors see who is on record, and join, split and rename them."""

from __future__ import annotations

import shlex
from collections import deque
from collections.abc import Sequence
from datetime import date
from functools import partial

from telegram import Message, Update
from telegram.ext import CallbackQueryHandler, CommandHandler, ContextTypes, filters

from bot.chats.access import Role
from bot.handlers.base import Handlers
from bot.handlers.incoming import button_press, new_message, place, sender
from bot.handlers.replies import acknowledge, edit, keyboard, send, send_text, with_retries
from bot.handlers.services import Services
from bot.messages.callback_data import ConfirmDecision, ShowPerson, UndoDecision, carries
from bot.messages.html import plain, shortened
from bot.messages.phrases import day, phrase
from bot.messages.reply import Button, Reply
from index.curation import Curation, CurationError, Trouble, decide
from index.store.decisions import Decision, DecisionKind
from index.store.person_records import HeldRole, PersonRecord, person_records
from index.view import View

VERBS = frozenset(kind.value for kind in DecisionKind)
ASKED_FIRST = frozenset({DecisionKind.JOIN, DecisionKind.SPLIT, DecisionKind.RENAME})
MAX_PEOPLE = 8  # in a message
MAX_FORMS = 8
MAX_ROLES = 8
MAX_REMEMBERED = 1000  # pressed buttons


class People:
    """Shows records of people and carries out what editors decide about them."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._answered: deque[tuple[int, int]] = deque(maxlen=MAX_REMEMBERED)  # chat and message of pressed buttons

    def handlers(self) -> Handlers:
        """The handlers to register."""
        return [
            CommandHandler("people", self.people, filters.UpdateType.MESSAGE),
            CallbackQueryHandler(self.show, carries(ShowPerson)),
            CallbackQueryHandler(self.confirm, carries(ConfirmDecision)),
            CallbackQueryHandler(self.undo, carries(UndoDecision)),
        ]

    async def people(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """/people NAME; /people join|split|rename|alias|role …; /people undo NUMBER."""
        message, language, services = new_message(update), self._services.language_of(update), self._services
        if services.access.role(sender(update)) < Role.EDITOR:
            await send_text(message, phrase(language, "people for editors"))
            return
        words = _words(message.text or "")
        if not words:
            await send_text(message, phrase(language, "people how"))
        elif words[0].lower() in VERBS:
            await self._request(update, words)
        elif words[0].lower() == "undo":
            number = int(words[1]) if len(words) == 2 and words[1].isdecimal() and len(words[1]) < 19 else 0
            text = await services.workers.run(partial(self._undone, number, place(update).chat, language))
            await send(message, Reply(plain(text).html))
        else:
            name, chat = " ".join(words), place(update).chat
            await send(message, await services.workers.run(partial(self._listed, name, chat, language)))

    async def show(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Show the record of a pressed button."""
        (query, choice), services = button_press(update), self._services
        assert isinstance(choice, ShowPerson)
        language = services.language_of(update)
        if services.access.role(query.from_user.id) < Role.EDITOR:
            await acknowledge(query, phrase(language, "people for editors"))
            return
        chat = place(update).chat
        await acknowledge(query)
        reply = await services.workers.run(partial(self._listed, str(choice.person), chat, language))
        await edit(query, reply)

    async def confirm(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Carry out the command that the question is a reply to, once however often the button is pressed."""
        (query, choice), services = button_press(update), self._services
        assert isinstance(choice, ConfirmDecision)
        language, message = services.language_of(update), query.message
        command = message.reply_to_message if isinstance(message, Message) else None
        if services.access.role(query.from_user.id) < Role.EDITOR:
            await acknowledge(query, phrase(language, "people for editors"))
        elif message is None or command is None:
            await acknowledge(query, phrase(language, "command gone"))
        elif (message.chat.id, message.message_id) in self._answered:
            await acknowledge(query)
        else:
            self._answered.append((message.chat.id, message.message_id))
            await acknowledge(query)
            reply = Reply(plain(phrase(language, "decision left")).html)
            if choice.confirmed:
                words, by = _words(command.text or ""), f"telegram {query.from_user.id}"
                carry_out = partial(self._carried_out, words, by, message.chat.id, language)
                reply = await services.workers.run(carry_out)
            await edit(query, reply)

    async def undo(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Take a decision back by its button; a second press says that it holds no longer."""
        (query, choice), services = button_press(update), self._services
        assert isinstance(choice, UndoDecision)
        language = services.language_of(update)
        if services.access.role(query.from_user.id) < Role.EDITOR:
            await acknowledge(query, phrase(language, "people for editors"))
            return
        chat = place(update).chat
        await acknowledge(query)
        text = await services.workers.run(partial(self._undone, choice.decision, chat, language))
        await edit(query, Reply(plain(text).html))

    async def _request(self, update: Update, words: Sequence[str]) -> None:
        """Carry out a decision, or ask first where it is easily regretted."""
        message, language, services = new_message(update), self._services.language_of(update), self._services
        chat, by = place(update).chat, f"telegram {sender(update)}"

        def understood() -> Decision | str:
            try:
                return self._curation(chat).decision(words, by)
            except CurationError as error:
                return _refusal(error, language)

        decision = await services.workers.run(understood)
        if isinstance(decision, str):
            await send(message, Reply(plain(decision).html))
        elif decision.kind in ASKED_FIRST:
            question = _question(decision, language)
            # Sent as a reply: a press of its buttons then brings the command along.
            buttons = keyboard(question, message.get_bot())
            await with_retries(lambda: message.reply_html(question.html, reply_markup=buttons, do_quote=True))
        else:
            await send(message, await services.workers.run(partial(self._carried_out, words, by, chat, language)))

    def _carried_out(self, words: Sequence[str], by: str, chat: int, language: str) -> Reply:
        try:
            decision = decide(
                self._services.index.store, self._curation(chat).decision(words, by), lambda: self._view(chat).store
            )
        except CurationError as error:
            return Reply(plain(_refusal(error, language)).html)
        undo = Button(phrase(language, "button undo"), UndoDecision(decision.id))
        return Reply(plain(phrase(language, "decided", id=decision.id)).html, ((undo,),))

    def _undone(self, number: int, chat: int, language: str) -> str:
        store, curation = self._services.index.store, self._curation(chat)
        decision = next((each for each in store.decisions() if each.id == number), None)
        # About somebody who may not be seen here there is nothing to undo here.
        if decision is None or not any(curation.found(name) for name in decision.names):
            return phrase(language, "people no decision", name=number)
        store.undo(number)
        return phrase(language, "decision undone", id=number)

    def _listed(self, name: str, chat: int, language: str) -> Reply:
        view = self._view(chat)
        found = Curation(view.store, view.directory).found(name)
        records = person_records(view.store, [person.id for person in found])
        if not records:
            return Reply(plain(phrase(language, "people nobody", name=shortened(name, 100))).html)
        if len(records) == 1:
            return Reply(plain(_card(records[0], language)).html)
        lines = [_line(record, language) for record in records[:MAX_PEOPLE]]
        if len(records) > MAX_PEOPLE:
            lines.append(phrase(language, "people more", count=len(records) - MAX_PEOPLE))
        rows = tuple(
            (Button(f"{record.person.id} · {shortened(record.person.name, 40)}", ShowPerson(record.person.id)),)
            for record in records[:MAX_PEOPLE]
        )
        return Reply(plain("\n".join(lines)).html, rows)

    def _curation(self, chat: int) -> Curation:
        view = self._view(chat)
        return Curation(view.store, view.directory)

    def _view(self, chat: int) -> View:
        return self._services.index.view(self._services.access.collections(chat))


def _words(text: str) -> list[str]:
    """Words of a command without its name; a name in quotation marks is one."""
    rest = text.partition(" ")[2].replace("“", '"').replace("”", '"')
    lexer = shlex.shlex(rest, posix=True)
    lexer.whitespace_split, lexer.quotes, lexer.escape, lexer.commenters = True, '"', "", ""
    try:
        return list(lexer)
    except ValueError:  # a quotation mark that is not closed
        return rest.replace('"', " ").split()


def _refusal(error: CurationError, language: str) -> str:
    facts = {name: shortened(str(value), 200) for name, value in error.facts.items()}
    text = phrase(language, f"people {error.trouble.value}", **facts)
    return f"{text}\n\n{phrase(language, 'people how')}" if error.trouble is Trouble.NOT_UNDERSTOOD else text


def _question(decision: Decision, language: str) -> Reply:
    is_form = decision.kind is DecisionKind.SPLIT and not decision.scope
    key = "confirm split form" if is_form else f"confirm {decision.kind.value}"
    text = phrase(language, key, name=shortened(decision.name, 200), other=shortened(decision.other, 200))
    yes = Button(phrase(language, "button yes"), ConfirmDecision(confirmed=True))
    no = Button(phrase(language, "button no"), ConfirmDecision(confirmed=False))
    return Reply(plain(text).html, ((yes, no),))


def _line(record: PersonRecord, language: str) -> str:
    name = shortened(record.person.name, 100)
    return phrase(
        language, "person line",
        id=record.person.id, name=name, statements=record.statements, articles=record.articles,
    )  # fmt: skip


def _card(record: PersonRecord, language: str) -> str:
    lines = [_line(record, language)]
    others = [shortened(form, 60) for form in record.forms if form != record.person.name][:MAX_FORMS]
    if others:
        lines.append(phrase(language, "person also", names=", ".join(others)))
    for role in record.roles[:MAX_ROLES]:
        name, period = shortened(role.role, 80), _period(role, language)
        lines.append(phrase(language, "person role", role=name, period=period) if period else name)
    return "\n".join(lines)


def _period(role: HeldRole, language: str) -> str:
    since, until = (_day(language, each) for each in (role.since, role.until))
    return since if since == until else f"{since} – {until}"


def _day(language: str, value: date | None) -> str:
    return day(language, value) if value else ""
