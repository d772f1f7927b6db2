"""The learned part of finding statements: a token tagger over the sentence encoder.

A six-layer encoder, fine-tuned from the packaged sentence model, reads a text in
overlapping windows and gives each word piece a tag (content, source or cue; BIO,
Ramshaw and Marcus 1995) and, for each fragment of content, a pointer to the cue and
to the source it belongs to (pointer networks, Vinyals et al. 2015).  Word embeddings
are those of the sentence model, looked up here, so that the shipped file holds the
layers only.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
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
STRETCH = 20_000  # code points taken to pieces at a time
WINDOW = 320  # word pieces a window, [CLS] and [SEP] included
OVERLAP = 64  # word pieces that neighbouring windows share at least, as in training
POINTER = 64  # dimensions of each query and key
CLS, SEP = 101, 102

TAGS = ("O", "B-content", "I-content", "B-source", "I-source", "B-cue", "I-cue")
CONTENT, SOURCE, CUE = 1, 3, 5  # the B- tag of each; its I- tag follows

# Which slice of the pointer output is what: queries of a fragment's first and last
# piece, keys of sources and cues, and the query of a cue for its source.
FIRST, LAST, SOURCE_KEY, CUE_KEY, CUE_FIRST, CUE_LAST = range(6)

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Tokens:
    """A text as word pieces.

    ids, starts, ends, quotes, cases, breaks: int64 arrays of equal length.
    `starts` and `ends` are code points of the text; `words` is True where a word begins.
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
    """Word pieces of `text` with what lower-casing and joining lines would hide.

    quotes: 0 outside quotation marks, 1 inside, 2 an opening mark, 3 a closing mark.
    cases: 0 lower, 1 capitalised, 2 upper, 3 no letter.
    breaks: 2 where a paragraph begins, 1 where a line of one begins, else 0.
    """
    numbers: list[int] = []
    places: list[Span] = []
    for first, last in _stretches(text):
        encoding = tokenizer.encode(text[first:last], add_special_tokens=False)
        numbers += encoding.ids
        places += ((first + a, first + b) for a, b in encoding.offsets)
    offsets = np.array(places, dtype=np.int64).reshape(-1, 2)
    starts, ends = offsets[:, 0], offsets[:, 1]
    ids = np.array(numbers, dtype=np.int64)
    if not len(ids):
        return Tokens(ids, starts, ends, ids, ids, ids)
    marks = np.frombuffer(quotation_states(text), np.uint8)
    characters = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    lines = np.concatenate([[0], np.cumsum(characters == ord("\n"))])  # that end before each code point
    between = np.maximum(lines[starts] - lines[np.concatenate([[0], ends[:-1]])], 0)
    breaks = np.minimum(between, 2)
    breaks[0] = 2
    return Tokens(ids, starts, ends, _quotes(marks, starts, ends), _cases(characters, starts, ends), breaks)


def _stretches(text: str) -> Iterator[Span]:
    """A long text in parts that begin at white space: while one is taken to pieces, no other thread can run."""
    start = 0
    while start < len(text):
        space = _SPACE.search(text, start + STRETCH)
        end = space.start() if space else len(text)
        yield start, end
        start = end


def _quotes(states: npt.NDArray[np.uint8], starts: Ints, ends: Ints) -> Ints:
    """The first mark in each piece, else the state it begins in."""
    places = np.where(states > INSIDE, np.arange(len(states)), len(states))
    following = np.minimum.accumulate(places[::-1])[::-1]  # the next mark from each code point on
    at = following[starts]
    return states[np.where(at < ends, at, starts)].astype(np.int64)


def _cases(characters: npt.NDArray[np.uint32], starts: Ints, ends: Ints) -> Ints:
    known, which = np.unique(characters, return_inverse=True)
    letters = np.array([chr(c).isalpha() for c in known], np.bool_)[which]
    capitals = np.array([chr(c).isalpha() and chr(c).isupper() for c in known], np.bool_)[which]
    count, upper = (np.concatenate([[0], np.cumsum(held)]) for held in (letters, capitals))
    held, raised = count[ends] - count[starts], upper[ends] - upper[starts]
    # The first letter is the one before which as many letters stand as before the piece.
    first = np.append(np.flatnonzero(letters), 0)[np.minimum(count[starts], letters.sum())]
    found = np.where(capitals[first], 1, 0)
    found[raised == held] = np.where(held[raised == held] > 1, 2, 1)
    found[held == 0] = 3
    return found.astype(np.int64)


def windows(breaks: Ints, size: int = WINDOW - 2, overlap: int = OVERLAP) -> Iterator[tuple[int, int]]:
    """Overlapping ranges of pieces that begin at a paragraph where one is near."""
    start, total = 0, len(breaks)
    while True:
        end = min(start + size, total)
        yield start, end
        if end == total:
            return
        earliest = max(start + 1, end - 2 * overlap)
        following = end - overlap
        for i in range(following, earliest, -1):
            if breaks[i] == 2:
                following = i
                break
        start = following


@dataclass(frozen=True, slots=True)
class Fragment:
    """A tagged run of pieces as code points [start, end) with the tagger's confidence."""

    start: int
    end: int
    confidence: float
    source: tuple[int, int] | None = None
    source_confidence: float = 0.0
    cue: tuple[int, int] | None = None
    cue_confidence: float = 0.0


def viterbi(scores: Floats) -> Ints:
    """The best legal BIO path.  scores: [pieces, tags] log-probabilities."""
    # In plain numbers: for a step of seven tags, arrays cost more than they save.
    rows: list[list[float]] = scores.tolist()
    entered = [(tag, tag - 1) for tag, name in enumerate(TAGS) if name.startswith("I-")]
    best = [score - (1e4 if TAGS[tag].startswith("I-") else 0.0) for tag, score in enumerate(rows[0])]
    back: list[list[int]] = []
    for row in rows[1:]:
        highest = max(best)
        origin = [best.index(highest)] * len(TAGS)
        here = [highest + score for score in row]
        for inside, begin in entered:  # only from its own B- or I-
            origin[inside] = begin if best[begin] >= best[inside] else inside
            here[inside] = best[origin[inside]] + row[inside]
        back.append(origin)
        best = here
    path = [best.index(max(best))]
    for origin in reversed(back):
        path.append(origin[path[-1]])
    return np.array(path[::-1], dtype=np.int64)


def runs(path: Ints, first: int) -> list[tuple[int, int]]:
    """Piece ranges [start, end) of one kind of tag in a path."""
    found: list[tuple[int, int]] = []
    for i, tag in enumerate(path):
        if tag == first:
            found.append((i, i + 1))
        elif tag == first + 1 and found:
            found[-1] = (found[-1][0], i + 1)
    return found


def log_softmax(scores: Floats) -> Floats:
    shifted = scores - scores.max(axis=-1, keepdims=True)
    result: Floats = shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True))
    return result


@dataclass(frozen=True)
class Tagger:
    """The tagger's layers (ONNX) with the sentence model's tokenizer and embeddings.

    path: the shipped ONNX file.  embeddings: [vocabulary, width] float32.
    """

    path: Path
    tokenizer: Tokenizer
    embeddings: Floats
    threads: int = 1

    @cached_property
    def session(self) -> InferenceSession:
        from index.onnx_runtime import session

        # Addition and normalisation as one step take longer than the two of them.
        return session(self.path, disabled=["SkipLayerNormFusion"])

    def fragments(self, text: str) -> list[Fragment]:
        """Fragments of content in `text`, in order, each with its source and cue."""
        tokens = tokenize(text, self.tokenizer)
        if not len(tokens):
            return []
        scores, pointers = self._read(tokens)
        return decode(tokens, scores, pointers)

    def _read(self, tokens: Tokens) -> tuple[Floats, list[tuple[int, int, Floats]]]:
        total = len(tokens)
        scores = np.zeros((total, len(TAGS)), dtype=np.float32)
        margins = np.full(total, -1)
        pointers: list[tuple[int, int, Floats]] = []
        ranges = list(windows(tokens.breaks))
        read: Iterable[tuple[Floats, Floats]]
        if self.threads > 1 and len(ranges) > 1:
            with ThreadPoolExecutor(self.threads) as pool:
                read = list(pool.map(lambda r: self._window(tokens, *r), ranges))
        else:
            read = (self._window(tokens, *r) for r in ranges)
        for (start, end), (tags, vectors) in zip(ranges, read, strict=True):
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
    """Tags and pointers to fragments.

    scores: [pieces, tags] log-probabilities.  pointers: for each window its range of
    pieces and its [pieces + 2, 6 * POINTER] vectors, [CLS] first.
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
    """The window in which a fragment stands with most context on its poorer side."""
    holding = [w for w in pointers if w[0] <= start < w[1]]
    if not holding:
        return None
    return max(holding, key=lambda w: min(start - w[0] if w[0] else WINDOW, w[1] - end))


def _chances(query: Floats, keys: Floats) -> Floats:
    """How likely a query points at each key; they sum to one."""
    chances: Floats = np.exp(log_softmax((keys @ query)[None] / np.float32(POINTER**0.5))[0])
    return chances


def _point(chances: Floats, spans: dict[int, int], base: int) -> tuple[int | None, float]:
    """The span pointed at (its first piece), or None for [CLS]; with its probability."""
    best, chance = None, float(chances[0])
    for first, last in spans.items():
        inside = slice(max(first - base, 0) + 1, last - base + 1)
        if first >= base and inside.start < len(chances) - 1:
            mass = float(chances[inside].sum())
            if mass > chance:
                best, chance = first, mass
    return best, chance


def load_tagger(threads: int = 2) -> Tagger:
    """The shipped tagger with the packaged model's tokenizer and word embeddings.

    Raises ModelError when the model package is missing.
    """
    from tokenizers import Tokenizer

    folder = packaged_model()
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return Tagger(Path(__file__).parent / "tagger.onnx", tokenizer, word_embeddings(folder), threads)


def word_embeddings(folder: Path) -> Floats:
    """The word embeddings of the packaged model, [vocabulary, width], mapped, not read."""
    path = folder / "model.safetensors"
    with path.open("rb") as stream:
        size = int.from_bytes(stream.read(8), "little")
        about = json.loads(stream.read(size))["embeddings.word_embeddings.weight"]
    if about["dtype"] != "F32":
        raise ModelError(
            f"{path.name} of the packaged model holds {about['dtype']}, not F32; install the package again"
        )
    return np.memmap(path, np.float32, "r", 8 + size + about["data_offsets"][0], tuple(about["shape"]))
