"""What a page says now takes the place of what it said before, which stays to be cited.  Everybody is invented."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from bot.answers.visibility import find_quote, quote_location
from index import Answer, Draft, Index
from index.embedding.embedder import PACKAGED
from index.store.decisions import Decision, DecisionKind, Scope
from index.store.person_records import person_records
from index.store.writes import digest
from index.text.revisions import is_revision

TODAY = date(2031, 6, 1)
ADDRESS = "https://post.example/harbour-fund"
FIRST = Draft(
    "The harbour council met on Tuesday evening in Lindesund.\n\n"
    "“The fund will pay nine million crowns to the fishing villages this year,” said Elin Varga, the minister.\n\n"
    "Fishermen had asked for twice as much. The council will vote on the plan in June.\n\n"
    "“We lost our nets and nobody has come to see us,” said Ilo Tamm, who leads the fishermen of Skerry Bank.",
    "A fund for the villages",
    ADDRESS,
    "Harbour Post",
    published=datetime(2031, 5, 6, tzinfo=UTC),
)
CORRECTED = replace(FIRST, text=FIRST.text.replace("nine million crowns", "six million crowns"))
OTHER = replace(
    FIRST,
    text="Ferries to the outer islands will run every hour from Monday.\n\n“The boats are full every morning,” said "
    "Runa Dahl, who runs the line. She wants a second pier to be built before the winter storms begin.",
    title="More ferries",
)


def add(index: Index, *drafts: Draft) -> list[tuple[str, int | None]]:
    return [(outcome.status.value, outcome.article) for outcome in index.add(drafts)]


def quoted(answer: Answer) -> list[str]:
    return [quote.text for quote in answer.quotes]


def ask(index: Index, question: str) -> list[str]:
    return quoted(index.ask(question, today=TODAY))


def test_a_changed_text_takes_the_place_of_the_old_one(index: Index) -> None:
    ((_, first),) = add(index, FIRST)
    assert "nine million" in ask(index, "What did Varga say about the fund?")[0]
    ((status, second),) = add(index, CORRECTED)
    assert status == "revised"
    (found,) = ask(index, "What did Varga say about the fund?")
    assert "six million" in found
    assert ask(index, "nine million crowns for the villages") == ask(index, "six million crowns for the villages")
    assert [entry.id for entry in index.store.listing()] == [second]
    assert index.store.find(ADDRESS) == second
    old = index.store.article(first or 0)
    assert old is not None
    assert (old.text, old.urls) == (FIRST.text, (ADDRESS,))


def test_answers_are_those_of_a_library_that_never_had_the_old_text(index: Index, tmp_path: Path) -> None:
    add(index, OTHER)
    add(index, FIRST)
    add(index, CORRECTED)
    fresh = Index.open(tmp_path / "fresh", PACKAGED)
    add(fresh, OTHER, CORRECTED)
    counts, fresh_counts = index.store.counts(), fresh.store.counts()
    assert counts == fresh_counts
    for question in ("What did Varga say about the fund?", "who talked about nets?", "Tamm", "the vote in June"):
        assert ask(index, question) == ask(fresh, question), question
    said = [{person.name: count for person, count in each.store.speakers()} for each in (index, fresh)]
    assert said[0] == said[1]
    records = [
        [(each.statements, each.articles) for each in person_records(store, [p.id for p, _ in store.speakers()])]
        for store in (index.store, fresh.store)
    ]
    assert records[0] == records[1]
    fresh.close()


def test_a_batch_holds_several_revisions_and_the_last_one_counts(index: Index) -> None:
    final = replace(FIRST, text=FIRST.text.replace("nine million crowns", "seven million crowns"))
    assert [status for status, _ in add(index, FIRST, CORRECTED, final)] == ["added", "revised", "revised"]
    assert "seven million" in ask(index, "What did Varga say about the fund?")[0]
    assert index.store.counts()["article"] == 1


def test_a_page_may_go_back_to_what_it_said_before(index: Index) -> None:
    add(index, FIRST)
    add(index, CORRECTED)
    assert [status for status, _ in add(index, FIRST)] == ["revised"]
    (found,) = ask(index, "What did Varga say about the fund?")
    assert "nine million" in found
    assert [status for status, _ in add(index, FIRST)] == ["unchanged"]
    assert [status for status, _ in add(index, CORRECTED)] == ["revised"]


def test_another_story_at_the_same_address_is_another_article(index: Index) -> None:
    assert [status for status, _ in add(index, FIRST, OTHER)] == ["added", "added"]
    assert ask(index, "What did Varga say about the fund?")
    assert ask(index, "What did Dahl say about boats?")


def test_a_teaser_gives_way_to_the_article_and_never_takes_its_place(index: Index) -> None:
    teaser = replace(FIRST, text=FIRST.text.split("\n\n")[1])
    assert [status for status, _ in add(index, teaser, FIRST)] == ["added", "revised"]
    assert [status for status, _ in add(index, replace(teaser, text=teaser.text + " He added nothing."))] == ["added"]
    assert "nets" in ask(index, "What did Tamm say about nets?")[0]


def test_collections_and_addresses_are_kept_apart(index: Index) -> None:
    elsewhere = replace(CORRECTED, url="https://other.example/1")
    hidden = replace(CORRECTED, collection="members")
    assert [status for status, _ in add(index, FIRST, elsewhere, hidden)] == ["added", "added", "added"]


def test_the_newest_revision_keeps_the_addresses_of_the_earlier_ones(index: Index) -> None:
    mirror = "https://mirror.example/7"
    add(index, FIRST)
    add(index, replace(FIRST, url=mirror))
    ((_, second),) = add(index, CORRECTED)
    article = index.store.article(second or 0)
    assert article is not None
    assert set(article.urls) == {ADDRESS, mirror}
    assert [status for status, _ in add(index, replace(FIRST, url=mirror))] == ["revised"]


def test_a_quote_of_an_earlier_revision_is_found_again_with_its_speaker(index: Index) -> None:
    add(index, FIRST)
    (quote,) = index.ask("What did Varga say about the fund?", today=TODAY).quotes
    add(index, CORRECTED)
    again = find_quote(index.store, quote_location(quote))
    assert again is not None
    assert (again.text, again.speaker and again.speaker.name) == (quote.text, "Elin Varga")


def test_who_sees_some_collections_is_answered_by_the_newest_revision(index: Index) -> None:
    hidden = replace(OTHER, text=OTHER.text.replace("Runa Dahl", "Elin Varga"), collection="members")
    add(index, FIRST, hidden)
    decision = Decision(
        DecisionKind.SPLIT, "Elin Varga", "Elin Varga (minister)", by="editor", scope=Scope(article=digest(FIRST.text))
    )
    index.store.decide(decision)
    add(index, CORRECTED)
    view = index.view(["public"])
    (quote,) = view.ask("What did Varga say about the fund?", today=TODAY).quotes
    assert "six million" in quote.text
    assert quote.speaker is not None
    assert quote.speaker.name == "Elin Varga (minister)"
    assert {person.name: count for person, count in view.store.speakers()} == {
        "Elin Varga (minister)": 1,
        "Ilo Tamm": 1,
    }


def test_removing_an_article_removes_its_earlier_revisions(index: Index) -> None:
    ((_, first),) = add(index, FIRST)
    ((_, second),) = add(index, CORRECTED)
    index.remove(second or 0)
    assert index.store.articles([first or 0, second or 0]) == {}
    assert [status for status, _ in add(index, FIRST)] == ["added"]


def test_what_editors_decided_of_an_article_holds_for_its_newer_revisions(index: Index) -> None:
    add(index, FIRST, replace(FIRST, text=OTHER.text.replace("Runa Dahl", "Elin Varga"), url="https://post.example/2"))
    namesakes = Decision(
        DecisionKind.SPLIT, "Elin Varga", "Elin Varga (minister)", by="editor", scope=Scope(article=digest(FIRST.text))
    )
    index.store.decide(namesakes)
    before = {person.name for person, _ in index.store.speakers()}
    assert "Elin Varga (minister)" in before
    add(index, CORRECTED)
    index.reread()
    assert {person.name for person, _ in index.store.speakers()} == before


def test_what_was_replaced_is_told_once(index: Index) -> None:
    ((_, first),) = add(index, FIRST)
    _, generation = index.store.revisions(0)
    ((_, second),) = add(index, CORRECTED)
    found, newest = index.store.revisions(generation)
    assert found == [(first, second)]
    assert index.store.revisions(newest) == ([], newest)


def test_reading_again_leaves_the_newest_revision_alone_to_be_found(index: Index) -> None:
    add(index, FIRST)
    add(index, CORRECTED)
    before = ask(index, "What did Varga say about the fund?")
    assert index.reread() == 1
    assert ask(index, "What did Varga say about the fund?") == before


@pytest.mark.parametrize(
    ("text", "earlier", "expected"),
    [
        ("the ferry to the island leaves at noon on Friday", "the ferry to the island leaves at noon", True),
        ("the harbour", "the mill", False),
        ("", "", True),
        ("one two three four five six", "one two three four five six " * 5, False),
    ],
)
def test_is_revision_looks_at_shared_words_and_length(text: str, earlier: str, expected: bool) -> None:
    assert is_revision(text, earlier) is expected
