"""The index of words: BM25, replaceable, never half read."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from index.search.text_index import Document, TextIndex
from index.text.topic_matches import matchable_stems


def document(id: int, body: str, title: str, speakers: Sequence[int] = (), last: int | None = None) -> Document:
    """A document of the article of its number."""
    return Document(id, 100 + id, id, last or id, 0, len(body), speakers, matchable_stems(body), body, title)


DOCUMENTS = [
    document(1, "The lighthouse shines over the harbour", "Coast", (7,)),
    document(2, "Trawlers left the harbour in the dark", "Fishing", (8, 9)),
    document(3, "A quiet day in the village", "The lighthouse keeper"),
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "words"


@pytest.fixture
def words(folder: Path) -> TextIndex:
    made = TextIndex(folder)
    made.update(DOCUMENTS, [], 3)
    return made


def found(words: TextIndex, text: str, speakers: list[int] | None = None) -> list[int]:
    return [hit.id for hit in words.search(text, 10, speakers)]


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("lighthouse", [1, 3]),
        ("LIGHTHOUSES", [1, 3]),
        ("shining", [1]),
        ("trawler harbour", [2, 1]),
        ("whale", []),
        ("", []),
        ("?!", []),
        ("AND OR NOT (", []),
        ("HARBOUR AND NOT TRAWLERS", [2, 1]),
        ('body:trawlers ^2 "harbour', [2, 1]),
    ],
)
def test_passages_are_found_by_their_words_and_their_title(words: TextIndex, text: str, ids: list[int]) -> None:
    assert found(words, text) == ids


@pytest.mark.parametrize(
    ("speakers", "ids"), [(None, [2, 1]), ([7], [1]), ([9], [2]), ([7, 8], [2, 1]), ([5], []), ([], [])]
)
def test_only_passages_with_words_of_the_speakers(words: TextIndex, speakers: list[int] | None, ids: list[int]) -> None:
    assert found(words, "trawlers harbour", speakers) == ids


@pytest.mark.parametrize(("between", "ids"), [((1, 2), [2, 1]), ((2, 2), [2]), ((1, 1), [1]), ((3, 9), [])])
def test_only_passages_of_a_range_of_ids(words: TextIndex, between: tuple[int, int], ids: list[int]) -> None:
    assert [hit.id for hit in words.search("trawlers harbour", 10, between=between)] == ids


@pytest.mark.parametrize(
    ("passages", "speakers", "ids"),
    [
        ([1, 3], None, [1, 3]),
        ([1, 2, 3], [9, 7], [1, 2]),
        ([3], [7], []),
        ([5], None, [4]),
        ([4, 5, 6], None, [4]),
        ([7], None, []),
        ([], None, []),
        ([1], [], []),
    ],
)
def test_documents_are_found_by_the_passages_they_touch(
    words: TextIndex, passages: list[int], speakers: list[int] | None, ids: list[int]
) -> None:
    words.update([document(4, "A long one", "", last=6)], [], 4)
    assert sorted(hit.id for hit in words.touching(passages, speakers)) == ids


@pytest.mark.parametrize(
    ("stems", "ids"),
    [
        (["harbour"], [1, 2]),
        (["trawler", "whale"], [2]),
        (["us"], [5]),
        (["shine"], [1]),
        (["lighthous"], [1]),
        ([], []),
    ],
)
def test_documents_of_passages_may_have_to_hold_a_word(words: TextIndex, stems: list[str], ids: list[int]) -> None:
    words.update([document(5, "The U.S. left", "")], [], 4)
    assert sorted(hit.id for hit in words.touching([1, 2, 3, 5], stems=stems)) == ids


def test_a_hit_tells_where_its_words_stand(words: TextIndex) -> None:
    words.update([document(4, "A whale far out", "", last=6)], [], 4)
    (hit,) = words.search("whale", 10)
    assert hit.key == (4, 104, 4, 6, 0, 15)
    assert hit.score > 0
    assert [hit.score for hit in words.touching([5])] == [0]


def test_of_a_hundred_passages_every_document_is_found(words: TextIndex) -> None:
    many = [document(id, "One of many", "") for id in range(10, 1510)]
    words.update(many, [], 4)
    assert len(words.touching(range(10, 1510))) == 1500


def test_adding_an_article_again_replaces_all_its_documents(words: TextIndex) -> None:
    words.update([document(1, "Only whales", "")], [], 4)
    assert len(words) == 3
    assert found(words, "shines") == []
    assert found(words, "whale") == [1]


def test_what_was_committed_before_a_kill_is_not_there_twice(folder: Path) -> None:
    writer = TextIndex(folder)
    writer.update(DOCUMENTS[:1], [], 1)
    about = (folder / "words.json").read_bytes()
    writer.update(DOCUMENTS[1:], [], 3)
    (folder / "words.json").write_bytes(about)  # as if killed before it was written
    again = TextIndex(folder)
    again.update(DOCUMENTS[1:], [], 3)
    assert len(again) == 3


def test_what_a_killed_writer_left_half_written_goes_with_the_next_update(words: TextIndex, folder: Path) -> None:
    left = folder / "index" / ".tmpA1b2C3"
    left.write_bytes(b"half")
    words.update([document(9, "An otter", "Rivers")], [], 4)
    assert not left.exists()
    assert (found(words, "otter"), found(words, "trawlers")) == ([9], [2])


def test_words_are_found_by_their_spelling(words: TextIndex) -> None:
    assert [hit.id for hit in words.spelt("tra(?:wl|ll)er", 10)] == [2]
    assert words.spelt("harb", 10) == []  # of the whole word
    assert words.spelt(r"\w{1,60}", 10) == []  # longer than can be searched


def test_removed_ranges_are_gone_with_both_ends(words: TextIndex) -> None:
    words.update([], [(1, 2)], 4)
    assert found(words, "harbour") == []
    assert len(words) == 1


def test_what_was_written_is_opened_again(words: TextIndex, folder: Path) -> None:
    again = TextIndex(folder)
    assert (again.generation, len(again)) == (3, 3)
    assert found(again, "harbour") == found(words, "harbour")


def test_opening_writes_nothing_so_that_a_writer_is_never_disturbed(folder: Path) -> None:
    writer = TextIndex(folder)
    writer.update(DOCUMENTS[:1], [], 1)
    (folder / "words.json").unlink()  # as while the first update is under way
    TextIndex(folder)
    writer.update(DOCUMENTS[1:], [], 3)
    assert len(TextIndex(folder)) == 3


def test_removals_are_there_after_opening_again(words: TextIndex, folder: Path) -> None:
    words.update([], [(2, 2)], 4)
    assert found(TextIndex(folder), "harbour") == [1]


KINDS = ("idx", "term", "store", "pos", "fast", "fieldnorm", "meta.json", "words.json")


def _flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 3] ^= 0x55
    path.write_bytes(data)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "damage",
    [
        Path.unlink,
        lambda path: os.truncate(path, path.stat().st_size // 2),
        lambda path: os.truncate(path, 0),
        lambda path: path.write_bytes(os.urandom(path.stat().st_size)),
        _flip,
    ],
    ids=["deleted", "truncated", "emptied", "garbage", "one byte"],
)
def test_damaged_files_are_as_good_as_none(
    words: TextIndex, folder: Path, kind: str, damage: Callable[[Path], object]
) -> None:
    (path,) = folder.rglob(f"*{kind}")
    damage(path)
    again = TextIndex(folder)
    if again.generation == 0:
        assert len(again) == 0
        again.update(DOCUMENTS, [], 3)
    assert found(again, "trawler harbour") == [2, 1]
    assert found(TextIndex(folder), "trawler harbour") == [2, 1]


def test_an_index_of_an_earlier_layout_is_none(words: TextIndex, folder: Path) -> None:
    about = json.loads((folder / "words.json").read_text(encoding="utf-8"))
    (folder / "words.json").write_text(json.dumps({**about, "schema": about["schema"] - 1}), encoding="utf-8")
    again = TextIndex(folder)
    assert (again.generation, len(again)) == (0, 0)


def test_a_file_in_place_of_the_folder_is_replaced(folder: Path) -> None:
    folder.write_text("what is this?", encoding="utf-8")
    made = TextIndex(folder)
    made.update(DOCUMENTS, [], 3)
    assert len(TextIndex(folder)) == 3
