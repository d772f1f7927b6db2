"""Questions as they are typed in a chat: by a relative, by a season that is no time, going on with "will she"."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from index import Answer, Index
from index.silence import Silence
from tests.dated_articles import library_of

TODAY = date(2032, 3, 1)
ARTICLES = (
    (
        "2031-11-20",
        "Minister Arne leaves over the lists",
        'PORT KIVIK, Norvale — Health Minister Henrik Arne resigned on Thursday. "Names were struck off and I did not '
        'know," Arne told reporters.\n\n'
        'Arne\'s wife, the painter Solveig Arne, was proud of him. "He slept through the night," Solveig Arne said.\n\n'
        'Sigrid Moe, a councillor and a cousin of the former minister, was not. "A list is a promise," Sigrid Moe '
        "said.\n\n"
        'Petra Quell, who runs the clinic, wanted more doctors. Her brother Jonas Quell did not. "Doctors need beds '
        'first," Jonas Quell said.\n\n'
        'Petra Quell said: "A clinic without doctors is a waiting room."\n\n'
        '"He liked it black," said Tove Brekke, who sells coffee there. Her husband, a carpenter, disagrees with her. '
        '"He never paid," said Anton Brekke.',
    ),
    (
        "2031-11-21",
        "A skipper, and a trial",
        "Kaspar Vinje, who sailed the mail boat, has died. His daughter, the novelist Runa Vinje, was with him. "
        '"Plant a pear tree for him," Runa Vinje said.\n\n'
        "The court heard of Felix Tveit, who denies it all. Outside stood Marta Tveit, the defendant's wife. "
        '"Felix carried two of them out," Marta Tveit said.',
    ),
    (
        "2031-11-22",
        "Health minister resigns over lists of names",
        "Prime Minister Osric Dahl accepted that and named Ylva Strand, until now a surgeon, as his successor. "
        '"Every name goes back on the list," Ylva Strand said.',
    ),
    (
        "2031-10-05",
        "A boat for the dark months",
        "PORT KIVIK, Norvale — The winter ferry sails after all. Kivik Lines, under its new head Freja Kivik, signed "
        'it. "A ferry without fog is a bridge," Freja Kivik said. She took over from Torvald Kivik in June. "A ferry '
        'eats crowns," said Torvald Kivik. President Maud Eskild sent a cake that cost nine crowns.\n\n'
        'Mayor Hanna Lund brought cake. "A ferry is a spoon of salt," Lund said.\n\n'
        'The Lamplighters\' League was there. Its chairman, Olav Falck, was glad. "A ferry wants lamps," Falck said.',
    ),
    (
        "2032-02-05",
        "Landings fell by a seventh in 2031",
        "PORT KIVIK, Norvale — Landings of cod fell to 22,000 tonnes, the office said. The fisheries minister "
        "wants a halt.\n\n"
        'Ulf Falck himself, the skipper, called the halt a slap in the face. "Herring pays no mortgage," Ulf Falck '
        "said.\n\n"
        'Runa Osk, who fries fish, spoke of the halt, too. "A halt is a long lunch," Osk said.',
    ),
    (
        "2032-02-06",
        "The mayor's second thoughts on the ferry",
        'PORT KIVIK, Norvale — "The ferry pays for the cake," Mayor Hanna Lund said. "I shall not stand again for '
        'mayor," Lund told the council.',
    ),
)


@pytest.fixture(scope="module")
def library(new_data_folder: Callable[[Path], Path], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    with library_of(ARTICLES, new_data_folder(tmp_path_factory.mktemp("hurry") / "data")) as made:
        yield made


def ask(library: Index, *texts: str) -> Answer:
    """The answer to the last one of some questions that go on from one another."""
    answer = library.ask(texts[0], today=TODAY)
    for text in texts[1:]:
        answer = library.ask(text, today=TODAY, previous=answer.question)
    return answer


def first(answer: Answer) -> str | None:
    """Who is quoted first."""
    return answer.quotes[0].speaker.name if answer.quotes and answer.quotes[0].speaker else None


@pytest.mark.parametrize(
    ("texts", "name"),
    [
        (["Arne's wife on his sleep"], "Solveig Arne"),
        (["what did Solveig Arne's husband say about the names?"], "Henrik Arne"),
        (["Henrik Arne on the names", "and what did his wife say"], "Solveig Arne"),
        (["Petra Quell's brother on beds"], "Jonas Quell"),
        (["Petra Quell on doctors", "what does her brother say about them?"], "Jonas Quell"),
        (["what does Tove Brekke's husband say"], "Anton Brekke"),
        (["What did Vinje's daughter say about the tree?"], "Runa Vinje"),
        (["what did Felix Tveit's wife say"], "Marta Tveit"),
    ],
)
def test_a_relative_is_whom_the_articles_name_as_one(library: Index, texts: list[str], name: str) -> None:
    answer = ask(library, *texts)
    assert {quote.speaker.name for quote in answer.quotes if quote.speaker} == {name}
    assert answer.question.interpreted


def test_a_surname_may_be_that_of_one_who_is_only_told_of(library: Index) -> None:
    assert first(ask(library, "what did Tveit's wife say")) == "Marta Tveit"


@pytest.mark.parametrize(
    "text",
    [
        "What did Arne's brother say about the names?",
        "Jonas Quell's brother on beds",
        "Petra Quell's son on it",
        "Runa Vinje's daughter on trees",
    ],
)
def test_a_relative_whom_no_article_names_is_nobody(library: Index, text: str) -> None:
    answer = ask(library, text)
    assert not answer.quotes
    assert answer.reasons[0].silence is Silence.NOBODY


def test_a_relative_who_is_spoken_of_does_not_speak(library: Index) -> None:
    assert library.understand("what did Petra Quell say about Arne's wife", TODAY).speaker == "Petra Quell"


@pytest.mark.parametrize("text", ["what did Arne's successor say about the list", "Henrik Arne's successor on names"])
def test_a_successor_is_known_though_others_bear_the_surname(library: Index, text: str) -> None:
    assert first(ask(library, text)) == "Ylva Strand"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("what has the boss of Kivik Lines said on fog", "Freja Kivik"),
        ("Kivik Lines boss fog", "Freja Kivik"),
        ("the lamplighters' leader on lamps", "Olav Falck"),
    ],
)
def test_who_leads_a_body_is_told_where_it_is_named(library: Index, text: str, name: str) -> None:
    assert first(ask(library, text)) == name


@pytest.mark.parametrize(
    ("text", "is_dated"),
    [
        ("what did Freja Kivik say on the winter ferry", False),
        ("Freja Kivik about the autumn budget", False),
        ("what did Freja Kivik say in winter about the ferry", True),
        ("Freja Kivik on the ferry in autumn", True),
    ],
)
def test_a_season_before_a_noun_is_no_time(library: Index, text: str, is_dated: bool) -> None:
    assert library.understand(text, TODAY).is_dated is is_dated


@pytest.mark.parametrize("text", ["has she changed her mind?", "how has her view changed?", "did she change her tune"])
def test_whether_she_changed_her_mind_asks_for_her_words_by_their_days(library: Index, text: str) -> None:
    answer = ask(library, "Hanna Lund on the ferry", text)
    assert len(answer.quotes) == 2
    assert first(answer) == "Hanna Lund"
    days = [quote.article.published for quote in answer.quotes if quote.article.published]
    assert days[0] < days[1]


@pytest.mark.parametrize("text", ["will she stand again?", "does she stand for mayor", "is she going to stand again"])
def test_what_she_does_is_hers_to_tell(library: Index, text: str) -> None:
    answer = ask(library, "Hanna Lund on the ferry", text)
    assert "stand again" in answer.quotes[0].text
    assert first(answer) == "Hanna Lund"


def test_a_month_in_which_nothing_was_said_is_that_of_the_year_before(library: Index) -> None:
    answer = library.ask("Freja Kivik on fog in October", today=date(2032, 11, 20))
    assert first(answer) == "Freja Kivik"
    assert answer.question.since == date(2031, 10, 1)
    assert answer.question.interpreted


def test_who_acts_speaks_and_not_whom_it_is_from(library: Index) -> None:
    assert library.understand("does Hanna Lund take cake from Freja Kivik?", TODAY).speaker == "Hanna Lund"


def test_what_was_told_of_a_year_after_it_is_found_by_that_year(library: Index) -> None:
    assert "22,000 tonnes" in library.ask("cod landings 2031", today=TODAY).quotes[0].text
    assert not library.ask("cod landings 2030", today=TODAY).quotes


def test_who_calls_something_a_slap_criticises_it(library: Index) -> None:
    answer = ask(library, "who criticised the halt?")
    assert [tally.person.name for tally in answer.tallies] == ["Ulf Falck"]
    assert not answer.reasons


def test_where_nobody_plainly_did_it_those_who_spoke_are_shown_as_such(library: Index) -> None:
    answer = ask(library, "who praised the halt?")
    assert first(answer) == "Runa Osk"
    assert not answer.tallies
    assert answer.reason == "It is not on record who did; these spoke of the halt:"


def test_a_time_that_is_dropped_is_told(library: Index) -> None:
    answer = ask(library, "Hanna Lund on the ferry since January", "and Freja Kivik?")
    assert first(answer) == "Freja Kivik"
    assert answer.reason == "Nothing is of that time; at another one:"


def test_since_a_month_is_not_since_that_of_the_year_before(library: Index) -> None:
    assert not library.ask("Freja Kivik on fog since February", today=TODAY).quotes


@pytest.mark.parametrize(
    ("texts", "name"),
    [
        (["Freja Kivik on the ferry", "and the one before her?"], "Torvald Kivik"),
        (["Kivik on crowns", "I mean Torvald"], "Torvald Kivik"),
        (["summarise the landings articles"], "Ulf Falck"),
    ],
)
def test_what_goes_on_in_few_words_is_understood(library: Index, texts: list[str], name: str) -> None:
    assert name in {quote.speaker.name for quote in ask(library, *texts).quotes if quote.speaker}


def test_two_who_are_named_apart_are_both_asked(library: Index) -> None:
    answer = ask(library, "what did Freja Kivik say about the ferry, and Hanna Lund?")
    assert {quote.speaker.name for quote in answer.quotes[:2] if quote.speaker} == {"Freja Kivik", "Hanna Lund"}
    assert library.understand("Freja Kivik on fog, and salt?", TODAY).further == ()


def test_it_in_a_second_part_is_what_the_first_is_about(library: Index) -> None:
    asked = library.understand("what did Hanna Lund say about the cake and how much did it cost?", TODAY)
    assert [part.topic for part in asked.further] == ["the cake cost"]


def test_who_is_named_but_never_quoted_is_nobody_on_record(library: Index) -> None:
    for text in ("Eskild on the ferry", "Eskild reaction on the ferry", "In her own words: Eskild on the ferry"):
        assert [reason.silence for reason in ask(library, text).reasons] == [Silence.NOBODY]
    assert ask(library, "Landings on the coast").question.speaker is None


@pytest.mark.parametrize("topic", ["names struck", "a name that they strike", "the pay of the ferry"])
def test_a_word_is_found_in_another_form_of_its_family(library: Index, topic: str) -> None:
    assert ask(library, topic).quotes


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("the health minister on the list", "Ylva Strand"),
        ("former health minister on the names", "Henrik Arne"),
        ("the skipper on mortgages", "Ulf Falck"),
        ("what is Ulf Falck angry about", "Ulf Falck"),
    ],
)
def test_an_office_is_the_successors_on_the_day_of_the_change(library: Index, text: str, name: str) -> None:
    assert first(ask(library, text)) == name


def test_anything_is_no_topic(library: Index) -> None:
    asked = library.understand("do Hanna Lund and Freja Kivik agree on anything?", TODAY)
    assert (asked.speaker, asked.others, asked.topic) == ("Hanna Lund", ("Freja Kivik",), None)
