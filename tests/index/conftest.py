from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from index import Index
from index.store.store import Store


@pytest.fixture
def data(tmp_path: Path, new_data_folder: Callable[[Path], Path]) -> Path:
    return new_data_folder(tmp_path / "data")


@pytest.fixture
def index(data: Path) -> Iterator[Index]:
    """An empty library."""
    made = Index.open(data)
    yield made
    made.close()


@pytest.fixture
def store(tmp_path: Path, server: str | None) -> Iterator[Store]:
    """An empty store, once in a file and once on a server."""
    made = Store(tmp_path / "onrecord.db", server)
    yield made
    made.close()
