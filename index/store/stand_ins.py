"""Texts on their way to PostgreSQL and back: it holds no NUL, which the text of an article may.

A NUL is stored as a character that no text holds, and that leaves all offsets as they are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from psycopg.types.string import StrDumperUnknown, TextLoader

if TYPE_CHECKING:
    from psycopg.adapt import AdaptersMap

STAND_IN = "\U0010ffff"  # the last of the characters that are for nobody's texts


def without_nul(value: object) -> object:
    """A value as it is sent inside JSON, which on a server holds no NUL either."""
    return value.replace("\0", STAND_IN) if isinstance(value, str) else value


class _ToServer(StrDumperUnknown):
    def dump(self, obj: str) -> Any:
        return super().dump(obj.replace("\0", STAND_IN) if "\0" in obj else obj)


class _FromServer(TextLoader):
    def load(self, data: Any) -> Any:
        text: Any = super().load(data)  # bytes are only for servers without an encoding
        return text.replace(STAND_IN, "\0") if STAND_IN in text else text


def register(adapters: AdaptersMap) -> None:
    """Have a connection send and receive texts so."""
    adapters.register_dumper(str, _ToServer)
    for kind in ("text", "varchar"):
        adapters.register_loader(kind, _FromServer)
