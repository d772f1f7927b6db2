"""Watches the tasks that serving depends on: one that fails begins again; where that is no help the process ends."""

from __future__ import annotations

import asyncio
import logging
import sys
import threading
import time
import traceback
from collections.abc import Callable, Coroutine
from typing import Any

from bot.chats.turns import Turn
from bot.transport.outages import Outage
from bot.transport.rate_limit import sleep_until_stopped
from bot.transport.workers import Workers
from index.errors import OnRecordError, StoreError

WELL_AFTER = 600.0  # seconds for which a job must run to count as well again
LOOK_EVERY = 15.0  # seconds between two looks at the threads that answer
LOOK_AT_TURN = 5.0  # seconds between two looks whether a turn is still ours
STUCK_AFTER = 900.0  # seconds for which all threads that answer compute one thing

log = logging.getLogger("onrecord")

Job = Callable[[], Coroutine[Any, Any, object]]


async def keep_going(job: Job, outage: Outage, stop: asyncio.Event) -> None:
    """Run a job until told to stop, again after each end, with pauses that grow.

    Args:
        job: Begins it; it is to run until cancelled or told to stop.
        outage: Counts its ends.
        stop: Set when it is to stop.
    """
    while not stop.is_set():
        failure: Exception | None = None
        began = time.monotonic()
        try:
            await job()
        except Exception as error:  # noqa: BLE001  # whatever it is, what depends on the job must go on
            failure = error
        if stop.is_set():
            return
        if time.monotonic() - began > WELL_AFTER:
            outage.over()
        reason = f"{type(failure).__name__}: {failure}" if failure else "it ended by itself"
        await sleep_until_stopped(stop, await outage.failed(reason, trace=failure))


async def in_turn(turn: Turn, job: Job) -> None:
    """Run a job whose turn was taken, as long as it is ours, and give the turn back.

    Args:
        turn: What was taken.
        job: Ends by itself.

    Raises:
        StoreError: The turn was lost, as when the server was started again; the job was cancelled.
    """
    running = asyncio.ensure_future(job())
    try:
        while turn.can_be_lost and not running.done():
            await asyncio.wait({running}, timeout=LOOK_AT_TURN)
            if not running.done() and not await asyncio.to_thread(turn.is_held):
                raise StoreError("the connection broke that kept other machines from doing the same")
        await running
    finally:
        if not running.done():
            running.cancel()
            await asyncio.gather(running, return_exceptions=True)
        await given_back(turn)


async def taken(turn: Turn) -> bool:
    """`Turn.take`, in a thread where a server must be asked."""
    return await asyncio.to_thread(turn.take) if turn.can_be_lost else turn.take()


async def given_back(turn: Turn) -> None:
    """`Turn.give_back`, in a thread where a server must be told."""
    if turn.can_be_lost:
        await asyncio.to_thread(turn.give_back)
    else:
        turn.give_back()


class Supervisor:
    """The tasks that serving depends on."""

    def __init__(self, stop: asyncio.Event) -> None:
        """Watch nothing yet.

        Args:
            stop: Set when the process is told to stop.
        """
        self._stop = stop
        self._kept: list[asyncio.Task[None]] = []
        self._needed: dict[asyncio.Task[Any], str] = {}

    def keep(self, job: Job, outage: Outage) -> None:
        """Run a job until `close`, again after each end.

        Args:
            job: Begins it.
            outage: Counts its ends.
        """
        self._kept.append(asyncio.create_task(keep_going(job, outage, self._stop)))

    def need(self, name: str, task: asyncio.Task[Any]) -> None:
        """End the process when a task ends.

        Args:
            name: What the task does, for the last line of the log.
            task: It can't be begun again.
        """
        self._needed[task] = name

    async def wait(self) -> None:
        """Wait until told to stop.

        Raises:
            OnRecordError: A task that is needed has ended; whoever started the process must start it again.
        """
        stopped = asyncio.create_task(self._stop.wait())
        try:
            done, _ = await asyncio.wait((stopped, *self._needed), return_when=asyncio.FIRST_COMPLETED)
        finally:
            stopped.cancel()
        if self._stop.is_set():
            return
        ended = next(task for task in done if task in self._needed)
        cause = None if ended.cancelled() else ended.exception()
        why = f" ({type(cause).__name__}: {cause})" if cause else ""
        raise OnRecordError(f"{self._needed[ended]} ended{why}; start On Record again") from cause

    async def close(self) -> None:
        """End the jobs."""
        for task in self._kept:
            task.cancel()
        await asyncio.gather(*self._kept, return_exceptions=True)


def named_task(name: str) -> asyncio.Task[Any] | None:
    """A running task by the end of its name, such as one that a library has started."""
    return next((task for task in asyncio.all_tasks() if task.get_name().endswith(name)), None)


async def watch(workers: Workers, stuck_after: float = STUCK_AFTER, look_every: float = LOOK_EVERY) -> None:
    """Look whether the threads that answer still end what they begin.

    Args:
        workers: The threads.
        stuck_after: Seconds for which all of them may compute one thing.
        look_every: Seconds between two looks.

    Raises:
        TimeoutError: They don't: nobody is answered any more, and no thread can be stopped.
    """
    while True:
        await asyncio.sleep(look_every)
        if (stuck := workers.stuck_for()) >= stuck_after:
            break
    frames = sys._current_frames()  # the documented way to see what other threads do
    for thread in threading.enumerate():
        if thread.ident in frames and thread.name.startswith("worker"):
            calls = traceback.extract_stack(frames[thread.ident])
            log.error("stuck: %s", " < ".join(f"{call.filename}:{call.lineno} {call.name}" for call in reversed(calls)))
    raise TimeoutError(f"no answer has been finished for {stuck:.0f} s")
