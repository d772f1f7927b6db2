"""Whom "he", "she", "him" and "the company" mean in a question that goes on from another."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from index.answering.reading.bodies import leader_of, speaker_for
from index.model import Question
from index.search.speakers import SpeakerDirectory
from index.text.given_names import FEMALE_NAMES, MALE_NAMES
from index.text.name_spelling import plain_word
from index.text.person_names import HONORIFICS

_GENDERS = {"he": "m", "him": "m", "his": "m", "she": "f", "her": "f", "hers": "f"}
_PRONOUN = re.compile(r"\b(?:he|him|his|she|hers?)\b", re.IGNORECASE)
_ALONE = re.compile(r"(?:him|her)", re.IGNORECASE)
_NAME = re.compile(r"(?:[A-ZÀ-Þ][\w'’-]*|[A-Z]\.)(?: (?:[A-ZÀ-Þ][\w'’-]*|[A-Z]\.|de|van|von|al|bin)){0,3}")
HolderNear = Callable[[str, str], str | None]
TextsWith = Callable[[str], Iterable[tuple[str, str | None]]]


class Antecedents:
    """Those who have been spoken of or have spoken in a conversation, the last ones first."""

    def __init__(
        self, previous: Question, directory: SpeakerDirectory, texts: TextsWith, holder: HolderNear = lambda *_: None
    ) -> None:
        """Take what was said before.

        Args:
            previous: The question before.
            directory: The people on record.
            texts: Gives passages that hold words; they tell "Mr" from "Ms".
            holder: Who holds an office that is named where articles speak of a topic.
        """
        self._holder = holder
        self._directory = directory
        self._texts = texts
        self._spoken_of = [previous.topic] if previous.topic and _NAME.fullmatch(previous.topic) else []
        self._spoke = list(
            dict.fromkeys(name for name in (previous.speaker, *previous.others, *previous.heard) if name)
        )

    def speaker(self, text: str) -> str | None:
        """Who is to speak by the first pronoun of a text: the last speaker of that gender."""
        gender = _gender_asked(text)
        on_record = [name for name in self._spoken_of if self._directory.matching(name)]
        return self._first(gender, [*self._spoke, *on_record]) or next(iter(self._spoke), None)

    def body(self, words: str, topic: str | None) -> str | None:
        """Who speaks for a body that the articles name where they speak of a topic: "the farmers' federation"."""
        named = speaker_for(words, topic, self._directory, self._texts)
        leader = leader_of(words) if named is None else None
        return self._holder(leader, topic or "") if leader else named

    def object(self, topic: str | None, speaker: str | None) -> str | None:
        """A topic that is only "him" or "her" by the name of the last one spoken of, else the last who spoke.

        Args:
            topic: As the question has it.
            speaker: Who is to speak of it, and isn't meant.
        """
        if topic is None or not _ALONE.fullmatch(topic):
            return topic
        own = set(self._ids(speaker)) if speaker else set()
        others = [name for name in (*self._spoken_of, *self._spoke) if not own & set(self._ids(name))]
        return self._first(_gender_asked(topic), others) or topic

    def _first(self, gender: str | None, names: Sequence[str]) -> str | None:
        """The first one of a gender; else the first of whom none is known."""
        genders = [(name, self._gender(name)) for name in names]
        fitting = [name for name, own in genders if own == gender] or [name for name, own in genders if own is None]
        return fitting[0] if fitting else None

    def _ids(self, name: str) -> tuple[int, ...]:
        matches = self._directory.matching(name)
        return matches[0].ids if matches else ()

    def _gender(self, name: str) -> str | None:
        """As a name's title or given name tells, or those with which articles write a surname."""
        matches = self._directory.matching(name)
        full = matches[0].person.name if matches else name
        if (known := _gender_of(full.split()[0])) is not None:
            return known
        written = re.compile(rf"\b([A-ZÀ-Þ][\w-]+)\.? {re.escape(full.split()[-1])}\b")
        told = {_gender_of(word) for text, _ in self._texts(full) for word in written.findall(text)} - {None}
        return told.pop() if len(told) == 1 else None


def _gender_asked(text: str) -> str | None:
    match = _PRONOUN.search(text)
    return _GENDERS[match.group().lower()] if match else None


def _gender_of(word: str) -> str | None:
    small = plain_word(word).strip(".")
    if small in HONORIFICS:
        return HONORIFICS[small]
    male, female = small in MALE_NAMES, small in FEMALE_NAMES
    return None if male == female else "m" if male else "f"
