"""Keeps the layout of a database (its tables, columns and indexes) up to date, by Alembic's revisions."""

from __future__ import annotations

import threading
from collections.abc import Iterable
from pathlib import Path

import sqlalchemy as sql

from index.errors import StoreError
from index.store.dialects import is_postgresql
from index.store.engines import described
from index.store.transactions import transaction

PATIENCE = 600  # seconds to wait for another process that brings the same file up to date
_alembic = threading.Lock()  # its `op` and `context` are global to the process


class Layout:
    """The revisions of one database: numbered steps, each from one layout to the next.

    They are the Python files `versions/vNNNN_subject.py` of an Alembic environment.  A file of a release from before
    there were revisions holds tables but no revision; the first revision makes what such a file lacks.

    A schema on a PostgreSQL server begins with what `postgresql_NNNN.sql` makes, the layout of that number, since the
    revisions up to it were written in SQLite's words; those after it are run on both.
    """

    def __init__(self, folder: Path) -> None:
        """Know the revisions in a folder.

        Args:
            folder: An Alembic environment: `env.py` and `versions`.
        """
        self._folder = folder
        # Read from the names of the files: opening a file that is up to date must not load Alembic (0.2 s).
        self.revisions = tuple(sorted(path.name[1:5] for path in (folder / "versions").glob("v[0-9]*.py")))

    @property
    def first_on_server(self) -> Path:
        """The SQL text by which a schema on a PostgreSQL server begins; its name ends with the number of its layout."""
        (text,) = self._folder.glob("postgresql_[0-9]*.sql")
        return text

    @property
    def newest(self) -> str:
        """The revision that this release reads and writes."""
        return self.revisions[-1]

    def knows(self, revision: str | None) -> bool:
        """Whether this release can open a database of a revision; None is that of an empty or very old one."""
        return revision is None or revision in self.revisions

    def revision(self, connection: sql.Connection) -> str | None:
        """The revision of a database; None when it is empty or older than revisions are."""
        if not sql.inspect(connection).has_table("alembic_version"):
            return None
        return connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()

    def bring_up_to_date(self, engine: sql.Engine) -> None:
        """Run the revisions that a database lacks, all or none of them; an empty one is filled.

        One process does it, others that open the same file meanwhile wait.

        Args:
            engine: The database, with connections in autocommit mode.

        Raises:
            StoreError: A later release wrote it, or it could not be brought up to date; nothing in it has changed.
            sqlalchemy.exc.DatabaseError: It is damaged or can't be opened.
        """
        with engine.connect() as connection:
            if self._is_newest(connection):
                return
        try:
            with _alembic, engine.connect() as connection:
                self._upgrade(connection)
        except (sql.exc.OperationalError, sql.exc.IntegrityError) as error:
            raise StoreError(
                f"{described(engine)} can't be brought up to date ({error.orig}); nothing in it has changed: "
                "remove the cause, then try again"
            ) from error

    def _is_newest(self, connection: sql.Connection) -> bool:
        revision = self.revision(connection)
        if not self.knows(revision):
            raise StoreError(
                f"{described(connection.engine)} was written by a later release of On Record (layout {revision}, "
                f"this release knows {self.newest}); install that release, or choose another data folder"
            )
        return revision == self.newest

    def _upgrade(self, connection: sql.Connection) -> None:
        connection.detach()  # closed afterwards: these settings are for nobody else
        if is_postgresql(connection):
            connection.exec_driver_sql(f"SET lock_timeout = '{PATIENCE}s'")
        else:
            # A table is rebuilt by dropping the old one, which must not take along the rows that refer to it.
            # Inside a transaction SQLite ignores this setting.
            connection.exec_driver_sql("PRAGMA foreign_keys = OFF")
            connection.exec_driver_sql(f"PRAGMA busy_timeout = {PATIENCE * 1000}")
        with transaction(connection):
            if self._is_newest(connection):  # another process was first; one of a later release is refused here
                return
            if self.revision(connection) is None:
                if is_postgresql(connection):
                    self._begin_schema(connection)
                else:
                    self._check_columns(connection)
            self._run(connection, "head")

    def _begin_schema(self, connection: sql.Connection) -> None:
        """Make the schema and the first layout that a server's database has."""
        from index.store.postgresql import make_schema

        revision = self.first_on_server.stem.rpartition("_")[2]
        make_schema(connection, self.first_on_server.read_text("utf-8"), revision)

    def _run(self, connection: sql.Connection, upto: str) -> None:
        from alembic import command
        from alembic.config import Config

        config = Config()
        config.set_main_option("script_location", str(self._folder).replace("%", "%%"))
        config.attributes["connection"] = connection
        command.upgrade(config, upto)

    def _check_columns(self, connection: sql.Connection) -> None:
        """Refuse tables that have our names but were never written by a release."""
        existing = _columns(connection, sql.inspect(connection).get_table_names())
        if not existing:
            return
        reference = sql.create_engine("sqlite://")
        with reference.begin() as memory:
            self._run(memory, self.revisions[0])
            first = _columns(memory, sql.inspect(memory).get_table_names())
        reference.dispose()
        lacking = [
            f"{table}.{column}"
            for table in sorted(existing.keys() & first.keys())
            for column in sorted(first[table] - existing[table])
        ]
        if lacking:
            raise StoreError(
                f"{connection.engine.url.database} lacks columns that every release has written "
                f"({', '.join(lacking)}); move it away or restore a copy"
            )


def _columns(connection: sql.Connection, tables: Iterable[str]) -> dict[str, set[str]]:
    inspector = sql.inspect(connection)
    return {table: {column["name"] for column in inspector.get_columns(table)} for table in tables}
