"""`onrecord articles`, `show`, `remove` and `reread`: the articles that are stored."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli import output
from bot.cli.context import CORES, not_empty, readable, settings, write
from index.errors import OnRecordError

if TYPE_CHECKING:
    from index.library import Index


def articles(as_json: Annotated[bool, typer.Option("--json", help="One JSON object an article.")] = False) -> None:
    """List the stored articles."""
    for row in settings.index(reading=True).store.listing():
        if as_json:
            write({"id": row.id, "title": row.title, "outlet": row.outlet, "published": row.published, "url": row.url})
        else:
            day, name = (row.published or "")[:10], row.title or row.url or "untitled"
            print(f"{row.id:6}  {day:10}  {row.outlet or '—'}  {name}")


def show(article: Annotated[str, typer.Argument(help="An article's number or address.")]) -> None:
    """Show an article and who says what in it."""
    index = settings.index(reading=True)
    stored = index.store.article(article_id(index, article))
    assert stored is not None
    for name, value in (
        ("title", stored.title),
        ("outlet", stored.outlet),
        ("author", stored.author),
        ("published", stored.published),
    ):
        if value:
            print(f"{name + ':':11}{value}")
    for url in stored.urls:
        print(f"{'address:':11}{url}")
    print(f"\n{stored.text}\n")
    for statement in index.store.statements([stored.id])[stored.id]:
        print(output.line(stored.text, statement))


def article_id(index: Index, number_or_address: str) -> int:
    """The id of the article that a number or an address names.

    Args:
        index: The library.
        number_or_address: As it was typed.

    Raises:
        OnRecordError: There is none.
    """
    name = not_empty(readable(number_or_address), "the article", "its number or address, from `onrecord articles`")
    id = index.store.find(name)
    if id is None:
        raise OnRecordError(f"no article {name}; `onrecord articles` lists them")
    return id


def reread() -> None:
    """Find the statements of every stored article again, as after an upgrade."""
    from rich.console import Console
    from rich.progress import Progress

    settings.config_of_library()
    index = settings.index(threads=CORES)
    with Progress(console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("reading")
        count = index.reread(lambda done, total: progress.update(task, completed=done, total=total))
    print(f"{count} articles read again")
