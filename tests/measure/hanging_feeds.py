"""A thousand feeds, of which three hundred accept a connection and never answer: when are the others read?

python -m tests.measure.hanging_feeds [--feeds 1000] [--hanging 300] [--seconds 20] [--rounds 2]

Each feed has a host of its own.  Prints how long after a round has begun the others were read, and how long they take
where none hangs.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import socket
import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from index import Draft
from index.errors import SourceError
from index.feeds.download import Limits
from index.feeds.registry import FeedRegistry
from index.feeds.updater import Updater
from index.model import Outcome
from index.store.store import Store
from tests.feed_server import FeedServer, Response, rss, running_feed_server


async def add(drafts: Sequence[Draft | SourceError]) -> list[Outcome]:
    """The feeds have no articles."""
    return []


def read_at(server: FeedServer, paths: set[str], begun: float, seen: dict[str, float]) -> None:
    """Note when each path was first asked for in a round."""
    for path, _ in list(server.seen):
        if path in paths:
            seen.setdefault(path, time.monotonic() - begun)


async def played(updater: Updater, feeds: FeedRegistry, server: FeedServer, paths: set[str]) -> list[float]:
    """Seconds after which each feed that answers was asked, in one round of all."""
    seen: dict[str, float] = {}
    server.seen.clear()
    begun = time.monotonic()
    reading = asyncio.create_task(updater.update(feeds.listing()))
    while not reading.done():
        await asyncio.sleep(0.05)
        read_at(server, paths, begun, seen)
    await reading
    read_at(server, paths, begun, seen)
    return sorted(seen.values())


def measure(folder: Path, count: int, hanging: int, seconds: float, rounds: int) -> None:
    hosts = [f"127.1.{n // 250}.{n % 250 + 1}" for n in range(count)]
    with socket.socket() as silent, running_feed_server("0.0.0.0") as server:
        silent.bind(("0.0.0.0", 0))
        silent.listen(4096)
        store = Store(folder / "onrecord.db")
        feeds = FeedRegistry(store)
        chosen = set(random.Random(1).sample(range(count), hanging))
        for n, host in enumerate(hosts):
            server.pages[f"/{n}"] = Response(rss())
            address = f"http://{host}:{silent.getsockname()[1]}/{n}" if n in chosen else server.url(f"/{n}", host)
            feeds.add(address, "public", datetime.now(UTC))
        updater = Updater(feeds, add, Limits(seconds, allow_hosts=tuple(hosts)), rest=0.0)
        paths = {f"/{n}" for n in range(count) if n not in chosen}

        async def all_rounds() -> list[list[float]]:
            return [await played(updater, feeds, server, paths) for _ in range(rounds)]

        for number, delays in enumerate(asyncio.run(all_rounds())):
            median, last, unread = delays[len(delays) // 2], delays[-1], len(paths) - len(delays)
            sys.stdout.write(
                f"round {number + 1}, {hanging} of {count} hang: the others were read after {median:.1f} s (median), "
                f"{last:.1f} s at most; {unread} never\n"
            )
            sys.stdout.flush()
        store.close()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("--feeds", type=int, default=1000)
    parser.add_argument("--hanging", type=int, default=300)
    parser.add_argument("--seconds", type=float, default=20.0, help="after which a feed is given up")
    parser.add_argument("--rounds", type=int, default=2)
    wanted = parser.parse_args()
    for hanging in (0, wanted.hanging):
        with tempfile.TemporaryDirectory() as folder:
            measure(Path(folder), wanted.feeds, hanging, wanted.seconds, wanted.rounds if hanging else 1)


if __name__ == "__main__":
    main()
