"""Questions as people write them in haste: any order, any spelling, titles in place of names, one after another."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import pytest

from index.answering.reading import Articles, understand
from index.answering.reading.talk import Talk, talk_of
from index.model import Ask, Part, Person, Question
from index.search.speakers import SpeakerDirectory

TODAY = date(2031, 6, 12)
VARGA = Person("Elin Varga", ("Varga", "Elin"), ("President",), id=1)
TAMM = Person("Ilo Tamm", ("Tamm",), ("Foreign Minister",), id=2)
ORSKY = Person("Danylo Orskyy", ("Orskyy",), ("Harbour Secretary",), id=3)
BRANDT = Person("Ada Brandt", ("Brandt",), ("Mayor",), id=4)
QUELL = Person("Mayor Quell", ("Quell",), ("Mayor",), id=5)
RIVERO = Person("Ana Lucía Rivero Sol", ("Rivero Sol",), id=6)
HOLMGREN = Person("Prime Minister Holmgren", ("Holmgren",), ("Prime Minister",), id=7)
MOON = Person("President Moon", ("Moon",), ("President",), id=8)
FLEET = Person("Norvale Fisheries", organisation=True, id=9)
FLEET_CHIEF = Person("Tove Lind", ("Lind",), id=10)
MARY = Person("Mary Varga", ("Varga",), id=11)
ENVOY = Person("Kari Sund", ("Sund",), ("Climate Envoy",), id=12)
SPEAKERS = [(VARGA, 400), (TAMM, 30), (ORSKY, 20), (BRANDT, 12), (QUELL, 9), (RIVERO, 8), (HOLMGREN, 7), (MOON, 5),
            (FLEET, 3), (FLEET_CHIEF, 4), (MARY, 6), (ENVOY, 5)]  # fmt: skip
DIRECTORY = SpeakerDirectory(SPEAKERS)
TEXTS = (
    "The mayor of Dunmere, Ada Brandt, opened the pier.",
    "Dunmere Mayor Ada Brandt and Mayor Quell of Kivik met Prime Minister Holmgren of Norway.",
    "Tove Lind, the chief executive of Norvale Fisheries, and Norvale Fisheries CEO Tove Lind's brother came.",
    "President Varga and the mayor of Kivik spoke.",
)


def texts(words: str) -> Iterable[tuple[str, None]]:
    return [
        (text, None) for text in TEXTS if any(word.lower() in text.lower() for word in words.split() if len(word) > 3)
    ]


ARTICLES = Articles(lambda word: word in {"harbour", "fees", "ferry", "coal", "lighthouse"}, texts)


def asked(text: str, previous: Question | None = None) -> Question:
    return understand(text, DIRECTORY, ("Kivik Daily",), TODAY, previous, ARTICLES)


def chain(*texts: str) -> list[Question]:
    questions: list[Question] = []
    for text in texts:
        questions.append(asked(text, questions[-1] if questions else None))
    return questions


@pytest.mark.parametrize(
    "text",
    [
        "Hi! What did Varga say about harbour fees?",
        "tell me what Varga said in Dunmere about harbour fees",
        "any remarks from Varga about harbour fees?",
        "I need a quote from Elin Varga on harbour fees, please",
        "According to Varga, what are harbour fees?",
        "harbour fees: Varga",
        "harbour fees (Varga)",
        "harbour fees - what did Varga say?",
        "on harbour fees, what did Varga say?",
        "can u find varga joking about harbour fees",
        "varga harbour fees",
        "Vargas comments on harbour fees",
        "hello there, does anyone know what varga told reporters regarding harbour fees? thanks",
        "How did Varga respond when asked about harbour fees?",
        "What, if anything, did Varga say about harbour fees?",
        "what message did Varga send on harbour fees",
        "What did Elin Varga, the president, say about harbour fees?",
        "what has been said by Varga on harbour fees",
        "varga mention harbour fees?",
        "our ambassador needs Varga's assurance on harbour fees",
        "Varga and the harbour fees - what did she say",
    ],
)
def test_speaker_and_topic_wherever_they_stand(text: str) -> None:
    found = asked(text)
    assert found.ask is Ask.SAID
    assert (found.speaker or "").lower().removeprefix("elin ") == "varga"
    assert (found.topic or "").removeprefix("the ") == "harbour fees"


def test_what_somebody_assures_is_the_topic() -> None:
    found = asked("we need Varga's assurance that the port stays open")
    assert (found.speaker, found.topic) == ("Varga", "the port stays open")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("orskiy on coal", "Danylo Orskyy"),
        ("what did Orsky say about coal", "Danylo Orskyy"),
        ("Brandtt on coal", "Ada Brandt"),
        ("Ada Brant on coal", "Ada Brandt"),
        ("holmgern on coal", "Prime Minister Holmgren"),
        ("EliVar on coal", "Elin Varga"),
        ("ALRS on coal", "Ana Lucía Rivero Sol"),
        ("rivero sol on coal", "Ana Lucía Rivero Sol"),
        ("Moon Jae-on on coal", "President Moon"),
        ("Sven Holmgren on coal", "Prime Minister Holmgren"),
        ("Lind of Norvale Fisheries on coal", "Tove Lind"),
    ],
)
def test_names_are_known_however_they_are_spelt(text: str, name: str) -> None:
    found = asked(text)
    assert found.topic == "coal"
    (match, *_) = DIRECTORY.matching(found.speaker or "")
    assert match.person.name == name


def test_an_honorific_tells_a_woman_from_a_man_of_the_name() -> None:
    brandts = SpeakerDirectory(
        [(Person("Karl Brandt", ("Brandt",), id=1), 50), (Person("Mary Brandt", ("Brandt",), id=2), 3)]
    )
    assert understand("Mrs. Brandt on coal", brandts, (), TODAY).speaker == "Mary Brandt"
    assert understand("Mr. Brandt on coal", brandts, (), TODAY).speaker == "Karl Brandt"


@pytest.mark.parametrize("text", ["Tuva Varga on coal", "What did Jonas Tamm say about coal?"])
def test_another_given_name_is_another_person(text: str) -> None:
    assert DIRECTORY.matching(asked(text).speaker or "") == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("the foreign minister on coal", "Ilo Tamm"),
        ("What did the Foreign Minister say about coal?", "Ilo Tamm"),
        ("mayor of Dunmere on coal", "Ada Brandt"),
        ("Dunmere's mayor on coal", "Ada Brandt"),
        ("the mayor of Kivik on coal", "Mayor Quell"),
        ("the Norwegian PM on coal", "Prime Minister Holmgren"),
        ("Norvale Fisheries CEO on coal", "Tove Lind"),
        ("Varga's climate envoy on coal", "Kari Sund"),
    ],
)
def test_an_office_means_its_holder(text: str, name: str) -> None:
    found = asked(text)
    assert (found.speaker, found.topic) == (name, "coal")


def test_an_office_of_another_place_is_not_that_of_the_person_named_beside() -> None:
    estmar = Articles(lambda _: False, lambda _: [("President Varga met the president of Estmar in Norvale.", None)])
    assert understand("the president of Estmar on coal", DIRECTORY, (), TODAY, None, estmar).speaker != "Elin Varga"


def test_an_office_that_nobody_is_known_to_hold_is_nobodys() -> None:
    assert asked("What did the mayor of Lindesund say about coal?").speaker == "mayor of Lindesund"
    assert asked("the prime minister of Estmar on coal").speaker == "prime minister of Estmar"


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("What was said about the harbour treaty?", "the harbour treaty"),
        ("what do experts say about the harbour treaty", "the harbour treaty"),
        ("what's the Ministry line on the harbour treaty", "the harbour treaty"),
        ("who talked about Varga's resignation", "Varga's resignation"),
        ("Varga's resignation", "Varga's resignation"),
    ],
)
def test_nobody_in_particular_is_asked_for(text: str, topic: str) -> None:
    found = asked(text)
    assert (found.speaker, found.topic) == (None, topic)


@pytest.mark.parametrize(
    ("text", "topic", "without", "role"),
    [
        ("Which ministers commented on the ferry?", "the ferry", (), "minister"),
        ("who else besides Varga praised the ferry?", "the ferry", ("Varga",), None),
        ("who criticised Varga's remark about the ferry?", "Varga's remark about the ferry", ("Varga",), None),
        ("has anyone mentioned the ferry?", "the ferry", (), None),
    ],
)
def test_who_spoke(text: str, topic: str, without: tuple[str, ...], role: str | None) -> None:
    found = asked(text)
    assert (found.ask, found.topic, found.without, found.role) == (Ask.WHO, topic, without, role)


@pytest.mark.parametrize(
    "text",
    [
        "varga / tamm: where do they differ on coal?",
        "Put Varga and Tamm side by side on coal",
        "Do Varga and Tamm see coal the same way?",
        "What do Varga and Tamm each say about coal?",
        "Varga and Tamm on coal: how do their plans differ?",
    ],
)
def test_two_are_compared(text: str) -> None:
    found = asked(text)
    assert found.ask is Ask.VERSUS
    assert [name.lower() for name in (found.speaker or "", *found.others)] == ["varga", "tamm"]
    assert found.topic == "coal"


@pytest.mark.parametrize(
    "text",
    ["Varga on coal, then and now", "how did Varga's tune on coal change over the year", "timeline of Varga on coal"],
)
def test_how_words_changed(text: str) -> None:
    found = asked(text)
    assert (found.ask, found.speaker, found.topic) == (Ask.TIMELINE, "Varga", "coal")


def test_climate_change_is_no_change() -> None:
    assert asked("how does Varga see climate change in Norvale").ask is Ask.SAID


def test_two_questions_are_both_read() -> None:
    found = asked("What did Varga offer for the ferry, and what did Tamm say about it?")
    assert (found.speaker, found.further) == ("Varga", (Part("Tamm", found.topic or ""),))
    assert "ferry" in (found.topic or "")
    found = asked("What did Varga say about coal? And about the ferry?")
    assert (found.speaker, found.topic, found.further) == ("Varga", "coal", (Part("Varga", "the ferry"),))


def test_a_fact_may_be_told_by_others() -> None:
    found = asked("how many ships has Varga visited?")
    assert (found.speaker, found.otherwise) == ("Varga", "ships has Varga visited")
    assert asked("how many ships did Varga promise?").otherwise is None


def test_words_without_marks_may_be_a_quotation() -> None:
    found = asked("did Varga really say the ferry will never leave Dunmere?")
    assert (found.ask, found.speaker, found.quotation) == (Ask.SAID, "Varga", "the ferry will never leave Dunmere")
    assert asked("did Varga say anything about the ferry to Dunmere?").quotation is None
    assert asked("did Varga say why the ferry is late?").quotation is None


def test_a_conversation_goes_on() -> None:
    first, coal, july, other, both, him, who, versus = chain(
        "What did Varga say about the ferry?", "and about coal?", "and in May?", "how about Tamm?",
        "and Brandt on fees?", "did she mention the pier?", "who else?", "compare them",
    )  # fmt: skip
    assert (first.speaker, coal.speaker, coal.topic) == ("Varga", "Varga", "coal")
    assert (july.speaker, july.topic, july.since) == ("Varga", "coal", date(2031, 5, 1))
    assert (other.speaker, other.topic, other.since) == ("Tamm", "coal", date(2031, 5, 1))
    assert (both.speaker, both.topic, both.since) == ("Brandt", "fees", None)
    assert (him.speaker, him.topic) == ("Brandt", "the pier")
    assert (who.ask, who.topic, who.without) == (Ask.WHO, "the pier", ("Brandt", "Tamm", "Varga"))
    assert (versus.ask, versus.speaker, versus.others, versus.topic) == (Ask.VERSUS, "Tamm", ("Brandt",), "the pier")


def test_a_conversation_keeps_its_topic_where_none_is_named() -> None:
    _, agreed, it, said = chain(
        "What did Varga say about the ferry?", "did Tamm agree?", "who talked about it?", "what did Brandt say?"
    )
    assert (agreed.speaker, agreed.topic) == ("Tamm", "the ferry")
    assert (it.ask, it.topic) == (Ask.WHO, "the ferry")
    assert (said.speaker, said.topic, said.otherwise) == ("Brandt", "the ferry", "")


@pytest.mark.parametrize(
    ("text", "ask", "speaker", "others", "topic"),
    [
        ("anyone else?", Ask.WHO, None, (), "coal"),
        ("any others?", Ask.WHO, None, (), "coal"),
        ("what else?", Ask.SAID, "Varga", (), None),
        ("what else has she said about it?", Ask.SAID, "Varga", (), "coal"),
        ("more on that", Ask.SAID, "Varga", (), "coal"),
        ("why?", Ask.SAID, "Varga", (), "coal"),
        ("her view on the ferry?", Ask.SAID, "Varga", (), "the ferry"),
        ("on the ferry", Ask.SAID, "Varga", (), "the ferry"),
        ("same for the ferry", Ask.SAID, "Varga", (), "the ferry"),
        ("vs Tamm", Ask.VERSUS, "Varga", ("Tamm",), "coal"),
        ("compare with Tamm", Ask.VERSUS, "Varga", ("Tamm",), "coal"),
        ("how does that compare to Tamm's view", Ask.VERSUS, "Varga", ("Tamm",), "coal"),
        ("does Tamm agree with her?", Ask.SAID, "Tamm", (), "coal"),
        ("Tamm?", Ask.SAID, "Tamm", (), "coal"),
        ("and the foreign minister?", Ask.SAID, "Ilo Tamm", (), "coal"),
        ("did anyone disagree?", Ask.WHO, None, (), "coal"),
    ],
)
def test_what_goes_on_from_a_question(
    text: str, ask: Ask, speaker: str | None, others: tuple[str, ...], topic: str | None
) -> None:
    found = asked(text, asked("What did Varga say about coal?"))
    assert (found.ask, found.speaker, found.others, found.topic) == (ask, speaker, others, topic)


@pytest.mark.parametrize(
    ("text", "talk"),
    [
        ("Hello!", Talk.HELLO),
        ("thanks a lot", Talk.THANKS),
        ("ok", Talk.THANKS),
        ("help", Talk.HELP),
        ("who are you?", Talk.HELP),
        ("what can I ask you", Talk.HELP),
        ("how many articles do you have?", Talk.LIBRARY),
        ("which newspapers do you read?", Talk.LIBRARY),
        ("what did Varga say?", None),
        ("harbour fees", None),
        ("", None),
    ],
)
def test_talk_is_no_question(text: str, talk: Talk | None) -> None:
    assert talk_of(text) is talk
    assert (asked(text).ask is Ask.TALK) == (talk is not None)


@pytest.mark.parametrize(
    ("text", "speaker", "topic"),
    [
        ("what's new?", None, None),
        ("what's the latest on the ferry", None, "the ferry"),
        ("latest from Varga", "Varga", None),
        ("sum up yesterday's press briefing for me", None, None),
        ("summarise Varga's briefing", "Varga", None),
    ],
)
def test_what_is_newest(text: str, speaker: str | None, topic: str | None) -> None:
    found = asked(text)
    assert (found.ask, found.speaker, found.topic) == (Ask.LATEST, speaker, topic)


def test_the_latest_on_something_is_nobodys_in_particular() -> None:
    check = asked("Did Varga say “The ferry will never leave”?")
    found = asked("what's the latest on Jonas Reed", check)
    assert (found.ask, found.speaker, found.topic, found.quotation) == (Ask.LATEST, None, "Jonas Reed", None)
    assert asked("the latest on that?", asked("What did Varga say about coal?")).topic == "coal"


@pytest.mark.parametrize(
    ("texts", "speaker", "topic"),
    [
        (("What did Varga say about Jonas Reed?", "and what did Tamm say about him?"), "Tamm", "Jonas Reed"),
        (("What did Varga say about coal?", "and what did Tamm say about her?"), "Tamm", "Varga"),
        (("What did Elin Varga say about coal?", "what does Ilo Tamm think of her?"), "Ilo Tamm", "Elin Varga"),
        (("What's the latest on Jonas Reed?", "what did Varga say about him?"), "Varga", "Jonas Reed"),
        (("What did Tove Lind say about coal?", "and Danylo Orskyy?", "what did she say about fees?"),
         "Tove Lind", "fees"),
    ],
)  # fmt: skip
def test_a_pronoun_is_the_last_person_of_its_gender(texts: tuple[str, ...], speaker: str, topic: str) -> None:
    found = chain(*texts)[-1]
    assert (found.speaker, found.topic) == (speaker, topic)


@pytest.mark.parametrize("text", ["when was that?", "and when did she say that?", "when was it said?"])
def test_when_something_was_said_is_asked_of_the_same_quote(text: str) -> None:
    previous = asked("What did Varga say about coal?")
    found = asked(text, previous)
    assert (found.ask, found.speaker, found.topic) == (Ask.SAID, "Varga", "coal")


def test_after_a_check_nothing_is_checked_any_more() -> None:
    check = asked("Did Varga say “The ferry will never leave”?")
    found = asked("and about coal?", check)
    assert (found.ask, found.speaker, found.topic, found.quotation) == (Ask.SAID, "Varga", "coal", None)
