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

# <c> content, <s> source, <q> cue; {a} {b} sentences, {a,} one before a cue, {x} {y} halves of one, {r} {R} reported,
# {f} a few of its words, {n} {m} people.
_DIRECT = r"""
<c>“{a,}”</c> <s>{n}</s> <q>{said}</q>.
<c>“{a,}”</c> <q>{said}</q> <s>{n}</s>.
<c>“{a,}”</c> <s>{n}</s> <q>{said}</q>. <c>“{b}”</c>
<c>“{a,}”</c> <q>{said}</q> <s>{n}</s>. <c>“{b} {d}”</c>
<c>“{a} {b,}”</c> <s>{n}</s> <q>{said} in a statement</q>.
<c>“{x},”</c> <s>{n}</s> <q>{said}</q>, <c>“{y}”</c>
<c>“{x},”</c> <q>{said}</q> <s>{n}</s>, <c>“{y}”</c>
<s>{n}</s> <q>{said}</q>: <c>“{a}”</c>
<s>{n}</s> <q>{said}</q>: <c>“{a} {b} {d}”</c>
<s>{n}</s> <q>{said}</q>, <c>“{a}”</c>
<s>{n}</s> <q>told reporters</q>: <c>“{a} {b}”</c>
<s>{n}</s> <q>told the {place} Courier</q>: <c>“{a}”</c>
<s>{n}</s> <q>tweeted</q>: <c>“{a}”</c>
<s>{n}</s> defended the decision, <q>{saying}</q>: <c>“{a}”</c>
<s>{n}</s> was quick to respond, <q>{saying}</q> <c>“{a}”</c>
<q>According to</q> <s>{n}</s>, <c>“{a}”</c>
<q>In the words of</q> <s>{n}</s>, <c>“{a}”</c>
As <s>{n}</s> <q>put it</q>, <c>“{a}”</c>
As <s>{n}</s> <q>put it</q>: <c>“{a}”</c>
For <s>{n}</s>, it <q>is</q> <c>“{f}”</c>.
Asked about it, <s>{n}</s> <q>replied</q>: <c>“{a}”</c>
Asked about {place}, <s>{n}</s> <q>{said}</q>, <c>“{a}”</c>
<s>{n}</s>’s <q>answer was short</q>: <c>“{a}”</c>
<s>{n}</s> {beat}. <c>“{a}”</c>
<s>{n}</s> {beat}. <c>“{a} {b}”</c>
<s>{n}</s> was <q>blunt</q>. <c>“{a}”</c>
<c>“{a}”</c> <s>{n}</s> {beat}. <c>“{b}”</c>
<s>{n}</s> <q>called</q> <c>it “{f}”</c>.
<s>{n}</s> <q>described</q> <c>the plan as “{f}”</c>.
<s>{n}</s>, who arrived from {place} on Monday, <q>{said}</q>: <c>“{a}”</c>
<c>“{a}</c>\n\n<c>“{b,}”</c> <s>{n}</s> <q>{said}</q>.
<c>“{a,}”</c> <s>{n}</s> <q>{said}</q> of the meeting in {place}.
<c>“{a,}”</c> <s>{n}</s> <q>{said}</q>, {beat_ing}. <c>“{b}”</c>
<c>“{a,}”</c> <q>read a statement from</q> <s>{n}</s>.
Officials in {place} were not available for comment. <c>“{a,}”</c> <q>{said}</q> <s>{n}</s>.
"""
_TWO_VOICES = r"""
<c>“{a,}”</c> <s>{n}</s> <q>{said}</q>. <c2>“{b,}”</c2> <q2>{replied}</q2> <s2>{m}</s2>.
<c>“{a,}”</c> <q>{said}</q> <s>{n}</s>. <c2>“{b,}”</c2> <s2>{m}</s2> <q2>{said}</q2>.
<c>“{a,}”</c> <q>{said}</q> <s>{n}</s>. <s2>{m}</s2> <q2>{disagreed}</q2>: <c2>“{b}”</c2>
<c>“{a,}”</c> <s>{n}</s> <q>{said}</q>. But <s2>{m}</s2> <q2>{replied}</q2>: <c2>“{b}”</c2>
<c>“{a,}”</c> <s>{n}</s> <q>{said}</q>, while <s2>{m}</s2> <q2>{said}</q2> <c2>{r}</c2>.
<c>“{a,}”</c> <q>{said}</q> <s>his rival, {m}</s>.
<s>{n}</s> <q>{said}</q>: <c>“{a}”</c> <s2>{m}</s2> <q2>{replied}</q2>: <c2>“{b}”</c2>
<s>{n}</s> <q>{said}</q> <c>{r}</c>. <c2>“{a,}”</c2> <q2>{said}</q2> <s2>{m}</s2>.
<c2>“{b,}”</c2> <s2>{m}</s2> <q2>said</q2>. <s3>{n}</s3> <q3>says</q3> <c3>{r}</c3>.
<s>{n}</s> {beat}. <c>“{a}”</c> <s2>{m}</s2> {beat}. <c2>“{b}”</c2>
<s>{n}</s> met {m2} in {place}. <c>“{a,}”</c> <s>{n}</s> <q>{said}</q>.
After talks with {m2}, <s>{n}</s> <q>{said}</q>: <c>“{a}”</c>
<q>According to</q> <s>{n}</s>, <c>{r}</c>. <s2>{m}</s2> <q2>{disagreed}</q2>. <c2>“{b}”</c2>
"""
_INDIRECT = r"""
<s>{n}</s> <q>{said}</q> that <c>{r}</c>.
<s>{n}</s> <q>{said}</q> <c>{r}</c>.
<c>{R}</c>, <s>{n}</s> <q>{said}</q>.
<c>{R}</c>, <q>{said}</q> <s>{n}</s>.
<c>{R}</c>, <q>according to</q> <s>{n}</s>.
<q>According to</q> <s>{n}</s>, <c>{r}</c>.
<s>{n}</s> <q>{noted}</q> that <c>{r}</c>.
<s>{n}</s> <q>{noted}</q> that <c>{r}</c>. <c2>“{a,}”</c2> <s2>{n}</s2> <q2>{said}</q2>.
<s>{n}</s> <q>told reporters on Tuesday</q> that <c>{r}</c>.
<s>{n}</s> <q>told the {place} Courier</q> <c>{r}</c>.
In {place}, <s>{n}</s> <q>{noted}</q> <c>{r}</c>.
<s>{n}</s>, asked about it in {place}, <q>{said}</q> <c>{r}</c>.
<s>{n}</s> also <q>{said}</q> <c>{r}</c>.
<s>{n}</s> <q>{said}</q> <c>{rx} “{ry}”</c>
<c>{R}</c>, <q>as</q> <s>{n}</s> <q>sees it</q>.
"""
_LISTED = r"""
<s>{full}, {role}</s><q>:</q> <c>“{a}”</c>
<s>{full}</s>, {role}<q>:</q> <c>“{a} {b}”</c>
<s>{full}</s><q>:</q> <c>“{a} {b}”</c>
<s>{title} {full}</s><q>:</q> <c>“{a}”</c>
<s>{full}</s> ({place} Courier)<q>:</q> <c>“{a} {b}”</c>
<s>{full}</s> ({role})<q>:</q> <c>“{a}”</c>
<s>{full}</s> on the vote<q>:</q> <c>“{a}”</c>
• <s>{full}</s><q>:</q> <c>“{a}”</c>
- <s>{title} {full}</s><q>:</q> <c>“{a} {b}”</c>
{number}. <s>{full}, {role}</s><q>:</q> <c>“{a}”</c>
<s>{full}</s><q>:</q> <c>{a} {b}</c>
"""
_SIGNED = r"""
<c>“{a}”</c> <q>—</q> <s>{full}, {role}</s>
<c>“{a} {b}”</c> <q>–</q> <s>{full}</s>, {role}
<c>“{a} {b}”</c>\n<q>—</q> <s>{full}</s>
<c>“{a}”</c>\n- <s>{full}, {role}</s>
<c>“{a} {b}”</c>\n\n— <s>{full}</s>, {role}
<c>{a} {b}</c> <q>—</q> <s>{full}</s> (@{handle}) March 3, 2024
"""
_PREPOSITIONS = ("ccording to", "words of", "For", " from", "rival,")
_WORDS: dict[str, list[str]] = {
    "said": ["said"] * 8
    + "says|added|explained|continued|insisted|declared|recalled|wrote|said on Friday|said in an interview".split("|"),
    "saying": "saying|saying|adding|arguing|insisting|declaring|telling reporters".split("|"),
    "replied": "replied|answered|countered|shot back|responded|retorted|said".split("|"),
    "disagreed": "disagreed|was less sure|took another view|objected|hit back|differed".split("|"),
    "noted": "noted|said|argued|warned|stressed|claimed|insisted|explained|stated|pointed out|added|announced|"
    "acknowledged|predicted|suggested|admitted".split("|"),
    "beat": "turned to the window|smiled|paused for a moment|shook hands with the crew|looked at the map|sat down|"
    "held up the report|stepped to the microphone|folded the letter|nodded".split("|"),
    "beat_ing": "turning to the window|smiling|pointing at the map|as the crowd cheered".split("|"),
    "place": "Norvale|Estmar|Lindesund|Dunmere|Grenmark|Seoul|Belmora".split("|"),
    "handle": "tidewatch|elin_v|minister_of_ports|bellringer77".split("|"),
    "number": [str(number) for number in range(1, 12)],
}  # fmt: skip


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
                _filled(rng.choice(_lines(rng.choice((_LISTED, _LISTED, _SIGNED)))), sources, [figure, figure], rng)
            )
        else:
            kind = rng.choices((_DIRECT, _TWO_VOICES, _INDIRECT, _SIGNED), (10, 5, 6, 0.5))[0]
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
            parts.append(values[key] if key in values else rng.choice(_WORDS[key]))
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
