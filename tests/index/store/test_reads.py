"""Reading statements and slices of articles by numbers."""

from __future__ import annotations

import pytest

from index.model import Draft, Kind, Person, Span, Statement
from index.store.reads import span, spans
from index.store.store import Store

TEXT = "“No,” the minister said in Ålvik. Ships leave 🚢 at dawn."
SHIPS = TEXT.index("Ships")


def statement(*content: Span, question: bool = False) -> Statement:
    return Statement(content, Kind.DIRECT, (6, 18), (19, 23), Person("Bram Okonkwo"), question=question)


def put(store: Store, text: str, *statements: Statement) -> int:
    draft = Draft(text, title="Ships", url=f"https://post.example/{len(text)}")
    return store.add([(draft, [(0, len(text))], statements)])[0].article


@pytest.mark.parametrize(
    ("places", "starts"),
    [
        ([(0, 5)], [0]),
        ([(4, 5)], [0]),
        ([(5, SHIPS)], []),
        ([(SHIPS, SHIPS + 3)], [SHIPS]),
        ([(0, len(TEXT))], [0, SHIPS]),
        ([(SHIPS, SHIPS + 3), (0, 5), (3, SHIPS + 1)], [0, SHIPS]),
        ([], []),
    ],
)
def test_statements_at_places_are_those_that_touch_them_each_once(
    places: list[tuple[int, int]], starts: list[int], store: Store
) -> None:
    id = put(store, TEXT, statement((0, 5)), statement((SHIPS, SHIPS + 5), (SHIPS + 6, len(TEXT))))
    put(store, TEXT + " Again.", statement((0, 5)))
    found = store.reads.touching((id, start, end) for start, end in places)
    assert [one.start for one in found.get(id, [])] == starts
    assert set(found) <= {id}


def test_questions_are_nobodys_statements(store: Store) -> None:
    id = put(store, TEXT, statement((0, 5), question=True))
    assert store.reads.touching([(id, 0, len(TEXT))]) == {}


def test_a_statement_comes_by_its_id_with_all_that_is_known_of_it(store: Store) -> None:
    article = put(store, TEXT, statement((0, 5), (SHIPS, SHIPS + 5)))
    ((id, stored),) = store.numbered([article])[article].items()
    one = store.reads.said([id, 99])[id]
    assert stored.person is not None
    assert (one.article, one.person, one.via, one.kind) == (article, stored.person.id, None, "direct")
    assert (spans(one.content), span(one.mention), span(one.cue)) == (stored.content, (6, 18), (19, 23))
    assert (one.start, one.end) == (0, SHIPS + 5)


def test_slices_count_code_points_and_come_in_the_order_asked(store: Store) -> None:
    id = put(store, TEXT)
    asked = [(SHIPS, len(TEXT)), (0, 5), (SHIPS, len(TEXT)), (len(TEXT) - 9, len(TEXT) - 3)]
    found = store.reads.texts([(id, *one) for one in asked])
    assert [one and one.text for one in found] == [TEXT[a:b] for a, b in asked]
    assert {one and one.title for one in found} == {"Ships"}


def test_a_slice_beyond_a_nul_is_whole(store: Store) -> None:
    text = "Before\0after the gap.  More follows here."
    id = put(store, text)
    assert [one and one.text for one in store.reads.texts([(id, 4, 20)])] == [text[4:20]]


def test_of_an_article_that_is_gone_there_is_no_slice(store: Store) -> None:
    gone, there = put(store, TEXT), put(store, TEXT + " Again.")
    store.remove(gone)
    found = store.reads.texts([(gone, 0, 5), (there, 0, 5)])
    assert [one and one.text for one in found] == [None, TEXT[:5]]
