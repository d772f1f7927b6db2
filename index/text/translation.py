"""A topic's words in the other language, as articles in Korean and in English name the same things.

By a list of the words of politics, economy and society, and, of a foreign word in Hangul, by what an index holds that
is written so. No sentence is translated: only what is searched for.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from index.text.hangul import without_particles
from index.text.terms import STOPWORDS, WORD, content_stems, stem, words
from index.text.topic_matches import Alternatives

_HANGUL = re.compile("[가-힣]+")
_PEOPLE = "# people"  # the last part of the list
_MANY = 4  # words of a term, at most
_LONGEST_TOPIC = 120  # code points
_LEAST = 2  # syllables of a word that is written as it sounds
# What tells of a thing rather than names it: "내는", "지켜보고 있다는".
_TELLING = re.compile(
    r"[가-힣]+(?:는|던|고|며|지|게|져|해|돼|된|할|한|하기|되기|있다|없다|겠다)|[가-힣]?(?:내|주|쓰|타|가|나|오)는"
)
_RUNS = re.compile("[가-힣]+|[^가-힣]+")
# Endings that make other words of a noun: "비판적", "미국인", "지휘하느냐".
_DERIVED = re.compile(
    r"(?:적|적인|인|측|들|단|자|화|론|내|간|상)|(?:하|되|시키|받|당하|스러|스럽|했|됐|한|된|할|될)[가-힣]{0,4}"
)


@dataclass(frozen=True, slots=True)
class Translation:
    """A topic in the other language.

    Attributes:
        text: Its words; those that have no translation stay as they are.
        also: What else may stand for a word, by the stem of that one.
    """

    text: str
    also: Alternatives = ()


Part = tuple[str, ...]  # a word, or several, and the terms for it in the other language, the usual one first
Transcribed = Callable[[str], Sequence[str]]  # what articles hold that is written so in Hangul


def translated(topic: str, is_used: Callable[[str], bool], transcribed: Transcribed) -> Translation | None:
    """A topic in English, if it has words in Hangul; else in Korean.

    Args:
        topic: The topic as asked.
        is_used: Tells whether a word stands in any article.
        transcribed: Gives what articles hold that is written so in Hangul.

    Returns:
        None where no word is known, and of what is no topic but a text.
    """
    if len(topic) > _LONGEST_TOPIC:
        return None
    parts = _in_english(topic, transcribed) if _HANGUL.search(topic) else _in_korean(topic)
    return _chosen(parts, is_used)


def _chosen(parts: Sequence[Part], is_used: Callable[[str], bool]) -> Translation | None:
    """Of the terms for each part that which is used; the others that are single words may stand for it."""
    text: list[str] = []
    also: dict[str, frozenset[str]] = {}
    for original, *terms in parts:
        term = next((each for each in terms if all(map(is_used, words(each)))), terms[0] if terms else original)
        text.append(term)
        stems = content_stems(term)
        others = {stem(each) for each in terms if " " not in each} - set(stems)
        if len(stems) == 1 and others:
            also[stems[0]] = frozenset(others) | also.get(stems[0], frozenset())
    known = any(len(part) > 1 for part in parts)
    return Translation(" ".join(dict.fromkeys(text)), tuple(also.items())) if known else None


def is_thing(word: str) -> bool:
    """Whether a Korean word is in the list, and not as the name of somebody.

    Args:
        word: Without particles.
    """
    return word in _english() and word not in _people()


def english_terms(word: str) -> tuple[str, ...]:
    """What a Korean word of the list is in English, the usual term first; none where it isn't in the list.

    Args:
        word: Without particles.
    """
    return _english().get(word, ())


# Korean to English


def _in_english(topic: str, transcribed: Transcribed) -> list[Part]:
    """Each part of a topic with its English terms."""
    found: list[Part] = []
    asked = [word for word in WORD.findall(topic) if without_particles(word) not in STOPWORDS]
    place = 0
    while place < len(asked):
        count, part = _term_at(asked, place)
        found += [part] if part else _parts(asked[place], transcribed)
        place += count
    named = [part for part in found if len(part) > 1]
    return [part for part in found if len(part) > 1 or not named or not _says_little(part[0])]


def _says_little(word: str) -> bool:
    """Whether a word without a translation is no noun, or hardly a word."""
    return len(word) < _LEAST or _TELLING.fullmatch(word) is not None


def _term_at(asked: Sequence[str], place: int) -> tuple[int, Part | None]:
    """How many words from a place on are one term, written apart, and that term's translations."""
    english = _english()
    for count in range(min(_MANY, len(asked) - place), 0, -1):
        *first, last = asked[place : place + count]
        joined = "".join([*first, last])
        for form in (joined, "".join([*first, without_particles(last)])):
            if form in english:
                return count, (form, *english[form])
    return 1, None


def _parts(word: str, transcribed: Transcribed) -> Iterator[Part]:
    """The parts of a word that is in no list: known ones, and what is written as it sounds."""
    runs = _RUNS.findall(word)
    if len(runs) > 1:
        for run in runs:
            yield from _parts(run, transcribed)
    elif not _HANGUL.fullmatch(word):
        yield (word,)
    else:
        plain = without_particles(word)
        known = _compound(plain, transcribed)
        yield from known or [(plain, *(transcribed(word) or transcribed(plain)))]


def _compound(word: str, transcribed: Transcribed) -> list[Part]:
    """A word as known terms one behind the other: "공공주택" of "공공" and "주택"; none where no part is known."""
    for cut in range(len(word) - 1, _LEAST - 1, -1):
        first, rest = word[:cut], word[cut:]
        terms, after = english_terms(first), english_terms(rest)
        if terms and _DERIVED.fullmatch(rest):
            return [(first, *terms)]
        if terms and len(rest) >= _LEAST:
            more = [(rest, *(after or transcribed(rest)))]
            return [(first, *terms), *(more if len(more[0]) > 1 else _compound(rest, transcribed) or more)]
        if after and (sounding := transcribed(first)):
            return [(first, *sounding), (rest, *after)]
    return []


# English to Korean


def _in_korean(topic: str) -> list[Part]:
    korean = _korean()
    asked = words(topic)
    stems = [stem(word) for word in asked]
    found: list[Part] = []
    place = 0
    while place < len(asked):
        counts = range(min(_MANY, len(asked) - place), 0, -1)
        count = next((each for each in counts if tuple(stems[place : place + each]) in korean), 0)
        if count:
            found.append((asked[place], *korean[tuple(stems[place : place + count])]))
        elif asked[place] not in STOPWORDS:
            found.append((asked[place],))
        place += count or 1
    return found


# the list


@cache
def _english() -> Mapping[str, tuple[str, ...]]:
    """English terms by the Korean one."""
    return {korean: english for group, english in _entries() for korean in group}


@cache
def _korean() -> Mapping[tuple[str, ...], tuple[str, ...]]:
    """Korean terms by the stems of the English one."""
    found: dict[tuple[str, ...], list[str]] = {}
    for usual in (True, False):  # first where an English term is the usual one
        for group, english in _entries():
            for term in english[:1] if usual else english[1:]:
                known = found.setdefault(tuple(map(stem, words(term))), [])
                known += [each for each in group if each not in known]
    return {stems: tuple(terms) for stems, terms in found.items()}


@cache
def _entries() -> tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]:
    """Korean terms with the English ones, of each line of the list."""
    lines = [line.split(" = ") for line in _lines() if " = " in line]
    return tuple((tuple(korean.split("|")), tuple(english.split("|"))) for korean, english in lines)


@cache
def _people() -> frozenset[str]:
    lines = _lines()
    return frozenset(word for line in lines[lines.index(_PEOPLE) + 1 :] for word in line.split(" = ")[0].split("|"))


@cache
def _lines() -> list[str]:
    return Path(__file__).with_name("korean_english.txt").read_text(encoding="utf-8").splitlines()
