"""How surely somebody's words are about a topic whose words they do not use, by all that is known of them."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import NamedTuple

SHOWN = 300  # code points of a statement that are compared together with what leads to it
BEFORE = 220  # code points before a statement in which its topic may be named: the paragraph before, or a question
SENTENCES = 8  # of a statement that are compared one by one
_TOLD, _SENTENCE, _IN_CONTEXT, _PASSAGE = 3.36, 3.58, 5.01, 2.58
_BIAS, _BIAS_NAMED = -3.74, -4.35
_UNREAD = 0.5  # where the model can't read the language: all of the topic must be told, as the cosines can't be
_ANOTHERS = re.compile(r"[”»\"]")


class Doubt(NamedTuple):
    """How many statements are compared with a topic whose words they lack, and how sure it must be.

    Attributes:
        compared: Statements, the most promising first.
        least: Probability from which words are taken to be about the topic.
        passage: Cosine that a passage of theirs must have.
        words: How many they must be.
    """

    compared: int
    least: float
    passage: float = -1.0
    words: int = 0


OF_ONE = Doubt(12, 0.45)
# Among everybody's words some are near to anything, most of all short ones.
OF_ANYBODY = Doubt(8, 0.75, passage=0.45, words=8)


@dataclass(frozen=True, slots=True)
class Aboutness:
    """What tells whether a statement is about a topic.

    Attributes:
        told: Share of the topic's words in the statement, what leads to it and the article's title, 0 to 1.
        sentence: Cosine of the topic to the statement's nearest sentence.
        in_context: Cosine to the statement's beginning together with what leads to it.
        passage: Cosine to the nearest passage that the statement touches.
        named: Whether the topic is a name: it has no other words, so that one who never used it mostly spoke of
            something else.
        unread: Whether the model can't read the language, so that no cosine says anything.
    """

    told: float
    sentence: float = 0.0
    in_context: float = 0.0
    passage: float = 0.0
    named: bool = False
    unread: bool = False

    @property
    def promise(self) -> float:
        """What is known before anything is embedded, for choosing what to compare."""
        return _TOLD * self.told**2 + _PASSAGE * max(0.0, self.passage)

    @property
    def evidence(self) -> float:
        """What speaks for it, in log odds; 0 where nothing does.

        The weights are of a logistic regression over statements of the person who is asked for, in questions that no
        statement answers by its words; each part only ever adds.
        """
        if self.unread:
            return self.promise + _UNREAD
        return self.promise + _SENTENCE * max(0.0, self.sentence) + _IN_CONTEXT * max(0.0, self.in_context)

    @property
    def probability(self) -> float:
        """How surely the statement is about the topic, 0 to 1."""
        return 1 / (1 + math.exp(-(self.evidence + (_BIAS_NAMED if self.named else _BIAS))))


def leading(before: str) -> str:
    """What leads to a statement, of what stands before it: nothing that reaches into an earlier quotation."""
    return " ".join(_ANOTHERS.split(before)[-1].split())
