"""Quotations whose speaker the article doesn't tell: found and shown with their paragraph, under nobody's name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import Index
from index.model import Article, Ask, Kind, Question, Quote, Verdict
from index.silence import Silence
from index.text.quote_spans import LONGEST_QUOTE
from index.text.unclear_quotes import with_paragraphs
from tests.unclear_articles import CROWD, LEDGER, LONG, NAMED, TALKS, UNCLEAR


def unclear(quotes: tuple[Quote, ...]) -> list[str]:
    return [quote.text for quote in quotes if quote.speaker_unclear]


@pytest.mark.parametrize("question", ["old harbour", "moored a boat", "harbour"])
def test_a_topic_finds_them_with_their_paragraph(unclear_library: Index, question: str) -> None:
    answer = unclear_library.ask(question)
    assert unclear(answer.quotes) == [UNCLEAR]
    (quote,) = (quote for quote in answer.quotes if quote.speaker_unclear)
    assert (quote.speaker, quote.via, quote.kind) == (None, None, Kind.DIRECT)


def test_those_who_are_named_come_first_where_both_fit(unclear_library: Index) -> None:
    answer = unclear_library.ask("harbour")
    named = [quote.speaker.name if quote.speaker else None for quote in answer.quotes]
    assert named.index("Elin Varga") < named.index(None)


def test_of_a_long_paragraph_whole_sentences_on_either_side_are_shown(unclear_library: Index) -> None:
    (text,) = unclear(unclear_library.ask("lighthouse ledger").quotes)
    assert LEDGER in text
    assert not text.startswith(LEDGER)
    assert not text.endswith(LEDGER)
    assert len(text.split()) <= LONGEST_QUOTE < len(LONG.split())


def test_a_short_one_amid_other_words_is_not_the_articles_own(unclear_library: Index) -> None:
    """The article's own words are more than half of what is shown, and what was asked about stands in the quotation."""
    (quote,) = unclear_library.ask("lighthouse ledger").quotes
    assert len(LEDGER.split()) < 0.35 * len(quote.text.split())
    assert quote.speaker_unclear


@pytest.mark.parametrize("ask", [Ask.SAID, Ask.TIMELINE])
@pytest.mark.parametrize("direct_only", [False, True])
def test_whoever_is_asked_about_they_are_not_theirs(unclear_library: Index, ask: Ask, direct_only: bool) -> None:
    asked = Question("?", speaker="Elin Varga", topic="harbour", ask=ask, direct_only=direct_only)
    assert [quote.text for quote in unclear_library.ask(asked).quotes] == [NAMED]
    nothing = unclear_library.ask(Question("?", speaker="Elin Varga", topic="lighthouse ledger", ask=ask))
    assert nothing.quotes == ()
    assert nothing.silence is Silence.NOTHING


def test_who_spoke_of_something_names_only_those_who_are_known(unclear_library: Index) -> None:
    answer = unclear_library.ask("who talked about the harbour?")
    assert {tally.person.name for tally in answer.tallies} == {"Elin Varga", "senior official"}
    assert all(CROWD not in quote.text for quote in answer.quotes)


def test_one_who_is_unnamed_in_the_article_stays_who_they_are(unclear_library: Index) -> None:
    (quote,) = unclear_library.ask("harbour fees").quotes[:1]
    assert quote.speaker is not None
    assert quote.speaker.name == "senior official"


def test_that_somebody_said_them_can_neither_be_confirmed_nor_denied(unclear_library: Index) -> None:
    answer = unclear_library.ask("Did Elin Varga say “We will not hand the old harbour to people”?")
    assert answer.verdict is Verdict.EXACT
    assert [reason.silence for reason in answer.reasons] == [Silence.UNCLEAR_WORDS]
    assert answer.reason == "These words are on record, but whether Elin Varga said them is not clear."
    assert [(quote.text, quote.speaker) for quote in answer.quotes] == [(UNCLEAR, None)]


def test_that_somebody_nobody_knows_said_them_is_not_clear_either(unclear_library: Index) -> None:
    answer = unclear_library.ask("Did Wigglesworth say “We will not hand the old harbour to people”?")
    assert [reason.silence for reason in answer.reasons] == [Silence.UNCLEAR_WORDS]


def test_the_articles_own_words_are_not_hers(unclear_library: Index) -> None:
    answer = unclear_library.ask("Did Elin Varga say “Lindesund met on Monday to hear”?")
    assert [reason.silence for reason in answer.reasons] == [Silence.UNNAMED_WORDS]


def test_that_the_words_are_on_record_is_said_with_their_paragraph(unclear_library: Index) -> None:
    answer = unclear_library.ask("Did anyone say “never moored a boat in it”?")
    assert (answer.verdict, answer.reasons) == (Verdict.EXACT, ())
    assert unclear(answer.quotes) == [UNCLEAR]
    near = unclear_library.ask("Did anyone say “people who have seldom moored a boat in it”?")
    assert near.verdict is Verdict.NEAR
    assert unclear(near.quotes) == [UNCLEAR]


def quoted(text: str, start: int, end: int, kind: Kind = Kind.DIRECT) -> Quote:
    return Quote(Article(1, text, None, None, None, None, None, "public"), start, end, kind=kind)


def test_two_of_one_paragraph_are_shown_once() -> None:
    first, second = (TALKS.index(words) for words in ("“We will", "moored a boat"))
    twice = (quoted(TALKS, first, first + 20), quoted(TALKS, second, second + 10))
    assert [quote.text for quote in with_paragraphs(twice)] == [UNCLEAR]


def test_the_articles_own_words_stay_as_they_are() -> None:
    own = quoted(TALKS, 0, 14, Kind.PASSAGE)
    assert with_paragraphs([own]) == (own,)


sentence = st.integers(1, 60).map(lambda count: " ".join(["Word", *["and"] * (count - 1)]) + ". ")


@given(st.lists(sentence, min_size=1, max_size=9), st.data())
def test_what_is_shown_holds_the_words_within_their_paragraph(sentences: list[str], data: st.DataObject) -> None:
    paragraph = "".join(sentences)
    text = f"Before it.\n\n{paragraph}\n\nAfter it."
    low = text.index(paragraph)
    start = data.draw(st.integers(low, low + len(paragraph) - 2))
    end = data.draw(st.integers(start + 1, low + len(paragraph) - 1))
    (shown,) = with_paragraphs([quoted(text, start, end)])
    assert low <= shown.start <= start < end <= shown.end <= low + len(paragraph)
    own_words = len(text[start:end].split())
    longest = max(len(each.split()) for each in sentences)
    assert len(shown.text.split()) <= max(LONGEST_QUOTE, own_words + 2 * longest)
