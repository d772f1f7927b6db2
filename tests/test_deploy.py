"""What runs the bot as a service or in a container: as far as it can be tried without systemd and Docker."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml

from bot.cli.app import app
from tests.command import ROOT

DEPLOY = ROOT / "deploy"
SERVICE = (DEPLOY / "onrecord.service").read_text("utf-8")
DOCKERFILE = (DEPLOY / "Dockerfile").read_text("utf-8")
WORST = 20  # tenths of what `systemd-analyze security` calls exposure; 1.4 when this was written


def setting(name: str) -> list[str]:
    return re.findall(rf"^{name}=(.*)$", SERVICE, re.MULTILINE)


def test_the_unit_waits_for_readiness_and_watches() -> None:
    assert setting("Type") == ["notify"]
    assert int(setting("WatchdogSec")[0]) >= 30  # a beat comes every five seconds at most
    assert setting("ProtectSystem") == ["strict"]
    assert setting("ExecStart")[0].split()[0].endswith("/onrecord")
    names = {command.name or getattr(command.callback, "__name__", "") for command in app.registered_commands}
    assert setting("ExecStart")[0].split()[1] in names


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="there is no systemd here")
def test_systemd_takes_the_unit_and_finds_it_closed(tmp_path: Path) -> None:
    unit = tmp_path / "onrecord.service"
    own = "/opt/onrecord/.venv/bin/onrecord"
    assert own in SERVICE
    unit.write_text(SERVICE.replace(own, "/bin/true"), encoding="utf-8")
    verified = subprocess.run(["systemd-analyze", "verify", unit], capture_output=True, text=True, check=False)
    assert (verified.returncode, verified.stderr) == (0, "")
    threshold = f"--threshold={WORST}"
    security = ["systemd-analyze", "security", "--offline=yes", "--no-pager", threshold, str(unit)]
    assert subprocess.run(security, capture_output=True, check=False).returncode == 0


def test_the_image_copies_what_is_there_and_nothing_else() -> None:
    ignored = (DEPLOY / "Dockerfile.dockerignore").read_text("utf-8").split()
    let_in = {line[1:] for line in ignored if line.startswith("!")}
    copied = {
        name for line in re.findall(r"^COPY (?!--from)(.*) \S+$", DOCKERFILE, re.MULTILINE) for name in line.split()
    }
    assert copied == let_in
    assert [name for name in copied if not (ROOT / name).exists()] == []
    assert "config.toml" not in copied


def test_the_image_runs_as_nobody_and_looks_after_its_health() -> None:
    last = DOCKERFILE.rpartition("\nFROM ")[2]
    assert re.search(r"^USER (\d+):\1$", last, re.MULTILINE)
    assert '"status", "--serving"' in last
    assert re.search("^VOLUME /data$", last, re.MULTILINE)


def test_compose_builds_this_image_read_only_without_rights() -> None:
    (service,) = yaml.safe_load((DEPLOY / "compose.yaml").read_text("utf-8"))["services"].values()
    assert (DEPLOY / service["build"]["context"]).resolve() == ROOT
    assert (ROOT / service["build"]["dockerfile"]).is_file()
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["volumes"] == ["data:/data"]


def test_the_image_installs_all_but_what_other_models_need() -> None:
    program = re.search(r"<<'PROGRAM'\n(.*?)PROGRAM\n", (DEPLOY / "install.sh").read_text("utf-8"), re.DOTALL)
    assert program is not None
    done = subprocess.run([sys.executable, "-"], cwd=ROOT, input=program[1], capture_output=True, text=True, check=True)
    required = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"]
    left_out = [each for each in required if each not in done.stdout.splitlines()]
    assert [re.split("[>=<]", each)[0] for each in left_out] == ["sentence-transformers", "torch"]
