"""`onrecord --version` tells which release this is, installed or not."""

from __future__ import annotations

import tomllib
from importlib.metadata import version as installed
from pathlib import Path

import pytest

from index.version import version
from tests.command import ROOT, Command


def test_the_command_tells_the_installed_version(command: Command) -> None:
    assert command("--version").lines == [f"onrecord {installed('on-record')}"]


def test_a_checkout_that_is_not_installed_tells_its_own() -> None:
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    assert version("on-record-that-is-not-installed") == declared


@pytest.mark.parametrize("content", [None, "no = [toml", "[project]\nname = 'other'"])
def test_without_either_it_is_unknown(tmp_path: Path, content: str | None) -> None:
    project = tmp_path / "pyproject.toml"
    if content is not None:
        project.write_text(content)
    assert version("on-record-that-is-not-installed", project) == "unknown"
