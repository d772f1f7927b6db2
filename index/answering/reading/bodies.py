"""Who speaks for a body or a group that a question names: "the farmers' federation", "the boat owners"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from index.answering.reading.office_holders import holders_in
from index.answering.reading.offices import CLEARLY, Texts, is_head
from index.model import Person, Span
from index.search.speakers import SpeakerDirectory
from index.text.sentences import sentences
from index.text.terms import content_stems, stem

NEAR = 2  # sentences after one that names a body in full, in which its last word or "its" is enough
BESIDE, BY_ITS = 2, 1  # times that somebody counts who is named beside a body, or only as "its" leader after it
ON_TOPIC = 3  # times that somebody counts who is named where the last topic is
_BODIES = frozenset(
    """company firm group union guild association federation league chamber council committee commission ministry
    department agency authority party opposition government cabinet presidency police army navy court bank institute
    society club foundation trust board bureau office church university cooperative syndicate consortium alliance
    coalition movement campaign organisation organization operator manufacturer airline railway railways embassy
    consulate administration assembly parliament industry lobby network institution corporation""".split()
)
# Those that are asked what they say more often than what others say of them.
_LOBBIES = frozenset(
    "company firm union guild association federation league chamber opposition lobby industry operator manufacturer "
    "cooperative".split()
)
_HEADS = frozenset("executive founder owner co-founder".split())  # beside those of offices
# What somebody is called who speaks for any body of a kind.
_LEADERS = {
    "company": "chief executive", "firm": "chief executive", "operator": "chief executive",
    "manufacturer": "chief executive", "corporation": "chief executive", "airline": "chief executive",
    "railway": "chief executive", "ministry": "minister", "department": "secretary", "opposition": "opposition leader",
    "police": "police chief", "union": "union leader", "embassy": "ambassador", "city": "mayor",
}  # fmt: skip
_WORD = re.compile(r"[^\W_]+")
_NAME = re.compile(r"[A-ZÀ-Þ][\w'’-]*\.?(?: (?:[A-ZÀ-Þ][\w'’-]*\.?|de|van|von|al|bin)){1,4}")
_HEAD = r"(?P<head>[\w-]+)"
# Between a name and a body: "Tom Quell, who chairs the", "Tom Quell, the chairman of the", "Tom Quell of the".
_OF = re.compile(
    rf",? (?:(?:who|which) (?:also |now )?(?:chairs|runs|heads|leads|represents|directs|manages|founded|owns|"
    rf"speaks for|works for)|(?:(?:the|a|an) )?(?:[\w-]+ ){{0,3}}?{_HEAD} (?:of|for|at)|of|from)(?: [\w'’.-]+){{0,3}} $"
)
# Between a body and a name: "the shepherds, their speaker,", "federation chairman".
_THEN = re.compile(
    rf"(?: [A-ZÀ-Þ][\w-]*){{0,2}}(?:['’]s?)?,? (?:(?:under|with|by|through) )?(?:(?:its|their|whose) )?"
    rf"(?:[\w-]+ ){{0,2}}?{_HEAD},? $"
)
# After a name in what follows a body: "said Tom Quell, its chairman".
_ITS = re.compile(rf",? (?:its|their) (?:[\w-]+ ){{0,2}}?{_HEAD}\b")
# Before a name: "said their leader Tom Quell".
_THEIR = re.compile(rf"\b(?:its|their) (?:[\w-]+ ){{0,2}}?{_HEAD},? $", re.IGNORECASE)


def is_body(words: str) -> bool:
    """Whether words are for a body: "the union", "the ministry of transport"."""
    return _kind(words) in _BODIES


def is_lobby(words: str) -> bool:
    """Whether words are for a body that rather speaks than is spoken of: "the union", "the tech industry"."""
    return _kind(words) in _LOBBIES


def _kind(body: str) -> str:
    words = re.split(r" (?:of|for) ", body.lower())[0].split()
    return words[-1].strip(" ?!.,") if words else ""


def leader_of(body: str) -> str | None:
    """What somebody is called who leads a body; None where that is not plain: "transport minister" for a ministry."""
    words = re.sub(r"^(?:the|our|their|its) ", "", body.lower())
    kind, _, matter = words.partition(" of ")
    before, _, last = kind.rpartition(" ")
    office = _LEADERS.get(last)
    return office and f"{matter.removeprefix('the ') or before} {office}".strip()


def minister_near(topic: str, directory: SpeakerDirectory, texts: Texts) -> str | None:
    """The one minister whom the articles name where they speak of a topic; a prime minister is none of them."""
    about = content_stems(topic)[:2]
    read = list(texts(f"minister {topic}"))
    for wanted in dict.fromkeys((tuple(about), *((each,) for each in about))):
        named: Counter[int] = Counter()
        for text, _ in read:
            if wanted and set(wanted) <= _stems(text):
                named.update(_ministers_in(text, directory))
        if minister := _plainly([each for each in named.most_common() if _is_minister(directory.people[each[0]])]):
            return directory.people[minister].name
    return None


def _ministers_in(text: str, directory: SpeakerDirectory) -> set[int]:
    """People on record whom a text calls minister."""
    held = {each.person for each in holders_in(text, directory, frozenset({"minister"}), ())}
    return {person for person in held if isinstance(person, int)}


def _plainly(counts: list[tuple[int, int]]) -> int | None:
    """Who is named first of all and clearly more often than the next."""
    plain = len(counts) == 1 or (len(counts) > 1 and counts[0][1] >= CLEARLY * counts[1][1])
    return counts[0][0] if plain else None


def _is_minister(person: Person) -> bool:
    """Whether somebody is no prime minister only."""
    roles = [role.lower() for role in person.roles if "minister" in role.lower()]
    return not roles or any("prime" not in role for role in roles)


def speaker_for(body: str, topic: str | None, directory: SpeakerDirectory, texts: Texts) -> str | None:
    """The person on record whom the articles name as one who speaks for a body; None where there is no single one.

    Args:
        body: As a question has it.
        topic: What was spoken of; those who are named where the articles speak of it come first.
        directory: The people on record.
        texts: Gives passages that hold words.
    """
    wanted = content_stems(body)
    if not wanted:
        return None
    about = set(content_stems(topic or ""))
    named: Counter[str] = Counter()
    read = dict.fromkeys([*texts(f"{body} {topic or ''}"), *texts(body)])
    for text, _ in read:
        weight = ON_TOPIC if about & _stems(text) else 1
        strengths = dict(sorted(_named_in(text, wanted, directory), key=lambda each: each[1]))
        for name, strength in strengths.items():
            named[name] += weight * strength
    (best, most), (_, next_most) = [*named.most_common(2), ("", 0), ("", 0)][:2]
    return best if most > next_most else None


class _Place(NamedTuple):
    """A sentence in or soon after which a body is named in full.

    Attributes:
        sentence: The text.
        first: Where the body's first word stands, or its last word where the body was named before.
        last: Where its last word stands.
        is_after: Whether it was named in full in a sentence before.
    """

    sentence: str
    first: list[Span]
    last: list[Span]
    is_after: bool


def _named_in(text: str, wanted: list[str], directory: SpeakerDirectory) -> Iterator[tuple[str, int]]:
    """Those of whom a text tells that they speak for a body, and how surely; wanted: the stems of its words."""
    for place in _places(text, wanted):
        for name in _NAME.finditer(place.sentence):
            if (strength := _speaks(place, name)) and (person := _person(name.group(), directory)):
                yield person, strength


def _places(text: str, wanted: list[str]) -> Iterator[_Place]:
    since = NEAR + 1  # sentences since the body was named in full
    for start, end in sentences(text):
        sentence = text[start:end]
        since = 0 if set(wanted) <= _stems(sentence) else since + 1
        if since <= NEAR:
            last = _words_of(sentence, wanted[-1])
            first = last if since else _words_of(sentence, wanted[0])
            yield _Place(sentence, first, last, since > 0)


def _stems(text: str) -> set[str]:
    return {stem(word) for word in _WORD.findall(text.lower())}


def _words_of(text: str, wanted: str) -> list[Span]:
    """Where words of one stem stand in a text."""
    return [word.span() for word in _WORD.finditer(text) if stem(word.group().lower()) == wanted]


def _speaks(place: _Place, name: re.Match[str]) -> int:
    """How surely a name is that of one who speaks for a body: 0, `BY_ITS` or `BESIDE` it."""
    sentence = place.sentence
    fits = [_OF.fullmatch(sentence[name.end() : start]) for start, _ in place.first if name.end() < start]
    fits += [_THEN.fullmatch(sentence[end : name.start()]) for _, end in place.last if end < name.start()]
    if place.is_after or any(end < name.start() for _, end in place.last):
        fits.append(_ITS.match(sentence, name.end()))
    if any(map(_leads, fits)):
        return BESIDE
    may_be = place.is_after or any(end < name.start() for _, end in place.last)
    return BY_ITS if may_be and _leads(_THEIR.search(sentence[: name.start()])) else 0


def _leads(link: re.Match[str] | None) -> bool:
    """Whether what links a name to a body says that its bearer leads or speaks for it."""
    head = link["head"] and link["head"].lower() if link else ""
    return head is None or is_head(head) or head in _HEADS


def _person(name: str, directory: SpeakerDirectory) -> str | None:
    """The one person on record whose name ends a run of names and titles."""
    words = name.split()
    for start in range(len(words) - 1):
        matches = directory.matching(" ".join(words[start:]))
        if len(matches) == 1 and not matches[0].person.organisation:
            return matches[0].person.name
    return None
