"""Whether the fields of an update have the types that the Bot API promises: the library takes whatever comes.

Looked at only where a handler has failed: no update is refused for a type that the library states too narrowly.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import cache
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

import telegram
from telegram import TelegramObject, Update

LARGEST = 2**63 - 1  # of a number; Telegram's have 52 bits
CHECKED = (bool, datetime, NoneType)
_HALF_CHARACTER = re.compile(r"[\ud800-\udfff]")  # which no text can hold


def kind_of(update: Update) -> str:
    """Of what kind an update is, such as "message"."""
    return next((name for name in Update.ALL_TYPES if getattr(update, name) is not None), "of no known kind")


def fault_of(update: Update) -> str | None:
    """What an update has otherwise than the Bot API's: a field of another type, or nobody who sent it.

    Args:
        update: As the library has read it.

    Returns:
        The field with its class, such as "User.first_name"; None where all are right.
    """
    if (wrong := wrong_field(update)) is not None:
        return wrong
    message = update.message or update.edited_message or update.guest_message
    return "Message.from_user" if message is not None and update.effective_sender is None else None


def wrong_field(value: TelegramObject) -> str | None:
    """The first field of an object, or of one within it, whose value is of another type than the Bot API's.

    Args:
        value: As the library has read it.

    Returns:
        The field with its class, such as "User.first_name"; None where all are right.
    """
    for name, types in _fields(type(value).__module__, type(value).__name__).items():
        held = getattr(value, name, None)
        if not _fits(held, types):
            return f"{type(value).__name__}.{name}"
        for part in _parts(held):
            if (wrong := wrong_field(part)) is not None:
                return wrong
    return None


def _fits(value: object, types: tuple[Any, ...]) -> bool:
    """Whether a value is of one of these types; what is of a type that isn't known here fits."""
    return any(_is_of(value, each) for each in types)


def _is_of(value: object, expected: Any) -> bool:
    if get_origin(expected) is not None:
        if not isinstance(get_origin(expected), type) or not issubclass(get_origin(expected), Sequence):
            return True
        element = _alternatives(get_args(expected)[0])
        return (
            isinstance(value, Sequence) and not isinstance(value, str) and all(_fits(each, element) for each in value)
        )
    if expected is str:
        return isinstance(value, str) and not _HALF_CHARACTER.search(value)
    if expected is int:
        return isinstance(value, int) and not isinstance(value, bool) and abs(value) <= LARGEST
    if expected is float:
        return isinstance(value, (int, float)) and not isinstance(value, bool)
    if expected in CHECKED or (isinstance(expected, type) and issubclass(expected, TelegramObject)):
        return isinstance(value, expected)
    return True


def _parts(value: object) -> Iterator[TelegramObject]:
    """The objects that a field holds: itself, or what is in its lists."""
    if isinstance(value, TelegramObject):
        yield value
    elif isinstance(value, Sequence) and not isinstance(value, str):
        for each in value:
            yield from _parts(each)


@cache
def _fields(module: str, name: str) -> dict[str, tuple[Any, ...]]:
    """The fields of a class with the types that each may have; those that aren't kept under their own name are out."""
    names = {**vars(telegram), **vars(sys.modules[module])}
    kind = names[name]
    try:
        hints = get_type_hints(kind.__init__, names)
    except NameError:  # a class with a type of its own, which only a bot sends
        return {}
    kept = {name for each in kind.__mro__ for name in getattr(each, "__slots__", ())}
    return {name: _alternatives(hint) for name, hint in hints.items() if name in kept}


def _alternatives(hint: Any) -> tuple[Any, ...]:
    return get_args(hint) if get_origin(hint) in (Union, UnionType) else (hint,)
