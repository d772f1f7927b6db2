"""Records whose speakers a page sets apart by mark-up alone."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from index.attribution.statements import StatementReader
from index.extract.html import from_html
from index.extract.markdown import from_markdown
from tests.index.attribution.quoted import name

Layout = Callable[[list[tuple[str, str]]], str]

TURNS = [
    ("Chair Odile Farrant", "The committee will come to order. We have two witnesses, and I thank both of them."),
    ("Mr. Lowell Achter", "Thank you, Chair. We inspected bridges by looking at photographs, and I regret it."),
    ("Chair Odile Farrant", "How many photographs did you look at in all of last year?"),
    ("Mr. Lowell Achter", "Eleven. Two of them were of the same bridge, from both of its sides."),
]
FACTS = [
    ("Odile Farrant", "Committee on Ports and Bridges, since the spring"),
    ("Lowell Achter", "Committee on Railways and Ferries, since the autumn"),
    ("Odile Farrant", "Committee on the Budget of the Harbour Board"),
]


def page(body: str) -> str:
    return f"<html><head><title>Hearing on the bridges</title></head><body><article>{body}</article></body></html>"


def listed(rows: list[tuple[str, str]]) -> str:
    return "<dl>" + "".join(f"<dt>{who}</dt><dd>{words}</dd>" for who, words in rows) + "</dl>"


def table(rows: list[tuple[str, str]]) -> str:
    cells = "".join(f"<tr><td>{who}:</td><td>{words}</td></tr>" for who, words in rows)
    return f"<table><tbody>{cells}</tbody></table>"


def stressed(rows: list[tuple[str, str]]) -> str:
    return "".join(f'<p><span class="speaker">{who}</span> {words}</p>' for who, words in rows)


@pytest.mark.parametrize("lay_out", [listed, table, stressed])
def test_each_turn_is_its_speakers(reader: StatementReader, lay_out: Layout) -> None:
    draft = from_html(page(lay_out(TURNS)), "hearing.html")
    found = reader.statements(draft.text, draft.title, blocks=draft.blocks)
    assert [(name(one), draft.text[slice(*one.content[0])]) for one in found] == [
        (who.split(" ", 1)[1], words) for who, words in TURNS
    ]


@pytest.mark.parametrize("lay_out", [listed, table])
def test_a_register_of_people_is_no_record(reader: StatementReader, lay_out: Layout) -> None:
    story = "".join(
        f"<p>The assembly of Norvale chose its committees on day {day} of the session.</p>" for day in range(5)
    )
    draft = from_html(page(story + lay_out(FACTS)), "register.html")
    assert [name(one) for one in reader.statements(draft.text, draft.title, blocks=draft.blocks) if one.person] == []


def test_a_name_in_bold_letters_at_the_beginning_of_prose_is_no_label(reader: StatementReader) -> None:
    told = [("Odile Farrant", "said no."), ("Lowell Achter", "said yes."), ("Odile Farrant", "left the hall.")] * 2
    draft = from_html(page("".join(f"<p><b>{who}</b> {words}</p>" for who, words in told)), "news.html")
    assert "Odile Farrant said no." in draft.text


def test_a_name_above_each_turn_stays_where_a_page_has_no_article(reader: StatementReader) -> None:
    told = [("Odile Farrant", "And the second bridge, did you look at that in the spring?"), ("Lowell Achter", "Yes.")]
    turns = "".join(f"<p><strong>{who}:</strong> {words}</p>" for who, words in [*TURNS, *told, *told])
    bare = f"<html><head><title>Hearing on the bridges</title></head><body>{turns}</body></html>"
    draft = from_html(bare, "hearing.html")
    found = reader.statements(draft.text, draft.title, blocks=draft.blocks)
    assert [str(name(one)).split()[-1] for one in found] == ["Farrant", "Achter"] * 4
    assert draft.text.count("Yes.") == 2


ASKED = [
    ("", "And was the second bridge looked at, or the ferry?"),
    ("Odile Farrant", "It was, and by people who had come from the other side of the water."),
    ("", "A question for Mr. Achter: who paid for the ladder?"),
    ("Lowell Achter", "I did, and nobody has paid me back since the spring."),
    ("Odile Farrant", "The fund will pay for it in May, as it has paid for the ropes."),
]


@pytest.mark.parametrize("kind", ["md", "html"])
def test_a_question_in_bold_letters_among_labels_is_nobodys(reader: StatementReader, kind: str) -> None:
    if kind == "md":
        told = "\n\n".join(f"**{who}:** {words}" if who else f"**{words}**" for who, words in ASKED)
        draft = from_markdown(told, "hearing.md")
    else:
        told = "".join(f"<p><b>{who}:</b> {words}</p>" if who else f"<p><b>{words}</b></p>" for who, words in ASKED)
        draft = from_html(page(told), "hearing.html")
    found = reader.statements(draft.text, draft.title, blocks=draft.blocks)
    told_by = {(name(one), draft.text[slice(*span)]) for one in found for span in one.content if one.person}
    assert told_by == {(who, words) for who, words in ASKED if who}
