"""Reports on checked texts: shown again by what may be seen now.  Everybody is invented."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.answers.text_checks import TextChecks
from bot.chats.database import Database
from bot.chats.place import Place
from bot.messages.callback_data import ExportReport, ShowReport
from index import Draft, Index

ALL, PUBLIC = ("fisheries", "public"), ("public",)
TEXT = Draft(
    "“The sea does not negotiate,” Fisheries Minister Lena Orvik said. “We will build ten thousand homes,” Housing "
    "Minister Ada Brandt told reporters, “and the sea does not negotiate with them.”"
)
HERE = Place(5, 0, 5)


@pytest.fixture
def checks(index: Index, tmp_path: Path) -> TextChecks:
    return TextChecks(index, Database(tmp_path / "bot.sqlite"))


def test_a_report_is_made_again_when_less_may_be_seen(checks: TextChecks) -> None:
    before = checks.check(HERE, TEXT, "en", ALL)
    assert "Herring quota falls" in before.html
    assert "Quotations: 3 ·" in before.html
    other = checks.check(HERE, TEXT, "en", PUBLIC)
    for _ in range(2):  # what is made again is kept
        again = checks.show(ShowReport(1, 0), HERE.chat, "en", PUBLIC)
        assert again is not None
        assert again.html == other.html
        assert checks.export(ExportReport(1), 5, "en", PUBLIC) == checks.export(ExportReport(2), 5, "en", PUBLIC)
    assert "Herring" not in other.html
    assert "Herring" not in str(checks.export(ExportReport(1), 5, "en", ALL))


def test_a_report_stays_as_it_is_when_more_may_be_seen(checks: TextChecks) -> None:
    before = checks.check(HERE, TEXT, "en", PUBLIC)
    after = checks.show(ShowReport(1, 0), HERE.chat, "en", ALL)
    assert after is not None
    assert after.html == before.html


def test_another_chat_is_not_shown_a_report(checks: TextChecks) -> None:
    checks.check(HERE, TEXT, "en", ALL)
    assert checks.show(ShowReport(1, 0), 6, "en", ALL) is None
