"""Questions in the many ways people ask them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.answering.reading import understand
from index.model import Ask, Question, Reading
from index.search.speakers import SpeakerDirectory
from tests.index.search.test_speakers import SPEAKERS

TODAY = date(2031, 6, 12)
DIRECTORY = SpeakerDirectory(SPEAKERS)
OUTLETS = ("The Harbour Post", "Kivik Daily")


def asked(text: str, previous: Question | None = None) -> Question:
    return understand(text, DIRECTORY, OUTLETS, TODAY, previous)


@pytest.mark.parametrize(
    ("text", "speaker", "topic"),
    [
        ("What did Halvorsen say about lighthouses?", "Halvorsen", "lighthouses"),
        ("what did halvorsen say about lighthouses", "halvorsen", "lighthouses"),
        ("What has President Halvorsen said about the sea cable?", "President Halvorsen", "the sea cable"),
        ("What does Okonkwo think of the ferry?", "Okonkwo", "the ferry"),
        ("Halvorsen on lighthouses", "Halvorsen", "lighthouses"),
        ("Halvorsen about lighthouses", "Halvorsen", "lighthouses"),
        ("Halvorsen: lighthouses", "Halvorsen", "lighthouses"),
        ("Halvorsen lighthouses", "Halvorsen", "lighthouses"),
        ("did Okonkwo mention trawlers?", "Okonkwo", "trawlers"),
        ("Has Okonkwo ever talked about trawlers?", "Okonkwo", "trawlers"),
        (
            "what is the Foreign Ministry's position on the cost-sharing deal",
            "the Foreign Ministry",
            "the cost-sharing deal",
        ),
        ("what is Halvorsen's view on trawlers", "Halvorsen", "trawlers"),
        ("where does Okonkwo stand on trawlers?", "Okonkwo", "trawlers"),
        ("how did Okonkwo respond to the lighthouse plan?", "Okonkwo", "the lighthouse plan"),
        ("What did Halvorsen say?", "Halvorsen", None),
        ("quotes by Okonkwo", "Okonkwo", None),
        ("quotes by Okonkwo about trawlers", "Okonkwo", "trawlers"),
        ("show me the statements of Okonkwo on trawlers", "Okonkwo", "trawlers"),
        ("What did Wigglesworth say about whales?", "Wigglesworth", "whales"),
        ("What did Lee Jae-on say about visas?", "Lee Jae-on", "visas"),
    ],
)
def test_speaker_and_topic_in_many_forms(text: str, speaker: str, topic: str | None) -> None:
    found = asked(text)
    assert (found.ask, found.speaker, found.topic) == (Ask.SAID, speaker, topic)


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("lighthouses", "lighthouses"),
        ("the price of diesel", "the price of diesel"),
        ("등대", "등대"),
    ],
)
def test_a_topic_alone_asks_everybody(text: str, topic: str) -> None:
    found = asked(text)
    assert (found.ask, found.speaker, found.topic) == (Ask.SAID, None, topic)


@pytest.mark.parametrize(
    "text",
    [
        "who talked about lighthouses?",
        "Who spoke about lighthouses",
        "who mentioned lighthouses?",
        "who else has said anything about lighthouses?",
    ],
)
def test_asking_for_the_speakers_of_a_topic(text: str) -> None:
    found = asked(text)
    assert (found.ask, found.speaker, found.topic) == (Ask.WHO, None, "lighthouses")


@pytest.mark.parametrize(
    "text",
    [
        "what has changed in what Halvorsen says about lighthouses?",
        "how has Halvorsen's position on lighthouses changed?",
        "timeline of Halvorsen on lighthouses",
    ],
)
def test_asking_for_a_timeline(text: str) -> None:
    found = asked(text)
    assert (found.ask, found.speaker, found.topic) == (Ask.TIMELINE, "Halvorsen", "lighthouses")


@pytest.mark.parametrize(
    "text",
    [
        "Halvorsen vs Okonkwo on lighthouses",
        "Halvorsen vs. Okonkwo on lighthouses?",
        "halvorsen versus okonkwo about lighthouses",
        "compare Halvorsen and Okonkwo on lighthouses",
        "compare what Halvorsen and Okonkwo said about lighthouses",
    ],
)
def test_asking_for_two_side_by_side(text: str) -> None:
    found = asked(text)
    assert found.ask is Ask.VERSUS
    assert [name.lower() for name in (found.speaker or "", *found.others)] == ["halvorsen", "okonkwo"]
    assert found.topic == "lighthouses"


@pytest.mark.parametrize(
    ("text", "speaker", "quotation"),
    [
        ("did Okonkwo say 'common strategy'?", "Okonkwo", "common strategy"),
        ("did Okonkwo say “lighthouses don't catch fish”?", "Okonkwo", "lighthouses don't catch fish"),
        ('Has Okonkwo ever said "nobody pays"?', "Okonkwo", "nobody pays"),
        ("who said «nobody pays»?", None, "nobody pays"),
        ("“nobody pays”", None, "nobody pays"),
        ("is “nobody pays” a real quote?", None, "nobody pays"),
    ],
)
def test_asking_whether_a_quotation_is_real(text: str, speaker: str | None, quotation: str) -> None:
    found = asked(text)
    assert (found.ask, found.speaker, found.quotation) == (Ask.CHECK, speaker, quotation)


def test_marks_around_a_topic_are_no_quotation_to_check() -> None:
    found = asked("What did Halvorsen think of the “lighthouse” plan?")
    assert (found.ask, found.speaker) == (Ask.SAID, "Halvorsen")


@pytest.mark.parametrize(
    ("text", "since", "until"),
    [
        ("What did Halvorsen say about lighthouses last week?", date(2031, 6, 2), date(2031, 6, 8)),
        ("What did Halvorsen say about lighthouses since March?", date(2031, 3, 1), None),
        ("What did Halvorsen say in 2029 about lighthouses?", date(2029, 1, 1), date(2029, 12, 31)),
        ("Halvorsen on lighthouses on 18 March", date(2031, 3, 18), date(2031, 3, 18)),
    ],
)
def test_dates_are_no_part_of_the_topic(text: str, since: date, until: date | None) -> None:
    found = asked(text)
    assert (found.since, found.until, found.speaker, found.topic) == (since, until, "Halvorsen", "lighthouses")


@pytest.mark.parametrize("outlet", ["The Harbour Post", "the harbour post", "Harbour Post"])
@pytest.mark.parametrize("word", ["in", "according to", "from"])
def test_an_outlet_is_no_part_of_the_topic(word: str, outlet: str) -> None:
    found = asked(f"What did Halvorsen say about lighthouses {word} {outlet}?")
    assert (found.outlet, found.topic) == ("The Harbour Post", "lighthouses")


def test_what_is_no_outlet_stays_in_the_topic() -> None:
    assert asked("What did Halvorsen say about lighthouses in the north?").topic == "lighthouses in the north"


FIRST = asked("What did Halvorsen say about lighthouses?")
LAST_MARCH = Reading("Halvorsen", "lighthouses", date(2030, 3, 1))


@pytest.mark.parametrize(
    ("text", "change"),
    [
        ("and about trawlers?", {"topic": "trawlers"}),
        ("what about trawlers?", {"topic": "trawlers"}),
        ("and what about Okonkwo?", {"speaker": "Okonkwo"}),
        ("how about Okonkwo?", {"speaker": "Okonkwo"}),
        ("since March?", {"since": date(2031, 3, 1), "interpreted": True, "second": LAST_MARCH}),
        ("last week", {"since": date(2031, 6, 2), "until": date(2031, 6, 8), "interpreted": True}),
        ("since when?", {"ask": Ask.TIMELINE}),
    ],
)
def test_a_follow_up_keeps_what_it_does_not_change(text: str, change: dict[str, object]) -> None:
    assert replace(asked(text, FIRST), heard=()) == replace(FIRST, text=text, **change)  # type: ignore[arg-type]


def test_a_whole_question_is_no_follow_up() -> None:
    assert asked("What did Okonkwo say about trawlers?", FIRST) == asked("What did Okonkwo say about trawlers?")


@pytest.mark.parametrize("text", ["", " ", "?", "!?."])
def test_a_question_of_nothing_asks_for_nothing(text: str) -> None:
    found = asked(text)
    assert (found.speaker, found.topic, found.quotation) == (None, None, None)


words = st.lists(
    st.sampled_from(
        "what did Halvorsen say about on the Okonkwo vs “ ” ' who said since March 31 in Post 등대 ? : 's".split()
    ),
    max_size=12,
).map(" ".join)


@given(st.one_of(words, st.text(max_size=60)), st.sampled_from([None, FIRST]))
def test_whatever_is_asked_is_understood_somehow(text: str, previous: Question | None) -> None:
    found = asked(text, previous)
    assert found.text == " ".join(text.split())
    assert found.speaker != ""
    assert found.topic != ""
