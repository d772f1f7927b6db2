"""A wheel built from the tree holds everything, and works where the tree is not."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.command import ROOT

PACKAGES = ("bot", "index")
BUILT_FROM = ("pyproject.toml", "README.md", "LICENSE")
PIP = (sys.executable, "-m", "pip", "--disable-pip-version-check", "--no-cache-dir")


@dataclass(frozen=True)
class Installation:
    """A wheel, and the folder that it was installed into."""

    wheel: Path
    folder: Path

    def run(self, *command: str | Path, cwd: Path, stdin: str = "") -> str:
        """Standard output of a command that finds this installation and, of other packages, those of the tests."""
        own = {name: value for name, value in os.environ.items() if not name.startswith("ONRECORD_")}
        done = subprocess.run(
            list(map(str, command)),
            cwd=cwd,
            env={**own, "PYTHONPATH": str(self.folder), "PYTHONIOENCODING": "utf-8"},
            input=stdin,
            capture_output=True,
            encoding="utf-8",
            timeout=120,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout


@pytest.fixture(scope="module")
def installation(tmp_path_factory: pytest.TempPathFactory) -> Installation:
    """Built from a copy of the tree, since building writes into it; without a network."""
    home = tmp_path_factory.mktemp("wheel")
    tree, folder = home / "tree", home / "installed"
    for package in PACKAGES:
        shutil.copytree(ROOT / package, tree / package, ignore=shutil.ignore_patterns("__pycache__"))
    for name in BUILT_FROM:
        shutil.copy(ROOT / name, tree)
    build = (*PIP, "wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", str(home), str(tree))
    subprocess.run(build, check=True, capture_output=True, timeout=120)
    (wheel,) = home.glob("*.whl")
    shutil.rmtree(tree)
    install = (*PIP, "install", "--no-deps", "--no-index", "--target", str(folder), str(wheel))
    subprocess.run(install, check=True, capture_output=True, timeout=120)
    return Installation(wheel, folder)


def test_the_wheel_holds_every_file_of_the_packages_and_nothing_else(installation: Installation) -> None:
    in_tree = {
        path.relative_to(ROOT).as_posix()
        for package in PACKAGES
        for path in (ROOT / package).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    in_wheel = {name for name in ZipFile(installation.wheel).namelist() if ".dist-info/" not in name}
    assert in_wheel == in_tree
    assert "index/attribution/tagger.onnx" in in_wheel
    assert any(name.startswith("index/sample/") for name in in_wheel)


def test_the_installed_command_runs_the_chat_on_the_sample(
    installation: Installation, new_data_folder: Callable[[Path], Path], tmp_path: Path
) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    find = "import bot, index; print(bot.__file__, index.__file__, sep='\\n')"
    homes = installation.run(sys.executable, "-c", find, cwd=elsewhere).splitlines()
    assert homes == [str(installation.folder / package / "__init__.py") for package in PACKAGES]

    command = (installation.folder / "bin" / "onrecord", "--data", new_data_folder(tmp_path / "data"), "chat")
    shown = installation.run(*command, cwd=elsewhere, stdin="What did Oling say about the fund?\n").splitlines()
    words = 'Marta Oling, who speaks for the fishermen, called the fund "a start, and no more than that."'
    quote = shown.index(f"> {words}")
    assert shown[quote + 1].startswith("Marta Oling · partly quoted")
    assert shown[quote + 1].endswith("The Lindesund Sample (invented) · 20 April 2026")
