"""Many questions at the same moment: how long people wait for their answers, and whether each comes once.

python -m tests.measure.burst [--questions 200] [--chats 50] [--rounds 5] [--limits]

The stand-in for Telegram works on the same cores; the processor's time is that of the bot alone.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from tests.bot.bot_process import DELIVERIES, BotProcess, delivery_keys, fill_data_folder
from tests.bot.briefings import DRAFTS
from tests.botapi.limits import Limits
from tests.botapi.server import Server
from tests.botapi.world import Person, World

QUESTIONS = (
    "What did Ada Brandt say about homes?", "who talked about trams?", "What did Tomas Quell say?",
    "What did Nils Aarden say about trams?",
)  # fmt: skip
PATIENCE = 120.0  # seconds


def waited(world: World, people: Sequence[Person], each: int) -> list[float]:
    """Seconds until each answer, all questions asked at once."""
    before = {person.id: len(person.chat.by_bot) for person in people}
    start = time.monotonic()
    with world.changed:
        for number in range(each):
            for person in people:
                person.says(QUESTIONS[number % len(QUESTIONS)])
    came: list[float] = []

    def all_came() -> bool:
        count = sum(len(person.chat.by_bot) - before[person.id] for person in people)
        came.extend([time.monotonic() - start] * (count - len(came)))
        return count >= each * len(people)

    world.wait(all_came, PATIENCE)
    return came


def worked(pid: int) -> float:
    """Seconds of the processor that a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("--questions", type=int, default=200)
    parser.add_argument("--chats", type=int, default=50)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--limits", action="store_true", help="refuse what Telegram would refuse as too fast")
    wanted = parser.parse_args()
    each = wanted.questions // wanted.chats
    many = "[limits]\nmessages = 1000000\nchat = 1000000\noverall = 1000000\n"
    for delivery in DELIVERIES:
        limits = Limits() if wanted.limits else None
        with tempfile.TemporaryDirectory() as home, Server(limits=limits) as server:
            data = fill_data_folder(Path(home, "data"), DRAFTS)
            with BotProcess(data, server, many, delivery_keys(delivery)) as running:
                people = [server.world.person(f"Reader{number}") for number in range(wanted.chats)]
                before = worked(running.process.pid)
                rounds = [waited(server.world, people, each) for _ in range(wanted.rounds)]
                took = worked(running.process.pid) - before
                time.sleep(1)
                answers = {len(person.chat.by_bot) for person in people}
        assert answers == {each * wanted.rounds}, f"lost, or twice: {answers}"
        processor = 1000 * took / (wanted.rounds * each * wanted.chats)
        p50, p95, last = np.percentile(np.concatenate(rounds), (50, 95, 100))
        sys.stdout.write(
            f"{delivery}: {wanted.rounds} times {each * len(people)} questions of {len(people)} chats at once, each "
            f"answered once: p50 {p50:.2f} s, p95 {p95:.2f} s, the last {last:.2f} s; {processor:.0f} ms of the "
            f"processor a question\n"
        )
        sys.stdout.flush()


if __name__ == "__main__":
    main()
