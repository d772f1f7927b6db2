"""Who is quoted with which words, as tests compare it."""

from __future__ import annotations

from index import Kind, Statement
from index.attribution.statements import StatementReader


def name(one: Statement) -> str | None:
    return one.person.name if one.person else None


def words(text: str, one: Statement) -> str:
    return " … ".join(text[start:end] for start, end in one.content)


def direct(reader: StatementReader, text: str, title: str | None = None) -> list[tuple[str | None, str]]:
    """Who is quoted with which words, questions left out."""
    found = reader.statements(text, title)
    return [(name(one), words(text, one)) for one in found if one.kind is Kind.DIRECT and not one.question]


def speakers(reader: StatementReader, text: str) -> set[str | None]:
    return {name(one) for one in reader.statements(text)}
