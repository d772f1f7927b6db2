"""The sections of the settings, with their values and defaults."""

from __future__ import annotations

import datetime
import re
from pathlib import Path
from typing import Annotated, Literal
from zoneinfo import ZoneInfo

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    SecretStr,
    ValidationInfo,
    field_validator,
)

from bot.config.values import (
    TELEGRAM,
    ApiAddress,
    ChatNumber,
    CollectionName,
    DatabaseAddress,
    DaysByCollection,
    DigestName,
    FeedAddress,
    Folder,
    FolderOrNone,
    Host,
    Listen,
    ListenAddress,
    LocalAddress,
    MailAddress,
    ModelName,
    PersonNumber,
    Sender,
    ServerAddress,
    TimeOfDay,
    Token,
    Zone,
    ZoneOrAsk,
    is_local,
    web_address,
)


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

    token: Token = SecretStr("")
    api: ApiAddress = TELEGRAM
    webhook_url: str = ""
    webhook_listen: ListenAddress = Listen("127.0.0.1", 8443)
    webhook_secret: SecretStr = SecretStr("")

    @field_validator("webhook_url")
    @classmethod
    def _telegram_can_reach_it(cls, address: str, info: ValidationInfo) -> str:
        if not address:
            return address
        parts = web_address(address, "https://bot.ministry.example/telegram")
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
    admins: tuple[PersonNumber, ...] = Field(default=(), strict=False, examples=[[123456789]])
    allowed: tuple[ChatNumber, ...] = Field(default=(), strict=False, examples=[[123456789]])


class StoreSettings(Section):
    """Where articles and chats are kept.

    Attributes:
        url: Address of a PostgreSQL database; empty: in files of the data folder.
    """

    url: DatabaseAddress = SecretStr("")

    @property
    def server(self) -> str | None:
        """The address of the database; None for files."""
        return self.url.get_secret_value() or None


class IndexSettings(Section):
    """The library.

    Attributes:
        model: Name of the embedding model, or the absolute path of one that exists.
        precision: Of the model's weights.
        sample: Whether the sample briefings are added to an empty library.
    """

    model: ModelName = "all-MiniLM-L6-v2"
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

    zone: ZoneOrAsk = None
    time: TimeOfDay = datetime.time(8)


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
    allow_hosts: tuple[Host, ...] = Field(default=(), strict=False, examples=[["wiki.ministry.example"]])


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
    collections: DaysByCollection = Field(default={})


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

    listen: LocalAddress = None


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

    name: DigestName = Field(examples=["desk"])
    speaker: str | None = None
    topic: str | None = None
    outlet: str | None = None
    collections: tuple[CollectionName, ...] = Field(default=("public",), strict=False, min_length=1)
    time: TimeOfDay = datetime.time(8)
    zone: Zone = ZoneInfo("UTC")
    days: tuple[Annotated[int, Field(ge=0, le=6)], ...] = Field(
        default=(0, 1, 2, 3, 4, 5, 6), strict=False, min_length=1
    )
    language: Literal["en", "ko"] = "en"
    quiet: bool = True
    mail: tuple[MailAddress, ...] = Field(default=(), strict=False)


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

    feed_listen: LocalAddress = None
    feed_secret: SecretStr = SecretStr("")
    mail_folder: FolderOrNone = None
    mail_server: ServerAddress = None
    mail_security: Literal["starttls", "tls", "none"] = "starttls"
    mail_user: str = ""
    mail_password: SecretStr = SecretStr("")
    mail_sender: Sender = ""
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
        if security == "none" and server is not None and not is_local(server.host):
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

    url: FeedAddress = Field(examples=["https://en.yna.co.kr/RSS/news.xml"])
    outlet: str | None = Field(default=None, min_length=1, max_length=100, examples=["Yonhap"])
    collection: CollectionName = "public"


class Config(Section):
    """All settings.

    Attributes:
        data: Absolute path of the data folder, which may not exist yet.
        telegram: The connection to Telegram.
        access: Who may ask.
        limits: How often.
        store: Where articles and chats are kept.
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

    data: Folder = Path("data")
    telegram: TelegramSettings = TelegramSettings()
    access: AccessSettings = AccessSettings()
    limits: LimitSettings = LimitSettings()
    store: StoreSettings = StoreSettings()
    index: IndexSettings = IndexSettings()
    answers: AnswerSettings = AnswerSettings()
    digest: DigestSettings = DigestSettings()
    fetch: FetchSettings = FetchSettings()
    retention: RetentionSettings = RetentionSettings()
    log: LogSettings = LogSettings()
    service: ServiceSettings = ServiceSettings()
    editions: EditionSettings = EditionSettings()
    feeds: tuple[FeedSettings, ...] = Field(default=(), strict=False)
