"""Interviews without labels: what stands under a question is the answer of whom the heading names, or nobody's."""

from __future__ import annotations

import pytest

from index.attribution.coreference import Coreference
from index.attribution.interviews import read_interview
from index.attribution.statements import StatementReader
from index.model import Block, BlockKind
from index.text.blocks import infer_blocks

ASKED = "Are the lamps lit?\n\nNot yet. I asked for them in May.\n\n"
AGAIN = "Who pays for them?\n\nMy ministry does.\n\nI have the bill here.\n\n"
LAST = "And the cable?\n\nIt is on a ship. Ask me in spring.\n"
QUESTIONS = ASKED + AGAIN + LAST
ANSWERS = [
    ["Not yet. I asked for them in May."],
    ["My ministry does.", "I have the bill here."],
    ["It is on a ship. Ask me in spring."],
]


def answers(text: str, title: str | None = None, blocks: tuple[Block, ...] = ()) -> tuple[str, list[list[str]]] | None:
    """Who answers, and the words of each answer; None where the text is no interview."""
    blocks = blocks or infer_blocks(text)
    found = read_interview(text, title, blocks, Coreference(text, title, blocks))
    if found is None:
        return None
    names = {one.person.name if one.person else "" for one in found.statements}
    return ", ".join(names), [[text[a:b] for a, b in one.content] for one in found.statements]


@pytest.mark.parametrize(
    ("title", "lead"),
    [
        ("A conversation with Elin Varga", "Elin Varga has run the ports of Norvale since 2011."),
        ("Q&A: Dr. Elin Varga on the dark quay", "Five questions, and some answers."),
        ("The dark quay", "We spoke to the minister of ports, Elin Varga."),
        ("The dark quay", "Elin Varga has run the ports since 2011. Her answers came by e-mail."),
        ("Ten minutes with Elin Varga", "We met on the quay."),
        ("Elin Varga on the dark quay", "Elin Varga talks to Rosa Ekwall about lamps."),
    ],
)
def test_answers_are_whose_the_heading_or_the_lead_tells(title: str, lead: str) -> None:
    assert answers(f"{lead}\n\n{QUESTIONS}", title) == ("Elin Varga", ANSWERS)


@pytest.mark.parametrize(("lead", "name"), [("Wenzo Roth kept nine lamps.", "Wenzo Roth"), ("He kept nine.", None)])
def test_a_title_hears_somebody_on_something_whom_the_lead_names(lead: str, name: str | None) -> None:
    found = answers(
        f"{lead} We met at his bakery.\n\n{QUESTIONS}", "‘I miss it’: retired keeper Wenzo Roth on life ashore"
    )
    assert found == ((name, ANSWERS) if name else None)


def test_answers_under_numbered_questions_seldom_say_i() -> None:
    asked = ("What did you hold first?", "And then?", "Who pays?")
    said = ("A lamp from the year 1124.", "Its oil, which I spilled.", "Nobody, in the end.")
    numbered = "\n\n".join(f"{n}. {ask}\n\n{say}" for n, (ask, say) in enumerate(zip(asked, said, strict=True), 1))
    assert answers(f"Five questions for Elin Varga\n\n{numbered}\n") == ("Elin Varga", [[say] for say in said])


def test_the_first_line_stands_for_a_title() -> None:
    text = f"Interview: Elin Varga\n\nBy Rosa Ekwall\n\n{QUESTIONS}\nRosa Ekwall is a staff writer."
    assert answers(text) == ("Elin Varga", ANSWERS)


@pytest.mark.parametrize(
    ("title", "lead"),
    [
        ("A conversation with Elin Varga and Ilo Tamm", "The two ministers met us on the quay."),
        ("Questions about the lamps", "Elin Varga is the minister of ports."),
        ("The dark quay", "Elin Varga talks to Rosa Ekwall about lamps."),
        ("Why I lit the lamps", "By Elin Varga"),
    ],
)
def test_answers_are_nobodys_where_it_is_not_sure_who_is_asked(title: str, lead: str) -> None:
    assert answers(f"{lead}\n\n{QUESTIONS}", title) is None


@pytest.mark.parametrize(
    "report",
    ["Not yet, Varga said. I", "“I was there,” Ilo Tamm said. I", "“I was there,” said Tamm. I", "“No,” she said. I"],
)
def test_a_report_under_questions_is_no_answer(report: str) -> None:
    told = QUESTIONS.replace("Not yet. I", report)
    assert answers(told, "Interview with Elin Varga") is None


@pytest.mark.parametrize("label", ["A: ", "MS. QUELL: ", "Ilo Tamm: "])
def test_where_labels_stand_no_answer_is_read_without_them(label: str) -> None:
    assert answers(QUESTIONS.replace("My ministry", f"{label}My ministry"), "Interview with Elin Varga") is None


def test_questions_far_below_the_heading_make_no_interview() -> None:
    report = "\n\n".join(["The quay was dark, and nobody spoke of it."] * 90)
    assert answers(f"{report}\n\n{QUESTIONS}", "Interview with Elin Varga") is None


def test_a_list_of_questions_in_which_nobody_speaks_is_no_interview() -> None:
    text = (
        "Who may apply?\n\nAnybody with a boat.\n\nHow much is paid?\n\nNine hundred crowns.\n\n"
        "When is it paid?\n\nThe board meets on Mondays.\n"
    )
    assert answers(text, "Questions and answers with Elin Varga") is None


@pytest.mark.parametrize(
    "paper", ["You lit the first one in 2011.", "Tell us about the cable.", "Critics say it is lost."]
)
def test_what_the_paper_says_between_answers_is_not_the_answerers(paper: str) -> None:
    text = QUESTIONS.replace("I have the bill here.", f"{paper}\n\nI have the bill here.")
    assert answers(text, "Interview with Elin Varga") == ("Elin Varga", ANSWERS)


@pytest.mark.parametrize(
    "below", ["Elin Varga is the minister of ports.", "Subscribe to our newsletter.", "The ferry sails at noon."]
)
def test_what_stands_below_the_last_answer_is_the_papers(below: str) -> None:
    assert answers(f"{QUESTIONS}\n{below}\n", "Interview with Elin Varga") == ("Elin Varga", ANSWERS)


def test_headings_that_ask_are_the_questions_and_so_are_those_between() -> None:
    parts = [part for part in QUESTIONS.split("\n") if part]
    parts.insert(4, "The bill is high.")
    text = "\n\n".join(parts)
    asked = {"Are the lamps lit?", "Who pays for them?", "And the cable?", "The bill is high."}
    blocks = tuple(
        Block(at, at + len(part), BlockKind.HEADING if part in asked else BlockKind.PARAGRAPH)
        for part in parts
        for at in [text.index(part)]
    )
    found = answers(text, "Interview with Elin Varga", blocks)
    assert found == ("Elin Varga", [ANSWERS[0], ["My ministry does."], ["I have the bill here."], ANSWERS[2]])


def test_what_is_said_above_the_questions_is_read_as_ever(reader: StatementReader) -> None:
    text = f"“The quay is too dark,” said Ilo Tamm, the harbour master, on Monday.\n\n{QUESTIONS}"
    found = reader.statements(text, "Interview with Elin Varga")
    assert [one.person.name if one.person else None for one in found] == ["Ilo Tamm", *["Elin Varga"] * 3]


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("‘I was never a saint’: ten minutes with Idris Pallant", "Idris Pallant"),
        ("Ten minutes with Harbour Trust", None),
        ("Ten minutes with Idris Pallant and Ottar Nesse", None),
    ],
)
def test_who_answers_may_have_a_name_that_no_list_has(title: str, name: str | None) -> None:
    found = answers(f"{title}\n\nInterview by Cass Morrow\n\n{QUESTIONS}", title)
    assert (found[0] if found else None) == name
