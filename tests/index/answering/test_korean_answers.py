"""Korean questions over Korean articles: the speaker's words on the topic, or silence. All of it is invented."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from index.extract.documents import from_bytes
from index.library import Index
from index.model import Draft

FERRY = """나루당 뱃삯 인상안 두고 갈등

구름찬 해운부 장관은 3일 “섬사람들이 더는 못 낸다”고 말했다.

서민우 나루당 의원은 “예비 선박을 더 사야 한다”고 했다. 서 의원은 “부두 공사가 철근누락으로 멈췄다”고 지적했다.
"""
HARBOUR = """여객 터미널 새로 짓는다

마루한 대변인은 5일 “‘새항만법’으로 뱃길을 넓히자”고 말했다. 온다미 의원은 “재개발보다 항만 안전이 먼저”라고 했다.
"""
SCHOOL = """새 학교 문 연다

구름찬 해운부 장관은 4일 “서울 학교가 부럽다”고 말했다. 서민우 의원은 “섬을 방문한 까닭은 따로 없다”고 밝혔다.
"""


def draft(text: str) -> Draft:
    return from_bytes(text.encode(), "article", ".txt")


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory, new_data_folder: Callable[[Path], Path]) -> Iterator[Index]:
    index = Index.open(new_data_folder(tmp_path_factory.mktemp("korean")))
    list(index.add([draft(FERRY), draft(HARBOUR), draft(SCHOOL)]))
    yield index
    index.close()


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ("서민우 의원은 예비선박에 대해 뭐라고 했나?", "예비 선박을"),  # written apart
        ("서민우 의원은 철근 누락 논란에 대해 뭐라고 했나?", "철근누락으로"),  # written as one word
        ("서민우 의원은 방문에 대해 뭐라고 했나?", "방문한"),  # a verb of a noun
        ("구름찬 장관은 뱃삯 인상안에 대해 뭐라고 했나?", "더는 못 낸다"),  # which the title alone names
        ("마루한 대변인은 새항만법에 대해 뭐라고 했나?", "새항만법"),  # in marks, with a particle behind
        ("온다미 의원은 항만안전조례에 대해 뭐라고 했나?", "항만 안전이"),  # most of which is said
        ("온다미 의원은 개발에 대해 뭐라고 했나?", "재개발보다"),  # behind a prefix
        ("온다미 의원은 여객 터미널에 대해 뭐라고 했나?", "항만 안전이"),  # which the article is about
        ("온다미 의원은 새항만법에 대해 뭐라고 했나?", None),
        ("구름찬 장관은 뱃삯 공사에 대해 뭐라고 했나?", None),
        ("구름찬 강사는 집값에 대해 뭐라고 했나?", None),
        ("구름찬 장관은 서울 지하철에 대해 뭐라고 했나?", None),  # half of it is said, and the article names no other
        ("서민우 의원은 교육 정책에 대해 뭐라고 했나?", None),
    ],
)
def test_words_on_the_topic_or_silence(index: Index, asked: str, words: str | None) -> None:
    quotes = index.ask(asked).quotes
    assert (words in quotes[0].text if quotes else False) if words else not quotes


def test_who_speaks_of_a_topic_half_of_which_the_title_names(index: Index) -> None:
    quotes = index.ask("뱃삯 선박에 대해 누가 말했나?").quotes
    assert [quote.speaker.name for quote in quotes if quote.speaker] == ["서민우"]


def test_who_speaks_in_an_article_on_a_topic(index: Index) -> None:
    quotes = index.ask("여객 터미널에 대해 누가 말했나?").quotes
    assert {quote.speaker.name for quote in quotes if quote.speaker} == {"마루한", "온다미"}


def test_whoever_is_asked_for_alone_goes_on_with_the_topic_or_with_anything(index: Index) -> None:
    before = index.ask("구름찬 장관은 뱃삯 인상안에 대해 뭐라고 했나?").question
    quotes = index.ask("마루한 대변인은 뭐라고 했나?", previous=before).quotes
    assert [quote.speaker.name for quote in quotes if quote.speaker] == ["마루한"]


def test_other_opinions_are_those_of_whoever_else_speaks_of_it(index: Index) -> None:
    before = index.ask("마루한 대변인은 여객 터미널에 대해 뭐라고 했나?").question
    quotes = index.ask("반대 의견도 있어?", previous=before).quotes
    assert [quote.speaker.name for quote in quotes if quote.speaker] == ["온다미"]
