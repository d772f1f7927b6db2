"""A store on a PostgreSQL server: what it holds comes back as it was, and what goes wrong is told in a sentence."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
import sqlalchemy as sql

from index.errors import StoreError
from index.model import Draft
from index.store.store import Store
from index.store.transactions import writing
from tests.postgresql_server import PostgresqlServer

PASSWORD = "a-secret-word"


@pytest.fixture
def address(postgresql: PostgresqlServer, empty_database: str) -> str:
    return postgresql.copy_of(empty_database)


def refused(path: Path, address: str) -> str:
    with pytest.raises(StoreError) as error:
        Store(path / "onrecord.db", address)
    assert PASSWORD not in str(error.value)
    return str(error.value)


def test_a_text_comes_back_as_it_was_whatever_it_holds(tmp_path: Path, address: str) -> None:
    store = Store(tmp_path / "onrecord.db", address)
    texts = ["a\0b", "\U0001f30a\u0000", "{}\\\"'%s", "\u200b한국어\n\n", "x" * 200_000]
    stored = store.add([(Draft(text, title=text[:3]), [(0, len(text))], ()) for text in texts])
    articles = store.articles([each.article for each in stored])
    assert [articles[each.article].text for each in stored] == texts
    slices = store.reads.texts([(each.article, 0, len(text)) for each, text in zip(stored, texts, strict=True)])
    assert [each and each.text for each in slices] == texts
    assert [store.known(text, "public") for text in texts] == [each.article for each in stored]
    store.close()


def test_an_address_of_any_length_is_found(tmp_path: Path, address: str) -> None:
    store = Store(tmp_path / "onrecord.db", address)
    url = "https://harbour.example/?" + "".join(f"{number:x}" for number in range(20_000))
    (stored,) = store.add([(Draft("Text.", url=url), [(0, 5)], ())])
    assert store.find(url) == stored.article
    store.close()


def test_changes_are_numbered_in_the_order_in_which_they_are_seen(tmp_path: Path, address: str) -> None:
    stores = [Store(tmp_path / "onrecord.db", address) for _ in range(3)]
    seen: list[int] = []
    done = threading.Event()

    def watch() -> None:
        while not done.is_set():
            seen.append(stores[2].generation)
            with stores[2].engine.connect() as connection:
                numbers = connection.exec_driver_sql("SELECT id FROM change ORDER BY id").scalars().all()
            assert numbers == list(range(1, len(numbers) + 1))

    def add(store: Store, name: str) -> None:
        for number in range(20):
            store.add([(Draft(f"{name} {number}"), [(0, 3)], ())])

    watcher = threading.Thread(target=watch)
    watcher.start()
    writers = [threading.Thread(target=add, args=(store, f"w{at}")) for at, store in enumerate(stores[:2])]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    done.set()
    watcher.join()
    assert stores[2].generation == 40
    assert stores[2].counts()["passage"] == 40
    for store in stores:
        store.close()


def test_a_failure_that_was_passed_over_stores_nothing_and_says_so(tmp_path: Path, address: str) -> None:
    store = Store(tmp_path / "onrecord.db", address)

    def write() -> None:
        with writing(store.engine) as connection:
            connection.exec_driver_sql("INSERT INTO property (name, value) VALUES ('kept', '')")
            with pytest.raises(sql.exc.ProgrammingError):
                connection.exec_driver_sql("SELECT nothing FROM nowhere")

    with pytest.raises(StoreError, match="nothing of it is stored"):
        write()
    with store.engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT 1 FROM property WHERE name = 'kept'").first() is None
    store.close()


def test_a_connection_that_broke_is_replaced(tmp_path: Path, address: str, postgresql: PostgresqlServer) -> None:
    store = Store(tmp_path / "onrecord.db", address)
    assert store.generation == 0
    others = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> {}"
    postgresql.run(address, others.format("pg_backend_pid()"))
    with pytest.raises(StoreError, match="database"):  # the one that was under way
        assert store.generation
    assert store.generation == 0
    store.close()


def test_what_refuses_a_store_is_told_in_a_sentence(tmp_path: Path, address: str, postgresql: PostgresqlServer) -> None:
    user = "DO $$ BEGIN CREATE USER locked PASSWORD 'right'; EXCEPTION WHEN duplicate_object THEN END $$"
    postgresql.run(address, user)
    host = address.partition("?")[2]
    assert "does not let user locked in" in refused(tmp_path, f"postgresql://locked:{PASSWORD}@/postgres?{host}")
    assert "there is no such database" in refused(tmp_path, f"postgresql://postgres:{PASSWORD}@/nowhere?{host}")
    assert "can't be reached" in refused(tmp_path, f"postgresql://a:{PASSWORD}@127.0.0.1:9/library")
    assert "is no address" in refused(tmp_path, f"mysql://a:{PASSWORD}@127.0.0.1/library")
    latin = "latin" + address.partition("?")[0].rpartition("/")[2]
    create = f"CREATE DATABASE {latin} TEMPLATE template0 ENCODING LATIN1 LC_COLLATE 'C' LC_CTYPE 'C'"
    postgresql.run(postgresql.address("postgres"), create)
    assert "encoded in LATIN1" in refused(tmp_path, postgresql.address(latin))


def test_who_may_only_read_reads_and_is_told_what_may_not_be_done(
    tmp_path: Path, address: str, postgresql: PostgresqlServer
) -> None:
    store = Store(tmp_path / "onrecord.db", address)
    store.add([(Draft("Text."), [(0, 5)], ())])
    store.close()
    reader = f"reader_{address.partition('?')[0].rpartition('/')[2]}"
    for statement in (
        f"CREATE USER {reader}",
        f"GRANT USAGE ON SCHEMA onrecord TO {reader}",
        f"GRANT SELECT ON ALL TABLES IN SCHEMA onrecord TO {reader}",
    ):
        postgresql.run(address, statement)
    reading = Store(tmp_path / "onrecord.db", address.replace("postgres@", f"{reader}@"))
    assert reading.counts()["article"] == 1
    with pytest.raises(StoreError, match=f"user {reader} may not do that"):
        reading.add([(Draft("Another."), [(0, 5)], ())])
    reading.close()


def test_another_writer_is_waited_for_but_not_for_ever(tmp_path: Path, address: str) -> None:
    store = Store(tmp_path / "onrecord.db", f"{address}&options=-c%20lock_timeout%3D100ms")
    other = Store(tmp_path / "onrecord.db", address)
    with writing(other.engine), pytest.raises(StoreError, match="for too long"):
        store.take_no_unmarked()
    store.take_no_unmarked()
    store.close()
    other.close()


def test_a_connection_that_is_used_while_the_store_is_closed_closes_when_it_is_given_back(
    tmp_path: Path, address: str
) -> None:
    store = Store(tmp_path / "onrecord.db", address)
    with store.engine.connect() as connection:
        used = connection.connection.dbapi_connection
        store.close()
        assert used is not None
        assert not used.closed
    assert used.closed


def test_a_slice_is_of_its_text_wherever_it_begins_and_ends(tmp_path: Path, address: str) -> None:
    store = Store(tmp_path / "onrecord.db", address)
    text = "".join(chr(0x41 + number % 26) + "한\U0001f30a\0"[number % 3] for number in range(700))
    (stored,) = store.add([(Draft(text, title="Tides", url="https://h.example/\0"), [(0, 1400)], ())])
    edges = [0, 1, 499, 500, 501, 999, 1000, 1001, 1399, 1400]
    places = [(stored.article, start, end) for start in edges for end in edges if start <= end]
    slices = store.reads.texts([*places, (stored.article + 1, 0, 5)])
    assert [each and each.text for each in slices] == [*(text[start:end] for _, start, end in places), None]
    assert {each.title for each in slices if each} == {"Tides"}
    assert store.articles([stored.article])[stored.article].urls == ("https://h.example/\0",)
    store.remove(stored.article)
    assert store.reads.texts(places[:1]) == [None]
    store.close()


def test_a_database_of_before_there_were_slices_gets_those_of_its_texts(
    tmp_path: Path, address: str, postgresql: PostgresqlServer
) -> None:
    store = Store(tmp_path / "onrecord.db", address)
    (stored,) = store.add([(Draft("Tide. " * 300), [(0, 1800)], ())])
    store.close()
    postgresql.run(address, "DROP SCHEMA onrecord_derived CASCADE")
    postgresql.run(address, "UPDATE onrecord.alembic_version SET version_num = '0009'")
    store = Store(tmp_path / "onrecord.db", address)
    (slice,) = store.reads.texts([(stored.article, 500, 1100)])
    assert slice is not None
    assert slice.text == ("Tide. " * 300)[500:1100]
    store.close()
