"""Single values of the settings: what they must be, and what is said where they are not."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address
from pathlib import Path
from typing import Annotated
from urllib.parse import SplitResult, urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from pydantic import (
    AfterValidator,
    BeforeValidator,
    SecretStr,
    ValidationInfo,
)

from bot.config.mistakes import nearest

TELEGRAM = "https://api.telegram.org"

# Telegram's own ids for an anonymous admin, a channel and itself: whoever trusts one of them trusts anybody.
NOBODY = frozenset({1087968824, 136817688, 777000})


@dataclass(frozen=True, slots=True)
class Listen:
    """Where the webhook's own server listens.

    Attributes:
        host: A name or an IP address, without brackets.
        port: 1 to 65535.
    """

    host: str
    port: int


def _text(value: object, example: str) -> str:
    if not isinstance(value, str):
        raise ValueError(f'must be text in quotes, like "{example}"')
    return value.strip()


def _path(value: str | Path, info: ValidationInfo) -> Path:
    """An absolute path; a relative one starts at the folder in the validation's context."""
    folder: Path = (info.context or {}).get("folder", Path())
    try:
        return folder.absolute() / Path(value).expanduser()
    except RuntimeError:
        raise ValueError("names the home of a user who is not here; write the whole path") from None


def _folder(value: object, info: ValidationInfo) -> Path:
    """A folder that exists or can be made."""
    folder = _path(value if isinstance(value, Path) else _text(value, "data"), info)
    if re.search("[\ud800-\udfff]", str(folder)):  # SQLite and the model's runtime take UTF-8 alone
        raise ValueError("has a name that is no UTF-8 text; write another folder")
    try:
        nearest_path = next(path for path in (folder, *folder.parents) if path.exists())
        usable = nearest_path.is_dir()
    except OSError as error:
        raise ValueError(f"can't be used ({error.strerror}); write another folder") from None
    if not usable:
        raise ValueError(f"{nearest_path} is a file; write a folder")
    return folder


def _model(value: str, info: ValidationInfo) -> str:
    if not value:
        raise ValueError('must be the name or the path of a model, like "all-MiniLM-L6-v2"')
    if not value.startswith((".", "/", "~")):
        return value
    path = _path(value, info)
    try:
        exists = path.exists()
    except OSError:
        exists = False
    if not exists:
        raise ValueError(f"there is no {path}; write a model's name, or the path of one that is there")
    return str(path)


def _zone_or_ask(value: object) -> ZoneInfo | None:
    return None if value is None or value == "ask" else _zone(value)


def _zone(value: object) -> ZoneInfo:
    if isinstance(value, ZoneInfo):
        return value
    name = _text(value, "Asia/Seoul")
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        pass
    # "UTC+9" gets no suggestion: the nearest name, Etc/GMT+9, is nine hours behind UTC.
    zones = sorted(zone for zone in available_timezones() if not zone.startswith("Etc/"))
    known = {zone.casefold().rpartition("/")[2]: zone for zone in zones} | {zone.casefold(): zone for zone in zones}
    near = None if re.search("[0-9]", name) else nearest(name.replace(" ", "_"), known)
    advice = f"did you mean {near}?" if near else "write its area and city, like Asia/Seoul, or UTC"
    raise ValueError(f"{name or 'an empty text'} is no time zone; {advice}")


def _time(value: object) -> datetime.time:
    written = re.fullmatch("([0-9]{1,2}):([0-9]{2})", value.strip()) if isinstance(value, str) else None
    if written and int(written[1]) < 24 and int(written[2]) < 60:
        return datetime.time(int(written[1]), int(written[2]))
    if isinstance(value, datetime.time) and not (value.second or value.microsecond):
        return value  # TOML has times of its own, without quotes
    raise ValueError('must be hours and minutes in quotes, like "08:00"')


def web_address(address: str, example: str) -> SplitResult:
    """The parts of a whole web address.

    Args:
        address: As written.
        example: One that would do.

    Raises:
        ValueError: It is none.
    """
    try:
        parts = urlsplit(address)
        complete = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:  # an invalid IPv6 address or port
        complete = False
    if complete and not re.search(r"\s", address):
        return parts
    bare = re.fullmatch(r"[\w-]+(\.[\w-]+)+(:[0-9]+)?(/\S*)?", address)
    raise ValueError(f"must be a whole web address, like {f'https://{address}' if bare else example}")


def _feed(address: str) -> str:
    web_address(address, "https://en.yna.co.kr/RSS/news.xml")
    return address


def _api(address: str) -> str:
    parts = web_address(address, TELEGRAM)
    if parts.query or parts.fragment or re.search("/bot[^/]*/?$", parts.path):
        raise ValueError(f"must end before /bot and the token, like {TELEGRAM}")
    return address.rstrip("/")


def _listen(value: object) -> Listen:
    if isinstance(value, Listen):
        return value
    host, _, port = _text(value, "127.0.0.1:8443").rpartition(":")
    if not re.fullmatch("[0-9]{1,5}", port) or not 0 < int(port) < 65536 or not re.fullmatch(r"[\w.-]+|\[.+\]", host):
        raise ValueError('must be an address and a port, like "127.0.0.1:8443"')
    return Listen(host.strip("[]"), int(port))


def _local(value: object) -> Listen | None:
    """An address that other machines can't call; None for an empty text."""
    if value is None or value == "":
        return None
    listen = _listen(value)
    if not is_local(listen.host):
        raise ValueError('must be an address of this machine alone, like "127.0.0.1:9464"')
    return listen


def _server(value: object) -> Listen | None:
    """A server by its name and port; None for an empty text."""
    return None if value is None or value == "" else _listen(value)


def is_local(host: str) -> bool:
    """Whether a host is this machine alone.

    Args:
        host: A name or an IP address.
    """
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"


def _folder_or_none(value: object, info: ValidationInfo) -> Path | None:
    return None if value is None or value == "" else _folder(value, info)


def _sender(address: str) -> str:
    return _mail_address(address) if address else ""


def _mail_address(address: str) -> str:
    if not re.fullmatch(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*", address):
        raise ValueError("must be an address for mail alone, like desk@ministry.example")
    return address


def _name_of_digest(name: str) -> str:
    if not re.fullmatch(r"[A-Za-z0-9_-]{1,32}", name):
        raise ValueError('must be one word of at most 32 letters from a to z, digits, - and _, like "desk"')
    return name


def _token(token: SecretStr) -> SecretStr:
    token = SecretStr(token.get_secret_value().strip())
    if not re.fullmatch("([0-9]+:[A-Za-z0-9_-]+)?", token.get_secret_value()):
        raise ValueError("does not look like a token: digits, a colon, letters; copy it whole from @BotFather")
    return token


def _database(address: SecretStr) -> SecretStr:
    """The address of a PostgreSQL database; what is said of a wrong one does not repeat it."""
    address = SecretStr(address.get_secret_value().strip())
    example = "postgresql://onrecord:password@db.ministry.example/onrecord"
    try:
        parts = urlsplit(address.get_secret_value())
        known = parts.scheme in ("postgresql", "postgres") and bool(parts.path.strip("/")) and parts.port != 0
    except ValueError:
        known = False
    if address.get_secret_value() and not known:
        raise ValueError(
            f"must be the address of a PostgreSQL database, like {example}; write %40 for an @ in the password"
        )
    return address


def _chat(number: int) -> int:
    if number in NOBODY:
        raise ValueError(f"{number} stands for anybody who hides behind it; write a person's own number")
    if number == 0 or abs(number) >= 2**52:
        raise ValueError("must be the number of a person, like 123456789, or of a group, like -1001234567890")
    return number


def _person(number: int) -> int:
    if number < 0:
        raise ValueError("must be a person's number, like 123456789; a group can't administer")
    return _chat(number)


def _host(name: str) -> str:
    """A host alone, or with the one port that is meant; an IPv6 address with a port stands in brackets."""
    name = name.lower()
    try:
        return str(IPv6Address(name.removeprefix("[").removesuffix("]")))
    except ValueError:
        pass
    host, colon, port = name.rpartition(":") if re.search(":[0-9]+$", name) else (name, "", "")
    try:
        host = f"[{IPv6Address(host.strip('[]'))}]" if host.startswith("[") and colon else host
    except ValueError:
        host = ""
    if (colon and not 0 < int(port[:6]) < 65536) or not re.fullmatch(r"[\w-]+(\.[\w-]+)*|\[.+\]", host):
        raise ValueError('must be a host, alone or with a port, like "wiki.ministry.example" or "10.0.0.5:8080"')
    return f"{host}{colon}{port.lstrip('0')}"


def _ages(value: object) -> dict[str, int]:
    if not isinstance(value, dict):
        raise ValueError("must be written as { press = 30, public = 365 }")
    for name, days in value.items():
        _collection(name)
        if type(days) is not int or not 0 <= days <= 36_500:
            raise ValueError(f"must say how many days {name} is kept, like {{ {name} = 30 }}; 0 is for ever")
    return value


def _collection(name: str) -> str:
    if not re.fullmatch(r"[\w-]{1,32}", name):
        raise ValueError('must be one word of at most 32 letters, digits, - and _, like "public"')
    return name


# Values as the sections have them, checked when they are read.
Token = Annotated[SecretStr, AfterValidator(_token)]
DatabaseAddress = Annotated[SecretStr, AfterValidator(_database)]
ApiAddress = Annotated[str, AfterValidator(_api)]
ListenAddress = Annotated[Listen, BeforeValidator(_listen)]
PersonNumber = Annotated[int, AfterValidator(_person)]
ChatNumber = Annotated[int, AfterValidator(_chat)]
ModelName = Annotated[str, AfterValidator(_model)]
ZoneOrAsk = Annotated[ZoneInfo | None, BeforeValidator(_zone_or_ask)]
TimeOfDay = Annotated[datetime.time, BeforeValidator(_time)]
Host = Annotated[str, AfterValidator(_host)]
DaysByCollection = Annotated[dict[str, int], BeforeValidator(_ages)]
LocalAddress = Annotated[Listen | None, BeforeValidator(_local)]
DigestName = Annotated[str, AfterValidator(_name_of_digest)]
CollectionName = Annotated[str, AfterValidator(_collection)]
Zone = Annotated[ZoneInfo, BeforeValidator(_zone)]
MailAddress = Annotated[str, AfterValidator(_mail_address)]
FolderOrNone = Annotated[Path | None, BeforeValidator(_folder_or_none)]
ServerAddress = Annotated[Listen | None, BeforeValidator(_server)]
Sender = Annotated[str, AfterValidator(_sender)]
FeedAddress = Annotated[str, AfterValidator(_feed)]
Folder = Annotated[Path, BeforeValidator(_folder)]
