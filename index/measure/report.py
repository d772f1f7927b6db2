"""What `onrecord bench` finds: figures of one machine."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Latency:
    """Milliseconds from a question to its answer."""

    p50: float
    p95: float
    p99: float


@dataclass(frozen=True, slots=True)
class Adding:
    """Articles into an empty library.

    seconds: all of it, as `onrecord add` does it; parts: the seconds of each part when it has the machine to
    itself.  real: how many articles are real.  memory: the most it took, MB (RSS).  plain: passages a second of
    sentence-transformers' own encode, and least_cosine of its vectors with ours; None when they were not compared.
    """

    articles: int
    real: int
    passages: int
    statements: int
    megabytes: float
    seconds: float
    memory: float
    parts: dict[str, float]
    plain: float | None
    least_cosine: float | None


@dataclass(frozen=True, slots=True)
class SaidScore:
    """The right quote first and within five; the same by the right speaker; unanswerable questions refused."""

    hit1: float
    hit5: float
    said1: float
    said5: float
    refused: float


@dataclass(frozen=True, slots=True)
class Size:
    """A library of so many passages, measured.

    real: whether every article in it is.  cold: seconds from starting `onrecord ask` till it has answered.
    open: seconds of opening; first: milliseconds of the first answer after it.
    memory: MB (RSS) after the first answer; memory_after: after hundreds.  disk: MB of store, vectors, words.
    idle, together, adding: one asker, eight, one while articles are added; kinds: idle, by the kind of question
    (corpus.KINDS).  a_second: answers to eight.
    added_a_second: passages.  recall: at 10, against exact search.
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
    """One way to search the same passages.

    adding: passages a second.  start: seconds from starting its process till it has answered.  memory: MB.
    hit1, hit5: as in Said, whoever is given as the speaker; answered, refused: the right quote within five
    and silence, when each stays silent below the bound that suits it best.  said1: with the right speaker.
    """

    name: str
    adding: float
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
    """Everything measured.

    model, precision: of the embeddings.  source: where the articles are from; grown: passages past which a
    library is grown from them.
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
        return asdict(self)
