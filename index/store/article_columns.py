"""What a filter looks at, as columns in memory: a filter over a million passages is arithmetic on arrays.

An article takes some hundred bytes, however long its text.  Articles that are added later are read when a filter is
applied next; day, outlet and collection of an article never change, and ids are never given twice.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import sqlalchemy as sql

from index.model import Filter
from index.store.dialects import joined_ids
from index.store.schema import article_, change_, passage_, speaks_

Ids = npt.NDArray[np.int64]
SpokenBy = Callable[[sql.Connection, tuple[int, ...]], Ids]

CACHED = 64  # filters whose passages are kept till the next change


@dataclass(frozen=True, slots=True)
class _Columns:
    """A row for each article, by rising id.

    Attributes:
        article: Ids.
        day: Day of publication as a number, 20310304; 0 where there is none.
        outlet: Numbers of names.
        collection: Numbers of names.
        first: First passage of the article.
        last: Last passage; less than `first` when the article has none.
    """

    article: Ids
    day: Ids
    outlet: Ids
    collection: Ids
    first: Ids
    last: Ids


class ArticleColumns:
    """Filters over the articles of a store."""

    def __init__(self, engine: sql.Engine, spoken_by: SpokenBy | None = None) -> None:
        """Look at the articles that an engine's connections show.

        Args:
            engine: Of the store.
            spoken_by: Gives the passages with words of one of some people, rising, where the engine shows only a part
                of the articles; None where it shows all.
        """
        self._engine = engine
        self._whole = spoken_by is None
        self._spoken_by = spoken_by
        self._lock = threading.Lock()
        nothing = np.zeros(0, np.int64)
        self._columns = _Columns(nothing, nothing, nothing, nothing, nothing, nothing)
        self._read = -1  # the change up to which the columns are read
        self._outlets: dict[str | None, int] = {}
        self._collections: dict[str, int] = {}
        self._named: tuple[_Columns | None, frozenset[str]] = (None, frozenset())
        self._cached: tuple[int, dict[Filter, Ids | None]] = (-1, {})

    def matching(self, wanted: Filter, generation: int) -> Ids | None:
        """Passages that a filter leaves.

        Args:
            wanted: The filter.
            generation: The store's, now.

        Returns:
            Passage ids, rising; None when the filter leaves all that the store holds.
        """
        if self._cached[0] != generation or len(self._cached[1]) > CACHED:
            self._cached = (generation, {})
        cached = self._cached[1]
        if wanted not in cached:
            with self._engine.connect() as connection:
                cached[wanted] = self._matching(connection, generation, wanted)
        return cached[wanted]

    def _matching(self, connection: sql.Connection, generation: int, wanted: Filter) -> Ids | None:
        theirs = None if wanted.people is None else (self._spoken_by or passages_spoken_by)(connection, wanted.people)
        if self._whole and not wanted.bounds_articles:
            return theirs
        columns = self._current(connection, generation)
        fits = self._fitting(columns, wanted)
        if self._whole and fits.all():
            return theirs
        if theirs is not None:
            if not len(columns.article):
                return theirs[:0]
            rows = self._rows(columns, theirs)
            return theirs[fits[rows] & (theirs <= columns.last[rows])]
        return _ranges(columns.first[fits], columns.last[fits])

    def _fitting(self, columns: _Columns, wanted: Filter) -> npt.NDArray[np.bool_]:
        """Which articles are within all bounds."""
        fits = np.ones(len(columns.article), np.bool_)
        if wanted.since is not None:
            fits &= columns.day >= _number(wanted.since.isoformat())
        if wanted.until is not None:
            fits &= (columns.day <= _number(wanted.until.isoformat())) & (columns.day > 0)
        if wanted.outlet is not None:
            name = wanted.outlet.lower()
            numbers = [number for outlet, number in self._outlets.items() if outlet and outlet.lower() == name]
            fits &= np.isin(columns.outlet, numbers)
        if wanted.after is not None:
            fits &= columns.article > wanted.after
        if wanted.upto is not None:
            fits &= columns.article <= wanted.upto
        return fits

    def latest(self, among: Ids | None, count: int) -> list[int]:
        """The passages of the newest articles, in the order of their text.

        Args:
            among: Passage ids, rising; None means all.
            count: How many passages, at most.
        """
        with self._engine.connect() as connection:
            columns = self._current(connection, _generation(connection))
        if not len(columns.article) or (among is not None and not len(among)):
            return []
        if among is None:
            newest = np.lexsort((-columns.article, -columns.day))[: count + 1]
            among = np.sort(_ranges(columns.first[newest], columns.last[newest]))
        row_of = self._rows(columns, among)
        rows = np.unique(row_of)
        newest = rows[np.lexsort((-columns.article[rows], -columns.day[rows]))]
        passages: list[int] = []
        for row in newest.tolist():
            first, last = np.searchsorted(row_of, [row, row + 1])
            passages += among[first:last].tolist()
            if len(passages) >= count:
                break
        return passages[:count]

    def collections(self) -> frozenset[str]:
        """Collections of all articles."""
        with self._engine.connect() as connection:
            columns = self._current(connection, _generation(connection))
        if self._named[0] is not columns:
            names = list(self._collections)
            self._named = columns, frozenset(names[number] for number in np.unique(columns.collection).tolist())
        return self._named[1]

    def outlets(self) -> list[str]:
        """Outlets of all articles, each once."""
        with self._engine.connect() as connection:
            numbers = np.unique(self._current(connection, _generation(connection)).outlet).tolist()
        names = list(self._outlets)
        return [name for number in numbers if (name := names[number])]

    @staticmethod
    def _rows(columns: _Columns, passages: Ids) -> Ids:
        """The row of each passage's article."""
        return np.maximum(np.searchsorted(columns.first, passages, side="right") - 1, 0)

    def _current(self, connection: sql.Connection, generation: int) -> _Columns:
        """The columns with all that was added, without what was removed."""
        with self._lock:
            if self._read >= generation:
                return self._columns
            old = self._columns
            newest = int(old.article[-1]) if len(old.article) else 0
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
            edge = int(old.last.max()) if len(old.last) else 0
            rows_read = []
            for id, day, outlet, collection in rows:
                first, last = spans.get(id, (edge + 1, edge))
                edge = max(edge, last)
                source = self._outlets.setdefault(outlet, len(self._outlets))
                shelf = self._collections.setdefault(collection, len(self._collections))
                rows_read.append((id, _number(day), source, shelf, first, last))
            added = np.array(rows_read, np.int64).reshape(len(rows_read), 6).T
            removed = list(
                connection.execute(
                    sql.select(change_.c.article).where(change_.c.id > self._read, change_.c.removed.is_not(None))
                ).scalars()
            )
            read = (old.article, old.day, old.outlet, old.collection, old.first, old.last)
            joined = [np.concatenate(pair) for pair in zip(read, added, strict=True)]
            self._complete(connection, joined, newest)
            kept = ~np.isin(joined[0], removed)
            self._columns = _Columns(*(column[kept] for column in joined))
            self._read = generation
            return self._columns

    def _complete(self, connection: sql.Connection, columns: list[Ids], newest: int) -> None:
        """Read again what may have been learned of articles since they were read: their days and outlets.

        Args:
            connection: Where to read.
            columns: Copies, which are altered.
            newest: Id of the last article that was read before.
        """
        changed = sql.select(change_.c.article).where(
            change_.c.id > self._read, change_.c.removed.is_(None), change_.c.article <= newest
        )
        told = sql.select(article_.c.id, article_.c.day, article_.c.outlet).where(article_.c.id.in_(changed))
        for id, day, outlet in connection.execute(told):
            row = int(np.searchsorted(columns[0], id))
            columns[1][row] = _number(day)
            columns[2][row] = self._outlets.setdefault(outlet, len(self._outlets))


def _generation(connection: sql.Connection) -> int:
    return connection.exec_driver_sql("SELECT max(id) FROM change").scalar() or 0


def passages_spoken_by(connection: sql.Connection, people: tuple[int, ...]) -> Ids:
    """Passages with words of one of these people, rising."""
    passages = []
    for person in people:
        # One text instead of a row for each id. Gain (tests/measure/tricks.py): who speaks most has 8,175 of 100,000
        # passages, read in 1.5 ms instead of 7.8, and 81,487 of a million, read in 11 ms instead of 68.
        text = connection.execute(sql.select(joined_ids(speaks_.c.passage)).where(speaks_.c.person == person)).scalar()
        if text:
            passages.append(np.fromstring(str(text), np.int64, sep=","))
    if len(passages) == 1:
        return np.sort(passages[0])  # each once; in order, most likely
    return np.unique(np.concatenate(passages)) if passages else np.zeros(0, np.int64)


def _number(day: str | None) -> int:
    return int(day.replace("-", "")) if day else 0


def _ranges(first: Ids, last: Ids) -> Ids:
    """All numbers from each first to its last."""
    sizes = last - first + 1
    ends = np.cumsum(sizes)
    return np.repeat(first - ends + sizes, sizes) + np.arange(ends[-1] if len(ends) else 0)
