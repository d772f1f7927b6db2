"""`onrecord remove`: one article, the sample, or all of an age, an outlet or a collection."""

from __future__ import annotations

import sys
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.articles import article_id
from bot.cli.context import not_empty, readable, settings
from bot.cli.unknown_names import unknown_name
from index.errors import OnRecordError

if TYPE_CHECKING:
    from index.library import Index

SAMPLE_ADDRESS = "https://briefings.example/"  # where the addresses of the sample briefings begin
SHOWN = 5  # articles that are named before many are removed


def remove(
    article: Annotated[str | None, typer.Argument(help="An article's number or address.", show_default=False)] = None,
    sample: Annotated[bool, typer.Option("--sample", help="The sample briefings.")] = False,
    before: Annotated[str | None, typer.Option(metavar="DATE", help="All published before a day.")] = None,
    outlet: Annotated[str | None, typer.Option(metavar="NAME", help="All of an outlet.")] = None,
    collection: Annotated[str | None, typer.Option(metavar="NAME", help="All of a collection.")] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Remove them without asking.")] = False,
) -> None:
    """Remove an article, or all that the options agree on, and with them their quotes from every answer."""
    options = {"--before": before, "--outlet": outlet, "--collection": collection}
    several = {
        name: not_empty(readable(value), name, "a value") for name, value in options.items() if value is not None
    }
    if several and (sample or article is not None):
        raise OnRecordError(f"say either which article, or {', '.join(several)}")
    if before is not None:
        _day(before)  # a mistake is told before the library is opened
    settings.config_of_library()
    index = settings.index()
    if several:
        ids = _selected(index, several)
        if ids and not yes:
            _ask(index, ids)
    else:
        ids = _sample_or_one(index, sample, article)
    print(f"{index.remove_all(ids)} removed")


def _sample_or_one(index: Index, sample: bool, article: str | None) -> list[int]:
    if sample:
        return [row.id for row in index.store.listing() if (row.url or "").startswith(SAMPLE_ADDRESS)]
    if article is not None:
        return [article_id(index, article)]
    raise OnRecordError(
        "say which article: its number or address from `onrecord articles`, --sample, or --before, --outlet and "
        "--collection for several"
    )


def _selected(index: Index, several: dict[str, str]) -> list[int]:
    from index.store.selection import select_articles

    day = _day(several["--before"]) if "--before" in several else None
    outlet, collection = several.get("--outlet"), several.get("--collection")
    if outlet is not None and not select_articles(index.store, outlet=outlet):
        raise unknown_name("outlet", outlet, index.outlets)
    if collection is not None and not select_articles(index.store, collection=collection):
        raise unknown_name("collection", collection, index.store.columns.collections())
    return select_articles(index.store, day, outlet, collection)


def _day(written: str) -> date:
    try:
        return date.fromisoformat(written.strip())
    except ValueError:
        raise OnRecordError(f"--before {readable(written)} is no day; write it like 2026-01-31") from None


def _ask(index: Index, ids: list[int]) -> None:
    """Have a person say that these articles are to be removed.

    Raises:
        OnRecordError: They don't want it, or nobody can be asked.
    """
    for stored in index.store.articles(ids[:SHOWN]).values():
        print(f"{stored.id:6}  {stored.outlet or '—'}  {stored.title or 'untitled'}", file=sys.stderr)
    if len(ids) > SHOWN:
        print(f"        and {len(ids) - SHOWN} more", file=sys.stderr)
    if not sys.stdin.isatty():
        raise OnRecordError(f"{len(ids)} articles would be removed; say --yes to remove them")
    if not typer.confirm(f"Remove {len(ids)} articles?", err=True):
        raise OnRecordError("nothing was removed")
