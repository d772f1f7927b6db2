"""In groups, in inline mode and with rights: the real process against the stand-in."""

from __future__ import annotations

import time
from functools import partial
from html import unescape

import pytest

from tests.bot.bot_process import DELIVERIES
from tests.botapi.server import Server
from tests.botapi.world import Chat, Message, Person, World

SETTINGS = "[access]\nadmins = [{boss}]"
pytestmark = [pytest.mark.usefixtures("bot"), pytest.mark.parametrize("delivery", DELIVERIES, scope="module")]

QUESTION = "What did Ada Brandt say about homes?"
HERRING = "What did Lena Orvik say about herring?"


@pytest.fixture
def ada(world: World) -> Person:
    return world.person("Ada")


@pytest.fixture
def team(world: World, ada: Person, boss: Person) -> Chat:
    return world.group("Team", ada, admins=(boss,))


def silent(chat: Chat, person: Person) -> bool:
    """Whether nothing came, by the time something asked later has been answered."""
    count = len(chat.by_bot)
    before = len(person.chat.by_bot)
    person.says("/privacy")
    person.chat.answer(before + 1)
    time.sleep(0.2)
    return len(chat.by_bot) == count


# Groups


def test_in_a_group_it_answers_a_command_its_name_and_a_reply_as_a_reply(team: Chat, ada: Person) -> None:
    first = ada.says(f"/ask {QUESTION}", team)
    answer = team.answer(1)
    assert "ten thousand homes" in answer.text
    assert answer.reply_to == first.id
    second = ada.says("@on_record_bot and Tomas Quell?", team)
    assert "Tomas Quell" in team.answer(2).text
    assert team.answer(2).reply_to == second.id
    ada.says("more", team, reply_to=answer)
    assert team.answer(3).reply_to is not None
    ada.says("where will the homes be built?", team, reply_to=answer)  # of what the answer speaks of
    assert "homes" in team.answer(4).text


def test_it_does_not_speak_unasked(telegram: Server, ada: Person, boss: Person) -> None:
    telegram.world.privacy = False
    try:
        chat = telegram.world.group("Open", ada, admins=(boss,))
        robot = telegram.world.person("Robot", is_bot=True)
        ada.says("What did Ada Brandt say?", chat)
        ada.says("/ask@other_bot homes", chat)
        ada.says("mail me at ada@on_record_bot.example", chat)
        robot.says(f"/ask {QUESTION}", chat)
        assert silent(chat, ada)
    finally:
        telegram.world.privacy = True


def test_it_answers_in_the_topic_it_was_asked_in_and_remembers_by_topic(world: World, ada: Person) -> None:
    forum = world.group("Forum", ada, topics=2)
    ada.says(f"/ask {QUESTION}", forum, thread=forum.topics[0])
    assert forum.answer(1).thread == forum.topics[0]
    ada.says("/ask more", forum, thread=forum.topics[1])
    assert forum.answer(2).thread == forum.topics[1]
    assert "no question to continue" in forum.answer(2).text


def test_a_question_can_be_pointed_at(team: Chat, world: World, ada: Person, boss: Person) -> None:
    question = ada.says(QUESTION, team)
    boss.says("/ask", team, reply_to=question)
    assert "ten thousand homes" in team.answer().text


def test_made_a_member_it_says_hello_once_with_what_it_can_see(world: World, team: Chat, ada: Person) -> None:
    world.joins(team, ada)
    assert "I only receive messages that speak to me" in team.answer().text
    world.membership(team, ada, "member", "administrator")
    assert silent(team, ada)
    world.leaves(team, ada)
    assert silent(team, ada)


def test_a_group_that_becomes_a_supergroup_keeps_everything(
    world: World, team: Chat, ada: Person, boss: Person
) -> None:
    boss.says("/grant fisheries", team)
    assert "now sees the collection fisheries" in team.answer(1).text
    boss.says("/settings", team)
    boss.presses(team.answer(2), "한국어")
    world.wait(lambda: "언어" in team.answer(2).text)
    new = world.upgrade(team, boss)
    ada.says(f"/ask {HERRING}", new)
    assert "herring quota" in new.answer().text
    assert "출처" in new.answer().labels


def test_an_answer_on_its_way_when_the_group_becomes_a_supergroup_arrives_there(
    world: World, team: Chat, ada: Person, boss: Person
) -> None:
    with world.changed:  # the bot hears of neither before both have happened
        ada.says(f"/ask {QUESTION}", team)
        new = world.upgrade(team, boss)
    answer = new.answer(1)
    assert "ten thousand homes" in answer.text
    assert team.by_bot == []
    ada.says("/ask and Tomas Quell?", new)
    assert "Tomas Quell" in new.answer(2).text
    first = answer.text
    ada.presses(answer, "Source")
    world.wait(lambda: answer.text != first)


def test_a_button_of_a_group_that_has_moved_harms_nobody(world: World, team: Chat, ada: Person, boss: Person) -> None:
    ada.says(f"/ask {QUESTION}", team)
    answer = team.answer(1)
    with world.changed:
        press = ada.presses(answer, "Source")
        new = world.upgrade(team, boss)
    world.wait(lambda: world.pressed[press])
    ada.says("/ask and Tomas Quell?", new)
    assert "Tomas Quell" in new.answer(1).text
    assert len(new.by_bot) == 1


def test_a_groups_settings_belong_to_its_admins(world: World, team: Chat, ada: Person, boss: Person) -> None:
    ada.says("/settings", team)
    assert "Only this group’s admins" in team.answer(1).text
    boss.says("/settings", team, anonymous=True)
    menu = team.answer(2)
    press = ada.presses(menu, "한국어")
    answered = world.wait(lambda: world.pressed[press])
    assert "Only this group’s admins" in answered["text"]
    boss.presses(menu, "한국어")
    world.wait(lambda: "언어" in menu.text)


# Links into the private chat


def test_a_group_answers_link_asks_the_same_in_private_with_what_may_be_seen_there(
    world: World, team: Chat, ada: Person, boss: Person
) -> None:
    ada.says(f"/ask {QUESTION}", team)
    link = team.answer(1).button("In private")["url"]
    boss.says("/grant fisheries", team)
    team.answer(2)
    ada.says(f"/ask {HERRING}", team)
    private = team.answer(3).button("In private")["url"]
    ada.opens(link)
    answer = ada.chat.answer(1)
    assert "ten thousand homes" in answer.text
    assert "In private" not in answer.labels
    ada.says("more")
    assert "Brandt" in ada.chat.answer(2).text
    ada.opens(private)
    assert not ada.chat.answer(3).shown_quotes


def test_a_link_keeps_to_its_message_when_a_button_edits_it(world: World, team: Chat, ada: Person) -> None:
    ada.says(f"/ask {QUESTION}", team)
    answer = team.answer(1)
    first = answer.text
    ada.presses(answer, "Source")
    world.wait(lambda: answer.text != first)
    ada.opens(answer.button("In private")["url"])
    assert "ten thousand homes" in ada.chat.answer().text


def test_a_link_of_what_has_been_forgotten_or_was_never_given_is_a_plain_start(
    world: World, team: Chat, ada: Person
) -> None:
    ada.says(f"/ask {QUESTION}", team)
    link = team.answer(1).button("In private")["url"]
    ada.says("/forget")
    ada.chat.answer(1)
    ada.opens(link)
    assert "Ask me who said what" in ada.chat.answer(2).text
    for number, payload in enumerate(("q-1-0000000000000000", "hello", "q-" + "9" * 62), 3):
        ada.says(f"/start {payload}")
        assert "Ask me who said what" in ada.chat.answer(number).text


# Rights


def test_a_private_collection_surfaces_only_where_it_was_granted(
    world: World, team: Chat, ada: Person, boss: Person
) -> None:
    ada.says(HERRING)
    assert not ada.chat.answer(1).shown_quotes
    ada.says("/sources")
    assert "4 articles" in ada.chat.answer(2).text
    ada.says(f"/grant fisheries {ada.id}")
    assert "Only the bot’s admins" in ada.chat.answer(3).text
    boss.says(f"/grant fisheries {ada.id}")
    assert "now sees" in boss.chat.answer(1).text
    ada.says(HERRING)
    answer = ada.chat.answer(4)
    assert "quota" in answer.text
    ada.says(f"/ask {HERRING}", team)
    assert not team.answer(1).shown_quotes
    boss.says(f"/revoke fisheries {ada.id}")
    boss.chat.answer(2)
    press = ada.presses(answer, "Source")
    world.wait(lambda: world.pressed[press])
    world.wait(lambda: "quota" not in answer.text)
    boss.says("/decisions")
    assert f"{boss.id} → {ada.id}: revoke fisheries" in boss.chat.answer(3).text


def test_who_was_turned_away_is_told_so(boss: Person, ada: Person) -> None:
    count = len(boss.chat.by_bot)
    boss.says(f"/role {ada.id} nobody")
    boss.chat.answer(count + 1)
    ada.says(QUESTION)
    assert "only those who have been admitted" in ada.chat.answer().text


# Commands


def test_what_is_kept_can_be_exported_and_forgotten(world: World, ada: Person) -> None:
    ada.says("/export")
    assert "no answer to export" in ada.chat.answer(1).text
    ada.says(QUESTION)
    ada.chat.answer(2)
    ada.says("/export csv")
    assert ada.chat.answer(3).extra["document"]["file_name"] == "on-record.csv"
    assert "ten thousand homes" in world.files["on-record.csv"].decode("utf-8-sig")
    ada.says("/export docx")
    assert ada.chat.answer(4).extra["document"]["file_name"] == "on-record.docx"
    assert world.files["on-record.docx"].startswith(b"PK")
    ada.says("/forget")
    assert "ratings (1)" in ada.chat.answer(5).text
    ada.says("more")
    assert "no question to continue" in ada.chat.answer(6).text


def test_a_rating_is_thanked_for(world: World, ada: Person) -> None:
    ada.says(QUESTION)
    press = ada.presses(ada.chat.answer(), "Useful")
    assert world.wait(lambda: world.pressed[press])["text"] == "Thank you; noted."


def test_who_timeline_and_check_answer_in_their_own_way(ada: Person) -> None:
    ada.says("/who trams")
    assert "Nils Aarden · on record 1×" in ada.chat.answer(1).text
    ada.says("/timeline Brandt homes")
    assert "ten thousand homes" in ada.chat.answer(2).text
    ada.says("/check Where is the money for these homes?")
    assert "word for word" in ada.chat.answer(3).text


def test_commands_are_registered_for_each_scope_and_language(world: World) -> None:
    assert set(world.commands) >= {
        (scope, language) for scope in ("all_private_chats", "all_group_chats") for language in ("", "ko")
    }


def test_whoever_asks_too_fast_is_told_once(ada: Person) -> None:
    for _ in range(35):
        ada.says("/privacy")
    ada.chat.answer(31)
    time.sleep(0.5)
    assert len(ada.chat.by_bot) == 31
    assert "Please wait a minute" in ada.chat.answer(31).text


# Inline


def test_inline_offers_quotes_with_their_attribution(world: World, ada: Person) -> None:
    query = ada.types_inline("What did Ada Brandt say about homes")
    answer = world.wait(lambda: world.inline.get(query))
    assert answer["results"]
    assert answer["is_personal"] is True
    content = answer["results"][0]["input_message_content"]
    assert content["parse_mode"] == "HTML"
    assert "<b>Ada Brandt</b>" in content["message_text"]


def test_an_inline_quotes_link_opens_it_within_its_article(world: World, ada: Person, boss: Person) -> None:
    count = len(boss.chat.by_bot)
    boss.says(f"/grant fisheries {boss.id}")
    boss.chat.answer(count + 1)

    def offered(text: str) -> str:
        query = boss.types_inline(text)
        [first, *_] = world.wait(lambda: world.inline.get(query))["results"]
        return str(first["reply_markup"]["inline_keyboard"][0][0]["url"])

    links = [offered(text) for text in ("Tomas Quell about money", HERRING)]
    ada.opens(links[0])
    answer = ada.chat.answer(1)
    assert "a promise on paper" in answer.text
    assert "Tomas Quell" in answer.text
    assert "Source" in answer.labels
    ada.opens(links[1])
    assert "Ask me who said what" in ada.chat.answer(2).text


@pytest.mark.parametrize("query", ["", "   ", HERRING])
def test_inline_offers_nothing_for_nothing_and_nothing_private(world: World, ada: Person, query: str) -> None:
    id = ada.types_inline(query)
    answer = world.wait(lambda: world.inline.get(id))
    assert answer.get("results", []) == []
    why = "Nothing on record fits" if query.strip() else "Type a name or a topic"
    assert answer["button"]["text"].startswith(why)


# Sharing


def shared(message: Message, label: str = "Share 1") -> str:
    return str(message.button(label)["switch_inline_query_chosen_chat"]["query"])


def test_a_shared_quote_is_that_quote_alone_for_whoever_may_see_it(world: World, ada: Person, boss: Person) -> None:
    ada.says(QUESTION)
    answer = ada.chat.answer(1)
    for number, words in enumerate(answer.shown_quotes, 1):
        query = boss.types_inline(shared(answer, f"Share {number}"))
        [offered] = world.wait(partial(world.inline.get, query))["results"]
        assert words in unescape(offered["input_message_content"]["message_text"])
        assert answer.button(f"Copy {number}")["copy_text"]["text"].startswith(
            f"{words}\n— Ada Brandt, The Harbour Post"
        )


def test_a_quote_is_not_shared_with_who_may_not_see_it_nor_by_a_link_we_did_not_make(
    world: World, ada: Person, boss: Person
) -> None:
    before = len(boss.chat.by_bot)
    boss.says(f"/grant fisheries {boss.id}")
    boss.says(HERRING)
    real = shared(boss.chat.answer(before + 2), "Share")
    article, start, end, *rest = real.split("-")[1:]
    others = [real, "-".join(("w", article, start, str(int(end) + 1), *rest)), "w-1-0-9-0-3-" + "0" * 16]
    for asker, query in [(ada, real), *((boss, other) for other in others[1:])]:
        id = asker.types_inline(query)
        answered = world.wait(partial(world.inline.get, id))
        assert answered.get("results", []) == []
        assert answered["button"]["text"] == "This quotation can’t be shared from here"
    id = boss.types_inline(real)
    assert len(world.wait(lambda: world.inline.get(id))["results"]) == 1


# As a guest, for a business, in topics


def test_a_guest_is_answered_where_the_bot_is_no_member_with_what_the_asker_may_see(
    world: World, ada: Person, boss: Person
) -> None:
    elsewhere = world.group("Elsewhere", ada)
    for text, words in ((f"@on_record_bot {QUESTION}", "ten thousand homes"), (HERRING, ""), ("@on_record_bot", "")):
        id = ada.asks_as_guest(text, elsewhere)
        shown = world.wait(partial(world.guests.get, id))
        assert (words in " ".join(shown.all("blockquote"))) if words else shown.all("blockquote") == []
    pointed = ada.says("We will build ten thousand homes", elsewhere)
    id = ada.asks_as_guest("@on_record_bot who said this?", elsewhere, reply_to_message=pointed.json())
    assert "Ada Brandt" in world.wait(lambda: world.guests[id]).text
    id = ada.asks_as_guest("@on_record_bot and Tomas Quell?", elsewhere)
    assert "Tomas Quell" in world.wait(lambda: world.guests[id]).text
    ada.says("more")
    assert "no question to continue" in ada.chat.answer(1).text
    assert elsewhere.by_bot == []


def test_messages_of_a_businesss_customers_are_not_answered(world: World, ada: Person, boss: Person) -> None:
    message = {"message_id": 9, "date": 1, "chat": ada.chat.json(), "from": ada.json(), "text": QUESTION}
    for kind in ("business_message", "edited_business_message"):
        world.push_as_is({kind: message | {"business_connection_id": "b"}})
    world.push_as_is({"business_connection": {
        "id": "b", "user": ada.json(), "user_chat_id": ada.id, "date": 1, "is_enabled": True,
    }})  # fmt: skip
    assert silent(ada.chat, boss)


def test_a_private_chat_with_topics_is_answered_in_the_topic(world: World, ada: Person) -> None:
    ada.chat.topics = (5, 6)
    ada.says(QUESTION, thread=5)
    assert ada.chat.answer(1).thread == 5
    ada.says("/export docx", thread=5)
    assert ada.chat.answer(2).thread == 5
    ada.says("/subscribe homes", thread=6)
    assert [ada.chat.answer(number).thread for number in (3, 4)] == [6, 6]
    ada.says("/ask more", thread=6)
    assert "no question to continue" in ada.chat.answer(5).text
