"""Small texts in which words once went to the wrong person, each of a kind of its own."""

from __future__ import annotations

import pytest

from index import Kind, Statement
from index.attribution.statements import StatementReader


def name(one: Statement) -> str | None:
    return one.person.name if one.person else None


def words(text: str, one: Statement) -> str:
    return " … ".join(text[start:end] for start, end in one.content)


def direct(reader: StatementReader, text: str, title: str | None = None) -> list[tuple[str | None, str]]:
    """Who is quoted with which words, questions left out."""
    found = reader.statements(text, title)
    return [(name(one), words(text, one)) for one in found if one.kind is Kind.DIRECT and not one.question]


def speakers(reader: StatementReader, text: str) -> set[str | None]:
    return {name(one) for one in reader.statements(text)}


# Articles.


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


def test_mr_and_mrs_tell_a_couple_apart(reader: StatementReader) -> None:
    text = (
        "Governor Jost Weyland and his wife, Tilda Weyland, came to the valley on Monday.\n\n"
        "“The school choir moved us,” Mrs. Weyland said.\n\n"
        "“The tunnel will be lit,” Mr. Weyland said.\n\n"
        "“I shall come back for the harvest,” she added."
    )
    assert direct(reader, text) == [
        ("Tilda Weyland", "“The school choir moved us,”"),
        ("Jost Weyland", "“The tunnel will be lit,”"),
        ("Tilda Weyland", "“I shall come back for the harvest,”"),
    ]


def test_mrs_is_the_woman_whose_husband_is_named_beside_her(reader: StatementReader) -> None:
    text = (
        "Tilda Weyland and her husband, former Governor Jost Weyland, came to Estmar. “The valley is with us,” "
        "Mrs. Weyland said. “It always was,” Mr. Weyland said."
    )
    assert direct(reader, text) == [
        ("Tilda Weyland", "“The valley is with us,”"),
        ("Jost Weyland", "“It always was,”"),
    ]


def test_a_surname_is_not_that_of_a_namesake_who_is_named_later(reader: StatementReader) -> None:
    text = (
        "Rep. Seo Min-jae of the opposition said, “The ministry should publish the map.”\n\n"
        "“The ministry will publish the map,” said Han. Transport Minister Han Do-yeon spoke at a hearing.\n\n"
        "Education Minister Han Sang-gyu also said that schools would close on Friday."
    )
    first, second = direct(reader, text)
    assert first == ("Seo Min-jae", "“The ministry should publish the map.”")
    assert second in [(who, "“The ministry will publish the map,”") for who in ("Han Do-yeon", "Han", None)]


def test_she_is_the_woman_and_he_the_man(reader: StatementReader) -> None:
    text = (
        "Governor Helena Calloway met Senator Thomas Weyland. He said the meeting was useful. She said it was long. "
        "“It led nowhere,” she said. “It led somewhere,” he said."
    )
    assert direct(reader, text) == [
        ("Helena Calloway", "“It led nowhere,”"),
        ("Thomas Weyland", "“It led somewhere,”"),
    ]


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


def test_an_office_with_a_name_beside_it_is_the_named_person(reader: StatementReader) -> None:
    text = (
        "“The rails are new,” said the depot manager, Piers Hallam.\n\n"
        "“The rails are old,” said Hallam's predecessor, Dagny Sorrel, who laid them.\n\n"
        "“I take the bus,” said Odd Brekke, a neighbour of Hallam and a baker."
    )
    assert direct(reader, text) == [
        ("Piers Hallam", "“The rails are new,”"),
        ("Dagny Sorrel", "“The rails are old,”"),
        ("Odd Brekke", "“I take the bus,”"),
    ]


def test_initials_with_and_without_spaces_are_one_person(reader: StatementReader) -> None:
    text = (
        "K. L. Thorsby, the judge, said: “The map is void.” R.V Anand Rao, the surveyor, said the map had been "
        "“drawn in haste”.\n\n“It is void,” said K.L. Thorsby."
    )
    assert direct(reader, text) == [("K. L. Thorsby", "“The map is void.”"), ("K. L. Thorsby", "“It is void,”")]
    assert speakers(reader, text) <= {"K. L. Thorsby", "R.V Anand Rao", None}


def test_names_with_particles_are_one_person_in_long_and_short(reader: StatementReader) -> None:
    text = (
        "Liesel von der Au said the map was ready. “We print in June,” von der Au said.\n\n"
        "“Not this June,” said Joris de Wit Kamp, the printer. Yusuf bin Nasser al-Rahwan, the works minister, said "
        "paper was scarce.\n\n“There is none,” bin Nasser said."
    )
    assert direct(reader, text) == [
        ("Liesel von der Au", "“We print in June,”"),
        ("Joris de Wit Kamp", "“Not this June,”"),
        ("Yusuf bin Nasser al-Rahwan", "“There is none,”"),
    ]


def test_a_body_in_a_title_leaves_the_name_a_name(reader: StatementReader) -> None:
    text = (
        "Analyst Brigid Aldous said the count showed how the road feeds the valley. “Drivers can be calm,” "
        "Aldous said.\n\nRoads Council secretary Odd Brekke said the depot would close. “We leave in June,” he said."
    )
    assert direct(reader, text) == [("Brigid Aldous", "“Drivers can be calm,”"), ("Odd Brekke", "“We leave in June,”")]


def test_a_leader_of_a_country_has_the_name_alone(reader: StatementReader) -> None:
    text = (
        "East Norvalian leader Baek Tae-jun said on Monday that the border would stay shut. His sister, Baek Seo-rin, "
        "called Estmar “an empty shell.”\n\n"
        "“There is nothing to discuss,” Baek said in a speech carried by state television.\n\n"
        "“The road will stay closed,” Baek Seo-rin said."
    )
    assert speakers(reader, text) == {"Baek Tae-jun", "Baek Seo-rin"}
    assert direct(reader, text) == [
        ("Baek Seo-rin", "“an empty shell.”"),
        ("Baek Tae-jun", "“There is nothing to discuss,”"),
        ("Baek Seo-rin", "“The road will stay closed,”"),
    ]


def test_first_names_tell_a_couple_apart_and_the_surname_does_not(reader: StatementReader) -> None:
    text = (
        "Singer Nadia Falk and her husband, painter Erik Falk, came to the opening.\n\n"
        "“The hills are lovely,” Nadia said. “I miss the city,” Erik said. “We rarely agree,” Falk said."
    )
    assert direct(reader, text) == [
        ("Nadia Falk", "“The hills are lovely,”"),
        ("Erik Falk", "“I miss the city,”"),
        (None, "“We rarely agree,”"),
    ]


# Transcripts.


def test_brackets_after_a_delegates_country_are_part_of_the_label(reader: StatementReader) -> None:
    text = (
        "The President: The next speaker is the representative of Estmar.\n\n"
        "Ms. Varga (Estmar): My country asked for this debate. The border road was closed without notice.\n\n"
        "Mr. Tamm (Lindesund) (spoke in Spanish): We closed it for repairs. It will open before the harvest.\n\n"
        "Dame Ida Perrin (Western Isles): We voted in favour because the road serves us all.\n\n"
        "The President (spoke in French): The list of speakers is exhausted.\n\n"
        "The meeting was suspended at 1.05 p.m."
    )
    assert direct(reader, text) == [
        (None, "The next speaker is the representative of Estmar."),
        ("Varga", "My country asked for this debate. The border road was closed without notice."),
        ("Tamm", "We closed it for repairs. It will open before the harvest."),
        ("Ida Perrin", "We voted in favour because the road serves us all."),
        (None, "The list of speakers is exhausted."),
    ]


def test_seats_and_times_are_part_of_the_label(reader: StatementReader) -> None:
    text = (
        "Mr CONRAD ASHBY (Millbrook) (10:42): I ask the House to note that the road is broken. It was last year.\n\n"
        "Mrs Della Ashby interjecting—\n\n"
        "The DEPUTY SPEAKER (Hon. MB Fennick): Order! The member for Redgum will be quiet.\n\n"
        "Mr CONRAD ASHBY: I was saying that the road is broken.\n\n"
        "Mrs DELLA ASHBY (Redgum) (10:47): I speak against the motion. The road was mended in May.\n\n"
        "Ms TULLOCH (Saltbush—Deputy Speaker): The question is that the motion be adjourned."
    )
    found = direct(reader, text)
    assert [said for _, said in found] == [
        "I ask the House to note that the road is broken. It was last year.",
        "Order! The member for Redgum will be quiet.",
        "I was saying that the road is broken.",
        "I speak against the motion. The road was mended in May.",
        "The question is that the motion be adjourned.",
    ]
    assert [who for who, _ in found] == ["Conrad Ashby", "MB Fennick", "Conrad Ashby", "Della Ashby", "Tulloch"]


def test_a_topic_in_a_label_is_no_part_of_a_name(reader: StatementReader) -> None:
    text = "GOVERNOR CALLOWAY ON THE TUNNEL: “It opens before the summer.”\n\nWeyland, asked the same: “Perhaps.”"
    found = direct(reader, text)
    assert {who for who, said in found if "summer" in said} <= {"Governor Calloway", "Calloway", None}
    assert {who for who, said in found if "Perhaps" in said} <= {"Weyland", None}


def test_an_office_with_its_holder_in_brackets_is_a_label(reader: StatementReader) -> None:
    text = (
        "Conrad Ashby (Millbrook) (Con): When will the Minister mend the road?\n\n"
        "The Financial Secretary to the Treasury (Della Ashby): We have paid for the gravel this spring.\n\n"
        "Conrad Ashby: Gravel is not a road.\n\n"
        "Della Ashby: It is more than there was under his friends.\n\n"
        "Madam Speaker: Order. We move on."
    )
    assert direct(reader, text) == [
        ("Conrad Ashby", "When will the Minister mend the road?"),
        ("Della Ashby", "We have paid for the gravel this spring."),
        ("Conrad Ashby", "Gravel is not a road."),
        ("Della Ashby", "It is more than there was under his friends."),
        (None, "Order. We move on."),
    ]


def test_names_on_lines_of_their_own_are_labels(reader: StatementReader) -> None:
    text = (
        "Roads Bill: Third Reading\n\n"
        "Mr Deputy Speaker (Sir Giles Marlow)\nI call the Secretary of State.\n\n"
        "The Secretary of State for Roads (Della Ashby)\n"
        "I beg to move, That the Bill be now read the third time. The road has been the spine of the county.\n\n"
        "Conrad Ashby (Millbrook) (Lab)\nWill she give way? Nobody in my town has seen the plan.\n\n"
        "Della Ashby\nI thank the hon. Gentleman. The plan hangs in his town hall.\n\n"
        "Ms Ruth Penhale (Coombe) (LD)\nIt hangs there upside down.\n\n"
        "Hon. Members\nOh!\n\n"
        "Mr Deputy Speaker\nOrder. Let the Secretary of State speak."
    )
    assert direct(reader, text) == [
        ("Giles Marlow", "I call the Secretary of State."),
        (
            "Della Ashby",
            "I beg to move, That the Bill be now read the third time. The road has been the spine of the county.",
        ),
        ("Conrad Ashby", "Will she give way? Nobody in my town has seen the plan."),
        ("Della Ashby", "I thank the hon. Gentleman. The plan hangs in his town hall."),
        ("Ruth Penhale", "It hangs there upside down."),
        (None, "Oh!"),
        ("Giles Marlow", "Order. Let the Secretary of State speak."),
    ]


def test_answers_of_a_deposition_are_turns_of_the_witness(reader: StatementReader) -> None:
    text = (
        "Q. Would you tell us your name?\n\nA. Odd Brekke.\n\n"
        "Q. Who ordered the gravel?\n\nA. I ordered it on a Monday in March. I never saw the bill.\n\n"
        "MR. SORREL: Objection. Calls for speculation.\n\nTHE COURT: Sustained.\n\nTHE WITNESS: I never saw it."
    )
    found = direct(reader, text)
    assert [said for _, said in found] == [
        "Would you tell us your name?",
        "Odd Brekke.",
        "Who ordered the gravel?",
        "I ordered it on a Monday in March. I never saw the bill.",
        "Objection. Calls for speculation.",
        "Sustained.",
        "I never saw it.",
    ]
    witness = {who for who, said in found if said.startswith(("Odd", "I "))}
    assert witness in ({"Odd Brekke"}, {None})
    assert [who for who, said in found if not said.startswith(("Odd", "I "))] == [None, None, "Sorrel", None]


def test_an_answer_label_is_nobodys_name(reader: StatementReader) -> None:
    text = (
        "Regular Briefing of the Ministry\n\n"
        "Question: Estmar is said to have closed the road. Can you confirm it?\n\n"
        "Answer: We have seen no closure. Both sides have agreed to keep the road free.\n\n"
        "Question: When will the envoys meet?\n\nAnswer: No day has been chosen."
    )
    assert direct(reader, text) == [
        (None, "We have seen no closure. Both sides have agreed to keep the road free."),
        (None, "No day has been chosen."),
    ]


def test_groups_and_blue_cards_are_parts_of_labels(reader: StatementReader) -> None:
    text = (
        "Liv Brandsma (Verts/ALE): Madam President, the report falls short.\n\n"
        "Mateo Ruano (S&D): The report goes further than the last one.\n\n"
        "Jaak Peeters, on behalf of the PPE Group. – (FR) Madam President, we abstained.\n\n"
        "Liv Brandsma (Verts/ALE), blue-card question: Did you count the lorries?\n\n"
        "Mateo Ruano (S&D), blue-card answer: I stood beside the road."
    )
    said = [(name(one), words(text, one)) for one in reader.statements(text)]
    assert said == [
        ("Liv Brandsma", "Madam President, the report falls short."),
        ("Mateo Ruano", "The report goes further than the last one."),
        ("Jaak Peeters", "Madam President, we abstained."),
        ("Liv Brandsma", "Did you count the lorries?"),
        ("Mateo Ruano", "I stood beside the road."),
    ]


# Official pages.


def test_accented_capitals_are_a_label_and_a_time_of_day_is_not(reader: StatementReader) -> None:
    text = (
        "GOVERNOR CALLOWAY: Mr. Governor, the valley greets you. We have waited for this road.\n\n"
        "GOVERNOR GÁBRIEL: Thank you, Rina. Norvale will pay its half before 2033.\n\n"
        "4:20 P.M. EDT"
    )
    found = direct(reader, text)
    assert [said for _, said in found] == [
        "Mr. Governor, the valley greets you. We have waited for this road.",
        "Thank you, Rina. Norvale will pay its half before 2033.",
    ]
    assert [who.split()[-1] for who, _ in found if who] == ["Calloway", "Gábriel"]


def test_an_accented_label_between_two_plain_ones_begins_a_turn(reader: StatementReader) -> None:
    text = (
        "MS. TULLOCH: The toll stays.\n\nPRESIDENT ORDÓÑEZ: Then we shall have a toll as well.\n\n"
        "MS. TULLOCH: Nobody would win by that."
    )
    found = direct(reader, text)
    assert [(who and who.split()[-1], said) for who, said in found] == [
        ("Tulloch", "The toll stays."),
        ("Ordóñez", "Then we shall have a toll as well."),
        ("Tulloch", "Nobody would win by that."),
    ]


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


def test_somebody_of_a_country_is_no_person_called_so(reader: StatementReader) -> None:
    text = "Emil Strand scored twice on Sunday. The Norwegian said: “I was late, simple as that.”"
    assert "Norwegian" not in speakers(reader, text)


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


def test_the_former_mayor_is_not_the_mayor(reader: StatementReader) -> None:
    text = (
        "Norhaven's mayor, Jan Novik, opened the tram line on Friday. The former mayor, who planned it, was not "
        "invited. “I read about it in the paper,” the former mayor said."
    )
    assert speakers(reader, text) <= {None}


def test_a_surname_alone_is_nobody_where_its_bearers_are_told_apart(reader: StatementReader) -> None:
    text = (
        'Rep. Kim Sang-un of the ruling party said the budget was "as lean as a winter tree."\n\n'
        'Rep. Kim Eun-bae disagreed. "A winter tree with gold leaves," Kim Eun-bae said.\n\n'
        '"I won\'t take lessons from the party of debt," replied Kim Sang-un.\n\n'
        '"Nobody wins such a quarrel," said Kim.'
    )
    assert direct(reader, text)[-1] == (None, '"Nobody wins such a quarrel,"')


def test_her_in_a_clause_about_another_tells_no_gender(reader: StatementReader) -> None:
    text = (
        "Clara Holm has been attacked on the harbour by Bernie Sandell, who cites letters as evidence of her ties."
        "\n\nSandell says the piers are too small. He says, “They are just too small for the fleet.”"
    )
    assert direct(reader, text) == [("Bernie Sandell", "“They are just too small for the fleet.”")]


def test_an_initial_that_is_an_article_leaves_a_name_a_name(reader: StatementReader) -> None:
    text = (
        "Roberta A. Kaplow, a lawyer from Norvale who represented the owners, spoke in June. “There can't be separate "
        "but equal piers,” she told the judge."
    )
    assert direct(reader, text) == [("Roberta A. Kaplow", "“There can't be separate but equal piers,”")]


def test_a_group_that_uses_something_is_not_the_place_it_stands_on(reader: StatementReader) -> None:
    text = "Scientists using a telescope atop Mauna Tor have confirmed that the moon of Varda has water under its ice."
    assert speakers(reader, text) <= {None}


def test_a_chief_executive_is_named_without_the_office(reader: StatementReader) -> None:
    text = (
        "Brantwich Cables cut its forecast on Tuesday. Chief Executive Ingrid Sohlman told analysts on a call: "
        "“Customers ordered too much in the shortage.”"
    )
    assert direct(reader, text) == [("Ingrid Sohlman", "“Customers ordered too much in the shortage.”")]


def test_a_minister_has_not_the_office_of_his_spokeswoman(reader: StatementReader) -> None:
    text = (
        "Belmarch's prime minister, Joost Verhoe, speaking through his spokeswoman, Anneke Pol, regretted the recall. "
        "Pol refused to say whether Verhoe had telephoned. “I won't go into private calls,” she said."
    )
    assert "Joost Verhoe" not in speakers(reader, text)
