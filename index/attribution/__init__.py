"""Statement extraction: who said what in a text, and whom "he" or "the president" means there.

Pure functions of a text and the shipped tagger; `train_tagger` makes that tagger and needs torch.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.lazy_exports import lazy_exports

if TYPE_CHECKING:
    from index.attribution.brat import Attribution, read_corpus
    from index.attribution.statements import StatementReader
    from index.attribution.tagger import load_tagger
    from index.attribution.train import train_tagger

__all__ = ["Attribution", "StatementReader", "load_tagger", "read_corpus", "train_tagger"]

# One needs torch, others ONNX Runtime.
__getattr__ = lazy_exports(
    __name__,
    {
        "brat": (
            "Attribution",
            "read_corpus",
        ),
        "statements": ("StatementReader",),
        "tagger": ("load_tagger",),
        "train": ("train_tagger",),
    },
)
