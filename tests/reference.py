"""The pages of the reference that are made from the program: `python -m tests.reference` writes them anew."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from typing import Any

import typer

from bot.cli.app import app
from bot.config import Config, Section
from tests.command import ROOT
from tests.pages import DOCS

EXAMPLE = "config.example.toml"
LATER = ("train", "bench", "eval")  # for whoever measures; they come last


# The commands


def commands_page() -> str:
    """Every command with its arguments and options."""
    root: Any = typer.main.get_command(app)
    names = sorted(root.commands, key=lambda name: (name in LATER, list(root.commands).index(name)))
    parts = [
        "# The command `onrecord`",
        "This page is made from the program itself, and a test compares both. `onrecord --help` and\n"
        "`onrecord COMMAND --help` show the same. After `make run` the command is `.venv/bin/onrecord`; the pages\n"
        "here write `onrecord`.",
        "Every command ends with status 0 when it did what was asked, 1 when it could not (one line on standard error\n"
        "says why), and 2 when it was called wrongly. With `--json` there is one JSON object a line on standard\n"
        "output and nothing else ([what they hold](json.md)). No command but `onrecord run` needs a token.",
        "## Before the command",
        table([("option", "does"), *_options(root)]),
    ]
    for name in names:
        command = root.commands[name]
        parts += _command(f"onrecord {name}", command)
        for inner in getattr(command, "commands", {}).values():
            parts += _command(f"onrecord {name} {inner.name}", inner)
    return "\n\n".join(parts) + "\n"


def _command(line: str, command: Any) -> Iterator[str]:
    yield f"## `{line}`"
    paragraphs = [" ".join(paragraph.split()) for paragraph in (command.help or "").split("\n\n")]
    forms = [paragraph.partition(": ") for paragraph in paragraphs if paragraph.startswith("onrecord ")]
    others = [escaped(paragraph) for paragraph in paragraphs if not paragraph.startswith("onrecord ")]
    yield others[0]
    if forms:
        yield table([("form", "does"), *((f"`{form}`", escaped(does)) for form, _, does in forms)])
    yield from others[1:]
    rows = [*_arguments(command), *_options(command)]
    if rows:
        yield table([("argument or option", "is"), *rows])


def _arguments(command: Any) -> Iterator[tuple[str, str]]:
    for each in command.params:
        if each.param_type_name == "argument":
            name = re.split(r"[ |]", (each.metavar or each.name).strip("[]…. "))[0].upper()
            several = " …" if each.nargs != 1 else ""
            left_out = "" if each.required else " May be left out."
            yield f"`{name}{several}`", (escaped(getattr(each, "help", None) or "") + left_out).strip()


def _options(command: Any) -> Iterator[tuple[str, str]]:
    for each in command.params:
        if each.param_type_name == "option" and not getattr(each, "hidden", False):
            value = "" if each.is_flag else f" {(each.metavar or each.name).upper()}"
            yield f"`{'`, `'.join(each.opts)}{value}`", (escaped(each.help or "") + _range(each)).strip()


def _range(option: Any) -> str:
    default = option.default
    low, high = getattr(option, "min", None), getattr(option, "max", None)
    bounds = f" From {low}" + (f" to {high}." if high is not None else ".") if low is not None else ""
    said = default is not None and not option.is_flag and not callable(default) and default != ()
    return bounds + (f" Left out: {default}." if said else "")


# The settings


def configuration_page() -> str:
    """Every setting of config.toml with its default and meaning, in the order of the example file."""
    parts = [
        "# The settings",
        f"This page is made from [{EXAMPLE}](../../{EXAMPLE}); a test compares it with the program.\n"
        "The settings stand in `config.toml` in the folder in which `onrecord` is started (or in the file that\n"
        "`--config` names); every one may be left out, and the defaults below hold then. They are read once, at the\n"
        "start: after a change, start the bot again. A mistake is said by its key, with what to write instead.",
        "Four things can be said without the file, and go before it:",
        table(
            [
                ("variable or option", "in place of"),
                ("`ONRECORD_DATA`, `--data`", "`data`"),
                ("`ONRECORD_TOKEN`", "`token` under `[telegram]`, so that no file holds the token"),
                ("`ONRECORD_MAIL_PASSWORD`", "`mail_password` under `[editions]`"),
                ("`ONRECORD_STORE_URL`", "`url` under `[store]`"),
            ]
        ),
    ]
    for section, note, rows in sections((ROOT / EXAMPLE).read_text("utf-8")):
        if section == "feeds":
            parts += ["## `[[feeds]]`, one for each feed", note]
            continue
        parts += [f"## `[{section}]`" if section else "## At the top"]
        parts += [note] if note else []
        parts += [table([("setting", "default", "meaning"), *rows])]
    return "\n\n".join(parts) + "\n"


def sections(text: str) -> Iterator[tuple[str, str, list[tuple[str, str, str]]]]:
    """The sections of the example file: the name, the note above or below it, and a row for each setting."""
    section, comments, note = "", list[str](), ""
    rows: list[tuple[str, str, str]] = []
    head = text.partition("\n\n")[0]
    for line in text.removeprefix(head).splitlines():
        if line.startswith("# "):
            comments.append(line[2:])
        elif line.startswith("["):
            if rows:
                yield section, note, rows
            section, note, rows = line.strip("[]"), _note(comments), []
            comments = []
            if section == "feeds":
                yield section, note, rows
                return
        elif " = " in line:
            key, _, value = line.partition(" = ")
            rows.append((f"`{key}`", f"`{value}`", escaped(" ".join(comments))))
            comments = []


def _note(comments: list[str]) -> str:
    lines = [re.sub(r"^ +(\w+): ", r"- `\1`: ", line) for line in comments]
    return escaped("\n".join(lines).replace(":\n-", ":\n\n-").replace(".\n-", ".\n\n-", 1))


def settings_of(config: dict[str, Any], before: str = "") -> set[str]:
    """The dotted names of all settings but those of the feeds."""
    names: set[str] = set()
    for key, value in config.items():
        name = f"{before}{key}"
        names |= settings_of(value, f"{name}.") if isinstance(value, dict) and value else {name}
    return names - {"feeds"}


def documented() -> set[str]:
    """The dotted names of all settings on the page."""
    rows = [(section, row[0]) for section, _, rows in sections((ROOT / EXAMPLE).read_text("utf-8")) for row in rows]
    return {f"{section}.{key.strip('`')}".removeprefix(".") for section, key in rows}


def known() -> set[str]:
    """The dotted names of all settings of the program."""
    return settings_of({name: vars(value) if isinstance(value, Section) else value for name, value in Config()})


# Both


def table(rows: list[tuple[str, ...]]) -> str:
    """Rows of cells as Markdown; the first is the head."""
    lines = [f"| {' | '.join(row)} |" for row in rows]
    return "\n".join([lines[0], f"|{'---|' * len(rows[0])}", *lines[1:]])


def escaped(text: str) -> str:
    """Words as Markdown shows them as they are."""
    return re.sub(r"(?<![`\w])\[(?=\d|\")", r"\\[", text.strip()).replace("|", r"\|")


PAGES = {"reference/commands.md": commands_page, "reference/configuration.md": configuration_page}

if __name__ == "__main__":
    assert tomllib.loads((ROOT / EXAMPLE).read_text("utf-8"))
    for name, page in PAGES.items():
        (DOCS / name).write_text(page(), "utf-8")
