"""Everything a chat receives is the same as if the articles hidden from it had never been added."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy.exc import DatabaseError

from index import Index
from index.embedding import PACKAGED, load_in_background
from index.model import Draft
from tests.hidden_articles import HIDDEN, Asked, Case, articles, case
from tests.received import Chat, Parts, RememberingEmbedder, RememberingReader, differences


@pytest.fixture(scope="module")
def parts(tmp_path_factory: pytest.TempPathFactory, data_with_model: Path, news_library: Index) -> Parts:
    model = load_in_background(PACKAGED, data_with_model, 1, None, "float32").result()
    folder = tmp_path_factory.mktemp("chats")
    return Parts(RememberingEmbedder(model), RememberingReader(news_library.reader), folder)


@pytest.fixture(scope="module")
def data_with_model(tmp_path_factory: pytest.TempPathFactory, new_data_folder: Callable[[Path], Path]) -> Path:
    return new_data_folder(tmp_path_factory.mktemp("model") / "data")


POOL = articles(1, 16)


@pytest.mark.parametrize("seed", range(4))
def test_all_that_a_chat_receives_is_as_if_hidden_articles_had_never_been_added(parts: Parts, seed: int) -> None:
    assert differences(parts, case(seed, POOL, questions=8)) == {}


def test_which_of_two_whom_a_day_names_in_an_office_held_it_is_told_by_no_number(parts: Parts) -> None:
    """Numbers of people tell what was added before them; in this case a hidden article turned the two round."""
    assert differences(parts, case(5015, articles(0, 300))) == {}


STAYS = "“The harbour treaty stays open,” Elin Varga told a meeting in Kivik."
NAMESAKES = (
    Draft(STAYS, "Talks", outlet="Norvale Daily"),
    Draft(
        "“The harbour treaty is a mistake,” President Marta Varga told a meeting in Dunmere. Varga said that the "
        "harbour treaty costs too much.",
        "Closed talks",
        outlet="Estmar Courier",
        collection=HIDDEN,
    ),
    Draft("“The sea cable is safe,” Mrs Varga said. “Nobody has cut the sea cable,” the president said.", "Cable"),
    Draft(STAYS, "Memo", outlet="Hidden Letter", collection=HIDDEN),
    Draft("“The road is closed,” Fisheries Minister Elin Varga said in Skerry Bank.", "Roads", collection=HIDDEN),
)
QUESTIONS = (
    Asked("What did Varga say about the harbour treaty?"),
    Asked("What did President Varga say?"),
    Asked("Who spoke about the harbour treaty?"),
    Asked("What did the fisheries minister say about the harbour treaty?"),
    Asked("What did Marta Varga say about the sea cable?"),
    Asked("Which president spoke about the harbour treaty?"),
    Asked("Did Varga say “the harbour treaty is a mistake”?"),
    Asked("harbour treaty according to the Hidden Letter"),
    Asked("Hello"),
)


def test_namesakes_roles_outlets_and_copies_in_hidden_articles_change_nothing(parts: Parts) -> None:
    assert differences(parts, Case(NAMESAKES, ("public",), QUESTIONS, ("Varga on the harbour treaty",))) == {}


@pytest.fixture
def chat(parts: Parts) -> Iterator[Chat]:
    with parts.chat(NAMESAKES, ("public",)) as opened:
        yield opened


def test_the_whole_library_has_what_is_hidden(chat: Chat) -> None:
    whole, seen = chat.index.view(None), chat.index.view(("public",))
    assert {person.name for person in whole.directory.people.values()} >= {"Marta Varga", "Elin Varga"}
    assert "Marta Varga" not in {person.name for person in seen.directory.people.values()}
    (elin,) = (person for person in seen.directory.people.values() if person.name == "Elin Varga")
    assert elin.roles == ()
    assert not seen.store.articles([2])


def test_a_view_follows_what_is_added_and_removed(chat: Chat) -> None:
    seen = chat.index.view(("public",))
    assert len(seen.ask("What did Elin Varga say about the night ferry?").quotes) == 0
    (added,) = chat.index.add([Draft("“The night ferry sails on,” Elin Varga said.", "Ferry")])
    assert len(chat.index.view(("public",)).ask("What did Elin Varga say about the night ferry?").quotes) == 1
    assert added.article is not None
    chat.index.remove(added.article)
    assert len(chat.index.view(("public",)).ask("What did Elin Varga say about the night ferry?").quotes) == 0


def test_a_view_can_only_be_read(chat: Chat) -> None:
    store = chat.index.view(("public",)).store
    with pytest.raises(DatabaseError, match="view"):
        store.remove(1)
    assert chat.index.store.article(1) is not None
