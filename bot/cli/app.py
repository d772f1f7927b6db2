"""The `onrecord` command."""

from __future__ import annotations

import asyncio
import io
import logging
import os
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from bot.cli import bench, digest, evaluate, feeds, output
from bot.cli.context import CORES, notice, settings, write
from bot.config import Config
from bot.feeds import setup
from index.errors import OnRecordError, SourceError, SourceProblem
from index.model import OutcomeStatus

if TYPE_CHECKING:
    from index.library import Index
    from index.model import Draft

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    help="Answers from your briefings with verbatim, attributed quotes, in Telegram and in the terminal.",
)
app.add_typer(evaluate.measures, name="eval")
app.add_typer(feeds.feeds, name="feeds")
app.command()(digest.digest)


def _show_version(wanted: bool) -> None:
    if wanted:
        from bot.version import version

        print(f"onrecord {version()}")
        raise typer.Exit


@app.callback()
def options(
    data: Annotated[Path | None, typer.Option(help="The folder where everything is kept.", show_default=False)] = None,
    config: Annotated[
        Path | None, typer.Option(help="The settings; config.toml if left out.", show_default=False)
    ] = None,
    version: Annotated[
        bool, typer.Option("--version", help="Show the version and exit.", callback=_show_version, is_eager=True)
    ] = False,
) -> None:
    settings.data, settings.file = data, config


def main() -> NoReturn:
    """Run the command; every known failure is one line on stderr and exit status 1."""
    logging.getLogger().setLevel(logging.WARNING)
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # what a terminal can't send or show stops nothing
    try:
        status = app(standalone_mode=False)  # what typer.Exit carries; None after a command's end
    except OnRecordError as error:
        sys.exit(f"onrecord: {error}")
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except (KeyboardInterrupt, EOFError):
        sys.exit(130)
    except Exception as error:
        show = getattr(error, "show", None)
        if show is None:
            if type(error).__name__ == "Abort":
                sys.exit(130)
            raise
        show()
        sys.exit(getattr(error, "exit_code", 2))
    sys.exit(status)


# serving


@app.command()
def run() -> None:
    """Serve Telegram; without a token, open the terminal chat."""
    config = settings.config()
    index = _with_sample(config)
    if config.telegram.token.get_secret_value():
        from bot.serving.run import serve

        logging.basicConfig(format="%(asctime)s %(levelname)s %(name)s: %(message)s")
        logging.getLogger("onrecord").setLevel(logging.INFO)
        raise typer.Exit(serve(config, index))
    if sys.stdin.isatty():
        print(
            "No Telegram token is set (ONRECORD_TOKEN, or telegram.token in config.toml): here is the terminal chat.",
            file=sys.stderr,
        )
    _chat(config, index)


@app.command()
def chat() -> None:
    """Ask in the terminal: the same answers, commands and buttons as in Telegram."""
    config = settings.config()
    _chat(config, _with_sample(config))


def _chat(config: Config, index: Index) -> NoReturn:
    from bot.cli.chat import chat as talk

    raise typer.Exit(talk(config, index))


def _with_sample(config: Config) -> Index:
    index = settings.index()
    if config.index.sample and index.store.counts()["article"] == 0:
        notice("adding the sample briefings (invented; remove them with `onrecord remove --sample`)")
        for _ in index.add(_files([_sample()])):
            pass
    return index


def _sample() -> Path:
    return Path(__file__).parents[2] / "index" / "sample"


# articles


@app.command()
def add(
    sources: Annotated[
        list[str], typer.Argument(help="Files (.txt .md .html .pdf .jsonl), folders, addresses, feeds.")
    ],
    collection: Annotated[str, typer.Option(help="The shelf the articles stand on.")] = "public",
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a source.")] = False,
) -> None:
    """Add articles.  Safe to repeat."""
    index = settings.index(threads=CORES)
    _add(index, sources, collection, as_json)


app.command()(feeds.update)


def _add(index: Index, sources: list[str], collection: str, as_json: bool) -> None:
    files = [path for source in sources if not _is_address(source) for path in _documents(Path(source))]

    def drafts() -> Iterator[Draft | SourceError]:
        for source in sources:
            if _is_address(source):
                yield from _fetched(source, None, collection)
            elif not Path(source).exists():
                yield SourceError(source, SourceProblem.NO_SUCH_SOURCE)
            else:
                for draft in _files([Path(source)]):
                    yield (
                        draft
                        if isinstance(draft, SourceError) or collection == "public"
                        else replace(draft, collection=collection)
                    )

    _report(index, drafts(), as_json, sum(path.stat().st_size for path in files) if files else None)


def _is_address(source: str) -> bool:
    return source.startswith(("http://", "https://"))


def _fetched(url: str, outlet: str | None, collection: str) -> list[Draft | SourceError]:
    from index.feeds.articles import read

    limits = setup.limits(settings.config())

    async def collect() -> list[Draft | SourceError]:
        return [one async for one in read(url, limits, outlet, collection)]

    return asyncio.run(collect())


def _documents(source: Path) -> list[Path]:
    from index.extract.documents import SUFFIXES

    if source.is_dir():
        return sorted(
            p for p in source.rglob("*") if p.is_file() and p.suffix.lower() in SUFFIXES and not p.name.startswith(".")
        )
    return [source] if source.exists() else []


def _files(sources: list[Path]) -> Iterator[Draft | SourceError]:
    from index.extract.documents import from_file

    for source in sources:
        found = _documents(source)
        if not found:
            yield SourceError(str(source), SourceProblem.NO_DOCUMENTS)
        for path in found:
            yield from from_file(path, str(path))


def _report(index: Index, drafts: Iterator[Draft | SourceError], as_json: bool, size: int | None) -> None:
    """Add with a progress bar; a line for each refusal, a last one with the counts."""
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    counts = Counter[OutcomeStatus]()
    progress = Progress(
        TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn(), console=Console(stderr=True), transient=True
    )
    done = 0
    with progress:
        task = progress.add_task("adding", total=size)

        def counted() -> Iterator[Draft | SourceError]:
            nonlocal done
            for draft in drafts:
                if not isinstance(draft, SourceError):
                    done += len(draft.text.encode("utf-8", "replace"))
                yield draft

        for outcome in index.add(counted()):
            counts[outcome.status] += 1
            added = f"{counts[OutcomeStatus.ADDED]} added"
            progress.update(task, completed=min(done, size) if size else done, description=added)
            if as_json:
                write(output.outcome_json(outcome))
            elif outcome.status is OutcomeStatus.REFUSED:
                progress.console.print(
                    f"refused: {outcome.source}: {outcome.reason}", markup=False, highlight=False, soft_wrap=True
                )
    if not as_json:
        print(output.outcome_counts(counts))
    if counts[OutcomeStatus.REFUSED]:
        raise typer.Exit(1)


@app.command()
def articles(as_json: Annotated[bool, typer.Option("--json", help="One JSON object an article.")] = False) -> None:
    """List the stored articles."""
    for row in settings.index().store.listing():
        if as_json:
            write({"id": row.id, "title": row.title, "outlet": row.outlet, "published": row.published, "url": row.url})
        else:
            day, name = (row.published or "")[:10], row.title or row.url or "untitled"
            print(f"{row.id:6}  {day:10}  {row.outlet or '—'}  {name}")


@app.command()
def show(article: Annotated[str, typer.Argument(help="An article's number or address.")]) -> None:
    """Show an article and who says what in it."""
    index = settings.index()
    found = index.store.article(_wanted(index, article))
    assert found is not None
    for name, value in (
        ("title", found.title),
        ("outlet", found.outlet),
        ("author", found.author),
        ("published", found.published),
    ):
        if value:
            print(f"{name + ':':11}{value}")
    for url in found.urls:
        print(f"{'address:':11}{url}")
    print(f"\n{found.text}\n")
    for one in index.store.statements([found.id])[found.id]:
        print(output.line(found.text, one))


@app.command()
def remove(
    article: Annotated[str | None, typer.Argument(help="An article's number or address.", show_default=False)] = None,
    sample: Annotated[bool, typer.Option("--sample", help="The sample briefings.")] = False,
) -> None:
    """Remove an article, and with it its quotes from every answer."""
    index = settings.index()
    if sample:
        rows = index.store.listing()
        wanted = [row.id for row in rows if (row.url or "").startswith("https://briefings.example/")]
    elif article is None:
        raise OnRecordError("say which article: its number or address from `onrecord articles`, or --sample")
    else:
        wanted = [_wanted(index, article)]
    for id in wanted:
        index.remove(id)
    print(f"{len(wanted)} removed")


def _wanted(index: Index, key: str) -> int:
    found = index.store.find(key)
    if found is None:
        raise OnRecordError(f"no article {key}; `onrecord articles` lists them")
    return found


@app.command()
def reread() -> None:
    """Find the statements of every stored article again, as after an upgrade."""
    from rich.console import Console
    from rich.progress import Progress

    index = settings.index(threads=CORES)
    with Progress(console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("reading")
        count = index.reread(lambda done, total: progress.update(task, completed=done, total=total))
    print(f"{count} articles read again")


# asking


@app.command()
def ask(
    question: Annotated[
        list[str] | None, typer.Argument(help="The question; none: one a line from standard input.", show_default=False)
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object an answer.")] = False,
    limit: Annotated[int, typer.Option(min=1, max=50, help="The most quotes to show.")] = 5,
) -> None:
    """Answer questions with verbatim quotes."""
    import time

    index = settings.index(quiet=as_json)
    asked = [_readable(" ".join(question))] if question else (line.strip() for line in sys.stdin)
    previous = None
    for text in asked:
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


def _readable(argument: str) -> str:
    """An argument whose bytes were no text in the terminal's encoding, with marks in place of those."""
    return argument.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


@app.command()
def statements(
    files: Annotated[list[Path], typer.Argument(help="Text files.")],
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a file.")] = False,
) -> None:
    """Who said what in text files; offsets are into the file's own text."""
    from index.attribution.statements import StatementReader
    from index.attribution.tagger import load_tagger

    reader = StatementReader(load_tagger(CORES))
    failed = 0
    for path in files:
        try:
            text = path.read_bytes().decode("utf-8")
        except (OSError, UnicodeDecodeError) as error:
            reason = error.strerror if isinstance(error, OSError) else "is no UTF-8 text"
            print(f"onrecord: {path}: {reason}", file=sys.stderr)
            failed = 1
            continue
        found = reader.statements(text)
        if as_json:
            write({"doc": path.name, "statements": [output.statement_json(s) for s in found]})
        else:
            print(f"{path.name}: {len(found)} statements")
            for one in found:
                print(output.line(text, one))
    if failed:
        raise typer.Exit(1)


# measuring and mending

app.command()(evaluate.train)
app.command()(bench.bench)


@app.command()
def doctor() -> None:
    """Check model, index, store, feeds and token; say how to mend what is wrong."""
    from bot.cli.doctor import examine

    problems = 0
    for finding in examine(settings.config()):
        print(f"{'ok  ' if finding.fine else 'FAIL'}  {finding.text}")
        problems += not finding.fine
    if problems:
        raise typer.Exit(1)
