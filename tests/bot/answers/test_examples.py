"""Examples on /start: questions in the reader's language, each of which has an answer here."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from bot.answers.examples import Examples
from bot.messages.callback_data import AskExample
from index.extract.documents import from_bytes
from index.library import Index

FERRY = """나루당 뱃삯 인상안 두고 갈등

구름찬 해운부 장관은 3일 “섬사람들이 뱃삯을 더는 못 낸다”고 말했다.

서민우 나루당 의원은 “뱃삯은 정부가 내야 한다”고 했다.
"""


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory, new_data_folder: Callable[[Path], Path]) -> Iterator[Index]:
    index = Index.open(new_data_folder(tmp_path_factory.mktemp("examples")))
    list(index.add([from_bytes(FERRY.encode(), "article", ".txt")]))
    yield index
    index.close()


@pytest.mark.parametrize(
    ("language", "asked"),
    [("ko", "구름찬은 뭐라고 했나요?"), ("en", "What did 구름찬 say?")],
)
def test_examples_are_in_the_readers_language_and_have_answers(index: Index, language: str, asked: str) -> None:
    questions = Examples(index, lambda: date(2031, 5, 14)).questions(None, language)
    assert asked in questions
    for question in questions:
        AskExample(question).encode()  # is short enough for a button
        assert index.ask(question).quotes
