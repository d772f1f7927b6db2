"""Statements marked by hand: brat stand-off files beside their texts (PolNeAR's layout).

Newell, Margolin, Ruths: "An Attribution Relations Corpus for Political News", LREC 2018.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Attribution:
    """A hand-marked statement: code point ranges of its content, source and cue."""

    content: list[tuple[int, int]]
    source: list[tuple[int, int]]
    cue: list[tuple[int, int]]


def read_attributions(path: Path) -> list[Attribution]:
    """Attributions of a brat stand-off file; lines that are no annotation are passed over."""
    spans: dict[str, list[tuple[int, int]]] = {}
    events: list[list[list[str]]] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        parts = line.split("\t")
        if re.match(r"T\d+\t\S+ \d", line) and len(parts) >= 2:
            ranges = parts[1].split(" ", 1)[1]
            spans[parts[0]] = [(int(r.split()[0]), int(r.split()[1])) for r in ranges.split(";")]
        elif re.match(r"E\d+\t", line):
            events.append([role.split(":") for role in parts[1].split()])
    found = []
    for roles in events:

        def of(kind: str, roles: list[list[str]] = roles) -> list[tuple[int, int]]:
            return [s for role, key in roles if role.startswith(kind) for s in spans.get(key, [])]

        if of("Content"):
            found.append(Attribution(of("Content"), of("Source"), of("Cue")))
    return found


def read_folder(folder: Path) -> list[tuple[str, list[Attribution]]]:
    """(text, attributions) of each article; of several annotators the first counts."""
    corpus, seen = [], set()
    for path in sorted((folder / "attributions").glob("*.ann")):
        name = re.sub(r"_[0-9a-f]{4}$", "", path.stem)
        if name not in seen:
            seen.add(name)
            text = (folder / "text" / f"{name}.txt").read_bytes().decode("utf-8")
            corpus.append((text, read_attributions(path)))
    return corpus
