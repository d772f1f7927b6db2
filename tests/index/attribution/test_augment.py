"""Altered copies of marked articles, and invented ones: what is marked stays what was said."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from index.attribution.augment import (
    altered,
    in_british_style,
    with_joined_paragraphs,
    with_other_marks,
    with_other_names,
)
from index.attribution.brat import Attribution
from index.attribution.edited_text import MarkedText
from index.attribution.name_pool import invent_name, invent_role
from index.attribution.reported_prose import is_plain, parse_marked, plain_article, read_sources, write_article
from index.text.quotation_marks import INSIDE, quotation_states

ARTICLE = parse_marked(
    "<c>“It’s ‘over’ for the harbour,”</c> <q>said</q> <s>Mayor Elin Varga</s>. <c>“We sail.”</c>\n\n"
    "Mr. Varga’s rival left. <c2>“Fifty percent stay,”</c2> <s2>Varga</s2> <q2>added</q2>.\n\n"
    "<s3>Ilo Tamm</s3> <q3>said</q3> <c3>the labor was hard</c3>."
)
SPOKEN = "The treaty will come into force before the season begins. We will not close the harbour this year."


def marked_words(marked: MarkedText) -> list[tuple[list[str], list[str], list[str]]]:
    text, statements = marked

    def words(spans: list[tuple[int, int]]) -> list[str]:
        return [text[a:b] for a, b in spans]

    return [(words(a.content), words(a.source), words(a.cue)) for a in statements]


def test_marks_of_a_marked_text_are_read() -> None:
    assert marked_words(ARTICLE)[0] == (
        ["“It’s ‘over’ for the harbour,”", "“We sail.”"],
        ["Mayor Elin Varga"],
        ["said"],
    )
    assert "<" not in ARTICLE[0]


def test_outer_marks_become_single_and_inner_ones_double() -> None:
    text, _ = changed = with_other_marks(ARTICLE, "‘’")
    assert marked_words(changed)[0][0] == ["‘It’s “over” for the harbour,’", "‘We sail.’"]
    states = quotation_states(text)
    assert all(states[text.index(word)] == INSIDE for word in ("over", "for the harbour", "We sail", "Fifty"))


def test_british_style_moves_the_comma_out_of_the_statement() -> None:
    changed = next(
        article
        for article in (in_british_style(ARTICLE, random.Random(seed)) for seed in range(20))
        if "”, " in article[0]
    )
    assert marked_words(changed)[1] == (["“Fifty per cent stay”"], ["Varga"], ["added"])
    assert "Mr Varga’s rival" in changed[0]
    assert "the labour was hard" in changed[0]


def test_paragraphs_are_joined() -> None:
    changed = with_joined_paragraphs(ARTICLE, random.Random(1), 1.0)
    assert "\n" not in changed[0]
    assert marked_words(changed) == marked_words(ARTICLE)


def test_people_are_renamed_throughout() -> None:
    for seed in range(20):
        text, _ = changed = with_other_names(ARTICLE, random.Random(seed))
        assert "Varga" not in text
        assert "Tamm" not in text
        assert "Mayor" in text
        assert [content for content, _, _ in marked_words(changed)] == [c for c, _, _ in marked_words(ARTICLE)]
        surname = marked_words(changed)[1][1][0]
        assert surname in marked_words(changed)[0][1][0]


@pytest.mark.parametrize("seed", range(30))
def test_an_altered_copy_has_the_same_statements(seed: int) -> None:
    changed = altered(ARTICLE, random.Random(seed))
    assert len(changed[1]) == 3
    for (content, source, cue), before in zip(marked_words(changed), marked_words(ARTICLE), strict=True):
        assert len(content) == len(before[0])
        assert source
        assert cue == before[2]
    assert altered(ARTICLE, random.Random(seed)) == changed


def test_names_and_roles_are_of_many_kinds() -> None:
    rng = random.Random(3)
    names = [invent_name(rng) for _ in range(300)]
    assert len({name.full for name in names}) > 250
    assert any(name.family_first and name.full.startswith(name.family) for name in names)
    assert any(not name.full.isascii() for name in names)
    assert all("{" not in invent_role(rng) and "_" not in name.full for name in names)


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    folder = tmp_path_factory.mktemp("sources")
    (folder / "spoken").mkdir()
    (folder / "prose").mkdir()
    turns = (
        f"MS. VARGA:  {SPOKEN}\n\nQ    Will the captain of the harbour pay for the new bridge?\n\nMR. TAMM:  {SPOKEN}"
    )
    (folder / "spoken" / "briefing.md").write_text(f"---\ntitle: Briefing\n---\n\n{turns}\n", encoding="utf-8")
    prose = [
        "The order directs the harbour office to close two of the old basins before the winter storms.",
        "The minister said that the order is good for every harbour on this coast and for the islands.",
        "“We sail,” in marks, is speech and stays out of what is plain, however long the paragraph grows.",
    ]
    (folder / "prose" / "order.md").write_text("\n\n".join(prose) + "\n", encoding="utf-8")
    return folder / "spoken", folder / "prose"


def test_transcripts_give_sentences_and_prose_gives_paragraphs_without_speech(folders: tuple[Path, Path]) -> None:
    sources = read_sources([folders[0]], [folders[1]])
    assert sources.spoken[0] == "The treaty will come into force before the season begins."
    assert sources.reportable == sources.spoken[:1]
    assert sources.plain == [
        "The order directs the harbour office to close two of the old basins before the winter storms."
    ]


@pytest.mark.parametrize("seed", range(40))
def test_an_invented_article_knows_who_said_what(seed: int, folders: tuple[Path, Path]) -> None:
    sources = read_sources([folders[0]], [folders[1]])
    text, statements = write_article(sources, random.Random(seed))
    for mark in ("{", "}", "<", ">"):
        assert mark not in text
    spoken = " ".join(sources.spoken).replace("’", "'").lower()
    for content, source, _ in marked_words((text, statements)):
        assert source
        for part in content:
            bare = part.strip("“”\"'‘’.,").replace("’", "'").lower()
            assert set(bare.split()) & set(spoken.split())


def test_prose_without_speech_has_no_statement(folders: tuple[Path, Path]) -> None:
    text, statements = plain_article(read_sources([], [folders[1]]), random.Random(1))
    assert statements == []
    assert all(is_plain(paragraph) for paragraph in text.split("\n\n"))


def test_a_statement_of_an_invented_article_is_marked_whole() -> None:
    assert parse_marked("<c>A</c> b <c>C</c> <s>D</s>") == (
        "A b C D",
        [Attribution([(0, 1), (4, 5)], [(6, 7)], [])],
    )
