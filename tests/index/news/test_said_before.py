from __future__ import annotations

import pytest

from index.model import Article, Kind, Person, Quote
from index.news.said_before import is_speech

TAMM = Person("Ilo Tamm")
TEXT = "Tamm pushed for a new pier. “We need it,” he said."


@pytest.mark.parametrize(
    ("kind", "speaker", "cue", "spoken"),
    [
        (Kind.DIRECT, TAMM, "said", True), (Kind.DIRECT, None, None, True), (Kind.MIXED, TAMM, None, True),
        (Kind.MIXED, None, None, False), (Kind.INDIRECT, TAMM, "said", True), (Kind.INDIRECT, TAMM, "pushed", False),
        (Kind.INDIRECT, TAMM, None, False), (Kind.INDIRECT, None, "said", False), (Kind.PASSAGE, None, None, False),
    ],
)  # fmt: skip
def test_no_narrative_is_an_alert(kind: Kind, speaker: Person | None, cue: str | None, spoken: bool) -> None:
    article = Article(1, TEXT, None, None, None, None, "en", "public", (), ())
    assert is_speech(Quote(article, 0, 27, speaker, kind=kind, cue=cue)) is spoken
