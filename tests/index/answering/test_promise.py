"""The promise: whatever comes in, what is shown is the article's own words."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index import Answer, Draft, Index
from index.attribution.statements import StatementReader
from index.store.store import Store
from index.text.sentences import passages
from tests.index.generated import texts
from tests.news_articles import QUESTIONS

slow = settings(max_examples=6, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
quick = settings(slow, max_examples=30)
MORE = (
    "Halvorsen",
    "Okonkwo vs Halvorsen on the harbour",
    "한국의 등대",
    "שלום",
    "did anyone say “the harbour lighthouse treaty”?",
    "🙂",
)


@pytest.fixture(scope="module")
def library(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    prepare = request.getfixturevalue("new_data_folder")
    made = Index.open(prepare(tmp_path_factory.mktemp("promise") / "data"))
    yield made
    made.close()


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    made = Store(tmp_path_factory.mktemp("promise") / "onrecord.db")
    yield made
    made.close()


def assert_verbatim(answer: Answer) -> None:
    for quote in (*answer.quotes, *(tally.best for tally in answer.tallies)):
        assert quote.text == quote.article.text[quote.start : quote.end]
        assert quote.text.strip()


@slow
@given(st.lists(texts(), min_size=2, max_size=6, unique=True), st.sampled_from((None, "Remarks by Mr. Okonkwo")))
def test_every_quote_of_every_answer_is_a_slice_of_a_stored_article(
    library: Index, drafts: list[str], title: str | None
) -> None:
    added = [o for o in library.add(Draft(text, title, f"n{i}") for i, text in enumerate(drafts)) if o.article]
    try:
        for question in (*QUESTIONS, *MORE, *drafts[:1]):
            answer = library.ask(question, limit=20)
            assert_verbatim(answer)
            for quote in answer.quotes:
                start, end = library.paragraph(quote)
                assert start <= quote.start < quote.end <= end
            assert {quote.article.text for quote in answer.quotes} <= set(drafts)
            assert answer.answered or answer.reason
    finally:
        for outcome in added:
            library.remove(outcome.article or 0)


@quick
@given(text=texts())
def test_what_is_stored_is_what_came_in(store: Store, reader: StatementReader, text: str) -> None:
    id = store.add([(Draft(text), passages(text), reader.statements(text))])[0].article
    article = store.article(id)
    assert article is not None
    assert article.text == text
    assert [(p.start, p.end) for p in store.passages_of([id])] == passages(text)
    assert all(text[a:b].strip() for one in store.statements([id])[id] for a, b in one.content)


@quick
@given(texts(most=8), st.sampled_from((None, "Statement by President Halvorsen on the Treaty", "A quiet harbour")))
def test_spans_of_statements_lie_inside_the_text_and_hold_words(
    reader: StatementReader, text: str, title: str | None
) -> None:
    for one in reader.statements(text, title):
        spans = [*one.content, *filter(None, (one.cue, one.mention))]
        assert all(0 <= a < b <= len(text) for a, b in spans)
        assert all(text[a:b].strip() for a, b in spans)
        assert all(a[1] <= b[0] for a, b in pairwise(one.content))


@quick
@given(texts())
def test_the_same_text_gives_the_same_statements(reader: StatementReader, text: str) -> None:
    assert reader.statements(text) == reader.statements(text)


def test_what_helps_to_find_a_passage_is_never_quoted(news_library: Index) -> None:
    for question in QUESTIONS:
        for quote in news_library.ask(question).quotes:
            assert quote.article.title is None or quote.article.title not in quote.text


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_invented_news_answers_in_its_own_words(news_library: Index, question: str) -> None:
    answer = news_library.ask(question)
    assert answer.answered
    assert_verbatim(answer)
