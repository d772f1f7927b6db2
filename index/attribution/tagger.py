"""The learned part of statement extraction: a token tagger over the sentence encoder.

A six-layer encoder, fine-tuned from the packaged sentence model, reads a text in overlapping windows.
It gives each word piece a BIO tag (Ramshaw and Marcus, "Text Chunking using Transformation-Based
Learning", 1995) of content, source or cue, and each fragment of content a pointer to its cue and its
source (Vinyals, Fortunato, Jaitly, "Pointer Networks", NIPS 2015).  Word embeddings are looked up in
the sentence model, so that the shipped ONNX file has only the layers.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from index.embedding.embedder import packaged_model
from index.errors import ModelError
from index.model import Span
from index.text.quotation_marks import INSIDE, quotation_states

if TYPE_CHECKING:
    from tokenizers import Tokenizer

    from index.onnx_runtime import InferenceSession

_SPACE = re.compile(r"\s")
CHUNK = 20_000  # code points tokenized at a time: the tokenizer doesn't release the GIL
WINDOW = 256  # word pieces a window at most, [CLS] and [SEP] included
OVERLAP = 64  # word pieces that the windows of one long paragraph share
POINTER = 64  # dimensions of each query and key
CLS, SEP = 101, 102  # ids of the special tokens

TAGS = ("O", "B-content", "I-content", "B-source", "I-source", "B-cue", "I-cue")
CONTENT, SOURCE, CUE = 1, 3, 5  # the B- tag of each; its I- tag follows

# Which POINTER dimensions of the pointer output are what: queries of a fragment's first and last
# piece, keys of sources and cues, and queries of a cue's first and last piece for its source.
FIRST, LAST, SOURCE_KEY, CUE_KEY, CUE_FIRST, CUE_LAST = range(6)

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Tokens:
    """A text as word pieces: int64 arrays of one length, with what lower-casing would hide.

    Attributes:
        ids: Ids in the model's vocabulary.
        starts: First code point of each piece.
        ends: Code point after its last one.
        quotes: 0 outside quotation marks, 1 inside, 2 an opening mark, 3 a closing mark.
        cases: 0 lower case, 1 capitalised, 2 upper case, 3 no letter.
        breaks: 2 where a paragraph begins, 1 where a line of one begins, else 0.
    """

    ids: Ints
    starts: Ints
    ends: Ints
    quotes: Ints
    cases: Ints
    breaks: Ints

    def __len__(self) -> int:
        return len(self.ids)


def tokenize(text: str, tokenizer: Tokenizer) -> Tokens:
    """Split a text into word pieces.

    Args:
        text: Any text.
        tokenizer: The sentence model's, without truncation and padding.

    Returns:
        All word pieces of the text, without special tokens.
    """
    id_list: list[int] = []
    spans: list[Span] = []
    for first, last in _chunks(text):
        encoding = tokenizer.encode(text[first:last], add_special_tokens=False)
        id_list += encoding.ids
        spans += ((first + a, first + b) for a, b in encoding.offsets)
    offsets = np.array(spans, dtype=np.int64).reshape(-1, 2)
    starts, ends = offsets[:, 0], offsets[:, 1]
    ids = np.array(id_list, dtype=np.int64)
    if not len(ids):
        return Tokens(ids, starts, ends, ids, ids, ids)
    states = np.frombuffer(quotation_states(text), np.uint8)
    characters = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    newlines = np.concatenate([[0], np.cumsum(characters == ord("\n"))])  # before each code point
    newlines_between = np.maximum(newlines[starts] - newlines[np.concatenate([[0], ends[:-1]])], 0)
    breaks = np.minimum(newlines_between, 2)
    breaks[0] = 2
    return Tokens(ids, starts, ends, _quotes(states, starts, ends), _cases(characters, starts, ends), breaks)


def _chunks(text: str) -> Iterator[Span]:
    """Parts of a long text that begin at white space, so that other threads can run between them."""
    start = 0
    while start < len(text):
        space = _SPACE.search(text, start + CHUNK)
        end = space.start() if space else len(text)
        yield start, end
        start = end


def _quotes(states: npt.NDArray[np.uint8], starts: Ints, ends: Ints) -> Ints:
    """State of the first mark in each piece, else of its first code point."""
    marks = np.where(states > INSIDE, np.arange(len(states)), len(states))
    next_mark = np.minimum.accumulate(marks[::-1])[::-1]  # from each code point on
    first_mark = next_mark[starts]
    return states[np.where(first_mark < ends, first_mark, starts)].astype(np.int64)


def _cases(characters: npt.NDArray[np.uint32], starts: Ints, ends: Ints) -> Ints:
    """Case of each piece: 0 lower, 1 capitalised, 2 upper, 3 no letter."""
    alphabet, index = np.unique(characters, return_inverse=True)
    is_letter = np.array([chr(c).isalpha() for c in alphabet], np.bool_)[index]
    is_capital = np.array([chr(c).isalpha() and chr(c).isupper() for c in alphabet], np.bool_)[index]
    letters_before, capitals_before = (np.concatenate([[0], np.cumsum(each)]) for each in (is_letter, is_capital))
    letters = letters_before[ends] - letters_before[starts]
    capitals = capitals_before[ends] - capitals_before[starts]
    # The first letter is the one before which as many letters stand as before the piece.
    first = np.append(np.flatnonzero(is_letter), 0)[np.minimum(letters_before[starts], is_letter.sum())]
    cases = np.where(is_capital[first], 1, 0)
    cases[capitals == letters] = np.where(letters[capitals == letters] > 1, 2, 1)
    cases[letters == 0] = 3
    return cases.astype(np.int64)


def windows(
    breaks: Ints, size: Callable[[], int] = lambda: WINDOW - 2, overlap: int = OVERLAP
) -> Iterator[tuple[int, int]]:
    """Divide word pieces into windows of whole paragraphs; only a paragraph that is too long is cut, with an overlap.

    Args:
        breaks: Breaks of the pieces, as in `Tokens`.
        size: Gives the most pieces of the next window, more than `overlap`.
        overlap: Pieces that windows of one paragraph share.

    Yields:
        Ranges [start, end) of pieces, in order.
    """
    start, total = 0, len(breaks)
    borders = np.flatnonzero(breaks == 2)
    while start < total:
        limit = start + size()
        if limit >= total:
            yield start, total
            return
        border = int(borders[np.searchsorted(borders, limit, side="right") - 1])
        if border > start:
            yield start, border
            start = border
        else:
            yield start, limit
            start = limit - overlap


@dataclass(frozen=True, slots=True)
class Fragment:
    """A run of content that the tagger found.

    Attributes:
        start: First code point.
        end: Code point after the last one.
        confidence: Mean probability of its tags, 0 to 1.
        source: Span of the speaker's mention; None where the tagger points at none.
        source_confidence: Probability of that pointer.
        cue: Span of the cue; None where the tagger points at none.
        cue_confidence: Probability of that pointer.
    """

    start: int
    end: int
    confidence: float
    source: Span | None = None
    source_confidence: float = 0.0
    cue: Span | None = None
    cue_confidence: float = 0.0


def viterbi(scores: Floats) -> Ints:
    """The most probable sequence of tags in which I- follows only its own B- or I- (Viterbi, 1967).

    Args:
        scores: [pieces, tags] log-probabilities, at least one piece.

    Returns:
        [pieces] tags, as indexes of TAGS.
    """
    # Lists: for a step of seven tags arrays cost more than they save.
    rows: list[list[float]] = scores.tolist()
    inside_tags = [(tag, tag - 1) for tag, name in enumerate(TAGS) if name.startswith("I-")]
    best = [score - (1e4 if TAGS[tag].startswith("I-") else 0.0) for tag, score in enumerate(rows[0])]
    origins: list[list[int]] = []
    for row in rows[1:]:
        highest = max(best)
        origin = [best.index(highest)] * len(TAGS)
        following = [highest + score for score in row]
        for inside, begin in inside_tags:
            origin[inside] = begin if best[begin] >= best[inside] else inside
            following[inside] = best[origin[inside]] + row[inside]
        origins.append(origin)
        best = following
    path = [best.index(max(best))]
    for origin in reversed(origins):
        path.append(origin[path[-1]])
    return np.array(path[::-1], dtype=np.int64)


def runs(path: Ints, begin: int) -> list[tuple[int, int]]:
    """Runs of one kind of tag.

    Args:
        path: [pieces] tags.
        begin: The B- tag: CONTENT, SOURCE or CUE.

    Returns:
        Ranges [start, end) of pieces, in order.
    """
    ranges: list[tuple[int, int]] = []
    for i, tag in enumerate(path):
        if tag == begin:
            ranges.append((i, i + 1))
        elif tag == begin + 1 and ranges:
            ranges[-1] = (ranges[-1][0], i + 1)
    return ranges


def log_softmax(scores: Floats) -> Floats:
    """Logarithm of the softmax over the last axis."""
    shifted = scores - scores.max(axis=-1, keepdims=True)
    result: Floats = shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True))
    return result


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

    def fragments(self, text: str) -> list[Fragment]:
        """Find content.

        Args:
            text: Any text.

        Returns:
            Fragments in order, each with its source and cue.
        """
        tokens = tokenize(text, self.tokenizer)
        if not len(tokens):
            return []
        scores, pointers = self._infer(tokens)
        return decode(tokens, scores, pointers)

    def _infer(self, tokens: Tokens) -> tuple[Floats, list[tuple[int, int, Floats]]]:
        """Log-probabilities of tags, each from the window with most context, and pointers of every window."""
        total = len(tokens)
        scores = np.zeros((total, len(TAGS)), dtype=np.float32)
        margins = np.full(total, -1)
        pointers: list[tuple[int, int, Floats]] = []
        ranges = list(windows(tokens.breaks))
        outputs: Iterable[tuple[Floats, Floats]]
        if self.threads > 1 and len(ranges) > 1:
            with ThreadPoolExecutor(self.threads) as pool:
                outputs = list(pool.map(lambda r: self._window(tokens, *r), ranges))
        else:
            outputs = (self._window(tokens, *r) for r in ranges)
        for (start, end), (tags, vectors) in zip(ranges, outputs, strict=True):
            pointers.append((start, end, vectors))
            positions = np.arange(start, end)
            left = positions - start if start else np.full(end - start, WINDOW)
            right = end - 1 - positions if end < total else np.full(end - start, WINDOW)
            margin = np.minimum(left, right)
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


def decode(tokens: Tokens, scores: Floats, pointers: list[tuple[int, int, Floats]]) -> list[Fragment]:
    """Turn scores of tags and pointers into fragments.

    Args:
        tokens: The text.
        scores: [pieces, tags] log-probabilities.
        pointers: For each window its range of pieces and its [pieces + 2, 6 * POINTER] vectors, [CLS] first.

    Returns:
        Fragments of content in order.
    """
    path = viterbi(scores)
    sources = dict(runs(path, SOURCE))
    cues = dict(runs(path, CUE))
    confident = np.exp(scores[np.arange(len(path)), path])
    found: list[Fragment] = []
    for start, end in runs(path, CONTENT):
        confidence = float(confident[start:end].mean())
        window = _widest(pointers, start, end)
        source, source_confidence = None, 0.0
        cue, cue_confidence = None, 0.0
        if window is not None:
            base, limit, vectors = window
            parts = vectors.reshape(len(vectors), 6, POINTER)
            first, last = start - base + 1, min(end, limit) - base
            query = parts[first, FIRST] + parts[last, LAST]
            at, cue_confidence = _point(_chances(query, parts[:, CUE_KEY]), cues, base)
            chances = _chances(query, parts[:, SOURCE_KEY])
            if at is not None:
                cue = (int(tokens.starts[at]), int(tokens.ends[cues[at] - 1]))
                # The cue knows its own subject: "…, and stressed" points back where its content would point on.
                asked = parts[at - base + 1, CUE_FIRST] + parts[min(cues[at], limit) - base, CUE_LAST]
                chances = np.float32(0.5) * (chances + _chances(asked, parts[:, SOURCE_KEY]))
            at, source_confidence = _point(chances, sources, base)
            if at is not None:
                source = (int(tokens.starts[at]), int(tokens.ends[sources[at] - 1]))
        found.append(
            Fragment(
                int(tokens.starts[start]),
                int(tokens.ends[end - 1]),
                confidence,
                source,
                source_confidence,
                cue,
                cue_confidence,
            )
        )
    return found


def _widest(pointers: list[tuple[int, int, Floats]], start: int, end: int) -> tuple[int, int, Floats] | None:
    """The window in which a fragment has most context on the side where it has less."""
    holding = [w for w in pointers if w[0] <= start < w[1]]
    if not holding:
        return None
    return max(holding, key=lambda w: min(start - w[0] if w[0] else WINDOW, w[1] - end))


def _chances(query: Floats, keys: Floats) -> Floats:
    """Probability that a query points at each key."""
    chances: Floats = np.exp(log_softmax((keys @ query)[None] / np.float32(POINTER**0.5))[0])
    return chances


def _point(chances: Floats, spans: dict[int, int], base: int) -> tuple[int | None, float]:
    """First piece of the span that is pointed at, or None for [CLS], with its probability."""
    best, chance = None, float(chances[0])
    for first, last in spans.items():
        inside = slice(max(first - base, 0) + 1, last - base + 1)
        if first >= base and inside.start < len(chances) - 1:
            mass = float(chances[inside].sum())
            if mass > chance:
                best, chance = first, mass
    return best, chance


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
