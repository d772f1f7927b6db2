"""On Record beside what one would pick instead.

All get the same passages of the same library, and each is measured in processes of its own.
"""

from __future__ import annotations

import importlib.util
import json
import math
import sys
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

from index.embedding.embedder import PACKAGED, packaged_model
from index.errors import OnRecordError
from index.measure import peers
from index.measure.peers import NEEDED, PEERS, Ask
from index.measure.processes import run, run_command
from index.measure.quality import covers
from index.measure.report import Adding, Contender, Latency
from index.measure.worker import Task, percentiles, timed
from index.store.store import Store

if TYPE_CHECKING:
    from index.measure.plan import Plan, Tell

# The folder of this package must not be where their imports are looked for.
SCRIPT = (sys.executable, "-P", peers.__file__)
SCORE = ("hit1", "hit5", "answered", "refused", "said1")


def require() -> None:
    """Raises OnRecordError unless everything that is compared is installed."""
    missing = [name for name in NEEDED if not _installed(name)]
    if missing:
        raise OnRecordError(
            f"--peers needs packages that are not installed ({', '.join(missing)}): "
            "pip install -c constraints.txt -e '.[peers]'"
        )


def _installed(name: str) -> bool:
    try:
        return importlib.util.find_spec(name) is not None
    except ModuleNotFoundError:  # not even its parent is there
        return False


def contest(
    plan: Plan, place: Path, base: Path, adding: Adding, asked: list[str], command: Sequence[str], tell: Tell
) -> tuple[Contender, ...]:
    """On Record and the others on the passages of a library.

    base: the library's data folder, which is changed at the end.
    """
    passages, urls = _handed_over(base)
    (place / "passages.json").write_text(json.dumps(passages), encoding="utf-8")
    found: list[Contender] = []
    for name in PEERS:
        tell(f"measuring {name}")
        task: Task = {
            "peer": name,
            "passages": str(place / "passages.json"),
            "folder": str(place / "peers" / str(len(found))),
            "model": str(packaged_model()) if plan.model == PACKAGED else plan.model,
        }
        found.append(_measured(plan, task, adding, asked, urls))
    tell("measuring On Record")
    return (_own(plan, base, adding, asked, command), *found)


def _measured(plan: Plan, task: Task, adding: Adding, asked: list[str], urls: Sequence[Sequence[str]]) -> Contender:
    seconds = _run({**task, "task": "add"})["seconds"]
    first = {**task, "task": "ask", "scored": []}
    start = median(timed(lambda: _run({**first, "questions": asked[:1]})) for _ in range(plan.starts))
    scored = [one["question"] for one in _questions(plan.said)] if plan.said else []
    held = _run({**first, "questions": asked[: plan.asked], "scored": scored})
    score = said(plan.said, lambda question: held["answers"][question], urls) if plan.said else {}
    return _contender(task["peer"], adding.passages / seconds, start, held["seconds"], held["memory"], score)


def _own(plan: Plan, base: Path, adding: Adding, asked: list[str], command: Sequence[str]) -> Contender:
    task: Task = {
        "task": "ask",
        "data": str(base),
        "model": plan.model,
        "precision": plan.precision,
        "questions": asked,
        "said": str(plan.said.absolute()) if plan.said else None,
        "recall": 1,
        "rounds": 1,
        "fresh": 1,
    }
    line = [*command, "--data", str(base), "ask", asked[0]]
    start = median(timed(lambda: run_command(line)) for _ in range(plan.starts))
    held = run("index.measure.worker", task)
    score = {**held["said"], "answered": held["said"]["hit5"]} if held["said"] else {}
    return Contender(
        "On Record",
        adding.passages / adding.seconds,
        start,
        Latency(**held["idle"]),
        held["memory"],
        **{key: score.get(key) for key in SCORE},
    )


def _contender(
    name: str, adding: float, start: float, seconds: list[float], memory: float | None, score: dict[str, float]
) -> Contender:
    return Contender(
        name, adding, start, Latency(**percentiles(seconds)), memory, **{key: score.get(key) for key in SCORE}
    )


def _run(task: Task) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(run_command(SCRIPT, json.dumps(task)))
    return found


def _handed_over(base: Path) -> tuple[list[str], list[tuple[str, ...]]]:
    """The passages of a library, and the addresses of each one's article."""
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


def _questions(folder: Path) -> list[dict[str, Any]]:
    lines = (folder / "questions.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]


def said(folder: Path, ask: Ask, urls: Sequence[Sequence[str]]) -> dict[str, float]:
    """The said score read kindly: words of the gold article that hold the gold statement's, whoever says them,
    in passages as long as they come.

    answered, refused: with silence where the best score is below a bound, which is chosen on every other question
    for the best mean of both, and applied to the others.
    """
    asked: list[tuple[bool, list[bool], float]] = []  # has an answer; which passages are right; best score
    for question in _questions(folder):
        found = ask(question["question"])
        right = [
            any(g["url"] in urls[place] and covers(text, g["content"], math.inf) for g in question["answers"])
            for place, text, _ in found
        ]
        asked.append((bool(question["answers"]), right, max((score for _, _, score in found), default=-math.inf)))
    count = max(1, sum(answerable for answerable, _, _ in asked))
    halves = [asked[0::2], asked[1::2]]
    judged = [_judged(half, _bound(other)) for half, other in zip(halves, halves[::-1], strict=True)]
    return {
        "hit1": sum(any(right[:1]) for _, right, _ in asked) / count,
        "hit5": sum(any(right) for _, right, _ in asked) / count,
        "answered": sum(answered for answered, _ in judged) / count,
        "refused": sum(refused for _, refused in judged) / max(1, len(asked) - count),
    }


def _bound(asked: list[tuple[bool, list[bool], float]]) -> float:
    """The score below which silence suits these questions best."""

    def worth(bound: float) -> float:
        answered, refused = _judged(asked, bound)
        count = sum(answerable for answerable, _, _ in asked)
        return answered / max(1, count) + refused / max(1, len(asked) - count)

    return max({-math.inf, *(score for _, _, score in asked)}, key=worth)


def _judged(asked: list[tuple[bool, list[bool], float]], bound: float) -> tuple[int, int]:
    """How many were answered rightly, and how many rightly refused."""
    answered = sum(answerable and score >= bound and any(right) for answerable, right, score in asked)
    return answered, sum(not answerable and score < bound for answerable, _, score in asked)
