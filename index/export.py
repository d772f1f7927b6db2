"""From a sentence-transformers model to ONNX: `python -m index.export MODEL FOLDER`, once a model."""

from __future__ import annotations

import json
import os
import shutil
import sys
from pathlib import Path

from index.embed import LONGEST, PACKAGED, PACKAGED_SHA256, check_packaged, file_hash, packaged_model
from index.errors import ModelError


def export(model: str, folder: Path) -> None:
    """Write model.onnx, tokenizer.json and export.json, the last one as the sign of completeness.

    Raises ModelError.
    """
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
    weights = PACKAGED_SHA256 if model == PACKAGED else file_hash(partial / "model.onnx")
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


if __name__ == "__main__":
    try:
        export(sys.argv[1], Path(sys.argv[2]))
    except ModelError as error:
        sys.exit(str(error))
