"""Asks one process question after question, and tells whether its memory, threads and open files grow.

python -m tests.measure.endurance [--questions 20000] [--every 100]

The slope of memory is that of a line through its samples in the second half.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

import numpy as np

from tests.bot.bot_process import BotProcess, fill_data_folder
from tests.bot.briefings import DRAFTS
from tests.botapi.server import Server
from tests.botapi.world import Person
from tests.measure.flood import memory

ASKED = (
    "What did Ada Brandt say about homes?", "who talked about trams?", "more", "/people", "What did Quell say?",
    "Brandt vs Quell on homes", "what is new?", "/sources", "“ten thousand homes”", "tell me about nothing at all",
)  # fmt: skip


PEOPLE = 50  # a chat gets a message a second


def ask(person: Person, text: str) -> None:
    """Say something, and wait until the bot has answered."""
    before = len(person.chat.by_bot)
    person.says(text)
    person.world.wait(lambda: len(person.chat.by_bot) > before, 60)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("--questions", type=int, default=20_000)
    parser.add_argument("--every", type=int, default=100, help="questions between two samples")
    wanted = parser.parse_args()
    limits = "[limits]\nmessages = 1000000\nchat = 1000000\noverall = 1000000\n"
    samples: list[tuple[int, float, int, int]] = []
    with tempfile.TemporaryDirectory() as home, Server() as server:
        data = fill_data_folder(Path(home, "data"), DRAFTS)
        with BotProcess(data, server, limits) as running:
            process = Path("/proc", str(running.process.pid))
            people = [server.world.person(f"Reader{number}") for number in range(PEOPLE)]
            for number in range(wanted.questions):
                ask(people[number % PEOPLE], ASKED[(number + number // PEOPLE) % len(ASKED)])
                if not (number + 1) % wanted.every:
                    threads, files = (len(list((process / kind).iterdir())) for kind in ("task", "fd"))
                    samples.append((number + 1, memory(running.process.pid), threads, files))
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
