"""Quotations that a page sets as figures, each with its speaker as the caption."""

from __future__ import annotations

from typing import Any

_PICTURES = "descendant::img | descendant::picture | descendant::video | descendant::iframe | descendant::table"


def unfold_quotations(tree: Any) -> None:
    """Put quotations that stand in figures, which are left out as pictures, into the text with their captions.

    Args:
        tree: The page, which is altered.
    """
    for quotation in list(tree.iter("blockquote")):
        figure = next(quotation.iterancestors("figure"), None)
        if figure is None or figure.xpath(_PICTURES):
            continue
        figure.tag = "div"
        for caption in figure.iter("figcaption"):
            caption.tag = "p"
