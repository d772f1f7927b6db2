"""The house keeps its order: what importing a package loads."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.command import ROOT


def loaded(statement: str) -> set[str]:
    """Top-level modules that a fresh process has after a statement."""
    line = f"import sys; {statement}; print(*{{name.partition('.')[0] for name in sys.modules}})"
    done = subprocess.run([sys.executable, "-c", line], cwd=ROOT, capture_output=True, text=True, check=True)
    return set(done.stdout.split())


@pytest.mark.parametrize(
    ("statement", "without"),
    [
        ("import index.store.store", {"tantivy", "faiss", "onnxruntime", "torch"}),
        ("import index.library", {"faiss", "onnxruntime", "torch", "sentence_transformers", "trafilatura", "telegram"}),
        ("import bot.cli.app", {"telegram", "faiss", "onnxruntime", "tantivy", "torch", "sqlalchemy"}),
    ],
)
def test_importing_loads_nothing_that_is_not_needed_yet(statement: str, without: set[str]) -> None:
    assert loaded(statement) & without == set()
