"""From a sentence-transformers model to ONNX: `python -m index.embedding.onnx_export MODEL PRECISION FOLDER`."""

from __future__ import annotations

import json
import logging
import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

from index.embedding.embedder import (
    LONGEST,
    PACKAGED,
    PACKAGED_SHA256,
    Precision,
    check_packaged,
    packaged_model,
)
from index.embedding.export_check import file_hash, seal
from index.errors import ModelError
from index.onnx_runtime import GraphOptimizationLevel, quantize_weights, session

WEIGHTS = "weights.bin"  # beside model.onnx


def export(model: str, precision: Precision, folder: Path) -> None:
    """Write model.onnx with its weights, tokenizer.json and, when all is complete, export.json.

    Args:
        model: Name or folder of a sentence-transformers model.
        precision: Of the weights.
        folder: Where to write; replaced as a whole.

    Raises:
        ModelError: The model is missing, altered or can't be loaded.
    """
    partial = folder.with_name(f"{folder.name}.{os.getpid()}.partial")
    shutil.rmtree(partial, ignore_errors=True)
    partial.mkdir(parents=True)
    graph = partial / "graph.onnx"
    if model == PACKAGED:
        longest, width = _packaged_to_onnx(graph)
    else:
        # "eager" writes attention out, the form that ONNX Runtime fuses best.
        longest, width = _to_onnx(load_sentence_transformer(model, model, "eager"), graph)
    weights = PACKAGED_SHA256 if model == PACKAGED else file_hash(graph)
    if precision == "int8":
        _quantise(graph)
    _optimise(graph, partial / "model.onnx")
    for each in partial.glob("graph.onnx*"):
        each.unlink()
    about = {
        "model": model,
        "precision": precision,
        "longest": longest,
        "width": width,
        "fingerprint": f"{weights[:32]}:onnxruntime:{precision}:{longest}",
    }
    seal(partial, about)
    shutil.rmtree(folder, ignore_errors=True)
    partial.rename(folder)
    for old in _outdated(folder, model, precision):
        shutil.rmtree(old, ignore_errors=True)


def _outdated(folder: Path, model: str, precision: Precision) -> Iterator[Path]:
    """Exports of the same model in an earlier format."""
    for path in folder.parent.glob("*/export.json"):
        try:
            about = json.loads(path.read_text(encoding="utf-8"))
            same = about["model"] == model and about.get("precision", "float32") == precision
        except (ValueError, KeyError, TypeError, AttributeError, OSError):
            continue
        if same and path.parent != folder:
            yield path.parent


def load_sentence_transformer(path: str, name: str, attention: str | None = None):  # type: ignore[no-untyped-def]
    """Load a model by sentence-transformers, on the CPU, its window cut to LONGEST word pieces.

    Args:
        path: Name or folder.
        name: The model as configured.
        attention: An implementation that transformers knows; None means its own choice.

    Raises:
        ModelError: It can't be loaded.
    """
    if Path(path).is_absolute() and not Path(path).is_dir():  # told at once: torch takes seconds to be imported
        raise ModelError(f"the model {name!r} is no folder; check [index] model, or use {PACKAGED!r}")
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    os.environ.setdefault("HF_HUB_DISABLE_PROGRESS_BARS", "1")
    try:
        from sentence_transformers import SentenceTransformer
        from transformers.utils import logging as talk
    except ImportError as error:
        raise ModelError(
            f"the model {name!r} needs sentence-transformers and torch, which are not here ({error}); install them "
            f"(`pip install sentence-transformers`), or use {PACKAGED!r} under [index] model"
        ) from error
    try:
        talk.set_verbosity_error()
        talk.disable_progress_bar()
        chosen = {"attn_implementation": attention} if attention else {}
        transformer = SentenceTransformer(path, device="cpu", model_kwargs=chosen)
    except Exception as error:  # whatever a model's own code raises, the user needs one sentence
        reason = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise ModelError(
            f"sentence-transformers can't load the model {name!r} ({reason}); check [index] model, or use {PACKAGED!r}"
        ) from error
    limit = transformer.max_seq_length or LONGEST
    transformer.max_seq_length = min(LONGEST, limit) if name != PACKAGED else LONGEST
    return transformer


def _packaged_to_onnx(path: Path) -> tuple[int, int]:
    """Without torch, which takes three times the memory and 700 MB of disk."""
    from index.embedding.bert_graph import write_bert_graph

    source = packaged_model()
    check_packaged(source)
    width = write_bert_graph(source, path)
    shutil.copyfile(source / "tokenizer.json", path.with_name("tokenizer.json"))
    return LONGEST, width


def _to_onnx(transformer, path: Path) -> tuple[int, int]:  # type: ignore[no-untyped-def]
    import warnings

    import torch

    tokenizer = transformer.tokenizer
    if not getattr(tokenizer, "backend_tokenizer", None):
        raise ModelError("this model has no fast tokenizer, which serving needs; choose another model")
    tokenizer.backend_tokenizer.save(str(path.with_name("tokenizer.json")))
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
            str(path),
            input_names=names,
            output_names=["embedding"],
            dynamic_axes={**axes, "embedding": {0: "batch"}},
            opset_version=17,
            dynamo=False,
        )
    return int(transformer.max_seq_length), width


def _quantise(path: Path) -> None:
    """Weights as 8-bit integers."""
    logging.disable(logging.WARNING)  # advice on models of another kind
    quantize_weights(path, path)


def _optimise(source: Path, target: Path) -> None:
    """Write the optimised graph, its weights in a file beside it, which is mapped into memory when it is opened."""
    session(
        source,
        GraphOptimizationLevel.ORT_ENABLE_EXTENDED,  # not the last level: that one fits the graph to this processor
        disabled=["SkipLayerNormFusion"],  # addition and normalisation as one step take longer than the two of them
        entries={
            "session.optimized_model_external_initializers_file_name": WEIGHTS,
            "session.optimized_model_external_initializers_min_size_in_bytes": "1024",
        },
        write_to=target,
    )


if __name__ == "__main__":
    try:
        model, precision, folder = sys.argv[1:]
        if precision not in get_args(Precision):
            raise ModelError(f"there is no precision {precision!r}; use one of {', '.join(get_args(Precision))}")
        export(model, precision, Path(folder))  # type: ignore[arg-type]
    except ModelError as error:
        sys.exit(str(error))
