"""The same words in several outlets: each as it has them, what differs, and who had them first."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from html import unescape
from pathlib import Path

import pytest

from bot.messages.wordings import wordings
from index import Draft, Index
from index.answering.checking.wordings import Wording, find_wordings, runs
from index.model import Person, Quote

WORDS = "We will finish the sea cable before the first frost, and nobody will pay a crown more for it"


def draft(outlet: str, text: str, at: datetime | None, collection: str = "public") -> Draft:
    url = f"https://{outlet.split()[0].lower()}.example/{abs(hash((text, at)))}"
    return Draft(text, title=f"Cable, {outlet}", url=url, outlet=outlet, published=at, collection=collection)


def moment(hour: int, minute: int = 0, day: int = 3) -> datetime:
    return datetime(2031, 3, day, hour, minute, tzinfo=UTC)


DRAFTS = (
    draft("Harbour Post", f"“{WORDS},” President Elin Varga said in Kivik. She left soon after.", moment(9)),
    draft("Kivik Daily", f"In Kivik, Elin Varga promised: “{WORDS}.” Few believed her.", moment(11)),
    draft(
        "Skerry Times",
        "“We will finish the long sea cable before the frost, and nobody will pay a crown more for it,” "
        "President Elin Varga told sailors.",
        moment(10),
    ),
    draft("Norvale Wire", "“Nobody will pay a crown more for the cable, my friends,” said Elin Varga.", None),
    draft("Members' Letter", f"Elin Varga wrote: “{WORDS}.”", moment(7), "members"),
    draft("Late Gazette", f"“{WORDS},” Ilo Tamm said in Estmar, and he meant it.", moment(12)),
    draft("Harbour Post", f"Readers recall what Elin Varga said: “{WORDS}.”", moment(8, day=4)),
    draft("Bank Letter", "“Yes, of course we will,” Elin Varga said about the harbour.", moment(13)),
    draft("Port Echo", "“Yes, of course we will,” Elin Varga said about the school.", moment(14)),
    draft(
        "해안일보",
        "엘린 바르가 대통령은 “우리는 첫 서리 전에 해저 케이블을 반드시 완공할 것이다”라고 말했다.",
        moment(9),
    ),
    draft(
        "항구신문",
        "엘린 바르가 대통령은 “우리는 첫눈이 오기 전에 해저 케이블을 반드시 완공할 것이다”라고 밝혔다.",
        moment(9),
    ),
    # Weeks before, another remark in like words; months later, these very words once more.
    draft(
        "Bay Weekly",
        "“We will begin the sea cable before the first frost, and nobody will pay a crown for it,” "
        "President Elin Varga told fishermen.",
        datetime(2031, 2, 10, 9, tzinfo=UTC),
    ),
    draft("Year Book", f"In March Elin Varga said: “{WORDS}.”", datetime(2031, 9, 1, 9, tzinfo=UTC)),
)


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory, new_data_folder: Callable[[Path], Path]) -> Iterator[Index]:
    made = Index.open(new_data_folder(tmp_path_factory.mktemp("wordings")))
    assert {outcome.status for outcome in made.add(DRAFTS)} == {"added"}
    yield made
    made.close()


def quote(index: Index, article: int, words: str = WORDS) -> Quote:
    """Words of an article, with whose its statements say they are."""
    found = index.store.articles([article])[article]
    start = found.text.index(words)
    said = next(
        each for each in index.store.statements([article])[article] if each.start <= start + 3 <= each.content[-1][1]
    )
    return Quote(found, start, start + len(words), said.person, kind=said.kind)


def by_outlet(
    index: Index, article: int, collections: tuple[str, ...] | None = ("public",), words: str = WORDS
) -> dict[str, Wording]:
    found = find_wordings(quote(index, article, words), index.view(collections).checker())
    return {each.article.outlet or "": each for each in found.all}


def test_each_outlet_is_there_once_the_first_one_first_and_nobody_else(index: Index) -> None:
    for article in (1, 2):  # whichever the quote is taken from
        found = by_outlet(index, article)
        assert list(found)[:3] == ["Harbour Post", "Skerry Times", "Kivik Daily"]
        assert "Late Gazette" not in found  # another's words
        assert "Bay Weekly" not in found
        assert found["Year Book"].is_same
        assert found["Harbour Post"].article.id == 1
    assert find_wordings(quote(index, 2), index.view(("public",)).checker()).first == 1


def test_a_quote_that_is_a_whole_sentence_is_compared_by_what_was_said_in_it(index: Index) -> None:
    whole = quote(index, 1)
    assert whole.speaker is not None
    stored = Person(whole.speaker.name, id=whole.speaker.id)  # as an edition keeps a person
    sentence = replace(whole, speaker=stored, start=0, end=whole.article.text.index(" She left"))
    found = find_wordings(sentence, index.view(("public",)).checker()).all
    assert [each.article.outlet for each in found[:3]] == ["Harbour Post", "Skerry Times", "Kivik Daily"]
    assert {each.speaker.name if each.speaker else None for each in found[:3]} == {"Elin Varga"}
    assert "said" not in "".join(each.article.text[slice(*piece)] for each in found[:3] for piece in each.pieces)


def test_every_wording_is_a_slice_and_its_parts_are_it(index: Index) -> None:
    for wording in by_outlet(index, 1).values():
        for piece in wording.pieces:
            assert "".join(part for part, _ in runs(wording, piece)) == wording.article.text[slice(*piece)]
        assert all(any(low <= start and end <= high for low, high in wording.pieces) for start, end in wording.added)


def test_what_an_outlet_has_more_and_less_is_told(index: Index) -> None:
    found = by_outlet(index, 1)
    other, first = found["Skerry Times"], found["Harbour Post"]
    assert [other.article.text[start:end] for start, end in other.added] == ["long"]
    assert [first.article.text[start:end] for start, end in other.lacking] == ["first"]
    assert found["Kivik Daily"].is_same
    html = wordings(find_wordings(quote(index, 1), index.view(("public",)).checker()), "en")
    assert "First on record here: Harbour Post" in html
    assert "the <u>long</u> sea cable" in html
    assert "Leaves out: first" in html
    shown = [unescape(re.sub("<[^>]*>", "", each)) for each in re.findall("<blockquote>(.*?)</blockquote>", html)]
    assert all(any(each in draft.text for draft in DRAFTS) for each in shown)


def test_what_may_not_be_seen_is_not_first_and_not_there(index: Index) -> None:
    assert next(iter(by_outlet(index, 1, None))) == "Members' Letter"
    assert "Members' Letter" not in by_outlet(index, 1)


def test_few_words_are_no_wording_of_others(index: Index) -> None:
    assert list(by_outlet(index, 8, words="Yes, of course we will")) in ([], ["Bank Letter"])


def test_korean_words_are_compared_too_and_two_at_one_time_are_both_first(index: Index) -> None:
    words = "우리는 첫 서리 전에 해저 케이블을 반드시 완공할 것이다"
    found = find_wordings(quote(index, 10, words), index.view(None).checker())
    assert [each.article.outlet for each in found.all] == ["해안일보", "항구신문"]
    assert found.first == 2
    assert "같은 때" in wordings(found, "ko")
