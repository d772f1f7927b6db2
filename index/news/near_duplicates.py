"""Near-identical texts: the same wire text under other heads, cut short or changed in a word."""

from __future__ import annotations

import re
import zlib
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
import numpy.typing as npt

SAME_TEXT = 0.8  # share of the shorter text's shingles that makes two texts one
SHINGLE = 4  # words
SHORTEST = 12  # shingles; a shorter text is the same only as a whole

Longs = npt.NDArray[np.uint64]

_LATIN = "A-Za-z\u00c0-\u024f"
# Figures and Latin letters stand alone, also where a Korean ending is joined to them.
WORD = re.compile(rf"\d+(?:[.,]\d+)*|[{_LATIN}]+(?:['’][{_LATIN}]+)?|[^\W\d_{_LATIN}]+")
UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u9fff]")


def near_identical(texts: Sequence[str]) -> list[list[int]]:
    """Groups of near-identical texts.  The fullest of each comes first and is near-identical with every other."""
    shingles = [_shingles(text) for text in texts]
    order = sorted(range(len(texts)), key=lambda i: (-len(texts[i]), i))
    rank = {i: n for n, i in enumerate(order)}
    near: dict[int, list[int]] = {i: [] for i in order}
    for a, b in _sharing(shingles):
        first, later = (a, b) if rank[a] < rank[b] else (b, a)
        near[later].append(first)
    leaders: dict[int, int] = {}
    for i in order:
        candidates = dict.fromkeys(leaders[j] for j in sorted(near[i], key=lambda j: rank[j]))
        leaders[i] = next((j for j in candidates if _same(shingles[i], shingles[j])), i)
    groups: dict[int, list[int]] = {}
    for i in order:
        groups.setdefault(leaders[i], []).append(i)
    return sorted(groups.values(), key=lambda group: min(group))


@lru_cache(maxsize=65536)
def _number(word: str) -> int:
    return zlib.crc32(word.encode("utf-8", "surrogatepass"))


@lru_cache(maxsize=1000)  # the days before are compared with every window of the day
def _shingles(text: str) -> Longs:
    """Hashes of the runs of words in a text, each once, sorted."""
    words = WORD.findall(text.casefold())
    if len(words) < SHINGLE * 4 and UNSPACED.search(text):
        words = list(re.sub(r"\W", "", text))
    numbers = np.fromiter(map(_number, words), dtype=np.uint64, count=len(words))
    size = min(SHINGLE, len(numbers))
    if not size:
        return np.zeros(0, dtype=np.uint64)
    mixed = numbers * np.uint64(0x9E3779B97F4A7C15)
    mixed ^= mixed >> np.uint64(29)
    hashed = np.zeros(len(numbers) - size + 1, dtype=np.uint64)
    for place in range(size):
        hashed = hashed * np.uint64(0xBF58476D1CE4E5B9) + mixed[place : len(numbers) - size + 1 + place]
    found = np.unique(hashed)
    found.flags.writeable = False
    return found


def _sharing(shingles: Sequence[Longs]) -> list[tuple[int, int]]:
    """Pairs of texts worth comparing: neighbours, or first and later, among the holders of one shingle."""
    if not shingles:
        return []
    # Of long texts a fixed quarter of all possible shingles will do.
    kept = [s if len(s) < 64 else s[s >> np.uint64(62) == 0] for s in shingles]
    hashes = np.concatenate(kept)
    owners = np.repeat(np.arange(len(kept)), [len(s) for s in kept])
    order = np.lexsort((owners, hashes))
    hashes, owners = hashes[order], owners[order]
    again = np.flatnonzero(hashes[1:] == hashes[:-1]) + 1
    starts = np.maximum.accumulate(np.where(np.r_[True, hashes[1:] != hashes[:-1]], np.arange(len(hashes)), 0))
    pairs = np.concatenate(
        [np.stack([owners[again - 1], owners[again]], 1), np.stack([owners[starts[again]], owners[again]], 1)]
    )
    return [(int(a), int(b)) for a, b in np.unique(pairs, axis=0) if a != b]


def _same(one: Longs, other: Longs) -> bool:
    shared = len(np.intersect1d(one, other, assume_unique=True))
    least = min(len(one), len(other))
    if least < SHORTEST:
        return shared == len(one) == len(other) and shared > 0
    return shared >= SAME_TEXT * least
