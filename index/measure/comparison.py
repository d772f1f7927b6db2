"""On Record compared with other libraries for search.

All get the same passages of the same library, and each is measured in processes of its own.
"""

from __future__ import annotations

import importlib.util
import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

from index.embedding.embedder import PACKAGED, packaged_model
from index.errors import OnRecordError
from index.measure.peers import NEEDED, PEERS, Ask
from index.measure.processes import run_command, run_peer, run_worker
from index.measure.quality import covers
from index.measure.report import OWN, Adding, Contender, Latency
from index.measure.worker import Task, elapsed, percentiles
from index.store.store import Store

if TYPE_CHECKING:
    from index.measure.plan import Notify, Plan

SCORES = ("hit1", "hit5", "answered", "refused", "said1")


@dataclass(frozen=True, slots=True)
class _Judged:
    """An answer of another library, compared with the gold answers."""

    answerable: bool
    right: list[bool]  # of each passage in the answer
    best_score: float


def require_peers() -> None:
    """Check that all other libraries are installed.

    Raises:
        OnRecordError: One is missing.
    """
    missing = [name for name in NEEDED if not _installed(name)]
    if missing:
        raise OnRecordError(
            f"--peers needs packages that are not installed ({', '.join(missing)}): "
            "pip install -c constraints.txt -e '.[peers]'"
        )


def _installed(name: str) -> bool:
    try:
        return importlib.util.find_spec(name) is not None
    except ModuleNotFoundError:  # not even its parent package is installed
        return False


def compare(
    plan: Plan,
    folder: Path,
    base: Path,
    adding: Adding,
    questions: list[str],
    command: Sequence[str],
    notify: Notify,
) -> tuple[Contender, ...]:
    """Measure On Record and the other libraries on the passages of one library.

    Args:
        plan: What is measured.
        folder: A temporary folder.
        base: The library's data folder, to which articles are added at the end.
        adding: Figures of adding its articles.
        questions: What is asked; at least one.
        command: How `onrecord` is started.
        notify: Called with a few words about what is being done.

    Returns:
        Figures of On Record, then of the others.

    Raises:
        OnRecordError: A measurement failed.
    """
    passages, urls = _passages(base)
    (folder / "passages.json").write_text(json.dumps(passages), encoding="utf-8")
    others: list[Contender] = []
    for name in PEERS:
        notify(f"measuring {name}")
        task: Task = {
            "peer": name,
            "passages": str(folder / "passages.json"),
            "folder": str(folder / "peers" / str(len(others))),
            "model": str(packaged_model()) if plan.model == PACKAGED else plan.model,
        }
        others.append(_measure_peer(plan, task, adding, questions, urls))
    notify("measuring On Record")
    return (_measure_own(plan, base, adding, questions, command), *others)


def _measure_peer(
    plan: Plan, task: Task, adding: Adding, questions: list[str], urls: Sequence[Sequence[str]]
) -> Contender:
    run_peer({**task, "task": "add"})
    asking = {**task, "task": "ask", "scored": []}
    start = median(elapsed(lambda: run_peer({**asking, "questions": questions[:1]})) for _ in range(plan.cold_starts))
    scored = [record["question"] for record in _gold(plan.said)] if plan.said else []
    figures = run_peer({**asking, "questions": questions[: plan.question_count], "scored": scored})
    scores = lenient_scores(plan.said, lambda question: figures["answers"][question], urls) if plan.said else {}
    return Contender(
        task["peer"],
        adding.rounds.rate(task["peer"]) if adding.rounds else None,
        start,
        Latency(**percentiles(figures["seconds"])),
        figures["memory"],
        **{key: scores.get(key) for key in SCORES},
    )


def _measure_own(plan: Plan, base: Path, adding: Adding, questions: list[str], command: Sequence[str]) -> Contender:
    task: Task = {
        "task": "ask",
        "data": str(base),
        "model": plan.model,
        "precision": plan.precision,
        "questions": questions,
        "said": str(plan.said.absolute()) if plan.said else None,
        "recall": 1,
        "rounds": 1,
        "added_code_points": 1,
    }
    cold_start = [*command, "--data", str(base), "ask", questions[0]]
    start = median(elapsed(lambda: run_command(cold_start)) for _ in range(plan.cold_starts))
    figures = run_worker(task)
    scores = {**figures["said"], "answered": figures["said"]["hit5"]} if figures["said"] else {}
    return Contender(
        OWN,
        adding.rounds.rate(OWN) if adding.rounds else None,
        start,
        Latency(**figures["idle"]),
        figures["memory"],
        **{key: scores.get(key) for key in SCORES},
    )


def _passages(base: Path) -> tuple[list[str], list[tuple[str, ...]]]:
    """The passages of a library, and the addresses of the article of each."""
    store = Store(base / "onrecord.db")
    texts: list[str] = []
    urls: list[tuple[str, ...]] = []
    for entry in store.listing():
        article = store.articles([entry.id])[entry.id]
        for passage in store.passages_of([entry.id]):
            texts.append(article.text[passage.start : passage.end])
            urls.append(article.urls)
    store.close()
    return texts, urls


def _gold(folder: Path) -> list[dict[str, Any]]:
    """Questions with their gold answers."""
    lines = (folder / "questions.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]


def lenient_scores(folder: Path, ask: Ask, urls: Sequence[Sequence[str]]) -> dict[str, float]:
    """Score answers that are passages, of any length and whoever speaks in them.

    A passage is right when its article is the gold one and it covers the gold words.  To refuse, an answer must
    score below a threshold, which is fitted to each half of the questions and applied to the other half.

    Args:
        folder: A folder with questions.jsonl.
        ask: Answers a question with (index of the passage, text, score), best first.
        urls: Addresses of the article of each passage.

    Returns:
        Shares: hit1, hit5, and with the threshold answered and refused.
    """
    judged = [_judge(record, ask, urls) for record in _gold(folder)]
    answerable = max(1, sum(answer.answerable for answer in judged))
    halves = [judged[0::2], judged[1::2]]
    decided = [_decide(half, _threshold(other)) for half, other in zip(halves, halves[::-1], strict=True)]
    return {
        "hit1": sum(any(answer.right[:1]) for answer in judged) / answerable,
        "hit5": sum(any(answer.right) for answer in judged) / answerable,
        "answered": sum(answered for answered, _ in decided) / answerable,
        "refused": sum(refused for _, refused in decided) / max(1, len(judged) - answerable),
    }


def _judge(record: dict[str, Any], ask: Ask, urls: Sequence[Sequence[str]]) -> _Judged:
    answer = ask(record["question"])
    right = [
        any(gold["url"] in urls[index] and covers(text, gold["content"], math.inf) for gold in record["answers"])
        for index, text, _ in answer
    ]
    return _Judged(bool(record["answers"]), right, max((score for _, _, score in answer), default=-math.inf))


def _threshold(judged: list[_Judged]) -> float:
    """The score below which refusing gives the best mean of answered and refused."""

    def value(threshold: float) -> float:
        answered, refused = _decide(judged, threshold)
        answerable = sum(answer.answerable for answer in judged)
        return answered / max(1, answerable) + refused / max(1, len(judged) - answerable)

    return max({-math.inf, *(answer.best_score for answer in judged)}, key=value)


def _decide(judged: list[_Judged], threshold: float) -> tuple[int, int]:
    """How many are answered rightly, and how many rightly refused, at a threshold."""
    answered = sum(each.answerable and each.best_score >= threshold and any(each.right) for each in judged)
    return answered, sum(not each.answerable and each.best_score < threshold for each in judged)
