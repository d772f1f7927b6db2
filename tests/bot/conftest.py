from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bot.config import Config
from index import Index
from tests.bot.briefings import DRAFTS, library
from tests.bot.running import copied, filled
from tests.botapi.server import Server


@pytest.fixture(scope="session")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    """A library of invented briefings that no test changes."""
    made = library(tmp_path_factory.mktemp("library"))
    yield made
    made.close()


@pytest.fixture
def config(tmp_path: Path) -> Config:
    return Config(data=tmp_path)


@pytest.fixture(scope="session")
def filled_folder(tmp_path_factory: pytest.TempPathFactory, prepared: Callable[[Path], Path]) -> Path:
    """The invented briefings in a data folder with the real model; copy it before use."""
    return filled(prepared(tmp_path_factory.mktemp("filled") / "data"), DRAFTS)


@pytest.fixture
def data(filled_folder: Path, tmp_path: Path) -> Path:
    return copied(filled_folder, tmp_path)


@pytest.fixture(scope="module")
def telegram() -> Iterator[Server]:
    with Server() as server:
        yield server
