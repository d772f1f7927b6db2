"""Figures of `onrecord bench`, all of one machine; their names are those of its JSON."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from statistics import median
from typing import Any

OWN, EMBEDDING, ENCODE = "On Record", "embedding", "sentence-transformers"  # who takes turns beside other libraries


@dataclass(frozen=True, slots=True)
class Latency:
    """Percentiles of the time from a question to its answer, in milliseconds."""

    p50: float
    p95: float
    p99: float


@dataclass(frozen=True, slots=True)
class Rounds:
    """Adding and others on the same passages, by turns.

    Attributes:
        passages: In all rounds together.
        seconds: Of each one in every round: OWN adds articles, EMBEDDING is its embedding alone, ENCODE is
            sentence-transformers' own encode, and others are other libraries.
    """

    passages: int
    seconds: dict[str, tuple[float, ...]]

    def rate(self, name: str) -> float:
        """Passages a second of one of them."""
        return self.passages / sum(self.seconds[name])

    def times(self, name: str, other: str) -> float:
        """How many times as fast one of them is as another one: the median of the rounds."""
        return median(b / a for a, b in zip(self.seconds[name], self.seconds[other], strict=True))


@dataclass(frozen=True, slots=True)
class Adding:
    """Adding articles to an empty library.

    Attributes:
        articles: How many were added.
        real: How many of them are real, not varied.
        passages: Of those articles.
        statements: Of those articles.
        megabytes: Size of their text in UTF-8.
        seconds: Of all the adding, as `onrecord add` does it.
        memory: Peak resident memory, MB.
        parts: Seconds of each part when it has the machine to itself.
        rounds: Beside others, by turns; None: not compared.
        least_cosine: The lowest cosine of sentence-transformers' vectors with ours; None: not compared.
    """

    articles: int
    real: int
    passages: int
    statements: int
    megabytes: float
    seconds: float
    memory: float
    parts: dict[str, float]
    rounds: Rounds | None
    least_cosine: float | None


@dataclass(frozen=True, slots=True)
class SaidScore:
    """Answers to questions with gold answers, and to some that have none; all are shares, 0 to 1.

    Attributes:
        hit1: A right quote comes first.
        hit5: A right quote is among the first five.
        said1: A right quote by the right speaker comes first.
        said5: The same, among the first five.
        refused: Unanswerable questions that get no quote.
    """

    hit1: float
    hit5: float
    said1: float
    said5: float
    refused: float


@dataclass(frozen=True, slots=True)
class Size:
    """Questions to a library of one size.

    Attributes:
        passages: Of the library.
        real: Whether every article in it is real.
        cold: Seconds from starting `onrecord ask` until it has answered and ended (median).
        open: Seconds of opening the library.
        first: Milliseconds of the first answer after that.
        memory: Resident memory after the first answer, MB.
        memory_after: The same after some hundred answers.
        disk: MB of the store, the vectors and both text indexes.
        idle: With one asker.
        kinds: The same by kind of question (keys of corpus.QUESTION_TEMPLATES).
        together: With eight askers at the same time.
        adding: With one asker while articles are added.
        a_second: Answers a second with eight askers.
        added_a_second: Passages added a second while questions are asked.
        recall: Recall at 10 of the vector search against exact search.
        said: Scores of the answers; None where none were asked for.
    """

    passages: int
    real: bool
    cold: float
    open: float
    first: float
    memory: float
    memory_after: float
    disk: dict[str, float]
    idle: Latency
    kinds: dict[str, Latency]
    together: Latency
    adding: Latency
    a_second: float
    added_a_second: float
    recall: float
    said: SaidScore | None


@dataclass(frozen=True, slots=True)
class Contender:
    """One library that searches the same passages; shares are None where answers were not scored.

    Attributes:
        name: Of the library.
        adding: Passages added a second, by turns with the others; None: not compared.
        start: Seconds from starting its process until it has answered.
        asking: Latency of questions.
        memory: Resident memory after the first answer, MB; None where the system doesn't tell.
        hit1: As in SaidScore, whoever is the speaker.
        hit5: The same.
        answered: Share of answerable questions with a right quote among the first five, with refusals.
        refused: Share of unanswerable questions refused; each library refuses below the score that suits it best.
        said1: As in SaidScore; only On Record names speakers.
    """

    name: str
    adding: float | None
    start: float
    asking: Latency
    memory: float | None
    hit1: float | None
    hit5: float | None
    answered: float | None
    refused: float | None
    said1: float | None


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that was measured.

    Attributes:
        machine: Cores, memory, system, Python and load.
        model: Of the embeddings.
        precision: Of the embeddings.
        source: Name of the file or folder of articles.
        grown: Passages past which a library is synthetic.
        adding: Adding articles.
        sizes: Questions by size of the library, ascending.
        peers: Other libraries and On Record.
    """

    machine: dict[str, Any]
    model: str
    precision: str
    source: str
    grown: int
    adding: Adding
    sizes: tuple[Size, ...]
    peers: tuple[Contender, ...] = ()

    def record(self) -> dict[str, Any]:
        """The report as nested dictionaries, for JSON."""
        return asdict(self)
