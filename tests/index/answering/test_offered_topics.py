"""What is offered to be asked about are topics, of which several articles speak, and on which there are quotes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from index import Draft, Index

PEOPLE = ("Elin Varga", "Ilo Tamm", "Kari Sund")
MATTERS = (
    "Patriotic songs will not save the harbour treaty, which was signed in haste.",
    "Thank you all, for we have read the harbour treaty and it will stay.",
    "Across the coast people wait, and the ferry toll must go by the summer.",
    "Everybody asked me about the ferry toll, and nobody can pay it.",
    "Joining hands we shall lay the sea cable, as we said a year ago.",
    "Republicans were here and they saw the sea cable, which is ready.",
)
SECRETS = (
    "Nobody will hear of the secret dam before we have the money for it,",
    "When the secret dam is ready the river goes north, as it once did,",
    "They asked who pays for the secret dam, and I told them it was me,",
)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory, new_data_folder: Callable[[Path], Path]) -> Iterator[Index]:
    drafts = [
        Draft(
            f"“{matter}” {person} told the Kivik Post on Monday. The Kivik Post met {person} at noon. (Applause.)",
            title=f"Paper {number} of {person}", url=f"https://post.example/{number}/{person}", outlet="Kivik Post",
            collection="public" if person != "Kari Sund" else "private",
        )
        for number, matter in enumerate(MATTERS)
        for person in PEOPLE
    ]  # fmt: skip
    private = [
        Draft(f"“{words}” said Kari Sund.", url=f"https://post.example/dam/{number}", collection="private")
        for number, words in enumerate(SECRETS)
    ]
    made = Index.open(new_data_folder(tmp_path_factory.mktemp("topics") / "data"))
    assert all(outcome.status == "added" for outcome in made.add([*drafts, *private]))
    yield made
    made.close()


@pytest.mark.parametrize("question", ["hello", "thanks!", "What did Varga say about elephants?", "Will Varga win?"])
def test_what_is_offered_is_a_topic_with_two_quotes(library: Index, question: str) -> None:
    topics = library.ask(question, collections=("public",)).topics
    assert {"harbour treaty", "ferry toll", "sea cable"} & set(topics)
    for topic in topics:
        assert len(library.ask(topic, collections=("public",)).quotes) >= 2
        assert len(library.ask(f"What did Varga say about {topic}?", collections=("public",)).quotes) >= 2


@pytest.mark.parametrize("question", ["hello", "What did Varga say about elephants?"])
def test_names_outlets_noises_and_beginnings_of_sentences_are_no_topics(library: Index, question: str) -> None:
    topics = " ".join(library.ask(question).topics)
    for word in ("Varga", "Elin", "Tamm", "Kivik", "Post", "Thank", "Patriotic", "Applause", "Across", "Joining"):
        assert word.lower() not in topics.lower().split()


def test_what_a_chat_may_not_see_is_not_offered(library: Index) -> None:
    assert "secret dam" in library.ask("What did Kari Sund say about elephants?").topics
    assert not any("dam" in topic for topic in library.ask("hello", collections=("public",)).topics)
