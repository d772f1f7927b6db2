"""`onrecord move` as its users run it."""

from __future__ import annotations

from pathlib import Path

from index.store.store import Store
from tests.command import Command
from tests.postgresql_server import PostgresqlServer


def test_a_wrong_target_is_named_without_what_may_be_secret(command: Command, tmp_path: Path) -> None:
    done = command("--data", str(tmp_path / "data"), "move", "--to", "mysql://ada:hush@db.example/record", status=1)
    assert done.errors.startswith("onrecord: --to: must be the address of a PostgreSQL database")
    assert "hush" not in done.errors


def test_a_target_that_is_away_is_to_be_mended_where_it_was_given(command: Command, tmp_path: Path) -> None:
    Store(tmp_path / "data" / "onrecord.db").close()
    address = "postgresql://ada:hush@127.0.0.1:9/record"
    done = command("--data", str(tmp_path / "data"), "move", "--to", address, status=1)
    assert "can't be reached" in done.errors
    assert "or mend its address (store.url, or --to)" in done.errors
    assert "hush" not in done.errors


def test_a_library_is_moved_and_the_command_says_what_to_set(
    command: Command, tmp_path: Path, postgresql: PostgresqlServer
) -> None:
    data, address = tmp_path / "data", postgresql.database()
    Store(data / "onrecord.db").close()
    done = command("--data", str(data), "move", "--to", address)
    assert done.output.startswith("0 articles and all chats: ")
    assert "Put the address into url under [store] in config.toml" in done.output
    again = command("--data", str(data), "move", "--to", address)
    assert "; 0 written" in again.output
