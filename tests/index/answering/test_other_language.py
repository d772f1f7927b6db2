"""Questions in one language over articles in the other. All people, places and articles are invented."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.answers.answer_json import to_json
from bot.messages.readings import reading
from index.library import Index
from index.model import Draft


def draft(title: str, text: str, collection: str = "public") -> Draft:
    return Draft(text=text, title=title, outlet="Skerry Times", published=datetime(2031, 3, 5, tzinfo=UTC),
                 collection=collection)  # fmt: skip


ARTICLES = (
    draft(
        "Norvale and Estmar settle their tariff dispute",
        "KIVIK — “We will abolish the tariff on steel before the summer,” Prime Minister Elin Varga told reporters "
        "on Monday. “It was a burden on every factory,” Varga said. Finance Minister Bram Okonkwo said: “The budget "
        "deficit will shrink to three percent this year.”\n\n"
        "“The harbor must stay open to refugees,” said Ilo Tamm, the mayor of Lindesund.",
    ),
    draft(
        "Doctors warn of shortage",
        "“Nurses are leaving our hospitals faster than we can train them,” Health Minister Mette Brandt said on "
        "Friday. President Moon told the assembly: “Our vaccine cooperation with Norvale saves lives.”",
    ),
    draft(
        "뱃삯 인상안",
        "구름찬 해운부 장관은 3일 “관세가 오르면 섬사람들이 더는 못 낸다”고 말했다. "
        "서민우 의원은 “철도 예산을 더 늘려야 한다”고 했다.",
    ),
    draft("Deputies", "“Our lighthouses need keepers,” Vice President Ida Kofler told the assembly."),
    draft("Hidden", "“The pipeline leaks every night,” Prime Minister Elin Varga told her ministers.", "cabinet"),
)


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory, new_data_folder: Callable[[Path], Path]) -> Iterator[Index]:
    index = Index.open(new_data_folder(tmp_path_factory.mktemp("languages")))
    list(index.add(ARTICLES))
    yield index
    index.close()


@pytest.mark.parametrize(
    ("asked", "speaker", "words"),
    [
        ("바르가 총리는 철강 관세에 대해 뭐라고 했나?", "Elin Varga", "tariff on steel"),
        ("엘린 바르가가 관세를 두고 한 말은?", "Elin Varga", "tariff on steel"),
        ("관세에 대한 바르가의 입장은?", "Elin Varga", "tariff on steel"),
        ("바르가 총리, 철강 관세", "Elin Varga", "tariff on steel"),
        ("바르가 총리에 따르면 관세는 어떻게 되나", "Elin Varga", "tariff on steel"),
        ("오콩쿼 재무장관은 재정 적자에 대해 뭐라고 했습니까?", "Bram Okonkwo", "deficit"),
        ("보건장관은 간호사에 대해 뭐라고 했나", "Mette Brandt", "Nurses"),
        ("린데순 시장은 난민에 대해 뭐라고 했어?", "Ilo Tamm", "refugees"),
        ("탐 시장은 난민에 대해 뭐라고 했나?", "Ilo Tamm", "refugees"),  # one syllable, with a title
        ("문 대통령은 백신에 대해 뭐라고 했나?", "Moon", "vaccine cooperation"),
        ("누가 병원에 대해 말했나?", "Mette Brandt", "hospitals"),
        ("코플러 부통령은 등대에 대해 뭐라고 했나?", "Ida Kofler", "lighthouses"),
        ("항구와 난민", "Ilo Tamm", "refugees"),
        ("What did 구름찬 say about tariffs?", "구름찬", "관세가"),
        ("railway budget", "서민우", "철도 예산"),
    ],
)
def test_the_words_are_found_in_the_other_language(index: Index, asked: str, speaker: str, words: str) -> None:
    quotes = index.ask(asked, collections=("public",)).quotes
    assert quotes, asked
    assert words in quotes[0].text
    assert quotes[0].speaker is not None
    assert quotes[0].speaker.name.endswith(speaker)


def test_the_reading_tells_by_which_words_it_was_looked_for(index: Index) -> None:
    answer = index.ask("바르가 총리는 철강 관세에 대해 뭐라고 했나?", collections=("public",))
    assert reading(answer, "ko") == "Elin Varga · 철강 관세 = steel tariff"
    own = index.ask("What did Varga say about the steel tariff?", collections=("public",))
    assert (own.question.translated, len(own.quotes) > 0) == (None, True)
    assert to_json(answer)["question"].get("translated") is None


def test_what_is_in_the_language_of_the_question_comes_first(index: Index) -> None:
    for asked, first in (("tariffs", "tariff on steel"), ("관세", "관세가")):
        quotes = index.ask(asked, collections=("public",)).quotes
        assert (len(quotes), first in quotes[0].text) == (2, True)


@pytest.mark.parametrize(
    "asked",
    [
        "바르가 총리는 난민에 대해 뭐라고 했나?",  # another's words
        "바르가 총리는 송유관에 대해 뭐라고 했나?",  # hidden
        "바르시 총리는 관세에 대해 뭐라고 했나?",  # nobody of that name
        "메르켈 총리는 관세에 대해 뭐라고 했나?",
        "코플러 대통령은 등대에 대해 뭐라고 했나?",  # of whom she is the deputy
        "탐 총리는 난민에 대해 뭐라고 했나?",  # another office
        "탐은 난민에 대해 뭐라고 했나?",  # too little to tell by
        "국방장관은 관세에 대해 뭐라고 했나?",  # nobody holds the office
        "바르가 대통령은 관세에 대해 뭐라고 했나?",  # another office
        "바르가 총리는 우주정거장에 대해 뭐라고 했나?",
        "bagpipes",
    ],
)
def test_silence_where_nobody_said_it(index: Index, asked: str) -> None:
    assert index.ask(asked, collections=("public",)).quotes == ()
