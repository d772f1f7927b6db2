"""Settings are copied as they are, but for what is secret."""

from __future__ import annotations

import pytest

from bot.backup.settings_copy import secrets, without_secrets
from tests.command import ROOT

TOKEN = "123456789:AAE-not-a-token-of-anybody-at-all"


def test_token_secrets_and_password_are_what_is_secret() -> None:
    telegram = {("telegram", "token"), ("telegram", "webhook_secret")}
    assert set(secrets()) == telegram | {
        ("editions", "feed_secret"),
        ("editions", "mail_password"),
        ("store", "url"),
    }


def test_settings_without_secrets_stay_as_they_are() -> None:
    example = (ROOT / "config.example.toml").read_text("utf-8")
    assert without_secrets(example) == example


@pytest.mark.parametrize(
    "text",
    [
        f'[telegram]\ntoken = "{TOKEN}"\n',
        f"[telegram]\ntoken='{TOKEN}' # mine\n",
        f'telegram = {{ token = "{TOKEN}", api = "https://api.example" }}\n',
        f'telegram.token = "{TOKEN}"\n',
        f'[telegram]\n"token" = """{TOKEN}"""\n',
        f"['telegram']\n'token'  =  '''\n{TOKEN}'''\n",
        f'# token = "{TOKEN}"\n[telegram]\ntoken = ""\n',
        f'# before: {TOKEN}\n[answers]\nquotes = 3\n',
        f'[telegram]\ntoken = "{TOKEN[:20]}\\u{ord(TOKEN[20]):04x}{TOKEN[21:]}"\n',
        f'[editions]\nmail_password = "{TOKEN}"\n',
        f'[telegram]\nwebhook_secret = "a \\"quoted\\" {TOKEN}"\n',
    ],
)  # fmt: skip
def test_a_secret_is_gone_however_it_was_written(text: str) -> None:
    copied = without_secrets(text)
    assert copied is not None
    assert TOKEN[20:] not in copied
    assert TOKEN[:9] not in copied
    for line in text.splitlines():
        if "token" not in line and TOKEN not in line and "secret" not in line:
            assert line in copied


def test_what_cannot_be_told_for_sure_is_not_copied() -> None:
    assert without_secrets(f'[telegram]\n"to\\u006ben" = "{TOKEN[:9]}{TOKEN[10:]}"\n') is None
    assert without_secrets(f'[answers]\nlanguage = "{TOKEN}"\n') is None


@pytest.mark.parametrize("key", ["[store]\n# where\nurl = {}\n", "store.url = {}\n"])
def test_the_address_of_a_database_is_gone_and_those_of_feeds_stay(key: str) -> None:
    feeds = '\n[[feeds]]\nurl = "https://feeds.example/a.xml"\n[[feeds]]\nurl = "https://feeds.example/b.xml"\n'
    text = key.format('"postgresql://ada:hush@db.example/library"') + feeds
    assert without_secrets(text) == key.format('""') + feeds
