"""Answers as files: every word with its source, and nothing in them that acts."""

from __future__ import annotations

import csv
import io
import zipfile
from xml.etree import ElementTree

import pytest

from bot.answers.export_docx import link_target, word_document
from bot.answers.export_text import csv_table, markdown
from bot.answers.history import StoredAnswer
from bot.chats.place import Place
from index import Index
from index.model import Answer, Article, Kind, Person, Question, Quote
from tests.unclear_articles import UNCLEAR

HERE = Place(1, 0, 1)


def test_markdown_has_each_quote_in_full_with_a_footnote_for_its_source(index: Index) -> None:
    answer = index.ask("What did Ada Brandt say about homes?", limit=12)
    written = markdown([StoredAnswer(1, HERE, answer)], "en")
    assert "## What did Ada Brandt say about homes?" in written
    for number, quote in enumerate(answer.quotes, 1):
        assert f"> {quote.text}" in written
        assert f"[^{number}]: The Harbour Post" in written


def test_a_row_leads_back_to_the_very_place_in_the_article(index: Index) -> None:
    answer = index.ask("What did Ada Brandt say about homes?", limit=12)
    rows = list(csv.DictReader(io.StringIO(csv_table([StoredAnswer(1, HERE, answer)]))))
    assert len(rows) == len(answer.quotes)
    for row, quote in zip(rows, answer.quotes, strict=True):
        assert quote.article.text[int(row["start"]) : int(row["end"])] == row["quote"]
        assert row["address"] == quote.article.url
        assert row["link"].startswith(f"{quote.article.url}#:~:text=")


def test_an_article_can_neither_be_a_formula_nor_markup() -> None:
    text = "=HYPERLINK(1)"
    article = Article(1, text, "[x](javascript:1) <b>", "@SUM(1)", None, None, None, "public")
    quote = Quote(article, 0, len(text), Person("*Ada*"), kind=Kind.DIRECT)
    asked = [StoredAnswer(1, HERE, Answer(Question("?"), (quote,)))]
    [row] = csv.DictReader(io.StringIO(csv_table(asked)))
    assert (row["quote"], row["outlet"]) == ("'=HYPERLINK(1)", "'@SUM(1)")
    assert "[x](" not in markdown(asked, "en")
    assert "\\*Ada\\*" in markdown(asked, "en")


def test_no_export_gives_words_of_an_unclear_speaker_a_name(unclear_library: Index) -> None:
    answer = unclear_library.ask("moored a boat")
    asked = [StoredAnswer(1, HERE, answer)]
    assert f"> {UNCLEAR}\n\n— speaker not clear, quoted[^1]" in markdown(asked, "en")
    assert f"> {UNCLEAR}\n\n— 화자 불분명, 직접 인용[^1]" in markdown(asked, "ko")
    [row] = csv.DictReader(io.StringIO(csv_table(asked)))
    assert (row["quote"], row["speaker"], row["kind"]) == (UNCLEAR, "speaker not clear", "direct")
    found = parts(word_document(asked, "en"))
    assert UNCLEAR in words(found["word/document.xml"])
    assert " speaker not clear · quoted · An evening at the quays" in words(found["word/footnotes.xml"])


W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


def parts(written: bytes) -> dict[str, ElementTree.Element]:
    with zipfile.ZipFile(io.BytesIO(written)) as package:
        assert package.testzip() is None
        assert package.namelist()[0] == "[Content_Types].xml"
        return {name: ElementTree.fromstring(package.read(name)) for name in package.namelist()}


def words(element: ElementTree.Element) -> str:
    return "".join({f"{W}t": each.text or "", f"{W}br": "\n"}.get(each.tag, "") for each in element.iter())


def test_a_document_holds_together_as_its_format_wants(index: Index) -> None:
    answer = index.ask("What did Ada Brandt say about homes?", limit=12)
    found = parts(word_document([StoredAnswer(1, HERE, answer), StoredAnswer(2, HERE, index.ask("trams"))], "en"))
    kinds = {each.get("PartName") for each in found["[Content_Types].xml"]} - {None}
    assert kinds == {"/word/document.xml", "/word/styles.xml", "/word/footnotes.xml"}
    for name in ("_rels/.rels", "word/_rels/document.xml.rels"):
        folder = "" if name.startswith("_rels") else "word/"
        assert {folder + (each.get("Target") or "") for each in found[name]} <= set(found)
    styles = {each.get(f"{W}styleId") for each in found["word/styles.xml"]}
    notes = {each.get(f"{W}id") for each in found["word/footnotes.xml"]}
    links = {each.get("Id") for each in found["word/_rels/footnotes.xml.rels"]}
    for root in (found["word/document.xml"], found["word/footnotes.xml"]):
        assert {each.get(f"{W}val") for tag in ("pStyle", "rStyle") for each in root.iter(W + tag)} <= styles
        assert {each.get(f"{R}id") for each in root.iter(f"{W}hyperlink")} <= links
    referred = {each.get(f"{W}id") for each in found["word/document.xml"].iter(f"{W}footnoteReference")}
    assert referred == notes - {"-1", "0"}


def test_a_documents_footnote_says_who_how_we_know_what_where_when_and_links(index: Index) -> None:
    answer = index.ask("What did Tomas Quell ask about money?", limit=1)
    found = parts(word_document([StoredAnswer(1, HERE, answer)], "en"))
    paragraphs = [words(each) for each in found["word/document.xml"].iter(f"{W}p")]
    assert paragraphs[1:] == ["What did Tomas Quell ask about money?", answer.quotes[0].text]
    assert words(found["word/footnotes.xml"]).strip() == (
        "Tomas Quell · quoted (“asked”) · Quell doubts the homes · Norhaven Daily · 12 March 2031 · "
        "https://daily.example/quell"
    )
    [link] = found["word/_rels/footnotes.xml.rels"]
    at_the_words = "https://daily.example/quell#:~:text=Where%20is%20the%20money%20for%20these%20homes"
    assert (link.get("Target"), link.get("TargetMode")) == (at_the_words, "External")


def test_nothing_in_an_article_breaks_a_document() -> None:
    text = "a <w:p> & \x00\ud800]]> “b”\n c"
    urls = ('https://x.example/"><w:p/>&\x01',)
    article = Article(1, text, "</w:t>", "&amp;", None, None, None, "public", urls)
    quote = Quote(article, 0, len(text), Person("<Ada>"), kind=Kind.DIRECT)
    nowhere = Quote(Article(2, "b", None, None, None, None, None, "public", ("b.pdf",)), 0, 1)
    found = parts(word_document([StoredAnswer(1, HERE, Answer(Question("? <>"), (quote, nowhere)))], "ko"))
    quoted = [words(each) for each in found["word/document.xml"].iter(f"{W}p")][2:]
    assert quoted == ["a <w:p> & \ufffd\ufffd]]> “b”\n c", "b"]
    assert len(found["word/_rels/footnotes.xml.rels"]) == 1


def test_an_answer_without_any_source_still_makes_a_document() -> None:
    assert "word/document.xml" in parts(word_document([StoredAnswer(1, HERE, Answer(Question("?")))], "en"))


@pytest.mark.parametrize(
    ("address", "target"),
    [
        ("https://x.example/?a=1&b=<2>#c#d", "https://x.example/?a=1&b=%3C2%3E#c%23d"),
        ("http://x.example:8080/a b%20c[1]", "http://x.example:8080/a%20b%20c%5B1%5D"),
        ("https://뉴스.example/집", "https://xn--vg1b002a.example/%EC%A7%91"),
        ("https://x.example:port/", None),
        ("https://[bad/", None),
        ("https:///none", None),
        ("javascript:alert(1)", None),
    ],
)
def test_a_link_in_a_document_is_a_proper_address_or_none(address: str, target: str | None) -> None:
    assert link_target(address) == target
