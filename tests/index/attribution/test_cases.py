"""Small articles in which words once went to the wrong person, each of a kind of its own."""

from __future__ import annotations

import pytest

from index.attribution.statements import StatementReader
from tests.index.attribution.quoted import direct, name, speakers, words


def test_a_reply_in_the_same_paragraph_is_its_own_speakers(reader: StatementReader) -> None:
    text = (
        '"The tunnel opens in June," Governor Rina Calloway said. "It will not open this year," '
        'Jost Weyland answered. "He has not seen it," Calloway said.'
    )
    assert direct(reader, text) == [
        ("Rina Calloway", '"The tunnel opens in June,"'),
        ("Jost Weyland", '"It will not open this year,"'),
        ("Rina Calloway", '"He has not seen it,"'),
    ]


def test_three_voices_of_a_paragraph_stay_three(reader: StatementReader) -> None:
    text = (
        '"The roof is sound," Hallam said. "The roof leaks," Weyland replied. "Then look at the beams," said Calloway.'
    )
    assert direct(reader, text) == [
        ("Hallam", '"The roof is sound,"'),
        ("Weyland", '"The roof leaks,"'),
        ("Calloway", '"Then look at the beams,"'),
    ]


def test_a_quotation_after_a_promise_is_not_the_next_paragraphs_speakers(reader: StatementReader) -> None:
    text = (
        "Governor Rina Calloway promised to open the tunnel in June. “The valley has been patient.”\n\n"
        "“We are glad to hear it,” Mayor Jost Weyland said."
    )
    found = reader.statements(text)
    assert {name(one) for one in found if "patient" in words(text, one)} <= {"Rina Calloway", None}
    assert ("Jost Weyland", "“We are glad to hear it,”") in direct(reader, text)


def test_a_quotation_after_a_gesture_is_its_makers_or_nobodys(reader: StatementReader) -> None:
    text = (
        "Governor Rina Calloway looked up from her papers. “The vote is lost.” Her secretary, Piers Hallam, sighed.\n\n"
        "Calloway closed the folder. “You will hear from us when there is something to hear.”"
    )
    found = direct(reader, text)
    assert [said for _, said in found] == [
        "“The vote is lost.”",
        "“You will hear from us when there is something to hear.”",
    ]
    assert {who for who, _ in found} <= {"Rina Calloway", None}


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "In the words of Jost Weyland, “it is a gift to the hauliers”.",
            ("Jost Weyland", "“it is a gift to the hauliers”"),
        ),
        ("For Piers Hallam, a driver, it is “the end of the bus”.", ("Piers Hallam", "“the end of the bus”")),
        ("As Dagny Sorrel put it: “The valley was never asked.”", ("Dagny Sorrel", "“The valley was never asked.”")),
    ],
)
def test_words_of_somebody_are_his_without_a_verb(
    reader: StatementReader, sentence: str, expected: tuple[str, str]
) -> None:
    text = f"Governor Rina Calloway opened the tunnel on Monday.\n\n{sentence}"
    assert direct(reader, text) == [expected]


@pytest.mark.parametrize(
    "sentence",
    [
        "Had Calloway said “the tunnel is closed”, the buses would have stayed at home.",
        "Calloway never said “the tunnel is closed”.",
        "“Calloway should say: ‘The tunnel is closed,’” Weyland said.",
        "Calloway denied saying “the tunnel is closed”.",
    ],
)
def test_words_that_were_not_said_are_no_statement(reader: StatementReader, sentence: str) -> None:
    assert "Calloway" not in speakers(reader, sentence)


def test_single_marks_quote(reader: StatementReader) -> None:
    text = (
        "Governor Rina Calloway said: ‘We’ll keep the tunnel open. It’s the valley’s road, and they’ve earned it.’\n\n"
        "‘I won’t name a day,’ she added. ‘But it’s soon.’\n\n"
        "'The drivers' buses won't wait,' said depot manager Piers Hallam, 'and that's their right.'"
    )
    assert direct(reader, text) == [
        ("Rina Calloway", "‘We’ll keep the tunnel open. It’s the valley’s road, and they’ve earned it.’"),
        ("Rina Calloway", "‘I won’t name a day,’ … ‘But it’s soon.’"),
        ("Piers Hallam", "'The drivers' buses won't wait,' … 'and that's their right.'"),
    ]


def test_she_is_not_the_rival_of_the_paragraph_before(reader: StatementReader) -> None:
    text = (
        "Friends of Tove Rask sang until midnight on Monday while the votes were counted, and in the next square the "
        "followers of her rival went home.\n\n"
        "In a short address, Hanne Liiv, the election commissioner, asked everybody to wait.\n\n"
        "Rask told her friends that the wait would soon be over. Her helpers had hired a band for the night. "
        "“We are about to lead this valley,” she said, and the band began to play."
    )
    found = direct(reader, text)
    assert {who for who, said in found if "about to lead" in said} == {"Tove Rask"}


def test_who_only_passes_words_on_is_not_whom_he_means(reader: StatementReader) -> None:
    text = (
        "The laird, Sir Ranald Strake, was not at the sale. In a letter delivered by his factor, Alun Brace, he wished "
        "the buyers well. “My family has loved the glen, not always wisely,” he wrote."
    )
    assert "Alun Brace" not in speakers(reader, text)


def test_a_nearer_man_without_a_name_bars_a_named_one(reader: StatementReader) -> None:
    text = (
        "Colonel Hugo Drayle travels to Melbury every week. I once asked a young man in his coach to lower his voice. "
        "“Then stop talking to me,” he said."
    )
    assert speakers(reader, text) <= {None}


def test_who_shouts_in_a_told_clause_is_unclear(reader: StatementReader) -> None:
    text = "Inspector Amy Stollard said the man had run off, shouting that he would “burn the whole place down”."
    assert all("burn" not in text[s.start : s.end] or s.person is None for s in reader.statements(text))


def test_refused_and_denied_words_are_no_statements(reader: StatementReader) -> None:
    text = (
        "Mark Sollis refused to blame the referee for the late goal. He dismissed speculation that Brightwell was "
        "preparing a bid. Ana Tull denied that she had called him a fool. “We lost,” Sollis said."
    )
    assert [text[s.start : s.end] for s in reader.statements(text)] == ["“We lost,”"]


def test_a_stance_and_a_colon_lead_to_words(reader: StatementReader) -> None:
    text = (
        "Coach Bill Hurlow was blunt: “We lost.”\n\nDeputy leader Joan Sparling laughed: “Ask me tomorrow at noon.”\n\n"
        "Our head of design, Olu Mbeko, disagreed: “People come for the map.”"
    )
    assert direct(reader, text) == [
        ("Bill Hurlow", "“We lost.”"),
        ("Joan Sparling", "“Ask me tomorrow at noon.”"),
        ("Olu Mbeko", "“People come for the map.”"),
    ]


def test_her_in_a_clause_about_another_tells_no_gender(reader: StatementReader) -> None:
    text = (
        "Clara Holm has been attacked on the harbour by Bernie Sandell, who cites letters as evidence of her ties."
        "\n\nSandell says the piers are too small. He says, “They are just too small for the fleet.”"
    )
    assert direct(reader, text) == [("Bernie Sandell", "“They are just too small for the fleet.”")]
