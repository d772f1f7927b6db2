"""Turns of a conversation: who is meant, what stays the topic, and what is no question."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import pytest

from index.answering.reading import Articles, understand
from index.answering.reading.asides import without_asides
from index.answering.reading.bodies import speaker_for
from index.answering.reading.talk import Talk, talk_of
from index.model import Ask, Part, Person, Question
from index.search.speakers import SpeakerDirectory

TODAY = date(2031, 6, 12)
DIRECTORY = SpeakerDirectory(
    [
        (Person("Elin Varga", ("Varga",), ("President",), id=1), 40),
        (Person("Ilo Tamm", ("Tamm",), ("Prime Minister",), id=2), 30),
        (Person("Bram Okafor", ("Okafor",), id=3), 5),
        (Person("Rosa Ibsen", ("Ibsen",), ("spokeswoman",), id=4), 5),
        (Person("Pavel Lindh", ("Lindh",), ("chairman",), id=5), 4),
        (Person("Tove Hallin", ("Hallin",), id=6), 4),
        (Person("Matti Brun", ("Brun",), ("chief executive",), id=7), 4),
        (Person("Kari Osk", ("Osk",), ("Energy Minister",), id=8), 4),
        (Person("Anton Roth", ("Roth",), ("predecessor",), id=9), 4),
    ]
)
TEXTS = (
    "The shopkeepers' association of Kivik was angry about the pier. “They close our street,” said Bram Okafor, who "
    "chairs the association.",
    "Rosa Ibsen, the spokeswoman of the ministry of transport, said the state would pay for the pier.",
    "The nurses' union praised her. “She worked at night,” said Pavel Lindh, its chairman, of the pier.",
    "For the shepherds, their speaker, Tove Hallin, said the wells near the pier tasted of salt.",
    "Matti Brun, the chief executive of Norvale Mining, apologised for the lithium.",
    "The energy minister, Kari Osk, spoke on lithium.",
    "“More lithium,” said Prime Minister Ilo Tamm.",
    "The new governor's predecessor, Anton Roth, spoke of lithium.",
)


def texts(words: str) -> Iterable[tuple[str, None]]:
    wanted = [word.lower().rstrip("s") for word in words.split() if len(word) > 3]
    return [(text, None) for text in TEXTS if any(word in text.lower() for word in wanted)]


ARTICLES = Articles(lambda _: False, texts)


def turns(*questions: str) -> list[Question]:
    read: list[Question] = []
    for text in questions:
        read.append(understand(text, DIRECTORY, (), TODAY, read[-1] if read else None, ARTICLES))
    return read


@pytest.mark.parametrize(
    ("body", "name"),
    [
        ("the shopkeepers' association", "Bram Okafor"),
        ("the ministry of transport", "Rosa Ibsen"),
        ("the nurses' union", "Pavel Lindh"),
        ("the shepherds", "Tove Hallin"),
        ("Norvale Mining", "Matti Brun"),
        ("the dockers' union", None),
        ("the pier", None),
    ],
)
def test_who_speaks_for_a_body_is_told_by_the_articles(body: str, name: str | None) -> None:
    assert speaker_for(body, "the pier", DIRECTORY, texts) == name


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("and the shopkeepers' association?", "Bram Okafor"),
        ("what about the ministry of transport", "Rosa Ibsen"),
        ("and what does the nurses' union say", "Pavel Lindh"),
        ("what do the shepherds say?", "Tove Hallin"),
        ("and the dockers' union?", "the dockers' union"),
    ],
)
def test_a_body_is_asked_about_the_last_topic(text: str, speaker: str) -> None:
    found = turns("What did Varga say about the pier?", text)[-1]
    assert (found.ask, found.speaker, found.topic) == (Ask.SAID, speaker, "the pier")


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("and what does the company say", "Matti Brun"),
        ("how did the minister answer her", "Kari Osk"),
        ("and the minister?", "Kari Osk"),
    ],
)
def test_who_leads_a_body_or_holds_an_office_is_found_where_the_last_topic_is(text: str, speaker: str) -> None:
    found = turns("What did Varga say about lithium?", text)[-1]
    assert (found.speaker, found.topic) == (speaker, "lithium")


@pytest.mark.parametrize(
    "text", ["and her colleague Tamm?", "what about her old rival Tamm", "and her friend Ilo Tamm?"]
)
def test_what_somebody_is_to_the_last_speaker_is_no_topic(text: str) -> None:
    found = turns("What did Varga say about lithium?", text)[-1]
    assert ((found.speaker or "").removeprefix("Ilo "), found.topic) == ("Tamm", "lithium")


@pytest.mark.parametrize("text", ["does that affect the ferry?", "and will it also delay the ferry?"])
def test_what_comes_of_it_is_the_last_speakers_to_tell_before_others(text: str) -> None:
    found = turns("What did Varga say about lithium?", text)[-1]
    assert (found.speaker, found.topic, found.otherwise) == ("Varga", "the ferry", "the ferry")


def test_a_time_is_gone_on_with_as_one_that_can_be_left_out() -> None:
    dated, going_on, named = turns("What did Varga say about lithium in 2030?", "and Tamm?", "and Tamm in 2029?")
    assert (dated.is_time_carried, going_on.is_time_carried, named.is_time_carried) == (False, True, False)
    assert going_on.since == dated.since


def test_an_office_that_nobody_on_record_holds_is_another_topic_of_the_same_speaker() -> None:
    found = turns("What did Varga say about lithium?", "and the ambassador?")[-1]
    assert (found.speaker, found.topic) == ("Varga", "the ambassador")


@pytest.mark.parametrize("text", ["and before that?", "anything earlier?", "what did she say previously"])
def test_what_came_before_is_a_timeline_of_the_same(text: str) -> None:
    found = turns("What did Varga say about lithium?", text)[-1]
    assert (found.ask, found.speaker, found.topic) == (Ask.TIMELINE, "Varga", "lithium")


def test_of_several_ministers_none_is_meant_whom_no_article_names_on_the_topic() -> None:
    assert turns("What did Varga say about the pier?", "and the minister?")[-1].speaker == "minister"


def test_a_thing_is_another_topic_of_the_same_speaker() -> None:
    found = turns("What did Varga say about lithium?", "what about the pier?")[-1]
    assert (found.speaker, found.topic) == ("Varga", "the pier")


def test_nobody_elses_predecessor_is_taken_for_theirs() -> None:
    _, before, minister = turns("What did Tamm say about lithium?", "and his predecessor?", "and the minister?")
    assert (before.speaker, before.topic) == ("Tamm's predecessor", "lithium")
    assert (minister.speaker, minister.topic) == ("Kari Osk", "lithium")


def test_a_question_that_nobody_answers_leaves_the_speaker_to_the_next() -> None:
    said, who = turns("What did Varga say about the pier?", "who else?")
    assert who.ask is Ask.WHO
    refused = Question(who.text, topic=who.topic, ask=Ask.WHO, heard=who.heard, is_refused=True)
    found = understand("and on visas?", DIRECTORY, (), TODAY, refused, ARTICLES)
    assert (found.ask, found.speaker, found.topic) == (Ask.SAID, said.speaker, "visas")


@pytest.mark.parametrize(
    ("text", "topic", "otherwise"),
    [
        ("how many are still homeless?", "still homeless", "still homeless"),
        ("when does the pier open?", "the pier open", "the pier open"),
        ("which countries did they ask?", "countries ask", None),
    ],
)
def test_a_fact_is_asked_of_the_last_speaker_first(text: str, topic: str, otherwise: str | None) -> None:
    found = turns("What did Varga say about the pier?", text)[-1]
    assert (found.ask, found.speaker, found.topic, found.otherwise) == (Ask.SAID, "Varga", topic, otherwise)


def test_who_did_something_is_asked_of_anybody() -> None:
    found = turns("What did Varga say about the pier?", "who closed the harbour?")[-1]
    assert (found.ask, found.speaker, found.topic) == (Ask.SAID, None, "closed the harbour")


def test_only_and_please_are_no_topic_and_not_taken_over() -> None:
    _, only, since, other, back = turns("pier", "only Tamm please", "since 2030", "thx. and Varga?", "Tamm only")
    assert (only.speaker, only.topic) == ("Tamm", "pier")
    assert (since.speaker, since.topic, since.since) == ("Tamm", "pier", date(2030, 1, 1))
    assert (other.speaker, other.topic) == ("Varga", "pier")
    assert (back.speaker, back.topic) == ("Tamm", "pier")


@pytest.mark.parametrize("text", ["Just transition fund", "only children"])
def test_without_a_question_before_they_are_part_of_a_topic(text: str) -> None:
    assert turns(text)[0].topic == text


@pytest.mark.parametrize(
    "text",
    [
        "and more recently?",
        "just the latest",
        "anything more recent",
        "and lately?",
        "only the newest, please",
        "latest?",
    ],
)
def test_newer_words_are_wanted_of_the_same_speaker_on_the_same_topic(text: str) -> None:
    found = turns("What did Varga say about the pier in 2029?", text)[-1]
    assert (found.ask, found.speaker, found.topic) == (Ask.LATEST, "Varga", "the pier")
    assert (found.since, found.until) == (None, None)


def test_talk_in_between_changes_nothing() -> None:
    _, talk, found = turns("What did Varga say about the pier?", "lol ok", "and on coal?")
    assert talk.ask is Ask.TALK
    assert (found.ask, found.speaker, found.topic) == (Ask.SAID, "Varga", "coal")


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("thx. and Tamm?", "and Tamm?"),
        ("thanks, and Tamm?", "and Tamm?"),
        ("ok and what did Tamm say?", "and what did Tamm say?"),
        ("Thanks! What did Tamm say about coal?", "What did Tamm say about coal?"),
        ("great, now Tamm", "now Tamm"),
        ("ok thanks. and Tamm?", "and Tamm?"),
    ],
)
def test_thanks_before_a_question_are_no_talk(text: str, question: str) -> None:
    assert talk_of(text) is None
    assert without_asides(text) == question


@pytest.mark.parametrize(
    "text",
    ["lol ok", "ok cool", "thanks, that was great!", "that's perfect, thank you so much", "haha nice", "hmm",
     "no thanks", "thanks for the help", "thank you and good night", "never mind", "that's all"],
)  # fmt: skip
def test_chatter_is_answered_with_a_friendly_line(text: str) -> None:
    assert talk_of(text) is Talk.THANKS


@pytest.mark.parametrize(
    ("text", "premise"),
    [
        ("who was against it?", "against the pier"),
        ("who is for it?", "in favour of the pier"),
        ("who else is opposed to it?", "opposed to the pier"),
        ("anyone against it?", "against the pier"),
        ("who was sorry about it?", "sorry about the pier"),
        ("who criticised it?", "criticised the pier"),
        ("who else?", None),
    ],
)
def test_who_takes_a_side_on_the_last_topic(text: str, premise: str | None) -> None:
    found = turns("What did Varga say about the pier?", text)[-1]
    assert (found.ask, found.topic, found.premise) == (Ask.WHO, "the pier", premise)


def test_who_takes_a_side_on_a_topic_of_its_own() -> None:
    found = turns("who was against the new pier in Kivik?")[0]
    assert (found.ask, found.topic, found.premise) == (
        Ask.WHO,
        "the new pier in Kivik",
        "against the new pier in Kivik",
    )


@pytest.mark.parametrize(
    ("text", "first", "part"),
    [
        ("What did Varga say about the pier, and who closed the street?",
         ("Varga", "the pier"), Part("", "closed the street")),
        ("how much lithium was sold and what do the shepherds say", (None, "lithium was sold"),
         Part("Tove Hallin", "lithium was sold")),
        ("What was Varga's reason for the delay, and did she say the pier would be closed?",
         ("Varga", "the delay"), Part("Varga", "the pier would be closed")),
        ("Who resigned as energy minister and who takes over?", (None, "resigned as energy minister"),
         Part("", "takes over resigned as energy minister")),
        ("How much does the state get from lithium and how much water may the company pump?",
         (None, "the state get from lithium"), Part("", "water may the company pump")),
        ("What did Tamm say about the pier and who criticised it?", ("Tamm", "the pier"),
         Part("", "the pier", Ask.WHO, "criticised the pier")),
        ("What did Tamm say about the pier and who paid for it?", ("Tamm", "the pier"), Part("", "paid for the pier")),
        ("What did Varga say about the pier and what about lithium?", ("Varga", "the pier"), Part("Varga", "lithium")),
        ("What did Varga say about the pier and how many ships will come?", ("Varga", "the pier"),
         Part("Varga", "ships will come", otherwise="ships will come")),
        ("How many ships came, and did the pier hold? (Varga)", ("Varga", "ships came"),
         Part("Varga", "the pier hold")),
        ("What's the latest on lithium and what did Tamm say about the pier?", (None, "lithium"),
         Part("Tamm", "the pier")),
        ("1. What did Varga say about the pier? 2. What did Tamm say about lithium?", ("Varga", "the pier"),
         Part("Tamm", "lithium")),
        ("Morning! 1) What did Varga say about the pier 2) what did Tamm say about lithium?", ("Varga", "the pier"),
         Part("Tamm", "lithium")),
        ("- What did Varga say about the pier? - Who spoke about lithium?", ("Varga", "the pier"),
         Part("", "lithium", Ask.WHO)),
        ("First, what did Varga say about the pier? Second, what did Tamm say about lithium?", ("Varga", "the pier"),
         Part("Tamm", "lithium")),
        ("What did Varga say about the pier? And Tamm on lithium?", ("Varga", "the pier"), Part("Tamm", "lithium")),
    ],
)  # fmt: skip
def test_both_parts_of_a_question_are_read(text: str, first: tuple[str | None, str], part: Part) -> None:
    found = turns(text)[0]
    assert (found.speaker, found.topic, found.further) == (*first, (part,))


@pytest.mark.parametrize(
    "text",
    [
        "What did Varga say about the people who stayed and left",
        "What did Varga say about the pier and its owners",
        "What did Varga say about Tamm and who she trusts",
        "What did Varga and Tamm say about the pier",
    ],
)
def test_one_question_stays_one(text: str) -> None:
    assert turns(text)[0].further == ()


@pytest.mark.parametrize(
    ("text", "ask", "topic"),
    [
        ("Anything from Varga about why the alarm came so late?", Ask.SAID, "the alarm late"),
        ("Varga on how the pier was tested", Ask.SAID, "the pier tested"),
        ("what did Varga say about whether the wells are safe", Ask.SAID, "the wells safe"),
        ("Varga on how to build piers", Ask.SAID, "how to build piers"),
        ("Has Varga changed her mind on fishing quotas?", Ask.TIMELINE, "fishing quotas"),
        ("has Tamm changed his position on coal", Ask.TIMELINE, "coal"),
    ],
)
def test_a_clause_or_a_changed_mind_leaves_what_it_is_about(text: str, ask: Ask, topic: str) -> None:
    found = turns(text)[0]
    assert (found.ask, found.topic) == (ask, topic)
