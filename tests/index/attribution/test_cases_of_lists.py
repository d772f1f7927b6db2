"""Letters, lists of praise, posts and headings in which words once went to the wrong person."""

from __future__ import annotations

from index.attribution.statements import StatementReader
from tests.index.attribution.quoted import direct, name, speakers, words


def test_a_line_with_a_hyphen_and_a_name_signs_the_quotation_above_it(reader: StatementReader) -> None:
    text = (
        "Letters about the tunnel\n\n"
        '"Nothing we built in thirty years has brought so many visitors to the valley."\n'
        "- Rina Calloway, transport minister\n\n"
        '"Nothing we built in thirty years has cost the valley so many fields."\n'
        "- Jost Weyland, leader of the farmers\n\n"
        '"My bus goes through it twice a day, and that is all I know."\n'
        "- Piers Hallam, driver"
    )
    assert direct(reader, text) == [
        ("Rina Calloway", '"Nothing we built in thirty years has brought so many visitors to the valley."'),
        ("Jost Weyland", '"Nothing we built in thirty years has cost the valley so many fields."'),
        ("Piers Hallam", '"My bus goes through it twice a day, and that is all I know."'),
    ]


def test_a_headline_is_its_own_names(reader: StatementReader) -> None:
    text = "Calloway: 'The tunnel opens'\n\nWeyland: Tunnel 'a folly'\n\nHallam hopes for longer nights"
    found = direct(reader, text)
    assert {who for who, said in found if "opens" in said} <= {"Calloway", None}
    assert {who for who, said in found if "folly" in said} <= {"Weyland", None}


def test_a_post_is_its_signers(reader: StatementReader) -> None:
    text = (
        "The governor replied on a social network on Monday night.\n\n"
        "The tunnel stays open, whoever writes otherwise. We count the buses again in June. pic.example/q1\n\n"
        "— Rina Calloway (@rcalloway) June 2, 2031\n\n"
        "Her opponent Jost Weyland showed a photograph of an empty road.\n\n"
        "RT @jweyland: The valley was never asked. #tunnel"
    )
    found = reader.statements(text)
    assert {name(one) for one in found if "stays open" in words(text, one)} == {"Rina Calloway"}
    assert {name(one) for one in found if "never asked" in words(text, one)} <= {"Jost Weyland", None}


def test_each_quotation_of_a_list_is_the_name_before_it(reader: StatementReader) -> None:
    text = (
        "The whole valley is of one mind.\n\n"
        "Governor Calloway: “The flood took half the road.”\n\n"
        "Norvale Interior Ministry spokeswoman Hanne Liiv: “The bridges of the south are gone, nobody doubts it.”\n\n"
        "Deputy Governor R.J. Moss: “They will need two summers now.”\n\n"
        "Secretary of Roads Tove Rask: “Our engineers stopped the water.”\n\n"
        "Secretary Ebbing: “Every culvert held.”"
    )
    found = direct(reader, text)
    assert [said for _, said in found] == [
        "“The flood took half the road.”",
        "“The bridges of the south are gone, nobody doubts it.”",
        "“They will need two summers now.”",
        "“Our engineers stopped the water.”",
        "“Every culvert held.”",
    ]
    assert [who for who, _ in found] == [
        "Governor Calloway",
        "Hanne Liiv",
        "R.J. Moss",
        "Tove Rask",
        "Secretary Ebbing",
    ]


def test_a_source_in_brackets_after_a_listed_quotation_is_no_speech(reader: StatementReader) -> None:
    text = (
        "On Monday, Governor Calloway presented a bill to lower the toll. Here is what they say about it:\n\n"
        "Senate President Arne Holt: “Commuters should not pay to go home.” [Statement, 6/2/31]\n\n"
        "Rep. Hugo Lind: “This is a first step. A fair toll is no favour.” [Statement, 6/2/31]\n\n"
        "Rep. Carmen Solis: “What a day for the valley! The bill halves the toll.” [Tweet, 6/2/31]\n\n"
        "Rep. Ingrid Cho: “I'm happy that the bill reaches the upper valley, too.” [Tweet, 6/3/31]"
    )
    assert direct(reader, text) == [
        ("Arne Holt", "“Commuters should not pay to go home.”"),
        ("Hugo Lind", "“This is a first step. A fair toll is no favour.”"),
        ("Carmen Solis", "“What a day for the valley! The bill halves the toll.”"),
        ("Ingrid Cho", "“I'm happy that the bill reaches the upper valley, too.”"),
    ]


def test_a_signature_with_a_long_title_signs_the_quotation_alone(reader: StatementReader) -> None:
    text = (
        "“As Governor Calloway told the valley on Monday: the toll falls again and the buses are full.”\n\n"
        "— Governor's Office Press Secretary Gudrun Ohlsen\n\n"
        "Norvale Mayor Viktor Stahr “has left the bridges to rot while children walk to school.”\n\n"
        "— Governor's Office spokesman Ruben Aker\n\n"
        "Norvale Mayor Viktor Stahr was on leave. The new figures for the toll surprised many."
    )
    found = direct(reader, text)
    assert [(who, said) for who, said in found if "has left" in said] == [
        ("Ruben Aker", "“has left the bridges to rot while children walk to school.”")
    ]
    assert [who for who, said in found if "told the valley" in said] == ["Gudrun Ohlsen"]
    assert "Viktor Stahr" not in speakers(reader, text)


def test_headings_in_capitals_are_nobody(reader: StatementReader) -> None:
    text = (
        "FACT SHEET\n\n"
        "MENDING THE ROAD: Today, Governor Calloway signed an Executive Order to mend the valley road.\n\n"
        "WORK DONE: Governor Calloway has backed rules that keep buses on the road.\n\n"
        "OPENING THE VALLEY’S DOORS: Governor Calloway is working to bring visitors to the valley."
    )
    assert reader.statements(text) == []


def test_every_paragraph_of_a_post_is_its_writers(reader: StatementReader) -> None:
    text = (
        "Foreign Minister Hanne Liiv denounced the raid on Monday. She wrote in a post:\n\n"
        "“I denounce the raid on the border villages. Our thoughts are with the families.\n\n"
        "“We will speak with our neighbours about an answer.”\n\n"
        "Governor Viktor Stahr wrote as well: “I cannot believe what was done to the villages.”"
    )
    found = direct(reader, text)
    assert {who for who, said in found if "denounce" in said or "neighbours" in said} == {"Hanne Liiv"}
    assert {who for who, said in found if "cannot believe" in said} == {"Viktor Stahr"}
    assert any("neighbours about an answer" in said for _, said in found)
