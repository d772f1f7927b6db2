"""Everybody named in one Korean article, and whom a noun phrase of it means."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from index.attribution.korean.bodies import BODY
from index.attribution.korean.people import (
    BREAK,
    FORMER,
    VIETNAMESE_SURNAMES,
    Form,
    Phrase,
    adjoin,
    is_part_of_name,
    may_be_cut,
    read_phrase,
    words_of,
)
from index.attribution.korean.titles import (
    CHINESE_NAME,
    FOREIGN_SYLLABLE,
    JAPANESE_GIVEN_NAME,
    LOANWORDS,
    TITLES,
    is_full_name,
    title_of,
)
from index.model import Person

_PARTICLE = re.compile(
    r"(?:은|는|이|가|을|를|의|에게서|에게|에|도|와|과|으로|로|께서는|께서도|께서|께|만|까지|부터|이나|나|측은|측이|측|들|"
    r"팀은|팀이|팀의|팀|에서|이다|였다|이었다|이며|이고|입니다)$"
)
_BRACKETED = re.compile(r"\((?P<title>[가-힣]{2,8})\s(?P<name>[가-힣]{3,4})\)")
_FEWEST_OF_NAME = 2  # words
_MOST_OF_COUNTRY = 2  # words of a country's name


@dataclass(slots=True)
class Figure:
    """Somebody whom an article names in full.

    Attributes:
        name: The name.
        roles: What the article calls them.
        titles: The titles in these.
        foreign: Whether the last word is the surname.
        surname_first: Whether the first one is, as of Japanese.
    """

    name: str
    roles: list[str] = field(default_factory=list)
    titles: set[str] = field(default_factory=set)
    foreign: bool = False
    surname_first: bool = False

    def person(self) -> Person:
        """The domain's form."""
        return Person(name=self.name, roles=tuple(sorted({role for role in self.roles if role != "씨"})))


class Cast:
    """Everybody named in one article.

    Args:
        text: The article's text.
        title: Its title.
    """

    def __init__(self, text: str, title: str | None) -> None:
        self._figures: dict[str, Figure] = {}
        self._surnames: dict[str, Figure] = {}  # foreigners by surnames that look like Koreans' names
        self._at: dict[int, Figure] = {}  # foreigners of countries of no list, by where their titles end in the text
        for part in (text, title or ""):
            self._read(words_of(part))
        self._read_bracketed(text)
        self._read_foreigners(words_of(text))
        self._join_surnames()

    def _read(self, words: Sequence[re.Match[str]]) -> None:
        for number, word in enumerate(words):
            for stem in _stems(word.group()):
                phrase = read_phrase(words, number, stem)
                if phrase is None or phrase.form not in {Form.FULL, Form.FOREIGN} or not phrase.title:
                    continue
                bare = FORMER.issuperset(phrase.role.removesuffix(phrase.title).split())
                surname = " " not in phrase.name and CHINESE_NAME.fullmatch(phrase.name) is None
                if phrase.form is Form.FOREIGN and surname and bare:
                    continue  # "베텔 총리": who that is, another phrase tells
                figure = self._figures.setdefault(phrase.name, Figure(phrase.name, foreign=phrase.form is Form.FOREIGN))
                figure.titles.add(phrase.title)
                if phrase.role not in figure.roles:
                    figure.roles.append(phrase.role)
                break

    def _read_bracketed(self, text: str) -> None:
        """Those who are named behind their titles in brackets: "형사1부(부장판사 한다솔)"."""
        for match in _BRACKETED.finditer(text):
            title, name = match["title"], match["name"]
            if title_of(title) is not None and is_full_name(name):
                self.add(Phrase(Form.FULL, name, title, title, match.span("name")))

    def _read_foreigners(self, words: Sequence[re.Match[str]]) -> None:
        """Foreigners whose country no list has, where surname and title alone tell which word is the surname."""
        surnames: set[tuple[str, str]] = set()
        placed: list[tuple[int, str]] = []
        for number, word in enumerate(words):
            title = next((stem for stem in _stems(word.group()) if title_of(stem) is not None), None)
            phrase = read_phrase(words, number, title) if title else None
            if title is None or phrase is None or phrase.form not in {Form.FOREIGN, Form.UNNAMED}:
                continue
            placed.append((number, title))
            if phrase.form is Form.FOREIGN and " " not in phrase.name:
                surnames.add((phrase.name, title))
        self._read_called(words, placed)
        for number, title in placed:
            found = _surname_before(words, number, title, surnames)
            if found is not None:
                name, role = found
                figure = self._figures.setdefault(name, Figure(name, foreign=True))
                figure.titles.add(title)
                figure.roles.extend({role} - set(figure.roles))
                self._at[words[number].start() + len(title)] = figure

    def _read_called(self, words: Sequence[re.Match[str]], placed: Sequence[tuple[int, str]]) -> None:
        """Foreigners in full right before a title, whom a surname with it tells: "카린 로벨 총리", "로벨 총리"."""
        calls = {(words[n - 1].group(), title) for n, title in placed if n and not _goes_before(words, n - 2)}
        japanese = any(word.group().startswith("일본") for word in words)
        for number, title in placed:
            found = _called_in_full(words, number, title, calls, japanese=japanese)
            if found is not None:
                name, surname_first = found
                figure = self._figures.setdefault(name, Figure(name, foreign=True, surname_first=surname_first))
                figure.titles.add(title)
                figure.roles.extend({title} - set(figure.roles))

    def _join_surnames(self) -> None:
        """Take a foreigner's surname that looks like a Korean's name for theirs: "이렌 소바 총리", "소바 총리"."""
        foreigners = [figure for figure in self._figures.values() if figure.foreign and " " in figure.name]
        for name, figure in list(self._figures.items()):
            owners = [each for each in foreigners if each.name.split()[-1] == name and figure.titles & each.titles]
            if not figure.foreign and len(owners) == 1:
                self._figures.pop(name)
                self._surnames[name] = owners[0]

    def knows(self, phrase: Phrase) -> bool:
        """Whether a phrase is more than a word that looks like a name."""
        return phrase.form is not Form.FULL or bool(phrase.title) or phrase.name in self._figures

    def everybody(self) -> list[Figure]:
        """All who are named, in the order of the text."""
        return list(self._figures.values())

    def at_title(self, end: int) -> Figure | None:
        """The foreigner of a country or body of no list whose title ends at a place of the text."""
        return self._at.get(end)

    def person(self, name: str) -> Person | None:
        """Somebody by the full name; None where nobody is named so."""
        figure = self._figures.get(name)
        return figure.person() if figure else None

    def in_office(self, title: str) -> Figure | None:
        """The only one who has a title; None where nobody does, or several do."""
        bearers = [figure for figure in self._figures.values() if title in figure.titles]
        return bearers[0] if len(bearers) == 1 else None

    def add(self, phrase: Phrase) -> None:
        """Note somebody whom a label names in full.

        Args:
            phrase: That label.
        """
        figure = self._figures.setdefault(phrase.name, Figure(phrase.name, foreign=phrase.form is Form.FOREIGN))
        if phrase.title:
            figure.titles.add(phrase.title)
            figure.roles.extend({phrase.role} - set(figure.roles))

    def meant(self, phrase: Phrase) -> Figure | None:
        """Whom a phrase with a name means; None where the article doesn't tell.

        Args:
            phrase: One with a name.
        """
        known = self._figures.get(phrase.name) or self._surnames.get(phrase.name)
        if known is None and phrase.form is Form.FOREIGN:
            known = self._at.get(phrase.span[1])
        if known is not None:
            return known
        if phrase.form is Form.FULL:
            return Figure(phrase.name, [phrase.role] if phrase.role else []) if phrase.title else None
        fits = self.fits(phrase)
        return fits[0] if len(fits) == 1 else None

    def fits(self, phrase: Phrase) -> list[Figure]:
        """Everybody whom a surname with a title can mean: those of just that title, else of one that ends in it."""
        fits = [f for f in self._figures.values() if self._is_short_for(phrase, f)]
        exact = [f for f in fits if phrase.title in f.titles]
        return exact or fits

    @staticmethod
    def _is_short_for(phrase: Phrase, figure: Figure) -> bool:
        if phrase.form is Form.FOREIGN:
            words = figure.name.split()
            japanese = (
                figure.surname_first
                or words[0] in VIETNAMESE_SURNAMES
                or JAPANESE_GIVEN_NAME.fullmatch(words[-1]) is not None
            )
            japanese = japanese or any("일본" in role for role in figure.roles)
            surnames = {words[-1], words[0]} if japanese else {words[-1]}
            return figure.foreign and phrase.name.split()[-1] in surnames
        if figure.foreign or not figure.name.startswith(phrase.name):
            return False
        if phrase.title == "씨":
            return True
        return any(_is_role_of(phrase, role) for role in figure.roles)


def _surname_before(
    words: Sequence[re.Match[str]], titled: int, title: str, surnames: set[tuple[str, str]]
) -> tuple[str, str] | None:
    """(name, role) of "엘로이 다누베 카르디아 공화국 총리", where "다누베 총리" is somebody as well."""
    for number in range(titled - 2, max(0, titled - 2 - _MOST_OF_COUNTRY), -1):
        if not all(adjoin(words, between) for between in range(number - 1, titled)):
            return None
        first, surname = words[number - 1].group(), words[number].group()
        sounds = len(surname) > 2 or FOREIGN_SYLLABLE.search(surname) is not None
        country = [words[between].group() for between in range(number + 1, titled)]
        plain = not any(is_full_name(word) or _ends_clause(word) for word in country)
        if is_full_name(first) and not FOREIGN_SYLLABLE.search(surname):
            continue
        known = any(surname == one and same_title(title, short) for one, short in surnames)
        if known and sounds and plain and is_part_of_name(first) and not _is_cut(words, number - 2):
            return f"{first} {surname}", " ".join([*country, title])
    return None


def _ends_clause(word: str) -> bool:
    """Whether a word carries a particle, and is no country's name that ends like one: "노르베인"."""
    return BREAK.search(word) is not None and FOREIGN_SYLLABLE.search(word) is None


def _is_cut(words: Sequence[re.Match[str]], number: int) -> bool:
    """Whether a name may begin at a word before it already, which looks like one with a particle."""
    return number >= 0 and adjoin(words, number) and may_be_cut(words[number].group())


def _called_in_full(
    words: Sequence[re.Match[str]], titled: int, title: str, calls: set[tuple[str, str]], *, japanese: bool
) -> tuple[str, bool] | None:
    """(name, whether the surname stands first) of the words before a title; None where they are no name in full.

    Either of the two may be the surname by which others of these titles call somebody.
    """
    if titled < _FEWEST_OF_NAME or not _goes_before(words, titled - 2) or _goes_before(words, titled - 3):
        return None  # of more words the last may be a country
    first, last = words[titled - 2].group(), words[titled - 1].group()
    if not adjoin(words, titled - 1) or not is_part_of_name(last) or BODY.fullmatch(last):
        return None
    if not FOREIGN_SYLLABLE.search(first + last) or first in LOANWORDS or _is_elsewhere(words, first, last):
        return None
    called = {surname for surname, short in calls if same_title(title, short)}
    if last in called:
        return f"{first} {last}", False
    if first in called and (japanese or JAPANESE_GIVEN_NAME.fullmatch(last)):
        return f"{first} {last}", True
    return None


def _goes_before(words: Sequence[re.Match[str]], number: int) -> bool:
    """Whether a word may be part of a name that goes on behind it."""
    word = words[number].group() if number >= 0 else ""
    return bool(word) and adjoin(words, number) and is_part_of_name(word) and BODY.fullmatch(word) is None


def _is_elsewhere(words: Sequence[re.Match[str]], first: str, last: str) -> bool:
    """Whether a word stands without the one behind it as well, as a country's name does."""
    at = [number for number, word in enumerate(words) if first in _stems(word.group())]
    return any(number + 1 == len(words) or last not in _stems(words[number + 1].group()) for number in at)


def _is_role_of(phrase: Phrase, role: str) -> bool:
    """Whether a title can be short for what an article calls somebody; who held an office isn't who holds it."""
    *before, title = role.split()
    former = "전" in before
    return former == ("전" in phrase.role.split()) and same_title(phrase.title, title_of(title) or title)


def same_title(one: str, other: str) -> bool:
    """Whether one title is the other with more before it: "혁신위원장" and "위원장", but not "부위원장".

    Args:
        one: A title.
        other: Another.
    """
    short, long = sorted((one, other), key=len)
    deputy = long.removesuffix(short).endswith("부") and f"부{short}" in TITLES
    return long.endswith(short) and not deputy and (short, long) != ("대표", "원내대표")


def _stems(word: str) -> list[str]:
    """A word without its particle, and as it is."""
    match = _PARTICLE.search(word)
    return [word[: match.start()], word] if match and match.start() else [word]
