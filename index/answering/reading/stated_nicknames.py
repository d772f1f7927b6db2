"""Names by which articles say that somebody is known: "Jonas Quell, known to everyone as Jojo"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from index.answering.reading.office_holders import OfficeText
from index.search.speakers import SpeakerDirectory, SpeakerMatch, given_names

Texts = Callable[[str], Iterable[tuple[str, str | None]]]  # of articles that hold words, each with its day
SHORTEST = 2  # letters of a nickname
# Between a name and that: "Jonas Quell, 61, a former docker known as Jojo".
_DESCRIBED = r"(?:, (?:\d{1,3}|(?:an?|the|his|her|their) [^,.;:()\n\"“”]{2,80}?)){1,2}"
_AS = (
    rf"(?:(?:{_DESCRIBED})?(?:,|\(| who| is| was)|{_DESCRIBED}(?= )) ?(?:(?:is|was|also|better|widely|who) )*"
    r"(?:known\b[^.;:\n]{0,50}? as|nicknamed|dubbed|goes by(?: the name(?: of)?)?|whom [^.;:,\n]{1,30} call(?:s|ed)?)"
)
_LETTERS = re.compile(r"[^\W\d_][\w.'’-]*")


class StatedNicknames:
    """Finds who is called by a name that articles state.

    Args:
        directory: The people on record.
        texts: The articles' texts.
    """

    def __init__(self, directory: SpeakerDirectory, texts: Texts) -> None:
        self._directory = directory
        self._texts = texts
        self._known: dict[str, str | None] = {}

    def bearer(self, word: str) -> str | None:
        """The name on record of the one person whom articles say to be called so; None where nobody is.

        Args:
            word: As a question has it.
        """
        small = word.lower()
        if len(small) < SHORTEST or not _LETTERS.fullmatch(small):
            return None
        if small not in self._known:
            self._known[small] = self._bearer(small)
        return self._known[small]

    def _bearer(self, small: str) -> str | None:
        marked = rf"[\"“‘']?{re.escape(small)}\b\.?[\"”’']?"
        said = re.compile(rf"{_AS} (?:the )?{marked}", re.IGNORECASE)
        within = re.compile(rf"(?<=\w )[\"“‘']{re.escape(small)}[\"”’'] (?=[A-ZÀ-Þ])", re.IGNORECASE)
        found: set[str] = set()
        for text, _ in self._texts(f"{small} known nicknamed"):
            if said.search(text):
                found |= {name for match in said.finditer(text) if (name := self._named_before(text, match.start()))}
            found |= {name for match in within.finditer(text) if (name := self._named_around(text, match))}
        return found.pop() if len(found) == 1 else None

    def _named_before(self, text: str, end: int) -> str | None:
        """Who is named directly before a place."""
        start = max(text.rfind(mark, 0, end) for mark in ("\n", '"', "”")) + 1
        read = OfficeText(text[start:end], self._directory, ())
        named = read.name_to(len(read.words) - 1) if read.words else None
        return self._name(named) if named is not None else None

    def _named_around(self, text: str, match: re.Match[str]) -> str | None:
        """Whose name a nickname stands within: “Konstanze "Stanzi" Quell”."""
        before = re.search(r"[A-ZÀ-Þ][\w'’.-]* $", text[: match.start()])
        after = re.match(r"[A-ZÀ-Þ][\w'’-]*", text[match.end() :])
        if before is None or after is None:
            return None
        full = self._directory.matching(f"{before.group()}{after.group()}")
        # By the surname alone only who has no other given name, as a brother has.
        meant = self._directory.meant(full or [m for m in self._directory.matching(after.group()) if _is_bare(m)])
        return meant.person.name if meant and not meant.person.organisation else None

    def _name(self, person: int | str) -> str | None:
        return None if isinstance(person, str) else self._directory.people[person].name


def _is_bare(match: SpeakerMatch) -> bool:
    """Whether somebody is on record without a given name."""
    return not given_names(match.person)
