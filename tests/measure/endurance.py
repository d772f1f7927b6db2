"""Asks one process thousands of questions, and tells whether its memory, threads and open files grow.

python -m tests.measure.endurance [--questions 20000] [--every 500]

Fifty people ask at the same moment, and again when all have their answers.  The slope of memory is that of a line
through its samples in the second half.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from tests.bot.bot_process import BotProcess, fill_data_folder
from tests.bot.briefings import DRAFTS
from tests.botapi.server import Server
from tests.botapi.world import Person, World
from tests.measure.flood import memory

ASKED = (
    "What did Ada Brandt say about homes?", "who talked about trams?", "more", "/people", "What did Quell say?",
    "Brandt vs Quell on homes", "what is new?", "/sources", "“ten thousand homes”", "tell me about nothing at all",
)  # fmt: skip


PEOPLE = 50
KEPT = 10  # messages of a chat that the stand-in remembers


def ask(world: World, people: Sequence[Person], texts: Sequence[str]) -> None:
    """Have each of some people say something, and wait until the bot has answered all of them."""
    before = [len(person.chat.by_bot) for person in people]
    with world.changed:
        for person, text in zip(people, texts, strict=True):
            person.says(text)
    world.wait(lambda: all(len(person.chat.by_bot) > count for person, count in zip(people, before, strict=True)), 120)
    for person in people:  # or counting them would take longer with every round
        for number in list(person.chat.messages)[:-KEPT]:
            del person.chat.messages[number]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("--questions", type=int, default=20_000)
    parser.add_argument("--every", type=int, default=500, help="questions between two samples")
    wanted = parser.parse_args()
    limits = "[limits]\nmessages = 1000000\nchat = 1000000\noverall = 1000000\n"
    samples: list[tuple[int, float, int, int]] = []
    with tempfile.TemporaryDirectory() as home, Server() as server:
        data = fill_data_folder(Path(home, "data"), DRAFTS)
        with BotProcess(data, server, limits) as running:
            process = Path("/proc", str(running.process.pid))
            people = [server.world.person(f"Reader{number}") for number in range(PEOPLE)]
            for asked in range(PEOPLE, wanted.questions + 1, PEOPLE):
                first = asked // PEOPLE
                ask(server.world, people, [ASKED[(first + number) % len(ASKED)] for number in range(PEOPLE)])
                if not asked % wanted.every:
                    threads, files = (len(list((process / kind).iterdir())) for kind in ("task", "fd"))
                    samples.append((asked, memory(running.process.pid), threads, files))
                    sys.stdout.write("{} asked: {:.1f} MB, {} threads, {} open files\n".format(*samples[-1]))
                    sys.stdout.flush()
            tracebacks = running.log_text.count("Traceback")
    counts, held, threads_then, files_then = map(np.array, zip(*samples[len(samples) // 2 :], strict=True))
    slope = np.polyfit(counts, held, 1)[0] * 1000 if len(counts) > 1 else 0.0
    sys.stdout.write(
        f"{wanted.questions} questions, all answered: {slope:+.2f} MB a thousand questions in the second half; threads "
        f"{threads_then.min()} to {threads_then.max()}, open files {files_then.min()} to {files_then.max()}; "
        f"{tracebacks} tracebacks\n"
    )


if __name__ == "__main__":
    main()
