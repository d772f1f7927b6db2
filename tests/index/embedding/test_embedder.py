"""Embeddings: sentence-transformers' own vectors, without torch once exported."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from index import ModelError
from index.embedding.embedder import (
    LONGEST,
    PACKAGED,
    Embedder,
    check_packaged,
    export_folder,
    load,
    packaged_model,
)
from index.embedding.export_check import altered_file
from index.search.vector_index import Floats
from tests.command import ROOT

TEXTS = [
    "The lighthouse shines.",
    "“A dark coast costs more than a lighthouse,” Halvorsen said.",
    "Łódź nie śpi: światła płoną.",
    "Été 🙂 e\u0301te\u0301",
    "",
    " \n ",
    "x" * 400,
    "harbour " * 600,
    "word " * 250,
    "A\r\nB\tC",
]

BESIDE_TORCH = """
import json, sys
import numpy as np
from sentence_transformers import SentenceTransformer
from index.embedding.onnx_export import load_sentence_transformer
from index.errors import ModelError
model = SentenceTransformer(sys.argv[1], device="cpu")
model.max_seq_length = int(sys.argv[2])
np.save(sys.argv[3], model.encode(json.load(sys.stdin), normalize_embeddings=True))
try:
    load_sentence_transformer(sys.argv[4], sys.argv[4])
except ModelError as error:
    print(error)
"""


@pytest.fixture(scope="module")
def beside_torch(tmp_path_factory: pytest.TempPathFactory) -> tuple[Floats, str]:
    """What one process finds, as importing torch takes seconds: vectors, and why a folder without weights is no model.

    The vectors are sentence-transformers' own of TEXTS.
    """
    folder = tmp_path_factory.mktemp("no-weights")
    (folder / "config.json").write_text(json.dumps({"model_type": "bert"}))
    done = subprocess.run(
        [sys.executable, "-c", BESIDE_TORCH, str(packaged_model()), str(LONGEST), str(folder / "own.npy"), str(folder)],
        input=json.dumps(TEXTS),
        env={**os.environ, "PYTHONPATH": str(ROOT), "TOKENIZERS_PARALLELISM": "false"},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        check=True,
        timeout=120,
    )
    return np.load(folder / "own.npy"), done.stdout


def test_vectors_equal_those_of_sentence_transformers(embedder: Embedder, beside_torch: tuple[Floats, str]) -> None:
    own, _ = beside_torch
    assert np.abs(embedder.embed(TEXTS) - own).max() < 1e-5


def test_a_model_that_cannot_be_loaded_is_one_sentence(beside_torch: tuple[Floats, str]) -> None:
    _, told = beside_torch
    (line,) = told.splitlines()
    assert line.startswith("sentence-transformers can't load the model")


def test_vectors_have_length_one(embedder: Embedder) -> None:
    assert np.linalg.norm(embedder.embed(TEXTS), axis=1) == pytest.approx(np.ones(len(TEXTS)), abs=1e-5)


def test_a_text_has_the_same_vector_alone_and_among_others(embedder: Embedder) -> None:
    together = embedder.embed(TEXTS)
    for n, text in enumerate(TEXTS):
        assert np.abs(embedder.embed([text])[0] - together[n]).max() < 1e-5


def test_no_text_has_no_vector(embedder: Embedder) -> None:
    assert embedder.embed([]).shape == (0, embedder.width)


def test_progress_counts_every_text(embedder: Embedder) -> None:
    told: list[int] = []
    embedder.embed([*(f"ferry {n}" for n in range(90)), *["two"] * 90], told.append)
    assert sum(told) == 180


def test_a_text_that_comes_again_has_the_same_vector(embedder: Embedder) -> None:
    again = embedder.embed(["two ferries", *TEXTS, "two ferries"])
    assert np.array_equal(again[0], again[-1])
    assert np.abs(again[1:-1] - embedder.embed(TEXTS)).max() < 1e-5


def test_texts_are_embedded_in_the_threads_of_a_pool(embedder: Embedder) -> None:
    with ThreadPoolExecutor(2) as pool:
        assert np.abs(embedder.embed(TEXTS, pool=pool) - embedder.embed(TEXTS)).max() < 1e-5
        assert pool.submit(int).result() == 0  # it is left open


def test_answering_imports_no_torch(news_folder: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from index import Index\n"
        f"index = Index.open(Path({str(news_folder)!r}))\n"
        "assert index.ask('What did Halvorsen say about lighthouses?').answered\n"
        "print([m for m in ('torch', 'sentence_transformers', 'transformers', 'trafilatura') if m in sys.modules])"
    )
    found = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True, timeout=60
    )
    assert found.stdout.strip() == "[]"


def test_an_export_is_opened_again_and_not_made_again(model_folder: Path, embedder: Embedder) -> None:
    told: list[str] = []
    again = load(PACKAGED, model_folder, notice=told.append)
    assert (again.fingerprint, told) == (embedder.fingerprint, [])


# what is not to be trusted


@pytest.fixture
def tampered(tmp_path: Path) -> Path:
    """The packaged model with one bit of its weights turned."""
    folder = tmp_path / "model"
    folder.mkdir()
    shutil.copy(packaged_model() / "model.safetensors", folder)
    with (folder / "model.safetensors").open("r+b") as stream:
        stream.seek(-1, os.SEEK_END)
        last = stream.read(1)
        stream.seek(-1, os.SEEK_END)
        stream.write(bytes([last[0] ^ 1]))
    return folder


def test_the_packaged_weights_are_the_published_ones() -> None:
    check_packaged(packaged_model())


def test_tampered_weights_are_refused(tampered: Path) -> None:
    with pytest.raises(ModelError, match="not the published one"):
        check_packaged(tampered)


def test_missing_weights_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="no file"):
        check_packaged(tmp_path)


def test_a_model_that_does_not_exist_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="no-model-here' is no folder") as caught:
        load(str(tmp_path / "no-model-here"), tmp_path)
    assert "\n" not in str(caught.value)
    assert not list(tmp_path.rglob("export.json"))


@pytest.fixture
def own_export(model_folder: Path, tmp_path: Path) -> Path:
    """A data folder with an export of its own, whose files may be replaced but, being links, not written to."""
    shutil.copytree(model_folder / "model", tmp_path / "model", copy_function=os.link)
    return tmp_path


EXPORTED = ("export.json", "model.onnx", "weights.bin", "tokenizer.json")


def replaced(path: Path, content: bytes) -> Path:
    path.unlink()
    path.write_bytes(content)
    return path


def flipped(path: Path) -> Path:
    """A file with some of its bytes flipped, far from its beginning and its end."""
    content = bytearray(path.read_bytes())
    for place in range(len(content) // 3, len(content) // 2, max(1, len(content) // 600)):
        content[place] ^= 0x40
    return replaced(path, bytes(content))


@pytest.mark.parametrize("name", EXPORTED)
@pytest.mark.parametrize("content", [b"", b"garbage", b"{}", b"[]"], ids=repr)
def test_an_export_with_another_file_in_place_of_its_own_is_found(own_export: Path, name: str, content: bytes) -> None:
    path = replaced(next(own_export.rglob(name)), content)
    assert altered_file(path.parent) == name


@pytest.mark.parametrize("name", EXPORTED)
def test_flipped_bytes_are_found(own_export: Path, name: str) -> None:
    path = flipped(next(own_export.rglob(name)))
    assert altered_file(path.parent) == name


@pytest.mark.parametrize("name", EXPORTED)
def test_a_missing_file_is_found(own_export: Path, name: str) -> None:
    path = next(own_export.rglob(name))
    assert altered_file(path.parent, thoroughly=True) is None
    path.unlink()
    assert altered_file(path.parent) == name


def test_what_looks_as_when_it_was_found_whole_is_read_by_the_doctor_and_after_some_days(own_export: Path) -> None:
    path = next(own_export.rglob("weights.bin"))
    folder = path.parent
    assert altered_file(folder) is None
    looks = json.loads((folder / "checked.json").read_text())
    status = flipped(path).stat()  # as a disk does it, that changes no times
    looks["weights.bin"] = [status.st_size, status.st_mtime_ns, status.st_ctime_ns]
    replaced(folder / "checked.json", json.dumps(looks).encode())
    assert altered_file(folder) is None
    os.utime(folder / "checked.json", (0, 0))
    assert altered_file(folder) == "weights.bin"
    replaced_again = folder / "checked.json"
    replaced_again.write_text(json.dumps(looks))
    assert altered_file(folder, thoroughly=True) == "weights.bin"
    assert altered_file(folder) == "weights.bin"  # and by whoever looks next


def test_an_altered_export_is_told_and_made_again(own_export: Path, embedder: Embedder) -> None:
    path = flipped(next(own_export.rglob("weights.bin")))
    told: list[str] = []
    mended = load(PACKAGED, own_export, notice=told.append)
    assert told == [f"{path} is not what was exported; preparing the embedding model again"]
    assert np.abs(mended.embed(TEXTS) - embedder.embed(TEXTS)).max() < 1e-6
    assert mended.fingerprint == embedder.fingerprint
    load(PACKAGED, own_export, notice=told.append)
    assert len(told) == 1


def test_an_altered_export_that_cannot_be_made_again_is_one_sentence(own_export: Path) -> None:
    """As where the packages for exporting are missing; here the model itself is."""
    missing = str(own_export / "no-model-here")
    folder = export_folder(missing, own_export, "float32")
    shutil.copytree(next(own_export.rglob("weights.bin")).parent, folder)
    flipped(folder / "weights.bin")
    with pytest.raises(ModelError, match="no-model-here") as caught:
        load(missing, own_export)
    assert "\n" not in str(caught.value)
