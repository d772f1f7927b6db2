"""The blocks of a text: paragraphs, headings, list items, quotations, turn labels, signatures, captions, tables.

What mark-up tells is kept; the rest shows in the lines.  The same words give the same blocks whatever the format was.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from index.model import Block, BlockKind, Span
from index.text import line_kinds
from index.text.quotation_marks import paragraphs

WIDEST = 120  # characters; what is longer than that was not wrapped by hand or by a mail program


def infer_blocks(text: str) -> tuple[Block, ...]:
    """The blocks of a text without mark-up.

    Args:
        text: Any text.

    Returns:
        Blocks in order, not overlapping; together they hold every character that is no white space.  None begins or
        ends inside a word.
    """
    return refine_blocks(text, ())


def refine_blocks(text: str, known: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks of a text some of whose parts are known from its mark-up.

    Args:
        text: Any text.
        known: What the mark-up told, in order, not overlapping.  A paragraph may turn out to be several blocks, of
            other kinds; what is in no block is read as if it had no mark-up.

    Returns:
        As `infer_blocks`.
    """
    wrapping = _wrapping(text)
    units = [unit for region in _regions(text, known) for unit in _units(text, region, wrapping)]
    blocks: list[Block] = []
    for number, unit in enumerate(units):
        kind = _kind(text, units, number, blocks[-1] if blocks else None)
        blocks.append(Block(unit.start, unit.end, kind))
    return tuple(blocks)


def begins_block(above: str, below: str) -> bool:
    """Whether a line begins a block under another line even where lines are wrapped.

    Args:
        above: A line without white space at its ends.
        below: The line under it.
    """
    if line_kinds.is_label(above) or (line_kinds.is_name_and_title(above) and line_kinds.opens_quotation(below)):
        return True
    if not line_kinds.ends_sentence(above):
        return False
    if line_kinds.opens_with_full_label(below) or line_kinds.is_dashed_name(below):
        return True
    return line_kinds.closes_quotation(above) and line_kinds.is_name_and_title(below)


class _Wrapping(NamedTuple):
    """How wide the lines of a text are that go on below.

    Attributes:
        width: Nine tenths of them have at most so many characters.
        least: Nine tenths of them have at least so many.
    """

    width: int
    least: int

    def filled(self, length: int, following: int) -> bool:
        """Whether a line is so long that it may have been wrapped.

        Args:
            length: Of the line.
            following: Length of the first word of the line below.
        """
        return length <= WIDEST and (length >= self.least or length + 1 + following > self.width)


@dataclass(frozen=True, slots=True)
class _Unit:
    """Lines that belong together.

    Attributes:
        start: Where the first line starts.
        end: Where the last line ends.
        kind: Where the mark-up or the lines alone show it.
        first: Whether it begins its paragraph.
    """

    start: int
    end: int
    kind: BlockKind | None
    first: bool


def _regions(text: str, known: Sequence[Block]) -> Iterator[Block]:
    """The known blocks, and paragraphs for what lies between them; each begins and ends between words."""
    position = 0
    for block in known:
        start, end = max(position, _word_start(text, block.start)), _word_end(text, block.end)
        if start < end:
            yield from _unmarked(text, position, start)
            yield Block(start, end, block.kind)
            position = end
    yield from _unmarked(text, position, len(text))


def _unmarked(text: str, start: int, end: int) -> Iterator[Block]:
    for first, last in paragraphs(text[start:end]):
        yield Block(start + first, start + last, BlockKind.PARAGRAPH)


def _word_start(text: str, at: int) -> int:
    while 0 < at < len(text) and text[at].isalnum() and text[at - 1].isalnum():
        at -= 1
    return at


def _word_end(text: str, at: int) -> int:
    while 0 < at < len(text) and text[at].isalnum() and text[at - 1].isalnum():
        at += 1
    return at


def _units(text: str, region: Block, wrapping: _Wrapping | None) -> Iterator[_Unit]:
    """The lines of a region, those joined that go on from one line to the next."""
    marked = None if region.kind is BlockKind.PARAGRAPH else region.kind
    for first, last in paragraphs(text[region.start : region.end]):
        lines = list(_lines(text, region.start + first, region.start + last))
        kinds = _line_kinds([text[start:end] for start, end in lines])
        runs: list[tuple[Span, BlockKind | None]] = []
        set_in = _are_first_lines_set_in(text, lines)
        previous: Span | None = None
        for line, kind in zip(lines, kinds, strict=True):
            begins = set_in and previous is not None and _begins_set_in(text, previous, line)
            if previous is not None and not begins and _goes_on(text, previous, runs[-1][1], line, kind, wrapping):
                (start, _), run_kind = runs[-1]
                runs[-1] = ((start, line[1]), run_kind)
            else:
                runs.append((line, kind))
            previous = line
        for number, ((start, end), kind) in enumerate(runs):
            yield _Unit(start, end, _marked_kind(marked, kind), number == 0)


# What a line is by its own words, whatever mark-up says of the part it stands in: a label set as a heading is one.
_BY_WORDS = {BlockKind.SIGNATURE, BlockKind.CAPTION, BlockKind.TURN_LABEL}


def _marked_kind(marked: BlockKind | None, kind: BlockKind | None) -> BlockKind | None:
    """What a line is in a part of which mark-up tells the kind."""
    if marked is None or (kind in _BY_WORDS and marked is not BlockKind.TABLE):
        return kind
    return marked


def _lines(text: str, start: int, end: int) -> Iterator[Span]:
    """The lines between two places, without the white space around them."""
    while start < end:
        stop = text.find("\n", start, end)
        stop = end if stop < 0 else stop
        line = text[start:stop]
        if bare := line.strip():
            first = start + len(line) - len(line.lstrip())
            yield first, first + len(bare)
        start = stop + 1


def _line_kinds(lines: Sequence[str]) -> list[BlockKind | None]:
    """What the lines of a paragraph show by themselves."""
    kinds = [line_kinds.line_kind(line) for line in lines]
    tabbed = [line_kinds.has_cells(line) for line in lines]
    for number, line in enumerate(lines):
        beside = tabbed[max(0, number - 1) : number] + tabbed[number + 1 : number + 2]
        if kinds[number] is None and (line_kinds.is_row(line) or (tabbed[number] and any(beside))):
            kinds[number] = BlockKind.TABLE
    return kinds


# What ends with its line.
_ONE_LINE = {BlockKind.TURN_LABEL, BlockKind.HEADING, BlockKind.TABLE}


def _goes_on(
    text: str,
    above: Span,
    above_kind: BlockKind | None,
    below: Span,
    below_kind: BlockKind | None,
    wrapping: _Wrapping | None,
) -> bool:
    """Whether a line continues the one above it."""
    if above_kind in _ONE_LINE:
        return False
    if above_kind is below_kind is BlockKind.QUOTATION:
        above, below = _without_prefix(text, above), _without_prefix(text, below)
    elif below_kind is not None or above_kind is BlockKind.QUOTATION:
        return False
    upper, lower = text[above[0] : above[1]], text[below[0] : below[1]]
    return bool(upper and lower) and _reads_on(upper, lower, wrapping)


def _are_first_lines_set_in(text: str, lines: Sequence[Span]) -> bool:
    """Whether some lines are set in and others aren't, so that white space tells where a paragraph begins."""
    return len({_is_set_in(text, start) for start, _ in lines}) > 1


def _begins_set_in(text: str, above: Span, below: Span) -> bool:
    """Whether a line is set in behind the end of a sentence."""
    return _is_set_in(text, below[0]) and line_kinds.ends_sentence(text[above[0] : above[1]])


def _is_set_in(text: str, start: int) -> bool:
    """Whether white space stands before a line, as before the first one of a paragraph."""
    return text[max(0, start - 2) : start] in {"  ", "\u00a0\u00a0", "\u3000", "\n\t"}


def _reads_on(upper: str, lower: str, wrapping: _Wrapping | None) -> bool:
    """Whether a line's words continue those of the line above it."""
    ends, first_word = line_kinds.ends_sentence(upper), lower.split(maxsplit=1)[0]
    full = wrapping is not None and wrapping.filled(len(upper), len(first_word))
    if line_kinds.opens_quotation(lower):
        return full and not line_kinds.closes_quotation(upper)
    if line_kinds.opens_with_label(lower):
        return full and not (ends and line_kinds.opens_with_full_label(lower))
    if lower[0].islower() or full:
        return True
    # No full stop, and no capital: a script without them, or a comma or half a line at which somebody broke it.
    half = wrapping is not None and wrapping.least <= 2 * len(upper)
    return not ends and (half or not lower[0].isupper() or upper[-1] in ",;–—-")


def _without_prefix(text: str, line: Span) -> Span:
    """A line without the ">" of a quotation."""
    start, end = line
    while start < end and (text[start] == ">" or text[start].isspace()):
        start += 1
    return start, end


def _wrapping(text: str) -> _Wrapping | None:
    """How the lines of a text were wrapped; None where they are not.

    A line that goes on below with a small letter was wrapped.
    """
    lengths = []
    for first, last in paragraphs(text):
        lines = list(_lines(text, first, last))
        for (start, end), (below, _) in pairwise(lines):
            if text[below].islower() and end - start <= WIDEST:
                lengths.append(end - start)
    lengths.sort()
    return _Wrapping(lengths[len(lengths) * 9 // 10], lengths[len(lengths) // 10]) if lengths else None


# Neither signed nor signing.
_APART = {BlockKind.HEADING, BlockKind.CAPTION, BlockKind.TABLE, BlockKind.TURN_LABEL}


def _kind(text: str, units: Sequence[_Unit], number: int, above: Block | None) -> BlockKind:
    """What a unit is, by itself or by its neighbours."""
    unit = units[number]
    words = text[unit.start : unit.end]
    if above is not None and unit.kind not in _APART and _signs(text, units, number, above):
        return BlockKind.SIGNATURE
    if unit.kind is not None:
        return unit.kind
    following = [text[each.start : each.end] for each in units[number + 1 : number + 3]]
    goes_on = bool(following) and following[0][0].islower()
    if unit.first and not goes_on and line_kinds.is_heading(words) and any(map(line_kinds.is_prose, following)):
        return BlockKind.HEADING
    return BlockKind.PARAGRAPH


def _signs(text: str, units: Sequence[_Unit], number: int, above: Block) -> bool:
    """Whether a unit is the signature of the block above it."""
    unit = units[number]
    words, block = text[unit.start : unit.end], text[above.start : above.end]
    if above.kind in _APART or block[0] == words[0]:  # in a list of dashes, or of names, the next item signs nothing
        return False
    quoted = above.kind is BlockKind.QUOTATION or line_kinds.closes_quotation(block)
    if line_kinds.is_dashed_name(words):
        return quoted or words[0] not in "-–~"
    if not quoted:
        return False
    if line_kinds.is_dashed_words(words):
        return True
    return line_kinds.is_name_and_title(words) and (
        text.count("\n", above.end, unit.start) == 1
        or unit.kind is above.kind is BlockKind.QUOTATION
        or _is_only_item(units, number)
    )


def _is_only_item(units: Sequence[_Unit], number: int) -> bool:
    """Whether a unit is all of a list, as mark-up makes one of "- Name" under a quotation."""
    beside = [*units[max(0, number - 1) : number], *units[number + 1 : number + 2]]
    return units[number].kind is BlockKind.LIST_ITEM and all(each.kind is not BlockKind.LIST_ITEM for each in beside)
