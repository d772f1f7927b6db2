"""Quotations that a page sets as figures, with whoever said them as captions."""

from __future__ import annotations

from index.attribution.statements import StatementReader
from index.extract.html import from_html

FIGURES = [
    ("“Estmar will sleep better tonight than last year.”", "— Liis Tamm, Foreign Minister of Estmar"),
    ("“This is a cable treaty, and no love letter.”", "— Deputy Foreign Minister Arno Holm, Norvale"),
]
LEAD = "<h1>Reactions to the Cable Agreement</h1><p>The agreement on the sea cable was signed in Lindesund today.</p>"


def page(body: str) -> str:
    return f"<html><head><title>Reactions</title></head><body><article>{body}</article></body></html>"


def test_quotations_in_figures_are_whose_captions_sign_them(reader: StatementReader) -> None:
    figures = "".join(
        f"<figure><blockquote><p>{words}</p></blockquote><figcaption>{who}</figcaption></figure>"
        for words, who in FIGURES
    )
    draft = from_html(page(f"{LEAD}{figures}<p>The agreement enters into force on 1 July.</p>"), "reactions.html")
    said = {
        " ".join(draft.text[a:b] for a, b in one.content): one.person.name if one.person else None
        for one in reader.statements(draft.text, draft.title, draft.author, draft.blocks)
    }
    assert said == {FIGURES[0][0]: "Liis Tamm", FIGURES[1][0]: "Arno Holm"}


def test_a_picture_with_a_quotation_in_its_caption_stays_out() -> None:
    figure = (
        '<figure><img src="ada.jpg"><blockquote>“Estmar will sleep.”</blockquote>'
        "<figcaption>Ada Holm at the pier. Photo: Ilo Tamm</figcaption></figure>"
    )
    draft = from_html(page(f"{LEAD}{figure}<p>The agreement enters into force on 1 July.</p>"), "reactions.html")
    assert "Photo" not in draft.text
