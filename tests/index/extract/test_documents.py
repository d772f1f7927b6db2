"""Files of every kind become clean articles, or one line that says why not."""

from __future__ import annotations

import gzip
import io
import json
import os
import socket
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.lib.pagesizes import A5
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from index import Draft, SourceError
from index.extract.dates import parse_date
from index.extract.documents import LARGEST, from_bytes, from_file, from_file_as_is
from index.extract.encoding import decode
from index.extract.formats import LISTED
from index.extract.normalisation import normalise, one_line
from index.model import Block, BlockKind
from index.text.blocks import infer_blocks

SENTENCE = "The lighthouse at Kivik shines again after forty dark years, and the crews are glad of it."
BODY = f"{SENTENCE}\n\n“It was high time,” Sigrun Halvorsen said on Monday. Nobody in the harbour disagreed with her."
KOREAN = "등대는 사십 년 만에 다시 켜졌다. 항구의 선원들은 기뻐했다. 대통령은 월요일에 새 등대를 더 짓겠다고 말했다."


def one(path: Path) -> Draft | SourceError:
    (found,) = from_file(path, path.name)
    return found


def article(path: Path) -> Draft:
    found = one(path)
    assert isinstance(found, Draft), found
    return found


def refusal(path: Path) -> str:
    found = one(path)
    assert isinstance(found, SourceError), found
    assert "\n" not in str(found)
    assert path.name in str(found)
    return str(found.refusal)


def write(path: Path, content: str | bytes) -> Path:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def test_a_pipe_or_socket_is_refused_unopened(tmp_path: Path) -> None:
    """One that nobody writes into would be waited for."""
    for name in ("note.txt", "lines.jsonl"):
        os.mkfifo(tmp_path / name)
        assert refusal(tmp_path / name) == "is a pipe; write what comes from it to a file first"
        assert [refused for _, refused in from_file_as_is(tmp_path / name, name)] != []
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(tmp_path / "note.md"))
        assert refusal(tmp_path / "note.md").startswith("can't be read")


def test_a_pipe_that_the_shell_has_opened_is_read() -> None:
    """As by `onrecord add <(command)`."""
    reads, writes = os.pipe()
    os.write(writes, BODY.encode())
    os.close(writes)
    try:
        (found,) = from_file(Path(f"/dev/fd/{reads}"), "63")
    finally:
        os.close(reads)
    assert isinstance(found, Draft)
    assert found.text == BODY


# text as pasted from a news page

PASTED = f"""Kivik Lighthouse Shines Again After Forty Years

Posted : 2031-03-04 16:40
Updated : 2031-03-04 17:25
ⓕ font-size
+
-
Facebook share button
Twitter share button
• Email share button
Print

The lighthouse at Kivik is lit for the first time since 1991. The Harbour Post photo by Ola Brekke
The lighthouse at Kivik is lit for the first time since 1991. The Harbour Post photo by Ola Brekke

By Ines Falk

{BODY}

The keeper, Jo Brandt, climbs two hundred steps each night. — Courtesy of Port of Kivik

The second lighthouse will follow in winter, the port said.

Ines Falk
ines.falk@post.example

Top 10 stories
1
Ferry to Kivik late again
2
Herring quota falls by a tenth
"""


@pytest.fixture
def pasted(tmp_path: Path) -> Draft:
    return article(write(tmp_path / "pasted.txt", PASTED))


def test_a_pasted_page_gives_its_title_and_author(pasted: Draft) -> None:
    assert pasted.title == "Kivik Lighthouse Shines Again After Forty Years"
    assert pasted.author == "Ines Falk"


def test_a_pasted_page_gives_its_date(pasted: Draft) -> None:
    assert pasted.published == datetime(2031, 3, 4, 16, 40, tzinfo=UTC)


@pytest.mark.parametrize(
    "left_out",
    [
        "font",
        "share",
        "Print",
        "Posted",
        "Updated",
        "first time since",
        "Courtesy",
        "Ines Falk",
        "@",
        "Top 10",
        "Ferry",
        "Herring",
    ],
)
def test_a_pasted_page_loses_what_is_not_the_article(pasted: Draft, left_out: str) -> None:
    assert left_out not in pasted.text


@pytest.mark.parametrize(
    "kept", [SENTENCE, "“It was high time,” Sigrun Halvorsen said", "The second lighthouse will follow"]
)
def test_a_pasted_page_keeps_the_article(pasted: Draft, kept: str) -> None:
    assert kept in pasted.text


def test_paragraphs_stay_apart(pasted: Draft) -> None:
    assert pasted.text.startswith(f"{SENTENCE}\n\n“It was")


@pytest.mark.parametrize(
    ("heading", "author", "moment"),
    [
        ("By Ines Falk\n4 March 2031", "Ines Falk", datetime(2031, 3, 4, tzinfo=UTC)),
        ("Tuesday, 4 March 2031, 16:40", None, datetime(2031, 3, 4, 16, 40, tzinfo=UTC)),
        ("By Ines Falk | March 4, 2031", "Ines Falk", datetime(2031, 3, 4, tzinfo=UTC)),
        ("By Ines Falk\n\n2031년 3월 4일", "Ines Falk", datetime(2031, 3, 4, tzinfo=UTC)),
        ("김민재 기자\n2031.03.04", "김민재", datetime(2031, 3, 4, tzinfo=UTC)),
    ],
)
def test_lines_under_a_title_tell_author_and_day(
    tmp_path: Path, heading: str, author: str | None, moment: datetime
) -> None:
    draft = article(write(tmp_path / "a.txt", f"Kivik lighthouse shines again\n{heading}\n\n{BODY}"))
    assert (draft.title, draft.author, draft.published) == ("Kivik lighthouse shines again", author, moment)
    assert draft.text == BODY


def test_the_kind_of_a_paper_is_not_its_title_and_its_dateline_tells_the_day(tmp_path: Path) -> None:
    body = f"KIVIK, March 4, 2031 -- {BODY}"
    draft = article(write(tmp_path / "a.txt", f"FOR IMMEDIATE RELEASE\n\nKivik lighthouse shines again\n\n{body}"))
    assert (draft.title, draft.published) == ("Kivik lighthouse shines again", datetime(2031, 3, 4, tzinfo=UTC))
    assert draft.text == f"FOR IMMEDIATE RELEASE\n\n{body}"


def test_a_name_alone_under_a_title_stays_since_it_may_be_that_of_who_speaks(tmp_path: Path) -> None:
    draft = article(write(tmp_path / "a.txt", f"To those who go to sea\nSigrun Halvorsen\n4 March 2031\n\n{BODY}"))
    assert (draft.title, draft.author) == ("To those who go to sea", None)
    assert draft.text == f"Sigrun Halvorsen\n\n{BODY}"


@pytest.mark.parametrize(
    "text",
    [
        f"The year of the lighthouse\n\n4 March 2031\n\n{SENTENCE}\n\n9 May 2031\n\n{SENTENCE}",
        f"Closed until 4 March 2031\n\n{SENTENCE}",
        f"PRESIDENT HALVORSEN:\n4 March 2031\n\n{SENTENCE}",
    ],
    ids=["chronicle", "part of a sentence", "label"],
)
def test_days_that_are_part_of_a_text_stay_in_it(tmp_path: Path, text: str) -> None:
    draft = article(write(tmp_path / "a.txt", text))
    assert draft.published is None
    assert "4 March 2031" in f"{draft.title}\n{draft.text}"


def test_plain_prose_loses_nothing(tmp_path: Path) -> None:
    assert article(write(tmp_path / "a.txt", BODY)).text == BODY


def test_a_transcript_keeps_its_first_speaker(tmp_path: Path) -> None:
    text = f"PRESIDENT HALVORSEN: Good morning.\n\n{SENTENCE}"
    assert article(write(tmp_path / "a.txt", text)).text == text


def test_a_file_without_an_address_is_cited_by_its_name(tmp_path: Path) -> None:
    assert article(write(tmp_path / "a.txt", BODY)).url == "a.txt"


def test_a_missing_date_stays_missing(tmp_path: Path) -> None:
    for name, content in (("a.txt", BODY), ("b.md", BODY), ("c.html", page(""))):
        assert article(write(tmp_path / name, content)).published is None


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_normalising_again_changes_nothing(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


# Markdown


@pytest.mark.parametrize("name", ["title", "Title", "headline", "name"])
def test_front_matter_names_the_title(tmp_path: Path, name: str) -> None:
    assert article(write(tmp_path / "a.md", f"---\n{name}: Kivik shines\n---\n{BODY}")).title == "Kivik shines"


@pytest.mark.parametrize("name", ["source_url", "url", "link", "canonical_url", "canonical-url", "permalink", "source"])
def test_front_matter_names_the_address(tmp_path: Path, name: str) -> None:
    found = article(write(tmp_path / "a.md", f"---\n{name}: https://post.example/1\n---\n{BODY}"))
    assert found.url == "https://post.example/1"


@pytest.mark.parametrize(
    "name", ["date", "published", "pubDate", "datePublished", "publish_date", "published-time", "created"]
)
def test_front_matter_names_the_date(tmp_path: Path, name: str) -> None:
    found = article(write(tmp_path / "a.md", f"---\n{name}: 2031-03-04T16:40:00+09:00\n---\n{BODY}"))
    assert found.published == datetime(2031, 3, 4, 16, 40, tzinfo=timezone(timedelta(hours=9)))


@pytest.mark.parametrize("name", ["outlet", "publisher", "site", "site_name", "publication"])
def test_front_matter_names_the_outlet(tmp_path: Path, name: str) -> None:
    assert article(write(tmp_path / "a.md", f"---\n{name}: The Post\n---\n{BODY}")).outlet == "The Post"


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("author: Ines Falk", "Ines Falk"),
        ("byline: Ines Falk", "Ines Falk"),
        ("authors: [Ines Falk, Jo Brandt]", "Ines Falk, Jo Brandt"),
    ],
)
def test_front_matter_names_the_author(tmp_path: Path, line: str, author: str) -> None:
    assert article(write(tmp_path / "a.md", f"---\n{line}\n---\n{BODY}")).author == author


def test_a_date_that_is_none_is_no_date(tmp_path: Path) -> None:
    assert article(write(tmp_path / "a.md", f"---\ndate: some time in spring\n---\n{BODY}")).published is None


def test_an_address_names_the_outlet_for_want_of_a_better_one(tmp_path: Path) -> None:
    assert article(write(tmp_path / "a.md", f"---\nurl: https://post.example/1\n---\n{BODY}")).outlet == "post.example"


def test_the_first_heading_is_the_title_for_want_of_a_better_one(tmp_path: Path) -> None:
    found = article(write(tmp_path / "a.md", f"# Kivik shines\n\n{BODY}"))
    assert (found.title, found.text) == ("Kivik shines", BODY)


def test_marks_of_markdown_are_not_quoted(tmp_path: Path) -> None:
    found = article(
        write(tmp_path / "a.md", "He *said* that [the **port**](https://x.example) is `open`.\n\n- one\n- two")
    )
    assert found.text == "He said that the port is open.\n\none\n\ntwo"


def test_marks_of_notes_in_markdown_are_in_no_sentence(tmp_path: Path) -> None:
    text = f"{SENTENCE}[^1] {SENTENCE}\n\nThe class [^b] has no note.\n\n[^1]: A note.\n[^2]: Another.\n"
    found = article(write(tmp_path / "a.md", text))
    assert found.text == f"{SENTENCE} {SENTENCE}\n\nThe class [^b] has no note.\n\nA note.\n\nAnother."


def test_a_row_of_a_table_in_markdown_is_one_block(tmp_path: Path) -> None:
    found = article(write(tmp_path / "a.md", f"{SENTENCE}\n\n| Pier | Crews |\n|---|---|\n| **Kivik** | 3 |\n"))
    assert blocks_of(found)[1:] == [("table", "Pier\tCrews"), ("table", "Kivik\t3")]


def test_front_matter_that_is_no_yaml_is_refused(tmp_path: Path) -> None:
    assert "YAML" in refusal(write(tmp_path / "a.md", f"---\ntitle: [unclosed\nx: : :\n---\n{BODY}"))


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("title: Transcript: Remarks in Kivik", "Transcript: Remarks in Kivik"),
        ('title: "No more" is what Varga said', '"No more" is what Varga said'),
        ("title: 'Kivik: a port'", "Kivik: a port"),
    ],
)
def test_plain_lines_of_front_matter_may_hold_a_colon(tmp_path: Path, line: str, title: str) -> None:
    found = article(write(tmp_path / "a.md", f"---\n{line}\ndate: 2031-03-04\nsource: Kivik: The Post\n---\n{BODY}"))
    assert (found.title, found.text, found.outlet, found.url) == (title, BODY, "Kivik: The Post", "a.md")
    assert found.published is not None


def test_a_source_that_is_no_address_is_the_outlet(tmp_path: Path) -> None:
    found = article(write(tmp_path / "a.md", f"---\nsource: The Post\n---\n{BODY}"))
    assert (found.outlet, found.url) == ("The Post", "a.md")


def test_windows_line_ends_in_front_matter_are_understood(tmp_path: Path) -> None:
    text = f"---\ntitle: Kivik\n---\n{BODY}".replace("\n", "\r\n")
    found = article(write(tmp_path / "a.md", text))
    assert (found.title, found.text) == ("Kivik", BODY)


# HTML


def page(head: str, charset: str = "utf-8", body: str = BODY) -> str:
    paragraphs = "".join(f"<p>{p}</p>" for p in body.split("\n\n"))
    return (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="{charset}">{head}'
        "<title>Kivik shines again</title></head><body>"
        "<nav><ul><li><a href='/'>Home</a></li><li><a href='/sport'>Sport</a></li></ul></nav>"
        f"<article><h1>Kivik shines again</h1><figure><img src='a.jpg'><figcaption>The lamp at night. Photo: Ola Brekke"
        f"</figcaption></figure>{paragraphs}</article>"
        "<aside><h3>Most read</h3><ul><li><a href='/1'>Ferry late again</a></li></ul></aside>"
        "<footer>Copyright 2031 The Harbour Post. All rights reserved.</footer></body></html>"
    )


META = (
    '<meta property="og:title" content="Kivik shines again"><meta property="og:site_name" content="The Harbour Post">'
    '<meta name="author" content="Ines Falk">'
    '<meta property="article:published_time" content="2021-03-04T16:40:00+09:00">'
    '<link rel="canonical" href="https://post.example/kivik">'
)


@pytest.fixture
def web(tmp_path: Path) -> Draft:
    return article(write(tmp_path / "a.html", page(META)))


def test_html_gives_what_its_metadata_says(web: Draft) -> None:
    assert (web.title, web.author, web.outlet) == ("Kivik shines again", "Ines Falk", "The Harbour Post")
    assert (web.url, web.language) == ("https://post.example/kivik", "en")


def test_html_gives_the_moment_with_its_zone(web: Draft) -> None:
    assert web.published == datetime(2021, 3, 4, 16, 40, tzinfo=timezone(timedelta(hours=9)))
    assert web.published is not None
    assert web.published.utcoffset() == timedelta(hours=9)


def test_html_gives_the_article_and_nothing_around_it(web: Draft) -> None:
    assert web.text == BODY


def test_a_date_in_structured_data_is_found(tmp_path: Path) -> None:
    head = (
        '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2021-03-04T08:00:00Z"}</script>'
    )
    found = article(write(tmp_path / "a.html", page(head)))
    assert found.published == datetime(2021, 3, 4, 8, tzinfo=UTC)


@pytest.mark.parametrize("name", ["a.html.gz", "a.gz", "a.html"])
def test_gzipped_html_is_read_whatever_its_name(tmp_path: Path, web: Draft, name: str) -> None:
    found = article(write(tmp_path / name, gzip.compress(page(META).encode())))
    assert (found.text, found.title, found.published) == (web.text, web.title, web.published)


def test_html_under_another_name_is_still_html(tmp_path: Path) -> None:
    assert article(write(tmp_path / "a.txt", page(META))).text == BODY


@pytest.mark.parametrize("encoding", ["euc-kr", "cp949"])
def test_html_in_its_declared_encoding_is_read(tmp_path: Path, encoding: str) -> None:
    content = page("", encoding, f"{KOREAN}\n\n{KOREAN} 끝.").encode(encoding)
    assert KOREAN in article(write(tmp_path / "a.html", content)).text


def test_html_without_an_article_is_refused(tmp_path: Path) -> None:
    assert "no article text" in refusal(
        write(tmp_path / "a.html", "<!doctype html><html><body><nav></nav></body></html>")
    )


# PDF


def pdf(path: Path, lines: list[str], title: str = "", author: str = "", password: str | None = None) -> Path:
    held = io.BytesIO()
    encrypt = StandardEncryption(password, canPrint=0) if password else None
    canvas = Canvas(held, pagesize=A5, encrypt=encrypt, invariant=1)
    canvas.setTitle(title)
    canvas.setAuthor(author)
    text = canvas.beginText(40, 500)
    for line in lines:
        text.textLine(line)
    canvas.drawText(text)
    canvas.rect(40, 40, 50, 50)
    canvas.showPage()
    canvas.save()
    return write(path, held.getvalue())


LINES = [
    "The lighthouse at Kivik shines again after forty",
    "dark years, and the crews are glad of it, the har-",
    "bour master wrote to the port's office on Friday.",
    "",
    "The second lighthouse will follow in winter.",
]


def test_a_pdf_gives_its_text_with_lines_joined(tmp_path: Path) -> None:
    found = article(pdf(tmp_path / "a.pdf", LINES))
    assert "after forty dark years" in found.text
    assert "the harbour master" in found.text
    assert "The second lighthouse will follow in winter." in found.text


def test_a_pdf_gives_its_title_and_author(tmp_path: Path) -> None:
    found = article(pdf(tmp_path / "a.pdf", LINES, "Kivik shines", "Port of Kivik"))
    assert (found.title, found.author) == ("Kivik shines", "Port of Kivik")


def test_a_pdf_under_another_name_is_still_a_pdf(tmp_path: Path) -> None:
    assert "shines again" in article(pdf(tmp_path / "a.txt", LINES)).text


@pytest.mark.parametrize(
    ("make", "problem"),
    [
        (lambda path: pdf(path, LINES, password="secret"), "locked with a password"),
        (lambda path: pdf(path, []), "without text"),
        (lambda path: write(path, BODY), "is no PDF"),
        (lambda path: write(path, b"%PDF-1.7\n" + b"garbage " * 50), "damaged PDF"),
        (lambda path: os.truncate(pdf(path, LINES), 700), ""),
    ],
    ids=["locked", "scanned", "mislabelled", "garbage", "truncated"],
)
def test_a_pdf_that_cannot_be_read_is_refused(tmp_path: Path, make: Callable[[Path], object], problem: str) -> None:
    make(tmp_path / "a.pdf")
    assert problem in refusal(tmp_path / "a.pdf")


# JSON lines


def test_jsonl_gives_an_article_a_line(tmp_path: Path) -> None:
    records = [
        {
            "url": "u1",
            "title": "One",
            "outlet": "The Post",
            "author": "Ines Falk",
            "published": "2031-03-04",
            "text": BODY,
        },
        {"url": None, "title": None, "outlet": None, "author": None, "published": None, "text": "Only text."},
        {"text": "More text."},
    ]
    path = write(tmp_path / "a.jsonl", "\n".join(map(json.dumps, records)))
    first, second, third = from_file(path, "a.jsonl")
    moment = datetime(2031, 3, 4, tzinfo=UTC)
    assert first == Draft(BODY, "One", "u1", "The Post", "Ines Falk", moment, blocks=infer_blocks(BODY))
    assert second == of_one_paragraph("Only text.")
    assert third == of_one_paragraph("More text.")


def test_jsonl_may_list_authors(tmp_path: Path) -> None:
    record = {"text": BODY, "author": ["Ines Falk", "Ola Berg"]}
    assert article(write(tmp_path / "a.jsonl", json.dumps(record))).author == "Ines Falk; Ola Berg"


@pytest.mark.parametrize("published", ["03/04/2031", "03.04.31", "Tue, 03/04/2031 09:00"])
def test_a_date_that_may_be_two_days_is_refused(tmp_path: Path, published: str) -> None:
    record = {"text": BODY, "published": published}
    assert '"published" is no date' in refusal(write(tmp_path / "a.jsonl", json.dumps(record)))


def test_the_text_of_jsonl_is_kept_to_the_letter(tmp_path: Path) -> None:
    text = "e\u0301 \r\n two  spaces\u00a0 “x” 🙂 "
    (found,) = from_file(write(tmp_path / "a.jsonl", json.dumps({"text": text})), "a")
    assert isinstance(found, Draft)
    assert found.text == text


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("{not json", "is no JSON"),
        ("[1, 2]", "is no object"),
        ("3", "is no object"),
        ('{"title": "x"}', 'has no "text"'),
        ('{"text": ""}', 'has no "text"'),
        ('{"text": 5}', 'has no "text"'),
        ('{"text": "x", "title": 5}', '"title" is no text'),
        ('{"text": "x", "published": "soon"}', '"published" is no date'),
        ('{"text": "x", "published": 20310304}', '"published" is no text'),
        ("\udcff", "is no JSON"),
        ("[" * 100_000, "is no JSON"),
    ],
)
def test_a_bad_line_is_refused_by_number_and_the_others_are_read(tmp_path: Path, line: str, problem: str) -> None:
    content = f'{{"text": "first"}}\n\n{line}\n{{"text": "last"}}\n'.encode("utf-8", "surrogateescape")
    first, bad, last = from_file(write(tmp_path / "a.jsonl", content), "a.jsonl")
    assert isinstance(first, Draft)
    assert isinstance(last, Draft)
    assert isinstance(bad, SourceError)
    assert bad.source == "a.jsonl, line 3"
    assert problem in str(bad.refusal)
    assert len(str(bad)) < 300


def of_one_paragraph(text: str) -> Draft:
    return Draft(text, blocks=(Block(0, len(text), BlockKind.PARAGRAPH),))


JSON_LINES = b'{"text": "first"}\n{not json\n{"text": "last"}\n'


@pytest.mark.parametrize("name", ["a.jsonl.gz", "A.JSONL.GZ", "news.2031.jsonl.gz"])
def test_gzipped_lines_are_read_one_by_one(tmp_path: Path, name: str) -> None:
    first, bad, last = from_file(write(tmp_path / name, gzip.compress(JSON_LINES)), "a")
    assert (first, last) == (of_one_paragraph("first"), of_one_paragraph("last"))
    assert str(bad) == "a, line 2: is no JSON"


def test_lines_before_the_damage_of_a_gzip_file_are_read(tmp_path: Path) -> None:
    lines = b"".join(b'{"text": "%s"}\n' % os.urandom(500).hex().encode() for _ in range(100))
    found = list(from_file(write(tmp_path / "a.jsonl.gz", gzip.compress(lines)[:-5000]), "a"))
    assert len(found) > 1
    assert all(isinstance(each, Draft) for each in found[:-1])
    assert str(found[-1]) == "a: is a damaged gzip file"


def test_a_gzipped_line_that_unpacks_without_end_is_refused_alone(tmp_path: Path) -> None:
    data = gzip.compress(b'{"text": "' + b"x" * 2 * LARGEST + b'"}\n{"text": "last"}', 1)
    large, last = from_file(write(tmp_path / "a.jsonl.gz", data), "a")
    assert str(large) == "a, line 1: 40 MB is more than the 20 MB an article may have"
    assert last == of_one_paragraph("last")


@pytest.mark.parametrize("name", ["a.opml", "a.XML", "feeds.2031.rss", "a.atom", "a.opml.gz"])
def test_a_feed_in_a_file_is_no_article(tmp_path: Path, name: str) -> None:
    content = f"<opml><body><outline text='{SENTENCE}'/></body></opml>".encode()
    path = write(tmp_path / name, gzip.compress(content) if name.endswith(".gz") else content)
    assert "read a list with `onrecord feeds import`" in refusal(path)


@pytest.mark.parametrize(("name", "suffix"), [("a.csv", ".csv"), ("a.b.LOG", ".log"), ("a.csv.gz", ".csv")])
def test_a_file_of_another_kind_is_refused_by_its_suffix(tmp_path: Path, name: str, suffix: str) -> None:
    path = write(tmp_path / name, gzip.compress(BODY.encode()) if name.endswith(".gz") else BODY)
    assert refusal(path) == f"is of a kind On Record can't read ({suffix}); it reads {LISTED}"


@pytest.mark.parametrize("name", ["a", "a.text", "A.TXT", "Statement No. 3", "minutes.2031-03-04", ".txt"])
def test_a_text_without_a_suffix_is_read(tmp_path: Path, name: str) -> None:
    assert article(write(tmp_path / name, BODY)).text == BODY


def test_halves_of_characters_are_replaced_one_for_one(tmp_path: Path) -> None:
    (found,) = from_file(write(tmp_path / "a.jsonl", r'{"text": "a \ud83d b", "title": "\udc00"}'), "a")
    assert isinstance(found, Draft)
    assert (found.text, found.title) == ("a \ufffd b", "\ufffd")


def test_a_byte_order_mark_before_jsonl_does_no_harm(tmp_path: Path) -> None:
    (found,) = from_file(write(tmp_path / "a.jsonl", b'\xef\xbb\xbf{"text": "first"}'), "a")
    assert found == of_one_paragraph("first")


# blocks


MARKED_UP = ["heading", "paragraph", "block quotation", "signature", "list item", "list item", "paragraph"]
PARTS = (
    "What they said",
    "The council of Kivik met on Monday, and three of its members spoke about the lighthouse at length.",
    "We will light it, whatever it costs.",
    "— Ada Holm, mayor",
    "the tower",
    "the lamp",
    "It was dark when they left the town hall of Kivik for the harbour.",
)


def blocks_of(draft: Draft) -> list[tuple[str, str]]:
    return [(block.kind.value, draft.text[block.start : block.end]) for block in draft.blocks]


def page_of(parts: tuple[str, ...]) -> str:
    heading, first, quotation, signature, tower, lamp, last = parts
    return (
        f"<html><head><title>Kivik</title></head><body><article><h1>Kivik</h1><h2>{heading}</h2><p>{first}</p>"
        f"<blockquote><p>{quotation}</p><footer>{signature}</footer></blockquote>"
        f"<ul><li>{tower}</li><li>{lamp}</li></ul><p>{last}</p></article><footer>Imprint</footer></body></html>"
    )


def test_blocks_of_a_page(tmp_path: Path) -> None:
    found = blocks_of(article(write(tmp_path / "a.html", page_of(PARTS))))
    assert [kind for kind, _ in found] == MARKED_UP
    assert [words.removeprefix("- ") for _, words in found] == list(PARTS)


def test_whom_a_block_quotation_cites_in_its_last_line_signs_it(tmp_path: Path) -> None:
    page = page_of(PARTS).replace("</p><footer>— Ada Holm, mayor</footer>", " <cite>Ada Holm, mayor</cite></p>")
    found = blocks_of(article(write(tmp_path / "a.html", page)))
    assert [kind for kind, _ in found] == MARKED_UP
    assert found[3][1] == "Ada Holm, mayor"


def test_blocks_of_markdown(tmp_path: Path) -> None:
    heading, first, quotation, signature, tower, lamp, last = PARTS
    text = f"# Kivik\n\n## {heading}\n\n{first}\n\n> {quotation}\n>\n> {signature}\n\n- {tower}\n- {lamp}\n\n{last}\n"
    found = article(write(tmp_path / "a.md", text))
    assert blocks_of(found) == list(zip(MARKED_UP, PARTS, strict=True))
    assert found.text == "\n\n".join(PARTS)


def test_blocks_of_plain_text(tmp_path: Path) -> None:
    heading, first, quotation, signature, tower, lamp, last = PARTS
    text = f"{first}\n\n{heading}\n\n{last}\n\n“{quotation}”\n{signature}\n\n• {tower}\n• {lamp}\n\n{last}\n"
    kinds = ["paragraph", "heading", "paragraph", "paragraph", "signature", "list item", "list item", "paragraph"]
    assert [kind for kind, _ in blocks_of(article(write(tmp_path / "a.txt", text)))] == kinds
    line = json.dumps({"text": text})
    assert [kind for kind, _ in blocks_of(article(write(tmp_path / "a.jsonl", line)))] == kinds


INTERVIEW = [
    ("heading", "Are the lamps of Kivik lit at last?"),
    ("paragraph", "Not yet. I asked the council for them in May, and in June, and in July."),
    ("heading", "The council says that it has no money."),
    ("paragraph", "It has enough for a new town hall, as far as I can see from here."),
    ("heading", "Who will pay for the cable?"),
    ("paragraph", "My ministry will, when the ship comes in with it."),
    ("heading", "And then?"),
    ("paragraph", "Then there will be light on the quay, and I shall go home."),
]


@pytest.mark.parametrize("break_line", [False, True])
def test_an_interviews_questions_in_bold_letters_are_headings(tmp_path: Path, break_line: bool) -> None:
    between = "<br>" if break_line else "</p><p>"
    pairs = zip(INTERVIEW[::2], INTERVIEW[1::2], strict=True)
    body = "".join(f"<p><strong>{asked}</strong>{between}{told}</p>" for (_, asked), (_, told) in pairs)
    page = f"<html><head><title>Kivik</title></head><body><article><h1>Kivik</h1>{body}</article></body></html>"
    assert blocks_of(article(write(tmp_path / "a.html", page))) == INTERVIEW


@pytest.mark.parametrize("between", ["\n", "\n\n"])
@pytest.mark.parametrize("mark", ["**", "*"])
def test_questions_in_bold_or_italic_letters_of_markdown_are_headings(tmp_path: Path, mark: str, between: str) -> None:
    pairs = zip(INTERVIEW[::2], INTERVIEW[1::2], strict=True)
    body = "\n\n".join(f"{mark}{asked}{mark}{between}{told}" for (_, asked), (_, told) in pairs)
    assert blocks_of(article(write(tmp_path / "a.md", f"# Kivik\n\n{body}\n"))) == INTERVIEW


def test_words_in_bold_letters_that_ask_nothing_stay_paragraphs(tmp_path: Path) -> None:
    body = "\n\n".join(f"**{words.rstrip('?')}.**" for _, words in INTERVIEW)
    found = blocks_of(article(write(tmp_path / "a.md", f"# Kivik\n\n{body}\n")))
    assert {kind for kind, _ in found} == {"paragraph"}


def test_speakers_names_in_parts_of_their_own_stay_above_their_words(tmp_path: Path) -> None:
    said = [
        ("Ada Holm", "I ask the minister when the lamps of Kivik will be lit."),
        ("Ilo Tamm", "They will be lit when the cable comes, and not before."),
        ("Ada Holm", "On which ship is it, and who is its captain?"),
        ("The Lord Bishop of Kivik", "It is on mine, and I thank the House for its patience."),
    ]
    body = "".join(f'<div class="name"><a href="#">{name}</a></div><p>{words}</p>' for name, words in said)
    page = f"<html><head><title>Kivik</title></head><body><article><h1>Kivik</h1>{body}</article></body></html>"
    found = article(write(tmp_path / "a.html", page)).text
    assert found == "\n\n".join(f"{name}\n\n{words}" for name, words in said)


def test_blocks_of_a_pdf(tmp_path: Path) -> None:
    lines = [
        "The council met on Monday, and it was late in the evening.",
        "",
        "“We will light it.”",
        "- Ada Holm, mayor",
    ]
    found = blocks_of(
        article(pdf(tmp_path / "a.pdf", [*lines, "", "Nobody else spoke that evening in the town hall."]))
    )
    assert ("signature", "- Ada Holm, mayor") in found


def test_inline_quotations_of_a_page_keep_their_sentence_and_get_marks(tmp_path: Path) -> None:
    page = page_of((*PARTS[:-1], "Holm said <q>we <b>will</b> light it</q> and left. “<q>No</q>,” said Bo Lind."))
    assert (
        "\n\nHolm said “we will light it” and left. “No,” said Bo Lind."
        in article(write(tmp_path / "a.html", page)).text
    )


def test_lines_of_markdown_are_joined_but_for_labels_and_signatures(tmp_path: Path) -> None:
    text = "The council met\non Monday.\nIt was late.\n\nMS. HOLM: We will\nlight it.\nMR. LIND: We will not.\n"
    assert article(write(tmp_path / "a.md", text)).text == (
        "The council met on Monday. It was late.\n\nMS. HOLM: We will light it.\nMR. LIND: We will not."
    )


@pytest.mark.parametrize("tag", ["<q>", "</q>", "<blockquote>", "<footer>", "</footer ", "<q "])
def test_unbalanced_quotations_of_a_page_do_no_harm(tmp_path: Path, tag: str) -> None:
    page = page_of(PARTS).replace("<p>It was", tag * 20_000 + "<p>It was")
    assert PARTS[1] in article(write(tmp_path / "a.html", page)).text


# what can't be read


def _sparse(path: Path) -> None:
    path.touch()
    os.truncate(path, 50_000_000)


@pytest.mark.parametrize("suffix", [".txt", ".md", ".html", ".pdf", ".jsonl", ".gz"])
@pytest.mark.parametrize(
    ("make", "problem"),
    [
        (lambda path: path.touch(), "is empty"),
        (lambda path: path.write_bytes(b" \r\n\t"), "is empty"),
        (_sparse, "50 MB"),
        (lambda path: path.mkdir(), "can't be read"),
    ],
    ids=["empty", "blank", "50 MB", "a folder"],
)
def test_one_line_for_what_is_no_document(
    tmp_path: Path, suffix: str, make: Callable[[Path], object], problem: str
) -> None:
    make(tmp_path / f"a{suffix}")
    assert problem in refusal(tmp_path / f"a{suffix}")


@pytest.mark.parametrize("suffix", [".txt", ".md", ".html"])
@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"\x7fELF\0\0\1" * 50, "is a binary file"),
        (b"PK\3\4\0\0" * 50, "is an archive (.zip); unpack it"),
        (b"\x89PNG\r\n\x1a\n\0\0" * 9, "is a picture (.png); run it through text recognition"),
        (b"\0" * 99, "is a binary file"),
    ],
    ids=["program", "archive", "picture", "zeros"],
)
def test_a_binary_file_is_refused(tmp_path: Path, suffix: str, content: bytes, problem: str) -> None:
    assert refusal(write(tmp_path / f"a{suffix}", content)).startswith(problem)


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    assert "can't be read" in refusal(tmp_path / "none.txt")


def test_a_damaged_gzip_file_is_refused(tmp_path: Path) -> None:
    assert "damaged gzip" in refusal(write(tmp_path / "a.html.gz", gzip.compress(page(META).encode())[:-20]))


@pytest.mark.parametrize("name", ["a.txt.gz", "a.jsonl.gz", "a.gz", "a.pdf.gz"])
def test_a_gzip_file_that_is_none_is_refused(tmp_path: Path, name: str) -> None:
    assert refusal(write(tmp_path / name, BODY)) == "is a damaged gzip file"


def test_a_gzip_file_that_unpacks_without_end_is_refused(tmp_path: Path) -> None:
    assert "unpacks to more" in refusal(write(tmp_path / "a.html.gz", gzip.compress(b"x" * (LARGEST + 10), 1)))


@pytest.mark.parametrize("content", ["* * *", "-- \n\n--", "<!doctype html><p>"])
def test_marks_alone_are_no_article(tmp_path: Path, content: str) -> None:
    assert "no article text" in refusal(write(tmp_path / "a.txt", content))


# encodings


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (BODY, "utf-8"),
        (BODY, "utf-8-sig"),
        (BODY, "utf-16"),
        (KOREAN, "utf-16"),
        (KOREAN * 3, "euc-kr"),
        (BODY * 2, "cp1252"),
    ],
)
def test_text_is_read_in_its_encoding(tmp_path: Path, text: str, encoding: str) -> None:
    found = article(write(tmp_path / "a.txt", text.encode(encoding)))
    assert found.text == text


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", [BODY, KOREAN])
def test_utf16_without_a_mark_is_read(tmp_path: Path, encoding: str, text: str) -> None:
    assert article(write(tmp_path / "a.txt", text.encode(encoding))).text == text


def test_half_a_character_at_the_end_costs_one_mark(tmp_path: Path) -> None:
    assert article(write(tmp_path / "a.txt", BODY.encode("utf-16")[:-1])).text == f"{BODY[:-1]}\ufffd"


def test_what_is_no_utf16_whatever_its_mark_says_is_told_in_one_line(tmp_path: Path) -> None:
    assert "utf-16" in refusal(write(tmp_path / "a.txt", b"\xff\xfe" + bytes(range(128, 256)) * 20))


def outcome(read: Callable[[], str]) -> str:
    """What was read, else the refusal."""
    try:
        return read()
    except SourceError as error:
        refused = str(error)
    assert "\n" not in refused
    return refused


@given(st.binary(min_size=1, max_size=300), st.sampled_from([".txt", ".md", ".html", ".pdf", ".gz"]))
def test_whatever_the_bytes_there_is_an_article_or_one_line(data: bytes, suffix: str) -> None:
    assert any(c.isalnum() for c in outcome(lambda: from_bytes(data, "a", suffix).text))


@given(st.binary(max_size=300))
def test_what_is_decoded_can_be_stored(data: bytes) -> None:
    found = outcome(lambda: decode(data, "a"))
    assert found.encode("utf-8").decode("utf-8") == found


# moments


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2031-03-04", datetime(2031, 3, 4, tzinfo=UTC)),
        ("2031-03-04T16:40:00+09:00", datetime(2031, 3, 4, 7, 40, tzinfo=UTC)),
        ("2031-03-04T16:40:00Z", datetime(2031, 3, 4, 16, 40, tzinfo=UTC)),
        ("Tue, 04 Mar 2031 16:40:00 GMT", datetime(2031, 3, 4, 16, 40, tzinfo=UTC)),
        ("Tue, 04 Mar 2031 16:40:00 +0900", datetime(2031, 3, 4, 7, 40, tzinfo=UTC)),
        ("March 4, 2031 4:40 PM KST", datetime(2031, 3, 4, 7, 40, tzinfo=UTC)),
        ("4 March 2031", datetime(2031, 3, 4, tzinfo=UTC)),
        ("4 March 2031 16:40 XYZ", datetime(2031, 3, 4, 16, 40, tzinfo=UTC)),
        ("March 2031", None),
        ("2031-02-31", None),
        ("spring 2031", None),
        ("yesterday", None),
        ("", None),
        (None, None),
        (7, None),
        ("99999999999999999999", None),
    ],
)
def test_a_moment_is_aware_or_none(value: object, expected: datetime | None) -> None:
    assert parse_date(value) == expected


@pytest.mark.parametrize(
    "line",
    [
        "기사 URL이 복사되었습니다.",
        "ⓒ 노르베일일보, 무단전재 및 재배포 금지",
        "<저작권자(c) 노르베일통신, 무단 전재-재배포, AI 학습 및 활용 금지>",
        "※ 이미지를 누르면 크게 볼 수 있습니다.",
    ],
)
def test_what_korean_pages_write_around_an_article_is_no_part_of_it(line: str) -> None:
    kept = "나루당 한다솔 의원은 “부두를 다시 열겠다”고 말했다.\n\n저작권자는 무단전재 금지를 요구하는 소송을 냈다."
    assert from_bytes(f"{kept}\n\n{line}\n".encode(), "article", ".txt").text == kept


def test_a_title_is_one_line_that_does_nothing_to_a_terminal() -> None:
    assert one_line(" The\n\x1b[31mquay\x07 \x00 re\u00adopens\t") == "The [31mquay reopens"
    assert one_line("\x00\x7f") is None
