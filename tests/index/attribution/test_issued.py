"""Texts that one person issued."""

from __future__ import annotations

import pytest

from index.attribution.statements import StatementReader

ORDER = "By the authority vested in me as Governor, I hereby order the boats to sail.\n\nTHE HARBOUR HOUSE,\n\n"


def issuers(reader: StatementReader, text: str, title: str | None = None) -> set[str | None]:
    return {one.person.name if one.person else None for one in reader.statements(text, title)}


def test_an_office_without_a_name_may_report_what_others_said(reader: StatementReader) -> None:
    text = (
        "The council met today.\n\n“Water is no luxury,” said Governor Ada Holm. “It is a right,” Mayor Ilo Tamm said."
    )
    assert issuers(reader, text, "Statement by the Press Secretary") == {"Ada Holm", "Ilo Tamm"}


@pytest.mark.parametrize(
    ("title", "issuer"),
    [
        ("Statement by Minister Ada Holm on the Herring", "Ada Holm"),
        ("Statement from President Elin Varga Congratulating Ilo Tamm as President-elect of Estmar", "Elin Varga"),
        ("Statement by Minister Ada Holm condemning the attack", "Ada Holm"),
        ("Letter to the Speaker from President Elin Varga", "Elin Varga"),
        ("Message from Mayor Jan Novak Ahead of Sea Day", "Jan Novak"),
        ("President Elin Varga Statement on the Truce", "Elin Varga"),
        ("Mayor Jan Novak’s Message to the Islands", "Jan Novak"),
        ("Op-Ed: Minister Ada Holm on the Herring", "Ada Holm"),
        ("President Elin Varga's address on the railway brakes", "Elin Varga"),
        ("Remarks by the Prime Minister, Dame Ada Holm, at the State Dinner", "Ada Holm"),
        ("Statement by the Minister of Ports, Ilo Tamm, on the Wharf", "Ilo Tamm"),
        ("Full text: Mayor Jan Novak’s inaugural speech", "Jan Novak"),
    ],
)
def test_a_statements_title_tells_who_issued_it(reader: StatementReader, title: str, issuer: str) -> None:
    assert issuers(reader, "I am glad of the good year on the coast. We shall all go on.", title) == {issuer}


@pytest.mark.parametrize(
    "title",
    [
        "Statement by Ministers Elin Varga, Ilo Tamm and Kari Lunde on the Herring",
        "Statement by Foreign Ministers Varga (Norvale), Tamm (Estmar) on the Herring",
        "Statement by Minister Elin Varga, Ambassador Ilo Tamm",
        "Remarks by President Elin Varga, Prime Minister Tamm in a Joint Press Conference",
        "Statement by Anna Holm, Peter Lund and Kari Lunde",
    ],
)
def test_what_several_issued_is_not_the_first_ones(reader: StatementReader, title: str) -> None:
    assert issuers(reader, "I am glad of the good year on the coast. We shall all go on.", title) <= {None}


@pytest.mark.parametrize(
    "office", ["Chair, Committee on Ports and Harbours", "Director, Office of Lamps", "Harbour Institute", "PhD"]
)
def test_an_office_behind_a_name_is_nobody_else(reader: StatementReader, office: str) -> None:
    title = f"Statement of Senator Elin Varga, {office}"
    assert issuers(reader, "I am glad of the good year on the coast. We shall all go on.", title) == {"Elin Varga"}


@pytest.mark.parametrize(
    ("title", "text", "said"),
    [
        (
            "Statement by Ambassador Lio Ferrant on the Ferry",
            "The embassy regrets that the line was closed.\n\n“It carried nurses for forty years,” Ambassador Ferrant "
            "said. “It did not carry contraband.”\n\nThe embassy has asked for a meeting with the minister.",
            {
                ("Lio Ferrant", "“It carried nurses for forty years,”"),
                ("Lio Ferrant", "“It did not carry contraband.”"),
            },
        ),
        (
            "Letters from the Ferry",
            "Captain Rhea Doll shook her head. “We sail at dawn,” she said.",
            {("Rhea Doll", "“We sail at dawn,”")},
        ),
    ],
)
def test_a_report_that_quotes_whom_its_title_names_is_not_all_theirs(
    reader: StatementReader, title: str, text: str, said: set[tuple[str, str]]
) -> None:
    found = reader.statements(text, title)
    assert {(each.person.name, text[start:end]) for each in found if each.person for start, end in each.content} == said


def test_an_issued_text_that_quotes_others_is_its_issuers(reader: StatementReader) -> None:
    text = "I met the nurses in March. “It was our bridge,” she said to me. I shall not forget that day on the quay."
    assert "Ada Holm" in issuers(reader, text, "Statement by Minister Ada Holm on the Ferry")


def test_a_proclamation_is_its_proclaimers(reader: StatementReader) -> None:
    text = (
        "Our sailors have kept the coast for two hundred years.\n\n"
        "NOW, THEREFORE, I, ELIN VARGA, President of Norvale, by virtue of the authority vested in me, do "
        "hereby proclaim May as Sea Month."
    )
    assert issuers(reader, text, "Sea Month, 2026") == {"Elin Varga"}


def test_an_order_is_its_signers(reader: StatementReader) -> None:
    text = (
        "By the authority vested in me as Governor, I hereby order the boats to sail.\n\nTHE HARBOUR HOUSE,\n\nADA HOLM"
    )
    assert issuers(reader, text, "Letting the Boats Sail") == {"Ada Holm"}


def test_an_order_that_nobody_signs_is_nobodys(reader: StatementReader) -> None:
    text = ORDER + "4 May 2026."
    assert issuers(reader, text, "Letting the Boats Sail") <= {None}


@pytest.mark.parametrize(
    "below",
    [
        "Ministry of Ports, 9 April 2026",
        "Harbour House, Norhaven, May 4, 2026",
        "###\n\nThe ministry has forty clerks, and keeps nine lighthouses.",
        "-ENDS-\n\nNotes to editors:\n\nThe ministry has forty clerks, and keeps nine lighthouses.",
        "Notes to editors: The ministry has forty clerks, and keeps nine lighthouses.",
        "Media contact: Rosa Pell at the press office in Norhaven, by post only.",
        "For further information, contact the press office in Norhaven, by post only.",
        "Ada Holm has been a minister since the year of the great herring.",
    ],
)
def test_what_stands_under_a_statement_is_not_its_issuers(reader: StatementReader, below: str) -> None:
    said = "I am glad of the good year on the coast."
    text = f"{said}\n\n{below}"
    (one,) = reader.statements(text, "Statement by Minister Ada Holm on the Herring")
    assert [text[a:b] for a, b in one.content] == [said]


def test_a_contact_above_a_statement_does_not_end_it(reader: StatementReader) -> None:
    text = "Media contact: Rosa Pell at the press office.\n\nI am glad of the good year on the coast."
    (one,) = reader.statements(text, "Statement by Minister Ada Holm on the Herring")
    assert [text[a:b] for a, b in one.content] == ["I am glad of the good year on the coast."]


def test_a_first_line_tells_who_issued_a_text_without_a_title(reader: StatementReader) -> None:
    text = "Statement by Minister Ada Holm on the Herring\n4 May 2026\n\nI am glad of the good year on the coast."
    (one,) = reader.statements(text)
    assert one.person is not None
    assert one.person.name == "Ada Holm"
    assert [text[a:b] for a, b in one.content] == ["I am glad of the good year on the coast."]


@pytest.mark.parametrize(
    "signature",
    ["Ilo Tamm\nPress Secretary", "Ilo Tamm, Press Secretary", "— Ilo Tamm, Press Secretary of the Harbour House"],
)
def test_an_offices_statement_is_whose_signature_has_the_office(reader: StatementReader, signature: str) -> None:
    text = f"STATEMENT BY THE PRESS SECRETARY\n\nThe boats are safe. We thank all who looked for them.\n\n{signature}"
    found = reader.statements(text, "STATEMENT BY THE PRESS SECRETARY")
    assert [one.person.name if one.person else None for one in found] == ["Ilo Tamm"]
    assert "Tamm" not in " ".join(text[a:b] for one in found for a, b in one.content)


@pytest.mark.parametrize(
    "below",
    [
        "Jo Holm, Deputy Press Secretary",
        "Elin Varga, Mayor",
        "Contact: Jo Holm, Press Secretary",
        "We thank Jo Holm, too.",
    ],
)
def test_another_offices_signature_is_not_the_issuers(reader: StatementReader, below: str) -> None:
    text = f"The boats are safe. We thank all who looked for them.\n\n{below}"
    assert issuers(reader, text, "Statement by the Press Secretary") == {None}


@pytest.mark.parametrize(
    "text",
    [
        "I think the letter is a scandal, and so does our street. Novak said that the fee would rise.",
        "The letter went to every house. It tells of a fee of nine crowns.",
    ],
)
def test_an_article_on_somebodys_letter_is_not_hers(reader: StatementReader, text: str) -> None:
    said = reader.statements(text, "Mayor Jan Novak’s Letter to the Islands")
    assert all("street" not in text[one.start : one.end] and "house" not in text[one.start : one.end] for one in said)


def test_an_order_without_a_name_is_one_statement_of_nobody(reader: StatementReader) -> None:
    text = (
        "By the authority vested in me as President by the Constitution of Norvale, it is hereby ordered:\n\n"
        "Section 1. Purpose. The ferries of the northern coast serve every island in winter.\n\n"
        "Sec. 2. Definitions. The term “coastal vessel” means a ship of less than forty tons."
    )
    (statement,) = reader.statements(text, "Ensuring Ferries in Winter")
    assert statement.person is None
    assert len(statement.content) == 3


def test_what_stands_above_an_order_is_not_its_signers(reader: StatementReader) -> None:
    text = (
        "FACT SHEET: Governor Holm Acts for the Lamps\n\n"
        "Governor Ada Holm has long fought for the lamps of the coast, and she won the day on Monday.\n\n"
        "“We have trimmed wicks and hoped,” said keeper Ilo Tamm of Norhaven.\n\n"
        "EXECUTIVE ORDER NO. 12\n\nLIGHTING THE COAST\n\n"
        "WHEREAS, the lamps have burned since 1793; and\n\n"
        "NOW, THEREFORE, I, ADA HOLM, Governor of Estmar, by the authority vested in me, do hereby order:\n\n"
        "Section 1. Each lamp shall have two keepers by the end of the year.\n\n"
        "ADA HOLM\nGovernor\n\nATTEST:\nBram Lund\nSecretary of State"
    )
    found = reader.statements(text, None)
    wicks = [one for one in found if any("wicks" in text[a:b] for a, b in one.content)]
    assert {one.person.name for one in wicks if one.person} == {"Ilo Tamm"}
    assert not any("fought" in text[a:b] for one in found if one.person for a, b in one.content)


@pytest.mark.parametrize(
    "heading",
    ["Statement by Mayor Ilo Tamm on the Herring", "Reply from the Ministry of Ports", "Questions and answers"],
)
def test_a_statement_ends_where_somebody_elses_begins(reader: StatementReader, heading: str) -> None:
    text = (
        "I am glad of the good year on the coast. We shall all go on.\n\n"
        f"{heading}\n\nI was never asked about the nets, and we have none left at all."
    )
    found = reader.statements(text, "Statement by Minister Ada Holm on the Herring")
    assert not any("nets" in text[a:b] for one in found for a, b in one.content)


@pytest.mark.parametrize(
    "above",
    [
        "Remarks by Ada Holm, Minister of Ports, Halden.",
        "Remarks by Ada Holm, Minister of Ports of Norvale, at the opening of the herring season.\n\nAs delivered.",
        "Ada Holm\nMinister of Ports\n\nHalden, 4 May 2026.\n\nCheck against delivery.",
        "The following is the text of a statement by Ada Holm, Minister of Ports, on the herring.",
        "The Minister of Ports, Ada Holm, today issued the following statement on the herring:",
        "Statement delivered by Minister Ada Holm at the Harbour Club in Halden on Tuesday evening.",
        "Delivered by Ada Holm, Minister of Ports, at the Harbour Club in Halden on Tuesday evening.",
        "Embargoed until delivery.\n\nNew Halden, Norvale.",
        "Strictly embargoed until 9 p.m. on Tuesday.",
        "Statement by Ada Holm, Minister of Ports.\nAs prepared for delivery.",
        "The views expressed here are those of the speaker, and not of the ministry.",
        "Unofficial translation from the Norvalian.",
    ],
)
@pytest.mark.parametrize("break_", ["\n\n", "\n"])
def test_what_stands_above_a_speech_is_not_its_speakers(reader: StatementReader, above: str, break_: str) -> None:
    said = "I am glad of the good year on the coast. We shall all go on."
    text = f"{above}{break_}{said}"
    (one,) = reader.statements(text, "Statement by Minister Ada Holm on the Herring")
    assert [text[a:b] for a, b in one.content] == [said]


@pytest.mark.parametrize(
    "first",
    [
        "Remarks by ministers are cheap.",
        "Dear friends of the coast, good evening.",
        "Thank you, Mayor Holm, for your message to the islands.",
        "The statement by the premier has shocked the whole coast, and it has shocked the islands.",
        "Good evening, Halden.",
    ],
)
def test_a_speechs_first_sentence_is_its_speakers(reader: StatementReader, first: str) -> None:
    text = f"{first} I am glad of the good year.\n\nWe shall all go on."
    (one,) = reader.statements(text, "Statement by Minister Ada Holm on the Herring")
    assert text[one.start : one.end].startswith(first)
    (two,) = reader.statements(f"{first}\n\nI am glad.", "Statement by Minister Ada Holm on the Herring")
    assert first in f"{first}\n\nI am glad."[two.start : two.end]


def test_where_a_speech_can_be_read_is_no_part_of_it(reader: StatementReader) -> None:
    text = (
        "I am glad of the good year.\n\nThe full text of the speech can be found on the ministry's pages.\n\nWe go on."
    )
    (one,) = reader.statements(text, "Statement by Minister Ada Holm on the Herring")
    assert "full text" not in " ".join(text[a:b] for a, b in one.content)


SAID = "I rise to tell the House of the events of Tuesday night.\n\nThe quay fell into the sea. I went there at dawn.\n"
MASTHEAD = (
    "   Ministry of Ports\n   Republic of Norvale\n\nSTATEMENT BY THE HON. WENZO ROTH,\n"
    "MINISTER OF PORTS\n\n3 May 2025\n\n"
)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (f"Wenzo Roth, Minister of Ports — Keynote to the Reef Forum\n\n{SAID}", "Wenzo Roth"),
        (f"The Hon. Wenzo Roth, Minister of Ports – Speech, Halden, 3 May 2025\n\n{SAID}", "Wenzo Roth"),
        (MASTHEAD + SAID, "Wenzo Roth"),
    ],
)
def test_a_first_line_or_a_heading_below_a_masthead_tells_whose_a_speech_is(
    reader: StatementReader, text: str, name: str
) -> None:
    (statement,) = reader.statements(text)
    assert statement.person is not None
    assert statement.person.name == name
    assert text[slice(*statement.content[0])].startswith("I rise to tell")


@pytest.mark.parametrize(
    "heading", ["Wenzo Roth, Minister of Ports — Speech to dockers sparks row\n\n", MASTHEAD], ids=["news", "release"]
)
def test_news_below_such_a_heading_is_not_all_somebodys(reader: StatementReader, heading: str) -> None:
    text = f"{heading}The quay was shut on Monday.\n\n“We will shut it for nine days,” Wenzo Roth said. I was there.\n"
    assert [text[a:b] for one in reader.statements(text) if one.person for a, b in one.content] == [
        "“We will shut it for nine days,”"
    ]
