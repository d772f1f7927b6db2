"""Offices in a question, and who holds them: "the Japanese prime minister", "VP", "the mayor of Detroit"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import lru_cache

from index.answering.reading.tokens import Token, tokens
from index.answering.reading.vocabulary import is_word_of_questions
from index.search.speakers import DOMINANT, SpeakerDirectory, title_in_name
from index.text.name_lists import OCCUPATIONS, ROLES
from index.text.roles import plain_role
from index.text.terms import STOPWORDS, content_stems, stem, synonyms

Bearers = Callable[[Collection[str]], Mapping[int, int]]  # people by plain roles, with the articles that call them so
Texts = Callable[[str], Iterable[str]]  # gives texts of the articles that hold words
BEFORE, AFTER = 5, 5  # words of an office before and after the one that says what it is
SURE = 3  # articles that call somebody so, from which it is no mistake
NEAR = 7  # words between an office and its holder's name

_SHORT = {
    "vp": "vice president",
    "veep": "vice president",
    "pm": "prime minister",
    "premier": "prime minister",
    "ag": "attorney general",
    "potus": "president",
    "flotus": "first lady",
    "sec": "secretary",
    "gov": "governor",
    "sen": "senator",
    "amb": "ambassador",
    "secdef": "defense secretary",
    "secgen": "secretary general",
    "fm": "foreign minister",
    "chief executive": "ceo",
    "chairman": "chair",
    "chairwoman": "chair",
    "chairperson": "chair",
    "spokesman": "spokesperson",
    "spokeswoman": "spokesperson",
    "congressman": "representative",
    "congresswoman": "representative",
    "adviser": "advisor",
    "defence": "defense",
    "boss": "chief",
    "head": "chief",
    "press sec": "press secretary",
}
_HEADS = frozenset(
    """ceo cfo coo cto vp pm ag potus flotus veep lady general premier chancellor sec gov sen envoy czar boss head chief
    committeeman committeewoman councilman councilwoman chair nominee commander minister secretary spokesperson
    lawyer attorney manager ombudsman rapporteur whip laureate administrator superintendent coordinator
    commissioner fm secdef"""
    .split()
)  # fmt: skip
# What else an abbreviation stands as, by the stem of a word that tells it.
_ABBREVIATED = {
    "un": frozenset({"nation"}),
    "fed": frozenset({"reserv", "feder"}),
    "eu": frozenset({"european"}),
    "doj": frozenset({"justic"}),
    "dod": frozenset({"defens"}),
    "dhs": frozenset({"homeland"}),
    "nsa": frozenset({"secur"}),
}
_DESIGNATED = frozenset("nominee designate elect hopeful".split())
_NO_OFFICES = frozenset(
    """man woman boy girl friend member worker owner victim witness critic expert official leader patient student tenant
    passenger driver employee employer supporter ally partner rival opponent boss's star winner guest host author mother
    father son daughter wife husband brother sister uncle aunt cousin lawmaker candidate economist democrat republican
    contender hopeful veteran executive player champion volunteer immigrant pilot nurse doctor teacher professor farmer
    soldier backer insider guard aide officer analyst runner reporter journalist correspondent
    anchor donor king""".split()
)
# Heads that stand for whoever leads a body.
_LEADING = frozenset("chief leader chair director president ceo administrator commissioner secretary general".split())
_JOINING = frozenset("of for".split())
_PLACING = frozenset("of for from in at".split())  # before a place or a body after a name
_SOFT = frozenset("the a an of for at to in and 's his her its our their former ex current new then late own".split())
_TWO_WORDS = (
    "vice president",
    "prime minister",
    "attorney general",
    "first lady",
    "surgeon general",
    "secretary general",
)


@lru_cache(maxsize=4096)
def is_head(word: str) -> bool:
    """Whether a word, in small letters, says what office somebody holds."""
    return word in _HEADS or ((word in ROLES or word in OCCUPATIONS) and word not in _NO_OFFICES)


def office_at(words: Sequence[Token], place: int) -> tuple[int, int] | None:
    """The span of the office whose last word before its "of …" stands at a place; None where none does."""
    word = words[place]
    if not is_head(word.small) or (
        place + 1 < len(words) and words[place + 1].joined and is_head(words[place + 1].small)
    ):
        return None
    first = place
    while first and place - first < BEFORE and words[first].joined and _tells(words[first - 1]):
        first -= 1
    last = place
    if (
        not word.possessive
        and place + 2 < len(words)
        and words[place + 1].small in _JOINING
        and words[place + 1].joined
    ):
        reach = place + 1
        while reach + 1 < len(words) and reach - place < AFTER and words[reach + 1].joined:
            following = words[reach + 1]
            if following.small not in {"the", "and"} and not _tells(following):
                break
            reach += 1
            if following.possessive:
                break
        while reach > place and words[reach].small in {*_JOINING, "the", "and"}:
            reach -= 1
        last = reach
    return words[first].start, words[last].end


def _tells(word: Token) -> bool:
    """Whether a word can tell which office is meant."""
    if word.small in ("us", "un", "u.s", "u.n", "state", "press", "general", "world", "own"):
        return word.small != "own"
    return word.small not in STOPWORDS and word.small not in _JOINING and not is_word_of_questions(word.small)


@lru_cache(maxsize=4096)
def _normal(office: str) -> tuple[str, ...]:
    """An office's words with short forms written out."""
    words: list[str] = []
    for word in plain_role(re.sub(r"['’]s\b|['’](?= |$)", "", office)).split():
        if word in _DESIGNATED:
            continue
        words.extend(_SHORT.get(word.strip(".,"), word.strip(".,")).split())
    return tuple(words)


@lru_cache(maxsize=4096)
def _parts(office: str) -> tuple[str, frozenset[str]]:
    """What an office is and the stems of the words that tell which: ("minister", {"prime", "japan"})."""
    words = _normal(office)
    before = list(words)
    for joining in ("of", "for", "at", "to", "in"):
        if joining in before[1:]:
            before = before[: before.index(joining, 1)]
    head = next((word for word in reversed(before) if is_head(word)), words[-1] if words else "")
    if "south" in words and any(word.startswith("korea") for word in words):
        words = tuple(word for word in words if word != "south")  # mostly called the Republic of Korea
    return head, frozenset(stem(word) for word in words if word != head and word not in _SOFT)


class Offices:
    """Finds the holder of an office among the people on record."""

    def __init__(self, directory: SpeakerDirectory, texts: Texts, bearers: Bearers) -> None:
        """Take what tells who holds an office.

        Args:
            directory: The people on record, with their roles.
            texts: The articles' texts.
            bearers: In how many articles people are called so.
        """
        self._directory = directory
        self._texts = texts
        self._bearers = bearers

    def holder(self, office: str) -> str | None:
        """The name of whoever holds an office as far as it is plain; None where it isn't."""
        by_roles, sure = self._by_roles(office)
        if by_roles and sure:
            return by_roles
        head, telling = _parts(office)
        return (self._by_texts(office, head, telling, frozenset()) if telling else None) or by_roles

    def holder_near(self, office: str, topic: str) -> str | None:
        """The holder of an office who is named where the articles speak of a topic."""
        head, telling = _parts(office)
        about = frozenset(content_stems(topic)[:2])
        return self._by_texts(f"{office} {topic}", head, telling, about) if about else None

    def _by_roles(self, office: str) -> tuple[str | None, bool]:
        """By the roles that articles write beside names; and whether several do."""
        head, telling = _parts(office)
        titles: set[str] = set()
        counts: Counter[int] = Counter()
        for id in self._directory.in_role(_role_words(head)):
            person = self._directory.people[id]
            roles = (*person.roles, title_in_name(person)) if not person.roles else person.roles
            fitting = [role for role in roles if role and _is_same(head, telling, *_parts(role))]
            if fitting:
                titles.update(map(plain_role, fitting))
                counts[id] = 1
        called = self._bearers(titles) if counts else {}
        weighed = Counter({id: called.get(id, 1) for id in counts})
        return self._plainly(weighed), max(weighed.values(), default=0) >= SURE

    def _plainly(self, counts: Counter[int]) -> str | None:
        """The one person whose records have by far the most."""
        if not counts:
            return None
        best, _ = counts.most_common(1)[0]
        matches = self._directory.matching(self._directory.people[best].name)
        own = matches[0].ids if matches and best in matches[0].ids else (best,)
        others = [count for id, count in counts.items() if id not in own]
        mine = sum(count for id, count in counts.items() if id in own)
        if others and mine < DOMINANT * max(others):
            return None
        return self._directory.people[best].name

    def _by_texts(self, words: str, head: str, telling: frozenset[str], about: frozenset[str]) -> str | None:
        """By the names that stand beside an office's words in the articles, in texts about something."""
        texts = [text for text in self._texts(words) if about <= {stem(word.small) for word in tokens(text)}]
        weights: dict[int, float] = {}
        for strict in (True, False):
            for text in texts:
                for id, weight in self._beside(text, head, telling, strict).items():
                    weights[id] = weights.get(id, 0.0) + weight
            if weights:
                break
        if not weights:
            return None
        order = sorted(weights, key=lambda id: -weights[id])
        first = order[0]
        matches = self._directory.matching(self._directory.people[first].name)
        own = set(matches[0].ids) if matches and first in matches[0].ids else {first}
        rest = max((weights[id] for id in order if id not in own), default=0.0)
        mine = sum(weights[id] for id in own if id in weights)
        return self._directory.people[first].name if mine >= 0.3 and mine >= 1.5 * rest else None

    def _beside(self, text: str, head: str, telling: frozenset[str], strict: bool) -> dict[int, float]:
        """How near people are named to an office's words in a text."""
        words = tokens(text.replace("-", " "))
        heads = _role_words(head)
        stems = [stem(word.small.replace(".", "")) for word in words]
        wanted = {each: synonyms(each) | _ABBREVIATED.get(each, frozenset()) for each in telling}
        told = set().union(*wanted.values())
        found: dict[int, float] = {}
        for place, word in enumerate(words):
            if _SHORT.get(word.small, word.small).split()[-1] not in heads:
                continue
            if not strict and place + 1 < len(words) and words[place + 1].capital and stems[place + 1] not in told:
                continue  # "President Vale" holds the office that stands there, whatever is around it
            spots = _spots(words, place, stems[place + 1 : place + 2], told) if strict else _around(words, place)
            places = [_place(spots, stems, forms) for forms in wanted.values()]
            if None in places and len(telling) == 1:
                places = [_place_of_initials(words, spots, next(iter(telling)))]
            if any(each is None for each in places):
                continue
            office = [place, *(each for each in places if each is not None)]
            for id, distance in self._named_near(words, min(office), max(office)):
                if not telling & set(map(stem, self._directory.people[id].name.lower().split())):
                    found[id] = max(found.get(id, 0.0), 1.0 / (1 + distance))
        return found

    def _named_near(self, words: Sequence[Token], first: int, last: int) -> Iterable[tuple[int, int]]:
        low, high = max(0, first - NEAR), min(len(words), last + NEAR + 1)
        place = low
        while place < high:
            if not words[place].capital or is_head(words[place].small) or words[place].small in STOPWORDS:
                place += 1
                continue
            end = place
            while end + 1 < high and words[end + 1].joined and words[end + 1].capital and end - place < 3:
                end += 1
            name = " ".join(word.text for word in words[place : end + 1])
            matches = self._directory.matching(name) if end > place or first <= place <= last + 2 else []
            persons = [match for match in matches if not match.person.organisation]
            if persons and (len(persons) == 1 or SpeakerDirectory.meant(persons)):
                between = first - end if end < first else place - last if place > last else 1
                yield persons[0].person.id, max(0, between - 1)
            place = end + 1


def _spots(words: Sequence[Token], place: int, following: Sequence[str], told: Collection[str]) -> list[int]:
    """Where the words may stand that tell which office it is, so that it is surely this one."""
    low = _reach(words, place, -1, BEFORE)
    high = _reach(words, place, 1, AFTER + 3)
    if place + 1 < high and words[place + 1].capital and words[place + 1].joined and not set(following) & set(told):
        # "President Vale of Estmar": what only comes after the name may be another one's.
        after = next((i for i in range(place + 1, high) if words[i].small in _PLACING), high)
        return [*range(low, place), *(range(after, high) if after - place < AFTER else ())]
    return list(range(low, high))


def _place(spots: Sequence[int], stems: Sequence[str], forms: Collection[str]) -> int | None:
    return next((place for place in spots if stems[place] in forms), None)


def _place_of_initials(words: Sequence[Token], spots: Sequence[int], letters: str) -> int | None:
    """Where a body stands that letters are the initials of: "seiu" of Service Employees International Union."""
    capitals = [place for place in spots if words[place].capital]
    initials = "".join(words[place].small[0] for place in capitals)
    at = initials.find(letters) if len(letters) > 2 else -1
    return capitals[at] if at >= 0 else None


def _around(words: Sequence[Token], place: int) -> list[int]:
    return list(range(max(0, place - BEFORE - 2), min(len(words), place + AFTER + 2)))


def _reach(words: Sequence[Token], place: int, step: int, most: int) -> int:
    """How far words go on from a place without a mark between them, forwards exclusive; two commas may come."""
    commas, at = 0, place
    while 0 <= at + step < len(words) and abs(at + step - place) <= most:
        commas += not words[at if step < 0 else at + 1].joined
        if commas > (2 if step > 0 else 0):
            break
        at += step
    return at + (step > 0)


@lru_cache(maxsize=1024)
def _role_words(head: str) -> frozenset[str]:
    """Words by which a role may be called that is asked for by another."""
    same = {head, *(short for short, full in _SHORT.items() if full.split()[-1] == head and " " not in short)}
    if head in {"chief", "leader"}:
        same |= _LEADING
    if head == "envoy":
        same |= {"ambassador", "representative"}
    return frozenset(same)


def _is_same(head: str, telling: frozenset[str], other_head: str, other_telling: frozenset[str]) -> bool:
    """Whether a role is the office asked for: it has every word that tells which, in whatever form."""
    if other_head != head and other_head not in _role_words(head):
        return False
    told = {each for word in other_telling for each in synonyms(word)}
    if not telling:
        return not other_telling or other_telling <= _EMPTY
    changing = {stem(word) for word in ("vice", "deputy", "assistant", "acting", "under", "lieutenant")}
    if (other_telling & changing) - telling:
        return False
    return all(word in told for word in telling)


_EMPTY = frozenset(map(stem, "us united states american white house federal".split()))
