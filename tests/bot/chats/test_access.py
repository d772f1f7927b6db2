"""What is not granted is denied, and every change of rights is on record."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.chats.access import Access, AdmissionRequest, Mode, Role
from bot.chats.database import Database

ADMIN, ADA, TOM, GROUP = 1, 2, 3, -4


@pytest.fixture
def database(tmp_path: Path, server: str | None) -> Iterator[Database]:
    opened = Database(tmp_path / "bot.sqlite", server=server)
    yield opened
    opened.close()


@pytest.mark.parametrize(
    ("mode", "ada", "tom", "group"),
    [("open", True, True, True), ("allow-list", True, False, False), ("approval", True, False, False)],
)
def test_the_mode_decides_about_those_nobody_decided_about(
    database: Database, mode: Mode, ada: bool, tom: bool, group: bool
) -> None:
    access = Access(database, mode, admins=(ADMIN,), allowed=(ADA,))
    assert access.may_ask(ADMIN, ADMIN)
    assert access.may_ask(ADA, ADA) == ada
    assert access.may_ask(TOM, TOM) == tom
    assert access.may_ask(TOM, GROUP) == group


def test_in_an_allowed_group_everybody_may_ask_but_alone_not(database: Database) -> None:
    access = Access(database, "allow-list", allowed=(GROUP,))
    assert access.may_ask(TOM, GROUP)
    assert not access.may_ask(TOM, TOM)


def test_who_was_turned_away_stays_away_everywhere(database: Database) -> None:
    access = Access(database, "open", admins=(ADMIN,), allowed=(GROUP,))
    assert access.set_role(TOM, Role.NOBODY, by=ADMIN)
    assert not access.may_ask(TOM, TOM)
    assert not access.may_ask(TOM, GROUP)


def test_only_admins_change_rights(database: Database) -> None:
    access = Access(database, "allow-list", admins=(ADMIN,), allowed=(ADA,))
    assert not access.set_role(TOM, Role.READER, by=ADA)
    assert not access.grant(ADA, "secret", by=ADA)
    assert not access.revoke(ADA, "secret", by=ADA)
    assert not access.may_ask(TOM, TOM)
    assert access.collections(ADA) == ("public",)
    assert access.decisions() == []


def test_a_chat_sees_the_public_collection_and_what_it_was_granted(database: Database) -> None:
    access = Access(database, "open", admins=(ADMIN,))
    assert access.grant(GROUP, "fisheries", by=ADMIN)
    assert access.collections(GROUP) == ("fisheries", "public")
    assert access.collections(ADA) == ("public",)
    assert access.collections(ADMIN) == ("public",)
    assert access.revoke(GROUP, "fisheries", by=ADMIN)
    assert access.collections(GROUP) == ("public",)


def test_the_owner_at_the_terminal_sees_everything(database: Database) -> None:
    access = Access(database, "allow-list", owner=ADA)
    assert access.may_ask(ADA, ADA)
    assert access.collections(ADA) is None
    assert access.role(ADA) is Role.ADMIN


def test_every_decision_is_logged_with_who_and_about_whom(database: Database) -> None:
    access = Access(database, "approval", admins=(ADMIN,))
    access.set_role(TOM, Role.EDITOR, by=ADMIN)
    access.grant(TOM, "fisheries", by=ADMIN)
    assert [(line.by, line.subject, line.decision) for line in Access(database).decisions()] == [
        (ADMIN, TOM, "role editor"), (ADMIN, TOM, "grant fisheries"),
    ]  # fmt: skip


def test_somebody_asks_to_be_admitted_once(database: Database) -> None:
    access = Access(database, "approval", admins=(ADMIN,))
    assert access.request_admission(AdmissionRequest(TOM))
    assert not access.request_admission(AdmissionRequest(TOM))


@pytest.mark.parametrize("role", [Role.READER, Role.NOBODY])
def test_who_is_decided_about_already_asks_no_more(database: Database, role: Role) -> None:
    access = Access(database, "approval", admins=(ADMIN,))
    access.set_role(GROUP, role, by=ADMIN)
    assert not access.request_admission(AdmissionRequest(GROUP))
    assert access.requests() == []


def test_a_group_that_becomes_a_supergroup_keeps_its_rights(database: Database) -> None:
    access = Access(database, "allow-list", admins=(ADMIN,))
    access.set_role(GROUP, Role.READER, by=ADMIN)
    access.grant(GROUP, "fisheries", by=ADMIN)
    access.migrate(GROUP, -1004)
    assert access.may_ask(TOM, -1004)
    assert access.collections(-1004) == ("fisheries", "public")
    assert access.collections(GROUP) == ("public",)
