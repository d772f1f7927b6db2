"""Somebody at the head of a question whom the articles name but never quote: "Quell on the tunnel"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.answering.reading.mentions import Mention, Named
from index.answering.reading.offices import Texts
from index.answering.reading.vocabulary import ON, is_word_of_questions
from index.text.name_lists import ROLES, TITLES
from index.text.person_names import HONORIFICS, is_given_name

_AT_HEAD = re.compile(rf"(?P<name>[A-ZÀ-Þ][\w'’-]+)(?:['’]s)? (?={ON} \S)")
_BEFORE = r"\b(?P<before>[^\W\d_]+)\.? {name}\b"


def stranger(text: str, mentions: Sequence[Mention], texts: Texts) -> Mention | None:
    """Whoever is asked for by a surname that the articles have after a title or a given name, though not on record.

    Args:
        text: The question.
        mentions: Whom it names.
        texts: Gives passages that hold words.
    """
    match = _AT_HEAD.match(text)
    if match is None or any(each.start < match.end() for each in mentions):
        return None
    name = match["name"]
    if is_word_of_questions(name.lower()) or not any(_is_named(name, passage) for passage, _ in texts(name)):
        return None
    return Mention(match.start(), match.end("name"), name, Named.UNKNOWN)


def _is_named(name: str, passage: str) -> bool:
    """Whether a passage has a person of that surname."""
    before = re.findall(_BEFORE.format(name=re.escape(name)), passage)
    small = (word.lower() for word in before if word[:1].isupper())
    return any(word in ROLES or word in TITLES or word in HONORIFICS or is_given_name(word) for word in small)
