"""People on record in Latin letters whom questions in Korean name as they sound, or by an office.

"메르켈 총리", "트뤼도는", "디트로이트 시장", "백악관 대변인": at the beginning of a question, as its subject, or behind
what it is about.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from index.attribution.korean.titles import COUNTRIES, SURNAME, title_of
from index.model import Person, Span
from index.search.speakers import SpeakerDirectory, SpeakerMatch
from index.text.person_names import parse_name
from index.text.romanisation import has_surname
from index.text.terms import STOPWORDS
from index.text.translation import english_terms, is_thing

Holder = Callable[[str], str | None]  # who holds an office that is named in Korean

_WORD = re.compile(r"[^\s,;:.]+")
_HANGUL = re.compile("[가-힣]+")
_MOST_READ = 30  # words of a question
_MOST_WORDS = 4  # of a name, or of an office
_INITIALS = 2  # letters of "US" and "UK"
_SHORT = {"gov.": "governor", "sen.": "senator", "rep.": "representative", "prof.": "professor"}
_DEPUTIES = frozenset("vice deputy assistant".split())
_FORMER = frozenset("전 현 전직 현직 신임".split())
# Of these a country or a place has one: somebody who bears another title is not meant.
_OF_ONE = frozenset("대통령 부통령 총리 주석 국왕 주지사 도지사".split())
_OF_PLACES = frozenset("시장 주지사 지사 도지사 CEO 회장 사장 최고경영자 상원의원 하원의원".split())  # and of companies
_SHORT_NAME = 2  # syllables, of which a name may be a word that only sounds so
_WELL_KNOWN = 20  # statements
_LONGEST_NAME = 4  # syllables of a Korean's name
_SUBJECT = re.compile(r"(?:께서는|께서|은|는)$")
_ANY = re.compile(r".*")
# Words behind which a phrase may begin. Names, too, end in what may be another particle: "트뤼도", "잠마테이".
_ENDED = re.compile(r"(?:을|를|에|로|에서|에게|고|며|해|한|된|면|때)$")
_PARTICLE = re.compile(r"(?:께서는|께서|은|는|이|가|의|도)$")
_OBJECT = re.compile(r"(?:을|를|에|에게|와|과|로|으로|에서)$")
_BREAK = re.compile(r"(?:[,;:]|\s[-–—])\s")
# Verbs that end like a noun with its particle: "백신 맞은", "겪는".
_TELLING = re.compile(
    r"(?:[하되있없가오받주내보겪쓰키치나서]는|(?:나|맞|받|죽|낳|입|같|높|낮|많|좋|젊|늙|작|깊|넓|짧|얻|잃|찾|앉|묻|남|늦|굳|찍|먹|막|믿|"
    r"참|심|닫|놓|쌓|끊|뽑|잡|적|검|붉|밝|맑|갚|싶)은)$"
)
_BODIES = frozenset("EU UN CEO NATO IMF WHO FBI CIA EPA FDA CDC 유엔 나토".split())


def nobody(called: str) -> str | None:
    """Nobody holds any office, as far as is known."""
    return None


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody whom a question names.

    Attributes:
        span: Where, without particles.
        name: By which the directory knows them, or as written.
        bearers: Names of those whom it can mean, where these are several.
    """

    span: Span
    name: str
    bearers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Phrase:
    """Words that may mean somebody.

    Attributes:
        words: Without the last one's particle.
        span: Where they stand.
        particle: Of the last one; empty where it has none.
    """

    words: tuple[str, ...]
    span: Span
    particle: str


@dataclass(frozen=True, slots=True)
class Foreigners:
    """Finds who is asked for.

    Attributes:
        directory: The people on record.
        holder: Tells who holds an office.
    """

    directory: SpeakerDirectory
    holder: Holder = nobody

    def speaker(self, asked: str, about: int | None) -> Named | None:
        """Whose words a question asks for; None where nobody is on record whom it names in Hangul.

        Args:
            asked: The question without what only asks.
            about: Where the words end that tell what it is about: "… 에 대한"; None where there are none.
        """
        words = list(islice(_WORD.finditer(asked), _MOST_READ))
        if not words:
            return None
        behind = next((place for place, word in enumerate(words) if about is not None and word.start() >= about), None)
        if behind is not None and (one := self._first(words, behind, _ANY) or _stranger(words, behind)):
            return one
        begins = [place for place in range(len(words)) if _begins(asked, words, place)]
        return (
            self._first_of(words, begins, _SUBJECT)
            or _stranger(words, 0)
            or self._first_of(words, begins, _ANY, any(_is_subject(word.group()) for word in words))
            or _titled(words)
        )

    def _first_of(
        self,
        words: Sequence[re.Match[str]],
        places: Sequence[int],
        wanted: re.Pattern[str],
        has_subject: bool = False,
    ) -> Named | None:
        """Whoever is named first at some places; see `_first`."""
        found = (self._first(words, place, wanted, has_subject) for place in places)
        return next((one for one in found if one is not None), None)

    def _first(
        self, words: Sequence[re.Match[str]], place: int, wanted: re.Pattern[str], has_subject: bool = False
    ) -> Named | None:
        """Whoever the longest phrase from a word on names.

        Args:
            words: The question's.
            place: Number of the first word.
            wanted: The particle of the phrase, which may be empty.
            has_subject: Whether some word is the question's subject, which is not one without a particle.
        """
        for phrase in _phrases(words, place):
            is_bare = not phrase.particle and title_of(phrase.words[-1]) is None and phrase.words[-1] not in _BODIES
            apart = _BREAK.match(words[place].string, phrase.span[1]) is not None
            if not wanted.fullmatch(phrase.particle) or (is_bare and has_subject and not apart):
                continue
            one = self._named(phrase)
            if one is not None and not (is_bare and self._is_doubtful(words, phrase, one)):
                return one
        return None

    def _is_doubtful(self, words: Sequence[re.Match[str]], phrase: _Phrase, one: Named) -> bool:
        """Whether a name without particle or title may be a part of another's, or a word that only sounds so."""
        after = next((word.group() for word in words if word.start() >= phrase.span[1]), None)
        if after is not None and len(after) > 1 and _may_be_name(after) and self.directory.sounding(after):
            return True
        known = sum(match.count for match in self.directory.matching(one.name))
        return len("".join(phrase.words)) <= _SHORT_NAME and known < _WELL_KNOWN

    def _named(self, phrase: _Phrase) -> Named | None:
        *before, last = phrase.words
        title = title_of(last) or (last if last in _BODIES and before else None)
        name = [word for word in (before if title else phrase.words) if word not in _FORMER]
        for first in range(len(name)):
            is_name = _introduced(name[:first]) and all(map(_may_be_name, name[first:]))
            if is_name and (one := self._called(phrase, name[first:], title)):
                return one
        if title is not None and (holder := self.holder(" ".join(phrase.words))) is not None:
            return Named(phrase.span, holder)
        return None

    def _called(self, phrase: _Phrase, called: Sequence[str], title: str | None) -> Named | None:
        """Who is called by a name, with a title or without."""
        name = " ".join(called)
        matches = self.directory.sounding(name) if len(name) > 1 else []
        if not matches and title and len(called) == 1:
            matches = self._with_surname(name, title) or [
                each for each in self.directory.sounding(name) if _is_called(title, _roles(each.person))
            ]
        return self._meant(phrase, name, matches, title) if matches else None

    def _with_surname(self, called: str, title: str) -> list[SpeakerMatch]:
        """Koreans whom articles in English call by a surname and a title: "문재인 대통령", "President Moon"."""
        if SURNAME.match(called) is None or len(called) > _LONGEST_NAME:
            return []
        found: dict[int, SpeakerMatch] = {}
        for person in self.directory.people.values():
            name, _, _ = parse_name(person.name)
            if person.organisation or not name or not has_surname(" ".join(name), called):
                continue
            if _is_called(title, _roles(person)):
                found.update((match.person.id, match) for match in self.directory.matching(person.name))
        return list(found.values())

    def _meant(self, phrase: _Phrase, called: str, matches: Sequence[SpeakerMatch], title: str | None) -> Named | None:
        """Who is plainly meant, of those who bear the title where any does; nobody where one must."""
        bearing = [each for each in matches if title and _is_called(title, _roles(each.person))]
        if not bearing and title in _OF_ONE and all(_roles(each.person) for each in matches):
            return None
        meant = self.directory.meant(bearing) or self.directory.meant(matches)
        if meant is not None:
            return Named(phrase.span, meant.person.name)
        return Named(phrase.span, called, tuple(match.person.name for match in (bearing or matches)[:5]))


def offices_in_english(called: str, spelt: Callable[[str], Sequence[str]]) -> tuple[str, ...]:
    """What an office may be in English: "secretary of state" of "국무장관"; none where it has a word that is not known.

    Args:
        called: As a question names it, without particles.
        spelt: Gives what articles hold that is written so in Hangul: a place.
    """
    if whole := english_terms(called.replace(" ", "")):
        return whole
    *before, title = called.split()
    office: tuple[str, ...] = english_terms(title) or ((title,) if title in _BODIES else ())
    if not office or " of the " in office[0]:  # "president of the European Commission"
        return office
    *bodies, last = before or [""]
    known = [_before_office(word) for word in bodies]
    place = _before_office(last) or (_spelt_so(last, spelt) if title in _OF_PLACES else "")
    if not all(known) or (last and not place):
        return ()
    return tuple(" ".join(filter(None, [*known, place, term])) for term in office)


def _titled(words: Sequence[re.Match[str]]) -> Named | None:
    """Somebody with a name and a title at the beginning of a question, whom nothing on record is called by."""
    for phrase in _phrases(words, 0):
        *name, title = phrase.words
        if name and title_of(title) is not None and all(map(_may_be_name, name)):
            return Named(phrase.span, " ".join(phrase.words))
    return None


def _before_office(word: str) -> str:
    """How a country or a body stands before an office: "Japanese", "US", "treasury"; empty where it is not known."""
    if not _HANGUL.search(word):
        return word
    terms = english_terms(word)
    if terms and (word in COUNTRIES or word in _BODIES):
        return terms[-1].upper() if len(terms[-1]) == _INITIALS else terms[-1].title()
    return terms[0] if terms else ""


def _spelt_so(word: str, spelt: Callable[[str], Sequence[str]]) -> str:
    """A place or a company as articles write it: "Detroit"."""
    found = spelt(word) or spelt(word.removesuffix("주").removesuffix("시"))
    return found[0].title() if found else ""


def _begins(asked: str, words: Sequence[re.Match[str]], place: int) -> bool:
    """Whether a word may begin a phrase: the first one, one behind a break, and one behind a particle or a verb."""
    before = asked[: words[place].start()]
    return place == 0 or _BREAK.search(before[-3:]) is not None or _ENDED.search(words[place - 1].group()) is not None


def _stranger(words: Sequence[re.Match[str]], place: int) -> Named | None:
    """Somebody with a title whom nothing on record is called by, where nobody else can be meant."""
    for phrase in _phrases(words, place):
        if _SUBJECT.fullmatch(phrase.particle) and title_of(phrase.words[-1]) is not None:
            return Named(phrase.span, " ".join(phrase.words))
    return None


def _phrases(words: Sequence[re.Match[str]], first: int) -> Iterator[_Phrase]:
    """The phrases that begin with a word, the longest first, each with its last particle and without it."""
    for last in range(_end(words, first), first - 1, -1):
        *before, word = [each.group() for each in words[first : last + 1]]
        start, end = words[first].start(), words[last].end()
        particle = _PARTICLE.search(word)
        if _OBJECT.search(word) is None or title_of(word) is not None:
            yield _Phrase((*before, word), (start, end), "")  # "트뤼도", which ends in what may be a particle
        if particle is not None and particle.start():
            stem = word[: particle.start()]
            yield _Phrase((*before, stem), (start, end - len(particle.group())), particle.group())


def _end(words: Sequence[re.Match[str]], first: int) -> int:
    """Number of the last word that a phrase may have: none behind a comma or a particle."""
    last = first
    while last + 1 < len(words) and last + 1 < first + _MOST_WORDS:
        word = words[last]
        if words[last + 1].start() > word.end() + 1 or _ends_phrase(word.group()):
            break
        last += 1
    return last


def _ends_phrase(word: str) -> bool:
    return _SUBJECT.search(word) is not None and title_of(word) is None and not english_terms(word)


def _is_subject(word: str) -> bool:
    return _SUBJECT.search(word) is not None and _TELLING.search(word) is None


def _introduced(before: Sequence[str]) -> bool:
    """Whether only countries, bodies and titles stand before a name: "미국 국무장관 블링컨은"."""
    return all(english_terms(word) or title_of(word) for word in before)


def _may_be_name(word: str) -> bool:
    bare = _PARTICLE.sub("", word)
    return (
        _HANGUL.fullmatch(word) is not None and not {word, bare} & STOPWORDS and not (is_thing(word) or is_thing(bare))
    )


def _roles(person: Person) -> tuple[str, ...]:
    """What somebody is called beside or before the name."""
    return (*person.roles, *parse_name(person.name)[1])


def _is_called(title: str, roles: Sequence[str]) -> bool:
    """Whether one of some roles is a title; that of a deputy isn't, unless the title says so."""
    wanted = [set(term.lower().split()) for term in english_terms(title)]
    borne = [{_SHORT.get(word, word) for word in role.lower().replace("-", " ").split()} for role in roles]
    return any(each <= role and not (role - each) & _DEPUTIES for each in wanted for role in borne)
