"""What nobody waits for leaves the cores to what somebody does."""

from __future__ import annotations

import os
import sys
import threading

import pytest

from index import Index
from index.attribution.statements import StatementReader
from index.threads import NICENESS, background_pool, run_in_background
from tests.news_articles import DRAFTS

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="threads have no priority of their own here")


def niceness(*_: object) -> int:
    return os.getpriority(os.PRIO_PROCESS, threading.get_native_id())


def nicer_than_here() -> int:
    return min(niceness() + NICENESS, 19)


def test_work_in_the_background_stands_back_and_nothing_else_does() -> None:
    before = niceness()
    assert run_in_background(niceness) == nicer_than_here()
    with background_pool(2) as pool:
        assert set(pool.map(niceness, range(8))) == {nicer_than_here()}
    assert niceness() == before


def test_what_goes_wrong_in_the_background_is_told_whoever_waits() -> None:
    with pytest.raises(ZeroDivisionError):
        run_in_background(lambda: 1 // 0)


def test_articles_are_read_and_saved_in_the_background(index: Index, reader: StatementReader) -> None:
    seen: dict[str, int] = {}

    class Watched:
        def statements(self, *article: str | None) -> object:
            seen["read"] = niceness()
            return reader.statements(*article)  # type: ignore[arg-type]

    def catch_up(notice: object) -> None:
        seen["saved"] = niceness()

    index.__dict__["reader"] = Watched()
    index.indexes._catch_up = catch_up  # type: ignore[method-assign]
    assert [outcome.status for outcome in index.add(DRAFTS[:1])] == ["added"]
    assert seen == {"read": nicer_than_here(), "saved": nicer_than_here()}
