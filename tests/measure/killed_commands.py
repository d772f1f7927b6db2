"""Kills what changes a data folder at a random moment of it, and counts what was lost, left half done or left over.

python -m tests.measure.killed_commands [add update reread migration embedding] [--runs 200]

After each kill every article must be there as before or as the whole change makes it, with all its statements, and
what the command had told of must be there; the same command, run to its end, must then make what it makes without a
kill, and leave no other files.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from bot.cli.export import article_json
from index import Draft, Index
from index.embedding.embedder import PACKAGED, Embedder, Precision, load
from index.search.vector_index import fingerprint_of
from tests.bot.bot_process import copy_data_folder, fill_data_folder
from tests.command import ROOT, Command, Process
from tests.feed_server import FILLER, Response, item, rss, running_feed_server
from tests.layouts import restored
from tests.news_articles import DRAFTS

ARTICLES = 30  # more than are stored at a time
ENTRIES = 6
TEXT = "“Ship {0} has left the harbour,” Sigrun Halvorsen said. Bram Okonkwo said that ship {0} was late.\n\n" * 3
QUESTION = "What did Halvorsen say about the lighthouses?"
RELEASE = ROOT / "tests" / "releases" / "0.1.0"
CHANCE = re.compile(r"[0-9a-f]{6,}|\d+")  # in the names of files

Lines = frozenset[str]


@dataclass(frozen=True)
class Change:
    """Something that changes a data folder.

    Attributes:
        before: A folder with a data folder `data` as it is before the change.
        arguments: What stands after `onrecord`; a module's name and its arguments, where `module` is set.
        module: Whether a module is run instead.
        told: From the output of a killed command, parts of the lines that must be there.
        kept: Whether what is there before must be there at every moment, too.
        precision: Of the model that is configured.
    """

    before: Path
    arguments: tuple[str, ...]
    module: bool = False
    told: Callable[[str], list[str]] = field(default=lambda _: [])
    kept: bool = True
    precision: Precision = "float32"

    def start(self, folder: Path) -> Process:
        """Start it in a folder that holds the data folder."""
        onrecord, streams = Command(folder), (folder / "output", folder / "errors")
        with streams[0].open("wb") as output, streams[1].open("wb") as errors, open(os.devnull, "rb") as nothing:
            if not self.module:
                return onrecord.process(("--data", "data", *self.arguments), (nothing, output, errors))
            return subprocess.Popen(
                [sys.executable, "-m", *self.arguments], cwd=folder, env=onrecord.environment(), stdin=nothing,
                stdout=output, stderr=errors,
            )  # fmt: skip

    def finish(self, folder: Path) -> None:
        """Run it to its end."""
        status = self.start(folder).wait(300)
        assert status == 0, f"status {status}: {(folder / 'errors').read_text('utf-8', 'replace')}"


@dataclass(frozen=True)
class State:
    """A data folder.

    Attributes:
        articles: Each as `onrecord export` prints it.
        answer: To a question.
        fingerprint: Of the model whose vectors there are.
        files: Their names, without what chance decides.
    """

    articles: Lines
    answer: Lines
    fingerprint: str | None
    files: Lines


@dataclass
class Moments:
    """When to kill: any moment of as long as the change lasts, which other programs on the machine make longer.

    Attributes:
        chance: What chooses.
        longest: Seconds that it lasts.
    """

    chance: random.Random
    longest: float

    def one(self) -> float:
        return self.chance.uniform(0, self.longest)

    def learn(self, lasted: float | None) -> None:
        """Take in how long it lasted; None: it was killed, and might have lasted longer than was thought."""
        self.longest = self.longest * 1.02 if lasted is None else lasted


@cache
def embedder(data: Path, precision: Precision) -> Future[Embedder]:
    """The model, as loading it in the background gives it; loaded once, since no kill changes its files."""
    loaded: Future[Embedder] = Future()
    loaded.set_result(load(PACKAGED, data, precision=precision))
    return loaded


def state(change: Change, folder: Path) -> State:
    """Open a data folder as every command does that asks, and see what is in it."""
    data, loading = folder / "data", embedder(change.before / "data", change.precision)
    index = Index.open(data, precision=change.precision, loading=loading)
    quotes = frozenset(quote.text for quote in index.ask(QUESTION).quotes)
    stored = index.store.articles(row.id for row in index.store.listing())
    said, blocks = index.store.statements(stored), index.store.blocks(stored)
    records = (article_json(each, blocks.get(id, ()), said[id]) for id, each in stored.items())
    articles = frozenset(json.dumps(record, ensure_ascii=False) for record in records)
    index.close()
    with closing(sqlite3.connect(data / "onrecord.db")) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    return State(articles, quotes, fingerprint_of(data / "vectors"), files(data))


def files(data: Path) -> Lines:
    """What lies in a data folder, but for the model."""
    paths = (path.relative_to(data) for path in data.rglob("*") if "model" not in path.parts and path.is_file())
    return frozenset(CHANCE.sub("#", str(path)) for path in paths)


def copied(change: Change, folder: Path) -> Path:
    shutil.copytree(change.before, folder, ignore=shutil.ignore_patterns("data"))
    copy_data_folder(change.before / "data", folder)
    return folder


def kill(change: Change, folder: Path, after: float) -> tuple[float | None, str]:
    """After how many seconds it ended without being killed, if it did, and what it had written."""
    process, begun = change.start(copied(change, folder)), time.monotonic()
    with suppress(subprocess.TimeoutExpired):
        process.wait(after)
    lasted = time.monotonic() - begun
    process.kill()
    return None if process.wait() < 0 else lasted, (folder / "output").read_text("utf-8")


def run(change: Change, before: State, done: State, folder: Path, moments: Moments) -> Counter[str]:
    """Kill it once, and see what is wrong then."""
    lasted, told = kill(change, folder, moments.one())
    moments.learn(lasted)
    killed = state(change, folder)
    change.finish(folder)
    again = state(change, folder)
    return Counter(
        kills=lasted is None,
        lost=bool(change.kept and before.articles - killed.articles)
        + sum(not any(each in line for line in killed.articles) for each in change.told(told)),
        half=bool(killed.articles - before.articles - done.articles) or not before.answer <= killed.answer,
        unlike=(again.articles, again.answer, again.fingerprint) != (done.articles, done.answer, done.fingerprint),
        orphans=len(again.files - done.files),
    )


# What changes a data folder


@contextmanager
def adding(home: Path, news: Path) -> Iterator[Change]:
    """`onrecord add` of more articles than are stored at a time."""
    lines = [json.dumps({"url": f"https://ships.example/{n}", "text": TEXT.format(n)}) for n in range(ARTICLES)]
    (home / "ships.jsonl").write_text("\n".join(lines))
    copy_data_folder(news, home)

    def told(output: str) -> list[str]:
        complete = [line for line in output.splitlines(keepends=True) if line.endswith("\n")]
        return [record["source"] for record in map(json.loads, complete) if record["status"] == "added"]

    yield Change(home, ("add", "--json", "ships.jsonl"), told=told)


@contextmanager
def updating(home: Path, news: Path) -> Iterator[Change]:
    """`onrecord update` of a feed, whose articles lie on several hosts."""
    copy_data_folder(news, home)
    hosts = [f"127.0.0.{n + 2}" for n in range(ENTRIES)]
    with running_feed_server("0.0.0.0") as server:
        for n in range(ENTRIES):
            server.article(f"/{n}", TEXT.format(n).replace("\n", " ") + FILLER, f"Ship {n}")
        server.pages["/feed"] = Response(rss(*(item(server.url(f"/{n}", host)) for n, host in enumerate(hosts))))
        allowed = json.dumps(["127.0.0.1", *hosts])
        (home / "config.toml").write_text(
            f'data = "data"\n[fetch]\nallow_hosts = {allowed}\n[[feeds]]\nurl = "{server.url("/feed")}"\n'
        )
        yield Change(home, ("update",))


@contextmanager
def rereading(home: Path, news: Path) -> Iterator[Change]:
    """`onrecord reread` of articles whose statements an earlier release did not find."""
    data = copy_data_folder(news, home)
    fill_data_folder(data, (Draft(TEXT.format(n), url=f"https://ships.example/{n}") for n in range(ARTICLES)))
    with closing(sqlite3.connect(data / "onrecord.db")) as connection, connection:
        connection.execute("DELETE FROM statement WHERE article % 2 AND article > ?", (len(DRAFTS),))
    yield Change(home, ("reread",), kept=False)


@contextmanager
def migrating(home: Path, news: Path) -> Iterator[Change]:
    """Opening a data folder that the first release made."""
    data = home / "data"
    data.mkdir()
    (data / "model").symlink_to((news / "model").resolve())
    restored(RELEASE / "onrecord.sql", data / "onrecord.db")
    restored(RELEASE / "bot.sql", data / "bot.sqlite")
    yield Change(home, ("articles",))


@contextmanager
def embedding(home: Path, news: Path) -> Iterator[Change]:
    """Embedding every passage anew in another precision."""
    data = copy_data_folder(news, home)
    fill_data_folder(data, (Draft(TEXT.format(n), url=f"https://ships.example/{n}") for n in range(ARTICLES)))
    (home / "config.toml").write_text('[index]\nprecision = "int8"\n')
    yield Change(
        home, ("index.search.reembedding", "data", embedder(data, "int8").result().fingerprint), module=True,
        precision="int8",
    )  # fmt: skip


CHANGES = {
    "add": adding, "update": updating, "reread": rereading, "migration": migrating, "embedding": embedding,
}  # fmt: skip


def measured(name: str, news: Path, home: Path, runs: int, seed: int, every: int) -> None:
    """Kill a change some times, and print what came of it."""
    place = home / name
    place.mkdir()
    with CHANGES[name](place, news) as change:
        whole = copied(change, home / f"{name}-whole")
        begun = time.monotonic()
        change.finish(whole)
        moments = Moments(random.Random(seed), time.monotonic() - begun)
        done = state(change, whole)
        # The old layout can't be looked at without being brought up to date.
        before = done if name == "migration" else state(change, copied(change, home / f"{name}-before"))
        totals = Counter[str]()
        for number in range(runs):
            folder = home / f"{name}-{number}"
            totals += run(change, before, done, folder, moments)
            shutil.rmtree(folder)
            if not (number + 1) % every or number + 1 == runs:
                told = ", ".join(f"{what} {totals[what]}" for what in ("lost", "half", "unlike", "orphans"))
                within = f"kills within {moments.longest:.1f} s"
                sys.stdout.write(f"{name}: {totals['kills']} of {number + 1} {within}; {told}\n")
                sys.stdout.flush()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("changes", nargs="*", metavar="CHANGE", help=f"{', '.join(CHANGES)}; all if left out")
    parser.add_argument("--runs", type=int, default=200)
    parser.add_argument("--every", type=int, default=20, help="runs between two lines")
    parser.add_argument("--seed", type=int, default=0)
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        Command(Path(folder))("--version")  # or the first change would be measured with what is prepared once
        news = fill_data_folder(Path(folder, "news"), DRAFTS)
        for name in wanted.changes or CHANGES:
            measured(name, news, Path(folder), wanted.runs, wanted.seed, wanted.every)


if __name__ == "__main__":
    main()
