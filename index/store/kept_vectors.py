"""The vectors of passages on a server, of half precision, so that no machine embeds what another one has embedded.

They are kept where the server has pgvector, a table for each model, in the schema of what is derived. Each machine has
its own indexes of them; a file of one machine needs no copy.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import numpy as np
import numpy.typing as npt
import sqlalchemy as sql

from index.errors import StoreError
from index.store.dialects import among
from index.store.schema import passage_
from index.store.transactions import writing

Floats = npt.NDArray[np.float32]
Ids = npt.NDArray[np.int64]

EMBEDDING = 0x4F56  # in the numbers' space of advisory locks, beside a number of the model
AT_ONCE = 20_000  # vectors that are sent together
_HEAD, _TAIL = b"PGCOPY\n\xff\r\n\0" + bytes(8), b"\xff\xff"  # of a binary COPY
_TYPE = sql.text(
    "SELECT quote_ident(nspname) FROM pg_type JOIN pg_namespace ON pg_namespace.oid = typnamespace"
    " WHERE typname = 'halfvec' AND has_schema_privilege(nspname, 'USAGE')"
)


class KeptVectors:
    """The vectors of one model."""

    def __init__(self, engine: sql.Engine, table: str, space: str, width: int) -> None:
        """Know where they are; see `of_model`."""
        self._engine = engine
        self._table = table
        self._space = space  # the schema of pgvector
        self._width = width

    @classmethod
    def of_model(cls, engine: sql.Engine, fingerprint: str, width: int) -> KeptVectors | None:
        """Those of a model, for which a table is made if need be; None where the server can't keep any.

        Args:
            engine: Of a store on a server.
            fingerprint: Of the model.
            width: Numbers in a vector.
        """
        table = f"onrecord_derived.embedding_{hashlib.sha256(fingerprint.encode()).hexdigest()[:16]}"
        with engine.connect() as connection:
            space = connection.execute(_TYPE).scalar()
            there = connection.execute(sql.text("SELECT to_regclass(:table)"), {"table": table}).scalar()
        if space is None or there is None:
            try:
                space = _make(engine, table, width)
            except StoreError:  # a user who may only write, or a server without pgvector: each machine embeds
                return None
        return cls(engine, table, str(space), width) if space is not None else None

    def is_empty(self) -> bool:
        """Whether none is kept yet."""
        with self._engine.connect() as connection:
            return connection.exec_driver_sql(f"SELECT 1 FROM {self._table} LIMIT 1").first() is None

    def get(self, ids: Sequence[int]) -> tuple[Ids, Floats]:
        """Those passages of some that have a vector, and these vectors, [found, width]."""
        with self._engine.connect() as connection:
            query = (
                f"SELECT passage, {self._space}.halfvec_send(vector) FROM {self._table}"
                " WHERE passage = ANY (CAST(:ids AS BIGINT[])) ORDER BY passage"
            )
            rows = connection.execute(sql.text(query), {"ids": list(map(int, ids))}).all()
        sent = b"".join(row[1][4:] for row in rows)  # behind their width
        vectors = np.frombuffer(sent, ">f2").astype(np.float32).reshape(len(rows), self._width)
        return np.array([row[0] for row in rows], np.int64), vectors

    def add(self, connection: sql.Connection, ids: Ids, vectors: Floats) -> None:
        """Keep vectors; one that is there stays as it is, and one of a passage that is gone is left out.

        Args:
            connection: In a transaction.
            ids: [n] passages.
            vectors: [n, width].
        """
        from index.store.postgresql import copying

        connection.exec_driver_sql(f"CREATE TEMP TABLE brought (LIKE {self._table}) ON COMMIT DROP")
        with copying(connection, "COPY pg_temp.brought FROM STDIN (FORMAT BINARY)") as write:
            write(_HEAD)
            for start in range(0, len(ids), AT_ONCE):
                write(self._rows(ids[start : start + AT_ONCE], vectors[start : start + AT_ONCE]))
            write(_TAIL)
        connection.exec_driver_sql(
            f"INSERT INTO {self._table} SELECT * FROM pg_temp.brought"
            " WHERE EXISTS (SELECT 1 FROM passage WHERE passage.id = brought.passage) ON CONFLICT DO NOTHING"
        )
        connection.exec_driver_sql("DROP TABLE pg_temp.brought")

    def _rows(self, ids: Ids, vectors: Floats) -> bytes:
        """Rows of two fields as COPY takes them: the number of fields, then the length and the bytes of each."""
        row = np.dtype(
            [
                ("fields", ">i2"), ("id_length", ">i4"), ("id", ">i8"), ("length", ">i4"),
                ("width", ">i2"), ("unused", ">i2"), ("vector", ">f2", (self._width,)),
            ]
        )  # fmt: skip
        rows = np.zeros(len(ids), row)
        rows["fields"], rows["id_length"], rows["id"] = 2, 8, ids
        rows["length"], rows["width"], rows["vector"] = 4 + 2 * self._width, self._width, vectors
        return rows.tobytes()

    @contextmanager
    def turn(self) -> Iterator[None]:
        """While one machine embeds what has no vector, the others wait, and find it embedded."""
        with self._engine.connect() as connection:
            connection.detach()  # closed in the end, by which it is somebody else's turn
            connection.exec_driver_sql("SET lock_timeout = 0")
            connection.execute(
                sql.text("SELECT pg_advisory_lock(:space, hashtext(:table))"),
                {"space": EMBEDDING, "table": self._table},
            )
            yield

    def keep(self, ids: Ids, vectors: Floats) -> None:
        """`add` in a transaction of its own."""
        with writing(self._engine) as connection:
            self.add(connection, ids, vectors)


def _make(engine: sql.Engine, table: str, width: int) -> str | None:
    """Make the table of a model, and pgvector where its owner may; returns pgvector's schema, None where it is not."""
    with writing(engine) as connection:
        space = connection.execute(_TYPE).scalar()
        if space is None:
            offered = "SELECT 1 FROM pg_available_extensions WHERE name = 'vector'"
            if connection.exec_driver_sql(offered).first() is None:
                return None
            connection.exec_driver_sql("CREATE EXTENSION IF NOT EXISTS vector WITH SCHEMA onrecord_derived")
            space = connection.execute(_TYPE).scalar()
            if space is None:  # a release of pgvector from before there was half precision
                return None
        connection.exec_driver_sql(
            f"CREATE TABLE IF NOT EXISTS {table} (passage BIGINT PRIMARY KEY REFERENCES passage (id) ON DELETE CASCADE,"
            f" vector {space}.halfvec({width}) NOT NULL)"
        )
        return str(space)


def passage_ids(connection: sql.Connection, articles: Sequence[int]) -> dict[int, list[int]]:
    """Ids of the passages of some articles, by these, each in the order of its text."""
    query = sql.select(passage_.c.article, passage_.c.id).where(among(passage_.c.article, articles))
    found: dict[int, list[int]] = {}
    for row in connection.execute(query.order_by(passage_.c.id)):
        found.setdefault(row.article, []).append(row.id)
    return found
