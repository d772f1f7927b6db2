"""Choosing quotes: by words first, and nothing that was left unread could have been one."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from index import Index
from index.answer import COVERED, Texts, choose
from index.cut import cut_statement, go_on
from index.model import Article, Passage, Quote, Span, Statement
from index.occurrences import Topic
from index.search import Candidate
from index.terms import content

NEAR = 0.5


def everything(index: Index) -> tuple[dict[int, Passage], dict[int, Article]]:
    articles = index.store.articles(entry.id for entry in index.store.listing())
    return {passage.id: passage for passage in index.store.passages_of(articles)}, articles


def chosen(index: Index, topic: str, cosine: float = 0.0) -> list[Quote]:
    passages, articles = everything(index)
    ranked = [Candidate(id, 1.0 / n, cosine, 0.0) for n, id in enumerate(passages, 1)]
    texts = Texts(Topic(tuple(content(topic))))
    texts.add(passages.values(), articles)
    found = choose(
        ranked,
        texts,
        index.store.statements_at,
        lambda statement: statement.person is not None,
        near=NEAR,
    )
    return [one.quote for one in found]


def possible(index: Index, topic: str) -> set[tuple[int, Span]]:
    """Every quote that could be cut from any statement and holds enough of a topic, nothing left out."""
    passages, articles = everything(index)
    wanted = Topic(tuple(content(topic)))
    found = set()
    for passage in passages.values():
        article = articles[passage.article]
        words, statements = wanted.occurrences(article.text), index.store.statements([article.id])[article.id]
        for one in touching(statements, passage):
            span = go_on(article.text, cut_statement(article.text, one, passage, words), one, statements)
            if wanted.coverage(article.text[span[0] : span[1]]) >= COVERED:
                found.add((article.id, span))
    return found


def touching(statements: Sequence[Statement], passage: Passage) -> list[Statement]:
    return [
        one
        for one in statements
        if one.person and not one.question and any(a < passage.end and passage.start < b for a, b in one.content)
    ]


@pytest.mark.parametrize("topic", ["lighthouses", "diesel tax", "harbour fund", "school", "trawlers", "new tax crews"])
def test_every_quote_that_holds_the_topic_is_found(topic: str, newsroom: Index) -> None:
    held, expected = chosen(newsroom, topic), possible(newsroom, topic)
    assert expected
    assert {(quote.article.id, (quote.start, quote.end)) for quote in held} <= expected
    for article, (start, end) in expected:
        assert any(
            (quote.article.id == article and quote.start < end and start < quote.end)
            or article in {also.id for also in quote.also}
            for quote in held
        )


def test_meaning_is_looked_at_only_when_no_words_are_there(newsroom: Index) -> None:
    assert chosen(newsroom, "submarines", cosine=NEAR - 0.01) == []
    assert chosen(newsroom, "submarines", cosine=NEAR + 0.01)
    spoken = chosen(newsroom, "diesel", cosine=NEAR + 0.01)
    assert spoken
    assert all("diesel" in quote.text for quote in spoken)
