"""How fast and how large: adding, starting, asking and memory, and how good the answers are beside it.

Every measurement runs in a process of its own (index.trial).  Nothing is fetched.
"""

from __future__ import annotations

import math
import os
import platform
import shutil
import sqlite3
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from typing import Any

from index.embedding.embedder import load
from index.errors import OnRecordError
from index.measure import corpus
from index.measure.plan import Plan, Tell
from index.measure.processes import prepared, run, run_command, workplace
from index.measure.report import Adding, Contender, Latency, Report, SaidScore, Size
from index.measure.synthetic import grow
from index.search.vector_file import Rows
from index.search.vector_index import VectorIndex
from index.store.store import Store

ROOM = 6_000  # bytes of disk for a passage, its copies while measuring included


def bench(plan: Plan, data: Path, command: Sequence[str], tell: Tell) -> Report:
    """Carry out a plan.

    data: the folder under which a temporary one is made, and which has the exported model.
    command: how `onrecord` is started.  tell: told in a few words what is going on.
    Raises OnRecordError.
    """
    if plan.peers:
        from index.measure.comparison import require

        require()
    corpus.read(plan.source, 1, 0)  # what is wrong is said at once
    if plan.kept and plan.kept.is_file():
        raise OnRecordError(f"{plan.kept} is a file; name a folder after --keep")
    if plan.said and not (plan.said / "questions.jsonl").exists():
        raise OnRecordError(f"{plan.said} has no questions.jsonl; name a folder with questions after --said")
    try:
        data.mkdir(parents=True, exist_ok=True)
        _room(max(plan.sizes), data)
        with workplace(data) as place:
            return _bench(plan, place, command, tell)
    except (OSError, sqlite3.Error) as error:  # the disk, whichever way it fails
        raise OnRecordError(f"measuring stopped in {data} ({error}); is there room, and may it be written?") from error


def _room(passages: int, data: Path) -> None:
    """Raises OnRecordError unless so many passages fit."""
    needed, free = ROOM * passages, shutil.disk_usage(data).free
    if needed > free:
        raise OnRecordError(
            f"{passages:,} passages need about {needed / 1e9:,.0f} GB free in {data}, where {free / 1e9:,.0f} GB "
            "are; choose smaller --sizes, or another folder with --data"
        )


def _bench(plan: Plan, place: Path, command: Sequence[str], tell: Tell) -> Report:
    base, model = prepared(place / "base"), {"model": plan.model, "precision": plan.precision}
    articles = {"corpus": str(plan.source.absolute()), "most": plan.most, "least": plan.least}
    tell("preparing")
    _prepare(base, plan)
    tell("adding")
    added = run(
        "index.measure.worker", {"task": "add", "data": str(base), "questions": 3 * plan.asked, **model, **articles}
    )
    asked = added.pop("questions")
    if len(asked) < 3:
        raise OnRecordError(f"nobody says enough in the articles of {plan.source} to be asked about; name others")
    tell("adding, part by part")
    apart = prepared(place / "apart")
    split = run("index.measure.worker", {"task": "parts", "data": str(apart), "plain": plan.plain, **model, **articles})
    shutil.rmtree(apart)
    names = ("extract", "statements", "embed", "write")
    adding = Adding(
        **added,
        parts={name: split[name] for name in names},
        plain=split["plain"],
        least_cosine=split["least_cosine"],
    )
    # What was not real among the added counts as grown.
    grown = adding.passages if adding.real == adding.articles else 0
    sizes = tuple(_size(plan, place, base, size, adding, command, tell) for size in plan.sizes)
    peers: tuple[Contender, ...] = ()
    if plan.peers:
        from index.measure.comparison import contest

        peers = contest(plan, place, base, adding, asked, command, tell)
    return Report(_machine(), plan.model, plan.precision, plan.source.name, grown, adding, sizes, peers)


def _size(
    plan: Plan, place: Path, base: Path, passages: int, adding: Adding, command: Sequence[str], tell: Tell
) -> Size:
    data = prepared(place / "grown")
    _library(plan, base, data, passages, adding, tell)
    tell(f"asking {passages:,} passages")
    asked = _questions(data, 3 * plan.asked)
    if len(asked) < 3:
        raise OnRecordError(f"{passages} passages hold too little to be asked about; choose larger --sizes")
    whole = passages >= adding.passages  # with some of its articles missing, the said score would tell nothing
    cold = median(_cold(command, data, asked[number % len(asked)]) for number in range(plan.starts))
    rounds = math.ceil(passages / max(1, adding.passages)) + 1
    found = run(
        "index.measure.worker",
        {
            "task": "ask",
            "data": str(data),
            "model": plan.model,
            "precision": plan.precision,
            "questions": asked,
            "recall": min(60, plan.asked),
            "said": str(plan.said.absolute()) if plan.said and whole else None,
            "rounds": rounds,
            "fresh": plan.fresh,
        },
    )
    shutil.rmtree(data, ignore_errors=True)
    for kind in ("idle", "together", "adding"):
        found[kind] = Latency(**found[kind])
    found["kinds"] = {kind: Latency(**held) for kind, held in found["kinds"].items()}
    found["said"] = SaidScore(**found["said"]) if found["said"] else None
    real = adding.real == adding.articles and passages <= adding.passages
    return Size(real=real, cold=cold, **found)


def _library(plan: Plan, base: Path, data: Path, passages: int, adding: Adding, tell: Tell) -> None:
    """A library of so many passages, from those that are kept or grown."""
    kept = plan.kept / f"{passages}" if plan.kept else None
    source = f"{adding.articles} articles, {adding.passages} passages of {plan.source.absolute()}"
    mark = f"{source}, {plan.model}, {plan.precision}"
    if kept and (kept / "grown").is_file() and (kept / "grown").read_text(encoding="utf-8") == mark:
        tell(f"copying the library of {passages:,} passages")
        shutil.copytree(kept, data, dirs_exist_ok=True, symlinks=True)
        return
    tell(f"growing a library of {passages:,} passages")
    _grown(base, data, passages, tell)
    if kept:
        shutil.rmtree(kept, ignore_errors=True)
        shutil.copytree(data, kept, symlinks=True, ignore=shutil.ignore_patterns("model"))
        (kept / "grown").write_text(mark, encoding="utf-8")


def _grown(base: Path, data: Path, passages: int, tell: Tell) -> None:
    grow(base, data, passages)
    if not (data / "model").exists():
        (data / "model").symlink_to((base / "model").resolve())
    rows = Rows.open(data / "vectors")
    vectors = VectorIndex(data / "vectors", rows.width, rows.fingerprint)
    if vectors.overdue:  # what a running bot does in the background
        tell(f"indexing {passages:,} vectors")
        vectors.build().join()


def _questions(data: Path, most: int) -> list[str]:
    """Questions about what is in this very library: others would be refused sooner than answered."""
    store = Store(data / "onrecord.db")
    try:
        return corpus.questions(store, most)
    finally:
        store.close()


def _cold(command: Sequence[str], data: Path, question: str) -> float:
    """Seconds from starting `onrecord ask` till it has answered and ended."""
    start = time.perf_counter()
    run_command([*command, "--data", str(data), "ask", question])
    return time.perf_counter() - start


def _prepare(data: Path, plan: Plan) -> None:
    """Whatever is done once a machine is done before the clock runs."""
    load(plan.model, data, precision=plan.precision)
    Store(data / "onrecord.db").close()


def _machine() -> dict[str, Any]:
    return {
        "cores": os.cpu_count(),
        "memory_gb": round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9, 1),
        "system": f"{platform.system()} {platform.machine()}",
        "python": platform.python_version(),
        "load": round(os.getloadavg()[0], 2),
    }
