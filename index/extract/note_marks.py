"""The marks in a marked-up text that lead to its notes: "…at dawn.¹" is a sentence without the number."""

from __future__ import annotations

import re
from itertools import islice
from typing import Any

_MARK = re.compile(r"[\[(]?\s?(?:\d{1,3}|[a-z]|[ivxl]{1,5}|[*†‡§¶]{1,3}|note \d{1,3}|注\s?\d{1,3})\s?[\])]?")
_LARGEST = 6  # elements of a mark, and above it
_BACK = re.compile(r"[\[(]?[↩↵⏎↑↖⮌^]\ufe0e?[\])]?")
_ROLES = frozenset({"doc-noteref", "noteref"})
_TYPE = "{http://www.idpf.org/2007/ops}type"


def drop_note_marks(root: Any) -> None:
    """Take the marks of notes out of a text; raised words that lead nowhere (m³, 1st) stay.

    Args:
        root: An element of lxml.
    """
    links = [each for each in root.iter() if _name(each) == "a"]
    marks = [each for each in links if _leads_to_note(each) or _leads_back(each)]
    for mark in marks:
        around = mark.getparent()
        alone = (
            around is not None and _is_raised(around) and _words(around).strip("[]() ") == _words(mark).strip("[]() ")
        )
        emptied = around if alone else mark
        emptied.clear(keep_tail=True)
        emptied.tag = "span"  # an empty link would count as one


def _leads_to_note(element: Any) -> bool:
    """Whether an element is a link to a note: it says so, or is raised and leads to a place in the same text."""
    if not _MARK.fullmatch(_words(element)):
        return False
    roles = {*(element.get("role") or "").split(), *(element.get(_TYPE) or element.get("epub:type") or "").split()}
    if roles & _ROLES:
        return True
    raised = any(map(_is_raised, element.iter())) or any(map(_is_raised, islice(element.iterancestors(), _LARGEST)))
    return raised and "#" in (element.get("href") or "")


def _leads_back(element: Any) -> bool:
    """Whether an element is the arrow with which a note leads back to where it is mentioned."""
    return "#" in (element.get("href") or "") and _BACK.fullmatch(_words(element)) is not None


def _is_raised(element: Any) -> bool:
    return _name(element) == "sup"


def _name(element: Any) -> str:
    return element.tag.rsplit("}", 1)[-1].lower() if isinstance(element.tag, str) else ""


def _words(element: Any) -> str:
    """The words of a small element; "" of one that holds too much for a mark."""
    if len(list(islice(element.iter(), _LARGEST + 1))) > _LARGEST:
        return ""
    return " ".join("".join(element.itertext()).split())
