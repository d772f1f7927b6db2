"""Who spoke of something, or took a side on it: of each person the best words, and how many there are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from index.answering.candidates import Candidate
from index.answering.lookup import Lookup
from index.answering.premises import Premise
from index.answering.ranking import by_speaker
from index.answering.reading.office_words import SHORT, role_words
from index.model import Answer, Kind, Question, Quote, Tally
from index.search.speakers import SpeakerDirectory
from index.silence import Reason, Silence

EVERYBODY = 200  # passages from each ranking for who spoke of something
LOOKED_AT = 12  # quotes in which it is looked for whether somebody did something
TOLD_NEAR = 300  # characters on either side of somebody's words in which it is told what they did
OF_BEST = 0.5  # of the best score, below which somebody hardly spoke of what others did speak of


@dataclass(frozen=True, slots=True)
class WhoSpoke:
    """Answers who spoke, from the same as `Answerer`.

    Attributes:
        lookup: Where quotes are looked up.
        directory: The people on record.
    """

    lookup: Lookup
    directory: SpeakerDirectory

    def answer(self, asked: Question, limit: int) -> Answer:
        """The best words of each who spoke on a topic, or did what is asked about, the best first."""
        groups = self._speakers_on(asked)
        if not groups:
            return self._nobody_did(asked, limit)
        people = self.lookup.store.remembered(set(groups), self.lookup.generation)
        order = sorted(
            (id for id in groups if id in people), key=lambda id: (-groups[id][0].score, people[id].organisation)
        )
        best = self.lookup.quotes([groups[id][0] for id in order[:limit]])
        tallies = tuple(Tally(quote.speaker, len(groups[quote.speaker.id]), quote) for quote in best if quote.speaker)
        return Answer(asked, tuple(tally.best for tally in tallies), tallies=tallies)

    def _nobody_did(self, asked: Question, limit: int) -> Answer:
        """Where nobody plainly did what is asked about: who spoke of it, if anybody, which is said."""
        topic = asked.topic or ""
        if not asked.premise:
            return Answer(
                asked, reasons=(Reason(Silence.NO_SPEAKER, topic=topic),), people=self.directory.most_quoted()
            )
        spoke = self._spoke_on(asked, limit)
        if spoke:
            return Answer(asked, spoke, reasons=(Reason(Silence.WHO_SPOKE, topic=topic),))
        return Answer(asked, reasons=(Reason(Silence.NOBODY_DID, topic=topic),), people=self.directory.most_quoted())

    def _spoke_on(self, asked: Question, limit: int) -> tuple[Quote, ...]:
        """The best words of each who spoke in the articles on a topic, or used its words, but for those not wanted."""
        groups = by_speaker(self.lookup.in_articles_on(asked))
        wanted = self._wanted(asked, groups)
        best = [theirs[0] for id, theirs in groups.items() if id in wanted]
        if best:
            # Whoever is quoted tells more of what they think than who is only reported.
            best.sort(key=lambda each: (each.kind is Kind.INDIRECT, -each.score))
            return self.lookup.quotes(best[:limit])
        return () if asked.without else self.answer(replace(asked, premise=None), limit).quotes

    def _speakers_on(self, asked: Question) -> dict[int, list[Candidate]]:
        """Those who spoke on a topic or did what is asked about, but for those who are not wanted."""
        in_other_words = not asked.premise and not asked.without
        groups = by_speaker(self.lookup.candidates(asked, None, EVERYBODY, in_other_words=in_other_words))
        groups = self._doing(asked, Premise.read(asked.premise), groups) if asked.premise else _near_the_best(groups)
        wanted = self._wanted(asked, groups)
        found = {id: theirs for id, theirs in groups.items() if id in wanted}
        if found or asked.premise or not asked.without:
            return found
        others = by_speaker(self.lookup.in_articles_on(asked))
        wanted = self._wanted(asked, others)
        return {id: theirs for id, theirs in others.items() if id in wanted}

    def _wanted(self, asked: Question, people: Iterable[int]) -> set[int]:
        """Of some people those who hold the role that is asked for, and are not named as those not wanted."""
        unwanted = {id for name in asked.without for match in self.directory.matching(name) for id in match.ids}
        found = set(people) - unwanted
        if not asked.role:
            return found
        return found & self.directory.in_role({asked.role, *role_words(SHORT.get(asked.role, asked.role))})

    def _doing(
        self, asked: Question, premise: Premise, groups: dict[int, list[Candidate]]
    ) -> dict[int, list[Candidate]]:
        """Those of some people who do what is asked about, such as to criticise something, with words that show it.

        Those are looked at as well who use none of the topic's words in articles on it.
        """
        doing: dict[int, list[Candidate]] = {}
        contrary: set[int] = set()
        by_articles = by_speaker(self.lookup.in_articles_on(asked))
        for id in dict.fromkeys((*groups, *by_articles)):
            own = {_place(each): each for each in groups.get(id, ())[:LOOKED_AT]}
            near = {_place(each): each for each in by_articles.get(id, ())[:LOOKED_AT] if _place(each) not in own}
            for quote in self.lookup.quotes([*own.values(), *near.values()]):
                place = (quote.article.id, quote.start, quote.end)
                does = premise.is_done_in(quote, _around(quote), _surname(quote), place in near)
                if does:
                    doing.setdefault(id, []).append(own.get(place) or near[place])
                elif does is False:
                    contrary.add(id)
        # Their own words show it better than what is told of them.
        return {
            id: sorted(theirs, key=lambda each: each.kind is Kind.INDIRECT)
            for id, theirs in doing.items()
            if id not in contrary
        }


def _place(candidate: Candidate) -> tuple[int, int, int]:
    return candidate.article, candidate.start, candidate.end


def _around(quote: Quote) -> str:
    """What an article tells close to a quote."""
    return quote.article.text[max(0, quote.start - TOLD_NEAR) : quote.end + TOLD_NEAR]


def _surname(quote: Quote) -> str:
    return quote.speaker.name.split()[-1] if quote.speaker else ""


def _near_the_best(groups: dict[int, list[Candidate]]) -> dict[int, list[Candidate]]:
    """The people whose best words fit about as well as the best of all."""
    best = max((theirs[0].score for theirs in groups.values()), default=0.0)
    return {id: theirs for id, theirs in groups.items() if theirs[0].score >= OF_BEST * best}
