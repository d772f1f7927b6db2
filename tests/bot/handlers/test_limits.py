"""Limits hold for all that anybody can send: messages, presses, inline queries, and of those who may not ask."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.bot.bot_process import BotProcess
from tests.botapi.server import Server
from tests.botapi.world import Person, World

LIMITS = "[limits]\nmessages = 8\npresses = 3\ninline = 2\nchat = 4\nstrangers = 5\noverall = 1000"


@pytest.fixture(scope="module")
def world(telegram: Server) -> World:
    return telegram.world


@pytest.fixture(scope="module")
def people(world: World) -> list[Person]:
    return [world.person(f"Reader {number}") for number in range(4)]


@pytest.fixture(scope="module", autouse=True)
def bot(
    new_data_folder: Callable[[Path], Path],
    tmp_path_factory: pytest.TempPathFactory,
    telegram: Server,
    people: list[Person],
) -> Iterator[BotProcess]:
    data = new_data_folder(tmp_path_factory.mktemp("limits") / "data")
    allowed = [person.id for person in people]
    access = f'[access]\nmode = "allow-list"\nallowed = {allowed}\n[index]\nsample = false'
    with BotProcess(data, telegram, f"{access}\n{LIMITS}") as running:
        yield running


def settled(count: Callable[[], int], least: int) -> int:
    """How many there are once no more come."""
    end = time.monotonic() + 15
    while count() < least and time.monotonic() < end:
        time.sleep(0.05)
    time.sleep(0.5)
    return count()


def test_presses_count(world: World, people: list[Person]) -> None:
    ada = people[0]
    ada.says("/settings")
    card = ada.chat.answer()
    presses = [ada.presses(card, card.labels[0]) for _ in range(6)]
    assert settled(lambda: sum(world.pressed[press] is not None for press in presses), 4) == 4
    warning = world.pressed[presses[3]]
    assert warning is not None
    assert "wait a minute" in warning["text"] or "기다려" in warning["text"]


def test_inline_queries_count(world: World, people: list[Person]) -> None:
    queries = [people[1].types_inline(f"harbour {number}") for number in range(6)]
    assert settled(lambda: sum(query in world.inline for query in queries), 3) == 3


def test_a_group_counts_by_itself(world: World, people: list[Person]) -> None:
    group = world.group("Readers", *people[2:])
    for person in people[2:] * 3:
        person.says("/privacy", group)
    assert settled(lambda: len(group.by_bot), 5) == 5


def test_those_who_may_not_ask_count_together_and_are_then_left_in_silence(world: World, people: list[Person]) -> None:
    strangers = [world.person(f"Stranger {number}") for number in range(4)]
    for stranger in strangers * 3:
        stranger.says("let me in")
    assert settled(lambda: sum(len(stranger.chat.by_bot) for stranger in strangers), 5) == 5
    queries = [stranger.types_inline("harbour") for stranger in strangers]
    assert settled(lambda: sum(query in world.inline for query in queries), 0) == 0
    before = len(people[3].chat.by_bot)
    people[3].says("/privacy")
    people[3].chat.answer(before + 1)
