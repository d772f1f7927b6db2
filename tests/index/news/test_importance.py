"""What many report comes before what one does, and what happened before what somebody thinks of it."""

from __future__ import annotations

import pytest

from index.model import Article
from index.news.importance import Prominence, importance

REPORT = "The ferry Aurelia ran aground off Kivik on Monday, the coast guard said. All 214 on board are safe, it said. "
COMMENT = "I have seen our ferries rust for years, and my neighbours and I ask what we are to think of it. "


def story(text: str, title: str, *outlets: str) -> Prominence:
    articles = [Article(n, text * 10, title, outlet, None, None, None, "public") for n, outlet in enumerate(outlets, 1)]
    return Prominence(articles, len(outlets), outlets, ())


@pytest.mark.parametrize(
    ("more", "less"),
    [
        (story(REPORT, "Ferry aground", "Daily", "The Harbour Post"), story(REPORT, "Ferry aground", "Daily")),
        (story(REPORT, "Ferry aground", "Daily"), story(COMMENT, "Ferry aground", "Daily")),
        (story(REPORT, "Ferry aground", "Daily"), story(REPORT, "Why this ferry just ran aground", "Daily")),
        (story(REPORT, "Minister resigns over ferry", "Daily"), story(REPORT, "Late goal sends Kivik to cup", "Daily")),
        (story(REPORT, "여객선 좌초, 3명 실종", "Daily"), story(REPORT, "여객선에서 드라마 촬영", "Daily")),
        (story(REPORT, "Two dead on the Aurelia", "Daily"), story(REPORT, "Aurelia is the baby of the line", "Daily")),
        (story(REPORT, "Ferry aground", "Daily"), story(REPORT, "Film studios sign deal", "Daily")),
        (story(REPORT, "Actor killed on the Aurelia", "Daily"), story(REPORT, "The Aurelia on film", "Daily")),
        (story(REPORT, "Ferry aground", "Daily"), story(REPORT, "Opinion: Ferry aground", "Daily")),
        (story(REPORT, "Ferry aground", "Daily"), story(REPORT, "Team wins war of the wings in cup match", "Daily")),
    ],
    ids=["outlets", "a report", "no teasing", "no sport", "in Korean", "nothing light", "no films",
         "a death in films", "no opinion", "sport's war"],
)  # fmt: skip
def test_what_matters_more_weighs_more(more: Prominence, less: Prominence) -> None:
    assert importance(more) > importance(less)
