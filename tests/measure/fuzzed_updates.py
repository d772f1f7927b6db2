"""Sends the bot updates that no Telegram would send, by its webhook, and asks it a question now and then.

python -m tests.measure.fuzzed_updates [--updates 100000] [--seed 0] [--every 250]

Each is a real message, edited message, press, inline query or membership with some of its parts exchanged, removed or
replaced, or no JSON any more.  Prints how many of the questions between them were answered, what the webhook said, the
tracebacks in the log, and memory, threads and open files before and after.
"""

from __future__ import annotations

import argparse
import json
import random
import signal
import socket
import sys
import tempfile
import urllib.error
import urllib.request
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from threading import Event
from typing import Any

from tests.bot.bot_process import BotProcess, fill_data_folder
from tests.bot.briefings import DRAFTS
from tests.bot.payloads import SENT
from tests.botapi.server import Server
from tests.measure.flood import asked, memory

HOSTILE: tuple[Any, ...] = (
    None, True, 0, -1, 2**63, -(2**70), 1.5, "", " ", "\x00", "\ud800", "<b>", "/start", "/ask ", "A" * 5000, "’" * 300,
    "\u202e", [], [[]], [None], {}, {"id": 1}, {"": ""}, "2031-01-01", "12:99", "@bot", "https://[::1", "a:b:c",
    "💥" * 60,
)  # fmt: skip
FIRST = 10**8  # number of an update


def samples(chance: random.Random, number: int) -> dict[str, Any]:
    """An update as Telegram sends it."""
    who = {"id": chance.randrange(10**6, 10**6 + 500), "is_bot": False, "first_name": "Reader", "language_code": "en"}
    private = {"id": who["id"], "type": "private", "first_name": "Reader"}
    chat = chance.choice([private, {"id": -1001, "type": "supergroup", "title": "Desk", "is_forum": True}])
    text = chance.choice(
        ["What did Ada Brandt say?", "/subscribe homes", "/people", "/sources add x", "/check “a”", "1"]
    )
    message = {"message_id": number, "date": int(datetime.now(UTC).timestamp()), "chat": chat, "from": who,
               "text": text, "entities": [{"type": "bot_command", "offset": 0, "length": 4}]}  # fmt: skip
    other: dict[str, Any] = chance.choice([
        {"message": message},
        {"message": message},
        {"edited_message": message},
        {"callback_query": {"id": str(number), "from": who, "chat_instance": "1", "data": chance.choice([*SENT]),
                            "message": message}},
        {"inline_query": {"id": str(number), "from": who, "query": text, "offset": ""}},
        {"my_chat_member": {"chat": chat, "from": who, "date": 1, "old_chat_member": {"status": "member", "user": who},
                            "new_chat_member": {"status": "kicked", "user": who, "until_date": 0}}},
        {"message": message | {"document": {"file_id": "x", "file_unique_id": "y", "file_name": "a.pdf"}}},
        {"message": message | {"migrate_to_chat_id": -1002}},
    ])  # fmt: skip
    return {"update_id": number, **other}


def places(value: Any) -> list[tuple[Any, Any]]:
    """Every container in a value with each of its keys or positions."""
    keys = list(value) if isinstance(value, dict) else list(range(len(value))) if isinstance(value, list) else []
    return [(value, key) for key in keys] + [place for key in keys for place in places(value[key])]


def altered(update: dict[str, Any], chance: random.Random) -> bytes:
    """An update with something wrong, as bytes."""
    for _ in range(chance.randint(1, 3)):
        holder, key = chance.choice(places(update) or [({"update_id": 1}, "update_id")])
        match chance.randrange(4):
            case 0:
                del holder[key]
            case 1:
                other, its = chance.choice(places(update) or [(holder, key)])
                holder[key] = json.loads(json.dumps(other[its])) if its in (other if isinstance(other, dict) else range(
                    len(other))) else None  # fmt: skip
            case _:
                holder[key] = chance.choice(HOSTILE)
    number = update.get("update_id")
    if isinstance(number, int) and abs(number) < FIRST:
        update["update_id"] = FIRST  # small ones are those of the questions between, which would count as known
    body = json.dumps(update).encode()
    if not chance.randrange(20):
        cut = chance.randrange(len(body))
        body = body[:cut] + bytes([chance.randrange(256)]) + body[cut + 1 :] if cut % 2 else body[:cut]
    return body


def post(address: str, body: bytes) -> int:
    """What the webhook says."""
    headers = {"X-Telegram-Bot-Api-Secret-Token": "hush", "Content-Type": "application/json"}
    try:
        with urllib.request.urlopen(urllib.request.Request(address, body, headers), timeout=30) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        return error.code


def held(pid: int) -> str:
    """Memory, threads and open files of a process, in words."""
    threads, files = (len(list(Path(f"/proc/{pid}/{kind}").iterdir())) for kind in ("task", "fd"))
    return f"{memory(pid):.0f} MB, {threads} threads, {files} open files"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("--updates", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--every", type=int, default=250, help="updates between two questions")
    wanted = parser.parse_args()
    chance = random.Random(wanted.seed)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"http://127.0.0.1:{port}/hook"
    keys = f'webhook_url = "{address}"\nwebhook_listen = "127.0.0.1:{port}"\nwebhook_secret = "hush"\n'
    limits = "[limits]\nmessages = 100000\npresses = 100000\ninline = 100000\nchat = 100000\noverall = 1000000\n"
    statuses, answered, stopped = Counter[int](), 0, Event()
    for each in (signal.SIGINT, signal.SIGTERM):
        signal.signal(each, lambda *_: stopped.set())  # what was seen till then is told
    with tempfile.TemporaryDirectory() as home, Server() as server:
        data = fill_data_folder(Path(home, "data"), DRAFTS)
        with BotProcess(data, server, limits, keys) as running:
            ada = server.world.person("Ada")
            asked(ada)
            before = held(running.process.pid)
            for number in range(1, wanted.updates + 1):
                if stopped.is_set():
                    break
                statuses[post(address, altered(samples(chance, FIRST + number), chance))] += 1
                if not number % wanted.every:
                    asked(ada)  # fails where no answer comes within a minute
                    answered += 1
                    sys.stdout.write(f"{number} sent, {answered} questions answered; {held(running.process.pid)}\n")
                    sys.stdout.flush()
            after = held(running.process.pid)
            log = running.log_text
    sys.stdout.write(
        f"{statuses.total()} updates: the webhook said {dict(statuses)}; {answered} questions answered; "
        f"{log.count('Traceback')} tracebacks in the log; {before} before, {after} after\n"
    )
    if "Traceback" in log:
        sys.stdout.write(log[log.index("Traceback") - 300 :][:3000])


if __name__ == "__main__":
    main()
