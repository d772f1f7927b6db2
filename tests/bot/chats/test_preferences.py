"""What chats chose stays with them."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.chats.database import Database
from bot.chats.preferences import Preferences


@pytest.mark.parametrize(("there", "kept"), [(None, "ko"), ("en", "en")])
def test_a_groups_choices_go_to_its_supergroup_which_may_have_its_own(
    tmp_path: Path, there: str | None, kept: str
) -> None:
    """Else the move would end there, and the group's subscriptions with it."""
    database = Database(tmp_path / "bot.sqlite")
    preferences = Preferences(database)
    preferences.set_language(-10, "ko")
    preferences.set_corrections(-10, wanted=False)
    if there:
        preferences.set_language(-100, there)
        preferences.set_corrections(-100, wanted=False)
    for _ in range(2):  # Telegram tells of it in both
        preferences.migrate(-10, -100)
    assert preferences.language(-100) == kept
    assert not preferences.wants_corrections(-100)
    assert preferences.language(-10) is None
    database.close()
