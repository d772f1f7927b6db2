"""Answers as a table (CSV, RFC 4180), which spreadsheets open without evaluating anything in it."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from bot.answers.exports.answered import sections
from bot.answers.history import StoredAnswer
from bot.messages.answers import remarks, speaker
from bot.messages.readings import reading
from bot.messages.text_fragments import web_address_at
from index.model import Quote

COLUMNS = (
    "question",
    "quote",
    "speaker",
    "kind",
    "via",
    "outlet",
    "date",
    "title",
    "address",
    "start",
    "end",
    "link",
    "page",
    "reading",
    "remarks",
    "also",
)


# What spreadsheets take for the beginning of a formula, after spaces too; the wide forms are of East Asian keyboards.
FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")


def csv_table(answers: Sequence[StoredAnswer]) -> str:
    """Write answers as CSV.

    Args:
        answers: In the order in which they were asked.

    Returns:
        A line with `COLUMNS`, then a row for each quote of each question, with its offsets in the article's text; one
        without a quote, with the reason among its remarks, for a question whose answer is not on record.
    """
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for section in sections(answers, "en"):
        understood = dict.fromkeys(filter(None, (reading(answer, "en") for answer in section.answers)))
        said = dict.fromkeys(remark for answer in section.answers for remark in remarks(answer, "en"))
        notes = ("; ".join(understood), " ".join(said))
        for quote, _ in section.quotes:
            writer.writerow(_row(section.question, quote, *notes))
        if not section.quotes:
            told = {"question": section.question, "reading": notes[0], "remarks": notes[1]}
            writer.writerow([_without_formula(told.get(column, "")) for column in COLUMNS])
    return out.getvalue()


def _row(question: str, quote: Quote, understood: str, said: str) -> list[object]:
    article = quote.article
    cells = (
        question, quote.text, speaker(quote, "en") or "", quote.kind.value,
        quote.via.name if quote.via else "", article.outlet or "",
        article.published.date().isoformat() if article.published else "", article.title or "", article.url or "",
    )  # fmt: skip
    place = (quote.start, quote.end, web_address_at(quote) or "", quote.page or "")
    more = (understood, said, "; ".join(dict.fromkeys(each.outlet or each.title or "" for each in quote.also)))
    return [*map(_without_formula, cells), *place, *map(_without_formula, more)]


def _without_formula(cell: str) -> str:
    """A cell that no spreadsheet evaluates as a formula."""
    is_formula = cell.lstrip().startswith(FORMULA) or cell.startswith(("\t", "\r", "\n"))
    return f"'{cell}" if is_formula else cell
