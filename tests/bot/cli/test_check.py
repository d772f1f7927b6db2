"""`onrecord check`: the real command on invented news."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from tests.command import Command

TEXT = (
    "“A dark coast costs less than a lighthouse,” President Sigrun Halvorsen said. "
    "“A trawler that stays in port feeds no one,” Halvorsen told reporters.\n\n"
    "“A trawler that stays in port … no one,” said Bram Okonkwo."
)


def test_a_text_is_checked_and_told_in_lines(command: Command, news_folder: Path) -> None:
    (command.folder / "speech.txt").write_text(TEXT, "utf-8")
    lines = [line for line in command("--data", news_folder, "check", "speech.txt").lines if line]
    assert lines[0] == "Quotations: 3 · On record: 1 · Altered: 1 · Another’s: 1"
    assert "“A dark coast costs [-less-] {+more+} than a lighthouse”" in lines
    assert "On record as Bram Okonkwo’s, not Sigrun Halvorsen’s." in lines
    assert "An ellipsis leaves words out; what stands around it was compared." in lines


def test_json_has_the_text_its_quotations_and_where_they_are(command: Command, news_folder: Path) -> None:
    result = command("--data", news_folder, "check", "-", "--json", stdin=TEXT)
    (record,) = map(json.loads, result.lines)
    assert (record["doc"], record["text"]) == ("standard input", TEXT)
    assert record["tally"] == {"on-record": 1, "altered": 1, "anothers": 1}
    altered, anothers, shortened = record["quotations"]
    assert TEXT[altered["start"] : altered["end"]].strip("“,”") == altered["text"].rstrip(",")
    assert (altered["speaker"], altered["finding"]) == ("Sigrun Halvorsen", "altered")
    assert ["-", "less"] in altered["difference"]
    assert anothers["found"][0]["speaker"] == "Bram Okonkwo"
    assert anothers["difference"] == []
    assert shortened["breaks"] == ["omission"]
    assert len(shortened["found"][0]["words"]) == 2


@pytest.mark.parametrize("suffix", [".html", ".md", ".pdf", ".jsonl"])
def test_every_kind_of_document_is_checked(command: Command, news_folder: Path, suffix: str) -> None:
    path, said = command.folder / f"speech{suffix}", "“A dark coast costs more than a lighthouse,” Halvorsen said."
    match suffix:
        case ".html":
            path.write_text(f"<html><body><article><p>{said}</p><p>It was late.</p></article></body></html>", "utf-8")
        case ".md":
            path.write_text(f"# Speech\n\n{said}\n", "utf-8")
        case ".jsonl":
            path.write_text(json.dumps({"text": said}) + "\n" + json.dumps({"text": "Nobody spoke."}), "utf-8")
        case ".pdf":
            canvas = Canvas(str(path), invariant=1)
            canvas.drawString(40, 700, said.replace("“", '"').replace("”", '"'))
            canvas.save()
    result = command("--data", news_folder, "check", path)
    assert "Quotations: 1 · On record: 1" in result.output
    assert ("There is no quotation in this text" in result.output) == (suffix == ".jsonl")


@pytest.mark.parametrize(
    ("arguments", "stdin", "error"),
    [
        (["missing.txt"], "", "No such file or folder"),
        (["-"], "", "standard input: is empty"),
        (["-"], "A long text. " * 20_000, "has 260000 characters, more than the 200000 that can be checked at once"),
        (["https://news.example/x"], "", "is an address"),
    ],
)
def test_what_cannot_be_checked_is_one_line_on_stderr(
    command: Command, news_folder: Path, arguments: list[str], stdin: str, error: str
) -> None:
    result = command("--data", news_folder, "check", *arguments, stdin=stdin, status=1)
    assert error in result.errors
    assert len(result.errors.splitlines()) == 1
    assert not result.output


def test_one_that_fails_leaves_the_others_to_be_checked(command: Command, news_folder: Path) -> None:
    (command.folder / "speech.txt").write_text(TEXT, "utf-8")
    result = command("--data", news_folder, "check", "missing.txt", "speech.txt", status=1)
    assert "speech.txt:" in result.lines
    assert "Quotations: 3" in result.output
