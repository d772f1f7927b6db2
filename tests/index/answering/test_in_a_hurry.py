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
    ],
)
def test_a_relative_is_whom_the_articles_name_as_one(library: Index, texts: list[str], name: str) -> None:
    answer = ask(library, *texts)
    assert {quote.speaker.name for quote in answer.quotes if quote.speaker} == {name}
    assert answer.question.interpreted


@pytest.mark.parametrize(
    "text", ["What did Arne's brother say about the names?", "Jonas Quell's brother on beds", "Petra Quell's son on it"]
)
def test_a_relative_whom_no_article_names_is_nobody(library: Index, text: str) -> None:
    answer = ask(library, text)
    assert not answer.quotes
    assert answer.reasons[0].silence is Silence.NOBODY


def test_a_relative_who_is_spoken_of_does_not_speak(library: Index) -> None:
    assert library.understand("what did Petra Quell say about Arne's wife", TODAY).speaker == "Petra Quell"
