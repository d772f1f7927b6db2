"""What may be quoted: cut once, before anybody asks."""

from __future__ import annotations

from index import Index
from index.model import Article, Kind, Passage, Person, Statement
from index.search.indexed_documents import of_statements, quotable
from index.text.quote_spans import LONGEST_TURN_QUOTE
from index.text.sentences import passages as split

VALE = Person("Mara Vale", id=4)
TALE = " ".join(f"The harbour of Kivik had {n} ships in the year {1900 + n}." for n in range(2, 40))


def statement(
    text: str, *content: str, kind: Kind = Kind.DIRECT, mention: str | None = "Vale", **more: object
) -> Statement:
    spans = tuple((text.index(one), text.index(one) + len(one)) for one in content)
    named = None if mention is None else (text.index(mention), text.index(mention) + len(mention))
    held: dict[str, object] = {"cue": None if mention is None else named, "person": VALE} | more
    return Statement(spans, kind, named, **held)  # type: ignore[arg-type]


def passages(text: str) -> list[Passage]:
    return [Passage(n, 1, *span) for n, span in enumerate(split(text), 10)]


def cut(text: str, one: Statement, *others: Statement) -> list[str]:
    return [text[a:b] for _, _, (a, b) in quotable(text, passages(text), one, [one, *others])]


def test_whole_sentences_are_quoted() -> None:
    text = "It rained. “We sail,” Vale said on the quay. Nobody answered."
    assert cut(text, statement(text, "“We sail,”")) == ["“We sail,” Vale said on the quay."]


def test_the_rest_of_a_quotation_belongs_to_it() -> None:
    text = "“We sail,” Vale said on the quay. “And we win.” Nobody answered."
    rest = statement(text, "“And we win.”")
    assert cut(text, statement(text, "“We sail,”"), rest) == ["“We sail,” Vale said on the quay. “And we win.”"]


def test_nothing_is_quoted_of_a_question() -> None:
    text = "“Do we sail?” Vale asked."
    assert cut(text, statement(text, "“Do we sail?”", question=True)) == []


def test_of_a_long_turn_every_passage_has_its_own_part_and_none_the_speakers_name() -> None:
    text = f"MS. VALE: {TALE}"
    held = passages(text)
    turn = statement(text, TALE, mention="MS. VALE", cue=None)
    assert len(TALE.split()) > LONGEST_TURN_QUOTE
    found = quotable(text, held, turn, [turn])
    assert [(first, last) for first, last, _ in found] == [(one.id, one.id) for one in held]
    assert " ".join(text[a:b] for _, _, (a, b) in found) == TALE


def test_a_short_turn_is_without_the_speakers_name() -> None:
    text = "MS. VALE: We sail at dawn.\n\nQ Why?"
    turn = statement(text, "We sail at dawn.", mention="MS. VALE", cue=None)
    assert cut(text, turn) == ["We sail at dawn."]


def test_only_words_of_a_known_speaker_are_documents() -> None:
    text = "“We sail,” Vale said. “We stay,” said another."
    article = Article(1, text, "Sailing", None, None, None, None, "public")
    held = {8: statement(text, "“We sail,”"), 9: statement(text, "“We stay,”", person=None)}
    (one,) = of_statements(article, passages(text), held)
    assert (one.id, one.article, one.speakers) == (8, 1, (VALE.id,))
    assert text[one.start : one.end] == "“We sail,” Vale said."


def test_every_statement_of_a_library_may_be_found_by_its_passage(news_library: Index) -> None:
    for entry in news_library.store.listing():
        statements = news_library.store.numbered([entry.id])[entry.id]
        held = news_library.statement_index.touching([one.id for one in news_library.store.passages_of([entry.id])])
        known = {id for id, one in statements.items() if one.person is not None and not one.question}
        assert {hit.id for hit in held} == known
        assert {hit.article for hit in held} <= {entry.id}
