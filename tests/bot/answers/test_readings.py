"""How a question was understood is shown where that matters, with a button for what else it can mean."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from bot.answers.answer_json import from_json, to_json
from bot.answers.dialogue import Dialogue
from bot.answers.history import History
from bot.chats.database import Database
from bot.chats.place import Place
from bot.messages.callback_data import AskVariant, Variant, decode
from bot.messages.readings import period, reading
from bot.messages.reply import Reply
from index import Draft, Index
from index.model import Answer, Question, Reading
from tests.bot.briefings import briefings_library
from tests.botapi.entities import displayed

HERE = Place(chat=10, thread=0, person=7)


def draft(number: int, day: date, text: str, collection: str = "public") -> Draft:
    when = datetime(day.year, day.month, day.day, 9, tzinfo=UTC)
    url = f"https://post.example/{number}"
    return Draft(text, title=f"Paper {number}", url=url, outlet="Kivik Post", published=when, collection=collection)


DRAFTS = (
    draft(1, date(2031, 3, 3), "“The harbour treaty stays,” President Elin Varga said on Monday. "
          "Elin Varga said the harbour treaty was signed in March."),
    draft(2, date(2031, 4, 1), "“The harbour fees will fall,” President Elin Varga said. "
          "“The harbour treaty feeds the coast,” Elin Varga said."),
    draft(3, date(2030, 3, 9), "“The harbour treaty is not ready,” President Elin Varga said. "
          "Elin Varga said the ferry would wait."),
    draft(4, date(2031, 4, 2), "“The harbour treaty came too late,” said Mary Varga, a fishwife."),
    draft(5, date(2031, 4, 3), "“Ferries are too dear,” said Ilo Tamm, the mayor of Dunmere. "
          "Dunmere Mayor Ilo Tamm said the ferry toll must go."),
    draft(6, date(2031, 4, 4), "“Ilo Tamm and his ferry toll are a joke,” said Kari Sund. "
          "“Ilo Tamm will lose the ferry toll,” Kari Sund said."),
)  # fmt: skip


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    made = briefings_library(tmp_path_factory.mktemp("readings"), DRAFTS)
    yield made
    made.close()


@pytest.fixture
def history(tmp_path: Path, library: Index) -> History:
    return History(Database(tmp_path / "bot.sqlite"), library.store)


@pytest.fixture
def dialogue(library: Index, history: History) -> Dialogue:
    return Dialogue(library, history, today=lambda: date(2031, 6, 12))


def head(reply: Reply) -> str:
    return displayed(reply.html, "HTML").text.split("\n")[0]


def second(reply: Reply) -> str | None:
    """The label of the button for the second reading."""
    labels = [button.label for row in reply.buttons for button in row]
    return next((label for label in labels if label.startswith(("Or: ", "또는: "))), None)


def press(reply: Reply, dialogue: Dialogue, history: History, language: str = "en") -> Reply:
    action = next(b.action for row in reply.buttons for b in row if b.label.startswith(("Or: ", "또는: ")))
    assert isinstance(action, AskVariant)
    decoded = decode(action.encode())
    assert isinstance(decoded, AskVariant)
    stored = history.find(decoded.answer)
    assert stored is not None
    return dialogue.ask_variant(stored, decoded.variant, language)


@pytest.mark.parametrize(
    ("question", "line"),
    [
        ("What did the mayor of Dunmere say about the ferry?", "Ilo Tamm · the ferry"),
        ("What did Elin Vargo say about the harbour treaty?", "Elin Varga · the harbour treaty"),
        ("What did Elin Varga say about the harbour treaty last spring?",
         "Elin Varga · the harbour treaty · 1 March 2031 – 31 May 2031"),
        ("What did Elin Varga say about the harbour treaty in March?", "Elin Varga · the harbour treaty · March 2031"),
        ("harbour treaty since April", "harbour treaty · since 1 April 2031"),
    ],
)  # fmt: skip
def test_what_had_to_be_worked_out_is_shown_in_one_line(dialogue: Dialogue, question: str, line: str) -> None:
    assert head(dialogue.ask(HERE, question, "en")) == line


def test_an_office_whose_place_no_article_tells_is_named_beside_its_holder() -> None:
    asked = Question("?", speaker="Ilo Tamm", topic="the ferry", interpreted=True, office="transport minister")
    assert reading(Answer(asked), "en") == "Ilo Tamm (transport minister) · the ferry"


@pytest.mark.parametrize(
    "question",
    [
        "What did Elin Varga say about the harbour treaty?",
        "What did president elin varga say about the harbour treaty?",
        "What did Tamm say about the ferry toll?",
        "What did Elin Varga say about the harbour treaty in March 2031?",
        "harbour treaty",
        "hello",
        'Did Elin Varga say "The harbour treaty stays"?',
    ],
)
def test_what_the_words_say_as_it_is_needs_no_line_and_no_button(dialogue: Dialogue, question: str) -> None:
    reply = dialogue.ask(HERE, question, "en")
    assert " · " not in head(reply)
    assert second(reply) is None


def test_another_bearer_of_the_name_is_the_second_reading_and_leads_back(dialogue: Dialogue, history: History) -> None:
    first = dialogue.ask(HERE, "What did Varga say about the harbour treaty?", "en")
    assert (head(first), second(first)) == ("Elin Varga · the harbour treaty", "Or: Mary Varga")
    other = press(first, dialogue, history)
    assert head(other) == "Mary Varga · the harbour treaty"
    assert "came too late" in other.html
    assert second(other) == "Or: Elin Varga"
    assert head(press(other, dialogue, history)) == "Elin Varga · the harbour treaty"


def test_a_bearer_with_nothing_to_say_about_it_is_not_offered(dialogue: Dialogue) -> None:
    reply = dialogue.ask(HERE, "What did Varga say about fees?", "en")
    assert second(reply) is None
    assert " · " not in head(reply)


def test_the_year_before_is_the_second_reading_of_a_time_without_its_year(dialogue: Dialogue, history: History) -> None:
    first = dialogue.ask(HERE, "What did Elin Varga say about the harbour treaty in March?", "ko")
    assert (head(first), second(first)) == ("Elin Varga · the harbour treaty · 2031년 3월", "또는: 2030년 3월")
    assert "not ready" in press(first, dialogue, history, "ko").html


def test_who_is_named_in_keywords_may_be_what_is_spoken_about(dialogue: Dialogue, history: History) -> None:
    first = dialogue.ask(HERE, "ilo tamm ferry toll", "en")
    assert (head(first), second(first)) == ("Ilo Tamm · ferry toll", "Or: “ilo tamm ferry toll”")
    assert "a joke" in press(first, dialogue, history).html


def test_a_follow_up_shows_what_it_says_itself_and_not_what_the_last_one_said(dialogue: Dialogue) -> None:
    dialogue.ask(HERE, "What did the mayor of Dunmere say about the ferry?", "en")
    reply = dialogue.ask(HERE, "and about the toll?", "en")
    assert " · " not in head(reply)


def test_a_second_press_shows_the_same_again(dialogue: Dialogue, history: History) -> None:
    first = dialogue.ask(HERE, "What did Varga say about the harbour treaty?", "en")
    assert press(first, dialogue, history).html == press(first, dialogue, history).html


def test_a_press_after_the_other_has_left_the_library_is_silence_with_the_way_back(tmp_path: Path) -> None:
    index = briefings_library(tmp_path / "data", DRAFTS)
    history = History(Database(tmp_path / "bot.sqlite"), index.store)
    dialogue = Dialogue(index, history, today=lambda: date(2031, 6, 12))
    first = dialogue.ask(HERE, "What did Varga say about the harbour treaty?", "en")
    article = index.store.find("https://post.example/4")
    assert article is not None
    index.remove(article)
    gone = press(first, dialogue, history)
    assert "blockquote" not in gone.html
    assert "Mary Varga" in gone.html
    assert second(gone) == "Or: Elin Varga"
    index.close()


def test_a_button_for_a_second_reading_that_there_is_not_asks_the_same_again(
    dialogue: Dialogue, history: History
) -> None:
    first = dialogue.ask(HERE, "What did Elin Varga say about the harbour treaty?", "en")
    stored = history.last(HERE)
    assert stored is not None
    assert dialogue.ask_variant(stored, Variant.SECOND, "en").html == first.html


def test_an_answer_from_an_earlier_release_has_no_second_reading(library: Index) -> None:
    stored = to_json(library.ask("What did Varga say about the harbour treaty?"))
    assert stored["question"]["second"]["speaker"] == "Mary Varga"
    for name in ("second", "interpreted"):
        del stored["question"][name]
    restored = from_json(json.loads(json.dumps(stored)), library.store)
    assert (restored.question.second, reading(restored, "en")) == (None, "")


def test_a_reading_outlives_being_stored(library: Index) -> None:
    asked = library.ask("What did Elin Varga say about the harbour treaty in March?", today=date(2031, 6, 12))
    restored = from_json(json.loads(json.dumps(to_json(asked))), library.store)
    assert restored.question == asked.question
    assert restored.question.second == Reading("Elin Varga", "the harbour treaty", date(2030, 3, 1), date(2030, 3, 31))


def test_a_chat_is_not_told_whom_an_office_means_whom_it_may_not_see(library: Index) -> None:
    answer = library.ask("What did the mayor of Dunmere say about the ferry?", collections=("other",))
    assert reading(answer, "en") == "mayor of Dunmere · the ferry"  # as of an office that nobody holds


@pytest.mark.parametrize(
    "question", ["ilo tamm ferry toll", "What did Elin Varga say about the harbour treaty in March?"]
)
def test_what_is_asked_again_when_less_may_be_seen_keeps_to_the_reading_that_was_chosen(
    dialogue: Dialogue, history: History, question: str
) -> None:
    other = press(dialogue.ask(HERE, question, "en"), dialogue, history)
    assert other.answer is not None
    before = history.find(other.answer)
    again = dialogue.find(other.answer, HERE.chat, ("public",))
    assert before is not None
    assert again is not None
    assert again.answer.question.reading == before.answer.question.reading
    assert [quote.text for quote in again.answer.quotes] == [quote.text for quote in before.answer.quotes] != []
    assert again.answer.question.collections == ("public",) != before.answer.question.collections


@pytest.mark.parametrize(
    ("since", "until", "english", "korean"),
    [
        (date(2031, 3, 1), date(2031, 3, 31), "March 2031", "2031년 3월"),
        (date(2031, 1, 1), date(2031, 12, 31), "2031", "2031년"),
        (date(2031, 3, 5), date(2031, 3, 5), "5 March 2031", "2031년 3월 5일"),
        (date(2031, 3, 1), None, "since 1 March 2031", "2031년 3월 1일부터"),
        (None, date(2031, 3, 1), "until 1 March 2031", "2031년 3월 1일까지"),
        (date(2031, 3, 1), date(2031, 5, 31), "1 March 2031 – 31 May 2031", "2031년 3월 1일 – 2031년 5월 31일"),
        (None, None, "", ""),
    ],
)
def test_days_are_said_as_people_say_them(since: date | None, until: date | None, english: str, korean: str) -> None:
    assert (period(since, until, "en"), period(since, until, "ko")) == (english, korean)
