"""Turns of a record whose speakers a page sets apart by mark-up alone: definition lists, tables, names in bold."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from index.text.turn_labels import read_alone

_LEAST = 3  # turns of a record
_SHARE = 0.7  # of the places for names at which names stand
_MOST = 20_000  # elements that are looked at
_STRESSED = frozenset({"b", "strong", "span", "em", "i", "cite", "u", "h4", "h5", "h6"})
_BLOCKS = frozenset({"p", "div", "ul", "ol", "dl", "table", "blockquote", "section", "article", "h1", "h2", "h3", "h4"})

_ENDS = (".", "?", "!", "…", "”", '"', ")", "—", "–")  # of what is said
_BETWEEN = " \t\n\u00a0–—-"  # what may stand between a name and the words

Turn = tuple[Any, str, str]  # the element that holds a speaker's name, the name, and what stands beside it


def part_turns(tree: Any) -> None:
    """Put the names of speakers into paragraphs of their own, above what they say.

    A list of names is no record: somebody must speak again.

    Args:
        tree: The page, which is altered.
    """
    for turns, part in ((_terms, _part_term), (_rows, _part_row), (_stressed, _part_stressed)):
        for group in turns(tree):
            if _is_record(group):
                for element, name, _ in group:
                    if _is_name(name):
                        part(element)


def _is_record(turns: list[Turn]) -> bool:
    named = [(name, words) for _, name, words in turns if _is_name(name)]
    spoken = sum(words.endswith(_ENDS) for _, words in named)  # a table of figures ends in none
    again = 1 < len({name for name, _ in named}) < len(named)
    return again and len(named) >= max(_LEAST, _SHARE * len(turns)) and 2 * spoken > len(named)


def _is_name(words: str) -> bool:
    return bool(words) and read_alone(words, 0, len(words)) is not None


def _words(element: Any) -> str:
    return "" if element is None else " ".join(" ".join(element.itertext()).split())


def _turn(element: Any, told: str) -> Turn:
    return element, _words(element).removesuffix(":").rstrip(), told


def _first(tree: Any, *tags: str) -> Iterator[Any]:
    for number, element in enumerate(tree.iter(*tags)):
        if number > _MOST:
            return
        yield element


# <dl><dt>Name</dt><dd>Words</dd></dl>


def _terms(tree: Any) -> Iterator[list[Turn]]:
    for listed in list(_first(tree, "dl")):
        yield [_turn(term, _words(term.getnext())) for term in _first(listed, "dt")]


def _part_term(term: Any) -> None:
    term.tag = "p"
    told = term.getnext()
    while told is not None and told.tag == "dd":
        told.tag = "div" if any(child.tag in _BLOCKS for child in told) else "p"
        told = told.getnext()
    around = term.getparent()
    while around is not None and around.tag == "div":
        around = around.getparent()
    if around is not None and around.tag == "dl":
        around.tag = "div"


# <tr><td>Name</td><td>Words</td></tr>


def _rows(tree: Any) -> Iterator[list[Turn]]:
    for table in list(_first(tree, "table")):
        rows = [[cell for cell in row if cell.tag in {"td", "th"}] for row in _first(table, "tr")]
        if rows and all(len(cells) in {1, 2} for cells in rows):
            yield [_turn(cells[0], _words(cells[1])) for cells in rows if len(cells) == 2]


def _part_row(cell: Any) -> None:
    part, told = cell, cell.getnext()
    part.tag = "p"
    told.tag = "div" if any(child.tag in _BLOCKS for child in told) else "p"
    while part is not None and part.tag != "table":
        part = part.getparent()
        if part is not None and part.tag in {"tr", "tbody", "thead", "table"}:
            last, part.tag = part.tag, "div"
            if last == "table":
                return


# <p><span>Name</span> Words</p>


def _stressed(tree: Any) -> Iterator[list[Turn]]:
    """The first words of paragraphs, by the mark-up that sets them apart: each kind is a record of its own."""
    by_kind: dict[tuple[str, str], list[Turn]] = {}
    for element in list(_first(tree, "p", "div", "li")):
        first = next(iter(element), None)
        if first is None or (element.text or "").strip() or first.tag not in _STRESSED:
            continue
        if _begins_words(first):
            by_kind.setdefault((first.tag, first.get("class") or ""), []).append(_turn(first, _words(element)))
    yield from by_kind.values()


def _begins_words(first: Any) -> bool:
    """Whether words of a turn stand behind a name in the same paragraph; "Ada Holm said" goes on in small letters."""
    said = (first.tail or "").lstrip(_BETWEEN)
    return bool(said) and not said[0].islower() and said[0] not in ":,.;)('’"


def _part_stressed(name: Any) -> None:
    paragraph = name.getparent()
    above = name.makeelement("p")
    paragraph.addprevious(above)
    paragraph.text = (name.tail or "").lstrip(_BETWEEN)
    name.tail = None
    above.append(name)
