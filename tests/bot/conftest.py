from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bot.config import AccessSettings, Config
from index import Index
from tests.bot.bot_process import copy_data_folder, fill_data_folder
from tests.bot.briefings import DRAFTS, briefings_library
from tests.botapi.server import Server


@pytest.fixture(scope="session")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    """A library of invented briefings that no test changes."""
    made = briefings_library(tmp_path_factory.mktemp("library"))
    yield made
    made.close()


@pytest.fixture
def config(tmp_path: Path) -> Config:
    return Config(data=tmp_path, access=AccessSettings(mode="open"))


@pytest.fixture(scope="session")
def briefings_folder(tmp_path_factory: pytest.TempPathFactory, new_data_folder: Callable[[Path], Path]) -> Path:
    """The invented briefings in a data folder with the real model; copy it before use."""
    return fill_data_folder(new_data_folder(tmp_path_factory.mktemp("filled") / "data"), DRAFTS)


@pytest.fixture
def data(briefings_folder: Path, tmp_path: Path) -> Path:
    return copy_data_folder(briefings_folder, tmp_path)


@pytest.fixture(scope="module")
def telegram() -> Iterator[Server]:
    with Server() as server:
        yield server
