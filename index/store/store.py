"""The truth: articles, their passages, statements and people, in SQL.

Everything derived (vectors, words) is caught up from `change`, a log of what was added
and removed in which order.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import sqlalchemy as sql

from index.errors import StoreError
from index.model import Article, Block, Draft, Filter, Kind, Passage, Person, Span, Statement
from index.origin import Origin
from index.permissions import private_folder
from index.store import appearances, blocks, completion, decision_log, origins, people, rereading, revisions, writes
from index.store.article_columns import ArticleColumns, Ids
from index.store.decisions import Decision
from index.store.dialects import among
from index.store.engines import described, only_readable, open_engine, reading_engine, unreadable
from index.store.kept_vectors import KeptVectors
from index.store.layout import Layout
from index.store.reads import ArticleReads, span, spans
from index.store.revisions import Revision
from index.store.schema import (
    MOVING,
    address_,
    article_,
    change_,
    passage_,
    person_,
    property_,
    speaks_,
    statement_,
)
from index.store.transactions import close, writing
from index.store.writes import Stored
from index.unfinished import refuse_unfinished

LAYOUT = Layout(Path(__file__).parent / "migrations")
SCHEMA = "onrecord"  # on a server
PRAGMAS = ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON", "busy_timeout=30000", "cache_size=-8000")
KINDS = {kind.value: kind for kind in Kind}
CACHED_PEOPLE = 20_000
SAID = tuple(column for column in statement_.c if column.name not in ("appearance", "via_appearance"))


class ArticleEntry(NamedTuple):
    """A line of the list of articles; `published` is ISO 8601, `url` the first address."""

    id: int
    title: str | None
    outlet: str | None
    published: str | None
    url: str | None


class Store:
    """Articles and what was found in them, in one SQLite file (WAL) or in a schema on a PostgreSQL server.

    Attributes:
        server: Address of the server's database; None where it is the file.
        only_read: Whether the file, and what lies beside it, can't be written.
    """

    def __init__(self, path: Path, server: str | None = None, unfinished: bool = False, reading: bool = False) -> None:
        """Open or create the file or the schema, and bring it to the layout of this release.

        Args:
            path: The file, in the data folder.
            server: Address of the PostgreSQL database that is used in its place.
            unfinished: Whether one is opened, too, that is only a part of what it is to be, since it is being moved.
            reading: Whether a file that can only be read is opened, too; nobody may write it till this is closed.

        Raises:
            StoreError: It is no store of ours, or a part of one, damaged, of a later release, or can't be brought up to
                date; the server can't be reached or refuses us.
        """
        refuse_unfinished(path.parent)
        private_folder(path.parent)
        self.server = server
        self.only_read = reading and server is None and only_readable(path)
        self.engine = reading_engine(path) if self.only_read else open_engine(path, server, SCHEMA, PRAGMAS)
        self.columns = ArticleColumns(self.engine)
        self.reads = ArticleReads(self.engine)
        self._people: tuple[int, dict[int, Person]] = (-1, {})
        self._kept_vectors: dict[str, KeptVectors | None] = {}
        try:
            LAYOUT.bring_up_to_date(self.engine)
        except sql.exc.DatabaseError as error:
            raise unreadable(self.engine, error) from error
        if not unfinished and self.is_unfinished():
            self.close()
            raise StoreError(
                f"{described(self.engine)} is being moved to, or a move was broken off; run `onrecord move` again"
            )

    def is_unfinished(self) -> bool:
        """Whether it is only a part of what it is to be, since it is being moved."""
        with self.engine.connect() as connection:
            query = sql.select(property_.c.name).where(property_.c.name == MOVING)
            return connection.execute(query).first() is not None

    def close(self) -> None:
        """Close every connection; the file alone is then the whole store, unless another process has it open."""
        close(self.engine)

    # articles

    def known(self, text: str, collection: str) -> int | None:
        """The id of the article that says this very text now, if there is one."""
        with self.engine.connect() as connection:
            return writes.known(connection, text, collection)

    def add_address(self, article: int, url: str) -> bool:
        """Note another address of an article; False when it was known already."""
        with writing(self.engine) as connection:
            return writes.add_address(connection, article, url)

    def complete(self, article: int, draft: Draft) -> bool:
        """Fill what an article lacks from the same text as it came once more; False where nothing was to be filled."""
        with writing(self.engine) as connection:
            return completion.complete(connection, article, draft)

    def add(
        self,
        items: Iterable[tuple[Draft, Sequence[Span], Sequence[Statement]]],
        with_them: Callable[[sql.Connection, list[Stored]], None] = lambda *_: None,
    ) -> list[Stored]:
        """Store articles with their passages and statements, all or none.

        Args:
            items: The articles.
            with_them: Called with what became of each, to store more in the same transaction.

        Returns:
            What became of each, in order.
        """
        with writing(self.engine) as connection:
            stored = [writes.add(connection, draft, spans, statements) for draft, spans, statements in items]
            with_them(connection, stored)
            return stored

    def kept_vectors(self, fingerprint: str, width: int) -> KeptVectors | None:
        """The vectors that a server keeps of a model; None where it keeps none, as in files.

        Args:
            fingerprint: Of the model.
            width: Numbers in a vector.
        """
        if self.server is None:
            return None
        if fingerprint not in self._kept_vectors:
            self._kept_vectors[fingerprint] = KeptVectors.of_model(self.engine, fingerprint, width)
        return self._kept_vectors[fingerprint]

    def replace_statements(self, found: dict[int, Sequence[Statement]]) -> None:
        """Put newly found statements of articles in place of all old ones, and people likewise: all or none.

        Articles that are missing in `found` (added meanwhile) keep theirs, and the people in them.
        """
        with writing(self.engine) as connection:
            writes.replace_statements(connection, found)

    def kept_rereading(self, reader: str) -> set[int]:
        """Articles whose statements a reader has found again already; what others have found is dropped.

        Args:
            reader: What tells one way of reading from another.
        """
        with writing(self.engine) as connection:
            return rereading.kept(connection, reader)

    def keep_rereading(self, reader: str, found: dict[int, list[Statement]]) -> None:
        """Keep newly found statements of some articles till those of all are there; a killed process loses none.

        Args:
            reader: What tells one way of reading from another.
            found: Statements by article.
        """
        with writing(self.engine) as connection:
            there = set(connection.execute(sql.select(article_.c.id).where(among(article_.c.id, found))).scalars())
            rereading.keep(connection, reader, {id: each for id, each in found.items() if id in there})

    def finish_rereading(self, reader: str) -> None:
        """Put what a reader has found in place of the old statements: all of it or none.

        Args:
            reader: What tells one way of reading from another.
        """
        with writing(self.engine) as connection:
            if found := rereading.take(connection, reader):
                writes.replace_statements(connection, found)

    def remove(self, article: int) -> bool:
        """Remove an article with everything found in it, and its earlier revisions; False when there is none."""
        with writing(self.engine) as connection:
            ids = connection.execute(
                sql.select(sql.func.min(passage_.c.id), sql.func.max(passage_.c.id)).where(
                    passage_.c.article == article
                )
            ).one()
            gone = connection.execute(article_.delete().where(article_.c.id == article)).rowcount
            connection.execute(article_.delete().where(article_.c.replaced_by == article))
            if gone:
                removed = f"{ids[0]}-{ids[1]}" if ids[0] is not None else ""
                connection.execute(change_.insert().values(article=article, removed=removed))
            return bool(gone)

    def revisions(self, generation: int) -> tuple[list[Revision], int]:
        """What was replaced after a generation, oldest first, and the generation up to which that is told."""
        with self.engine.connect() as connection:
            return revisions.made_after(connection, generation)

    def article(self, id: int) -> Article | None:
        """The article, or None when there is none."""
        return self.articles([id]).get(id)

    def articles(self, ids: Iterable[int]) -> dict[int, Article]:
        """Articles by id; unknown ids are left out."""
        return self.reads.articles(ids)

    def blocks(self, articles: Iterable[int]) -> dict[int, tuple[Block, ...]]:
        """Blocks by the id of their article; none of an article whose lines tell them (`infer_blocks`)."""
        with self.engine.connect() as connection:
            return blocks.of_articles(connection, articles)

    def find(self, key: str) -> int | None:
        """The id of the article meant by an id, an address or the end of one."""
        with self.engine.connect() as connection:
            if key.isdecimal() and len(key) < 19:  # longer ones may have more than SQLite's 64 bits
                id: int | None = connection.execute(sql.select(article_.c.id).where(article_.c.id == int(key))).scalar()
                if id is not None:
                    return id
            at_address = sql.select(address_.c.article).where(address_.c.url == key).order_by(address_.c.article.desc())
            return connection.execute(at_address.limit(1)).scalar()

    def listing(self) -> list[ArticleEntry]:
        """Every article in its newest revision, oldest first."""
        first = (
            sql.select(address_.c.url)
            .where(address_.c.article == article_.c.id)
            .order_by(address_.c.id)
            .limit(1)
            .scalar_subquery()
        )
        columns = (article_.c.id, article_.c.title, article_.c.outlet, article_.c.published)
        with self.engine.connect() as connection:
            newest = sql.select(*columns, first.label("url")).where(article_.c.replaced_by.is_(None))
            rows = connection.execute(newest.order_by(article_.c.id)).all()
        return [ArticleEntry(row.id, row.title, row.outlet, row.published, row.url) for row in rows]

    def counts(self) -> dict[str, int]:
        """How many articles, passages, statements and people who speak are stored, by the names of the tables."""
        with self.engine.connect() as connection:
            counts = {
                table.name: connection.execute(sql.select(sql.func.count()).select_from(table)).scalar_one()
                for table in (article_, passage_, statement_)
            }
            counts[person_.name] = len(people.statement_counts(connection))
            replaced = article_.c.replaced_by.is_not(None)
            counts[article_.name] -= connection.execute(sql.select(sql.func.count()).where(replaced)).scalar_one()
            said = sql.select(sql.func.count()).select_from(statement_.join(article_)).where(replaced)
            counts[statement_.name] -= connection.execute(said).scalar_one()
            return counts

    def last_article(self, before: datetime | None = None, generation: int | None = None) -> int:
        """The highest id of an article; 0 when there is none.

        Args:
            before: Only of articles added before this moment.
            generation: Only of articles added up to this generation.
        """
        query = sql.select(sql.func.max(article_.c.id))
        if before is not None:
            query = query.where(article_.c.added < before.astimezone(UTC).isoformat())
        if generation is not None:
            added = sql.select(sql.func.max(change_.c.article)).where(
                change_.c.id <= generation, change_.c.removed.is_(None)
            )
            query = query.where(article_.c.id <= added.scalar_subquery())
        with self.engine.connect() as connection:
            return connection.execute(query).scalar() or 0

    def added(self, article: int) -> datetime | None:
        """When an article came in, or the last one before it that is still here; None where there is none."""
        query = sql.select(sql.func.max(article_.c.added)).where(article_.c.id <= article)
        with self.engine.connect() as connection:
            moment = connection.execute(query).scalar()
        return datetime.fromisoformat(moment) if moment else None

    def window(self, wanted: Filter) -> list[int]:
        """Ids of the articles that a filter leaves, in order; its people don't count."""
        query = sql.select(article_.c.id).where(article_.c.replaced_by.is_(None))
        if wanted.after is not None:
            query = query.where(article_.c.id > wanted.after)
        if wanted.upto is not None:
            query = query.where(article_.c.id <= wanted.upto)
        if wanted.since is not None:
            query = query.where(article_.c.day >= wanted.since.isoformat())
        if wanted.until is not None:
            query = query.where(article_.c.day <= wanted.until.isoformat())
        if wanted.outlet is not None:
            # SQLite's lower() knows ASCII only.
            name = wanted.outlet.lower()
            query = query.where(article_.c.outlet.in_([each for each in self.outlets() if each.lower() == name]))
        with self.engine.connect() as connection:
            return list(connection.execute(query.order_by(article_.c.id)).scalars())

    def fresh(self, after: int, upto: int, day: str) -> list[int]:
        """Articles that are not known to have been published before a day.

        Args:
            after: Article id; only later ones.
            upto: Article id; only this one and earlier ones.
            day: ISO day of publication.

        Returns:
            Ids of the articles of that day and later, and of undated ones, in order.
        """
        query = sql.select(article_.c.id).where(
            article_.c.id > after,
            article_.c.id <= upto,
            article_.c.replaced_by.is_(None),
            sql.or_(article_.c.day >= day, article_.c.day.is_(None)),
        )
        with self.engine.connect() as connection:
            return list(connection.execute(query.order_by(article_.c.id)).scalars())

    # passages

    def passages(self, ids: Iterable[int]) -> list[Passage]:
        """Passages of these ids, in the order asked; unknown ids are left out."""
        return self.reads.passages(ids)

    def passages_of(self, articles: Iterable[int]) -> list[Passage]:
        """All passages of some articles, in the order of their ids."""
        with self.engine.connect() as connection:
            rows = connection.execute(
                sql.select(passage_).where(among(passage_.c.article, articles)).order_by(passage_.c.id)
            ).all()
        return [Passage(row.id, row.article, row.start, row.end) for row in rows]

    def matching(self, wanted: Filter, generation: int | None = None) -> Ids | None:
        """Passages that a filter leaves.

        Args:
            wanted: The filter.
            generation: The store's, now, where it is known.

        Returns:
            Passage ids, rising; None when the filter leaves all.
        """
        return self.columns.matching(wanted, self.generation if generation is None else generation)

    def latest(self, among: Ids | None, count: int) -> list[int]:
        """The passages of the newest articles, in the order of their text.

        Args:
            among: Passage ids, rising; None means all.
            count: How many passages, at most.
        """
        return self.columns.latest(among, count)

    # statements and people

    def statements(self, articles: Iterable[int], people: Sequence[int] | None = None) -> dict[int, list[Statement]]:
        """Statements of each article, in the order of the text.

        Args:
            articles: Ids.
            people: Ids of those whose statements are wanted; None means all.
        """
        return {article: list(numbered.values()) for article, numbered in self.numbered(articles, people).items()}

    def numbered(self, articles: Iterable[int], people: Sequence[int] | None = None) -> dict[int, dict[int, Statement]]:
        """Statements of each article by their own ids, in the order of the text.

        Args:
            articles: Ids.
            people: Ids of those whose statements are wanted; None means all.
        """
        wanted = list(dict.fromkeys(articles))
        numbered: dict[int, dict[int, Statement]] = {id: {} for id in wanted}
        query = sql.select(*SAID).where(among(statement_.c.article, wanted))
        if people is not None:
            query = query.where(among(statement_.c.person, people))
        with self.engine.connect() as connection:
            place = (statement_.c.article, statement_.c.start, statement_.c.end, statement_.c.id)
            rows = connection.execute(query.order_by(*place)).all()
        known = self.remembered({i for row in rows for i in (row[2], row[3]) if i})
        for id, article, person, via, kind, content, _, _, mention, cue, confidence, question in rows:
            numbered[article][id] = Statement(
                spans(content),
                KINDS[kind],
                span(mention),
                span(cue),
                known.get(person),
                known.get(via),
                confidence,
                bool(question),
            )
        return numbered

    def remembered(self, ids: set[int], generation: int | None = None) -> dict[int, Person]:
        """People by id, those asked for before from memory.

        Args:
            ids: Unknown ones are left out.
            generation: The store's, now, where it is known.
        """
        generation = self.generation if generation is None else generation
        if self._people[0] != generation or len(self._people[1]) > CACHED_PEOPLE:
            self._people = (generation, {})
        cached = self._people[1]
        if missing := ids - cached.keys():
            cached.update(self.people(missing))
        return {id: cached[id] for id in ids if id in cached}

    def people(self, ids: Iterable[int]) -> dict[int, Person]:
        """People by id; unknown ids are left out."""
        with self.engine.connect() as connection:
            return people.people(connection, ids)

    def speakers(self) -> list[tuple[Person, int]]:
        """Everyone whose words are stored, with the number of their statements."""
        with self.engine.connect() as connection:
            return people.speakers(connection)

    def bearers(self, titles: Collection[str]) -> dict[int, int]:
        """People who are called by one of these plain titles, with the number of articles that call them so."""
        with self.engine.connect() as connection:
            return people.bearers(connection, titles)

    def days_called(self, titles: Collection[str]) -> list[tuple[int, str]]:
        """People with the days, in ISO 8601, of the articles that call them by one of these plain titles."""
        with self.engine.connect() as connection:
            return people.days_called(connection, titles)

    def newcomers(self, after: int, upto: int) -> list[tuple[Person, int]] | None:
        """Those who speak in what was added between two generations, with the number of statements there.

        None when more than additions happened in between, so that only `speakers` tells.
        """
        with self.engine.connect() as connection:
            return people.newcomers(connection, after, upto)

    def decide(self, decision: Decision) -> Decision:
        """Store what an editor decided about people, and apply it; returns it with its number."""
        with writing(self.engine) as connection:
            decision = decision_log.add(connection, decision)
            appearances.settle_decision(connection, decision)
        return decision

    def people_count(self) -> int:
        """How many people there are who appear in an article: what a split must change."""
        with self.engine.connect() as connection:
            return connection.exec_driver_sql("SELECT count(DISTINCT person) FROM appearance").scalar() or 0

    def undo(self, decision: int) -> Decision | None:
        """Take a decision back; None when there is none of that number, or it was taken back before."""
        with writing(self.engine) as connection:
            undone = decision_log.undo(connection, decision)
            if undone is not None:
                appearances.settle_decision(connection, undone)
        return undone

    def decisions(self) -> list[Decision]:
        """What editors decided about people and did not take back, oldest first."""
        with self.engine.connect() as connection:
            return decision_log.read(connection)

    def speakers_in(self, passages: Iterable[int]) -> dict[int, tuple[int, ...]]:
        """People whose words each passage holds."""
        speakers: dict[int, list[int]] = {}
        with self.engine.connect() as connection:
            for row in connection.execute(sql.select(speaks_).where(among(speaks_.c.passage, passages))):
                speakers.setdefault(row.passage, []).append(row.person)
        return {passage: tuple(people) for passage, people in speakers.items()}

    def outlets(self) -> list[str]:
        """Outlets of all articles, each once."""
        return self.columns.outlets()

    # changes

    @property
    def generation(self) -> int:
        """The number of the last change; grows with every article added or removed."""
        with self.engine.connect() as connection:
            return connection.exec_driver_sql("SELECT max(id) FROM change").scalar() or 0

    @property
    def origin(self) -> Origin:
        """What is derived from the store as it is now notes this."""
        with self.engine.connect() as connection:
            return origins.newest(connection)

    def knows(self, origin: Origin) -> bool:
        """Whether something was derived from this store, or from one of which this is a copy that went on."""
        with self.engine.connect() as connection:
            return origins.knows(connection, origin)

    def takes_unmarked(self) -> bool:
        """Whether what is derived and says nothing of its store is still to be taken for this one's."""
        with self.engine.connect() as connection:
            return origins.takes_unmarked(connection)

    def take_no_unmarked(self) -> None:
        """Note that all that is derived from this store says so."""
        with writing(self.engine) as connection:
            origins.take_no_unmarked(connection)

    def changes(self, after: int) -> tuple[list[int], list[tuple[int, int]]]:
        """What changed after a generation: articles added, ranges of passages removed."""
        with self.engine.connect() as connection:
            rows = connection.execute(sql.select(change_).where(change_.c.id > after).order_by(change_.c.id)).all()
        removed: list[tuple[int, int]] = []
        articles_removed = set()
        for row in rows:
            if row.removed is not None:
                articles_removed.add(row.article)
                if row.removed:
                    first, last = row.removed.split("-")
                    removed.append((int(first), int(last)))
        added = dict.fromkeys(row.article for row in rows if row.article not in articles_removed)
        return list(added), removed
