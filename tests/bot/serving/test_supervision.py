"""What serving depends on begins again when it ends, or the process ends so that somebody starts it again."""

from __future__ import annotations

import asyncio
import threading

import pytest

from bot.serving.supervision import Supervisor, keep_going, watch
from bot.transport.outages import Outage
from bot.transport.workers import Workers
from index.errors import OnRecordError


def test_a_job_that_fails_or_ends_begins_again(caplog: pytest.LogCaptureFixture) -> None:
    async def main() -> None:
        stop, times = asyncio.Event(), 0

        async def job() -> None:
            nonlocal times
            times += 1
            if times == 1:
                raise OSError("no room")
            if times == 3:
                stop.set()

        await keep_going(job, Outage("the job", longest_pause=0.01), stop)
        assert times == 3

    asyncio.run(main())
    assert "the job: OSError: no room" in caplog.text
    assert "the job: it ended by itself" in caplog.text


def test_the_end_of_what_cannot_begin_again_ends_the_process_with_a_sentence() -> None:
    async def main() -> None:
        supervisor = Supervisor(asyncio.Event())

        async def broken() -> None:
            raise ValueError("no more")

        supervisor.need("the distribution of updates", asyncio.create_task(broken()))
        with pytest.raises(OnRecordError, match=r"the distribution of updates ended .*no more.*start On Record again"):
            await asyncio.wait_for(supervisor.wait(), 5)
        await supervisor.close()

    asyncio.run(main())


def test_being_told_to_stop_is_no_failure() -> None:
    async def main() -> None:
        stop = asyncio.Event()
        supervisor = Supervisor(stop)
        supervisor.keep(asyncio.Event().wait, Outage("the job"))
        supervisor.need("something", asyncio.create_task(asyncio.Event().wait()))
        asyncio.get_running_loop().call_later(0.05, stop.set)
        await asyncio.wait_for(supervisor.wait(), 5)
        await supervisor.close()

    asyncio.run(main())


def test_threads_that_never_end_what_they_compute_are_noticed(caplog: pytest.LogCaptureFixture) -> None:
    async def main() -> None:
        workers, gate = Workers(threads=2), threading.Event()
        watching = asyncio.create_task(watch(workers, stuck_after=0.3, look_every=0.05))
        first = asyncio.create_task(workers.run(gate.wait))
        await asyncio.sleep(0.5)
        assert not watching.done()  # the other one is free
        second = asyncio.create_task(workers.run(gate.wait))
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(watching, 5)
        gate.set()
        await asyncio.gather(first, second)
        assert workers.stuck_for() == 0
        workers.close()

    asyncio.run(main())
    assert caplog.text.count("stuck: ") == 2
    assert "threading.py" in caplog.text
