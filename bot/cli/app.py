"""The `onrecord` command: its subcommands, the options before them, and how it ends."""

from __future__ import annotations

import io
import logging
import os
import sys
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from bot.cli import (
    adding,
    articles,
    asking,
    backup,
    bench,
    checking,
    digest,
    evaluate,
    export,
    feeds,
    people,
    serving,
    status,
)
from bot.cli.context import not_empty, settings
from bot.serving.process import keep_files_private, quiet_libraries
from index.errors import OnRecordError

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    help="Answers from your briefings with verbatim, attributed quotes, in Telegram and in the terminal.",
)


def _show_version(wanted: bool) -> None:
    if wanted:
        from index.version import version

        print(f"onrecord {version()}")
        raise typer.Exit


@app.callback()
def options(
    data: Annotated[
        str | None, typer.Option(metavar="PATH", help="The folder where everything is kept.", show_default=False)
    ] = None,
    config: Annotated[
        str | None, typer.Option(metavar="PATH", help="The settings; config.toml if left out.", show_default=False)
    ] = None,
    version: Annotated[
        bool, typer.Option("--version", help="Show the version and exit.", callback=_show_version, is_eager=True)
    ] = False,
) -> None:
    """Keep the options before the subcommand for it."""
    # As texts: an empty path is the current folder.
    settings.data = None if data is None else Path(not_empty(data, "--data", "a folder"))
    settings.file = None if config is None else Path(not_empty(config, "--config", "a file"))


def doctor() -> None:
    """Check model, index, store, feeds and token; say how to mend what is wrong."""
    from bot.cli.doctor import examine

    problems = 0
    for finding in examine(settings.config()):
        print(f"{'ok  ' if finding.fine else 'FAIL'}  {finding.text}")
        problems += not finding.fine
    if problems:
        raise typer.Exit(1)


# In this order they stand in the help.
for command in (
    digest.digest,
    serving.run,
    serving.chat,
    adding.add,
    feeds.update,
    articles.articles,
    articles.show,
    articles.remove,
    articles.reread,
    people.people,
    asking.ask,
    asking.statements,
    checking.check,
    backup.backup,
    backup.restore,
    export.export,
    evaluate.train,
    bench.bench,
    status.status,
    doctor,
):
    app.command()(command)
app.add_typer(evaluate.measures, name="eval")
app.add_typer(feeds.feeds, name="feeds")


def main() -> NoReturn:
    """Run the command; every known failure is one line on stderr and exit status 1."""
    logging.getLogger().setLevel(logging.WARNING)
    quiet_libraries()
    keep_files_private()
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
    finally:
        settings.close()
    sys.exit(status)
