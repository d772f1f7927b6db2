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
    """A document a passage.  speakers: the people whose words each passage holds."""
    for one in passages:
        text, people = article.text[one.start : one.end], speakers.get(one.id, ())
        place = one.id, article.id, one.id, one.id, one.start, one.end
        yield Document(*place, people, matchable_stems(text), text, article.title or "")


def of_statements(
    article: Article, passages: Sequence[Passage], statements: Mapping[int, Statement]
) -> Iterator[Document]:
    """What may be quoted of the statements whose speaker is known; they are given by id.

    passages: of the article, in order.
    """
    for id, statement in statements.items():
        if statement.person is not None:
            for first, last, (start, end) in quotable(article.text, passages, statement, list(statements.values())):
                place = id, article.id, first, last, start, end
                yield Document(*place, (statement.person.id,), matchable_stems(article.text[start:end]))


def quotable(
    text: str, passages: Sequence[Passage], statement: Statement, others: Sequence[Statement]
) -> list[tuple[int, int, Span]]:
    """(first passage, last passage, span) of what may be quoted of a statement; nothing of a question.

    The whole sentences of it with the rest of its quotation; of one too long for that, what each passage holds.
    others: all statements of the article.
    """
    touched = [one for one in passages if any(a < one.end and one.start < b for a, b in statement.content)]
    if statement.question or not touched:
        return []
    span = whole_sentences(text, statement)
    if span is not None:
        return [(touched[0].id, touched[-1].id, extend_quotation(text, span, statement, others))]
    parts = [(one.id, sentences_in_passage(text, statement, one)) for one in touched]
    return [(id, id, without_turn_label((held[0][0], held[-1][1]), statement)) for id, held in parts]
