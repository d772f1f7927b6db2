"""Who is whom in some collections alone: as if the articles of others had never been added.

The store decides who is whom from all articles. Where one of another collection had a say, it is decided again here,
by the same code, in a database in memory that holds the appearances of these collections alone.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import sqlalchemy as sql

from index.model import Person
from index.store import appearances, decision_log, people, revisions
from index.store.dialects import among
from index.store.identities import Appearance
from index.store.schema import appearance_, article_, decision_, held_role_, metadata, person_

FIRST_NEW = 1 << 40  # added to the first of their appearances, the id of people who are nobody's in the store


@dataclass(frozen=True, slots=True)
class VisiblePeople:
    """Those about whom articles of other collections tell, as these collections alone show them.

    Attributes:
        owners: Their ids, by the ids of their appearances in these collections.
        people: They themselves, by their ids.
        stored: Of each the ids that the store gives to their appearances.
        articles: Of each the articles in which they appear.
        keys: The comparison keys of their names.
        generation: The store's.
    """

    owners: dict[int, int] = field(default_factory=dict)
    people: dict[int, Person] = field(default_factory=dict)
    stored: dict[int, set[int]] = field(default_factory=dict)
    articles: dict[int, set[int]] = field(default_factory=dict)
    keys: frozenset[str] = frozenset()
    generation: int = 0

    def at(self, generation: int) -> VisiblePeople:
        """The same at a later generation that has changed nothing of it."""
        return replace(self, generation=generation)

    def owner(self, appearance: int | None, stored: int | None) -> int | None:
        """Whose an appearance is, where `stored` is what the store says."""
        return stored if appearance is None else self.owners.get(appearance, stored)

    def stored_ids(self, ids: Iterable[int]) -> list[int]:
        """The ids under which the store, and what is derived from it, has the words of people."""
        return sorted({each for id in ids for each in self.stored.get(id, (id,))})


def decide(connection: sql.Connection, collections: Sequence[str], generation: int) -> VisiblePeople:
    """Decide who is whom in some collections.

    Args:
        connection: To the whole store.
        collections: Their names.
        generation: The store's.
    """
    hidden = article_.c.collection.not_in(collections)
    decisions = decision_log.read(connection)
    keys = appearances.closed(_keys(connection, hidden), decisions)
    visible = article_.c.collection.in_(collections)
    rows = _rows(connection, visible, among(appearance_.c.key, keys))
    titles = _titles(connection, hidden, None) | _titles(connection, visible, [row.id for row in rows])
    titles |= {title for row in rows if (title := _title(row))}
    nameless = _nameless(connection, visible, titles, keys)
    bearers = _bearers(connection, visible, titles, {row.id for row in (*rows, *nameless)})
    engine = sql.create_engine("sqlite://", poolclass=sql.pool.StaticPool)
    metadata.create_all(engine)
    with engine.begin() as apart:
        _copy(connection, apart, [*rows, *nameless, *bearers])
        appearances.settle(apart, keys)
        appearances.settle(apart, {row.key for row in nameless} - keys)
        owners = appearances.owners(apart, [row.id for row in (*rows, *nameless)])
        changed = people.people(apart, set(owners.values()) - {row.person for row in bearers})
    engine.dispose()
    numbers = _numbers(owners)
    owners = {appearance: numbers[owner] for appearance, owner in owners.items()}
    changed = {numbers[id]: replace(person, id=numbers[id]) for id, person in changed.items()}
    touched = set(changed)  # and whoever is given, or loses, what "the President" said
    touched |= {id for row in nameless if owners[row.id] != row.person for id in (owners[row.id], row.person) if id}
    shown = _rows(connection, visible, among(appearance_.c.person, touched - changed.keys()))
    stored: dict[int, set[int]] = {}
    articles: dict[int, set[int]] = {}
    for row in (*rows, *nameless, *shown):
        owner = owners.get(row.id, row.person)
        if owner in touched:
            stored.setdefault(owner, set()).add(row.person)
            articles.setdefault(owner, set()).add(row.article)
    known = frozenset({*keys, *(row.key for row in nameless)})
    return VisiblePeople(owners, changed, stored, articles, known, generation)


def changed_since(connection: sql.Connection, known: VisiblePeople, collections: Sequence[str]) -> bool:
    """Whether what came since makes it needful to decide again; additions about others don't."""
    since = sql.text("SELECT article, removed FROM change WHERE id > :generation")
    changes = connection.execute(since, {"generation": known.generation}).all()
    articles = [row.article for row in changes]
    if len(articles) > 1000 or any(row.removed is not None for row in changes) or len({*articles}) < len(articles):
        return True
    query = (
        sql.select(appearance_.c.key, article_.c.collection)
        .join(article_, article_.c.id == appearance_.c.article)
        .where(among(appearance_.c.article, articles))
    )
    told = connection.execute(query).all()
    return any(row.collection not in collections or row.key in known.keys for row in told)


def _numbers(owners: Mapping[int, int]) -> dict[int, int]:
    """Ids of people by those that they got here: links and buttons with them mean the same when others come.

    Args:
        owners: Ids that they got here, by the ids of their appearances.
    """
    numbers: dict[int, int] = {}
    for appearance, owner in sorted(owners.items()):
        numbers.setdefault(owner, owner if owner < FIRST_NEW else FIRST_NEW + appearance)
    return numbers


def _keys(connection: sql.Connection, where: sql.ColumnElement[bool]) -> set[str]:
    query = sql.select(appearance_.c.key).distinct().join(article_, article_.c.id == appearance_.c.article)
    return set(connection.execute(query.where(where, appearance_.c.key.is_not(None))).scalars())


def _titles(connection: sql.Connection, where: sql.ColumnElement[bool], ids: Sequence[int] | None) -> set[str]:
    """By which bare titles somebody may be called, of some appearances; None: of all."""
    query = (
        sql.select(held_role_.c.title)
        .distinct()
        .join(appearance_, appearance_.c.id == held_role_.c.appearance)
        .join(article_, article_.c.id == appearance_.c.article)
        .where(where)
    )
    if ids is not None:
        query = query.where(among(appearance_.c.id, ids))
    return set(connection.execute(query).scalars())


def _rows(connection: sql.Connection, *where: sql.ColumnElement[bool]) -> Sequence[Any]:
    told = (article_.c.outlet, article_.c.day, article_.c.sha256, article_.c.collection, article_.c.replaced_by)
    query = sql.select(*appearance_.c, *told)
    joined = appearance_.join(article_, article_.c.id == appearance_.c.article)
    return connection.execute(query.select_from(joined).where(*where).order_by(appearance_.c.id)).all()


def _nameless(
    connection: sql.Connection, visible: sql.ColumnElement[bool], titles: Collection[str], keys: Collection[str]
) -> list[Any]:
    """Appearances as "the President", of other keys, whose bearer may be decided by one of these titles."""
    if not titles:
        return []
    rows = _rows(connection, visible, sql.func.lower(appearance_.c.name).like("the %"))
    return [row for row in rows if row.key not in keys and _title(row) in titles]


def _title(row: Any) -> str:
    """The role of somebody who has no name; "" of others."""
    return Appearance(0, 0, row.name, roles=tuple(json.loads(row.roles))).title


def _bearers(
    connection: sql.Connection, visible: sql.ColumnElement[bool], titles: Collection[str], without: Collection[int]
) -> list[Any]:
    """Appearances of those who bear one of these titles, about whom nothing is decided anew."""
    bearing = sql.select(held_role_.c.appearance).where(among(held_role_.c.title, titles))
    rows = _rows(connection, visible, appearance_.c.id.in_(bearing))
    return [row for row in rows if row.id not in without]


def _copy(connection: sql.Connection, apart: sql.Connection, rows: Sequence[Any]) -> None:
    """Copy appearances, with all that it takes to decide whose they are."""
    if not rows:
        return
    _copy_articles(connection, apart, rows)
    columns = [column.name for column in appearance_.c]
    apart.execute(appearance_.insert(), [{name: getattr(row, name) for name in columns} for row in rows])
    ids = [row.id for row in rows]
    for table, where in (
        (person_, among(person_.c.id, {row.person for row in rows if row.person})),
        (held_role_, among(held_role_.c.appearance, ids)),
        (decision_, sql.true()),
    ):
        if copied := [dict(row) for row in connection.execute(sql.select(table).where(where)).mappings()]:
            apart.execute(table.insert(), copied)
    apart.exec_driver_sql("DELETE FROM sqlite_sequence WHERE name = 'person'")
    apart.exec_driver_sql("INSERT INTO sqlite_sequence (name, seq) VALUES ('person', ?)", (FIRST_NEW,))


def _copy_articles(connection: sql.Connection, apart: sql.Connection, rows: Sequence[Any]) -> None:
    """Copy the articles of appearances, without their texts."""
    articles = {
        row.article: {
            "id": row.article, "sha256": row.sha256, "collection": row.collection, "outlet": row.outlet,
            "day": row.day, "replaced_by": row.replaced_by, "added": "", "text": "",
        }
        for row in rows
    }  # fmt: skip
    apart.execute(article_.insert(), list(articles.values()))
    # Decisions may name an article by an earlier revision of it.
    earlier = [each for each in revisions.earlier(connection, articles) if each["id"] not in articles]
    if earlier:
        apart.execute(article_.insert(), [{**each, "added": "", "text": ""} for each in earlier])
