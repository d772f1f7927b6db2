"""Everything that a chat receives from a library: answers, pages, presses, exports, digests, charts, lists of people.

Numbers of articles and records are left out, since they count what was ever added; so is the order of quotes, to
which the frequency of words in the whole library contributes.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt

from bot.answers.dialogue import Dialogue
from bot.answers.exports.answered import answers_document
from bot.answers.exports.markdown import markdown_text
from bot.answers.exports.table import csv_table
from bot.answers.history import History, StoredAnswer
from bot.answers.text_checks import TextChecks
from bot.chats.access import Access
from bot.chats.database import Database
from bot.chats.place import Place
from bot.chats.preferences import Preferences
from bot.digests import Composer, Outbox, Subscription, Subscriptions, message_html, parse_interest
from bot.digests.edition import edition_from_json, edition_to_json
from bot.messages import answers
from bot.messages.callback_data import AskVariant, ChoosePerson, ChooseTopic, ExportReport, ShowReport, Variant, View
from bot.messages.reply import Reply
from index import Index
from index.attribution.statements import StatementReader
from index.curation import Curation
from index.embedding import Embedder
from index.model import Answer, Block, Draft, Statement
from index.news.activity import measure_activity
from index.store import latest_day
from index.store.outlets import holdings
from index.store.person_records import person_records
from index.store.store import Store
from tests.hidden_articles import GIVEN, HIDDEN, NOW, ROLES, SURNAMES, Asked, Case

ADMIN, CHAT = 1, 7
WHERE, EARLIER = Place(CHAT, 0, CHAT), Place(CHAT, 5, CHAT)

Seen = dict[str, object]  # what was received, by what it answers


class RememberingEmbedder(Embedder):
    """The model, which embeds no text twice."""

    _model: Embedder
    _known: dict[str, npt.NDArray[np.float32]]

    def __init__(self, model: Embedder) -> None:
        object.__setattr__(self, "width", model.width)
        object.__setattr__(self, "fingerprint", model.fingerprint)
        object.__setattr__(self, "_model", model)
        object.__setattr__(self, "_known", {})

    def embed(
        self, texts: Sequence[str], progress: Callable[[int], None] | None = None, pool: Executor | None = None
    ) -> npt.NDArray[np.float32]:
        known: dict[str, npt.NDArray[np.float32]] = self._known
        for text in texts:
            if text not in known:
                known[text] = self._model.embed([text])[0]
        return np.array([known[text] for text in texts], np.float32).reshape(len(texts), self.width)


class RememberingReader(StatementReader):
    """The reader of statements, which reads no article twice."""

    _reader: StatementReader
    _known: dict[str, list[Statement]]

    def __init__(self, reader: StatementReader) -> None:
        object.__setattr__(self, "_reader", reader)
        object.__setattr__(self, "_known", {})

    def statements(
        self, text: str, title: str | None = None, author: str | None = None, blocks: Sequence[Block] = ()
    ) -> list[Statement]:
        known: dict[str, list[Statement]] = self._known
        if text not in known:
            known[text] = self._reader.statements(text, title, author, blocks)
        return known[text]


@dataclass
class Parts:
    """What all libraries of a measurement share.

    Attributes:
        embedder: The model.
        reader: Finds statements.
        folder: Where libraries are made, and an empty one lies ready.
    """

    embedder: Embedder
    reader: StatementReader
    folder: Path
    _made: int = field(default=0)

    @contextmanager
    def chat(self, drafts: Sequence[Draft], granted: Sequence[str]) -> Iterator[Chat]:
        """A chat with the bot on a library of these articles."""
        template = self.folder / "empty"
        if not template.exists():
            template.mkdir()
            Store(template / "onrecord.db").close()
            Database(template / "bot.sqlite").close()
        self._made += 1
        folder = self.folder / str(self._made)
        shutil.copytree(template, folder)
        index = Index(folder, self.embedder, threads=1)
        index.reader = self.reader
        for outcome in index.add(drafts):
            assert outcome.article is not None, outcome
        chat = Chat(index, Database(folder / "bot.sqlite"))
        for collection in granted:
            chat.access.grant(CHAT, collection, ADMIN)
        try:
            yield chat
        finally:
            chat.database.close()
            index.close()
            shutil.rmtree(folder)


class Chat:
    """A private chat with the bot."""

    def __init__(self, index: Index, database: Database) -> None:
        self.index, self.database = index, database
        self.access = Access(database, admins=(ADMIN,))
        self.history = History(database, index.store)
        self.dialogue = Dialogue(index, self.history, today=lambda: NOW.date())
        self.checks = TextChecks(index, database)
        self.subscriptions, self.outbox = Subscriptions(database), Outbox(database)
        self.composer = Composer(index, database, self.subscriptions, self.outbox, self.access, Preferences(database))

    @property
    def collections(self) -> tuple[str, ...] | None:
        """What it may see."""
        return self.access.collections(CHAT)

    def everything(self, case: Case) -> Seen:
        """All that it receives when it asks the questions of a case, and without asking."""
        seen = self._revoked(case)
        for number, asked in enumerate(case.questions):
            seen |= self._answer(f"{number} {asked.ask or ''} {asked.text}", asked)
        return seen | self._again("restored", WHERE) | self._unasked(case)

    def _revoked(self, case: Case) -> Seen:
        """What is shown of answers that were made from hidden articles, too, while the chat could see them."""
        self.access.grant(CHAT, HIDDEN, ADMIN)
        for asked in case.questions:
            self.dialogue.ask(EARLIER, asked.text, "en", None, self.collections, asked.ask)
        for text in case.texts:
            self.checks.check(EARLIER, Draft(text), "en", self.collections)
        self.access.revoke(CHAT, HIDDEN, ADMIN)
        seen = self._again("revoked", EARLIER)
        for number in range(len(case.texts)):
            seen[f"revoked check {number}"] = self._report(number + 1)
        follow_up = self.dialogue.ask(EARLIER, "and about the harbour treaty?", "en", None, self.collections)
        return seen | {"revoked follow-up": self._whole(follow_up)}

    def _answer(self, name: str, asked: Asked) -> Seen:
        reply = self.dialogue.ask(WHERE, asked.text, "en", None, self.collections, asked.ask)
        seen: Seen = {f"answer {name}": self._whole(reply)}
        pressed = [button.action for row in reply.buttons for button in row]
        for action in pressed:
            if isinstance(action, (ChoosePerson, ChooseTopic, AskVariant)):
                kind, label = type(action).__name__, _label(reply, action)
                seen[f"press {kind} {label} after {name}"] = self._whole(self._pressed(action))
        return seen

    def _pressed(self, action: object) -> Reply | None:
        assert isinstance(action, (ChoosePerson, ChooseTopic, AskVariant))
        stored = self.restored(action.answer)
        match action:
            case ChoosePerson():
                return self.dialogue.choose_person(stored, action.position, "en", self.collections)
            case ChooseTopic():
                return self.dialogue.choose_topic(stored, action.position, "en", self.collections)
            case AskVariant():
                return self.dialogue.ask_variant(stored, Variant(action.variant), "en", self.collections)

    def restored(self, id: int) -> StoredAnswer:
        """A stored answer as it is shown later."""
        stored = self.dialogue.find(id, CHAT, self.collections)
        assert stored is not None
        return stored

    def _whole(self, reply: Reply | None) -> object:
        """A reply with all its pages and buttons; the quotes in the order of their words."""
        if reply is None:
            return None
        labels = [button.label for row in reply.buttons for button in row]
        if reply.answer is None:
            return reply.html, labels
        stored = self.restored(reply.answer)
        quotes = sorted(_blocks(answers.pages(stored.answer, 1, "en"), stored.answer))
        names = ("‹ Back", "More ›")
        return (quotes or reply.html.split("\n")), sorted(set(labels) - set(names))

    def _again(self, name: str, where: Place) -> Seen:
        """What was answered before, shown again and exported."""
        stored = self.dialogue.recent(where, 100, self.collections)
        seen: Seen = {}
        for view in View:
            pages = [
                self.dialogue.show_page(replace(each, page=n), n, view, "en").html
                for each in stored
                for n in range(len(answers.pages(each.answer, 3, "en")))
            ]
            seen[f"{name} {view}"] = sorted(block for page in pages for block in page.split("\n\n"))
        lines = markdown_text(answers_document(stored, "en")).split("\n")
        seen[f"{name} export md"] = sorted(line.split("[^")[0].split("]: ")[-1] for line in lines)
        seen[f"{name} export csv"] = sorted(csv_table(stored).split("\n"))
        return seen

    def _unasked(self, case: Case) -> Seen:
        seen: Seen = {}
        for text in case.interests:
            seen |= self._digest(text)
        return seen | self._people() | self._checked(case) | self._overview()

    def _digest(self, text: str) -> Seen:
        view = self.index.view(self.collections)
        interest = parse_interest(view, text)
        wanted = Subscription(1, CHAT, 0, CHAT, topic=interest.topic, outlet=interest.outlet)
        wanted = replace(wanted, speaker=interest.speaker, weekdays=frozenset({0}))
        edition = edition_from_json(edition_to_json(self.composer.preview(wanted, "en")), view)
        messages = [message_html(edition, page) or "" for page in range(len(edition.pages))]
        people = sorted(person.name for person in interest.people)
        return {
            f"interest {text}": (interest.speaker, interest.topic, interest.outlet, people),
            f"digest {text}": sorted(line for message in messages for line in message.split("\n")),
            f"week {text}": self.composer.count_last_week(wanted),
        }

    def _people(self) -> Seen:
        view = self.index.view(self.collections)
        seen: Seen = {}
        for name in (*SURNAMES, *ROLES, *GIVEN):
            found = Curation(view.store, view.directory).found(name)
            seen[f"people {name}"] = sorted(
                (each.person.name, each.statements, each.articles, each.forms, str(each.roles))
                for each in person_records(view.store, [person.id for person in found])
            )
        return seen

    def _checked(self, case: Case) -> Seen:
        seen: Seen = {}
        for number, text in enumerate(case.texts):
            reply = self.checks.check(WHERE, Draft(text), "en", self.collections)
            labels = [button.label for row in reply.buttons for button in row]
            seen[f"checked {number}"] = reply.html, labels, self._report(len(case.texts) + number + 1)
        return seen

    def _report(self, id: int) -> object:
        """A report on a checked text as its buttons show it."""
        pages = [self.checks.show(ShowReport(id, page), CHAT, "en", self.collections) for page in range(3)]
        blocks = [block for page in pages if page for block in page.html.split("\n\n")]
        exported = self.checks.export(ExportReport(id), CHAT, "en", self.collections) or b""
        return blocks, exported.decode().split("\n")

    def _overview(self) -> Seen:
        store = self.index.view(self.collections).store
        data = measure_activity(store, latest_day(store, NOW.date()) or NOW.date(), 5)
        results = self.index.ask("harbour treaty", limit=30, collections=self.collections).quotes
        names = [person.name for person in data.people]
        return {
            "sources": holdings(store),
            "chart": (names, data.topics, data.totals, data.by_topic, data.by_week),
            "inline": sorted((each.text, str(each.speaker and each.speaker.name)) for each in results),
        }


def _label(reply: Reply, action: object) -> str:
    return next(button.label for row in reply.buttons for button in row if button.action == action)


def _blocks(pages: Sequence[answers.Page], answer: Answer) -> list[str]:
    return [answers.quotes(page, "en", answer) for page in pages]


def differences(parts: Parts, case: Case) -> dict[str, tuple[object, object]]:
    """What a chat receives otherwise where the hidden articles were never added: (with them, without)."""
    with parts.chat(case.drafts, case.granted) as chat:
        full = chat.everything(case)
    with parts.chat(case.visible, case.granted) as chat:
        bare = chat.everything(case)
    return {key: (full.get(key), bare.get(key)) for key in {*full, *bare} if full.get(key) != bare.get(key)}
