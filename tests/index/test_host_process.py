"""The library changes nothing about the process that uses it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.command import ROOT

# What a program that uses the library finds of its process before and after.  It has imported the other libraries
# itself: what they set while they are imported is not ours.
USE = """
import gc, json, logging, os, signal, sys, warnings
from pathlib import Path

import dateutil.parser, faiss, filelock, htmldate, httpx, sqlalchemy, tantivy, tokenizers, trafilatura

for name in ("", "trafilatura", "htmldate", "courlan", "justext", "httpx", "faiss", "faiss.loader",
             "sqlalchemy", "filelock", "onnxruntime", "index", "onrecord", "host"):
    logging.getLogger(name)

def process():
    loggers = [logging.getLogger(), *map(logging.getLogger, names)]
    return {
        "switch interval": sys.getswitchinterval(),
        "collection": [gc.isenabled(), gc.get_threshold(), gc.get_freeze_count(), gc.get_debug()],
        **{f"logger {logger.name}": [logger.level, logger.disabled, len(logger.handlers)] for logger in loggers},
        "logging disabled": logging.root.manager.disable,
        "environment": dict(os.environ),
        "folder": os.getcwd(),
        "signals": [str(signal.getsignal(number)) for number in (signal.SIGINT, signal.SIGTERM)],
        "recursion limit": sys.getrecursionlimit(),
        "warnings": [str(entry) for entry in warnings.filters],
        "niceness": os.getpriority(os.PRIO_PROCESS, 0),
    }

names = sorted(logging.root.manager.loggerDict)
first = process()
MISTAKE
from index import Index, library
from index.extract.documents import from_file

data, documents = map(Path, sys.argv[1:])
index = Index.open(data)
drafts = [draft for path in sorted(documents.iterdir()) for draft in from_file(path, path.name)]
outcomes = [outcome.status for outcome in index.add(drafts)]
answer = index.ask("What did Holm say about the quay?")
index.close()
library.LARGE = 0  # people are read while the library is being opened, as those of a large one are
reopened = Index.open(data)
again = reopened.ask("What did Holm say about the quay?")
reopened.remove(1)
reopened.close()
quotes = [len(answer.quotes), len(again.quotes)]
json.dump({"before": first, "after": process(), "outcomes": outcomes, "quotes": quotes}, sys.stdout)
"""
SAID = "“The quay will be ready in May,” Mayor Ada Holm said on Tuesday after a long meeting of the town council."


def _use(data: Path, documents: Path, mistake: str = "") -> dict[str, Any]:
    """What a fresh process finds.  mistake: statements that a library should not have."""
    documents.mkdir()
    (documents / "a.txt").write_text(f"{SAID}\n", encoding="utf-8")
    (documents / "b.html").write_text(
        f"<html><head><title>Quay</title></head><body><article><p>{SAID} It is late.</p></article></body></html>",
        encoding="utf-8",
    )
    (documents / "c.pdf").write_bytes(b"%PDF-1.4\nbroken")
    done = subprocess.run(
        [sys.executable, "-c", USE.replace("MISTAKE", mistake), str(data), str(documents)],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_the_library_leaves_its_process_as_it_is(tmp_path: Path, new_data_folder: Callable[[Path], Path]) -> None:
    found = _use(new_data_folder(tmp_path / "data"), tmp_path / "documents")
    assert found["outcomes"].count("added") == 2
    assert min(found["quotes"]) > 0
    before, after = found["before"], found["after"]
    assert after["environment"].pop("ORT_DISABLE_TELEMETRY") == "1"
    before["environment"].pop("ORT_DISABLE_TELEMETRY", None)
    assert {name: after[name] for name in after if after[name] != before[name]} == {}


def test_a_change_would_be_seen(tmp_path: Path, new_data_folder: Callable[[Path], Path]) -> None:
    """The test above can fail."""
    mistakes = {
        "switch interval": "sys.setswitchinterval(0.001)",
        "collection": "gc.freeze()",
        "logger trafilatura": "logging.getLogger('trafilatura').setLevel(logging.CRITICAL)",
        "environment": "os.environ['SET_BY_A_LIBRARY'] = '1'",
    }
    found = _use(new_data_folder(tmp_path / "data"), tmp_path / "documents", "\n".join(mistakes.values()))
    assert [where for where in mistakes if found["after"][where] == found["before"][where]] == []
