"""Up to which change of the store the search indexes of a data folder go, by their manifests alone."""

from __future__ import annotations

import json
from pathlib import Path

MANIFESTS = {"vectors": "vectors.json", "words": "words.json", "spoken": "words.json"}


def generations(data: Path) -> dict[str, int]:
    """The generation of each index by its folder's name; 0 of one that is missing or can't be read.

    Args:
        data: The data folder.
    """
    return {name: _generation(data / name / file) for name, file in MANIFESTS.items()}


def _generation(manifest: Path) -> int:
    try:
        return int(json.loads(manifest.read_text(encoding="utf-8"))["generation"])
    except (OSError, ValueError, KeyError, TypeError):
        return 0
