"""Answers as a Word document (ECMA-376): quotations with a footnote for each source."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from urllib.parse import quote as encode
from urllib.parse import urlsplit, urlunsplit
from xml.sax.saxutils import escape, quoteattr

from bot.answers.history import StoredAnswer
from bot.messages.answers import known_how, page_of, speaker
from bot.messages.phrases import day, phrase
from bot.messages.text_fragments import address_at
from index.model import Quote

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
MAIN = f'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="{OFFICE}"'
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
SAFE = "%/:?@!$&'()*+,;=-._~"  # in an address, after its host
FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # by XML 1.0

STYLES = "".join(
    f'<w:style w:type="{type}" w:styleId="{id}"><w:name w:val="{name}"/>{properties}</w:style>'
    for type, id, name, properties in (
        ("paragraph", "Title", "Title", '<w:rPr><w:b/><w:sz w:val="36"/></w:rPr>'),
        ("paragraph", "Heading1", "heading 1", '<w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/></w:rPr>'),
        ("paragraph", "Quote", "Quote", '<w:pPr><w:ind w:left="567" w:right="567"/></w:pPr>'),
        ("paragraph", "FootnoteText", "footnote text", '<w:rPr><w:sz w:val="18"/></w:rPr>'),
        ("character", "FootnoteReference", "footnote reference", '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'),
        ("character", "Hyperlink", "Hyperlink", '<w:rPr><w:color w:val="0563C1"/><w:u w:val="single"/></w:rPr>'),
    )
)
SEPARATORS = "".join(  # the rules above footnotes, which every document must define
    f'<w:footnote w:type="{name}" w:id="{id}"><w:p><w:r><w:{tag}/></w:r></w:p></w:footnote>'
    for name, id, tag in (
        ("separator", -1, "separator"), ("continuationSeparator", 0, "continuationSeparator")
    )
)  # fmt: skip
REFERENCE = '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr>{}</w:r>'


def word_document(answers: Sequence[StoredAnswer], language: str) -> bytes:
    """Write answers as a .docx file.

    Args:
        answers: In the order to be written.
        language: Code of the language of headings and dates.

    Returns:
        The file: each question with its quotes; footnotes with speaker, kind of quote, article and date.
    """
    body = [_paragraph("Title", _run(phrase(language, "export title")))]
    notes, links = [SEPARATORS], []
    for stored in answers:
        body.append(_paragraph("Heading1", _run(" ".join(stored.answer.question.text.split()))))
        for quote in stored.answer.quotes:
            number, url = len(notes), quote.article.url or ""
            note = REFERENCE.format("<w:footnoteRef/>") + _run(f" {_source(quote, language)}")
            if target := link_target(address_at(quote) or ""):
                links.append(_relation(f"n{number}", f"{OFFICE}/hyperlink", target, ' TargetMode="External"'))
                note += f'{_run(" · ")}<w:hyperlink r:id="n{number}">{_run(url, "Hyperlink")}</w:hyperlink>'
            notes.append(f'<w:footnote w:id="{number}">{_paragraph("FootnoteText", note)}</w:footnote>')
            mark = REFERENCE.format(f'<w:footnoteReference w:id="{number}"/>')
            body.append(_paragraph("Quote", _run(quote.text) + mark))
    parts = {
        "word/document.xml": f"<w:document {MAIN}><w:body>{''.join(body)}<w:sectPr/></w:body></w:document>",
        "word/styles.xml": f"<w:styles {MAIN}>{STYLES}</w:styles>",
        "word/footnotes.xml": f"<w:footnotes {MAIN}>{''.join(notes)}</w:footnotes>",
    }
    content_types = "".join(
        f'<Override PartName="/{path}" ContentType="{WORD}.{name}+xml"/>'
        for path, name in zip(parts, ("document.main", "styles", "footnotes"), strict=True)
    )
    parts |= {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
        f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>{content_types}</Types>',
        "_rels/.rels": _relations(_relation("d", f"{OFFICE}/officeDocument", "word/document.xml")),
        "word/_rels/document.xml.rels": _relations(
            _relation("s", f"{OFFICE}/styles", "styles.xml"), _relation("f", f"{OFFICE}/footnotes", "footnotes.xml")
        ),
        "word/_rels/footnotes.xml.rels": _relations(*links),
    }
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        for path in sorted(parts):  # "[Content_Types].xml" comes first
            package.writestr(path, HEAD + parts[path])
    return file.getvalue()


def link_target(address: str) -> str | None:
    """Make an address fit for a link: Word refuses a document with any other as damaged.

    Args:
        address: As an article carries it.

    Returns:
        The address encoded by RFC 3986, or None if it is no web address.
    """
    try:
        parts = urlsplit(address)
        host = (parts.hostname or "").encode("idna").decode("ascii")
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not re.fullmatch(r"[\w.-]+", host):
        return None
    path, query, fragment = (encode(part, safe=SAFE) for part in parts[2:])
    return urlunsplit((parts.scheme, host + port, path, query, fragment))


def _source(quote: Quote, language: str) -> str:
    article = quote.article
    pieces = (
        speaker(quote, language), known_how(quote, language), article.title, article.outlet,
        day(language, article.published.date() if article.published else None), page_of(quote, language),
    )  # fmt: skip
    return " · ".join(" ".join(piece.split()) for piece in pieces if piece)


def _paragraph(style: str, inner: str) -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{inner}</w:p>'


def _run(text: str, style: str | None = None) -> str:
    """Text with a break for each line end; characters that XML forbids are replaced."""
    properties = f'<w:rPr><w:rStyle w:val="{style}"/></w:rPr>' if style else ""
    lines = (f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in FORBIDDEN.sub("\ufffd", text).split("\n"))
    return f"<w:r>{properties}{'<w:br/>'.join(lines)}</w:r>"


def _relation(id: str, kind: str, target: str, mode: str = "") -> str:
    return f'<Relationship Id="{id}" Type="{kind}" Target={quoteattr(target)}{mode}/>'


def _relations(*relations: str) -> str:
    return f'<Relationships xmlns="{PACKAGE}/relationships">{"".join(relations)}</Relationships>'
