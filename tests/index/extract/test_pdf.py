"""PDFs of many layouts: what is read, in which order, as which blocks."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from index.errors import SourceError, SourceProblem
from index.extract.pdf.document import read_pdf
from index.model import BlockKind, Draft
from tests.index.extract.typesetter import BOLD, ITALIC, ROMAN, Typesetter, wrap

TREATY = (
    "Foreign minister Elin Varga said on Monday that the harbour treaty would be put to the vote before the summer, "
    "and that no village on the coast would be left without a boat."
)
CABLE = (
    "“We have read every line of the treaty, and we found nothing in it that takes away a single berth from our "
    "fishermen,” Varga told reporters in Lindesund, where the sea cable reaches the shore."
)
ANNEX = (
    "Opposition leader Ilo Tamm answered that the government was hiding the annex. “Nobody has shown us the annex, "
    "and nobody will, because it sells the Skerry Bank to whoever bids most,” Tamm said."
)
WINTER = (
    "The port will stay open through the winter, the harbour master wrote, and the crews will be paid for every week "
    "in which the ice keeps them from the fishing grounds of the north."
)
SCHOOL = (
    "Education minister Maja Oren opened the new school on the island of Kell. “Every child here will learn to read "
    "the sea as well as the book,” Oren said, and thanked the masons who had worked through the storms."
)
BRIDGE = (
    "The bridge over the sound was closed for the third time this year. Engineers found rust in two of the piers, and "
    "the repair will take until autumn, the road office told the town council on Friday."
)
TEXTS = (TREATY, CABLE, ANNEX, WINTER, SCHOOL, BRIDGE)
LEFT, WIDTH = 72, 450


NOW = datetime(2031, 3, 4, tzinfo=UTC)


def read(pdf: Typesetter | bytes) -> Draft:
    return read_pdf(pdf if isinstance(pdf, bytes) else pdf.bytes(), "a.pdf", NOW)


def paragraphs(draft: Draft) -> list[str]:
    return draft.text.split("\n\n")


def kinds(draft: Draft) -> list[tuple[str, str]]:
    return [(block.kind.value, draft.text[block.start : block.end]) for block in draft.blocks]


def refused(pdf: Typesetter | bytes) -> SourceError:
    with pytest.raises(SourceError) as caught:
        read(pdf)
    return caught.value


def register_dejavu() -> None:
    """Make a font known that has ligatures, and that is embedded."""
    import matplotlib
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    pdfmetrics.registerFont(TTFont("DejaVu", Path(matplotlib.get_data_path()) / "fonts" / "ttf" / "DejaVuSans.ttf"))


def set_all(pdf: Typesetter, x: float, y: float, width: float, texts: tuple[str, ...], gap: float = 8) -> float:
    for text in texts:
        y = pdf.paragraph(x, y, width, text) + gap
    return y


# Columns


def test_two_columns_are_read_one_after_the_other() -> None:
    pdf = Typesetter()
    set_all(pdf, 60, 80, 225, TEXTS[:3])
    set_all(pdf, 310, 80, 225, TEXTS[3:])
    assert paragraphs(read(pdf)) == list(TEXTS)


def test_two_columns_that_are_drawn_line_by_line_are_read_one_after_the_other() -> None:
    pdf = Typesetter()
    left, right = (wrap(" ".join(texts), 225, 11) for texts in (TEXTS[:3], TEXTS[3:]))
    for number in range(max(len(left), len(right))):
        for x, lines in ((60, left), (310, right)):
            if number < len(lines):
                pdf.line(x, 80 + 14 * number, lines[number])
    assert read(pdf).text.split() == " ".join(TEXTS).split()


def test_three_narrow_columns_under_a_title_across_the_page() -> None:
    pdf = Typesetter()
    pdf.line(50, 80, "Harbour treaty goes to the vote before the summer", 22, BOLD)
    for number in range(3):
        set_all(pdf, 50 + 170 * number, 120, 155, TEXTS[2 * number : 2 * number + 2])
    draft = read(pdf)
    assert paragraphs(draft) == ["Harbour treaty goes to the vote before the summer", *TEXTS]
    assert kinds(draft)[0][0] == "heading"
    assert draft.title == "Harbour treaty goes to the vote before the summer"


def test_columns_with_other_line_heights() -> None:
    pdf = Typesetter()
    y = 80.0
    for text in TEXTS[:2]:
        y = pdf.paragraph(60, y, 225, text, leading=15.3) + 9
    set_all(pdf, 310, 87, 225, TEXTS[3:])
    assert paragraphs(read(pdf)) == [*TEXTS[:2], *TEXTS[3:]]


def test_a_paragraph_goes_on_in_the_next_column() -> None:
    pdf = Typesetter()
    lines = wrap(TREATY + " " + WINTER, 225, 11)
    pdf.lines(60, 80, lines[:5])
    y = pdf.lines(310, 80, lines[5:])
    set_all(pdf, 310, y + 8, 225, (SCHOOL,))
    assert paragraphs(read(pdf)) == [TREATY + " " + WINTER, SCHOOL]


def test_a_story_that_goes_on_upon_another_page_goes_on_in_no_other_story() -> None:
    pdf = Typesetter()
    first = wrap(f"{TREATY} {CABLE}", 200, 11)
    pdf.lines(LEFT, 80, first[:5])
    pdf.line(LEFT, 80 + 16 * 8, "Continued on page 2", 9, ITALIC)
    pdf.line(320, 80, "Another story", 15, BOLD)
    pdf.lines(320, 104, wrap(WINTER + " " + BRIDGE, 200, 11))
    pdf.page()
    pdf.lines(LEFT, 80, first[5:])
    text = read(pdf).text
    assert f"{TREATY} {CABLE}" in text
    assert f"Another story\n\n{WINTER} {BRIDGE}" in text


def test_a_paragraph_below_a_heading_goes_on_from_nothing() -> None:
    pdf = Typesetter()
    pdf.lines(LEFT, 80, wrap(TREATY, 200, 11)[:-1])
    pdf.line(320, 80, "Another story", 15, BOLD)
    pdf.lines(320, 104, wrap(WINTER + " " + BRIDGE, 200, 11))
    assert f"Another story\n\n{WINTER} {BRIDGE}" in read(pdf).text


def test_a_side_box_interrupts_no_sentence() -> None:
    pdf = Typesetter()
    lines = wrap(f"{TREATY} {CABLE} {ANNEX}", 270, 11)
    y = pdf.paragraph(LEFT, 80, WIDTH, BRIDGE) + 8
    y_box = y
    y = pdf.lines(LEFT, y, lines)
    pdf.line(370, y_box + 4, "Key facts", 10, BOLD)
    pdf.paragraph(370, y_box + 18, 150, "The treaty was signed in Kivik by both ministers.", 9, "Helvetica")
    pdf.paragraph(370, y_box + 50, 150, "It divides the fishing grounds of the north in two.", 9, "Helvetica")
    pdf.paragraph(LEFT, y + 8, WIDTH, WINTER)
    found = paragraphs(read(pdf))
    assert f"{TREATY} {CABLE} {ANNEX}" in found
    assert "The treaty was signed in Kivik by both ministers." in found
    assert found[0] == BRIDGE
    assert WINTER in found


def test_a_box_beside_a_text_that_flows_around_it_interrupts_no_sentence() -> None:
    pdf = Typesetter()
    above = wrap(f"{TREATY} {CABLE} {ANNEX} {WINTER} {SCHOOL}", WIDTH, 11)[:4]
    rest = f"{TREATY} {CABLE} {ANNEX} {WINTER} {SCHOOL}"[len(" ".join(above)) + 1 :]
    beside = wrap(rest, 270, 11)[:6]
    below = rest[len(" ".join(beside)) + 1 :]
    y = pdf.lines(LEFT, 80, above)
    box = y
    y = pdf.lines(LEFT, y, beside)
    pdf.paragraph(LEFT, y, WIDTH, below)
    pdf.paragraph(370, box + 6, 140, "Ferries sailed on 212 days of the year, the port says.", 9, "Helvetica")
    found = paragraphs(read(pdf))
    assert f"{TREATY} {CABLE} {ANNEX} {WINTER} {SCHOOL}" in found
    assert "Ferries sailed on 212 days of the year, the port says." in found


def test_headings_within_the_margin_stand_before_their_paragraphs() -> None:
    pdf = Typesetter()
    y = 80.0
    for lines, text in ((("The harbour", "treaty"), f"{TREATY} {CABLE}"), (("The bridge over", "the sound"), BRIDGE)):
        pdf.lines(50, y, lines, 10, BOLD)
        y = pdf.paragraph(160, y, 370, text) + 12
    found = paragraphs(read(pdf))
    assert found == ["The harbour treaty", f"{TREATY} {CABLE}", "The bridge over the sound", BRIDGE]


# Heads, feet, numbers


def pages_of(pdf: Typesetter, text: str, per_page: int, top: float = 100) -> list[list[str]]:
    lines = wrap(text, WIDTH, 11)
    return [lines[start : start + per_page] for start in range(0, len(lines), per_page)]


def test_heads_feet_and_page_numbers_are_left_out_and_sentences_joined() -> None:
    pdf = Typesetter()
    text = " ".join(TEXTS)
    for number, lines in enumerate(pages_of(pdf, text, 5), 1):
        pdf.line(LEFT, 40, "Ministry of Ports - Daily Briefing", 9)
        pdf.lines(LEFT, 100, lines)
        pdf.centred(800, str(number), 9)
        pdf.page()
    draft = read(pdf)
    assert draft.text == text
    assert draft.pages[0] == (0, 1)
    assert [page for _, page in draft.pages] == [1, 2, 3]


def test_heads_that_change_sides_and_numbers_beside_them() -> None:
    pdf = Typesetter()
    text = " ".join(TEXTS)
    for number, lines in enumerate(pages_of(pdf, text, 4), 12):
        if number % 2:
            pdf.line(LEFT + WIDTH, 40, f"Report on the northern ports   {number}", 9, right=True)
        else:
            pdf.line(LEFT, 40, f"{number}   Norvale Institute of the Sea", 9)
        pdf.lines(LEFT, 100, lines)
        pdf.page()
    assert read(pdf).text == text


def test_a_head_of_which_only_one_side_is_the_same_on_all_pages_is_left_out() -> None:
    pdf = Typesetter()
    text = " ".join(TEXTS)
    chapters = ("I. Falk", "The harbour treaty", "The school", "Ice and snow")
    for lines, chapter in zip(pages_of(pdf, text, 6), chapters, strict=False):
        pdf.line(LEFT, 40, "Northern Studies 12", 9)
        pdf.line(LEFT + WIDTH, 40, chapter, 9, right=True)
        pdf.lines(LEFT, 100, lines)
        pdf.page()
    assert read(pdf).text == text


def test_a_table_that_goes_on_overleaf_keeps_its_first_row() -> None:
    pdf = Typesetter()
    for rows in (("1", "4", "9"), ("2", "6", "8")):
        for number, row in enumerate(rows):
            pdf.line(LEFT, 80 + 14 * number, "Kivik")
            pdf.line(LEFT + 200, 80 + 14 * number, f"{row},{row}00 sheep")
        set_all(pdf, LEFT, 180, WIDTH, TEXTS)
        pdf.page()
    assert read(pdf).text.count("sheep") == 6


@pytest.mark.parametrize("form", ["Page {} of 4", "- {} -", "{}/4", "[{}]", "p. {}"])
def test_forms_of_page_numbers(form: str) -> None:
    pdf = Typesetter()
    text = " ".join(TEXTS)
    for number, lines in enumerate(pages_of(pdf, text, 4), 1):
        pdf.lines(LEFT, 100, lines)
        pdf.centred(790, form.format(number), 9)
        pdf.page()
    assert read(pdf).text == text


def test_roman_page_numbers() -> None:
    pdf = Typesetter()
    text = " ".join(TEXTS)
    for numeral, lines in zip(("iv", "v", "vi", "vii"), pages_of(pdf, text, 4), strict=False):
        pdf.lines(LEFT, 100, lines)
        pdf.centred(790, numeral, 9)
        pdf.page()
    assert read(pdf).text == text


def test_a_number_that_is_content_stays() -> None:
    pdf = Typesetter()
    first = "The port of Kivik counted more ships than ever before in its long history. The figure for last year:"
    y = pdf.paragraph(LEFT, 100, WIDTH, first)
    pdf.line(LEFT, y + 20, "4,120")
    pdf.page()
    pdf.paragraph(LEFT, 100, WIDTH, "The harbour master expects that it will grow again, if the ice leaves in time.")
    pdf.line(LEFT, 134, "2031")
    text = read(pdf).text
    assert "4,120" in text
    assert "2031" in text


def test_the_same_answer_at_the_head_of_pages_stays() -> None:
    pdf = Typesetter()
    for text in (TREATY, CABLE, ANNEX):
        pdf.line(LEFT, 72, "A. Yes, that is how it was.")
        pdf.paragraph(LEFT, 72 + 13.75, WIDTH, text)
        pdf.page()
    assert read(pdf).text.count("Yes, that is how it was.") == 3


def test_a_last_line_at_the_head_of_a_page_with_words_of_the_title_stays() -> None:
    pdf = Typesetter()
    pdf.line(LEFT, 80, "The northern harbour will be closed", 18, BOLD)
    lines = wrap(f"{TREATY} {WINTER}", WIDTH, 11)
    pdf.lines(LEFT, 110, lines)
    pdf.page()
    pdf.line(LEFT, 80, "The harbour will be closed.")
    pdf.line(LEFT, 120, "What comes next", 13, BOLD)
    pdf.paragraph(LEFT, 140, WIDTH, BRIDGE)
    assert "The harbour will be closed." in read(pdf).text


def test_a_note_that_begins_with_the_number_of_its_page_stays() -> None:
    pdf = Typesetter()
    for number, text in enumerate((TREATY, WINTER, BRIDGE), 1):
        pdf.paragraph(LEFT, 100, WIDTH, text)
        pdf.line(LEFT + pdf.canvas.stringWidth(wrap(text, WIDTH, 11)[0], ROMAN, 11), 96, str(number), 6.5)
        pdf.line(LEFT, 740, f"{number} See the ice lists of Norvale, no. {number + 30}.", 8, "Courier")
        pdf.centred(800, str(number), 9)
        pdf.page()
    assert read(pdf).text.count("See the ice lists of Norvale") == 3


def test_titles_of_slides_at_the_same_place_stay() -> None:
    pdf = Typesetter(pagesize=(720, 405))
    for title, text in (("Ports", TREATY), ("Cables", CABLE), ("Bridges", BRIDGE), ("Ports", WINTER)):
        pdf.line(50, 60, title, 30, BOLD)
        pdf.paragraph(50, 120, 600, text, 18, "Helvetica")
        pdf.line(660, 390, "Norvale Institute of the Sea", 8, right=True)
        pdf.page()
    draft = read(pdf)
    assert [text for kind, text in kinds(draft) if kind == "heading"] == ["Ports", "Cables", "Bridges", "Ports"]
    assert "Institute" not in draft.text


def numbered_page(pdf: Typesetter, lines: list[str], first: int = 1, every: int = 1) -> None:
    for number, line in enumerate(lines):
        if (first + number) % every == 0:
            pdf.line(80, 90 + 24 * number, str(first + number), 11, "Courier", right=True)
        pdf.line(100, 90 + 24 * number, line, 11, "Courier")


DEPOSITION = [
    "Q.  Where were you on the evening of March the",
    "third?",
    "A.  I was at the harbour office.  I had been there",
    "since noon.",
    "MR. TAMM:  Objection.  The witness has said so.",
    "THE COURT:  Overruled.  She may answer it.",
    "BY MS. OREN:",
    "Q.  Who else was there?",
    "A.  Nobody but the night watchman, who sleeps at",
    "the gate on most days of the week and did so",
]
DEPOSED = [
    "Q. Where were you on the evening of March the third?",
    "A. I was at the harbour office. I had been there since noon.",
    "MR. TAMM: Objection. The witness has said so.",
    "THE COURT: Overruled. She may answer it.",
    "BY MS. OREN:",
    "Q. Who else was there?",
    "A. Nobody but the night watchman, who sleeps at the gate on most days of the week and did so that evening, too.",
    "Q. Thank you.",
]


@pytest.mark.parametrize("every", [1, 5])
def test_line_numbers_are_left_out_and_questions_and_answers_begin_paragraphs(every: int) -> None:
    pdf = Typesetter()
    numbered_page(pdf, DEPOSITION, every=every)
    pdf.line(500, 50, "45", 11, "Courier", right=True)
    pdf.page()
    more = ["that evening, too.", "Q.  Thank you.", *[f"A.  Then it was {hour} o'clock." for hour in range(2, 10)]]
    numbered_page(pdf, more, every=every)
    pdf.line(500, 50, "46", 11, "Courier", right=True)
    found = paragraphs(read(pdf))
    assert found[: len(DEPOSED)] == DEPOSED
    assert found[-1] == "A. Then it was 9 o'clock."


def test_a_numbered_list_keeps_its_numbers() -> None:
    pdf = Typesetter()
    y = 80.0
    for number, text in enumerate(TEXTS, 1):
        pdf.line(LEFT, y, f"{number}.")
        y = pdf.paragraph(LEFT + 20, y, WIDTH - 20, text) + 6
    assert paragraphs(read(pdf)) == [f"{number}. {text}" for number, text in enumerate(TEXTS, 1)]


def test_an_agenda_keeps_the_numbers_before_its_items() -> None:
    pdf = Typesetter()
    items = ["Opening", "Minutes", "The harbour treaty", "The bridge", "The school", "The cable", "Dates", "Close"]
    for number, item in enumerate(items, 1):
        pdf.line(LEFT, 80 + 20 * number, str(number))
        pdf.line(LEFT + 24, 80 + 20 * number, item)
    text = read(pdf).text
    assert all(str(number) in text for number in range(1, 9))


# Paragraphs


def test_paragraphs_are_told_by_indents_where_no_space_divides_them() -> None:
    pdf = Typesetter()
    y = 80.0
    for text in TEXTS:
        y = pdf.paragraph(LEFT, y, WIDTH, text, indent=18, justified=True)
    assert paragraphs(read(pdf)) == list(TEXTS)


def test_paragraphs_are_told_by_short_last_lines() -> None:
    pdf = Typesetter()
    y = 80.0
    texts = (TREATY + " So it will be.", WINTER + " They know.", BRIDGE + " Nobody was hurt.")
    for text in texts:
        y = pdf.paragraph(LEFT, y, 400, text)
    assert paragraphs(read(pdf)) == list(texts)


def test_lines_far_apart_are_joined_too() -> None:
    pdf = Typesetter()
    y = 80.0
    for text in TEXTS[:4]:
        y = pdf.paragraph(LEFT, y, WIDTH, text, indent=36, leading=24)
    assert paragraphs(read(pdf)) == list(TEXTS[:4])


def test_hyphens_at_line_ends() -> None:
    pdf = Typesetter()
    lines = [
        "Foreign minister Elin Varga said that the govern-",
        "ment would put the treaty to the vote, that the long-",
        "term plan for the coast was a well-",
        "known secret of the pro-Norvale party, and that co-",
        "operation with the Anglo-",
        "Norvalian committee had brought peace with-",
        "out a single loss. She spoke of self-",
        "government for the islands, of the vice-",
        "president, and of the mainte-",
        "nance of thirty-",
        "five boats for COVID-",
        "19 tests, in the years 2019-",
        "2021. The northern har-",
        "bour and its harbour office will close, and a by-",
        "product of that is silence. Un-",
        "til then the line stays open. A NATO-",
        "wide rule and an e-",
        "mail end it.",
    ]
    pdf.lines(LEFT, 80, lines)
    assert read(pdf).text == (
        "Foreign minister Elin Varga said that the government would put the treaty to the vote, that the long-term "
        "plan for the coast was a well-known secret of the pro-Norvale party, and that co-operation with the "
        "Anglo-Norvalian committee had brought peace without a single loss. She spoke of self-government for "
        "the islands, of the vice-president, and of the maintenance of thirty-five boats for COVID-19 tests, in "
        "the years 2019-2021. The northern harbour and its harbour office will close, and a by-product of that is "
        "silence. Until then the line stays open. A NATO-wide rule and an e-mail end it."
    )


def test_a_hyphen_is_decided_by_the_words_of_the_document() -> None:
    pdf = Typesetter()
    lines = [
        "The sandbank lies off the coast, and the sand-",
        "bank moves each winter. The fish-hook is a fish-",
        "hook of steel, and the landfall was late.",
    ]
    pdf.lines(LEFT, 80, lines)
    assert read(pdf).text == (
        "The sandbank lies off the coast, and the sandbank moves each winter. The fish-hook is a fish-hook of steel, "
        "and the landfall was late."
    )


def test_soft_hyphens_and_ligatures() -> None:
    register_dejavu()
    pdf = Typesetter()
    lines = [
        "The o\ufb03ce of \ufb01sheries will con\ufb01rm the \ufb02eet, and the govern\u00ad",
        "ment will pay for it.",
    ]
    pdf.lines(LEFT, 80, lines, font="DejaVu")
    assert read(pdf).text == "The office of fisheries will confirm the fleet, and the government will pay for it."


def test_labels_of_speakers_begin_paragraphs() -> None:
    pdf = Typesetter()
    y = 80.0
    turns = (
        "MS. VARGA: " + TREATY,
        "MR. TAMM: " + WINTER + " Yes.",
        "THE PRESIDENT: " + BRIDGE,
        "Q: Will it be open?",
        "MS. VARGA: It will.",
    )
    for text in turns:
        y = pdf.paragraph(LEFT, y, WIDTH, text)
    assert paragraphs(read(pdf)) == list(turns)


def test_bold_labels_of_speakers_begin_paragraphs() -> None:
    pdf = Typesetter()
    y = 80.0
    for name, text in (("Elin Varga:", TREATY), ("Ilo Tamm:", WINTER), ("Elin Varga:", BRIDGE)):
        pdf.line(LEFT, y, name, font=BOLD)
        y = pdf.paragraph(LEFT, y, WIDTH, text, indent=62)
    expected = [f"Elin Varga: {TREATY}", f"Ilo Tamm: {WINTER}", f"Elin Varga: {BRIDGE}"]
    assert paragraphs(read(pdf)) == expected


def test_labels_in_a_column_of_their_own_stand_before_their_words() -> None:
    pdf = Typesetter()
    y = 80.0
    for name, text in (("VARGA:", f"{TREATY} {CABLE}"), ("TAMM:", ANNEX), ("VARGA:", BRIDGE)):
        pdf.line(60, y, name)
        y = pdf.paragraph(150, y, 380, text) + 6
    assert paragraphs(read(pdf)) == [f"VARGA: {TREATY} {CABLE}", f"TAMM: {ANNEX}", f"VARGA: {BRIDGE}"]


def test_block_quotations_headings_lists_and_captions_are_blocks() -> None:
    pdf = Typesetter()
    pdf.line(LEFT, 80, "The treaty of Kivik", 18, BOLD)
    y = pdf.paragraph(LEFT, 110, WIDTH, TREATY) + 8
    y = pdf.paragraph(LEFT + 40, y, WIDTH - 80, WINTER) + 8
    pdf.line(LEFT, y + 6, "What the annex says", 13, BOLD)
    y = pdf.paragraph(LEFT, y + 26, WIDTH, BRIDGE) + 8
    for item in ("Two ferries a day in winter, and four in summer, as long as the ice allows it and the crews come.",
                 "A lighthouse at Kell."):  # fmt: skip
        pdf.line(LEFT + 10, y, "•")
        y = pdf.paragraph(LEFT + 24, y, WIDTH - 24, item) + 2
    y = pdf.paragraph(LEFT, y + 8, WIDTH, ANNEX)
    pdf.picture(LEFT, y + 10, 200, 60)
    pdf.line(LEFT, y + 84, "Photo: The harbour of Kivik at dusk", 9)
    assert kinds(read(pdf)) == [
        ("heading", "The treaty of Kivik"),
        ("paragraph", TREATY),
        ("block quotation", WINTER),
        ("heading", "What the annex says"),
        ("paragraph", BRIDGE),
        ("list item", "• Two ferries a day in winter, and four in summer, as long as the ice allows it and the crews "
                      "come."),
        ("list item", "• A lighthouse at Kell."),
        ("paragraph", ANNEX),
        ("caption", "Photo: The harbour of Kivik at dusk"),
    ]  # fmt: skip


def test_footnotes_stand_behind_the_text_and_their_numbers_in_no_word() -> None:
    pdf = Typesetter()
    lines = wrap(f"{TREATY} {WINTER} {SCHOOL} {BRIDGE}", WIDTH, 11)
    notes = "1 The treaty was printed in the official journal of Norvale.", "2 Ice lists, no. 12."
    for start, note in zip((0, 5), notes, strict=True):
        part = lines[start : start + 5] if not start else lines[5:]
        for number, line in enumerate(part):
            y = 90 + 13.75 * number
            pdf.line(LEFT, y, line)
            if number == 1:
                end = LEFT + pdf.canvas.stringWidth(line, ROMAN, 11)
                pdf.line(end, y - 4, note[0], 6.5)
        pdf.line(LEFT, 760, note, 8)
        pdf.page()
    found = paragraphs(read(pdf))
    assert found[0] == f"{TREATY} {WINTER} {SCHOOL} {BRIDGE}"
    assert found[1:] == list(notes)


@pytest.mark.parametrize("size", [6.5, 9.1])  # browsers make what is raised hardly smaller
def test_numbers_of_notes_at_the_end_are_in_no_sentence_and_powers_stay(size: float) -> None:
    pdf = Typesetter()
    y = 90.0
    for text, raised in (("The pier at Kell is gone.", "1"), ("It was 40 m", "2"), ("The goats left.", "2")):
        pdf.line(LEFT, y, text)
        end = LEFT + pdf.canvas.stringWidth(text, ROMAN, 11)
        pdf.line(end, y - 4.5, raised, size)
        pdf.line(end + 8, y, "Nobody in the village of Kell has said why.")
        y += 40
    assert [each.partition(" Nobody")[0] for each in paragraphs(read(pdf))] == [
        "The pier at Kell is gone.", "It was 40 m2", "The goats left.",
    ]  # fmt: skip


def test_a_raised_number_that_is_no_note_stays() -> None:
    pdf = Typesetter()
    pdf.line(LEFT, 90, "The field has 40 m")
    pdf.line(LEFT + pdf.canvas.stringWidth("The field has 40 m", ROMAN, 11), 86, "2", 6.5)
    pdf.line(LEFT + 100, 90, "of grass, and the goats of Kell like it.")
    assert read(pdf).text == "The field has 40 m2 of grass, and the goats of Kell like it."


def test_rows_of_a_table_are_rows_and_in_no_sentence() -> None:
    pdf = Typesetter()
    y = pdf.paragraph(LEFT, 80, WIDTH, f"{TREATY} {BRIDGE}") + 10
    rows = (("Port", "2030", "2031"), ("Kivik", "212", "230"), ("Lindesund", "1,104", "998"), ("Kell", "14", "–"))
    for row in rows:
        for x, cell in zip((LEFT, 250, 350), row, strict=True):
            pdf.line(x, y, cell)
        y += 14
    pdf.paragraph(LEFT, y + 10, WIDTH, WINTER)
    draft = read(pdf)
    assert paragraphs(draft) == [f"{TREATY} {BRIDGE}", *("\t".join(row) for row in rows), WINTER]
    assert [kind for kind, _ in kinds(draft)] == ["paragraph", *["table"] * 4, "paragraph"]


def test_a_table_at_the_end_of_a_page_interrupts_no_sentence() -> None:
    pdf = Typesetter()
    lines = wrap(f"{TREATY} {CABLE}", WIDTH, 11)
    y = pdf.lines(LEFT, 80, lines[:3]) + 20
    for row in (("Port", "2030", "2031"), ("Kivik", "212", "230"), ("Kell", "14", "12")):
        for x, cell in zip((LEFT, 250, 350), row, strict=True):
            pdf.line(x, y, cell)
        y += 14
    pdf.page()
    y = pdf.lines(LEFT, 80, lines[3:])
    pdf.paragraph(LEFT, y + 8, WIDTH, WINTER)
    found = paragraphs(read(pdf))
    assert found == [f"{TREATY} {CABLE}", "Port\t2030\t2031", "Kivik\t212\t230", "Kell\t14\t12", WINTER]


def test_stamps_and_watermarks_are_left_out() -> None:
    pdf = Typesetter()
    for text in (TREATY + " " + CABLE, WINTER + " " + SCHOOL):
        pdf.turned(150, 600, "CONFIDENTIAL", 45, 70, 0.8)
        pdf.turned(30, 500, "Received by the registry", 90, 9)
        pdf.canvas.setFillGray(0.85)
        pdf.centred(105, "DRAFT", 60)
        pdf.canvas.setFillGray(0)
        pdf.paragraph(LEFT, 80, WIDTH, text)
        pdf.page()
    assert paragraphs(read(pdf)) == [TREATY + " " + CABLE, WINTER + " " + SCHOOL]


def test_a_drop_initial_belongs_to_its_word() -> None:
    pdf = Typesetter()
    lines = wrap(TREATY[1:], WIDTH - 26, 11)
    pdf.line(LEFT, 80 + 13.75, "F", 36)
    pdf.lines(LEFT + 22, 80, lines[:2])
    pdf.lines(LEFT, 80 + 27.5, lines[2:])
    assert read(pdf).text == TREATY


def test_text_that_is_turned_with_its_page_is_read() -> None:
    pdf = Typesetter(pagesize=(A4[1], A4[0]))
    pdf.canvas.setPageRotation(90)
    for number, line in enumerate(wrap(f"{TREATY} {CABLE}", 400, 11)):
        pdf.turned(80 + 14 * number, 520, line, 90)
    assert read(pdf).text == f"{TREATY} {CABLE}"


def test_a_korean_pdf() -> None:
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont

    pdfmetrics.registerFont(UnicodeCIDFont("HYSMyeongJo-Medium"))
    pdf = Typesetter()
    pdf.lines(
        LEFT,
        80,
        ["엘린 바르가 외무장관은 월요일 항구 조약을 여름 전에 표결에", "부치겠다고 말했다."],
        11,
        "HYSMyeongJo-Medium",
    )
    assert "표결에 부치겠다고 말했다." in read(pdf).text


# What the document says of itself


def front(*lines: tuple[str, float, str], title: str = "", author: str = "") -> Draft:
    pdf = Typesetter(title=title, author=author)
    y = 80.0
    for text, size, font in lines:
        pdf.line(LEFT, y, text, size, font)
        y += 1.8 * size
    set_all(pdf, LEFT, y + 10, WIDTH, (TREATY, CABLE))
    return read(pdf)


def test_title_author_and_date_come_from_the_first_page() -> None:
    draft = front(
        ("Government puts harbour treaty to the vote", 20, BOLD), ("By Maja Oren", 11, ITALIC),
        ("12 February 2021", 11, ROMAN), title="Microsoft Word - brief_v7_FINAL(2).docx", author="user1",
    )  # fmt: skip
    assert draft.title == "Government puts harbour treaty to the vote"
    assert draft.author == "Maja Oren"
    assert draft.published == datetime(2021, 2, 12, tzinfo=UTC)
    assert "12 February 2021" in draft.text


@pytest.mark.parametrize("day", [" 12 February 2021", ", February 12, 2021", " | 12 February 2021"])
def test_a_byline_that_ends_with_the_day_comes_before_the_metadata(day: str) -> None:
    draft = front(("Government puts harbour treaty to the vote", 20, BOLD), (f"By Maja Oren{day}", 11, ITALIC),
                  author="Harbour Layout")  # fmt: skip
    assert (draft.author, draft.published) == ("Maja Oren", datetime(2021, 2, 12, tzinfo=UTC))


@pytest.mark.parametrize(
    "title",
    ["untitled", "Microsoft Word - draft3.doc", "draft_3.docx", "Document1", "PowerPoint Presentation", "C:\\a\\b.pdf"],
)
def test_the_name_of_a_file_is_no_title(title: str) -> None:
    assert front(title=title, author="Administrator").title is None
    assert front(title=title, author="admin").author is None


def test_a_title_that_only_the_metadata_have_is_taken() -> None:
    draft = front(title="Harbour treaty put to the vote", author="Maja Oren")
    assert (draft.title, draft.author) == ("Harbour treaty put to the vote", "Maja Oren")


def test_the_kind_of_a_paper_is_not_its_title() -> None:
    draft = front(
        ("PRESS RELEASE", 26, BOLD), ("FOR IMMEDIATE RELEASE", 11, ROMAN), ("March 3, 2021", 11, ROMAN),
        ("Bridge over the sound to open in May", 16, BOLD),
    )  # fmt: skip
    assert draft.title == "Bridge over the sound to open in May"
    assert draft.published == datetime(2021, 3, 3, tzinfo=UTC)


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Lindesund, 3 March 2021", (2021, 3, 3)),
        ("Wednesday, March 3, 2021", (2021, 3, 3)),
        ("Press release | 3 March 2021", (2021, 3, 3)),
        ("2021-03-03", (2021, 3, 3)),
        ("03.03.2021", (2021, 3, 3)),
        ("13/03/2021", (2021, 3, 13)),
        ("Kivik, 3. marts 2021", (2021, 3, 3)),
        ("2021년 3월 3일", (2021, 3, 3)),
        ("04/03/2021", None),
        ("March 2021", None),
        ("Embargoed until 3 March 2021", None),
        ("12 June 2999", None),
    ],
)
def test_dates_of_the_first_page(line: str, day: tuple[int, int, int] | None) -> None:
    pdf = Typesetter()
    font = ROMAN
    if "년" in line:
        from reportlab.pdfbase import pdfmetrics
        from reportlab.pdfbase.cidfonts import UnicodeCIDFont

        font = "HYSMyeongJo-Medium"
        pdfmetrics.registerFont(UnicodeCIDFont(font))
    pdf.line(LEFT, 80, "Harbour treaty put to the vote", 18, BOLD)
    pdf.line(LEFT, 110, line, 11, font)
    set_all(pdf, LEFT, 140, WIDTH, (TREATY, CABLE))
    assert read(pdf).published == (datetime(*day, tzinfo=UTC) if day else None)


@pytest.mark.parametrize(
    ("opening", "day"),
    [
        ("KIVIK, March 3, 2021 -- ", 3),
        ("Kivik, 3 March 2021. ", 3),
        ("The port closed, 3 March 2021. ", None),
    ],
)
def test_the_dateline_of_a_text_tells_its_day(opening: str, day: int | None) -> None:
    pdf = Typesetter()
    pdf.line(LEFT, 80, "Harbour treaty put to the vote", 18, BOLD)
    set_all(pdf, LEFT, 140, WIDTH, (opening + TREATY, CABLE))
    assert read(pdf).published == (datetime(2021, 3, day, tzinfo=UTC) if day else None)


def test_the_day_on_which_a_file_was_made_is_not_when_it_was_said() -> None:
    held = io.BytesIO()
    canvas = Canvas(held, pagesize=A4)  # with the day of today
    for number, line in enumerate(wrap(TREATY, WIDTH, 11)):
        canvas.drawString(LEFT, 700 - 14 * number, line)
    canvas.save()
    assert b"CreationDate" in held.getvalue()
    assert read(held.getvalue()).published is None


# Pages


def test_a_place_in_the_text_knows_its_page() -> None:
    pdf = Typesetter()
    lines = wrap(f"{TREATY} {CABLE}", WIDTH, 11)
    pdf.lines(LEFT, 80, lines[:3])
    pdf.page()
    pdf.page()
    y = pdf.lines(LEFT, 80, lines[3:])
    pdf.paragraph(LEFT, y + 8, WIDTH, WINTER)
    draft = read(pdf)
    assert draft.pages == ((0, 1), (draft.text.index(lines[3]), 3))


# What can't be read


def scanned(pages: str) -> Typesetter:
    """A PDF whose pages are scans ("s"), scans with a stamp ("t"), scans that were recognised ("r"), text or blank."""
    pdf = Typesetter()
    for kind in pages:
        if kind in "str":
            pdf.picture(0, 0, *A4)
        if kind == "t":
            pdf.line(LEFT, 30, "Scanned by Registry Office 2026", 8)
        if kind == "r":
            text = pdf.canvas.beginText(LEFT, 700)
            text.setTextRenderMode(3)
            for line in wrap(f"{TREATY} {CABLE}", WIDTH, 11):
                text.textLine(line)
            pdf.canvas.drawText(text)
        if kind == "x":
            pdf.paragraph(LEFT, 80, WIDTH, f"{TREATY} {CABLE}")
        pdf.page()
    return pdf


@pytest.mark.parametrize(("pages", "told"), [("s", "1"), ("tt", "1–2"), ("sss", "1–3"), ("sbt", "1, 3")])
def test_a_scan_is_refused_with_the_pages_that_have_no_text(pages: str, told: str) -> None:
    error = refused(scanned(pages))
    assert error.refusal.problem is SourceProblem.SCANNED_PDF
    assert told in str(error)


def test_half_a_scan_is_read_and_said_to_be_half() -> None:
    draft = read(scanned("xsxss"))
    assert draft.text.count(TREATY) == 2
    assert draft.unread_pages == (2, 4, 5)
    assert read(scanned("xbx")).unread_pages == ()


def test_words_on_the_picture_of_a_page_are_kept_beside_others() -> None:
    pdf = Typesetter()
    pdf.paragraph(LEFT, 80, WIDTH, TREATY)
    pdf.page()
    pdf.picture(0, 0, *A4)
    pdf.line(LEFT, 700, "The harbour of Kivik at dusk")
    draft = read(pdf)
    assert paragraphs(draft) == [TREATY, "The harbour of Kivik at dusk"]
    assert draft.unread_pages == (2,)


def test_slides_of_pictures_are_no_scan() -> None:
    pdf = Typesetter(pagesize=(720, 405))
    for words in ("The harbour of Kivik", "Two ferries a day", "The cable lands here"):
        pdf.picture(0, 0, 720, 405)
        pdf.line(50, 200, words, 30, BOLD)
        pdf.page()
    draft = read(pdf)
    assert paragraphs(draft) == ["The harbour of Kivik", "Two ferries a day", "The cable lands here"]
    assert draft.unread_pages == ()


def test_a_scan_that_was_recognised_is_read() -> None:
    draft = read(scanned("rr"))
    assert draft.text.count("Varga told reporters") == 2
    assert draft.unread_pages == ()


def test_a_font_that_does_not_tell_its_letters_is_refused() -> None:
    register_dejavu()
    pdf = Typesetter()
    pdf.canvas.setPageCompression(0)
    text = "Η συνθήκη του λιμανιού θα τεθεί σε ψηφοφορία πριν από το καλοκαίρι, είπε η υπουργός."
    pdf.paragraph(LEFT, 80, WIDTH, text, font="DejaVu")
    error = refused(pdf.bytes().replace(b"/ToUnicode", b"/NoUnicode"))
    assert error.refusal.problem is SourceProblem.UNREADABLE_FONT


def encrypted(user: str) -> bytes:
    held = io.BytesIO()
    lock = StandardEncryption(user, ownerPassword="owner", canPrint=0, strength=128)
    canvas = Canvas(held, encrypt=lock, pagesize=A4)
    for number, line in enumerate(wrap(TREATY, WIDTH, 11)):
        canvas.drawString(LEFT, 700 - 14 * number, line)
    canvas.save()
    return held.getvalue()


def test_a_pdf_that_needs_no_password_to_be_read_is_read() -> None:
    assert read(encrypted("")).text == TREATY
    assert refused(encrypted("secret")).refusal.problem is SourceProblem.LOCKED_PDF


def test_a_damaged_pdf_is_mended_or_refused() -> None:
    pdf = Typesetter()
    pdf.paragraph(LEFT, 80, WIDTH, TREATY)
    whole = pdf.bytes()
    assert read(whole[: whole.rindex(b"xref")]).text == TREATY
    for data in (b"%PDF-1.7\n" + b"garbage " * 50, whole[:300]):
        assert refused(data).refusal.problem is SourceProblem.DAMAGED_PDF


# Limits


def test_a_pdf_with_a_thousand_pages_is_read_in_order() -> None:
    pdf = Typesetter()
    for number in range(1, 201):
        pdf.line(LEFT, 80, f"Ship number {number} left the harbour of Kivik on time.")
        pdf.centred(800, str(number))
        pdf.page()
    found = paragraphs(read(pdf))
    assert found == [f"Ship number {number} left the harbour of Kivik on time." for number in range(1, 201)]


def test_blocks_hold_all_words_of_any_layout() -> None:
    numbers = count()
    pdf = Typesetter()
    words = []
    for x, y, size in ((60, 90, 11), (300, 90, 9), (60, 200, 14), (310, 207, 8), (100, 400, 11), (72, 700, 7)):
        text = " ".join(f"word{next(numbers)}" for _ in range(40))
        words += text.split()
        pdf.paragraph(x, y, 210, text, size)
    draft = read(pdf)
    assert sorted(draft.text.split()) == sorted(words)
    assert all(block.kind in BlockKind for block in draft.blocks)
