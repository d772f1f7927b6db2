"""`onrecord ask` and `onrecord statements`: quotes from the library, and who says what in documents."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from bot.cli import adding, output
from bot.cli.context import CORES, check_source, not_empty, readable, settings, write
from bot.serving.process import collection_paused
from index.errors import Refusal, SourceProblem
from index.extract.formats import LISTED
from index.model import Draft


def ask(
    question: Annotated[
        list[str] | None, typer.Argument(help="The question; none: one a line from standard input.", show_default=False)
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object an answer.")] = False,
    limit: Annotated[int, typer.Option(min=1, max=50, help="The most quotes to show.")] = 5,
    explain: Annotated[bool, typer.Option("--explain", help="Show what each quote's score is the sum of.")] = False,
) -> None:
    """Answer questions with verbatim quotes."""
    import time

    if question:
        not_empty(" ".join(question), "the question", "one, or none to ask one a line from standard input")
    with collection_paused():
        index = settings.index(quiet=as_json, reading=True)
        index.load_speakers()
    texts = [readable(" ".join(question))] if question else (line.strip() for line in sys.stdin)
    previous = None
    for text in texts:
        if not text:
            continue
        start = time.perf_counter()
        answer = index.ask(text, limit, previous=previous if question is None and not as_json else None)
        previous = answer.question
        ms = (time.perf_counter() - start) * 1000
        if as_json:
            write(output.answer_json(answer, text, ms))
        else:
            from bot.cli.terminal import plain

            print(plain(answer))
            if explain:
                print(*output.explained(answer), sep="\n")


def statements(
    files: Annotated[list[str], typer.Argument(help=f"Files ({LISTED}) and folders.")],
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object an article.")] = False,
) -> None:
    """Who said what in documents; offsets are into the text that --json shows, of a text file its own."""
    from index.attribution.statements import StatementReader
    from index.attribution.tagger import load_tagger

    for source in files:
        check_source(source, "a file or a folder")
    reader = StatementReader(load_tagger(CORES))
    failed = False
    for name, draft in documents(files):
        if not isinstance(draft, Draft):
            print(f"onrecord: {name}: {draft}", file=sys.stderr)
            failed = True
            continue
        found = reader.statements(draft.text, draft.title, draft.author, draft.blocks)
        if as_json:
            write({"doc": name, "text": draft.text, "statements": [output.statement_json(each) for each in found]})
        else:
            print(f"{name}: {len(found)} statements")
            for statement in found:
                print(output.line(draft.text, statement))
    if failed:
        raise typer.Exit(1)


def documents(sources: list[str]) -> Iterator[tuple[str, Draft | str]]:
    """The articles of files and folders, as they are.

    Args:
        sources: Paths.

    Yields:
        The name of each article and the article, or in its place what is wrong with it.
    """
    for source in sources:
        base = Path(source)
        paths = adding.document_paths(base)
        if not paths:
            yield readable(source), _why_nothing(source)
        for path in paths:
            yield from _articles(path, readable(path.relative_to(base) if path != base else path.name))


def _articles(path: Path, name: str) -> Iterator[tuple[str, Draft | str]]:
    from index.extract.documents import from_file_as_is

    for number, draft in from_file_as_is(path, readable(path)):
        if isinstance(draft, Draft):
            attached = draft.url and draft.url.startswith(f"{path}/")
            inner = f"{name}{(draft.url or '').removeprefix(str(path))}" if attached else name
            yield f"{name}, line {number}" if number else inner, draft
        else:
            yield draft.source, str(draft.refusal)


def _why_nothing(source: str) -> str:
    """Why there is no document where somebody looked for one."""
    if adding.is_address(source):
        return "is an address; `onrecord add` reads those, this command reads files and folders"
    if Path(source).exists():
        return str(Refusal(SourceProblem.NO_DOCUMENTS, {"read": LISTED}))
    return "No such file or folder"
