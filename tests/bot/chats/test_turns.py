"""One process at a time does what would be done twice: of a data folder's, and of all machines on one database."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.chats.database import Database
from bot.chats.turns import Turn
from bot.serving import supervision
from bot.serving.supervision import in_turn
from index.errors import StoreError
from tests.postgresql_server import PostgresqlServer

BREAK_ALL = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> {}"


@pytest.fixture
def address(postgresql: PostgresqlServer, empty_database: str) -> str:
    return postgresql.copy_of(empty_database)


@pytest.fixture
def machines(tmp_path: Path, address: str) -> Iterator[list[Database]]:
    """The database as two machines open it, each with a data folder of its own."""
    opened = [Database(tmp_path / name / "bot.sqlite", server=address) for name in ("one", "other")]
    yield opened
    for each in opened:
        each.close()


def turns(machines: list[Database], folder: Path, name: str = "duty.lock") -> list[Turn]:
    return [Turn(folder / place, name, each) for place, each in zip(("one", "other"), machines, strict=True)]


def test_one_process_of_a_folder_has_the_turn_until_it_gives_it_back(tmp_path: Path) -> None:
    database = Database(tmp_path / "bot.sqlite")
    one, other = (Turn(tmp_path, "duty.lock", database) for _ in range(2))
    assert one.take()
    assert not other.take()
    assert one.is_held()
    one.give_back()
    assert other.take()
    other.give_back()
    database.close()


def test_one_machine_has_the_turn_until_it_gives_it_back(machines: list[Database], tmp_path: Path) -> None:
    one, other = turns(machines, tmp_path)
    assert one.take()
    assert not other.take()
    something_else = Turn(tmp_path / "other", "receiving.lock", machines[1])
    assert something_else.take()
    something_else.give_back()
    one.give_back()
    assert not one.is_held()
    assert other.take()
    other.give_back()


def test_whose_connection_breaks_loses_the_turn_and_stops(
    machines: list[Database],
    tmp_path: Path,
    address: str,
    postgresql: PostgresqlServer,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    one, other = turns(machines, tmp_path)
    monkeypatch.setattr(supervision, "LOOK_AT_TURN", 0.05)
    cancelled = []

    async def work() -> None:
        try:
            await asyncio.sleep(60)
        except asyncio.CancelledError:
            cancelled.append(True)
            raise

    async def main() -> None:
        assert one.take()
        working = asyncio.create_task(in_turn(one, work))
        await asyncio.sleep(0.2)
        postgresql.run(address, BREAK_ALL.format("pg_backend_pid()"))
        with pytest.raises(StoreError, match="connection broke"):
            await working

    asyncio.run(main())
    assert cancelled
    machines[1].engine.dispose()
    assert other.take()
    other.give_back()
