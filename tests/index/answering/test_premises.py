"""What a question takes for granted is answered as so only where the record shows it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from index import Draft, Index
from index.answering.premises import Premise
from index.answering.reading.talk import Talk, talk_of
from index.model import Answer, Article, Ask, Kind, Person, Quote
from index.silence import Silence

TEXTS = (
    "“The tunnel must never be built,” President Elin Varga said. “The marsh would drown,” Elin Varga said.",
    "“I welcome the harbour treaty,” President Elin Varga said. “The harbour treaty feeds us,” Elin Varga said.",
    "“Ilo Tamm came late to the ferry talks,” President Elin Varga said. “Hunger is the enemy,” Elin Varga said.",
    "“Mayor Holt is a liar,” said Foreign Minister Ilo Tamm. “I am sorry for the spill,” Ilo Tamm said.",
    "“I will not apologise for the ferry toll,” Foreign Minister Ilo Tamm said on Tuesday.",
    "Kari Sund opposed the night trams from the first day. “The night trams leave at nine,” Kari Sund said.",
)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory, new_data_folder: Callable[[Path], Path]) -> Iterator[Index]:
    drafts = [
        Draft(text, url=f"https://post.example/{n}", published=datetime(2031, 3, n + 1, tzinfo=UTC))
        for n, text in enumerate(TEXTS)
    ]
    made = Index.open(new_data_folder(tmp_path_factory.mktemp("premises") / "data"))
    assert all(outcome.status == "added" for outcome in made.add(drafts))
    yield made
    made.close()


def ask(library: Index, question: str) -> Answer:
    return library.ask(question, today=date(2031, 6, 1))


@pytest.mark.parametrize(
    ("question", "name", "nearest"),
    [
        ("Why does Varga oppose the harbour treaty?", "Elin Varga", "harbour treaty"),
        ("Why did Varga call Ilo Tamm an enemy?", "Elin Varga", "came late"),
        ("When did Tamm apologise for the ferry toll?", "Ilo Tamm", "will not apologise"),
        ("so why is Varga against the harbour treaty", "Elin Varga", "harbour treaty"),
        ("Did Varga ever praise the tunnel?", "Elin Varga", "never be built"),
        ("How often has Varga criticised the harbour treaty?", "Elin Varga", "harbour treaty"),
    ],
)
def test_what_is_not_on_record_is_said_not_to_be_above_the_nearest_words(
    library: Index, question: str, name: str, nearest: str
) -> None:
    answer = ask(library, question)
    assert [(each.silence, each.speaker) for each in answer.reasons] == [(Silence.NEAREST_WORDS, name)]
    assert nearest in answer.quotes[0].text
    assert {quote.speaker.name for quote in answer.quotes if quote.speaker} == {name}
    assert str(answer.reason) == f"Not on record that {name} did; the nearest words:"


@pytest.mark.parametrize(
    ("question", "shown"),
    [
        ("Why does Varga oppose the tunnel?", "must never be built"),
        ("Why is Varga so critical of the tunnel?", "must never be built"),
        ("Why does Varga support the harbour treaty?", "welcome the harbour treaty"),
        ("When did Tamm apologise for the spill?", "sorry for the spill"),
        ("Why did Tamm call Holt a liar?", "is a liar"),
        ("Why did Kari Sund oppose the night trams?", "opposed the night trams"),
    ],
)
def test_what_the_record_shows_is_answered_with_the_words_that_show_it(
    library: Index, question: str, shown: str
) -> None:
    answer = ask(library, question)
    assert answer.reasons == ()
    assert shown in answer.quotes[0].text


def test_without_a_word_on_it_there_is_silence_that_says_what_is_not_on_record(library: Index) -> None:
    answer = ask(library, "Why did Varga apologise for the lighthouse?")
    assert (answer.quotes, answer.silence) == ((), Silence.NOT_DONE)
    assert answer.reason == "Not on record that Elin Varga did."


@pytest.mark.parametrize(
    "question",
    ["What did Varga say about the harbour treaty?", "Why did Varga say the tunnel must wait?", "Varga on the tunnel",
     "Who spoke about the tunnel?", "Why did Varga not support the tunnel?", "Will Varga support the tunnel?"],
)  # fmt: skip
def test_other_questions_take_nothing_for_granted(library: Index, question: str) -> None:
    assert library.understand(question).premise is None


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("Who opposes the tunnel?", {"Elin Varga"}),
        ("Who welcomed the harbour treaty?", {"Elin Varga"}),
        ("Who opposed the night trams?", {"Kari Sund"}),
        ("Who praised the tunnel?", set()),
        ("Who attacked the night trams on Tuesday?", set()),
        ("Who criticised the harbour treaty?", set()),
        ("Who spoke about the tunnel?", {"Elin Varga"}),
    ],
)
def test_those_who_did_something_are_those_whose_words_show_it(library: Index, question: str, names: set[str]) -> None:
    answer = ask(library, question)
    assert {tally.person.name for tally in answer.tallies} == names
    assert answer.answered or answer.silence is Silence.NOBODY_DID


def said(text: str, cue: str | None = None) -> Quote:
    article = Article(1, text, None, None, None, None, None, "public")
    return Quote(article, 0, len(text), Person("Elin Varga"), kind=Kind.DIRECT, cue=cue)


@pytest.mark.parametrize(
    ("premise", "text", "cue", "shown"),
    [
        ("oppose the tunnel", "I do not oppose the tunnel.", None, False),
        ("oppose the tunnel", "I do not support the tunnel.", None, True),
        ("oppose the tunnel", "The tunnel opens in May.", "objected", True),
        ("oppose the tunnel", "The tunnel opens in May. The weather was terrible. So was the soup.", None, True),
        ("oppose the tunnel", "The soup was terrible. Then we saw it. The tunnel opens in May.", None, False),
        ("support the tunnel", "The tunnel is good.", None, True),
        ("support the tunnel", "The tunnel is not good.", None, False),
        ("support the tunnel", "We should stop the tunnel.", None, False),
        ("call Ilo Tamm an enemy", "Tamm is our enemy.", None, True),
        ("call Ilo Tamm an enemy", "Tamm is no enemy.", None, False),
        ("call Ilo Tamm an enemy", "Hunger is the enemy.", None, False),
        ("described the tunnel as a mistake", "The tunnel is a mistake.", None, True),
        ("described the tunnel as a mistake", "The tunnel is long.", None, False),
        ("apologise for the spill", "We regret the spill.", None, True),
    ],
)
def test_a_stance_is_shown_by_its_own_words_or_by_others_for_it(
    premise: str, text: str, cue: str | None, shown: bool
) -> None:
    assert Premise.read(premise).is_shown_by(said(text, cue)) is shown


@pytest.mark.parametrize(
    ("text", "cue", "done"),
    [
        ("— …", None, False),
        ("Nothing is left. …", "criticised", True),
        ("* * *\n\nThe tunnel is a disgrace.", None, True),
    ],
)
def test_a_sentence_without_words_shows_nothing(text: str, cue: str | None, done: bool) -> None:
    assert (Premise.read("criticise the tunnel").is_done_in(said(text, cue), text, "Varga", False) is True) is done


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Varga opposed the tunnel.", True),
        ("Varga, who has strongly opposed the tunnel, left.", True),
        ("Varga said Tamm opposed the tunnel.", False),
        ("Tamm opposed Varga over the tunnel.", False),
        ("Varga never opposed the tunnel.", False),
        ("Varga opposed the trams.", False),
    ],
)
def test_what_somebody_did_is_told_by_the_verb_right_after_their_name(text: str, told: bool) -> None:
    assert Premise.read("oppose the tunnel").is_told_in(text, "Varga") is told


@pytest.mark.parametrize(
    "text",
    ["Will Varga win?", "will elin varga be reelected", "who will win the election?", "What's the weather?",
     "what is the weather like today", "What time is it?", "is it going to rain tomorrow", "what is 2 + 2",
     "tell me a joke", "What is going to happen next?", "how do I bake bread?"],
)  # fmt: skip
def test_what_will_be_and_the_world_outside_get_silence(library: Index, text: str) -> None:
    assert talk_of(text) is Talk.OUTSIDE
    answer = ask(library, text)
    assert (answer.quotes, answer.question.ask, answer.silence) == ((), Ask.TALK, Silence.OUTSIDE)


@pytest.mark.parametrize(
    "text",
    ["What will the tunnel cost?", "When will the tunnel open?", "Will Varga support the tunnel?", "weather in Kivik",
     "What did Varga say about who will win?", "What did Varga say about the weather?", "who won the election?",
     "does Varga think Tamm will win?"],
)  # fmt: skip
def test_what_articles_can_tell_is_no_such_question(text: str) -> None:
    assert talk_of(text) is not Talk.OUTSIDE


def test_a_negation_of_something_else_in_the_sentence_opposes_nothing() -> None:
    premise = Premise.read("oppose the harbour treaty")
    assert premise._is_negated("we do not want this harbour treaty".split())
    assert not premise._is_negated("the harbour treaty stays but the bank will see no drill this year".split())
