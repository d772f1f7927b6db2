"""Notes that come together are written together, and one that fails spoils no other."""

from __future__ import annotations

import asyncio
import time
from functools import partial
from pathlib import Path

import pytest
import sqlalchemy as sql

from bot.chats.batch_writer import BatchWriter
from bot.chats.database import Database
from tests.postgresql_server import PostgresqlServer


def opened(folder: Path) -> Database:
    database = Database(folder / "bot.sqlite")
    with database.writing() as connection:
        connection.exec_driver_sql("CREATE TABLE line (number INTEGER PRIMARY KEY, written INTEGER)")
    return database


def lines(database: Database) -> list[int]:
    with database.reading() as connection:
        return [row.number for row in connection.exec_driver_sql("SELECT number FROM line ORDER BY number")]


def test_each_gets_its_result_in_few_transactions(tmp_path: Path) -> None:
    database = opened(tmp_path)
    begun: list[str] = []
    sql.event.listen(
        database.engine, "before_cursor_execute", lambda *given: begun.append(given[2]) if "BEGIN" in given[2] else None
    )

    async def main() -> list[int]:
        writer = BatchWriter(database)

        def note(connection: sql.Connection, number: int) -> int:
            connection.exec_driver_sql("INSERT INTO line VALUES (?, 0)", (number,))
            return number * number

        return await asyncio.gather(*(writer.write(partial(note, number=number)) for number in range(100)))

    assert asyncio.run(main()) == [number * number for number in range(100)]
    assert lines(database) == list(range(100))
    assert len(begun) < 10


def test_a_note_that_fails_is_told_and_the_others_are_written(tmp_path: Path) -> None:
    database = opened(tmp_path)

    async def main() -> list[int | BaseException]:
        writer = BatchWriter(database)

        def note(connection: sql.Connection, number: int) -> int:
            return connection.exec_driver_sql("INSERT INTO line VALUES (?, 0)", (number,)).rowcount

        notes = (writer.write(partial(note, number=number)) for number in (1, 2, 2, 3))
        return await asyncio.gather(*notes, return_exceptions=True)

    results = asyncio.run(main())
    assert [isinstance(each, sql.exc.IntegrityError) for each in results] == [False, False, True, False]
    assert lines(database) == [1, 2, 3]


def test_a_note_is_written_though_nobody_waits_any_more(tmp_path: Path) -> None:
    database = opened(tmp_path)

    async def main() -> None:
        writer = BatchWriter(database)
        waits = asyncio.create_task(
            writer.write(lambda c: c.exec_driver_sql("INSERT INTO line VALUES (1, 0)").rowcount)
        )
        await asyncio.sleep(0)
        waits.cancel()
        with pytest.raises(asyncio.CancelledError):
            await waits
        await writer.write(lambda c: c.exec_driver_sql("INSERT INTO line VALUES (2, 0)").rowcount)

    asyncio.run(main())
    assert lines(database) == [1, 2]


def test_a_locked_database_is_waited_for_once_by_all_notes_that_came_together(tmp_path: Path) -> None:
    opened(tmp_path).close()
    database, other = Database(tmp_path / "bot.sqlite", patience=0.5), Database(tmp_path / "bot.sqlite")

    async def main() -> list[int | BaseException]:
        writer = BatchWriter(database)
        notes = (writer.write(lambda c: c.exec_driver_sql("DELETE FROM line").rowcount) for _ in range(20))
        return await asyncio.gather(*notes, return_exceptions=True)

    with other.writing():
        start = time.monotonic()
        results = asyncio.run(main())
        took = time.monotonic() - start
    assert all(isinstance(each, sql.exc.OperationalError) for each in results)
    assert took < 3
    assert asyncio.run(main()) == [0] * 20


def test_what_a_server_undid_that_was_started_again_is_written_all_the_same(
    tmp_path: Path, postgresql: PostgresqlServer, empty_database: str
) -> None:
    address = postgresql.copy_of(empty_database)
    database = Database(tmp_path / "bot.sqlite", server=address)
    with database.writing() as connection:
        connection.exec_driver_sql("CREATE TABLE line (number INTEGER PRIMARY KEY)")
    ends = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> {}"
    broken: list[bool] = []

    def note(connection: sql.Connection) -> None:
        connection.exec_driver_sql("INSERT INTO line VALUES (1)")
        if not broken:
            broken.append(True)
            postgresql.run(address, ends.format("pg_backend_pid()"))

    asyncio.run(BatchWriter(database).write(note))
    assert lines(database) == [1]
    database.close()
