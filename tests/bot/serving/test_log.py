"""The log, as text and as JSON: levels, secrets, and lines that others try to make."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from tests.bot.bot_process import environment
from tests.command import ROOT

TOKEN = "123456789:AAF-the_secret_part_of_a_token_12345"
PROGRAM = """
import logging, sys
from bot.serving.log import write_log
from bot.transport.redaction import redact_secrets
token = sys.argv[1]
write_log(sys.argv[2], sys.argv[3])
redact_secrets(token, "")
log, library = logging.getLogger("onrecord"), logging.getLogger("library")
log.debug("a detail")
log.info("asked with %s", token)
log.info('2031-01-01 00:00:00,000 ERROR onrecord: real\\n2031-01-01 00:00:01,000 ERROR onrecord: forged "}\\n{')
library.info("a library's detail")
library.warning("a library's warning")
try:
    raise ValueError(f"{token}\\nforged")
except ValueError:
    log.exception("failed")
"""


def written(level: str, form: str) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, TOKEN, level, form],
        cwd=ROOT, env=environment(), capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert TOKEN.partition(":")[2] not in done.stderr
    return done.stderr.splitlines()


def test_as_json_each_record_is_one_object_on_one_line() -> None:
    records = [json.loads(line) for line in written("info", "json")]
    assert [record["level"] for record in records] == ["info", "info", "warning", "error"]
    assert records[0]["message"] == "asked with <token>"
    assert "\\nforged" in records[-1]["traceback"] or "forged" in records[-1]["traceback"]
    assert records[-1]["logger"] == "onrecord"
    assert records[0]["time"].endswith("+00:00")


def test_as_text_no_line_can_be_made_by_others() -> None:
    lines = written("info", "text")
    assert [line.split()[2] for line in lines if not line.startswith("  ")] == ["INFO", "INFO", "WARNING", "ERROR"]


@pytest.mark.parametrize(("level", "messages"), [("debug", 5), ("info", 4), ("warning", 2), ("error", 1)])
def test_a_level_leaves_out_what_is_below_it(level: str, messages: int) -> None:
    assert len(written(level, "json")) == messages
