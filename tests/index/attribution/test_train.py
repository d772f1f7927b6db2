"""What the tagger is taught, and that it can be trained again.

Tests import the training themselves: with it comes torch, for which each process that collects tests would wait.
"""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import pytest

from index.attribution.brat import Attribution
from index.attribution.decoding import CONTENT, CUE, SOURCE
from index.attribution.tagger import Tagger, load_tagger
from index.attribution.word_pieces import tokenize
from index.embedding.embedder import packaged_model
from index.text.quotation_marks import quotation_states

TEXT = "“We sail.\n\n“We sail today,” Varga said. Nobody spoke."
STATEMENT = Attribution([(0, 25)], [(26, 31)], [(32, 36)])


@pytest.fixture(scope="module")
def tagger() -> Tagger:
    return load_tagger(1)


def test_a_statement_of_two_paragraphs_is_taught_as_two_with_the_same_speaker(tagger: Tagger) -> None:
    from index.attribution.train import make_example

    tokens = tokenize(TEXT, tagger.tokenizer, quotation_states(TEXT))
    example = make_example(TEXT, [STATEMENT], tokens)
    begins = [int(piece) for piece in (example.tags == CONTENT).nonzero()[0]]
    assert [TEXT[tokens.starts[piece] :][:2] for piece in begins] == ["“W", "“W"]
    (first, first_end, source, cue), (second, _, *pointers) = example.links
    assert (first, second) == tuple(begins)
    assert first_end == second - 1
    assert pointers == [source, cue]
    assert example.tags[source] == SOURCE
    assert example.tags[cue] == CUE


def test_what_a_pointer_means_outside_the_window_is_not_taught(tagger: Tagger) -> None:
    from index.attribution.train import IGNORE, cut_windows, make_example

    text = TEXT.replace("\n\n", "\n\n" + "The harbour was empty that day and nobody came. " * 3 + "\n\n")
    move = len(text) - len(TEXT)
    statement = Attribution([(0, 9), (11 + move, 25 + move)], [(26 + move, 31 + move)], [(32 + move, 36 + move)])
    tokens = tokenize(text, tagger.tokenizer, quotation_states(text))
    first, *_, last = cut_windows(make_example(text, [statement], tokens), random.Random(1), 34)
    assert [source for _, _, source, _ in first.links] == [IGNORE]
    assert [source > 0 for _, _, source, _ in last.links] == [True]


@pytest.mark.filterwarnings("ignore")  # of torch's export
def test_a_tagger_can_be_trained_again(tagger: Tagger, tmp_path: Path) -> None:
    from index.attribution.train import train_tagger

    for folder in ("text", "attributions", "spoken", "prose"):
        (tmp_path / folder).mkdir()
    (tmp_path / "text" / "a.txt").write_text(TEXT, encoding="utf-8")
    marks = ["T1\tContent 0 25\t-", "T2\tSource 26 31\t-", "T3\tCue 32 36\t-", "E1\tContent:T1 Source:T2 Cue:T3"]
    (tmp_path / "attributions" / "a_0000.ann").write_text("\n".join(marks) + "\n", encoding="utf-8")
    speech = "MS. VARGA:  The treaty will come into force before the season begins.\n"
    (tmp_path / "spoken" / "briefing.md").write_text(speech, encoding="utf-8")
    order = "The order directs the harbour office to close two of the old basins before winter.\n"
    (tmp_path / "prose" / "order.md").write_text(order, encoding="utf-8")
    lines: list[str] = []
    output = tmp_path / "tagger.onnx"
    train_tagger(
        packaged_model(), tmp_path, output, [tmp_path / "spoken"], [tmp_path / "prose"], 1, report=lines.append, depth=2
    )
    assert "word pieces" in lines[0]
    assert output.stat().st_size < 6_000_000
    found = replace(tagger, path=output).fragments(TEXT)
    assert all(0 <= fragment.start < fragment.end <= len(TEXT) for fragment in found)
