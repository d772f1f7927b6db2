"""A library moves to a server and back with all that is in it, also when it is broken off or repeated."""

from __future__ import annotations

from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from bot.answers.history import History
from bot.backup.moving import Moved, MoveError, move
from bot.chats.access import Access
from bot.chats.database import FILE, Database
from bot.chats.place import Place
from index import Index
from index.errors import StoreError
from index.model import Draft
from index.store.store import Store
from tests.bot.briefings import DRAFTS, HashedWordsEmbedder, briefings_library
from tests.layouts import columns_of, rows_of
from tests.postgresql_server import PostgresqlServer

QUESTION = "What did Ada Brandt say about homes?"
PLACE = Place(10, 0, 7)


@pytest.fixture
def address(postgresql: PostgresqlServer) -> str:
    return postgresql.database()


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """The data folder of a small library that somebody has asked."""
    folder = tmp_path / "data"
    index = briefings_library(folder, DRAFTS)
    with closing(index), closing(Database(folder / FILE)) as database:
        answer = index.ask(QUESTION, today=date(2031, 6, 1))
        assert answer.quotes
        History(database, index.store).add(PLACE, answer)
        Access(database, "open", admins=(1,)).grant(10, "fisheries", by=1)
        database.engine.dispose()
        gone = index.store.add([(Draft("It will be gone soon."), [(0, 21)], ())])[0].article
        index.remove(gone)
    return folder


def opened(folder: Path, server: str | None) -> Index:
    return Index(folder, HashedWordsEmbedder(), threads=1, store=Store(folder / "onrecord.db", server))


def content(folder: Path) -> list[set[tuple[object, ...]]]:
    paths = [folder / name for name in ("onrecord.db", FILE)]
    return [rows_of(path, columns_of(path)) for path in paths]


def quotes(index: Index) -> list[tuple[object, ...]]:
    answer = index.ask(QUESTION, today=date(2031, 6, 1))
    assert answer.quotes
    return [
        (quote.article.id, quote.start, quote.end, quote.text, quote.speaker, quote.score) for quote in answer.quotes
    ]


def test_it_answers_the_same_on_the_server_and_comes_back_the_same(library: Path, address: str) -> None:
    before = content(library)
    with closing(opened(library, None)) as index:
        wanted = quotes(index)
    moved = move(library, None, address)
    assert moved.articles == len(DRAFTS)
    with closing(opened(library, address)) as index, closing(Database(library / FILE, server=address)) as chats:
        assert quotes(index) == wanted
        (asked,) = History(chats, index.store).recent(PLACE, 5)
        assert asked.answer.question.text == QUESTION
        assert Access(chats).collections(10) == ("fisheries", "public")
    elsewhere = library.parent / "elsewhere"
    elsewhere.mkdir()
    assert move(elsewhere, address, None).rows == moved.rows
    assert content(elsewhere) == before


def test_no_number_is_given_again_after_a_move(library: Path, address: str) -> None:
    move(library, None, address)
    for server in (None, address):
        with closing(Store(library / "onrecord.db", server)) as store:
            (added,) = store.add([(Draft("It came later."), [(0, 14)], ())])
            (passage,) = store.passages_of([added.article])
        assert (added.article, passage.id) == (len(DRAFTS) + 2, passage.id)
    with closing(Store(library / "onrecord.db", address)) as store:
        assert store.generation == len(DRAFTS) + 3


def test_repeated_it_writes_only_what_has_changed(library: Path, address: str) -> None:
    move(library, None, address)
    assert move(library, None, address).written == 0
    with closing(opened(library, None)) as index:
        index.remove(1)
        list(index.add([Draft('"The pier is safe," Ada Brandt said.', title="Pier")]))
    again = move(library, None, address)
    assert 0 < again.written < again.rows / 2
    with closing(Store(library / "onrecord.db", address)) as store:
        assert store.article(1) is None
        assert len(store.listing()) == len(DRAFTS)


def test_one_that_was_broken_off_is_opened_by_nobody_and_goes_on(library: Path, address: str) -> None:
    class Broken(Exception):
        pass

    def stop(rows: int) -> None:
        raise Broken

    with pytest.raises(Broken):
        move(library, None, address, stop)
    with pytest.raises(StoreError, match="run `onrecord move` again"):
        Store(library / "onrecord.db", address)
    assert isinstance(move(library, None, address), Moved)
    Store(library / "onrecord.db", address).close()


def test_another_library_is_not_written_over(library: Path, address: str, tmp_path: Path) -> None:
    with closing(Store(tmp_path / "other" / "onrecord.db", address)) as other:
        other.add([(Draft("Another library."), [(0, 16)], ())])
    with pytest.raises(MoveError, match="holds another library"):
        move(library, None, address)


def test_a_server_that_does_not_keep_what_was_written_is_found_out(
    library: Path, address: str, postgresql: PostgresqlServer
) -> None:
    Store(library / "onrecord.db", address).close()
    function = "CREATE FUNCTION alter() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {} RETURN NEW; END $$"
    postgresql.run(address, function.format("NEW.text := replace(NEW.text, 'homes', 'boats');"))
    postgresql.run(
        address, "CREATE TRIGGER altered BEFORE INSERT ON onrecord.article FOR EACH ROW EXECUTE FUNCTION alter()"
    )
    with pytest.raises(StoreError, match=r"the table article .* is not what was copied"):
        move(library, None, address)


def test_there_must_be_something_to_move(tmp_path: Path, address: str) -> None:
    with pytest.raises(MoveError, match="there is no library"):
        move(tmp_path, None, address)
