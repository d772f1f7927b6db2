"""Statement extraction: who said what in a text, and whom "he" or "the president" means there.

Pure functions of a text and the shipped tagger; `train_tagger` makes that tagger and needs torch.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from index.attribution.brat import Attribution, read_corpus
    from index.attribution.statements import StatementReader
    from index.attribution.tagger import load_tagger
    from index.attribution.train import train_tagger

__all__ = ["Attribution", "StatementReader", "load_tagger", "read_corpus", "train_tagger"]

_MODULES = {
    "Attribution": "brat",
    "StatementReader": "statements",
    "load_tagger": "tagger",
    "read_corpus": "brat",
    "train_tagger": "train",
}


def __getattr__(name: str) -> object:
    """Import a module when one of its names is first asked for: one needs torch, others ONNX Runtime."""
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)
