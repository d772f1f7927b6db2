"""Lines of a region to its parts: paragraphs, headings, list items, quotations, notes, rows of tables."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from index.extract.pdf.columns import Region
from index.extract.pdf.lines import LEAD, Line, cells_of, has_ended, text_of, usual_leading
from index.extract.pdf.notes import split_notes
from index.extract.pdf.tables import table_runs
from index.model import BlockKind
from index.text.line_kinds import is_label, opens_with_full_label, opens_with_label

_APART = 1.22  # of the distance of lines, from which one begins a paragraph
_OTHER_SIZE = 1.09  # of the other's size
_HEADING = 1.12  # of the text's size
_INDENT = 0.8  # of the font's size
_LONGEST_HEADING = 200  # letters
_ALIKE = 0.94  # the smaller of two sizes by the larger, of lines of one text
_MOST = 0.6  # of the paragraphs of a document that has them indented
_MIDDLE = 0.4  # of the font's size, between the middles of centred lines
_MEASURED = 3  # lines that tell how wide a text is set
_LONG = 45  # letters of a line that needs no others to tell it

_BULLET = re.compile(r"[•·●○▪■◦‣⁃►▶✓➢❖*–—-](?:\s|$)")
_NUMBERED = re.compile(
    r"(?:\[\d{1,3}\]|\(?(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,5})[.)]|\d{1,2}(?:\.\d{1,2}){1,3}\.?)(?:\s|$)"
)
_QUESTION = re.compile(r"[QA][.:]?\s+(?=\S)")
_CAPTION = re.compile(
    r"(?:Figure|Fig\.|Table|Chart|Graph|Map|Box|Abbildung|Tabelle)\s+[A-Z]?\d{1,3}[.:]?\s|Source:\s", re.IGNORECASE
)
_CLAUSE_END = re.compile(r"[.!?:;…]['\"’”)\]]*$")


@dataclass(slots=True)
class Part:
    """Lines that belong together.

    Attributes:
        lines: From first to last, maybe of several columns and pages.
        kind: What they are.
        note: Whether they are a note at the foot of a page.
        opens: Whether they may go on from a part that was left open.
        set_in: Whether their first line begins farther to the right than the others.
        reach: What share of its measure the last line fills; 0 where too few lines tell it.
        spare: How many points at its end the last line leaves free.
        cells: Whether each line is a row of a table.
        beside: Whether other text stands beside them.
    """

    lines: list[Line]
    kind: BlockKind = BlockKind.PARAGRAPH
    note: bool = False
    opens: bool = True
    set_in: bool = False
    reach: float = 0.0
    spare: float = 1e9
    cells: bool = False
    beside: bool = False

    @property
    def page(self) -> int:
        """The page on which it begins."""
        return self.lines[0].page

    @property
    def size(self) -> float:
        """The size of its first line."""
        return self.lines[0].size


@dataclass(frozen=True, slots=True)
class Measure:
    """How a document is set.

    Attributes:
        size: Of the font of its text.
        leading: From line to line of its text.
        indented: Whether its paragraphs begin farther to the right than they go on.
    """

    size: float
    leading: float
    indented: bool = False


def parts_of(region: Region, measure: Measure, height: float) -> list[Part]:
    """The parts of a region.

    Args:
        region: Lines that go from one side of it to the other.
        measure: How the document is set.
        height: Of the page.
    """
    text, notes = split_notes(region.lines, measure.size, measure.leading, height)
    parts: list[Part] = []
    for run, is_table in table_runs(text):
        if is_table:
            parts += [Part([line], BlockKind.TABLE, opens=False, cells=True) for line in run]
        else:
            parts += _Paragraphs(run, measure).parts()
    for part in parts:
        part.beside = region.beside
    return [*parts, *(Part(note, note=True, opens=False) for note in notes)]


def are_indented(parts: Sequence[Part]) -> bool:
    """Whether most paragraphs begin farther to the right than they go on.

    Args:
        parts: Of a document.
    """
    shown = [part for part in parts if part.kind is BlockKind.PARAGRAPH and len(part.lines) > 1 and not part.note]
    return len(shown) > 2 and sum(map(is_indented, shown)) > _MOST * len(shown)


def is_indented(part: Part) -> bool:
    """Whether a part begins farther to the right than it goes on.

    Args:
        part: One of two lines at least.
    """
    first, second = part.lines[:2]
    return first.x0 - second.x0 > _INDENT * first.size


class _Paragraphs:
    """Divides lines below each other into paragraphs."""

    def __init__(self, lines: Sequence[Line], measure: Measure) -> None:
        self._lines, self._measure = lines, measure
        self._rights: dict[float, float] = {}  # where the lines of each size end that go farthest
        for line in lines:
            self._rights[line.size] = max(line.x1, self._rights.get(line.size, 0.0))
        self._counts = Counter(line.size for line in lines)
        self._left = _usual(line.x0 for line in lines)
        leading = usual_leading(lines, 0.0)
        own = [line for line in lines if abs(line.size - measure.size) < 0.06 * measure.size]
        self._leading = leading if len(lines) > 3 and leading else (measure.leading if own else 0.0)

    def parts(self) -> list[Part]:
        """The paragraphs, each with what it is."""
        found: list[Part] = []
        stacks = self._stacks()
        for number, stack in enumerate(stacks):
            right, left = self._right_of(stack), min(line.x0 for line in stack)
            beside = [*itertools.chain(*stacks[max(0, number - 1) : number], *stacks[number + 1 : number + 2])]
            centred = _are_centred(stack)
            quoted = not centred and self._is_set_in_at_both_sides(stack, beside)
            paragraphs: list[list[Line]] = []
            for line, below in pairwise([*stack, None]):
                assert line is not None
                if paragraphs and not self._begins(paragraphs[-1], line, below, right, centred):
                    paragraphs[-1].append(line)
                else:
                    paragraphs.append([line])
            found += [self._part(lines, left, right, quoted) for lines in paragraphs]
        return found

    def _stacks(self) -> list[list[Line]]:
        """Lines without more space between them than between lines, in one size."""
        stacks: list[list[Line]] = []
        for line in self._lines:
            if stacks and not self._is_apart(stacks[-1][-1], line):
                stacks[-1].append(line)
            else:
                stacks.append([line])
        return stacks

    def _is_apart(self, above: Line, below: Line) -> bool:
        larger, smaller = max(above.size, below.size), min(above.size, below.size)
        if larger > _OTHER_SIZE * smaller and not above.sizes & below.sizes:
            return True
        if above.bold != below.bold and not _reads_on(above, below):
            return True
        leading = self._leading
        if above.size > 1.12 * self._measure.size or not leading:
            leading = max(leading, 1.25 * above.size)
        return below.base - above.base > _APART * leading

    def _right_of(self, stack: Sequence[Line]) -> float:
        """Where the lines of a stack end that are full."""
        own = max(line.x1 for line in stack)
        size = stack[0].size
        alike = max(right for other, right in self._rights.items() if _ALIKE * other <= size <= other / _ALIKE)
        set_in = min(line.x0 for line in stack) > self._left + _INDENT * stack[0].size
        return own if len(stack) > 2 and set_in else max(own, alike)

    def _begins(self, paragraph: Sequence[Line], line: Line, below: Line | None, right: float, centred: bool) -> bool:
        """Whether a line begins a paragraph below others."""
        above = paragraph[-1]
        ended = _CLAUSE_END.search(above.text) is not None
        short = above.x1 + 0.25 * above.size + _first_width(line) < right - 0.6 * above.size
        begun = _begins_by_words(paragraph, line, ended, short)
        if begun is not None:
            return begun
        if centred:
            return ended and short and above.bold != line.bold
        if self._is_set_in(paragraph, line, below) or self._hangs(paragraph, line):
            return ended or (short and not line.text[:1].islower())
        if short and has_ended(above.text):
            return True
        goes_on = line.text[:1].islower() or above.text[-1:] in ",-\u00ad–—("
        return short and not goes_on and above.x1 < right - 0.12 * (right - self._left)

    @staticmethod
    def _is_set_in(paragraph: Sequence[Line], line: Line, below: Line | None) -> bool:
        """Whether a line begins farther to the right than the text around it, as the first of a paragraph does."""
        above, edge = paragraph[-1], _INDENT * line.size
        if line.x0 - above.x0 <= edge:
            level = len(paragraph) == 1 and abs(line.x0 - above.x0) < 1 and not _has_lead(above)
            return level and below is not None and line.x0 - below.x0 > edge
        if len(paragraph) > 1:
            return True
        hanging = below is not None and abs(below.x0 - line.x0) < 2
        return not _has_lead(above) and (not hanging or _CLAUSE_END.search(above.text) is not None)

    @staticmethod
    def _hangs(paragraph: Sequence[Line], line: Line) -> bool:
        """Whether a line begins farther to the left than all but the first one of a paragraph."""
        above = paragraph[-1]
        return above.x0 - line.x0 > _INDENT * line.size and (len(paragraph) > 1 or _has_lead(above))

    def _part(self, lines: list[Line], left: float, right: float, quoted: bool) -> Part:
        text = lines[0].text
        part = Part(lines, reach=self._reach(lines[-1], right), spare=right - lines[-1].x1)
        if _CAPTION.match(text):
            part.kind, part.opens = BlockKind.CAPTION, False
        elif _BULLET.match(text) or _NUMBERED.match(text):
            part.kind, part.opens = BlockKind.LIST_ITEM, False
        elif self._is_heading(lines):
            part.kind, part.opens, part.reach = BlockKind.HEADING, False, 0.0
        elif quoted and len(lines) > 1:
            part.kind = BlockKind.QUOTATION
        if len(lines) > 1:
            part.set_in = is_indented(part)
        else:
            part.set_in = lines[0].x0 > left + _INDENT * lines[0].size
        part.opens = part.opens and not opens_with_label(text)
        return part

    def _reach(self, last: Line, right: float) -> float:
        """What share of its measure a line fills; of few lines the longer ones are taken to fill it."""
        if self._counts[last.size] < _MEASURED and len(last.text) < _LONG:
            return 0.0
        return (last.x1 - last.x0) / max(1.0, right - last.x0)

    def _is_heading(self, lines: Sequence[Line]) -> bool:
        """Whether lines are larger or heavier than the text and no sentence."""
        text = " ".join(line.text for line in lines)
        if len(text) > _LONGEST_HEADING or not any(map(str.isalpha, text)):
            return False
        larger = lines[0].size > _HEADING * self._measure.size
        ends = text.rstrip('"”’)')[-1:]
        if larger:
            return ends not in {".", ",", ";"} or len(text) < 60
        return len(lines) < 4 and all(line.bold for line in lines) and ends not in {".", ",", ";", ":"}

    def _is_set_in_at_both_sides(self, stack: Sequence[Line], beside: Sequence[Line]) -> bool:
        """Whether all lines of a stack are set in at both sides of the text above and below, as quotations are."""
        edge = 1.2 * stack[0].size
        left, right = min(line.x0 for line in stack), max(line.x1 for line in stack)
        if len(stack) < 2 or left <= self._left + edge:
            return False
        if any(abs(line.x0 - left) < edge for line in beside if len(line.text) > 40):
            return False
        return any(line.x0 < left - edge and line.x1 > right + edge for line in beside)


def _begins_by_words(paragraph: Sequence[Line], line: Line, ended: bool, short: bool) -> bool | None:
    """Whether a line begins a paragraph by its first words: a bullet, a number, a label; None where they don't tell.

    Args:
        paragraph: The lines above it.
        line: The line.
        ended: Whether they end with a sentence.
        short: Whether the last of them would have had room for its first word.
    """
    above, divided = paragraph[-1], ended or short
    if _BULLET.match(line.text) and (divided or _BULLET.match(paragraph[0].text)):
        return True
    if _NUMBERED.match(line.text) and divided and not line.text[0].isupper():
        return True
    if (_QUESTION.match(line.text) or is_label(line.text)) and (divided or above.bold != line.bold):
        return True
    if opens_with_label(line.text) and (ended or (short and opens_with_full_label(line.text))):
        return True
    return None


def _usual(places: Iterable[float]) -> float:
    """The place at which most lines begin."""
    counts: dict[int, int] = {}
    for place in places:
        counts[round(place / 2)] = counts.get(round(place / 2), 0) + 1
    return 2.0 * max(counts, key=lambda place: (counts[place], -place)) if counts else 0.0


def _first_width(line: Line) -> float:
    return line.words[0].x1 - line.words[0].x0


def _has_lead(line: Line) -> bool:
    """Whether a line begins with a bullet, a number or a label behind which its text is aligned."""
    first = cells_of(line)[0]
    return bool(_BULLET.match(line.text) or _NUMBERED.match(line.text) or _QUESTION.match(line.text)) or bool(
        len(cells_of(line)) > 1 and LEAD.match(text_of(first))
    )


def _are_centred(lines: Sequence[Line]) -> bool:
    """Whether lines have their middle in common, and not where they begin."""
    middles = [(line.x0 + line.x1) / 2 for line in lines]
    apart = max(line.x0 for line in lines) - min(line.x0 for line in lines)
    return max(middles) - min(middles) < _MIDDLE * lines[0].size and apart > _MIDDLE * lines[0].size


def _reads_on(above: Line, below: Line) -> bool:
    """Whether a line goes on with the words of the one above it, though other in weight."""
    return below.text[:1].islower() and not _CLAUSE_END.search(above.text)
