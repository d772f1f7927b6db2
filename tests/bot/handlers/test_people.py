"""Editors set right who is whom, in Telegram: the real process against the stand-in.  Everybody is invented."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from index import Draft
from tests.bot.appointing import appoint
from tests.bot.bot_process import BotProcess, copy_data_folder, fill_data_folder
from tests.botapi.server import Server
from tests.botapi.world import Message, Person, World

DRAFTS = (
    Draft(
        "“The port will open in May, and nobody will pay for it,” Mayor Joe Halden said on Monday. Lindesund waited.",
        title="Port to open", outlet="The Harbour Post", published=datetime(2031, 3, 4, 9, tzinfo=UTC),
    ),
    Draft(
        "“We will not pay for the bridge at Kivik,” Mayor Joseph R. Halden said on Friday. Nobody answered him.",
        title="No money for a bridge", outlet="Norhaven Daily", published=datetime(2031, 4, 4, 9, tzinfo=UTC),
    ),
    Draft(
        "“The trams must run all night, and they must be free,” Transport Minister Nils Aarden said on Sunday.",
        title="Trams at night", outlet="Norhaven Daily", published=datetime(2031, 4, 6, 9, tzinfo=UTC),
    ),
    Draft(
        "“The vault will be shut before the winter comes,” Treasurer Vera Stahl said on Sunday. It was late.",
        title="Vault shut", outlet="Norhaven Daily", published=datetime(2031, 4, 7, 9, tzinfo=UTC), collection="board",
    ),
)  # fmt: skip


@pytest.fixture(scope="module")
def world(telegram: Server) -> World:
    return telegram.world


@pytest.fixture(scope="module")
def boss(world: World) -> Person:
    return world.person("Boss")


@pytest.fixture(scope="module", autouse=True)
def bot(
    tmp_path_factory: pytest.TempPathFactory,
    new_data_folder: Callable[[Path], Path],
    telegram: Server,
    boss: Person,
) -> Iterator[BotProcess]:
    filled = fill_data_folder(new_data_folder(tmp_path_factory.mktemp("people-filled") / "data"), DRAFTS)
    data = copy_data_folder(filled, tmp_path_factory.mktemp("people"))
    with BotProcess(data, telegram, f"[access]\nadmins = [{boss.id}]\n") as running:
        yield running
    assert "error" not in running.log_text


@pytest.fixture
def ada(world: World, boss: Person) -> Person:
    """An editor."""
    ada = world.person("Ada")
    appoint(boss, ada)
    return ada


def tell(person: Person, text: str) -> Message:
    count = len(person.chat.by_bot)
    person.says(text)
    return person.chat.answer(count + 1)


def number(person: Person, name: str) -> str:
    found = re.match(r"(\d+) · ", tell(person, f"/people {name}").text)
    assert found
    return found[1]


def pressed(world: World, person: Person, message: Message, label: str) -> None:
    press = person.presses(message, label)
    world.wait(lambda: press in world.pressed)


def test_an_editor_sees_a_record_with_its_forms_and_roles(ada: Person) -> None:
    text = tell(ada, "/people Halden").text
    assert "Joseph R. Halden: statements 2, articles 2" in text
    assert "Also: Joe Halden" in text
    assert "Mayor (4 March 2031 – 4 April 2031)" in text


def test_a_split_is_asked_first_and_can_be_undone(ada: Person, world: World) -> None:
    question = tell(ada, f"/people split {number(ada, 'Halden')} outlet Norhaven Daily as Uncle Halden")
    assert "Split them?" in question.text
    presses = [ada.presses(question, "Yes") for _ in range(2)]
    world.wait(lambda: all(press in world.pressed for press in presses))
    world.wait(lambda: "this is decision" in question.text)
    both = tell(ada, "/people Halden")
    assert "Joe Halden: statements 1" in both.text
    assert "Uncle Halden: statements 1" in both.text
    pressed(world, ada, question, "Undo")
    world.wait(lambda: "holds no longer" in question.text)
    assert "Joseph R. Halden: statements 2" in tell(ada, "/people Halden").text


def test_who_thinks_better_of_it_leaves_it(ada: Person, world: World) -> None:
    question = tell(ada, '/people join "Joseph R. Halden" Aarden')
    assert "Join them?" in question.text
    pressed(world, ada, question, "No")
    world.wait(lambda: question.text == "Left as it is.")
    assert "Nils Aarden: statements 1" in tell(ada, "/people Aarden").text


def test_a_joined_record_answers_for_both(ada: Person, world: World) -> None:
    question = tell(ada, "/people join Halden Aarden")
    pressed(world, ada, question, "Yes")
    world.wait(lambda: "this is decision" in question.text)
    assert "statements 3, articles 3" in tell(ada, "/people Aarden").text
    pressed(world, ada, question, "Undo")
    world.wait(lambda: "holds no longer" in question.text)
    assert "Nils Aarden: statements 1" in tell(ada, "/people Aarden").text


def test_a_form_and_a_role_are_added_at_once(ada: Person) -> None:
    assert "this is decision" in tell(ada, "/people alias Aarden the Tram King").text
    assert "this is decision" in tell(ada, "/people role Aarden Harbour Master 2031-05-01").text
    text = tell(ada, "/people the Tram King").text
    assert "Nils Aarden" in text
    assert "Harbour Master (1 May 2031" in text


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("", "Like this: /people Varga"),
        ("join 1", "I did not understand that."),
        ("join Halden Halden", "is one record already"),
        ("join Halden Nobody", "Nobody called Nobody is on record here"),
        ("split Halden article 999", "no article 999"),
        ("split Halden since May", "May is no date"),
        ("undo 999", "No decision 999 holds"),
        ("undo x", "No decision 0 holds"),
        ("Wigglesworth", "Nobody called Wigglesworth"),
    ],
)
def test_what_can_not_be_done_is_said(ada: Person, words: str, told: str) -> None:
    assert told in tell(ada, f"/people {words}").text


def test_a_split_that_takes_nothing_out_is_refused(ada: Person, world: World) -> None:
    question = tell(ada, "/people split Halden outlet Nowhere Times")
    pressed(world, ada, question, "Yes")
    world.wait(lambda: "take nothing away" in question.text)


def test_only_editors_see_and_change_who_is_whom(world: World, ada: Person) -> None:
    tom = world.person("Tom")
    assert "Only editors" in tell(tom, "/people Halden").text
    question = tell(ada, "/people rename Aarden Nils Holt")
    press = tom.presses(question, "Yes")
    assert "Only editors" in world.wait(lambda: world.pressed.get(press) or {})["text"]
    pressed(world, ada, question, "No")


def test_who_speaks_in_hidden_articles_only_is_nobody_here(ada: Person, boss: Person, world: World) -> None:
    assert "Nobody called Stahl" in tell(ada, "/people Stahl").text
    assert "Nobody called Stahl" in tell(ada, "/people join Stahl Aarden").text
    tell(boss, f"/grant board {ada.id}")
    assert "Vera Stahl: statements 1" in tell(ada, "/people Stahl").text
    team = world.group("Team", ada, admins=(boss,))
    ada.says("/people Stahl", team)
    assert "Nobody called Stahl" in team.answer(1).text
