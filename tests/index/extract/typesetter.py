"""PDFs for tests, set as printers set them: lines at places, paragraphs wrapped to a measure."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass, field

from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

ROMAN, BOLD, ITALIC = "Times-Roman", "Times-Bold", "Times-Italic"


@dataclass
class Typesetter:
    """Sets text on pages; places are in points from the upper left corner.

    Attributes:
        pagesize: Width and height of the pages.
        title: Of the file's metadata.
        author: Of the file's metadata.
    """

    pagesize: tuple[float, float] = A4
    title: str = ""
    author: str = ""
    _held: io.BytesIO = field(default_factory=io.BytesIO)
    _canvas: Canvas | None = None

    @property
    def canvas(self) -> Canvas:
        """What reportlab draws on."""
        if self._canvas is None:
            self._canvas = Canvas(self._held, pagesize=self.pagesize, invariant=1)
            self._canvas.setTitle(self.title)
            self._canvas.setAuthor(self.author)
        return self._canvas

    def line(self, x: float, y: float, text: str, size: float = 11, font: str = ROMAN, right: bool = False) -> None:
        """Set a line that begins at `x`, or with `right` ends there, on the base line `y`."""
        self.canvas.setFont(font, size)
        draw = self.canvas.drawRightString if right else self.canvas.drawString
        draw(x, self.pagesize[1] - y, text)

    def centred(self, y: float, text: str, size: float = 11, font: str = ROMAN) -> None:
        """Set a line in the middle of the page."""
        self.canvas.setFont(font, size)
        self.canvas.drawCentredString(self.pagesize[0] / 2, self.pagesize[1] - y, text)

    def lines(
        self, x: float, y: float, lines: Sequence[str], size: float = 11, font: str = ROMAN, leading: float = 0
    ) -> float:
        """Set lines below each other; gives where the next one would stand."""
        for line in lines:
            self.line(x, y, line, size, font)
            y += leading or 1.25 * size
        return y

    def paragraph(
        self,
        x: float,
        y: float,
        width: float,
        text: str,
        size: float = 11,
        font: str = ROMAN,
        indent: float = 0,
        justified: bool = False,
        leading: float = 0,
    ) -> float:
        """Set a paragraph in lines of at most `width`; gives where the next line would stand."""
        wrapped = wrap(text, width, size, font, indent)
        for number, line in enumerate(wrapped):
            first = indent if number == 0 else 0
            words, gap = line.split(" "), 0.0
            if justified and number < len(wrapped) - 1 and len(words) > 1:
                natural = stringWidth(line, font, size)
                gap = (width - first - natural) / (len(words) - 1)
            self.canvas.setFont(font, size)
            self.canvas.drawString(x + first, self.pagesize[1] - y, line, wordSpace=gap)
            y += leading or 1.25 * size
        return y

    def picture(self, x: float, y: float, width: float, height: float) -> None:
        """Put a grey picture on the page, its upper left corner at a place."""
        from PIL import Image

        picture = ImageReader(Image.new("L", (8, 8), 200))
        self.canvas.drawImage(picture, x, self.pagesize[1] - y - height, width, height)

    def turned(self, x: float, y: float, text: str, angle: float, size: float = 11, grey: float = 0) -> None:
        """Set a line askew."""
        self.canvas.saveState()
        self.canvas.setFillGray(grey)
        self.canvas.translate(x, self.pagesize[1] - y)
        self.canvas.rotate(angle)
        self.canvas.setFont(ROMAN, size)
        self.canvas.drawString(0, 0, text)
        self.canvas.restoreState()

    def page(self) -> None:
        """Begin another page."""
        self.canvas.showPage()

    def bytes(self) -> bytes:
        """The file."""
        self.canvas.save()
        return self._held.getvalue()


def wrap(text: str, width: float, size: float, font: str = ROMAN, indent: float = 0) -> list[str]:
    """The lines of a text in a measure, as many words on each as it takes; a soft hyphen may end one."""
    lines: list[str] = []
    current = ""
    for word in text.split(" "):
        room = width - (indent if not lines else 0)
        candidate = f"{current} {word}" if current else word
        if not current or stringWidth(candidate, font, size) <= room:
            current = candidate
        else:
            lines.append(current)
            current = word
    return [*lines, current]
