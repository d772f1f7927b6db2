"""What of an article is indexed by its words: its passages, and what may be quoted of its statements."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from index.model import Article, Passage, Span, Statement
from index.search.text_index import Document
from index.text.quote_spans import extend_quotation, sentences_in_passage, whole_sentences, without_turn_label
from index.text.topic_matches import matchable_stems


def of_passages(
    article: Article, passages: Sequence[Passage], speakers: Mapping[int, Sequence[int]]
) -> Iterator[Document]:
    """A document for each passage.

    Args:
        article: The article.
        passages: Its passages.
        speakers: Ids of the people whose words each passage holds, by the passage's id.
    """
    for passage in passages:
        text, people = article.text[passage.start : passage.end], speakers.get(passage.id, ())
        place = passage.id, article.id, passage.id, passage.id, passage.start, passage.end
        yield Document(*place, people, matchable_stems(text), text, article.title or "")


def of_statements(
    article: Article, passages: Sequence[Passage], statements: Mapping[int, Statement]
) -> Iterator[Document]:
    """A document for what may be quoted of each statement whose speaker is known.

    Args:
        article: The article.
        passages: Its passages, in order.
        statements: Its statements, by id.
    """
    for id, statement in statements.items():
        if statement.person is not None:
            for first, last, (start, end) in quotable(article.text, passages, statement, list(statements.values())):
                place = id, article.id, first, last, start, end
                yield Document(*place, (statement.person.id,), matchable_stems(article.text[start:end]))


def quotable(
    text: str, passages: Sequence[Passage], statement: Statement, others: Sequence[Statement]
) -> list[tuple[int, int, Span]]:
    """Find what may be quoted of a statement: nothing of a question.

    That is its whole sentences with the rest of its quotation; of one too long for that, what each passage holds.

    Args:
        text: The article's text.
        passages: Its passages, in order.
        statement: The statement.
        others: All statements of the article.

    Returns:
        (first passage, last passage, span) of each part.
    """
    touched = [
        passage
        for passage in passages
        if any(start < passage.end and passage.start < end for start, end in statement.content)
    ]
    if statement.question or not touched:
        return []
    span = whole_sentences(text, statement)
    if span is not None:
        return [(touched[0].id, touched[-1].id, extend_quotation(text, span, statement, others))]
    parts = [(passage.id, sentences_in_passage(text, statement, passage)) for passage in touched]
    return [(id, id, without_turn_label((sentences[0][0], sentences[-1][1]), statement)) for id, sentences in parts]
