"""Who may be the speaker of a Korean sentence: its noun phrases with a subject's or a topic's particle."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from index.attribution.korean.cast import Cast
from index.attribution.korean.people import Form, Phrase, adjoin, read_phrase, words_of

# A subject's particle behind what a bracket adds to it: "한다솔 의원(나루당)은", "윤모씨(45)는".
_BEHIND_BRACKET = re.compile(r"(?:씨)?\([^()\n\0]{1,30}\)(?:(?P<topic>은|는)|이|가)(?=\s|,)")
_ASIDE_OF_WORDS = re.compile(r"(?<![\w.,?!”\"])[‘'][^‘’'\n\0]{1,60}\s[^‘’'\n\0]{1,60}[’']")  # words, and no name
_TOPIC = re.compile(r"(?:께서는|께서도|측은|은|는|도)$")
_ALSO = re.compile(r"\s(?:역시|또한)(?=[\s,])")  # in place of a topic's particle
_SIDE = re.compile("측(?:은|이|도)")
_SUBJECT = re.compile(r"(?:께서|측이|이|가)$")


@dataclass(frozen=True, slots=True)
class Subject:
    """A noun phrase that may be the speaker.

    Attributes:
        phrase: Whom it means.
        topic: Whether its particle makes it the sentence's topic.
    """

    phrase: Phrase
    topic: bool

    @property
    def at(self) -> int:
        """Where it starts in the text."""
        return self.phrase.span[0]


def subjects_of(outside: str, start: int, cast: Cast) -> list[Subject]:
    """Find the subjects of a sentence, in order.

    Args:
        outside: The sentence with its quotations blanked.
        start: Where it starts in the text, whose places the subjects have.
        cast: Everybody named in the text.
    """
    words = words_of(_ASIDE_OF_WORDS.sub(lambda aside: "\0" * len(aside.group()), outside))
    found = []
    for number, word in enumerate(words):
        stem, topic = _without_subject_particle(word, outside)
        side = _SIDE.fullmatch(word.group()) is not None and number > 0 and adjoin(words, number - 1)
        phrase = _body(words, number - 1) if side else read_phrase(words, number, stem) if stem else None
        topic = topic or (side and not word.group().endswith("이"))
        if phrase is not None and cast.knows(phrase):
            span = phrase.span[0] + start, phrase.span[1] + start
            found.append(Subject(replace(phrase, span=span), topic))
    return found


def _body(words: Sequence[re.Match[str]], number: int) -> Phrase | None:
    """The body whose side speaks: "하람전자 측은"; of somebody's side it isn't told who speaks."""
    phrase = read_phrase(words, number, words[number].group())
    return phrase if phrase is not None and phrase.form is Form.BODY else None


def _without_subject_particle(word: re.Match[str], outside: str) -> tuple[str, bool]:
    """(a word that may be a subject, without its particle, or ""; whether it is the sentence's topic)."""
    if _ALSO.match(outside, word.end()):
        return word.group(), True
    bracketed = _BEHIND_BRACKET.match(outside, word.end())
    if bracketed is not None:
        return word.group(), bracketed["topic"] is not None
    for pattern in (_TOPIC, _SUBJECT):
        particle = pattern.search(word.group())
        if particle is not None and particle.start():
            return word.group()[: particle.start()], pattern is _TOPIC
    return "", False
