"""Whatever a text or a page holds, reading five times as much takes about five times as long."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from itertools import pairwise

import pytest

from index.attribution.coreference import Coreference
from index.attribution.korean import korean_statements
from index.attribution.prose import ProseReader
from index.attribution.turn_speakers import transcript_statements
from index.errors import OnRecordError, SourceError
from index.extract.boilerplate import article_lines
from index.extract.dates import parse_date
from index.extract.encoding import decode
from index.extract.html import looks_like_html
from index.extract.html_blocks import with_quotations
from index.extract.markdown import from_markdown
from index.extract.normalisation import normalise, one_line
from index.extract.page.metadata import without_outlet
from index.extract.page.moments import in_address, written
from index.extract.plain_text import from_text
from index.feeds.articles import breaks_off, text_of
from index.feeds.parser import parse
from index.library import Index
from index.text import passages, quotation_states
from index.text.blocks import infer_blocks

SHORT, LONG = 4_000, 20_000  # characters
AT_ONCE = 0.04  # seconds of the processor, below which nothing is measured
GROWTH = 12  # of time, where there is five times as much
NOW = datetime(2026, 3, 6, tzinfo=UTC)


def read_prose(text: str) -> object:
    blocks, states = infer_blocks(text), quotation_states(text)
    return ProseReader(text, states, blocks, set()).drafts([])


def read_names(text: str) -> object:
    return Coreference(text, "", infer_blocks(text), quotation_states(text))


def read_transcript(text: str) -> object:
    blocks = infer_blocks(text)
    return transcript_statements(text, "", blocks, Coreference(text, "", blocks, quotation_states(text)))


def read_korean(text: str) -> object:
    return korean_statements(text, None, infer_blocks(text))


READERS: dict[str, Callable[[str], object]] = {
    "looks_like_html": looks_like_html,
    "with_quotations": with_quotations,
    "decode": lambda text: decode(text.encode(), "a"),
    "normalise": normalise,
    "one_line": one_line,
    "parse_date": parse_date,
    "written": lambda text: written(text, NOW),
    "in_address": lambda text: in_address(f"https://a.example/{text}", NOW),
    "without_outlet": lambda text: without_outlet(text, ["a", "A"], "b"),
    "article_lines": lambda text: article_lines(text.split("\n"), ["A b"], "A B"),
    "from_text": from_text,
    "from_markdown": lambda text: from_markdown(text, "a"),
    "front matter": lambda text: from_markdown(f"---\n{text}\n---\nVarga spoke.", "a"),
    "infer_blocks": infer_blocks,
    "quotation_states": quotation_states,
    "passages": lambda text: list(passages(text)),
    "text_of": text_of,
    "breaks_off": breaks_off,
    "parse": lambda text: parse(f"<rss><channel>{text}</channel></rss>".encode(), "https://a.example/f", NOW),
    "names": read_names,
    "prose": read_prose,
    "transcript": read_transcript,
    "korean": read_korean,
}
UNITS = (
    "a", " ", "\n", "\n ", ".", "'", '"', "“", "”", "(", "[", "{", "<", "<a ", "<q>", "<!--", "&amp;", "-", "1.\n",
    "---\n", "\u00a0", "가", "A ", "Ab. ", "A.B. ", "a\n", "A\n\n", "“a” ", "“a,” he said. ", "MR. A: a\n", "A: a\n\n",
    "Q. a\nA. b\n", "“A b.”\n— A B\n", "said A B, the a of b, ", "https://", "March 4, ", "12:", "* a\n", "> ", "| a ",
    "“가”고 ", "“가”고 했다.", "가다. ", "(가) ", " - ", "<item><link>a</link></item>",
)  # fmt: skip


def seconds(read: Callable[[str], object], text: str) -> float:
    """Of this thread's work; looking for garbage among all that other tests have left would count as reading."""
    gc.disable()
    start = time.thread_time()
    try:
        with suppress(SourceError):
            read(text)
        return time.thread_time() - start
    finally:
        gc.enable()


@pytest.mark.parametrize("name", READERS)
def test_reading_grows_no_faster_than_what_is_read(name: str) -> None:
    for unit in UNITS:
        short, long = ((unit * (size // len(unit) + 1))[:size] for size in (SHORT, LONG))
        took = seconds(READERS[name], short)
        assert took < 2, unit
        if took * GROWTH > AT_ONCE:
            assert seconds(READERS[name], long) < max(AT_ONCE, GROWTH * took), unit


def test_a_few_lines_of_front_matter_stand_for_no_more_than_they_hold() -> None:
    names = "abcdefghij"
    lines = [f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]" for before, name in pairwise(names)]
    front = "\n".join(["a: &a [x, x, x, x, x, x, x, x, x]", *lines, "title: *j"])
    with pytest.raises(SourceError, match="aliases"):
        from_markdown(f"---\n{front}\n---\nVarga spoke.", "a.md")


@pytest.mark.parametrize("front", ["a: " + "[" * 5_000, "a: ']]]]'\nb: " + "[{" * 2_500, "a: []\n" * 2 + "[" * 40_000])
def test_brackets_in_front_matter_are_not_read_ever_deeper(front: str) -> None:
    started = time.process_time()
    with pytest.raises(SourceError, match="nested too deeply"):
        from_markdown(f"---\n{front}\n---\nVarga spoke.", "a.md")
    assert time.process_time() - started < 1


def test_a_question_has_a_length(news_library: Index) -> None:
    with pytest.raises(OnRecordError, match="1000 characters, and this one has 1001; shorten it"):
        news_library.understand("a" * 1001)
