"""From scores of tags and pointers to fragments of content, each with its source and cue."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from index.attribution.word_pieces import Ints, Tokens
from index.model import Span

POINTER = 64  # dimensions of each query and key
# Pointers are surer of themselves than they are right; this makes of their scores probabilities (Guo and others, "On
# Calibration of Modern Neural Networks", ICML 2017).  Of sources given .97 to .995, .97 are right; without it .94.
TEMPERATURE = 1.5

TAGS = ("O", "B-content", "I-content", "B-source", "I-source", "B-cue", "I-cue")
CONTENT, SOURCE, CUE = 1, 3, 5  # the B- tag of each; its I- tag follows

# Which POINTER dimensions of the pointer output are what: queries of a fragment's first and last
# piece, keys of sources and cues, and queries of a cue's first and last piece for its source.
FIRST, LAST, SOURCE_KEY, CUE_KEY, CUE_FIRST, CUE_LAST = range(6)

INSIDE_TAG = np.array([tag.startswith("I-") for tag in TAGS])

Floats = npt.NDArray[np.float32]


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
        source_margin: By how much the source is more probable than its nearest rival, which may be none at all; where
            there is no source, by how much that is more probable than the best one.
    """

    start: int
    end: int
    confidence: float
    source: Span | None = None
    source_confidence: float = 0.0
    cue: Span | None = None
    cue_confidence: float = 0.0
    source_margin: float = 0.0


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
    for i, tag in enumerate(path.tolist()):
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


def best_path(scores: Floats, breaks: Ints) -> Ints:
    """The best legal path of each paragraph: none of its runs begins in another one.

    Args:
        scores: [pieces, tags] log-probabilities.
        breaks: [pieces] as in `Tokens`.

    Returns:
        [pieces] tags, as indexes of TAGS.
    """
    path: Ints = scores.argmax(axis=1)
    borders = np.flatnonzero(breaks == 2)
    begins = np.isin(np.arange(len(path)), borders)
    begins[0] = True
    before = np.concatenate([[0], path[:-1]])
    broken = INSIDE_TAG[path] & (begins | ((before != path) & (before != path - 1)))
    # Where the best tags make a legal path there is no better one.
    edges = np.append(np.flatnonzero(begins), len(path))
    for number in np.unique(np.searchsorted(edges, np.flatnonzero(broken), side="right")):
        start, end = edges[number - 1], edges[number]
        path[start:end] = viterbi(scores[start:end])
    return path


@dataclass(frozen=True, slots=True)
class WindowVectors:
    """The pointer output of one window.

    Attributes:
        start: First piece of the window.
        end: Piece after its last one.
        parts: [pieces + 2, 6, POINTER] queries and keys, [CLS] first.
    """

    start: int
    end: int
    parts: Floats


def decode(tokens: Tokens, scores: Floats, pointers: list[WindowVectors]) -> list[Fragment]:
    """Turn scores of tags and pointers into fragments.

    Args:
        tokens: The text.
        scores: [pieces, tags] log-probabilities.
        pointers: Of every window, in order.

    Returns:
        Fragments of content in order.
    """
    path = best_path(scores, tokens.breaks)
    ranges = {begin: np.array(runs(path, begin), np.int64).reshape(-1, 2) for begin in (CONTENT, SOURCE, CUE)}
    sure = np.concatenate([[0.0], np.cumsum(np.exp(scores[np.arange(len(path)), path]))])
    owners = [_widest(pointers, start, end) for start, end in ranges[CONTENT].tolist()]
    found: list[Fragment] = []
    for number, window in enumerate(pointers):
        own = ranges[CONTENT][[owner == number for owner in owners]] if owners else ranges[CONTENT]
        if len(own):
            confidence = (sure[own[:, 1]] - sure[own[:, 0]]) / (own[:, 1] - own[:, 0])
            found += _fragments(tokens, own, confidence, window, ranges[SOURCE], ranges[CUE])
    return sorted(found, key=lambda fragment: fragment.start)


def _fragments(
    tokens: Tokens, contents: Ints, confidence: Floats, window: WindowVectors, sources: Ints, cues: Ints
) -> list[Fragment]:
    """Fragments of one window, which may reach beyond its end."""
    parts, base = window.parts, window.start
    sources, cues = (spans[(spans[:, 0] >= base) & (spans[:, 0] < window.end)] for spans in (sources, cues))
    places = np.minimum(contents, window.end) - base
    query = parts[places[:, 0] + 1, FIRST] + parts[places[:, 1], LAST]
    cue, cue_chances, _ = _pointed(_chances(query, parts[:, CUE_KEY]), cues, window)
    chances = _chances(query, parts[:, SOURCE_KEY])
    has_cue = np.flatnonzero(cue >= 0)
    if len(has_cue):
        # The cue knows its own subject: "…, and stressed" points back where its content would point on.
        at = np.minimum(cues[cue[has_cue]], window.end) - base
        asked = parts[at[:, 0] + 1, CUE_FIRST] + parts[at[:, 1], CUE_LAST]
        chances[has_cue] = (chances[has_cue] + _chances(asked, parts[:, SOURCE_KEY])) / 2
    source, source_chances, margins = _pointed(chances, sources, window)

    def span(pieces: Ints) -> Span:
        return int(tokens.starts[pieces[0]]), int(tokens.ends[pieces[1] - 1])

    return [
        Fragment(
            *span(content),
            float(confidence[i]),
            span(sources[source[i]]) if source[i] >= 0 else None,
            float(source_chances[i]),
            span(cues[cue[i]]) if cue[i] >= 0 else None,
            float(cue_chances[i]),
            float(margins[i]),
        )
        for i, content in enumerate(contents)
    ]


def _widest(pointers: list[WindowVectors], start: int, end: int) -> int:
    """Which window gives a fragment most context on the side where it has less."""
    holding = [number for number, window in enumerate(pointers) if window.start <= start < window.end]
    return max(holding, key=lambda n: min(start - pointers[n].start, pointers[n].end - end))


def _chances(queries: Floats, keys: Floats) -> Floats:
    """[queries, keys] probability that a query points at each key."""
    chances: Floats = np.exp(log_softmax(queries @ keys.T / np.float32(TEMPERATURE * POINTER**0.5)))
    return chances


def _pointed(chances: Floats, spans: Ints, window: WindowVectors) -> tuple[Ints, Floats, Floats]:
    """For each query the number of the span that is pointed at (-1: none), its probability, and its lead."""
    sums = np.concatenate([np.zeros((len(chances), 1), np.float32), chances.cumsum(axis=1)], axis=1)
    places = np.minimum(spans, window.end) - window.start + 1
    # [CLS] stands for none.
    masses = np.concatenate([chances[:, :1], sums[:, places[:, 1]] - sums[:, places[:, 0]]], axis=1)
    best = masses.argmax(axis=1)
    ordered = np.sort(np.concatenate([masses, np.zeros((len(masses), 1), np.float32)], axis=1), axis=1)
    return best - 1, ordered[:, -1], ordered[:, -1] - ordered[:, -2]
