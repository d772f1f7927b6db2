"""Texts that somebody wants to be checked: their reports, kept for some days so that buttons can show further pages.

Kept of a text are the quotations in it, and of articles only references: what is removed is gone from reports too.
When what a report was made of may not be seen any more, the quotations are checked again.
"""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import sqlalchemy as sql
from sqlalchemy import BigInteger, Column, Integer, String, Table, Text

from bot.answers.answer_json import Json, quote_from_json, quote_to_json
from bot.answers.exports.checked import report_document
from bot.answers.exports.formats import exported
from bot.chats.database import Database, metadata
from bot.chats.place import Place
from bot.messages import check_report, reasons
from bot.messages.callback_data import ExportReport, ShowReport
from bot.messages.html import plain, shortened
from bot.messages.phrases import phrase
from bot.messages.reply import Button, Reply, Rows
from index.answering.checking.findings import CheckedQuotation, Finding, Found
from index.answering.checking.text_quotations import TextQuotation
from index.errors import SourceError
from index.model import Draft, Person
from index.store.store import Store
from index.text.quoted_words import Break

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index import Index

KEPT = timedelta(days=7)
NAME = 120  # UTF-16 units of a document's name

report_ = Table(
    "check_report", metadata,
    Column("id", Integer, primary_key=True),
    Column("chat", BigInteger, nullable=False), Column("person", BigInteger, nullable=False),
    Column("report", Text, nullable=False), Column("at", String, nullable=False),
    sqlite_autoincrement=True,
)  # fmt: skip

Collections = tuple[str, ...] | None


class TextChecks:
    """Checks texts, and shows what came of it."""

    def __init__(self, index: Index, database: Database) -> None:
        """Use a library, and the bot's database for the reports."""
        self._index = index
        self._database = database

    def check(self, place: Place, text: Draft | SourceError, language: str, collections: Collections) -> Reply:
        """Check the quotations of a text.

        Args:
            place: Where it is asked, and by whom.
            text: The text, or why there is none.
            language: Code of the language to reply in.
            collections: Those that the chat may see; None for all.

        Returns:
            The first page of the report, or what stands in the way.
        """
        try:
            if isinstance(text, SourceError):
                raise text
            quotations = self._index.quotations(text)
        except SourceError as error:
            why = reasons.refusal(error.refusal, language)
            source = shortened(error.source, NAME)
            return Reply(plain(phrase(language, "check unreadable", source=source, why=why)).html)
        if not quotations:
            return Reply(check_report.pages((), language)[0])
        checked = self._index.view(collections).check(quotations)
        with self._database.writing() as connection:
            result = connection.execute(report_.insert().values(
                chat=place.chat, person=place.person, at=datetime.now(UTC).isoformat(),
                report=_report(quotations, checked, collections),
            ))  # fmt: skip
        assert result.inserted_primary_key is not None
        return self._page(int(result.inserted_primary_key[0]), 0, checked, language)

    def show(self, report: ShowReport, chat: int, language: str, collections: Collections) -> Reply | None:
        """A page of a report; None if it is not kept any more, or was another chat's."""
        checked = self._find(report.report, chat, collections)
        return self._page(report.report, report.page, checked, language) if checked else None

    def export(self, report: ExportReport, chat: int, language: str, collections: Collections) -> bytes | None:
        """A whole report as a file of the format that its button names; None as for `show`."""
        checked = self._find(report.report, chat, collections)
        return exported(report_document(checked, language), report.suffix) if checked else None

    def migrate(self, old: int, new: int) -> None:
        """Move a group's reports to the supergroup that it became."""
        with self._database.writing() as connection:
            connection.execute(report_.update().where(report_.c.chat == old).values(chat=new))

    def forget(self, person: int) -> None:
        """Delete the reports of a person, in all chats."""
        with self._database.writing() as connection:
            connection.execute(report_.delete().where(report_.c.person == person))

    def checked_by(self, person: int) -> list[tuple[str, Any]]:
        """The reports that are kept of texts which a person had checked, with the moments as ISO 8601."""
        query = sql.select(report_.c.at, report_.c.report).where(report_.c.person == person).order_by(report_.c.id)
        with self._database.reading() as connection:
            return [(row.at, json.loads(row.report)) for row in connection.execute(query)]

    def tidy(self, now: datetime) -> None:
        """Delete reports that are older than KEPT."""
        with self._database.writing() as connection:
            connection.execute(report_.delete().where(report_.c.at < (now - KEPT).astimezone(UTC).isoformat()))

    def _page(self, id: int, page: int, checked: list[CheckedQuotation], language: str) -> Reply:
        pages = check_report.pages(checked, language)
        page = min(page, len(pages) - 1)
        turns = []
        if page > 0:
            turns.append(Button(phrase(language, "button back"), ShowReport(id, page - 1)))
        if page + 1 < len(pages):
            turns.append(Button(phrase(language, "button more"), ShowReport(id, page + 1)))
        formats = tuple(
            Button(phrase(language, f"button report {suffix}"), ExportReport(id, suffix))
            for suffix in ("docx", "pdf", "md")
        )
        rows: Rows = (tuple(turns), formats)
        return Reply(pages[page], tuple(row for row in rows if row))

    def _find(self, id: int, chat: int, collections: Collections) -> list[CheckedQuotation] | None:
        """What came of the quotations of a report of a chat, as it may be seen now."""
        query = sql.select(report_.c.report).where(report_.c.id == id, report_.c.chat == chat)
        with self._database.reading() as connection:
            stored = connection.execute(query).scalar()
        if stored is None:
            return None
        report = json.loads(stored)
        view, seen = self._index.view(collections), report["collections"]
        if view.includes(None if seen is None else tuple(seen)):
            return [_present(each) for each in _from_json(report["checked"], view.store)]
        quotations = [_quotation(each) for each in report["quotations"]]
        checked = view.check(quotations)
        with self._database.writing() as connection:
            again = report_.update().where(report_.c.id == id)
            connection.execute(again.values(report=_report(quotations, checked, collections)))
        return checked


def _report(quotations: Sequence[TextQuotation], checked: Sequence[CheckedQuotation], collections: Collections) -> str:
    """What is kept: the quotations of a text, what came of them, and by which collections."""
    return json.dumps({
        "collections": collections, "quotations": [asdict(each) for each in quotations],
        "checked": [_to_json(each) for each in checked],
    })  # fmt: skip


def _quotation(stored: Json) -> TextQuotation:
    """A quotation as `_report` kept it."""
    (start, end), credited = stored["span"], stored["credited"]
    return TextQuotation(
        (start, end),
        stored["text"],
        tuple(stored["pieces"]),
        tuple((first, last) for first, last in stored["places"]),
        credited and Person(credited["name"], tuple(credited["aliases"]), tuple(credited["roles"]),
                            credited["organisation"]),
    )  # fmt: skip


def _to_json(checked: CheckedQuotation) -> dict[str, Any]:
    return {
        "text": checked.text, "pieces": checked.pieces, "finding": checked.finding.value,
        "credited": checked.credited, "breaks": sorted(each.value for each in checked.breaks),
        "found": [{"quote": quote_to_json(found.quote), "spans": found.spans} for found in checked.found],
    }  # fmt: skip


def _from_json(stored: list[Json], store: Store) -> list[CheckedQuotation]:
    """What came of quotations as `_to_json` kept it, with the articles that are still there."""
    references = [found["quote"] for each in stored for found in each["found"]]
    articles = store.articles(id for reference in references for id in (reference["article"], *reference["also"]))

    def found_in(each: Json) -> tuple[Found, ...]:
        return tuple(
            Found(quote_from_json(found["quote"], articles), tuple((start, end) for start, end in found["spans"]))
            for found in each["found"]
            if found["quote"]["article"] in articles
        )

    return [
        CheckedQuotation(
            each["text"], tuple(each["pieces"]), Finding(each["finding"]), each["credited"], found_in(each),
            frozenset(map(Break, each["breaks"])),
        )
        for each in stored
    ]  # fmt: skip


def _present(checked: CheckedQuotation) -> CheckedQuotation:
    """A quotation as it stands now: what is seen nowhere any more, since it was removed, is told as not on record."""
    is_gone = not checked.found and checked.finding not in (Finding.NOT_ON_RECORD, Finding.TOO_SHORT)
    return replace(checked, finding=Finding.NOT_ON_RECORD) if is_gone else checked
