"""`onrecord update` and `onrecord feeds`: reading the feeds, and choosing which are read."""

from __future__ import annotations

import asyncio
import sys
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli import output
from bot.cli.context import CORES, not_empty, readable, settings, write
from bot.feeds.setup import configured, limits, outlines
from index.errors import OnRecordError, SourceError, SourceProblem
from index.model import OutcomeStatus

if TYPE_CHECKING:
    from index.feeds.registry import FeedState
    from index.feeds.updater import FeedReport
    from index.model import Draft, Outcome

feeds = typer.Typer(no_args_is_help=True, help="The feeds that are read.")
Collection = Annotated[str, typer.Option(help="The shelf the feed's articles stand on.")]


def update(as_json: Annotated[bool, typer.Option("--json", help="One JSON object a source.")] = False) -> None:
    """Read every feed once: what is new or changed in it."""
    from index.feeds.updater import Updater

    config = settings.config()
    index = settings.index(quiet=as_json, threads=CORES)
    registry = configured(config, index)
    sources = [source for source in registry.listing() if not source.gone]
    if not sources:
        raise OnRecordError(
            "no feed is configured; add a [[feeds]] section with its url to config.toml, or use `onrecord feeds add`"
        )
    counts = Counter[OutcomeStatus]()

    def report(outcome: Outcome) -> None:
        counts[outcome.status] += 1
        if as_json:
            write(output.outcome_json(outcome))
        elif outcome.status is OutcomeStatus.REFUSED:
            print(f"refused: {outcome.source}: {outcome.reason}", file=sys.stderr)

    async def add(drafts: Sequence[Draft | SourceError]) -> list[Outcome]:
        outcomes = await asyncio.to_thread(lambda: list(index.add(drafts)))
        for outcome in outcomes:
            report(outcome)
        return outcomes

    updater = Updater(registry, add, limits(config), config.fetch.interval)
    for read in asyncio.run(updater.update(sources, patient=False)):
        if read.problem:
            report(_refusal(read))
    index.close()
    if not as_json:
        print(output.outcome_counts(counts))
    if counts[OutcomeStatus.REFUSED]:
        raise typer.Exit(1)


def _refusal(report: FeedReport) -> Outcome:
    from index.model import Outcome

    return Outcome(report.source.address, OutcomeStatus.REFUSED, report.problem)


@feeds.command("list")
def listed(as_json: Annotated[bool, typer.Option("--json", help="One JSON object a feed.")] = False) -> None:
    """The feeds that are read, and how they fare."""
    from bot.feeds.status import summary

    now = datetime.now(UTC)
    sources = configured(settings.config(), settings.index(quiet=True, reading=True)).listing()
    if not sources and not as_json:
        print("No feed is read yet; `onrecord feeds add` and an address adds one.")
    for source in sources:
        if as_json:
            write(_record(source))
        else:
            print(f"{source.id:4}  {source.name} ({source.collection})  {source.url}")
            print(f"      {summary(source, 'en', now, str)}")


@feeds.command("add")
def added(
    url: Annotated[str, typer.Argument(help="The feed's address.")],
    collection: Collection = "public",
    outlet: Annotated[str | None, typer.Option(help="The name to show; else the feed's title.")] = None,
) -> None:
    """Read a feed from now on."""
    from index.feeds.updater import look

    config = settings.config()
    url, outlet = not_empty(readable(url), "the address", "a feed's"), readable(outlet) if outlet else None
    collection = not_empty(readable(collection), "--collection", "the name of a shelf")
    feed = asyncio.run(look(url, limits(config)))
    source, new = configured(config, settings.index(quiet=True)).add(
        url, collection, datetime.now(UTC), outlet=outlet, title=feed.title
    )
    entries = f"{len(feed.entries)} entries now" if feed.entries else "no entries yet"
    print(f"{'added' if new else 'known already'}: {outlet or feed.title or source.name} ({collection}), {entries}")


@feeds.command("remove")
def removed(feed: Annotated[str, typer.Argument(help="The feed's address, or its number in the list.")]) -> None:
    """Read a feed no more; its articles stay."""
    feed = not_empty(readable(feed), "the feed", "its address, or its number in `onrecord feeds list`")
    registry = configured(settings.config_of_library(), settings.index(quiet=True))
    sources = registry.find(feed)
    if not sources:
        raise OnRecordError(f"no feed {feed}; `onrecord feeds list` shows them")
    if any(source.added_by is None for source in sources):
        raise OnRecordError(f"{feed} stands in config.toml; take its [[feeds]] section out there")
    for source in sources:
        registry.remove(source.id)
    print(f"{len(sources)} removed")


@feeds.command("import")
def imported(
    file: Annotated[Path, typer.Argument(help="An OPML file.")],
    collection: Collection = "public",
) -> None:
    """Read all the feeds of an OPML file from now on."""
    from index.extract.documents import refuse_pipe
    from index.feeds import opml

    config = settings.config()
    try:
        refuse_pipe(file, readable(file))
        with file.open("rb") as stream:
            data = stream.read(config.fetch.largest + 1)
    except OSError as error:
        raise SourceError(readable(file), SourceProblem.UNREADABLE_FILE, cause=error.strerror or str(error)) from error
    if len(data) > config.fetch.largest:
        raise SourceError(readable(file), SourceProblem.TOO_LARGE, most=round(config.fetch.largest / 1e6))
    listing = opml.read(data, readable(file), limits(config))
    collection = not_empty(readable(collection), "--collection", "the name of a shelf")
    registry, now = configured(config, settings.index(quiet=True)), datetime.now(UTC)
    new = sum(registry.add(outline.url, collection, now, outlet=outline.title)[1] for outline in listing.outlines)
    print(f"{new} added, {len(listing.outlines) - new} known already")
    if listing.left_out:
        print(f"{listing.left_out} left out: no http or https address, or in a private network", file=sys.stderr)


@feeds.command("export")
def exported() -> None:
    """Write the feeds as OPML to standard output."""
    from index.feeds import opml

    registry = configured(settings.config(), settings.index(quiet=True, reading=True))
    sys.stdout.buffer.write(opml.write(outlines(registry.listing())))


def _record(source: FeedState) -> dict[str, object]:
    def text(moment: datetime | None) -> str | None:
        return moment.isoformat() if moment else None

    return {
        "id": source.id,
        "url": source.url,
        "address": source.address,
        "outlet": source.name,
        "collection": source.collection,
        "configured": source.added_by is None,
        "last_success": text(source.last_success),
        "last_new": text(source.last_new),
        "failing_since": text(source.failing_since),
        "problem": str(source.problem) if source.problem else None,
        "gone": source.gone is not None,
        "next": text(source.next_at),
    }
