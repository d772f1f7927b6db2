"""Answers as files: every word with its source, and nothing in them that acts."""

from __future__ import annotations

import csv
import io

from bot.conversation import Asked, Place
from bot.export import markdown, table
from index import Index
from index.model import Answer, Article, Kind, Person, Question, Quote

HERE = Place(1, 0, 1)


def test_markdown_has_each_quote_in_full_with_a_footnote_for_its_source(index: Index) -> None:
    answer = index.ask("What did Ada Brandt say about homes?", limit=12)
    written = markdown([Asked(1, HERE, answer)], "en")
    assert "## What did Ada Brandt say about homes?" in written
    for number, quote in enumerate(answer.quotes, 1):
        assert f"> {quote.text}" in written
        assert f"[^{number}]: The Harbour Post" in written


def test_a_row_leads_back_to_the_very_place_in_the_article(index: Index) -> None:
    answer = index.ask("What did Ada Brandt say about homes?", limit=12)
    rows = list(csv.DictReader(io.StringIO(table([Asked(1, HERE, answer)]))))
    assert len(rows) == len(answer.quotes)
    for row, quote in zip(rows, answer.quotes, strict=True):
        assert quote.article.text[int(row["start"]) : int(row["end"])] == row["quote"]
        assert row["address"] == quote.article.url


def test_an_article_can_neither_be_a_formula_nor_markup() -> None:
    text = "=HYPERLINK(1)"
    article = Article(1, text, "[x](javascript:1) <b>", "@SUM(1)", None, None, None, "public")
    quote = Quote(article, 0, len(text), Person("*Ada*"), kind=Kind.DIRECT)
    asked = [Asked(1, HERE, Answer(Question("?"), (quote,)))]
    [row] = csv.DictReader(io.StringIO(table(asked)))
    assert (row["quote"], row["outlet"]) == ("'=HYPERLINK(1)", "'@SUM(1)")
    assert "[x](" not in markdown(asked, "en")
    assert "\\*Ada\\*" in markdown(asked, "en")
