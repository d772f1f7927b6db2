"""Looking up what fits a question: documents found, candidates read and ranked, and quotes made of them."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from index.answering.aboutness import OF_ANYBODY, OF_ONE, Doubt
from index.answering.candidates import Candidate, CandidateReader
from index.answering.ranking import (
    NEAR_TOPIC,
    OF_ANYTHING,
    TWO,
    asks_for_number,
    holds_name,
    minimum_coverage,
    rank,
    topic_stems,
    without_chance,
    without_halves,
)
from index.answering.reading.countries import same_place
from index.answering.topic_articles import articles_on, statements_in
from index.model import Article, Kind, Person, Question, Quote
from index.search.fusion import DEPTH, RankedHit
from index.search.other_language import in_other_language
from index.search.retrieval import Retriever, SearchResult
from index.store.reads import span
from index.store.store import Store
from index.text.topic_matches import Alternatives, TopicQuery
from index.text.translation import Translation
from index.text.unclear_quotes import with_paragraphs

TOLD = 20  # passages with the topic's words, whose speakers may speak of it in others, or that may ask somebody of it
NEAREST = 10  # passages nearest in meaning to a topic, whose speakers may speak of it in other words
OTHER_LANGUAGE = 0.2  # by how much words in the other language must be better to come before those in the asked one
ASKED = 0.75  # share of a topic's words, weighed, from which a question with them is surely on it
ASKED_OF = 0.25  # by how much an answer to a question on a topic must be better than words on it
SAYS_IT = 0.9  # share of a topic's words in somebody's own from which what they were asked is no matter
OF_ARTICLE = 12  # statements in an article on a topic that are looked at
_PRONOUNS = frozenset("it that this they them these those".split())
_QUOTED = {Kind.DIRECT, Kind.MIXED}
_HANGUL = re.compile("[가-힣]")


@dataclass(frozen=True, slots=True)
class Lookup:
    """Where quotes are looked up, as it was at one moment.

    Attributes:
        store: The articles.
        generation: The store's, read once.
        retriever: Finds documents.
    """

    store: Store
    generation: int
    retriever: Retriever
    _translations: dict[str, Translation | None] = field(default_factory=dict)

    def translation(self, topic: str) -> Translation | None:
        """A topic in the other language of the library; None where it has none, or no word of it is known.

        Args:
            topic: As asked.
        """
        if topic not in self._translations:
            self._translations[topic] = in_other_language(topic, self.retriever.passages, self.store.reads)
        return self._translations[topic]

    def candidates(
        self,
        asked: Question,
        people: tuple[int, ...] | None,
        depth: int,
        most: int | None = None,
        statements: bool = True,
        in_other_words: bool = False,
    ) -> list[Candidate]:
        """What fits the question, best first.

        By the topic's words; on demand, where none of somebody's quoted words hold enough of them, also by all else
        that tells that their words are about the topic (`Aboutness`). Where nobody is asked for, what has few of the
        words must be near enough in meaning, or, on demand, surely about the topic.

        Args:
            asked: The question.
            people: Whose words; None means anybody's who is known.
            depth: Passages from each ranking.
            most: How many are wanted; None means all.
            statements: Whether statements are wanted; else passages.
            in_other_words: Whether what somebody said counts, too, that holds few of the topic's words.
        """
        if not asked.topic:
            reader = CandidateReader(self.store, TopicQuery(()), statements)
            latest = self.retriever.latest(replace(asked.filter, people=people), depth, statements)
            reader.read([document.hit for document in latest], 0.0)
            return rank(latest, reader.candidates, 0.0, asked.direct_only, most)
        found = self._on_topic(asked, (), people, depth, most, statements, in_other_words)
        if translation := self.translation(asked.topic):
            other = replace(asked, topic=translation.text)
            also = self._on_topic(other, translation.also, people, depth, most, statements, in_other_words)
            theirs = {id(each) for each in also}
            found = sorted([*found, *also], key=lambda each: OTHER_LANGUAGE * (id(each) in theirs) - each.score)[:most]
        return found

    def _on_topic(
        self,
        asked: Question,
        also: Alternatives,
        people: tuple[int, ...] | None,
        depth: int,
        most: int | None,
        statements: bool,
        in_other_words: bool,
    ) -> list[Candidate]:
        """What fits a question with a topic, in the topic's language.

        Args:
            asked: The question.
            also: What else may stand for a stem of the topic.
            people: Whose words; None means anybody's who is known.
            depth: Passages from each ranking.
            most: How many are wanted; None means all.
            statements: Whether statements are wanted; else passages.
            in_other_words: Whether what somebody said counts, too, that holds few of the topic's words.
        """
        wanted = replace(asked.filter, people=people)
        assert asked.topic
        stems = topic_stems(asked.topic, asked.text)
        reader = CandidateReader(self.store, TopicQuery(stems, also), statements, self.retriever.passages.rarity(stems))
        if people is None and _tells_nothing(asked.topic, stems):
            return []
        search = self.retriever.search(
            asked.topic, reader.topic.matching_stems, wanted, depth, statements, _words_of(also)
        )
        coverage, numbers = minimum_coverage(stems), asks_for_number(asked.text)
        reader.read(search.by_words, coverage)  # while the search by meaning goes on
        by_meaning = search.by_meaning()
        reader.read(by_meaning, coverage)
        ranked = search.ranked([*search.by_words, *by_meaning])
        if people is None and not asked.premise:
            ranked = without_chance(ranked, reader.candidates, self._has_strange_word(reader.rarities))
        ranked = without_halves(ranked, reader.candidates, reader.of_article)
        found = rank(ranked, reader.candidates, coverage, asked.direct_only, most, numbers)
        if people is not None and statements and all(each.own < SAYS_IT for each in found):
            answers = self._answers(asked, also, people)
            found = sorted([*found, *answers], key=_worth, reverse=True)[:most]
        if people is None or not statements:
            if found:
                return found
            near = search.nearer_than(NEAR_TOPIC)
            reader.read(near, 0.0)
            found = rank(search.ranked(near), reader.candidates, 0.0, asked.direct_only, most, numbers)
            doubt = OF_ANYBODY
        else:
            doubt = OF_ONE
        if in_other_words:
            found = self._in_other_words(asked, found, search, reader, most, doubt)[:most]
            if not found and _HANGUL.search(asked.topic):  # whose meaning the model may not read
                found = self._in_articles_on(asked, also, people, surely=True)[:most]
        return found

    def _answers(self, asked: Question, also: Alternatives, people: tuple[int, ...]) -> list[Candidate]:
        """What some people said in answer to reporters' questions on a topic, which their own words leave out."""
        told = self._on_topic(asked, also, None, TOLD, None, statements=False, in_other_words=False)
        return [each for each in told if each.is_answer and each.statement and each.statement.person in people]

    def _has_strange_word(self, rarities: Sequence[float]) -> bool:
        """Whether one of a topic's two words stands in no passage."""
        return len(rarities) == TWO and max(rarities) >= math.log(len(self.retriever.passages) + 1)

    def in_articles_on(self, asked: Question) -> list[Candidate]:
        """What anybody said in articles that are about a topic as their titles and beginnings tell, best first."""
        found = self._in_articles_on(asked, ())
        if translation := self.translation(asked.topic or ""):
            found += self._in_articles_on(replace(asked, topic=translation.text), translation.also)
        return found

    def _in_articles_on(
        self, asked: Question, also: Alternatives, people: tuple[int, ...] | None = None, surely: bool = False
    ) -> list[Candidate]:
        stems = topic_stems(asked.topic or "", asked.text)
        rarity = self.retriever.passages.rarity(stems)
        reader = CandidateReader(self.store, TopicQuery(stems, also), statements=True, rarities=rarity)
        search = self.retriever.search(
            asked.topic or "", reader.topic.matching_stems, asked.filter, DEPTH, False, _words_of(also)
        )
        articles = articles_on(reader.topic, search.by_words, self.store.reads, surely)
        found = statements_in(articles, replace(asked.filter, people=people), self.retriever, OF_ARTICLE)
        reader.read(found, 0.0)
        return rank(search.ranked(found), reader.candidates, 0.0, asked.direct_only)

    def quotes(self, candidates: Sequence[Candidate]) -> tuple[Quote, ...]:
        """Candidates as quotes; an article that was removed just now is left out."""
        articles = self.store.articles(id for each in candidates for id in (each.article, *each.also))
        statements = [each.statement for each in candidates if each.statement]
        people = self.store.remembered(
            {id for row in statements for id in (row.person, row.via) if id}, self.generation
        )
        return with_paragraphs(_quote(each, articles, people) for each in candidates if each.article in articles)

    def _in_other_words(
        self,
        asked: Question,
        found: list[Candidate],
        search: SearchResult,
        reader: CandidateReader,
        most: int | None,
        doubt: Doubt,
    ) -> list[Candidate]:
        """What was found by the topic's words and, where none of it is quoted, what somebody said on it in others."""
        if any(each.kind in _QUOTED and not _is_partly_asked(each) for each in found):
            return found
        # Else nothing was found, or only what is reported of them.
        near = search.ranked([*search.in_passages_with_words(TOLD), *search.nearest_first(NEAREST)])
        near = self._where_countries_are_named(near, reader.topic)
        topic = asked.topic or ""
        reader.read_about(near, holds_name(topic), self.retriever.likeness(topic), doubt)
        near = without_halves(near, reader.candidates, reader.of_article)
        about = rank(near, reader.candidates, 0.0, asked.direct_only, most, asks_for_number(asked.text))
        shown = {each.text for each in found}
        if doubt is OF_ANYBODY:  # what has some of the words by chance is left out
            shown.update(each.text for each in about if not each.about)
        added = [each for each in about if each.text not in shown]
        is_little = all(each.weighed < ASKED for each in found)
        if is_little or any(each.kind in _QUOTED for each in found):
            return sorted([*found, *added], key=_worth, reverse=True)
        return [*found, *added]

    def _where_countries_are_named(self, ranked: list[RankedHit], topic: TopicQuery) -> list[RankedHit]:
        """Documents of the articles that name each country of a topic: a war in another one is another war."""
        countries = _countries_in(topic)
        if not countries:
            return ranked
        articles = self.store.articles({each.hit.article for each in ranked})
        texts = {id: f"{article.title}. {article.text}" for id, article in articles.items()}
        naming = {id for id, text in texts.items() if all(countries.find(text).stem_weights(0, len(text)))}
        return [each for each in ranked if each.hit.article in naming]


def _countries_in(topic: TopicQuery) -> TopicQuery:
    """The countries of a topic, each by all words for it."""
    stems = tuple(each for each in topic.topic_stems if same_place(each))
    return TopicQuery(stems, tuple((each, same_place(each)) for each in stems))


def _worth(candidate: Candidate) -> float:
    """How well somebody's words answer; those that leave the topic to a question come behind those that name it."""
    return candidate.score - ASKED_OF * candidate.is_answer


def _is_partly_asked(candidate: Candidate) -> bool:
    """Whether words answer a question that holds only a part of the topic's words, as many do by chance."""
    return candidate.is_answer and candidate.weighed < ASKED


def _words_of(also: Alternatives) -> list[str]:
    """Further words to search by."""
    return sorted(set().union(*(words for _, words in also)))


def _tells_nothing(topic: str, stems: Sequence[str]) -> bool:
    """Whether a topic is "it", or has no other words than "get" and the like, which are said of anything."""
    return topic in _PRONOUNS or (bool(stems) and OF_ANYTHING.issuperset(stems) and not holds_name(topic))


def _quote(candidate: Candidate, articles: Mapping[int, Article], people: Mapping[int, Person]) -> Quote:
    article, row = articles[candidate.article], candidate.statement
    cue = span(row.cue) if row else None
    return Quote(
        article,
        candidate.start,
        candidate.end,
        speaker=people.get(row.person) if row and row.person else None,
        via=people.get(row.via) if row and row.via else None,
        kind=candidate.kind,
        cue=article.text[cue[0] : cue[1]] if cue else None,
        score=candidate.score,
        parts=candidate.parts,
        also=tuple(articles[id] for id in candidate.also if id in articles),
    )
