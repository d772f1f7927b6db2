"""Foreign files of every kind are read in a process of its own, which may fail, or take too long, alone."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from index.errors import SourceError, SourceProblem
from index.extract.formats import Kind
from index.extract.reader_process import read_apart
from index.extract.reader_worker import read
from tests.index.extract import office_files as office

SAID = "“We have read every line of the treaty,” Elin Varga told reporters in Lindesund."
MAIL = (
    "From: Press Office <press@ports.example>\nSubject: The treaty\nDate: Wed, 3 Mar 2021 09:00:00 +0100\n"
    "Message-ID: <1@x>\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\n"
    f"Content-Type: text/plain; charset=utf-8\n\n{SAID}\n\n> I did not.\n--b\n"
    "Content-Type: application/octet-stream; name=a.bin\nContent-Transfer-Encoding: base64\n\nAAEC/w==\n--b--\n"
).encode()


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        (Kind.WORD, office.word(office.styled("House", "The vote") + f"<w:p>{office.run(SAID)}</w:p>")),
        (Kind.BOOK, office.book(f"<h1>Day one</h1><p>{SAID}</p>", title="Days", date="2021-03-03")),
        (Kind.MAIL, MAIL),
    ],
)
def test_what_the_process_tells_is_what_was_read(kind: Kind, data: bytes) -> None:
    found = read_apart(kind, data, "a")
    assert found == read(kind, data, "a", datetime(2031, 1, 1, tzinfo=UTC))
    assert SAID in found.draft.text
    assert [each.data for each in found.attachments] == ([b"\x00\x01\x02\xff"] if kind is Kind.MAIL else [])


def test_what_takes_too_long_is_ended_and_refused_with_what_to_do() -> None:
    with pytest.raises(SourceError, match=r"^a\.rtf: takes more than 1 seconds to read; save it again, or split it"):
        read_apart(Kind.RICH_TEXT, b"{\\rtf1 " + b"\\par a" * 2_000_000, "a.rtf", seconds=1)


def test_what_is_nested_without_end_is_refused() -> None:
    for kind, data in (
        (Kind.RICH_TEXT, b"{\\rtf1 " + b"{" * 100_000),
        (Kind.BOOK, office.book("<div>" * 50_000 + SAID + "</div>" * 50_000)),
        (Kind.OPEN_DOCUMENT, office.open_document("<text:section>" * 5_000 + SAID + "</text:section>" * 5_000)),
    ):
        with pytest.raises(SourceError) as caught:
            read_apart(kind, data, "a")
        assert caught.value.refusal.problem in {
            SourceProblem.DAMAGED_DOCUMENT,
            SourceProblem.OVERLARGE_DOCUMENT,
            SourceProblem.NO_TEXT,
        }
