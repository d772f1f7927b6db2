"""The reference says what the program has: commands, settings, commands of chats, limits, fields of JSON."""

from __future__ import annotations

import pytest

from bot.answers import dialogue, text_checks
from bot.chats.access import Role
from bot.digests import composer, outbox, prompts
from bot.digests.subscriptions import MUTED_FOR, Subscription
from bot.handlers import additions, commands, inline, menus, sources, subscriptions
from bot.serving.application import HISTORY_KEPT
from bot.transport import rate_limit, webhook
from index.answering.checking import pasted
from index.extract import documents, jsonl
from index.extract.formats import LISTED
from tests.pages import DOCS
from tests.reference import PAGES, documented, known


@pytest.mark.parametrize("name", PAGES)
def test_pages_made_from_the_program_are_up_to_date(name: str) -> None:
    assert (DOCS / name).read_text("utf-8") == PAGES[name](), "run: python -m tests.reference"


def test_the_page_of_settings_has_all_of_them() -> None:
    assert documented() == known()


@pytest.mark.parametrize(
    ("row", "limit"),
    [
        ("a question |", f"{pasted.LONGEST_QUESTION:,} characters"),
        ("quotes of an answer", f"{dialogue.MAX_QUOTES},"),
        ("quotes in inline mode", f"{inline.MAX_QUOTES} |"),
        ("answers in a file", f"{commands.MAX_EXPORTED} |"),
        ("a document |", f"{documents.LARGEST // 10**6} MB"),
        ("a document with pictures", f"{documents.LARGEST_PACKED // 10**6} MB"),
        ("a line of a", f"{jsonl.LARGEST // 10**6} MB"),
        ("an `.opml` file", f"{sources.MAX_OPML // 10**6} MB"),
        ("links in one message", f"{additions.MAX_LINKS} |"),
        ("subscriptions of a chat", f"{subscriptions.MAX_SUBSCRIPTIONS} |"),
        ("stories of a digest", f"{Subscription(0, 0, 0, 0).stories} shown"),
        ("alerts of a subscription", f"{composer.MAX_ALERTS_A_DAY};"),
        ("an update that Telegram brings", f"{webhook.LARGEST_BODY // 10**6} MB"),
        ("questions with their answers", f"{HISTORY_KEPT.days} days"),
        ("quotations of checked texts", f"{text_checks.KEPT.days} days"),
        ("what was sent as digests", f"{outbox.RETENTION.days} days"),
        ("a muted story", f"{MUTED_FOR.days} days"),
        (
            "a question of the bot",
            f"{prompts.OPEN_FOR.seconds // 60} minutes; by a reply, {prompts.RETENTION.days} days",
        ),
    ],
)
def test_limits_are_those_of_the_program(row: str, limit: str) -> None:
    lines = (DOCS / "reference/limits.md").read_text("utf-8").splitlines()
    line = next(line for line in lines if line.startswith(f"| {row}"))
    assert f"| {limit}" in line


def test_rates_are_those_of_the_program() -> None:
    text = (DOCS / "reference/limits.md").read_text("utf-8")
    assert f"{rate_limit.MESSAGES_PER_SECOND} a second, and {rate_limit.CHAT_INTERVAL} seconds" in text


def test_every_format_is_on_its_page() -> None:
    page = (DOCS / "how-to/formats.md").read_text("utf-8")
    assert [suffix for suffix in LISTED.split() if f"`{suffix}`" not in page] == []


def test_every_command_of_chats_is_on_its_page() -> None:
    page = (DOCS / "reference/chat-commands.md").read_text("utf-8")
    known = menus.commands_of(Role.ADMIN)
    assert [name for name in known if f"| `/{name}" not in page] == []
