"""Who is whom for those who may not see every article.  Everybody is invented."""

from __future__ import annotations

from index.model import Draft, Kind, Person, Statement
from index.store.store import Store
from index.store.visible_store import VisibleStore


def says(store: Store, name: str, *roles: str, collection: str = "public") -> None:
    number = store.counts()["article"]
    text = f"“The harbour is open for the {number}th time,” {name} said."
    said = Statement(((1, text.index("”")),), Kind.DIRECT, person=Person(name, roles=roles))
    store.add([(Draft(text, collection=collection), [(0, len(text))], [said])])


def people(store: Store) -> dict[str, int]:
    """Names and ids of those who may be seen by a chat that sees the public collection alone."""
    seen = VisibleStore(store, ("public",))
    seen.refresh(store.generation)
    found = {person.name: person.id for person, _ in seen.speakers()}
    seen.close()
    return found


def test_those_whom_only_a_hidden_article_joins_are_two(store: Store) -> None:
    says(store, "President Varga", "President")
    says(store, "Governor Varga", "Governor")
    says(store, "Elin Varga", "President", "Governor", collection="secret")
    assert {person.name: count for person, count in store.speakers()} == {"Elin Varga": 3}
    assert set(people(store)) == {"President Varga", "Governor Varga"}


def test_ids_stay_when_other_people_come(store: Store) -> None:
    for surname in ("Varga", "Holt"):
        before = people(store)
        says(store, f"President {surname}", "President")
        says(store, f"Governor {surname}", "Governor")
        says(store, f"Elin {surname}", "President", "Governor", collection="secret")
        after = people(store)
        assert len(set(after.values())) == len(after) == len(before) + 2
        assert before.items() <= after.items()
