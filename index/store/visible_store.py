"""The store as those see it who may see some collections only: every look at it passes through here.

Its connections have temporary views in front of the tables (`index.store.visible_tables`), so that the same SQL finds
the articles of these collections, what was found in them, and whose words these are by them alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
import sqlalchemy as sql

from index.model import Person
from index.store import appearances, visible_people
from index.store.article_columns import ArticleColumns, Ids, passages_spoken_by
from index.store.dialects import among
from index.store.engines import file_engine, open_server
from index.store.people import statement_counts
from index.store.reads import ArticleReads, spans
from index.store.schema import appearance_, passage_, statement_
from index.store.store import PRAGMAS, SCHEMA, Store
from index.store.transactions import writing
from index.store.visible_people import VisiblePeople
from index.store.visible_tables import show_in_file, show_on_server


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
        self.server = store.server
        if store.server is None:
            self.engine = file_engine(Path(str(store.engine.url.database)), PRAGMAS, 30.0)
            show_in_file(self.engine, collections, self._owner)
        else:
            self.engine = open_server(store.server, SCHEMA, pool=1)  # there may be many of us
            show_on_server(self.engine, SCHEMA, collections, lambda: self._visible.owners)
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
