"""The documents are true: what they name exists, and what they promise of themselves holds."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import typer

from bot.cli.app import app
from tests.command import ROOT

MAPS = ("ARCHITECTURE.md", "CONTRIBUTING.md")
DOCUMENTS = ("README.md", *MAPS, *(str(path.relative_to(ROOT)) for path in sorted((ROOT / "docs").rglob("*.md"))))
PACKAGES = ("bot", "index", "tests")
SETTINGS = ("*.toml", "*.txt", "*.sh", "Makefile", ".ci/*")

Scope = dict[str, "Scope"]  # what modules define, and what classes have, by name


def read(document: str) -> str:
    return (ROOT / document).read_text("utf-8")


def spans(text: str) -> list[str]:
    """What stands in backticks within a line, each once."""
    prose = re.sub(r"^```.*?^```$", "", text, flags=re.DOTALL | re.MULTILINE)
    return list(dict.fromkeys(re.findall(r"`([^`\n]+)`", prose)))


# What there is in the tree


def members(node: ast.AST) -> Scope:
    """What a module or a class defines, attributes that methods assign included."""
    scope: Scope = {}
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.ClassDef):
            scope[child.name] = members(child)
        elif isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef):
            scope[child.name] = {}
            if isinstance(node, ast.ClassDef):
                scope |= {each.attr: {} for each in assigned(child, ast.Attribute)}
        else:
            scope |= {each.id: {} for each in assigned(child, ast.Name)}
    return scope


def assigned(node: ast.AST, kind: type[Any]) -> list[Any]:
    return [each for each in ast.walk(node) if isinstance(each, kind) and isinstance(each.ctx, ast.Store)]


@cache
def modules() -> dict[str, Scope]:
    """Every package and module by its dotted name, with what it defines."""
    tree: dict[str, Scope] = {}
    for package in PACKAGES:
        for path in (ROOT / package).rglob("*.py"):
            parts = path.relative_to(ROOT).with_suffix("").parts
            tree[".".join(parts).removesuffix(".__init__")] = members(ast.parse(path.read_text("utf-8")))
    return tree


@cache
def source() -> str:
    """All text that is no document: code, settings, scripts."""
    files = [path for package in PACKAGES for path in (ROOT / package).rglob("*.py") if path != Path(__file__)]
    files += [path for pattern in SETTINGS for path in ROOT.glob(pattern)]
    return "\n".join(path.read_text("utf-8") for path in files)


@cache
def targets() -> set[str]:
    """What `make` can make."""
    return set(re.findall(r"^([\w.]+):", read("Makefile"), re.MULTILINE))


# Whether what a document names is there


def is_defined(path: list[str], scope: Scope) -> bool:
    return not path or (path[0] in scope and is_defined(path[1:], scope[path[0]]))


def is_dotted_name(name: str) -> bool:
    """Whether it is a package, a module, or something that a module defines."""
    path = name.split(".")
    return any(
        is_defined(path[length:], modules()[home])
        for length in range(1, len(path) + 1)
        if (home := ".".join(path[:length])) in modules()
    )


def is_class(name: str) -> bool:
    """Whether some module defines this class, or this member of a class."""
    return any(is_defined(name.split("."), scope) for scope in modules().values())


def is_function(name: str) -> bool:
    """Whether some module or class defines this function."""
    return any(name in scope or any(name in inner for inner in scope.values()) for scope in modules().values())


def is_command(line: str) -> bool:
    """Whether `onrecord` has these subcommands and options; words in capitals stand for values."""
    group: Any = typer.main.get_command(app)
    options = {"--help", *(name for each in group.params for name in each.opts)}
    for word in line.split()[1:]:
        if word.startswith("--"):
            if word not in options:
                return False
        elif names := re.findall(r"[a-z]+", word) if re.fullmatch(r"[a-z\\|]+", word) else []:
            commands = getattr(group, "commands", None)
            if commands is None:  # what follows are words for it
                continue
            if not set(names) <= commands.keys():
                return False
            group = commands[names[-1]]
            options |= {name for each in group.params for name in each.opts}
    return True


def exists(span: str) -> bool:
    """Whether what a span names is there, judged by its form."""
    name = span.removesuffix("()")
    if span.startswith("make "):
        return span.split()[1] in targets()
    if span.startswith("onrecord "):
        return is_command(span)
    if re.fullmatch(r"(?:bot|index|tests)(?:\.\w+)+", name):
        return is_dotted_name(name) or f'"{name}"' in source()
    if re.fullmatch(r"(?:\.ci|bot|index|tests|docs|deploy)/[\w/.-]*|[\w-]+\.(?:py|md|sh)", span):
        return (ROOT / span).exists()
    if span.endswith("()"):
        return is_function(name)
    if re.fullmatch(r"[A-Z]\w*[a-z]\w*(?:\.\w+)*", span):
        return is_class(span)
    return span in source()  # a setting, a file in the data folder, a constant


@pytest.mark.parametrize("document", MAPS)
def test_what_the_maps_name_is_there(document: str) -> None:
    assert [span for span in spans(read(document)) if not exists(span)] == []


@pytest.mark.parametrize(
    "span",
    [
        "index.store.nothing",
        "index.store.store.Store.nothing",
        "bot/handlers/nothing.py",
        "NOTHING.md",
        "Nothing",
        "Index.nothing",
        "index.library.nothing()",
        "nothing()",
        "make nothing",
        "onrecord nothing",
        "onrecord feeds nothing",
        "onrecord ask --nothing",
        "nothing.lock",
    ],
)
def test_what_is_not_there_is_noticed(span: str) -> None:
    assert not exists(span)


def test_every_package_is_on_the_map() -> None:
    packages = {
        ".".join(path.parent.relative_to(ROOT).parts)
        for package in ("bot", "index")
        for path in (ROOT / package).glob("*/__init__.py")
    }
    assert packages - set(spans(read("ARCHITECTURE.md"))) == set()


def test_the_picture_shows_the_layers_that_are_checked() -> None:
    settings = tomllib.loads(read("pyproject.toml"))
    blocks = re.findall(r"^```\n(.*?)^```$", read("ARCHITECTURE.md"), flags=re.DOTALL | re.MULTILINE)
    cells = [cell.strip() for block in blocks for cell in re.split(r"\n| {2,}", block)]
    contracts = [each for each in settings["tool"]["importlinter"]["contracts"] if each["type"] == "layers"]
    assert len(contracts) >= 3
    for contract in contracts:
        drawn = [cells.index(re.sub(r"\b(?:bot|index)\.", "", layer)) for layer in contract["layers"]]
        assert drawn == sorted(drawn), contract["name"]


def test_the_readme_stays_short() -> None:
    assert len(read("README.md").splitlines()) <= 150


@pytest.mark.parametrize("document", DOCUMENTS)
def test_links_lead_somewhere(document: str) -> None:
    links = [link for link in re.findall(r"\]\(([^)#\s]+)", read(document)) if "://" not in link]
    assert [link for link in links if not ((ROOT / document).parent / link).exists()] == []


# The command


def command_lines(text: str) -> Iterator[str]:
    """What a document says of `onrecord`: in prose, in blocks, and in the rows of a table of commands."""
    yield from (span for span in spans(text) if span.startswith("onrecord "))
    yield from re.findall(r"^    (?:\.venv/bin/)?(onrecord .*?)(?: +#.*)?$", text, re.MULTILINE)
    for first, second in re.findall(r"^\| (`onrecord .*?) \| (.*) \|$", text, re.MULTILINE):
        lines = [f"onrecord {span.removeprefix('onrecord ')}" for span in spans(first)]
        options = [span for span in spans(second) if span.startswith("--")]
        yield from lines
        yield from (f"{lines[0]} {option}" for option in options)


@pytest.mark.parametrize("document", DOCUMENTS)
def test_commands_in_documents_are_those_of_the_program(document: str) -> None:
    assert [line for line in command_lines(read(document)) if not is_command(line)] == []


def test_the_readme_names_every_command() -> None:
    group: Any = typer.main.get_command(app)
    named = {word for line in command_lines(read("README.md")) for word in line.split()[1:2]}
    assert group.commands.keys() - named == set()
