"""Real pages and papers, where they are at hand.  Nothing of their text is kept here."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from index import Draft
from index.extract.documents import from_file
from index.measure.quality import evaluate_extraction

SHARED = Path(__file__).parents[2] / "../shared"

pytestmark = pytest.mark.skipif(not SHARED.is_dir(), reason="the shared material is not here")


def test_briefings_are_articles_with_title_date_and_address() -> None:
    for path in sorted((SHARED / "briefings").rglob("*.md"))[::20]:
        (found,) = from_file(path, path.name)
        assert isinstance(found, Draft), found
        assert found.text
        assert found.title
        assert found.published
        assert (found.url or "").startswith("http")


def test_the_pasted_page_loses_its_widgets_and_keeps_its_title_and_author() -> None:
    (path,) = (SHARED / "articles").glob("*.txt")
    (found,) = from_file(path, path.name)
    assert isinstance(found, Draft)
    assert found.title
    assert found.author
    assert not re.search(r"(?i)share button|font-size|top 10|\bphoto\b", found.text)
    assert found.title not in found.text


def test_extracted_pages_are_as_near_to_their_gold_text_as_the_best_tools() -> None:
    measured = re.search(r"F1 (0\.\d+)", evaluate_extraction(SHARED / "extraction"))
    assert measured is not None
    assert float(measured.group(1)) >= 0.958
