"""Ten thousand digests due in the same minute: how fast they go out, what Telegram refuses, and who else waits.

python -m tests.measure.flood [--subscribers 10000]
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median

import sqlalchemy as sql

from bot.chats.database import FILE, Database
from bot.digests.outbox import part_
from bot.digests.subscriptions import subscription_
from tests.bot.bot_process import BotProcess, copy_data_folder, fill_data_folder
from tests.bot.briefings import DRAFTS
from tests.botapi.limits import Limits
from tests.botapi.server import Server
from tests.botapi.world import Person

QUESTION = "What did Ada Brandt say about homes?"
PAUSE = 2.0  # seconds between two questions


def asked(person: Person) -> float:
    """Seconds until a question is answered."""
    before, start = len(person.chat.by_bot), time.monotonic()
    person.says(QUESTION)
    person.world.wait(lambda: len(person.chat.by_bot) > before, 60)
    return time.monotonic() - start


def memory(pid: int) -> float:
    """Resident MB of a process."""
    status = Path(f"/proc/{pid}/status").read_text("ascii")
    return int(status.split("VmRSS:")[1].split()[0]) / 1024


def due(database: Database, chats: list[int]) -> None:
    last = datetime.now(UTC).date() - timedelta(days=2)
    with database.writing() as connection:
        connection.execute(subscription_.insert(), [
            {"chat": chat, "thread": 0, "person": chat, "kind": "digest", "state": "active", "at": "00:00",
             "zone": "UTC", "weekdays": "0123456", "quiet": True, "language": "en", "after": 0,
             "last": last.isoformat(), "next_at": datetime.now(UTC).isoformat(), "alerted": "", "alerts": 0}
            for chat in chats
        ])  # fmt: skip


def counts(database: Database) -> Counter[str]:
    with database.reading() as connection:
        return Counter(connection.execute(sql.select(part_.c.state)).scalars())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--subscribers", type=int, default=10_000)
    wanted = parser.parse_args()
    limits = Limits()
    with tempfile.TemporaryDirectory() as home, tempfile.TemporaryDirectory() as own, Server(limits=limits) as server:
        published = datetime.now(UTC) - timedelta(hours=3)
        folder = fill_data_folder(Path(home, "data"), (replace(draft, published=published) for draft in DRAFTS))
        data = copy_data_folder(folder, Path(own))
        ada = server.world.person("Ada")
        people = [server.world.person(f"Reader{number}") for number in range(wanted.subscribers)]
        with BotProcess(data, server) as running:
            database = Database(data / FILE)
            asked(ada)
            idle = []
            for _ in range(20):
                time.sleep(PAUSE)  # a chat takes a message a second
                idle.append(asked(ada))
            resident = [memory(running.process.pid)]
            due(database, [person.id for person in people])
            start = time.monotonic()
            while not counts(database)["sent"]:
                time.sleep(0.05)
            begun = time.monotonic()
            busy = []
            while counts(database)["sent"] < wanted.subscribers:
                time.sleep(PAUSE)
                busy.append(asked(ada))
                resident.append(memory(running.process.pid))
            took = time.monotonic() - begun
            last = counts(database)
            database.close()
        got = Counter(len(person.chat.by_bot) for person in people)
    for line in (
        f"first part after {begun - start:.1f} s; {wanted.subscribers / took:.1f} messages a second",
        f"parts: {dict(last)}; messages per subscriber: {dict(got)}; refused with 429: {limits.refused}",
        f"memory: {resident[0]:.0f} MB before, at most {max(resident):.0f} MB, {resident[-1]:.0f} MB at the end",
        f"a question: {median(idle) * 1000:.0f} ms idle, {median(busy) * 1000:.0f} ms meanwhile (medians; "
        f"the slowest of {len(busy)}: {max(busy) * 1000:.0f} ms; idle: {max(idle) * 1000:.0f} ms)",
    ):
        sys.stdout.write(line + "\n")


if __name__ == "__main__":
    main()
