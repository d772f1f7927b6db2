"""Who was shown a quotation is told, once, when its article changes it.  Everybody is invented."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from bot.answers.history import History
from bot.chats.access import Access, Role
from bot.chats.database import Database
from bot.chats.place import Place
from bot.chats.preferences import Preferences
from bot.digests.corrections import Corrections
from bot.digests.edition import Edition, StoryItem, edition_from_json, edition_to_json, story_question
from bot.digests.outbox import Outbox
from bot.digests.render import message_html
from bot.serving.background import TICK
from index import Draft
from index.model import Answer
from tests.bot.bot_process import BotProcess
from tests.bot.briefings import briefings_library
from tests.botapi.server import Server
from tests.command import Command

NOW = datetime(2031, 5, 7, 9, tzinfo=UTC)
READER, TOPIC = Place(11, 0, 11), Place(-40, 7, 12)
FUND = Draft(
    "The harbour council met on Tuesday evening in Lindesund.\n\n"
    "“The fund will pay nine million crowns to the villages this year,” said Elin Varga, the minister.\n\n"
    "“We lost our nets and nobody has come to see us,” said Ilo Tamm, who leads the fishermen of Skerry Bank.\n\n"
    "The council will vote on the plan in June, and the villages will be heard before that.",
    "A fund for the villages",
    "https://post.example/fund",
    "Harbour Post",
    published=NOW,
)
SIX = replace(FUND, text=FUND.text.replace("nine million", "six million"))
WITHOUT_TAMM = replace(FUND, text=FUND.text.replace(FUND.text.split("\n\n")[2] + "\n\n", ""))
BY_DAHL = replace(FUND, text=FUND.text.replace("Elin Varga", "Runa Dahl"))


class Chats:
    """Answers and digests that chats were shown, and what they are told of changes."""

    def __init__(self, folder: Path, server: str | None) -> None:
        self.index = briefings_library(folder, (), server)
        self.database = Database(folder / "bot.sqlite", server=server)
        self.history = History(self.database, self.index.store)
        self.outbox = Outbox(self.database)
        self.access = Access(self.database)
        self.preferences = Preferences(self.database)
        self.corrections = Corrections(
            self.index, self.database, self.history, self.outbox, self.access, self.preferences, 3, "en"
        )

    def add(self, draft: Draft) -> None:
        list(self.index.add([draft]))

    def ask(self, question: str, place: Place = READER, message: int | None = 5) -> int:
        answer = self.index.ask(question, today=date(2031, 6, 1))
        assert answer.quotes
        id = self.history.add(place, answer)
        if message is not None:
            self.history.set_shown(id, message)
        return id

    def deliver(self, draft: Draft, place: Place = READER) -> None:
        """A digest with the one story, of which all quotes are shown."""
        article = self.index.store.article(self.index.store.find(draft.url or "") or 0)
        assert article is not None
        quotes = self.index.ask("What did Varga say about the fund?", today=date(2031, 6, 1)).quotes
        item = StoryItem((article,), Answer(story_question(article.title), quotes))
        edition = Edition("digest", "en", NOW.date(), items=(item,), pages=((0,),))
        with self.database.writing() as connection:
            id = self.outbox.store_edition(connection, edition_to_json(edition))
            self.outbox.enqueue(connection, place.chat, place.thread, id, edition.message_numbers)
        (part,) = self.outbox.next_parts(9, place.chat)
        self.outbox.claim(part)
        self.outbox.mark_sent(part, 9)

    def told(self, place: Place = READER) -> list[str]:
        """What waits for a chat."""
        texts = []
        while waiting := self.outbox.next_parts(9, place.chat):
            part = waiting[0]
            assert part.thread == place.thread
            view = self.index.view(self.access.collections(place.chat))
            edition = edition_from_json(self.outbox.edition_body(part.edition) or {}, view)
            texts.append(message_html(edition, part.page) or "")
            self.outbox.drop(part, "read")
        return texts


@pytest.fixture
def chats(tmp_path: Path, server: str | None) -> Iterator[Chats]:
    made = Chats(tmp_path, server)
    yield made
    made.index.close()
    made.database.close()


def test_a_changed_quotation_is_told_once_with_the_difference(chats: Chats) -> None:
    chats.add(FUND)
    chats.ask("What did Varga say about the fund?")
    assert chats.corrections.compose() == 0
    chats.add(SIX)
    assert chats.corrections.compose() == 1
    (text,) = chats.told()
    assert "<s>nine</s> <u>six</u>" in text
    assert "Elin Varga · changed in the newest version" in text
    assert "A fund for the villages" in text
    assert "nets" not in text
    assert chats.corrections.compose() == 0
    assert chats.told() == []


def test_what_was_taken_out_and_what_is_another_s_now_is_told(chats: Chats) -> None:
    chats.add(FUND)
    chats.ask("What did Tamm say about nets?")
    chats.ask("What did Varga say about the fund?", TOPIC)
    chats.add(WITHOUT_TAMM)
    chats.corrections.compose()
    (text,) = chats.told()
    assert "<s>“We lost our nets" in text
    assert "no longer in the newest version" in text
    assert chats.told(TOPIC) == []
    chats.add(FUND)
    chats.ask("What did Varga say about the fund?", TOPIC)
    chats.add(BY_DAHL)
    chats.corrections.compose()
    (text,) = chats.told(TOPIC)
    assert "<s>Elin Varga,</s> <u>Runa Dahl,</u>" in text
    assert "changed in the newest version, which gives these words to Runa Dahl" in text


def test_what_was_not_shown_is_not_told(chats: Chats) -> None:
    chats.add(FUND)
    chats.ask("What did Varga say about the fund?", message=None)
    chats.ask("What did Tamm say about nets?", TOPIC)
    chats.add(SIX)
    assert chats.corrections.compose() == 0


def test_a_digest_s_quotations_are_told_of_too(chats: Chats) -> None:
    chats.add(FUND)
    chats.deliver(FUND, TOPIC)
    chats.add(SIX)
    chats.corrections.compose()
    (text,) = chats.told(TOPIC)
    assert "<s>nine</s> <u>six</u>" in text
    assert chats.told() == []


def test_a_quotation_that_was_shown_often_is_told_once(chats: Chats) -> None:
    chats.add(FUND)
    for _ in range(3):
        chats.ask("What did Varga say about the fund?")
    chats.deliver(FUND)
    chats.add(SIX)
    assert chats.corrections.compose() == 1
    (text,) = chats.told()
    assert text.count("<s>nine</s>") == 1


def test_who_does_not_want_to_know_is_not_told(chats: Chats) -> None:
    chats.add(FUND)
    chats.ask("What did Varga say about the fund?")
    chats.preferences.set_corrections(READER.chat, wanted=False)
    chats.add(SIX)
    assert chats.corrections.compose() == 0
    chats.preferences.set_corrections(READER.chat, wanted=True)
    assert chats.corrections.compose() == 0  # not of what is past


def test_a_chat_that_may_not_see_the_article_any_more_is_not_told(chats: Chats) -> None:
    chats.add(replace(FUND, collection="members"))
    chats.access.grant(READER.chat, "members", 1)
    chats.ask("What did Varga say about the fund?")
    chats.access.revoke(READER.chat, "members", 1)
    chats.add(replace(SIX, collection="members"))
    assert chats.corrections.compose() == 0


@pytest.mark.parametrize("place", [READER, TOPIC])
def test_who_was_turned_away_since_is_not_told(chats: Chats, place: Place) -> None:
    chats.add(FUND)
    chats.ask("What did Varga say about the fund?", place)
    assert Access(chats.database, admins=(1,)).set_role(place.chat, Role.NOBODY, 1)
    chats.add(SIX)
    assert chats.corrections.compose() == 0


def test_nothing_is_told_of_what_was_shown_of_the_newest_revision(chats: Chats) -> None:
    chats.add(FUND)
    chats.add(SIX)
    chats.ask("What did Varga say about the fund?")
    assert chats.corrections.compose() == 0
    assert chats.told() == []


def test_the_running_bot_tells_of_a_change_and_its_settings_switch_that_off(
    data: Path, telegram: Server, command: Command, tmp_path: Path
) -> None:
    page = tmp_path / "fund.txt"

    def publish(draft: Draft, outcome: str) -> None:
        page.write_text(draft.text)
        assert command("--data", data, "add", page).lines == [outcome]

    publish(FUND, "1 added, 0 known already, 0 refused")
    with BotProcess(data, telegram):
        reader = telegram.world.person("Mina")
        reader.says("What did Elin Varga say about the fund?")
        assert "nine million crowns" in reader.chat.answer(1).text
        publish(SIX, "0 added, 1 revised, 0 known already, 0 refused")
        assert "nine six million crowns" in reader.chat.answer(2).text
        reader.says("/settings")
        telling = "Tell me when a quotation shown here is changed later"
        settings = reader.chat.answer(3)
        reader.presses(settings, f"✓ {telling}")
        telegram.world.wait(lambda: telling in settings.labels)
        reader.says("What did Elin Varga say about the fund?")
        assert "six million crowns" in reader.chat.answer(4).text
        publish(FUND, "0 added, 1 revised, 0 known already, 0 refused")
        time.sleep(2 * TICK)
        assert len(reader.chat.by_bot) == 4
