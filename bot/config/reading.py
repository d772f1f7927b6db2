"""Reads config.toml and the environment, once; every mistake is named by its key."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from pydantic import (
    ValidationError,
)

from bot.config.mistakes import describe, syntax
from bot.config.sections import Config
from bot.config.values import web_address
from index.errors import OnRecordError

_CERTIFICATE = re.compile(rb"-----BEGIN (TRUSTED |X509 )?CERTIFICATE-----")

# A token that was pasted in a wrong place must not get into a log or a chat.
TOKEN_LIKE = re.compile(r"[0-9]{6,}:[A-Za-z0-9_-]{16,}")

# Variables of the environment that go before the file, so that no file needs to hold what is secret.
SECRET_VARIABLES = {
    "ONRECORD_TOKEN": ("telegram", "token"),
    "ONRECORD_MAIL_PASSWORD": ("editions", "mail_password"),
    "ONRECORD_STORE_URL": ("store", "url"),
}


class ConfigError(OnRecordError):
    """A mistake in the settings; `str()` gives a line for it and for each further one.

    Attributes:
        key: Where it is, with dots; items of a list count from one: `feeds[1].url` is the first feed's.
        message: What to write there instead.
        others: Further mistakes in the same file.
    """

    def __init__(self, key: str, message: str, *others: ConfigError) -> None:
        """Keep the first mistake and further ones, without tokens and line breaks in their texts."""
        self.key, self.message = (TOKEN_LIKE.sub("(a token)", " ".join(part.split())) for part in (key, message))
        super().__init__("\n".join([f"{self.key}: {self.message}", *map(str, others)]))
        self.others = others


def load(path: Path | None, environment: Mapping[str, str], data: Path | None = None) -> Config:
    """Read and check the settings.

    Values of the environment replace those of the file, and `data` replaces both. Relative paths in the file start
    at the file's folder, those of ONRECORD_DATA and `data` at the current one. An empty variable counts as none.

    Args:
        path: config.toml; None: the defaults.
        environment: Variables of the environment; ONRECORD_DATA and those of `SECRET_VARIABLES` are used, and proxies
            and certificates are checked.
        data: The data folder of the command line.

    Raises:
        ConfigError: With every mistake.
    """
    values = _read(path) if path else {}
    source: dict[str, str] = {}  # by key: the variable or option that a value came from
    if folder := str(data or "") or environment.get("ONRECORD_DATA", "").strip():
        source["data"] = "--data" if data else "ONRECORD_DATA"
        # "~" is left for the validator, which can say what is wrong with it.
        values["data"] = folder if folder.startswith("~") else str(Path(folder).absolute())
    for name, (section, key) in SECRET_VARIABLES.items():
        settings = values.setdefault(section, {}) if environment.get(name, "").strip() else None
        if isinstance(settings, dict):
            source[f"{section}.{key}"] = name
            settings[key] = environment[name].strip()

    mistakes = [*_network_mistakes(environment), *_repeated_feeds(values.get("feeds"))]
    try:
        config = Config.model_validate(values, context={"folder": path.parent if path else Path()})
    except ValidationError as error:
        invalid = (ConfigError(key, message) for key, message in describe(error, source, Config))
        mistakes = [*invalid, *mistakes]
    # Raised outside the except clause, so that no chained exception shows a value.
    if mistakes:
        raise ConfigError(mistakes[0].key, mistakes[0].message, *mistakes[1:])
    return config


def server_address(address: str, key: str) -> str:
    """The address of a PostgreSQL database that was given elsewhere than in the settings.

    Args:
        address: As it was given.
        key: What the place is called where it was given.

    Raises:
        ConfigError: It is none.
    """
    problem = ""
    try:
        return load(None, {"ONRECORD_STORE_URL": address}).store.server or ""
    except ConfigError as error:
        problem = error.message
    raise ConfigError(key, problem)  # here, so that no chained exception shows the address


def _network_mistakes(environment: Mapping[str, str]) -> Iterator[ConfigError]:
    """Proxies and certificates that can't be used; no message repeats an address, which may hold a password."""
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        address = environment.get(name, "").strip()
        port = re.search(r":([0-9]+)/?$", address)
        written = re.fullmatch(r"((https?|socks5h?)://)?[^\s/]*[^\s/@:]+(:[0-9]{1,5})?/?", address)
        if address and not (written and 0 < int(port[1] if port else 1) < 2**16):
            yield ConfigError(
                name, "is no proxy; write its address like http://proxy.ministry.example:3128 or socks5://…"
            )
    for name, exists in (("SSL_CERT_FILE", Path.is_file), ("SSL_CERT_DIR", Path.is_dir)):
        path = environment.get(name, "").strip()
        if path and not exists(Path(path)):
            kind = "file" if exists is Path.is_file else "folder"
            yield ConfigError(
                name, f"there is no {kind} {path}; name the {kind} of certificates, or unset the variable"
            )
        elif path and exists is Path.is_file and (problem := _no_certificates(Path(path))):
            yield ConfigError(
                name, f"{path} {problem}; name a file of certificates in PEM format, or unset the variable"
            )


def _no_certificates(path: Path) -> str:
    """Why a file has no certificates for connections to be checked by; empty where it may have some.

    Whether each is whole is seen when the first connection is made: reading them takes longer than an answer.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        return f"can't be read ({error.strerror})"
    return "" if _CERTIFICATE.search(data) else "holds no certificate"


def holds_secret(path: Path) -> bool:
    """Whether a file of settings, which has been read without a mistake, holds a token, a secret or a password.

    Args:
        path: config.toml.
    """
    settings = _read(path)
    names = (("telegram", "token"), ("telegram", "webhook_secret"), ("editions", "feed_secret"))
    every = (*names, ("editions", "mail_password"), ("store", "url"))
    return any(str(settings.get(section, {}).get(key, "")).strip() for section, key in every)


def _read(path: Path) -> dict[str, Any]:
    try:
        text = path.read_text("utf-8-sig")
    except FileNotFoundError:
        problem = "there is no such file; copy config.example.toml to it"
    except UnicodeDecodeError:
        problem = "is not plain text; save it as UTF-8"
    except (OSError, ValueError) as error:
        problem = f"can't be read ({getattr(error, 'strerror', error)})"
    else:
        try:
            return tomllib.loads(text)
        except ValueError as error:
            problem = syntax(str(error), text)
    raise ConfigError(str(path), problem)


def _repeated_feeds(feeds: object) -> Iterator[ConfigError]:
    """Feeds listed twice; not looked for by the models, where another mistake in a feed would hide them."""
    first: dict[tuple[str | None, int | None, str, str], int] = {}
    for number, feed in enumerate(feeds if isinstance(feeds, list) else [], start=1):
        try:
            parts = web_address(feed["url"].strip(), "")
        except (KeyError, TypeError, AttributeError, ValueError):
            continue
        port = None if parts.port in (80, 443) else parts.port
        same = first.setdefault((parts.hostname, port, parts.path.rstrip("/"), parts.query), number)
        if same != number:
            yield ConfigError(f"feeds[{number}].url", f"is the same feed as feeds[{same}]; keep one")
