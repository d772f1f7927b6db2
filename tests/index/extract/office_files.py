"""Office files made by hand: only what a test needs of each format."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Mapping

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
CORE = (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/">'
    "<dc:title>{title}</dc:title><dc:creator>{author}</dc:creator>"
    "<dcterms:created>2031-07-09T10:00:00Z</dcterms:created></cp:coreProperties>"
)


def packed(parts: Mapping[str, str | bytes]) -> bytes:
    """An archive of parts by their paths."""
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as file:
        for path, content in parts.items():
            file.writestr(path, content)
    return archive.getvalue()


def related(*targets: tuple[str, str, str]) -> str:
    """A part that says what another refers to: (id, kind, target)."""
    relations = "".join(f'<Relationship Id="{id}" Type="{OFFICE}/{kind}" Target="{to}"/>' for id, kind, to in targets)
    return f'<Relationships xmlns="{RELATIONS}">{relations}</Relationships>'


def styled(style: str, words: str) -> str:
    """A paragraph of a Word file."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{run(words)}</w:p>'


def run(words: str) -> str:
    """Words of a paragraph of a Word file."""
    return f'<w:r><w:t xml:space="preserve">{words}</w:t></w:r>'


STYLES = "".join(
    f'<w:style w:type="paragraph" w:styleId="{id}"><w:name w:val="{name}"/>'
    f"{f'<w:basedOn w:val={chr(34)}{base}{chr(34)}/>' if base else ''}</w:style>"
    for id, name, base in (
        ("Normal", "Normal", ""),
        ("Title", "Title", "Normal"),
        ("berschrift1", "heading 1", "Normal"),
        ("House", "House Headline", "berschrift1"),
        ("Quote", "Quote", "Normal"),
        ("Caption", "caption", "Normal"),
        ("TOC1", "toc 1", "Normal"),
    )
)


def word(body: str, title: str = "", author: str = "", notes: Mapping[int, str] | None = None) -> bytes:
    """A Word file: its body's paragraphs, and notes by number."""
    kinds = "".join(
        f'<Override PartName="/word/{part}.xml" ContentType="application/vnd.openxmlformats-officedocument.'
        f'wordprocessingml.{kind}+xml"/>'
        for part, kind in (
            ("document", "document.main"),
            ("styles", "styles"),
            ("footnotes", "footnotes"),
            ("numbering", "numbering"),
        )
    )
    footnotes = "".join(
        f'<w:footnote w:id="{id}"><w:p>{run(text)}</w:p></w:footnote>' for id, text in (notes or {}).items()
    )
    return packed(
        {
            "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            f'<Default Extension="xml" ContentType="application/xml"/>{kinds}</Types>',
            "_rels/.rels": related(("r1", "officeDocument", "word/document.xml")),
            "word/_rels/document.xml.rels": related(
                ("s", "styles", "styles.xml"),
                ("f", "footnotes", "footnotes.xml"),
                ("h", "header", "header1.xml"),
                ("n", "numbering", "numbering.xml"),
            ),
            "word/styles.xml": f"<w:styles {W}>{STYLES}</w:styles>",
            "word/footnotes.xml": f"<w:footnotes {W}>{footnotes}</w:footnotes>",
            "word/numbering.xml": f'<w:numbering {W}><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0">'
            '<w:numFmt w:val="bullet"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
            "</w:numbering>",
            "word/header1.xml": f"<w:hdr {W}><w:p>{run('Ministry of Ports, page 1')}</w:p></w:hdr>",
            "word/document.xml": f'<w:document {W} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
            ' xmlns:v="urn:schemas-microsoft-com:vml"'
            ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">'
            f"<w:body>{body}</w:body></w:document>",
            "docProps/core.xml": CORE.format(title=title, author=author),
        }
    )


OPEN = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{path}:1.0"'
    for name, path in (
        ("office", "office"), ("text", "text"), ("table", "table"), ("style", "style"), ("draw", "drawing"),
        ("meta", "meta"),
    )
) + ' xmlns:dc="http://purl.org/dc/elements/1.1/"'  # fmt: skip


def open_document(body: str, styles: str = "", title: str = "", author: str = "", manifest: str = "") -> bytes:
    """An OpenDocument text."""
    return packed(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "META-INF/manifest.xml": f"<manifest>{manifest}</manifest>",
            "content.xml": f"<office:document-content {OPEN}>"
            f"<office:automatic-styles>{styles}</office:automatic-styles>"
            f"<office:body><office:text>{body}</office:text></office:body></office:document-content>",
            "meta.xml": f"<office:document-meta {OPEN}><office:meta><dc:title>{title}</dc:title>"
            f"<meta:initial-creator>{author}</meta:initial-creator><dc:date>2031-07-09</dc:date></office:meta>"
            "</office:document-meta>",
        }
    )


DRAWN = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    f' xmlns:r="{OFFICE}" xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)


def shape(place: str, *paragraphs: str) -> str:
    """A shape of a slide that takes a place of its layout ("" for none)."""
    holder = f'<p:ph type="{place}"/>' if place else ""
    words = "".join(f"<a:p><a:r><a:t>{paragraph}</a:t></a:r></a:p>" for paragraph in paragraphs)
    return f"<p:sp><p:nvSpPr><p:nvPr>{holder}</p:nvPr></p:nvSpPr><p:txBody>{words}</p:txBody></p:sp>"


def slides(*shapes: str, notes: str = "") -> bytes:
    """A PowerPoint file of slides with shapes; the archive has them in another order, the first one has notes."""
    ids = "".join(f'<p:sldId id="{256 + n}" r:id="r{n}"/>' for n in range(len(shapes)))
    parts = {
        "[Content_Types].xml": "<Types/>",
        "ppt/presentation.xml": f"<p:presentation {DRAWN}><p:sldIdLst>{ids}</p:sldIdLst></p:presentation>",
        "ppt/_rels/presentation.xml.rels": related(
            *((f"r{n}", "slide", f"slides/slide{len(shapes) - n}.xml") for n in range(len(shapes)))
        ),
        "docProps/core.xml": CORE.format(title="PowerPoint Presentation", author="user1"),
        "ppt/notesSlides/notesSlide1.xml": f"<p:notes {DRAWN}>{notes}</p:notes>",
        f"ppt/slides/_rels/slide{len(shapes)}.xml.rels": related(("n", "notesSlide", "../notesSlides/notesSlide1.xml")),
    }
    for n, content in enumerate(shapes):
        parts[f"ppt/slides/slide{len(shapes) - n}.xml"] = f"<p:sld {DRAWN}><p:cSld>{content}</p:cSld></p:sld>"
    return packed(parts)


def book(*chapters: str, title: str = "", date: str = "", encryption: str = "", publisher: str = "") -> bytes:
    """A book: chapters in the order of reading, which is not that of the manifest, with a list of contents."""
    items = "".join(
        f'<item id="c{n}" href="Text/c%20{n}.xhtml" media-type="application/xhtml+xml"/>'
        for n in reversed(range(len(chapters)))
    )
    nav = '<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>'
    order = "".join(f'<itemref idref="c{n}"/>' for n in range(len(chapters)))
    return packed(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
            '<rootfile full-path="OPS/book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>',
            **({"META-INF/encryption.xml": encryption} if encryption else {}),
            "OPS/book.opf": '<package xmlns="http://www.idpf.org/2007/opf"><metadata'
            f' xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{title}</dc:title><dc:date>{date}</dc:date>'
            f"<dc:publisher>{publisher}</dc:publisher>"
            "<dc:creator>Nils Aaberg</dc:creator><dc:language>en-GB</dc:language></metadata>"
            f'<manifest>{nav}{items}</manifest><spine><itemref idref="nav"/>{order}</spine></package>',
            "OPS/nav.xhtml": "<html><body><p>Contents: chapter one, chapter two</p></body></html>",
            **{
                f"OPS/Text/c {n}.xhtml": '<html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head>'
                f"<body>{chapter}</body></html>"
                for n, chapter in enumerate(chapters)
            },
        }
    )


# Compound files, in which Outlook keeps mails and old office programs their documents

_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_SECTOR = 512


def compound(streams: Mapping[str, bytes]) -> bytes:
    """A compound file ([MS-CFB]) of streams by path, each of whole sectors; folders are made as they are named."""
    names: list[str] = [""]
    for path in streams:
        steps = path.split("/")
        names += [prefix for n in range(1, len(steps) + 1) if (prefix := "/".join(steps[:n])) not in names]
    sectors: list[bytes] = []
    fat: list[int] = []
    starts: dict[str, int] = {}
    for path, content in streams.items():
        padded = content.ljust(max(4096, -(-len(content) // _SECTOR) * _SECTOR), b"\0")
        starts[path] = len(sectors)
        count = len(padded) // _SECTOR
        sectors += [padded[n * _SECTOR : (n + 1) * _SECTOR] for n in range(count)]
        fat += [*range(starts[path] + 1, starts[path] + count), _END]
    directory = b"".join(_entry(number, names, streams, starts) for number in range(len(names)))
    directory = directory.ljust(-(-len(directory) // _SECTOR) * _SECTOR, b"\0")
    first = len(sectors)
    count = len(directory) // _SECTOR
    sectors += [directory[n * _SECTOR : (n + 1) * _SECTOR] for n in range(count)]
    fat += [*range(first + 1, first + count), _END]
    tables = -(-(len(fat) + 4) // 128)
    places = list(range(len(sectors), len(sectors) + tables))
    fat += [_FAT] * tables
    fat += [_FREE] * (tables * 128 - len(fat))
    table = struct.pack(f"<{len(fat)}I", *fat)
    header = struct.pack(
        "<8s16xHHHHH6xIIIIIIIII",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0x3E, 3, 0xFFFE, 9, 6, 0, tables, first, 0, 4096, _END, 0, _END, 0,
    )  # fmt: skip
    header += struct.pack("<109I", *(places + [_FREE] * (109 - tables)))
    return header + b"".join(sectors) + table


def _entry(number: int, names: list[str], streams: Mapping[str, bytes], starts: Mapping[str, int]) -> bytes:
    """An entry of the directory; siblings are a list that goes right."""
    path = names[number]
    name = (path.rsplit("/", 1)[-1] or "Root Entry").encode("utf-16-le")
    is_stream = path in streams
    parent = path.rpartition("/")[0]
    siblings = [n for n, each in enumerate(names) if each and each.rpartition("/")[0] == parent]
    siblings.sort(key=lambda n: (len(names[n].rsplit("/", 1)[-1]), names[n].rsplit("/", 1)[-1].upper()))
    place = siblings.index(number) if path else -1
    right = siblings[place + 1] if path and place + 1 < len(siblings) else _FREE
    inner = [n for n, each in enumerate(names) if each and n != number and each.rpartition("/")[0] == path]
    inner.sort(key=lambda n: (len(names[n].rsplit("/", 1)[-1]), names[n].rsplit("/", 1)[-1].upper()))
    child = inner[0] if inner and not is_stream else _FREE
    size = max(4096, len(streams[path])) if is_stream else 0
    return struct.pack(
        "<64sHBBIII16xI8x8xIQ",
        name, len(name) + 2, 2 if is_stream else 1 if path else 5, 1, _FREE, right, child, 0,
        starts[path] if is_stream else _END, size,
    )  # fmt: skip
