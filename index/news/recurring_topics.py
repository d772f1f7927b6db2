"""Topics that recur in what people said: a name, or one or two nouns that anybody would recognise."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from index.model import Person
from index.text.common_words import COMMON_PAIRS, COMMON_WORDS
from index.text.name_lists import CALENDAR, FEMALE_NAMES, MALE_NAMES, TITLES
from index.text.terms import STOPWORDS, stem, synonyms

LEAST = 3  # statements that a topic needs
SHARED = 0.5  # part of a topic's statements that another may hold without being the same
COMMON = 0.5  # part of all articles past which a word is what everything here is about
TOGETHER = 0.2  # part of the uses of the rarer of two words that makes them one topic
FEW = 10  # articles; among fewer nothing is told by how many of them a word is in
LONGEST = 22  # characters
_NAME = 0.6  # part of its uses with a capital that makes a word a name
_NOUN = 0.45

_TOKEN = re.compile(r"(?:[A-Za-z]\.){2,}|[^\W\d_][\w&-]*(?:['’]\w+)?|\d[\d.,]*|[^\w\s]")
_ADJECTIVE = re.compile(r"(?:ese|ian|ean|ish|ench|[lqst]i|ican|ghan|German|ic)$")
_BEFORE_VERBS = frozenset(
    """to i we you they he she it who that will would can could should must may might shall do does did don't didn't
    doesn't won't wouldn't can't cannot not never let let's i'll we'll you'll he'll they'll also just always""".split()
)
_BEFORE_NOUNS = frozenset(
    """the a an this that these those his her its their our your my of on in for about with from by against at into
    no any some more and or through over under between its every each other into after before during""".split()
)


_FORENAMES = MALE_NAMES | FEMALE_NAMES


@dataclass(frozen=True, slots=True)
class Remark:
    """Words of a speaker, who is given by a number."""

    speaker: int
    article: int
    text: str


@dataclass(frozen=True, slots=True)
class RecurringTopic:
    """name: as the remarks write it.  remarks: the places of those that touch it."""

    name: str
    remarks: frozenset[int]


class Token(NamedTuple):
    written: str
    stem: str  # empty for a mark
    plain: bool  # too common to be a topic, or a person's name, or no word
    proper: bool  # has a capital that it need not have
    opens: bool  # stands where every word has a capital


@dataclass(slots=True)
class _Term:
    """A word or two: the remarks that have it, how they use and write it, and the third word of a longer name."""

    places: set[int] = field(default_factory=set)
    uses: Counter[str] = field(default_factory=Counter)
    written: Counter[str] = field(default_factory=Counter)
    further: Counter[str] = field(default_factory=Counter)

    @property
    def is_name(self) -> bool:
        return self.uses["within"] > 0 and self.uses["name"] >= _NAME * self.uses["within"]

    @property
    def is_noun(self) -> bool:
        uses = self.uses
        return self.is_name or (uses["noun"] >= _NOUN * uses["all"] and uses["verb"] <= 0.12 * uses["all"])


def named(people: Iterable[Person]) -> frozenset[str]:
    """Words of the names of people, in small letters; those of organisations are no names of people."""
    return frozenset(
        word.lower()
        for person in people
        if not person.organisation
        for name in (person.name, *person.aliases)
        for word in re.findall(r"[^\W\d_][\w'’-]+", name)
        if word.lower() not in TITLES
    )


def recurring(remarks: Sequence[Remark], names: frozenset[str], count: int) -> tuple[RecurringTopic, ...]:
    """The topics that tell most about who speaks of what, the commonest first.

    names: words that, written with a capital, name a person and no topic.
    """
    known: dict[tuple[str, bool], Token] = {}
    terms: dict[str, _Term] = defaultdict(_Term)
    for i, remark in enumerate(remarks):
        _note(i, _tokens(remark.text, names, known), terms)
    said = Counter(remark.speaker for remark in remarks)
    sizes = len({remark.article for remark in remarks})
    found: list[tuple[float, RecurringTopic]] = []
    for key, term in terms.items():
        if len(term.places) < LEAST or not term.written or not _says_something(key, terms):
            continue
        articles = len({remarks[i].article for i in term.places})
        if sizes >= FEW and not 2 <= articles <= COMMON * sizes:
            continue
        if len(name := _name(term)) <= LONGEST:
            weight = 1.5 if " " in key else 1.25 if term.is_name else 1.0
            worth = weight * _worth(term.places, remarks, said, articles, sizes)
            found.append((worth, RecurringTopic(name, frozenset(term.places))))
    return _different(found, count)


def _note(i: int, tokens: list[Token], terms: dict[str, _Term]) -> None:
    """Note the words and the pairs of words of a remark."""
    of_name = False  # whether the word before and this one are parts of one name
    rows = zip([None, *tokens], tokens, [*tokens[1:], None], [*tokens[2:], None, None], strict=False)
    for before, token, after, third in rows:
        pair = after if after is not None and _pairs(token, after) else None
        heads_name = pair is not None and token.proper and (pair.proper or pair.plain)
        if token.stem and not token.plain and not of_name and not heads_name:
            term = terms[token.stem]
            term.places.add(i)
            term.uses.update(_use(before, token, after))
            if not token.opens:
                term.written[token.written] += 1
        if pair is not None:
            term = terms[f"{token.stem} {pair.stem}"]
            term.places.add(i)
            term.uses.update(("all", "within", "name") if heads_name else ("all", "within"))
            term.written[f"{token.written} {pair.written}"] += 1
            if heads_name and third is not None and third.proper:
                term.further[third.written] += 1
        of_name = heads_name


def _tokens(text: str, names: frozenset[str], known: dict[tuple[str, bool], Token]) -> list[Token]:
    """known: tokens met before, by their text and whether they open; most words come again and again."""
    tokens: list[Token] = []
    opens = True
    for written in _TOKEN.findall(text):
        token = known.get((written, opens))
        if token is None:
            token = known[written, opens] = _token(written, opens, names)
        tokens.append(token)
        if written[0].isalpha():
            opens = False
        elif written not in "\"“”'‘’(":
            opens = written in ".!?:…-–—"
    return tokens


def _token(written: str, opens: bool, names: frozenset[str]) -> Token:
    if not written[0].isalpha():
        return Token(written, written if written.isdecimal() else "", True, False, opens)
    written, lower, root, common = _word(written)
    capital = written[0].isupper()
    named = capital and (lower in names or (not opens and lower in _FORENAMES))
    proper = capital and not opens and not named and lower not in STOPWORDS and lower not in TITLES
    return Token(written, root, common or named, proper, opens)


def _word(written: str) -> tuple[str, str, str, bool]:
    """A word without its possessive, in small letters, its stem, and whether it is too common."""
    written = re.sub(r"['’]s?$", "", written)
    lower = written.lower().replace("’", "'")
    common = lower in STOPWORDS or lower in COMMON_WORDS or lower in CALENDAR or lower in TITLES
    lower = lower.removesuffix("-19")
    same = synonyms(stem(lower)) if written[0].isupper() else ()
    root = min(same) if len(same) > 1 else _singular(lower)
    return written, lower, root, common or len(lower) < 3 or "'" in lower


def _singular(word: str) -> str:
    """Enough of a stem to count a noun with its plural, at a tenth of the time."""
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "xes", "ches", "shes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3 else word


def _use(before: Token | None, token: Token, after: Token | None) -> list[str]:
    """How a word is used: as a noun or a verb, and with a capital or without."""
    used = ["all"]
    first = before.written.lower() if before is not None else ""
    if first in _BEFORE_VERBS:
        used.append("verb")
    elif (first in _BEFORE_NOUNS or (before is not None and not before.plain)) and (after is None or after.plain):
        used.append("noun")
    if not token.opens:
        used.append("within")
        if token.written[0].isupper():
            used.append("name")
    return used


def _pairs(token: Token, after: Token) -> bool:
    """Whether two neighbours may be one topic: "trade deal", "Supreme Court", "Title 42"."""
    if token.proper and (after.proper or (after.stem.isdecimal() and len(after.stem) < 4)):
        return f"{token.written} {after.written}".lower() not in COMMON_PAIRS
    return bool(after.stem) and not token.plain and not after.plain


def _says_something(key: str, terms: dict[str, _Term]) -> bool:
    """Whether a word is a noun or a name, and two belong together."""
    term = terms[key]
    head, _, tail = key.partition(" ")
    if not tail:
        return term.is_noun
    if term.is_name or tail.isdecimal():
        return True
    first, second = terms.get(head, _Term()), terms.get(tail, _Term())
    return (
        len(term.places) >= TOGETHER * min(len(first.places), len(second.places))
        and second.is_noun
        and first.uses["verb"] <= 0.3 * first.uses["all"]
    )


def _name(term: _Term) -> str:
    """The commonest way to write it; of a country and its people's adjective, the country."""
    best = max(term.written, key=lambda form: (term.written[form], form))
    if best[0].isupper() and _ADJECTIVE.search(best):
        nouns = [form for form in term.written if form[:3] == best[:3] and not _ADJECTIVE.search(form)]
        best = max(nouns, key=lambda form: (term.written[form], form), default=best)
    for last, n in term.further.most_common(1):
        if 2 * n > len(term.places) and len(best) + len(last) < LONGEST:
            return f"{best} {last}"
    return best


def _worth(held: set[int], remarks: Sequence[Remark], said: Counter[int], articles: int, sizes: int) -> float:
    """High for what several speak of often, as measured by all they said, in some articles and not in all."""
    by_speaker = Counter(remarks[i].speaker for i in held)
    spoken = sum(n / math.sqrt(said[speaker]) for speaker, n in by_speaker.items())
    rare = math.log(1 + sizes / articles)
    dense = math.sqrt(len(held) / articles)
    return spoken * rare * dense


def _different(found: list[tuple[float, RecurringTopic]], count: int) -> tuple[RecurringTopic, ...]:
    """The best, none of them much the same as a better one."""
    kept: list[RecurringTopic] = []
    for _, topic in sorted(found, key=lambda each: (-each[0], each[1].name)):
        same = any(
            len(topic.remarks & other.remarks) > SHARED * min(len(topic.remarks), len(other.remarks)) for other in kept
        )
        if not same:
            kept.append(topic)
        if len(kept) == count:
            break
    return tuple(sorted(kept, key=lambda topic: (-len(topic.remarks), topic.name)))
