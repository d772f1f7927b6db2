"""The house keeps its order: what importing a package loads."""

from __future__ import annotations

import pkgutil
import re
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

import bot
import index
from bot.chats.database import Database
from index.store.store import Store
from tests.command import ROOT


def loaded(statement: str) -> set[str]:
    """Top-level modules that a fresh process has after statements."""
    line = f"import sys; {statement}; print(*{{name.partition('.')[0] for name in sys.modules}})"
    done = subprocess.run([sys.executable, "-c", line], cwd=ROOT, capture_output=True, text=True, check=True)
    return set(done.stdout.split())


@pytest.mark.parametrize(
    ("statement", "without"),
    [
        ("import index.store.store", {"tantivy", "faiss", "onnxruntime", "torch"}),
        ("import index.library", {"faiss", "onnxruntime", "torch", "sentence_transformers", "trafilatura", "telegram"}),
        ("import bot.cli.app", {"telegram", "faiss", "onnxruntime", "tantivy", "torch", "sqlalchemy"}),
        ("import bot.serving.application, bot.cli.app, bot.cli.chat", {"matplotlib"}),
        ("from bot.answers import from_json", {"telegram", "matplotlib", "faiss", "onnxruntime", "tantivy", "torch"}),
        ("from bot.transport import Workers, redact_token", {"telegram", "sqlalchemy"}),
    ],
)
def test_importing_loads_nothing_that_is_not_needed_yet(statement: str, without: set[str]) -> None:
    assert loaded(statement) & without == set()


NAMED_MODULE = re.compile(
    r"\b((?:bot|index|tests)(?:/\w+)+)\.py\b"
    r"|(?:\bimport |-m \"?|-m\", \"|`)(?!bot\.sql)((?:bot|index|tests)(?:\.\w+)+)"
)


def test_modules_that_texts_name_are_there() -> None:
    """No tool that moves a module follows the strings and comments that name it."""
    missing = [
        f"{path.relative_to(ROOT)}: {named[0]}"
        for pattern in ("bot/**/*.py", "index/**/*.py", "tests/**/*.py", "*.toml", "Makefile")
        for path in ROOT.glob(pattern)
        if path.name != "test_documents.py"  # which needs names of nothing
        for named in NAMED_MODULE.finditer(path.read_text("utf-8"))
        if not _is_there(ROOT / (named[1] or named[2].replace(".", "/")))
    ]
    assert missing == []


def _is_there(path: Path) -> bool:
    """Whether a path without its suffix is a package, a module, or a name in one of them."""
    if path.is_dir() or path.with_suffix(".py").is_file() or path.parent.with_suffix(".py").is_file():
        return True
    return path.parent.is_dir() and hasattr(import_module(".".join(path.parent.relative_to(ROOT).parts)), path.name)


def test_a_file_that_is_up_to_date_is_opened_without_alembic(tmp_path: Path) -> None:
    Store(tmp_path / "onrecord.db").close()
    Database(tmp_path / "bot.sqlite").close()
    assert not {"alembic", "mako"} & loaded(
        "import pathlib, bot.chats.database, index.store.store; "
        f"folder = pathlib.Path({str(tmp_path)!r}); "
        "index.store.store.Store(folder / 'onrecord.db').close(); "
        "bot.chats.database.Database(folder / 'bot.sqlite').close()"
    )


@pytest.mark.parametrize(
    "package",
    [
        module.name
        for root in (bot, index)
        for module in pkgutil.walk_packages(root.__path__, f"{root.__name__}.")
        if module.ispkg
    ],
)
def test_every_public_name_of_a_package_can_be_imported_from_it(package: str) -> None:
    module = import_module(package)
    names = getattr(module, "__all__", [])
    assert [name for name in names if not hasattr(module, name)] == []
    assert len(names) == len(set(names))
    assert not hasattr(module, "no_such_name")
