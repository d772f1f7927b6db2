"""Whose a surname is that stands alone beside words: "MS. VARGA:" of Elin Varga, as articles call her elsewhere."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from index.model import Person
from index.text.name_lists import GROUPS, NOT_NAMES, ROLES, TITLES
from index.text.name_spelling import plain_word
from index.text.roles import plain_role
from index.text.terms import stem

Texts = Callable[[str], Iterable[tuple[str, str | None]]]  # of articles that hold words, each with its day
NEAR = 8  # words on either side of a name in which it is told who bears it
_WORD = re.compile(r"[^\W_](?:[\w'’-]*\w)?")
_SAME = {"spokesman": "spokesperson", "spokeswoman": "spokesperson", "chairman": "chair", "chairwoman": "chair"}
_OFFICES = (ROLES | GROUPS | {"presidency", "chancellery", "spokesperson", "chair"}) - {"house", "party"}


class LabelBearers:
    """Tells whether a surname alone is that of somebody with a full name, by what articles call them.

    Args:
        texts: Gives texts of articles that hold words.
    """

    def __init__(self, texts: Texts) -> None:
        self._texts = texts
        self._known: dict[tuple[int, str, str], bool] = {}

    def __call__(self, label: Person, full: Person) -> bool:
        """Whether they are one person.

        The articles must call the one with the full name by the office that stands before the surname, or by an office
        or a body for which the other is said to speak; and nobody else of that surname may stand in them.

        Args:
            label: Somebody of whom only a surname is known, with their titles.
            full: The only one of that surname whose full name is on record.
        """
        key = (full.id, label.name, full.name)
        if key not in self._known:
            self._known[key] = self._is_same(label, full)
        return self._known[key]

    def _is_same(self, label: Person, full: Person) -> bool:
        called = set[str]()
        for text, _ in self._texts(full.name):
            if self._has_other(text, full):
                return False
            called |= set(self._around(text, full.name))
        roles = [set(map(_plain, plain_role(role).split())) for role in label.roles]
        if roles:
            return any(role <= called for role in roles)
        surname = label.name.split()[-1]
        here = set[str]()
        for text, _ in self._texts(surname):
            if self._has_other(text, full):
                return False
            if re.search(rf"\b{re.escape(surname.upper())}\b[^\n]{{0,40}}:", text):
                here |= set(map(_plain, _WORD.findall(text.split("\n", 1)[0].lower())))
        return bool(here & called & _OFFICE_WORDS)

    @staticmethod
    def _around(text: str, name: str) -> Iterator[str]:
        """Plain words around a full name in a text."""
        words = [(match.group(), match.start()) for match in _WORD.finditer(text)]
        for match in re.finditer(re.escape(name), text):
            at = next((place for place, (_, start) in enumerate(words) if start >= match.start()), 0)
            yield from (_plain(word.lower()) for word, _ in words[max(0, at - NEAR) : at + NEAR])

    @staticmethod
    def _has_other(text: str, full: Person) -> bool:
        """Whether somebody else of a surname stands in a text."""
        *given, surname = full.name.split()
        own = {plain_word(word)[:1] for word in given}
        before = re.findall(rf"\b([A-ZÀ-Þ][\w'’-]*)\.? {re.escape(surname)}\b", text)
        return any(plain_word(word)[:1] not in own and not _is_title(word) for word in before)


def _is_title(word: str) -> bool:
    small = word.lower()
    return small in TITLES or small in ROLES or small in NOT_NAMES or small in GROUPS


def _plain(word: str) -> str:
    word = word.removesuffix("'s").removesuffix("’s")
    return stem(_SAME.get(word, word))


_OFFICE_WORDS = frozenset(map(_plain, _OFFICES))
