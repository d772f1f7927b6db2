"""What the dialects say differently means the same, and is found by an index."""

from __future__ import annotations

import pytest
import sqlalchemy as sql

from index.model import Draft
from index.store.dialects import among, insert_all, json_holds, json_number, json_text, next_ids
from index.store.schema import address_, passage_, person_, property_, statement_
from index.store.store import Store
from index.store.transactions import writing

BODY = '{"quotes": [{"article": 3}, {"article": 5, "also": [7]}], "asked": {"message": 9, "text": "a\\u0000b"}}'


def test_some_of_many_ids_are_looked_up_and_not_searched_for(store: Store) -> None:
    query = sql.select(passage_.c.id).where(among(passage_.c.article, range(40_000)), passage_.c.start > 3)
    update = passage_.update().where(among(passage_.c.article, [1]), among(passage_.c.id, [2])).values(start=0)
    if store.server is not None:
        assert "= ANY" in str(query.compile(store.engine))
        return
    with store.engine.connect() as connection:
        for statement in (query, update):
            text = str(statement.compile(store.engine, compile_kwargs={"literal_binds": True}))
            plan = [row[3] for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {text}")]
            assert any(step.startswith("SEARCH passage") for step in plan), plan
            assert not any(step.startswith("SCAN passage") for step in plan), plan


@pytest.mark.parametrize("names", [["Ada"], ['Ö "x" \\', "a,b", "{}"], []])
def test_texts_are_found_among_others_whatever_they_hold(store: Store, names: list[str]) -> None:
    with writing(store.engine) as connection:
        rows = [{"name": name, "organisation": 0} for name in [*names, "somebody else"]]
        connection.execute(person_.insert(), rows)
    with store.engine.connect() as connection:
        query = sql.select(person_.c.name).where(among(person_.c.name, names)).order_by(person_.c.id)
        assert list(connection.execute(query).scalars()) == names
        others = sql.select(person_.c.name).where(~among(person_.c.name, names))
        assert list(connection.execute(others).scalars()) == ["somebody else"]


def test_values_inside_json_are_read_and_looked_for(store: Store) -> None:
    with writing(store.engine) as connection:
        connection.execute(property_.insert(), [{"name": "one", "value": BODY}, {"name": "other", "value": "{}"}])
    ours = property_.c.name.in_(["one", "other"])
    with store.engine.connect() as connection:
        message = json_number(property_.c.value, "asked", "message")
        query = (
            sql.select(message, json_text(property_.c.value, "asked", "none")).where(ours).order_by(property_.c.name)
        )
        assert [tuple(row) for row in connection.execute(query)] == [(9, None), (None, None)]
        assert connection.execute(sql.select(property_.c.name).where(ours, message == 9)).scalars().all() == ["one"]
        for path, ids, found in (
            (("quotes", "*", "article"), [5, 6], ["one"]),
            (("quotes", "*", "article"), [4], []),
            (("quotes", "*", "also", "*"), [7], ["one"]),
        ):
            holds = json_holds(property_.c.value, path, ids)
            assert connection.execute(sql.select(property_.c.name).where(ours, holds)).scalars().all() == found


def test_numbers_are_given_one_after_the_other_and_never_again(store: Store) -> None:
    with writing(store.engine) as connection:
        (first, second) = next_ids(connection, person_, 2)
        rows = [{"id": id, "name": "somebody", "organisation": 0} for id in (first, second)]
        connection.execute(person_.insert(), rows)
        assert second == first + 1
        assert not next_ids(connection, person_, 0)
    with writing(store.engine) as connection:
        connection.execute(person_.delete())
        assert list(next_ids(connection, person_, 1)) == [second + 1]


def test_many_rows_are_stored_as_they_are(store: Store) -> None:
    added = store.add([(Draft("Some words."), [(0, 11)], ())])[0].article
    urls = ["https://h.example/a\0b", "\\u0000 %s {} '\"", "\u2028한\U0001f30a", "x" * 3000]
    with writing(store.engine) as connection:
        insert_all(connection, address_, [{"article": added, "url": url} for url in urls])
        insert_all(connection, address_, [])
        row = {"article": added, "kind": "direct", "content": "[]", "start": 0, "end": 4, "confidence": 0.1 + 0.2}
        insert_all(connection, statement_, [{**row, "question": 0, "person": None}])
    assert store.articles([added])[added].urls == tuple(urls)
    with store.engine.connect() as connection:
        stored = connection.execute(sql.select(statement_.c.confidence, statement_.c.person)).one()
    assert tuple(stored) == (0.1 + 0.2, None)
