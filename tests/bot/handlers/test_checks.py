"""/check of a whole text, in Telegram: the real process against the stand-in.  Everybody is invented."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from bot.messages.html import ENTITIES, LIMIT, units
from tests.bot.bot_process import BotProcess, copy_data_folder, fill_data_folder
from tests.botapi.server import Server
from tests.botapi.world import Message, Person, World
from tests.index.answering.checking.press import DRAFTS

PASTED = (
    "LINDESUND — “We will build twelve thousand homes,” President Elin Varga told reporters, “by the spring.”\n\n"
    "“I have never seen a fairer bargain for our farmers,” Varga said. “Not one krone is taken from the hospitals,” "
    "she added.\n\n“We shall paint the moon in the colours of the fleet,” said Bela Horn. He called it “historic”."
)
TALLIES = "Quotations: 5 · On record: 1 · Altered: 1 · Another’s: 1 · Not on record: 1 · Too short to check: 1"
HERRING = (
    "“The herring quota falls by exactly one tenth, and no minister will bargain about it,” Lena Orvik said there."
)


@pytest.fixture(scope="module")
def world(telegram: Server) -> World:
    return telegram.world


@pytest.fixture(scope="module")
def boss(world: World) -> Person:
    return world.person("Boss")


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory, new_data_folder: Callable[[Path], Path]) -> Path:
    filled = fill_data_folder(new_data_folder(tmp_path_factory.mktemp("press-filled") / "data"), DRAFTS)
    return copy_data_folder(filled, tmp_path_factory.mktemp("press"))


@pytest.fixture(scope="module", autouse=True)
def bot(data: Path, telegram: Server, boss: Person) -> Iterator[BotProcess]:
    settings = f"[access]\nadmins = [{boss.id}]\n[fetch]\nlargest = 300000\n"
    with BotProcess(data, telegram, settings) as running:
        yield running
    assert "error" not in running.log_text


@pytest.fixture
def ada(world: World) -> Person:
    return world.person("Ada")


def tell(person: Person, text: str, reply_to: Message | None = None) -> Message:
    count = len(person.chat.by_bot)
    person.says(text, reply_to=reply_to)
    return person.chat.answer(count + 1)


def kept(data: Path) -> str:
    """All that the bot's database keeps, as SQL."""
    with closing(sqlite3.connect(data / "bot.sqlite")) as connection:
        return "\n".join(connection.iterdump())


def test_every_quotation_of_a_pasted_text_comes_back_in_order(ada: Person) -> None:
    report = tell(ada, f"/check {PASTED}")
    lines = report.text.splitlines()
    assert lines[0] == TALLIES
    assert [line for line in lines if line[:1].isdigit()] == [
        "1 · Altered · credited to Elin Varga",
        "2 · Another’s · credited to Elin Varga",
        "3 · On record · credited to Elin Varga",
        "4 · Not on record · credited to Bela Horn",
        "5 · Too short to check · credited to Bela Horn",
    ]
    assert "“We will build twelve ten thousand homes by the spring”" in report.text
    assert report.shown
    assert report.shown.all("strikethrough") == ["twelve"]
    assert report.shown.all("underline") == ["ten"]
    assert "On record as Ilo Tamm’s, not Elin Varga’s." in lines
    assert "Elin Varga · quoted · Norvale Briefings · 11 April 2031" in lines
    links = [entity.json() for entity in report.shown.entities if entity.json()["type"] == "text_link"]
    assert str(links[0]["url"]).startswith("https://harbour.example/homes#:~:text=")


@pytest.mark.parametrize("clause", ["she told dockers", "Varga told a crowd in Kivik", "he added, smiling"])
def test_who_is_told_after_a_quotation_is_no_part_of_it(ada: Person, clause: str) -> None:
    text = tell(ada, f"/check “We will build ten thousand homes by the spring,” {clause}").text
    assert clause not in text
    assert "We will build ten thousand homes by the spring" in text


def test_a_message_that_is_replied_to_is_checked(ada: Person) -> None:
    message = ada.says(PASTED)
    answered = ada.chat.answer(1)
    ada.says("/check", reply_to=message)
    assert ada.chat.answer(2).text.startswith(TALLIES)
    assert "Send me the text" in tell(ada, "/check", reply_to=answered).text  # the bot's own words are not checked


def test_a_document_is_checked_by_its_caption_or_a_reply(ada: Person, world: World) -> None:
    document = ada.sends("speech.txt", PASTED.encode(), caption="/check")
    assert ada.chat.answer(1).text.startswith(TALLIES)
    ada.says("/check", reply_to=document)
    assert ada.chat.answer(2).text.startswith(TALLIES)


def test_a_bare_command_waits_for_the_next_message_or_document(ada: Person) -> None:
    assert "Send me the text or the document" in tell(ada, "/check").text
    assert "Ilo Tamm" in tell(ada, "What did Tamm say about the sea cable?").text  # a question is no text
    assert tell(ada, PASTED).text.startswith(TALLIES)
    tell(ada, "/check")
    count = len(ada.chat.by_bot)
    ada.sends("speech.md", PASTED.encode())
    assert ada.chat.answer(count + 1).text.startswith(TALLIES)
    tell(ada, "/check")
    assert tell(ada, "/cancel").text.startswith("All right")
    assert tell(ada, "Elin Varga").shown_quotes  # a name is no text to check any more


def test_never_mind_closes_what_is_waited_for(ada: Person) -> None:
    for command in ("/check", "/alert"):
        tell(ada, command)
        assert "I wait for no answer any more" in tell(ada, "never mind").text
        assert "I am waiting for no answer" in tell(ada, "/cancel").text


def test_cancel_leaves_a_card_that_waits_for_a_city_and_a_text_to_check_at_once(ada: Person) -> None:
    tell(ada, "/check")
    count = len(ada.chat.by_bot)
    ada.says("/subscribe timber")
    ada.chat.answer(count + 2)
    assert tell(ada, "/cancel").text.startswith("All right")
    assert "waiting for no answer" in tell(ada, "/cancel").text


def test_an_editors_document_that_was_asked_for_is_checked_and_not_added(boss: Person) -> None:
    tell(boss, "/check")
    count = len(boss.chat.by_bot)
    boss.sends("speech.txt", PASTED.encode())
    assert boss.chat.answer(count + 1).text.startswith(TALLIES)
    boss.sends("speech.txt", PASTED.encode(), caption="/check")
    assert boss.chat.answer(count + 2).text.startswith(TALLIES)
    assert "moon" not in tell(boss, "What did Horn say about the moon?").text.lower().replace("about the moon", "")


def test_in_a_group_a_reply_to_the_prompt_is_the_text(ada: Person, world: World) -> None:
    group = world.group("Desk", ada)
    ada.says("/check", group)
    prompt = group.answer()
    ada.says(PASTED, group, reply_to=prompt)
    assert group.answer(2).text.startswith(TALLIES)
    ada.says("/check@on_record_bot", group, reply_to=ada.says(PASTED, group))
    assert group.answer(3).text.startswith(TALLIES)


def test_a_long_report_has_pages_and_comes_as_a_file(ada: Person, world: World, boss: Person, data: Path) -> None:
    quotations = [
        f"“We will build {number} thousand homes by the spring,” Elin Varga said." for number in range(11, 51)
    ]
    count = len(ada.chat.by_bot)
    ada.sends("long.txt", "\n\n".join(quotations).encode(), caption="/check")
    report = ada.chat.answer(count + 1)
    assert report.text.startswith("Quotations: 40 · Altered: 40")
    seen = [report.text]
    while "More ›" in report.labels:
        assert report.shown
        assert units(report.text) <= LIMIT
        assert len(report.shown.entities) <= ENTITIES
        ada.presses(report, "More")
        world.wait(lambda: report.text != seen[-1])
        seen.append(report.text)
    assert sum(text.count("Altered · credited to Elin Varga") for text in seen) == 40
    ada.presses(report, "‹ Back")
    world.wait(lambda: report.text == seen[-2])
    ada.presses(report, "Markdown")
    world.wait(lambda: len(ada.chat.by_bot) > count + 1)
    sent = ada.chat.answer(count + 2).extra["document"]
    content = world.files[sent["file_id"]].decode()
    assert content.count("## ") == 40
    assert "~~50~~ **ten**" in content


def test_of_a_text_only_its_quotations_are_kept_until_they_are_forgotten(ada: Person, data: Path, world: World) -> None:
    tell(ada, f"/check The lantern-maker wept beside the quay that night. {PASTED}")
    world.wait(lambda: "paint the moon" in kept(data))
    world.wait(lambda: "lantern-maker" not in kept(data) or None)
    with closing(sqlite3.connect(data / "bot.sqlite")) as connection:
        mine = "SELECT count(*) FROM check_report WHERE person = ?"
        assert connection.execute(mine, (ada.id,)).fetchone() == (1,)
        tell(ada, "/forget")
        assert connection.execute(mine, (ada.id,)).fetchone() == (0,)


def test_what_a_chat_may_not_see_is_not_on_record(ada: Person, boss: Person, world: World) -> None:
    pasted = f"/check {HERRING} It was a long and windy evening, and “no one” among the crews in the hall said a word."
    assert "Not on record: 1" in tell(ada, pasted).text
    tell(boss, f"/grant members {ada.id}")
    report = tell(ada, pasted)
    assert "On record: 1" in report.text
    tell(boss, f"/revoke members {ada.id}")
    press = ada.presses(report, "Markdown")
    world.wait(lambda: press in world.pressed)
    count = len(ada.chat.by_bot)
    sent = ada.chat.answer(count if "document" in ada.chat.by_bot[-1].extra else count + 1).extra["document"]
    assert "Herring quota falls" not in world.files[sent["file_id"]].decode()


@pytest.mark.parametrize(
    ("name", "content", "answer"),
    [
        ("plain.txt", b"The tide came in. Nobody said a word.", "There is no quotation in this text"),
        ("large.txt", b"x" * 300_001, "I can’t check that: large.txt is larger than 0 MB."),
        ("long.txt", b"A long, long text without an end. " * 6_000, "more than the 200000 that I check at once"),
        ("empty.txt", b"", "I can’t check that: empty.txt is empty."),
        ("table.xlsx", b"PK", "table.xlsx is of a kind I can’t read (.xlsx); open it and save it as .pdf."),
        ("broken.pdf", b"PK", "broken.pdf is no PDF"),
    ],
)
def test_what_cannot_be_checked_is_told_in_one_sentence(ada: Person, name: str, content: bytes, answer: str) -> None:
    ada.sends(name, content, caption="/check")
    assert answer in ada.chat.answer().text


def test_one_quotation_alone_is_still_answered_as_a_question(ada: Person) -> None:
    assert tell(ada, "/check not one krone is taken from the hospitals").text.startswith("On record, word for word.")
    assert "Ilo Tamm’s, not Varga’s" in tell(ada, "/check did Varga say “Estmar is proud to carry half”?").text


def test_a_report_speaks_the_language_of_the_chat(world: World) -> None:
    minji = world.person("Minji", language="ko")
    assert tell(minji, f"/check {PASTED}").text.startswith("인용문: 5 · 기록에 있음: 1 · 바뀐 말: 1")


def test_a_report_is_shown_in_its_own_chat_only(ada: Person, world: World, boss: Person) -> None:
    report = tell(ada, f"/check {PASTED}")
    stranger = world.person("Sten")
    other = tell(stranger, f"/check {PASTED}")
    other.rows = report.rows
    press = stranger.presses(other, "Markdown")
    world.wait(lambda: press in world.pressed)
    assert len(stranger.chat.by_bot) == 1
