"""The words of a PDF's pages with their places, as PDFium reads them; nothing else here loads it."""

from __future__ import annotations

import ctypes
import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from index.errors import SourceError, SourceProblem
from index.extract.reader_process import MOST_PAGES

MOST_GLYPHS = 60_000  # of a page; a broadsheet has some 30,000

_GAP = 0.18  # of the font's size: white space between words, where no character says it
_GAP_AT_SPACE = 0.06  # the same, where the page's own order of letters has a space
_GAP_AT_ADDED = 0.13  # the same, where it has one that PDFium added
_SAME_LINE = 0.12  # of the font's size, between two baselines
_HYPHENS = {0x02: "-", 0xFFFE: "-", 0xAD: "\u00ad"}  # PDFium's own marks for a hyphen at a line's end
_SPACES = frozenset({0x20, 0xA0, 0x09, 0x0A, 0x0D, 0x3000, 0x200B, 0x2028, 0x2029, *range(0x2000, 0x200B), 0x202F})
_BULLETS = dict.fromkeys((0xF0B7, 0xF0A7, 0xF076, 0xF0D8, 0xF0FC, 0xF06E, 0xF0A8, 0xF06C), "•")  # of symbol fonts
_LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st"}
_CHARACTERS: dict[int, str] = {**_HYPHENS, **_BULLETS, **_LIGATURES}
_UNKNOWN = frozenset({0, 0xFFFD})
_BOLD_WEIGHT = 600
_BOLD = ("Bold", "bold", "Black", "Heavy", "Semibold")
_FAINT = 0.62  # brightness from which letters are a watermark's, where they are large


class Word(NamedTuple):
    """Letters without white space between them; places are in points from the page's upper left corner.

    Attributes:
        text: The letters.
        x0: Where it begins.
        x1: Where it ends.
        base: The line that the letters stand on.
        size: Of the font, as it is shown.
        font: The font's name.
        bold: Whether it is heavier than usual.
        faint: Whether it is printed in a light grey.
        spaced: Whether white space stands before it in the order of the file.
        raised: Whether it stands higher than the words beside it, as the number of a note does.
    """

    text: str
    x0: float
    x1: float
    base: float
    size: float
    font: str = ""
    bold: bool = False
    faint: bool = False
    spaced: bool = True
    raised: bool = False

    @property
    def top(self) -> float:
        """Where its capitals begin."""
        return self.base - 0.72 * self.size


@dataclass(slots=True)
class PageWords:
    """What stands on a page.

    Attributes:
        number: From 1.
        width: In points, as shown.
        height: In points, as shown.
        words: Those that stand upright, in the order of the file.
        turned: How many letters stand on their side or askew.
        unmapped: How many letters are in fonts that don't tell what they are.
        letters: How many letters there are.
        pictured: What share of the page its largest picture covers.
    """

    number: int
    width: float
    height: float
    words: list[Word] = field(default_factory=list)
    turned: int = 0
    unmapped: int = 0
    letters: int = 0
    pictured: float = 0.0


@dataclass(frozen=True, slots=True)
class Document:
    """A PDF.

    Attributes:
        pages: Its pages.
        title: Of its metadata.
        author: Of its metadata.
    """

    pages: list[PageWords]
    title: str | None
    author: str | None


def read_document(data: bytes, name: str) -> Document:
    """The words of all pages.

    Args:
        data: The PDF.
        name: What it is called in messages.

    Raises:
        SourceError: It is locked or damaged.
    """
    import pypdfium2
    import pypdfium2.raw as pdfium

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if pdfium.FPDF_GetLastError() in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY):
            raise SourceError(name, SourceProblem.LOCKED_PDF) from error
        raise SourceError(name, SourceProblem.DAMAGED_PDF, cause="it has no pages that can be found") from error
    if len(document) > MOST_PAGES:
        raise SourceError(name, SourceProblem.LARGE_PDF, pages=MOST_PAGES)
    try:
        pages = list(_pages(pdfium, document.raw, len(document)))
        metadata = document.get_metadata_dict(skip_empty=True)
    finally:
        document.close()
    if not pages:
        raise SourceError(name, SourceProblem.DAMAGED_PDF, cause="it has no pages")
    return Document(pages, metadata.get("Title"), metadata.get("Author"))


def _pages(pdfium: Any, document: Any, count: int) -> Iterator[PageWords]:
    for number in range(1, count + 1):
        page = pdfium.FPDF_LoadPage(document, number - 1)
        if not page:
            yield PageWords(number, 0, 0)
            continue
        letters = pdfium.FPDFText_LoadPage(page)
        try:
            yield _Reader(pdfium, page, letters, number).read()
        finally:
            if letters:
                pdfium.FPDFText_ClosePage(letters)
            pdfium.FPDF_ClosePage(page)


class _Style(NamedTuple):
    """How the letters of one piece of text are set.

    Attributes:
        size: Of the font, as it is shown.
        font: Its name.
        bold: Whether it is heavier than usual.
        faint: Whether it is light grey.
        turn: By how many quarters of a circle the letters are turned to the left; None where they stand askew.
        unmapped: Whether the font doesn't tell what letters they are.
    """

    size: float
    font: str
    bold: bool
    faint: bool
    turn: int | None
    unmapped: bool


def _is_unknown(code: int) -> bool:
    """Whether a code point says nothing of its letter: unknown, or of a font's private use and no known bullet."""
    return code in _UNKNOWN or (0xE000 <= code <= 0xF8FF and code not in _BULLETS)


class _Reader:
    """Puts the letters of a page together to words."""

    def __init__(self, pdfium: Any, page: Any, letters: Any, number: int) -> None:
        self._pdfium, self._page, self._letters, self._number = pdfium, page, letters, number
        box = pdfium.FS_RECTF()
        pdfium.FPDF_GetPageBoundingBox(page, box)
        self._box = (box.left, box.bottom, box.right, box.top)
        self._begin(pdfium.FPDFPage_GetRotation(page))

    def read(self) -> PageWords:
        """The page, turned so that most of its letters stand upright."""
        self._read_letters()
        turns = self._turns
        if turns and (most := max(turns, key=lambda turn: turns[turn])) != self._turn and most is not None:
            self._begin(most)
            self._read_letters()
        self._shown.turned = self._shown.letters - self._turns[self._turn]
        self._read_pictures()
        return self._shown

    def _begin(self, turn: int) -> None:
        """Begin to read the page as it is shown after so many quarters of a circle to the right."""
        left, bottom, right, top = self._box
        self._turn = turn
        self._shown = PageWords(self._number, *((right - left, top - bottom)[:: -1 if turn % 2 else 1]))
        self._turns: Counter[int | None] = Counter()
        self._word: list[str] = []
        self._place = (0.0, 0.0, 0.0)  # x0, x1 and base of the word that is being put together
        self._style: _Style | None = None
        self._spaced = True  # whether white space stands before that word

    def _read_letters(self) -> None:
        pdfium, letters = self._pdfium, self._letters
        code_of, object_of = pdfium.FPDFText_GetUnicode, pdfium.FPDFText_GetTextObject
        origin_of, box_of = pdfium.FPDFText_GetCharOrigin, pdfium.FPDFText_GetLooseCharBox
        is_added = pdfium.FPDFText_IsGenerated
        x, y, box = ctypes.c_double(), ctypes.c_double(), pdfium.FS_RECTF()
        last, style, space = None, None, _GAP_AT_SPACE
        count = pdfium.FPDFText_CountChars(letters) if letters else 0
        if count > MOST_GLYPHS:
            raise MemoryError
        for number in range(count):
            code = code_of(letters, number)
            if code in _SPACES:
                space = min(space, _GAP_AT_ADDED if code == 0x20 and is_added(letters, number) == 1 else _GAP_AT_SPACE)
                continue
            piece = ctypes.cast(object_of(letters, number), ctypes.c_void_p).value
            if piece != last or style is None:
                last, style = piece, self._style_of(number)
            self._turns[style.turn] += 1
            self._shown.letters += 1
            if style.turn != self._turn:
                continue
            self._shown.unmapped += style.unmapped or _is_unknown(code)
            origin_of(letters, number, x, y)
            box_of(letters, number, box)
            self._add(code, self._spot(x.value, y.value, box), style, space)
            space = _GAP
        self._end_word()

    def _add(self, code: int, spot: tuple[float, float, float], style: _Style, space: float) -> None:
        """Put a letter at the end of the word, or, where so much space is between them, begin another with it."""
        start, end, base = spot
        if not (-1 <= (start + end) / 2 <= self._shown.width + 1 and -1 <= base <= self._shown.height + style.size):
            return  # outside of what is shown
        first, last, line = self._place
        gap = (start - last) / (style.size or 1)
        joins = (
            self._word
            and self._style is not None
            and abs(base - line) <= _SAME_LINE * style.size
            and -0.5 < gap <= space
            and abs(style.size - self._style.size) <= 0.15 * style.size
        )
        if not joins:
            self._end_word()
            first, line, self._style, self._spaced = start, base, style, space < _GAP
        self._word.append(_CHARACTERS.get(code) or (chr(code) if code < 0xD800 or code > 0xDFFF else "\ufffd"))
        self._place = (first, max(end, start), line)

    def _end_word(self) -> None:
        if self._word and self._style is not None:
            text = "".join(self._word)
            first, last, base = self._place
            style = self._style
            word = Word(text, first, last, base, style.size, style.font, style.bold, style.faint, self._spaced)
            self._shown.words.append(word)
        self._word = []

    def _spot(self, x: float, y: float, box: Any) -> tuple[float, float, float]:
        """Where a letter begins and ends on its line, and how far down the line is, on the page as it is shown."""
        left, bottom, right, top = self._box
        if self._turn == 1:
            return box.bottom - bottom, box.top - bottom, x - left
        if self._turn == 2:
            return right - box.right, right - box.left, y - bottom
        if self._turn == 3:
            return top - box.top, top - box.bottom, right - x
        return box.left - left, box.right - left, top - y

    def _style_of(self, number: int) -> _Style:
        pdfium, letters = self._pdfium, self._letters
        matrix, size, angle = pdfium.FS_MATRIX(), pdfium.FPDFText_GetFontSize(letters, number), 0.0
        if pdfium.FPDFText_GetMatrix(letters, number, matrix):
            size *= math.hypot(matrix.c, matrix.d) or 1.0
            angle = math.degrees(math.atan2(matrix.b, matrix.a))
        turn = round(angle / 90) % 4 if abs(angle - 90 * round(angle / 90)) < 3 else None
        font = self._font_of(number)
        bold = pdfium.FPDFText_GetFontWeight(letters, number) >= _BOLD_WEIGHT or any(word in font for word in _BOLD)
        unmapped = pdfium.FPDFText_HasUnicodeMapError(letters, number) == 1
        return _Style(round(abs(size), 2), font, bold, self._is_faint(number), turn, unmapped)

    def _font_of(self, number: int) -> str:
        flags, held = ctypes.c_int(), ctypes.create_string_buffer(128)
        self._pdfium.FPDFText_GetFontInfo(self._letters, number, held, 128, flags)
        name = held.value.decode("utf-8", "replace")
        return name[7:] if name[6:7] == "+" else name

    def _is_faint(self, number: int) -> bool:
        """Whether letters are grey and light, or see-through; white ones stand on something dark."""
        red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
        if not self._pdfium.FPDFText_GetFillColor(self._letters, number, red, green, blue, alpha):
            return False
        brightness = (0.3 * red.value + 0.59 * green.value + 0.11 * blue.value) / 255
        return alpha.value < 140 or _FAINT <= brightness < 0.97

    def _read_pictures(self) -> None:
        """How much of the page its largest picture covers."""
        pdfium, area = self._pdfium, self._shown.width * self._shown.height
        edges = [ctypes.c_float() for _ in range(4)]
        for number in range(min(pdfium.FPDFPage_CountObjects(self._page), 5_000)):
            each = pdfium.FPDFPage_GetObject(self._page, number)
            if pdfium.FPDFPageObj_GetType(each) not in (pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_FORM):
                continue
            if area and pdfium.FPDFPageObj_GetBounds(each, *edges):
                left, bottom, right, top = (edge.value for edge in edges)
                is_picture = pdfium.FPDFPageObj_GetType(each) == pdfium.FPDF_PAGEOBJ_IMAGE
                share = (right - left) * (top - bottom) / area
                self._shown.pictured = max(self._shown.pictured, share if is_picture else 0.0)
