"""The house keeps its order: what importing a package loads."""

from __future__ import annotations

import inspect
import pkgutil
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path

import pytest

import bot
import index
from bot.chats.database import Database
from index.store.store import Store
from tests.command import ROOT


def loaded(statement: str) -> set[str]:
    """Modules that a fresh process has after statements."""
    line = f"import sys; {statement}; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", line], cwd=ROOT, capture_output=True, text=True, check=True)
    return set(done.stdout.split())


@pytest.mark.parametrize(
    ("statement", "without"),
    [
        ("import index.store.store", {"tantivy", "faiss", "onnxruntime", "torch"}),
        ("import index.library", {"faiss", "onnxruntime", "torch", "sentence_transformers", "trafilatura", "telegram"}),
        ("import index.library", {"index.answering.reading", "index.answering.answerer"}),
        ("import bot.cli.app", {"telegram", "faiss", "onnxruntime", "tantivy", "torch", "sqlalchemy"}),
        ("import bot.serving.application, bot.cli.app, bot.cli.chat", {"matplotlib"}),
        ("from bot.answers import from_json", {"telegram", "matplotlib", "faiss", "onnxruntime", "tantivy", "torch"}),
        ("from bot.transport import Workers, redact_secrets", {"telegram", "sqlalchemy"}),
        ("from bot.digests import Subscriptions, find_zone", {"telegram", "matplotlib", "faiss", "tantivy", "torch"}),
        ("from index.news import ComparedArticle, group_by_event", {"sqlalchemy", "tantivy", "faiss", "torch"}),
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


WHOLE_LIBRARY = re.compile(
    r"(?<!from )\bindex\.(?:store(?!\.generation)|directory|outlets|understand|people|passage_index)\b"
)


def test_what_chats_receive_is_read_through_a_view() -> None:
    """Whoever looks at the whole library for a chat tells it of articles that it may not see."""
    modules = [
        path for name in ("answers", "digests", "handlers", "messages") for path in ROOT.glob(f"bot/{name}/*.py")
    ]
    found = {path.name for path in modules if WHOLE_LIBRARY.search(path.read_text(encoding="utf-8"))}
    assert found == {"people.py"}  # where decisions are kept, which hold for everybody


def test_a_file_that_is_up_to_date_is_opened_without_alembic(tmp_path: Path) -> None:
    Store(tmp_path / "onrecord.db").close()
    Database(tmp_path / "bot.sqlite").close()
    assert not {"alembic", "mako"} & loaded(
        "import pathlib, bot.chats.database, index.store.store; "
        f"folder = pathlib.Path({str(tmp_path)!r}); "
        "index.store.store.Store(folder / 'onrecord.db').close(); "
        "bot.chats.database.Database(folder / 'bot.sqlite').close()"
    )


PACKAGES = [
    module.name
    for root in (bot, index)
    for module in pkgutil.walk_packages(root.__path__, f"{root.__name__}.")
    if module.ispkg and ".migrations" not in module.name
]


@pytest.mark.parametrize("package", PACKAGES)
def test_a_package_says_what_it_is_for_and_what_of_it_is_public(package: str) -> None:
    module = import_module(package)
    assert module.__doc__
    assert module.__all__
    assert [name for name in module.__all__ if not hasattr(module, name)] == []
    assert len(module.__all__) == len(set(module.__all__))
    assert not hasattr(module, "no_such_name")


def public_callables(package: str) -> Iterator[tuple[str, Callable[..., object]]]:
    """Functions that a package exports, and public methods of its classes that override nothing."""
    module = import_module(package)
    for name in module.__all__:
        value = getattr(module, name)
        if inspect.isfunction(value):
            yield name, value
        elif inspect.isclass(value) and value.__module__.startswith(package):
            for method, function in vars(value).items():
                callable_ = inspect.isfunction(function) or isinstance(function, classmethod)
                overrides = any(hasattr(base, method) for base in value.__mro__[1:])
                if callable_ and not method.startswith("_") and not overrides:
                    yield f"{name}.{method}", getattr(value, method)


@pytest.mark.parametrize("package", PACKAGES)
def test_public_functions_of_several_parameters_explain_them(package: str) -> None:
    """That a section of arguments names each of them is checked by ruff; that there is one, here."""
    unexplained = []
    for name, function in public_callables(package):
        parameters = [each for each in inspect.signature(function).parameters if each not in ("self", "cls")]
        if len(parameters) > 2 and "Args:" not in (function.__doc__ or ""):
            unexplained.append(name)
    assert unexplained == []
