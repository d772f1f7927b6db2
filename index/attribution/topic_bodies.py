"""Whom "the company" or "the union" means before it has spoken: the only such body that the text has named."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Container, Iterator
from dataclasses import dataclass
from functools import cached_property

from index.attribution.mentions import Blocks, Mention, Sort
from index.attribution.wording import Wording
from index.model import Span
from index.text.common_words import COMMON_WORDS
from index.text.letter_case import CAPITAL
from index.text.name_lists import (
    CALENDAR,
    DEMONYMS,
    FIRM_WORDS,
    GROUPS,
    MANY_PEOPLE,
    NATIONALITIES,
    NOT_NAMES,
    PLACES,
    PLACES_OF_WORDS,
    words_of,
)
from index.text.person_names import POSSESSIVE
from index.text.quotation_marks import INSIDE

_FIRMS = words_of(
    """company firm airline carrier retailer manufacturer automaker carmaker lender insurer brewer operator utility
    broadcaster supermarket chain conglomerate start-up maker publisher developer supplier shipbuilder brewery"""
)
_CHARITIES = words_of("charity nonprofit")
_UNIONS = words_of("union")
_SOCIETIES = words_of("association federation alliance coalition network campaign")
_PARTIES = words_of("party")
_MORE_FIRMS = words_of("steel dairies biologics compute works oil gas cables brewing distillers semiconductor air")
_ANY = words_of("group organisation organization")
_COMPANY = words_of("company firm group")
_UNION_WORDS = words_of("union guild brotherhood association federation")
# What a word of a body's name tells about which nouns can stand for it; "supplier" must be told of a firm.
_BY_WORD = (
    (FIRM_WORDS - words_of("house brothers studios network networks") | _MORE_FIRMS, _COMPANY),
    (words_of("airlines airways air"), words_of("airline carrier")),
    (words_of("ferries rail railways railway trains buses cruises"), words_of("operator")),
    (words_of("bank"), words_of("lender")),
    (words_of("insurance"), words_of("insurer")),
    (words_of("brewery brewing brewers"), words_of("brewer brewery")),
    (words_of("motors"), words_of("carmaker automaker manufacturer")),
    (words_of("semiconductors semiconductor steel electronics"), words_of("manufacturer maker")),
    (words_of("charity trust relief mission"), _CHARITIES | _ANY),
    (_UNION_WORDS, _UNIONS | _ANY),
    (words_of("association federation alliance coalition network forum society campaign"), _SOCIETIES | _ANY),
    (words_of("party"), _PARTIES),
    (words_of("front movement brigade brigades militia resistance"), _ANY),
)
_PUBLIC = words_of(
    """ministry department government administration committee commission council court parliament assembly senate house
    congress police army navy force forces board bureau agency office county city state states university college school
    street road park river lake island islands sea mount north south east west act bill treaty award awards prize day
    war cup week times post news herald press magazine gazette observer telegraph tribune globe chronicle journal"""
)
_NO_NOUN = frozenset({""})  # of a public body, which none of these nouns can mean
_NOUNS = "|".join(sorted(_FIRMS | _CHARITIES | _UNIONS | _SOCIETIES | _PARTIES | _ANY))
_ASKED = re.compile(rf"[Tt]he[ \u00a0](?P<noun>{_NOUNS})")
_SPOKES = r"spokes(?:man|woman|person)"
SPOKEN_FOR = re.compile(
    rf"(?:[Aa]n?|[Tt]he)[ \u00a0](?:{_SPOKES}[ \u00a0](?:for|of)[ \u00a0](?P<body>.+)|"
    rf"(?P<owner>[{CAPITAL}][\w&’'-]*(?:[ \u00a0][{CAPITAL}][\w&’'-]*){{0,4}})[ \u00a0]{_SPOKES})"
)
_WORD = rf"[{CAPITAL}](?:[\w&'’-]|\.(?=\w))*"
# Two firms joined by "and" are two: of one whose name has it, no part is a firm's.
_NAME = re.compile(rf"{_WORD}(?:[ \u00a0](?:(?:of|for|&|the|de)[ \u00a0]){{0,2}}{_WORD})*")
_CALLED_BEFORE = re.compile(rf"(?<![\w-])(?P<noun>{_NOUNS})[ \u00a0]$")
_CALLED_AFTER = re.compile(
    rf", (?:the|an?|one of the|a maker of) (?:(?!(?:of|at|for|in|from|who|with|to|by|and)\b)[\w’'-]+ ){{0,4}}"
    rf"(?P<noun>{_NOUNS})(?=[,.;]| (?:which|that|based|behind|owned|in|for|of)\b)"
)
_FIRM_AFTER = re.compile(
    r"(?:, (?:which|that) (?:makes|runs|operates|sells|employs|produces|manufactures)\b|, a maker of\b|"
    r",? (?:Inc|Ltd|PLC|plc|AG|Corp|GmbH|LLC|SpA)\b|"
    r"['’]s? (?:shareholders|customers|subsidiary|subsidiaries|chief executive|share price)\b)"
)
_ASIDE = re.compile(r"\b(?:near|by|from|at|with|off|against|behind|outside|for|to)[ \u00a0](?:the[ \u00a0])?$")
_OFFICER_OF = re.compile(
    r"\b(?:chief executive|finance director|boss|shareholders|customers|chairman|CEO) (?:of|at|in) $"
)
_UNNAMED = "|".join(sorted(_FIRMS | words_of("consultancy subsidiary bank supplier contractor")))
_OTHERS = (
    r"(?<!, )\b(?:[Aa]n?|[Aa]nother|[Oo]ne|[Oo]ther|[Ee]ach|[Rr]ival|[Tt]wo|[Bb]oth|[Ss]everal|[Ss]ome|"
    r"[Ii]ts|[Tt]heir|[Hh]is|[Hh]er) "
    r"(?:(?!(?:the|its|his|her|their)\b)[\w-]+ ){0,3}"
)
_PLACED = re.compile(
    r"\b(?:[Ii]n|[Aa]t|[Nn]ear|[Ff]rom|[Tt]o|[Oo]ff|[Aa]cross|[Oo]utside|[Ww]ithin)[ \u00a0](?:the[ \u00a0])?$"
)
_NO_BODIES = (PLACES, DEMONYMS, NATIONALITIES, CALENDAR, NOT_NAMES)
_LEAD = 40  # code points of a paragraph within which its subject begins
_MOST = 300  # names of a text in which a noun plainly means one of them
_BACK = 1  # blocks before the phrase's own in which no other body may stand


@dataclass(frozen=True, slots=True)
class _Body:
    at: int
    end: int
    name: str
    nouns: frozenset[str]  # that can stand for it; empty where nothing tells what it is


class TopicBodies:
    """The bodies of one text that a common noun can mean.

    Args:
        wording: The words of the text.
        blocks: Its blocks.
        states: Which code points are quoted.
        mentions: Its names.
        of_people: Where those names stand that are known to be people's.
    """

    def __init__(
        self, wording: Wording, blocks: Blocks, states: bytes, mentions: list[Mention], of_people: Container[Span]
    ) -> None:
        self._wording, self._blocks, self._states = wording, blocks, states
        self._others: dict[str, bool] = {}  # of nouns asked for
        people = (m.span for m in mentions if m.sort is Sort.PERSON or m.span in of_people)
        self._people = sorted(span for span in people if span[0] >= 0)

    def meant(self, start: int, end: int) -> str | None:
        """The name of the body that a phrase means.

        Args:
            start: Where the phrase begins.
            end: Where it ends.

        Returns:
            The fullest form of the name; None where the phrase is no such noun, where the text has named no body or
            several that fit, where another one without a name may be meant, or where another name stands closer.
        """
        asked = _ASKED.fullmatch(self._wording.text, start, end)
        if asked is None or len(self._named) > _MOST or self._tells_of_another(asked["noun"]):
            return None
        named = [body for body in self._named if body.end <= start]
        fits = [body for body in named if asked["noun"] in body.nouns]
        fits = self._led_by(fits, start) or fits
        fullest = max((body.name for body in fits), key=len, default="")
        if not fullest or any(not _is_form(body.name, fullest) for body in fits):
            return None
        others = [body for body in named if not _is_form(body.name, fullest)]
        plain = any(not self._is_aside(body) for body in fits)
        return fullest if plain and not self._is_rivalled(others, fits[-1].at, start) else None

    def _is_aside(self, body: _Body) -> bool:
        """Whether a name only tells where or by whom, or whose something is: "near Estmar Ferries’ pier"."""
        text = self._wording.text
        owner = text[body.end - 1] in "’'" or text[body.end - 2 : body.end] in {"’s", "'s"}
        return owner or _ASIDE.search(text, max(0, body.at - 14), body.at) is not None

    def _led_by(self, fits: list[_Body], at: int) -> list[_Body]:
        """The only one of several bodies that the block of a place names, if the block begins with it."""
        first = self._blocks.spans[self._blocks.number(at)][0]
        here = [body for body in fits if body.at >= first]
        return here if len({body.name for body in here}) == 1 and here[0].at - first <= len("The ") else []

    def known(self, name: str) -> str | None:
        """The fullest form of a body's name that the text has anywhere; None where several begin so, or none.

        Args:
            name: A form of it, such as "Torrent".
        """
        names = {body.name for body in self._named[:_MOST] if body.nouns - _NO_NOUN and _is_form(name, body.name)}
        return names.pop() if len(names) == 1 else None

    def subject(self, at: int) -> str | None:
        """The body with which the paragraph of a place begins, if nothing since then may be meant by "it" as well.

        Args:
            at: The place.

        Returns:
            "The charity Open Door is full. “We cope,” it said.": the fullest form of the name, or None.
        """
        text, first = self._wording.text, self._blocks.spans[self._blocks.number(at)][0]
        phrase = _ASKED.match(text, first, at)
        name = self.meant(*phrase.span()) if phrase and text[phrase.end() : phrase.end() + 1] == " " else None
        here = [body for body in self._named[:_MOST] if first <= body.at < at]
        if name is None and here and here[0].at - first <= _LEAD and here[0].nouns - _NO_NOUN:
            name, here = here[0].name, here[1:]
        others = any(not _is_form(body.name, name) for body in here) if name else True
        return None if others or self._has_person(first, at) else name

    def _has_person(self, start: int, end: int) -> bool:
        return any(start <= person[0] < end for person in self._people)

    def _is_rivalled(self, others: list[_Body], last: int, at: int) -> bool:
        """Whether another name may be meant: a firm's in the block or the one before, or any that stands closer."""
        own = self._blocks.number(at)
        near = [body for body in others if self._blocks.number(body.at) >= own - _BACK]
        firms = any(not body.nouns.isdisjoint(_FIRMS | _ANY) for body in near)
        unknown = (body for body in near if not body.nouns)
        return firms or any(
            body.at > last or (" " in body.name and self._blocks.number(body.at) == own) for body in unknown
        )

    def _tells_of_another(self, noun: str) -> bool:
        """Whether the text speaks of one or more such bodies without naming them: "a group of hikers"."""
        if noun not in self._others:
            nouns = _UNNAMED if noun in _FIRMS else noun
            others = re.compile(f"{_OTHERS}(?:{nouns})s?\\b").finditer(self._wording.text)
            self._others[noun] = any(not self._is_called(match.end()) for match in others)
        return self._others[noun]

    def _is_called(self, at: int) -> bool:
        """Whether a name follows a place."""
        return re.match(rf"[ \u00a0,]+(?:called )?[{CAPITAL}]", self._wording.text[at : at + 12]) is not None

    @cached_property
    def _named(self) -> list[_Body]:
        """Names that are no person's and no place's, in order."""
        return list(self._read())

    def _read(self) -> Iterator[_Body]:
        text = self._wording.text
        for number, (first, last) in enumerate(self._blocks.spans):
            if number in self._blocks.headings:
                continue
            for match in _NAME.finditer(text, first, last):
                if self._states[match.start()] != INSIDE and not self._is_of_person(match.span()):
                    body = self._body(match)
                    if body is not None:
                        yield body

    def _is_of_person(self, span: Span) -> bool:
        place = bisect_right(self._people, (span[1], 0)) - 1
        return place >= 0 and self._people[place][1] > span[0]

    def _body(self, match: re.Match[str]) -> _Body | None:
        start, end = match.span()
        words = match.group().replace("\u00a0", " ").split(" ")
        while words and words[0].lower().strip(".,’'") in NOT_NAMES - GROUPS:
            start += len(words[0]) + 1
            words = words[1:]
        if words[1:2] == ["of"] and words[0].lower() not in _UNION_WORDS | _PUBLIC | {"bank"}:
            behind = 3 if words[2] == "the" else 2  # "Fighters of the [Azaref Front]"
            start += len(" ".join(words[:behind])) + 1
            words = words[behind:]
        name = POSSESSIVE.sub("", " ".join(words)).strip(".,")
        bare = [word.lower().strip(".,") for word in name.split()]
        if not bare or self._is_no_body(bare, start):
            return None
        nouns = self._nouns(bare, name, start)
        if not nouns and len(bare) == 1 and self._only_begins(start):
            return None
        return _Body(start, end, name, nouns)

    def _is_no_body(self, bare: list[str], start: int) -> bool:
        """Whether words name a time, a place or many people, or are common ones with a capital."""
        word = bare[0] if len(bare) == 1 else ""
        if word and (word in COMMON_WORDS or word in self._wording.small):
            return True
        if (bare[-1] in MANY_PEOPLE and bare[0] not in _UNION_WORDS) or " ".join(bare) in PLACES_OF_WORDS:
            return True
        if all(any(word in group for group in _NO_BODIES) for word in bare):
            return True
        return _PLACED.search(self._wording.text, max(0, start - 14), start) is not None and len(bare) == 1

    def _only_begins(self, start: int) -> bool:
        """Whether a word has its capital at the beginning of sentences alone, so that nothing tells it to be a name."""
        text = self._wording.text
        match = re.compile(r"\w+").match(text, start)
        places = self._wording.places(match.group()) if match else []
        return all(not text[max(0, at - 2) : at].strip('“"‘ \n') or text[at - 2] in ".!?”" for at in places)

    def _nouns(self, bare: list[str], name: str, start: int) -> frozenset[str]:
        text, end = self._wording.text, start + len(name)
        before = _CALLED_BEFORE.search(text, max(0, start - 16), start)
        after = _CALLED_AFTER.match(text, end)
        called = {match["noun"] for match in (before, after) if match}
        if called:
            return frozenset(called | (_COMPANY if called & _FIRMS else _ANY))
        if _FIRM_AFTER.match(text, end) or _OFFICER_OF.search(text, max(0, start - 24), start):
            return _COMPANY
        if not _PUBLIC.isdisjoint(bare):
            return _NO_NOUN
        if len(bare) < 2:
            return frozenset()
        return frozenset(noun for words, nouns in _BY_WORD if bare[-1] in words or bare[0] in words for noun in nouns)


def _is_form(name: str, fullest: str) -> bool:
    """Whether a name is the fullest form or the beginning of it: "Torrent" of "Torrent Minerals"."""
    return fullest == name or fullest.startswith(name + " ")


def stands_for(noun: str, name: tuple[str, ...]) -> bool:
    """Whether a noun can stand for a body by a word of its name: "union" for "Rail Workers' Association".

    Args:
        noun: The noun, in small letters.
        name: The words of the body's name.
    """
    bare = [word.lower().strip(".,") for word in name]
    if noun in _ANY:
        return _PUBLIC.isdisjoint(bare)
    return any(noun in nouns and not words.isdisjoint(bare) for words, nouns in _BY_WORD) and _PUBLIC.isdisjoint(bare)


def is_of_other_kind(noun: str, name: tuple[str, ...]) -> bool:
    """Whether a word of a body's name tells that a noun can't stand for it: "company" for "Brotherhood of Miners".

    Args:
        noun: The noun, in small letters.
        name: The words of the body's name.
    """
    bare = [word.lower().strip(".,") for word in name]
    kinds = [nouns for words, nouns in _BY_WORD if not words.isdisjoint(bare)]
    return bool(kinds) and not any(noun in nouns for nouns in kinds)
