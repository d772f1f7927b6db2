"""Names in Latin letters, found by how Koreans write them: "메르켈", "마린 르펜", "폰데어라이엔"."""

from __future__ import annotations

from collections.abc import Iterable

from index.text.transcription import closest, is_transcription
from index.text.translation import english_terms

_REMEMBERED = 1000  # names that were asked for
_MOST_JOINED = 3  # words of a surname: "von der Leyen"


class LatinNames:
    """People by the sounds of their surnames."""

    def __init__(self, names: Iterable[tuple[int, str]]) -> None:
        """Enter names.

        Args:
            names: Of people, (id, name in small letters without accents).
        """
        self._found: dict[str, set[int]] = {}
        self._words: dict[int, list[str]] = {}
        self._by_surname: dict[str, set[int]] = {}
        for id, name in names:
            words = [word for word in name.replace("-", " ").split() if word.isascii() and any(map(str.isalpha, word))]
            self._words[id] = words
            for count in range(1, min(_MOST_JOINED, len(words)) + 1):
                self._by_surname.setdefault("".join(words[-count:]), set()).add(id)

    def bearers(self, hangul: str) -> set[int]:
        """Whose name is written so.

        Args:
            hangul: The surname, or given names and the surname, in one or several words.
        """
        if hangul not in self._found:
            if len(self._found) > _REMEMBERED:
                self._found.clear()
            *given, surname = hangul.split()
            found = self._with_surname(surname, given)
            if given and not found:
                found = self._with_surname("".join([*given, surname]), ())
            self._found[hangul] = found
        return self._found[hangul]

    def with_syllable(self, syllable: str) -> set[int]:
        """Whose surname is written as one syllable, which many are: "탐" of Tamm, Thom and Tom."""
        return set().union(*(ids for word, ids in self._by_surname.items() if is_transcription(word, syllable)))

    def _with_surname(self, surname: str, given: Iterable[str]) -> set[int]:
        # "스티브 커": with a given name a syllable is enough.
        bearers = self.with_syllable(surname) if given and len(surname) == 1 else self._sounding(surname)
        return {id for id in bearers if all(self._is_called(id, each) for each in given)}

    def _sounding(self, surname: str) -> set[int]:
        listed = {
            term.lower().replace(" ", "") for term in english_terms(surname)
        }  # not written as it sounds: "시진핑"
        spelt = sorted(listed & self._by_surname.keys()) or closest(self._by_surname, surname)
        return set().union(*(self._by_surname[each] for each in spelt))

    def _is_called(self, id: int, given: str) -> bool:
        words = self._words[id]  # of some only the surname is known
        return len(words) == 1 or any(is_transcription(word, given) for word in words)
