"""Blocks of texts, invented ones and any."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.model import Block, BlockKind
from index.text.blocks import infer_blocks, refine_blocks

PARAGRAPH, HEADING, ITEM, QUOTATION, LABEL, SIGNATURE, CAPTION, TABLE = BlockKind

LINES = st.sampled_from(
    [
        "“We will sign it.”",
        "— Elin Varga, minister of ports",
        "- Ilo Tamm",
        "- a berth for every boat",
        "1. First the pier",
        "PROMISES KEPT",
        "MS. VARGA: The pier",
        "Ilo Tamm (Lindesund) (Ind)",
        "> they wrote to us that",
        "| port | boats |",
        "Elin Varga\tports",
        "Photo: Norvale News Agency",
        "The ministers met on Monday in the old customs house of",
        "lindesund and agreed on nothing.",
        "“No,” she said.",
        "항구는 닫지 않습니다.",
        "e\u0301tude",
        "",
        "   ",
    ]
)
TEXTS = st.one_of(st.text(), st.lists(st.one_of(LINES, st.text(max_size=12)), max_size=14).map("\n".join))


def kinds(text: str) -> list[tuple[BlockKind, str]]:
    return [(block.kind, text[block.start : block.end]) for block in infer_blocks(text)]


def check(text: str, blocks: tuple[Block, ...]) -> None:
    covered = set[int]()
    position = 0
    for block in blocks:
        assert position <= block.start < block.end <= len(text)
        assert not (text[block.start : block.start + 1] + text[block.end - 1 : block.end]).isspace()
        for at in (block.start, block.end):
            assert at in {0, len(text)} or not (text[at - 1].isalnum() and text[at].isalnum())
        covered.update(range(block.start, block.end))
        position = block.end
    assert all(text[at].isspace() for at in set(range(len(text))) - covered)


@given(TEXTS)
def test_blocks_hold_every_word_of_a_text_whole_and_in_order(text: str) -> None:
    check(text, infer_blocks(text))


@given(TEXTS, st.lists(st.tuples(st.integers(0, 80), st.integers(0, 80), st.sampled_from(BlockKind)), max_size=5))
def test_blocks_from_mark_up_hold_every_word_too(text: str, marked: list[tuple[int, int, BlockKind]]) -> None:
    known, position = [], 0
    for gap, length, kind in marked:
        start, end = min(len(text), position + gap), min(len(text), position + gap + length)
        if start < end:
            known.append(Block(start, end, kind))
        position = end
    check(text, refine_blocks(text, known))


@given(TEXTS)
def test_blocks_once_known_stay_as_they_are(text: str) -> None:
    blocks = infer_blocks(text)
    again = refine_blocks(text, blocks)
    assert [(block.start, block.end) for block in again] == [(block.start, block.end) for block in blocks]


def test_wrapped_lines_are_one_paragraph() -> None:
    text = (
        "The ministers of Norvale and Estmar met on Monday in the old customs\n"
        "house. They agreed that the harbour stays open until the spring, and\n"
        "that nobody will pay for the ferry. \n"
        "\n"
        "“We have waited,” Elin Varga said after the meeting. “The boats sail\n"
        "Sunday.”\n"
    )
    assert [kind for kind, _ in kinds(text)] == [PARAGRAPH, PARAGRAPH]


def test_lines_that_each_say_something_are_blocks() -> None:
    text = (
        "ELIN VARGA: The harbour stays open.\n"
        "ILO TAMM: For whom does it stay open?\n"
        "ELIN VARGA: For every boat that pays.\n"
    )
    assert len(kinds(text)) == 3


@pytest.mark.parametrize(
    "signature",
    [
        "— Elin Varga",
        "- Elin Varga",
        "-- Elin Varga, minister of ports",
        "― Elin Varga (Norvale), chair of the standing committee of the northern and the southern ports on the cable",
        "– Ministry of Ports spokesperson Elin Varga",
        "~ Elin Varga",
        "Elin Varga, minister of ports",
    ],
)
@pytest.mark.parametrize("break_", ["\n", "\n\n"])
def test_a_signature_under_a_quotation(signature: str, break_: str) -> None:
    if signature[0].isalpha() and break_ == "\n\n":
        break_ = "\n"  # across a blank line a bare name may as well open what follows
    text = f"“The harbour stays open, and it stays open for all.”{break_}{signature}\n\nThe ferry went on sailing."
    assert kinds(text)[1] == (SIGNATURE, signature)


def test_hyphens_that_make_a_list_sign_nothing() -> None:
    text = "She wants:\n\n- Elin Varga\n- Norvale, Estmar and Lindesund in one port\n- “a berth”\n- Ilo Tamm"
    assert [kind for kind, _ in kinds(text)] == [PARAGRAPH, ITEM, ITEM, ITEM, ITEM]


def test_a_post_is_signed_by_who_wrote_it() -> None:
    text = (
        "We will not close the harbour. The talks go on.\n\n— Elin Varga (@evarga) March 3, 2026\n\nIlo Tamm was away."
    )
    assert [kind for kind, _ in kinds(text)] == [PARAGRAPH, SIGNATURE, PARAGRAPH]


def test_headings_labels_captions_tables_and_quotations() -> None:
    text = """What the ministers said

The ministers of the two countries met on Monday and agreed on nothing at all.

File photo of the harbour (Norvale News Agency)

PROMISES KEPT:
The ferry is free for everybody who lives on the islands, and so it will remain.

Ilo Tamm (Lindesund) (Ind)
Will the minister give way? She has not asked the fishermen.

> We have read your letter of March, and
> we do not agree with it.

1. Open the pier.
2. Close the customs house.

| port | boats |
| Lindesund | 12 |
"""
    assert kinds(text) == [
        (HEADING, "What the ministers said"),
        (PARAGRAPH, "The ministers of the two countries met on Monday and agreed on nothing at all."),
        (CAPTION, "File photo of the harbour (Norvale News Agency)"),
        (HEADING, "PROMISES KEPT:"),
        (PARAGRAPH, "The ferry is free for everybody who lives on the islands, and so it will remain."),
        (LABEL, "Ilo Tamm (Lindesund) (Ind)"),
        (PARAGRAPH, "Will the minister give way? She has not asked the fishermen."),
        (QUOTATION, "> We have read your letter of March, and\n> we do not agree with it."),
        (ITEM, "1. Open the pier."),
        (ITEM, "2. Close the customs house."),
        (TABLE, "| port | boats |"),
        (TABLE, "| Lindesund | 12 |"),
    ]


def test_mark_up_is_believed_and_read_on() -> None:
    text = "Elin Varga in short\n\nWe sign.\n— Elin Varga, minister\n\nThe end of it."
    known = [Block(0, 19, HEADING), Block(21, text.index("\n\nThe"), QUOTATION)]
    blocks = refine_blocks(text, known)
    assert [(block.kind, text[block.start : block.end]) for block in blocks] == [
        (HEADING, "Elin Varga in short"),
        (QUOTATION, "We sign."),
        (SIGNATURE, "— Elin Varga, minister"),
        (PARAGRAPH, "The end of it."),
    ]


@pytest.mark.parametrize(
    "piece",
    ["A ", "A. ", "— A", "|", "(", "A (", "\t", "Photo ", "AP ", "- A\n", "“", ">", "A, ", "A\n", "Getty Images "],
)
def test_hostile_texts_take_no_time(piece: str) -> None:
    text = piece * (100_000 // len(piece))
    check_length = infer_blocks(text)
    assert check_length or not text.strip()


@pytest.mark.parametrize(
    "line",
    [
        "Q Does Varga know of it?",  # speech of a transcript
        "Could you begin, Ilo?",
        "Ilo Tamm [the rival]? He was here",
        "And third, it pays for a pier that is",
        "Tamm — (applause) — whom you know",
        "“We sign it,” she said",
    ],
)
def test_what_may_be_speech_is_no_heading_and_no_label(line: str) -> None:
    following = "built." if line.endswith("is") else "The boats sailed on Monday, and nobody stayed behind."
    assert kinds(f"{line}\n\n{following}")[0] == (PARAGRAPH, line)


@pytest.mark.parametrize(
    "label", ["Elin Varga:", "Mr Ilo Tamm (Lindesund) (Ind)", "MS. VARGA:", "The Minister for Ports (Elin Varga)", "Q:"]
)
def test_a_label_alone_on_its_line(label: str) -> None:
    text = f"{label}\nThe harbour stays open, and it stays open for all."
    assert [kind for kind, _ in kinds(text)] == [LABEL, PARAGRAPH]


@pytest.mark.parametrize("line", ["Elin Varga öffnet den Hafen", "Ilo Tamm þar sem skipin liggja", "Ada Holm étant là"])
def test_an_accented_small_letter_begins_no_name(line: str) -> None:
    assert [kind for kind, _ in kinds(f"“We will sign it.”\n{line}")] == [PARAGRAPH, PARAGRAPH]
