"""Every statement of the article the project began with, listed by hand before the finder was run on it.

The article itself is no part of the project: statements are named by paragraph and sentence.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from index.attribution.statements import StatementReader
from index.attribution.tagger import load_tagger
from index.extract.documents import from_file
from index.model import Draft, Kind, Statement
from index.text.quotation_marks import paragraphs
from index.text.sentences import sentences

ARTICLE = Path(__file__).parents[3] / "shared" / "articles" / "korea-times-2021-03-18-moon-japan.txt"

pytestmark = pytest.mark.skipif(not ARTICLE.exists(), reason="the article is not beside the project")

# (paragraph, sentence, speaker, via), counted from 0.
DIRECT = [
    (2, 0, "Kang Min-seok", None),
    (2, 1, "Kang Min-seok", None),
    (3, 1, "Kang Min-seok", None),
    (3, 2, "Kang Min-seok", None),
    (4, 1, None, None),  # its closing mark is missing, and nothing there tells whose it is
    (6, 0, "Moon Jae-in", None),
    (7, 0, "Moon Jae-in", None),
    (7, 1, "Moon Jae-in", None),
    (9, 0, None, None),  # "a senior presidential aide": nobody who has a name
    (9, 1, None, None),
    (9, 2, None, None),
]
# What "the U.S. side" said through the spokesman is left out: it has no name of its own.
INDIRECT = [
    (0, 0, "Moon Jae-in", None),
    (2, 0, "Moon Jae-in", "Kang Min-seok"),
    (3, 0, "Moon Jae-in", None),
    (3, 1, "Moon Jae-in", "Kang Min-seok"),
    (8, 0, "Cheong Wa Dae", None),
    (8, 2, "Moon Jae-in", None),
    (11, 0, "Cheong Wa Dae", None),
]


@pytest.fixture(scope="module")
def read() -> tuple[str, list[Statement]]:
    draft = next(iter(from_file(ARTICLE, "the first article")))
    assert isinstance(draft, Draft)
    return draft.text, StatementReader(load_tagger()).statements(draft.text, draft.title, draft.author)


def found(read: tuple[str, list[Statement]], place: tuple[int, int, str | None, str | None], direct: bool) -> bool:
    text, statements = read
    number, sentence, speaker, via = place
    low, high = paragraphs(text)[number]
    start, end = (offset + low for offset in sentences(text[low:high])[sentence])
    return any(
        (one.person.name if one.person else None) == speaker
        and (one.via.name if one.via else None) == via
        and (one.kind is not Kind.INDIRECT) == direct
        and any(a < end and start < b for a, b in one.content)
        for one in statements
    )


@pytest.mark.parametrize("place", DIRECT)
def test_every_direct_statement_is_found_with_its_speaker(
    read: tuple[str, list[Statement]], place: tuple[int, int, str | None, str | None]
) -> None:
    assert found(read, place, direct=True)


def test_all_indirect_statements_but_one_are_found_with_speaker_and_via(read: tuple[str, list[Statement]]) -> None:
    missing = [place for place in INDIRECT if not found(read, place, direct=False)]
    assert len(missing) <= 1, missing


def test_the_caption_and_the_widgets_are_no_part_of_the_article(read: tuple[str, list[Statement]]) -> None:
    text, _ = read
    assert not any(word in text for word in ("share button", "font-size", "Yonhap", "Top 10", "go top"))
