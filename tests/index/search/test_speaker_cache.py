"""The directory follows the store without being made anew for every article."""

from __future__ import annotations

from collections.abc import Callable

from index import Draft, Kind, Person, Statement
from index.search.speaker_cache import SpeakerCache
from index.search.speakers import SpeakerDirectory
from index.store.store import Store


def put(store: Store, text: str, *people: Person) -> int:
    said = [Statement(((0, 5),), Kind.DIRECT, person=person) for person in people]
    return store.add([(Draft(text), [(0, len(text))], said)])[0].article


def known(directory: SpeakerDirectory) -> dict[str, int]:
    return {person.name: directory.counts[id] for id, person in directory.people.items()}


def test_it_is_always_what_a_new_one_would_be(store: Store) -> None:
    speakers = SpeakerCache(store)
    vale = Person("President Vale", roles=("President",))
    steps: list[Callable[[], object]] = [
        lambda: put(store, "First text", vale, Person("Bram Okonkwo")),
        lambda: put(store, "Second text", Person("Mira Vale", roles=("President",)), Person("Bram Okonkwo")),
        lambda: store.remove(1),
        lambda: put(store, "Third text", Person("Ada Quell")),
        lambda: store.replace_statements({2: [Statement(((0, 5),), Kind.DIRECT, person=Person("Joren Falk"))]}),
    ]
    for step in steps:
        step()
        made = SpeakerDirectory(store.speakers())
        assert known(speakers.at(store.generation)) == known(made)
        for name in ("Vale", "President Vale", "Okonkwo", "Quell", "Falk"):
            assert speakers.at(store.generation).matching(name) == made.matching(name)


def test_a_directory_somebody_holds_does_not_change(store: Store) -> None:
    speakers = SpeakerCache(store)
    put(store, "First text", Person("Bram Okonkwo"))
    held = speakers.at(store.generation)
    put(store, "Second text", Person("Bram Okonkwo"), Person("Tove Okonkwo"))
    assert known(held) == {"Bram Okonkwo": 1}
    assert len(held.matching("Okonkwo")) == 1
    assert len(speakers.at(store.generation).matching("Okonkwo")) == 2


def test_what_did_not_change_is_not_made_again(store: Store) -> None:
    speakers = SpeakerCache(store)
    put(store, "First text", Person("Bram Okonkwo"))
    assert speakers.at(store.generation) is speakers.at(store.generation)
