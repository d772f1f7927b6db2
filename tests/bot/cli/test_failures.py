"""What the machine refuses, what the doctor finds, and help: each mistake is a sentence, and no traceback is shown."""

from __future__ import annotations

import json
import os
import shlex
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli.app import app
from tests.botapi.server import Server
from tests.command import ROOT, Command


@pytest.fixture
def data(tmp_path: Path, new_data_folder: Callable[[Path], Path]) -> Path:
    """An empty data folder."""
    return new_data_folder(tmp_path / "data")


@pytest.fixture
def quiet(command: Command) -> Command:
    """With settings that name no feed."""
    (command.folder / "config.toml").write_text("", encoding="utf-8")
    return command


def test_the_doctor_tells_each_check_as_json(quiet: Command, news_folder: Path) -> None:
    checks = [json.loads(line) for line in quiet("--data", news_folder, "doctor", "--json").lines]
    assert [check["check"] for check in checks] == [
        "model", "store", "index", "chats", "permissions", "disk", "token",
    ]  # fmt: skip
    assert all(check["fine"] for check in checks)


def test_the_doctor_asks_telegram_whose_the_token_is(quiet: Command, news_folder: Path) -> None:
    with Server() as telegram:
        for token, told in (
            (telegram.token, f"ok    token: Telegram knows it as @{telegram.world.me['username']}'s"),
            ("123456789:of-nobody", "FAIL  token: Telegram does not know this token; copy it again from @BotFather"),
        ):
            (quiet.folder / "config.toml").write_text(f'[telegram]\napi = "{telegram.address}"\ntoken = "{token}"\n')
            (quiet.folder / "config.toml").chmod(0o600)
            run = quiet("--data", news_folder, "doctor", status=None)
            assert next(line for line in run.lines if "token:" in line).startswith(told)
            assert token.partition(":")[2] not in run.output + run.errors
        address = telegram.address
    run = quiet("--data", news_folder, "doctor", status=1)
    assert f"FAIL  token: Telegram can't be reached at {address}" in run.output


def test_the_doctor_finds_what_others_may_read(quiet: Command, data: Path) -> None:
    quiet("--data", data, "doctor")
    (quiet.folder / "config.toml").write_text('[telegram]\nwebhook_secret = "hush-hush"\n')
    (quiet.folder / "config.toml").chmod(0o644)
    run = quiet("--data", data, "doctor", status=1)
    assert "FAIL  permissions: config.toml holds a secret and others may read it; chmod 600 it" in run.lines


# what the machine refuses, and what nobody foresaw


def write_long(path: Path, paragraphs: int) -> None:
    path.write_text(
        "".join(f"Quay {n} opened with berth {n * 7} for the ferries of the bay.\n\n" for n in range(paragraphs))
    )


def test_a_limit_on_files_is_a_sentence_and_asking_goes_on(quiet: Command, news_folder: Path, tmp_path: Path) -> None:
    data = shutil.copytree(news_folder, tmp_path / "data", symlinks=True)
    write_long(tmp_path / "long.txt", 200)
    limited = f"ulimit -f 60; exec {shlex.join(Command.line('--data', data, 'add', tmp_path / 'long.txt'))}"
    done = subprocess.run(
        ["sh", "-c", limited], cwd=quiet.folder, env=quiet.environment(), capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert done.stderr.splitlines()[-1].startswith("onrecord: ")
    assert quiet("--data", data, "ask", "What did Halvorsen say about lighthouses?").output.startswith(
        "> Good morning."
    )


def test_a_full_disk_is_a_sentence_and_asking_goes_on(quiet: Command, news_folder: Path, tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    write_long(tmp_path / "long.txt", 200)
    add, ask = (
        shlex.join(Command.line("--data", disk / "data", *arguments))
        for arguments in (("add", tmp_path / "long.txt"), ("ask", "What did Halvorsen say about lighthouses?"))
    )
    script = f"""
        mount -t tmpfs -o size=20m tmpfs {disk} && cp -r {news_folder} {disk}/data || exit 77
        head -c $(( $(df --output=avail -k {disk} | tail -1) * 1024 - 150000 )) /dev/zero >{disk}/ballast
        {add}; echo "status $?"; {ask}
    """
    done = subprocess.run(
        ["unshare", "--user", "--map-root-user", "--mount", "sh", "-c", script],
        cwd=quiet.folder, env=quiet.environment(), capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode == 77 or "unshare" in done.stderr:
        pytest.skip("this machine lets nobody mount a small disk")
    assert "status 1" in done.stdout
    assert "Traceback" not in done.stderr
    assert "the disk is full" in next(line for line in done.stderr.splitlines() if line.startswith("onrecord: "))
    assert "the newest articles are not found: an index can't be written" in done.stderr
    assert "> Good morning." in done.stdout.partition("status 1")[2]


def test_a_disk_without_any_room_answers_and_is_not_taken_for_a_damaged_database(
    quiet: Command, news_folder: Path, tmp_path: Path
) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    ask = ("ask", "What did Halvorsen say about lighthouses?")
    commands = "; ".join(
        shlex.join(Command.line("--data", disk / "data", *each)) for each in (ask, ("reread",), ("status",))
    )
    script = f"""
        mount -t tmpfs -o size=20m tmpfs {disk} && cp -r {news_folder} {disk}/data || exit 77
        head -c 30m /dev/zero >{disk}/ballast 2>{tmp_path}/refused
        {commands}
    """
    done = subprocess.run(
        ["unshare", "--user", "--map-root-user", "--mount", "sh", "-c", script],
        cwd=quiet.folder, env=quiet.environment(), capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode == 77 or "unshare" in done.stderr:
        pytest.skip("this machine lets nobody mount a small disk")
    told = done.stdout + done.stderr
    assert "> Good morning." in done.stdout
    assert "the disk is full" in done.stderr
    assert "make room" in done.stdout
    assert "move it away" not in told
    assert "Traceback" not in told


def test_a_source_without_an_end_is_refused_by_its_size(quiet: Command, data: Path) -> None:
    for command in ("add", "check"):
        assert "21 MB is more than the 20 MB" in quiet("--data", data, command, "/dev/zero", status=1).errors
    lines = quiet.folder / "endless.jsonl"
    lines.symlink_to("/dev/zero")
    assert "than the 20 MB" in quiet("--data", data, "add", lines, status=1).errors
    assert "is larger than 10 MB" in quiet("--data", data, "feeds", "import", "/dev/zero", status=1).errors


def test_an_empty_question_is_one_sentence(quiet: Command, news_folder: Path) -> None:
    assert "the question is empty" in quiet("--data", news_folder, "ask", "", status=1).errors


LOOKING: tuple[tuple[str, ...], ...] = (
    ("ask", "x"), ("articles",), ("show", "1"), ("people",), ("people", "undo", "1"), ("digest",), ("check", "text.md"),
    ("export",), ("reread",), ("remove", "1"), ("remove", "--outlet", "x"), ("feeds", "list"), ("feeds", "export"),
    ("feeds", "remove", "1"), ("backup", "record.zip"), ("move", "--to", "postgresql://reader@127.0.0.1:1/record"),
)  # fmt: skip


@pytest.mark.parametrize("arguments", LOOKING, ids=" ".join)
def test_what_looks_at_a_library_or_takes_from_it_makes_none(quiet: Command, arguments: tuple[str, ...]) -> None:
    (quiet.folder / "text.md").write_text("“The quay is closed,” Ilse Brandt said.")
    told = quiet("--data", quiet.folder / "typo", *arguments, status=1)
    beginning = f"onrecord: there is no library in {quiet.folder / 'typo'}; name its folder with --data"
    assert told.errors.startswith(beginning)
    assert (told.output, told.errors.count("\n")) == ("", 1)
    assert not (quiet.folder / "typo").exists()


def test_the_doctor_makes_no_folder(quiet: Command) -> None:
    told = quiet("--data", quiet.folder / "typo", "doctor", status=1)
    assert told.lines[0].startswith(f"FAIL  store: there is no folder {quiet.folder / 'typo'}; name yours with --data")
    assert [line[:4] for line in told.lines[1:]] == ["ok  "] * 3
    assert not (quiet.folder / "typo").exists()


@pytest.mark.parametrize(
    "arguments",
    [("show", ""), ("remove", " "), ("feeds", "remove", ""), ("people", ""), ("people", "undo", ""),
     ("digest", "--outlet", ""), ("digest", "--speaker", ""), ("digest", "--topic", " ")],
    ids=" ".join,
)  # fmt: skip
def test_an_empty_name_as_an_unset_variable_leaves_it_is_told(
    quiet: Command, news_folder: Path, arguments: tuple[str, ...]
) -> None:
    assert " is empty; write " in quiet("--data", news_folder, *arguments, status=1).errors


def test_what_nobody_foresaw_is_one_line_unless_it_is_asked_for(quiet: Command, data: Path) -> None:
    (quiet.folder / "sitecustomize.py").write_text(
        "import bot.health.report as report\n"
        "def broken(*_, **__):\n    raise ValueError('a bug')\n"
        "report.examine = broken\n"
    )
    environment = quiet.environment() | {"PYTHONPATH": f"{quiet.folder}{os.pathsep}{ROOT}"}
    told: list[str] = []
    variables: list[dict[str, str]] = [{}, {"ONRECORD_TRACEBACK": "1"}]
    for more in variables:
        done = subprocess.run(
            Command.line("--data", data, "status"), cwd=quiet.folder, env=environment | more,
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 1
        told.append(done.stderr)
    assert "Traceback" not in told[0]
    assert "onrecord: something went wrong that should not have (ValueError: a bug); please report it" in told[0]
    assert "Traceback" in told[1]


@pytest.mark.parametrize("command_line", [["-h"], ["ask", "-h"], ["feeds", "add", "-h"], ["--help"]])
def test_help_is_asked_for_in_short_everywhere(command_line: list[str]) -> None:
    assert "Usage: onrecord" in CliRunner().invoke(app, command_line, prog_name="onrecord").stdout


def test_the_shell_completes_commands_and_options(command: Command) -> None:
    environment = command.environment() | {
        "_ONRECORD_COMPLETE": "complete_bash", "COMP_WORDS": "onrecord sta", "COMP_CWORD": "1",
    }  # fmt: skip
    done = subprocess.run(
        Command.line(), cwd=command.folder, env=environment, capture_output=True, text=True, check=False
    )
    assert done.stdout.split() == ["statements", "status"]


def test_where_the_output_has_no_room_it_is_not_the_data_folder_alone_that_is_named(
    quiet: Command, news_folder: Path
) -> None:
    line = quiet.line("--data", news_folder, "export")
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            line, cwd=quiet.folder, env=quiet.environment(), stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert done.returncode == 1
    assert b"make room where the data folder or the output is" in done.stderr


def test_a_current_folder_that_is_gone_is_told(quiet: Command, news_folder: Path) -> None:
    (quiet.folder / "gone").mkdir()
    line = shlex.join(quiet.line("--data", news_folder, "articles"))
    done = subprocess.run(
        ["sh", "-c", f'cd gone && rmdir "$PWD" && exec {line}'], cwd=quiet.folder, env=quiet.environment(),
        capture_output=True, check=False,
    )  # fmt: skip
    told = "onrecord: the current folder is no longer there; go to another one\n"
    assert (done.returncode, done.stderr.decode()) == (1, told)


def test_the_doctor_finds_digests_that_nothing_will_be_in(quiet: Command, news_folder: Path) -> None:
    (quiet.folder / "config.toml").write_text(
        '[editions]\nmail_folder = "mails"\nmail_sender = "desk@mail.example"\ndigests = [{ name = "a" }, '
        '{ name = "b", outlet = "Kivik Dayly" }, { name = "c", collections = ["public", "membres"] }]\n'
    )
    lines = quiet("--data", news_folder, "doctor", status=1).lines
    assert [line for line in lines if line.startswith("FAIL")] == [
        "FAIL  digest: b: no outlet is called Kivik Dayly; did you mean Kivik Daily?",
        "FAIL  digest: c: no collection is called membres; did you mean members?",
    ]


def test_a_name_can_neither_forge_a_line_nor_do_anything_to_a_terminal(quiet: Command, data: Path) -> None:
    names = ("a\nrefused: b.exe", "c\x1b[31m\x9b.exe")
    for name in names:
        (quiet.folder / name).write_text("nothing")
    told = quiet("--data", data, "add", *names, status=1).errors
    assert [line.partition(": is of a kind")[0] for line in told.strip().split("\n")] == [
        "refused: a refused: b.exe", "refused: c\ufffd[31m\ufffd.exe",
    ]  # fmt: skip
    assert "no article a b\ufffd;" in quiet("--data", data, "show", "a\nb\x07", status=1).errors


@pytest.mark.parametrize("name", ["add", "statements"])
def test_standard_input_where_it_is_not_read_is_told(quiet: Command, data: Path, name: str) -> None:
    told = quiet("--data", data, name, "-", stdin="“It sails,” Ann Holt said.", status=1).errors
    assert told.startswith("onrecord: - stands for standard input, which is not read here; write a file")
