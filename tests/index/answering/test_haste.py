"""Questions in haste: what they say to the one who answers, and what is mistyped in them."""

from __future__ import annotations

from datetime import date

import pytest

from index.answering.reading import Articles, understand
from index.answering.reading.asides import without_asides
from index.answering.reading.spelling import with_spelling
from index.model import Ask, Person, Question
from index.search.speakers import SpeakerDirectory

TODAY = date(2031, 6, 12)
DIRECTORY = SpeakerDirectory(
    [
        (Person("Elin Varga", ("Varga", "Elin"), ("President",), id=1), 40),
        (Person("Ilo Tamm", ("Tamm",), ("Foreign Minister",), id=2), 30),
    ]
)
ARTICLES = Articles(lambda word: word in {"harbour", "fees", "ferry", "coal", "deadline", "quota", "report"})


def asked(text: str) -> Question:
    return understand(text, DIRECTORY, (), TODAY, None, ARTICLES)


@pytest.mark.parametrize(
    "text",
    [
        "hiya, quick one for my lead - whats Varga sayng about harbour fees??",
        "hey team quick question: what did Varga say about harbour fees",
        "Morning! Could you pull me anything Varga's come out with re: harbour fees, ta",
        "Good afternoon - has Varga said anything on harbour fees? cheers in advance",
        "need a line from varga on harbour fees, deadline in 10",
        "On deadline: Varga on harbour fees",
        "Varga on harbour fees - asap, pls",
        "what did Varga say about harbour fees, for tomorrow's piece",
        "what did Varga say about harbour fees for my column, thanks a lot",
        "anything from Varga on harbour fees? need it by 5pm",
        "so did varga ever actually say anything abt harbour fees or not",
        "waht did Varga say abuot harbour fees",
        "whats Varga sayin abotu harbour fees lol",
        "urgent: any comment from Varga on harbour fees (for today's bulletin)",
        "hi, could u tell me what Varga said about harbour fees",
        "could you tell me what Varga said about harbour fees",
        "can one of you tell me what Varga said about harbour fees",
        "did we ever get a comment from Varga on harbour fees",
        "is there a quote where Varga talks about harbour fees",
        "have the papers quoted Varga on harbour fees",
        "what do we have by Varga on harbour fees",
        "press desk here: what did Varga say about harbour fees",
        "for the ambassador: Varga on harbour fees",
        "for a memo: what did Varga say about harbour fees, wdyt",
        "Dear team, what did Varga say about harbour fees? Kind regards, Mona",
        "Yo, what'd Varga say about harbour fees",
        "what did Varga say about harbour fees? cc @desk_editor @night_shift",
        "what did Varga say about harbour fees @night_shift",
        "What did Varga say about harbour fees? #estmar #energy",
        "Could you tell me what Varga said about harbour fees? Thank you very much in advance!",
        "I need to know what Varga said about harbour fees, boss is asking",
        "So what did Varga say about harbour fees, like, exactly?",
        "What did Varga say about harbour fees, word for word?",
        "what did Varga say about harbour fees Sent from my phone",
        "Hi, this is Kaja from the embassy press office. What did Varga say about harbour fees?",
        "I'm Kaja Lund, what did Varga say about harbour fees?",
        "what did Varga say about harbour fees ;-)",
        "what did Varga say about harbour fees (asking for a friend)",
        "what did Varga say about harbour fees, asking for my editor",
        "what did Varga say about harbour fees? its for the evening bulletin",
        "what did Varga say about harbour fees? thanks a million",
        "what did Varga say about harbour fees? Please answer quickly",
        "can somebody tell me what Varga said about harbour fees, anyone?",
        "what did Varga say about harbour fees\n—\nKaja Lund\nPress Office, Estmar\n+372 555 0100",
    ],
)
def test_what_stands_around_a_question_is_no_topic(text: str) -> None:
    found = asked(text)
    assert ((found.speaker or "").lower(), found.topic) == ("varga", "harbour fees")
    assert (found.ask, found.since, found.until) == (Ask.SAID, None, None)


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("What did Varga say about the deadline in October", "the deadline"),
        ("What did Varga say about the report for the show", "the report for the show"),
        ("What did Varga say about good morning greetings", "good morning greetings"),
        ("What did Varga say about the ferry quota", "the ferry quota"),
        ("What did Varga say about staying in port", "staying in port"),
        ("What did Varga say about which port is best", "which port is best"),
        ("What did Varga say about @night_shift", "@night_shift"),
        ("What did Varga say about the team's fees, in full", "the team's fees, in full"),
    ],
)
def test_the_same_words_may_be_the_topic(text: str, topic: str) -> None:
    assert asked(text).topic == topic


def test_what_is_nothing_but_an_aside_stays() -> None:
    assert [without_asides(text) for text in ("thanks", "Morning!", "asap")] == ["thanks", "Morning!", "asap"]


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("governer of the Bank", "governor of the Bank"),
        ("the Presidnt on coal", "the President on coal"),
        ("the fees sayng", "the fees saying"),
        ("senators and generals", "senators and generals"),
    ],
)
def test_mistyped_words_of_questions_are_read_as_meant(text: str, meant: str) -> None:
    assert with_spelling(text, lambda _: False) == meant
    assert with_spelling(text, lambda _: True) == text


@pytest.mark.parametrize("text", ["only this month", "and only since June", "just in June 2031"])
def test_a_time_alone_narrows_what_was_asked(text: str) -> None:
    before = asked("What did Varga say about harbour fees?")
    found = understand(text, DIRECTORY, (), TODAY, before, ARTICLES)
    assert (found.speaker, found.topic, found.since) == ("Varga", "harbour fees", date(2031, 6, 1))


def test_the_latest_is_wanted_wherever_it_is_said() -> None:
    for text in ("Varga on the ferry, latest", "what has Varga said about the ferry - the latest"):
        found = asked(text)
        assert (found.ask, found.speaker, found.topic) == (Ask.LATEST, "Varga", "the ferry")


NICKNAMES = SpeakerDirectory(
    [
        (Person("William Torne", ("Torne",), id=1), 9),
        (Person("Margaret Holmsen", ("Holmsen",), id=2), 9),
        (Person("Robert Lund", ("Lund",), id=3), 5),
        (Person("Robert Falk", ("Falk",), id=4), 4),
    ]
)


def nicknamed(text: str) -> Question:
    return understand(text, NICKNAMES, (), TODAY, None, ARTICLES)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Bill on the ferry?", "William Torne"),
        ("What did Bill say about the ferry?", "William Torne"),
        ("what did peggy say about the ferry", "Margaret Holmsen"),
        ("Peggy Holmsen on the ferry", "Margaret Holmsen"),
        ("Did Will comment on the ferry?", None),
        ("Bob on the ferry", None),
        ("Bill Strand on the ferry", None),
    ],
)
def test_a_short_form_of_a_given_name_means_its_only_bearer(text: str, name: str | None) -> None:
    found = nicknamed(text)
    called = {match.person.name for match in NICKNAMES.matching(found.speaker or "")}
    assert called == ({name} if name else set())


@pytest.mark.parametrize("text", ["What did Lund say about the Harbour Bill?", "What did Lund say about the Bill?"])
def test_a_thing_of_the_same_word_is_nobody(text: str) -> None:
    found = nicknamed(text)
    assert (found.speaker, found.others) == ("Lund", ())
    assert "Bill" in (found.topic or "")


@pytest.mark.parametrize(
    "text",
    [
        "What will Varga say tomorrow about the ferry?",
        "what will varga say next week about fees",
        "What is Varga going to say about coal?",
        "When will Tamm announce the fees?",
    ],
)
def test_what_will_be_said_is_on_no_record(text: str) -> None:
    assert asked(text).ask is Ask.TALK


@pytest.mark.parametrize(
    "text",
    [
        "What did Varga say she will announce?",
        "What is Varga saying about coal?",
        "What will Varga do about the fees?",
        "How will the ferry be paid for, did Varga say?",
        "Who is going on record on coal?",
    ],
)
def test_what_was_said_of_the_future_is(text: str) -> None:
    assert asked(text).ask is not Ask.TALK


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("What did the State Department say about the ferry?", "State Department"),
        ("what did the labour office comment on the ferry", "labour office"),
        ("What did the union say about fees?", "union"),
    ],
)
def test_a_body_nobody_knows_is_named_in_full(text: str, speaker: str) -> None:
    assert (asked(text).speaker or "").removeprefix("the ") == speaker


def test_those_who_complain_are_asked_for_wherever_they_are() -> None:
    found = asked("who in Norvale has been moaning about harbour fees")
    assert (found.ask, found.topic, found.premise) == (Ask.WHO, "harbour fees", "moaning harbour fees")


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("Varga said something about the harbour fees, what was it?", "the harbour fees"),
        ("Varga was asked about the harbour fees. Her answer?", "the harbour fees"),
        ("did Varga ever rule out higher harbour fees", "higher harbour fees"),
        ("Has Varga ruled out higher harbour fees?", "higher harbour fees"),
        ("Varga of the Harbour Trust: will the fees rise?", "the fees rise"),
        ("In her own words: Varga on the harbour fees", "the harbour fees"),
        ("Varga on the harbour fees, any quote?", "the harbour fees"),
        ("Varga, harbour fees: any quotes?", "harbour fees"),
    ],
)
def test_what_only_asks_is_no_part_of_the_topic(text: str, topic: str) -> None:
    found = asked(text)
    assert (found.speaker, found.topic) == ("Varga", topic)


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Ada Holm statement on the harbour fees", "Ada Holm"),
        ("Ada Holm comment on the harbour fees", "Ada Holm"),
        ("Varga comment on the harbour fees", "Varga"),
        ("Government comment on the harbour fees", None),
        ("Ada County statement on the harbour fees", None),
    ],
)
def test_whose_statement_is_wanted_speaks_though_nobody_has_the_name(text: str, speaker: str | None) -> None:
    found = asked(text)
    assert (found.speaker, found.topic) == (speaker, "the harbour fees")


def test_a_name_behind_the_question_mark_is_the_speakers() -> None:
    assert asked("why did the harbour office stop calling the quota a report? varga").speaker == "varga"


def test_who_is_only_named_does_not_act() -> None:
    assert asked("Did the ferry company accept the report that had Varga in it?").speaker is None
    assert asked("Did Tamm's camp accept the report that had Varga in it?").speaker is None


def test_a_common_word_is_nobodys_nickname() -> None:
    directory = SpeakerDirectory([(Person("Colin Strand", ("Strand",), id=1), 9)])
    articles = Articles(lambda word: word == "cost")
    for text, speaker in (("what would it cost a year?", None), ("what did CoStr say about fees?", "Colin Strand")):
        assert understand(text, directory, (), TODAY, None, articles).speaker == speaker


def test_on_what_grounds_begins_a_second_question() -> None:
    found = asked("What did Varga say about the ferry, and on what grounds does Tamm refuse the quota?")
    assert (found.topic, [part.speaker for part in found.further]) == ("the ferry", ["Tamm"])


def test_who_is_told_of_in_a_clause_is_not_asked_for() -> None:
    assert asked("Did Varga speak of the man who had threatened her?").ask is Ask.SAID
    assert asked("Is there anybody who criticised the ferry?").ask is Ask.WHO


@pytest.mark.parametrize("text", ["which governor was sure that the ferry sinks", "Which governor called for coal?"])
def test_which_of_a_kind_asks_who(text: str) -> None:
    found = asked(text)
    assert (found.ask, found.role) == (Ask.WHO, "governor")


@pytest.mark.parametrize("feels", ["sure that", "furious that", "so worried about how"])
def test_how_those_feel_who_are_asked_for_is_no_part_of_the_topic(feels: str) -> None:
    found = asked(f"Which governor was {feels} the ferry sinks?")
    assert (found.ask, (found.topic or "").removeprefix("how ")) == (Ask.WHO, "the ferry sinks")


def test_what_is_near_the_one_who_asks_is_in_no_article() -> None:
    assert asked("what does a litre cost in my area right now?").ask is Ask.TALK
