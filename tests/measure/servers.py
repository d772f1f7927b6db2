"""What a library costs on a PostgreSQL server beside the same one in files: adding, asking, and whether answers differ.

`python -m tests.measure.servers FOLDER ARTICLES QUESTIONS… [--grow PASSAGES]` adds JSON lines of articles to both by
turns, asks both each question ("question" of JSON lines) by turns, and compares what they quote; then, grown to so many
passages and moved to the server, once more; with `--store-alone` the stores alone, without
model and indexes.  The server is a real one on this machine, which waits for its disk.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from bot.backup.moving import move
from index import Draft, Index
from index.embedding.embedder import PACKAGED
from index.extract.jsonl import from_jsonl
from index.measure.synthetic import grow
from index.model import Answer, Kind, Person, Statement
from index.store.store import Store
from tests.postgresql_server import PostgresqlServer, running

BATCH = 48  # articles that are added to the one, then to the other
SIDES = ("files", "server")

Times = dict[str, list[float]]


def say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def timed(times: Times, side: str, work: Callable[[], Any]) -> Any:
    start = time.perf_counter()
    result = work()
    times[side].append(time.perf_counter() - start)
    return result


def by_turns(number: int) -> Sequence[str]:
    """Whoever was first is second the next time."""
    return SIDES if number % 2 == 0 else SIDES[::-1]


def questions_of(paths: Sequence[Path]) -> Iterator[tuple[str, date]]:
    for path in paths:
        for line in path.read_text("utf-8").splitlines():
            fields = json.loads(line)
            yield fields["question"], date.fromisoformat(fields.get("today") or "2021-12-31")


def quoted(answer: Answer) -> list[tuple[object, ...]]:
    return [
        (each.article.url, each.start, each.end, each.text, each.speaker and each.speaker.name, each.kind)
        for each in answer.quotes
    ]


def added(index: Index, drafts: Sequence[Draft]) -> None:
    assert {outcome.status for outcome in index.add(drafts)} <= {"added", "revised", "unchanged"}


def add(indexes: dict[str, Index], drafts: Sequence[Draft]) -> None:
    times: Times = {side: [] for side in SIDES}
    for number, start in enumerate(range(0, len(drafts), BATCH)):
        some = drafts[start : start + BATCH]
        for side in by_turns(number):
            timed(times, side, partial(added, indexes[side], some))
    files, server = (sum(times[side]) for side in SIDES)
    say(f"adding {len(drafts)} articles: files {files:.1f} s, server {server:.1f} s; pace {files / server:.2f}")


def ask(indexes: dict[str, Index], questions: Sequence[tuple[str, date]], what: str) -> None:
    times: Times = {side: [] for side in SIDES}
    different = 0
    for number, (question, today) in enumerate(questions):
        answers = {}
        for side in by_turns(number):
            answers[side] = timed(times, side, partial(indexes[side].ask, question, today=today))
        if quoted(answers["files"]) != quoted(answers["server"]):
            different += 1
            say(f"different: {question}")
    files, server = (statistics.median(times[side]) * 1000 for side in SIDES)
    count = indexes["files"].store.counts()["passage"]
    say(
        f"{what}, {count} passages, {len(questions)} questions: other quotes in {different}; "
        f"p50 files {files:.1f} ms, server {server:.1f} ms, {server / files:.2f} times"
    )


def store_alone(postgresql: PostgresqlServer, given: argparse.Namespace) -> None:
    """Adding to the two stores, and reading what a question reads, without a model and without indexes."""
    stores = {
        "files": Store(given.folder / "onrecord.db"),
        "server": Store(given.folder / "no.db", postgresql.database()),
    }
    texts = [draft for draft in from_jsonl(given.articles, "articles") if isinstance(draft, Draft)]
    adding: Times = {side: [] for side in SIDES}
    for number, start in enumerate(range(0, len(texts), BATCH)):
        items = [(draft, split(draft.text), said(draft.text)) for draft in texts[start : start + BATCH]]
        for side in by_turns(number):
            timed(adding, side, partial(stores[side].add, items))
    count, chance = stores["files"].counts(), random.Random(1)
    reading: Times = {side: [] for side in SIDES}
    for number in range(given.store_alone):
        ids = sorted(chance.sample(range(1, count["passage"] + 1), min(60, count["passage"])))
        results = {side: timed(reading, side, partial(read, stores[side], ids)) for side in by_turns(number)}
        assert results["files"] == results["server"]
    files, server = (sum(adding[side]) for side in SIDES)
    say(f"stores alone, {count}: adding: files {files:.1f} s, server {server:.1f} s")
    files, server = (statistics.median(reading[side]) * 1000 for side in SIDES)
    say(f"reading 60 passages with articles and statements: p50 files {files:.2f} ms, server {server:.2f} ms")


def split(text: str) -> list[tuple[int, int]]:
    return [(start, min(start + 400, len(text))) for start in range(0, len(text), 400)]


def said(text: str) -> list[Statement]:
    names = [match[0] for match in re.finditer(r"[A-Z][a-z]+ [A-Z][a-z]+", text)][:5]
    return [
        Statement(((place * 40, place * 40 + 30),), Kind.DIRECT, person=Person(name))
        for place, name in enumerate(names)
        if place * 40 + 30 <= len(text)
    ]


def read(store: Store, ids: Sequence[int]) -> list[object]:
    passages = store.passages(ids)
    places = [(each.article, each.start, each.end) for each in passages]
    people = {row.person for rows in store.reads.touching(places).values() for row in rows if row.person}
    return [
        passages, store.reads.texts(places), store.reads.touching(places), store.articles(p[0] for p in places),
        store.people(people), store.generation,
    ]  # fmt: skip


def measure(postgresql: PostgresqlServer, given: argparse.Namespace) -> None:
    questions = list(questions_of(given.questions))
    servers = {"files": None, "server": postgresql.database()}
    indexes = {side: Index.open(given.folder / side, PACKAGED, server=servers[side]) for side in SIDES}
    add(indexes, [draft for draft in from_jsonl(given.articles, "articles") if isinstance(draft, Draft)])
    ask(indexes, questions, "as added")
    for index in indexes.values():
        index.close()
    if given.grow:
        grown, other = given.folder / "grown", postgresql.database()
        grow(given.folder / "files", grown, given.grow)
        start = time.perf_counter()
        moved = move(grown, None, other)
        say(f"moved {moved.rows} rows in {time.perf_counter() - start:.0f} s")
        # Both read the same derived indexes.
        indexes = {side: Index.open(grown, PACKAGED, server={"files": None, "server": other}[side]) for side in SIDES}
        ask(indexes, questions, "grown")
        for index in indexes.values():
            index.close()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("articles", type=Path)
    parser.add_argument("questions", type=Path, nargs="*")
    parser.add_argument("--store-alone", type=int, default=0, help="how often to read, and no model")
    parser.add_argument("--grow", type=int, default=0)
    given = parser.parse_args()
    with running(safe=True) as postgresql:
        (store_alone if given.store_alone else measure)(postgresql, given)


if __name__ == "__main__":
    main()
