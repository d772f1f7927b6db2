from __future__ import annotations

import pytest

from index.model import Article, Quote
from index.text.neighbouring_sentences import with_neighbours

TEXT = "The council met. It was late.\n\n“The ferry stays,” Tamm said. Nobody spoke. The lights went out."


@pytest.mark.parametrize(
    ("quoted", "shown"),
    [
        ("“The ferry stays,” Tamm said.", "It was late.\n\n“The ferry stays,” Tamm said. Nobody spoke."),
        ("The ferry stays,", "It was late.\n\n“The ferry stays,” Tamm said. Nobody spoke."),
        ("The council met.", "The council met. It was late."),
        ("The lights went out.", "Nobody spoke. The lights went out."),
    ],
)
def test_a_quote_stands_between_its_neighbours(quoted: str, shown: str) -> None:
    article = Article(1, TEXT, None, None, None, None, "en", "public", (), ())
    start = TEXT.index(quoted)
    first, last = with_neighbours(Quote(article, start, start + len(quoted)))
    assert TEXT[first:last] == shown
