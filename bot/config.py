"""The settings: config.toml and the environment, read once into a `Config`; every mistake is named by its key."""

from __future__ import annotations

import datetime
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import SplitResult, urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    SecretStr,
    ValidationError,
    ValidationInfo,
    field_validator,
)

from bot.config_errors import describe, nearest, syntax
from index.errors import OnRecordError

TELEGRAM = "https://api.telegram.org"

# A token that was pasted in a wrong place must not get into a log or a chat.
TOKEN_LIKE = re.compile(r"[0-9]{6,}:[A-Za-z0-9_-]{16,}")

# Variables of the environment that go before the file, so that no file needs to hold what is secret.
SECRET_VARIABLES = {
    "ONRECORD_TOKEN": ("telegram", "token"),
    "ONRECORD_MAIL_PASSWORD": ("editions", "mail_password"),
}

# Telegram's own ids for an anonymous admin, a channel and itself: whoever trusts one of them trusts anybody.
NOBODY = frozenset({1087968824, 136817688, 777000})


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


def _web(address: str, example: str) -> SplitResult:
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
    _web(address, "https://en.yna.co.kr/RSS/news.xml")
    return address


def _api(address: str) -> str:
    parts = _web(address, TELEGRAM)
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
    if not _is_local(listen.host):
        raise ValueError('must be an address of this machine alone, like "127.0.0.1:9464"')
    return listen


def _server(value: object) -> Listen | None:
    """A server by its name and port; None for an empty text."""
    return None if value is None or value == "" else _listen(value)


def _is_local(host: str) -> bool:
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


class Section(BaseModel):
    """A section: frozen, without unknown keys, and strict about types (no number is taken for a text)."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        strict=True,
        str_strip_whitespace=True,
        validate_default=True,
        hide_input_in_errors=True,
    )


class TelegramSettings(Section):
    """The connection to Telegram.

    Attributes:
        token: Of the bot; empty: the terminal chat.
        api: Address of the Bot API server, without a final slash.
        webhook_url: Where Telegram sends updates; empty: they are polled.
        webhook_listen: Where the webhook's server listens.
        webhook_secret: What Telegram proves itself by; needed with `webhook_url`.
    """

    token: Annotated[SecretStr, AfterValidator(_token)] = SecretStr("")
    api: Annotated[str, AfterValidator(_api)] = TELEGRAM
    webhook_url: str = ""
    webhook_listen: Annotated[Listen, BeforeValidator(_listen)] = Listen("127.0.0.1", 8443)
    webhook_secret: SecretStr = SecretStr("")

    @field_validator("webhook_url")
    @classmethod
    def _telegram_can_reach_it(cls, address: str, info: ValidationInfo) -> str:
        if not address:
            return address
        parts = _web(address, "https://bot.ministry.example/telegram")
        # Telegram's server calls only https and some ports; a self-hosted Bot API server calls any.
        if info.data.get("api") == TELEGRAM and parts.scheme != "https":
            raise ValueError("must start with https://, or Telegram will not call it")
        if info.data.get("api") == TELEGRAM and (parts.port or 443) not in (443, 80, 88, 8443):
            raise ValueError("must be at port 443, 80, 88 or 8443, the only ones that Telegram calls")
        return address

    @field_validator("webhook_secret")
    @classmethod
    def _webhook_is_locked(cls, secret: SecretStr, info: ValidationInfo) -> SecretStr:
        if info.data.get("webhook_url") and not secret.get_secret_value():
            raise ValueError("is needed with webhook_url, or anybody could send in Telegram's name; make one up")
        if not re.fullmatch("[A-Za-z0-9_-]{0,256}", secret.get_secret_value()):
            raise ValueError("must be at most 256 letters, digits, - and _")
        return secret


class AccessSettings(Section):
    """Who may ask.

    Attributes:
        mode: Everybody, the chats in `allowed`, or whom an admin lets in.  Where it is not set, a bot that an earlier
            release let everybody ask stays open (`bot.chats.access.unsaid_mode`).
        admins: Ids of people.
        allowed: Ids of people (above 0) and groups (below 0).
    """

    mode: Literal["open", "allow-list", "approval"] = "approval"
    admins: tuple[Annotated[int, AfterValidator(_person)], ...] = Field(
        default=(), strict=False, examples=[[123456789]]
    )
    allowed: tuple[Annotated[int, AfterValidator(_chat)], ...] = Field(default=(), strict=False, examples=[[123456789]])


class IndexSettings(Section):
    """The library.

    Attributes:
        model: Name of the embedding model, or the absolute path of one that exists.
        precision: Of the model's weights.
        sample: Whether the sample briefings are added to an empty library.
    """

    model: Annotated[str, AfterValidator(_model)] = "all-MiniLM-L6-v2"
    precision: Literal["float32", "int8"] = "float32"
    sample: bool = True


class AnswerSettings(Section):
    """Answers.

    Attributes:
        quotes: How many the first page of an answer shows.
        language: Of the bot's own words in a chat that has not chosen one.
    """

    quotes: int = Field(default=3, ge=1, le=10)
    language: Literal["en", "ko"] = "en"


class DigestSettings(Section):
    """Defaults of a new subscription.

    Attributes:
        zone: The time zone; None: the chat is asked for it.
        time: When a digest is due, in that zone.
    """

    zone: Annotated[ZoneInfo | None, BeforeValidator(_zone_or_ask)] = None
    time: Annotated[datetime.time, BeforeValidator(_time)] = datetime.time(8)


class FetchSettings(Section):
    """Downloads of feeds and pages.

    Attributes:
        timeout: Seconds that a download may take.
        interval: Seconds between two readings of a feed that has news.
        largest: Bytes of a download at most.
        allow_hosts: Hosts, in lower case, that may have private addresses; each alone or with a port.
    """

    timeout: float = Field(default=20, ge=1, le=300)
    interval: int = Field(default=900, ge=60, le=604_800)
    largest: int = Field(default=10_000_000, ge=10_000, le=1_000_000_000)
    allow_hosts: tuple[Annotated[str, AfterValidator(_host)], ...] = Field(
        default=(), strict=False, examples=[["wiki.ministry.example"]]
    )


class LimitSettings(Section):
    """How much is answered in a minute; what is over a limit is refused in a sentence, once.

    Attributes:
        messages: Of a person.
        presses: Of buttons, by a person.
        inline: Queries of a person.
        chat: Messages and presses in a group.
        overall: Of all kinds, by all who may ask.
        strangers: Of all kinds, by all who may not ask.
    """

    messages: int = Field(default=30, ge=1, le=1_000_000)
    presses: int = Field(default=60, ge=1, le=1_000_000)
    inline: int = Field(default=60, ge=1, le=1_000_000)
    chat: int = Field(default=60, ge=1, le=1_000_000)
    overall: int = Field(default=1000, ge=1, le=1_000_000)
    strangers: int = Field(default=60, ge=1, le=1_000_000)


class RetentionSettings(Section):
    """How long articles are kept; 0: for ever.

    Attributes:
        days: After they were published and added, whichever was later.
        collections: The same of single collections.
    """

    days: int = Field(default=0, ge=0, le=36_500)
    collections: Annotated[dict[str, int], BeforeValidator(_ages)] = Field(default={})


class LogSettings(Section):
    """The log, on standard error.

    Attributes:
        level: The least that is written.
        format: Lines for people, or a JSON object a line.
    """

    level: Literal["debug", "info", "warning", "error"] = "info"
    format: Literal["text", "json"] = "text"


class ServiceSettings(Section):
    """What other programs of this machine may ask of a process that serves.

    Attributes:
        listen: Where /healthz and /metrics are answered; None: nowhere.
    """

    listen: Annotated[Listen | None, BeforeValidator(_local)] = None


class DigestForOthers(Section):
    """A digest that goes elsewhere than to a chat.

    Attributes:
        name: What it is called, once only: its feed's address and its files' names have it.
        speaker: Whose words are wanted; None for everybody's.
        topic: What they are about; None for anything.
        outlet: Where they were published; None for anywhere.
        collections: Those whose articles it is made of.
        time: When it is due.
        zone: In which time zone.
        days: On which days: 0 for Monday to 6.
        language: Of its own words.
        quiet: Whether there is none when nothing is new.
        mail: The addresses to which it is sent.
    """

    name: Annotated[str, AfterValidator(_name_of_digest)] = Field(examples=["desk"])
    speaker: str | None = None
    topic: str | None = None
    outlet: str | None = None
    collections: tuple[Annotated[str, AfterValidator(_collection)], ...] = Field(
        default=("public",), strict=False, min_length=1
    )
    time: Annotated[datetime.time, BeforeValidator(_time)] = datetime.time(8)
    zone: Annotated[ZoneInfo, BeforeValidator(_zone)] = ZoneInfo("UTC")
    days: tuple[Annotated[int, Field(ge=0, le=6)], ...] = Field(
        default=(0, 1, 2, 3, 4, 5, 6), strict=False, min_length=1
    )
    language: Literal["en", "ko"] = "en"
    quiet: bool = True
    mail: tuple[Annotated[str, AfterValidator(_mail_address)], ...] = Field(default=(), strict=False)


class EditionSettings(Section):
    """Digests as feeds of this machine and as mail.

    Attributes:
        feed_listen: Where the feeds are; None: nowhere.
        feed_secret: What their addresses hold, so that nobody else on the machine reads them.
        mail_folder: Where each digest is written as a file; None: nowhere.
        mail_server: Which server takes the mail; None: none is sent.
        mail_security: How the connection is encrypted.
        mail_user: Who logs in; empty: nobody has to.
        mail_password: With which password.
        mail_sender: From which address it comes.
        digests: The digests.
    """

    feed_listen: Annotated[Listen | None, BeforeValidator(_local)] = None
    feed_secret: SecretStr = SecretStr("")
    mail_folder: Annotated[Path | None, BeforeValidator(_folder_or_none)] = None
    mail_server: Annotated[Listen | None, BeforeValidator(_server)] = None
    mail_security: Literal["starttls", "tls", "none"] = "starttls"
    mail_user: str = ""
    mail_password: SecretStr = SecretStr("")
    mail_sender: Annotated[str, AfterValidator(_sender)] = ""
    digests: tuple[DigestForOthers, ...] = Field(default=(), strict=False)

    @field_validator("feed_secret")
    @classmethod
    def _feed_is_locked(cls, secret: SecretStr, info: ValidationInfo) -> SecretStr:
        if not re.fullmatch("([A-Za-z0-9_-]{16,256})?", secret.get_secret_value()):
            raise ValueError("must be 16 to 256 letters, digits, - and _; make one up")
        if info.data.get("feed_listen") and not secret.get_secret_value():
            raise ValueError("is needed with feed_listen, or every program here could read the feeds; make one up")
        return secret

    @field_validator("mail_security")
    @classmethod
    def _mail_is_encrypted(cls, security: str, info: ValidationInfo) -> str:
        server = info.data.get("mail_server")
        if security == "none" and server is not None and not _is_local(server.host):
            raise ValueError('must be "starttls" or "tls": unencrypted mail goes to a server of this machine alone')
        return security

    @field_validator("mail_sender")
    @classmethod
    def _mail_has_a_sender(cls, sender: str, info: ValidationInfo) -> str:
        if not sender and (info.data.get("mail_server") or info.data.get("mail_folder")):
            raise ValueError("is needed for mail, like onrecord@ministry.example")
        return sender

    @field_validator("digests")
    @classmethod
    def _digests_can_go(cls, digests: tuple[DigestForOthers, ...], info: ValidationInfo) -> tuple[DigestForOthers, ...]:
        names = [digest.name for digest in digests]
        if len(set(names)) < len(names):
            raise ValueError("must have a name of its own each")
        if any(digest.mail for digest in digests) and info.data.get("mail_server") is None:
            raise ValueError("names addresses for mail, but no mail_server that takes it")
        return digests


class FeedSettings(Section):
    """A feed.

    Attributes:
        url: Its address.
        outlet: The name to show; None: the feed's own title.
        collection: The collection its articles are added to.
    """

    url: Annotated[str, AfterValidator(_feed)] = Field(examples=["https://en.yna.co.kr/RSS/news.xml"])
    outlet: str | None = Field(default=None, min_length=1, max_length=100, examples=["Yonhap"])
    collection: Annotated[str, AfterValidator(_collection)] = "public"


class Config(Section):
    """All settings.

    Attributes:
        data: Absolute path of the data folder, which may not exist yet.
        telegram: The connection to Telegram.
        access: Who may ask.
        limits: How often.
        index: The library.
        answers: Answers.
        digest: Defaults of a new subscription.
        fetch: Downloads of feeds and pages.
        retention: How long articles are kept.
        log: The log.
        service: What other programs may ask.
        editions: Digests as feeds and mail.
        feeds: The feeds to read.
    """

    data: Annotated[Path, BeforeValidator(_folder)] = Path("data")
    telegram: TelegramSettings = TelegramSettings()
    access: AccessSettings = AccessSettings()
    limits: LimitSettings = LimitSettings()
    index: IndexSettings = IndexSettings()
    answers: AnswerSettings = AnswerSettings()
    digest: DigestSettings = DigestSettings()
    fetch: FetchSettings = FetchSettings()
    retention: RetentionSettings = RetentionSettings()
    log: LogSettings = LogSettings()
    service: ServiceSettings = ServiceSettings()
    editions: EditionSettings = EditionSettings()
    feeds: tuple[FeedSettings, ...] = Field(default=(), strict=False)


def load(path: Path | None, environment: Mapping[str, str], data: Path | None = None) -> Config:
    """Read and check the settings.

    Values of the environment replace those of the file, and `data` replaces both. Relative paths in the file start
    at the file's folder, those of ONRECORD_DATA and `data` at the current one. An empty variable counts as none.

    Args:
        path: config.toml; None: the defaults.
        environment: Variables of the environment; ONRECORD_DATA, ONRECORD_TOKEN and ONRECORD_MAIL_PASSWORD are used,
            and proxies and certificates are checked.
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


def _network_mistakes(environment: Mapping[str, str]) -> Iterator[ConfigError]:
    """Proxies and certificates that can't be used; no message repeats an address, which may hold a password."""
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        address = environment.get(name, "").strip()
        if address and not re.fullmatch(r"((https?|socks5h?)://)?[^\s/]*[^\s/@:]+(:[0-9]{1,5})?/?", address):
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


def holds_secret(path: Path) -> bool:
    """Whether a file of settings, which has been read without a mistake, holds a token, a secret or a password.

    Args:
        path: config.toml.
    """
    settings = _read(path)
    names = (("telegram", "token"), ("telegram", "webhook_secret"), ("editions", "feed_secret"))
    every = (*names, ("editions", "mail_password"))
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
            parts = _web(feed["url"].strip(), "")
        except (KeyError, TypeError, AttributeError, ValueError):
            continue
        port = None if parts.port in (80, 443) else parts.port
        same = first.setdefault((parts.hostname, port, parts.path.rstrip("/"), parts.query), number)
        if same != number:
            yield ConfigError(f"feeds[{number}].url", f"is the same feed as feeds[{same}]; keep one")
