"""The store as those see it who may see some collections only: every look at it passes through here.

Its connections have temporary views in front of the tables, so that the same SQL finds the articles of these
collections, what was found in them, and whose words these are by them alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import sqlalchemy as sql

from index.model import Person
from index.store import appearances, visible_people
from index.store.article_columns import ArticleColumns, Ids, passages_spoken_by
from index.store.people import statement_counts
from index.store.reads import ArticleReads, spans
from index.store.schema import among, appearance_, passage_, statement_
from index.store.store import Store, prepare
from index.store.transactions import writing
from index.store.visible_people import VisiblePeople

# Tables of an article by the column that names it.
_BY_ARTICLE = ("address", "passage", "blocks")
_SEEN = "EXISTS (SELECT 1 FROM main.article AS seen WHERE seen.id = {article} AND seen.collection IN ({collections}))"
_VIEWS = (
    "CREATE TEMP VIEW article AS SELECT * FROM main.article WHERE collection IN ({collections})",
    "CREATE TEMP VIEW statement AS SELECT id, article, owner(appearance, person) AS person, kind, content, start,"
    ' "end",'
    " owner(via_appearance, via) AS via, mention, cue, confidence, question, appearance, via_appearance"
    " FROM main.statement AS each WHERE {seen}",
    "CREATE TEMP VIEW appearance AS SELECT id, article, owner(id, person) AS person, key, name, aliases, roles,"
    " organisation FROM main.appearance AS each WHERE {seen}",
    "CREATE TEMP VIEW held_role AS SELECT each.* FROM main.held_role AS each"
    " JOIN main.appearance AS bearer ON bearer.id = each.appearance WHERE {seen_bearer}",
    # Of whom these tables tell depends on all articles.
    "CREATE TEMP VIEW person AS SELECT * FROM main.person WHERE 0",
    "CREATE TEMP VIEW alias AS SELECT * FROM main.alias WHERE 0",
    "CREATE TEMP VIEW speaks AS SELECT * FROM main.speaks WHERE 0",
)


class VisibleStore(Store):
    """Some collections of a store, to be read only: as if it held no others."""

    def __init__(self, store: Store, collections: Sequence[str]) -> None:
        """Look at a store.

        Args:
            store: The whole.
            collections: Those that may be seen.
        """
        self._store, self._collections = store, tuple(collections)
        self._visible = VisiblePeople(generation=-1)
        self.engine = sql.create_engine(store.engine.url, connect_args={"timeout": 30}, pool_use_lifo=True)
        sql.event.listen(self.engine, "connect", self._prepare)
        self.columns = ArticleColumns(self.engine, self._spoken_by)
        self.reads = ArticleReads(self.engine)
        self._people: tuple[int, dict[int, Person]] = (-1, {})

    def refresh(self, generation: int) -> None:
        """Take over what has changed up to a generation of the store, where it tells who is whom."""
        known = self._visible
        if known.generation == generation:
            return
        with self._store.engine.connect() as connection:
            uncomputed = connection.execute(sql.select(appearance_.c.id).where(appearance_.c.key.is_(None)).limit(1))
            if uncomputed.first() is not None:
                with writing(self._store.engine) as writer:
                    appearances.complete_keys(writer)
        with self._store.engine.connect() as connection:
            if known.generation < 0 or visible_people.changed_since(connection, known, self._collections):
                self._visible = visible_people.decide(connection, self._collections, generation)
            else:
                self._visible = known.at(generation)

    def stored_ids(self, people: Iterable[int]) -> list[int]:
        """The ids under which the search indexes have the words of people, and perhaps those of others."""
        return self._visible.stored_ids(people)

    def is_divided(self, people: Iterable[int]) -> bool:
        """Whether what the search indexes have under those ids may be somebody else's here."""
        return any(id in self._visible.stored for id in people)

    def people(self, ids: Iterable[int]) -> dict[int, Person]:
        """People by id; unknown ids are left out."""
        ids = set(ids)
        changed = self._visible.people
        return self._store.people(ids - changed.keys()) | {id: changed[id] for id in ids & changed.keys()}

    def speakers(self) -> list[tuple[Person, int]]:
        """Everyone whose words may be seen, with the number of their statements."""
        with self.engine.connect() as connection:
            counts = statement_counts(connection)
        return [(person, counts[id]) for id, person in self.people(counts).items()]

    def newcomers(self, after: int, upto: int) -> list[tuple[Person, int]] | None:
        """None: whoever came may change who is whom."""
        return None

    def _prepare(self, connection: sql.engine.interfaces.DBAPIConnection, record: object) -> None:
        prepare(connection, record)
        connection.create_function("owner", 2, self._owner)
        names = ", ".join("'" + name.replace("\0", "").replace("'", "''") + "'" for name in self._collections)
        seen = _SEEN.format(article="each.article", collections=names)
        seen_bearer = _SEEN.format(article="bearer.article", collections=names)
        cursor = connection.cursor()
        for view in _VIEWS:
            cursor.execute(view.format(collections=names, seen=seen, seen_bearer=seen_bearer))
        for table in _BY_ARTICLE:
            cursor.execute(f"CREATE TEMP VIEW {table} AS SELECT * FROM main.{table} AS each WHERE {seen}")
        cursor.close()

    def _owner(self, appearance: int | None, stored: int | None) -> int | None:
        return self._visible.owner(appearance, stored)

    def _spoken_by(self, connection: sql.Connection, people: tuple[int, ...]) -> Ids:
        """Passages with words of one of these people, rising."""
        visible = self._visible
        passages = [_read_spoken_by(connection, id, visible.articles[id]) for id in people if id in visible.articles]
        if same := tuple(id for id in people if id not in visible.articles):
            with self._store.engine.connect() as whole:
                passages.append(passages_spoken_by(whole, same))
        return np.unique(np.concatenate(passages)) if passages else np.zeros(0, np.int64)


def _read_spoken_by(connection: sql.Connection, person: int, articles: Iterable[int]) -> Ids:
    """Passages of some articles with words of somebody."""
    statements = connection.execute(
        sql.select(statement_.c.article, statement_.c.content).where(
            among(statement_.c.article, articles), statement_.c.person == person
        )
    ).all()
    contents = [(row.article, start, end) for row in statements for start, end in spans(row.content)]
    passages = connection.execute(
        sql.select(passage_).where(among(passage_.c.article, {article for article, _, _ in contents}))
    ).all()
    found = [
        row.id
        for row in passages
        if any(article == row.article and row.start < end and start < row.end for article, start, end in contents)
    ]
    return np.array(sorted(found), np.int64)
