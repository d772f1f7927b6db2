"""Whose words are whose: statements against labels made by reading, over material of every kind.

The labels hold no text: a stretch is its place among the letters and digits of a document, with a hash of them, and a
speaker is the place where the document names him.  A document whose text has changed since is left out, and counted.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path
from typing import Any

from index.errors import OnRecordError, SourceError
from index.extract import from_bytes, from_file, from_jsonl
from index.model import Draft, Kind, Statement
from index.text.name_lists import TITLES
from index.text.person_names import HONORIFICS, name_words

LABELS = Path(__file__).parent / "voices.jsonl"
HASH = 12  # hexadecimal digits of a stretch's SHA-256

Progress = Callable[[int, int], None] | None


class LabelledText:
    """A document's text by its letters and digits alone, so that white space and marks may change.

    Args:
        text: The text.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.places = [place for place, character in enumerate(text) if character.isalnum()]
        self.letters = "".join(text[place] for place in self.places)
        self._number = {place: number for number, place in enumerate(self.places)}

    def hash(self, start: int, end: int) -> str:
        """Hash of the letters [start, end)."""
        return hashlib.sha256(self.letters[start:end].encode("utf-8", "surrogatepass")).hexdigest()[:HASH]

    def words(self, start: int, end: int) -> str:
        """The text from letter `start` to the letter before `end`."""
        return self.text[self.places[start] : self.places[end - 1] + 1] if start < end else ""

    def numbers(self, start: int, end: int) -> set[int]:
        """Numbers of the letters between two code points."""
        return {number for place in range(start, end) if (number := self._number.get(place)) is not None}


@dataclass(frozen=True, slots=True)
class Label:
    """A labelled stretch.

    Attributes:
        letters: Numbers of its letters.
        kind: "direct", "indirect", "turn", "question" or "none".
        speaker: The speaker's name; None where the document doesn't tell.
        mention: What the document calls an unnamed speaker; "" where nothing.
        soft: Whether readers may differ on its being a statement.
    """

    letters: frozenset[int]
    kind: str
    speaker: str | None
    mention: str
    soft: bool


@dataclass(slots=True)
class VoiceCounts:
    """Counts over the excerpts of one kind of material.

    Attributes:
        statements: Found statements.
        named: Of those, with a person.
        wrong: Of those, with somebody who didn't say it (no statement at all included).
        senseless: Found statements that are no statement of anybody.
        direct: Labelled direct quotations and turns.
        found: Of those, found.
        found_named: Of those, with a person, where the document names one.
        nameable: Of those found, where the document names one.
        found_wrong: Of those found, with somebody else.
        none: Labelled stretches that are no statement.
        given: Of those, given to somebody.
        inside_word: Content spans that begin or end inside a word.
    """

    statements: int = 0
    named: int = 0
    wrong: int = 0
    senseless: int = 0
    direct: int = 0
    found: int = 0
    nameable: int = 0
    found_named: int = 0
    found_wrong: int = 0
    none: int = 0
    given: int = 0
    inside_word: int = 0
    mistakes: list[str] = field(default_factory=list)

    def line(self, name: str) -> str:
        """The scores in one line."""
        return (
            f"{name:18} {self.statements:4} statements: named {_share(self.named, self.statements)}, wrong "
            f"{_share(self.wrong, self.named)}, none {_share(self.senseless, self.statements)}"
            f" | {self.direct:4} direct: found {_share(self.found, self.direct)}, named "
            f"{_share(self.found_named, self.nameable)}, wrong {_share(self.found_wrong, self.found)}"
            f" | {self.none:3} no statements: given {_share(self.given, self.none)}"
            f" | cut words {self.inside_word}"
        )


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.3f}" if whole else "-"


def evaluate_voices(sources: Path, labels: Path = LABELS, progress: Progress = None, mistakes: bool = False) -> str:
    """Score the statements of labelled excerpts, per kind of material and per half.

    Args:
        sources: The folder in which the labels' sources lie.
        labels: JSON lines of labelled excerpts.
        progress: Called after each document.
        mistakes: Whether every wrong statement of the half to fit on is listed, too.

    Returns:
        A line for each kind of material of each half, and one for all of it.

    Raises:
        OnRecordError: The labels can't be read, or none of their sources is there.
    """
    from index.attribution.statements import StatementReader
    from index.attribution.tagger import load_tagger

    records = _read_labels(labels)
    reader = StatementReader(load_tagger())
    counts: dict[tuple[str, str], VoiceCounts] = defaultdict(VoiceCounts)
    states = Counter({"missing": 0, "changed": 0})
    for number, (record, draft) in enumerate(_documents(sources, records), 1):
        if progress:
            progress(number, len(records))
        if draft is None:
            states["missing"] += 1
            continue
        text = LabelledText(draft.text)
        if text.hash(record["start"], record["end"]) != record["hash"]:
            states["changed"] += 1
            continue
        found = reader.statements(draft.text, draft.title, draft.author, draft.blocks)
        for half, kind in product((record["half"], "all"), (record["kind"], "all")):
            count_voices(counts[half, kind], text, record, draft.title or "", found)
    if states["missing"] == len(records):
        raise OnRecordError(f"{sources} holds none of the labelled documents, such as {records[0]['source']}")
    return "\n".join(_report(counts, len(records), states, mistakes))


def _read_labels(path: Path) -> list[dict[str, Any]]:
    try:
        records = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    except (OSError, ValueError) as error:
        raise OnRecordError(f"{path} holds no labels that can be read ({error})") from error
    if not records:
        raise OnRecordError(f"{path} holds no labels")
    return records


def _report(
    counts: Mapping[tuple[str, str], VoiceCounts], excerpts: int, states: Mapping[str, int], mistakes: bool
) -> Iterator[str]:
    yield f"{excerpts} excerpts, {states['missing']} without their document, {states['changed']} whose text has changed"
    for (half, kind), each in sorted(counts.items()):
        yield each.line(f"{half} {kind}")
    if mistakes:
        yield from counts["fit", "all"].mistakes  # who reads those of the held half has no half left to believe


def _documents(sources: Path, records: Iterable[dict[str, Any]]) -> Iterator[tuple[dict[str, Any], Draft | None]]:
    """Each record with its document; None where that is missing or can't be read."""
    lines: dict[Path, list[Draft | SourceError]] = {}
    for record in records:
        name, _, line = record["source"].partition("#")
        path = sources / name
        try:
            if line:
                if path not in lines:
                    lines[path] = list(from_jsonl(path, path.name))
                document = lines[path][int(line)]
            elif path.suffix == ".gz":
                document = from_bytes(gzip.decompress(path.read_bytes()), path.name, Path(path.stem).suffix)
            else:
                document = next(iter(from_file(path, path.name)))
        except (OSError, SourceError, IndexError):
            yield record, None
            continue
        yield record, document if isinstance(document, Draft) else None


def _labels(text: LabelledText, title: str, record: Mapping[str, Any]) -> list[Label]:
    return [
        Label(
            frozenset(range(each["start"], each["end"])),
            each["kind"],
            _words(text, title, each.get("speaker")),
            _words(text, title, each.get("mention")) or "",
            bool(each.get("soft")),
        )
        for each in record["stretches"]
    ]


def _words(text: LabelledText, title: str, place: Mapping[str, Any] | None) -> str | None:
    if place is None:
        return None
    where = LabelledText(title) if place["in"] == "title" else text
    return where.words(place["start"], place["end"])


def count_voices(
    counts: VoiceCounts, text: LabelledText, record: Mapping[str, Any], title: str, found: Iterable[Statement]
) -> None:
    """Compare statements with the labels of one excerpt, and add the result to the counts.

    Args:
        counts: The counts, which are changed.
        text: The document.
        record: Its labels.
        title: Its title.
        found: All statements found in it.
    """
    labels = _labels(text, title, record)
    excerpt = set(range(record["start"], record["end"]))
    letters: list[tuple[Statement, set[int]]] = []
    for statement in found:
        own = set().union(*(text.numbers(start, end) for start, end in statement.content))
        if (own and 2 * len(own & excerpt) >= len(own)) or (own & excerpt and statement.kind is Kind.DIRECT):
            letters.append((statement, own))
    for statement, own in letters:
        if not statement.question and 2 * len(own & excerpt) >= len(own):
            _count_statement(counts, text, labels, statement, own, record)
    for label in labels:
        _count_label(counts, text, label, labels, letters, record)


def _count_statement(
    counts: VoiceCounts,
    text: LabelledText,
    labels: list[Label],
    statement: Statement,
    own: set[int],
    record: Mapping[str, Any],
) -> None:
    counts.statements += 1
    counts.named += statement.person is not None
    counts.inside_word += sum(_cuts_word(text.text, *span) for span in statement.content)
    fitting = [label for label in labels if label.kind != "none" and 2 * len(own & label.letters) >= len(own)]
    counts.senseless += not fitting
    if fitting and _is_right(statement, fitting):
        return
    counts.wrong += bool(fitting)
    name = statement.person.name if statement.person else None
    said = " / ".join(str(label.speaker or label.mention or None) for label in fitting) or "no statement"
    words = text.text[statement.start : statement.end]
    counts.mistakes.append(_mistake(record, f"{name!r} for {said!r}", statement.kind.value, words))


def _is_right(statement: Statement, fitting: list[Label]) -> bool:
    """Whether a statement has the right voice; of words reported within others' either voice is right."""
    nested = statement.via is not None or len(fitting) > 1
    return any(_is_voice(label, statement) for label in (fitting if nested else fitting[:1]))


def _count_label(
    counts: VoiceCounts,
    text: LabelledText,
    label: Label,
    labels: list[Label],
    letters: list[tuple[Statement, set[int]]],
    record: Mapping[str, Any],
) -> None:
    if any(other.kind in {"turn", "direct"} and label.letters < other.letters for other in labels):
        return
    covering = [s for s, own in letters if 2 * len(own & label.letters) >= len(label.letters)]
    named = [s for s in covering if s.person is not None]
    if label.kind == "none":
        counts.none += 1
        counts.given += any(not s.question for s in named)
    elif label.kind in {"direct", "turn"} and not label.soft:
        words = text.words(min(label.letters), max(label.letters) + 1)
        for what in _count_direct(counts, label, covering, named):
            counts.mistakes.append(_mistake(record, what, label.kind, words))


def _count_direct(
    counts: VoiceCounts, label: Label, covering: list[Statement], named: list[Statement]
) -> Iterator[str]:
    """Count a labelled quotation or turn, and say what is missing."""
    counts.direct += 1
    if not covering:
        yield f"not found, {label.speaker!r}"
        return
    counts.found += 1
    counts.found_wrong += bool(named) and not any(_is_voice(label, s) for s in named)
    if label.speaker is not None:
        counts.nameable += 1
        counts.found_named += bool(named)
        if not named:
            yield f"not named, {label.speaker!r}"


def _mistake(record: Mapping[str, Any], what: str, kind: str, words: str) -> str:
    return f"{record['half']} {record['kind']} {record['source']}: {what}: {kind} {words[:120]!r}"


def _cuts_word(text: str, start: int, end: int) -> bool:
    def inside(place: int) -> bool:
        return 0 < place < len(text) and text[place - 1].isalnum() and text[place].isalnum()

    return inside(start) or inside(end)


def _is_voice(label: Label, statement: Statement) -> bool:
    """Whether a statement's person is whom the label names; nobody is right for anybody."""
    if statement.person is None:
        return True
    name = label.speaker or label.mention
    if label.kind == "question" or not name:
        return False
    forms = (statement.person.name, *statement.person.aliases)
    return any(same_name(name, form) for form in forms)


def same_name(one: str, other: str) -> bool:
    """Whether two forms of a name, with or without titles, can be the same person's or body's."""
    first, second = _bare(one), _bare(other)
    if not first or not second:
        return one.casefold().strip() == other.casefold().strip()
    if first[-1] == second[-1]:
        return len(first) < 2 or len(second) < 2 or first[0][0] == second[0][0] or bool({*first[:-1]} & {*second[:-1]})
    shared = {*first} & {*second}
    return len(shared) >= 2 or (bool(shared) and (len(first) == 1 or len(second) == 1))


def _bare(name: str) -> list[str]:
    plain_name = unicodedata.normalize("NFKD", name.split(",")[0].split("(")[0])
    letters = "".join(c for c in plain_name if not unicodedata.combining(c)).replace("-", " ")
    words = [word.casefold().strip(".") for word in name_words(letters)]
    plain = [w for w in words if w not in TITLES and w not in HONORIFICS and w not in {"the", "of", "and", "jr", "sr"}]
    return plain or words
