"""Where several speak in a passage, each is quoted for themselves."""

from __future__ import annotations

import json
from collections.abc import Sequence
from itertools import count, pairwise

from hypothesis import given
from hypothesis import strategies as st

from index import Index
from index.answering.voices import Voice, has_one_speaker, overlap, voices
from index.model import Span
from index.store.reads import StatementRow
from tests.unclear_articles import NAMED, OFFICIAL

SENTENCES = [(place * 10, place * 10 + 9) for place in range(6)]


def rows(speakers: Sequence[int | None]) -> list[StatementRow]:
    """A statement that fills each sentence, by the person of this number; 0: nobody speaks."""
    return [
        StatementRow(id, 1, person, None, "direct", json.dumps([[start, end]]), start, end, None, None, 1.0)
        for (start, end), person, id in zip(SENTENCES, speakers, count(1), strict=False)
        if person != 0
    ]


def quoted(speakers: Sequence[int | None], *said: int) -> list[Span]:
    """Which sentences are quoted of each speaker, as (first, last), where some of them say something on the topic."""

    def coverage(span: Span) -> float:
        return float(any(span[0] <= SENTENCES[place][0] < span[1] for place in said))

    found = voices(SENTENCES[: len(speakers)], rows(speakers), coverage, 1.0)
    return [(voice.span[0] // 10, voice.span[1] // 10) for voice in found]


def test_each_is_quoted_with_their_own_sentences_and_what_lies_between() -> None:
    assert quoted([1, 0, 1, 2], 0, 3) == [(0, 2), (3, 3)]


def test_the_sentences_around_are_taken_in_only_where_they_say_what_is_missing() -> None:
    assert quoted([0, 1, 0, 2], 2) == [(0, 2), (2, 3)]


def test_what_stands_on_either_side_of_another_is_not_quoted_as_one() -> None:
    assert quoted([1, 2, 1], 1, 2) == [(2, 2), (1, 1)]


def test_one_who_says_nothing_on_the_topic_is_left_out() -> None:
    assert quoted([1, 2], 1) == [(1, 1)]
    assert quoted([1, 2]) == []


def test_two_whose_names_are_not_clear_are_two() -> None:
    assert quoted([None, None], 0, 1) == [(0, 0), (1, 1)]


def test_one_person_alone_is_one_speaker_and_one_who_is_not_clear_is_not() -> None:
    assert [has_one_speaker(rows(people)) for people in ([], [1, 1], [1, 2], [1, None], [None])] == [
        True, True, False, False, False,
    ]  # fmt: skip


@given(st.lists(st.sampled_from([0, 1, 2, None]), min_size=1, max_size=6), st.sets(st.integers(0, 5)))
def test_no_sentence_of_another_alone_is_quoted(speakers: list[int | None], said: set[int]) -> None:
    def coverage(span: Span) -> float:
        return sum(span[0] <= SENTENCES[place][0] < span[1] for place in said) / max(1, len(said))

    every = rows(speakers)
    found: list[Voice] = list(voices(SENTENCES[: len(speakers)], every, coverage, 0.5)) if every else []
    for voice in found:
        others = [row for row in every if row not in voice.statements]
        assert sum(overlap(row, *voice.span) for row in voice.statements) > 0
        assert sum(overlap(row, *voice.span) for row in others) == 0
    assert all(first.statements != second.statements for first, second in pairwise(found))


def test_the_words_of_two_in_one_passage_stand_each_under_their_own_name(unclear_library: Index) -> None:
    shown = {quote.speaker.name: quote.text for quote in unclear_library.ask("harbour").quotes if quote.speaker}
    assert shown == {"Elin Varga": NAMED, "senior official": OFFICIAL}
