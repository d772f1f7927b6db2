"""Long hostile texts are read, and their mentions resolved, in a time that grows with their length."""

from __future__ import annotations

import re
import time

import pytest

from index.attribution.coreference import Coreference
from index.attribution.entity import Entity
from index.model import Span

LENGTH = 30_000  # code points
LIMIT = 4  # seconds of the processor; each takes two at most


def _numbered(pattern: str) -> str:
    """A text that repeats a pattern with another word in each place: "Vabov", "Vacov"."""
    letters = ("".join(chr(97 + int(digit)) for digit in str(number)) for number in range(LENGTH // len(pattern)))
    return " ".join(pattern.replace("?", word) for word in letters)[:LENGTH]


HOSTILE = [
    *(piece * (LENGTH // len(piece)) for piece in ("Reed's ", "Mr. Aa Bb ", "The Aa of Bb, ", "A. B. ", "Mr. Reed, ")),
    *(piece * (LENGTH // len(piece)) for piece in ("he said, who ", "Jan Reed said. He said. ", "a Bb said ")),
    _numbered("Q?a Reed and Reed said.")[: LENGTH // 2],  # each bearer of the surname is a rival of all others
    "Ada Reed and Ilo Reed came. " + "Reed's " * (LENGTH // 7),
    *map(_numbered, ("Jan V?ov said.", "a V?ov said", "Mrs. V?ov came.")),
    _numbered("Jan V?ov said he")[: LENGTH // 4],  # each pronoun is weighed against everybody in reach
]


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: text[:20])
def test_a_long_text_takes_no_longer_than_its_length_asks(text: str) -> None:
    begun = time.process_time()
    coreference = Coreference(text)
    previous: tuple[Span, Entity | None] | None = None
    for match in re.finditer(r"\S+", text):
        resolution = coreference.resolve(match.span(), previous)
        previous = (match.span(), resolution.entity)
    assert time.process_time() - begun < LIMIT
