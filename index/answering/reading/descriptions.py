"""What a question says of somebody whom it doesn't name: "the steelworkers' political man"."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from index.answering.reading.countries import place_words, same_place
from index.answering.reading.office_words import CHANGING, SHORT, has_other_charge, office_words, role_words
from index.answering.reading.offices import OF_SUCCESSION, is_head
from index.answering.reading.states import state_forms
from index.answering.reading.tokens import Token, tokens
from index.answering.reading.vocabulary import AUXILIARY
from index.text.name_lists import OCCUPATIONS, ROLES
from index.text.terms import STOPWORDS, stem, synonyms

LONGEST = 9  # words of a description, what stands behind "of" included
# Words for people that say nothing of what they are.
_ANYBODY = frozenset("man woman guy person figure chap lady bloke official one boy girl member".split())
_OF = frozenset("of for from at in".split())
_ENDS = frozenset("who whose whom that which behind with on about over when after before to by".split())
_LEFT_OUT = STOPWORDS | frozenset("the a an current new then late own his her their our its this that".split())
# Words of a description that tell little beside others: "that little robotics firm".
_VAGUE = frozenset(
    "little small big large young old famous local leading firm company group outfit body business".split()
)
# Words beside a title that make it another one, or one that is no longer held.
_CHANGING = frozenset("former ex until".split()) | CHANGING
_ALIKE = {
    "physician": "doctor", "dr": "doctor", "doctor": "physician", "lawyer": "attorney", "attorney": "lawyer",
    "cop": "police", "footballer": "player", "scientist": "researcher", "researcher": "scientist",
    "prof": "professor", "prosecution": "prosecutor", "reporter": "journalist", "journalist": "reporter",
}  # fmt: skip
_WORD = re.compile(r"[^\W_]+")
_ACTING = re.compile(rf"\b{AUXILIARY} (?:the|that|an?) (?=\w)", re.IGNORECASE)
_BEFORE_HEAD = 4  # words of a description before the one that says what somebody is, at most


def is_person(word: str) -> bool:
    """Whether a word in small letters is one for people by what they are or do."""
    return is_head(word) or word in ROLES or word in OCCUPATIONS or word in _ANYBODY


def acting(question: str, topic: str) -> tuple[str, str] | None:
    """Who is asked for as one who does something, and what: "the rowing club's treasurer", "resign over the fees".

    Args:
        question: As written: "Did the rowing club's treasurer resign over the fees?"
        topic: What it is about, where it names nobody who is to speak.

    Returns:
        (the words for somebody, the rest of the topic); None where nobody is described so.
    """
    for auxiliary in _ACTING.finditer(question):
        words = tokens(question[auxiliary.end() :])
        end = _end_of_person(words)
        found = question[auxiliary.end() : auxiliary.end() + end]
        _, matched, rest = topic.partition(found) if end else (topic, "", "")
        if matched and re.search(r"\w", rest):
            return found, rest.strip(" ,;:")
    return None


def _end_of_person(words: Sequence[Token]) -> int:
    """Where the words for somebody end with which a text begins, with their place or body; 0 where it is nobody."""
    head = next((place for place, word in enumerate(words[: _BEFORE_HEAD + 1]) if is_person(word.small)), None)
    if head is None or words[head].possessive or not all(word.joined for word in words[1 : head + 1]):
        return 0
    last = head
    if last + 2 < len(words) and words[last + 1].small in _OF and words[last + 2].capital:
        last += 2
        while last + 1 < len(words) and words[last + 1].capital and words[last + 1].joined:
            last += 1
    return words[last].end


@dataclass(frozen=True, slots=True)
class Description:
    """What somebody is who is asked for.

    Attributes:
        heads: Words in small letters by which such people are called; empty where that may be any.
        telling: Of each further word the stems that mean the same.
    """

    heads: frozenset[str]
    telling: tuple[frozenset[str], ...]

    @classmethod
    def read(cls, words: str) -> Description | None:
        """What the words for somebody say of them; None where they are no description, but a name.

        Args:
            words: As a question has them, without what is asked of whom they describe.
        """
        head, rest = _parted(list(office_words(words))[:LONGEST])
        if not is_person(head) or head in OF_SUCCESSION:
            return None
        if not rest and (head in _ANYBODY or head in ROLES or head not in OCCUPATIONS):
            return None  # "the minister" is any of them
        rest = [word for word in rest if word not in _VAGUE] or rest
        heads = frozenset() if head in _ANYBODY else role_words(head) | {head, _ALIKE.get(head, head)}
        return cls(heads, tuple(map(_forms, rest)))

    def fits(self, words: Sequence[str], called: Collection[str]) -> bool:
        """Whether all of it is told of somebody.

        Args:
            words: Those beside their name, in small letters.
            called: Their titles.
        """
        plain = [part for word in (*words, *called) for part in _plain(word)]
        stems = {stem(word) for word in plain} | set(plain)
        told = frozenset().union(*self.telling)
        if any(word in _CHANGING and word not in told for word in plain):
            return False
        if any(word in self.heads and has_other_charge(plain[:place], told) for place, word in enumerate(plain)):
            return False
        is_such = not self.heads or not self.heads.isdisjoint(plain)
        return is_such and all(not forms.isdisjoint(stems) for forms in self.telling)

    def names(self, name: str) -> bool:
        """Whether it tells of somebody by this name, who is then not the one: "Vale's daughter" is not Vale."""
        own = {stem(word) for word in _WORD.findall(name.lower())}
        return any(not forms.isdisjoint(own) for forms in self.telling)

    def places_in(self, text: str, times: int = 1) -> bool:
        """Whether a text names each place that is told, so many times; what it has in small letters names none."""
        found = [(word, stem(word.lower())) for word in _WORD.findall(text)]
        named = [[word[0].isupper() for word, own in found if own in forms] for forms in self.telling]
        return all(len(each) >= times and all(each) for each in named)


def _parted(small: Sequence[str]) -> tuple[str, list[str]]:
    """The word of a description that says what somebody is, and the others that tell something."""
    ends = (n for n, word in enumerate(small) if n and word in _ENDS and small[n - 1] not in _OF)
    small = small[: next(ends, len(small))]
    joint = next((n for n, word in enumerate(small) if n and word in _OF), len(small))
    if not joint:
        return "", []
    return small[joint - 1], [word for word in (*small[: joint - 1], *small[joint:]) if word not in _LEFT_OUT]


def _plain(word: str) -> list[str]:
    """A word's parts in the form that offices have it in: "d", "minn" of "D-Minn", "governor" of "Gov"."""
    parts = _WORD.findall(word.lower().replace(".", ""))
    return [full for part in parts for full in (part, *SHORT.get(part, "").split(), *_ALIKE.get(part, "").split())]


def _forms(word: str) -> frozenset[str]:
    """Stems that mean the same as a word of a description."""
    own = stem(word)
    return frozenset({own, word}) | synonyms(own) | same_place(own) | place_words(own) | state_forms(word)
