"""What admins see and do in Telegram: the real process against the stand-in.  Everybody is invented."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from tests.bot.appointing import appoint
from tests.botapi.server import Fault, Server
from tests.botapi.world import Message, Person, World

SETTINGS = '[access]\nmode = "approval"\nadmins = [{boss}]\n[limits]\nmessages = 500\npresses = 500\nchat = 500'
pytestmark = pytest.mark.usefixtures("bot")

PAGES = ("Roles", "Waiting", "Collections", "Feeds", "Decisions", "Limits a minute", "Health")
QUESTION = "What did Brandt say about homes?"


@pytest.fixture
def tell(world: World) -> Callable[[Person, str], Message]:
    def told(person: Person, text: str) -> Message:
        count = len(person.chat.by_bot)
        person.says(text)
        return person.chat.answer(count + 1)

    return told


def shows(message: Message, *texts: str) -> bool:
    return message.shown is not None and all(text in message.shown.text for text in texts)


def said_to(world: World, press: str) -> str:
    """What the bot answers to the press of a button."""
    return str(world.wait(lambda: world.pressed[press])["text"])


def test_the_menu_leads_to_each_page_and_back(
    world: World, boss: Person, tell: Callable[[Person, str], Message]
) -> None:
    menu = tell(boss, "/admin")
    assert menu.labels == list(PAGES)
    for page in PAGES:
        boss.presses(menu, page)
        world.wait(lambda: menu.labels[-1] == "‹ Back")
        assert shows(menu, page)
        boss.presses(menu, "‹ Back")
        world.wait(lambda: menu.labels == list(PAGES))
    boss.presses(menu, "Health")
    world.wait(lambda: shows(menu, "articles: ", "free on the disk: ", "Nothing is wrong."))
    boss.presses(menu, "‹ Back")
    world.wait(lambda: menu.labels == list(PAGES))
    boss.presses(menu, "Limits")
    world.wait(lambda: shows(menu, "messages: 500"))
    boss.presses(menu, "‹ Back")
    world.wait(lambda: menu.labels == list(PAGES))
    boss.presses(menu, "Collections")
    # The command can be tapped: nothing invisible breaks it up.
    world.wait(lambda: shows(menu, "public: everybody", "fisheries: no chat", "\n/grant, a collection"))


def test_a_grant_of_a_collection_without_articles_says_so(boss: Person, tell: Callable[[Person, str], Message]) -> None:
    assert shows(tell(boss, "/grant fishery 5"), "Nothing stands in “fishery” yet. There are: fisheries, public")
    assert shows(tell(boss, "/revoke fishery 5"), "no longer sees")
    assert not shows(tell(boss, "/grant fisheries 5"), "Nothing stands")
    tell(boss, "/revoke fisheries 5")


def test_help_tells_admins_what_they_can_do(world: World, boss: Person, tell: Callable[[Person, str], Message]) -> None:
    assert "/admin shows" in tell(boss, "/help").text
    ada = world.person("Ada")
    appoint(boss, ada)
    assert "/sources add" in tell(ada, "/help").text
    assert "/admin" not in ada.chat.by_bot[-1].text


def test_who_waits_is_let_in_from_the_menu(world: World, boss: Person, tell: Callable[[Person, str], Message]) -> None:
    ada = world.person("Ada")
    count = len(boss.chat.by_bot)
    tell(ada, QUESTION)
    boss.chat.answer(count + 1)
    menu = tell(boss, "/admin")
    boss.presses(menu, "Waiting")
    world.wait(lambda: shows(menu, str(ada.id)))
    boss.presses(menu, f"Admit {ada.id}")
    world.wait(lambda: shows(menu, f"Ada ({ada.id}) has been admitted"))
    world.wait(lambda: shows(ada.chat.by_bot[-1], "You have been admitted"))
    assert "ten thousand homes" in tell(ada, QUESTION).text


def test_nobody_else_sees_it_and_no_group_does(
    world: World, boss: Person, tell: Callable[[Person, str], Message]
) -> None:
    ada = world.person("Ada")
    appoint(boss, ada)
    assert tell(ada, "/admin").text == "Only the bot’s admins can do that."
    team = world.group("Team", boss, ada)
    world.joins(team, boss)
    team.answer(1)
    boss.says("/admin", team)
    assert team.answer(2).text == "Only the bot’s admins can do that."
    menu = tell(boss, "/admin")
    for label in PAGES:
        assert "Only the bot’s admins" in said_to(world, ada.presses(menu, label))
    assert menu.labels == list(PAGES)


def test_a_stranger_who_cannot_be_told_so_is_given_no_answer_either(
    world: World, boss: Person, telegram: Server, tell: Callable[[Person, str], Message]
) -> None:
    zoe = world.person("Zoe")
    assert shows(tell(zoe, QUESTION), "I have asked an admin")
    telegram.fail("sendMessage", Fault("forbidden"))
    zoe.says(QUESTION)
    assert shows(tell(zoe, QUESTION), "not decided yet")
    assert len(zoe.chat.by_bot) == 2


def test_rights_are_given_when_the_question_is_answered_with_yes(
    world: World, boss: Person, tell: Callable[[Person, str], Message]
) -> None:
    ada = world.person("Ada")
    tell(boss, f"/role {ada.id} reader")
    question = tell(boss, f"/role {ada.id} editor")
    assert question.text == f"Shall {ada.id} be editor from now on?"
    assert question.labels == ["Yes", "No"]
    assert "Only the bot’s admins" in said_to(world, ada.presses(question, "Yes"))
    boss.presses(question, "No")
    world.wait(lambda: shows(question, "Left as it is."))
    assert f"{ada.id}: reader" in tell(boss, "/members").text
    appoint(boss, ada)
    assert f"{ada.id}: editor" in tell(boss, "/members").text
    assert tell(boss, f"/role {ada.id} nobody").text == f"{ada.id} is now: nobody."


def test_roles_that_nobody_could_hold_are_refused(boss: Person, tell: Callable[[Person, str], Message]) -> None:
    for words, told in (
        ("-100777 admin", "no more: make it reader or nobody"),
        ("-100777 editor", "no more: make it reader or nobody"),
        ("0 admin", "no person’s and no group’s number"),
        ("1087968824 reader", "no person’s and no group’s number"),  # all who hide behind a group
        (f"{boss.world.me['id']} admin", "no person’s and no group’s number"),
    ):
        message = tell(boss, f"/role {words}")
        assert told in message.text
        assert not message.labels
    assert "-100777 is now: reader." in tell(boss, "/role -100777 reader").text
    tell(boss, "/role -100777 nobody")


def test_a_person_who_leaves_is_erased(world: World, boss: Person, tell: Callable[[Person, str], Message]) -> None:
    ada = world.person("Ada")
    tell(boss, f"/role {ada.id} reader")
    tell(ada, QUESTION)
    assert tell(ada, f"/erase {boss.id}").text == "Only the bot’s admins can do that."
    assert tell(boss, f"/erase {boss.id}").text.startswith("That is an admin by config.toml")
    assert tell(boss, "/erase her").text == "Write the number of a person who leaves: /erase 123456789"
    question = tell(boss, f"/erase {ada.id}")
    assert f"about {ada.id}" in question.text
    boss.presses(question, "Yes")
    world.wait(lambda: shows(question, f"Deleted of {ada.id}: questions with their answers (1)"))
    assert str(ada.id) not in tell(boss, "/members").text
    assert f"→ {ada.id}" not in tell(boss, "/decisions").text
    assert "erase" in boss.chat.by_bot[-1].text
    assert tell(boss, f"/erase {ada.id}").text == f"Nothing is kept about {ada.id}."
    assert "ten thousand homes" not in tell(ada, QUESTION).text


def test_everybody_gets_what_is_kept_about_them(
    world: World, boss: Person, tell: Callable[[Person, str], Message]
) -> None:
    ada = world.person("Ada")
    tell(boss, f"/role {ada.id} reader")
    ada.reacts(tell(ada, QUESTION), "👍")
    tell(ada, "/check “We will build ten thousand homes by the summer,” Ada Brandt told neighbours on Monday.")
    card = tell(ada, "/alert Brandt but not sport")
    ada.presses(card, "Start")
    world.wait(lambda: shows(card, "Active"))
    ada.says("/mydata")
    kept = json.loads(world.wait(lambda: world.files.pop("on-record-my-data.json", None)))
    assert (kept["person"], kept["role"], kept["collections"]) == (ada.id, "reader", ["public"])
    assert kept["questions"][0]["question"] == QUESTION
    assert any("ten thousand homes" in quote["text"] for quote in kept["questions"][0]["quotes"])
    assert kept["questions"][0]["useful"] is True
    assert (kept["subscriptions"][0]["weekdays"], kept["subscriptions"][0]["without"]) == ([*range(7)], ["sport"])
    team = world.group("Team", boss, ada)
    world.joins(team, boss)
    team.answer(1)
    ada.says("/mydata", team)
    assert team.answer(2).text == "Please write that to me in private."
    boss.says(f"/ask {QUESTION}", team)
    press = ada.presses(team.answer(3), "Not useful")
    world.wait(lambda: world.pressed[press])
    ada.says("/mydata")
    rated = json.loads(world.wait(lambda: world.files.pop("on-record-my-data.json", None)))["ratings_of_others_answers"]
    assert [(each["chat"], each["useful"]) for each in rated] == [(team.id, False)]
