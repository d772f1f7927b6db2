"""How much a story matters: how many report it, who speaks in it, and whether something happened.

A report names the day of what happened in its lead, the institution that acts and what was done, and says who said so;
a comment speaks as "I" and "we", and a title that teases keeps its news back; what the title tells may be grave or
light.  That the reader knows of a story takes nothing away from it.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from index.model import Article, Person
from index.news.gravity import gravity
from index.news.happenings import names_institution, tells_act
from index.news.profiles import body

# A logistic regression on the labelled periods that may be chosen by (`onrecord eval digests`), in the units of GRAVE.
OUTLETS, TEXTS, SPEAKERS, LENGTH, DAY, REPORTED, COMMENT, TEASING = 0.4, 0.85, 0.8, 0.5, 0.95, 0.35, 0.4, 0.5
INSTITUTION, ACT = 1.0, 0.6
MOST_SPEAKERS = 4  # a long feature asks ten people about what nobody waits for
READ = 8_000  # code points of an article that are looked at
LEAD = 500  # code points in which the day of what happened is named
SHORT, USUAL, LONG = 60, 500, 1500  # words of an article
MUCH_COMMENT, MUCH_REPORTED = 1 / 50, 1 / 80  # of its words that speak for the author, and that say who said so

_DAY = re.compile(r"\b(?:mon|tues|wednes|thurs|fri|satur|sun|yester|to)day\b|[월화수목금토일]요일|\d일", re.IGNORECASE)
_REPORTED = re.compile(r"\b(?:said|told|announced|according to)\b|말했|밝혔|전했|강조했|따르면")
_AUTHOR = re.compile(r"\b(?:I|I['’](?:m|ve|d|ll)|my|you|your|we|our|us)\b")
_QUOTATION = re.compile(r"[“\"][^”\"]*[”\"]")
_TEASING = re.compile(r"^(?:why|how|what|the|here)\b|\b(?:this|you|just|things?|here['’]s)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Prominence:
    """What is known of a story's weight.

    Attributes:
        articles: All that report it.
        texts: How many different texts they are.
        outlets: Theirs, each once.
        speakers: Who speaks in them.
    """

    articles: Sequence[Article]
    texts: int
    outlets: Sequence[str]
    speakers: Sequence[Person]


def importance(story: Prominence) -> float:
    """Weigh a story.

    Args:
        story: What is known of it.

    Returns:
        Its weight; higher is more.
    """
    return (
        OUTLETS * math.log2(1 + max(len(story.outlets), 1))
        + TEXTS * math.log2(story.texts)
        + SPEAKERS * math.log2(1 + min(MOST_SPEAKERS, len(story.speakers)))
        + max(_newsworthiness(each.title or "", body(each)[:READ]) for each in story.articles)
        + max(gravity(each.title or "") for each in story.articles)
    )


@lru_cache(maxsize=1000)  # subscribers who are due at one minute share a window
def _newsworthiness(title: str, text: str) -> float:
    """How far an article reports what happened, and how fully."""
    own_words = _QUOTATION.sub("", text)
    count = len(own_words.split()) + 1
    length = min(max(len(text.split()), SHORT), LONG) / USUAL
    return (
        LENGTH * math.log(length)
        + DAY * bool(_DAY.search(text[:LEAD]))
        + REPORTED * min(1.0, len(_REPORTED.findall(own_words)) / count / MUCH_REPORTED)
        + INSTITUTION * names_institution(title, text)
        + ACT * tells_act(text)
        - COMMENT * min(1.0, len(_AUTHOR.findall(own_words)) / count / MUCH_COMMENT)
        - TEASING * bool(_TEASING.search(title))
    )
