"""Invented news prose for training: what transcripts say, put into the mouths of invented people.

A transcript tells exactly what is speech, and official prose without a reporting word what is none.  Sentences
of both are put into templates in which content, source and cue are known.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from index.attribution.augment import in_british_style, with_other_marks
from index.attribution.brat import Attribution
from index.attribution.edited_text import MarkedText, joined
from index.attribution.name_pool import TITLES, InventedName, invent_name, invent_role
from index.attribution.speech_templates import DIRECT, INDIRECT, LISTED, SIGNED, TWO_VOICES, WORDS
from index.errors import SourceError
from index.extract.documents import from_file
from index.model import Span
from index.text.name_lists import NOT_NAMES
from index.text.quotation_marks import paragraphs
from index.text.sentences import sentences

_TAG = re.compile(r"<(?P<end>/?)(?P<role>[csq])(?P<number>\d?)>")
_FIELD = re.compile(r"\{([^}]+)\}")
_LABEL = re.compile(r"(?:[A-Z][A-Z.’'\- ]{2,40}(?:\([^)]*\))?:|Q\s)\s*")
_NOT_SPOKEN = re.compile(r"[\"“”‘()\[\]<>{}*_|#/]|\.\.\.|…|—\s*$|--|\d:\d\d|\bEND\b")
_FIRST_PERSON = re.compile(
    r"(?i)\b(?:I|we|you|us|me|my|our|ours|your|let’s|I’\w+|we’\w+|you’\w+|here|today|this|that’s)\b"
)
_MARK = re.compile(r"[\"“”‘:]")
_FILLER = re.compile(r"^(?:(?:And|But|So|Well|Look|Now|Yes|No|Yeah|Okay|Right|Again),? )+")
_REPORTING = re.compile(
    r"(?i)\b(?:say|said|tell|told|announc|stat(?:ed|es|ing|ement)|claim|argu|warn|urg|call|pledg|vow|promis|express|reaffirm|"
    r"reiterat|emphasi|stress|underscor|underlin|welcom|thank|condemn|commend|applaud|agree|note[sd]?\b|noting|believ|think|"
    r"thought|report|accord|ask|want|hope|expect|plan(?:s|ned)? to|seek|sought|support|oppos|propos|recommend|request|"
    r"encourag|invit|congratulat|acknowledg|recogni[sz]|affirm|conclud|estimat|show|found|find|suggest|explain|describ|"
    r"declar|remark|mention|deni|deny|respon|repl|wrote|writ|speak|spoke|quot|read)\w*"
)

_PREPOSITIONS = ("ccording to", "words of", "For", " from", "rival,")


@dataclass(frozen=True, slots=True)
class Sources:
    """What prose is made of.

    Attributes:
        spoken: Sentences of transcripts.
        reportable: Those of them that stand well after "said that".
        plain: Paragraphs in which nobody says anything.
    """

    spoken: list[str]
    reportable: list[str]
    plain: list[str]


def read_sources(transcripts: Sequence[Path], prose: Sequence[Path]) -> Sources:
    """Read what prose is made of.

    Args:
        transcripts: Folders of transcripts.
        prose: Folders of official prose: fact sheets, orders, readouts.

    Returns:
        Sentences and paragraphs, each once, in order.
    """
    spoken: dict[str, None] = {}
    plain: dict[str, None] = {}
    for text in _texts(transcripts):
        for start, end in paragraphs(text):
            paragraph = _LABEL.sub("", " ".join(text[start:end].split()), count=1)
            spoken.update(dict.fromkeys(_spoken_sentences(paragraph)))
    for text in _texts(prose):
        for start, end in paragraphs(text):
            paragraph = " ".join(text[start:end].split())
            if is_plain(paragraph):
                plain[paragraph] = None
    return Sources(list(spoken), [each for each in spoken if _is_reportable(each)], list(plain))


def _texts(folders: Sequence[Path]) -> Iterable[str]:
    for folder in folders:
        for path in sorted(folder.rglob("*.md")):
            for draft in from_file(path, path.name):
                if not isinstance(draft, SourceError):
                    yield draft.text


def _spoken_sentences(paragraph: str) -> Iterable[str]:
    for start, end in sentences(paragraph):
        sentence = _FILLER.sub("", paragraph[start:end].strip())
        if 5 <= len(sentence.split()) <= 45 and sentence[-1] in ".!?" and not _NOT_SPOKEN.search(sentence):
            yield sentence[0].upper() + sentence[1:]


def _is_reportable(sentence: str) -> bool:
    """Whether a sentence reads well after "said that": its first word is an ordinary one, and nobody is "I"."""
    first = sentence.split()[0]
    return (
        sentence[-1] == "."
        and first.lower() in NOT_NAMES
        and not _FIRST_PERSON.search(sentence)
        and "—" not in sentence
    )


def is_plain(paragraph: str) -> bool:
    """Whether a paragraph of official prose surely holds no statement: no mark and no word of saying.

    Args:
        paragraph: The paragraph in one line.
    """
    return (
        8 <= len(paragraph.split()) <= 160
        and not re.search(r"[\"“”‘:]", paragraph)
        and not _REPORTING.search(paragraph)
    )


def write_article(sources: Sources, rng: random.Random) -> MarkedText:
    """Write an article: paragraphs of many kinds, spoken by a few invented people.

    Args:
        sources: What it is made of.
        rng: Source of randomness.

    Returns:
        Its text with its statements.
    """
    cast = [_Figure(invent_name(rng), invent_role(rng), rng.choice(TITLES)) for _ in range(rng.randint(2, 4))]
    listed = rng.random() < 0.25
    parts: list[MarkedText] = []
    for _ in range(rng.randint(6, 14)):
        if sources.plain and rng.random() < (0.15 if listed else 0.35):
            parts.append((rng.choice(sources.plain), []))
        elif listed:
            figure = _Figure(invent_name(rng), invent_role(rng), rng.choice(TITLES))
            parts.append(
                _filled(rng.choice(_lines(rng.choice((LISTED, LISTED, SIGNED)))), sources, [figure, figure], rng)
            )
        else:
            kind = rng.choices((DIRECT, TWO_VOICES, INDIRECT, SIGNED), (10, 5, 6, 0.5))[0]
            parts.append(_filled(rng.choice(_lines(kind)), sources, rng.sample(cast, 2), rng))
    article = joined(parts, "\n" if listed and rng.random() < 0.3 else "\n\n")
    marks = rng.choice(("“”", "“”", '""', '""', "‘’", "''"))
    if marks[0] in "\"'":
        article = (article[0].replace("’", "'"), article[1])
    article = with_other_marks(article, marks)
    return in_british_style(article, rng) if rng.random() < 0.3 else article


def plain_article(sources: Sources, rng: random.Random) -> MarkedText:
    """A text in which nobody says anything: paragraphs of official prose.

    Args:
        sources: What it is made of.
        rng: Source of randomness.
    """
    return "\n\n".join(rng.choices(sources.plain, k=rng.randint(3, 8))), []


def _lines(templates: str) -> list[str]:
    return [line.replace("\\n", "\n") for line in templates.strip().split("\n")]


class _Figure:
    """A person of an article, mentioned in full at first."""

    def __init__(self, name: InventedName, role: str, title: str) -> None:
        self.name, self.role, self.title = name, role, title
        self.known = False

    def mention(self, rng: random.Random, following: str) -> str:
        """How the article calls them; `following` is what stands behind the mention."""
        name = self.name
        if not self.known:
            self.known = True
            role = self.role if following[:1] in ".:,;" else self.role + ","
            return rng.choice((name.full, f"{name.full}, {role}", f"{self.title} {name.full}", f"{name.full}, {role}"))
        pronoun = name.family if following[:1] == "’" else name.pronoun
        titled = (f"{name.title} {name.family}", f"{self.title} {name.family}")
        return rng.choice((name.family, name.family, name.full, *titled, pronoun, pronoun))


def _filled(template: str, sources: Sources, people: Sequence[_Figure], rng: random.Random) -> MarkedText:
    """A paragraph of a template, with its statements."""
    values = _values(sources, people, rng)
    parts, last = [], 0
    for field in _FIELD.finditer(template):
        parts.append(template[last : field.start()])
        key, last = field[1], field.end()
        if key in {"n", "m"}:
            before, following = _TAG.sub("", "".join(parts)).rstrip(), _TAG.sub("", template[last : last + 8])
            parts.append(_placed(people[key == "m"].mention(rng, following), before))
        else:
            parts.append(values[key] if key in values else rng.choice(WORDS[key]))
    return parse_marked("".join([*parts, template[last:]]))


def _placed(mention: str, before: str) -> str:
    """A mention as it stands after some words: "him" after "according to", "He" at the beginning."""
    if before.endswith(_PREPOSITIONS):
        mention = {"he": "him", "she": "her"}.get(mention, mention)
    return mention[0].upper() + mention[1:] if not before or before[-1] in ".”" else mention


def _values(sources: Sources, people: Sequence[_Figure], rng: random.Random) -> dict[str, str]:
    """What the fields of a template may stand for, but people."""
    reported = rng.choice(sources.reportable)[:-1] if sources.reportable else "It is late"
    lowered = reported[0].lower() + reported[1:]
    a, b, d = (rng.choice(sources.spoken) for _ in range(3))
    return {
        "a": a,
        "b": b,
        "d": d,
        "a,": _before_cue(a),
        "b,": _before_cue(b),
        "R": reported,
        "r": lowered,
        "f": " ".join(a.split()[-rng.randint(3, 7) :])[:-1],
        "full": people[0].name.full,
        "role": people[0].role,
        "title": people[0].title,
        "m2": people[1].name.full,
        **_halves(a, "x", "y"),
        **_halves(lowered + ".", "rx", "ry"),
    }


def _before_cue(sentence: str) -> str:
    """A sentence as it ends before "he said"."""
    return sentence[:-1] + "," if sentence[-1] == "." else sentence


def _halves(sentence: str, first: str, second: str) -> dict[str, str]:
    """A sentence cut at a comma, else in its middle."""
    words = sentence.split()
    cuts = [i for i, word in enumerate(words[:-2]) if word.endswith(",") and i > 0]
    cut = (cuts[0] if cuts else len(words) // 2 - 1) + 1
    return {first: " ".join(words[:cut]).rstrip(","), second: " ".join(words[cut:])}


def parse_marked(text: str) -> MarkedText:
    """Read a text whose statements are marked: <c> content </c>, <s> source </s>, <q> cue </q>.

    Args:
        text: The text; marks of a second statement are <c2> and so on.

    Returns:
        The text without marks, and its statements by number.
    """
    spans: dict[tuple[str, str], list[Span]] = {}
    starts: dict[tuple[str, str], int] = {}
    parts: list[str] = []
    last = position = 0
    for tag in _TAG.finditer(text):
        parts.append(text[last : tag.start()])
        position += tag.start() - last
        last = tag.end()
        key = (tag["number"], tag["role"])
        if tag["end"]:
            spans.setdefault(key, []).append((starts[key], position))
        else:
            starts[key] = position
    statements = [
        Attribution(spans[number, "c"], spans.get((number, "s"), []), spans.get((number, "q"), []))
        for number in sorted({number for number, role in spans if role == "c"})
    ]
    return "".join([*parts, text[last:]]), statements
