"""The learned part of statement extraction: a token tagger over the sentence encoder.

The lower layers of the packaged sentence model, fine-tuned, read a text in windows of whole paragraphs.
They give each word piece a BIO tag (Ramshaw and Marcus, "Text Chunking using Transformation-Based
Learning", 1995) of content, source or cue, and each fragment of content a pointer to its cue and its
source (Vinyals, Fortunato, Jaitly, "Pointer Networks", NIPS 2015).  Word embeddings are looked up in
the sentence model, so that the shipped ONNX file has only the layers.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from index.attribution.decoding import POINTER, TAGS, Floats, Fragment, WindowVectors, decode, log_softmax
from index.attribution.speech_cues import may_hold_speech
from index.attribution.word_pieces import CLS, SEP, Ints, Tokens, tokenize, windows
from index.embedding.embedder import packaged_model
from index.errors import ModelError
from index.text.quotation_marks import paragraphs, quotation_states

if TYPE_CHECKING:
    from tokenizers import Tokenizer

    from index.onnx_runtime import InferenceSession

__all__ = ["Fragment", "Tagger", "load_tagger", "word_embeddings"]


@dataclass(frozen=True)
class Tagger:
    """The tagger's layers with the sentence model's tokenizer and embeddings.

    Attributes:
        path: The shipped ONNX file.
        tokenizer: The sentence model's, without truncation and padding.
        embeddings: [vocabulary, width] float32.
        threads: Windows of one text that are read at the same time.
    """

    path: Path
    tokenizer: Tokenizer
    embeddings: Floats
    threads: int = 1

    @cached_property
    def session(self) -> InferenceSession:
        """The ONNX Runtime session, opened at its first use."""
        from index.onnx_runtime import session

        # The fused kernel of addition and normalisation is slower than the two of them.
        return session(self.path, disabled=["SkipLayerNormFusion"])

    def fragments(self, text: str, states: bytes | None = None) -> list[Fragment]:
        """Find content.

        Args:
            text: Any text.
            states: What each code point is, as `quotation_states` tells; None: read here.

        Returns:
            Fragments in order, each with its source and cue; none crosses a paragraph.
        """
        states = quotation_states(text) if states is None else states
        spoken = [span for span in paragraphs(text) if may_hold_speech(text, *span, states)]
        if not spoken:
            return []
        tokens = tokenize(text, self.tokenizer, states).within(spoken)
        if not len(tokens):
            return []
        return decode(tokens, *self._infer(tokens))

    def _infer(self, tokens: Tokens) -> tuple[Floats, list[WindowVectors]]:
        """Log-probabilities of tags, each from the window with most context, and pointers of every window."""
        total = len(tokens)
        scores = np.zeros((total, len(TAGS)), dtype=np.float32)
        margins = np.full(total, -1)
        pointers: list[WindowVectors] = []
        ranges = list(windows(tokens.breaks))
        outputs: Iterable[tuple[Floats, Floats]]
        if self.threads > 1 and len(ranges) > 1:
            with ThreadPoolExecutor(self.threads) as pool:
                outputs = list(pool.map(lambda r: self._window(tokens, *r), ranges))
        else:
            outputs = (self._window(tokens, *r) for r in ranges)
        for (start, end), (tags, vectors) in zip(ranges, outputs, strict=True):
            pointers.append(WindowVectors(start, end, vectors.reshape(len(vectors), 6, POINTER)))
            positions = np.arange(start, end)
            margin = np.minimum(positions - start, end - 1 - positions)
            better = margin > margins[start:end]
            scores[start:end][better] = tags[1:-1][better]
            margins[start:end] = np.maximum(margins[start:end], margin)
        return log_softmax(scores), pointers

    def _window(self, tokens: Tokens, start: int, end: int) -> tuple[Floats, Floats]:
        """[pieces + 2, tags] scores and [pieces + 2, 6 * POINTER] vectors of one window."""

        def padded(values: Ints, first: int = 0, last: int = 0) -> Ints:
            return np.concatenate([[first], values[start:end], [last]])[None]

        embedded = self.embeddings[padded(tokens.ids, CLS, SEP)]
        tags, vectors = self.session.run(
            None,
            {
                "embedded": embedded,
                "quotes": padded(tokens.quotes),
                "cases": padded(tokens.cases),
                "breaks": padded(tokens.breaks),
            },
        )
        return tags[0], vectors[0]


def load_tagger(threads: int = 2) -> Tagger:
    """Load the shipped tagger with the packaged model's tokenizer and word embeddings.

    Args:
        threads: Windows of one text that are read at the same time.

    Returns:
        The tagger; its layers are loaded at first use.

    Raises:
        ModelError: The model package is missing or its weights are not as expected.
    """
    from tokenizers import Tokenizer

    folder = packaged_model()
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return Tagger(Path(__file__).parent / "tagger.onnx", tokenizer, word_embeddings(folder), threads)


def word_embeddings(folder: Path) -> Floats:
    """Map the word embeddings of the packaged model into memory.

    Args:
        folder: The model's folder, with model.safetensors.

    Returns:
        [vocabulary, width] float32, read from the file as needed.

    Raises:
        ModelError: The weights are of another type.
    """
    path = folder / "model.safetensors"
    with path.open("rb") as stream:
        header_size = int.from_bytes(stream.read(8), "little")
        tensor = json.loads(stream.read(header_size))["embeddings.word_embeddings.weight"]
    if tensor["dtype"] != "F32":
        raise ModelError(
            f"{path.name} of the packaged model holds {tensor['dtype']}, not F32; install the package again"
        )
    return np.memmap(path, np.float32, "r", 8 + header_size + tensor["data_offsets"][0], tuple(tensor["shape"]))
