"""`onrecord bench`: measured speed and size as tables, JSON and a picture."""

from __future__ import annotations

import json
import re
import sys
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.context import notice, settings
from bot.serving.process import SWITCH_INTERVAL
from index.errors import OnRecordError
from index.measure.report import EMBEDDING, ENCODE, OWN

if TYPE_CHECKING:
    from index.measure.report import Adding, Contender, Latency, Report, Rounds, Size

NONE = "–"
KIND_LABELS = {
    "said": "“What did X say about Y?”",
    "since": "the same “since …”",
    "topic": "“Y”",
    "who": "“Who talked about Y?”",
}


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table.

    Attributes:
        title: What stands above it.
        head: The names of the columns.
        rows: Cells, as many in each row as in the head.
        notes: Sentences below it.
    """

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...] = ()


def bench(
    quick: Annotated[bool, typer.Option("--quick", help="Small sizes, in less than two minutes.")] = False,
    sizes: Annotated[
        str | None, typer.Option(help="Passages of the libraries, like 1k,10k,100k,1m.", show_default=False)
    ] = None,
    corpus: Annotated[
        Path | None, typer.Option(help="A file or folder of articles; the sample if left out.", show_default=False)
    ] = None,
    said: Annotated[
        Path | None,
        typer.Option(help="A folder with articles.jsonl and questions.jsonl: the score too.", show_default=False),
    ] = None,
    peers: Annotated[bool, typer.Option("--peers", help="The same with what one would pick instead.")] = False,
    keep: Annotated[
        Path | None, typer.Option(help="Where to keep the grown libraries for another time.", show_default=False)
    ] = None,
    json_file: Annotated[
        Path | None, typer.Option("--json", help="Where to write all figures.", show_default=False)
    ] = None,
    picture: Annotated[Path | None, typer.Option(help="Where to draw the growth (PNG).", show_default=False)] = None,
    markdown: Annotated[bool, typer.Option("--markdown", help="The tables as Markdown.")] = False,
) -> None:
    """Measure adding, starting, asking and memory on this machine, without a network."""
    from index.measure.benchmark import run_benchmark
    from index.measure.plan import Plan

    config = settings.config()
    plan = Plan(
        config.index.model,
        config.index.precision,
        corpus=corpus,
        said=said,
        library_cache=keep,
        peers=peers,
        switch_interval=SWITCH_INTERVAL,
    )
    if quick:
        plan = plan.quick()
    if sizes is not None:
        plan = replace(plan, sizes=parse(sizes))
    for target in (json_file, picture):
        if target is not None and (target.is_dir() or not target.absolute().parent.is_dir()):
            raise OnRecordError(f"{target} can't be written; name a file in a folder that is there")
    own_settings = ["--config", str(settings.file)] if settings.file else []
    report = run_benchmark(plan, config.data, [sys.executable, "-m", "bot", *own_settings], notice)
    for sheet in sheets(report):
        print(as_markdown(sheet) if markdown else plain(sheet))
    if json_file is not None:
        json_file.write_text(json.dumps(report.record(), indent=1) + "\n", encoding="utf-8")
    if picture is not None:
        from bot.cli.bench_chart import draw

        picture.write_bytes(draw(report))


def parse(sizes: str) -> tuple[int, ...]:
    """Numbers of passages, rising: "1k, 1m" becomes (1000, 1000000).

    Raises:
        OnRecordError: A size is no number above zero, with or without k or m.
    """
    numbers = []
    for size in sizes.lower().split(","):
        match = re.fullmatch(r"\s*(\d+(?:\.\d+)?)\s*([km]?)\s*", size)
        number = round(float(match.group(1)) * {"": 1, "k": 1_000, "m": 1_000_000}[match.group(2)]) if match else 0
        if number < 1:
            raise OnRecordError(f"{size.strip()!r} is no number of passages; write --sizes like 1k,10k,100k,1m")
        numbers.append(number)
    return tuple(sorted(set(numbers)))


# tables


def sheets(report: Report) -> list[Sheet]:
    """The tables of a report, in the order they are read."""
    tables = [_adding(report), _growth(report)]
    return [*tables, _peers(report.peers, report.adding)] if report.peers else tables


def _adding(report: Report) -> Sheet:
    adding = report.adding
    rate = adding.passages / adding.seconds
    rows: list[tuple[str, ...]] = [
        (
            "all together",
            _number(adding.seconds),
            _number(adding.articles / adding.seconds),
            _number(rate),
            _number(adding.megabytes / adding.seconds),
        )
    ]
    for name, seconds in adding.parts.items():
        each = [amount / seconds for amount in (adding.articles, adding.passages, adding.megabytes)]
        rows.append((f"{name} alone", _number(seconds), *map(_number, each)))
    machine = report.machine
    notes = [
        f"{adding.articles:,} articles ({_real(adding)}), {adding.passages:,} passages, {adding.statements:,} "
        f"statements, at most {adding.memory:,.0f} MB of memory. Embeddings of {report.model}, {report.precision}. "
        f"{machine['cores']} cores, load {machine['load']} at the end.",
    ]
    if adding.rounds is not None:
        notes.append(_beside_encode(adding, adding.rounds))
    return Sheet("Adding", ("", "seconds", "articles/s", "passages/s", "MB/s"), tuple(rows), tuple(notes))


def _beside_encode(adding: Adding, rounds: Rounds) -> str:
    """Adding and embedding beside sentence-transformers, by turns."""
    alike = f"; vectors alike to {adding.least_cosine:.6f}" if adding.least_cosine is not None else ""
    return (
        f"By turns, in {len(rounds.seconds[OWN])} rounds over {rounds.passages:,} passages: sentence-transformers "
        f"alone embeds {_number(rounds.rate(ENCODE))} a second, On Record {_number(rounds.rate(EMBEDDING))} "
        f"({rounds.times(EMBEDDING, ENCODE):.2f} times{alike}). Adding does {_number(rounds.rate(OWN))}, "
        f"{rounds.times(OWN, ENCODE):.2f} times as many, statements included; finding statements takes "
        f"{adding.parts['statements'] / adding.parts['embed']:.2f} times as long as embedding."
    )


def _real(adding: Adding) -> str:
    if adding.real == adding.articles:
        return "all real"
    return f"{adding.real} real, the others those with words exchanged"


def _growth(report: Report) -> Sheet:
    sizes = report.sizes
    said = [size.said for size in sizes]
    rows = [
        ("cold start to the first answer, s", *(_number(size.cold) for size in sizes)),
        ("question, idle, ms: p50 / p95 / p99", *(_latency(size.idle) for size in sizes)),
        ("… while articles are added", *(_latency(size.adding) for size in sizes)),
        ("… with 8 askers", *(_latency(size.together) for size in sizes)),
        *((f"idle: {label}", *(_kind(size, kind) for size in sizes)) for kind, label in KIND_LABELS.items()),
        ("answers a second, 8 askers", *(_number(size.a_second) for size in sizes)),
        ("passages added a second meanwhile", *(_number(size.added_a_second) for size in sizes)),
        ("memory after the first answer, MB", *(_number(size.memory) for size in sizes)),
        ("… after some hundred questions", *(_number(size.memory_after) for size in sizes)),
        ("disk, MB: store / vectors / words / statements", *(_disk(size) for size in sizes)),
        ("recall@10 against exact search", *(f"{size.recall:.3f}" for size in sizes)),
        ("said: right quote by the speaker @1 / @5", *(f"{s.said1:.2f} / {s.said5:.2f}" if s else NONE for s in said)),
        ("said: refused without an answer", *(f"{s.refused:.2f}" if s else NONE for s in said)),
    ]
    notes = []
    if grown := [size for size in sizes if not size.real]:
        notes.append(
            f"Grown, not real: {', '.join(f'{size.passages:,}' for size in grown)} passages. Their articles are those "
            f"of {report.source} with words exchanged; their vectors are real ones, turned as far as real neighbours "
            "lie apart. In the said score, words of a grown copy of the right article count as right."
        )
    if not any(said):
        notes.append(
            "The said score needs questions with answers (--said FOLDER), and a library with all their articles."
        )
    head = ("passages", *(f"{size.passages:,}" for size in sizes))
    return Sheet("Asking, and what it takes", head, tuple(rows), tuple(notes))


def _peers(peers: tuple[Contender, ...], adding: Adding) -> Sheet:
    rows = [
        ("adding, passages/s", *(NONE if each.adding is None else _number(each.adding) for each in peers)),
        ("start to the first answer, s", *(_number(each.start) for each in peers)),
        ("question, ms: p50 / p95 / p99", *(_latency(each.asking) for each in peers)),
        (
            "memory after the first answer, MB",
            *(NONE if each.memory is None else _number(each.memory) for each in peers),
        ),
        ("right quote first / within five", *(_pair(each.hit1, each.hit5) for each in peers)),
        ("… with silence: answered / refused", *(_pair(each.answered, each.refused) for each in peers)),
        ("right quote first, by the right speaker", *(_share(each.said1) for each in peers)),
    ]
    alone = adding.passages / (adding.parts["embed"] + adding.parts["write"])
    notes = (
        f"All have the same {adding.passages:,} passages and weights, each in processes of its own; they add by turns. "
        "On Record's adding includes splitting and finding who says what; "
        f"embedding and writing alone: {_number(alone)} passages/s.",
        "txtai: hybrid, its default BM25. LlamaIndex: FAISS and BM25, fused by rank. A script: what one writes in an "
        "afternoon with sentence-transformers and a flat FAISS index.",
        "The others answer with passages, however long, whoever speaks in them; nothing in them tells the speaker. "
        "For silence each has the bound on its best score that suits it best on the other half of the questions.",
    )
    return Sheet("Beside others", ("", *(each.name for each in peers)), tuple(rows), notes)


def _number(value: float) -> str:
    """A number rounded to three significant digits."""
    if value >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def _latency(latency: Latency) -> str:
    return " / ".join(_number(value) for value in (latency.p50, latency.p95, latency.p99))


def _kind(size: Size, kind: str) -> str:
    return _latency(size.kinds[kind]) if kind in size.kinds else NONE


def _disk(size: Size) -> str:
    return " / ".join(_number(size.disk[kind]) for kind in ("store", "vectors", "words", "spoken"))


def _pair(first: float | None, second: float | None) -> str:
    return NONE if first is None or second is None else f"{first:.2f} / {second:.2f}"


def _share(value: float | None) -> str:
    return NONE if value is None else f"{value:.2f}"


def plain(sheet: Sheet) -> str:
    """A table for a terminal, figures to the right, with its notes."""
    lines = [sheet.head, *sheet.rows]
    widths = [max(len(line[column]) for line in lines) for column in range(len(sheet.head))]
    aligned = [
        "  ".join(
            [line[0].ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(line[1:], widths[1:], strict=True))]
        )
        for line in lines
    ]
    return "\n".join([sheet.title, "", aligned[0], "-" * len(aligned[0]), *aligned[1:], "", *sheet.notes, ""])


def as_markdown(sheet: Sheet) -> str:
    """A table in Markdown, with its notes."""
    rows = ["| " + " | ".join(line) + " |" for line in (sheet.head, *sheet.rows)]
    rule = "|" + "|".join(["---", *["--:"] * (len(sheet.head) - 1)]) + "|"
    return "\n".join([rows[0], rule, *rows[1:], "", *sheet.notes, ""])
