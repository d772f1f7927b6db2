"""Offices in a question, and who holds them: "the Japanese prime minister", "VP", "the mayor of Detroit"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from index.answering.reading.appointments import appointed_in
from index.answering.reading.body_kinds import (
    CENTRAL_BANK,
    is_of_body,
    is_of_many,
    telling_of_body,
    with_kinds,
    words_of_kind,
)
from index.answering.reading.countries import place_words, same_place
from index.answering.reading.office_holders import Held, holders_in
from index.answering.reading.office_words import CHANGING, has_other_charge, office_words, role_words, words_sought
from index.answering.reading.terms_of_office import (
    Days,
    Named,
    apart,
    at_home,
    beside,
    former_holders,
    in_office,
    next_in_time,
)
from index.answering.reading.tokens import Token, tokens
from index.answering.reading.vocabulary import is_word_of_questions
from index.model import Person
from index.search.speakers import DOMINANT, SpeakerDirectory, title_in_name
from index.text.name_lists import GROUPS, MANY_PEOPLE, OCCUPATIONS, ROLES
from index.text.roles import plain_role, role_head
from index.text.terms import STOPWORDS, content_stems, stem, synonyms

Bearers = Callable[[Collection[str]], Mapping[int, int]]  # people by plain roles, with the articles that call them so
DaysCalled = Callable[[Collection[str]], Iterable[tuple[int, str]]]  # the same, each with a day of such an article

# Gives texts of the articles that hold words, each with its day in ISO 8601 where one is known.
Texts = Callable[[str], Iterable[tuple[str, str | None]]]
BEFORE, AFTER = 5, 5  # words of an office before and after the one that says what it is, but for "of" and "the"
SURE = 3  # articles that call somebody so, from which it is no mistake
INITIALS = 3  # words of a body from which it is mostly called by their initials
CLEARLY = 1.5  # times as many texts must name one holder as name another

_HEADS = frozenset(
    """ceo cfo coo cto vp pm ag potus flotus veep lady general premier chancellor sec gov sen envoy czar boss head chief
    committeeman committeewoman councilman councilwoman chair nominee commander minister secretary spokesperson
    lawyer attorney manager ombudsman rapporteur whip laureate administrator superintendent coordinator
    commissioner fm secdef"""
    .split()
)  # fmt: skip
_DESIGNATED = frozenset("nominee designate elect hopeful".split())
_NO_OFFICES = frozenset(
    """man woman boy girl friend member worker owner victim witness critic expert official patient student tenant
    passenger driver employee employer supporter ally partner rival opponent boss's star winner guest host author mother
    father son daughter wife husband brother sister uncle aunt cousin lawmaker candidate economist democrat republican
    contender hopeful veteran executive player champion volunteer immigrant pilot nurse doctor teacher professor farmer
    soldier backer insider guard aide officer analyst runner reporter journalist correspondent
    anchor donor king""".split()
)
# Words of questions that tell offices, too.
_TELLING = frozenset("us un u.s u.n state press general world response policy speech media".split())
_JOINING = frozenset("of for from".split())
_INSIDE = _JOINING | frozenset("the and a an that this some our its their his her".split())  # an office's body
_RULING = frozenset("president minister chancellor governor mayor secretary".split())
_OF_MANY = frozenset("minister secretary director ceo chief leader chair spokesperson manager".split())
_OF_STATES = frozenset("president minister secretary general senator representative mayor chancellor".split())
OF_PLACES = frozenset("president minister chancellor premier pm governor mayor".split())  # nobody has one alone
OF_SUCCESSION = frozenset("predecessor successor".split())
_OWNING = frozenset("his her their".split())
# What those are called, too, who speak for a body.
_SPOKESPEOPLE = ("press secretary", "communications coordinator", "communications adviser", "communications director")
_EVENING = "T23:59:59+00:00"
_CUTS = ("of", "for", "from", "at", "to", "in")
_OTHERS = frozenset(map(stem, CHANGING | {"acting"}))  # words of which none may be added
_SOFT = frozenset("the a an of for from at to in and 's his her its our their current new then late own".split())


@lru_cache(maxsize=4096)
def is_head(word: str) -> bool:
    """Whether a word, in small letters, says what office somebody holds."""
    word = word.rpartition("-")[2]  # "secretary-general"
    return word in _HEADS or ((word in ROLES or word in OCCUPATIONS) and word not in _NO_OFFICES)


def office_at(words: Sequence[Token], place: int) -> tuple[int, int] | None:
    """The span of the office whose last word before its "of …" stands at a place; None where none does."""
    word = words[place]
    if not is_head(word.small) or (
        place + 1 < len(words) and words[place + 1].joined and is_head(words[place + 1].small)
    ):
        return None
    if word.small in OF_SUCCESSION and place and words[place - 1].small in _OWNING:
        return words[place - 1].start, word.end
    first = place
    while first and place - first < BEFORE and words[first].joined and _tells(words[first - 1]):
        first -= 1
    return words[first].start, words[_last(words, place)].end


def _last(words: Sequence[Token], place: int) -> int:
    """Where the words end with which an office goes on: "of Dunmere and Kivik"."""
    following = words[place + 1 : place + 2]
    if words[place].possessive or not following or following[0].small not in _JOINING or not following[0].joined:
        return place
    last, reach, telling = place, place + 2, 0
    while reach < len(words) and telling < AFTER and words[reach].joined and not _is_owner(words, reach - 1):
        if last > place and words[last].capital and not words[reach].capital and words[reach].small not in _INSIDE:
            break  # "of the Dunmere Harbour Trust make of it"
        if _tells(words[reach]) or (words[reach].small in MANY_PEOPLE and last == reach - 1):
            last, telling = reach, telling + 1
        elif words[reach].small not in _INSIDE:
            break
        reach += 1
    return last


def _is_owner(words: Sequence[Token], place: int) -> bool:
    """Whether a word owns what follows, which is no body: "the mayor's plan", but "head of the nurses' union"."""
    return words[place].possessive and not (words[place].small.endswith("s") and words[place + 1].small in GROUPS)


def _tells(word: Token) -> bool:
    """Whether a word can tell which office is meant."""
    if word.small in _TELLING:
        return True
    return word.small not in STOPWORDS and word.small not in _JOINING and not is_word_of_questions(word.small)


@lru_cache(maxsize=4096)
def office_parts(office: str) -> tuple[str, frozenset[str]]:
    """What an office is and the stems of the words that tell which: ("minister", {"prime", "japan"})."""
    words = office_words(with_kinds(office))
    joint = min((words.index(joining, 1) for joining in _CUTS if joining in words[1:]), default=len(words))
    heads = [word for word in reversed(words[:joint]) if is_head(word)]
    held = [word for word in heads if word not in _DESIGNATED]  # "the Estmar party's nominee" has no other
    head = next(iter(held or heads), words[-1] if words else "")
    left_out = {head, *_SOFT, *(_DESIGNATED if held else ())}
    if any(word.startswith("korea") for word in words):
        left_out.add("south")  # mostly called the Republic of Korea
    return head, telling_of_body(stem(word) for word in words if word not in left_out)


ALWAYS = Days()


class Holder(NamedTuple):
    """Who holds an office.

    Attributes:
        name: Theirs; "" where several hold it, or one each of several offices that are called so.
        second: Who may be meant in their place.
        rivals: Those several.
        former: Who held it before, and the last day on which they are named so.
    """

    name: str
    second: str | None = None
    rivals: tuple[str, ...] = ()
    former: tuple[str, date] | None = None


class Offices:
    """Finds the holder of an office among the people on record."""

    def __init__(
        self,
        directory: SpeakerDirectory,
        texts: Texts,
        bearers: Bearers,
        days: Days = ALWAYS,
        days_called: DaysCalled = lambda _: (),
    ) -> None:
        """Take what tells who holds an office.

        Args:
            directory: The people on record, with their roles.
            texts: The articles' texts.
            bearers: In how many articles people are called so.
            days: When it is held.
            days_called: On which days articles call people so.
        """
        self._days_called = days_called
        self._days = days
        self._directory = directory
        self._texts = texts
        self._bearers = bearers

    def holder(self, office: str) -> Holder | None:
        """Whoever holds an office as far as it is plain; None where it isn't."""
        if office_parts(office) == ("general", frozenset()):
            return None  # a word as well
        by_roles, sure = self._by_roles(office)
        if by_roles is None and (initials := _initials(office_words(office))):
            by_roles, sure = self._by_roles(f"{initials} {office_parts(office)[0]}")
        then = self._days.are_known and (by_roles is None or by_roles.second is not None)
        if by_roles and sure and not then and by_roles.second is None:
            return by_roles
        by_texts = self._by_texts_alone(office, then)
        return by_texts or by_roles or self._called_otherwise(office)

    def _called_otherwise(self, office: str) -> Holder | None:
        """Who holds an office by the word that another country has for it."""
        head, telling = office_parts(office)
        words = office_words(office)
        if "white house" in (bare := " ".join(words)):
            return self.holder(" ".join(bare.replace("white house", "").split()))
        if head == "spokesperson":
            found = (self.holder(bare.replace("spokesperson", other)) for other in _SPOKESPEOPLE)
            return next(filter(None, found), None)
        if head != "minister" or not telling or "prime" in words:
            return None
        return self.holder(" ".join("secretary" if word == "minister" else word for word in words))

    def _by_texts_alone(self, office: str, then: bool) -> Holder | None:
        """By the texts, whatever roles say; then: whether they are looked through for an office of many, too."""
        head, telling = office_parts(office)
        if not telling and not then and self._directory.in_role(role_words(head)):
            return None
        words = " ".join(office_words(office))
        found = self._by_texts(words, head, telling, frozenset())
        if found is None and "former" in telling:
            telling -= {"former"}
            # Who holds it still may be meant by a later question.
            return self._before(words, head, telling) or self._by_texts(words, head, telling, frozenset())
        return found

    def _before(self, words: str, head: str, telling: frozenset[str]) -> Holder | None:
        """Who held an office that somebody else holds now, the last first."""
        named = self._named(self._texts_on(words, head, telling), head, telling, nearby=_may_be_nearby(head, telling))
        groups = (former_holders(group) for group in apart(named, is_of_many(telling)))
        names = [self.name(each) for each in dict.fromkeys(each for group in groups for each in group)]
        return Holder(names[0]) if len(names) == 1 else Holder("", rivals=tuple(names)) if names else None

    def beside_in_time(self, office: str, owner: int, before: bool) -> list[str]:
        """The one who is named in an office last before somebody was first, or first after they were last.

        Args:
            office: One of somebody's.
            owner: Their id.
            before: Which of both.
        """
        head, telling = office_parts(office)
        if not is_head(head):
            return []
        words = " ".join(office_words(office))
        texts = self._texts_on(words, head, telling)
        named = self._named(texts, head, telling, nearby=False)
        if not telling:  # of many a place or a body has one of its own
            named = [each for each in named if each.body]
        names = (next_in_time(owner, group, before) for group in apart(named))
        return [self.name(each) for each in names if each is not None]

    def is_borne(self, office: str) -> bool:
        """Whether anybody on record is called by an office, or by what leads or speaks in its place."""
        return bool(self._directory.in_role(role_words(office_parts(office)[0])))

    def holder_under(self, office: str) -> Holder | None:
        """The holder of an office under somebody who holds one: "President Vale's envoy" is the envoy."""
        owner, possessive, rest = re.sub(r"['’]s? ", "'s ", office).partition("'s ")
        matches = self._directory.matching(owner) if possessive else []
        if not matches or not any(role_head(role) in _RULING for role in matches[0].person.roles):
            return None
        return self.holder(rest) if office_parts(rest)[1] else None

    def holder_near(self, office: str, topic: str) -> Holder | None:
        """The holder of an office who is named where the articles speak of a topic."""
        head, telling = office_parts(office)
        about = content_stems(topic)[:2]
        near = (frozenset(stems) for stems in dict.fromkeys((tuple(about), *((each,) for each in about))) if stems)
        found = (self._by_texts(f"{office} {topic}", head, telling, stems) for stems in near)
        return next(filter(None, found), None)

    def _by_roles(self, office: str) -> tuple[Holder | None, bool]:
        """By the roles that articles write beside names; and whether several do."""
        fitting = self._fitting(*office_parts(office))
        called = self._bearers({title for titles in fitting.values() for title in titles}) if fitting else {}
        weighed: Counter[int | str] = Counter({id: called.get(id, 1) for id in fitting})
        return self._plainly(weighed), max(weighed.values(), default=0) >= SURE

    def _fitting(self, head: str, telling: frozenset[str]) -> dict[int, list[str]]:
        """People of whose roles some may be an office, with these as plain titles."""
        found: dict[int, list[str]] = {}
        for id in self._directory.in_role(role_words(head)):
            person = self._directory.people[id]
            roles = person.roles or (title_in_name(person),)
            if fitting := [plain_role(role) for role in roles if role and _fits(head, telling, role)]:
                found[id] = fitting
        return found

    def _in_roles(self, head: str, telling: frozenset[str]) -> list[Named]:
        """Those whom articles call by an office, each with the days: of many passages on it few name the newest."""
        fitting = self._fitting(head, telling) if telling else {}
        days = self._days_called({title for titles in fitting.values() for title in titles}) if fitting else ()
        return self._in_order([Named(id, day) for id, day in days if id in fitting])

    def _in_order(self, named: Iterable[Named]) -> list[Named]:
        """By name within a day: numbers of people tell what else was added, be it hidden from whoever asks."""
        people = self._directory.people
        return sorted(
            named,
            key=lambda each: (
                each.day or "", people[each.person].name if isinstance(each.person, int) else each.person,
                sorted(each.body),
            ),
        )  # fmt: skip

    def _among(self, holder: Holder, named: Sequence[Named]) -> Holder:
        """A holder with those who held the office before; one of several where others hold one that is called so."""
        id = next((each.person for each in named if self.name(each.person) == holder.name), holder.name)
        others = [other for other in beside(id, named) if self._count(id) < DOMINANT * self._count(other)]
        if others:
            return Holder("", rivals=(holder.name, *map(self.name, others)))
        if self._days.are_known or not (earlier := former_holders(named)):
            return holder
        last = max(each.day for each in named if each.day and each.person == earlier[0])
        return holder._replace(former=(self.name(earlier[0]), date.fromisoformat(last[:10])))

    def _count(self, person: int | str) -> int:
        return self._directory.counts.get(person, 0) if isinstance(person, int) else 0

    def _plainly(self, counts: Counter[int | str], dominant: float = DOMINANT) -> Holder | None:
        """The one person whose records have so many times the most of the next."""
        if not counts:
            return None
        best, _ = counts.most_common(1)[0]
        matches = self._directory.matching(self.name(best))
        own = matches[0].ids if matches and best in matches[0].ids else (best,)
        others = [(id, count) for id, count in counts.most_common() if id not in own]
        mine = sum(count for id, count in counts.items() if id in own)
        if others and mine < dominant * others[0][1]:
            return None
        return Holder(self.name(best), self.name(others[0][0]) if others else None)

    def is_of_name(self, word: str) -> bool:
        """Whether somebody on record can be called by a word."""
        return bool(self._directory.matching(word))

    def name(self, person: int | str) -> str:
        """Somebody's name, given it or the id."""
        return person if isinstance(person, str) else self._directory.people[person].name

    def _by_texts(self, words: str, head: str, telling: frozenset[str], about: frozenset[str]) -> Holder | None:
        """By the names that stand beside an office's words in the articles, in texts about something."""
        texts = self._texts_on(words, head, telling)
        texts = [each for each in texts if about <= {stem(word.small) for word in tokens(each[0])}] if about else texts
        at_office = self._named(texts, head, telling, nearby=False)
        if not about:
            at_office += [each for each in self._in_roles(head, telling) if each not in at_office]
        if _may_be_nearby(head, telling):
            nearby = self._named(texts, head, telling, nearby=True)
            if (found := self._of([*at_office, *nearby], is_of_many(telling))) is not None:
                return found
        return self._of(at_office, is_of_many(telling), only_within=not telling)

    def _texts_on(self, words: str, head: str, telling: frozenset[str]) -> list[tuple[str, str | None]]:
        """Texts that may name the holders of an office."""
        places = {other for each in telling for other in same_place(each) | place_words(each)}
        return list(self._texts(" ".join([words, words_sought(head), *map(words_of_kind, telling), *places])))

    def _of(self, named: Sequence[Named], of_many: bool, only_within: bool = False) -> Holder | None:
        """Who of those named holds it: of several bodies' holders the one who is named far more, else each of them."""
        holders = {
            holder.name: holder
            for group in apart(named, of_many)
            if (holder := self._plainly(in_office(group, self._days, only_within), CLEARLY)) is not None
        }
        if not holders:
            home = at_home(named)
            return self._of(home, of_many, only_within) if home else None
        if len(holders) == 1:
            (holder,) = holders.values()
            return self._among(holder, named)
        most = self._plainly(Counter(each.person for each in named), DOMINANT)
        if most is not None and most.name in holders:
            return holders[most.name]
        return Holder("", rivals=tuple(holders))

    def named_in(self, office: str) -> list[tuple[str, list[Named]]]:
        """Texts, each with those whom it names beside an office."""
        head, telling = office_parts(office)
        texts = self._texts_on(" ".join(office_words(office)), head, telling)
        return [(each[0], self._named([each], head, telling, nearby=False)) for each in texts]

    def _named(
        self, texts: Sequence[tuple[str, str | None]], head: str, telling: frozenset[str], nearby: bool
    ) -> list[Named]:
        """Everybody whom texts name beside an office."""
        heads = role_words(head) - (_OF_STATES if nearby else frozenset())
        found = (
            each
            for text, day in texts
            for each in self._in_order(
                [
                    *_by(day, holders_in(text, self._directory, heads, telling, nearby)),
                    # Whoever takes an office has it after all whom that day's articles name in it.
                    *_by(day and f"{day[:10]}{_EVENING}", appointed_in(text, self._directory, heads, telling)),
                ]
            )
        )
        named: dict[tuple[int | str, str | None, int], Named] = {}
        for number, each in enumerate(found):  # what many passages of a day repeat, such as a title, counts once
            key = (each.person, each.day, 0 if each.day else number)
            if key not in named or each.body:
                named[key] = each
        return list(named.values())


def _by(day: str | None, held: Iterable[Held]) -> list[Named]:
    return [Named(each.person, day, each.body) for each in held]


def _fits(head: str, telling: frozenset[str], role: str) -> bool:
    """Whether a role may be the office; where nothing tells which minister, each may be."""
    other_head, other_telling = office_parts(role)
    words = office_words(role)
    if other_head in words and has_other_charge(words[: words.index(other_head)], telling or other_telling):
        return False
    return _is_same(head, telling or (other_telling if head in _OF_MANY else telling), other_head, other_telling)


def _is_same(head: str, telling: frozenset[str], other_head: str, other_telling: frozenset[str]) -> bool:
    """Whether a role is the office asked for: it has every word that tells which, in whatever form."""
    if other_head != head and other_head not in role_words(head):
        return False
    told = {each for word in other_telling for each in synonyms(word) | same_place(word)}
    if not telling:
        return not other_telling or other_telling <= _EMPTY
    if (other_telling & _OTHERS) - telling:
        return False
    return all(word in told for word in telling)


def _initials(words: Sequence[str]) -> str | None:
    """What an office's body is called for short: "omb" of the "office of management and budget"."""
    joint = next((place for place, word in enumerate(words) if word in _JOINING), len(words))
    body = [word for word in words[joint:] if word not in {"the", "and", *_JOINING}]
    return "".join(word[0] for word in body) if len(body) >= INITIALS else None


def without_former(office: str) -> str | None:
    """An office without "former"; None where it isn't told so."""
    bare = re.sub(r"^(?:the )?(?:former|ex)[ -]", "", office, flags=re.IGNORECASE)
    return bare if bare != office else None


def _may_be_nearby(head: str, telling: frozenset[str]) -> bool:
    """Whether it tells an office of a body that somebody is called by it where the body is spoken of."""
    return (is_of_body(telling) or (head == "ceo" and bool(telling))) and (
        head not in _OF_STATES and (head != "governor" or CENTRAL_BANK in telling)
    )


_EMPTY = frozenset(map(stem, "us united states american white house federal".split()))


def bearers_of_office(office: str, directory: SpeakerDirectory) -> tuple[list[Person], bool]:
    """Everybody who is called by an office, who spoke most first; nobody where no office is meant.

    Args:
        office: As a question has it: "the president".
        directory: The people on record, with their roles.

    Returns:
        (they, whether the question has no words that tell which of them).
    """
    head, telling = office_parts(office.lower().removeprefix("the "))
    if not is_head(head) or head in OF_SUCCESSION:
        return [], not telling
    people = [directory.people[id] for id in directory.in_role(role_words(head))]
    found = [each for each in people if any(_fits(head, frozenset(), role) for role in each.roles)]
    return sorted(found, key=lambda each: (-directory.counts[each.id], each.name, each.id)), not telling
