"""A document as a PDF, with its fonts in it: Latin, Greek, Cyrillic and Korean letters, and the hanja of a Korean font.

reportlab is imported with the first PDF only.
"""

from __future__ import annotations

import io
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from itertools import groupby
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape, quoteattr

from bot.answers.exports.document import Document, Paragraph, Source, Style, Words, paragraph
from bot.messages.phrases import phrase

if TYPE_CHECKING:
    from collections.abc import Iterator

# Packages with fonts, the preferred first: NanumGothic (SIL Open Font License) and DejaVu Sans (Bitstream Vera).
FONTS = (
    ("Gothic", "koreanize_matplotlib", "fonts/NanumGothic.ttf", "fonts/NanumGothicBold.ttf"),
    ("Sans", "matplotlib", "mpl-data/fonts/ttf/DejaVuSans.ttf", "mpl-data/fonts/ttf/DejaVuSans-Bold.ttf"),
)
MISSING = "□"
RIGHT_TO_LEFT = {"R", "AL"}  # Unicode's classes of letters that run from right to left, which reportlab sets backwards
LAST = "\uffff"  # reportlab writes characters beyond it so that they are copied as others
MARKS = {"-": "strike", "+": "u"}
MARGIN = 62  # points
_SPACES = re.compile(r"[^\S\n]")
_WRITING = Lock()  # reportlab's fonts count what is written with them, and are everybody's


@dataclass(frozen=True, slots=True)
class Font:
    """A font that is registered with reportlab, under `name` and, bold, under `name` with "-Bold"."""

    name: str
    characters: frozenset[int]


def pdf_file(document: Document) -> bytes:
    """Write a document as a PDF, with its sources numbered at its end.

    Args:
        document: Its content. Where it holds characters that can't be shown, it says so.
    """
    from reportlab.lib.pagesizes import A4
    from reportlab.platypus import SimpleDocTemplate

    language, shown = document.language, list(document.paragraphs)
    texts = (*(each.text for each in shown), *(f"{each.description}{each.address}" for each in document.sources))
    if any(_font_of(character) == "" for character in set(_normal("".join(texts)))):
        shown.insert(0, paragraph(Style.NOTE, phrase(language, "export missing", mark=MISSING)))
    with _WRITING:
        styles = _styles()
        story = [_flowable(_inline(document.title), styles["title"])]
        story += [_flowable(_markup(each), styles[each.style.value]) for each in shown]
        if document.sources:
            story.append(_flowable(_inline(phrase(language, "export sources")), styles["heading"]))
        story += [
            _flowable(_source(number, source), styles["source"]) for number, source in enumerate(document.sources, 1)
        ]
        file = io.BytesIO()
        margins = dict.fromkeys(("leftMargin", "rightMargin", "topMargin", "bottomMargin"), MARGIN)
        template = SimpleDocTemplate(file, pagesize=A4, title=document.title, lang=language, **margins)
        template.build(story, onFirstPage=_page_number, onLaterPages=_page_number)
    return file.getvalue()


def _styles() -> dict[str, Any]:
    from reportlab.lib.colors import HexColor
    from reportlab.lib.styles import ParagraphStyle

    plain = ParagraphStyle("plain", fontName=_fonts()[0].name, fontSize=10.5, leading=15, spaceAfter=6)
    bold = f"{plain.fontName}-Bold"
    grey = HexColor("#595959")
    return {
        "title": ParagraphStyle("title", plain, fontName=bold, fontSize=18, leading=24, spaceAfter=10),
        "heading": ParagraphStyle(
            "heading", plain, fontName=bold, fontSize=13, leading=18, spaceBefore=16, keepWithNext=1
        ),
        "note": ParagraphStyle("note", plain, textColor=grey, keepWithNext=1),
        "quotation": ParagraphStyle(
            "quotation", plain, leftIndent=24, rightIndent=24, spaceBefore=8, spaceAfter=2, keepWithNext=1
        ),
        "attribution": ParagraphStyle(
            "attribution", plain, leftIndent=24, rightIndent=24, fontSize=9.5, textColor=grey, spaceAfter=12
        ),
        "source": ParagraphStyle("source", plain, fontSize=9, leading=13, leftIndent=18, firstLineIndent=-18),
    }


def _flowable(markup: str, style: Any) -> Any:
    from reportlab.platypus import Paragraph as Flowable

    return Flowable(markup, style)


def _page_number(canvas: Any, template: Any) -> None:
    canvas.setFont(_fonts()[0].name, 8)
    canvas.drawRightString(template.pagesize[0] - MARGIN, MARGIN / 2, str(canvas.getPageNumber()))


def _markup(each: Paragraph) -> str:
    """A paragraph in reportlab's mark-up."""
    inner = "".join(map(_marked, each.words))
    if each.source is None:
        return inner
    return f'{inner}<super><a href="#source{each.source}">{each.source}</a></super>'


def _marked(words: Words) -> str:
    tag = MARKS.get(words.mark)
    inner = _inline(words.text)
    return f"<{tag}>{inner}</{tag}>" if tag else inner


def _source(number: int, source: Source) -> str:
    description = f'<a name="source{number}"/>{number}. {_inline(source.description)}'
    if not source.address:
        return description
    address = _inline(source.address)
    if re.match(r"https?://[^\s/]", source.target or ""):
        address = f'<a href={quoteattr(source.target or "")} color="#0563C1">{address}</a>'
    return f"{description}, {address}"


def _inline(text: str) -> str:
    """Text in reportlab's mark-up, each run of characters in the first font that has them."""
    return "".join(
        escape(run).replace("\n", "<br/>") if name == _fonts()[0].name else f'<font name="{name}">{escape(run)}</font>'
        for name, run in _runs(_normal(text))
    )


def _runs(text: str) -> Iterator[tuple[str, str]]:
    for name, characters in groupby(text, key=_font_of):
        yield (name, "".join(characters)) if name else (_fonts()[0].name, MISSING)


def _normal(text: str) -> str:
    """Text with its letters composed, since fonts have no others, and without what is invisible."""
    composed = unicodedata.normalize("NFC", _SPACES.sub(" ", text.replace("\r\n", "\n")))
    invisible = ("Cf", "Cc")  # Unicode's categories
    return "".join(each for each in composed if each == "\n" or unicodedata.category(each) not in invisible)


@lru_cache(maxsize=10_000)
def _font_of(character: str) -> str:
    """The name of the first font that has a character; empty where it can't be shown."""
    first = _fonts()[0].name
    if character in " \n":
        return first
    if unicodedata.bidirectional(character) in RIGHT_TO_LEFT or character > LAST:
        return ""
    return next((font.name for font in _fonts() if ord(character) in font.characters), "")


@lru_cache(maxsize=1)
def _fonts() -> tuple[Font, ...]:
    """The fonts that are installed, registered with reportlab."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    fonts = []
    for name, package, plain, bold in FONTS:
        spec = find_spec(package)  # looked up, not imported
        for folder in spec.submodule_search_locations or () if spec else ():
            font = TTFont(name, Path(folder) / plain)
            pdfmetrics.registerFont(font)
            pdfmetrics.registerFont(TTFont(f"{name}-Bold", Path(folder) / bold))
            pdfmetrics.registerFontFamily(name, normal=name, bold=f"{name}-Bold", italic=name, boldItalic=name)
            fonts.append(Font(name, frozenset(font.face.charToGlyph)))
    return tuple(fonts)
