"""The cheap look that spares paragraphs the tagger."""

from __future__ import annotations

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.attribution.reporting_verbs import REPORTING_VERBS, verb_forms
from index.attribution.speech_cues import may_hold_speech
from index.text.quotation_marks import quotation_states


def looked_at(text: str) -> bool:
    return may_hold_speech(text, 0, len(text), quotation_states(text))


@pytest.mark.parametrize(
    "text",
    [
        "Varga said the harbour was closed.",
        "The harbour, according to the board, is closed.",
        "They hope that it opens in May.",
        "The harbour is ‘closed for good’.",
        "Elin Varga: The harbour is closed.",
        "— Elin Varga",
        "- Ilo Tamm, harbour master",
        "HARBOUR CLOSED, VARGA SAYS",
    ],
)
def test_a_paragraph_that_may_hold_speech_is_looked_at(text: str) -> None:
    assert looked_at(text)


@pytest.mark.parametrize(
    "text",
    [
        "The harbour was empty and the nets hung on the wall.",
        "The board signed the treaty and appointed two captains.",
        "It’s the fishermen’s boats’ last winter.",
        "",
    ],
)
def test_a_paragraph_of_deeds_is_spared(text: str) -> None:
    assert not looked_at(text)


@given(st.sampled_from(sorted(REPORTING_VERBS)), st.sampled_from(["{}", "They {} it.", "The crew, {}, left"]))
def test_every_reporting_verb_is_a_reason_to_look(verb: str, sentence: str) -> None:
    assert looked_at(sentence.format(verb))
    assert looked_at(sentence.format(verb).upper())


@pytest.mark.parametrize("text", ["a " * 50_000, "a" * 100_000, "a) " * 30_000, ") " * 50_000])
def test_a_long_paragraph_takes_no_longer_than_its_words(text: str) -> None:
    began = process_time()
    looked_at(text)
    assert process_time() - began < 2


@pytest.mark.parametrize(
    ("base", "forms"),
    [
        ("warn", ("warn", "warns", "warned", "warning")),
        ("note", ("note", "notes", "noted", "noting")),
        ("stress", ("stress", "stresses", "stressed", "stressing")),
        ("worry", ("worry", "worries", "worried", "worrying")),
        ("portray", ("portray", "portrays", "portrayed", "portraying")),
        ("agree", ("agree", "agrees", "agreed", "agreeing")),
        ("refer", ("refer", "refers", "referred", "referring")),
    ],
)
def test_regular_verbs_have_their_forms(base: str, forms: tuple[str, ...]) -> None:
    assert verb_forms(base) == forms
