"""Choosing quotes: by words first, the best first, and each only once."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import Index
from index.answering.aboutness import OF_ONE, Aboutness
from index.answering.candidates import Candidate
from index.answering.ranking import (
    COVERED,
    asks_for_number,
    by_speaker,
    holds_name,
    minimum_coverage,
    rank,
)
from index.model import Ask, Draft, Kind, Question
from index.search.fusion import RankedHit
from index.search.text_index import Hit
from index.store.reads import StatementRow
from index.text.quote_dedupe import Slice, deduplicate
from index.text.quote_spans import LONGEST_TURN_QUOTE, run_around


def statement_row(id: int, person: int | None = 5, kind: str = "direct") -> StatementRow:
    return StatementRow(id, 1, person, None, kind, "[[0, 9]]", 0, 9, None, None, 0.9)


def piece(
    article: int = 1, start: int = 0, text: str = "Nine ships came home in the storm.", **more: object
) -> Candidate:
    held: dict[str, object] = {
        "published": None,
        "statement": statement_row(1),
        "covered": 1.0,
        "weighed": 1.0,
        "own": 1.0,
        "around": 1.0,
    } | more
    return Candidate(article, start, start + len(text), text, **held)  # type: ignore[arg-type]


def place(candidate: Candidate) -> tuple[int, int, int]:
    return candidate.article, candidate.start, candidate.end


def ranked(
    *pieces: Candidate, cosine: float = 0.5
) -> tuple[list[RankedHit], dict[tuple[int, ...], tuple[Candidate, ...]]]:
    hits = [Hit(0.0, n, one.article, n, n, one.start, one.end) for n, one in enumerate(pieces)]
    candidates = [RankedHit(hit, 1.0 / n, cosine) for n, hit in enumerate(hits, 60)]
    return candidates, {hit.key: (one,) for hit, one in zip(hits, pieces, strict=True)}


def test_what_holds_too_few_of_the_words_is_no_answer() -> None:
    half, none = piece(1, covered=0.5), piece(2, text="Another thing entirely was said.", covered=0.3)
    assert [place(quote) for quote in rank(*ranked(none, half), 0.5)] == [place(half)]


def test_words_of_their_own_can_be_asked_for() -> None:
    direct, told = piece(1), piece(2, text="The rest was told by others.", statement=statement_row(2, kind="indirect"))
    assert [place(quote) for quote in rank(*ranked(told, direct), 0.5, direct_only=True)] == [place(direct)]


def test_of_two_as_good_the_newer_comes_first() -> None:
    old = piece(1, text="All of them came home.", published="2031-03-03T09:00:00+00:00")
    new = piece(2, text="None of us went out.", published="2031-03-03T09:00:00-02:00")
    candidates, pieces = ranked(old, new)
    level = [RankedHit(one.hit, 1.0, 0.5) for one in candidates]
    assert [place(quote) for quote in rank(level, pieces, 0.5)] == [place(new), place(old)]


def test_a_candidate_that_was_not_read_is_passed_over() -> None:
    candidates, pieces = ranked(piece(1), piece(2, text="Something else was said."))
    del pieces[candidates[0].hit.key]
    assert [quote.article for quote in rank(candidates, pieces, 0.0)] == [2]


def test_the_same_words_in_other_articles_stand_under_the_best() -> None:
    text = "Nine ships came home in the worst storm that the old men of Kivik could remember."
    one, again, third = piece(1, text=text), piece(2, text=text), piece(3, text=text.replace("Nine", "Eight"))
    (best,) = rank(*ranked(one, again, third), 0.5)
    assert (place(best), best.also) == (place(one), (2, 3))


def test_of_articles_with_the_same_words_one_that_names_the_speaker_is_shown() -> None:
    text = "Nine ships came home in the worst storm that the old men of Kivik could remember."
    unclear, named = piece(1, text=text, statement=statement_row(1, None)), piece(2, text=text, own=0.0)
    candidates, pieces = ranked(unclear, named)
    (best,) = rank(candidates, pieces, 0.5)
    assert (best.speaker_known, best.article, best.also) == (True, 2, (1,))
    del pieces[candidates[1].hit.key]
    (alone,) = rank(candidates, pieces, 0.5)
    assert (alone.speaker_known, alone.article) == (False, 1)


def test_overlapping_slices_leave_the_best() -> None:
    slices = [Slice(1, 0, 20, "one two three four"), Slice(1, 10, 30, "five six seven"), Slice(1, 20, 30, "eight nine")]
    assert deduplicate(slices) == {0: [], 2: []}


@given(
    st.lists(st.tuples(st.integers(1, 4), st.integers(0, 60), st.text("abc ", min_size=1, max_size=30)), max_size=25)
)
def test_every_slice_stays_overlaps_a_better_one_or_is_like_one(held: list[tuple[int, int, str]]) -> None:
    slices = [Slice(article, start, start + len(text), text) for article, start, text in held]
    kept = deduplicate(slices)
    stays = list(kept)
    for n, one in enumerate(stays):
        for other in stays[:n]:
            a, b = slices[one], slices[other]
            assert a.article != b.article or a.end <= b.start or b.end <= a.start
    for best, others in kept.items():
        articles = [slices[place].article for place in others]
        assert slices[best].article not in articles
        assert len(set(articles)) == len(articles)
        assert all(place > best for place in others)


def test_who_said_most_comes_first_and_words_of_nobody_count_for_nobody() -> None:
    texts = ["Alpha beta gamma delta.", "Epsilon zeta eta theta.", "Iota kappa lambda mu.", "Nu xi omicron pi."]
    pieces = [
        piece(n, text=text, statement=statement_row(n, person))
        for n, (text, person) in enumerate(zip(texts, [7, None, 8, 8], strict=True), 1)
    ]
    groups = by_speaker(rank(*ranked(*pieces), 0.5))
    assert {id: len(found) for id, found in groups.items()} == {8: 2, 7: 1}
    assert list(groups) == [8, 7]


@pytest.mark.parametrize("topic", ["lighthouses", "diesel tax", "harbour fund", "school", "trawlers", "new tax crews"])
def test_every_statement_with_the_topics_words_is_in_the_answer_of_who(topic: str, news_library: Index) -> None:
    """Each document with enough of the words is shown, or one that overlaps it, or it is among the like ones."""
    from index.answering.candidates import CandidateReader
    from index.text.terms import content_stems
    from index.text.topic_matches import TopicQuery

    wanted = TopicQuery(tuple(content_stems(topic)))
    every = news_library.statement_index.touching(range(1, news_library.store.counts()["passage"] + 1))
    pieces = CandidateReader(news_library.store, wanted, statements=True)
    pieces.read(every, 0.0)
    share = minimum_coverage(wanted.topic_stems)
    expected = {place(quote) for quote in rank([RankedHit(hit, 1.0, 0.0) for hit in every], pieces.candidates, share)}
    assert expected
    answer = news_library.ask(Question(topic, topic=topic, ask=Ask.WHO), limit=50)
    assert sum(tally.count for tally in answer.tallies) == len(expected)


def test_few_words_must_be_there_for_the_most_part() -> None:
    assert [minimum_coverage(["a"] * n) for n in range(4)] == [0.0, COVERED, COVERED, 0.4]


def test_meaning_is_looked_at_only_when_no_words_are_there(news_library: Index) -> None:
    near = news_library.ask("What did Halvorsen say about beacons for boats?")
    assert near.answered
    assert not any("beacon" in quote.text for quote in near.quotes)
    assert news_library.ask("What did Halvorsen say about trigonometry?").quotes == ()
    spoken = news_library.ask("Who talked about diesel?")
    assert spoken.answered
    assert all("diesel" in quote.text for quote in spoken.quotes)


def test_a_score_is_the_sum_of_parts_that_can_be_shown(news_library: Index) -> None:
    quote = news_library.ask("What did Halvorsen say about lighthouses?").quotes[0]
    assert quote.score == pytest.approx(sum(part for _, part in quote.parts), abs=0.001)
    assert dict(quote.parts)["words"] > 0
    assert all(part >= 0 for _, part in quote.parts)


def test_rare_words_of_a_topic_count_more(news_library: Index) -> None:
    common, rare = news_library.passage_index.rarity(["lighthous", "trigonometri"])
    assert rare > common


def test_a_name_must_be_more_surely_meant_than_a_description() -> None:
    assert holds_name("the price of bread in Norvale")
    assert not holds_name("the price of bread")
    described = Aboutness(0.0, sentence=0.3, in_context=0.4, passage=0.4)
    assert replace(described, named=True).probability < OF_ONE.least < described.probability


def test_whatever_tells_that_words_are_about_a_topic_only_adds() -> None:
    plain = Aboutness(0.5, sentence=0.2, in_context=0.2, passage=0.2)
    assert replace(plain, told=0.9).probability > plain.probability > replace(plain, told=0.0).probability
    assert replace(plain, sentence=0.9).probability > plain.probability > replace(plain, sentence=-0.1).probability
    assert replace(plain, in_context=0.9).probability > plain.probability > replace(plain, in_context=-0.1).probability
    assert replace(plain, passage=0.9).probability > plain.probability > replace(plain, passage=-0.1).probability


def test_who_asks_for_a_number_gets_one_first() -> None:
    vague, told = (
        piece(1, text="Many ships came home in the storm."),
        piece(2, text="Only 12 of them came home in the storm."),
    )
    assert asks_for_number("How many ships came home?")
    assert not asks_for_number("How did the ships come home?")
    first, _ = rank(*ranked(vague, told), 0.5, numbers=True)
    assert place(first) == place(told)


def test_a_sentence_of_a_long_turn_is_found_by_its_meaning(tmp_path: Path) -> None:
    rest = (
        "The budget for the harbour will be read on Monday. Three members asked for more time, and they will have it. "
    )
    told = "We will open shelters where those without a roof can sleep. "
    text = f"Briefing by Minister Elin Varga\n\nMINISTER VARGA: {rest * 4}{told}{rest * 4}\n\nQ Thank you.\n"
    with closing(Index.open(tmp_path / "data")) as library:
        list(library.add([Draft(text, title="Briefing by Minister Elin Varga")]))
        (quote,) = library.ask("What did Varga say about the homeless?").quotes
    assert told.strip() in quote.text
    assert len(quote.text.split()) <= LONGEST_TURN_QUOTE
    assert dict(quote.parts)["about the topic"] > 0


@pytest.mark.parametrize(("topic", "words"), [("LNG", "liquefied natural gas"), ("liquefied natural gas", "LNG")])
def test_an_acronym_finds_its_term_and_a_term_its_acronym(tmp_path: Path, topic: str, words: str) -> None:
    text = f"Elin Varga spoke in Kivik. \u201cThe harbour will store {words} for the winter,\u201d Varga said.\n"
    with closing(Index.open(tmp_path / "data")) as library:
        list(library.add([Draft(text, title="A speech in Kivik")]))
        (quote,) = library.ask(f"What did Varga say about {topic}?").quotes
    assert words in quote.text
    assert dict(quote.parts)["words"] > 0


def test_words_are_found_by_what_leads_to_them_and_by_what_they_mean(tmp_path: Path) -> None:
    text = (
        "Inspectors have found a crack in the reactor of Skerry, the energy office said on Monday. Nobody was hurt.\n\n"
        "At his weekly press conference the prime minister, Ilo Tamm, was asked whether the crack worried him. "
        "\u201cThey found a hairline in the lid of a pump, and the lid is being changed tonight,\u201d Tamm said.\n\n"
        "Elin Varga, who leads the opposition, spoke about pensions instead. "
        "\u201cWhoever worked for forty years should not have to count coins,\u201d Varga said.\n"
    )
    with closing(Index.open(tmp_path / "data")) as library:
        list(library.add([Draft(text, title="Cabinet meets on Monday")]))
        (quote,) = library.ask("What did Tamm say about the crack in the reactor?").quotes
        silent = library.ask("What did Varga say about the crack in the reactor?")
    assert "a hairline in the lid of a pump" in quote.text
    assert not silent.quotes


def test_words_on_the_same_matter_in_another_country_are_no_answer(tmp_path: Path) -> None:
    text = (
        "AMSTAD - The civil war in Yemen enters its ninth year.\n\n"
        "\u201cBoth armies are tired, and the conflict has changed since last spring,\u201d envoy Ilo Tamm said.\n"
    )
    with closing(Index.open(tmp_path / "data")) as library:
        list(library.add([Draft(text, title="Nine years of fighting")]))
        assert library.ask("What did Tamm say about the civil war in Yemen?").quotes
        assert library.ask("What did Tamm say about the Yemeni civil war?").quotes
        assert not library.ask("What did Tamm say about the civil war in Sudan?").quotes


@pytest.mark.parametrize(
    ("best", "most", "words"), [(2, 99, "A. B b. C c c. D."), (2, 4, "C c c. D."), (1, 5, "B b. C c c.")]
)
def test_a_run_around_a_sentence_goes_on_before_it_goes_back(best: int, most: int, words: str) -> None:
    text = "A. B b. C c c. D."
    start, end = run_around(text, [(0, 2), (3, 7), (8, 14), (15, 17)], best, most)
    assert text[start:end] == words


TOLD = """# Teachers get a rise in the spring budget

KIVIK - Teachers will get six per cent more from May, Minister Elin Varga told parliament on Monday.

"You cannot put a price on who taught you to count," Varga said.

The budget holds other news. A levy on sweet drinks will come in autumn, after a year in which dentists warned of
the harm that sugar does to children, and in which the makers of lemonade asked for more time. The levy will be
paid by the makers and not in the shops, and what it brings will go to the hospitals of the five counties, which
have asked for new rooms since the winter. The makers said that they would look at it. Bottles of water and of milk
are left out, and so is beer, which has a levy of its own.

"I would rather the makers wrote me an angry letter," Varga said.
"""


def test_what_leads_to_a_quote_tells_what_it_is_about(tmp_path: Path) -> None:
    with closing(Index.open(tmp_path / "data")) as library:
        list(library.add([Draft(TOLD, title="Teachers get a rise in the spring budget")]))
        answer = library.ask("What did Elin Varga say about the teachers' rise?", limit=9)
        assert [quote.text for quote in answer.quotes if "told parliament" not in quote.text] == [
            '"You cannot put a price on who taught you to count," Varga said.'
        ]
        assert library.ask("What did Elin Varga say about harpoons?").quotes == ()


def test_what_is_surely_about_a_topic_comes_before_what_holds_few_of_its_words(tmp_path: Path) -> None:
    with closing(Index.open(tmp_path / "data")) as library:
        list(library.add([Draft(TOLD, title="Teachers get a rise in the spring budget")]))
        few = library.ask("What did Elin Varga say about the teachers' rise?").quotes
        most = library.ask("What did Elin Varga say about a rise for teachers and nurses?").quotes
    assert [quote.kind for quote in few] == [Kind.DIRECT, Kind.INDIRECT]
    assert most[0].kind is Kind.INDIRECT
