"""Answers as files: every word with its source, and nothing in them that acts."""

from __future__ import annotations

import csv
import io
import re
import time
import zipfile
from collections.abc import Sequence
from dataclasses import replace
from html import unescape
from typing import Any
from xml.etree import ElementTree

import pypdfium2
import pytest
from markdown_it import MarkdownIt

from bot.answers.exports.answered import answers_document
from bot.answers.exports.checked import report_document
from bot.answers.exports.formats import exported
from bot.answers.exports.markdown import markdown_text
from bot.answers.exports.table import csv_table
from bot.answers.exports.word import link_target, word_file
from bot.answers.history import StoredAnswer
from bot.chats.place import Place
from index import Index
from index.answering.checking.findings import CheckedQuotation, Finding, Found
from index.model import Answer, Article, Kind, Person, Question, Quote, Verdict
from index.silence import Reason, Silence
from tests.unclear_articles import UNCLEAR

HERE = Place(1, 0, 1)


def markdown(answers: Sequence[StoredAnswer], language: str) -> str:
    return markdown_text(answers_document(answers, language))


def word_document(answers: Sequence[StoredAnswer], language: str) -> bytes:
    return word_file(answers_document(answers, language))


def stored(*answers: Answer) -> list[StoredAnswer]:
    return [StoredAnswer(number, HERE, answer) for number, answer in enumerate(answers, 1)]


def article(text: str, id: int = 1, **more: Any) -> Article:
    given = {"title": "Treaty signed", "outlet": "Norvale Gazette", "urls": ("https://gazette.example/treaty",)} | more
    named = {name: given.pop(name) for name in ("title", "outlet")}
    return Article(id, text, **named, author=None, published=None, language=None, collection="public", **given)


def words_of(source: Article, words: str, **more: Any) -> Quote:
    start = source.text.index(words)
    return Quote(source, start, start + len(words), **more)


def pdf_text(content: bytes) -> str:
    pdf = pypdfium2.PdfDocument(content)
    try:
        return "\n".join(page.get_textpage().get_text_range() for page in pdf).replace("\r\n", "\n")
    finally:
        pdf.close()


def test_markdown_has_each_quote_in_full_with_a_footnote_for_its_source(index: Index) -> None:
    answer = index.ask("What did Ada Brandt say about homes?", limit=12)
    written = markdown([StoredAnswer(1, HERE, answer)], "en")
    assert "## What did Ada Brandt say about homes?" in written
    for quote in answer.quotes:
        assert f"> {quote.text}" in written
    assert "[^1]: The Harbour Post" in written


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
    assert f"{UNCLEAR}— speaker not clear, quoted" in words(found["word/document.xml"])
    assert "— speaker not clear, quoted1" in pdf_text(exported(answers_document(asked, "en"), "pdf"))


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


def test_a_quote_is_followed_by_who_said_it_and_a_footnote_says_where_and_when_and_links(index: Index) -> None:
    answer = index.ask("What did Tomas Quell ask about money?", limit=1)
    found = parts(word_document([StoredAnswer(1, HERE, answer)], "en"))
    paragraphs = [words(each) for each in found["word/document.xml"].iter(f"{W}p")]
    credit = "— Tomas Quell, quoted (“asked”)"
    assert paragraphs[1:] == ["What did Tomas Quell ask about money?", answer.quotes[0].text, credit]
    assert words(found["word/footnotes.xml"]).strip() == (
        "Norhaven Daily, “Quell doubts the homes”, 12 March 2031, https://daily.example/quell"
    )
    [link] = found["word/_rels/footnotes.xml.rels"]
    at_the_words = "https://daily.example/quell#:~:text=Where%20is%20the%20money%20for%20these%20homes"
    assert (link.get("Target"), link.get("TargetMode")) == (at_the_words, "External")


TREATY = article("“It stays,” Varga said. 조약은 유지됩니다, 美 측도 같다. *Now* <b>1</b>.\n# 2. It goes.")
VARGA = Person("Elin Varga")
SAID = Question("What did Varga say?")


def test_an_article_that_is_cited_twice_has_one_footnote_which_leads_to_all_of_it() -> None:
    quotes = (words_of(TREATY, "“It stays,”", speaker=VARGA, kind=Kind.DIRECT), words_of(TREATY, "2. It goes."))
    asked = stored(Answer(SAID, quotes))
    written = markdown(asked, "en")
    assert written.count("[^1]\n") == 2
    assert written.count("[^1]: Norvale Gazette") == 1
    assert "<https://gazette.example/treaty>" in written
    found = parts(word_document(asked, "en"))
    body = found["word/document.xml"]
    assert len(list(body.iter(f"{W}footnoteReference"))) == 1  # the second mark is a cross-reference to the first
    [field] = body.iter(f"{W}instrText")
    assert "NOTEREF _Ref1" in (field.text or "")
    assert words(body).endswith("— the article’s own words1")  # for readers that know no fields
    assert [each.get(f"{W}name") for each in body.iter(f"{W}bookmarkStart")] == ["_Ref1"]
    assert pdf_text(exported(answers_document(asked, "en"), "pdf")).count("gazette.example") == 1


def test_a_question_that_was_asked_twice_is_in_a_file_once_with_each_quote_once() -> None:
    first, second = words_of(TREATY, "“It stays,”"), words_of(TREATY, "2. It goes.")
    again = Question("what did  varga say?")  # to the same speaker and topic
    asked = stored(Answer(SAID, (first,)), Answer(Question("timber"), ()), Answer(again, (second, first)))
    written = markdown(asked, "en")
    assert [line for line in written.split("\n") if line.startswith("## ")] == ["## what did varga say?", "## timber"]
    assert written.count("> “It stays,”") == 1
    assert len([row for row in csv.DictReader(io.StringIO(csv_table(asked))) if row["quote"]]) == 2


def test_a_file_says_what_was_asked_for_and_is_not_on_record() -> None:
    reason = Reason(Silence.NOTHING, "Elin Varga", "elephants")
    asked = Question("What did Varga say about elephants?", speaker="Elin Varga", topic="elephants")
    found = Question("What did Varga say about the treaty?", speaker="Elin Varga", topic="treaty")
    nothing = Answer(replace(found, text="=what did Varga say about the treaty?"), reasons=(reason,))
    told = Answer(found, (words_of(TREATY, "“It stays,”"),))
    answers = stored(Answer(asked, reasons=(reason,)), Answer(found, reasons=(reason,)), told, nothing)
    text = markdown(answers, "en")
    assert "## What did Varga say about elephants?\n\nNothing Elin Varga said about elephants is on record." in (
        text.replace("*", "")
    )
    assert text.count("is on record") == 2  # what has been found since is told alone
    rows = list(csv.DictReader(io.StringIO(csv_table(answers))))
    assert [row["quote"] for row in rows] == ["", "“It stays,”", ""]
    assert rows[0]["remarks"] == "Nothing Elin Varga said about elephants is on record."
    assert rows[2]["question"].startswith("'=")


def test_the_same_words_that_meant_somebody_else_are_another_question() -> None:
    follow_ups = [Question("and money?", speaker=name, interpreted=True) for name in ("Ilo Tamm", "Elin Varga")]
    stories = [Question("", topic=topic) for topic in ("Timber", "Herring")]
    asked = stored(*(Answer(each, (words_of(TREATY, "2. It goes."),)) for each in (*follow_ups, *stories)))
    headings = [line for line in markdown(asked, "en").split("\n") if line.startswith("## ")]
    assert headings == ["## and money?", "## and money?", "## Untitled", "## Untitled"]


def test_a_file_says_how_a_question_was_understood_and_that_checked_words_are_not_on_record() -> None:
    follow_up = Question("and Tamm?", speaker="Ilo Tamm", topic="timber", interpreted=True)
    near = Answer(
        Question("did Varga say “It goes”?"), (words_of(TREATY, "“It stays,”", speaker=VARGA, kind=Kind.DIRECT),),
        verdict=Verdict.NEAR, difference=(("=", "It"), ("-", "goes"), ("+", "stays")),
    )  # fmt: skip
    asked = stored(Answer(follow_up, (words_of(TREATY, "2. It goes."),)), near)
    document = answers_document(asked, "en")
    for text in (
        markdown_text(document).replace("~~", "").replace("**", ""),
        "\n".join(words(each) for each in parts(word_file(document))["word/document.xml"].iter(f"{W}p")),
        pdf_text(exported(document, "pdf")),
    ):
        assert "Understood as: Ilo Tamm · timber" in text
        assert "Not in these words; the nearest on record:" in text
        assert "It goes stays" in text
    rows = list(csv.DictReader(io.StringIO(csv_table(asked))))
    assert [row["reading"] for row in rows] == ["Ilo Tamm · timber", ""]
    assert rows[1]["remarks"] == "Not in these words; the nearest on record:"


def test_a_page_stands_at_the_quote_and_all_pages_in_the_footnote() -> None:
    report = article("First page.\n\nSecond page.", pages=((0, 1), (13, 2)))
    asked = stored(Answer(SAID, (words_of(report, "Second page."), words_of(report, "First page."))))
    written = markdown(asked, "en")
    assert "— the article’s own words, p. 2[^1]" in written
    assert "“Treaty signed”, date unknown, p. 2, p. 1, <https://gazette.example/treaty>" in written


@pytest.mark.parametrize(
    "text", ["*a* _b_ `c` [d](e) ![f](g) <b>h</b> &amp; ~~i~~ | j \\ k", "# a\n- b\n1. c\n> d\n=== e", "    four"]
)
def test_markdown_shows_a_quotes_exact_words(text: str) -> None:
    shown = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    html = shown.render(markdown(stored(Answer(SAID, (Quote(article(text), 0, len(text)),))), "en"))
    [quoted] = re.findall(r"<blockquote>\s*<p>(.*?)</p>\s*</blockquote>", html, re.DOTALL)
    assert unescape(quoted) == text.strip()


def test_a_pdf_has_korean_hanja_and_latin_letters_that_can_be_copied_and_says_what_it_lacks() -> None:
    asked = stored(Answer(SAID, (words_of(TREATY, "조약은 유지됩니다, 美 측도 같다. *Now* <b>1</b>.", speaker=VARGA),)))
    text = pdf_text(exported(answers_document(asked, "ko"), "pdf"))
    assert "조약은 유지됩니다, 美 측도 같다. *Now* <b>1</b>." in text
    assert "□" not in text
    foreign = article("Привет, 안녕 \u202e😀 مرحبا ok")
    text = pdf_text(
        exported(answers_document(stored(Answer(SAID, (Quote(foreign, 0, len(foreign.text)),))), "en"), "pdf")
    )
    assert "Привет, 안녕 □ □ ok" in text
    assert "Some characters here can’t be set in a PDF" in text


def test_a_long_file_is_written_in_a_moment() -> None:
    long = article("It stays. " * 9000)
    quotes = tuple(Quote(long, at, at + 1500) for at in range(0, 10_000, 100))
    start = time.process_time()
    assert exported(answers_document(stored(Answer(SAID, quotes)), "en"), "pdf").startswith(b"%PDF")
    assert time.process_time() - start < 5


def test_the_report_on_a_text_is_a_document_too() -> None:
    quote = words_of(TREATY, "“It stays,”", speaker=VARGA, kind=Kind.DIRECT)
    place = (1, 10)
    checked = [
        CheckedQuotation("It stays,", ("It stays",), Finding.ON_RECORD, "Varga", (Found(quote, (place,)),)),
        CheckedQuotation("It goes", ("It goes",), Finding.ALTERED, "Varga", (Found(quote, (place,)),)),
        CheckedQuotation("Never", ("Never",), Finding.NOT_ON_RECORD),
    ]
    document = report_document(checked, "en")
    written = markdown_text(document)
    assert "Quotations: 3 · On record: 1" in written
    assert "## 2 · Altered\n\n“It goes” — credited to Varga\n\n" in written
    assert "~~goes~~ **stays" in written
    assert "> “It stays,”\n\n— Elin Varga, quoted[^1]" in written
    assert "3 · Not on record" in pdf_text(exported(document, "pdf"))
    struck = [
        words(run)
        for run in parts(word_file(document))["word/document.xml"].iter(f"{W}r")
        if run.find(f".//{W}strike") is not None
    ]
    assert struck == ["goes "]


def test_nothing_in_an_article_breaks_a_document() -> None:
    text = "a <w:p> & \x00\ud800]]> “b”\n c"
    urls = ('https://x.example/"><w:p/>&\x01',)
    article = Article(1, text, "</w:t>", "&amp;", None, None, None, "public", urls)
    quote = Quote(article, 0, len(text), Person("<Ada>"), kind=Kind.DIRECT)
    nowhere = Quote(Article(2, "b", None, None, None, None, None, "public", ("b.pdf",)), 0, 1)
    found = parts(word_document([StoredAnswer(1, HERE, Answer(Question("? <>"), (quote, nowhere)))], "ko"))
    quoted = [words(each) for each in found["word/document.xml"].iter(f"{W}p")][2::2]
    assert quoted == ["a <w:p> & \ufffd\ufffd]]> “b”\n c", "b"]
    assert pdf_text(exported(answers_document(stored(Answer(Question("? <>"), (quote, nowhere))), "ko"), "pdf"))
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
