"""The library as a whole: articles in, answers out."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path

import numpy as np
from filelock import FileLock, Timeout

from index import answer as answering
from index.check import Match, difference, locate
from index.directory import DOMINANT, Directory, Voice
from index.embed import PACKAGED, Embedder, load
from index.errors import SourceError, StoreError
from index.model import (
    Answer,
    Article,
    Ask,
    Draft,
    Kind,
    Person,
    Question,
    Quote,
    Silence,
    Span,
    Statement,
    Tally,
    Verdict,
)
from index.question import understand
from index.search import Candidate, candidates
from index.split import passages as split
from index.statements import Reader
from index.store import Store
from index.tagger import load_tagger
from index.terms import content
from index.vectors import Floats, Vectors
from index.words import Words

BATCH = 24  # articles a transaction
SAVE = 20_000  # passages between two writings of the derived indexes


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one source.  status: "added", "unchanged", "address", "refused"."""

    source: str
    status: str
    reason: str | None = None
    article: int | None = None


class Index:
    """Articles, and answers from them.  Thread-safe; several processes may share a folder."""

    def __init__(self, data: Path, embedder: Embedder, threads: int = 2) -> None:
        self.data = data
        self.embedder = embedder
        self.threads = threads
        self.store = Store(data / "onrecord.db")
        self._lock = threading.RLock()
        self._file_lock = FileLock(str(data / "derived.lock"))
        self.vectors = Vectors(data / "vectors", embedder.width, embedder.fingerprint)
        self.words = Words(data / "words")
        self._topics: dict[str, Floats] = {}
        self._adding = 0  # an add under way keeps the derived indexes up itself
        self._directory: tuple[int, Directory] | None = None
        self._outlets: tuple[int, list[str]] | None = None

    @classmethod
    def open(
        cls, data: Path, model: str = PACKAGED, notice: Callable[[str], None] | None = None, threads: int = 2
    ) -> Index:
        """Open the library kept in a folder, made if need be, with its derived indexes caught up.

        notice: told in a few words what a person is waiting for.
        Raises StoreError, ModelError.
        """
        try:
            data.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            reason = error.strerror or str(error)
            raise StoreError(f"the data folder {data} can't be made ({reason}); choose another with --data") from error
        index = cls(data, load(model, data, threads, notice), threads)
        index.catch_up(notice)
        return index

    def close(self) -> None:
        self.store.close()

    @cached_property
    def reader(self) -> Reader:
        """Finds statements; loaded when first needed, since asking needs none."""
        return Reader(load_tagger(1))

    # derived indexes

    def catch_up(self, notice: Callable[[str], None] | None = None) -> None:
        """Bring the derived indexes to the store's generation, rebuilding what is missing or damaged."""
        with self._lock:
            if self._behind() == 0:
                return
            try:
                with self._file_lock.acquire(timeout=0 if notice is None else 60):
                    self._reopen()
                    self._catch_up(notice)
            except Timeout:
                self._reopen()  # another process is at it; its result serves us too

    def _behind(self) -> int:
        generation = self.store.generation
        return (generation - self.vectors.generation) + (generation - self.words.generation)

    def _reopen(self) -> None:
        """Take over what another process has written since."""
        if self._behind():
            vectors = Vectors(self.data / "vectors", self.embedder.width, self.embedder.fingerprint)
            if vectors.generation > self.vectors.generation:
                self.vectors = vectors
            self.words = Words(self.data / "words")

    def _catch_up(self, notice: Callable[[str], None] | None) -> None:
        generation = self.store.generation
        if self.words.generation != generation:
            if self.words.generation > generation:
                self.words = Words.empty(self.data / "words")
            added, removed = self.store.changes(self.words.generation)
            if notice and len(added) > 200:
                notice(f"indexing the words of {len(added)} articles")
            for i in range(0, len(added), 500):
                last = i + 500 >= len(added)
                self.words.update(
                    self._documents(added[i : i + 500]),
                    removed if last else [],
                    generation if last else self.words.generation,
                )
            if not added:
                self.words.update([], removed, generation)
        if self.vectors.generation != generation:
            if self.vectors.generation > generation:
                self.vectors = Vectors.empty(self.data / "vectors", self.embedder.width, self.embedder.fingerprint)
            added, removed = self.store.changes(self.vectors.generation)
            if notice and len(added) > 20:
                notice(f"embedding {len(added)} articles")
            self.vectors.remove(removed)
            for i in range(0, len(added), 100):
                self._embed(added[i : i + 100])
            self.vectors.save(generation)

    def _embed(self, articles: Sequence[int], progress: Callable[[int], None] | None = None) -> None:
        texts = self.store.articles(articles)
        passages = self.store.passages_of(articles)
        passages = [p for p in passages if not self.vectors.has(p.id)]
        if passages:
            vectors = self.embedder.embed([texts[p.article].text[p.start : p.end] for p in passages], progress)
            with self._lock:  # only now: an asker need not wait for the embedding
                self.vectors.add(np.array([p.id for p in passages], dtype=np.int64), vectors)

    def _documents(self, articles: Sequence[int]) -> Iterator[tuple[int, str, str, Sequence[int]]]:
        texts = self.store.articles(articles)
        passages = self.store.passages_of(articles)
        speakers = self.store.speakers_in(p.id for p in passages)
        for p in passages:
            article = texts[p.article]
            yield p.id, article.text[p.start : p.end], article.title or "", speakers.get(p.id, ())

    # adding

    def add(self, drafts: Iterable[Draft | SourceError]) -> Iterator[Outcome]:
        """Add articles; yields an outcome for each as soon as it is safe in the store.

        Safe to repeat: the same text changes nothing, under another address it gains the address.
        """
        held: list[tuple[Draft, list[Span]]] = []
        fresh = 0
        self._adding += 1
        try:
            for draft in drafts:
                if isinstance(draft, SourceError):
                    yield Outcome(draft.source, "refused", draft.problem)
                    continue
                source = draft.url or draft.title or "an article"
                known = self.store.known(draft.text, draft.collection)
                if known is not None:
                    new = bool(draft.url) and self.store.add_address(known, draft.url or "")
                    yield Outcome(source, "address" if new else "unchanged", None, known)
                    continue
                spans = split(draft.text)
                if not spans:
                    yield Outcome(source, "refused", "holds no article text")
                    continue
                held.append((draft, spans))
                fresh += len(spans)
                if len(held) >= BATCH or sum(len(s) for _, s in held) > 2000:
                    yield from self._store(held)
                    held = []
                if fresh > SAVE:
                    self._save()
                    fresh = 0
            if held:
                yield from self._store(held)
                held = []
        finally:
            self._save()
            self._adding -= 1

    def _store(self, held: list[tuple[Draft, list[Span]]]) -> Iterator[Outcome]:
        found = self._statements([draft for draft, _ in held])
        results = self.store.add([(draft, spans, one) for (draft, spans), one in zip(held, found, strict=True)])
        self._embed([id for id, new in results if new])
        first: dict[int, str | None] = {}
        for (draft, _), (id, new) in zip(held, results, strict=True):
            again = "address" if draft.url and draft.url != first.get(id) else "unchanged"
            first.setdefault(id, draft.url)
            yield Outcome(draft.url or draft.title or "an article", "added" if new else again, None, id)

    def _statements(self, drafts: Sequence[Draft | Article]) -> list[list[Statement]]:
        """Statements of several articles, an article a thread."""
        reader = self.reader
        with ThreadPoolExecutor(self.threads) as pool:
            return list(pool.map(lambda one: reader.statements(one.text, one.title, one.author), drafts))

    def _save(self) -> None:
        with self._lock, self._file_lock:
            if self._behind():
                pending = self.vectors
                self._reopen()
                if self.vectors is not pending:
                    self.vectors = pending
                self._catch_up(None)

    def remove(self, article: int) -> bool:
        """Remove an article; its quotes are in no answer from now on.  False when there is none."""
        gone = self.store.remove(article)
        if gone:
            self.catch_up()
        return gone

    def reread(self, progress: Callable[[int, int], None] | None = None) -> int:
        """Find the statements of every stored article again (after an upgrade); how many articles."""
        ids = [row.id for row in self.store.listing()]
        found: dict[int, Sequence[Statement]] = {}
        for start in range(0, len(ids), BATCH):
            articles = list(self.store.articles(ids[start : start + BATCH]).values())
            found |= zip((a.id for a in articles), self._statements(articles), strict=True)
            if progress:
                progress(min(start + BATCH, len(ids)), len(ids))
        self.store.replace_statements(found)
        self._save()
        return len(ids)

    # asking

    @property
    def directory(self) -> Directory:
        generation = self.store.generation
        if self._directory is None or self._directory[0] != generation:
            self._directory = (generation, Directory(self.store.speakers()))
        return self._directory[1]

    @property
    def outlets(self) -> list[str]:
        generation = self.store.generation
        if self._outlets is None or self._outlets[0] != generation:
            self._outlets = (generation, self.store.outlets())
        return self._outlets[1]

    def understand(self, text: str, today: date | None = None, previous: Question | None = None) -> Question:
        return understand(text, self.directory, self.outlets, today or datetime.now(UTC).date(), previous)

    def ask(
        self,
        question: str | Question,
        limit: int = 5,
        today: date | None = None,
        previous: Question | None = None,
        collections: tuple[str, ...] | None = None,
    ) -> Answer:
        """The answer to a question: at most `limit` quotes, or why there is none.

        collections: the only ones to look in (None: all).  today: what "last week" counts from.
        """
        if not self._adding and self._behind():
            self.catch_up()
        asked = question if isinstance(question, Question) else self.understand(question, today, previous)
        if collections is not None:
            asked = replace(asked, collections=collections)
        return self._verified(self._answer(asked, limit))

    @staticmethod
    def _verified(answer: Answer) -> Answer:
        """The last check before anything is shown: every quote is a slice of its article."""
        for quote in answer.quotes:
            if quote.text != quote.article.text[quote.start : quote.end] or not quote.text.strip():
                raise AssertionError(f"quote {quote.start}:{quote.end} of article {quote.article.id} is no slice")
        return answer

    def _answer(self, asked: Question, limit: int) -> Answer:
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
        allowed = self.store.matching(
            people,
            asked.since.isoformat() if asked.since else None,
            asked.until.isoformat() if asked.until else None,
            asked.outlet,
            asked.collections,
        )
        if asked.topic:
            vector = self._topic_vector(asked.topic)
            with self._lock:
                ranked = candidates(asked.topic, vector, self.vectors, self.words, allowed, people, depth)
        else:
            latest = self.store.latest(allowed or [], depth)
            ranked = [Candidate(id, 1.0 / n, -1.0, 0.0) for n, id in enumerate(latest, 1)]
        passages = {p.id: p for p in self.store.passages(c.passage for c in ranked)}
        articles = self.store.articles(p.article for p in passages.values())
        statements = self.store.statements(articles, people)
        return answering.choose(asked.topic, ranked, passages, articles, statements, voice, asked.direct_only)

    def _topic_vector(self, topic: str) -> Floats:
        """A topic's embedding; several voices, pages and follow-ups ask for the same one."""
        vector = self._topics.get(topic)
        if vector is None:
            if len(self._topics) > 500:
                self._topics.clear()
            vector = self._topics[topic] = self.embedder.embed([topic])[0]
        return vector

    def _by(self, asked: Question, people: Sequence[int], depth: int = 60) -> list[answering.Found]:
        """Words of these people that fit the question."""
        theirs = frozenset(people)
        found = self._look(asked, people, lambda s: s.person is not None and s.person.id in theirs, depth)
        return answering.convincing(found, content(asked.topic or ""), answering.NEAR_SPEAKER)

    def _said(self, asked: Question, voices: list[Voice], limit: int) -> Answer:
        timeline = asked.ask is Ask.TIMELINE
        depth = 150 if timeline else 60
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
        texts = self.store.latest(self.store.matching(ids, collections=asked.collections) or [], 200)
        passages = self.store.passages(texts)
        articles = self.store.articles(p.article for p in passages)
        topics = answering.topics_of(
            (articles[p.article].text[p.start : p.end] for p in passages),
            [v.person.name for v in voices] + [a for v in voices for a in v.person.aliases],
        )
        about = f" about {asked.topic}" if asked.topic else ""
        when = " in that time" if asked.since or asked.until else ""
        return Answer(
            asked,
            reason=f"Nothing {voices[0].person.name} said{about}{when} is on record.",
            silence=Silence.NOTHING,
            people=(voices[0].person,),
            topics=topics,
        )

    def _on_topic(self, asked: Question, limit: int) -> Answer:
        found = answering.convincing(
            self._look(asked, None, None, 60), content(asked.topic or ""), answering.NEAR_TOPIC
        )
        if found:
            return Answer(asked, tuple(f.quote for f in found[:limit]))
        return Answer(
            asked,
            reason=f"Nothing on record fits “{asked.topic}”.",
            silence=Silence.NO_TOPIC,
            people=self.directory.near(asked.topic or "") or self.directory.most(),
        )

    def _who(self, asked: Question, limit: int) -> Answer:
        found = self._look(asked, None, lambda s: s.person is not None, 400)
        found = answering.convincing(found, content(asked.topic or ""), answering.NEAR_TOPIC)
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
            answer = self._answer(replace(asked, ask=Ask.SAID, speaker=name, others=()), limit)
            sides.append(list(answer.quotes))
            if not answer.quotes:
                missing.append(answer.reason or name)
        turns = [quote for n in range(limit) for side in sides for quote in side[n : n + 1]]
        if not turns:
            return Answer(asked, reason=" ".join(missing), silence=Silence.NOTHING)
        return Answer(asked, tuple(turns[:limit]), reason=" ".join(missing) or None)

    def _check(self, asked: Question, limit: int) -> Answer:
        words = asked.quotation or ""
        people: list[int] | None = None
        if asked.speaker:
            people = [i for v in self.directory.voices(asked.speaker) for i in v.ids]
        exact: list[Quote] = []
        near: list[tuple[Match, Quote]] = []
        seen = set()
        allowed = self.store.matching(collections=asked.collections)
        permitted = None if allowed is None else set(allowed)
        for passage in self.store.passages(
            id for id, _ in self.words.search(words, 80) if permitted is None or id in permitted
        ):
            article = self.store.article(passage.article)
            if article is None:
                continue
            match = locate(words, article.text, passage.start, min(len(article.text), passage.end + 2 * len(words)))
            if match is None or (article.id, match.span) in seen:
                continue
            seen.add((article.id, match.span))
            quote = self._quoted(article.id, match.span)
            if quote is None:
                continue
            if match.likeness == 1.0:
                exact.append(quote)
            else:
                near.append((match, quote))
        if people is not None:
            theirs = [q for q in exact if q.speaker is not None and q.speaker.id in people]
            others = [q for q in exact if q not in theirs]
            if theirs:
                return Answer(asked, tuple(theirs[:limit]), verdict=Verdict.EXACT)
            if others:
                said = others[0].speaker
                whose = f"{said.name}'s" if said else "nobody's we can name"
                return Answer(
                    asked,
                    tuple(others[:limit]),
                    verdict=Verdict.EXACT,
                    reason=f"These words are on record, but as {whose}, not {asked.speaker}'s.",
                )
            near = [n for n in near if n[1].speaker is not None and n[1].speaker.id in people]
        elif exact:
            return Answer(asked, tuple(exact[:limit]), verdict=Verdict.EXACT)
        if near:
            near.sort(key=lambda n: -n[0].likeness)
            match, quote = near[0]
            return Answer(
                asked,
                tuple(q for _, q in near[:limit]),
                verdict=Verdict.NEAR,
                difference=difference(words, quote.article.text[match.span[0] : match.span[1]]),
            )
        who = f" by {asked.speaker}" if asked.speaker else ""
        return Answer(asked, reason=f"These words{who} are not on record.", silence=Silence.NOT_SAID)

    def _quoted(self, id: int, span: Span) -> Quote | None:
        """The whole sentences around found words, with whose words they are."""
        article = self.store.article(id)
        if article is None:
            return None
        holding = [
            s
            for s in self.store.statements([id])[id]
            if not s.question and any(a <= span[0] + 1 and span[1] - 1 <= b for a, b in _envelopes(s))
        ]
        statement = min(holding, key=lambda s: s.end - s.start, default=None)
        start, end = answering.sentences_around(article.text, span)
        return Quote(
            article,
            start,
            end,
            speaker=statement.person if statement else None,
            via=statement.via if statement else None,
            kind=statement.kind if statement else Kind.PASSAGE,
            score=1.0,
        )

    def paragraph(self, quote: Quote) -> Span:
        """The paragraph or paragraphs around a quote, as offsets into its article's text."""
        return answering.paragraph(quote)

    def people(self, name: str) -> tuple[Person, ...]:
        """Whom a name can mean, who spoke most first."""
        return tuple(v.person for v in self.directory.voices(name))


def _envelopes(statement: Statement) -> tuple[Span, ...]:
    return (*statement.content, (statement.start, statement.end))


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
