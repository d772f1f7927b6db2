"""Near-identical texts: the same wire text under other headlines, cut short or changed in a word."""

from __future__ import annotations

import re
import zlib
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
import numpy.typing as npt

SAME_TEXT = 0.8  # share of the shorter text's shingles at which two texts count as one
SHINGLE_WORDS = 4
MIN_SHINGLES = 12  # a text with fewer counts as the same only as a whole
SAMPLED_FROM = 64  # shingles; of a longer text a quarter of them finds what it is to be compared with

Hashes = npt.NDArray[np.uint64]

_LATIN = "A-Za-z\u00c0-\u024f"
# Figures and Latin letters are words of their own, also where a Korean ending is attached to them.
WORD = re.compile(rf"\d+(?:[.,]\d+)*|[{_LATIN}]+(?:['’][{_LATIN}]+)?|[^\W\d_{_LATIN}]+")
UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u9fff]")


def near_identical(texts: Sequence[str]) -> list[list[int]]:
    """Group near-identical texts by the share of word shingles they have in common.

    After A. Broder, "On the resemblance and containment of documents" (SEQUENCES 1997).

    Args:
        texts: The texts, in any order.

    Returns:
        Groups of positions in `texts`, each position in exactly one.  The longest text of a group comes first and is
        near-identical with every other one in it.
    """
    shingles = [_shingles(text) for text in texts]
    longest_first = sorted(range(len(texts)), key=lambda i: (-len(texts[i]), i))
    rank = {text: place for place, text in enumerate(longest_first)}
    longer_neighbours: dict[int, list[int]] = {text: [] for text in longest_first}
    for a, b in _candidate_pairs(shingles):
        longer, shorter = (a, b) if rank[a] < rank[b] else (b, a)
        longer_neighbours[shorter].append(longer)
    leaders: dict[int, int] = {}
    for text in longest_first:
        neighbours = sorted(longer_neighbours[text], key=lambda neighbour: rank[neighbour])
        candidates = dict.fromkeys(leaders[neighbour] for neighbour in neighbours)
        leaders[text] = next((leader for leader in candidates if _same(shingles[text], shingles[leader])), text)
    groups: dict[int, list[int]] = {}
    for text in longest_first:
        groups.setdefault(leaders[text], []).append(text)
    return sorted(groups.values(), key=min)


@lru_cache(maxsize=65536)
def _word_hash(word: str) -> int:
    return zlib.crc32(word.encode("utf-8", "surrogatepass"))


@lru_cache(maxsize=1000)  # the days before are compared with every window of the day
def _shingles(text: str) -> Hashes:
    """Hashes of the runs of words in a text, each once, rising."""
    words = WORD.findall(text.casefold())
    if len(words) < SHINGLE_WORDS * 4 and UNSPACED.search(text):
        words = list(re.sub(r"\W", "", text))
    word_hashes = np.fromiter(map(_word_hash, words), dtype=np.uint64, count=len(words))
    size = min(SHINGLE_WORDS, len(word_hashes))
    if not size:
        return np.zeros(0, dtype=np.uint64)
    mixed = word_hashes * np.uint64(0x9E3779B97F4A7C15)
    mixed ^= mixed >> np.uint64(29)
    hashes = np.zeros(len(word_hashes) - size + 1, dtype=np.uint64)
    for offset in range(size):
        hashes = hashes * np.uint64(0xBF58476D1CE4E5B9) + mixed[offset : len(word_hashes) - size + 1 + offset]
    distinct = np.unique(hashes)
    distinct.flags.writeable = False
    return distinct


def _candidate_pairs(shingles: Sequence[Hashes]) -> list[tuple[int, int]]:
    """Pairs of texts worth comparing: of the texts with one shingle, neighbours, and the first with each later one."""
    if not shingles:
        return []
    # Of long texts a fixed quarter of all possible shingles is enough.
    sampled = [each if len(each) < SAMPLED_FROM else each[each >> np.uint64(62) == 0] for each in shingles]
    hashes = np.concatenate(sampled)
    owners = np.repeat(np.arange(len(sampled)), [len(each) for each in sampled])
    order = np.lexsort((owners, hashes))
    hashes, owners = hashes[order], owners[order]
    repeated = np.flatnonzero(hashes[1:] == hashes[:-1]) + 1
    starts = np.maximum.accumulate(np.where(np.r_[True, hashes[1:] != hashes[:-1]], np.arange(len(hashes)), 0))
    neighbours = np.stack([owners[repeated - 1], owners[repeated]], 1)
    with_first = np.stack([owners[starts[repeated]], owners[repeated]], 1)
    pairs = np.unique(np.concatenate([neighbours, with_first]), axis=0)
    return [(int(a), int(b)) for a, b in pairs if a != b]


def _same(a: Hashes, b: Hashes) -> bool:
    shared = len(np.intersect1d(a, b, assume_unique=True))
    fewest = min(len(a), len(b))
    if fewest < MIN_SHINGLES:
        return shared == len(a) == len(b) and shared > 0
    return shared >= SAME_TEXT * fewest
