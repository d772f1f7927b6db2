"""The packaged model is exported from its file of weights: with little memory, and without torch."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pytest

from index.embedding.embedder import PACKAGED, Embedder, export_folder, load
from tests.command import ROOT
from tests.index.embedding.test_embedder import TEXTS

HEAVY = ("torch", "sentence_transformers", "transformers", "sklearn", "scipy")
MOST = 400_000_000  # bytes


@pytest.fixture(scope="module")
def without_torch(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, str]:
    """The environment of a process that finds none of the heavy packages."""
    folder = tmp_path_factory.mktemp("packages")
    for name in HEAVY:
        (folder / f"{name}.py").write_text(f"raise ModuleNotFoundError('no {name}')\n")
    return {**os.environ, "PYTHONPATH": f"{folder}{os.pathsep}{ROOT}"}


def export(model: str, folder: Path, environment: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "index.embedding.onnx_export", model, "float32", str(folder)],
        env=environment, capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip


def test_exporting_needs_no_torch_and_little_memory(
    without_torch: Mapping[str, str], tmp_path: Path, embedder: Embedder
) -> None:
    program = (
        "import resource, subprocess, sys\n"
        "done = subprocess.run(sys.argv[1:], check=True)\n"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    folder = export_folder(PACKAGED, tmp_path, "float32")
    done = subprocess.run(
        [sys.executable, "-c", program, sys.executable, "-m", "index.embedding.onnx_export", PACKAGED, "float32",
         str(folder)],
        env=without_torch, capture_output=True, text=True, check=True, timeout=120,
    )  # fmt: skip
    unit = 1 if sys.platform == "darwin" else 1024
    assert int(done.stdout) * unit < MOST
    again = load(PACKAGED, tmp_path)
    assert again.fingerprint == embedder.fingerprint
    assert np.abs(again.embed(TEXTS) - embedder.embed(TEXTS)).max() < 1e-6


def test_another_model_says_what_it_needs(without_torch: Mapping[str, str], tmp_path: Path) -> None:
    done = export("some/other-model", tmp_path / "model", without_torch)
    assert done.returncode == 1
    assert done.stderr.startswith("the model 'some/other-model' needs sentence-transformers and torch")
    assert len(done.stderr.splitlines()) == 1


def test_weights_of_another_shape_are_not_taken_for_the_models(
    without_torch: Mapping[str, str], tmp_path: Path
) -> None:
    """Only the packaged model goes this way, whose weights are known by their hash."""
    (tmp_path / "config.json").write_text(json.dumps({"model_type": "bert"}))
    done = export(str(tmp_path), tmp_path / "model", without_torch)
    assert done.returncode == 1
    assert "needs sentence-transformers and torch" in done.stderr
