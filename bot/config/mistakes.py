"""Messages for mistakes in the settings: what is wrong, and what to write instead."""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Iterator, Mapping
from typing import get_args

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo


def nearest(word: str, known: Mapping[str, str]) -> str | None:
    """The value whose key is most like a word.

    Args:
        word: In any case.
        known: Values by keys in lower case.

    Returns:
        The value, or None when no key is close.
    """
    close = difflib.get_close_matches(word.casefold(), known, n=1, cutoff=0.7)
    return known[close[0]] if close else None


def syntax(problem: str, text: str) -> str:
    """A syntax error as a line, a column and a sentence; our own sentence for the most frequent mistakes.

    Args:
        problem: The message of tomllib.
        text: The file.
    """
    words, _, _ = problem.partition(" (at ")
    place = re.search("line ([0-9]+), column ([0-9]+)", problem)
    lines = text.splitlines() or [""]
    line, column = (place[1], place[2]) if place else (len(lines), len(lines[-1]) + 1)
    sentences = {
        "Invalid value": "this is no value; text goes in quotes, true and false in small letters",
        "Expected newline": "the line should end here; text and times go in quotes",
        "Expected '='": "a key needs = and a value after it",
        "Invalid statement": "a line is a [section], a key = value, or a # comment",
        "Cannot overwrite": "a key stands twice; keep one",
        "Cannot declare": "a section stands twice; put its keys under one",
        "Unterminated string": "a closing quote is missing",
        'Expected "\'"': "a closing quote is missing",
        "Illegal character '\\n'": "a closing quote is missing",
        "Unescaped '\\'": "in double quotes write \\\\ for \\, or use single quotes",
        "Invalid hex value": "in double quotes write \\\\ for \\, or use single quotes",
    }
    sentence = next((ours for theirs, ours in sentences.items() if words.startswith(theirs)), words)
    return f"line {line}, column {column}: {sentence}"


Location = tuple[int | str, ...]


def describe(error: ValidationError, source: Mapping[str, str], top: type[BaseModel]) -> Iterator[tuple[str, str]]:
    """Describe the mistakes that a validation found.

    Args:
        error: What pydantic raised.
        source: By dotted key, the variable or option that a value came from.
        top: The model that was validated.

    Yields:
        The dotted key of a mistake, or its source, and what to write instead.
    """
    details = error.errors(include_url=False)
    for detail in details:
        if detail["type"] == "too_short" and any(detail["loc"] == one["loc"][:-1] for one in details):
            continue  # an item that is none is missing to its list, too
        location, bounds = detail["loc"], detail.get("ctx", {})
        # No message repeats the value, which may be a secret, unless a validator of ours put it in.
        match detail["type"]:
            case "value_error":
                message = str(bounds["error"])
            case "extra_forbidden":
                message = _unknown(top, location)
            case "missing":
                message = f"is missing; write one, like {_example(top, location)}"
            case "bool_type":
                message = "must be true or false, without quotes"
            case "int_type" | "float_type":
                kind = "whole number" if detail["type"] == "int_type" else "number"
                quotes = ", without quotes" if isinstance(detail["input"], str) else ""
                message = f"must be a {kind}, like {_example(top, location)}{quotes}"
            case "greater_than_equal":
                message = f"must be at least {bounds['ge']:.0f}"
            case "less_than_equal":
                message = f"must be at most {bounds['le']:.0f}"
            case "string_type":
                message = f"must be text in quotes{_example(top, location, ', like ')}"
            case "string_too_short":
                message = "must not be empty; write something, or leave the key out"
            case "too_short":
                message = f"must hold something; write it like {_example(top, location)}, or leave the key out"
            case "string_too_long":
                message = f"must be at most {bounds['max_length']} letters long"
            case "literal_error":
                message = f"must be {_choice(top, location)}"
            case "tuple_type" | "model_type" if location[0] == "feeds":
                url = _example(top, ("feeds", "url"))
                message = f"must be written as [[feeds]], once for each feed, with url = {url} below"
                location = location[:1]
            case "tuple_type":
                message = f"must be a list, like {_example(top, location)}"
            case "model_type":
                message = f"must be a section: [{location[0]}] on a line of its own, its keys below"
            case _:
                message = (
                    f"can't be used; write something like {_example(top, location) or 'that in config.example.toml'}"
                )
        key = "".join(f"[{part + 1}]" if isinstance(part, int) else f".{part}" for part in location).lstrip(".")
        yield source.get(key, key), message


def _section(field: FieldInfo) -> type[BaseModel] | None:
    """The model of a key that is a section or a list of sections; None for other keys."""
    kinds = (field.annotation, *get_args(field.annotation))
    return next((kind for kind in kinds if isinstance(kind, type) and issubclass(kind, BaseModel)), None)


def _fields(top: type[BaseModel], location: Location) -> dict[str, FieldInfo]:
    """The keys of the section at `location`."""
    section = top
    for name in location:
        if isinstance(name, str):
            section = _section(section.model_fields[name]) or section
    return section.model_fields


def _names(location: Location) -> tuple[Location, str]:
    """Where the key's section is, and the key: ("access", "admins", 0) is in ("access",) as "admins"."""
    *section, name = location if isinstance(location[-1], str) else location[:-1]
    return tuple(section), str(name)


def _example(top: type[BaseModel], location: Location, before: str = "") -> str:
    """An example of a value as TOML, with `before` in front; empty when there is none worth showing."""
    section, name = _names(location)
    field = _fields(top, section)[name]
    value = field.examples[0] if field.examples else field.default
    if isinstance(location[-1], int):
        value = value[0]
    value = list(value) if isinstance(value, tuple) else value
    return before + json.dumps(value) if isinstance(value, str | int | float | list) and value != "" else ""


def _choice(top: type[BaseModel], location: Location) -> str:
    section, name = _names(location)
    *others, last = (f'"{choice}"' for choice in get_args(_fields(top, section)[name].annotation))
    return f"{', '.join(others)} or {last}"


def _unknown(top: type[BaseModel], location: Location) -> str:
    section, name = _names(location)
    here = _fields(top, section)
    if near := nearest(name, {key: key for key in here}):
        return f"unknown key; did you mean {near}?"
    # A frequent mistake in TOML: a valid key below the wrong heading.
    homes: dict[str, str] = {}
    for opening, field in top.model_fields.items():
        if inner := _section(field):
            heading = f"[{opening}]" if field.annotation is inner else f"[[{opening}]]"
            homes |= {key: f"{key} below {heading}" for key in inner.model_fields}
        else:
            homes[opening] = f"{opening} above the first [section]"
    if home := nearest(name, homes):
        return f"unknown key; did you mean {home}?"
    return f"unknown key; the keys here are {', '.join(here)}"
