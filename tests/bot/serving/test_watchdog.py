"""What computes never holds up the event loop, on which everybody's messages wait."""

from __future__ import annotations

import asyncio
import contextlib
import io
import threading
import time
from collections.abc import AsyncIterator
from pathlib import Path

from rich.console import Console
from telegram import Bot, Update

from bot.cli.chat import PERSON, Terminal
from bot.config import Config
from bot.serving.application import application, services
from index import Draft, Index

LONGEST = 0.05  # seconds that the loop may be held up
STEP = 0.002


class Watchdog:
    """Notes how much later than asked for it is woken, and how much of that the loop's own thread computed."""

    def __init__(self) -> None:
        self.late: list[float] = []
        self.computed: list[float] = []

    async def watch(self) -> None:
        while True:
            before, worked = time.monotonic(), time.thread_time()
            await asyncio.sleep(STEP)
            self.late.append(time.monotonic() - before - STEP)
            self.computed.append(time.thread_time() - worked)

    @contextlib.asynccontextmanager
    async def watching(self) -> AsyncIterator[None]:
        task = asyncio.create_task(self.watch())
        try:
            yield
        finally:
            task.cancel()

    @property
    def nearly_always(self) -> float:
        """How late it is at most, ninety-nine times of a hundred."""
        return sorted(self.late)[int(len(self.late) * 0.99)]


async def lateness_of_the_machine() -> float:
    """How late a loop is nearly always woken beside a thread that computes and nothing of ours."""
    dog, done = Watchdog(), threading.Event()

    def compute() -> None:
        while not done.is_set():
            sum(range(1_000))

    async with dog.watching():
        computing = asyncio.create_task(asyncio.to_thread(compute))
        await asyncio.sleep(1)
        done.set()
        await computing
    return dog.nearly_always


def article(number: int, length: int) -> Draft:
    """An article of so many paragraphs, each with two statements."""
    lines = [
        f"“The harbour of district {number} will open in month {n}, and nobody will pay for it,” Ada Brandt said."
        f" Tomas Quell, who leads the opposition in hall {n}, asked where the money for harbour {number * n} was."
        for n in range(length)
    ]
    return Draft("\n\n".join(lines), title=f"Harbour {number}", url=f"https://harbour.example/{number}")


def test_the_loop_is_never_held_up_while_people_ask_and_articles_are_added(data: Path) -> None:
    index = Index.open(data)
    config = Config(data=data)
    terminal = Terminal(Console(file=io.StringIO()))
    shared = services(config, index, owner=PERSON)
    app = application(config, shared, terminal)
    dog = Watchdog()

    def typed(text: str, bot: Bot) -> Update:
        return terminal.typed(text, bot)

    # More articles than are stored at a time, and one that takes long to read.
    drafts = [article(number, 80 if number == 5 else 2) for number in range(25)]

    async def play() -> float:
        before = await lateness_of_the_machine()
        await app.initialize()
        await app.process_update(typed("What did Ada Brandt say about homes?", app.bot))  # loads what is loaded once
        async with dog.watching():
            adding = asyncio.create_task(shared.workers.run(lambda: list(index.add(drafts))))
            rounds = 0
            while rounds < 15 or not adding.done():
                for text in ("What did Ada Brandt say about homes?", "who talked about trams?", "more", "/sources"):
                    await app.process_update(typed(text, app.bot))
                rounds += 1
                await asyncio.sleep(0.1)
            assert {outcome.status for outcome in adding.result()} == {"added"}
            await asyncio.to_thread(shared.digests.composer.compose_digests)
        await app.shutdown()
        return max(before, await lateness_of_the_machine())

    machine = asyncio.run(play())
    index.close()
    held = sorted(dog.computed)
    assert len(held) > 100
    assert held[-1] < LONGEST, held[-5:]
    # Waking up late is also the machine's doing, which other processes keep busy.
    assert dog.nearly_always < LONGEST + machine, (machine, sorted(dog.late)[-20:])
