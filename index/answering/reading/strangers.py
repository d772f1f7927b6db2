"""Somebody at the head of a question whom the articles name but never quote: "Quell on the tunnel"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.answering.reading.mentions import Mention, Named
from index.answering.reading.offices import Texts
from index.answering.reading.vocabulary import ON, UTTERANCE, is_word_of_questions
from index.text.common_words import COMMON_WORDS
from index.text.name_lists import NOT_NAMES, ROLES, TITLES
from index.text.name_spelling import plain_word
from index.text.person_names import HONORIFICS, is_given_name

_NAME = r"[^\W\d_][\w'’-]+?"
_AT_HEAD = re.compile(rf"(?P<name>{_NAME}(?: {_NAME}){{0,2}}?)(?:['’]s)? (?:{UTTERANCE} )?(?={ON} \S)")
_WORDS = re.compile(r"[^\W\d_][\w'’-]*")


def stranger(text: str, mentions: Sequence[Mention], texts: Texts) -> Mention | None:
    """Whoever is asked for by a name that the articles have after a title or a given name, though not on record.

    Args:
        text: The question.
        mentions: Whom it names.
        texts: Gives passages that hold words.
    """
    match = _AT_HEAD.match(text)
    if match is None or any(each.start < match.end() and each.how is not Named.BY_OFFICE for each in mentions):
        return None
    words = match["name"].split()
    while words and (words[0].lower() in ROLES or words[0].lower() in TITLES):
        words.pop(0)
    if not words or not all(_may_be_name(word, text) for word in words):
        return None
    passages = [passage for passage, _ in texts(" ".join(words))]
    if not _is_named(words, "\n".join(passages)):
        return None
    if text.islower() and any(word in _WORDS.findall(passage) for word in words for passage in passages):
        return None  # a word as well
    return Mention(match.start(), match.end("name"), match["name"], Named.UNKNOWN)


def _may_be_name(word: str, text: str) -> bool:
    """Whether a word may be a name; in small letters where nothing is in capitals, and it is no common word."""
    small = word.lower()
    if is_word_of_questions(small) or small in ROLES:
        return False
    return word[0].isupper() or (text.islower() and small not in COMMON_WORDS and small not in NOT_NAMES)


def _is_named(name: Sequence[str], text: str) -> bool:
    """Whether a text has a name, however it is spelt, and somebody who is called by it or a part of it."""
    words = _WORDS.findall(text)
    plain = [plain_word(word) if word[0].isupper() else "" for word in words]
    wanted = [plain_word(word) for word in name]
    if not any(plain[place : place + len(wanted)] == wanted for place in range(len(plain))):
        return False
    pairs = zip(words, plain[1:], strict=False)
    return any(own in wanted and before[0].isupper() and _tells_person(before.lower()) for before, own in pairs)


def _tells_person(word: str) -> bool:
    """Whether a name follows on a word."""
    return word in ROLES or word in TITLES or word in HONORIFICS or is_given_name(word)
