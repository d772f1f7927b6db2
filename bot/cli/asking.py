"""`onrecord ask` and `onrecord statements`: quotes from the library, and who says what in a text."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from bot.cli import output
from bot.cli.context import CORES, readable, settings, write
from bot.serving.process import collection_paused


def ask(
    question: Annotated[
        list[str] | None, typer.Argument(help="The question; none: one a line from standard input.", show_default=False)
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object an answer.")] = False,
    limit: Annotated[int, typer.Option(min=1, max=50, help="The most quotes to show.")] = 5,
) -> None:
    """Answer questions with verbatim quotes."""
    import time

    with collection_paused():
        index = settings.index(quiet=as_json)
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


def statements(
    files: Annotated[list[Path], typer.Argument(help="Text files.")],
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a file.")] = False,
) -> None:
    """Who said what in text files; offsets are into the file's own text."""
    from index.attribution.statements import StatementReader
    from index.attribution.tagger import load_tagger

    reader = StatementReader(load_tagger(CORES))
    failed = False
    for path in files:
        if (text := _text_of(path)) is None:
            failed = True
            continue
        name, in_text = readable(path.name), reader.statements(text)
        if as_json:
            write({"doc": name, "statements": [output.statement_json(statement) for statement in in_text]})
        else:
            print(f"{name}: {len(in_text)} statements")
            for statement in in_text:
                print(output.line(text, statement))
    if failed:
        raise typer.Exit(1)


def _text_of(path: Path) -> str | None:
    """The text of a file; None, with a line on standard error, where it can't be read."""
    try:
        return path.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "is no UTF-8 text"
        print(f"onrecord: {readable(path)}: {reason}", file=sys.stderr)
        return None
