"""The quotations of a pasted text: all of them, in order, each credited as the text credits it."""

from __future__ import annotations

import pytest

from index import Draft, Index, SourceError
from index.answering.checking.findings import Finding, tally
from index.answering.checking.pasted import is_text_to_check
from index.answering.checking.text_check import LONGEST_TEXT
from index.answering.checking.text_quotations import text_quotations
from index.attribution.statements import StatementReader
from index.extract.documents import from_bytes
from index.text.blocks import infer_blocks


@pytest.mark.parametrize(
    ("text", "quotations"),
    [
        (
            "“We will build homes,” President Elin Varga told reporters, “and we will build them by spring.”",
            [(("We will build homes,", "and we will build them by spring."), "Elin Varga")],
        ),
        (
            "“We will build homes,” President Elin Varga said. “Nobody will wait for them any longer.”",
            [(("We will build homes,",), "Elin Varga"), (("Nobody will wait for them any longer.",), "Elin Varga")],
        ),
        (
            "He called it “a disgrace,” “a scandal” and “the worst deal ever signed.”",
            [(("a disgrace,",), None), (("a scandal",), None), (("the worst deal ever signed.",), None)],
        ),
        (
            "“We shall go on,” Elin Varga said in a speech.\n\n“And we shall not stop until every boat is home.\n\n"
            "“That is my promise to the villages.”",
            [
                (("We shall go on,",), "Elin Varga"),
                (
                    ("And we shall not stop until every boat is home.\n\n“That is my promise to the villages.",),
                    "Elin Varga",
                ),
            ],
        ),
        (
            "“My grandfather told me, ‘a port without grain is a beach,’ and so it is,” Prime Minister Ilo Tamm said.",
            [
                (("My grandfather told me, ‘a port without grain is a beach,’ and so it is,",), "Ilo Tamm"),
                (("a port without grain is a beach,",), None),
            ],
        ),
        (
            "'We are ready', she said, 'and we've never been so close'.",
            [(("We are ready", "and we've never been so close"), None)],
        ),
        (
            "„Wir gehen weiter“, sagte sie, „und wir bleiben“.",
            [(("Wir gehen weiter",), None), (("und wir bleiben",), None)],
        ),
        ("« Nous irons plus loin », a-t-elle dit.", [(("Nous irons plus loin",), None)]),
        ("바르가는 「등대는 밝게 빛난다」라고 말했다.", [(("등대는 밝게 빛난다",), None)]),
        ("Nobody said a word. It’s late, and the boats’ owners sleep.", []),
    ],
)  # fmt: skip
def test_quotations_of_all_marks(
    reader: StatementReader, text: str, quotations: list[tuple[tuple[str, ...], str | None]]
) -> None:
    blocks = infer_blocks(text)
    found = text_quotations(text, blocks, reader.statements(text, None, None, blocks))
    assert [(each.pieces, each.credited and each.credited.name) for each in found] == quotations
    for each in found:
        assert [text[start:end] for start, end in each.places] == list(each.pieces) or len(each.pieces) == 1


def test_a_quotation_that_a_page_sets_apart_needs_no_marks(news_library: Index) -> None:
    page = "# A speech\n\nShe spoke to sailors.\n\n> A dark coast costs more than a lighthouse\n\nThen she left."
    (checked,) = news_library.check(from_bytes(page.encode(), "speech.md", ".md"))
    assert checked.finding is Finding.ON_RECORD


def test_the_text_is_not_stored(news_library: Index) -> None:
    before = news_library.store.generation
    text = "“A dark coast costs less than a lighthouse,” President Sigrun Halvorsen said. “I will not haggle.”"
    checked = news_library.check(Draft(text))
    assert tally(checked) == [(Finding.ON_RECORD, 1), (Finding.ALTERED, 1)]
    assert [text[slice(*each.span)].strip("“”,") for each in checked] == [each.text.rstrip(",") for each in checked]
    assert news_library.store.generation == before


def test_a_collection_that_may_not_be_seen_is_not_searched(news_library: Index) -> None:
    draft = Draft("“No child should walk an hour to school in the snow,” Femi Adeyemi said.")
    assert [each.finding for each in news_library.check(draft)] == [Finding.ON_RECORD]
    assert [each.finding for each in news_library.check(draft, ("public",))] == [Finding.NOT_ON_RECORD]


def test_a_text_that_is_too_long_is_refused(news_library: Index) -> None:
    with pytest.raises(SourceError, match="more than the 200000"):
        news_library.check(Draft("“A word.” " * (LONGEST_TEXT // 9)))


@pytest.mark.parametrize(
    ("text", "is_text"),
    [
        ("We will build ten thousand homes", False),
        ("did Varga say “we will build homes”?", False),
        ("“We will build homes,” Varga said.", False),
        ("“We will build homes,” Varga said. “They will stand.”", True),
        (
            "Varga said on Monday in Lindesund, before some hundred sailors and their wives, that “homes” will come.",
            True,
        ),
        ("“We will build homes.”\n\nVarga", True),
        ("word " * 61, True),
        ("word " * 60, False),
        ("x" * 1001, True),
    ],
)
def test_a_text_is_told_from_a_quotation(text: str, is_text: bool) -> None:
    assert is_text_to_check(text) is is_text
