"""`onrecord status`: how the data folder and the processes that serve it are."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.context import settings, write

if TYPE_CHECKING:
    from bot.health.heartbeat import Process
    from bot.health.report import Health


def status(
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
    serving: Annotated[bool, typer.Option("--serving", help="Fail unless a process serves, too.")] = False,
) -> None:
    """Tell how the data folder and the bot are, also while it runs; status 1 when something needs you."""
    from bot.health.report import examine

    config = settings.config()
    health = examine(config.data, server=config.store.server)
    if serving and not health.serving:
        health.problems.append("no process serves; start one with `onrecord run`")
    if as_json:
        write(health.as_json())
    else:
        print(*_lines(health, datetime.now(UTC)), sep="\n")
    if not health.fine:
        raise typer.Exit(1)


def _lines(health: Health, now: datetime) -> Iterator[str]:
    from rich.filesize import decimal

    counts = health.counts
    yield f"release:   {health.release}"
    free = f"{decimal(health.disk_free)} of {decimal(health.disk_total)} free"
    yield f"data:      {health.data} ({free if Path(health.data).is_dir() else 'there is no such folder yet'})"
    yield f"library:   {', '.join(f'{count:,} {name}' for name, count in counts.items())}"
    behind = [f"{name} by {count} changes" for name, count in health.behind.items() if count]
    yield f"indexes:   {'behind: ' + ', '.join(behind) if behind else 'up to date'}"
    yield f"feeds:     {health.feeds} read, {len(health.failing)} failing"
    for feed in health.failing:
        yield f"           {feed.name} ({feed.url}), since {_ago(feed.since, now)}: {feed.why}"
    yield f"outbox:    {', '.join(f'{count} {state}' for state, count in health.outbox.items()) or 'none'}"
    yield f"digests:   {'last made ' + _ago(health.last_digest, now) if health.last_digest else 'none made yet'}"
    for process in health.processes:
        yield f"process:   {_process(process, now)}"
    if not health.processes:
        yield "process:   none serves"
    for problem in health.problems:
        yield f"FAIL       {problem}"
    if health.fine:
        yield "ok"


def _process(process: Process, now: datetime) -> str:
    heard = f"Telegram answered {_ago(process.heard, now)}" if process.heard else "Telegram has not answered yet"
    return f"{process.pid}, {process.state} ({process.way}), started {_ago(process.started, now)}; {heard}"


def _ago(then: datetime, now: datetime) -> str:
    from bot.feeds.status import ago

    return ago(then, "en", now)
