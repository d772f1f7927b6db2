"""A text as word pieces, and the best path of tags, against their plain definitions."""

from __future__ import annotations

from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.attribution.decoding import TAGS, best_path, log_softmax, viterbi
from index.attribution.tagger import Tagger, load_tagger
from index.attribution.word_pieces import tokenize, windows
from index.text.quotation_marks import INSIDE, quotation_states

TEXTS = st.text(st.sampled_from("aAzÉǅßⅣ1ª등🙂 \n.,“”\"'’–"), max_size=80) | st.text(max_size=60).filter(
    lambda text: text.isprintable()
)


@pytest.fixture(scope="module")
def tagger() -> Tagger:
    return load_tagger(1)


def case(word: str) -> int:
    letters = [c for c in word if c.isalpha()]
    if not letters:
        return 3
    if all(c.isupper() for c in letters):
        return 2 if len(letters) > 1 else 1
    return 1 if letters[0].isupper() else 0


@given(text=TEXTS)
def test_pieces_carry_marks_case_and_breaks(text: str, tagger: Tagger) -> None:
    states = quotation_states(text)
    found = tokenize(text, tagger.tokenizer, states)
    before = 0
    for i, (start, end) in enumerate(zip(found.starts.tolist(), found.ends.tolist(), strict=True)):
        mark = next((s for s in states[start:end] if s > INSIDE), states[start] if start < len(states) else 0)
        lines = text[before:start].count("\n")
        assert found.quotes[i] == mark
        assert found.cases[i] == case(text[start:end])
        assert found.breaks[i] == (2 if i == 0 or lines > 1 else lines)
        before = end


def test_no_text_has_no_pieces(tagger: Tagger) -> None:
    assert len(tokenize("", tagger.tokenizer, b"")) == len(tokenize(" \n\n ", tagger.tokenizer, bytes(4))) == 0
    assert tagger.fragments(" \n") == []


def legal(path: tuple[int, ...]) -> bool:
    """Whether each I- follows its own B- or I-."""
    return all(
        not TAGS[tag].startswith("I-") or (before is not None and TAGS[before][1:] == TAGS[tag][1:])
        for before, tag in zip((None, *path), path, strict=False)
    )


@pytest.mark.parametrize("length", [1, 2, 4])
@pytest.mark.parametrize("seed", range(5))
def test_the_best_legal_path_is_found(length: int, seed: int) -> None:
    scores = log_softmax(np.random.default_rng(seed).normal(size=(length, len(TAGS))).astype(np.float32) * 2)
    paths = [path for path in product(range(len(TAGS)), repeat=length) if legal(path)]
    best = max(paths, key=lambda path: sum(scores[i, tag] for i, tag in enumerate(path)))
    assert tuple(viterbi(scores).tolist()) == best


@given(st.lists(st.sampled_from([0, 0, 0, 0, 1, 2]), min_size=1, max_size=120), st.integers(8, 40))
def test_windows_hold_whole_paragraphs_and_every_piece(breaks: list[int], size: int) -> None:
    breaks[0] = 2
    ranges = list(windows(np.array(breaks), lambda: size, 2 * size, 4))
    assert {i for start, end in ranges for i in range(start, end)} == set(range(len(breaks)))
    for start, end in ranges:
        assert 0 < end - start <= 2 * size
        assert end - start <= size or 2 not in breaks[start + 1 : end]
    for (_, end), (start, _) in pairwise(ranges):
        assert (start == end and breaks[start] == 2) or (start == end - 4 and 2 not in breaks[start + 1 : end])


@pytest.mark.parametrize("seed", range(20))
def test_each_paragraph_has_its_best_legal_path(seed: int) -> None:
    rng = np.random.default_rng(seed)
    scores = log_softmax(rng.normal(size=(30, len(TAGS))).astype(np.float32) * 2)
    breaks = rng.choice([0, 0, 0, 1, 2], 30)
    edges = [0, *(i for i in range(1, 30) if breaks[i] == 2), 30]
    expected = [tag for start, end in pairwise(edges) for tag in viterbi(scores[start:end]).tolist()]
    assert best_path(scores, breaks).tolist() == expected
