"""A fresh bot: its owner comes forward, sees what to ask, and decides who else may; the real process, no setting.

The tests go on one from the other, in one process: an owner comes forward once.  Everybody is invented.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.bot.bot_process import BotProcess, copy_data_folder
from tests.botapi.server import Fault, Server
from tests.botapi.world import Chat, Message, Person, World

QUESTION = "What did Ada Brandt say about homes?"
QUOTE = "ten thousand homes"


@pytest.fixture(scope="module")
def world(telegram: Server) -> World:
    return telegram.world


@pytest.fixture(scope="module")
def bot(briefings_folder: Path, tmp_path_factory: pytest.TempPathFactory, telegram: Server) -> Iterator[BotProcess]:
    data = copy_data_folder(briefings_folder, tmp_path_factory.mktemp("first"))
    # As the settings that are copied from the example: the mode is written there.
    with BotProcess(
        data, telegram, '[access]\nmode = "approval"\n[limits]\nmessages = 500\nstrangers = 500'
    ) as running:
        yield running
    assert "Traceback" not in running.log_text


@pytest.fixture(scope="module")
def code(bot: BotProcess, world: World) -> str:
    found = world.wait(lambda: re.search(r"https://t\.me/on_record_bot\?start=(\S+),", bot.log_text))
    return found[1]


@pytest.fixture(scope="module")
def owner(world: World, bot: BotProcess, code: str) -> Person:
    """Who has come forward by the code, after others have tried."""
    stranger, owner = world.person("Stranger"), world.person("Owner")
    assert "Nobody looks after me yet" in tell(stranger, QUESTION).text
    for guess in ("AAAAA-AAAAA", code[:-1], f"the code is {code}"):
        assert "Nobody looks after me yet" in tell(stranger, guess).text
    team = world.group("Guessers", stranger)
    stranger.says(f"/start {code}", team)
    assert f"/role {team.id} reader" in team.answer(1).text
    assert "You are my owner now" in tell(owner, code.lower().replace("-", " ")).text
    assert "The group Guessers" in owner.chat.answer(2).text  # which asked before there was anybody to decide
    assert "I have asked an admin" in tell(stranger, f"/start {code}").text
    owner.chat.answer(3)
    return owner


def tell(person: Person, text: str) -> Message:
    count = len(person.chat.by_bot)
    person.says(text)
    return person.chat.answer(count + 1)


def press(person: Person, message: Message, label: str) -> str:
    """What a press is answered with at once."""
    id = person.presses(message, label)
    return str(person.world.wait(lambda: person.world.pressed[id]).get("text"))


def newest(chat: Chat, holding: str) -> Message:
    return chat.world.wait(
        lambda: next((each for each in reversed(chat.by_bot) if each.shown and holding in each.shown.text), None)
    )


def test_the_owner_sees_three_questions_and_each_has_an_answer(world: World, owner: Person) -> None:
    start = tell(owner, "/Start@On_Record_Bot")
    questions = [label for label in start.labels if label.endswith("?")]
    assert len(questions) == 3
    assert start.button("Add me to a group")["url"] == "https://t.me/on_record_bot?startgroup=added"
    assert start.shown is not None
    assert start.shown.all("bot_command") == ["/help"]
    for question in questions:
        count = len(owner.chat.by_bot)
        assert press(owner, start, question) == question
        assert owner.chat.answer(count + 1).shown_quotes, question
    press(owner, start, "Subscribe")
    prompt = newest(owner.chat, "About what?")
    assert prompt.placeholder == "Like: Varga on housing"
    assert "Digest: Ada Brandt on homes" in tell(owner, "Brandt on homes").text
    newest(owner.chat, "In which city")
    assert "I wait for no answer any more" in tell(owner, "/cancel").text


def test_the_only_admin_shuts_nobody_out_by_going(owner: Person) -> None:
    for command in (f"/role {owner.id} reader", f"/role {owner.id} nobody", f"/erase {owner.id}"):
        assert "You are the only admin" in tell(owner, command).text


def test_the_bot_presents_itself_and_offers_commands_by_role(world: World, owner: Person) -> None:
    assert "exact words" in world.texts["description", ""]
    assert {kind for kind, _ in world.texts} == {"description", "short_description"}
    assert {language for _, language in world.texts} == {"", "ko"}
    assert world.menu_button["type"] == "commands"
    of_owner = world.wait(lambda: world.commands.get((f"chat {owner.id}", "ko")))
    assert {"admin", "people", "ask"} <= {each["command"] for each in of_owner}
    assert "admin" not in {each["command"] for each in world.commands["all_private_chats", ""]}


def test_help_is_by_role_and_understands_capitals(owner: Person) -> None:
    assert "/admin –" in tell(owner, "/HELP").text
    # A command in capitals does what it says, not the opposite.
    assert "now sees the collection fisheries" in tell(owner, f"/GRANT fisheries {owner.id}").text
    assert "no longer sees" in tell(owner, f"/Revoke fisheries {owner.id}").text


def test_two_of_one_name_are_told_apart_and_a_late_press_changes_nothing(world: World, owner: Person) -> None:
    second = world.person("Second")
    tell(owner, f"/role {second.id} admin")
    press(owner, owner.chat.by_bot[-1], "Yes")
    assert "You have been admitted" in newest(second.chat, "admitted").text
    one = world.person("Kim\u202e Lee", "ko", username="kim_lee")
    other = world.person("Kim Lee")
    for person in (one, other):
        tell(person, QUESTION)
    cards = [newest(owner.chat, str(person.id)) for person in (one, other)]
    assert f"Kim Lee (@\u2060kim_lee, {one.id})" in cards[0].text
    assert "Language: ko" in cards[0].text
    assert f"Kim Lee ({other.id})" in cards[1].text
    assert all(re.search(r"Asked: \d{4}-\d\d-\d\d \d\d:\d\d UTC", card.text) for card in cards)
    late = newest(second.chat, str(one.id))  # who became an admin by /role is asked, too
    press(owner, cards[0], "Turn away")
    assert "turned away by" in newest(second.chat, "another admin").text
    told = f"Owner ({owner.id}) has decided that already: Kim Lee (@\u2060kim_lee, {one.id}) is nobody"
    assert told in press(second, late, "Admit")
    world.wait(lambda: not late.rows)
    assert QUOTE not in tell(one, QUESTION).text
    press(second, newest(second.chat, str(other.id)), "Admit")
    assert "has been admitted by" in newest(owner.chat, "another admin").text
    assert QUOTE in tell(other, QUESTION).text


def test_a_late_yes_does_not_reverse_what_was_decided_since(world: World, owner: Person) -> None:
    ada = world.person("Ada")
    question = tell(owner, f"/role {ada.id} editor")
    assert f"{ada.id} is now: nobody." in tell(owner, f"/role {ada.id} nobody").text
    press(owner, question, "Yes")
    world.wait(lambda: "decided that already" in question.text)
    assert f"{ada.id}: nobody" in tell(owner, "/members").text


def test_a_group_is_told_once_how_it_is_admitted_and_again_when_it_is(world: World, owner: Person) -> None:
    ada = world.person("Ada")
    team = world.group("Press desk", ada)
    world.joins(team, ada)
    assert f"/role {team.id} reader" in team.answer(1).text
    ada.says(f"/ask {QUESTION}", team)
    card = newest(owner.chat, str(team.id))
    assert "The group Press desk" in card.text
    press(owner, card, "Admit")
    assert "This group has been admitted" in team.answer(2).text
    ada.says(f"/ask {QUESTION}", team)
    assert QUOTE in team.answer(3).text
    away = world.group("Away", ada)
    world.joins(away, ada)
    away.answer(1)
    tell(owner, f"/role {away.id} nobody")
    assert "only those who have been admitted" in away.answer(2).text
    ada.says("/ask homes", away)  # and then it is left in silence, as the end of this test sees
    own = world.group("Own", ada, admins=(owner,))
    world.joins(own, owner)  # an admin's own group waits for nobody
    owner.says("/start@on_record_bot added", own)
    ada.says(f"/ask {QUESTION}", own)
    assert own.answer(1).text.startswith("Hello.")
    assert QUOTE in own.answer(2).text
    assert len(away.by_bot) == 2


def test_who_may_not_ask_sees_one_line_in_inline_mode(world: World, owner: Person) -> None:
    stranger = world.person("Eve")
    query = stranger.types_inline("homes")
    shown = world.wait(lambda: world.inline.get(query))
    assert (shown["results"], shown["button"]["text"]) == ([], "Ask for access")
    assert "I have asked an admin" in tell(stranger, f"/start {shown['button']['start_parameter']}").text
    assert str(stranger.id) in newest(owner.chat, "Eve").text


def test_prompts_stay_side_by_side_and_in_a_group_say_whom_they_ask(world: World, owner: Person) -> None:
    team = world.group("Team", admins=(owner,))
    world.joins(team, owner)
    team.answer(1)
    owner.says("/subscribe Brandt on homes", team)
    first = newest(team, "In which city")
    owner.says("/subscribe Quell", team)
    second = world.wait(lambda: next((each for each in team.by_bot[4:] if "In which city" in each.text), None))
    card = newest(team, "Ada Brandt on homes")
    press(owner, card, "Time")
    world.wait(lambda: "Another time …" in card.labels)
    press(owner, card, "Another time")
    third = newest(team, "For example 7:45")
    for prompt in (first, second, third):
        assert prompt.asks == frozenset({owner.id})
        assert prompt.text.startswith("Owner: ")
        assert prompt.text.endswith("Please reply to this message.")
        assert prompt.placeholder
    owner.says("Seoul", team, reply_to=first)
    world.wait(lambda: "Asia/Seoul" in newest(team, "Ada Brandt on homes").text)
    owner.says("Lima", team, reply_to=second)
    newest(team, "America/Lima")
    owner.says("6:45", team, reply_to=third)
    assert "Ada Brandt" in newest(team, "06:45").text


def test_a_question_is_answered_while_something_is_asked_for(world: World, owner: Person) -> None:
    count = len(owner.chat.by_bot)
    owner.says("/subscribe Orvik")
    assert "In which city" in owner.chat.answer(count + 2).text
    for question in (QUESTION, "what did Brandt say about homes", "Brandt on homes"):
        assert QUOTE in tell(owner, question).text, question
    assert "I know no city or time zone “Xqzzy”" in tell(owner, "X\u202eqzzy").text
    assert "Europe/Oslo" in tell(owner, "Oslo").text


def test_of_what_was_asked_the_newest_is_answered_and_the_other_stays_open(owner: Person) -> None:
    checked = tell(owner, "/check")
    assert "About what?" in tell(owner, "/subscribe").text
    assert "Digest: trams" in tell(owner, "trams").text
    count = len(owner.chat.by_bot)
    owner.says("“Nobody should pay more than a third of a wage for a home,” Brandt said.", reply_to=checked)
    assert "On record" in owner.chat.answer(count + 1).text


def test_where_it_may_not_write_who_asked_is_told_in_private_once(world: World, owner: Person) -> None:
    forum = world.group("Desk", admins=(owner,), topics=2)
    world.joins(forum, owner)
    forum.answer(1)
    forum.closed.add(forum.topics[0])
    for _ in range(2):
        owner.says(f"/ask {QUESTION}", forum, thread=forum.topics[0])
    assert "in that topic of “Desk”" in newest(owner.chat, "I may not write").text
    owner.says(f"/ask {QUESTION}", forum, thread=forum.topics[1])
    assert QUOTE in forum.answer(2).text
    assert sum("I may not write" in each.text for each in owner.chat.by_bot) == 1


def test_who_is_an_admin_is_asked_again_when_telegram_fails(telegram: Server, world: World, owner: Person) -> None:
    ada = world.person("Ada")
    team = world.group("Admins", admins=(ada,))
    world.joins(team, owner)
    team.answer(1)
    telegram.fail("getChatMember", Fault("failing"), Fault("failing"))
    ada.says("/settings", team)
    assert team.answer(2).labels


def test_a_press_below_a_message_of_inline_mode_is_answered(world: World, owner: Person) -> None:
    world.pressed["far"] = None
    world.push({"callback_query": {
        "id": "far", "from": owner.json(), "chat_instance": "1", "inline_message_id": "abc", "data": "v:1:0:quotes",
    }})  # fmt: skip
    assert "no longer kept" in str(world.wait(lambda: world.pressed["far"]))


def test_after_a_restart_nobody_is_asked_for_the_code_and_groups_are_not_told_again(
    bot: BotProcess, world: World, owner: Person
) -> None:
    ada = world.person("Ada")
    team = world.group("Waiting", ada)
    ada.says("/ask homes", team)
    team.answer(1)
    bot.stop()
    before = len(bot.log_text)
    bot.start()
    ada.says("/ask homes", team)
    assert QUOTE in tell(owner, QUESTION).text
    assert len(team.by_bot) == 1
    assert "owner" not in bot.log_text[before:]
