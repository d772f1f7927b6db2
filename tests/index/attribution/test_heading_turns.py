"""Names that are headings are labels above speech, and none above what is told of their bearers."""

from __future__ import annotations

from index.model import Block, BlockKind
from tests.index.attribution.turns import Heard, heard, lines


def headed(*parts: tuple[str, str]) -> Heard | None:
    """Who says what under headings."""
    text = lines(*(part for pair in parts for part in pair))
    blocks: list[Block] = []
    at = 0
    for name, words in parts:
        blocks.append(Block(at, at + len(name), BlockKind.HEADING))
        at += len(name) + 2
        blocks.append(Block(at, at + len(words), BlockKind.PARAGRAPH))
        at += len(words) + 2
    return heard(text, blocks=tuple(blocks))


def test_names_that_are_headings_above_speech_are_labels() -> None:
    assert headed(
        ("Deputy Seán Mac Oirc", "I ask the Minister for a pier."),
        ("Minister for Ports Una Ní Bhroin", "We have two piers."),
        ("Senator Ilse Quell", "And I have seen both."),
    ) == [
        ("Seán Mac Oirc", "I ask the Minister for a pier."),
        ("Una Ní Bhroin", "We have two piers."),
        ("Ilse Quell", "And I have seen both."),
    ]


def test_names_that_are_headings_in_a_collection_of_speeches_are_labels() -> None:
    text = lines(
        "Opening of the New Lock: Speeches",
        "Minister Ada Holm",
        "The lock cost forty million crowns. It is the largest in the north.",
        "Mayor Ilo Tamm",
        "The town waited for this day. Nothing is certain but water.",
        "Professor Greta Lindh, University of Norvale",
        "Locks change rivers, and rivers change towns.",
    )
    assert heard(text) == [
        ("Ada Holm", "The lock cost forty million crowns. It is the largest in the north."),
        ("Ilo Tamm", "The town waited for this day. Nothing is certain but water."),
        ("Greta Lindh", "Locks change rivers, and rivers change towns."),
    ]


def test_headings_above_words_about_their_bearers_are_none_even_of_speeches() -> None:
    text = lines(
        "Who gives the speeches",
        "Minister Ada Holm",
        "Since 2019 the minister has opened nine locks.",
        "Mayor Ilo Tamm",
        "A former pilot, and no friend of locks.",
        "Professor Greta Lindh",
        "Author of a book on rivers that won a prize.",
    )
    assert heard(text) is None


def test_names_that_are_headings_above_biographies_are_none() -> None:
    assert (
        headed(
            ("Senator Seán Mac Oirc", "Elected for Dunmere, and a farmer. Chairs the committee on piers."),
            ("Senator Una Ní Bhroin", "Born in Norhaven, where she keeps bees."),
            ("Senator Ilse Quell", "A member since the great herring. You can write to her."),
        )
        is None
    )


def test_names_that_are_headings_above_a_report_are_none() -> None:
    assert (
        headed(
            ("Senator Seán Mac Oirc", "“I asked for a pier,” he said on the quay."),
            ("Senator Una Ní Bhroin", "“We have two,” she told the crowd, and laughed."),
            ("Senator Ilse Quell", "“I have seen both,” she told them."),
        )
        is None
    )


def test_a_heading_with_its_item_of_the_agenda_is_nobodys_turn() -> None:
    text = lines(
        "Flood Relief: Discussion",
        "Deputy Una Ní Bhroin: I raise the houses.",
        "Deputy Seán Mac Oirc: So do I.",
        "Fisheries Bill: Second Stage (Resumed)",
        "Deputy Una Ní Bhroin: It is a good Bill.",
    )
    assert [name for name, _ in heard(text) or []] == ["Una Ní Bhroin", "Seán Mac Oirc", "Una Ní Bhroin"]
