"""Questions in, replies out: pages, views, follow-ups and choices."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from bot.answers.dialogue import Dialogue
from bot.answers.history import History
from bot.answers.visibility import quote_location
from bot.chats.database import Database
from bot.chats.place import Place
from bot.messages.callback_data import CallbackData, ChoosePerson, ShowPage, Variant, View, decode
from bot.messages.citation import LONGEST_COPIED
from bot.messages.html import units
from bot.messages.phrases import phrase
from bot.messages.reply import Reply
from bot.transport.deep_links import DeepLink, LinkKind
from index import Ask, Draft, Index
from index.view import LONGEST_QUESTION
from tests.bot.briefings import briefings_library
from tests.botapi.entities import displayed

HERE = Place(chat=10, thread=0, person=7)
QUESTION = "What did Ada Brandt say about homes?"


@pytest.fixture
def history(tmp_path: Path, index: Index) -> History:
    return History(Database(tmp_path / "bot.sqlite"), index.store)


@pytest.fixture
def dialogue(index: Index, history: History) -> Dialogue:
    return Dialogue(index, history, page_size=2, today=lambda: date(2031, 3, 20))


def labels(reply: Reply) -> list[str]:
    return [button.label for row in reply.buttons for button in row]


def pressed(reply: Reply, label: str) -> CallbackData:
    """What a button does, by way of the payload that it sends."""
    [action] = [button.action for row in reply.buttons for button in row if button.label == label]
    assert action is not None
    decoded = decode(action.encode())
    assert decoded is not None
    return decoded


def turned(reply: Reply, label: str) -> int:
    """The page a button shows."""
    action = pressed(reply, label)
    assert isinstance(action, ShowPage)
    return action.page


def text(reply: Reply) -> str:
    return displayed(reply.html, "HTML").text


def test_a_question_is_answered_with_quotes_and_what_can_be_done_with_them(dialogue: Dialogue) -> None:
    reply = dialogue.ask(HERE, QUESTION, "en")
    assert "ten thousand homes" in text(reply)
    views, others = ["More ›", "Context", "Source"], ["Timeline", "Only quoted", "Follow this"]
    handing_on = [f"{does} {number}" for does in ("Share", "Copy") for number in (1, 2)]
    assert labels(reply) == [*views, *handing_on, *others, "Useful", "Not useful"]


def test_what_else_shows_what_is_left_on_the_topic_before_anything_else(dialogue: Dialogue, history: History) -> None:
    first = dialogue.ask(HERE, QUESTION, "en")
    assert first.answer is not None
    history.set_shown(first.answer, message=5, page=0)
    second = dialogue.ask(HERE, "What else?", "en")
    assert (second.answer, second.page) == (first.answer, 1)
    assert dialogue.ask(HERE, "그 밖에는?", "ko").page == 1
    history.set_shown(first.answer, page=99)
    further = dialogue.ask(HERE, "what else?", "en")
    assert further.answer != first.answer
    assert text(further) != "That was all."


def test_more_turns_the_page_and_back_turns_it_back(dialogue: Dialogue, history: History) -> None:
    first = dialogue.ask(HERE, QUESTION, "en")
    assert first.answer is not None
    stored = history.find(first.answer)
    assert stored is not None
    second = dialogue.show_page(stored, turned(first, "More ›"), View.QUOTES, "en")
    assert "‹ Back" in labels(second)
    assert text(second) != text(first)
    assert dialogue.show_page(stored, turned(second, "‹ Back"), View.QUOTES, "en") == first


def test_more_context_and_source_can_be_written_too(dialogue: Dialogue, history: History) -> None:
    first = dialogue.ask(HERE, QUESTION, "en")
    assert first.answer is not None
    history.set_shown(first.answer, message=5, page=0)
    assert text(dialogue.ask(HERE, "source", "en")).startswith("Norhaven to build")
    second = dialogue.ask(HERE, "More!", "en")
    assert second.page == 1
    assert dialogue.ask(HERE, "더 보기", "ko").page == 1


@pytest.mark.parametrize("question", [QUESTION, "trams", "What did Tomas Quell say?", "herring"])
def test_a_link_to_a_quote_opens_it_with_its_speaker(dialogue: Dialogue, index: Index, question: str) -> None:
    quotes = index.ask(question, limit=12).quotes
    assert quotes
    for quote in quotes:
        reply = dialogue.open_link(HERE, DeepLink(LinkKind.QUOTE, quote_location(quote)), "en")
        assert reply is not None
        assert quote.text in text(reply)
        who = f"{quote.speaker.name} · " if quote.speaker else ""
        # Of two statements in one span either's verb may be named.
        assert who + phrase("en", f"kind {quote.kind.value}") in text(reply)


@pytest.mark.parametrize(
    "numbers", [(99, 0, 5, 0, 3), (1, 5, 5, 0, 3), (1, 0, 10**6, 0, 3), (1, 0, 5, 0, 9), (1, 0, 5, 99, 0)]
)
def test_a_link_to_what_is_not_there_opens_nothing(dialogue: Dialogue, numbers: tuple[int, ...]) -> None:
    assert dialogue.open_link(HERE, DeepLink(LinkKind.QUOTE, numbers), "en") is None


def test_a_link_into_a_collection_that_may_not_be_seen_opens_nothing(dialogue: Dialogue, index: Index) -> None:
    link = DeepLink(LinkKind.QUOTE, quote_location(index.ask("herring").quotes[0]))
    assert dialogue.open_link(HERE, link, "en", ("public", "fisheries")) is not None
    assert dialogue.open_link(HERE, link, "en", ("public",)) is None


def test_after_the_last_page_more_says_that_was_all(dialogue: Dialogue, history: History) -> None:
    first = dialogue.ask(HERE, QUESTION, "en")
    assert first.answer is not None
    history.set_shown(first.answer, page=99)
    assert text(dialogue.ask(HERE, "more", "en")) == "That was all."


def test_more_of_nothing_is_told_kindly(dialogue: Dialogue) -> None:
    assert text(dialogue.ask(HERE, "more", "en")).startswith("There is no question to continue")


def test_a_follow_up_continues_the_last_question(dialogue: Dialogue, history: History) -> None:
    dialogue.ask(HERE, QUESTION, "en")
    dialogue.ask(HERE, "and Tomas Quell?", "en")
    last = history.last(HERE)
    assert last is not None
    assert (last.answer.question.speaker, last.answer.question.topic) == ("Tomas Quell", "homes")


def test_a_reply_continues_the_answer_replied_to(dialogue: Dialogue, history: History) -> None:
    first = dialogue.ask(HERE, QUESTION, "en")
    assert first.answer is not None
    history.set_shown(first.answer, message=5)
    dialogue.ask(HERE, "What did Lena Orvik say about herring?", "en")
    dialogue.ask(HERE, "and Tomas Quell?", "en", replied_to=5)
    last = history.last(HERE)
    assert last is not None
    assert last.answer.question.topic == "homes"


def test_a_name_nobody_bears_offers_those_who_are_on_record(dialogue: Dialogue, history: History) -> None:
    silence = dialogue.ask(HERE, "What did Ada Brent say about homes?", "en")
    assert "<blockquote" not in silence.html
    assert silence.answer is not None
    [label] = [label for label in labels(silence) if "Ada Brandt" in label]
    press = pressed(silence, label)
    assert isinstance(press, ChoosePerson)
    stored = history.find(press.answer)
    assert stored is not None
    chosen = dialogue.choose_person(stored, press.position, "en")
    assert chosen is not None
    assert "ten thousand homes" in text(chosen)
    assert dialogue.choose_person(stored, 99, "en") is None


def test_somebody_who_is_offered_under_a_greeting_is_asked_about(dialogue: Dialogue, history: History) -> None:
    dialogue.ask(HERE, QUESTION, "en")
    reply = dialogue.ask(HERE, "hello", "en")
    assert reply.answer is not None
    stored = history.find(reply.answer)
    assert stored is not None
    chosen = dialogue.choose_person(stored, 0, "en")
    assert chosen is not None
    assert chosen.answer is not None
    answered = history.find(chosen.answer)
    assert answered is not None
    assert answered.answer.question.ask is Ask.SAID
    assert answered.answer.quotes
    assert answered.answer.question.topic is None


@pytest.mark.parametrize("question", ["Brandt versus Orvik on homes", "Orvik versus Brandt on herring nets"])
def test_a_comparison_that_lacks_a_side_says_so_in_the_chats_language(dialogue: Dialogue, question: str) -> None:
    said = text(dialogue.ask(HERE, question, "ko"))
    assert re.match(r"‘[a-z ]+’에 대한 [A-Z]\w+ [A-Z]\w+의 발언은 기록에 없습니다\.", said)
    assert "on record" not in said


def test_a_comparison_that_lacks_both_sides_names_both(dialogue: Dialogue) -> None:
    said = text(dialogue.ask(HERE, "Brandt versus Orvik on whales", "ko"))
    names = ("Ada Brandt", "Lena Orvik")
    assert said == " ".join(f"‘whales’에 대한 {name}의 발언은 기록에 없습니다." for name in names)


FERRIES = (
    "“The ferries must sail at night,” Transport Minister Mira Kimber said on Monday.",
    "“Nobody needs these ferries,” opposition leader Jonas Kimber said on Tuesday.",
    "“The ferries bring us bread and letters,” Mayor Hanna Varga said on Wednesday.",
    "“The ferries are older than I am,” Captain Olga Tamm said on Thursday.",
    "“No ferries were ever so slow,” Professor Pavel Tamm said on Friday.",
)


@pytest.fixture
def ferries(tmp_path: Path) -> Iterator[Dialogue]:
    """A library with two people called Kimber, two called Tamm, and one Varga; one of each pair in a collection."""
    drafts = [
        Draft(text, title=f"Ferries {number}", collection="port" if number in (1, 4) else "public")
        for number, text in enumerate(FERRIES)
    ]
    index = briefings_library(tmp_path / "ferries", drafts)
    yield Dialogue(index, History(Database(tmp_path / "ferries.sqlite"), index.store))
    index.close()


def choose(dialogue: Dialogue, reply: Reply, name: str) -> Reply:
    [label] = [label for label in labels(reply) if label.startswith(name)]
    press = pressed(reply, label)
    assert isinstance(press, ChoosePerson)
    stored = dialogue._history.find(press.answer)
    assert stored is not None
    chosen = dialogue.choose_person(stored, press.position, "en")
    assert chosen is not None
    return chosen


@pytest.mark.parametrize("question", ["Kimber vs Varga on ferries", "Varga vs Kimber on ferries"])
def test_an_ambiguous_side_of_a_comparison_offers_whom_it_can_mean(ferries: Dialogue, question: str) -> None:
    reply = ferries.ask(HERE, question, "en")
    assert text(reply).startswith("Several people called Kimber are on record: which one?\n\nOn record here: ")
    assert "bread and letters" in text(reply)
    compared = text(choose(ferries, reply, "Jonas Kimber"))
    assert "Nobody needs these ferries" in compared
    assert "bread and letters" in compared
    assert "which one" not in compared


def test_two_ambiguous_sides_are_chosen_one_after_the_other(ferries: Dialogue) -> None:
    reply = ferries.ask(HERE, "Kimber vs Tamm on ferries", "ko")
    assert all(f"‘{name}’(이)라는 인물이 여럿" in text(reply) for name in ("Kimber", "Tamm"))
    assert {label.split(" (")[0] for label in labels(reply)} == {
        "Mira Kimber", "Jonas Kimber", "Olga Tamm", "Pavel Tamm",
    }  # fmt: skip
    halfway = choose(ferries, reply, "Olga Tamm")
    assert "older than I am" in text(halfway)
    compared = text(choose(ferries, halfway, "Mira Kimber"))
    assert "older than I am" in compared
    assert "must sail at night" in compared


def test_beside_a_hidden_side_an_ambiguous_one_still_asks_back(ferries: Dialogue) -> None:
    drafts = [Draft(f"“The buses are mine,” {name} said.", collection="sea") for name in ("Mira Sorrel", "Jon Sorrel")]
    list(ferries._index.add([*drafts, Draft("“The buses are red,” Ida Holm said.", collection="hidden")]))
    reply = ferries.ask(HERE, "Sorrel vs Holm on buses", "en", collections=("sea",))
    assert "Several people called Sorrel are on record" in text(reply)
    assert "Nobody called Holm is on record" in text(reply)
    assert {label.split(" (")[0] for label in labels(reply)} == {"Mira Sorrel", "Jon Sorrel"}


def test_of_an_ambiguous_name_only_those_are_offered_whom_the_chat_may_see(ferries: Dialogue) -> None:
    reply = ferries.ask(HERE, "Kimber vs Varga on ferries", "en", collections=("public",))
    assert "must sail at night" in text(reply)
    assert "Jonas" not in text(reply) + " ".join(labels(reply))


def test_only_the_collections_given_are_looked_in(dialogue: Dialogue) -> None:
    question = "What did Lena Orvik say about herring?"
    assert "quota" in text(dialogue.ask(HERE, question, "en", collections=("fisheries",)))
    assert "<blockquote" not in dialogue.ask(HERE, question, "en", collections=("public",)).html


def test_a_silence_names_nobody_the_chat_may_not_see(dialogue: Dialogue) -> None:
    question = "What about the weather on Mars?"
    assert "Lena Orvik" in text(dialogue.ask(HERE, question, "en", collections=None))
    said = dialogue.ask(Place(11, 0, 7), question, "en", collections=("public",))
    assert "Ada Brandt" in text(said)
    assert "Lena Orvik" not in text(said)
    assert not [label for label in labels(said) if "Orvik" in label]


def test_that_somebody_is_on_record_elsewhere_is_not_given_away(dialogue: Dialogue) -> None:
    known = text(dialogue.ask(HERE, "What did Lena Orvik say about herring?", "en", collections=("public",)))
    unknown = text(dialogue.ask(HERE, "What did Mona Zell say about herring?", "en", collections=("public",)))
    assert known.split("\n")[0] == unknown.split("\n")[0].replace("Mona Zell", "Lena Orvik")


def test_a_name_in_words_to_check_is_no_claim_of_who_said_them(dialogue: Dialogue) -> None:
    assert "not Brandt" not in text(dialogue.ask(HERE, "Brandt", "en", ask=Ask.CHECK))


def test_who_timeline_and_check_ask_for_their_kind_of_answer(dialogue: Dialogue) -> None:
    assert "Nils Aarden · on record 1×" in text(dialogue.ask(HERE, "trams", "en", ask=Ask.WHO))
    assert "ten thousand homes" in text(dialogue.ask(HERE, "Brandt homes", "en", ask=Ask.TIMELINE))
    real = dialogue.ask(HERE, "“The sea does not negotiate”", "en", ask=Ask.CHECK)
    assert text(real).startswith("On record, word for word.")
    assert "<blockquote" not in dialogue.ask(HERE, "I never liked these ships at all", "en", ask=Ask.CHECK).html


def test_a_command_without_words_means_the_last_question_or_says_what_it_needs(dialogue: Dialogue) -> None:
    assert text(dialogue.ask(HERE, "", "en", ask=Ask.WHO)).startswith("About what?")
    dialogue.ask(HERE, "What did Nils Aarden say about the trams?", "en")
    assert "Nils Aarden · on record 1×" in text(dialogue.ask(HERE, "", "en", ask=Ask.WHO))
    assert text(dialogue.ask(HERE, "", "en", ask=Ask.CHECK)).startswith("Which words?")


def test_only_quoted_leaves_out_what_was_merely_reported(dialogue: Dialogue, history: History) -> None:
    first = dialogue.ask(HERE, QUESTION, "en")
    assert first.answer is not None
    stored = history.find(first.answer)
    assert stored is not None
    again = dialogue.ask_variant(stored, Variant.DIRECT, "en")
    assert "· reported" not in again.html
    assert "· quoted" in again.html
    assert "Only quoted" not in labels(again)


def test_what_a_chat_may_no_longer_see_is_gone_from_its_old_answers(dialogue: Dialogue, index: Index) -> None:
    question = "What did Lena Orvik say about herring?"
    first = dialogue.ask(HERE, question, "en", collections=("fisheries",))
    assert first.answer is not None
    shown = dialogue.find(first.answer, HERE.chat, None)
    assert shown is not None
    assert "quota" in text(dialogue.show_page(shown, 0, View.QUOTES, "en"))
    hidden = dialogue.find(first.answer, HERE.chat, ("public",))
    assert hidden is not None
    assert "quota" not in dialogue.show_page(hidden, 0, View.QUOTES, "en").html
    assert hidden.answer == index.ask(question, collections=("public",))


def test_a_follow_up_knows_nothing_of_what_was_seen_before_it_was_hidden(dialogue: Dialogue) -> None:
    dialogue.ask(HERE, "What did the fisheries minister say about herring?", "en", collections=("fisheries",))
    said = text(dialogue.ask(HERE, "and about homes?", "en", collections=("public",)))
    assert "Orvik" not in said


def test_a_letter_is_no_question(dialogue: Dialogue) -> None:
    assert text(dialogue.ask(HERE, "a" * (LONGEST_QUESTION + 1), "en")).startswith("That is too long")


def test_button_data_fits_into_what_telegram_takes(index: Index, history: History) -> None:
    dialogue = Dialogue(index, history, page_size=1)
    for reply in (dialogue.ask(HERE, QUESTION, "ko"), dialogue.ask(HERE, "What did Xyz say about homes?", "ko")):
        for row in reply.buttons:
            for button in row:
                if button.action is not None:
                    assert len(button.action.encode()) + 12 <= 64  # room for numbers that have grown
                else:
                    assert button.shares is not None or 1 <= units(button.copies or "") <= LONGEST_COPIED


def test_what_is_handed_on_tells_what_is_not_on_record_but_nothing_that_was_no_answer(dialogue: Dialogue) -> None:
    for asked in ("What did Ada Brandt say about elephants?", QUESTION, "hello", "?", "What did Zora Quist say?"):
        dialogue.ask(HERE, asked, "en")
    told = [stored.answer.question.text for stored in dialogue.recent(HERE, 10, None)]
    assert told == ["What did Ada Brandt say about elephants?", QUESTION, "What did Zora Quist say?"]


def test_a_topic_that_a_whole_question_takes_over_is_told_and_can_be_left(dialogue: Dialogue) -> None:
    for topic in ("Who spoke about rent?", "누가 rent에 대해 말했나?"):
        dialogue.ask(HERE, topic, "en")
        reply = dialogue.ask(HERE, "What did Ada Brandt say?", "en")
        assert text(reply).startswith("Ada Brandt · rent\n")
        stored = dialogue.find(reply.answer or 0, HERE.chat, None)
        assert stored is not None
        assert "Or: Ada Brandt on anything" in labels(reply)
        anything = text(dialogue.ask_variant(stored, Variant.SECOND, "en"))
        assert "rats" in anything
        assert "rats" not in text(reply)
    assert "rent" not in text(dialogue.ask(HERE, "What did Nils Aarden say?", "en"))  # who said nothing on that


def test_a_question_of_the_bots_own_goes_on_from_nothing(dialogue: Dialogue) -> None:
    dialogue.ask(HERE, "Who spoke about rent?", "en")
    assert "ten thousand homes" in text(dialogue.ask_afresh(HERE, "What did Ada Brandt say?", "en"))
