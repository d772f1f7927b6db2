"""Answers as Markdown and as CSV."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence

from bot.answers.history import StoredAnswer
from bot.messages.answers import known_how, page_of, speaker
from bot.messages.phrases import day, phrase
from bot.messages.text_fragments import address_at, web_address_at
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
)


def markdown(answers: Sequence[StoredAnswer], language: str) -> str:
    """Write answers as Markdown.

    Args:
        answers: In the order to be written.
        language: Code of the language of headings and dates.

    Returns:
        Each question with its quotes, and a footnote for each source.
    """
    lines = [f"# {phrase(language, 'export title')}", ""]
    notes: list[str] = []
    for stored in answers:
        lines += [f"## {_plain(stored.answer.question.text)}", ""]
        for quote in stored.answer.quotes:
            notes.append(_note(quote, language))
            name = speaker(quote, language)
            who = f"{_plain(name)}, " if name else ""
            lines += [f"> {line}" for line in quote.text.splitlines()]
            lines += ["", f"— {who}{_plain(known_how(quote, language))}[^{len(notes)}]", ""]
    lines += [f"[^{number}]: {note}" for number, note in enumerate(notes, 1)]
    return "\n".join(lines) + "\n"


def csv_table(answers: Sequence[StoredAnswer]) -> str:
    """Write answers as CSV.

    Args:
        answers: In the order to be written.

    Returns:
        A line with `COLUMNS`, then a row for each quote, with its offsets in the article's text.
    """
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for stored in answers:
        for quote in stored.answer.quotes:
            article = quote.article
            cells = (
                stored.answer.question.text, quote.text, speaker(quote, "en") or "", quote.kind.value,
                quote.via.name if quote.via else "", article.outlet or "",
                article.published.date().isoformat() if article.published else "", article.title or "",
                article.url or "",
            )  # fmt: skip
            place = (quote.start, quote.end, web_address_at(quote) or "", quote.page or "")
            writer.writerow([*map(_without_formula, cells), *place])
    return out.getvalue()


def _note(quote: Quote, language: str) -> str:
    article = quote.article
    when = day(language, article.published.date() if article.published else None)
    title = f"“{_plain(article.title)}”" if article.title else None
    address = f"<{address_at(quote)}>" if article.url else None
    return ", ".join(filter(None, (_plain(article.outlet or ""), title, when, page_of(quote, language), address)))


def _plain(text: str) -> str:
    """One line in which all markup is escaped."""
    return re.sub(r"([\\`*_{}\[\]<>#|])", r"\\\1", " ".join(text.split()))


def _without_formula(cell: str) -> str:
    """A cell that no spreadsheet evaluates as a formula."""
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell
