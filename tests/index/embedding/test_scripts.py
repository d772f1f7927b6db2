"""Texts that a model's vocabulary can't read have no vector."""

from __future__ import annotations

import numpy as np
import pytest

from index.embedding.embedder import Embedder


@pytest.mark.parametrize("text", ["부두를 다시 열겠다고 말했다.", "북한", "Министр открыл порт", "สวัสดีครับ"])
def test_a_script_that_the_model_spells_letter_by_letter_means_nothing(embedder: Embedder, text: str) -> None:
    mixed, unread = embedder.embed([f"The mayor said {text[:4]} to the harbour board", text])
    assert np.linalg.norm(mixed) == pytest.approx(1.0, abs=1e-4)
    assert not unread.any()


def test_accents_and_figures_are_read(embedder: Embedder) -> None:
    assert np.linalg.norm(embedder.embed(["Łódź", "Ñuñez", "2031", "—"]), axis=1) == pytest.approx(1.0, abs=1e-4)
