"""What each trick that keeps the library fast gains: the same work with and without it, by turns.

python -m tests.measure.tricks FOLDER [--only switch] [--questions 60] [--rounds 4]

FOLDER is a data folder, like one that `onrecord bench --keep` leaves; a copy of it is measured. A gain below 10 %
at every size is no reason to keep a trick. Only ratios can be compared: all times depend on the machine, and times by
the clock on what else runs there.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np
import sqlalchemy as sql

from bot.serving.process import SWITCH_INTERVAL
from index.embedding import embedder
from index.library import Index
from index.measure.corpus import make_questions, question_kind, take, vary
from index.model import Draft, Filter
from index.search import vector_file, vector_index
from index.search.vector_file import Floats, Ids
from index.search.vector_index import VectorIndex
from index.store import article_columns, people
from index.store.schema import speaks_
from tests.command import ROOT

ADDED = 15_000  # code points that are added at a time
NORMAL_INTERVAL = 0.005  # seconds, Python's own

Off = Callable[[Index], AbstractContextManager[Any]]
Costs = tuple[list[float], list[float]]  # with the trick and without


@dataclass(frozen=True)
class Work:
    """What is measured: a library, questions about it, and how often."""

    index: Index
    questions: list[str]
    rounds: int

    def ask(self, question: str, clock: Callable[[], float]) -> float:
        """Seconds of an answer, of which nothing is remembered from the time before."""
        self.index._vectors.clear()
        self.index.store.columns._cached = (-1, {})
        start = clock()
        self.index.ask(question)
        return clock() - start

    def by_turns(self, work: Callable[[str], float], off: Off, best: Callable[[Sequence[float]], float]) -> Costs:
        """The cost of each question with and without a trick: the best of its rounds."""
        costs: dict[bool, dict[str, list[float]]] = {True: {}, False: {}}
        for number in range(self.rounds):
            for place, question in enumerate(self.questions):
                for on in (True, False) if (place + number) % 2 else (False, True):
                    with nullcontext() if on else off(self.index):
                        costs[on].setdefault(question, []).append(work(question))
        with_trick, without = ([best(each) for each in costs[on].values()] for on in (True, False))
        return with_trick, without


@contextmanager
def patched(owner: Any, name: str, value: Any) -> Iterator[None]:
    """Something else in place of an attribute."""
    original = owner.__dict__[name]
    setattr(owner, name, value)
    try:
        yield
    finally:
        setattr(owner, name, original)


# situations


def alone(work: Work, off: Off) -> Costs:
    """Processor time of questions, with nothing else to do."""
    return work.by_turns(lambda question: work.ask(question, time.process_time), off, min)


def by_the_clock(work: Work, off: Off) -> Costs:
    """Time of questions, with nothing else to do."""
    return work.by_turns(lambda question: work.ask(question, time.perf_counter), off, min)


def of_topics(work: Work, off: Off) -> Costs:
    """Processor time of questions that name nobody."""
    topics = [question for question in work.questions if question_kind(question) in ("topic", "who")]
    return alone(replace(work, questions=topics), off)


def beside_a_busy_thread(work: Work, off: Off) -> Costs:
    """Time of questions while a thread of the same process computes."""
    stop = threading.Event()

    def compute() -> None:
        while not stop.is_set():
            sum(number * number for number in range(2000))

    thread = threading.Thread(target=compute)
    thread.start()
    try:
        return work.by_turns(lambda question: work.ask(question, time.perf_counter), off, median)
    finally:
        stop.set()
        thread.join()


def while_adding(work: Work, off: Off) -> Costs:
    """Time of questions while articles are added to the library."""
    index = work.index
    known = [
        Draft(article.text, article.title, article.url, article.outlet, article.author, article.published)
        for article in index.store.articles(entry.id for entry in index.store.listing()[-50:]).values()
    ]
    index.reader.statements(known[0].text)  # loads what is loaded once
    costs: Costs = ([], [])
    for number in range(2 * work.rounds):
        on = number % 4 in (0, 3)
        drafts = vary(take(known, ADDED), ADDED, first=1_000_001 + number)
        with nullcontext() if on else off(index):
            adding = threading.Thread(target=lambda drafts=drafts: list(index.add(drafts)))
            adding.start()
            asked = 0
            while adding.is_alive():
                costs[not on].append(work.ask(work.questions[asked % len(work.questions)], time.perf_counter))
                asked += 1
                time.sleep(0.05)
            adding.join()
    return costs


def embedding(work: Work, off: Off) -> Costs:
    """Processor time of embedding passages of the library."""
    articles = work.index.store.articles(entry.id for entry in work.index.store.listing()[:20]).values()
    passages = work.index.store.passages_of([article.id for article in articles])[:300]
    texts = {article.id: article.text for article in articles}
    wanted = [texts[passage.article][passage.start : passage.end] for passage in passages]

    def embed(_: str) -> float:
        start = time.process_time()
        work.index.embedder.embed(wanted)
        return time.process_time() - start

    return replace(work, questions=[""]).by_turns(embed, off, min)


def reading_people(work: Work, off: Off) -> Costs:
    """Processor time of reading everyone on record."""

    def read(_: str) -> float:
        start = time.process_time()
        work.index.store.speakers()
        return time.process_time() - start

    return replace(work, questions=[""]).by_turns(read, off, min)


def of_who_speaks_most(work: Work, off: Off) -> Costs:
    """Processor time of finding the passages of the person who has most of them."""
    (person,) = work.index.directory.most_quoted(1)

    def filtered(_: str) -> float:
        work.index.store.columns._cached = (-1, {})
        start = time.process_time()
        work.index.store.matching(Filter(people=(person.id or 0,)), work.index.generation)
        return time.process_time() - start

    return replace(work, questions=[""]).by_turns(filtered, off, min)


def memory(work: Work, off: Off) -> Costs:
    """MB of the vectors' file that a process keeps in memory after searches for the questions."""
    costs: Costs = ([], [])
    for number in range(work.rounds):
        on = number % 2 == 0
        with nullcontext() if on else off(work.index):
            vectors = VectorIndex.existing(work.index.data / "vectors")
            before = mapped()
            for question in work.questions:
                vectors.search(work.index._topic_vector(work.index.embedder, question), 10)
            costs[not on].append(mapped() - before)
            del vectors
    return costs


def mapped() -> float:
    """MB of files that are mapped into this process and in memory."""
    status = Path("/proc/self/status").read_text("ascii")
    return int(status.split("RssFile:")[1].split()[0]) / 1024


# tricks


@dataclass(frozen=True)
class Trick:
    """Something that is done for speed or memory alone.

    Attributes:
        name: What it is.
        measure: The situation in which it matters.
        off: What is done without it.
    """

    name: str
    measure: Callable[[Work, Off], Costs]
    off: Off


class _Here(Executor):
    def submit(self, work: Callable[..., Any], /, *arguments: Any, **named: Any) -> Future[Any]:
        future: Future[Any] = Future()
        future.set_result(work(*arguments, **named))
        return future


@contextmanager
def _normal_switch_interval(_: Index) -> Iterator[None]:
    sys.setswitchinterval(NORMAL_INTERVAL)
    try:
        yield
    finally:
        sys.setswitchinterval(SWITCH_INTERVAL)


def _without_codes(_: Index) -> AbstractContextManager[None]:
    nearest = vector_index._nearest
    return patched(vector_index, "_nearest", lambda state, *more: nearest(replace(state, codes=None), *more))


def _mapped_reads(_: Index) -> AbstractContextManager[None]:
    def read(self: vector_file._RowFile, rows: Ids) -> Floats:
        return self._vectors[rows]

    return patched(vector_file._RowFile, "read", read)


@contextmanager
def _scans_kept(index: Index) -> Iterator[None]:
    with patched(vector_file, "KEPT_MAPPED", sys.maxsize), _without_codes(index):
        yield


def _row_by_row(_: Index) -> AbstractContextManager[None]:
    def spoken_by(connection: sql.Connection, people: tuple[int, ...]) -> Ids:
        query = sql.select(speaks_.c.passage).where(speaks_.c.person.in_(people))
        return np.unique(np.array(connection.execute(query).scalars().all(), np.int64))

    return patched(article_columns, "passages_spoken_by", spoken_by)


def _sqlalchemy_rows(_: Index) -> AbstractContextManager[None]:
    return patched(people, "fetch", lambda connection, query, *values: connection.exec_driver_sql(query, values).all())


def _threads() -> Any:
    from index import threads

    return threads


TRICKS = (
    Trick("switch interval", beside_a_busy_thread, _normal_switch_interval),
    Trick("switch interval", while_adding, _normal_switch_interval),
    Trick("low-priority threads", while_adding, lambda _: patched(_threads(), "lower_priority", lambda: None)),
    Trick("search by meaning in a thread", by_the_clock, lambda index: patched(index, "_executor", _Here())),
    Trick("search by meaning in a thread", beside_a_busy_thread, lambda index: patched(index, "_executor", _Here())),
    Trick("codes", of_topics, _without_codes),
    Trick("vectors read, not mapped", alone, _mapped_reads),
    Trick("vectors read, not mapped", memory, _mapped_reads),
    Trick("scans unmapped", memory, _scans_kept),
    Trick("passages of a person as one text", of_who_speaks_most, _row_by_row),
    Trick("sqlite3's own rows", reading_people, _sqlalchemy_rows),
    Trick("small batches", embedding, lambda _: patched(embedder, "BUDGET", 16 * embedder.BUDGET)),
)

# By what a start of `onrecord ask` goes on without a trick; its processor time is measured.
STARTS = {
    "collection paused": """
import contextlib
from bot.serving import process
process.collection_paused = contextlib.nullcontext
""",
    "checksums of large files later": """
import index.embedding as embedding
load = embedding.load_in_background
def load_and_check(*arguments):
    loading = load(*arguments)
    from index.search import text_index, vector_file
    text_index.CHECKED_AT_OPENING = vector_file.CHECKED_AT_OPENING = 10**12
    return loading
embedding.load_in_background = load_and_check
""",
}


def starts(data: Path, question: str, off: str, count: int) -> Costs:
    """Processor time of `onrecord ask`, with and without a trick."""
    costs: Costs = ([], [])
    run = "from bot.__main__ import main\nmain()\n"
    for number in range(count):
        for on in (True, False) if number % 2 else (False, True):
            code = run if on else off + run
            process = subprocess.Popen(
                [sys.executable, "-c", code, "--data", str(data), "ask", question],
                env={**os.environ, "PYTHONPATH": str(ROOT)},
                stdout=subprocess.DEVNULL,
            )
            usage = os.wait4(process.pid, 0)[2]
            costs[not on].append(usage.ru_utime + usage.ru_stime)
    return costs


def line(name: str, situation: str, costs: Costs) -> str:
    """The medians and means with and without a trick, and what it gains of each."""
    figures = []
    for statistic, of in (("median", np.median), ("mean", np.mean), ("p95", lambda each: np.percentile(each, 95))):
        with_trick, without = (float(of(each)) for each in costs)
        gain = f"{1 - with_trick / without:+4.0%}" if without else "none"
        figures.append(f"{statistic} {with_trick:8.4f} for {without:8.4f} ({gain})")
    return f"{name:32} {situation:22} {'  '.join(figures)}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--only", default="", help="parts of names, with commas")
    parser.add_argument("--questions", type=int, default=60)
    parser.add_argument("--rounds", type=int, default=4)
    options = parser.parse_args()
    sys.setswitchinterval(SWITCH_INTERVAL)
    with tempfile.TemporaryDirectory(dir=options.data.parent) as folder:
        data = Path(folder) / "data"
        shutil.copytree(options.data, data, symlinks=True)
        index = Index.open(data)
        questions = make_questions(index.store, options.questions)
        for question in questions[:10]:
            index.ask(question)
        work = Work(index, questions, options.rounds)
        sys.stdout.write(f"{len(index.vectors):,} passages; s or MB with a trick for those without (its gain)\n")
        for trick in TRICKS:
            if any(part in trick.name for part in options.only.split(",")):
                costs = trick.measure(work, trick.off)
                sys.stdout.write(line(trick.name, trick.measure.__name__.replace("_", " "), costs) + "\n")
                sys.stdout.flush()
        index.close()
        for name, off in STARTS.items():
            if any(part in name for part in options.only.split(",")):
                costs = starts(data, questions[0], off, 3 * options.rounds)
                sys.stdout.write(line(name, "onrecord ask", costs) + "\n")
                sys.stdout.flush()


if __name__ == "__main__":
    main()
