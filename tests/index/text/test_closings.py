"""Contacts and notes under a text take no time to tell from speech."""

from __future__ import annotations

import time

import pytest

from index.text.closings import is_closing, is_dateline, tells_of


@pytest.mark.parametrize("word", ["a ", "Ada is ", "Ada ", "press ", "for more ", "Ada-", "9 May "])
def test_a_hostile_line_takes_no_time(word: str) -> None:
    started = time.process_time()
    for line in (word * 20_000, word * 19):
        is_closing(line)
        is_dateline(line)
        tells_of(line, {"holm"})
    assert time.process_time() - started < 1


@pytest.mark.parametrize("line", ["I hold on to my notes.", "Press on, then.", "We meet on 9 April 2026 in Norhaven."])
def test_speech_is_no_closing(line: str) -> None:
    assert not is_closing(line)
    assert not tells_of(line, {"holm"})
