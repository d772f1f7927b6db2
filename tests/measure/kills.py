"""Kills the process at random moments during a digest to many chats, and counts what came of it.

python -m tests.measure.kills [--runs 200] [--chats 60] [--every 1]

The moment is one of the whole time from the process's start till its last message would have gone out.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import sqlalchemy as sql

from bot.chats.database import FILE, Database
from bot.chats.place import Place
from bot.digests.outbox import part_
from bot.digests.subscriptions import SubscriptionKind, Subscriptions, SubscriptionState
from tests.bot.bot_process import BotProcess, copy_data_folder, fill_data_folder
from tests.bot.briefings import DRAFTS
from tests.botapi.limits import Limits
from tests.botapi.server import Server

START, PACE = 3.0, 26  # seconds till the first message, at most; messages a second


def subscribed(database: Database, chats: list[int]) -> None:
    """Everybody's digest is due now, with all articles in it."""
    subscriptions = Subscriptions(database)
    last = datetime.now(UTC).date() - timedelta(days=2)
    for chat in chats:
        one = subscriptions.draft(Place(chat, 0, chat), SubscriptionKind.DIGEST, "en", 0, zone="UTC")
        subscriptions.change(one.id, state=SubscriptionState.ACTIVE)
        subscriptions.change(one.id, last=last)


def run(briefings_folder: Path, folder: Path, seed: int, chats: int) -> tuple[int, int, int, float]:
    """Lost, doubled, doubled without having been parked, seconds from start to kill."""
    chance = random.Random(seed)
    data = copy_data_folder(briefings_folder, folder)
    database = Database(data / FILE)
    with Server(limits=Limits()) as server:
        people = [server.world.person(f"Reader{number}") for number in range(chats)]
        subscribed(database, [person.id for person in people])
        running = BotProcess(data, server)
        running.start()
        after = chance.uniform(0.0, START + chats / PACE)
        end = time.monotonic() + after
        while time.monotonic() < end and running.process.poll() is None:
            time.sleep(0.002)
        running.kill()
        running.start()
        while not _done(database, chats):
            time.sleep(0.1)
        running.stop()
        counts = {person.id: len(person.chat.by_bot) for person in people}
        with database.reading() as connection:
            parked = set(connection.execute(sql.select(part_.c.chat).where(part_.c.unknown > 0)).scalars())
    database.close()
    doubled = [chat for chat, count in counts.items() if count > 1]
    lost = sum(count == 0 for count in counts.values())
    return lost, len(doubled), len(set(doubled) - parked), after


def _done(database: Database, chats: int) -> bool:
    with database.reading() as connection:
        states = Counter(connection.execute(sql.select(part_.c.state)).scalars())
    return states == {"sent": chats}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=200)
    parser.add_argument("--chats", type=int, default=60)
    parser.add_argument("--every", type=int, default=1, help="runs between two lines")
    parser.add_argument("--seed", type=int, default=0)
    wanted = parser.parse_args()
    totals = Counter[str]()
    worst = 0
    with tempfile.TemporaryDirectory() as home:
        published = datetime.now(UTC) - timedelta(hours=3)
        folder = fill_data_folder(Path(home, "data"), (replace(draft, published=published) for draft in DRAFTS))
        for number in range(wanted.runs):
            with tempfile.TemporaryDirectory() as own:
                lost, doubled, odd, after = run(folder, Path(own), wanted.seed + number, wanted.chats)
            totals.update(lost=lost, doubled=doubled, odd=odd)
            worst = max(worst, doubled)
            if not (number + 1) % wanted.every or number + 1 == wanted.runs:
                sys.stdout.write(
                    f"run {number + 1}: killed after {after:.2f} s; so far lost {totals['lost']}, "
                    f"doubled {totals['doubled']} (at most {worst} a kill), of them not parked {totals['odd']}\n"
                )
                sys.stdout.flush()


if __name__ == "__main__":
    main()
