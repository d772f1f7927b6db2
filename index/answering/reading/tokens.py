"""The words of a question, with their places and what stands before them."""

from __future__ import annotations

import re
from dataclasses import dataclass

_TOKEN = re.compile(r"[^\W_](?:[\w'’.&+-]*\w)?")
_POSSESSIVE = re.compile(r"(?:['’]s|(?<=s)['’])$")


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a question.

    Attributes:
        text: As written, without a possessive ending.
        start: Where it begins in the question.
        end: Where it ends, exclusive, the possessive ending not included.
        small: In small letters, with straight apostrophes.
        possessive: Whether "'s" follows.
        joined: Whether only a blank stands between it and the word before.
    """

    text: str
    start: int
    end: int
    small: str
    possessive: bool
    joined: bool

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital."""
        return self.text[:1].isupper()


def tokens(text: str) -> list[Token]:
    """The words of a text in order."""
    found: list[Token] = []
    for match in _TOKEN.finditer(text):
        word = match.group()
        ending = _POSSESSIVE.search(word)
        bare = word[: ending.start()] if ending else word
        before = text[found[-1].end : match.start()] if found else ""
        if found and found[-1].possessive:
            before = re.sub(r"^['’]s?", "", before)
        joined = bool(found) and before.strip(".") == " "
        after_apostrophe = text[match.end() : match.end() + 1] in ("'", "’") and bare.endswith("s")
        found.append(
            Token(
                bare, match.start(), match.start() + len(bare), bare.lower().replace("’", "'"),
                bool(ending) or (after_apostrophe and text[match.end() + 1 : match.end() + 2] in ("", " ")), joined,
            )
        )  # fmt: skip
    return found


def is_careless(words: list[Token]) -> bool:
    """Whether a question is written without capitals, so that a name needs none: acronyms and the first word apart.

    Who begins with a small letter may leave out others.
    """
    return (bool(words) and words[0].text[:1].islower()) or not any(
        word.capital and not (len(word.text) < 6 and word.text.isupper()) for word in words[1:] if word.text != "I"
    )
