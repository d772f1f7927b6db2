"""Settings are read once and whole; every mistake is named by its key, with what to write instead."""

from __future__ import annotations

import datetime
import itertools
import json
import tomllib
from collections.abc import Mapping
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import BaseModel, ValidationError

from bot.config import Config, ConfigError, DigestSettings, FeedSettings, Listen, holds_secret, load

EXAMPLE = Path(__file__).parents[2] / "config.example.toml"
TOKEN = "123456789:AAEhBOweik6ad9r_QXMENQjcrGbqCr4K-bc"
YONHAP = '[[feeds]]\nurl = "https://en.yna.co.kr/RSS/news.xml"\n'


def read(folder: Path, text: str, environment: Mapping[str, str] | None = None) -> Config:
    path = folder / "config.toml"
    path.write_text(text, encoding="utf-8")
    return load(path, environment or {})


def complaint(folder: Path, text: str, environment: Mapping[str, str] | None = None) -> str:
    with pytest.raises(ConfigError) as raised:
        read(folder, text, environment)
    return str(raised.value)


# What a self-hoster writes


def test_nothing_needs_to_be_written(tmp_path: Path) -> None:
    config = read(tmp_path, "")

    assert config == load(None, {}, tmp_path / "data")
    assert config.data == tmp_path / "data"
    assert config.telegram.token.get_secret_value() == ""
    assert config.telegram.webhook_listen == Listen("127.0.0.1", 8443)
    assert config.digest == DigestSettings(zone=None, time=datetime.time(8))
    assert config.feeds == ()


def test_everything_can_be_written(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    config = read(
        tmp_path,
        f"""
        data = "kept/here"
        [telegram]
        token = "{TOKEN}"
        api = "http://localhost:8081/"
        webhook_url = "http://10.0.0.7:8090/telegram"
        webhook_listen = "[::1]:8090"
        webhook_secret = "open-sesame"
        [access]
        mode = "allow-list"
        admins = [123456789]
        allowed = [987654321, -1001234567890]
        [index]
        model = "./mine"
        sample = false
        [answers]
        quotes = 10
        language = "ko"
        [digest]
        zone = "Asia/Seoul"
        time = 07:30:00
        [fetch]
        timeout = 2.5
        interval = 60
        largest = 20_000
        allow_hosts = ["Wiki.Ministry.example", "10.0.0.5", "[FD00::5]", "Wiki.example:8080", "[FD00:0::5]:81"]
        [limits]
        messages = 5
        [[feeds]]
        url = " https://wiki.ministry.example:8080/feed "
        outlet = "외교부"
        collection = "내부"
        """,
    )

    assert config.data == tmp_path / "kept" / "here"
    assert config.telegram.token.get_secret_value() == TOKEN
    assert config.telegram.api == "http://localhost:8081"
    assert config.telegram.webhook_listen == Listen("::1", 8090)
    assert config.access.allowed == (987654321, -1001234567890)
    assert config.index.model == str(tmp_path / "mine")
    assert config.digest == DigestSettings(zone=ZoneInfo("Asia/Seoul"), time=datetime.time(7, 30))
    assert config.fetch.timeout == 2.5
    assert config.fetch.allow_hosts == (
        "wiki.ministry.example", "10.0.0.5", "fd00::5", "wiki.example:8080", "[fd00::5]:81"
    )  # fmt: skip
    assert (config.limits.messages, config.limits.presses) == (5, 60)
    assert config.feeds == (
        FeedSettings(url="https://wiki.ministry.example:8080/feed", outlet="외교부", collection="내부"),
    )


@pytest.mark.parametrize("text", ["\ufeffdata = 'kept'", "data = 'kept'\r\n[index]\r\nsample = true\r\n"])
def test_files_from_other_systems_are_read(tmp_path: Path, text: str) -> None:
    assert read(tmp_path, text).data == tmp_path / "kept"


def test_settings_stay_as_they_were_read() -> None:
    with pytest.raises(ValidationError):
        Config().data = Path("elsewhere")


@pytest.mark.parametrize(
    "address",
    ["mysql://ada:hush@db.example/record", "db.example", "postgresql://ada:hush@db.example", "postgresql://[/x"],
)
def test_what_is_no_address_of_a_database_is_refused_without_repeating_it(tmp_path: Path, address: str) -> None:
    line = complaint(tmp_path, f"[store]\nurl = '{address}'")
    assert line.startswith("store.url: must be the address of a PostgreSQL database, like postgresql://")
    assert "hush" not in line
    named = complaint(tmp_path, "", {"ONRECORD_STORE_URL": address})
    assert "hush" not in named


def test_the_address_of_a_database_is_a_secret_of_the_environment_or_the_file(tmp_path: Path) -> None:
    address = "postgresql://ada:hush@db.example/record"
    by_file = read(tmp_path, f"[store]\nurl = '{address}'")
    assert holds_secret(tmp_path / "config.toml")
    assert by_file.store.server == read(tmp_path, "", {"ONRECORD_STORE_URL": address}).store.server == address
    assert "hush" not in repr(by_file)
    assert read(tmp_path, "").store.server is None


# The environment and the command line


def test_the_environment_goes_before_the_file_and_the_command_line_before_both(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "etc" / "config.toml"
    path.parent.mkdir()
    path.write_text('data = "file"\n[telegram]\ntoken = "1:file"', encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    environment = {"ONRECORD_DATA": "variable", "ONRECORD_TOKEN": f" {TOKEN}\n"}

    assert load(path, {}).data == tmp_path / "etc" / "file"
    assert load(path, environment).data == tmp_path / "variable"
    assert load(path, environment, Path("option")).data == tmp_path / "option"
    assert load(path, {}).telegram.token.get_secret_value() == "1:file"
    assert load(path, environment).telegram.token.get_secret_value() == TOKEN
    assert load(None, environment).telegram.token.get_secret_value() == TOKEN


def test_an_empty_variable_counts_as_none(tmp_path: Path) -> None:
    text = f'data = "kept"\n[telegram]\ntoken = "{TOKEN}"'

    assert read(tmp_path, text, {"ONRECORD_DATA": "", "ONRECORD_TOKEN": " "}) == read(tmp_path, text)


def test_a_mistake_is_named_by_where_it_was_written(tmp_path: Path) -> None:
    (tmp_path / "note").write_text("", encoding="utf-8")
    note = tmp_path / "note"

    said = complaint(tmp_path, "", {"ONRECORD_TOKEN": "secret", "ONRECORD_DATA": str(note)}).splitlines()
    assert said[0] == f"ONRECORD_DATA: {note} is a file; write a folder"
    assert said[1].startswith("ONRECORD_TOKEN: does not look like a token")
    with pytest.raises(ConfigError, match=r"^--data: .* is a file; write a folder$"):
        load(None, {"ONRECORD_DATA": "elsewhere"}, note)


# Mistakes


@pytest.mark.parametrize(
    ("text", "line"),
    [
        # unknown keys
        ("[digest]\nzones = 'UTC'", "digest.zones: unknown key; did you mean zone?"),
        ("[digets]\nzone = 'UTC'", "digets: unknown key; did you mean digest?"),
        ("[[feed]]\nurl = ''", "feed: unknown key; did you mean feeds?"),
        ("token = '1:a'", "token: unknown key; did you mean token below [telegram]?"),
        ("link = ''", "link: unknown key; the keys here are "
                      "data, telegram, access, limits, store, index, answers, digest, fetch, retention, log, service, "
                      "editions, feeds"),
        ("[digest]\ncolour = 'red'", "digest.colour: unknown key; the keys here are zone, time"),
        (YONHAP + "data = 'x'", "feeds[1].data: unknown key; did you mean data above the first [section]?"),
        (YONHAP + "URL = 'x'", "feeds[1].URL: unknown key; did you mean url?"),
        ("[fetch]\nurl = 'x'", "fetch.url: unknown key; did you mean url below [[feeds]]?"),
        # wrong types
        ("data = 5", 'data: must be text in quotes, like "data"'),
        ("telegram = 5", "telegram: must be a section: [telegram] on a line of its own, its keys below"),
        ("[[digest]]\nzone = 'UTC'", "digest: must be a section: [digest] on a line of its own, its keys below"),
        ("[telegram]\ntoken = 5", "telegram.token: must be text in quotes"),
        ("[telegram]\napi = 5", 'telegram.api: must be text in quotes, like "https://api.telegram.org"'),
        ("[access]\nadmins = 5", "access.admins: must be a list, like [123456789]"),
        ("[access]\nadmins = [1, 'kim']", "access.admins[2]: must be a whole number, like 123456789, without quotes"),
        ("[index]\nsample = 1", "index.sample: must be true or false, without quotes"),
        ("[answers]\nquotes = '5'", "answers.quotes: must be a whole number, like 3, without quotes"),
        ("[answers]\nquotes = 2.5", "answers.quotes: must be a whole number, like 3"),
        ("[answers]\nquotes = true", "answers.quotes: must be a whole number, like 3"),
        ("[fetch]\ntimeout = '20s'", "fetch.timeout: must be a number, like 20, without quotes"),
        ("[fetch]\nallow_hosts = 'a.b'", 'fetch.allow_hosts: must be a list, like ["wiki.ministry.example"]'),
        ("[feeds]\nurl = ''", "feeds: must be written as [[feeds]], once for each feed, "
                              'with url = "https://en.yna.co.kr/RSS/news.xml" below'),
        ("feeds = ['https://a.b']", "feeds: must be written as [[feeds]], once for each feed, "
                                    'with url = "https://en.yna.co.kr/RSS/news.xml" below'),
        # bounds and choices
        ("[answers]\nquotes = 0", "answers.quotes: must be at least 1"),
        ("[answers]\nquotes = 11", "answers.quotes: must be at most 10"),
        ("[answers]\nlanguage = 'fr'", 'answers.language: must be "en" or "ko"'),
        ("[access]\nmode = 'closed'", 'access.mode: must be "open", "allow-list" or "approval"'),
        ("[fetch]\ntimeout = inf", "fetch.timeout: must be at most 300"),
        ("[fetch]\ntimeout = nan", "fetch.timeout: must be at most 300"),
        ("[fetch]\ninterval = 5", "fetch.interval: must be at least 60"),
        ("[fetch]\nlargest = 10_000_000_000", "fetch.largest: must be at most 1000000000"),
        # zone and time
        ("[digest]\nzone = 'Asia/Soul'", "digest.zone: Asia/Soul is no time zone; did you mean Asia/Seoul?"),
        ("[digest]\nzone = 'seoul'", "digest.zone: seoul is no time zone; did you mean Asia/Seoul?"),
        ("[digest]\nzone = 'New York'", "digest.zone: New York is no time zone; did you mean America/New_York?"),
        ("[digest]\nzone = 'UTC+9'",
         "digest.zone: UTC+9 is no time zone; write its area and city, like Asia/Seoul, or UTC"),
        ("[digest]\nzone = 'KST'",
         "digest.zone: KST is no time zone; write its area and city, like Asia/Seoul, or UTC"),
        ("[digest]\nzone = ''",
         "digest.zone: an empty text is no time zone; write its area and city, like Asia/Seoul, or UTC"),
        ("[digest]\nzone = 9", 'digest.zone: must be text in quotes, like "Asia/Seoul"'),
        ("[digest]\ntime = '24:00'", 'digest.time: must be hours and minutes in quotes, like "08:00"'),
        ("[digest]\ntime = 8", 'digest.time: must be hours and minutes in quotes, like "08:00"'),
        # people and groups
        ("[access]\nadmins = [-1001234567890]",
         "access.admins[1]: must be a person's number, like 123456789; a group can't administer"),
        ("[access]\nadmins = [1087968824]",
         "access.admins[1]: 1087968824 stands for anybody who hides behind it; write a person's own number"),
        # addresses
        ("[[feeds]]\noutlet = 'Yonhap'",
         'feeds[1].url: is missing; write one, like "https://en.yna.co.kr/RSS/news.xml"'),
        ("[[feeds]]\nurl = 'en.yna.co.kr/RSS/news.xml'",
         "feeds[1].url: must be a whole web address, like https://en.yna.co.kr/RSS/news.xml"),
        ("[[feeds]]\nurl = 'ftp://a.b/c'",
         "feeds[1].url: must be a whole web address, like https://en.yna.co.kr/RSS/news.xml"),
        ("[[feeds]]\nurl = 'https://a.b:99999/'",
         "feeds[1].url: must be a whole web address, like https://en.yna.co.kr/RSS/news.xml"),
        ("[[feeds]]\nurl = 'https://[a'",
         "feeds[1].url: must be a whole web address, like https://en.yna.co.kr/RSS/news.xml"),
        (YONHAP + "outlet = ''", "feeds[1].outlet: must not be empty; write something, or leave the key out"),
        (YONHAP + "collection = 'two words'",
         'feeds[1].collection: must be one word of at most 32 letters, digits, - and _, like "public"'),
        (YONHAP + "[[feeds]]\nurl = 'http://EN.yna.co.kr:80/RSS/news.xml/#top'",
         "feeds[2].url: is the same feed as feeds[1]; keep one"),
        ("[fetch]\nallow_hosts = ['http://wiki']",
         'fetch.allow_hosts[1]: must be a host, alone or with a port, like "wiki.ministry.example" or "10.0.0.5:8080"'),
        *((f"[fetch]\nallow_hosts = ['{host}']",
           'fetch.allow_hosts[1]: must be a host, alone or with a port, '
           'like "wiki.ministry.example" or "10.0.0.5:8080"')
          for host in ("wiki:0", "wiki:65536", "wiki:999999999", "wiki:", ":80", "[wiki]:80", "[]:80", "wiki/x:80")),
        ("[limits]\nmessages = 0", "limits.messages: must be at least 1"),
        ("[limits]\nperson = 5",
         "limits.person: unknown key; the keys here are messages, presses, inline, chat, overall, strangers"),
        ("[telegram]\napi = 'https://api.telegram.org/bot'",
         "telegram.api: must end before /bot and the token, like https://api.telegram.org"),
        ("[telegram]\nwebhook_url = 'http://a.example'\nwebhook_secret = 'x'",
         "telegram.webhook_url: must start with https://, or Telegram will not call it"),
        ("[telegram]\nwebhook_url = 'https://a.example:8090'\nwebhook_secret = 'x'",
         "telegram.webhook_url: must be at port 443, 80, 88 or 8443, the only ones that Telegram calls"),
        ("[telegram]\nwebhook_url = 'https://a.example'",
         "telegram.webhook_secret: is needed with webhook_url, or anybody could send in Telegram's name; make one up"),
        ("[telegram]\nwebhook_secret = 'öffne dich'",
         "telegram.webhook_secret: must be at most 256 letters, digits, - and _"),
        ("[telegram]\nwebhook_listen = '8443'",
         'telegram.webhook_listen: must be an address and a port, like "127.0.0.1:8443"'),
        ("[telegram]\nwebhook_listen = '0.0.0.0:70000'",
         'telegram.webhook_listen: must be an address and a port, like "127.0.0.1:8443"'),
        # digests for others
        ("[editions]\ndigests = [{ name = 'desk', days = [9] }]", "editions.digests[1].days[1]: must be at most 6"),
        ("[editions]\ndigests = [{ name = 'desk', days = [] }]",
         "editions.digests[1].days: must hold something; write it like [0, 1, 2, 3, 4, 5, 6], or leave the key out"),
        # a model
        ("[index]\nprecision = 'int4'", 'index.precision: must be "float32" or "int8"'),
        ("[index]\nmodel = ''", 'index.model: must be the name or the path of a model, like "all-MiniLM-L6-v2"'),
    ],
)  # fmt: skip
def test_a_mistake_is_one_line_with_its_key_and_what_to_write(tmp_path: Path, text: str, line: str) -> None:
    assert complaint(tmp_path, text) == line


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("[digest]\nzone = UTC",
         "line 2, column 8: this is no value; text goes in quotes, true and false in small letters"),
        ("[digest]\ntime = 08:00", "line 2, column 9: the line should end here; text and times go in quotes"),
        ("data = 'x", "line 1, column 10: a closing quote is missing"),
        ('data = "x\n', "line 1, column 10: a closing quote is missing"),
        ("data", "line 1, column 5: a key needs = and a value after it"),
        ("- data", "line 1, column 3: a key needs = and a value after it"),
        ("= 3", "line 1, column 1: a line is a [section], a key = value, or a # comment"),
        ("data = 'x'\ndata = 'y'\n", "line 2, column 11: a key stands twice; keep one"),
        ('data = "C:\\Users"', "line 1, column 13: in double quotes write \\\\ for \\, or use single quotes"),
        ("[index]\n[index]", "line 2, column 7: a section stands twice; put its keys under one"),
        ('data = "C:\\papers"', "line 1, column 13: in double quotes write \\\\ for \\, or use single quotes"),
    ],
)  # fmt: skip
def test_bad_toml_is_shown_by_line_and_column(tmp_path: Path, text: str, line: str) -> None:
    assert complaint(tmp_path, text) == f"{tmp_path / 'config.toml'}: {line}"


def test_a_file_that_can_not_be_read_says_why(tmp_path: Path) -> None:
    latin = tmp_path / "latin.toml"
    latin.write_bytes("data = 'Büro'".encode("latin-1"))
    for path, problem in (
        (tmp_path / "absent.toml", "there is no such file; copy config.example.toml to it"),
        (latin, "is not plain text; save it as UTF-8"),
        (tmp_path, "can't be read (Is a directory)"),
    ):
        with pytest.raises(ConfigError) as raised:
            load(path, {})
        assert str(raised.value) == f"{path}: {problem}"


def test_a_path_that_must_be_there_is_missed(tmp_path: Path) -> None:
    assert complaint(tmp_path, "[index]\nmodel = './mine'") == (
        f"index.model: there is no {tmp_path / 'mine'}; write a model's name, or the path of one that is there"
    )
    assert complaint(tmp_path, "data = 'config.toml/data'") == (
        f"data: {tmp_path / 'config.toml'} is a file; write a folder"
    )
    assert complaint(tmp_path, "data = '~nobody-by-this-name/data'") == (
        "data: names the home of a user who is not here; write the whole path"
    )


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    text = f"""
        datas = "x"
        [digest]
        zone = "Asia/Soul"
        [answers]
        quotes = "many"
        {YONHAP * 2}
        [[feeds]]
        outlet = "Nobody"
        """
    with pytest.raises(ConfigError) as raised:
        read(tmp_path, text)

    first, others = raised.value, raised.value.others
    assert sorted([first.key, *(mistake.key for mistake in others)]) == [
        "answers.quotes",
        "datas",
        "digest.zone",
        "feeds[2].url",
        "feeds[3].url",
    ]
    assert str(first).splitlines() == [f"{first.key}: {first.message}", *map(str, others)]


# The token


@pytest.mark.parametrize(
    "text",
    [
        f"[telegram]\ntoken = '{TOKEN}!'",
        f"[telegram]\ntoken = '{TOKEN}",
        f"[telegram]\ntoken = {TOKEN}",
        f"[telegram]\ntoken = ['{TOKEN}']",
        f"[telegram]\napi = 'https://api.telegram.org/bot{TOKEN}'",
        f"[telegram]\n'{TOKEN}' = ''",
        f"[digest]\nzone = '{TOKEN}'",
        f"[index]\nmodel = './{TOKEN}'",
        f"['{TOKEN}']\n['{TOKEN}']",
    ],
)
def test_a_token_is_never_told_wherever_it_was_written(tmp_path: Path, text: str) -> None:
    with pytest.raises(ConfigError) as raised:
        read(tmp_path, text)

    secret = TOKEN.partition(":")[2]
    for shown in (str(raised.value), repr(raised.value), raised.value.key, raised.value.message):
        assert secret not in shown
    assert raised.value.__context__ is None


def test_secrets_do_not_show_in_the_settings(tmp_path: Path) -> None:
    config = read(tmp_path, f"[telegram]\ntoken = '{TOKEN}'\nwebhook_secret = 'open-sesame'")

    for shown in (repr(config), str(config), repr(config.telegram), config.model_dump_json()):
        assert TOKEN not in shown
        assert "open-sesame" not in shown


@pytest.mark.parametrize("token", ["secret", "12345", ":abc", "123:", "123:a b", "bot123:abc", "１２３:abc"])
def test_what_is_no_token_is_refused_without_being_repeated(tmp_path: Path, token: str) -> None:
    assert complaint(tmp_path, "", {"ONRECORD_TOKEN": token}) == (
        "ONRECORD_TOKEN: does not look like a token: digits, a colon, letters; copy it whole from @BotFather"
    )


# Whatever is written


SCALARS = st.one_of(
    st.text(st.characters(codec="utf-8"), max_size=20),
    st.integers(),
    st.floats(allow_nan=False, allow_infinity=False),
    st.booleans(),
)
VALUES = st.one_of(SCALARS, st.lists(SCALARS, max_size=3))
KEYS = st.sampled_from(
    ["data"]
    + [f"{top}.{key}" for top, kind in Config.model_fields.items() if isinstance(kind.default, BaseModel)
       for key in type(kind.default).model_fields]
)  # fmt: skip


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(written=st.dictionaries(KEYS, VALUES, max_size=4), feed=st.none() | VALUES)
def test_whatever_is_written_is_read_or_refused_in_plain_words(
    tmp_path: Path, written: dict[str, object], feed: object
) -> None:
    lines = [f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in written.items()]
    if feed is not None:
        lines.append(f"[[feeds]]\nurl = {json.dumps(feed, ensure_ascii=False)}")
    try:
        config = read(tmp_path, "\n".join(lines))
    except ConfigError as error:
        for line in str(error).split("\n"):
            assert line.split(":")[0].split("[")[0] in {*written, "feeds", "access", str(tmp_path / "config.toml")} or (
                line.startswith(("access.", "editions.", "feeds[", "telegram."))
            )
            assert "input" not in line.casefold()
            assert "validation" not in line
    else:
        assert config.data.is_absolute()


# The example


def test_the_example_shows_the_defaults_and_names_every_key(tmp_path: Path) -> None:
    example, defaults = load(EXAMPLE, {}, tmp_path), load(None, {}, tmp_path)
    written = tomllib.loads(EXAMPLE.read_text(encoding="utf-8"))

    assert example.model_copy(update={"feeds": ()}) == defaults
    assert load(EXAMPLE, {}).data == EXAMPLE.parent / "data"
    assert list(written) == list(Config.model_fields)
    for name, field in Config.model_fields.items():
        if isinstance(field.default, BaseModel):
            assert list(written[name]) == list(type(field.default).model_fields)
    assert {key for feed in written["feeds"] for key in feed} == set(FeedSettings.model_fields)
    assert len(example.feeds) >= 10


def test_every_key_of_the_example_has_a_note() -> None:
    lines = EXAMPLE.read_text(encoding="utf-8").partition("[[feeds]]")[0].splitlines()

    for above, line in itertools.pairwise(lines):
        assert " = " not in line or line.startswith("#") or above.startswith("#"), line


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("HTTPS_PROXY", "ftp://user:hush@proxy.example", "HTTPS_PROXY: is no proxy; "),
        ("all_proxy", "http://", "all_proxy: is no proxy; "),
        ("HTTPS_PROXY", "http://user:hush@proxy.example:99999", "HTTPS_PROXY: is no proxy; "),
        ("SSL_CERT_FILE", "/no/such/file.pem", "SSL_CERT_FILE: there is no file /no/such/file.pem; "),
        ("SSL_CERT_DIR", "/no/such/folder", "SSL_CERT_DIR: there is no folder /no/such/folder; "),
    ],
)
def test_a_mistake_in_what_the_network_needs_is_told(tmp_path: Path, name: str, value: str, told: str) -> None:
    complaint_told = complaint(tmp_path, "", {name: value})
    assert complaint_told.startswith(told)
    assert "hush" not in complaint_told


@pytest.mark.parametrize("content", ["", "no certificate\n", "-----BEGIN PRIVATE KEY-----\nAA==\n"])
def test_a_file_without_certificates_is_told(tmp_path: Path, content: str) -> None:
    file = tmp_path / "ca.pem"
    file.write_text(content)
    told = complaint(tmp_path, "", {"SSL_CERT_FILE": str(file)})
    assert told == (
        f"SSL_CERT_FILE: {file} holds no certificate; name a file of certificates in PEM format, or unset the variable"
    )


@pytest.mark.parametrize(
    "address",
    ["http://proxy.example:3128", "proxy.example:3128", "http://user:pass@10.0.0.1:8080/", "socks5h://[::1]:1080"],
)
def test_proxies_as_they_are_written_are_taken(tmp_path: Path, address: str) -> None:
    read(tmp_path, "", {"HTTPS_PROXY": address})


@pytest.mark.parametrize("listen", ["0.0.0.0:9464", "[::]:9464", "10.0.0.5:80", "proxy.example:80", "9464"])
def test_health_is_told_to_this_machine_alone(tmp_path: Path, listen: str) -> None:
    assert complaint(tmp_path, f'[service]\nlisten = "{listen}"').startswith("service.listen: must be an address")
    for local in ("127.0.0.1", "[::1]", "localhost", "127.0.0.9"):
        assert read(tmp_path, f'[service]\nlisten = "{local}:9464"').service.listen is not None
