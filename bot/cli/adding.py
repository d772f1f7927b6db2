"""`onrecord add`: articles from files, folders, addresses and feeds."""

from __future__ import annotations

import asyncio
import os
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli import output
from bot.cli.addition_progress import AdditionProgress
from bot.cli.context import CORES, check_source, not_empty, readable, settings, write
from bot.feeds import setup
from index.errors import SourceError, SourceProblem
from index.extract.formats import LISTED
from index.model import OutcomeStatus

if TYPE_CHECKING:
    from index.library import Index
    from index.model import Draft

DEFAULT_COLLECTION = "public"
_SAVED_BESIDE = ("_files", ".files")  # folders
_SYSTEMS = frozenset({"__MACOSX", "Thumbs.db", "desktop.ini", "Icon\r"})

Begin = Callable[[str], None]


def add(
    sources: Annotated[list[str], typer.Argument(help=f"Files ({LISTED}; also with .gz), folders, addresses, feeds.")],
    collection: Annotated[str, typer.Option(help="The shelf the articles stand on.")] = DEFAULT_COLLECTION,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a source.")] = False,
) -> None:
    """Add articles.  Safe to repeat."""
    collection = not_empty(readable(collection), "--collection", "the name of a shelf")
    for source in sources:
        check_source(source, "a file, a folder or an address")
    index = settings.index(threads=CORES)
    paths = [path for source in sources if not is_address(source) for path in document_paths(Path(source))]
    size = sum(map(_size, paths)) if paths else None
    progress = AdditionProgress(size)
    drafts = (draft for source in sources for draft in _drafts(source, collection, progress.begin))
    before = index.store.last_article()
    try:
        counts = _added(index, drafts, as_json, progress)
    except KeyboardInterrupt:
        kept = index.store.last_article() - before
        progress.tell(f"stopped: {kept} added, and kept; the same command adds the rest")
        raise typer.Exit(130) from None
    if not as_json:
        print(output.outcome_counts(counts))
    if counts[OutcomeStatus.REFUSED]:
        raise typer.Exit(1)


def documents(sources: list[Path], begin: Begin = lambda name: None) -> Iterator[Draft | SourceError]:
    """The articles in files and folders.

    Args:
        sources: Paths that exist.
        begin: Called with the name of each file before it is read.

    Yields:
        Each article, or the reason why a file or folder gives none.
    """
    from index.extract.documents import from_file

    for source in sources:
        paths = document_paths(source)
        if not paths:
            yield SourceError(readable(source), SourceProblem.NO_DOCUMENTS, read=LISTED)
        for path in paths:
            begin(readable(path))
            yield from from_file(path, readable(path))


def _drafts(source: str, collection: str, begin: Begin) -> Iterator[Draft | SourceError]:
    if is_address(source):
        begin(readable(source))
        yield from _fetched(readable(source), collection)
    elif not Path(source).exists():
        yield SourceError(readable(source), SourceProblem.NO_SUCH_SOURCE)
    else:
        for draft in documents([Path(source)], begin):
            if isinstance(draft, SourceError) or collection == DEFAULT_COLLECTION:
                yield draft  # a JSON line may name a collection of its own
            else:
                yield replace(draft, collection=collection)


def is_address(source: str) -> bool:
    """Whether a source is a web address, and no file or folder."""
    return source.startswith(("http://", "https://"))


def _fetched(url: str, collection: str) -> list[Draft | SourceError]:
    from index.feeds.articles import read

    limits = setup.limits(settings.config())

    async def collect() -> list[Draft | SourceError]:
        return [draft async for draft in read(url, limits, None, collection)]

    return asyncio.run(collect())


def document_paths(source: Path) -> list[Path]:
    """The files that a file or folder stands for, in the order of their names; what can't be read is told later."""
    if source.is_dir():
        found = [source, *source.rglob("*")] if _is_closed(source) else source.rglob("*")
        return sorted(path for path in found if _is_named(path) and not _is_furniture(source, path))
    return [source] if source.exists() else []


def _is_named(path: Path) -> bool:
    """Whether a path in a folder is a file, or something that can't be read, which is not passed over in silence."""
    if not os.access(path.parent, os.X_OK):
        return False  # nothing is known of what lies in a closed folder, which is named itself
    return path.is_file() or _is_closed(path) or (path.is_symlink() and not path.exists())


def _is_closed(path: Path) -> bool:
    """Whether it is a folder that this user may not enter."""
    return path.is_dir() and not os.access(path, os.R_OK | os.X_OK)


def _size(path: Path) -> int:
    """The bytes of a file; none of one that is gone meanwhile, or leads nowhere."""
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _is_furniture(folder: Path, path: Path) -> bool:
    """Whether a file in a folder is none of a person's documents.

    It is hidden, a system's or a program's own, or was saved by a browser beside a page: "page_files" by "page.html".
    """
    within = path.relative_to(folder)
    if any(part.startswith((".", "~$")) or part in _SYSTEMS for part in within.parts):
        return True
    above = [each for each in path.parents if each.is_relative_to(folder) and each.name.endswith(_SAVED_BESIDE)]
    pages = (each.with_name(each.name[: -len("_files")] + end) for each in above for end in (".html", ".htm"))
    return any(page.is_file() for page in pages)


def _added(
    index: Index, drafts: Iterator[Draft | SourceError], as_json: bool, progress: AdditionProgress
) -> Counter[OutcomeStatus]:
    """Add with a progress bar, and tell of each refusal (as JSON: of each source)."""
    with progress:
        for outcome in index.add(progress.measured(drafts), progress.read):
            progress.count(outcome)
            if as_json:
                write(output.outcome_json(outcome))
            elif outcome.status is OutcomeStatus.REFUSED:
                progress.tell(f"refused: {outcome.source}: {outcome.reason}")
            elif outcome.unread_pages:
                progress.tell(output.unread(outcome))
    return progress.counts
