"""A question put to the library: candidates narrowed down, quotes chosen, or the reason for silence."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from index import answer as answering
from index.answer import Texts
from index.check import check
from index.directory import DOMINANT, Directory, Voice
from index.model import Answer, Ask, Question, Quote, Silence, Statement, Tally
from index.occurrences import Topic
from index.search import DEPTH, Candidate, by_words, candidates
from index.store import Store
from index.terms import content
from index.vectors import Floats, Vectors
from index.words import Words

EVERYBODY = 200  # candidates from each ranking for who spoke of something
WINDOW = 400  # candidates in a digest's window, where everything that fits is wanted


@dataclass(frozen=True, slots=True)
class Inquiry:
    """What a question is answered from.

    embed: a topic's embedding, [width].  aside: threads for what needs no interpreter.
    """

    store: Store
    vectors: Vectors
    words: Words
    directory: Directory
    embed: Callable[[str], Floats]
    aside: Executor

    def answer(self, asked: Question, limit: int) -> Answer:
        """At most `limit` quotes, or why there is none."""
        if not len(self.words):
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
        self, asked: Question, people: Sequence[int] | None, voice: Callable[[Statement], bool] | None, depth: int
    ) -> list[answering.Found]:
        """Quotes that convince, best first.  voice: whose statements are wanted; None for anybody's words."""
        # Meaning is looked up on another core while words, passages and articles are.
        vector = self.aside.submit(self.embed, asked.topic) if asked.topic else None
        allowed = self.store.matching(
            people,
            asked.since.isoformat() if asked.since else None,
            asked.until.isoformat() if asked.until else None,
            asked.outlet,
            asked.collections,
            asked.after,
            asked.upto,
        )
        texts = Texts(Topic(tuple(content(asked.topic or ""))))
        if asked.topic and vector:
            dense = self.aside.submit(lambda: self.vectors.search(vector.result(), depth, allowed))
            lexical = by_words(asked.topic, self.words, allowed, people, depth)
            self._read(texts, (id for id, _ in lexical))
            ranked = candidates(lexical, dense.result())
        else:
            latest = self.store.latest(allowed, depth)
            ranked = [Candidate(id, 1.0 / n, -1.0, 0.0) for n, id in enumerate(latest, 1)]
        self._read(texts, (c.passage for c in ranked))
        near = answering.NEAR_TOPIC if people is None else answering.NEAR_SPEAKER

        def statements(places: Sequence[tuple[int, int, int]]) -> dict[int, list[Statement]]:
            return self.store.statements_at(places, people)

        return answering.choose(ranked, texts, statements, voice, asked.direct_only, near)

    def _read(self, texts: Texts, ids: Iterable[int]) -> None:
        """Passages with their articles, those that are there already not again."""
        fresh = self.store.passages(id for id in ids if id not in texts.passages)
        articles = {passage.article for passage in fresh} - texts.articles.keys()
        texts.add(fresh, self.store.articles(articles) if articles else {})

    def _by(self, asked: Question, people: Sequence[int], depth: int = DEPTH) -> list[answering.Found]:
        """Words of these people that fit the question."""
        theirs = frozenset(people)
        return self._look(asked, people, lambda s: s.person is not None and s.person.id in theirs, depth)

    def _said(self, asked: Question, voices: list[Voice], limit: int) -> Answer:
        timeline = asked.ask is Ask.TIMELINE
        depth = WINDOW if asked.after is not None else 150 if timeline else DEPTH
        held: list[tuple[Voice, list[answering.Found]]] = []
        for voice in voices[:6]:
            if held and held[0][0].count >= DOMINANT * voice.count and not held[0][0].person.organisation:
                break  # the one who is plainly meant has answered
            if found := self._by(asked, voice.ids, depth):
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
            found = sorted(_one_a_day(found, limit), key=lambda f: _when(f.quote))
        return Answer(asked, tuple(f.quote for f in found[:limit]))

    def _nothing(self, asked: Question, voices: list[Voice]) -> Answer:
        ids = voices[0].ids
        held = self.store.matching(ids, collections=asked.collections)
        passages = self.store.passages(self.store.latest(held, 200))
        articles = self.store.articles(p.article for p in passages)
        topics = answering.topics_of(
            (articles[p.article].text[p.start : p.end] for p in passages),
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
        found = self._look(asked, None, None, WINDOW if asked.after is not None else DEPTH)
        if found:
            return Answer(asked, tuple(f.quote for f in found[:limit]))
        return Answer(
            asked,
            reason=f"Nothing on record fits “{asked.topic}”.",
            silence=Silence.NO_TOPIC,
            people=self.directory.near(asked.topic or "") or self.directory.most(),
        )

    def _who(self, asked: Question, limit: int) -> Answer:
        found = self._look(asked, None, lambda s: s.person is not None, EVERYBODY)
        if not found:
            return Answer(
                asked,
                reason=f"Nobody on record spoke about {asked.topic}.",
                silence=Silence.NO_TOPIC,
                people=self.directory.most(),
            )
        groups = answering.by_person(found)[:limit]
        tallies = tuple(Tally(person, len(quotes), quotes[0]) for person, quotes in groups)
        return Answer(asked, tuple(t.best for t in tallies), tallies=tallies)

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
        return check(asked, people, limit, self.store, self.words)


def _when(quote: Quote) -> datetime:
    return quote.article.published or datetime.min.replace(tzinfo=UTC)


def _one_a_day(found: Sequence[answering.Found], limit: int) -> list[answering.Found]:
    kept: dict[object, answering.Found] = {}
    for one in found:
        published = one.quote.article.published
        kept.setdefault(published.date() if published else one.quote.article.id, one)
        if len(kept) == limit:
            break
    return list(kept.values())
