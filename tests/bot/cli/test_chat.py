"""The terminal chat: what a person types, and what they read."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.cli.chat import chat
from bot.cli.terminal import plain
from bot.config import Config
from index import Draft, Index
from tests.bot.briefings import briefings_library

QUESTION = "What did Ada Brandt say about homes?"


@pytest.fixture
def chat_output(config: Config, index: Index) -> TerminalChat:
    return TerminalChat(config, index)


class TerminalChat:
    def __init__(self, config: Config, index: Index) -> None:
        self.config = config
        self.index = index

    def __call__(self, *lines: str) -> str:
        out = io.StringIO()
        assert chat(self.config, self.index, lines, out) == 0
        return out.getvalue()


def test_an_answer_is_the_quote_then_who_how_where_when_title_link_then_the_choices(chat_output: TerminalChat) -> None:
    written = chat_output("What did Tomas Quell ask about money?\n").strip().split("\n")
    assert written[:4] == [
        "> “Where is the money for these homes?”",
        "Tomas Quell · quoted (“asked”) · Norhaven Daily · 12 March 2031",
        "Quell doubts the homes",
        "https://daily.example/quell",
    ]
    assert written[-1] == "1 Context   2 Source   3 Timeline   4 Follow this   5 Useful   6 Not useful"


def test_on_a_narrow_terminal_no_choice_is_broken_in_two(config: Config, index: Index) -> None:
    class Screen(io.StringIO):
        def isatty(self) -> bool:
            return True

    out = Screen()
    chat(config, index, [QUESTION], out)
    plain_text = re.sub(r"\x1b\[[0-9;]*m", "", out.getvalue())
    assert "▌ “Nobody should pay" in plain_text
    assert re.search(r"\d Only quoted(   |\n)", plain_text)
    assert re.search(r"\d Not useful *\n", plain_text)


def test_a_number_presses_the_button(chat_output: TerminalChat) -> None:
    assert "Ines Falk" not in chat_output(QUESTION)
    assert "Ines Falk" in chat_output(QUESTION, "3")


@pytest.mark.parametrize("word", ["source", "Source", " SOURCE \n"])
def test_so_does_its_name(chat_output: TerminalChat, word: str) -> None:
    assert "Ines Falk" in chat_output(QUESTION, word)


def test_more_goes_on_until_that_was_all(chat_output: TerminalChat) -> None:
    written = chat_output(QUESTION, "more", "more", "more", "more")
    assert "That was all." in written
    assert written.count("ten thousand homes by the spring") == 1


def test_context_is_the_paragraph_around_the_quote(chat_output: TerminalChat) -> None:
    question = "What did Lena Orvik say about the herring quota?"
    assert "The sea does not negotiate" in chat_output(question, "context")


def test_a_conversation_goes_on_after_a_restart(chat_output: TerminalChat) -> None:
    chat_output(QUESTION)
    assert "Where is the money" in chat_output("and Tomas Quell?")


def test_a_whole_answer_can_be_printed_at_once(index: Index) -> None:
    answer = index.ask(QUESTION, limit=12)
    assert len(answer.quotes) > 3
    written = plain(answer)
    assert all(f"> {line}" in written for quote in answer.quotes for line in quote.text.split("\n"))
    assert "Nobody called Ada Brent is on record" in plain(index.ask("What did Ada Brent say about homes?"))


def test_lines_without_words_are_passed_over(chat_output: TerminalChat) -> None:
    assert chat_output("", "   ", "\n") == ""


def test_help_and_start_say_what_can_be_asked(chat_output: TerminalChat) -> None:
    assert "/ask" in chat_output("/help")
    assert "who said what" in chat_output("/start")
    assert "I don’t know that command" in chat_output("/nonsense")
    assert "Write it after the command" in chat_output("/ask")
    assert "ten thousand homes" in chat_output(f"/ask {QUESTION}")


def test_whoever_sits_at_the_terminal_sees_every_collection(chat_output: TerminalChat) -> None:
    assert "The sea does not negotiate" in chat_output("What did Lena Orvik say about the sea?")


def test_an_export_is_written_out(chat_output: TerminalChat) -> None:
    written = chat_output(QUESTION, "/export")
    assert "on-record.md" in written
    assert "[^1]: The Harbour Post" in written


def test_ctrl_c_leaves_quietly(chat_output: TerminalChat) -> None:
    def lines() -> Iterator[str]:
        yield QUESTION
        raise KeyboardInterrupt

    out = io.StringIO()
    assert chat(chat_output.config, chat_output.index, lines(), out) == 0
    assert "ten thousand homes" in out.getvalue()
    assert "Traceback" not in out.getvalue()


def test_an_article_cannot_steer_the_terminal(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("hostile")
    text = "“The \x1b[2J tide :smile: of [red]homes[/red] will turn soon,” Minister Ola Berg said."
    index = briefings_library(folder, [Draft(text, title="\x1b]0;Tide")])
    out = io.StringIO()
    chat(Config(data=folder), index, ["What did Ola Berg say about the tide?"], out)
    assert "\x1b" not in out.getvalue()
    assert "tide :smile: of [red]homes[/red] will turn soon" in out.getvalue()


def test_a_failure_gives_a_number_and_no_traceback(
    config: Config, index: Index, caplog: pytest.LogCaptureFixture
) -> None:
    class Broken:
        store = index.store

        def view(self, *_: object) -> None:
            raise RuntimeError("the index is on fire")

    out = io.StringIO()
    chat(config, Broken(), [QUESTION], out)  # type: ignore[arg-type]
    assert "Something went wrong on my side; it is noted as error " in out.getvalue()
    number = out.getvalue().split("as error ")[1].split(".")[0]
    assert "on fire" not in out.getvalue()
    assert f"error {number}" in caplog.text
    assert "the index is on fire" in caplog.text


def test_a_file_that_is_no_text_is_put_in_the_data_folder(chat_output: TerminalChat, config: Config) -> None:
    written = chat_output(QUESTION, "/export docx")
    assert str(config.data / "on-record.docx") in written.replace("\n", "")
    assert (config.data / "on-record.docx").read_bytes().startswith(b"PK")


CITY_PROMPT = "In which city are you?"


@pytest.mark.parametrize("press", ["Discard", r"\d+(?= Discard)"])
def test_a_discarded_subscription_asks_for_no_city_any_more(chat_output: TerminalChat, press: str) -> None:
    button = re.search(press, chat_output("/subscribe homes"))
    assert button is not None
    written = chat_output("/subscribe homes", button[0], "Remove", "Who is Ada Brandt", "/cancel")
    assert written.count(CITY_PROMPT) == 1
    assert "Removed." in written
    assert "I know no city" not in written
    assert "I am waiting for no answer" in written
    assert "I know no city" not in chat_output("Who is Ada Brandt")


def test_a_question_is_answered_while_a_city_is_asked_for(chat_output: TerminalChat) -> None:
    written = chat_output("/subscribe homes", QUESTION, "UTC")
    assert "ten thousand homes" in written
    assert "UTC, where it is" in written


def test_cancel_closes_a_prompt_and_says_so(chat_output: TerminalChat) -> None:
    written = chat_output("/subscribe homes", "Xyzzyville", "/cancel", "Who is Ada Brandt")
    assert "I know no city or time zone “Xyzzyville”. In which city are you? I need your local time. /cancel" in written
    assert "I wait for no answer any more" in written
    assert written.count(CITY_PROMPT) == 2
    assert "/cancel – leave what I asked you for unanswered" in chat_output("/help")


def test_forgetting_closes_prompts(chat_output: TerminalChat) -> None:
    written = chat_output("/subscribe homes", "/forget", "/cancel")
    assert "I am waiting for no answer" in written


def test_digests_and_alerts_come_in_the_terminal_too(config: Config, tmp_path: Path) -> None:
    index = briefings_library(tmp_path)
    assert "Active." in TerminalChat(config, index)("/alert Vann", "Start")
    text = "“The lighthouse will be lit again,” Oda Vann said at the harbour on Friday."
    list(index.add([Draft(text, title="Lit again", outlet="The Mole")]))
    later = TerminalChat(config, index)("/help")
    index.close()
    assert "New: Oda Vann" in later
    assert "> “The lighthouse will be lit again,” Oda Vann said at the harbour on Friday." in later


@pytest.mark.parametrize("word", ["quit", "exit", "/quit", "Exit.", "q", ":q"])
def test_a_word_for_leaving_ends_the_chat(chat_output: TerminalChat, word: str) -> None:
    assert chat_output(word, QUESTION) == ""


def test_what_asks_first_is_carried_out_when_it_is_confirmed(tmp_path: Path) -> None:
    library = briefings_library(tmp_path)
    typed = ("/people rename “Ada Brandt” Ada Brandt-Vale", "Yes", "/people Brandt-Vale")
    written = TerminalChat(Config(data=tmp_path), library)(*typed)
    library.close()
    assert "Done; this is decision 1" in written
    assert "Ada Brandt-Vale: statements" in written


def test_buttons_can_be_pressed_after_a_preview(chat_output: TerminalChat) -> None:
    card = chat_output("/subscribe homes", "UTC")
    numbers = {name: match[1] for name in ("Preview", "Start") if (match := re.search(rf"(\d+) {name}", card))}
    # The first card is still open, and the zone chosen there holds for the second.
    written = chat_output("/subscribe homes", numbers["Preview"], numbers["Start"])
    assert f"fits “{numbers['Start']}”" not in written
    assert "Active." in written


def test_the_buttons_of_an_answer_do_not_outlive_the_next_question(chat_output: TerminalChat) -> None:
    assert "fits “3”" in chat_output(QUESTION, "/privacy", "3")
