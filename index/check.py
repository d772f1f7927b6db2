"""Is this quotation real? Looking for given words, exactly or nearly."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass

from index.model import Span

LEAST = 0.6  # likeness under which a passage is no near match


@dataclass(frozen=True, slots=True)
class Match:
    """Where quoted words stand in a text, and how alike they are (1: the same words in order)."""

    span: Span
    likeness: float


def _tokens(text: str) -> list[tuple[str, int, int]]:
    return [(m.group().lower().replace("’", "'"), m.start(), m.end()) for m in re.finditer(r"\w+(?:['’]\w+)?", text)]


def locate(quotation: str, text: str, start: int, end: int) -> Match | None:
    """The best match of `quotation` in text[start:end], or None when nothing is alike.

    Case, marks and white space don't count; words and their order do.
    """
    wanted = [w for w, _, _ in _tokens(quotation)]
    held = [(w, a + start, b + start) for w, a, b in _tokens(text[start:end])]
    if not wanted or not held:
        return None
    size = len(wanted)
    best: Match | None = None
    for i in range(len(held)):
        if [w for w, _, _ in held[i : i + size]] == wanted:
            return Match((held[i][1], held[i + size - 1][2]), 1.0)
    bag = set(wanted)
    for i in range(len(held)):
        for length in {size, size + max(1, size // 4), max(1, size - size // 4)}:
            window = [w for w, _, _ in held[i : i + length]]
            if len(window) < length or sum(w in bag for w in window) < LEAST * size:
                continue
            ratio = difflib.SequenceMatcher(None, wanted, window, autojunk=False).ratio()
            if ratio >= LEAST and (best is None or ratio > best.likeness):
                best = Match((held[i][1], held[i + length - 1][2]), min(ratio, 0.999))
    return best


def difference(quotation: str, text: str) -> tuple[tuple[str, str], ...]:
    """Runs of ("=" same, "-" asked only, "+" article only) words."""
    a, b = quotation.split(), text.split()
    bare = [[re.sub(r"\W+", "", w).lower() for w in side] for side in (a, b)]
    runs: list[tuple[str, str]] = []
    for tag, i, j, k, m in difflib.SequenceMatcher(None, bare[0], bare[1], autojunk=False).get_opcodes():
        if tag == "equal":
            runs.append(("=", " ".join(b[k:m])))
            continue
        if j > i:
            runs.append(("-", " ".join(a[i:j])))
        if m > k:
            runs.append(("+", " ".join(b[k:m])))
    return tuple(runs)
