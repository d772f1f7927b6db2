"""What a benchmark measures, and on what."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from index.embedding.embedder import Precision

SAMPLE = Path(__file__).parents[1] / "sample"

Notify = Callable[[str], None]  # called with a few words about what is being done


@dataclass(frozen=True, slots=True)
class Plan:
    """What is measured.

    Attributes:
        model: Name or path of the sentence model.
        precision: Of the embeddings.
        sizes: Passages of the libraries, ascending.
        corpus: A file or folder of articles; None: those of `said`, else the sample.
        said: A folder with articles.jsonl and questions.jsonl, to score answers; None: no score.
        library_cache: A folder for the synthetic libraries, which are used again when they are there.
        max_code_points: Of the articles that are added first.
        min_code_points: The same; where the real articles have fewer, varied ones follow.
        question_count: Questions a measurement.
        cold_starts: Cold starts a size.
        added_code_points: Code points that are added while questions are asked.
        compared_passages: Passages that sentence-transformers embeds for comparison.
        peers: Whether other libraries are measured as well.
        switch_interval: The GIL's in the process that is asked, in seconds, as the bot sets its own; None: Python's.
    """

    model: str
    precision: Precision = "float32"
    sizes: tuple[int, ...] = (1_000, 10_000, 100_000, 1_000_000)
    corpus: Path | None = None
    said: Path | None = None
    library_cache: Path | None = None
    max_code_points: int = 5_000_000
    min_code_points: int = 1_000_000
    question_count: int = 200
    cold_starts: int = 5
    added_code_points: int = 150_000
    compared_passages: int = 1_000
    peers: bool = False
    switch_interval: float | None = None

    @property
    def source(self) -> Path:
        """The file or folder from which articles are read."""
        return self.corpus or (self.said / "articles.jsonl" if self.said else SAMPLE)

    def quick(self) -> Plan:
        """A smaller plan, which takes less than two minutes."""
        return replace(
            self,
            sizes=(1_000, 5_000),
            max_code_points=80_000,
            min_code_points=80_000,
            question_count=40,
            cold_starts=3,
            added_code_points=15_000,
            compared_passages=100,
        )
