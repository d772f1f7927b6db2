"""Whoever a question describes without naming them, by what articles tell of those who speak in them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from index.answering.lookup import Lookup
from index.answering.reading.descriptions import Description
from index.answering.reading.office_words import SHORT
from index.answering.reading.offices import is_head
from index.answering.reading.tokens import Token, tokens
from index.model import Article, Filter, Person, Question, Span
from index.search.fusion import by_words
from index.search.speakers import title_in_name
from index.text.name_lists import OCCUPATIONS, ROLES

PASSAGES = 24  # by the words of the description and of the topic, in whose articles those are looked for
ARTICLES = 10  # of these at most
NAMED = 12  # places of a name in an article that are looked at
BEFORE, AFTER = 8, 14  # words before and behind a name in which it is told who its bearer is
READ_BEFORE, READ_BEHIND = 160, 400  # code points in which these stand
MEANT = 4  # words at the beginning of the next sentence that mean whoever was named last
OFTEN = 3  # times that an article on a place names it
SAID_LATELY = 60  # passages in which somebody spoke, in whose articles a place is looked for
NEARLY_ALL = 0.75  # share of these
ABBREVIATED = 4  # letters of a short form, at most, behind which a full stop ends no sentence
_DATELINE = re.compile(r"([A-ZÀ-Þ][A-ZÀ-Þ .'’-]{3,}(?:, [^—–.]{2,30})?) [—–-] ")
_APPOSED = frozenset({",", "(", ", ("})
_TELLS = frozenset("is was who as of from became has had".split())  # behind a name, before what its bearer is


def described(words: str, asked: Question, lookup: Lookup) -> list[Person]:
    """The people on record whom articles on a topic describe so where they name them, who is found first first.

    Where nobody is plainly called so, whoever has the title in an article on a place, and alone of those who have it
    speaks nearly always of that place: "the governor of Kivik" is the Governor Quell who speaks in Kivik.

    Args:
        words: For somebody, as the question has them.
        asked: The question, with its topic.
        lookup: Where articles are read.
    """
    description = Description.read(words)
    if description is None:
        return []
    articles = _articles(f"{words} {asked.topic or ''}", asked, lookup)
    speaking = [(article, _speaking(article, lookup)) for article in articles]
    found = {each.id: each for article, those in speaking for each in _introduced(article, those, description)}
    if not found and description.telling:
        there = (_titled_there(article, those, description, lookup) for article, those in speaking)
        found = {each.id: each for each in there if each is not None}
    return list(found.values())


def _titled_there(
    article: Article, speaking: Sequence[Person], description: Description, lookup: Lookup
) -> Person | None:
    """The one speaker of an article on a place who has the title asked for and speaks nearly always of that place."""
    if not _is_on(article, description):
        return None
    titled = _introduced(article, speaking, replace(description, telling=()))
    there = [each for each in titled if _speaks_there(each, description, lookup)]
    return there[0] if len(there) == 1 else None


def _introduced(article: Article, speaking: Sequence[Person], description: Description) -> list[Person]:
    """Those of the people who speak in an article whom it describes so."""
    surnames = {each.name.split()[-1] for each in speaking}
    return [each for each in speaking if _is_introduced(article, each, surnames - {each.name.split()[-1]}, description)]


def _is_on(article: Article, description: Description) -> bool:
    """Whether an article is on the places by which somebody is described, and not written from another one."""
    dateline = _DATELINE.match(article.text)
    if dateline and not description.places_in(dateline[1].title()):
        return False
    return description.places_in(article.title or "") or description.places_in(article.text, OFTEN)


def _speaks_there(person: Person, description: Description, lookup: Lookup) -> bool:
    """Whether nearly all articles in which somebody spoke lately name the places by which they are described."""
    latest = lookup.retriever.latest(Filter(people=(person.id,)), SAID_LATELY, statements=True)
    articles = lookup.store.articles(dict.fromkeys(document.hit.article for document in latest)).values()
    naming = sum(description.places_in(f"{each.title or ''} {each.text}") for each in articles)
    return naming >= NEARLY_ALL * len(articles)


def _articles(text: str, asked: Question, lookup: Lookup) -> list[Article]:
    """The articles of the best passages by some words, of those that the question allows."""
    allowed = lookup.retriever.matching(asked.filter) if asked.filter.bounds_articles else None
    hits = by_words(text, lookup.retriever.passages, allowed, depth=PASSAGES)
    ids = list(dict.fromkeys(hit.article for hit in hits))[:ARTICLES]
    articles = lookup.store.articles(ids)
    return [articles[id] for id in ids if id in articles]


def _speaking(article: Article, lookup: Lookup) -> list[Person]:
    """Those people on record who speak in an article, groups and organisations left out."""
    rows = lookup.store.reads.touching([(article.id, 0, len(article.text))]).get(article.id, [])
    ids = {row.person for row in rows if row.person is not None}
    people = lookup.store.remembered(ids, lookup.generation)
    return [people[id] for id in sorted(ids) if id in people and not people[id].organisation]


def _is_introduced(article: Article, person: Person, others: Collection[str], description: Description) -> bool:
    """Whether somewhere all of a description stands beside somebody's name, or in a title of theirs.

    Args:
        article: In which they speak.
        person: Whoever it is.
        others: Surnames of others who speak in it.
        description: What is to be told of them.
    """
    if description.names(person.name):
        return False
    text = f"{article.title or ''}\n{article.text}"
    surname = person.name.split()[-1]
    forms = "|".join(map(re.escape, (surname, surname.upper())))  # a transcript's label is in capitals
    places = islice(re.finditer(rf"\b(?:{forms})\b", text), NAMED)
    near = (_Introduction.at(text, place.span(), person, others) for place in places)
    called = (*person.roles, title_in_name(person))
    return any(description.fits(beside, called) for each in near for beside in each.beside())


@dataclass(frozen=True, slots=True)
class _Introduction:
    """A place where an article names somebody, with what stands beside the name.

    Attributes:
        text: What is read of the article.
        words: Of the text.
        first: Place of the name's first word among these.
        last: Place of its last word.
        others: Surnames of others who speak in the article.
    """

    text: str
    words: Sequence[Token]
    first: int
    last: int
    others: Collection[str]

    @classmethod
    def at(cls, text: str, surname: Span, person: Person, others: Collection[str]) -> _Introduction:
        """The one at a surname in an article's text."""
        begin = max(0, surname[0] - READ_BEFORE)
        near = text[begin : surname[1] + READ_BEHIND]
        words = tokens(near)
        last = next(place for place, word in enumerate(words) if begin + word.end > surname[0])
        own, first = {*person.name.split(), *person.name.upper().split()}, last
        while first and words[first].joined and words[first - 1].text in own:
            first -= 1
        return cls(near, words, first, last, others)

    def beside(self) -> Iterator[list[str]]:
        """The words that tell of the name's bearer, in small letters: around it, and what means them next."""
        yield [self.words[each].small for each in (*self._before(), *self._behind())]
        yield [self.words[each].small for each in self._meant_next()]

    def _before(self) -> Iterator[int]:
        """Places of the words before the name that lead to it: "the mayor of Dunmere, Tom Quell,"."""
        apposed = self.first > 0 and self._gap(self.first - 1) == ","
        if apposed and self.last + 1 < len(self.words) and self._gap(self.last) not in _APPOSED:
            return  # "The mayor of Dunmere, Quell said"
        if not apposed and self.first and not _is_title(self.words[self.first - 1].small):
            return  # "the mayor of Dunmere rebuffs Quell"
        for place in range(self.first - 1, max(-1, self.first - 1 - BEFORE), -1):
            if not (self._is_close(place) or (apposed and place == self.first - 1)) or self._is_other(place):
                return
            yield place

    def _behind(self) -> Iterator[int]:
        """Places of the words behind the name that tell of its bearer: ", the mayor of Dunmere,"."""
        after = self.last + 1
        if after >= len(self.words):
            return
        if self._gap(self.last) not in _APPOSED and self.words[after].small not in _TELLS:
            return
        for place in range(after, min(len(self.words), after + AFTER)):
            apposed = self._gap(place - 1) in {",", "(", ")", "),", ", ("}
            if not (self._is_close(place - 1) or apposed) or self._is_other(place):
                return
            yield place

    def _meant_next(self) -> range:
        """Places of the words with which the next sentence means whoever was named last: "The mayor of Dunmere"."""
        end = self.last
        while end + 1 < len(self.words) and self._is_inside(end):
            end += 1
            if self.words[end].capital:
                return range(0)  # somebody or something else was named
        if end + 1 >= len(self.words) or self.words[end + 1].text != "The":
            return range(0)
        found = range(end + 2, min(len(self.words), end + 2 + MEANT))
        return range(0) if any(map(self._is_other, found)) else found

    def _gap(self, place: int) -> str:
        """What stands between a word and the next one, but for blanks."""
        end = self.words[place].end + (2 if self.words[place].possessive else 0)
        return self.text[end : self.words[place + 1].start].strip(" '’s")

    def _is_close(self, place: int) -> bool:
        """Whether a word and the next one belong together; a full stop behind a short form parts nothing."""
        gap, word = self._gap(place), self.words[place]
        return gap in {"", "-", "/", "&"} or (gap == "." and word.capital and len(word.text) <= ABBREVIATED)

    def _is_inside(self, place: int) -> bool:
        """Whether the next word stands in the same sentence."""
        return self._is_close(place) or not any(sign in self._gap(place) for sign in ".?!\n")

    def _is_other(self, place: int) -> bool:
        return self.words[place].text in self.others or self.words[place].text.capitalize() in self.others


def _is_title(small: str) -> bool:
    """Whether a word before a name may say what its bearer is."""
    return is_head(SHORT.get(small, small).split()[-1]) or small in ROLES or small in OCCUPATIONS
