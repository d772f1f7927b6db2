"""By what articles are narrowed down, and where their passages stand: columns in memory.

An article has some hundred bytes here however long its text, so that a filter over a million passages
is arithmetic on arrays.  What is added later is read on; day, outlet and collection of an article never
change, and numbers are never given twice.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import sqlalchemy as sql

from index.store.schema import article_, change_, passage_, speaks_

Ids = npt.NDArray[np.int64]

REMEMBERED = 64  # filters whose passages are kept till the next change


@dataclass(frozen=True, slots=True)
class _Columns:
    """A row an article, by rising number.  day: 20310304, 0 where none; outlet, collection: numbers of names;
    first, last: its passages, last < first when it has none."""

    article: Ids
    day: Ids
    outlet: Ids
    collection: Ids
    first: Ids
    last: Ids


class ArticleFilter:
    """Filters over the articles of a store."""

    def __init__(self, engine: sql.Engine) -> None:
        self._engine = engine
        self._lock = threading.Lock()
        nothing = np.zeros(0, np.int64)
        self._columns = _Columns(nothing, nothing, nothing, nothing, nothing, nothing)
        self._read = -1  # the change up to which the columns are read
        self._outlets: dict[str | None, int] = {}
        self._shelves: dict[str, int] = {}
        self._known: tuple[int, dict[object, Ids | None]] = (-1, {})

    def matching(
        self,
        people: Iterable[int] | None,
        since: str | None,
        until: str | None,
        outlet: str | None,
        collections: Sequence[str] | None,
        after: int | None,
        upto: int | None,
        generation: int,
    ) -> Ids | None:
        """Ids of the passages a filter leaves, rising; None when it leaves all.  generation: the store's, now."""
        chosen = None if people is None else tuple(people)
        shelves = None if collections is None else tuple(collections)
        key = (chosen, since, until, outlet, shelves, after, upto)
        if self._known[0] != generation or len(self._known[1]) > REMEMBERED:
            self._known = (generation, {})
        known = self._known[1]
        if key not in known:
            with self._engine.connect() as connection:
                known[key] = self._matching(connection, generation, *key)
        return known[key]

    def _matching(
        self,
        connection: sql.Connection,
        generation: int,
        people: tuple[int, ...] | None,
        since: str | None,
        until: str | None,
        outlet: str | None,
        collections: tuple[str, ...] | None,
        after: int | None,
        upto: int | None,
    ) -> Ids | None:
        theirs = None if people is None else _spoken(connection, people)
        if not (since or until or outlet) and collections is None and after is None and upto is None:
            return theirs
        columns = self._now(connection, generation)
        wanted = np.ones(len(columns.article), np.bool_)
        if since:
            wanted &= columns.day >= _number(since)
        if until:
            wanted &= (columns.day <= _number(until)) & (columns.day > 0)
        if outlet:
            called = [number for name, number in self._outlets.items() if name and name.lower() == outlet.lower()]
            wanted &= np.isin(columns.outlet, called)
        if collections is not None:
            wanted &= np.isin(columns.collection, [self._shelves.get(name, -1) for name in collections])
        if after is not None:
            wanted &= columns.article > after
        if upto is not None:
            wanted &= columns.article <= upto
        if wanted.all():
            return theirs
        if theirs is not None:
            return theirs[wanted[self._places(columns, theirs)]] if len(columns.article) else theirs[:0]
        return _ranges(columns.first[wanted], columns.last[wanted])

    def latest(self, among: Ids | None, count: int) -> list[int]:
        """The passages of the newest articles, in the order of their text.  among: ids, rising (None: all)."""
        with self._engine.connect() as connection:
            columns = self._now(connection, _generation(connection))
        if not len(columns.article) or (among is not None and not len(among)):
            return []
        if among is None:
            newest = np.lexsort((-columns.article, -columns.day))[: count + 1]
            among = np.sort(_ranges(columns.first[newest], columns.last[newest]))
        places = self._places(columns, among)
        held = np.unique(places)
        newest = held[np.lexsort((-columns.article[held], -columns.day[held]))]
        found: list[int] = []
        for place in newest.tolist():
            a, b = np.searchsorted(places, [place, place + 1])
            found += among[a:b].tolist()
            if len(found) >= count:
                break
        return found[:count]

    def outlets(self) -> list[str]:
        """Outlets of all articles, each once."""
        with self._engine.connect() as connection:
            held = np.unique(self._now(connection, _generation(connection)).outlet).tolist()
        names = list(self._outlets)
        return [name for number in held if (name := names[number])]

    @staticmethod
    def _places(columns: _Columns, passages: Ids) -> Ids:
        """The row of each passage's article."""
        return np.maximum(np.searchsorted(columns.first, passages, side="right") - 1, 0)

    def _now(self, connection: sql.Connection, generation: int) -> _Columns:
        """The columns with all that was added, without what was removed."""
        with self._lock:
            if self._read >= generation:
                return self._columns
            held = self._columns
            newest = int(held.article[-1]) if len(held.article) else 0
            rows = connection.execute(
                sql.select(article_.c.id, article_.c.day, article_.c.outlet, article_.c.collection)
                .where(article_.c.id > newest)
                .order_by(article_.c.id)
            ).all()
            spans = {
                row[0]: (row[1], row[2])
                for row in connection.execute(
                    sql.select(passage_.c.article, sql.func.min(passage_.c.id), sql.func.max(passage_.c.id))
                    .where(passage_.c.article > newest)
                    .group_by(passage_.c.article)
                )
            }
            # Where an article has no passage it takes the place of the one before, so that `first` keeps rising.
            edge = int(held.last.max()) if len(held.last) else 0
            fresh = []
            for id, day, outlet, collection in rows:
                first, last = spans.get(id, (edge + 1, edge))
                edge = max(edge, last)
                source = self._outlets.setdefault(outlet, len(self._outlets))
                shelf = self._shelves.setdefault(collection, len(self._shelves))
                fresh.append((id, _number(day), source, shelf, first, last))
            added = np.array(fresh, np.int64).reshape(len(fresh), 6).T
            gone = list(
                connection.execute(
                    sql.select(change_.c.article).where(change_.c.id > self._read, change_.c.removed.is_not(None))
                ).scalars()
            )
            old = (held.article, held.day, held.outlet, held.collection, held.first, held.last)
            joined = [np.concatenate(pair) for pair in zip(old, added, strict=True)]
            kept = ~np.isin(joined[0], gone)
            self._columns = _Columns(*(column[kept] for column in joined))
            self._read = generation
            return self._columns


def _generation(connection: sql.Connection) -> int:
    return connection.exec_driver_sql("SELECT max(id) FROM change").scalar() or 0


def _spoken(connection: sql.Connection, people: tuple[int, ...]) -> Ids:
    """Passages with words of one of these people, rising."""
    found = []
    for person in people:
        # One text instead of a row an id: a president has tens of thousands.
        text = connection.execute(
            sql.select(sql.func.group_concat(speaks_.c.passage)).where(speaks_.c.person == person)
        ).scalar()
        if text:
            found.append(np.fromstring(str(text), np.int64, sep=","))
    if len(found) == 1:
        return np.sort(found[0])  # each once; in order, most likely
    return np.unique(np.concatenate(found)) if found else np.zeros(0, np.int64)


def _number(day: str | None) -> int:
    return int(day.replace("-", "")) if day else 0


def _ranges(first: Ids, last: Ids) -> Ids:
    """All numbers from each first to its last."""
    sizes = last - first + 1
    ends = np.cumsum(sizes)
    return np.repeat(first - ends + sizes, sizes) + np.arange(ends[-1] if len(ends) else 0)
