"""Korean articles and questions against labels made by reading: who said what, and who is found when asked for.

The labels hold no text: an article is the hash of its address, a stretch is its place among the article's letters and
digits with a hash of them, and a speaker is the place where the article names him.  A stretch is looked for around its
place, so that what is removed from an article before it changes nothing.
"""

from __future__ import annotations

import hashlib
import json
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from index.errors import OnRecordError
from index.extract import from_jsonl
from index.measure.voices import HASH, LabelledText
from index.model import Article, Draft, Kind, Person, Quote, Statement

if TYPE_CHECKING:
    from index.library import Index

ARTICLES = Path(__file__).parent / "korean.jsonl"
QUESTIONS = Path(__file__).parent / "korean_questions.jsonl"
HALVES = ("fit", "held")
LIMIT = 5  # quotes of an answer that count

Progress = Callable[[int, int], None] | None


@dataclass(frozen=True, slots=True)
class Stretch:
    """A labelled stretch of an article.

    Attributes:
        letters: Numbers of its letters.
        kind: "direct", "indirect" or "none".
        speakers: Names that are right for who said it; empty where the article names nobody.
        mention: What the article calls an unnamed speaker; "" where nothing.
        soft: Whether readers may differ on its being a statement.
    """

    letters: frozenset[int]
    kind: str
    speakers: tuple[str, ...]
    mention: str
    soft: bool

    def is_by(self, person: Person) -> bool:
        """Whether a person is right for who said it."""
        return any(is_same(person.name, name) for name in self.speakers or (self.mention,))


@dataclass(slots=True)
class Counts:
    """Counts over the articles and questions of one half.

    Attributes:
        direct: Labelled direct quotations.
        found: Of those, found.
        nameable: Of those found, where the article names the speaker.
        named: Of those, with somebody.
        given: Found direct quotations with somebody.
        wrong: Of those, with somebody else.
        none: Quotations in the articles that nobody says, given to somebody.
        indirect: Labelled words without marks.
        indirect_found: Of those, found.
        indirect_statements: Statements of words without marks.
        indirect_right: Of those, that are labelled so.
        indirect_given: Of these, with somebody.
        indirect_wrong: Of those, with somebody else.
        asked: Questions that have an answer.
        first: Of those, with a right quote by the right speaker first.
        among_five: Of those, with one at all.
        others: Of those, with another's words first.
        unanswerable: Questions that have none.
        silent: Of those, without any quote.
        mistakes: What is wrong, a line each.
    """

    direct: int = 0
    found: int = 0
    nameable: int = 0
    named: int = 0
    given: int = 0
    wrong: int = 0
    none: int = 0
    indirect: int = 0
    indirect_found: int = 0
    indirect_statements: int = 0
    indirect_right: int = 0
    indirect_given: int = 0
    indirect_wrong: int = 0
    asked: int = 0
    first: int = 0
    among_five: int = 0
    others: int = 0
    unanswerable: int = 0
    silent: int = 0
    mistakes: list[str] = field(default_factory=list)

    def lines(self, half: str) -> Iterator[str]:
        """The scores, a line a kind."""
        yield (
            f"{half:5} {self.direct:3} direct quotations: found {_share(self.found, self.direct)}, named "
            f"{_share(self.named, self.nameable)}, wrong where named {_share(self.wrong, self.given)} of {self.given}; "
            f"{self.none} that nobody says given to somebody"
        )
        precision = self.indirect_right / self.indirect_statements if self.indirect_statements else 0.0
        recall = self.indirect_found / self.indirect if self.indirect else 0.0
        f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
        yield (
            f"{half:5} {self.indirect:3} indirect: precision {precision:.2f}, recall {recall:.2f}, F1 {f1:.2f}, wrong "
            f"where named {_share(self.indirect_wrong, self.indirect_given)} of {self.indirect_given}"
        )
        yield (
            f"{half:5} {self.asked:3} questions: first {_share(self.first, self.asked)}, within five "
            f"{_share(self.among_five, self.asked)}, another's words first {_share(self.others, self.asked)}; "
            f"unanswerable ones refused {_share(self.silent, self.unanswerable)} of {self.unanswerable}"
        )


def evaluate_korean(
    articles: Path,
    libraries: Path | None,
    open_library: Callable[[Path], Index],
    progress: Progress = None,
    mistakes: bool = False,
) -> str:
    """Score the statements of labelled Korean articles, and the answers to questions about them.

    Args:
        articles: JSON Lines of the articles; the labels tell by their addresses which they are about.
        libraries: Where their library is kept, so that it is built but once; None builds it for this time only.
        open_library: Opens the library in a folder, which need not exist.
        progress: Called after each article that is added to the library.
        mistakes: Whether to list what is wrong in the half to fit on.

    Returns:
        Three lines for each half.

    Raises:
        OnRecordError: The articles or the labels can't be read, or none of the labelled articles is there.
    """
    drafts = _drafts(articles)
    counts = {half: Counts() for half in HALVES}
    records = _records(ARTICLES)
    missing = sum(record["article"] not in drafts for record in records)
    if missing == len(records):
        raise OnRecordError(f"{articles} holds none of the labelled Korean articles")
    lost = sum(
        count_statements(counts[record["half"]], drafts[record["article"]], record)
        for record in records
        if record["article"] in drafts
    )
    with tempfile.TemporaryDirectory() as temporary:
        _ask(counts, _library(libraries or Path(temporary), drafts.values(), open_library, progress))
    lines = [f"{len(records)} articles, {missing} of them missing; {lost} labelled stretches not found again"]
    lines += [line for half in HALVES for line in counts[half].lines(half)]
    return "\n".join(lines + (counts[HALVES[0]].mistakes if mistakes else []))


def _drafts(articles: Path) -> dict[str, Draft]:
    """The articles of a file by the hashes of their addresses.

    Raises:
        OnRecordError: It can't be read, or is a folder.
    """
    try:
        drafts = [each for each in from_jsonl(articles, articles.name) if isinstance(each, Draft)]
    except OSError as error:
        raise OnRecordError(f"{articles}: can't be read; name a file of articles, one JSON object a line") from error
    return {address_hash(draft.url): draft for draft in drafts if draft.url}


def address_hash(url: str | None) -> str:
    """What the labels call an article."""
    return hashlib.sha256((url or "").encode()).hexdigest()[:HASH]


def is_same(one: str, other: str) -> bool:
    """Whether two forms of a name can be the same: "권익위" and "국민권익위원회", "베텔" and "자비에 베텔"."""
    if not one or not other:
        return False
    short, long = sorted((one, other), key=len)
    if short.split()[-1] == long.split()[-1]:
        return True
    letters = iter(long)
    return len(short) > 1 and len(long) > 3 and all(letter in letters for letter in short)  # an abbreviated body


def located(text: LabelledText, place: Mapping[str, Any]) -> range | None:
    """Numbers of a labelled stretch's letters, where the text has them nearest to their place; None where it hasn't."""
    length = place["end"] - place["start"]
    starts = sorted(range(len(text.letters) - length + 1), key=lambda start: abs(start - place["start"]))
    found = next((start for start in starts if text.hash(start, start + length) == place["hash"]), None)
    return None if found is None else range(found, found + length)


def count_statements(counts: Counts, draft: Draft, record: Mapping[str, Any]) -> int:
    """Compare an article's statements with its labels, and add the result to the counts.

    Returns:
        How many labelled stretches the text no longer has.
    """
    from index.attribution.korean import korean_statements

    text = LabelledText(draft.text)
    labels = [label for each in record["stretches"] if (label := _label(text, draft.title or "", each)) is not None]
    found = [
        (statement, _letters(text, statement)) for statement in korean_statements(draft.text, draft.title, draft.blocks)
    ]
    for label in labels:
        covering = [one for one, own in found if 2 * len(own & label.letters) >= len(label.letters)]
        _count_label(counts, label, covering, text)
    for statement, own in found:
        _count_indirect(counts, statement, [one for one in labels if 2 * len(own & one.letters) >= len(own)], text)
    return len(record["stretches"]) - len(labels)


def _letters(text: LabelledText, statement: Statement) -> set[int]:
    return set().union(*(text.numbers(*span) for span in statement.content))


def _label(text: LabelledText, title: str, place: Mapping[str, Any]) -> Stretch | None:
    letters = located(text, place)
    if letters is None:
        return None

    def name(where: Mapping[str, Any]) -> str:
        whole = text if where["in"] == "text" else LabelledText(title)
        numbers = located(whole, where)
        return whole.words(numbers.start, numbers.stop) if numbers else ""

    speakers = tuple(map(name, place.get("speakers", ())))
    mention = name(place["mention"]) if "mention" in place else ""
    return Stretch(frozenset(letters), place["kind"], speakers, mention, place.get("soft", False))


def _count_label(counts: Counts, label: Stretch, covering: Sequence[Statement], text: LabelledText) -> None:
    people = [statement.person for statement in covering if statement.person]
    if label.soft:
        return
    if label.kind == "none":
        counts.none += bool(people)
    elif label.kind == "indirect":
        counts.indirect += 1
        counts.indirect_found += bool(covering)
    else:
        _count_direct(counts, label, covering, people)
    what = _slip(label, covering, people)
    if what:
        words = text.words(min(label.letters), max(label.letters) + 1)
        who = "/".join(label.speakers) or label.mention
        counts.mistakes.append(f"{label.kind}, {what}, {who}: {words[:80]}")


def _count_direct(counts: Counts, label: Stretch, covering: Sequence[Statement], people: Sequence[Person]) -> None:
    counts.direct += 1
    counts.found += bool(covering)
    counts.nameable += bool(covering and label.speakers)
    counts.named += bool(label.speakers and people)
    counts.given += bool(people)
    counts.wrong += not all(map(label.is_by, people))


def _slip(label: Stretch, covering: Sequence[Statement], people: Sequence[Person]) -> str:
    """What is wrong with what was found of a label; "" where nothing is."""
    if label.kind == "none":
        return f"given to {people[0].name}" if people else ""
    if not covering:
        return "not found"
    if people:
        return "" if all(map(label.is_by, people)) else f"given to {people[0].name}"
    return "not named" if label.speakers else ""


def _count_indirect(counts: Counts, statement: Statement, labels: Sequence[Stretch], text: LabelledText) -> None:
    """Count words without marks that were found; those of soft labels and of quotations aren't judged."""
    if statement.kind is not Kind.INDIRECT or any(label.soft or label.kind != "indirect" for label in labels):
        return
    counts.indirect_statements += 1
    counts.indirect_right += bool(labels)
    if not labels:
        counts.mistakes.append(f"indirect, but not labelled: {text.text[statement.start : statement.end][:80]}")
    elif statement.person:
        counts.indirect_given += 1
        counts.indirect_wrong += not any(label.is_by(statement.person) for label in labels)


def _library(folder: Path, drafts: Iterable[Draft], open_library: Callable[[Path], Index], progress: Progress) -> Index:
    """The library of the articles, built where it isn't there."""
    there = (folder / "onrecord.db").exists()
    index = open_library(folder)
    if not there:
        every = list(drafts)
        for number, _ in enumerate(index.add(every), 1):
            if progress:
                progress(number, len(every))
    return index


def _ask(counts: Mapping[str, Counts], index: Index) -> None:
    for record in _records(QUESTIONS):
        answer = index.ask(record["question"], LIMIT, date.fromisoformat(record["today"]))
        _count_answer(counts[record["half"]], record, answer.quotes[:LIMIT])
    index.close()


def _count_answer(counts: Counts, record: Mapping[str, Any], quotes: Sequence[Quote]) -> None:
    if not record["gold"]:
        counts.unanswerable += 1
        counts.silent += not quotes
        if quotes:
            counts.mistakes.append(f"answered though unanswerable: {record['question']}")
        return
    right = [is_right(quote, record["gold"]) for quote in quotes]
    counts.asked += 1
    counts.first += right[:1] == [True]
    counts.among_five += any(right)
    counts.others += bool(quotes) and quotes[0].speaker is not None and not _is_by(quotes[0], record["gold"])
    if right[:1] != [True]:
        place = f"right at {right.index(True) + 1}" if any(right) else "missed" if quotes else "refused"
        counts.mistakes.append(f"{place}: {record['question']}")


def is_right(quote: Quote, gold: Iterable[Mapping[str, Any]]) -> bool:
    """Whether a quote is one of those a question wants, by the speaker it wants.

    Args:
        quote: The quote.
        gold: Articles with the stretches that are right.
    """
    for each in _of_article(quote.article, gold):
        text = LabelledText(quote.article.text)
        own = text.numbers(quote.start, quote.end)
        wanted = [set(letters) for place in each["stretches"] if (letters := located(text, place)) is not None]
        overlaps = any(2 * len(own & letters) >= min(len(own), len(letters)) for letters in wanted)
        if own and overlaps and _is_by(quote, [each]):
            return True
    return False


def _of_article(article: Article, gold: Iterable[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    addresses = {address_hash(url) for url in article.urls}
    return (each for each in gold if each["article"] in addresses)


def _is_by(quote: Quote, gold: Iterable[Mapping[str, Any]]) -> bool:
    """Whether a quote's speaker is who a question wants, as far as its article tells."""
    if quote.speaker is None:
        return False
    for each in _of_article(quote.article, gold):
        text = LabelledText(quote.article.text if each["speaker"]["in"] == "text" else quote.article.title or "")
        letters = located(text, each["speaker"])
        if letters and is_same(quote.speaker.name, text.words(letters.start, letters.stop)):
            return True
    return False


def _records(path: Path) -> list[dict[str, Any]]:
    try:
        return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    except (OSError, ValueError) as error:
        raise OnRecordError(f"{path} holds no labels that can be read ({error})") from error


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.3f}" if whole else "-"
