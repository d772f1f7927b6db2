"""A document as a Word file (ECMA-376): quotations with a footnote for each article."""

from __future__ import annotations

import io
import re
import zipfile
from urllib.parse import quote as encode
from urllib.parse import urlsplit, urlunsplit
from xml.sax.saxutils import escape, quoteattr

from bot.answers.exports.document import Document, Paragraph, Source, Style, Words

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
MAIN = f'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="{OFFICE}"'
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
SAFE = "%/:?@!$&'()*+,;=-._~"  # in an address, after its host
FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # by XML 1.0

# Fonts that come with Word, for Latin and for Korean letters.
DEFAULTS = (
    '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:cs="Calibri" '
    'w:eastAsia="Malgun Gothic"/><w:sz w:val="22"/><w:lang w:val="en-GB" w:eastAsia="ko-KR"/></w:rPr></w:rPrDefault>'
    '<w:pPrDefault><w:pPr><w:spacing w:after="120" w:line="264" w:lineRule="auto"/></w:pPr></w:pPrDefault>'
    "</w:docDefaults>"
)
INDENT = '<w:ind w:left="567" w:right="567"/>'
STYLES = DEFAULTS + "".join(
    f'<w:style w:type="{type}" w:styleId="{id}"><w:name w:val="{name}"/>{properties}</w:style>'
    for type, id, name, properties in (
        ("paragraph", "Title", "Title", '<w:rPr><w:b/><w:sz w:val="36"/></w:rPr>'),
        ("paragraph", "Heading1", "heading 1",
         '<w:pPr><w:keepNext/><w:spacing w:before="360" w:after="120"/><w:outlineLvl w:val="0"/></w:pPr>'
         '<w:rPr><w:b/><w:sz w:val="26"/></w:rPr>'),
        ("paragraph", "Note", "Note", '<w:pPr><w:keepNext/></w:pPr><w:rPr><w:color w:val="595959"/></w:rPr>'),
        ("paragraph", "Quote", "Quote",
         f'<w:pPr><w:keepNext/><w:spacing w:before="120" w:after="40"/>{INDENT}</w:pPr>'),
        ("paragraph", "Attribution", "Attribution",
         f'<w:pPr><w:spacing w:after="240"/>{INDENT}</w:pPr><w:rPr><w:color w:val="595959"/></w:rPr>'),
        ("paragraph", "FootnoteText", "footnote text",
         '<w:pPr><w:spacing w:after="40"/></w:pPr><w:rPr><w:sz w:val="18"/></w:rPr>'),
        ("character", "FootnoteReference", "footnote reference", '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'),
        ("character", "Hyperlink", "Hyperlink", '<w:rPr><w:color w:val="0563C1"/><w:u w:val="single"/></w:rPr>'),
    )
)  # fmt: skip
SEPARATORS = "".join(  # the rules above footnotes, which every document must define
    f'<w:footnote w:type="{name}" w:id="{id}"><w:p><w:r><w:{tag}/></w:r></w:p></w:footnote>'
    for name, id, tag in (
        ("separator", -1, "separator"), ("continuationSeparator", 0, "continuationSeparator")
    )
)  # fmt: skip
PAGE = (  # A4
    '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1417" w:right="1417" w:bottom="1417" w:left="1417" '
    'w:header="708" w:footer="708" w:gutter="0"/></w:sectPr>'
)
REFERENCE = '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr>{}</w:r>'
FIELD = '<w:fldChar w:fldCharType="{}"/>'
STYLE_IDS = {
    Style.HEADING: "Heading1",
    Style.NOTE: "Note",
    Style.QUOTATION: "Quote",
    Style.ATTRIBUTION: "Attribution",
}
MARKS = {"-": "<w:strike/>", "+": '<w:u w:val="single"/>'}


def word_file(document: Document) -> bytes:
    """Write a document as a .docx file.

    Args:
        document: Its content; each source becomes a footnote where it is cited first.
    """
    cited: set[int] = set()
    body = [_paragraph("Title", _run(document.title)), *(_written(each, cited) for each in document.paragraphs)]
    notes, links = [SEPARATORS], []
    for number, source in enumerate(document.sources, 1):
        target = link_target(source.target or "")
        if target:
            links.append(_relation(f"n{number}", f"{OFFICE}/hyperlink", target, ' TargetMode="External"'))
        note = _paragraph("FootnoteText", _note(number, source, is_linked=bool(target)))
        notes.append(f'<w:footnote w:id="{number}">{note}</w:footnote>')
    parts = {
        "word/document.xml": f"<w:document {MAIN}><w:body>{''.join(body)}{PAGE}</w:body></w:document>",
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


def _written(paragraph: Paragraph, cited: set[int]) -> str:
    """A paragraph; `cited` holds the sources that have their footnote already, and gets this one's."""
    runs = "".join(_marked(words) for words in paragraph.words)
    number = paragraph.source
    if number is None:
        mark = ""
    elif number in cited:  # a footnote has one mark; further ones refer to it
        instruction = f'<w:instrText xml:space="preserve"> NOTEREF _Ref{number} \\f \\h </w:instrText>'
        steps = (
            FIELD.format("begin"),
            instruction,
            FIELD.format("separate"),
            f"<w:t>{number}</w:t>",
            FIELD.format("end"),
        )
        mark = "".join(map(REFERENCE.format, steps))  # readers that know no fields show the number
    else:
        cited.add(number)
        reference = REFERENCE.format(f'<w:footnoteReference w:id="{number}"/>')
        mark = f'<w:bookmarkStart w:id="{number}" w:name="_Ref{number}"/>{reference}<w:bookmarkEnd w:id="{number}"/>'
    return _paragraph(STYLE_IDS[paragraph.style], runs + mark)


def _marked(words: Words) -> str:
    return _run(words.text, MARKS.get(words.mark, ""))


def _note(number: int, source: Source, *, is_linked: bool) -> str:
    note = REFERENCE.format("<w:footnoteRef/>") + _run(f" {source.description}")
    if not source.address:
        return note
    if not is_linked:
        return note + _run(f", {source.address}")
    address = _run(source.address, '<w:rStyle w:val="Hyperlink"/>')
    return f'{note}{_run(", ")}<w:hyperlink r:id="n{number}">{address}</w:hyperlink>'


def _paragraph(style: str, inner: str) -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{inner}</w:p>'


def _run(text: str, properties: str = "") -> str:
    """Text with a break for each line end; characters that XML forbids are replaced."""
    set_apart = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    lines = (f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in FORBIDDEN.sub("\ufffd", text).split("\n"))
    return f"<w:r>{set_apart}{'<w:br/>'.join(lines)}</w:r>"


def _relation(id: str, kind: str, target: str, mode: str = "") -> str:
    return f'<Relationship Id="{id}" Type="{kind}" Target={quoteattr(target)}{mode}/>'


def _relations(*relations: str) -> str:
    return f'<Relationships xmlns="{PACKAGE}/relationships">{"".join(relations)}</Relationships>'
