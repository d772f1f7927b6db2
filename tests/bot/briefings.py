"""Invented briefings for the bot's tests: no person or paper in them exists."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import numpy.typing as npt

from index import Draft, Index
from index.embedding.embedder import Embedder
from index.store.store import Store

DRAFTS = (
    Draft(
        "“We will build ten thousand homes by the spring,” Housing Minister Ada Brandt said on Monday. "
        "Brandt said that the homes would be let at half the market's rent.\n\n"
        "The city of Norhaven has long waited for new homes.",
        title="Norhaven to build ten thousand homes",
        url="https://harbour.example/homes?a=1&b=2",
        outlet="The Harbour Post",
        author="Ines Falk",
        published=datetime(2031, 3, 3, 9, tzinfo=UTC),
    ),
    Draft(
        "Ada Brandt told reporters that homes near the port would come first. "
        "“Nobody should pay more than a third of a wage for a home,” Brandt said. "
        "“I have seen the homes at the port, and they are not fit for rats,” she added.",
        title="Port homes first, says Brandt",
        url="https://harbour.example/port",
        outlet="The Harbour Post",
        published=datetime(2031, 3, 10, 9, tzinfo=UTC),
    ),
    Draft(
        "Opposition leader Tomas Quell said the homes were a promise on paper. "
        "“Where is the money for these homes?” Quell asked.",
        title="Quell doubts the homes",
        url="https://daily.example/quell",
        outlet="Norhaven Daily",
        published=datetime(2031, 3, 12, 9, tzinfo=UTC),
    ),
    Draft(
        "Fisheries Minister Lena Orvik said the herring quota would fall by a tenth. "
        "“The sea does not negotiate,” Orvik said.",
        title="Herring quota falls",
        url="https://daily.example/herring",
        outlet="Norhaven Daily",
        published=datetime(2031, 3, 14, 9, tzinfo=UTC),
        collection="fisheries",
    ),
    Draft(
        "“The trams of Norhaven must run all night, and they must be free,” Transport Minister Nils Aarden said.",
        title="Trams to run at night",
        url="https://daily.example/trams",
        outlet="Norhaven Daily",
        published=datetime(2031, 3, 15, 9, tzinfo=UTC),
    ),
)


class HashedWordsEmbedder(Embedder):
    """Texts as bags of hashed words: near when they share words.  Stands in where no meaning is tested."""

    def __init__(self) -> None:
        object.__setattr__(self, "width", 64)
        object.__setattr__(self, "fingerprint", "hashed words")

    def embed(
        self, texts: Sequence[str], progress: Callable[[int], None] | None = None, pool: Executor | None = None
    ) -> npt.NDArray[np.float32]:
        vectors = np.full((len(texts), self.width), 1e-6, dtype=np.float32)
        for row, text in enumerate(texts):
            for word in re.findall(r"\w+", text.lower()):
                vectors[row, zlib.crc32(word.encode()) % self.width] += 1
        vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
        return vectors


def briefings_library(data: Path, drafts: Sequence[Draft] = DRAFTS, server: str | None = None) -> Index:
    data.mkdir(parents=True, exist_ok=True)
    index = Index(data, HashedWordsEmbedder(), threads=1, store=Store(data / "onrecord.db", server))
    for outcome in index.add(drafts):
        assert outcome.status == "added", outcome
    return index
