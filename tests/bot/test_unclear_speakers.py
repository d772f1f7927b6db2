"""Words whose speaker is not clear, wherever the bot shows them: with their paragraph, said to be nobody's for sure."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from bot.answers.answer_json import from_json, to_json
from bot.answers.dialogue import Dialogue
from bot.answers.history import History
from bot.answers.visibility import find_quote, quote_location
from bot.chats.database import Database
from bot.chats.place import Place
from bot.digests.edition import Edition, StoryItem, story_question
from bot.digests.render import message_html
from bot.messages.callback_data import View
from bot.transport.deep_links import DeepLink, LinkKind
from index import Index
from index.model import Answer
from index.news import Interest, find_news, find_quotes
from tests.bot.bot_process import BotProcess, copy_data_folder
from tests.botapi.entities import displayed
from tests.botapi.server import Server
from tests.command import Command
from tests.unclear_articles import CROWD, NAMED, UNCLEAR

HERE = Place(chat=10, thread=0, person=7)
NOW = datetime(2031, 3, 5, tzinfo=UTC)


@pytest.fixture
def dialogue(unclear_library: Index, tmp_path: Path) -> Dialogue:
    return Dialogue(unclear_library, History(Database(tmp_path / "bot.sqlite"), unclear_library.store))


@pytest.fixture
def data(unclear_folder: Path, tmp_path: Path) -> Path:
    return copy_data_folder(unclear_folder, tmp_path)


@pytest.fixture
def bot(data: Path, telegram: Server) -> Iterator[BotProcess]:
    with BotProcess(data, telegram) as process:
        yield process


@pytest.mark.parametrize(
    ("language", "label"), [("en", "speaker not clear · quoted"), ("ko", "화자 불분명 · 직접 인용")]
)
def test_a_chat_gets_the_paragraph_and_that_the_speaker_is_not_clear(
    dialogue: Dialogue, language: str, label: str
) -> None:
    reply = displayed(dialogue.ask(HERE, "moored a boat", language).html, "HTML")
    assert reply.text.startswith(f"{UNCLEAR}\n{label} · The Lindesund Post · ")
    assert reply.all("bold") == []


def test_every_view_of_it_names_nobody(dialogue: Dialogue) -> None:
    dialogue.ask(HERE, "moored a boat", "en")
    shown = displayed(dialogue.ask(HERE, View.CONTEXT.value, "en").html, "HTML")
    assert UNCLEAR in shown.text
    assert "speaker not clear · quoted" in shown.text
    assert "Varga" not in shown.text.split("speaker not clear")[1]


def test_a_question_for_one_who_is_named_gets_her_words_alone(dialogue: Dialogue) -> None:
    text = displayed(dialogue.ask(HERE, "What did Elin Varga say about the harbour?", "en").html, "HTML").text
    assert NAMED in text
    assert CROWD not in text


def test_a_check_says_that_the_words_are_on_record_and_whose_they_are_is_not_clear(dialogue: Dialogue) -> None:
    asked = "Did Elin Varga say “people who have never moored a boat in it”?"
    text = displayed(dialogue.ask(HERE, asked, "en").html, "HTML").text
    assert text.startswith(
        f"These words are on record, but whether Elin Varga said them is not clear.\n\n{UNCLEAR}\nspeaker not clear"
    )


def test_it_survives_being_stored_and_being_linked_to(unclear_library: Index, dialogue: Dialogue) -> None:
    answer = unclear_library.ask("moored a boat")
    assert from_json(json.loads(json.dumps(to_json(answer))), unclear_library.store) == answer
    location = quote_location(answer.quotes[0])
    found = find_quote(unclear_library.store, location)
    assert found is not None
    assert (found.text, found.speaker_unclear) == (UNCLEAR, True)
    reply = dialogue.open_link(HERE, DeepLink(LinkKind.QUOTE, location), "en")
    assert reply is not None
    assert "speaker not clear · quoted" in displayed(reply.html, "HTML").text


def test_a_digest_shows_it_after_those_who_are_named(unclear_library: Index) -> None:
    news = find_news(unclear_library, Interest(), 0, 2, now=NOW)
    (story,) = (story for story in news.stories if story.headline == "An evening at the quays")
    assert [quote.speaker.name if quote.speaker else None for quote in story.quotes] == [
        "Elin Varga", "senior official", None,
    ]  # fmt: skip
    assert story.quotes[-1].text == UNCLEAR
    item = StoryItem(story.articles, Answer(story_question(story.headline), story.quotes[-1:]))
    html = message_html(Edition("digest", "en", date(2031, 3, 5), items=(item,), pages=((0,),)), 0)
    assert f"{UNCLEAR}\nspeaker not clear · quoted · The Lindesund Post" in displayed(html or "", "HTML").text


def test_one_who_follows_a_speaker_does_not_get_it(unclear_library: Index) -> None:
    quotes = find_quotes(unclear_library, Interest(speaker="Elin Varga"), 0, 2, limit=9, now=NOW)
    assert [quote.text for quote in quotes] == [NAMED]


def test_one_who_follows_a_topic_gets_it_after_those_who_are_named(unclear_library: Index) -> None:
    news = find_news(unclear_library, Interest(topic="harbour"), 0, 2, now=NOW)
    quotes = [quote for story in news.stories for quote in story.quotes]
    assert [quote.text for quote in quotes if quote.speaker_unclear] == [UNCLEAR]
    assert quotes[-1].speaker_unclear


def test_the_command_prints_it(command: Command, data: Path) -> None:
    printed = command("--data", data, "ask", "moored a boat").output
    assert "speaker not clear · quoted · The Lindesund Post" in printed
    [quote] = json.loads(command("--data", data, "ask", "moored a boat", "--json").output)["quotes"]
    assert (quote["text"], quote["speaker"], quote["via"], quote["kind"]) == (UNCLEAR, None, None, "direct")
    digest = command("--data", data, "digest", "--since", "2031-03-01").output
    assert "     speaker not clear, The Lindesund Post" in digest


def test_inline_it_is_offered_under_no_name(bot: BotProcess, telegram: Server) -> None:
    world = telegram.world
    query = world.person("Ada").types_inline("moored a boat")
    [result] = world.wait(lambda: world.inline.get(query))["results"]
    assert result["title"] == "speaker not clear"
    shown = displayed(result["input_message_content"]["message_text"], "HTML").text
    assert shown.startswith(f"{UNCLEAR}\nspeaker not clear · quoted")
