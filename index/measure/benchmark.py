"""Speed and size: adding, starting, asking, memory and disk, with the quality of the answers beside them.

Every measurement runs in a process of its own (`index.measure.worker`).  Nothing is downloaded.
"""

from __future__ import annotations

import math
import os
import platform
import shutil
import sqlite3
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from index.embedding.embedder import load
from index.errors import OnRecordError
from index.measure.corpus import make_questions, read_corpus
from index.measure.kept_libraries import make_library
from index.measure.peers import PEERS
from index.measure.plan import Notify, Plan
from index.measure.processes import empty_data_folder, run_command, run_worker, temporary_folder
from index.measure.report import Adding, Contender, Latency, Report, SaidScore, Size
from index.measure.rounds import measure_rounds
from index.store.store import Store

DISK_PER_PASSAGE = 6_000  # bytes, the copies made while measuring included
LEAST_QUESTIONS = 3  # with fewer there is nothing to measure


def run_benchmark(plan: Plan, data: Path, command: Sequence[str], notify: Notify) -> Report:
    """Carry out a plan.

    Args:
        plan: What is measured.
        data: The folder with the exported model, in which a temporary one is made.
        command: How `onrecord` is started.
        notify: Called with a few words about what is being done.

    Returns:
        All figures.

    Raises:
        OnRecordError: The plan can't be carried out, or a measurement failed.
    """
    _check(plan)
    try:
        data.mkdir(parents=True, exist_ok=True)
        _check_disk(max(plan.sizes), data)
        with temporary_folder(data) as folder:
            return _Benchmark(plan, folder, command, notify).run()
    except (OSError, sqlite3.Error) as error:  # the disk, whichever way it fails
        raise OnRecordError(f"measuring stopped in {data} ({error}); is there room, and may it be written?") from error


def _check(plan: Plan) -> None:
    """Raise OnRecordError at once for what would fail after minutes."""
    if plan.peers:
        from index.measure.comparison import require_peers

        require_peers()
    read_corpus(plan.source, 1, 0)
    if plan.library_cache and plan.library_cache.is_file():
        raise OnRecordError(f"{plan.library_cache} is a file; name a folder after --keep")
    if plan.said and not (plan.said / "questions.jsonl").exists():
        raise OnRecordError(f"{plan.said} has no questions.jsonl; name a folder with questions after --said")


def _check_disk(passages: int, data: Path) -> None:
    needed, free = DISK_PER_PASSAGE * passages, shutil.disk_usage(data).free
    if needed > free:
        raise OnRecordError(
            f"{passages:,} passages need about {needed / 1e9:,.0f} GB free in {data}, where {free / 1e9:,.0f} GB "
            "are; choose smaller --sizes, or another folder with --data"
        )


@dataclass(frozen=True, slots=True)
class _Benchmark:
    plan: Plan
    folder: Path
    command: Sequence[str]
    notify: Notify

    @property
    def base(self) -> Path:
        """The data folder of the library to which the articles are added."""
        return self.folder / "base"

    @property
    def _model(self) -> dict[str, Any]:
        return {"model": self.plan.model, "precision": self.plan.precision}

    @property
    def _corpus(self) -> dict[str, Any]:
        plan = self.plan
        return {
            "corpus": str(plan.source.absolute()),
            "max_code_points": plan.max_code_points,
            "min_code_points": plan.min_code_points,
        }

    def run(self) -> Report:
        plan = self.plan
        self.notify("preparing")
        empty_data_folder(self.base)
        # What is done once a machine is done before the clock runs.
        load(plan.model, self.base, precision=plan.precision)
        Store(self.base / "onrecord.db").close()
        adding, questions = self._adding()
        # With varied articles among those added, every library is synthetic.
        grown = adding.passages if adding.real == adding.articles else 0
        sizes = tuple(self._size(size, adding) for size in plan.sizes)
        peers: tuple[Contender, ...] = ()
        if plan.peers:
            from index.measure.comparison import compare

            peers = compare(plan, self.folder, self.base, adding, questions, self.command, self.notify)
        return Report(_machine(), plan.model, plan.precision, plan.source.name, grown, adding, sizes, peers)

    def _adding(self) -> tuple[Adding, list[str]]:
        """Figures of adding, and questions about what was added."""
        plan = self.plan
        self.notify("adding")
        figures = run_worker(
            {
                "task": "add",
                "data": str(self.base),
                "questions": 3 * plan.question_count,
                **self._model,
                **self._corpus,
            }
        )
        questions = figures.pop("questions")
        if len(questions) < LEAST_QUESTIONS:
            raise OnRecordError(f"nobody says enough in the articles of {plan.source} to be asked about; name others")
        self.notify("adding, part by part")
        apart = empty_data_folder(self.folder / "apart")
        parts = run_worker(
            {
                "task": "parts",
                "data": str(apart),
                "compared_passages": plan.compared_passages,
                **self._model,
                **self._corpus,
            }
        )
        shutil.rmtree(apart)
        rounds = measure_rounds(plan, self._corpus, self.folder, list(PEERS) if plan.peers else [], self.notify)
        adding = Adding(
            **figures,
            parts={name: parts[name] for name in ("extract", "statements", "embed", "write")},
            rounds=rounds,
            least_cosine=parts["least_cosine"],
        )
        return adding, questions

    def _size(self, passages: int, adding: Adding) -> Size:
        """Figures of asking a library of so many passages."""
        plan = self.plan
        data = empty_data_folder(self.folder / "grown")
        make_library(plan, self.base, data, passages, adding, self.notify)
        self.notify(f"asking {passages:,} passages")
        questions = _questions(data, 3 * plan.question_count)
        if len(questions) < LEAST_QUESTIONS:
            raise OnRecordError(f"{passages} passages hold too little to be asked about; choose larger --sizes")
        cold = median(
            _cold_start(self.command, data, questions[number % len(questions)]) for number in range(plan.cold_starts)
        )
        has_every_article = passages >= adding.passages  # else the said score would mean nothing
        figures = run_worker(
            {
                "task": "ask",
                "data": str(data),
                **self._model,
                "questions": questions,
                "recall": min(60, plan.question_count),
                "said": str(plan.said.absolute()) if plan.said and has_every_article else None,
                "rounds": math.ceil(passages / max(1, adding.passages)) + 1,
                "added_code_points": plan.added_code_points,
                "switch_interval": plan.switch_interval,
            }
        )
        shutil.rmtree(data, ignore_errors=True)
        for load_kind in ("idle", "together", "adding"):
            figures[load_kind] = Latency(**figures[load_kind])
        figures["kinds"] = {kind: Latency(**percentiles) for kind, percentiles in figures["kinds"].items()}
        figures["said"] = SaidScore(**figures["said"]) if figures["said"] else None
        real = adding.real == adding.articles and passages <= adding.passages
        return Size(real=real, cold=cold, **figures)


def _questions(data: Path, most: int) -> list[str]:
    """Questions about what is in this very library: others would be refused sooner than answered."""
    store = Store(data / "onrecord.db")
    try:
        return make_questions(store, most)
    finally:
        store.close()


def _cold_start(command: Sequence[str], data: Path, question: str) -> float:
    """Seconds from starting `onrecord ask` until it has answered and ended."""
    start = time.perf_counter()
    run_command([*command, "--data", str(data), "ask", question])
    return time.perf_counter() - start


def _machine() -> dict[str, Any]:
    return {
        "cores": os.cpu_count(),
        "memory_gb": round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9, 1),
        "system": f"{platform.system()} {platform.machine()}",
        "python": platform.python_version(),
        "load": round(os.getloadavg()[0], 2),
    }
