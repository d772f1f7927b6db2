"""Office files and books become articles with their structure, without what was deleted, hidden or only set around."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from index.errors import SourceError, SourceProblem
from index.extract.documents import from_bytes
from index.extract.formats import Kind
from index.extract.reader_worker import read
from index.model import Draft
from tests.index.extract import office_files as office
from tests.index.extract.office_files import packed, run, shape, styled

NOW = datetime(2032, 1, 1, tzinfo=UTC)
SAID = "“We have read every line of the treaty,” Elin Varga told reporters in Lindesund on Monday."
MORE = "The vote will be held in May, and nobody in the harbour expects that it will be lost."


def draft_of(kind: Kind, data: bytes) -> Draft:
    return read(kind, data, "a", NOW).draft


def parts(draft: Draft) -> list[tuple[str, str]]:
    return [(draft.text[block.start : block.end], block.kind.value) for block in draft.blocks]


def refusal(kind: Kind, data: bytes) -> SourceProblem:
    with pytest.raises(SourceError) as caught:
        read(kind, data, "a", NOW)
    return caught.value.refusal.problem


# Word


def test_a_word_file_has_its_structure() -> None:
    row = f"<w:tr><w:tc><w:p>{run('Berth')}</w:p></w:tc><w:tc><w:p>{run('12')}</w:p></w:tc></w:tr>"
    numbered = (
        f'<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>{run("Open the port")}</w:p>'
    )
    body = (
        styled("Title", "Harbour treaty put to the vote")
        + styled("Normal", "By Ines Falk")
        + styled("Normal", "12 February 2031")
        + styled("TOC1", "Contents: the vote ........ 3")
        + styled("House", "What the minister said")
        + f"<w:p>{run(SAID)}</w:p>"
        + styled("Quote", "No line of it was written in a hurry.")
        + styled("Caption", "The old quay, seen from the sea")
        + f"<w:tbl>{row}{row}</w:tbl>"
        + numbered
        + f"<w:p>{run(MORE)}</w:p>"
    )
    draft = draft_of(Kind.WORD, office.word(body, "Microsoft Word - brief_v7.docx", "user1"))
    assert (draft.title, draft.author) == ("Harbour treaty put to the vote", "Ines Falk")
    assert draft.published == datetime(2031, 2, 12, tzinfo=UTC)
    assert parts(draft)[2:] == [
        ("What the minister said", "heading"),
        (SAID, "paragraph"),
        ("No line of it was written in a hurry.", "block quotation"),
        ("The old quay, seen from the sea", "caption"),
        ("Berth\t12", "table"),
        ("Berth\t12", "table"),
        ("Open the port", "list item"),
        (MORE, "paragraph"),
    ]


def test_tracked_changes_of_a_word_file_are_taken_as_accepted_and_comments_left_out() -> None:
    body = (
        f"<w:p>{run('The treaty ')}<w:del><w:r><w:delText>was torn up</w:delText></w:r></w:del>"
        f"<w:ins>{run('will be signed')}</w:ins>{run(' in May, the ministry said.')}"
        '<w:commentRangeStart w:id="0"/><w:r><w:commentReference w:id="0"/></w:r></w:p>'
        f"<w:p>{run('It stays')}<w:r><w:rPr><w:strike/></w:rPr><w:t> closed</w:t></w:r>{run(' open.')}</w:p>"
        f"<w:p><w:moveFrom>{run('Moved away.')}</w:moveFrom><w:moveTo>{run('Moved here.')}</w:moveTo></w:p>"
    )
    assert (
        draft_of(Kind.WORD, office.word(body)).text
        == "The treaty will be signed in May, the ministry said.\n\nIt stays open.\n\nMoved here."
    )


def test_hidden_text_and_heads_of_a_word_file_are_left_out_and_fields_kept() -> None:
    body = (
        f"<w:p>{run('Signed on ')}<w:fldSimple w:instr='DATE'>{run('4 March 2031')}</w:fldSimple>{run(' by both.')}"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t> Internal: do not send.</w:t></w:r></w:p>"
        "<w:p><w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>HYPERLINK \"https://x.example\"</w:instrText>"
        f"</w:r><w:r><w:fldChar w:fldCharType='separate'/></w:r>{run('The whole text')}"
        f"<w:r><w:fldChar w:fldCharType='end'/></w:r>{run(' is public.')}</w:p>"
    )
    assert draft_of(Kind.WORD, office.word(body)).text == "Signed on 4 March 2031 by both.\n\nThe whole text is public."


def test_notes_of_a_word_file_stand_behind_their_paragraph() -> None:
    mark = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteReference w:id="2"/></w:r>'
    body = f"<w:p>{run('The quay is old,')}{mark}{run(' the port said.')}</w:p><w:p>{run(MORE)}</w:p>"
    draft = draft_of(Kind.WORD, office.word(body, notes={2: "Built in 1871."}))
    assert draft.text.split("\n\n") == ["The quay is old, the port said.", "Built in 1871.", MORE]


@pytest.mark.parametrize("fallback", [True, False])
def test_a_text_box_of_a_word_file_is_read_once(fallback: bool) -> None:
    box = f"<w:txbxContent><w:p>{run('Box: forty berths.')}</w:p></w:txbxContent>"
    choice = f'<mc:Choice Requires="wps"><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>'
    old = (
        f"<mc:Fallback><w:pict><v:shape><v:textbox>{box}</v:textbox></v:shape></w:pict></mc:Fallback>"
        if fallback
        else ""
    )
    body = f"<w:p>{run(SAID)}<w:r><mc:AlternateContent>{choice}{old}</mc:AlternateContent></w:r></w:p>"
    assert draft_of(Kind.WORD, office.word(body)).text == f"{SAID}\n\nBox: forty berths."


def test_labels_of_a_word_file_are_turns() -> None:
    body = f"<w:p>{run('PRESIDENT VARGA: We sign in May.')}</w:p><w:p>{run('Q: Why in May?')}</w:p>"
    assert draft_of(Kind.WORD, office.word(body)).text == "PRESIDENT VARGA: We sign in May.\n\nQ: Why in May?"


def test_a_table_that_only_lays_out_text_is_read_as_text() -> None:
    body = f"<w:tbl><w:tr><w:tc><w:p>{run(SAID)}</w:p></w:tc><w:tc><w:p>{run(MORE * 3)}</w:p></w:tc></w:tr></w:tbl>"
    assert [kind for _, kind in parts(draft_of(Kind.WORD, office.word(body)))] == ["paragraph", "paragraph"]


# OpenDocument


def test_an_open_document_has_its_structure() -> None:
    struck = '<style:text-properties style:text-line-through-style="solid"/>'
    styles = (
        '<style:style style:name="P7" style:parent-style-name="Title"/>'
        '<style:style style:name="P8" style:parent-style-name="Quotations"/>'
        f'<style:style style:name="T1">{struck}</style:style>'
    )
    cell = "<table:table-cell><text:p>{}</text:p></table:table-cell>"
    body = (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>Torn up.</text:p></text:deletion>"
        "</text:changed-region></text:tracked-changes>"
        '<text:p text:style-name="P7">Harbour treaty put to the vote</text:p>'
        "<text:p>Author: Ines Falk</text:p><text:p>12 February 2031</text:p>"
        '<text:h text:outline-level="1">What the minister said</text:h>'
        f"<text:p>{SAID}<text:s text:c='2'/><text:span>He<office:annotation><text:p>Check!</text:p></office:annotation>"
        "<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>A note.</text:p></text:note-body>"
        "</text:note> left.</text:span><text:span text:style-name='T1'> Torn up.</text:span></text:p>"
        '<text:p text:style-name="P8">No line of it was written in a hurry.</text:p>'
        "<text:list><text:list-item><text:p>Open the port</text:p></text:list-item></text:list>"
        f"<table:table><table:table-row>{cell.format('Berth')}{cell.format('12')}</table:table-row></table:table>"
        f"<text:p>{MORE}<draw:frame><draw:text-box><text:p>Forty berths.</text:p></draw:text-box></draw:frame></text:p>"
    )
    draft = draft_of(Kind.OPEN_DOCUMENT, office.open_document(body, styles, "Untitled 1", "admin"))
    assert (draft.title, draft.author) == ("Harbour treaty put to the vote", "Ines Falk")
    assert draft.published == datetime(2031, 2, 12, tzinfo=UTC)
    assert parts(draft)[2:] == [
        ("What the minister said", "heading"),
        (f"{SAID} He left.", "paragraph"),
        ("A note.", "paragraph"),
        ("No line of it was written in a hurry.", "block quotation"),
        ("Open the port", "list item"),
        ("Berth\t12", "table"),
        (MORE, "paragraph"),
        ("Forty berths.", "paragraph"),
    ]


def test_what_nobody_sees_in_an_open_document_is_left_out() -> None:
    styles = "".join(
        f'<style:style style:name="{name}"><style:text-properties text:display="none"/></style:style>'
        for name in ("T9", "P9")
    )
    body = (
        '<text:section text:name="a" text:display="none"><text:p>Internal: do not send.</text:p></text:section>'
        f'<text:section text:name="b"><text:p>{SAID}<text:span text:style-name="T9"> Not this.</text:span></text:p>'
        '</text:section><text:p text:style-name="P9">Nor this.</text:p>'
    )
    assert draft_of(Kind.OPEN_DOCUMENT, office.open_document(body, styles)).text == SAID


def test_a_locked_open_document_is_refused() -> None:
    manifest = "<manifest:encryption-data xmlns:manifest='urn:x'/>"
    data = office.open_document("<text:p>x</text:p>", manifest=manifest)
    assert refusal(Kind.OPEN_DOCUMENT, data) is SourceProblem.LOCKED_DOCUMENT


# RTF

RTF = (
    r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fcharset0 Arial;}{\f1\fcharset129 Batang;}}"
    r"{\stylesheet{\s0 Normal;}{\s1\b heading 1;}{\s2 Title;}{\s3\i Quote;}}"
    r"{\info{\title Untitled}{\author user1}{\creatim\yr2031\mo7\dy9}}"
    r"{\header Ministry of Ports, page 1\par}"
    r"\pard\s2 Harbour treaty put to the vote\par\pard 12 February 2031\par"
    r"\pard\s1 What the minister said\par"
    r"\pard\ldblquote We\rquote ve read it \'97 all of it,\rdblquote  Elin Varga told reporters."
    r"{\deleted  Torn up.}{\v  Hidden.}{\strike  Crossed out.}\strike  Out\strike0 "
    r"{\footnote\pard A note.}\par"
    r"\pard\s3 No line of it was written in a hurry.\par"
    r"\pard\u54217?\u49884?, {\f1\'c6\'e9\'bd\'c3} and caf\'e9.\par"
    r"\pard Before the table.\trowd\pard\intbl Berth\cell 12\cell\row\pard{\*\unknown Nothing}{\pict\bin4 }}}}}"
    r"Signed in {\field{\*\fldinst HYPERLINK x}{\fldrslt Lindesund}}.\par}"
)


def test_an_rtf_file_has_its_structure() -> None:
    draft = draft_of(Kind.RICH_TEXT, RTF.encode("ascii"))
    assert (draft.title, draft.author) == ("Harbour treaty put to the vote", None)
    assert draft.published == datetime(2031, 2, 12, tzinfo=UTC)
    assert parts(draft)[1:] == [
        ("What the minister said", "heading"),
        ("“We’ve read it — all of it,” Elin Varga told reporters.", "paragraph"),
        ("A note.", "paragraph"),
        ("No line of it was written in a hurry.", "block quotation"),
        ("평시, 펩시 and café.", "paragraph"),
        ("Before the table.", "paragraph"),
        ("Berth\t12", "table"),
        ("Signed in Lindesund.", "paragraph"),
    ]


# PowerPoint


def test_slides_are_read_in_their_order_with_titles_first_and_without_furniture() -> None:
    data = office.slides(
        shape("body", "Forty berths", "No drilling")
        + shape("ctrTitle", "Harbour treaty: the plan")
        + shape("sldNum", "1"),
        shape("title", "The vote") + shape("", SAID) + shape("ftr", "Ministry of Ports"),
        notes=shape("body", "Say that the vote is in May.") + shape("sldImg"),
    )
    draft = draft_of(Kind.SLIDES, data)
    assert draft.title == "Harbour treaty: the plan"
    assert draft.author is None
    assert draft.published is None  # the day on which the file was made is not its day
    assert parts(draft) == [
        ("Forty berths", "list item"),
        ("No drilling", "list item"),
        ("Say that the vote is in May.", "paragraph"),
        ("The vote", "heading"),
        (SAID, "paragraph"),
    ]


# EPUB


def test_the_chapters_of_a_book_are_read_in_order() -> None:
    first = f"<h1>The first day</h1><p>{SAID}&nbsp;&mdash; and left.</p><blockquote><p>In no hurry.</p></blockquote>"
    draft = draft_of(
        Kind.BOOK, office.book(first, f"<h1>The second day</h1><p>{MORE}</p>", title="Days", date="2030-05-06")
    )
    assert (draft.title, draft.author, draft.language) == ("Days", "Nils Aaberg", "en")
    assert draft.published == datetime(2030, 5, 6, tzinfo=UTC)
    assert parts(draft) == [
        ("The first day", "heading"),
        (f"{SAID} — and left.", "paragraph"),
        ("In no hurry.", "block quotation"),
        ("The second day", "heading"),
        (MORE, "paragraph"),
    ]


def test_marks_of_notes_are_in_no_sentence_of_a_book_and_its_publisher_is_the_outlet() -> None:
    mark = '<a xmlns:epub="http://www.idpf.org/2007/ops" epub:type="noteref" href="#n1"><sup>1</sup></a>'
    draft = draft_of(Kind.BOOK, office.book(f"<p>{SAID}{mark} {MORE}</p>", title="Days", publisher="Kell Press"))
    assert parts(draft) == [(f"{SAID} {MORE}", "paragraph")]
    assert draft.outlet == "Kell Press"


def test_a_locked_book_is_refused() -> None:
    data = office.book("<p>x</p>", encryption='<e xmlns="x"><EncryptedKey/></e>')
    assert refusal(Kind.BOOK, data) is SourceProblem.LOCKED_DOCUMENT


def test_a_title_that_nothing_marks_stands_above_byline_and_day() -> None:
    lines = ("Harbour treaty put to the vote", "By Ines Falk", "3 March 2026", SAID, MORE)
    draft = draft_of(Kind.WORD, office.word("".join(f"<w:p>{run(line)}</w:p>" for line in lines)))
    assert (draft.title, draft.author) == ("Harbour treaty put to the vote", "Ines Falk")
    assert draft.published is not None


def test_a_title_that_nothing_marks_stands_below_a_letterhead_in_a_table() -> None:
    cells = "".join(
        f"<w:tc><w:p>{run(words)}</w:p></w:tc>" for words in ("Ministère des Ports", "Communiqué de presse")
    )
    lines = ("La ministre renonce à la taxe", "Kell, le 4 mars 2031", SAID)
    body = f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>" + "".join(f"<w:p>{run(line)}</w:p>" for line in lines)
    draft = draft_of(Kind.WORD, office.word(body))
    assert draft.title == "La ministre renonce à la taxe"
    assert draft.published == datetime(2031, 3, 4, tzinfo=UTC)


def test_a_document_that_is_nothing_but_its_title_is_read() -> None:
    assert draft_of(Kind.BOOK, office.book("<h1>In no hurry at all</h1>")).text == "In no hurry at all"


# what can't be read


def test_an_archive_that_unpacks_to_too_much_is_refused_while_it_is_unpacked() -> None:
    bomb = packed({"word/document.xml": b"<x>" + b" " * 60_000_000, "[Content_Types].xml": "<Types/>"})
    assert len(bomb) < 100_000
    with pytest.raises(SourceError, match=r"^bomb\.docx: unpacks to more than the 40 MB"):
        from_bytes(bomb, "bomb.docx", ".docx")


def test_entities_of_xml_are_not_expanded() -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
    data = office.open_document("<text:p>Before &b; after</text:p>")
    content = packed({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": bomb + unpacked(data)})
    assert "haha" not in draft_of(Kind.OPEN_DOCUMENT, content).text


def unpacked(data: bytes) -> str:
    import io
    import zipfile

    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read("content.xml").decode()


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        (Kind.WORD, office.word(f"<w:p>{run(SAID)}</w:p>")),
        (Kind.OPEN_DOCUMENT, office.open_document(f"<text:p>{SAID}</text:p>")),
        (Kind.SLIDES, office.slides(shape("", SAID))),
        (Kind.BOOK, office.book(f"<p>{SAID}</p>")),
        (Kind.RICH_TEXT, RTF.encode()),
    ],
)
def test_what_is_cut_off_is_refused_or_read_in_part(kind: Kind, data: bytes) -> None:
    problems = {problem_of(kind, data[:length]) for length in range(20, len(data), max(1, len(data) // 40))}
    assert problems <= {None, SourceProblem.DAMAGED_DOCUMENT, SourceProblem.NO_TEXT}


def problem_of(kind: Kind, data: bytes) -> SourceProblem | None:
    try:
        read(kind, data, "a", NOW)
    except SourceError as error:
        return error.refusal.problem
    return None


@pytest.mark.parametrize(
    ("data", "suffix"),
    [
        (office.word(f"<w:p>{run(SAID)}</w:p>"), ".zip"),
        (office.open_document(f"<text:p>{SAID}</text:p>"), ".docx"),
        (b"{\\rtf1 " + SAID.encode("ascii", "replace") + b"}", ".doc"),
        (f"<html><body><p>{SAID}</p><p>{MORE}</p></body></html>".encode(), ".doc"),
        (SAID.encode(), ".doc"),
    ],
    ids=["docx as zip", "odt as docx", "rtf as doc", "html as doc", "text as doc"],
)
def test_the_content_decides_where_the_suffix_lies(data: bytes, suffix: str) -> None:
    assert "We have read every line of the treaty" in from_bytes(data, f"a{suffix}", suffix).text


@pytest.mark.parametrize(
    ("data", "suffix", "told"),
    [
        (office.compound({"WordDocument": b"x"}), ".doc", "can't read (.doc); open it, and save it as .docx"),
        (office.compound({"Workbook": b"x"}), ".xls", "can't read (.xls); open it, and save it as .pdf"),
        (office.compound({"PowerPoint Document": b"x"}), ".doc", "can't read (.ppt); open it, and save it as .pptx"),
        (office.compound({"EncryptedPackage": b"x"}), ".docx", "is a .docx file locked with a password"),
        (packed({"xl/workbook.xml": "<x/>"}), ".xlsx", "can't read (.xlsx); open it, and save it as .pdf"),
        (packed({"Index/Document.iwa": "x"}), ".pages", "can't read (.pages); open it, and save it as .docx"),
        (packed({"notes.txt": "x"}), ".zip", "is an archive (.zip); unpack it"),
        (office.word(f"<w:p>{run(SAID)}</w:p>")[:-60], ".docx", "is a damaged .docx"),
        (office.open_document(f"<text:p>{SAID}</text:p>")[:-60], ".odt", "is a damaged .odt"),
        (office.word(f"<w:p>{run(SAID)}</w:p>")[:-60], ".zip", "is an archive (.zip); unpack it"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", ".jpg", "is a picture (.jpg)"),
        (b"\0\0\0\x20ftypisom\0\0", ".mp4", "is a recording (.mp4)"),
        (b"plain words", ".docx", "is no .docx file, whatever its name says"),
        (b"key,value", ".pages", "can't read (.pages)"),
    ],
)
def test_what_cannot_be_read_is_refused_by_name_with_what_to_do(data: bytes, suffix: str, told: str) -> None:
    with pytest.raises(SourceError) as caught:
        from_bytes(data, f"a{suffix}", suffix)
    assert told in str(caught.value)
