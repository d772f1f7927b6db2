"""One measurement in a process of its own: `python -m index.measure.worker`.

A JSON object comes on standard input and one goes to standard output.  A fresh process makes a start cold
and its memory that of the measurement alone.
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
from index.measure.corpus import Corpus, make_questions, question_kind, read_corpus, take, vary
from index.measure.quality import AnswerCounts, grade
from index.model import Draft
from index.search.indexed_documents import of_passages, of_statements
from index.search.text_index import TextIndex
from index.search.vector_index import Floats, VectorIndex
from index.store.store import Store
from index.text.sentences import passages as split

Task = dict[str, Any]

ASKERS = 8
NEAREST = 10  # passages of which recall is measured
ALIKE = 200  # passages whose vectors are compared
PAUSE = 0.05  # seconds between questions while articles are added


def resident_memory() -> float:
    """Resident memory of this process now, in MB."""
    try:
        with open("/proc/self/status", encoding="ascii") as status:
            kilobytes = next(int(line.split()[1]) for line in status if line.startswith("VmRSS:"))
    except OSError:  # no Linux
        return peak_memory()
    return kilobytes / 1024


def peak_memory() -> float:
    """Peak resident memory of this process, in MB."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1 << 20 if sys.platform == "darwin" else 1 << 10)


def percentiles(seconds: Sequence[float]) -> dict[str, float]:
    """p50, p95 and p99 of durations given in seconds, in milliseconds."""
    values = np.percentile(np.array(seconds or [0.0]) * 1000, [50, 95, 99])
    return dict(zip(("p50", "p95", "p99"), values.tolist(), strict=True))


def elapsed(work: Callable[[], object]) -> float:
    """Seconds that a call takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _open(task: Task, threads: int) -> Index:
    return Index.open(Path(task["data"]), task["model"], threads=threads, precision=task["precision"])


def _corpus(task: Task) -> Corpus:
    return read_corpus(Path(task["corpus"]), task["max_code_points"], task["min_code_points"])


# adding


def add(task: Task) -> Task:
    """Add articles to an empty library, as `onrecord add` does it.

    Args:
        task: data, model, precision, corpus, max_code_points, min_code_points; questions: how many to make.

    Returns:
        Figures of report.Adding, and questions about what was added.
    """
    corpus = _corpus(task)
    index = _open(task, os.cpu_count() or 1)
    index.reader.statements(corpus.drafts[0].text)  # loading the tagger is no part of adding
    seconds = elapsed(lambda: list(index.add(corpus.drafts)))
    counts = index.store.counts()
    text_bytes = sum(len(draft.text.encode("utf-8", "surrogatepass")) for draft in corpus.drafts)
    figures = {
        "articles": counts["article"],
        "real": corpus.real,
        "passages": counts["passage"],
        "statements": counts["statement"],
        "megabytes": text_bytes / 1e6,
        "seconds": seconds,
        "memory": peak_memory(),
        "questions": make_questions(index.store, task["questions"]),
    }
    index.close()
    return figures


def parts(task: Task) -> Task:
    """Measure each part of adding when it has the machine to itself.

    Args:
        task: As for `add`; compared_passages: whether vectors are compared with sentence-transformers'.

    Returns:
        Seconds of the parts, and the lowest cosine of both libraries' vectors.
    """
    threads = os.cpu_count() or 1
    index = _open(task, threads)
    start = time.perf_counter()
    drafts = _corpus(task).drafts
    spans = [split(draft.text) for draft in drafts]
    extract = time.perf_counter() - start
    reader = index.reader
    start = time.perf_counter()
    with ThreadPoolExecutor(threads) as pool:
        statements = list(pool.map(lambda draft: reader.statements(draft.text, draft.title, draft.author), drafts))
    attribution = time.perf_counter() - start
    texts = [draft.text[a:b] for draft, own in zip(drafts, spans, strict=True) for a, b in own]
    start = time.perf_counter()
    vectors = index.embedder.embed(texts)
    embed = time.perf_counter() - start
    write = elapsed(lambda: _write(Path(task["data"]) / "written", drafts, spans, statements, vectors))
    index.close()
    return {
        "passages": len(texts),
        "extract": extract,
        "statements": attribution,
        "embed": embed,
        "write": write,
        "least_cosine": _least_cosine(texts[: min(ALIKE, task["compared_passages"])], vectors, task["model"]),
    }


def _write(folder: Path, drafts: Sequence[Draft], spans: Any, statements: Any, vectors: Floats) -> None:
    """Write a library's store and indexes."""
    store = Store(folder / "onrecord.db")
    store.add(list(zip(drafts, spans, statements, strict=True)))
    articles = store.articles(entry.id for entry in store.listing())
    passages = store.passages_of(articles)
    speakers = store.speakers_in(p.id for p in passages)
    by_article = {id: [p for p in passages if p.article == id] for id in articles}
    numbered = store.numbered(articles)
    for name, documents in (
        ("words", (of_passages(article, by_article[id], speakers) for id, article in articles.items())),
        ("spoken", (of_statements(article, by_article[id], numbered[id]) for id, article in articles.items())),
    ):
        TextIndex(folder / name).update(chain.from_iterable(documents), [], store.generation, store.origin)
    index = VectorIndex.empty(folder / "vectors", vectors.shape[1], "measured")
    index.add(np.array([p.id for p in passages], np.int64), vectors[: len(passages)])
    index.save(store.generation, store.origin)
    store.close()


def _least_cosine(texts: Sequence[str], vectors: Floats, model: str) -> float | None:
    """The lowest cosine of sentence-transformers' vectors with ours."""
    if not texts:
        return None
    from index.embedding.embedder import PACKAGED, packaged_model
    from index.embedding.onnx_export import load_sentence_transformer

    transformer = load_sentence_transformer(str(packaged_model()) if model == PACKAGED else model, model)
    theirs = transformer.encode(list(texts), normalize_embeddings=True, show_progress_bar=False)
    return float((theirs * vectors[: len(texts)]).sum(1).min())


# adding by turns with others


def _dealt(task: Task) -> list[list[Draft]]:
    """Articles of each round, as many together as have the passages that are compared."""
    chosen: list[Draft] = []
    passages = 0
    for draft in _corpus(task).drafts:
        if passages < task["compared_passages"]:
            chosen.append(draft)
            passages += len(split(draft.text))
    return [chosen[number :: task["rounds"]] for number in range(task["rounds"])]


def _passages(drafts: Sequence[Draft]) -> list[str]:
    return [draft.text[start:end] for draft in drafts for start, end in split(draft.text)]


def deal_passages(task: Task) -> Task:
    """Deal articles into rounds, and write the passages of each as JSON.

    Args:
        task: corpus, max_code_points, min_code_points; rounds; compared_passages: of all rounds; folder.

    Returns:
        How many passages each round has.
    """
    counts = []
    for number, drafts in enumerate(_dealt(task)):
        texts = _passages(drafts)
        (Path(task["folder"]) / f"{number}.json").write_text(json.dumps(texts), encoding="utf-8")
        counts.append(len(texts))
    return {"passages": counts}


def add_round(task: Task) -> Task:
    """Add the articles of a round to an empty library, as `onrecord add` does it.

    Args:
        task: As for `deal_passages`; data, model, precision; round: its number.

    Returns:
        The seconds that it takes.
    """
    drafts = _dealt(task)[task["round"]]
    index = _open(task, os.cpu_count() or 1)
    index.reader.statements(drafts[0].text)  # loading models is no part of adding
    index.embedder.embed([drafts[0].title or "a title"])
    seconds = elapsed(lambda: list(index.add(drafts)))
    index.close()
    return {"seconds": seconds}


def embed_round(task: Task) -> Task:
    """Embed the passages of a round.

    Args:
        task: As for `add_round`.

    Returns:
        The seconds that it takes.
    """
    texts = _passages(_dealt(task)[task["round"]])
    index = _open(task, os.cpu_count() or 1)
    index.embedder.embed(texts[:1])
    seconds = elapsed(lambda: index.embedder.embed(texts))
    index.close()
    return {"seconds": seconds}


# asking


def ask(task: Task) -> Task:
    """Open a library and ask it: once, by one asker, by several at the same time, and while articles are added.

    Args:
        task: data, model, precision, questions; recall: how many of them measure recall; said: a folder with
            questions.jsonl, or None; rounds: of the synthetic library; added_code_points: of the articles added;
            switch_interval: the GIL's, in seconds, or None.

    Returns:
        Figures of report.Size.
    """
    if task["switch_interval"]:
        sys.setswitchinterval(task["switch_interval"])
    start = time.perf_counter()
    index = _open(task, 1)
    opening = time.perf_counter() - start
    questions = list(task["questions"])
    first = elapsed(lambda: index.ask(questions[0]))
    first_memory = resident_memory()
    alone, at_once, while_adding = deal(questions[1:], 3)
    idle = [(question_kind(q), elapsed(lambda q=q: index.ask(q))) for q in alone]  # type: ignore[misc]
    together, rate = _ask_together(index, at_once)
    figures = {
        "passages": len(index.vectors),
        "open": opening,
        "first": first * 1000,
        "memory": first_memory,
        "memory_after": resident_memory(),
        "disk": {part: _disk(Path(task["data"]), part) for part in ("store", "vectors", "words", "spoken")},
        "idle": percentiles([seconds for _, seconds in idle]),
        "kinds": {kind: percentiles([s for k, s in idle if k == kind]) for kind in dict(idle)},
        "together": percentiles(together),
        "a_second": rate,
        "recall": recall(index, questions[: task["recall"]]),
        "said": said_scores(index, task["said"], task["rounds"]) if task["said"] else None,
    }
    # Last: it changes the library.
    latencies, passages, seconds = _ask_while_adding(index, while_adding, task["added_code_points"])
    index.close()
    return {**figures, "adding": percentiles(latencies), "added_a_second": passages / seconds}


def deal(questions: Sequence[str], count: int) -> list[list[str]]:
    """Divide questions so that each part has equally many of each kind, as some kinds take much longer.

    Args:
        questions: The questions.
        count: How many parts.

    Returns:
        The parts; numbers of a kind differ by one at most, and the order is kept.
    """
    by_kind = sorted(range(len(questions)), key=lambda place: question_kind(questions[place]))
    return [[questions[place] for place in sorted(by_kind[part::count])] for part in range(count)]


def _disk(data: Path, part: str) -> float:
    """MB on disk of the store or of an index."""
    files = data.glob("onrecord.db*") if part == "store" else (data / part).rglob("*")
    return sum(path.stat().st_size for path in files if path.is_file()) / 1e6


def _ask_together(index: Index, questions: Sequence[str]) -> tuple[list[float], float]:
    """Latencies with ASKERS asking at the same time, and answers a second."""
    start = time.perf_counter()
    with ThreadPoolExecutor(ASKERS) as pool:
        latencies = list(pool.map(lambda question: elapsed(lambda: index.ask(question)), questions))
    return latencies, len(questions) / (time.perf_counter() - start)


def _ask_while_adding(index: Index, questions: Sequence[str], code_points: int) -> tuple[list[float], int, float]:
    """Latencies while articles of so many code points are added; how many passages are added, in how many seconds."""
    newest = [entry.id for entry in index.store.listing()[-50:]]
    stored = [
        Draft(article.text, article.title, article.url, article.outlet, article.author, article.published)
        for article in index.store.articles(newest).values()
    ]
    drafts = vary(take(stored, code_points), code_points, first=100_001)
    index.reader.statements(drafts[0].text)  # load the tagger, as in a bot that has run for a while
    before = index.store.counts()["passage"]
    seconds: list[float] = []
    adding = threading.Thread(target=lambda: seconds.append(elapsed(lambda: list(index.add(drafts)))))
    latencies: list[float] = []
    adding.start()
    for question in cycle(questions):
        start = time.perf_counter()
        index.ask(question)
        latencies.append(time.perf_counter() - start)
        if not adding.is_alive():
            break
        time.sleep(PAUSE)  # many askers are measured above
    adding.join()
    if not seconds:
        raise OnRecordError("the articles that were to be added while questions were asked could not be added")
    return latencies, index.store.counts()["passage"] - before, seconds[0]


def recall(index: Index, questions: Sequence[str]) -> float:
    """Mean recall at NEAREST of the vector search against exact search, over the topics of questions."""
    shares = []
    for question in questions:
        topic = index.understand(question).topic or question
        vector = index.embedder.embed([topic])[0]
        best = [score for _, score in index.vectors.search_exactly(vector, NEAREST)]
        retrieved = [score for _, score in index.vectors.search(vector, NEAREST)]
        # By score: of two that are equally near, either is right.
        shares.append(sum(score >= best[-1] - 1e-6 for score in retrieved) / len(best))
    return float(np.mean(shares))


def said_scores(index: Index, folder: str, rounds: int) -> Task:
    """Score answers as `onrecord eval said` does.

    Args:
        index: The library.
        folder: A folder with questions.jsonl.
        rounds: Of the synthetic library; words of a copy of a gold article count as that article's.

    Returns:
        Figures of report.SaidScore.
    """
    counts = AnswerCounts()
    for line in (Path(folder) / "questions.jsonl").read_text(encoding="utf-8").splitlines():
        if line.strip():
            question = json.loads(line)
            gold = question["answers"]
            copies = [{**each, "url": f"{each['url']}#{number}"} for each in gold for number in range(1, rounds)]
            grade(counts, {**question, "answers": [*gold, *copies]}, index.ask(question["question"]))
    n = max(1, counts.asked)
    return {
        "hit1": counts.hits[1] / n,
        "hit5": counts.hits[5] / n,
        "said1": counts.attributed[1] / n,
        "said5": counts.attributed[5] / n,
        "refused": counts.refused / max(1, counts.unanswerable),
    }


TASKS: dict[str, Callable[[Task], Task]] = {
    "add": add,
    "parts": parts,
    "ask": ask,
    "deal_passages": deal_passages,
    "add_round": add_round,
    "embed_round": embed_round,
}


def main() -> None:
    """Carry out the task on standard input."""
    task = json.load(sys.stdin)
    try:
        figures = TASKS[task["task"]](task)
    except OnRecordError as error:
        sys.exit(str(error))
    except KeyboardInterrupt:
        sys.exit(130)
    json.dump(figures, sys.stdout)


if __name__ == "__main__":
    main()
