"""Small articles in which a name once meant the wrong person, each of a kind of its own."""

from __future__ import annotations

from index.attribution.statements import StatementReader
from tests.index.attribution.quoted import direct, speakers


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


def test_somebody_of_a_country_is_no_person_called_so(reader: StatementReader) -> None:
    text = "Emil Strand scored twice on Sunday. The Norwegian said: “I was late, simple as that.”"
    assert "Norwegian" not in speakers(reader, text)


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


def test_what_somebody_used_to_say_is_not_who_tells_of_it(reader: StatementReader) -> None:
    text = (
        "On his farm near Estmar, Odd Brekke milks 30 goats. “Goats don't read the paper,” the old man used to say, "
        "according to Brekke.\n\n“Rain is no news,” my grandmother would say, says Brekke."
    )
    assert speakers(reader, text) == {None}


def test_who_hears_something_does_not_say_it(reader: StatementReader) -> None:
    text = (
        "Kivik Crown Court heard that Jens Roth had driven for eleven hours. Judge Ada Holm heard that the brakes were "
        "worn out. Ilo Tamm was told that the road was wet.\n\n“I was tired,” Roth said."
    )
    assert speakers(reader, text) <= {None, "Jens Roth"}
