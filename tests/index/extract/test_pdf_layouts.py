"""Whole documents as offices print them: records, judgments, speeches, newspapers, reports."""

from __future__ import annotations

from reportlab.pdfbase.pdfmetrics import stringWidth

from index.model import Draft
from tests.index.extract.test_pdf import (
    ANNEX,
    BRIDGE,
    CABLE,
    SCHOOL,
    TREATY,
    WINTER,
    paragraphs,
    read,
)
from tests.index.extract.typesetter import BOLD, ITALIC, ROMAN, Typesetter, wrap

SANS = "Helvetica"
COMMITTEE = (
    "The committee took note of the letter of Estmar and decided to return to it in the spring of the next year."
)
TABLE = "We cannot accept a text that was written behind closed doors; we will, however, stay at the table."
PRICES = "Inflation has fallen to two per cent, the lowest figure in a decade, and wages have begun to follow."
Lines = list[tuple[float, str, str]]  # how far a line is set in, its words, and the label with which it begins


def turns_in_lines(turns: list[tuple[str, str]], width: float, size: float, indent: float) -> Lines:
    lines: Lines = []
    for label, text in turns:
        first, *rest = wrap(f"{label} {text}", width, size, indent=indent)
        lines += [(indent, first, label), *((0.0, line, "") for line in rest)]
    return lines


def assert_in_order(draft: Draft, expected: list[str]) -> None:
    """All expected paragraphs are there, one after the other."""
    found = paragraphs(draft)
    assert [text for text in found if text in expected] == expected


TURNS = [
    ("The PRESIDENT:", COMMITTEE),
    ("Mr. TAMM (Estmar):", f"{TABLE} {PRICES}"),
    ("Ms. VARGA (Norvale):", TREATY),
    ("Mr. TAMM (Estmar):", CABLE),
    ("The PRESIDENT:", WINTER),
    ("Ms. VARGA (Norvale):", f"{SCHOOL} {BRIDGE}"),
    ("Mr. TAMM (Estmar):", ANNEX),
]


def test_a_record_in_two_columns_with_each_fifth_line_numbered() -> None:
    pdf = Typesetter()
    lines = turns_in_lines([*TURNS, *TURNS], 205, 10, 14)
    for page, start in enumerate(range(0, len(lines), 40), 7):
        pdf.line(60, 40, "A/31/PV.12", 9, SANS)
        pdf.line(540, 40, "3 March 2031", 9, SANS, right=True)
        for number, (indent, line, _) in enumerate(lines[start : start + 40]):
            x, y = 72 + 248 * (number // 20), 90 + 12.5 * (number % 20)
            pdf.line(x + indent, y, line, 10)
            if number % 5 == 4:
                pdf.line(x - 6, y, str(number + 1), 7, SANS, right=True)
        pdf.centred(800, f"{page}/12", 9)
        pdf.page()
    draft = read(pdf)
    assert paragraphs(draft) == [f"{label} {text}" for label, text in [*TURNS, *TURNS]]
    assert draft.published is not None
    assert draft.published.date().isoformat() == "2031-03-03"


def test_a_parliament_s_report_with_numbered_columns_and_bold_names() -> None:
    turns = [(label.replace(" (Estmar)", " (Kivik) (Lab)"), text) for label, text in TURNS]
    lines = turns_in_lines(turns, 230, 9.5, 10)
    pdf = Typesetter()
    for number, start in enumerate(range(0, len(lines), 28)):
        pdf.line(55, 45, str(345 + 2 * number), 10, BOLD)
        pdf.centred(45, "Harbour Treaty", 10, ITALIC)
        pdf.line(540, 45, str(346 + 2 * number), 10, BOLD, right=True)
        for place, (indent, line, label) in enumerate(lines[start : start + 28]):
            x, y = 55 + 250 * (place // 14) + indent, 80 + 11.5 * (place % 14)
            pdf.line(x, y, label, 9.5, BOLD)
            bold = stringWidth(f"{label} ", BOLD, 9.5) if label else 0
            pdf.line(x + bold, y, line[len(label) :].strip(), 9.5)
        pdf.page()
    assert paragraphs(read(pdf)) == [f"{label} {text}" for label, text in turns]


def test_a_newspaper_s_page_with_three_articles() -> None:
    pdf = Typesetter(pagesize=(800, 1100))
    pdf.centred(60, "THE LINDESUND POST", 34, BOLD)
    pdf.line(50, 84, "Monday, 3 March 2031", 9)
    pdf.line(750, 84, "No. 12,044 - Price 2 crowns", 9, right=True)
    pdf.line(50, 130, "Treaty goes to the vote", 30, BOLD)
    lead = wrap(f"{TREATY} {CABLE} {ANNEX} {WINTER}", 160, 9.5)
    third = -(-len(lead) // 3)
    for column in range(3):
        pdf.lines(50 + 175 * column, 175, lead[column * third : (column + 1) * third], 9.5, leading=11.5)
    pdf.line(580, 130, "Bridge closed again", 18, BOLD)
    pdf.paragraph(580, 152, 170, BRIDGE, 9.5, leading=11.5)
    y = 215 + third * 11.5
    pdf.line(50, y, "School on Kell opens after the storms", 24, BOLD)
    second = wrap(f"{SCHOOL} {PRICES} {COMMITTEE}", 340, 9.5)
    half = -(-len(second) // 2)
    for column in range(2):
        pdf.lines(50 + 360 * column, y + 24, second[column * half : (column + 1) * half], 9.5, leading=11.5)
    assert_in_order(
        read(pdf),
        [
            "Treaty goes to the vote",
            f"{TREATY} {CABLE} {ANNEX} {WINTER}",
            "Bridge closed again",
            BRIDGE,
            "School on Kell opens after the storms",
            f"{SCHOOL} {PRICES} {COMMITTEE}",
        ],
    )


def test_a_judgment_with_numbered_paragraphs_and_notes() -> None:
    pdf = Typesetter()
    texts = [f"{TREATY} {BRIDGE}", TABLE, WINTER, PRICES, ANNEX, SCHOOL]
    page, y = 1, 130.0
    pdf.centred(60, "Harbour Board v Lind [2031] NSC 4", 9, ITALIC)
    pdf.centred(100, "JUDGMENT", 14, BOLD)
    for number, text in enumerate(texts, 1):
        for place, line in enumerate(wrap(text, 410, 12)):
            if y > 330:
                pdf.line(72, 700, str(page), 5.5)
                pdf.line(76, 704, f"Harbour Act 2019, s {page + 3}(2); see also the Ports Order of 2021.", 9)
                pdf.centred(800, f"Page {page}", 9)
                pdf.page()
                page, y = page + 1, 100.0
                pdf.centred(60, "Harbour Board v Lind [2031] NSC 4", 9, ITALIC)
            if place == 0:
                pdf.line(72, y, f"[{number}]", 12)
            pdf.line(108, y, line, 12)
            y += 18
        y += 8
    pdf.centred(800, f"Page {page}", 9)
    draft = read(pdf)
    assert_in_order(draft, ["JUDGMENT", *(f"[{number}] {text}" for number, text in enumerate(texts, 1))])
    assert "1 Harbour Act 2019, s 4(2); see also the Ports Order of 2021." in paragraphs(draft)
    assert "NSC 4" not in draft.text


def test_a_report_with_a_cover_contents_and_roman_numbers_before_the_text() -> None:
    pdf = Typesetter()
    pdf.centred(200, "The ports of the north", 28, BOLD)
    pdf.centred(240, "Annual report", 16)
    pdf.centred(700, "Lindesund, 3 March 2031", 11)
    pdf.page()
    pdf.line(72, 90, "Contents", 16, BOLD)
    for number, heading in enumerate(("1 Summary", "2 Traffic", "3 Outlook")):
        pdf.line(72, 120 + 18 * number, f"{heading} {'. ' * 60}", 11)
        pdf.line(522, 120 + 18 * number, str(number + 1), 11, right=True)
    pdf.centred(800, "i", 9)
    pdf.page()
    sections = [("1 Summary", [PRICES, TREATY]), ("2 Traffic", [WINTER, BRIDGE]), ("3 Outlook", [SCHOOL, ANNEX])]
    for number, (heading, texts) in enumerate(sections, 1):
        pdf.line(72, 44, "The ports of the north - annual report", 8, SANS)
        pdf.line(72, 90, heading, 16, BOLD)
        y = 116.0
        for text in texts:
            y = pdf.paragraph(72, y, 450, text, 11, justified=True) + 7
        pdf.centred(800, str(number), 9)
        pdf.page()
    draft = read(pdf)
    assert draft.title == "The ports of the north"
    assert draft.published is not None
    assert_in_order(draft, [text for heading, texts in sections for text in (heading, *texts)])
    assert not {"i", "1", "2", "3"} & set(paragraphs(draft))


def test_two_pages_on_one_sheet() -> None:
    pdf = Typesetter(pagesize=(842, 595))
    lines = wrap(" ".join([TREATY, CABLE, ANNEX, WINTER, SCHOOL]), 330, 11)
    for sheet, start in enumerate(range(0, len(lines), 14)):
        for side in (0, 1):
            pdf.lines(50 + 420 * side, 90, lines[start + 7 * side : start + 7 * side + 7], 11)
            pdf.line(215 + 420 * side, 560, str(12 + 2 * sheet + side), 9)
        pdf.page()
    assert read(pdf).text.split() == " ".join(lines).split()


def test_what_says_that_a_text_goes_on_overleaf_is_left_out() -> None:
    pdf = Typesetter()
    first, second = wrap(f"{TREATY} {WINTER}", 468, 12)[:2], wrap(f"{TREATY} {WINTER}", 468, 12)[2:]
    pdf.lines(72, 150, first, 12, leading=24)
    pdf.centred(700, "-more-", 11)
    pdf.page()
    pdf.lines(72, 100, second, 12, leading=24)
    pdf.centred(300, "# # #", 11)
    assert paragraphs(read(pdf)) == [f"{TREATY} {WINTER}", "# # #"]


def test_a_letter_is_called_by_its_subject_and_not_by_its_letterhead() -> None:
    pdf = Typesetter(title="Letter.docx", author="user")
    pdf.line(72, 60, "HARBOUR BOARD OF KIVIK", 14, BOLD)
    pdf.lines(72, 120, ["Ms Elin Varga", "Minister of Ports", "Lindesund"])
    pdf.line(400, 180, "Kivik, 3 March 2031")
    pdf.line(72, 220, "Subject: closure of the northern harbour", 11, BOLD)
    pdf.line(72, 250, "Dear Minister,")
    y = pdf.paragraph(72, 274, 450, WINTER) + 8
    pdf.paragraph(72, y, 450, BRIDGE)
    draft = read(pdf)
    assert draft.title == "closure of the northern harbour"
    assert_in_order(draft, ["Dear Minister,", WINTER, BRIDGE])


def test_an_interview_whose_questions_are_bold_and_go_on_in_the_next_column() -> None:
    pdf = Typesetter()
    talk = [
        ("Why does the treaty come so late?", 1),
        (f"{TABLE} {WINTER}", 0),
        ("Will the bridge open?", 1),
        (BRIDGE, 0),
    ]
    lines = [(line, bold) for text, bold in talk for line in wrap(text, 225, 10, BOLD if bold else ROMAN)]
    half = -(-len(lines) // 2)
    for number, (line, bold) in enumerate(lines):
        pdf.line(60 + 250 * (number // half), 150 + 13 * (number % half), line, 10, BOLD if bold else ROMAN)
    assert paragraphs(read(pdf)) == [text for text, _ in talk]


def test_what_a_browser_prints_around_a_page_is_left_out_and_tells_no_day() -> None:
    pdf = Typesetter(title="Treaty goes to the vote | Harbour News")
    texts = [TREATY, CABLE, ANNEX, WINTER, SCHOOL, BRIDGE] * 2
    page, y = 0, 1e9
    for text in texts:
        for line in wrap(text, 470, 12, SANS):
            if y > 780:
                pdf.page() if page else None
                page, y = page + 1, 100.0
                pdf.line(24, 20, "13/03/2021, 10:12", 8, SANS)
                pdf.centred(20, "Treaty goes to the vote | Harbour News", 8, SANS)
                pdf.line(24, 830, "https://news.example/2021/03/treaty", 8, SANS)
                pdf.line(571, 830, f"{page}/2", 8, SANS, right=True)
            pdf.line(60, y, line, 12, SANS)
            y += 18
        y += 12
    draft = read(pdf)
    assert paragraphs(draft) == texts
    assert draft.published is None


def test_letters_that_are_spaced_out_make_words() -> None:
    pdf = Typesetter()
    pdf.canvas.setFont(BOLD, 16)
    pdf.canvas.drawString(60, 760, "THE PRICE OF PATIENCE", charSpace=4)
    pdf.canvas.setFont(SANS, 11)
    for number, line in enumerate(wrap(TREATY, 400, 11, SANS)):
        pdf.canvas.drawString(60, 730 - 15 * number, line, charSpace=1)
    assert paragraphs(read(pdf)) == ["THE PRICE OF PATIENCE", TREATY]
