"""Speaks with a PostgreSQL server by psycopg: connections, and what goes wrong there in one sentence each.

The order of texts depends on a server's language: every column of ours has the collation "C", which orders as SQLite
does. What a text may not hold there is known to `index.store.stand_ins`.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import sqlalchemy as sql

from index.errors import ServerAwayError, StoreError

CONNECT = 10  # seconds in which a server has to answer
RESTART = 5.0  # seconds in which one that starts again is waited for
IDLE = 1.0  # seconds after which a connection is tried before it is used
STALLED = 600  # seconds in which a process that began to write may do nothing
POOL, EXTRA = 4, 12  # connections that stay open, and further ones while they are needed

# A host that vanishes is noticed within 25 seconds; compiling a query would take longer than running it.
_SESSION = {
    "tcp_keepalives_idle": "10", "tcp_keepalives_interval": "5", "tcp_keepalives_count": "3",
    "idle_in_transaction_session_timeout": f"{STALLED}s", "jit": "off",
}  # fmt: skip
_RESTARTS = ("refused", "no such file", "starting up", "shutting down", "57P03")


def server_engine(address: str, schema: str, patience: float, private: bool, pool: int = POOL) -> sql.Engine:
    """An engine on a schema of a PostgreSQL database, in autocommit mode.

    Args:
        address: Like postgresql://user:password@host:5432/name; what libpq knows may follow as a query.
        schema: What takes the place of a file.
        patience: Seconds to wait for another process that writes.
        private: Whether what is written may stand in no error.
        pool: Connections that stay open.

    Raises:
        StoreError: The address is none, or psycopg is not installed.
    """
    url = server_url(address)
    try:
        import psycopg  # noqa: F401
    except ImportError:
        raise StoreError(
            "store.url names a PostgreSQL server, for which psycopg is needed; install it: "
            'pip install "on-record[postgresql]"'
        ) from None
    settings = {"search_path": schema, "lock_timeout": f"{round(patience * 1000)}ms", **_SESSION}
    options = " ".join(f"-c {name}={value}" for name, value in settings.items())
    given = url.query.get("options", ())
    engine = sql.create_engine(
        url.difference_update_query(["options"]),
        isolation_level="AUTOCOMMIT",
        hide_parameters=private,
        pool_size=pool,
        max_overflow=EXTRA,
        pool_use_lifo=True,
        connect_args={
            "options": " ".join([options, *([given] if isinstance(given, str) else given)]),
            "application_name": "onrecord", "client_encoding": "utf8", "connect_timeout": CONNECT,
            "keepalives_idle": 10, "keepalives_interval": 5, "keepalives_count": 3,
        },
    )  # fmt: skip
    # Numbers have 64 bits, as SQLite's do; SQLAlchemy would send those of an `Integer` with 32.
    specifics = engine.dialect.colspecs.items()
    engine.dialect.colspecs = {general: specific for general, specific in specifics if general is not sql.Integer}
    sql.event.listen(engine, "do_connect", _connect)
    sql.event.listen(engine, "connect", _prepare)
    sql.event.listen(engine, "checkout", _try_first)
    sql.event.listen(engine, "checkin", _note_use)
    sql.event.listen(engine, "handle_error", lambda context: _report(context, engine.url))
    return engine


def server_url(address: str) -> sql.URL:
    """The address of a database as SQLAlchemy has it.

    Raises:
        StoreError: It is none of a PostgreSQL database; the error does not repeat it, since it may hold a password.
    """
    try:
        url = sql.make_url(address)
    except sql.exc.ArgumentError:
        url = None
    if url is None or url.drivername.partition("+")[0] not in ("postgresql", "postgres") or not url.database:
        raise StoreError(
            "store.url is no address of a PostgreSQL database; write it like postgresql://user:password@host/name"
        )
    return url.set(drivername="postgresql+psycopg")


def named(url: sql.URL) -> str:
    """A database with its server, as errors name it."""
    host = url.host or url.query.get("host") or "this machine"
    return f"the database {url.database} on {host if isinstance(host, str) else ', '.join(host)}"


def make_schema(connection: sql.Connection, layout: str, revision: str) -> None:
    """Make the schema of a connection, and in it a first layout.

    Args:
        connection: In a write transaction.
        layout: SQL, statements that end with ";" and a line end.
        revision: Its number.

    Raises:
        StoreError: The database can't hold our texts, or the schema holds something else.
    """
    where = named(connection.engine.url)
    encoding = connection.exec_driver_sql("SHOW server_encoding").scalar()
    if encoding != "UTF8":
        raise StoreError(f"{where} is encoded in {encoding}; make one in UTF-8: createdb --encoding UTF8 NAME")
    schema = connection.exec_driver_sql("SHOW search_path").scalar()
    there = connection.execute(sql.text("SELECT 1 FROM pg_namespace WHERE nspname = :name"), {"name": schema}).first()
    if there is None:
        connection.exec_driver_sql(f'CREATE SCHEMA "{schema}"')
    elif sql.inspect(connection).get_table_names(schema):
        raise StoreError(
            f"the schema {schema} of {where} holds tables that are none of On Record's; choose another one"
        )
    for statement in layout.split(";\n"):
        if statement.strip():
            connection.exec_driver_sql(statement)
    connection.exec_driver_sql("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY)")
    connection.execute(sql.text("INSERT INTO alembic_version VALUES (:revision)"), {"revision": revision})


@contextmanager
def copying(connection: sql.Connection, statement: str) -> Iterator[Callable[[bytes], object]]:
    """Send a stream of bytes to the server, by the driver itself; what goes wrong is told as elsewhere.

    Args:
        connection: In a transaction.
        statement: A COPY … FROM STDIN.

    Yields:
        What sends bytes.
    """
    import psycopg

    driver: Any = connection.connection.dbapi_connection
    try:
        with driver.cursor() as cursor, cursor.copy(statement) as stream:
            yield stream.write
    except psycopg.Error as error:
        if driver.closed:
            connection.invalidate()
        _tell(error, connection.engine.url)
        raise


def _connect(dialect: sql.Dialect, _: object, arguments: list[Any], given: dict[str, Any]) -> Any:
    """Connect; a server that is just being started again is waited for."""
    deadline = time.monotonic() + RESTART
    while True:
        try:
            return dialect.connect(*arguments, **given)
        except dialect.loaded_dbapi.OperationalError as error:
            if time.monotonic() > deadline or not any(words in str(error) for words in _RESTARTS):
                raise
            time.sleep(0.2)


def _prepare(connection: Any, _: object) -> None:
    from index.store.stand_ins import register

    register(connection.adapters)


def _try_first(connection: Any, record: Any, _: object) -> None:
    """Tell the pool of a connection that broke while nobody used it, as at a restart: it makes another."""
    used = record.info.get("used")
    if used is None or time.monotonic() - used < IDLE:
        return
    try:
        connection.execute("")
    except Exception as error:  # whatever it is, a new connection tells what is wrong
        raise sql.exc.DisconnectionError from error


def _note_use(_: object, record: Any) -> None:
    record.info["used"] = time.monotonic()


def _report(context: sql.engine.ExceptionContext, url: sql.URL) -> None:
    """Raise a `StoreError` for what the server, or the way to it, refuses; mistakes of ours stay what they are."""
    _tell(context.original_exception, url)


def _tell(error: BaseException, url: sql.URL) -> None:
    known = _known(error, url)
    if known is not None:
        told = known.format(where=named(url), user=url.username or "of this process", reason=_reason(error, url))
        raise (ServerAwayError if known in _AWAY_SENTENCES else StoreError)(told) from error


def _known(error: BaseException, url: sql.URL) -> str | None:
    """The sentence for an error, with names in braces; None for one that is a mistake of ours."""
    state: str = getattr(error, "sqlstate", None) or ""
    known = _BY_STATE.get(state) or _BY_STATE.get(state[:2])
    if known is None and not state and type(error).__name__ == "OperationalError":
        reason = _reason(error, url)
        known = next((told for words, told in _BY_WORDS if words in reason), AWAY)
    return known


def _reason(error: BaseException, url: sql.URL) -> str:
    """What a server or libpq says, on one line, without the password."""
    last = [line.strip() for line in str(error).split("\n") if line.strip()][:1] or [type(error).__name__]
    reason = last[0].rpartition("FATAL:")[2].rpartition("failed: ")[2].strip()
    return reason.replace(url.password, "…") if url.password else reason


AWAY = "{where} can't be reached ({reason}); start the server, or mend its address (store.url, or --to)"
_LOGIN = "{where} does not let user {user} in ({reason}); mend the user or the password (store.url, or --to)"
_MISSING = "there is no such database ({reason}); make it: createdb --encoding UTF8 NAME"
_BY_STATE = {
    "28": _LOGIN,
    "3D000": _MISSING,
    "08": AWAY,
    "57P01": "{where} is being stopped or started again; try again in a moment",
    "57P02": "{where} is being started again after a crash; try again in a moment",
    "57P03": "{where} is starting or stopping; try again in a moment",
    "25006": "{where} takes no changes ({reason}); name its primary server (store.url, or --to)",
    "42501": "user {user} may not do that on {where} ({reason}); have its owner grant it",
    "53100": "the disk of {where} is full; make room there, and try again: what was stored is safe",
    "53300": "{where} has no connection left ({reason}); raise its max_connections",
    "55P03": "another process has been writing to {where} for too long; try again when it is done",
    "57014": "{where} broke a query off ({reason}); try again",
    "25P03": "{where} broke a transaction off that did nothing for {reason}; try again",
}
_BY_WORDS = (
    ("password authentication failed", _LOGIN),
    ("no password supplied", _LOGIN),
    ("pg_hba.conf", _LOGIN),
    ("role ", _LOGIN),
    ("database ", _MISSING),
    ("too many", _BY_STATE["53300"]),
    ("remaining connection slots", _BY_STATE["53300"]),
)
_AWAY_SENTENCES = {AWAY, *(_BY_STATE[state] for state in ("57P01", "57P02", "57P03"))}
