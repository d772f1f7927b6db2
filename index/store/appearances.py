"""Appearances of people in articles, and whose they are: decided as articles come, and anew where decisions come.

`index.store.identities` and `index.store.decisions` decide; here is the SQL around them.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

import sqlalchemy as sql

from index.model import Person
from index.store import decision_log
from index.store.decisions import Decision, people_of
from index.store.dialects import among, insert_all, insert_new, next_ids
from index.store.identities import NEAR, Appearance, Identity, display_name
from index.store.schema import alias_, appearance_, article_, change_, held_role_, person_, statement_
from index.store.speaking import record_speakers
from index.text.name_variants import name_form
from index.text.roles import titles_of

KEYS_AT_ONCE = 2000  # comparison keys whose people are decided together when all are decided anew

_ROW = (
    appearance_.c.id, appearance_.c.article, appearance_.c.name, appearance_.c.aliases, appearance_.c.roles,
    appearance_.c.organisation, article_.c.outlet, article_.c.day, appearance_.c.person,
)  # fmt: skip


def is_named(person: Person) -> bool:
    """Whether somebody has a name at all: "President Donald J." and "Karl B." have no surname."""
    each = Appearance(0, 0, person.name, roles=person.roles)
    return person.organisation or bool(name_form(each.bare_name).surname)


def insert(
    connection: sql.Connection, article: int, people: Iterable[Person], known: dict[str, int] | None = None
) -> dict[Person, int]:
    """Store how an article names its people.

    Args:
        connection: In a write transaction.
        article: Its id.
        people: Those who speak in it.
        known: Whose a name was before, so that people keep their ids; None: nobody's.

    Returns:
        Ids of the appearances; of nobody who has no name.
    """
    outlet, day = connection.execute(
        sql.select(article_.c.outlet, article_.c.day).where(article_.c.id == article)
    ).one()
    named = [person for person in dict.fromkeys(people) if is_named(person)]
    ids = dict(zip(named, next_ids(connection, appearance_, len(named)), strict=True))
    rows: list[dict[str, object]] = []
    roles: list[dict[str, object]] = []
    for person, id in ids.items():
        each = Appearance(0, article, person.name, person.aliases, person.roles, person.organisation)
        rows.append(
            {
                "id": id,
                "article": article,
                "person": (known or {}).get(_signature(person.name, person.organisation)),
                "key": each.key,
                "name": person.name,
                "aliases": json.dumps(person.aliases, ensure_ascii=False),
                "roles": json.dumps(person.roles, ensure_ascii=False),
                "organisation": int(person.organisation),
            }
        )
        titles = set() if each.title else {title for role in person.roles for title in titles_of(role)}
        roles += [{"appearance": id, "title": title, "outlet": outlet, "day": day} for title in sorted(titles)]
    insert_all(connection, appearance_, rows)
    insert_all(connection, held_role_, roles)
    return ids


def attach(connection: sql.Connection, ids: Collection[int]) -> dict[int, int]:
    """Decide whose new appearances are.

    Args:
        connection: In a write transaction.
        ids: Of the appearances.

    Returns:
        Ids of people by those of the appearances.
    """
    complete_keys(connection)
    new = _read(connection, among(appearance_.c.id, ids))
    undecided = []
    divided = {key for decision in decision_log.read(connection) if decision.scope for key in decision.keys}
    for each in new:
        # What a part of somebody is split off by may be this very article.
        person = None if each.key in divided else _like_one_before(connection, each)
        if person is None:
            undecided.append(each)
        else:
            connection.execute(appearance_.update().where(appearance_.c.id == each.id).values(person=person))
            _add_names(connection, person, each)
    if undecided:
        settle(connection, {each.key for each in undecided})
    return owners(connection, ids)


def owners(connection: sql.Connection, ids: Iterable[int]) -> dict[int, int]:
    """Ids of people by those of their appearances."""
    query = sql.select(appearance_.c.id, appearance_.c.person).where(among(appearance_.c.id, ids))
    return {row.id: row.person for row in connection.execute(query)}


def _like_one_before(connection: sql.Connection, each: Appearance) -> int | None:
    """Whose an appearance is that tells nothing new; None where everybody with its key must be looked at again."""
    if each.title:
        return _bearer(connection, each)
    query = (
        sql.select(appearance_.c.person)
        .join(article_, article_.c.id == appearance_.c.article)
        .where(
            appearance_.c.key == each.key,
            appearance_.c.name == each.name,
            appearance_.c.organisation == int(each.organisation),
            appearance_.c.roles == json.dumps(each.roles, ensure_ascii=False),
            appearance_.c.person.is_not(None),
            appearance_.c.id != each.id,
        )
        .limit(1)
    )
    if not (each.organisation or (each.form.is_full and not each.form.suffix)):
        # Whom a surname means depends on where and when; so does whether "Jr." is somebody's son.
        if each.outlet is None or each.day is None:
            return None
        near = (each.day - timedelta(days=NEAR)).isoformat(), (each.day + timedelta(days=NEAR)).isoformat()
        query = query.where(article_.c.outlet == each.outlet, article_.c.day.between(*near))
    return connection.execute(query.order_by(appearance_.c.id)).scalar()


def _bearer(connection: sql.Connection, each: Appearance) -> int | None:
    """Who alone bears a title in the outlet and around the day of an appearance without a name."""
    if each.outlet is None or each.day is None:
        return None
    near = (each.day - timedelta(days=NEAR)).isoformat(), (each.day + timedelta(days=NEAR)).isoformat()
    bearers = connection.execute(
        sql.select(appearance_.c.person)
        .distinct()
        .join(held_role_, held_role_.c.appearance == appearance_.c.id)
        .where(
            held_role_.c.title == each.title,
            held_role_.c.outlet == each.outlet,
            held_role_.c.day.between(*near),
            appearance_.c.person.is_not(None),
        )
        .limit(2)
    ).scalars()
    found = list(bearers)
    return int(found[0]) if len(found) == 1 else None


def _add_names(connection: sql.Connection, person: int, each: Appearance) -> None:
    """Note the forms and roles of an appearance with its person."""
    if each.title:
        return  # "the President" is no form of the name of whoever is president now
    names = sorted(_names(Identity([each]), each.name))
    rows = [{"person": person, "name": name, "role": role} for name, role in names]
    connection.execute(insert_new(connection, alias_), rows)


def settle_all(connection: sql.Connection) -> None:
    """Decide anew whose every appearance is, those without a name last."""
    complete_keys(connection)
    keys = sorted(connection.execute(sql.select(appearance_.c.key).distinct()).scalars())
    titled = set(
        connection.execute(
            sql.select(appearance_.c.key).distinct().where(sql.func.lower(appearance_.c.name).like("the %"))
        ).scalars()
    )
    named = [key for key in keys if key not in titled]
    for start in range(0, len(named), KEYS_AT_ONCE):
        settle(connection, set(named[start : start + KEYS_AT_ONCE]))
    settle(connection, titled)


def settle_decision(connection: sql.Connection, decision: Decision) -> None:
    """Decide anew about those whom a decision that was made or undone is about, and tell the indexes."""
    complete_keys(connection)
    keys = closed(set(decision.keys), [*decision_log.read(connection), decision])
    settle(connection, keys)
    # Where only a name has changed no article has; the directory of speakers is to be made anew all the same.
    newest = sql.select(sql.func.max(appearance_.c.article)).where(among(appearance_.c.key, sorted(keys)))
    article = connection.execute(newest).scalar()
    if article is not None:
        connection.execute(change_.insert().values(article=article, removed=None))


def settle(connection: sql.Connection, keys: set[str]) -> None:
    """Decide anew whose the appearances with these comparison keys are, and change what depends on it.

    Args:
        connection: In a write transaction.
        keys: Together with those of all decisions that touch one of them.
    """
    decisions = decision_log.read(connection)
    keys = closed(keys, decisions)
    rows = _read(connection, among(appearance_.c.key, sorted(keys)))
    articles = decision_log.articles_by_hash(connection, decisions)
    concerned = [decision for decision in decisions if decision.keys & keys]
    people, nameless = [], []
    for identity in people_of(rows, concerned, articles):
        if identity.name or identity.is_part or not all(each.title for each in identity.members):
            people.append(identity)
        else:
            nameless.append(identity)
    named = _ids_for(connection, people, set())
    _assign(connection, people, named)
    rest = _without_bearers(connection, nameless)
    _assign(connection, rest, _ids_for(connection, rest, set(named)))
    _release(connection, {each.person for each in rows if each.person}, keys)


def _without_bearers(connection: sql.Connection, nameless: Sequence[Identity]) -> list[Identity]:
    """Give "the President" to whom it means, appearance by appearance; returns what is left."""
    rest = []
    for identity in nameless:
        unknown: list[Appearance] = []
        found: dict[int, list[Appearance]] = defaultdict(list)
        for each in identity.members:
            person = _bearer(connection, each)
            (unknown if person is None else found[person]).append(each)
        for person, members in found.items():
            _move(connection, members, person)
        if unknown:
            rest.append(Identity(unknown))
    return rest


def closed(keys: set[str], decisions: Sequence[Decision]) -> set[str]:
    """Keys with those that decisions tie to them."""
    closed = set(keys)
    grown = True
    while grown:
        tied = {key for decision in decisions if decision.keys & closed for key in decision.keys}
        grown = not tied <= closed
        closed |= tied
    return closed


def _ids_for(connection: sql.Connection, people: Sequence[Identity], taken: set[int]) -> list[int]:
    """Ids for people: each keeps the one that most of their appearances had, others get a new one."""
    claims = [
        (count, id, place)
        for place, identity in enumerate(people)
        for id, count in Counter(each.person for each in identity.members if each.person).items()
    ]
    chosen: dict[int, int] = {}
    taken = set(taken)
    for _, id, place in sorted(claims, key=lambda claim: (-claim[0], claim[1], claim[2])):
        if id not in taken and place not in chosen:
            chosen[place] = id
            taken.add(id)
    for place, identity in enumerate(people):
        if place not in chosen:
            organisation = int(all(each.organisation for each in identity.members))
            result = connection.execute(person_.insert().values(name=display_name(identity), organisation=organisation))
            assert result.inserted_primary_key is not None
            chosen[place] = int(result.inserted_primary_key[0])
    return [chosen[place] for place in range(len(people))]


def _assign(connection: sql.Connection, people: Sequence[Identity], ids: Sequence[int]) -> None:
    """Store people under their ids: appearances, statements, names."""
    for identity, id in zip(people, ids, strict=True):
        _move(connection, [each for each in identity.members if each.person != id], id)
    before = {row.id: row for row in connection.execute(sql.select(person_).where(among(person_.c.id, ids)))}
    for identity, id in zip(people, ids, strict=True):
        name = display_name(identity)
        organisation = int(all(each.organisation for each in identity.members))
        if (before[id].name, before[id].organisation) != (name, organisation):
            connection.execute(person_.update().where(person_.c.id == id).values(name=name, organisation=organisation))
    names = {id: _names(identity, display_name(identity)) for identity, id in zip(people, ids, strict=True)}
    _write_names(connection, names)


def _write_names(connection: sql.Connection, names: Mapping[int, set[tuple[str, int]]]) -> None:
    """Let people have these forms and roles and no others."""
    wanted = {(id, form, role) for id, forms in names.items() for form, role in forms}
    known = {tuple(row) for row in connection.execute(sql.select(alias_).where(among(alias_.c.person, names)))}
    gone = sorted(known - wanted)
    if gone:
        forgotten = sql.text("DELETE FROM alias WHERE person = :person AND name = :name AND role = :role")
        connection.execute(forgotten, [{"person": id, "name": form, "role": role} for id, form, role in gone])
    added = [{"person": id, "name": form, "role": role} for id, form, role in sorted(wanted - known)]
    if added:
        connection.execute(alias_.insert(), added)


def _names(identity: Identity, name: str) -> set[tuple[str, int]]:
    """Forms of a person's name and their roles: (form, 0) and (role, 1)."""
    named = [each for each in identity.members if not each.title] or identity.members
    forms = {name, *identity.aliases} | {form for each in named for form in (each.name, *each.aliases)}
    roles = {role for each in named for role in each.roles} | identity.roles
    forms |= {_surname(each) for each in named if not each.organisation}
    return {(form, 0) for form in forms} | {(role, 1) for role in roles}


def _surname(each: Appearance) -> str:
    """The surname as it is written; the family name may stand first."""
    words = each.bare_name.split()
    surname = each.form.surname[-1:]
    return next((word for word in reversed(words) if name_form(word).surname == surname), words[-1])


def _move(connection: sql.Connection, members: Sequence[Appearance], person: int) -> None:
    """Give appearances, and the statements made in them, to a person."""
    moved = [each for each in members if each.person != person]
    if not moved:
        return
    ids = [each.id for each in moved]
    connection.execute(appearance_.update().where(among(appearance_.c.id, ids)).values(person=person))
    articles = sorted({each.article for each in moved if each.person})
    for column, value in ((statement_.c.appearance, "person"), (statement_.c.via_appearance, "via")):
        connection.execute(
            statement_.update().where(among(statement_.c.article, articles), among(column, ids)).values({value: person})
        )
    for article in articles:
        if record_speakers(connection, article):
            connection.execute(change_.insert().values(article=article, removed=None))


def _release(connection: sql.Connection, before: set[int], keys: set[str]) -> None:
    """Decide anew about "the President" where it was given to somebody who is no longer anybody."""
    held = sql.select(appearance_.c.person).where(
        among(appearance_.c.person, before), ~sql.func.lower(appearance_.c.name).like("the %")
    )
    gone = before - set(connection.execute(held).scalars())
    if gone:
        stranded = set(
            connection.execute(sql.select(appearance_.c.key).where(among(appearance_.c.person, gone))).scalars()
        )
        if stranded - keys:
            settle(connection, stranded - keys)


def known_names(connection: sql.Connection) -> dict[str, int]:
    """Whose each name is, so that people keep their ids when all appearances are found again."""
    rows = connection.execute(
        sql.select(appearance_.c.name, appearance_.c.organisation, appearance_.c.person, sql.func.count().label("n"))
        .where(appearance_.c.person.is_not(None))
        .group_by(appearance_.c.name, appearance_.c.organisation, appearance_.c.person)
        .order_by(sql.func.count(), appearance_.c.person.desc())
    )
    return {_signature(row.name, bool(row.organisation)): row.person for row in rows}


def _signature(name: str, organisation: bool) -> str:
    return f"{'+' if organisation else ''}{name}"


def complete_keys(connection: sql.Connection) -> None:
    """Compute the keys that a revision of the layout left open."""
    open_rows = _read(connection, appearance_.c.key.is_(None))
    if open_rows:
        rows = [{"key": each.key, "id": each.id} for each in open_rows]
        connection.execute(sql.text("UPDATE appearance SET key = :key WHERE id = :id"), rows)


def _read(connection: sql.Connection, where: sql.ColumnElement[bool]) -> list[Appearance]:
    joined = appearance_.join(article_, article_.c.id == appearance_.c.article)
    query = sql.select(*_ROW).select_from(joined).where(where).order_by(appearance_.c.id)
    return [_appearance(row) for row in connection.execute(query)]


def _appearance(row: Any) -> Appearance:
    id, article, name, aliases, roles, organisation, outlet, day, person = row
    return Appearance(
        id,
        article,
        name,
        tuple(json.loads(aliases)),
        tuple(json.loads(roles)),
        bool(organisation),
        outlet,
        date.fromisoformat(day) if day else None,
        person or 0,
    )
