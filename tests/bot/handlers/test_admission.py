"""Strangers wait for an admin, who decides with a button, and get what they asked answered then."""

from __future__ import annotations

import time

import pytest

from tests.bot.appointing import appoint
from tests.bot.bot_process import BotProcess
from tests.botapi.server import Server
from tests.botapi.world import PICTURE, Chat, Message, Person, World

LIMITS = "[limits]\nmessages = 500\npresses = 500\nchat = 500\nstrangers = 500"
SETTINGS = f'[access]\nmode = "approval"\nadmins = [{{boss}}]\n{LIMITS}'
pytestmark = pytest.mark.usefixtures("bot")

QUESTION = "What did Ada Brandt say about homes?"
HOMES = "ten thousand homes"
TRAMS = "The trams of Norhaven must run all night, and they must be free"


@pytest.fixture
def ada(world: World) -> Person:
    return world.person("Ada")


def tell(person: Person, text: str) -> Message:
    count = len(person.chat.by_bot)
    person.says(text)
    return person.chat.answer(count + 1)


def card_of(subject: int, admin: Person) -> Message:
    """What an admin is asked about somebody."""
    return admin.world.wait(
        lambda: next((each for each in admin.chat.by_bot if each.labels and str(subject) in each.text), None)
    )


def admit(person: Person, boss: Person) -> int:
    """Let somebody in; how many messages they have got by then."""
    count = len(person.chat.by_bot)
    boss.presses(card_of(person.id, boss), "Admit")
    person.chat.answer(count + 1)
    return count + 1


def settled(person: Person, chat: Chat | None = None) -> list[Message]:
    """What the bot has said in a chat by the time something asked later in private has been answered."""
    tell(person, "/privacy")
    time.sleep(0.2)
    return [said for said in (chat or person.chat).by_bot if "/forget deletes it" not in said.text]


def test_an_admin_decides_with_a_button_and_the_question_is_answered_then(
    world: World, ada: Person, boss: Person
) -> None:
    assert "I have asked an admin" in tell(ada, QUESTION).text
    card = card_of(ada.id, boss)
    assert f"Ada ({ada.id})" in card.text
    for words in ("hello?", "more", "hi, it’s Ada from the press office", "can you let me in please?", QUESTION):
        assert "has not decided yet" in tell(ada, words).text
    count = admit(ada, boss)
    assert ada.chat.by_bot[-1].text.startswith("You have been admitted. Ask me who said what. Here is what was asked")
    assert HOMES in ada.chat.answer(count + 1).text
    assert len(settled(ada)) == count + 1
    assert "Tomas Quell" in tell(ada, "and Tomas Quell?").text


def test_a_group_is_told_how_it_is_admitted_once_and_gets_its_last_questions_answered(
    world: World, ada: Person, boss: Person
) -> None:
    group = world.group("Strangers", ada)
    asked = [ada.says(f"/ask {words}", group) for words in (QUESTION, "What did Nils Aarden say about trams?")]
    assert f"/role {group.id} reader" in group.answer(1).text
    boss.presses(card_of(group.id, boss), "Admit")
    assert "This group has been admitted" in group.answer(2).text

    def answers() -> dict[int | None, str]:
        return {said.reply_to: said.text for said in group.by_bot[2:]}

    # The second may come while it is being decided, and then be answered at once, before the first.
    world.wait(lambda: {each.id for each in asked} <= answers().keys())
    assert [words in answers()[each.id] for words, each in zip((HOMES, "trams"), asked, strict=True)] == [True, True]


def test_whoever_is_admitted_by_their_number_gets_forwarded_words_and_captions_answered(
    ada: Person, boss: Person
) -> None:
    ada.forwards(TRAMS, comment="who said this?")
    ada.says("", caption=QUESTION, photo=PICTURE)
    ada.chat.answer(3)
    tell(boss, f"/role {ada.id} reader")
    assert "You have been admitted" in ada.chat.answer(4).text
    assert HOMES in ada.chat.answer(6).text
    assert "Nils Aarden" in ada.chat.answer(5).text


def test_whatever_was_forwarded_is_looked_up_then(ada: Person, boss: Person) -> None:
    ada.forwards("Quell: the moon is painted in blue")
    ada.forwards(TRAMS)
    ada.chat.answer(2)
    count = admit(ada, boss)
    assert "not on record" in ada.chat.answer(count + 1).text
    assert "Nils Aarden" in ada.chat.answer(count + 2).text


def test_what_was_changed_is_answered_as_it_stands_now(ada: Person, boss: Person) -> None:
    question = ada.says("What did Ada Brandt say about holes?")
    ada.chat.answer(1)
    ada.edits(question, QUESTION)
    tell(ada, "/privacy")  # once this is answered, the edit has been read
    assert HOMES in ada.chat.answer(admit(ada, boss) + 1).text


def test_what_is_changed_while_its_asker_is_let_in_is_answered_as_it_stands_then(
    world: World, ada: Person, boss: Person
) -> None:
    question = ada.says("What did Ada Brandt say about holes?")
    card = card_of(ada.id, boss)
    with world.changed:  # at once
        boss.presses(card, "Admit")
        ada.edits(question, QUESTION)
    world.wait(lambda: any(HOMES in said.text for said in ada.chat.by_bot))
    assert len(settled(ada)) == 3  # who has been asked, that they are admitted, and one answer


def test_who_has_asked_nothing_or_wants_it_forgotten_is_let_in_without_an_answer(ada: Person, boss: Person) -> None:
    tell(ada, QUESTION)
    tell(ada, "/forget")
    tell(ada, "thanks!")
    admit(ada, boss)
    assert settled(ada)[-1].text == "You have been admitted. Ask me who said what."


def test_what_was_asked_before_a_restart_is_answered_when_its_asker_is_let_in(
    ada: Person, boss: Person, bot: BotProcess
) -> None:
    tell(ada, QUESTION)
    bot.stop()
    bot.start()
    assert HOMES in ada.chat.answer(admit(ada, boss) + 1).text


def test_what_was_asked_by_who_was_turned_away_is_forgotten(ada: Person, boss: Person) -> None:
    tell(ada, QUESTION)
    boss.presses(card_of(ada.id, boss), "Turn away")
    assert "only those who have been admitted" in ada.chat.answer(2).text
    tell(boss, f"/role {ada.id} reader")
    assert ada.chat.answer(3).text == "You have been admitted. Ask me who said what."
    assert len(settled(ada)) == 3


def test_all_admins_hear_of_a_decision_and_a_late_press_changes_nothing(
    world: World, telegram: Server, ada: Person, boss: Person
) -> None:
    mate = world.person("Mate")
    appoint(boss, mate, "admin")
    tell(ada, "/members")
    other = card_of(ada.id, mate)
    boss.presses(card_of(ada.id, boss), "Admit")
    told = f"Ada ({ada.id}) has been admitted by Boss ({boss.id}), another admin."
    world.wait(lambda: mate.chat.by_bot[-1].text == told)
    press = mate.presses(other, "Turn away")
    world.wait(lambda: world.pressed[press])
    told = f"Boss ({boss.id}) has decided that already: Ada ({ada.id}) is reader. /role changes it."
    assert told in str(world.called("answerCallbackQuery")[-1])
    assert HOMES in tell(ada, QUESTION).text
    assert str(boss.id) not in tell(ada, "/members").text
    members = tell(boss, "/members").text.splitlines()
    assert {"Roles", f"{ada.id}: reader", f"{mate.id}: admin", f"{boss.id}: admin"} <= set(members)
    tell(boss, f"/role {mate.id} nobody")
