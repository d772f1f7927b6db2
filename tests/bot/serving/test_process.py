"""What the command sets for its process, and that it is set where it matters."""

from __future__ import annotations

import gc
import logging
import sys
from collections.abc import Iterator

import pytest

from bot.serving.process import LEVELS, SWITCH_INTERVAL, collection_paused, quiet_libraries, switch_threads_often


@pytest.fixture
def restored() -> Iterator[None]:
    levels = {name: logging.getLogger(name).level for name in LEVELS}
    interval = sys.getswitchinterval()
    yield
    for name, level in levels.items():
        logging.getLogger(name).setLevel(level)
    sys.setswitchinterval(interval)
    gc.unfreeze()


@pytest.mark.usefixtures("restored")
def test_libraries_that_report_every_request_and_complain_of_every_page_are_quiet() -> None:
    quiet_libraries()
    assert not logging.getLogger("httpx").isEnabledFor(logging.INFO)
    assert not logging.getLogger("httpcore.http11").isEnabledFor(logging.DEBUG)
    assert not logging.getLogger("htmldate.core").isEnabledFor(logging.ERROR)
    assert not logging.getLogger("trafilatura.core").isEnabledFor(logging.ERROR)


@pytest.mark.usefixtures("restored")
def test_threads_are_switched_more_often() -> None:
    switch_threads_often()
    assert sys.getswitchinterval() == pytest.approx(SWITCH_INTERVAL)


@pytest.mark.usefixtures("restored")
def test_collection_goes_on_after_the_pause_without_what_was_loaded_in_it() -> None:
    before = gc.get_freeze_count()
    with collection_paused():
        assert not gc.isenabled()
        kept = [[number] for number in range(1000)]
    assert gc.isenabled()
    assert gc.get_freeze_count() >= before + len(kept)
