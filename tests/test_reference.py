"""The reference says what the program has: commands, settings, commands of chats, limits, fields of JSON."""

from __future__ import annotations

import pytest

from tests.pages import DOCS
from tests.reference import PAGES, documented, known


@pytest.mark.parametrize("name", PAGES)
def test_pages_made_from_the_program_are_up_to_date(name: str) -> None:
    assert (DOCS / name).read_text("utf-8") == PAGES[name](), "run: python -m tests.reference"


def test_the_page_of_settings_has_all_of_them() -> None:
    assert documented() == known()
