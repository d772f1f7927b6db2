"""`onrecord people`: who is on record, and what editors decided about who is whom."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.cli.context import not_empty, readable, settings, write
from index.errors import OnRecordError

if TYPE_CHECKING:
    from index.store.decisions import Decision
    from index.store.person_records import HeldRole, PersonRecord


def people(
    words: Annotated[list[str] | None, typer.Argument(metavar="[NAME | WHAT …]", show_default=False)] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a person or decision.")] = False,
) -> None:
    """See, join, split and rename people; all of it can be undone, and none is lost on reread.

    onrecord people [NAME]: everybody, or who is called so.

    onrecord people join A B: A and B are one.

    onrecord people split A form FORM: those called FORM are somebody else.

    onrecord people split A outlet OUTLET: so are those in this outlet; also: article N, role ROLE, since DAY,
    until DAY; and at the end: as NAME.

    onrecord people rename A NAME: show them under this name.

    onrecord people alias A NAME: they are called this, too.

    onrecord people role A ROLE [DAY [DAY]]: they hold this role, from and to these days.

    onrecord people decisions: what was decided, with numbers.

    onrecord people undo NUMBER: take a decision back.

    A person is a number from the list, or a name in quotation marks.
    """
    request = [not_empty(readable(word), "a name", "one") for word in words or ()]
    settings.config_of_library()
    index = settings.index(quiet=True, reading=not words)
    from index.curation import Curation, CurationError, Trouble, decide
    from index.store.person_records import person_records

    store = index.store
    curation = Curation(store, index.directory)
    match request:
        case ["decisions"]:
            _print_decisions(store.decisions(), as_json)
            return
        case ["undo", number]:
            undone = store.undo(int(number)) if number.isdecimal() and len(number) < 19 else None
            if undone is None:
                raise CurationError(Trouble.NO_DECISION, name=number)
            _print_decisions([undone], as_json)
        case [("join" | "split" | "rename" | "alias" | "role"), *_]:
            _print_decisions([decide(store, curation.decision(request, "command"), lambda: store)], as_json)
        case [name]:
            found = curation.found(name)
            if not found:
                raise CurationError(Trouble.NOBODY, name=name)
            _print_people(person_records(store, [person.id for person in found]), as_json)
            return
        case []:
            _print_people(person_records(store, [person.id for person, _ in store.speakers()]), as_json)
            return
        case _:
            raise OnRecordError(
                f"`onrecord people {' '.join(request)}` is not understood; put a name in quotation marks, "
                "or see `onrecord people --help`"
            )
    index.indexes.keep_up()


def _print_people(records: list[PersonRecord], as_json: bool) -> None:
    for record in records:
        if as_json:
            write(_record(record))
            continue
        kind = " (organisation)" if record.person.organisation else ""
        said = f"{record.statements} statements, {record.articles} articles"
        print(f"{record.person.id:6}  {record.person.name}{kind}: {said}")
        others = [form for form in record.forms if form != record.person.name]
        if others:
            print(f"        also: {', '.join(others[:8])}{' …' if len(others) > 8 else ''}")
        for role in record.roles[:8]:
            print(f"        {role.role}{_days(role)}")


def _days(role: HeldRole) -> str:
    since, until = (day.isoformat() if day else "" for day in (role.since, role.until))
    if not since and not until:
        return ""
    return f" ({since})" if since == until else f" ({since} – {until})"


def _record(record: PersonRecord) -> dict[str, Any]:
    return {
        "id": record.person.id,
        "name": record.person.name,
        "organisation": record.person.organisation,
        "statements": record.statements,
        "articles": record.articles,
        "aliases": [form for form in record.forms if form != record.person.name],
        "roles": [
            {
                "role": role.role,
                "since": role.since.isoformat() if role.since else None,
                "until": role.until.isoformat() if role.until else None,
            }
            for role in record.roles
        ],
    }


def _print_decisions(decisions: list[Decision], as_json: bool) -> None:
    for each in decisions:
        if as_json:
            write(
                {"id": each.id, "at": each.at, "by": each.by, "what": each.kind, "name": each.name, "other": each.other}
            )
        else:
            other = f" → {each.other}" if each.other else ""
            print(f"{each.id:6}  {each.at[:10]}  {each.kind}: {each.name}{other}")
