"""What a benchmark measures, and on what."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from index.embedding.embedder import Precision

SAMPLE = Path(__file__).parents[1] / "sample"


Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Plan:
    """What is measured.

    corpus: a file or folder of articles; None: those of `said`, else the sample.
    said: a folder with articles.jsonl and questions.jsonl.  sizes: passages, rising.
    most, least: code points of articles that are added first; where the real ones have fewer, varied ones follow.
    asked: questions a measurement.  starts: cold starts a size.  fresh: code points added while questions are asked.
    plain: passages that sentence-transformers embeds for comparison.
    kept: a folder for the grown libraries, which are used again when they are there.
    """

    model: str
    precision: Precision = "float32"
    sizes: tuple[int, ...] = (1_000, 10_000, 100_000, 1_000_000)
    corpus: Path | None = None
    said: Path | None = None
    kept: Path | None = None
    most: int = 5_000_000
    least: int = 1_000_000
    asked: int = 200
    starts: int = 5
    fresh: int = 150_000
    plain: int = 1_000
    peers: bool = False

    @property
    def source(self) -> Path:
        return self.corpus or (self.said / "articles.jsonl" if self.said else SAMPLE)

    def quick(self) -> Plan:
        """One that takes less than two minutes."""
        return replace(
            self, sizes=(1_000, 5_000), most=80_000, least=80_000, asked=40, starts=3, fresh=15_000, plain=100
        )
