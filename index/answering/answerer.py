"""A question put to the library: candidates narrowed down, quotes chosen, or the reason for silence."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, replace

from index.answering.candidates import CandidateReader
from index.answering.quotation_check import check
from index.answering.ranking import NEAR_SPEAKER, NEAR_TOPIC, RankedQuote, by_person, choose, least, moment, topics_of
from index.model import Answer, Article, Ask, Person, Question, Quote, Silence, Tally
from index.search.fusion import DEPTH, by_words, candidates, in_turn
from index.search.speakers import DOMINANT, SpeakerDirectory, SpeakerMatch
from index.search.text_index import TextIndex
from index.search.vector_index import Floats, Ids, VectorIndex
from index.store.reads import span
from index.store.store import Store
from index.text.terms import content
from index.text.topic_matches import TopicQuery

EVERYBODY = 200  # candidates from each ranking for who spoke of something
WINDOW = 400  # candidates in a digest's window, where everything that fits is wanted


@dataclass(frozen=True, slots=True)
class Answerer:
    """What a question is answered from.

    generation: the store's, read once.  passage_index: BM25 over passages; statement_index: over statements.
    embed: a topic's embedding, [width].
    aside: threads for what needs no interpreter.
    """

    store: Store
    generation: int
    vectors: VectorIndex
    passage_index: TextIndex
    statement_index: TextIndex
    directory: SpeakerDirectory
    embed: Callable[[str], Floats]
    aside: Executor

    def answer(self, asked: Question, limit: int) -> Answer:
        """At most `limit` quotes, or why there is none."""
        if not len(self.passage_index):
            return Answer(asked, reason="The index is empty: add articles first.", silence=Silence.EMPTY)
        if asked.ask is Ask.CHECK:
            return self._check(asked, limit)
        if not asked.speaker and not asked.topic:
            return Answer(
                asked,
                reason="Ask what somebody said about something, or name a topic.",
                silence=Silence.NO_QUESTION,
                people=self.directory.most(),
            )
        if asked.ask is Ask.WHO:
            return self._who(asked, limit)
        if asked.ask is Ask.VERSUS:
            return self._versus(asked, limit)
        if asked.speaker is None:
            return self._on_topic(asked, limit)
        voices = self.directory.voices(asked.speaker)
        if not voices:
            near = self.directory.near(asked.speaker)
            return Answer(
                asked,
                reason=f"Nobody called {asked.speaker} is on record.",
                silence=Silence.NOBODY,
                people=near or self.directory.most(),
            )
        return self._said(asked, voices, limit)

    def _look(
        self,
        asked: Question,
        people: Sequence[int] | None,
        depth: int,
        most: int | None = None,
        spoken: bool = True,
    ) -> list[RankedQuote]:
        """What fits the question, best first: by the topic's words; where nothing has them, by a meaning near enough.

        people: whose words (None: of anybody who is known).  most: how many are wanted (None: all).
        spoken: whether statements are wanted, not passages.
        """
        pieces = CandidateReader(self.store, TopicQuery(tuple(content(asked.topic or ""))), spoken)
        words = self.statement_index if spoken else self.passage_index
        if not asked.topic:
            latest = self.store.latest(self._matching(asked, people), depth)
            ranked = in_turn(words.of(latest, people), latest)
            pieces.read([one.hit for one in ranked], 0.0)
            return choose(ranked, pieces.held, 0.0, asked.direct_only, most)
        # Meaning is looked up on another core while words and what they find are.
        dense = self.aside.submit(self._near, asked.topic, depth, self._matching(asked, people))
        share = least(pieces.topic.wanted)
        lexical = by_words(asked.topic, self.passage_index, self._matching(asked, None), people, depth)
        by_word = words.of([hit.id for hit in lexical], people, pieces.topic.stems) if spoken else lexical
        pieces.read(by_word, share)
        near = [id for id, _ in dense.result()]
        by_meaning = words.of(near, people, pieces.topic.stems)
        pieces.read(by_meaning, share)
        ranked = candidates([*by_word, *by_meaning], [hit.id for hit in lexical], dense.result())
        found = choose(ranked, pieces.held, share, asked.direct_only, most)
        if not found:
            enough = NEAR_TOPIC if people is None else NEAR_SPEAKER
            by_meaning = words.of([id for id, cosine in dense.result() if cosine >= enough], people)
            pieces.read(by_meaning, 0.0)
            ranked = candidates(by_meaning, [hit.id for hit in lexical], dense.result())
            found = choose(ranked, pieces.held, 0.0, asked.direct_only, most)
        return found

    def _near(self, topic: str, depth: int, allowed: Ids | None) -> list[tuple[int, float]]:
        """(passage, cosine) by meaning, nearest first.  allowed: the only ones wanted (None: all)."""
        return self.vectors.search(self.embed(topic), depth, allowed)

    def _matching(self, asked: Question, people: Sequence[int] | None) -> Ids | None:
        return self.store.matching(
            people,
            asked.since.isoformat() if asked.since else None,
            asked.until.isoformat() if asked.until else None,
            asked.outlet,
            asked.collections,
            asked.after,
            asked.upto,
            self.generation,
        )

    def _quotes(self, found: Sequence[RankedQuote]) -> tuple[Quote, ...]:
        """What is shown of what was found; an article that was removed just now is left out."""
        articles = self.store.articles(id for one in found for id in (one.piece.article, *one.also))
        said = [one.piece.said for one in found if one.piece.said]
        people = self.store.remembered({id for one in said for id in (one.person, one.via) if id}, self.generation)
        return tuple(_quote(one, articles, people) for one in found if one.piece.article in articles)

    def _said(self, asked: Question, voices: list[SpeakerMatch], limit: int) -> Answer:
        timeline = asked.ask is Ask.TIMELINE
        depth = WINDOW if asked.after is not None else 150 if timeline else DEPTH
        held: list[tuple[SpeakerMatch, list[RankedQuote]]] = []
        for voice in voices[:6]:
            if held and held[0][0].count >= DOMINANT * voice.count and not held[0][0].person.organisation:
                break  # the one who is plainly meant has answered
            if found := self._look(asked, voice.ids, depth, None if timeline else limit):
                held.append((voice, found))
        if not held:
            return self._nothing(asked, voices)
        named = [voice for voice, _ in held if not voice.person.organisation]
        if len(named) > 1 and voices[0].count < DOMINANT * named[1].count:
            return Answer(
                asked,
                reason=f"Several people called {asked.speaker} are on record: which one?",
                silence=Silence.AMBIGUOUS,
                people=tuple(voice.person for voice in named),
            )
        found = held[0][1]
        if timeline:
            found = sorted(_one_a_day(found, limit), key=lambda one: moment(one.piece.published))
        return Answer(asked, self._quotes(found[:limit]))

    def _nothing(self, asked: Question, voices: list[SpeakerMatch]) -> Answer:
        ids = voices[0].ids
        held = self.store.matching(ids, collections=asked.collections, generation=self.generation)
        texts = self.store.reads.texts([hit.place for hit in self.passage_index.of(self.store.latest(held, 200))])
        topics = topics_of(
            (one.text for one in texts if one),
            [v.person.name for v in voices] + [a for v in voices for a in v.person.aliases],
        )
        about = f" about {asked.topic}" if asked.topic else ""
        bounds = (asked.since, asked.until, asked.after, asked.upto)
        when = " in that time" if any(bound is not None for bound in bounds) else ""
        return Answer(
            asked,
            reason=f"Nothing {voices[0].person.name} said{about}{when} is on record.",
            silence=Silence.NOTHING,
            people=(voices[0].person,),
            topics=topics,
        )

    def _on_topic(self, asked: Question, limit: int) -> Answer:
        found = self._look(asked, None, WINDOW if asked.after is not None else DEPTH, limit, spoken=False)
        if found:
            return Answer(asked, self._quotes(found[:limit]))
        return Answer(
            asked,
            reason=f"Nothing on record fits “{asked.topic}”.",
            silence=Silence.NO_TOPIC,
            people=self.directory.near(asked.topic or "") or self.directory.most(),
        )

    def _who(self, asked: Question, limit: int) -> Answer:
        groups = by_person(self._look(asked, None, EVERYBODY))
        if not groups:
            return Answer(
                asked,
                reason=f"Nobody on record spoke about {asked.topic}.",
                silence=Silence.NO_TOPIC,
                people=self.directory.most(),
            )
        enough = sorted(map(len, groups.values()))[-limit:][0]
        people = self.store.remembered({id for id, held in groups.items() if len(held) >= enough}, self.generation)
        first = sorted(
            (id for id in groups if id in people), key=lambda id: (-len(groups[id]), people[id].organisation)
        )
        best = self._quotes([groups[id][0] for id in first[:limit]])
        counts = {id: len(held) for id, held in groups.items()}
        tallies = tuple(Tally(one.speaker, counts[one.speaker.id], one) for one in best if one.speaker)
        return Answer(asked, tuple(one.best for one in tallies), tallies=tallies)

    def _versus(self, asked: Question, limit: int) -> Answer:
        sides: list[list[Quote]] = []
        missing: list[str] = []
        for name in (asked.speaker or "", *asked.others):
            answer = self.answer(replace(asked, ask=Ask.SAID, speaker=name, others=()), limit)
            sides.append(list(answer.quotes))
            if not answer.quotes:
                missing.append(answer.reason or name)
        turns = [quote for n in range(limit) for side in sides for quote in side[n : n + 1]]
        if not turns:
            return Answer(asked, reason=" ".join(missing), silence=Silence.NOTHING)
        return Answer(asked, tuple(turns[:limit]), reason=" ".join(missing) or None)

    def _check(self, asked: Question, limit: int) -> Answer:
        people = None
        if asked.speaker:
            people = [i for v in self.directory.voices(asked.speaker) for i in v.ids]
        return check(asked, people, limit, self.store, self.passage_index)


def _quote(found: RankedQuote, articles: Mapping[int, Article], people: Mapping[int, Person]) -> Quote:
    piece, said = found.piece, found.piece.said
    article = articles[piece.article]
    cue = span(said.cue) if said else None
    return Quote(
        article,
        piece.start,
        piece.end,
        speaker=people.get(said.person) if said and said.person else None,
        via=people.get(said.via) if said and said.via else None,
        kind=piece.kind,
        cue=article.text[cue[0] : cue[1]] if cue else None,
        score=found.score,
        also=tuple(articles[id] for id in found.also if id in articles),
    )


def _one_a_day(found: Sequence[RankedQuote], limit: int) -> list[RankedQuote]:
    kept: dict[object, RankedQuote] = {}
    for one in found:
        published = one.piece.published
        kept.setdefault(published[:10] if published else one.piece.article, one)
        if len(kept) == limit:
            break
    return list(kept.values())
