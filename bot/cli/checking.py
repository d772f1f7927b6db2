"""`onrecord check`: every quotation of a text, and whether it is on record."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.cli import output
from bot.cli.asking import documents
from bot.cli.context import not_empty, settings, write
from index.errors import SourceError
from index.extract.formats import LISTED
from index.model import Draft

if TYPE_CHECKING:
    from index.answering.checking.findings import CheckedQuotation

STDIN = "-"


def check(
    files: Annotated[list[str], typer.Argument(help=f"Files ({LISTED}) and folders; - is standard input.")],
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a text.")] = False,
) -> None:
    """Check every quotation of a text: on record, altered, another's, or not on record.  Nothing of it is stored."""
    for source in files:
        not_empty(source, "a source", "a file, a folder, or - for standard input")
    index = settings.index(quiet=as_json, reading=True)
    failed = False
    for name, draft in _texts(files):
        try:
            checked = index.check(draft) if isinstance(draft, Draft) else None
            problem = draft
        except SourceError as error:
            checked, problem = None, str(error.refusal)
        if checked is None or not isinstance(draft, Draft):
            print(f"onrecord: {name}: {problem}", file=sys.stderr)
            failed = True
            continue
        if as_json:
            write(_record(name, draft, checked))
        else:
            _show(name, checked, headed=len(files) > 1)
    if failed:
        raise typer.Exit(1)


def _texts(files: list[str]) -> Iterator[tuple[str, Draft | str]]:
    """Texts by name, or in the place of each what is wrong with it."""
    for source in files:
        if source == STDIN:
            yield "standard input", _standard_input()
        else:
            yield from documents([source])


def _standard_input() -> Draft | str:
    """What comes in, as it is where it is plain text; what is none is read as a file is."""
    from index.extract.documents import from_bytes, plain_draft

    data = sys.stdin.buffer.read()
    try:
        plain = plain_draft(data, "standard input", "") if data.strip() else None
        return plain or from_bytes(data, "standard input", "")
    except SourceError as error:
        return str(error.refusal)


def _show(name: str, checked: Sequence[CheckedQuotation], *, headed: bool) -> None:
    from rich.console import Console

    from bot.cli import terminal
    from bot.messages import check_report

    console = Console(highlight=False, markup=False, emoji=False, soft_wrap=True)
    if headed:
        print(f"{name}:")
    for page in check_report.pages(checked, "en"):
        terminal.write(page, console)


def _record(name: str, draft: Draft, checked: Sequence[CheckedQuotation]) -> dict[str, Any]:
    from index.answering.checking.findings import tally

    return {
        "doc": name,
        "text": draft.text,
        "tally": {finding.value: count for finding, count in tally(checked)},
        "quotations": [_quotation(each) for each in checked],
    }


def _quotation(checked: CheckedQuotation) -> dict[str, Any]:
    return {
        "text": checked.text,
        "start": checked.span[0],
        "end": checked.span[1],
        "speaker": checked.credited,
        "finding": checked.finding.value,
        "difference": [list(run) for run in checked.difference] if checked.differs else [],
        "breaks": sorted(each.value for each in checked.breaks),
        "found": [
            output.quote_json(found.quote) | {"words": [list(span) for span in found.spans]} for found in checked.found
        ],
    }
