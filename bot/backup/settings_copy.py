"""The settings as they may be copied: without the token and other secrets."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from typing import Any

from pydantic import SecretStr

from bot.config import TOKEN_LIKE, Config, Section

# A text in TOML, in each of its four forms.
_TEXT = r"""(?:\"{3}.*?\"{3}|'{3}.*?'{3}|"(?:[^"\\\n]|\\.)*"|'[^'\n]*')"""


def without_secrets(text: str) -> str | None:
    """The text of a config.toml with empty secrets, whatever else stands in it unchanged.

    A token is taken out of comments, too. Passwords in the addresses of feeds stay: they are part of what a feed is
    known by, in the database as well.

    Args:
        text: Settings that have been read without a mistake.

    Returns:
        The same text without secrets; None where they are written in a way that can't be told for sure.
    """
    names = "|".join({name for _, name in secrets()} - {"url"})  # which feeds have, too
    emptied = re.sub(rf"""(?<![\w-])((?:{names})["']?\s*=\s*){_TEXT}""", r'\1""', text, flags=re.DOTALL)
    emptied = re.sub(rf"""(?ms)((?:^\s*\[store\][^\[]*?^\s*|^\s*store\.)url\s*=\s*){_TEXT}""", r'\1""', emptied)
    emptied = TOKEN_LIKE.sub("", emptied)
    try:
        before, after = tomllib.loads(text), tomllib.loads(emptied)
    except ValueError:
        return None
    for section, name in secrets():
        if isinstance(before.get(section), dict) and name in before[section]:
            before[section][name] = ""
    return emptied if after == before else None


def secrets() -> Iterator[tuple[str, str]]:
    """(section, key) of each secret in the settings."""
    for section, field in Config.model_fields.items():
        kind: Any = field.annotation
        if isinstance(kind, type) and issubclass(kind, Section):
            for name, inner in kind.model_fields.items():
                if inner.annotation is SecretStr:
                    yield section, name
