"""Files are brought up to date step by step: wholly, once, or not at all."""

from __future__ import annotations

import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
import sqlalchemy as sql

from index import StoreError
from index.store.layout import Layout
from tests.command import ROOT
from tests.layouts import dumped

FIRST = """
    op.create_table("parent", sql.Column("id", sql.Integer, primary_key=True), if_not_exists=True)
    op.create_table(
        "child",
        sql.Column("id", sql.Integer, primary_key=True),
        sql.Column("parent", sql.Integer, sql.ForeignKey("parent.id", ondelete="CASCADE"), nullable=False),
        if_not_exists=True,
    )
"""
SECOND = """
    op.add_column("parent", sql.Column("name", sql.Text))
    op.execute("UPDATE parent SET name = 'named'")
    op.create_table("third", sql.Column("id", sql.Integer, primary_key=True))
"""
MIGRATIONS = "100% migrations"  # a folder's name that a settings file would read as a pattern
OPENING = """
import sys
from pathlib import Path
import sqlalchemy as sql
from index.store.layout import Layout
engine = sql.create_engine(f"sqlite:///{sys.argv[2]}")
sql.event.listen(engine, "connect", lambda connection, _: setattr(connection, "isolation_level", None))
Layout(Path(sys.argv[1])).bring_up_to_date(engine)
"""


def opened(layout: Layout, path: Path) -> None:
    """Open a file as the store does: with foreign keys enforced."""
    engine = sql.create_engine(f"sqlite:///{path}")

    def prepare(connection: sqlite3.Connection, _: object) -> None:
        connection.isolation_level = None
        connection.execute("PRAGMA foreign_keys = ON")

    sql.event.listen(engine, "connect", prepare)
    try:
        layout.bring_up_to_date(engine)
        with engine.connect() as connection:
            assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
    finally:
        engine.dispose()


Revise = Callable[..., Layout]


@pytest.fixture
def revise(tmp_path: Path) -> Revise:
    """Writes revisions, given as the bodies of their `upgrade`, in order."""
    folder = tmp_path / MIGRATIONS

    def write(*bodies: str) -> Layout:
        shutil.rmtree(folder, ignore_errors=True)
        (folder / "versions").mkdir(parents=True)
        shutil.copy(ROOT / "index" / "store" / "migrations" / "env.py", folder)
        for number, body in enumerate(bodies, 1):
            before = f'"{number - 1:04}"' if number > 1 else None
            (folder / "versions" / f"v{number:04}_step.py").write_text(
                "import os, signal, time\nimport sqlalchemy as sql\nfrom alembic import op\n"
                f'revision = "{number:04}"\ndown_revision = {before}\ndef upgrade():\n{body}\n'
            )
        return Layout(folder)

    return write


@pytest.fixture
def path(tmp_path: Path, revise: Revise) -> Path:
    """A file at the first revision, with a row in each of two tables."""
    made = tmp_path / "some.db"
    opened(revise(FIRST), made)
    with closing(sqlite3.connect(made)) as connection, connection:
        connection.execute("INSERT INTO parent VALUES (1)")
        connection.execute("INSERT INTO child VALUES (1, 1)")
    return made


def rows(path: Path, query: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(query).fetchall()


def test_a_file_is_brought_up_to_date_step_by_step(path: Path, revise: Revise) -> None:
    layout = revise(FIRST, SECOND, "    op.drop_table('third')")
    opened(layout, path)
    assert rows(path, "SELECT * FROM parent") == [(1, "named")]
    assert rows(path, "SELECT version_num FROM alembic_version") == [("0003",)]
    assert layout.newest == "0003"
    opened(layout, path)


def test_nothing_of_a_failed_upgrade_stays(path: Path, revise: Revise) -> None:
    before = dumped(path)
    for cause in ("raise KeyboardInterrupt", "raise ValueError"):
        with pytest.raises((KeyboardInterrupt, ValueError)):
            opened(revise(FIRST, SECOND, f"    op.drop_table('child')\n    {cause}"), path)
        assert dumped(path) == before
    with pytest.raises(StoreError, match=r"can't be brought up to date \(no such table: nowhere\)"):
        opened(revise(FIRST, SECOND, "    op.execute('DELETE FROM nowhere')"), path)
    assert dumped(path) == before
    opened(revise(FIRST, SECOND), path)
    assert rows(path, "SELECT * FROM parent") == [(1, "named")]


def test_nothing_of_a_new_file_that_fails_stays(tmp_path: Path, revise: Revise) -> None:
    with pytest.raises(ValueError, match="broken"):
        opened(revise(FIRST, "    raise ValueError('broken')"), tmp_path / "new.db")
    assert rows(tmp_path / "new.db", "SELECT name FROM sqlite_master") == []


def elsewhere(path: Path) -> subprocess.Popen[bytes]:
    """Another process that opens the file with the revisions written last."""
    folder = path.parent / MIGRATIONS
    return subprocess.Popen([sys.executable, "-c", OPENING, str(folder), str(path)], cwd=ROOT)


def test_nothing_of_a_killed_upgrade_stays(path: Path, revise: Revise) -> None:
    before = dumped(path)
    revise(FIRST, SECOND, "    op.execute('DELETE FROM child')\n    os.kill(os.getpid(), signal.SIGKILL)")
    assert elsewhere(path).wait(60) == -signal.SIGKILL
    assert dumped(path) == before
    opened(revise(FIRST, SECOND), path)
    assert rows(path, "SELECT name, child.id FROM parent JOIN child") == [("named", 1)]


def test_one_process_brings_a_file_up_to_date_and_the_others_wait(path: Path, revise: Revise) -> None:
    revise(FIRST, SECOND, "    op.execute('INSERT INTO third VALUES (NULL)')\n    time.sleep(1)")
    processes = [elsewhere(path) for _ in range(4)]
    assert [process.wait(60) for process in processes] == [0] * 4
    assert rows(path, "SELECT count(*) FROM third") == [(1,)]


def test_several_files_are_brought_up_to_date_at_once(tmp_path: Path, revise: Revise) -> None:
    layout = revise(FIRST, SECOND)
    paths = [tmp_path / f"{number}.db" for number in range(8)]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda path: opened(layout, path), paths))
    for path in paths:
        assert rows(path, "SELECT version_num FROM alembic_version") == [("0002",)]


def test_rebuilding_a_table_keeps_what_refers_to_it(path: Path, revise: Revise) -> None:
    rebuild = """
    with op.batch_alter_table("parent", recreate="always") as table:
        table.add_column(sql.Column("name", sql.Text, nullable=False, server_default="new"))
    """
    opened(revise(FIRST, rebuild), path)
    assert rows(path, "SELECT * FROM parent JOIN child ON child.parent = parent.id") == [(1, "new", 1, 1)]
    assert rows(path, "PRAGMA foreign_key_check") == []


def test_a_file_of_a_later_release_is_refused_and_left_alone(path: Path, revise: Revise) -> None:
    later = revise(FIRST, SECOND)
    opened(later, path)
    before = dumped(path)
    with pytest.raises(StoreError, match=r"later release.*layout 0002.*knows 0001.*install that release") as caught:
        opened(revise(FIRST), path)
    assert str(path) in str(caught.value)
    assert "\n" not in str(caught.value)
    assert dumped(path) == before


def test_a_file_that_a_later_release_brings_up_to_date_meanwhile_is_refused(path: Path, revise: Revise) -> None:
    layout = revise(FIRST, SECOND)
    with ThreadPoolExecutor(1) as pool, closing(sqlite3.connect(path, isolation_level=None)) as later:
        later.execute("BEGIN IMMEDIATE")
        later.execute("UPDATE alembic_version SET version_num = '0003'")
        waiting = pool.submit(opened, layout, path)
        time.sleep(0.5)
        assert not waiting.done()
        later.execute("COMMIT")
        with pytest.raises(StoreError, match="later release"):
            waiting.result()


def test_a_file_from_before_there_were_revisions_is_recognised(path: Path, revise: Revise) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("DROP TABLE alembic_version")
    opened(revise(FIRST, SECOND), path)
    assert rows(path, "SELECT name, child.id FROM parent JOIN child") == [("named", 1)]
    assert rows(path, "SELECT version_num FROM alembic_version") == [("0002",)]


def test_a_file_from_before_with_columns_missing_is_refused_and_left_alone(path: Path, revise: Revise) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript("DROP TABLE alembic_version; DROP TABLE child; CREATE TABLE child (id INTEGER)")
    before = dumped(path)
    with pytest.raises(StoreError, match=r"lacks columns .*\(child\.parent\); move it away"):
        opened(revise(FIRST, SECOND), path)
    assert dumped(path) == before
