"""`onrecord remove` of many articles at once."""

from __future__ import annotations

import os
import pty
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.command import Command


@pytest.fixture
def data(news_folder: Path, tmp_path: Path) -> Path:
    return shutil.copytree(news_folder, tmp_path / "data", symlinks=True)


def left(command: Command, data: Path) -> int:
    return len(command("--data", data, "articles").lines)


def test_many_are_removed_by_what_they_have_in_common(command: Command, data: Path) -> None:
    outlets = [line.split("  ")[2] for line in (line.strip() for line in command("--data", data, "articles").lines)]
    assert len(set(outlets)) > 1
    refused = command("--data", data, "remove", "--outlet", outlets[0], status=1)
    count = outlets.count(outlets[0])
    assert f"{count} articles would be removed; say --yes to remove them" in refused.errors
    assert left(command, data) == 5
    removed = command("--data", data, "remove", "--outlet", outlets[0].upper(), "--collection", "public", "--yes")
    assert removed.output == f"{count} removed\n"
    assert left(command, data) == 5 - count
    assert command("--data", data, "remove", "--before", "1999-01-01").output == "0 removed\n"
    assert command("--data", data, "remove", "--before", "2099-01-01", "--yes").output == f"{4 - count} removed\n"
    assert left(command, data) == 1  # which has no date


@pytest.mark.parametrize(("typed", "stays"), [("n", 5), ("y", 1)])
def test_a_person_is_asked_before_many_are_removed(command: Command, data: Path, typed: str, stays: int) -> None:
    master, terminal = pty.openpty()
    process = subprocess.Popen(
        command.line("--data", data, "remove", "--before", "2099-01-01"), cwd=command.folder,
        env=command.environment(), stdin=terminal, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    os.write(master, f"{typed}\n".encode())
    _, errors = process.communicate(timeout=60)
    os.close(master)
    os.close(terminal)
    assert b"Remove 4 articles?" in errors
    assert process.returncode == (typed == "n")
    assert left(command, data) == stays


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--before", "yesterday"), "--before yesterday is no day; write it like 2026-01-31"),
        (("--before", ""), "--before is empty"),
        (("1", "--outlet", "x"), "say either which article, or --outlet"),
        ((), "say which article"),
    ],
)
def test_a_mistake_is_a_sentence(command: Command, data: Path, arguments: tuple[str, ...], told: str) -> None:
    assert f"onrecord: {told}" in command("--data", data, "remove", *arguments, status=1).errors


@pytest.mark.parametrize(
    ("option", "name", "told"),
    [
        ("--outlet", "Kivik Dayly", "no outlet is called Kivik Dayly; did you mean Kivik Daily?"),
        ("--outlet", "norvale", "no outlet is called norvale; did you mean Norvale Briefings?"),
        ("--outlet", "Zyx", "no outlet is called Zyx; the library has: "),
        ("--collection", "Public", "no collection is called Public; did you mean public?"),
        ("--collection", "nowhere", "no collection is called nowhere; the library has: members, public"),
    ],
)
def test_a_name_that_no_article_bears_is_told_with_those_like_it(
    command: Command, data: Path, option: str, name: str, told: str
) -> None:
    assert f"onrecord: {told}" in command("--data", data, "remove", option, name, "--yes", status=1).errors
    assert left(command, data) == 5
