"""A quote from a PDF knows its page: added, asked for and shown by the real command."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.command import Command
from tests.index.extract.typesetter import BOLD, Typesetter

FIRST = (
    "Foreign minister Elin Varga opened the new pier of Kivik on Monday. “The pier was paid for by the fishermen "
    "themselves,” Varga said, and thanked the masons who had worked through the storms of the long winter."
)
LAST = (
    "In the evening she spoke about the sea cable. “The cable will reach every village before the ice comes,” Varga "
    "told reporters in Lindesund, where the road office had closed the bridge for the third time this year."
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with a PDF of three pages, the second of which is a scan."""
    home = tmp_path_factory.mktemp("pages")
    pdf = Typesetter()
    pdf.line(72, 80, "The minister in Kivik", 18, BOLD)
    pdf.paragraph(72, 120, 420, FIRST)
    pdf.page()
    pdf.picture(0, 0, *pdf.pagesize)
    pdf.page()
    pdf.paragraph(72, 80, 420, LAST)
    (home / "kivik.pdf").write_bytes(pdf.bytes())
    told = Command(home)("--data", home / "data", "add", home / "kivik.pdf")
    assert "partly read: " in told.errors
    assert "kivik.pdf: no text on page 2 (a scan?)" in told.errors
    return home


def test_a_quote_in_json_has_its_page(folder: Path) -> None:
    run = Command(folder)("--data", folder / "data", "ask", "--json", "What did Varga say about the cable?")
    (first, *_) = json.loads(run.output)["quotes"]
    assert "reach every village" in first["text"]
    assert first["page"] == 3


@pytest.mark.parametrize(("topic", "page"), [("pier", "p. 1"), ("cable", "p. 3")])
def test_an_answer_shows_the_page(folder: Path, topic: str, page: str) -> None:
    run = Command(folder)("--data", folder / "data", "chat", stdin=f"What did Varga say about the {topic}?\n")
    assert f"· {page}" in run.output
