"""Answers as files: Markdown to read, CSV to sort."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence

from bot.answers.history import Asked
from bot.messages.answers import known_how
from bot.messages.phrases import day, phrase
from index.model import Quote

COLUMNS = ("question", "quote", "speaker", "kind", "via", "outlet", "date", "title", "address", "start", "end")


def markdown(answers: Sequence[Asked], language: str) -> str:
    """Each question with its quotes, and a footnote for each source."""
    lines = [f"# {phrase(language, 'export title')}", ""]
    notes: list[str] = []
    for asked in answers:
        lines += [f"## {_plain(asked.answer.question.text)}", ""]
        for quote in asked.answer.quotes:
            notes.append(_note(quote, language))
            who = f"{_plain(quote.speaker.name)}, " if quote.speaker else ""
            lines += [f"> {line}" for line in quote.text.splitlines()]
            lines += ["", f"— {who}{_plain(known_how(quote, language))}[^{len(notes)}]", ""]
    lines += [f"[^{number}]: {note}" for number, note in enumerate(notes, 1)]
    return "\n".join(lines) + "\n"


def table(answers: Sequence[Asked]) -> str:
    """A row a quote, with the offsets by which it can be found in the article's text."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for asked in answers:
        for quote in asked.answer.quotes:
            article = quote.article
            cells = (
                asked.answer.question.text, quote.text, quote.speaker.name if quote.speaker else "", quote.kind.value,
                quote.via.name if quote.via else "", article.outlet or "",
                article.published.date().isoformat() if article.published else "", article.title or "",
                article.url or "",
            )  # fmt: skip
            writer.writerow([*map(_inert, cells), quote.start, quote.end])
    return out.getvalue()


def _note(quote: Quote, language: str) -> str:
    article = quote.article
    when = day(language, article.published.date() if article.published else None)
    title = f"“{_plain(article.title)}”" if article.title else None
    address = f"<{article.url}>" if article.url else None
    return ", ".join(filter(None, (_plain(article.outlet or ""), title, when, address)))


def _plain(text: str) -> str:
    """One line in which nothing is markup."""
    return re.sub(r"([\\`*_{}\[\]<>#|])", r"\\\1", " ".join(text.split()))


def _inert(cell: str) -> str:
    """A cell no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell
