"""However a question comes, it is answered once, about the words it means; in groups nothing else is answered."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.bot.bot_process import DELIVERIES, BotProcess, copy_data_folder, delivery_keys
from tests.bot.handlers.phrasings import PHRASINGS
from tests.botapi.server import Server
from tests.botapi.world import PICTURE, Chat, Message, Person, World

pytestmark = pytest.mark.parametrize("delivery", DELIVERIES, scope="module")

QUESTION = "What did Ada Brandt say about homes?"
HOMES = "We will build ten thousand homes by the spring"
MONEY = "Where is the money for these homes?"
TRAMS = "The trams of Norhaven must run all night, and they must be free"


@pytest.fixture(scope="module")
def world(telegram: Server) -> World:
    return telegram.world


@pytest.fixture(scope="module")
def boss(world: World, delivery: str) -> Person:
    return world.person("Boss")


@pytest.fixture(scope="module")
def data(briefings_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_data_folder(briefings_folder, tmp_path_factory.mktemp("incoming"))


@pytest.fixture(scope="module", autouse=True)
def bot(data: Path, telegram: Server, boss: Person, delivery: str) -> Iterator[BotProcess]:
    limits = "[limits]\nmessages = 1000\nchat = 1000\noverall = 10000"
    settings = f"[access]\nadmins = [{boss.id}]\n{limits}"
    with BotProcess(data, telegram, settings, delivery_keys(delivery)) as running:
        yield running
    assert "error" not in running.log_text


@pytest.fixture
def ada(world: World) -> Person:
    return world.person("Ada")


@pytest.fixture
def team(world: World, ada: Person) -> Chat:
    return world.group("Team", ada)


def settled(person: Person, chat: Chat | None = None) -> list[Message]:
    """What the bot has said in a chat by the time something asked later there has been answered."""
    chat = chat or person.chat
    count = len(chat.by_bot)
    person.says("/privacy@on_record_bot", chat)
    chat.world.wait(lambda: any("/forget deletes it" in said.text for said in chat.by_bot[count:]))
    return [said for said in chat.by_bot if "/forget deletes it" not in said.text]


def only_answer(person: Person, chat: Chat | None = None) -> Message:
    [answer] = settled(person, chat)
    return answer


def nodded(world: World, message: Message) -> list[str]:
    given = world.reactions.get((message.chat.id, message.id, world.me["id"]), [])
    return [str(each["emoji"]) for each in given]


# Captions, albums, and what holds no words


@pytest.mark.parametrize("content", ["photo", "document", "voice", "video"])
def test_a_caption_is_a_question(ada: Person, content: str) -> None:
    file: Any = {"file_id": "x", "file_unique_id": "x", "duration": 1, "width": 9, "height": 9, "file_name": "x.txt"}
    extra: dict[str, Any] = {content: PICTURE if content == "photo" else file}
    ada.says("", caption=QUESTION, **extra)
    assert "ten thousand homes" in only_answer(ada).text


@pytest.mark.parametrize("captions", [(QUESTION, None, None), (None, QUESTION, None), (None, None, QUESTION)])
def test_an_album_is_answered_once(ada: Person, captions: tuple[str | None, ...]) -> None:
    ada.sends_album(*captions)
    assert "ten thousand homes" in only_answer(ada).text


def test_an_album_without_words_is_told_of_once(ada: Person) -> None:
    ada.sends_album(None, None, None)
    assert "I can’t look at pictures" in only_answer(ada).text


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ({"voice": {"file_id": "v", "file_unique_id": "v", "duration": 1}}, "listen"),
        ({"video_note": {"file_id": "v", "file_unique_id": "v", "duration": 1, "length": 9}}, "listen"),
        ({"photo": PICTURE}, "pictures"),
        ({"sticker": {"file_id": "s", "file_unique_id": "s", "type": "regular", "width": 9, "height": 9,
                      "is_animated": False, "is_video": False}}, "pictures"),
        ({"location": {"latitude": 1.0, "longitude": 2.0}}, "only read text"),
        ({"contact": {"phone_number": "1", "first_name": "Tom"}}, "only read text"),
        ({"document": {"file_id": "d", "file_unique_id": "d", "file_name": "d.txt"}}, "quotations checked, reply"),
        ({"dice": {"emoji": "🎲", "value": 3}}, "only read text"),
    ],
)  # fmt: skip
def test_what_holds_no_words_is_told_of_in_private_only(ada: Person, team: Chat, content: Any, told: str) -> None:
    ada.says("", **content)
    assert told in only_answer(ada).text
    ada.says(f"/ask {QUESTION}", team)
    ada.says("", team, reply_to=team.answer(1), **content)
    assert len(settled(ada, team)) == 1


def test_a_command_in_a_caption_is_one(ada: Person, team: Chat) -> None:
    ada.says("", team, caption=f"/ASK@On_Record_Bot {QUESTION}", photo=PICTURE)
    assert "ten thousand homes" in team.answer(1).text
    ada.says("", team, caption=f"/check@on_record_bot {HOMES}", photo=PICTURE)
    assert "word for word" in team.answer(2).text
    ada.says("", team, caption="/who trams", photo=PICTURE)
    assert "Nils Aarden" in team.answer(3).text


@pytest.mark.parametrize(
    "caption",
    [
        "Is this real?", "can you check the quotes in this?", "please check this draft",
        "Are the quotes in here correct?", "quotes ok?", "verify pls",
    ],
)  # fmt: skip
def test_a_document_under_which_it_is_asked_whether_it_is_real_is_checked(ada: Person, caption: str) -> None:
    text = f"“{HOMES},” Housing Minister Ada Brandt said. “We shall paint the moon in blue,” Brandt added."
    ada.sends("speech.txt", text.encode(), caption=caption)
    assert "On record: 1" in only_answer(ada).text


def test_a_captioned_picture_can_be_pointed_at(ada: Person, team: Chat, boss: Person) -> None:
    picture = ada.says("", team, caption=QUESTION, photo=PICTURE)
    boss.says("/ask", team, reply_to=picture)
    assert "ten thousand homes" in only_answer(ada, team).text


# Edits


def test_an_edit_changes_the_answer_in_its_place(ada: Person, world: World) -> None:
    question = ada.says(QUESTION)
    answer = ada.chat.answer(1)
    ada.edits(question, "What did Tomas Quell say about homes?")
    world.wait(lambda: "promise on paper" in answer.text)
    ada.says("more")
    assert "Brandt" not in settled(ada)[-1].text


def test_an_edit_goes_on_from_what_was_asked_before_it(ada: Person, world: World) -> None:
    ada.says("What did Tomas Quell say about homes?")
    ada.chat.answer(1)
    question = ada.says("What did Nils Aarden say about trams?")
    answer = ada.chat.answer(2)
    ada.edits(question, "and Ada Brandt?")
    world.wait(lambda: "ten thousand homes" in answer.text)


def test_an_edit_while_the_answer_is_made_leaves_one_message(ada: Person, world: World) -> None:
    with world.changed:
        question = ada.says(QUESTION)
        ada.edits(question, "What did Nils Aarden say about trams?")
    world.wait(lambda: ada.chat.by_bot and "trams" in ada.chat.by_bot[0].text)
    assert len(settled(ada)) == 1


@pytest.mark.parametrize("words", [QUESTION, "thanks", "/settings", ""])
def test_an_edit_that_asks_nothing_else_changes_nothing(ada: Person, words: str) -> None:
    question = ada.says(QUESTION)
    answer = ada.chat.answer(1)
    before, edits = answer.text, answer.edits
    ada.edits(question, words)
    assert [said.text for said in settled(ada)] == [before]
    assert answer.edits == edits


def test_an_edited_caption_and_an_edited_command_change_the_answer(ada: Person, team: Chat, world: World) -> None:
    picture = ada.says("", caption="What did Lena Orvik say about nets?", photo=PICTURE)
    answer = ada.chat.answer(1)
    ada.edits(picture, QUESTION)
    world.wait(lambda: "ten thousand homes" in answer.text)
    command = ada.says("/ask", team)
    told = team.answer(1)
    ada.edits(command, f"/ask {QUESTION}")
    world.wait(lambda: "ten thousand homes" in told.text)
    assert len(settled(ada, team)) == 1


def test_an_edit_that_names_the_bot_is_answered_and_one_that_does_not_is_none(ada: Person, team: Chat) -> None:
    telegram = ada.world
    telegram.privacy = False
    try:
        message = ada.says("what a day", team)
        ada.edits(message, "what a long day")
        ada.edits(message, f"@on_record_bot {QUESTION}")
        assert "ten thousand homes" in only_answer(ada, team).text
    finally:
        telegram.privacy = True


def test_a_caption_points_at_its_picture(ada: Person, team: Chat) -> None:
    ada.says("What did Nils Aarden say about trams?")
    ada.chat.answer(1)
    ada.says("", caption="Is this real?", photo=PICTURE)
    assert "I see no words there" in ada.chat.answer(2).text
    ada.says("", team, caption="@on_record_bot who said this?", photo=PICTURE, reply_to=ada.says(TRAMS, team))
    assert "I see no words there" in team.answer(1).text


def test_an_edited_answer_to_a_prompt_is_no_question(ada: Person) -> None:
    ada.says("/alert")
    value = ada.says("Brandt on homes", reply_to=ada.chat.answer(1))
    count = len(settled(ada))
    ada.edits(value, "Brandt on trams")
    assert len(settled(ada)) == count


def test_an_answer_that_comes_late_says_what_it_replies_to(ada: Person) -> None:
    question = ada.says(QUESTION, date=int(time.time()) - 600)
    assert ada.chat.answer(1).reply_to == question.id


# The bot's name


@pytest.mark.parametrize(
    "text",
    [
        f"@on_record_bot: {QUESTION}",
        f"@On_Record_Bot, {QUESTION}",
        "What did Ada Brandt say, @on_record_bot, about homes?",
        "What did Ada Brandt say about homes, @ON_RECORD_BOT?",
        f"({QUESTION} @on_record_bot)",
        f"👋🏽🇳🇴 @on_record_bot! {QUESTION}",
        f"{QUESTION}\n@on_record_bot",
    ],
)
def test_its_name_may_stand_anywhere_in_any_case_beside_any_mark(ada: Person, team: Chat, text: str) -> None:
    ada.says(text, team)
    assert "ten thousand homes" in only_answer(ada, team).text


def test_a_mention_without_a_name_counts_and_others_names_stay(ada: Person, team: Chat, world: World) -> None:
    entity = {"type": "text_mention", "offset": 3, "length": 9, "user": world.me}
    ada.says(f"🚋 On Record {QUESTION}", team, entities=[entity])
    assert "ten thousand homes" in only_answer(ada, team).text


def test_its_name_alone_asks_what_it_replies_to(ada: Person, team: Chat, boss: Person) -> None:
    boss.says("@on_record_bot", team, reply_to=ada.says(QUESTION, team))
    assert "ten thousand homes" in team.answer(1).text
    boss.says("@on_record_bot", team)
    assert "What do you want to know?" in team.answer(2).text


def test_greetings_filler_handles_and_emoji_change_nothing(world: World, boss: Person, ada: Person) -> None:
    ada.says(QUESTION)
    first = ada.chat.answer(1).shown_quotes[0]
    people = [world.person("Reader") for _ in PHRASINGS]
    for person, phrasing in zip(people, PHRASINGS, strict=True):
        person.says(phrasing.format(QUESTION))
    found = {phrasing: person.chat.answer(1).shown_quotes for person, phrasing in zip(people, PHRASINGS, strict=True)}
    assert len(found) == len(people) == 44
    assert {phrasing: quotes for phrasing, quotes in found.items() if quotes[:1] != [first]} == {}


# Words that are pointed at


@pytest.mark.parametrize("asked", ["who said this?", "Is this real?", "@on_record_bot whose words are these"])
def test_a_question_about_anothers_message_is_about_its_words(
    ada: Person, team: Chat, boss: Person, asked: str
) -> None:
    boss.says(f"/ask {QUESTION}", team)
    team.answer(1)
    asked = asked if asked.startswith("@") else f"@on_record_bot {asked}"
    boss.says(asked, team, reply_to=ada.says(TRAMS, team))
    answer = team.answer(2)
    assert "On record, word for word" in answer.text
    assert "Nils Aarden" in answer.text
    assert "Brandt" not in answer.text


def test_words_on_nobodys_record_are_nobodys(ada: Person, team: Chat, boss: Person) -> None:
    boss.says(f"/ask {QUESTION}", team)
    team.answer(1)
    boss.says("@on_record_bot who said this?", team, reply_to=ada.says("We shall paint the moon in blue", team))
    answer = team.answer(2)
    assert not answer.shown_quotes
    boss.says("@on_record_bot who said this?", team, reply_to=ada.says("", team, photo=PICTURE))
    assert "I see no words there" in team.answer(3).text


@pytest.mark.parametrize("asked", ["who said this?", "did she say that?", "real?", "check this please"])
def test_a_forwarded_post_is_what_a_reply_is_about(ada: Person, asked: str) -> None:
    ada.says(QUESTION)
    ada.chat.answer(1)
    post = ada.forwards(TRAMS)
    assert "Nils Aarden" in ada.chat.answer(2).text
    ada.says(asked, reply_to=post)
    answer = ada.chat.answer(3)
    assert "Nils Aarden" in answer.text
    assert "Brandt" not in answer.text


def test_a_forwarded_post_and_the_comment_on_it_are_answered_once(ada: Person) -> None:
    ada.says(QUESTION)
    ada.chat.answer(1)
    ada.forwards(TRAMS, comment="who said this?")
    _, answer = settled(ada)
    assert "Nils Aarden" in answer.text
    assert "Brandt" not in answer.text


def test_a_comment_is_about_the_post_that_comes_with_it_whatever_that_is(ada: Person) -> None:
    ada.says("What did Nils Aarden say about trams?")
    ada.chat.answer(1)
    ada.forwards("", comment="who said this?", photo=PICTURE)
    assert "I see no words there" in settled(ada)[-1].text
    ada.forwards("money for homes", comment="What did Tomas Quell say about this?")
    assert "Where is the money" in settled(ada)[-1].text
    ada.forwards(HOMES, comment="fyi")
    assert "Ada Brandt" in settled(ada)[-1].text
    assert len(settled(ada)) == 4


def test_a_comment_after_a_forwarded_post_is_about_it_too(boss: Person) -> None:
    boss.says(QUESTION)
    boss.chat.answer(1)
    channel = {"type": "channel", "chat": {"id": -1003, "type": "channel", "title": "News"}, "message_id": 3, "date": 1}
    boss.forwards(TRAMS, forward_origin=channel)  # an editor's: it is added
    assert "dded" in boss.chat.answer(2).text or "nown" in boss.chat.answer(2).text
    boss.says("who said this?")
    answer = boss.chat.answer(3)
    assert "Nils Aarden" in answer.text
    assert "Brandt" not in answer.text


def test_a_forwarded_text_is_checked(ada: Person) -> None:
    ada.forwards(f"Tomas Quell: “{HOMES}”")
    assert "as Ada Brandt’s, not Tomas Quell’s" in ada.chat.answer(1).text
    ada.forwards(f"“{HOMES},” Ada Brandt said.\n\n“We shall paint the moon in blue,” Brandt added.")
    assert "Quotations: 2" in ada.chat.answer(2).text
    for number, question in enumerate((QUESTION, QUESTION.removesuffix("?")), 3):
        ada.forwards(question)
        assert "rats" in ada.chat.answer(number).text
    ada.forwards(f"Quell: {HOMES}!!! 😡")
    assert "as Ada Brandt’s, not Quell’s" in ada.chat.answer(5).text


def test_a_text_with_quotations_that_is_pointed_at_is_checked_as_a_whole(ada: Person) -> None:
    text = f"“{HOMES},” Ada Brandt said.\n\n“We shall paint the moon in blue,” Brandt added."
    post = ada.forwards(text)
    ada.chat.answer(1)
    ada.says("is this real?", reply_to=post)
    assert "Quotations: 2" in ada.chat.answer(2).text


def test_highlighted_words_are_what_is_asked_about(ada: Person) -> None:
    ada.says(QUESTION)
    answer = ada.chat.answer(1)
    assert len(answer.shown_quotes) > 1
    words = answer.shown_quotes[-1]
    ada.says("who said this?", reply_to=answer, quote=words)
    assert [words in quote or quote in words for quote in ada.chat.answer(2).shown_quotes] == [True]
    ada.says("did Tomas Quell say that?", reply_to=answer, quote=words)
    assert "as Ada Brandt’s, not Tomas Quell’s" in ada.chat.answer(3).text
    ada.says("who said this?", reply_to=answer)
    assert "more than one quotation" in ada.chat.answer(4).text
    ada.says("and who said the first one?", reply_to=answer)
    assert ada.chat.answer(5).shown_quotes == answer.shown_quotes[:1]


def test_highlighted_words_stand_for_this(ada: Person) -> None:
    ada.says("What did Nils Aarden say about trams?")
    post = ada.says("The council wants more money for homes and ships.")
    ada.says("What did Tomas Quell say about this?", reply_to=post, quote="money for homes")
    assert "Where is the money" in settled(ada)[-1].text


def test_did_she_really_of_highlighted_words_is_a_check(ada: Person) -> None:
    post = ada.forwards(f"Quell: {TRAMS}. And nobody shall paint the moon in blue, ever.")
    ada.chat.answer(1)
    ada.says("did he really?", reply_to=post, quote=TRAMS)
    assert "as Nils Aarden’s" in ada.chat.answer(2).text or "word for word" in ada.chat.answer(2).text
    ada.says("did she?", reply_to=post, quote="nobody shall paint the moon in blue")
    assert not ada.chat.answer(3).shown_quotes
    assert "she" not in ada.chat.answer(3).text.split("On record here")[0].split()


def test_an_answer_of_the_bot_that_is_forwarded_is_looked_up_by_its_quotation(ada: Person, world: World) -> None:
    origin = {"type": "user", "sender_user": world.me, "date": int(time.time())}
    words = f"“{TRAMS}”\nNils Aarden · quoted · Norhaven Daily"
    entities = [{"type": "blockquote", "offset": 0, "length": len(TRAMS) + 2}]
    ada.forwards(words, comment="is this real?", forward_origin=origin, entities=entities)
    ada.forwards(words, forward_origin=origin, entities=entities)
    assert [said.text.split("\n")[0] for said in settled(ada)] == ["On record, word for word."] * 2


def test_what_is_asked_of_the_bot_itself_is_a_command(ada: Person, team: Chat) -> None:
    ada.says("stop all alerts")
    assert "/subscriptions" in ada.chat.answer(1).text
    ada.says("@on_record_bot speak Korean please", team)
    assert "/settings" in team.answer(1).text
    ada.says("delete my data", team, reply_to=team.answer(1))
    assert len(settled(ada, team)) == 1


def test_a_timeline_may_be_asked_for_in_words(ada: Person) -> None:
    for number, words in enumerate(("timeline of the homes", "Brandt on homes day by day"), 1):
        ada.says(words)
        assert "Timeline" not in ada.chat.answer(number).labels
        assert "ten thousand homes" in ada.chat.answer(number).shown_quotes[0]


def test_a_correction_below_an_answer_is_a_question(ada: Person, team: Chat) -> None:
    ada.says("/ask What did Tomas Quell say about whales?", team)
    ada.says("sorry, I meant Brandt on homes", team, reply_to=team.answer(1))
    assert "ten thousand homes" in team.answer(2).text


def test_what_is_written_with_several_quotations_is_checked(ada: Person) -> None:
    ada.says(f"Brandt to the press: “{HOMES}” and “we shall paint the moon in blue”")
    assert "Quotations: 2" in ada.chat.answer(1).text
    ada.says("What did Brandt say about “homes” and “rent”?")
    assert "ten thousand homes" in ada.chat.answer(2).text


def test_a_reply_to_ones_own_question_goes_on_from_its_answer(ada: Person, team: Chat) -> None:
    question = ada.says(QUESTION)
    ada.chat.answer(1)
    ada.says("What did Nils Aarden say about trams?")
    ada.chat.answer(2)
    ada.says("and Tomas Quell?", reply_to=question)
    assert "homes" in ada.chat.answer(3).shown_quotes[0]
    asked = ada.says(f"/ask {QUESTION}", team)
    team.answer(1)
    ada.says("@on_record_bot and Tomas Quell?", team, reply_to=asked)
    assert "Tomas Quell" in team.answer(2).text


def test_words_of_another_chat_are_known_by_their_highlighted_part_only(ada: Person) -> None:
    ada.says(QUESTION)
    ada.chat.answer(1)
    elsewhere = {"origin": {"type": "hidden_user", "sender_user_name": "Somebody", "date": 1}}
    ada.says("who said this?", external_reply=elsewhere)
    assert "I see no words there" in ada.chat.answer(2).text
    ada.says("who said this?", external_reply=elsewhere, quote=TRAMS)
    assert "Nils Aarden" in ada.chat.answer(3).text


def test_words_that_come_with_the_question_are_what_it_is_about(ada: Person) -> None:
    ada.says(QUESTION)
    ada.chat.answer(1)
    ada.says(f"who said this?\n{TRAMS}")
    assert "On record, word for word" in ada.chat.answer(2).text
    ada.says("Is this real: the homes at the port are fit for kings and queens")
    assert "On record, word for word" not in ada.chat.answer(3).text


@pytest.mark.parametrize(
    "words", [f"“{QUESTION}”", '"who talked about homes"', f"We are on a piece on trams. {QUESTION}"]
)
def test_a_question_in_marks_or_below_what_one_works_on_is_that_question(ada: Person, words: str) -> None:
    ada.says(words)
    assert "Ada Brandt" in only_answer(ada).text


@pytest.mark.parametrize(
    "words", [f"source for “{HOMES}”?", f"“{HOMES}” – who?", f"need the origin of “{HOMES}”", f"“{HOMES}” source?"]
)
def test_the_source_of_a_quotation_is_whose_it_is(ada: Person, words: str) -> None:
    ada.says(words)
    assert "word for word" in only_answer(ada).text


@pytest.mark.parametrize("words", ["hmm wait", "hold on", "one sec", "let me check"])
def test_who_thinks_in_private_gets_no_quotation(ada: Person, words: str) -> None:
    ada.says(words)
    assert not only_answer(ada).shown_quotes


def test_an_emoji_in_private_needs_no_sentence(ada: Person, world: World) -> None:
    said = ada.says("👍")
    assert settled(ada) == []
    assert nodded(world, said) == ["👍"]


def test_this_alone_is_the_one_quotation_that_was_shown_last(ada: Person) -> None:
    ada.says("who said this?")
    assert "I see no words there" in ada.chat.answer(1).text
    ada.says("What did Nils Aarden say about trams?")
    answer = ada.chat.answer(2)
    ada.says("did Tomas Quell say that?")
    assert "as Nils Aarden’s, not Tomas Quell’s" in ada.chat.answer(3).text
    ada.says("is this a real quote?", reply_to=answer)
    assert "On record, word for word" in ada.chat.answer(4).text


# In whose name


def test_a_member_may_write_as_a_channel_or_anonymously(ada: Person, team: Chat) -> None:
    ada.says_as_channel(f"@on_record_bot {QUESTION}", team)
    assert "ten thousand homes" in team.answer(1).text
    ada.says(f"@on_record_bot {QUESTION}", team, anonymous=True)
    assert "ten thousand homes" in team.answer(2).text


def test_a_channels_own_post_is_not_answered_but_a_comment_on_it_is(ada: Person, team: Chat, world: World) -> None:
    world.privacy = False
    try:
        post = world.channel_posts(f"{TRAMS} @on_record_bot", team)
        assert settled(ada, team) == []
        post.text = TRAMS
        ada.says("@on_record_bot who said this?", team, reply_to=post)
        assert "Nils Aarden" in only_answer(ada, team).text
    finally:
        world.privacy = True


def test_what_was_sent_by_way_of_the_bot_is_not_asked(ada: Person, team: Chat, world: World) -> None:
    ada.says(f"{HOMES}\nAda Brandt @on_record_bot", team, via_bot=world.me)
    ada.says(f"{HOMES}\nAda Brandt", via_bot=world.me)
    assert settled(ada, team) == []
    assert settled(ada) == []


def test_another_bot_is_not_answered(ada: Person, team: Chat, world: World) -> None:
    robot = world.person("Robot", is_bot=True)
    said = robot.says(f"@on_record_bot {QUESTION}", team)
    world.push({"message": said.json()})
    assert settled(ada, team) == []


# Groups stay quiet


@pytest.mark.parametrize("words", ["thanks", "ok", "lol", "Great, thank you!", "this bot is great", "고마워요"])
def test_thanks_in_a_group_get_a_nod_at_most(ada: Person, team: Chat, world: World, words: str) -> None:
    ada.says(f"/ask {QUESTION}", team)
    answer = team.answer(1)
    thanks = ada.says(words, team, reply_to=answer)
    world.wait(lambda: nodded(world, thanks))
    assert nodded(world, thanks) == ["👍"]
    team.takes_reactions = False
    ada.says(words, team, reply_to=answer)
    assert settled(ada, team) == [answer]


@pytest.mark.parametrize(
    "words",
    [
        "let's send this to the minister", "did you see the match?", "are you coming to lunch?", "who won?",
        "how about lunch?", "what about lunch?", "I think Brandt said that last week", "can we print this?",
        "is the meeting at nine?", "homes are too dear anyway", "did she win?", "👀", "did she say when?",
    ],
)  # fmt: skip
def test_what_people_tell_each_other_is_not_answered(ada: Person, team: Chat, world: World, words: str) -> None:
    ada.says(f"/ask {QUESTION}", team)
    answer = team.answer(1)
    said = ada.says(words, team, reply_to=answer)
    assert settled(ada, team) == [answer]
    assert nodded(world, said) == []


@pytest.mark.parametrize(
    ("words", "answered"),
    [
        ("and Tomas Quell?", "Tomas Quell"), ("more", "Brandt"), ("source", "harbour.example"),
        ("What did Nils Aarden say about trams?", "all night"), ("and the port?", "port"),
        ("when did she say that?", "March 2031"), ("and where did she say it?", "The Harbour Post"),
        ("can you show me what Tomas Quell said about homes?", "Tomas Quell"),
    ],
)  # fmt: skip
def test_a_question_in_reply_is_answered_without_its_name(ada: Person, team: Chat, words: str, answered: str) -> None:
    ada.says(f"/ask {QUESTION}", team)
    ada.says(words, team, reply_to=team.answer(1))
    assert answered in team.answer(2).text


def test_the_question_that_a_lone_command_asks_for_may_come_as_a_reply(ada: Person, team: Chat) -> None:
    ada.says("/ask", team)
    ada.says("Nils Aarden on trams", team, reply_to=team.answer(1))
    assert "all night" in team.answer(2).text
    ada.says("/who")
    ada.says("homes", reply_to=ada.chat.answer(1))
    assert "on record" in ada.chat.answer(2).text


def test_a_question_after_is_that_so_is_no_words_to_look_up(ada: Person) -> None:
    ada.says("is that so? what did Nils Aarden say about trams")
    assert "all night" in only_answer(ada).text


def test_in_a_topic_nothing_is_pointed_at_by_itself(ada: Person, world: World) -> None:
    forum = world.group("Forum", ada, topics=1)
    ada.says("@on_record_bot who said this?", forum, thread=forum.topics[0])
    assert "I see no words there" in forum.answer(1).text
    ada.says(f"@on_record_bot {QUESTION}", forum, thread=forum.topics[0])
    assert "ten thousand homes" in forum.answer(2).text


# Reactions


def ratings(data: Path, person: Person) -> list[int]:
    with closing(sqlite3.connect(data / "bot.sqlite")) as connection:
        rows = connection.execute("SELECT useful FROM rating WHERE person = ?", (person.id,))
        return [useful for (useful,) in rows]


def test_a_thumb_rates_an_answer_until_it_is_taken_back(ada: Person, data: Path, world: World, boss: Person) -> None:
    ada.says(QUESTION)
    answer = ada.chat.answer(1)
    for reaction, rating in (("👍", [1]), ("👎", [0]), ("🔥", []), ("👍", [1])):
        ada.reacts(answer, reaction)
        world.wait(lambda rating=rating: ratings(data, ada) == rating)  # type: ignore[misc]
    ada.reacts(answer)
    world.wait(lambda: not ratings(data, ada))
    count = len(boss.chat.by_bot)
    boss.says(f"/role {ada.id} nobody")
    boss.chat.answer(count + 1)
    ada.reacts(answer, "👍")
    time.sleep(0.3)
    assert ratings(data, ada) == []


def test_in_a_group_each_member_rates_for_themselves(ada: Person, team: Chat, data: Path, world: World) -> None:
    team.bot_status = "administrator"
    tom = world.person("Tom")
    ada.says(f"/ask {QUESTION}", team)
    answer = team.answer(1)
    tom.reacts(answer, "👎")
    ada.reacts(answer, "👍")
    world.wait(lambda: ratings(data, tom) == [0] and ratings(data, ada) == [1])
    tom.reacts(ada.says("good morning", team), "👍")
    assert settled(ada, team) == [answer]
    assert ratings(data, tom) == [0]
