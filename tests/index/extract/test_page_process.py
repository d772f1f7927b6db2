"""Pages are read in a process of their own, which may fail, or take too long, without anybody else."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from index.errors import SourceError, SourceProblem
from index.extract.html import from_html
from index.extract.page_process import read_page

SAID = "“We have read every line of the treaty,” Elin Varga told reporters in Lindesund on Monday morning."
META = '<meta property="article:published_time" content="2021-03-04T09:00:00+09:00">'
PAGE = (
    f"<html lang='en'><head>{META}<title>The treaty</title></head><body><article><p>{SAID}</p></article></body></html>"
)


def reader() -> int:
    """The id of the process for pages."""
    children = Path(f"/proc/{os.getpid()}/task").glob("*/children")
    ids = [int(child) for each in children for child in each.read_text("ascii").split()]
    return next(id for id in ids if b"page_worker" in Path(f"/proc/{id}/cmdline").read_bytes())


def test_what_the_process_tells_is_what_it_read() -> None:
    assert read_page(PAGE, "a.html", "https://post.example/1") == from_html(PAGE, "a.html", "https://post.example/1")


def test_a_refusal_comes_back_with_the_name_of_its_source() -> None:
    with pytest.raises(SourceError, match=r"^empty\.html: holds no article text$"):
        read_page("<html><body></body></html>", "empty.html")


@pytest.mark.skipif(sys.platform != "linux", reason="looks for the process in /proc")
def test_the_process_stays_for_the_next_page_and_is_started_again_after_its_end() -> None:
    read_page(PAGE, "a.html")  # a process that has held much memory ends after it
    much = bytearray(b"1") * 700_000_000  # which whoever is started now has not held
    read_page(PAGE, "a.html")
    first = reader()
    os.kill(first, signal.SIGKILL)
    read_page(PAGE, "a.html")
    del much
    first = reader()
    read_page(PAGE, "b.html")
    assert reader() == first
    os.kill(first, signal.SIGKILL)
    assert read_page(PAGE, "c.html").text == SAID
    assert reader() != first


def test_a_page_that_takes_too_long_is_refused_by_name_and_the_next_one_read() -> None:
    endless = f"<html><body>{''.join(f'<div><p>{number} {SAID}</p></div>' for number in range(40_000))}"
    start = time.monotonic()
    with pytest.raises(SourceError) as caught:
        read_page(endless, "endless.html", seconds=1)
    assert caught.value.refusal.problem is SourceProblem.ENDLESS_PAGE
    assert str(caught.value).startswith("endless.html: is a page that takes more than 1 seconds")
    assert time.monotonic() - start < 30
    assert read_page(PAGE, "a.html").text == SAID


def test_pages_of_several_threads_are_read_one_after_the_other() -> None:
    texts: list[str] = []
    threads = [threading.Thread(target=lambda: texts.append(read_page(PAGE, "a.html").text)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert texts == [SAID] * 4


def test_the_process_ends_with_whoever_started_it() -> None:
    code = f"from index.extract.page_process import read_page; read_page({PAGE!r}, 'a'); print('read')"
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert (done.stdout, done.stderr) == ("read\n", "")
