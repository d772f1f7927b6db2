"""A bot and its admin for the tests of one module, which has SETTINGS, with the admin in them as {boss}."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.bot.bot_process import BotProcess, copy_data_folder, delivery_keys
from tests.botapi.server import Server
from tests.botapi.world import Person, World


@pytest.fixture(scope="module")
def world(telegram: Server) -> World:
    return telegram.world


@pytest.fixture(scope="module")
def boss(world: World, delivery: str) -> Person:
    return world.person("Boss")


@pytest.fixture(scope="module")
def delivery() -> str:
    """How the bot gets its updates; modules that play their scenes either way replace it."""
    return "polling"


@pytest.fixture(scope="module")
def bot(
    request: pytest.FixtureRequest,
    delivery: str,
    briefings_folder: Path,
    tmp_path_factory: pytest.TempPathFactory,
    telegram: Server,
    boss: Person,
) -> Iterator[BotProcess]:
    """A bot over the briefings, with the settings of the module; its log must not hold what is UNWANTED there."""
    data = copy_data_folder(briefings_folder, tmp_path_factory.mktemp("library"))
    settings: str = request.module.SETTINGS
    with BotProcess(data, telegram, settings.replace("{boss}", str(boss.id)), delivery_keys(delivery)) as running:
        yield running
    assert getattr(request.module, "UNWANTED", "error") not in running.log_text
