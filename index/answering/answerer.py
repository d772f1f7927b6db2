"""A question put to the library: which quotes answer it, or the reason for silence."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from index.answering.candidates import Candidate
from index.answering.checking.checker import QuotationChecker
from index.answering.described import described
from index.answering.lookup import Lookup
from index.answering.offered_topics import offered_topics, spread
from index.answering.ordering import NEWEST, in_order, newest_first, surely_on_topic, tells_fact, without_repeats
from index.answering.premises import Premise
from index.answering.quotation_check import check
from index.answering.ranking import asks_for_number, tells_number, topic_stems
from index.answering.reading.cues import FACT
from index.answering.reading.descriptions import acting
from index.answering.reading.offices import bearers_of_office, is_head
from index.answering.talking import talk
from index.answering.who_spoke import WhoSpoke
from index.model import Answer, Ask, Filter, Person, Question, Quote, Reading
from index.search.fusion import DEPTH
from index.search.speakers import SpeakerDirectory, SpeakerMatch, given_names
from index.silence import Reason, Silence

TIMELINE = 150  # the same for a timeline
WINDOW = 400  # the same in a digest's window, where everything that fits is wanted
LOOKED_AT = 12  # quotes in which it is looked for whether somebody did something
OFFERED = 5  # topics in place of one that somebody said nothing on
SAID_LATELY = 200  # passages with words of theirs in which these are looked for
FIRST_FOUND = 8  # passages from each ranking in which it is looked for whether a topic is answered
SEVERAL = 2  # quotes that a topic must have to be offered
SECOND = 3  # quotes of a second reading that are looked at
CLEARLY_BETTER = 0.4  # by how much the words of who held an office before must answer better than the holder's
THEIRS_FIRST = 0.3  # by how much others must answer a fact better than the one who was asked about before
TOLD_LATER = timedelta(days=365)  # after the time of a fact, in which it may be told
BEARERS = 6  # people of one name whose words are looked for


@dataclass(frozen=True, slots=True)
class Answerer:
    """What a question is answered from, as it was at one moment.

    Attributes:
        lookup: Where quotes are looked up.
        directory: The people on record.
    """

    lookup: Lookup
    directory: SpeakerDirectory

    def answer(self, asked: Question, limit: int) -> Answer:
        """At most `limit` quotes, or why there is none; a second reading is kept where it has an answer of its own."""
        answer = self._answer(asked, limit)
        if asked.is_time_carried and asked.is_dated and not answer.quotes:
            whenever = replace(asked, since=None, until=None, is_time_carried=False, interpreted=True)
            found = self._answer(whenever, limit)
            if found.quotes:
                answer = replace(found, reasons=(*found.reasons, Reason(Silence.OTHER_TIME)))
        if not answer.quotes and _is_other_time(asked, asked.second):
            found = self._answer(replace(asked.read_otherwise(), second=None, interpreted=True), limit)
            answer = found if found.quotes else answer
        question = replace(answer.question, is_refused=not answer.quotes)
        answer = replace(answer, question=question, quotes=without_repeats(answer.quotes))
        if answer.question.second is not None and not self._answers_otherwise(answer):
            return replace(answer, question=replace(answer.question, second=None))
        return answer

    def _answers_otherwise(self, answer: Answer) -> bool:
        """Whether the second reading of an answer's question finds what the first does not.

        Where it has nobody speak, it must find somebody else.
        """
        asked = answer.question.read_otherwise()
        found = self._answer(replace(asked, second=None), SECOND).quotes
        shown = {(quote.article.id, quote.start) for quote in answer.quotes}
        speakers = {quote.speaker.id for quote in answer.quotes if quote.speaker} if asked.speaker is None else set()
        return any(
            (quote.article.id, quote.start) not in shown and not (quote.speaker and quote.speaker.id in speakers)
            for quote in found
        )

    def _answer(self, asked: Question, limit: int) -> Answer:
        if not len(self.lookup.retriever.passages):
            return Answer(asked, reasons=(Reason(Silence.EMPTY),))
        if asked.ask is Ask.CHECK:
            return self._check(asked, limit)
        if asked.ask is Ask.TALK:
            return talk(asked, self.lookup.store, self.lookup.retriever, self.directory, self._is_answered(asked, None))
        if asked.further:
            return self._in_one_breath(asked, limit)
        if asked.ask is Ask.LATEST and not asked.speaker:
            return self._latest(asked, limit)
        if not asked.speaker and not asked.topic:
            return Answer(
                asked,
                reasons=(Reason(Silence.NO_QUESTION),),
                people=self.directory.most_quoted(),
            )
        if asked.ask is Ask.WHO:
            return WhoSpoke(self.lookup, self.directory).answer(asked, limit)
        if asked.ask is Ask.VERSUS:
            return self._versus(asked, limit)
        if asked.speaker is None:
            return self._on_topic(asked, limit)
        return self._by_speaker(asked, asked.speaker, limit)

    def _by_speaker(self, asked: Question, speaker: str, limit: int) -> Answer:
        """What somebody said, or whatever else the question allows for."""
        voices = self.directory.matching(speaker)
        if not voices and asked.bearers:
            return self._either_bearer(asked, limit)
        if not voices:  # who holds the office now may be nobody on record
            return self._by_former(asked, limit) or self._nobody(asked, speaker, limit)
        if asked.quotation and (checked := self._check(asked, limit)).quotes and not checked.reasons:
            return checked
        if asked.premise:
            return self._on_premise(asked, Premise.read(asked.premise), voices, limit)
        answer = self._said(asked, voices, limit)
        if asked.former and asked.topic and not answer.ambiguous:
            former = self._by_former(asked, limit)
            if former is not None and _best_score(former) > _best_score(answer) + CLEARLY_BETTER:
                return former
        return self._said_or_otherwise(asked, answer, voices, limit)

    def _said_or_otherwise(self, asked: Question, answer: Answer, voices: Sequence[SpeakerMatch], limit: int) -> Answer:
        """What somebody said on a topic, or what else the question may ask for."""
        if asked.otherwise is None or (answer.quotes and not asked.otherwise):
            return answer
        if not asked.otherwise:
            return self._said(replace(asked, topic=None, otherwise=None), voices, limit)
        others = self._on_topic(replace(asked, topic=asked.otherwise), limit)
        # What goes on from somebody's words is theirs first.
        ahead = THEIRS_FIRST if asked.otherwise == asked.topic and answer.quotes else 0.0
        is_told = _best_score(others) > _best_score(answer) + ahead
        if asks_for_number(asked.text) and others.quotes:
            # A number beside what it is asked of is the fact, whoever tells it.
            wanted = topic_stems(asked.topic or "", asked.text)
            is_told = is_told or _tells_number(others, wanted) > _tells_number(answer, wanted)
        return replace(others if is_told else answer, question=asked)

    def _nobody(self, asked: Question, speaker: str, limit: int) -> Answer:
        """Where nobody has a name: who has that office, if it is one."""
        called = f"the {speaker}" if f"the {speaker.lower()}" in asked.text.lower() else speaker
        holders, plain = bearers_of_office(speaker, self.directory)
        if plain and len(holders) == 1:
            return self._by_speaker(replace(asked, speaker=holders[0].name, interpreted=True), holders[0].name, limit)
        if (told := self._described(asked, speaker, limit)) is not None:
            return told
        people = tuple(holders[:BEARERS])
        if plain and people:
            return Answer(asked, reasons=(Reason(Silence.AMBIGUOUS, called),), people=people)
        near = people or self.directory.similar(speaker) or self.directory.most_quoted()
        return Answer(asked, reasons=(Reason(Silence.NOBODY, called),), people=near)

    def _described(self, asked: Question, words: str, limit: int) -> Answer | None:
        """What the one person said on a topic whom articles on it describe so; None where it is nobody, or several."""
        people = described(words, asked, self.lookup) if asked.topic else []
        bearers = [match for each in people for match in self.directory.matching(each.name) if each.id in match.ids]
        answering = self._answering(asked, bearers[:BEARERS])
        if len(answering) != 1:
            return None
        name = answering[0].person.name
        answer = self._by_speaker(replace(asked, speaker=name, bearers=(), interpreted=True), name, limit)
        return answer if answer.quotes else None

    def _by_former(self, asked: Question, limit: int) -> Answer | None:
        """What whoever held an office before said of a topic in that time; None where it is nothing."""
        if asked.former is None or not (voices := self.directory.matching(asked.former.speaker or "")[:1]):
            return None
        before = replace(asked, speaker=asked.former.speaker, until=asked.former.until, former=None, second=None)
        answer = self._said(before, voices, limit)
        return answer if answer.quotes else None

    def _either_bearer(self, asked: Question, limit: int) -> Answer:
        """What is said by one of those who hold an office; which one is asked where several answer, or none does."""
        bearers = [match for name in asked.bearers for match in self.directory.matching(name)[:1]]
        answering = self._answering(asked, bearers)
        if len(answering) == 1:
            name = answering[0].person.name
            return self._by_speaker(replace(asked, speaker=name, bearers=(), interpreted=True), name, limit)
        called = asked.speaker or ""
        if not bearers:
            return self._nobody(replace(asked, bearers=()), called, limit)
        if (told := self._described(asked, called, limit)) is not None:
            return told
        is_office = any(map(is_head, called.lower().split()))
        called = f"the {called}" if f"the {called.lower()}" in asked.text.lower() else called
        reason = Reason(Silence.AMBIGUOUS, called) if is_office else Reason(Silence.SPEAKING_FOR, called)
        return Answer(asked, reasons=(reason,), people=tuple(match.person for match in answering or bearers))

    def _answering(self, asked: Question, bearers: Sequence[SpeakerMatch]) -> list[SpeakerMatch]:
        """Of several people those who spoke on a topic, at best in its words; the only one, whatever they said."""
        if len(bearers) < 2 or not asked.topic:
            return list(bearers)
        for in_other_words in (False, True):
            found = [
                each
                for each in bearers
                if self.lookup.candidates(asked, each.ids, DEPTH, 1, in_other_words=in_other_words)
            ]
            if found:
                return found
        return []

    def _on_premise(self, asked: Question, premise: Premise, voices: Sequence[SpeakerMatch], limit: int) -> Answer:
        """Words that show what the question takes for granted; else the nearest, which are said not to show it."""
        about = replace(asked, topic=premise.of or asked.topic or premise.verb, otherwise=None)
        whole = replace(about, topic=f"{premise.what or premise.verb} {premise.of}")
        answers = [self._said(each, voices, max(limit, LOOKED_AT)) for each in (whole, about)]
        if answers[1].ambiguous:
            return replace(answers[1], question=asked)
        quotes = list(dict.fromkeys(quote for answer in answers for quote in answer.quotes))
        shown = [quote for quote in quotes if premise.is_shown_by(quote)] or self._told(
            whole, premise, voices[0], limit
        )
        nearest = [quote for quote in (answers[1] if premise.of else answers[0]).quotes if quote not in shown]
        asked = replace(asked, second=answers[1].question.second)
        person = voices[0].person
        if shown:
            return Answer(asked, (*shown, *nearest)[:limit])
        if nearest:
            return Answer(asked, tuple(nearest[:limit]), reasons=(Reason(Silence.NEAREST_WORDS, person.name),))
        return Answer(
            asked, reasons=(Reason(Silence.NOT_DONE, person.name),), people=(person,), topics=answers[1].topics
        )

    def _told(self, asked: Question, premise: Premise, voice: SpeakerMatch, limit: int) -> list[Quote]:
        """What articles tell in their own words of somebody's having done what a question takes for granted."""
        surname = voice.person.name.split()[-1]
        topic = f"{surname} {asked.topic}"
        candidates = self.lookup.candidates(replace(asked, topic=topic), None, DEPTH, LOOKED_AT, statements=False)
        return [
            quote for quote in self.lookup.quotes(candidates[:LOOKED_AT]) if premise.is_told_in(quote.text, surname)
        ][:limit]

    def _in_one_breath(self, asked: Question, limit: int) -> Answer:
        """What is asked together, by turns."""
        alone = replace(asked, further=())
        further = [
            replace(
                alone, ask=part.ask, speaker=part.speaker or None, topic=part.topic or None, others=(), without=(),
                otherwise=part.otherwise or None, premise=part.premise or None, role=None,
            )
            for part in asked.further
        ]  # fmt: skip
        answers = [self._answer(each, limit) for each in (alone, *further)]
        turns = dict.fromkeys(quote for n in range(limit) for each in answers for quote in each.quotes[n : n + 1])
        reasons = tuple(reason for each in answers if not each.quotes for reason in each.reasons)
        people = tuple(person for each in answers if not each.quotes for person in each.people)
        return Answer(asked, tuple(turns)[:limit], reasons=reasons, people=people, topics=answers[0].topics)

    def _latest(self, asked: Question, limit: int) -> Answer:
        """The newest words of people who are known, on a topic or on anything; of each speaker one first."""
        candidates = self.lookup.candidates(asked, None, DEPTH, None)
        if asked.topic:
            # Answers that leave the topic to the question before them are found by that.
            told = self.lookup.candidates(asked, None, DEPTH, NEWEST * limit, statements=False)
            candidates = [*surely_on_topic(candidates, limit), *(each for each in told if each.is_answer)]
            candidates = newest_first([*candidates, *self.lookup.in_articles_on(asked)])
        else:
            candidates = newest_first(candidates, but_greetings=True)
        known = [each for each in candidates if each.speaker_known]
        first = {each.statement.person: each for each in reversed(known) if each.statement}
        ones = [each for each in known if each.statement and first[each.statement.person] is each]
        chosen = [*ones, *(each for each in known if each not in ones)][:limit]
        if chosen:
            return Answer(asked, self.lookup.quotes(chosen))
        return Answer(asked, reasons=(Reason(Silence.NOTHING_NEW, topic=asked.topic or "", dated=asked.is_dated),))

    def _said(self, asked: Question, matches: Sequence[SpeakerMatch], limit: int) -> Answer:
        timeline = asked.ask is Ask.TIMELINE
        depth = WINDOW if asked.after is not None else TIMELINE if timeline else DEPTH
        most = None if timeline else NEWEST * limit if asked.ask is Ask.LATEST else limit
        # Of several bearers of a name those who used the topic's words come before whoever spoke of it in others.
        on_topic = self._bearers_on_topic(asked, matches, depth, most, in_other_words=len(matches) == 1)
        if not on_topic and len(matches) > 1:
            on_topic = self._bearers_on_topic(asked, matches, depth, most, in_other_words=True)
        if not on_topic:
            return self._nothing(asked, matches)
        chosen, candidates = on_topic[0]
        if len(either := self._either(asked, [match for match, _ in on_topic], matches)) > 1:
            people = tuple(match.person for match in either)
            return Answer(asked, reasons=(Reason(Silence.AMBIGUOUS, asked.speaker or ""),), people=people)
        asked = _or_namesake(asked, chosen, matches)
        return Answer(asked, self.lookup.quotes(in_order(asked, candidates, limit)[:limit]))

    def _bearers_on_topic(
        self,
        asked: Question,
        matches: Sequence[SpeakerMatch],
        depth: int,
        most: int | None,
        in_other_words: bool = False,
    ) -> list[tuple[SpeakerMatch, list[Candidate]]]:
        """Of the bearers of a name those who spoke on the topic, with what they said."""
        found: list[tuple[SpeakerMatch, list[Candidate]]] = []
        for match in matches[:BEARERS]:
            if found and self._meant_before(found[0][0], match):
                break  # the one who is plainly meant has answered
            if candidates := self.lookup.candidates(asked, match.ids, depth, most, in_other_words=in_other_words):
                found.append((match, candidates))
        return found

    def _either(
        self, asked: Question, answering: Sequence[SpeakerMatch], matches: Sequence[SpeakerMatch]
    ) -> list[SpeakerMatch]:
        """Whom a name can mean, of several who answer or could; at most one where it is plain."""
        named = [match for match in answering if not match.person.organisation]
        if len(named) > 1 and not self.directory.meant((matches[0], named[1])):
            return named
        silent = self._silent_bearer(asked, answering[0], matches) if asked.topic else None
        return [silent, *named] if silent else named[:1]

    def _silent_bearer(
        self, asked: Question, chosen: SpeakerMatch, matches: Sequence[SpeakerMatch]
    ) -> SpeakerMatch | None:
        """Another bearer of a name who speaks more, and who then spoke, though without the topic's words.

        Whoever asks by a surname can mean them, and the other's words would be taken for theirs.
        """
        before = matches[: matches.index(chosen)]
        others = [each for each in before if not each.person.organisation and given_names(each.person)]
        if chosen.person.organisation or not given_names(chosen.person):
            return None
        anything = replace(asked, topic=None)
        return next((each for each in others if self.lookup.candidates(anything, each.ids, DEPTH, 1)), None)

    def _meant_before(self, first: SpeakerMatch, other: SpeakerMatch) -> bool:
        """Whether a person is meant plainly enough for another one of the name not to be looked at."""
        return not first.person.organisation and self.directory.meant((first, other)) is not None

    def _nothing(self, asked: Question, matches: Sequence[SpeakerMatch]) -> Answer:
        ids, person = matches[0].ids, matches[0].person
        newest = self.lookup.retriever.latest(Filter(people=ids), SAID_LATELY, statements=True)
        statements = spread(document.hit for document in newest)
        answered = self._is_answered(asked, ids)
        topics = offered_topics(statements, self.lookup.store, self.directory, OFFERED, answered)
        return Answer(
            asked,
            reasons=(Reason(Silence.NOTHING, person.name, asked.topic or "", asked.is_dated),),
            people=(person,),
            topics=topics,
        )

    def _is_answered(self, asked: Question, people: tuple[int, ...] | None) -> Callable[[str], bool]:
        """Tells whether there are several quotes on a topic, of some people or of anybody, that a chat may see."""
        anytime = Question(asked.text, collections=asked.collections)

        def is_answered(topic: str) -> bool:
            about = replace(anytime, topic=topic)
            return (
                len(self.lookup.candidates(about, people, FIRST_FOUND, SEVERAL, statements=people is not None))
                >= SEVERAL
            )

        return is_answered

    def _on_topic(self, asked: Question, limit: int) -> Answer:
        if (who := acting(asked.text, asked.topic or "")) is not None:
            told = self._described(replace(asked, topic=who[1]), who[0], limit)
            if told is not None:
                return told
        depth = WINDOW if asked.after is not None else DEPTH
        candidates = self.lookup.candidates(asked, None, depth, limit, statements=False)
        if asked.until and FACT.match(asked.text.lower()) and not tells_fact(asked, candidates):
            # The time may be that of the fact, which was told of later.
            later = replace(asked, until=asked.until + TOLD_LATER)
            found = self.lookup.candidates(later, None, depth, limit, statements=False)
            candidates = found if tells_fact(asked, found) else candidates
        candidates = candidates or self.lookup.candidates(asked, None, depth, limit, in_other_words=True)
        if candidates:
            return Answer(asked, self.lookup.quotes(in_order(asked, candidates, limit)[:limit]))
        if told_later := self._told_later(asked, limit):
            return Answer(asked, told_later)
        return Answer(
            asked,
            reasons=(Reason(Silence.NO_TOPIC, topic=asked.topic or ""),),
            people=self.directory.similar(asked.topic or "") or self.directory.most_quoted(),
        )

    def _told_later(self, asked: Question, limit: int) -> tuple[Quote, ...]:
        """What was told of a time after it, by its year: "landings in 2031" are those of an article of 2032."""
        if asked.until is None:
            return ()
        later = replace(asked, until=asked.until + TOLD_LATER)
        quotes = self.lookup.quotes(self.lookup.candidates(later, None, DEPTH, LOOKED_AT, statements=False))
        year = str(asked.until.year)
        return tuple(quote for quote in quotes if year in f"{quote.article.title} {quote.text}")[:limit]

    def _versus(self, asked: Question, limit: int) -> Answer:
        sides: list[list[Quote]] = []
        missing: list[Reason] = []
        candidates: dict[int, Person] = {}  # whom ambiguous names can mean
        for name in (asked.speaker or "", *asked.others):
            answer = self._answer(replace(asked, ask=Ask.SAID, speaker=name, others=()), limit)
            sides.append(list(answer.quotes))
            if not answer.quotes:
                missing += answer.reasons
            if answer.ambiguous:
                candidates |= {person.id: person for person in answer.people}
        turns = [quote for n in range(limit) for side in sides for quote in side[n : n + 1]]
        return Answer(asked, tuple(turns[:limit]), reasons=tuple(missing), people=tuple(candidates.values()))

    def _check(self, asked: Question, limit: int) -> Answer:
        bounds = Filter(after=asked.after, upto=asked.upto)
        return check(
            asked, limit, QuotationChecker(self.lookup.store, self.lookup.retriever.passages, self.directory, bounds)
        )


def _is_other_time(asked: Question, second: Reading | None) -> bool:
    """Whether a second reading differs in its days alone: "in October" of the year before."""
    if second is None or (asked.until is None and asked.ask is not Ask.TIMELINE):
        return False  # "since April" is not since that of the year before
    return replace(second, since=asked.since, until=asked.until) == asked.reading


def _or_namesake(asked: Question, chosen: SpeakerMatch, matches: Sequence[SpeakerMatch]) -> Question:
    """A question that may mean another bearer of the name, too: the one who speaks most beside the chosen one."""
    if chosen.person.organisation:
        return asked
    others = (each.person for each in matches if each is not chosen and not each.person.organisation)
    namesake = next((person.name for person in others if person.name != chosen.person.name), None)
    return replace(asked, second=replace(asked.reading, speaker=namesake)) if namesake else asked


def _tells_number(answer: Answer, wanted: Sequence[str]) -> bool:
    """Whether the first quote of an answer has a number beside what it is asked of."""
    return any(tells_number(quote.text, wanted) for quote in answer.quotes[:1])


def _best_score(answer: Answer) -> float:
    """What speaks for the first quote."""
    return answer.quotes[0].score if answer.quotes else 0.0
