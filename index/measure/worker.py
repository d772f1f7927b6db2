"""One measurement in a process of its own: `python -m index.measure.worker`, a JSON object in, one out.

A fresh process is what makes a start cold and memory honest.
"""

from __future__ import annotations

import json
import os
import resource
import sys
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import chain, cycle
from pathlib import Path
from typing import Any

import numpy as np

from index.errors import OnRecordError
from index.library import Index
from index.measure import corpus
from index.measure.corpus import Corpus
from index.measure.quality import AnswerCounts, grade
from index.model import Draft
from index.search.indexed_documents import of_passages, of_statements
from index.search.text_index import TextIndex
from index.search.vector_file import Floats, Rows
from index.search.vector_index import VectorIndex
from index.store.store import Store
from index.text.sentences import passages as split

Task = dict[str, Any]

ASKERS = 8
NEAREST = 10  # of the nearest passages, how many the graph finds
BLOCK = 100_000  # rows looked at a time


def memory() -> float:
    """What this process holds now, in MB (RSS)."""
    try:
        with open("/proc/self/status", encoding="ascii") as status:
            kilobytes = next(int(line.split()[1]) for line in status if line.startswith("VmRSS:"))
    except OSError:  # no Linux
        return most_memory()
    return kilobytes / 1024


def most_memory() -> float:
    """The most this process ever held, in MB (RSS)."""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (1 << 20 if sys.platform == "darwin" else 1 << 10)


def percentiles(seconds: Sequence[float]) -> dict[str, float]:
    """p50, p95 and p99 in milliseconds."""
    at = np.percentile(np.array(seconds or [0.0]) * 1000, [50, 95, 99])
    return dict(zip(("p50", "p95", "p99"), at.tolist(), strict=True))


def timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _open(task: Task, threads: int) -> Index:
    return Index.open(Path(task["data"]), task["model"], threads=threads, precision=task["precision"])


def _corpus(task: Task) -> Corpus:
    return corpus.read(Path(task["corpus"]), task["most"], task["least"])


# adding


def add(task: Task) -> Task:
    """Articles into an empty library, as `onrecord add` does it, then its questions."""
    held = _corpus(task)
    index = _open(task, os.cpu_count() or 1)
    index.reader.statements(held.drafts[0].text)  # what is loaded once is no part of adding
    taken = timed(lambda: list(index.add(held.drafts)))
    counts = index.store.counts()
    text = sum(len(draft.text.encode("utf-8", "surrogatepass")) for draft in held.drafts)
    found = {
        "articles": counts["article"],
        "real": held.real,
        "passages": counts["passage"],
        "statements": counts["statement"],
        "megabytes": text / 1e6,
        "seconds": taken,
        "memory": most_memory(),
        "questions": corpus.questions(index.store, task["questions"]),
    }
    index.close()
    return found


def parts(task: Task) -> Task:
    """The seconds each part of adding takes when it has the machine to itself."""
    threads = os.cpu_count() or 1
    index = _open(task, threads)
    start = time.perf_counter()
    drafts = _corpus(task).drafts
    spans = [split(draft.text) for draft in drafts]
    extract = time.perf_counter() - start
    reader = index.reader
    start = time.perf_counter()
    with ThreadPoolExecutor(threads) as pool:
        found = list(pool.map(lambda draft: reader.statements(draft.text, draft.title, draft.author), drafts))
    statements = time.perf_counter() - start
    texts = [draft.text[a:b] for draft, held in zip(drafts, spans, strict=True) for a, b in held]
    start = time.perf_counter()
    vectors = index.embedder.embed(texts)
    embed = time.perf_counter() - start
    write = timed(lambda: _write(Path(task["data"]) / "written", drafts, spans, found, vectors))
    index.close()
    return {
        "passages": len(texts),
        "extract": extract,
        "statements": statements,
        "embed": embed,
        "write": write,
        **_plain(texts[: task["plain"]], vectors, task["model"]),
    }


def _write(folder: Path, drafts: Sequence[Draft], spans: Any, statements: Any, vectors: Floats) -> None:
    store = Store(folder / "onrecord.db")
    store.add(list(zip(drafts, spans, statements, strict=True)))
    articles = store.articles(entry.id for entry in store.listing())
    passages = store.passages_of(articles)
    speakers = store.speakers_in(p.id for p in passages)
    by_article = {id: [p for p in passages if p.article == id] for id in articles}
    said = store.numbered(articles)
    for name, documents in (
        ("words", (of_passages(one, by_article[id], speakers) for id, one in articles.items())),
        ("spoken", (of_statements(one, by_article[id], said[id]) for id, one in articles.items())),
    ):
        TextIndex(folder / name).update(chain.from_iterable(documents), [], store.generation)
    made = VectorIndex.empty(folder / "vectors", vectors.shape[1], "measured")
    made.add(np.array([p.id for p in passages], np.int64), vectors[: len(passages)])
    made.save(store.generation)
    store.close()


def _plain(texts: Sequence[str], vectors: Floats, model: str) -> Task:
    """The same passages by sentence-transformers' own encode, and how far its vectors are from ours."""
    if not texts:
        return {"plain": None, "least_cosine": None}
    from index.embedding.embedder import PACKAGED, packaged_model
    from index.embedding.onnx_export import load_sentence_transformer

    transformer = load_sentence_transformer(str(packaged_model()) if model == PACKAGED else model, model)
    transformer.encode(list(texts[:8]))
    start = time.perf_counter()
    theirs = transformer.encode(list(texts), normalize_embeddings=True, show_progress_bar=False)
    taken = time.perf_counter() - start
    return {"plain": len(texts) / taken, "least_cosine": float((theirs * vectors[: len(texts)]).sum(1).min())}


# asking


def ask(task: Task) -> Task:
    """A library opened, asked once, asked often, asked by many, and asked while it grows."""
    start = time.perf_counter()
    index = _open(task, 1)
    opened = time.perf_counter() - start
    asked = list(task["questions"])
    first = timed(lambda: index.ask(asked[0]))
    idle_memory = memory()
    idle, among_others, while_adding = dealt(asked[1:], 3)
    alone = [(corpus.kind(one), timed(lambda q=one: index.ask(q))) for one in idle]  # type: ignore[misc]
    together, rate = _together(index, among_others)
    found = {
        "passages": len(index.vectors),
        "open": opened,
        "first": first * 1000,
        "memory": idle_memory,
        "memory_after": memory(),
        "disk": {kind: _size(Path(task["data"]), kind) for kind in ("store", "vectors", "words", "spoken")},
        "idle": percentiles([seconds for _, seconds in alone]),
        "kinds": {kind: percentiles([s for k, s in alone if k == kind]) for kind in dict(alone)},
        "together": percentiles(together),
        "a_second": rate,
        "recall": recall(index, asked[: task["recall"]]),
        "said": said(index, task["said"], task["rounds"]) if task["said"] else None,
    }
    # Last: it changes the library.
    latencies, passages, seconds = _growing(index, while_adding, task["fresh"])
    index.close()
    return {**found, "adding": percentiles(latencies), "added_a_second": passages / seconds}


def dealt(asked: Sequence[str], hands: int) -> list[list[str]]:
    """Questions in parts that have as many of each kind, give or take one: some kinds take much longer."""
    by_kind = sorted(range(len(asked)), key=lambda place: corpus.kind(asked[place]))
    return [[asked[place] for place in sorted(by_kind[hand::hands])] for hand in range(hands)]


def _size(data: Path, kind: str) -> float:
    """MB on disk."""
    files = data.glob("onrecord.db*") if kind == "store" else (data / kind).rglob("*")
    return sum(path.stat().st_size for path in files if path.is_file()) / 1e6


def _together(index: Index, asked: Sequence[str]) -> tuple[list[float], float]:
    """Latencies with ASKERS asking at the same time, and answers a second."""
    start = time.perf_counter()
    with ThreadPoolExecutor(ASKERS) as pool:
        latencies = list(pool.map(lambda one: timed(lambda: index.ask(one)), asked))
    return latencies, len(asked) / (time.perf_counter() - start)


def _growing(index: Index, asked: Sequence[str], fresh: int) -> tuple[list[float], int, float]:
    """Latencies while articles of so many code points are added; passages added, and in how many seconds."""
    newest = [entry.id for entry in index.store.listing()[-50:]]
    known = [
        Draft(one.text, one.title, one.url, one.outlet, one.author, one.published)
        for one in index.store.articles(newest).values()
    ]
    drafts = corpus.varied(corpus.upto(known, fresh), fresh, first=100_001)
    index.reader.statements(drafts[0].text)  # loaded, as in a bot that has run for a while
    before = index.store.counts()["passage"]
    took: list[float] = []
    adding = threading.Thread(target=lambda: took.append(timed(lambda: list(index.add(drafts)))))
    latencies: list[float] = []
    adding.start()
    for question in cycle(asked):
        start = time.perf_counter()
        index.ask(question)
        latencies.append(time.perf_counter() - start)
        if not adding.is_alive():
            break
        time.sleep(0.05)  # somebody asks now and then: a rush is measured above
    adding.join()
    if not took:
        raise OnRecordError("the articles that were to be added while questions were asked could not be added")
    return latencies, index.store.counts()["passage"] - before, took[0]


def recall(index: Index, asked: Sequence[str]) -> float:
    """The share of the truly nearest passages of each question's topic that a search finds."""
    rows = Rows.open(index.data / "vectors")
    live = np.flatnonzero(~rows.dead)
    shares = []
    for question in asked:
        topic = index.understand(question).topic or question
        vector = index.embedder.embed([topic])[0]
        best = np.zeros(0, np.float32)
        for start in range(0, len(live), BLOCK):
            scores = rows.near(vector, live[start : start + BLOCK])
            best = np.sort(np.concatenate([best, scores]))[-NEAREST:]
        found = [score for _, score in index.vectors.search(vector, NEAREST)]
        # By score: of two that are equally near, either is right.
        shares.append(sum(score >= best[0] - 1e-6 for score in found) / len(best))
    return float(np.mean(shares))


def said(index: Index, folder: str, rounds: int) -> Task:
    """The said score, as `onrecord eval said` has it; words of a grown copy of the gold article count as its own."""
    score = AnswerCounts()
    for line in (Path(folder) / "questions.jsonl").read_text(encoding="utf-8").splitlines():
        if line.strip():
            question = json.loads(line)
            gold = question["answers"]
            copies = [{**one, "url": f"{one['url']}#{number}"} for one in gold for number in range(1, rounds)]
            grade(score, {**question, "answers": [*gold, *copies]}, index.ask(question["question"]))
    n = max(1, score.asked)
    return {
        "hit1": score.hits[1] / n,
        "hit5": score.hits[5] / n,
        "said1": score.said[1] / n,
        "said5": score.said[5] / n,
        "refused": score.refused / max(1, score.silent),
    }


TASKS: dict[str, Callable[[Task], Task]] = {"add": add, "parts": parts, "ask": ask}


def main() -> None:
    task = json.load(sys.stdin)
    try:
        found = TASKS[task["task"]](task)
    except OnRecordError as error:
        sys.exit(str(error))
    except KeyboardInterrupt:
        sys.exit(130)
    json.dump(found, sys.stdout)


if __name__ == "__main__":
    main()
