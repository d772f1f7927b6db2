"""Pages that hold several stories: the one that a page is about, and those that are set under it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from index.extract.page.linked_data import letters

_HEADINGS = ("h1", "h2", "h3", "h4")


def drop_other_stories(tree: Any, headlines: Sequence[str]) -> None:
    """Take the stories out of a page that have a headline of their own beside its article.

    Args:
        tree: The page, which is altered.
        headlines: What the page says its article is called.
    """
    articles = [
        each for each in tree.iter("article") if not any(around.tag == "article" for around in each.iterancestors())
    ]
    called = {letters(headline) for headline in headlines} - {""}
    own = [each for each in articles if any(letters(_words(heading)) in called for heading in each.iter(*_HEADINGS))]
    for article in articles if own else ():
        if article not in own and article.getparent() is not None and has_headline(article):
            article.drop_tree()


def has_headline(element: Any) -> bool:
    """Whether an element holds a headline: a first heading, or one that is a link."""
    return any(heading.tag == "h1" or _is_linked(heading) for heading in element.iter(*_HEADINGS))


def _is_linked(heading: Any) -> bool:
    parent = heading.getparent()
    linked = sum(len(link.text_content()) for link in heading.iter("a"))
    return (parent is not None and parent.tag == "a") or 2 * linked > len(heading.text_content()) > 0


def _words(heading: Any) -> str:
    return str(heading.text_content())
