"""A schema on a server is made of what the code declares, in words that order and number as SQLite does."""

from __future__ import annotations

from pathlib import Path

import pytest
import sqlalchemy as sql

import bot.chats.database
import index.store.schema
from bot.chats.database import Database
from index.store.postgresql import server_engine
from index.store.store import Store
from tests import test_migrations  # declares all tables
from tests.postgresql_server import PostgresqlServer
from tests.server_layouts import declared, described

SCHEMAS = [("onrecord", index.store.schema.metadata), ("onrecord_chats", bot.chats.database.metadata)]


@pytest.mark.parametrize(("schema", "metadata"), SCHEMAS, ids=["onrecord", "bot"])
def test_a_new_schema_is_what_the_models_declare(
    schema: str, metadata: sql.MetaData, postgresql: PostgresqlServer, empty_database: str
) -> None:
    assert test_migrations.KINDS
    engine = server_engine(postgresql.database(), schema, 30, private=False)
    with engine.connect() as connection:
        connection.exec_driver_sql(f"CREATE SCHEMA {schema}")
        for statement in declared(metadata):
            connection.exec_driver_sql(statement)
        wanted = described(connection, schema)
    engine.dispose()
    made = server_engine(postgresql.copy_of(empty_database), schema, 30, private=False)
    with made.connect() as connection:
        found = described(connection, schema)
        texts = sql.text(
            "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = :schema"
            " AND data_type IN ('text', 'character varying') AND collation_name IS DISTINCT FROM 'C'"
            " AND table_name <> 'alembic_version'"
        )
        assert connection.execute(texts, {"schema": schema}).all() == []
    made.dispose()
    for what in wanted:
        assert found[what] == wanted[what]


def test_opening_again_changes_nothing(tmp_path: Path, postgresql: PostgresqlServer) -> None:
    address = postgresql.database()
    for _ in range(2):
        Store(tmp_path / "onrecord.db", address).close()
        Database(tmp_path / "bot.sqlite", server=address).close()
    versions = "SELECT version_num FROM {}.alembic_version"
    assert postgresql.run(address, versions.format("onrecord")) == [(index.store.store.LAYOUT.newest,)]
    assert postgresql.run(address, versions.format("onrecord_chats")) == [(bot.chats.database.LAYOUT.newest,)]
    assert not list(tmp_path.iterdir())
