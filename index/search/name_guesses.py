"""Whom a word can mean that nobody bears for a name: nicknames, initials, blends and typing errors."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from rapidfuzz import process
from rapidfuzz.distance import OSA

from index.text.name_spelling import plain_word

SHORTEST_TYPO = 5  # letters of a word from which one error may be in it
LONG_WORD = 8  # letters from which there may be two
# Names by which the world calls some people; the library may hold them under their own only.
_NICKNAMES = {
    "abe": "shinzo abe",
    "aoc": "alexandria ocasio-cortez",
    "amlo": "andrés manuel lópez obrador",
    "barack": "barack obama",
    "bernie": "bernie sanders",
    "bibi": "benjamin netanyahu",
    "bojo": "boris johnson",
    "bubba": "bill clinton",
    "dubya": "george w. bush",
    "erdo": "recep tayyip erdogan",
    "hillary": "hillary clinton",
    "jacinda": "jacinda ardern",
    "jfk": "john f. kennedy",
    "fdr": "franklin d. roosevelt",
    "lbj": "lyndon b. johnson",
    "rbg": "ruth bader ginsburg",
    "lula": "luiz inácio lula da silva",
    "maggie": "margaret thatcher",
    "mbs": "mohammed bin salman",
    "mbz": "mohammed bin zayed",
    "modi": "narendra modi",
    "rishi": "rishi sunak",
    "scomo": "scott morrison",
    "the donald": "donald trump",
    "mayor pete": "pete buttigieg",
    "uncle joe": "joe biden",
}


def by_nickname(phrase: str) -> str | None:
    """The full name of whom the world calls so; None where nobody is known to be."""
    return _NICKNAMES.get(phrase)


class NameGuesses:
    """Guesses over the names of a directory, made when the first one is needed."""

    def __init__(self, names: Mapping[int, str], words: Mapping[str, Iterable[int]]) -> None:
        """Take names.

        Args:
            names: Of people alone, by their ids; no organisations.
            words: People by the plain words of all forms of their names.
        """
        self._words = words
        self._long = [word for word in words if len(word) >= SHORTEST_TYPO - 1]
        self._initials: dict[str, set[int]] = defaultdict(set)
        self._ends: dict[str, list[tuple[str, str, int]]] = defaultdict(list)
        for id, name in names.items():
            parts = [part for word in name.split() for part in plain_word(word).split("-") if part]
            if len(parts) > 2:
                self._initials["".join(part[0] for part in parts)].add(id)
            if len(parts) > 1:
                self._ends[parts[0][:2]].append((parts[0], parts[-1], id))

    def by_initials(self, word: str) -> set[int]:
        """Bearers of at least three names that begin with these letters."""
        return set(self._initials.get(word, ())) if len(word) > 2 else set()

    def by_blend(self, word: str) -> set[int]:
        """Those whose given name and surname begin so: "ScoMo" of Scott Morrison."""
        return {
            id
            for given, surname, id in self._ends.get(word[:2], ())
            for cut in range(2, len(word) - 1)
            if given.startswith(word[:cut]) and surname.startswith(word[cut:])
        }

    def by_typo(self, word: str, given: bool = False) -> dict[str, Sequence[int]]:
        """Names near enough to a word for it to be mistyped, those nearest alone, each with its bearers.

        Args:
            word: In plain letters.
            given: Whether a given name stands before it, which will tell whether the bearer is meant.
        """
        if len(word) < SHORTEST_TYPO - given:
            return {}
        most = 2 if len(word) >= LONG_WORD else 1
        found = process.extract(word, self._long, scorer=OSA.distance, score_cutoff=most, limit=8)
        near = [(name, distance) for name, distance, _ in found if given or name[0] == word[0]]
        if not near:
            return {}
        least = min(distance for _, distance in near)
        return {name: list(self._words[name]) for name, distance in near if distance == least}
