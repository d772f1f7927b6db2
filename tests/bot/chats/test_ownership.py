"""The first admin comes forward by a code, once; and who may ask where the settings don't say."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from bot.chats.access import Access, Role, unsaid_mode
from bot.chats.database import Database
from bot.chats.ownership import Ownership
from tests.command import ROOT
from tests.layouts import restored

ADA, TOM = 2, 3


@pytest.fixture
def database(tmp_path: Path, server: str | None) -> Iterator[Database]:
    opened = Database(tmp_path / "bot.sqlite", server=server)
    yield opened
    opened.close()


def test_the_code_is_the_same_after_a_restart_and_makes_one_owner(database: Database) -> None:
    access = Access(database, "approval")
    code = Ownership(database, access).code()
    ownership = Ownership(database, access)
    assert code == ownership.code()
    assert code is not None
    for wrong in ("", code[:-1], code + "A", f"my code is {code}", "/start", "AAAAA-AAAAA"):
        assert not ownership.claim(wrong, ADA), wrong
    assert ownership.claim(f"/start@on_record_bot {code}", ADA)
    assert access.role(ADA) is Role.ADMIN
    assert access.admins == (ADA,)
    assert ownership.code() is None
    assert not ownership.claim(code, TOM)
    assert access.role(TOM) is Role.STRANGER
    assert [(line.by, line.subject, line.decision) for line in access.decisions()] == [(0, ADA, "role admin")]


def test_where_the_settings_name_an_admin_there_is_no_code(database: Database) -> None:
    waiting = Ownership(database, Access(database, "approval")).code()
    ownership = Ownership(database, Access(database, "approval", admins=(ADA,)))
    assert ownership.code() is None
    assert not ownership.claim(waiting or "", TOM)


def test_a_fresh_bot_asks_its_owner_whom_to_admit(database: Database) -> None:
    assert unsaid_mode(database) == "approval"


@pytest.mark.parametrize(
    ("left", "mode"),
    [
        ("DELETE FROM asked; DELETE FROM subscription; DELETE FROM language", "approval"),
        # The terminal's chat is nobody in Telegram.
        ("DELETE FROM asked; DELETE FROM subscription; DELETE FROM language; INSERT INTO language VALUES (1, 'ko')",
         "approval"),
        ("DELETE FROM asked; DELETE FROM subscription; DELETE FROM language; INSERT INTO language VALUES (7, 'ko')",
         "open"),
    ],
)  # fmt: skip
def test_a_bot_that_an_earlier_release_let_everybody_ask_stays_open(left: str, mode: str, tmp_path: Path) -> None:
    path = restored(ROOT / "tests" / "releases" / "0.1.0" / "bot.sql", tmp_path / "bot.sqlite")
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(left)
    database = Database(path)
    assert unsaid_mode(database) == mode
    database.close()
    again = Database(path)
    assert unsaid_mode(again) == mode
    again.close()
