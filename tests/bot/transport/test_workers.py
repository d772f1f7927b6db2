"""Computing never holds up those who wait for the network, and never piles up without end."""

from __future__ import annotations

import asyncio
import threading

import pytest

from bot.transport.workers import CROWDED_ABOVE, Busy, Workers


def test_work_runs_beside_the_event_loop_and_gives_its_result() -> None:
    async def main() -> None:
        workers = Workers(threads=1)
        here = threading.get_ident()
        assert await workers.run(threading.get_ident) != here
        workers.close()

    asyncio.run(main())


def test_what_work_raises_is_raised_where_it_was_asked_for() -> None:
    async def main() -> None:
        workers = Workers(threads=1)
        with pytest.raises(ZeroDivisionError):
            await workers.run(lambda: 1 // 0)
        workers.close()

    asyncio.run(main())


def test_when_too_much_waits_one_more_is_refused_and_later_taken_again() -> None:
    async def main() -> None:
        workers = Workers(threads=1, capacity=2)
        gate = threading.Event()
        held = [asyncio.create_task(workers.run(gate.wait)) for _ in range(2)]
        await asyncio.sleep(0)
        with pytest.raises(Busy):
            await workers.run(lambda: True)
        gate.set()
        assert await asyncio.gather(*held) == [True, True]
        assert await workers.run(lambda: "again") == "again"
        workers.close()

    asyncio.run(main())


def test_a_crowd_is_told_apart_from_a_few() -> None:
    async def main() -> None:
        workers = Workers(threads=1)
        gate = threading.Event()
        held = [asyncio.create_task(workers.run(gate.wait)) for _ in range(CROWDED_ABOVE)]
        await asyncio.sleep(0)
        assert not workers.crowded
        held.append(asyncio.create_task(workers.run(gate.wait)))
        await asyncio.sleep(0)
        assert workers.crowded
        gate.set()
        await asyncio.gather(*held)
        assert not workers.crowded
        workers.close()

    asyncio.run(main())
