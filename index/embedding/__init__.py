"""Sentences become vectors: a sentence-transformers model, exported once to ONNX and run without torch."""

from index.embedding.embedder import PACKAGED, Embedder, Floats, Precision, load, load_in_background

__all__ = ["PACKAGED", "Embedder", "Floats", "Precision", "load", "load_in_background"]
