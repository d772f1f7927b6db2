"""Somebody's relatives in a question, and whom the articles name as such: "her brother", "Vale's wife"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from index.answering.reading.mentions import Mention, Named
from index.answering.reading.offices import Texts
from index.answering.reading.vocabulary import AUXILIARY, COURTESY, ON, QUESTION_WORDS
from index.search.speakers import SpeakerDirectory
from index.text.given_names import FEMALE_NAMES, MALE_NAMES
from index.text.name_spelling import plain_word
from index.text.sentences import sentences

# Words for relatives, and those for what the other one then is.
_GROUPS = {
    "husband wife spouse": "husband wife spouse",
    "brother sister twin": "brother sister twin",
    "father mother": "son daughter",
    "son daughter": "father mother",
    "cousin": "cousin",
    "uncle aunt": "nephew niece",
    "nephew niece": "uncle aunt",
    "grandfather grandmother": "grandson granddaughter",
    "grandson granddaughter": "grandfather grandmother",
}
_OTHER_SIDE = {word: frozenset(others.split()) for words, others in _GROUPS.items() for word in words.split()}
_SHORT = {
    "dad": "father", "mum": "mother", "mom": "mother", "hubby": "husband", "widow": "wife", "widower": "husband",
}  # fmt: skip
_KIN = rf"(?:{'|'.join((*_OTHER_SIDE, *_SHORT))})"
_WOMEN = frozenset("wife sister mother daughter aunt niece grandmother granddaughter".split())
_EITHER = frozenset("spouse twin cousin".split())
_NAME = r"[A-ZÀ-Þ][\w'’-]*(?: (?:[A-ZÀ-Þ][\w'’-]*|[A-Z]\.|de|van|von|al|bin)){0,3}"
_WORDS = r"(?:[\w-]+ )"

# In a question: whose relative, where nothing but an adjective stands between.
_ASKED = re.compile(
    rf"(?:\b(?P<whose>his|her|their)|(?<=\w)['’]s?) (?:(?:own|late|older|younger|elder|little|big|twin) )?"
    rf"(?P<kin>{_KIN})\b(?!['’])",
    re.IGNORECASE,
)
# What stands before somebody who is plainly asked for, and before one who is at the head of keywords.
_SPEAKS = re.compile(rf"(?:\b(?:{AUXILIARY}|according to|(?:quotes?|words?|anything) (?:by|from))|^from|^by) *$", re.I)
_FIRST = re.compile(
    rf"(?:(?:{QUESTION_WORDS}|{COURTESY.pattern}|compare|versus|vs|what about|and)[ ,]*)*(?:the )?$", re.I
)
_ON = re.compile(rf" {ON}\b", re.IGNORECASE)

# In an article: the relative after the word, or before it.
_OWNER = rf"(?:[Hh]is|[Hh]er|[Tt]heir|[Tt]he [\w-]+['’]s|{_NAME}['’]s?)"
_AFTER = re.compile(
    rf"(?P<owner>{_OWNER}) {_WORDS}{{0,2}}?(?P<kin>{_KIN}),?(?: (?:the|a|an) {_WORDS}{{1,5}}?| )(?P<name>{_NAME})"
)
_BEFORE = re.compile(
    rf"(?P<name>{_NAME}), (?:(?:the|a|an) {_WORDS}{{1,6}}?and )?"
    rf"(?:(?P<owner>{_OWNER}) {_WORDS}{{0,2}}?(?P<kin>{_KIN})\b|"
    rf"(?:the |a |an )?{_WORDS}{{0,2}}?(?P<of>{_KIN}) (?:of|to) (?P<object>(?:the )?{_WORDS}{{0,4}}?[\w’'-]+))"
)
_APART = re.compile(rf"(?P<owner>[Hh]is|[Hh]er) {_WORDS}{{0,2}}?(?P<kin>{_KIN})\b")
_PERSON = re.compile(_NAME)
BEARERS = 4  # of a surname whose relatives are looked for
NEXT = 2  # sentences after one with a relative in which their name may stand


class _Pair(NamedTuple):
    """Two people of whom an article tells that they are related.

    Attributes:
        owner: The one whose relative the other is; None where it does not name them.
        kin: What the other is to them.
        relative: The other one.
    """

    owner: int | None
    kin: str
    relative: int


class _Owner(NamedTuple):
    """Somebody whose relative is asked for.

    Attributes:
        ids: Theirs on record; none where they are only told of.
        surname: Theirs, plainly spelt.
    """

    ids: tuple[int, ...]
    surname: str


class Relatives:
    """Finds relatives among the people on record.

    Args:
        directory: The people on record.
        texts: The articles' texts.
    """

    def __init__(self, directory: SpeakerDirectory, texts: Texts) -> None:
        self._directory = directory
        self._texts = texts

    def find(self, owner: str, kin: str) -> str | None:
        """The name of somebody's one relative on record; None where articles name none or several.

        Args:
            owner: Whose, by name.
            kin: The word for it: "brother".
        """
        kin = _SHORT.get(kin, kin)
        bearers = [match for match in self._directory.matching(owner)[:BEARERS] if not match.person.organisation]
        surname = plain_word(owner.split()[-1])
        owners = [_Owner(match.ids, self._surname(match.person.id)) for match in bearers]
        if " " not in owner or (not bearers and any(owner in text for text, _ in self._texts(owner))):
            owners.append(_Owner((), surname))  # one who is told of and never quoted
        found = {relative for each in owners for relative in self._relatives(each, kin)}
        return self._directory.people[found.pop()].name if len(found) == 1 else None

    def _relatives(self, owner: _Owner, kin: str) -> Iterator[int]:
        words = " ".join((kin, *_OTHER_SIDE[kin]))
        for text, _ in self._texts(f"{owner.surname} {words}"):
            for pair in self._pairs(text):
                relative = self._relative(pair, owner, kin)
                if relative is not None and self._may_be(kin, relative):
                    yield relative

    def _may_be(self, kin: str, relative: int) -> bool:
        """Whether a relative's given name is none that only the other sex has."""
        given = plain_word(self._directory.people[relative].name.split()[0])
        return given not in (MALE_NAMES - FEMALE_NAMES if kin in _WOMEN else FEMALE_NAMES - MALE_NAMES) or (
            kin in _EITHER
        )

    def _relative(self, pair: _Pair, owner: _Owner, kin: str) -> int | None:
        """Who of two is some relative of somebody, if either is."""
        if pair.relative in owner.ids:
            is_other_side = pair.kin in _OTHER_SIDE[kin] and pair.owner not in owner.ids
            return pair.owner if is_other_side else None
        if pair.kin != kin:
            return None
        if pair.owner is not None and pair.owner in owner.ids:
            return pair.relative
        # Where it is "the leader's cousin", or "her" of nobody named before, the surname tells.
        is_told = pair.owner is not None and self._surname(pair.owner) == self._surname(pair.relative)
        return pair.relative if self._surname(pair.relative) == owner.surname and not is_told else None

    def _pairs(self, text: str) -> Iterator[_Pair]:
        spans = sentences(text)
        for place, (start, end) in enumerate(spans):
            sentence = text[start:end]
            named = [*_AFTER.finditer(sentence), *_BEFORE.finditer(sentence)]
            for match in named:
                if (relative := self._on_record(match["name"])) is not None:
                    groups = match.groupdict()
                    before = text[: start + match.start("name" if groups.get("of") else "owner")]
                    owner = self._owner(groups.get("object") or match["owner"], before, relative)
                    yield _Pair(owner, _plain_kin(groups.get("of") or match["kin"]), relative)
            if not named and (apart := _APART.search(sentence)):
                yield from self._named_later(text, start, apart, spans[place + 1 : place + 1 + NEXT])

    def _named_later(
        self, text: str, start: int, apart: re.Match[str], following: Sequence[tuple[int, int]]
    ) -> Iterator[_Pair]:
        """A relative whose name follows: "Her husband disagrees. “No,” said Jens Marr.", by the same surname."""
        owner = self._last_named(text[: start + apart.start()])
        for first, last in following:
            for name in _PERSON.findall(text[first:last]):
                relative = self._on_record(name)
                if owner is not None and relative not in (None, owner):
                    if self._surname(relative) == self._surname(owner):
                        yield _Pair(owner, _plain_kin(apart["kin"]), relative)
                    return

    def _owner(self, words: str, before: str, relative: int) -> int | None:
        """Who is meant by a name, or by "his" after a text; never the relative, who may have the same surname."""
        if words.lower() in {"his", "her", "their"}:
            return self._last_named(before)
        return self._on_record(re.sub(r"['’]s?$", "", words), relative)

    def _last_named(self, text: str) -> int | None:
        """The last person on record whom a text names."""
        named = (self._on_record(name) for name in reversed(_PERSON.findall(text)))
        return next((each for each in named if each is not None), None)

    def _on_record(self, name: str, but: int | None = None) -> int | None:
        """The one person on record of a name in an article, apart from one who is not meant."""
        if not name[:1].isupper():
            return None
        meant = self._directory.meant([each for each in self._directory.matching(name) if but not in each.ids])
        return None if meant is None or meant.person.organisation else meant.person.id

    def _surname(self, person: int) -> str:
        return plain_word(self._directory.people[person].name.split()[-1])


def _plain_kin(word: str) -> str:
    """A word for a relative, in small letters: a widow was a wife."""
    small = word.lower()
    return _SHORT.get(small, small)


class Asked(NamedTuple):
    """A relative in a question.

    Attributes:
        start: Where the words for them begin, with those for whose relative it is.
        end: Where they end.
        kin: The word for it, in small letters.
        owner: Whose; None where it is a pronoun.
        whose: The pronoun.
        firm: Whether they are plainly asked for.
    """

    start: int
    end: int
    kin: str
    owner: Mention | None
    whose: str
    firm: bool


def relative_asked(text: str, mentions: Sequence[Mention]) -> Asked | None:
    """Whose relative is to speak in a question; None where none is, or where they are named after it.

    Args:
        text: The question.
        mentions: Whom it names.
    """
    for match in _ASKED.finditer(text):
        owner = next((each for each in mentions if each.end == match.start()), None)
        start = owner.start if owner else match.start()
        before = text[:start].removesuffix("the ").removesuffix("The ")
        firm = bool(_SPEAKS.search(before))
        is_named = any(each.start == match.end() + 1 for each in mentions)
        is_first = _FIRST.fullmatch(before)
        firm = firm or bool(is_first and _ON.match(text, match.end()))
        if (owner or match["whose"]) and not is_named and (firm or is_first):
            return Asked(start, match.end(), match["kin"].lower(), owner, match["whose"] or "", firm)
    return None


def with_relative(asked: Asked, name: str | None, text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """Whom a question names, with a relative in the place of whose relative it is.

    Args:
        asked: The relative.
        name: Theirs on record; None where nobody is known to be it.
        text: The question.
        mentions: Whom it names without.
    """
    written = text[asked.start : asked.end]
    mention = Mention(asked.start, asked.end, name or written, Named.FULLY if name else Named.UNKNOWN)
    others = [each for each in mentions if each.end <= asked.start or each.start >= asked.end]
    return sorted([*others, replace(mention, guessed=True)], key=lambda each: each.start)
