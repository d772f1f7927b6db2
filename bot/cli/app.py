"""The `onrecord` command: its subcommands, the options before them, and how it ends."""

from __future__ import annotations

import io
import logging
import os
import sys
import traceback
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
    moving,
    people,
    removing,
    serving,
    status,
)
from bot.cli.context import not_empty, settings, write
from bot.cli.failures import sentence
from bot.serving.process import keep_files_private, quiet_libraries
from index.errors import OnRecordError

app = typer.Typer(
    context_settings={"help_option_names": ["-h", "--help"]},
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


def doctor(
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a check.")] = False,
) -> None:
    """Check model, store, indexes, permissions, disk, token and feeds; say how to mend what is wrong."""
    from bot.cli.doctor import examine

    problems = 0
    for finding in examine(settings.config(), settings.path):
        if as_json:
            write({"check": finding.check, "fine": finding.fine, "text": finding.text})
        else:
            print(f"{'ok  ' if finding.fine else 'FAIL'}  {finding.check}: {finding.text}")
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
    removing.remove,
    articles.reread,
    people.people,
    asking.ask,
    asking.statements,
    checking.check,
    backup.backup,
    backup.restore,
    moving.move,
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
    """Run the command; every failure is one line on stderr, and exit status 1, or 2 for a command used wrongly.

    With ONRECORD_TRACEBACK set, what nobody foresaw is shown whole.
    """
    logging.getLogger().setLevel(logging.WARNING)
    quiet_libraries()
    keep_files_private()
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # what a terminal can't send or show stops nothing
    try:
        status = app(prog_name="onrecord", standalone_mode=False)  # what typer.Exit carries; None after a command's end
    except OnRecordError as error:
        sys.exit(f"onrecord: {error}")
    except (BrokenPipeError, SystemExit) as error:
        # Of a reader that has gone, as `head` does, click makes an exit of its own, with status 1.
        if isinstance(error, SystemExit) and not isinstance(error.__context__, BrokenPipeError):
            raise
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        sys.exit(0)
    except (KeyboardInterrupt, EOFError):
        sys.exit(130)
    except Exception as error:  # noqa: BLE001  # whatever it is, whoever typed the command gets a sentence
        sys.exit(_told(error))
    finally:
        settings.close()
    sys.exit(status)


def _told(error: Exception) -> int:
    """Tell of a failure; returns the exit status."""
    show = getattr(error, "show", None)
    if callable(show):  # click's own, of a command used wrongly
        show()
        return int(getattr(error, "exit_code", 2))
    if type(error).__name__ == "Abort":
        return 130
    told = sentence(error)
    if told is None:
        told = f"something went wrong that should not have ({type(error).__name__}: {' '.join(str(error).split())})"
        if os.environ.get("ONRECORD_TRACEBACK"):
            traceback.print_exception(error)
        else:
            told += "; please report it with what ONRECORD_TRACEBACK=1 shows"
    if logging.getLogger().handlers:  # whoever serves says so in the log, where the trace belongs
        logging.getLogger("onrecord").error("ended", exc_info=error)
    print(f"onrecord: {told}", file=sys.stderr)
    return 1
