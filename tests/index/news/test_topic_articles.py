from __future__ import annotations

from datetime import UTC, datetime
from time import process_time

import numpy as np
import pytest

from index.model import Article, Person
from index.news.topic_articles import ComparedText, TopicArticle, compared
from index.news.topic_mentions import Topic

HARBOUR = (
    "Norvale and Estmar signed the harbour treaty on Monday. Under the harbour treaty ships pay half.\n\n"
    "“The treaty opens the port,” the envoy told sailors. The harbour treaty takes effect in June.\n\n"
) * 3
KITCHEN = (
    "The chef Oto Lind opened a third restaurant in Lindesund. \n\n"
    "“A knife has to be talked to,” Lind said. Guests wait for an hour, and nobody has ever complained of it.\n\n"
) * 3 + "His rice comes from Estmar, and his knives are old."


def text(body: str, title: str = "", people: tuple[str, ...] = (), meaning: float = 0.0) -> ComparedText:
    article = Article(1, body, title, None, None, datetime(2031, 3, 1, tzinfo=UTC), "en", "public", (), ())
    vectors = np.array([[meaning, 0.0]], dtype=np.float32)
    return ComparedText(article, ((0, len(body)),), vectors, tuple(Person(name) for name in people))


def beside(topic: str, *texts: ComparedText) -> list[TopicArticle]:
    return compared(Topic(topic), np.array([1.0, 0.0], dtype=np.float32), texts)


@pytest.mark.parametrize(
    ("topic", "written", "mentions"),
    [
        (
            "harbour treaty",
            "the treaty on the harbour; a treaty of the parties of old that is no more, and harbours",
            ["treaty on the harbour"],
        ),
        ("“harbour treaty”", "the treaty on the harbour, the Harbour Treaty, harbour treaty's", ["Harbour Treaty"] * 2),
        ("police", "The police said so, and police announced that they trust the police", ["police"]),
        ("rivers", "Mark Rivers swam in three rivers. Rivers won", ["rivers"]),
        ("Estmar", "Estmar-Americans and Estmar Americans left Estmar", ["Estmar"]),
        ("housing", "They met at the White House. New houses, said the Housing Minister", ["houses", "Housing"]),
        ("banking", "the Bank of Norvale sold two banks", ["banks"]),
        ("beijing", "The envoy went to China", ["China"]),
        (
            "climate",
            "a climate of fear in a business climate. The climate in the shoe trade turns, the climate does not",
            ["climate"],
        ),
        ("climate", "International climate talks: the climate of Kivik, climate in the cities", ["climate"] * 3),
        ("flood", "After the flood of 2030 a flood of angry letters came. A flood in the market town", ["flood"] * 2),
        ("wheat or rye", "Rye is dear, and wheat dearer. Barley or oats", ["Rye", "wheat"]),
        (
            "버스 파업",
            "시내버스 노조의 파업. 파업을 겪은 시내버스는 서고, 버스가 왔다. 파업은 끝났다",
            ["버스 노조의 파업", "파업을 겪은 시내버스"],
        ),
        ("sheep, wolves, bears", "A bear took a sheep", ["bear", "sheep"]),
        ("버스", "시내버스가 섰다. 버스 노조는 버스값을", ["시내버스가", "버스", "버스"]),
        ("물가", "선물가격이 올랐다. 생활물가도", ["생활물가도"]),
        ("밀이랑 호밀", "호밀값이 올랐다", ["호밀"]),
        ("오염수", "정부는 오염수를 방류한다. 비오염수는", ["오염수"]),
    ],
)
def test_a_mention_speaks_of_the_topic(topic: str, written: str, mentions: list[str]) -> None:
    found = [written[start:end] for start, end in Topic(topic).mentions(written, ["Mark Rivers"])]
    assert [each.casefold() for each in found] == [each.casefold() for each in mentions]


def test_an_article_is_about_what_it_names_widely_not_what_it_touches() -> None:
    harbour, kitchen = beside(
        "Estmar", text(HARBOUR, "Norvale and Estmar sign treaty"), text(KITCHEN, "A third kitchen")
    )
    assert not kitchen.is_about
    assert [each.is_about for each in beside("harbour treaty", harbour.text, kitchen.text)] == [True, False]


def test_meaning_counts_for_words_but_not_for_names() -> None:
    waiting = "Ships wait for a berth. " * 30 + "The port was full. " + "The crews play cards, and sleep. " * 10
    near, far = (text(waiting, "Ships wait", meaning=meaning) for meaning in (0.45, 0.0))
    assert beside("port", near)[0].probability > beside("port", far)[0].probability + 0.1
    named = waiting.replace("The port", "Now Lindesund")
    near, far = (text(named, "Ships wait", meaning=meaning) for meaning in (0.45, 0.0))
    assert beside("Lindesund", near)[0].probability == beside("Lindesund", far)[0].probability


def test_a_short_article_can_be_about_something() -> None:
    assert beside("ferry", text("The ferry ran aground, the mayor said on Monday.", "Ferry aground"))[0].is_about


def test_what_a_text_has_named_it_may_call_by_its_last_word() -> None:
    trial = (
        "The former minister was jailed for taking money from the builder of the Sund bridge.\n\n"
        "“Nobody will laugh about this bridge any more,” the prosecutor said of the affair, which took two years.\n\n"
        "The bridge was opened in 2031, and it cost twice what parliament had been told in the year before.\n\n"
    )
    told = text(trial, "Former minister jailed over bridge contracts")
    aside = text(KITCHEN + " It stands at the Sund bridge. The bridge is old.", "A third kitchen for Lind")
    market = text("The new market hall is open. The market sells fish. The market is red. " * 9, "Market hall opens")
    assert [each.is_about for each in beside("Sund bridge", told, aside)] == [True, False]
    assert [each.is_about for each in beside("housing market", market)] == [False]


def test_a_topic_is_looked_for_in_time_that_grows_with_the_text() -> None:
    start = process_time()
    assert Topic("버스 파업").mentions("시내버스" * 10_000) == []
    bridge = Topic("Sund bridge")
    line = "Sund bridge was opened by the king of all the harbours. The bridge is old. " + "Snow fell on Kivik. " * 4
    assert len(bridge.echoes(line * 2_000, bridge.mentions(line * 2_000))) == 2_000
    assert process_time() - start < 2
