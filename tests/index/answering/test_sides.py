"""Who supports, opposes or apologises for something: those whose words or deeds on record plainly show it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from index import Draft, Index
from index.answering.sides import matter_stems, side_by_preposition, side_told
from index.answering.stances import side_of
from index.model import Answer
from index.silence import Silence
from index.text.terms import words

ARTICLES = (
    ("Fishermen go to court over wind farm", "“They have drawn sixty circles on our best ground,” said Tove Hallin of "
     "the cooperative. Nora Tveit of the group Clear Sea backed the project. “The sea is getting "
     "warm,” Tveit said. Jens Ravn, the mayor of the island, rejected the plan. “The boats will stop it,” Ravn "
     "said. Kari Osk rejected the criticism. “The turbines stand where the wind is,” Osk said."),
    ("Brine spill halts the lithium mine", "Matti Brun, the head of the mine, flew in on Wednesday and apologised. “We "
     "built that wall and that wall broke,” Brun said. “A sensor was broken,” said Rosa Ibsen, the spokeswoman."),
    ("Ministers speak on steel", "“He got there without his common duty on steel, and I sleep better for it,” Ilo Tamm "
     "said. “A common duty on steel is good for every small shop,” Pavel Lindh said."),
    ("A bill on telephones", "Dorte Quist said her party would vote for the phone ban and against the age limit. “I am "
     "against the phone ban, and my daughter is too,” Arvid Lunde said."),
    ("Rents rise", "“That is not a policy, that is a card trick,” Elin Varga said of the rents."),
    ("An inquiry", "“The operator pays, and I would ask the prime minister to read to the end,” Sanna Ek said."),
)  # fmt: skip


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory, new_data_folder: Callable[[Path], Path]) -> Iterator[Index]:
    drafts = [
        Draft(text, title=title, url=f"https://post.example/{n}", published=datetime(2031, 3, n + 1, tzinfo=UTC))
        for n, (title, text) in enumerate(ARTICLES)
    ]
    made = Index.open(new_data_folder(tmp_path_factory.mktemp("sides") / "data"))
    assert all(outcome.status == "added" for outcome in made.add(drafts))
    yield made
    made.close()


def ask(library: Index, question: str) -> Answer:
    return library.ask(question, today=date(2031, 6, 1))


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("who supports the wind farm?", {"Nora Tveit"}),
        ("who is against the wind farm?", {"Jens Ravn"}),
        ("who apologised for the brine spill?", {"Matti Brun"}),
        ("who supports a common steel duty?", {"Pavel Lindh"}),
        ("who is in favour of the phone ban?", {"Dorte Quist"}),
        ("who was against the phone ban?", {"Arvid Lunde"}),
        ("who opposes the age limit?", {"Dorte Quist"}),
        ("who criticised the prime minister?", set()),
        ("who apologised for the wind farm?", set()),
        ("who called the policy on rents a card trick?", {"Elin Varga"}),
    ],
)
def test_those_are_named_whose_side_is_plain_and_nobody_of_the_other(
    library: Index, question: str, names: set[str]
) -> None:
    answer = ask(library, question)
    assert {tally.person.name for tally in answer.tallies} == names
    assert answer.answered or answer.silence is Silence.NOBODY_DID


def test_others_in_an_article_on_a_topic_are_found_when_all_who_name_it_are_known(library: Index) -> None:
    asked = ask(library, "What did Tveit say about the wind farm?").question
    for question in ("and Osk?", "who else?"):
        others = library.ask(question, today=date(2031, 6, 1), previous=asked)
        asked = others.question
    assert {tally.person.name for tally in others.tallies} == {"Tove Hallin", "Jens Ravn"}


def test_where_nobody_did_it_is_said_how_to_ask_on(library: Index) -> None:
    answer = ask(library, "who criticised the prime minister?")
    assert answer.reason == "It is not on record who did; these spoke of the prime minister:"
    assert answer.quotes
    assert ask(library, "who criticised the moon base?").reason == (
        "It is not on record who did; ask who spoke about the moon base."
    )


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("Varga opposed the tunnel.", -1),
        ("Varga, the minister of works in Kivik, backed the tunnel.", 1),
        ("Varga rejected criticism of the tunnel.", 1),
        ("Varga said Tamm opposed the tunnel.", 0),
        ("Varga never opposed the tunnel.", 0),
        ("Varga and the tunnel, opposed by Tamm.", 0),
        ("Tamm opposed Varga over the tunnel.", 0),
        ("Varga’s men opposed the tunnel.", 0),
        ("Varga backed the trams.", 0),
    ],
)
def test_a_side_is_told_by_what_somebody_did_with_the_matter(text: str, side: int) -> None:
    assert side_told(words(text), "varga", matter_stems("the tunnel"), is_on_matter=True) == side


@pytest.mark.parametrize(
    ("text", "on_matter", "side"),
    [
        ("I am against the tunnel.", False, -1),
        ("We will vote for the tunnel.", False, 1),
        ("We will vote for the trams and against the tunnel.", False, -1),
        ("We will vote for the tunnel and against the trams.", False, 1),
        ("I am against it.", True, -1),
        ("I am against it.", False, 0),
        ("There is a reason for the tunnel.", False, 0),
    ],
)
def test_a_side_is_said_with_for_and_against(text: str, on_matter: bool, side: int) -> None:
    assert side_by_preposition(words(text), matter_stems("the tunnel"), on_matter) == side


@pytest.mark.parametrize(
    ("verb", "side"),
    [("supports", 1), ("in favour of", 1), ("praised", 1), ("against", -1), ("criticised", -1), ("apologised", 0)],
)
def test_verbs_and_states_have_a_side(verb: str, side: int) -> None:
    assert side_of(verb) == side
