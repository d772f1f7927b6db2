"""What holds for the statements of any text, whatever its script, marks and layout."""

from __future__ import annotations

from itertools import combinations, pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from index import Statement
from index.attribution.statements import StatementReader
from index.model import Span
from index.text.blocks import infer_blocks
from tests.index.generated import texts

NAMES = (
    "Governor Rina Calloway",
    "Mr. Weyland",
    "the mayor, Odd Brekke,",
    "K. L. Thorsby",
    "PRESIDENT ORDÓÑEZ",
    "Yusuf bin Nasser al-Rahwan",
    "Baek Tae-jun",
    "Глава порта Ирма Сольт",
    "Διοικητής Νίκος Βαλής",
    "백태준 장관",
    "砂原市長",
    "she",
    "a spokesman for the ministry",
    "",
)
SAYINGS = (
    "We will mend the road",
    "It's the drivers' road, and they've earned it",
    "they call it the “new deal” of the coast",
    "President Calloway said she would open the port in May",
    "Дорога открыта для всех",
    "Ο δρόμος είναι ανοιχτός",
    "길은 닫지 않습니다",
    "道は開いています",
    "الطريق مفتوح",
    "e\u0301te\u0301 naï̈ve 3.5 %",
    "no",
)
MARKS = (
    ("“", "”"),
    ('"', '"'),
    ("‘", "’"),
    ("'", "'"),
    ("«", "»"),
    ("« ", " »"),
    ("„", "“"),
    ("「", "」"),
    ("``", "''"),
    ("“", ""),
)
CUES = (
    "said",
    "told reporters",
    "added, pausing",
    "never said",
    "asked",
    "сказала",
    "disse",
    "말했다",
    "promised to leave",
    "",
)
PROSE = (
    "The road has been closed since spring.",
    "It rained on Monday; nobody came, whatever the paper says.",
    "Governor Calloway looked up from her papers.",
    "According to the ministry, the momentous toll of 2031 would fall by a tenth.",
    "В порту шёл дождь.",
    "항구에는 비가 왔다.",
)
LABELS = (
    "MS. TULLOCH: ",
    "PRESIDENT ORDÓÑEZ (through an interpreter): ",
    "Mr. Tamm (Lindesund) (spoke in Spanish): ",
    "Mrs DELLA ASHBY (Redgum) (10:47): ",
    "Mateo Ruano (S&D), blue-card answer: ",
    "Q. ",
    "A. ",
    "Question: ",
    "Rep. Hugo Lind: ",
    "HON. A. BREKKE.- ",
    "“CALLOWAY: ",
    "砂原市長：",
)
LINES = (
    "FACT SHEET",
    "MENDING THE ROAD: Today, the governor signed an order.",
    "## The road",
    "Della Ashby",
    "Conrad Ashby (Millbrook) (Lab)",
    "— Rina Calloway (@rcalloway) June 2, 2031",
    "- Jost Weyland, leader of the farmers",
    "-- Governor's Office Press Secretary Gudrun Ohlsen",
    "[Statement, 6/2/31]",
    "(Laughter.)",
    "The meeting rose at 1.05 p.m.",
    "4:20 P.M. EDT",
    "Photo: Norvale News",
    "| road | toll |",
    "- one bus a day",
    "> nobody asked us",
)

quotations = st.builds(
    lambda marks, words, end: marks[0] + words + end + marks[1],
    *map(st.sampled_from, (MARKS, SAYINGS, (",", ".", "?", "—", ""))),
)
paragraphs = st.one_of(
    st.builds("{} {} {}.".format, quotations, st.sampled_from(NAMES), st.sampled_from(CUES)),
    st.builds("{} {} {}. {}".format, quotations, st.sampled_from(CUES), st.sampled_from(NAMES), quotations),
    st.builds("{} {}: {}".format, st.sampled_from(NAMES), st.sampled_from(CUES), quotations),
    st.builds("{} {} that {}. {}".format, *map(st.sampled_from, (NAMES, CUES, SAYINGS, PROSE))),
    st.builds("{}{} {}".format, st.sampled_from(LABELS), st.sampled_from(SAYINGS), st.sampled_from(PROSE)),
    st.builds("{}{}".format, st.sampled_from(LABELS), quotations),
    st.builds("{}\n{}".format, quotations, st.sampled_from(LINES)),
    st.builds("{} {} {}".format, st.sampled_from(PROSE), quotations, st.sampled_from(PROSE)),
    quotations,
    st.sampled_from(LINES),
    st.sampled_from(PROSE),
)
breaks = st.sampled_from(("\n\n", "\n\n", "\n\n", "\n", "\r\n\r\n", "\n \n"))
articles = st.lists(st.tuples(paragraphs, breaks), min_size=1, max_size=8).map(
    lambda parts: "".join(map("".join, parts))
)
titles = st.sampled_from((None, "Remarks by Governor Rina Calloway", "Fact Sheet: The Road", "Statement by Odd Brekke"))
any_text = articles | texts()


def named_spans(one: Statement) -> list[Span]:
    return [*one.content, *(span for span in (one.mention, one.cue) if span is not None)]


def inside_word(text: str, at: int) -> bool:
    return 0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum()


@settings(max_examples=60, deadline=None)
@given(text=any_text, title=titles)
def test_nothing_that_is_read_crosses_a_block_or_cuts_a_word(
    reader: StatementReader, text: str, title: str | None
) -> None:
    blocks = infer_blocks(text)
    for one in reader.statements(text, title):
        for start, end in named_spans(one):
            assert 0 <= start < end <= len(text)
            assert any(block.start <= start and end <= block.end for block in blocks), text[start:end]
            assert not inside_word(text, start), text[start:end]
            assert not inside_word(text, end), text[start:end]


@settings(max_examples=60, deadline=None)
@given(text=any_text, title=titles)
def test_spans_are_in_order_and_no_words_are_two_statements(
    reader: StatementReader, text: str, title: str | None
) -> None:
    found = reader.statements(text, title)
    for one in found:
        assert all(end <= start for (_, end), (start, _) in pairwise(one.content))
    assert [one.start for one in found] == sorted(one.start for one in found)
    own = [(one, {at for span in one.content for at in range(*span)}) for one in found]
    for (one, first), (other, second) in combinations(own, 2):
        if first & second:  # what a spokesperson's words report of somebody else lies within them
            assert first <= second or second <= first
            assert one.via is not None or other.via is not None


@settings(max_examples=60, deadline=None)
@given(text=any_text, title=titles)
def test_reading_twice_finds_the_same(reader: StatementReader, text: str, title: str | None) -> None:
    assert reader.statements(text, title) == reader.statements(text, title)
