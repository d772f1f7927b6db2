"""Reads documents of all formats that are damaged, nested or endless, and asks questions meanwhile.

python -m tests.measure.hostile_documents [--documents 10000] [--seed 0] [--formats .txt,.pdf]

Each is a sound document with some of its bytes altered, removed, doubled or replaced by what readers stumble over.
Prints how many were read and refused, what else happened, the longest time of each format in seconds, how many took
longer than the processor time that any document may take, and the median time of a question alone and meanwhile.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import statistics
import sys
import tempfile
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from index import Index
from index.errors import SourceError
from index.extract.documents import from_upload
from index.extract.reader_process import LEAST_SECONDS
from index.feeds.parser import parse
from tests.bot.bot_process import fill_data_folder
from tests.bot.briefings import DRAFTS
from tests.index.extract import office_files as office
from tests.index.extract.typesetter import Typesetter

SAID = "Minister Varga said: “We have read every line of the treaty.” The harbour stays open until the autumn."
QUESTION = "What did Ada Brandt say about homes?"
ALONE = 40  # questions that are asked before
FEED = ".xml"
UNLOOKED_FOR = (
    ArithmeticError, AssertionError, AttributeError, LookupError, MemoryError, OSError, RuntimeError, TypeError,
    ValueError,
)  # fmt: skip
STUMBLING = (
    b"<", b"<div>" * 3000, b"((((" * 2000, b"\\" * 5000, b"{\\" * 3000, b"[" * 20_000, b"\n" * 20_000, b" " * 50_000,
    b"\x00" * 100, b"\xff\xfe", b"&a;" * 3000, b"<!--" * 3000, b"> " * 5000, "“".encode() * 5000, b"-->" * 3000,
    b"A" * 100_000, b"1. " * 5000, b"=?utf-8?q?" * 2000, b"00:00:01,000 --> 00:00:02,000\n" * 2000,
)  # fmt: skip


def sound() -> dict[str, bytes]:
    """A sound document of each format, by its suffix."""
    pdf = Typesetter()
    pdf.paragraph(80, 80, 400, SAID)
    mail = f"From: press@ports.example\nSubject: Treaty\nMIME-Version: 1.0\nMessage-ID: <1@p>\n\n{SAID}\n".encode()
    page = f"<!DOCTYPE html><html><head><title>Treaty</title></head><body><article><p>{SAID}</p><p>{SAID}</p></article>"
    saved = f"Content-Type: text/html; charset=utf-8\n\n{page}".encode()
    line = json.dumps({"title": "Treaty", "text": SAID})
    cue = f"1\n00:00:01,000 --> 00:00:09,000\nVARGA: {SAID}\n"
    item = f"<item><title>Treaty</title><link>https://p.example/1</link><description>{SAID}</description></item>"
    return {
        ".txt": SAID.encode(),
        ".md": f"---\ntitle: Treaty\n---\n# Treaty\n\n> {SAID}\n\n- {SAID}\n".encode(),
        ".html": page.encode(),
        ".pdf": pdf.bytes(),
        ".docx": office.word(f"<w:p>{office.run(SAID)}</w:p>", "Treaty"),
        ".odt": office.open_document(f"<text:p>{SAID}</text:p>"),
        ".rtf": b"{\\rtf1\\ansi\\ansicpg1252 {\\b Treaty}\\par Varga said: \\ldblquote We read it.\\rdblquote\\par}",
        ".pptx": office.slides(office.shape("body", SAID)),
        ".epub": office.book(f"<p>{SAID}</p>", title="Treaty"),
        ".eml": mail,
        ".msg": office.compound({"__properties_version1.0": b"\0" * 32, "__substg1.0_1000001F": SAID.encode("utf-16")}),
        ".mhtml": b"From: <Saved by Blink>\nMIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n--b\n"
        + saved + b"\n--b--\n",
        ".srt": cue.encode(),
        ".vtt": f"WEBVTT\n\n{cue.replace(',', '.', 2)}".encode(),
        ".jsonl": f"{line}\n{line}\n".encode(),
        ".txt.gz": gzip.compress(SAID.encode()),
        FEED: f"<?xml version='1.0'?><rss version='2.0'><channel><title>Post</title>{item}</channel></rss>".encode(),
    }  # fmt: skip


def altered(data: bytes, chance: random.Random) -> bytes:
    """A document with something wrong."""
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(data) + 1)
        end = min(len(data), at + chance.choice((1, 8, 200)))
        piece = chance.choice(
            (b"", chance.randbytes(end - at), data[at:end] * chance.choice((2, 50, 2000)), chance.choice(STUMBLING))
        )
        data = data[:at] + piece + data[end:]
    return data if chance.random() > 0.05 else data[: chance.randrange(len(data) + 1)]


def read(suffix: str, data: bytes) -> str:
    """Read a document as an editor's upload, or as a feed, and tell what came of it."""
    try:
        if suffix == FEED:
            parse(data, "https://p.example/feed", datetime.now(UTC))
            return "read"
        outcomes = list(from_upload(data, f"a{suffix}", suffix))
    except SourceError:
        return "refused"
    except UNLOOKED_FOR as error:
        return f"{suffix}: {error!r}"[:200]
    return "read" if any(not isinstance(each, SourceError) for each in outcomes) else "refused"


def asked(index: Index, until: Callable[[int], bool]) -> float:
    """The median time of a question, in seconds."""
    times: list[float] = []
    while not until(len(times)):
        start = time.perf_counter()
        index.ask(index.understand(QUESTION))
        times.append(time.perf_counter() - start)
        time.sleep(0.2)
    return statistics.median(times)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("--documents", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--formats", help="suffixes with commas between them; all if left out")
    wanted = parser.parse_args()
    formats = wanted.formats.split(",") if wanted.formats else list(sound())
    chance, kinds = random.Random(wanted.seed), [(suffix, sound()[suffix]) for suffix in formats]
    told: Counter[str] = Counter()
    longest: dict[str, float] = defaultdict(float)

    def read_all() -> None:
        for number in range(wanted.documents):
            suffix, data = kinds[number % len(kinds)]
            start = time.perf_counter()
            told[read(suffix, altered(data, chance))] += 1
            longest[suffix] = max(longest[suffix], time.perf_counter() - start)

    with tempfile.TemporaryDirectory() as home:
        index = Index.open(fill_data_folder(Path(home, "data"), DRAFTS))
        asked(index, lambda count: count >= ALONE // 4)  # so that everything is loaded
        alone = asked(index, lambda count: count >= ALONE)
        reading = threading.Thread(target=read_all)
        reading.start()
        meanwhile = asked(index, lambda count: count > 0 and not reading.is_alive())
        index.close()
    over = sum(seconds > LEAST_SECONDS for seconds in longest.values())
    for what, count in told.most_common():
        sys.stdout.write(f"{count:6} {what}\n")
    sys.stdout.write(" ".join(f"{suffix} {seconds:.1f}" for suffix, seconds in longest.items()) + "\n")
    sys.stdout.write(
        f"{over} formats with one over {LEAST_SECONDS} s; a question {1000 * alone:.1f} ms alone, "
        f"{1000 * meanwhile:.1f} ms meanwhile\n"
    )


if __name__ == "__main__":
    main()
