"""How much a story matters: how many report it, who speaks in it, how prominent it is, and what goes on around it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from index.model import Article, Person


@dataclass(frozen=True, slots=True)
class Prominence:
    """What is known of a story's weight.

    Attributes:
        articles: All that report it, the one in its middle first.
        texts: How many different texts they are.
        outlets: Theirs, each once.
        speakers: Who speaks in them.
        resonance: How many other articles of the period are near to it.
    """

    articles: Sequence[Article]
    texts: int
    outlets: Sequence[str]
    speakers: Sequence[Person]
    resonance: float


def importance(story: Prominence) -> float:
    """Weigh a story.

    Args:
        story: What is known of it.

    Returns:
        Its weight; higher is more.
    """
    outlets = math.log2(1 + max(len(story.outlets), 1))
    speakers = 0.4 * math.log2(1 + len(story.speakers))
    articles = 0.2 * math.log2(len(story.articles))
    return outlets + speakers + articles
