"""PDFs are read in a process of their own, which may fail, or take too long, alone."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from index.errors import SourceError, SourceProblem
from index.extract.pdf import from_pdf
from index.extract.pdf.document import read_pdf
from tests.index.extract.typesetter import BOLD, Typesetter

SAID = "“We have read every line of the treaty,” Elin Varga told reporters in Lindesund."


def speech() -> bytes:
    pdf = Typesetter()
    pdf.line(72, 80, "Harbour treaty put to the vote", 18, BOLD)
    pdf.line(72, 110, "12 February 2021")
    pdf.paragraph(72, 140, 300, SAID)
    pdf.page()
    pdf.picture(0, 0, *pdf.pagesize)
    pdf.page()
    pdf.line(72, 80, "Nobody else spoke that evening in the old town hall.")
    return pdf.bytes()


def nested(depth: int) -> bytes:
    """A small PDF whose page shows a form that shows another ten times, and so on."""

    def shown(number: int) -> str:
        content = "/F Do " * 10
        resources = f"/Resources << /XObject << /F {number} 0 R >> >>"
        return f"{resources} /Length {len(content)} >>\nstream\n{content}\nendstream"

    last = "BT /A 12 Tf 72 700 Td (All of it again.) Tj ET"
    fonts = "/Resources << /Font << /A << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >>"
    form = "<< /Type /XObject /Subtype /Form /BBox [0 0 600 800]"
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R "
        "/Resources << /XObject << /F 5 0 R >> >> >>",
        f"<< {shown(5)}",
        *(f"{form} {shown(number)}" for number in range(6, 6 + depth)),
        f"{form} {fonts} /Length {len(last)} >>\nstream\n{last}\nendstream",
    ]
    body = "".join(f"{number} 0 obj\n{text}\nendobj\n" for number, text in enumerate(objects, 1))
    return f"%PDF-1.4\n{body}trailer << /Root 1 0 R >>\n".encode()


def test_what_the_process_tells_is_what_it_read() -> None:
    draft = from_pdf(speech(), "speech.pdf")
    assert draft == read_pdf(speech(), "speech.pdf", datetime(2031, 3, 4, tzinfo=UTC))
    assert (draft.title, draft.published) == ("Harbour treaty put to the vote", datetime(2021, 2, 12, tzinfo=UTC))
    assert (draft.pages[-1][1], draft.unread_pages) == (3, (2,))


def test_a_pdf_that_takes_too_long_is_ended_and_the_next_one_read() -> None:
    with pytest.raises(SourceError) as caught:
        from_pdf(nested(9), "bomb.pdf", seconds=1)
    assert caught.value.refusal.problem in {SourceProblem.ENDLESS_PDF, SourceProblem.LARGE_PDF}
    assert str(caught.value).startswith("bomb.pdf: is ")
    assert "All of it again." in from_pdf(nested(2), "nested.pdf").text


def test_a_refusal_comes_back_with_its_facts_and_the_name_of_its_source() -> None:
    pdf = Typesetter()
    for _ in range(3):
        pdf.picture(0, 0, *pdf.pagesize)
        pdf.page()
    with pytest.raises(SourceError, match=r"^scan\.pdf: is a PDF without text .* on page 1–3;"):
        from_pdf(pdf.bytes(), "scan.pdf")


def test_modules_in_the_current_folder_are_not_taken_for_ours(tmp_path: Path) -> None:
    (tmp_path / "json.py").write_text("raise SystemExit(1)")
    before = Path.cwd()
    os.chdir(tmp_path)
    try:
        assert SAID in from_pdf(speech(), "speech.pdf").text
    finally:
        os.chdir(before)
