"""`onrecord eval voices`: statements against labels made by reading."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from index.errors import OnRecordError
from index.measure.voices import LABELS, LabelledText, evaluate_voices, same_name
from tests.command import Command

QUAY = (
    "“The quay will be ready in May,” Mayor Ada Holm said.\n\n"
    "“The quay will not be ready this year,” Captain Jan Novak said.\n\n"
    "The lighthouse was painted in the spring of 2030."
)
FIRST, SECOND, PLAIN = (
    "The quay will be ready in May",
    "The quay will not be ready this year",
    "The lighthouse was painted in the spring of 2030",
)


def place(text: str, words: str) -> dict[str, Any]:
    """Where words stand among the letters and digits of a text, with their hash."""
    start = text.index(words)
    low = sum(c.isalnum() for c in text[:start])
    high = low + sum(c.isalnum() for c in words)
    return {"start": low, "end": high, "hash": LabelledText(text).hash(low, high)}


def stretch(text: str, words: str, kind: str, speaker: str | None = None) -> dict[str, Any]:
    named = {} if speaker is None else {"speaker": {"in": "text", **place(text, speaker)}}
    return {**place(text, words), "kind": kind, **named}


def excerpt(source: str, text: str, stretches: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    return {"source": source, "kind": "article", "half": "fit", **place(text, text), "stretches": list(stretches)}


def written(folder: Path, records: Sequence[Mapping[str, Any]]) -> Path:
    path = folder / "labels.jsonl"
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    return path


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    folder = tmp_path / "sources"
    folder.mkdir()
    (folder / "quay.txt").write_text(QUAY, encoding="utf-8")
    return folder


def line(shown: str, name: str) -> str:
    (found,) = [each for each in shown.splitlines() if each.startswith(name)]
    return re.sub(r"\s+", " ", found)


RIGHT = [
    stretch(QUAY, FIRST, "direct", "Mayor Ada Holm"),
    stretch(QUAY, SECOND, "direct", "Captain Jan Novak"),
    stretch(QUAY, PLAIN, "none"),
]


def test_right_speakers_are_counted_as_right(sources: Path, tmp_path: Path) -> None:
    shown = evaluate_voices(sources, written(tmp_path, [excerpt("quay.txt", QUAY, RIGHT)]))
    assert shown.splitlines()[0] == "1 excerpts, 0 without their document, 0 whose text has changed"
    assert line(shown, "all all") == line(shown, "fit article").replace("fit article", "all all")
    assert "2 statements: named 1.000, wrong 0.000, none 0.000" in line(shown, "fit article")
    assert "2 direct: found 1.000, named 1.000, wrong 0.000" in line(shown, "fit article")
    assert "1 no statements: given 0.000 | cut words 0" in line(shown, "fit article")


def test_somebody_elses_words_are_counted_as_wrong(sources: Path, tmp_path: Path) -> None:
    stretches = [stretch(QUAY, FIRST, "direct", "Captain Jan Novak"), *RIGHT[1:]]
    shown = evaluate_voices(sources, written(tmp_path, [excerpt("quay.txt", QUAY, stretches)]), mistakes=True)
    assert "2 statements: named 1.000, wrong 0.500" in line(shown, "all all")
    assert "2 direct: found 1.000, named 1.000, wrong 0.500" in line(shown, "all all")
    assert (
        "fit article quay.txt: 'Ada Holm' for 'Captain Jan Novak': direct '“The quay will be ready in May,”'" in shown
    )


def test_what_is_no_statement_counts_against_whom_it_is_given_to(sources: Path, tmp_path: Path) -> None:
    stretches = [stretch(QUAY, FIRST, "none"), *RIGHT[1:]]
    shown = line(evaluate_voices(sources, written(tmp_path, [excerpt("quay.txt", QUAY, stretches)])), "all all")
    assert "2 statements: named 1.000, wrong 0.000, none 0.500" in shown
    assert "2 no statements: given 0.500" in shown


def test_an_unnamed_speaker_is_no_mistake_but_lowers_the_share_named(sources: Path, tmp_path: Path) -> None:
    text = "“We have waited long enough for the quay,” he said.\n\nThe wind rose in the night over Lindesund."
    (sources / "quay.txt").write_text(text, encoding="utf-8")
    stretches = [stretch(text, "We have waited long enough for the quay", "direct", "Lindesund")]
    labels = written(tmp_path, [excerpt("quay.txt", text, stretches)])
    shown = evaluate_voices(sources, labels, mistakes=True)
    assert "1 statements: named 0.000, wrong -, none 0.000" in line(shown, "all all")
    assert "1 direct: found 1.000, named 0.000, wrong 0.000" in line(shown, "all all")
    assert "not named, 'Lindesund'" in shown


def test_a_missing_quotation_lowers_the_share_found(sources: Path, tmp_path: Path) -> None:
    stretches = [*RIGHT[:2], stretch(QUAY, PLAIN, "direct", "Mayor Ada Holm")]
    shown = evaluate_voices(sources, written(tmp_path, [excerpt("quay.txt", QUAY, stretches)]), mistakes=True)
    assert "3 direct: found 0.667" in line(shown, "all all")
    assert "not found, 'Mayor Ada Holm': direct 'The lighthouse" in shown


def test_a_changed_document_and_a_missing_one_are_counted_and_left_out(sources: Path, tmp_path: Path) -> None:
    (sources / "changed.txt").write_text(QUAY.replace("May", "June"), encoding="utf-8")
    names = ("quay.txt", "changed.txt", "missing.txt")
    shown = evaluate_voices(sources, written(tmp_path, [excerpt(name, QUAY, RIGHT) for name in names]))
    assert shown.splitlines()[0] == "3 excerpts, 1 without their document, 1 whose text has changed"
    assert "2 statements:" in line(shown, "all all")


def test_white_space_and_marks_may_change(sources: Path, tmp_path: Path) -> None:
    (sources / "quay.txt").write_text(QUAY.replace("“", '"').replace("”", '"') + "\n", encoding="utf-8")
    shown = evaluate_voices(sources, written(tmp_path, [excerpt("quay.txt", QUAY, RIGHT)]))
    assert shown.splitlines()[0].endswith("0 whose text has changed")
    assert "wrong 0.000" in line(shown, "all all")


def test_none_of_the_documents_is_refused_with_the_name_of_one(tmp_path: Path) -> None:
    labels = written(tmp_path, [excerpt("quay.txt", QUAY, RIGHT)])
    with pytest.raises(OnRecordError, match=r"holds none of the labelled documents, such as quay\.txt"):
        evaluate_voices(tmp_path / "elsewhere", labels)


@pytest.mark.parametrize("content", [None, "no JSON\n"])
def test_labels_that_cannot_be_read_are_refused(sources: Path, tmp_path: Path, content: str | None) -> None:
    labels = tmp_path / "labels.jsonl"
    if content is not None:
        labels.write_text(content, encoding="utf-8")
    with pytest.raises(OnRecordError, match="holds no labels that can be read"):
        evaluate_voices(sources, labels)


def test_the_command_shows_the_scores_and_on_demand_the_mistakes(
    command: Command, sources: Path, tmp_path: Path
) -> None:
    stretches = [stretch(QUAY, FIRST, "direct", "Captain Jan Novak"), *RIGHT[1:]]
    labels = written(tmp_path, [excerpt("quay.txt", QUAY, stretches)])
    shown = command("eval", "voices", sources, "--labels", labels).output
    assert "2 direct: found 1.000, named 1.000, wrong 0.500" in line(shown, "all all")
    assert "'Ada Holm'" not in shown
    assert (
        "'Ada Holm' for 'Captain Jan Novak'"
        in command("eval", "voices", sources, "--labels", labels, "--mistakes").output
    )
    assert "holds no labels" in command("eval", "voices", sources, "--labels", tmp_path / "none", status=1).errors


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Mayor Ada Holm", "Holm", True),
        ("Ada Holm", "A. Holm", True),
        ("Ada Holm", "Jan Holm", False),
        ("Ada Holm", "Ada Novak", False),
        ("José Lópes", "Jose Lopes", True),
        ("Seo Min-jae", "Seo", True),
        ("THE MODERATOR", "the moderator", True),
    ],
)
def test_forms_of_a_name_are_compared_without_titles_and_accents(one: str, other: str, same: bool) -> None:
    assert same_name(one, other) is same


# The project's own labels.

SPOT = {"in", "start", "end", "hash"}
BYLINE = {"in": "author", "start": 0, "end": 0, "hash": ""}  # the whole of it


def records() -> list[dict[str, Any]]:
    return [json.loads(each) for each in LABELS.read_text(encoding="utf-8").splitlines()]


def is_place(each: Mapping[str, Any]) -> bool:
    numbers = isinstance(each["start"], int) and isinstance(each["end"], int) and 0 <= each["start"] < each["end"]
    return numbers and bool(re.fullmatch(r"[0-9a-f]{12}", each["hash"]))


def test_the_labels_hold_places_hashes_and_kinds_but_no_text() -> None:
    for record in records():
        assert record.keys() == {"source", "kind", "half", "start", "end", "hash", "stretches"}
        assert re.fullmatch(r"[\w./%~+-]+(?:#\d+)?", record["source"]), record["source"]
        assert record["half"] in {"fit", "held"}
        assert re.fullmatch(r"[a-z -]{1,20}", record["kind"])
        assert is_place(record)
        for each in record["stretches"]:
            assert each.keys() <= {"start", "end", "hash", "kind", "speaker", "mention", "soft"}
            assert each["kind"] in {"direct", "indirect", "turn", "question", "none"}
            assert each.get("soft", True) is True
            assert is_place(each)
            for spot in (each[key] for key in ("speaker", "mention") if key in each):
                assert spot.keys() == SPOT
                assert spot == BYLINE or (spot["in"] in {"text", "title"} and is_place(spot))


def test_the_labels_are_six_hundred_statements_at_least_of_several_kinds_and_both_halves() -> None:
    found = records()
    statements = [each for record in found for each in record["stretches"] if each["kind"] not in {"none", "question"}]
    assert len(statements) >= 600
    assert len({record["kind"] for record in found}) >= 4
    assert {record["half"] for record in found} == {"fit", "held"}
