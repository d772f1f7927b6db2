"""What a document is by its first bytes, whatever its name says."""

from __future__ import annotations

import io
import re
import zipfile

from index.extract.formats import Kind

ARCHIVE = ".zip"  # one of a kind that doesn't show
OLE = ".ole"  # a compound file of a kind that doesn't show
_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_RTF = re.compile(rb"\s{0,100}\{\\rtf", re.DOTALL)
_PACKED_PARTS = (  # a part of an archive that only one kind has
    ("word/document.xml", Kind.WORD),
    ("word/document2.xml", Kind.WORD),
    ("ppt/presentation.xml", Kind.SLIDES),
    ("META-INF/container.xml", Kind.BOOK),
    ("xl/workbook.xml", ".xlsx"),
    ("xl/workbook.bin", ".xlsb"),
    ("Index/Document.iwa", ".pages"),
    ("Contents/content.hpf", ".hwpx"),
)
_OPEN_DOCUMENTS = {
    b"application/vnd.oasis.opendocument.text": Kind.OPEN_DOCUMENT,
    b"application/vnd.oasis.opendocument.text-template": Kind.OPEN_DOCUMENT,
    b"application/vnd.oasis.opendocument.spreadsheet": ".ods",
    b"application/vnd.oasis.opendocument.presentation": ".odp",
    b"application/epub+zip": Kind.BOOK,
}
_OLE_STREAMS = (  # the name of a stream that only one kind has; the old office formats are not read
    ("EncryptedPackage", "locked"),
    ("__properties_version1.0", Kind.OUTLOOK),
    ("WordDocument", ".doc"),
    ("PowerPoint Document", ".ppt"),
    ("Workbook", ".xls"),
    ("FileHeader", ".hwp"),
)
_OTHERS = (
    (b"\x89PNG", ".png"),
    (b"\xff\xd8\xff", ".jpg"),
    (b"GIF8", ".gif"),
    (b"II*\0", ".tif"),
    (b"MM\0*", ".tif"),
    (b"BM", ".bmp"),
    (b"ID3", ".mp3"),
    (b"OggS", ".ogg"),
    (b"fLaC", ".flac"),
    (b"Rar!", ".rar"),
    (b"7z\xbc\xaf", ".7z"),
    (b"BZh", ".bz2"),
    (b"\xfd7zXZ", ".xz"),
    (b"\x28\xb5\x2f\xfd", ".zst"),
    (b"AT&TFORM", ".djvu"),
    (b"%!PS", ".ps"),
    (b"bplist00", ".webarchive"),
)
_FIELD = re.compile(rb"([!-9;-~]{1,70}):[ \t]?([^\r\n]{0,1000})\r?\n(?:[ \t][^\r\n]{0,1000}\r?\n){0,200}")
_ENVELOPE = frozenset({b"mime-version", b"received", b"message-id", b"return-path", b"delivered-to", b"x-mailer"})
_LEAST_FIELDS = 2
_MOST_FIELDS = 200
_TIMES = rb"\d{1,3}:\d\d(?::\d\d)?[.,]\d{1,3}[ \t]{0,4}-->[ \t]{0,4}\d"
_SUBRIP = re.compile(rb"\s{0,20}(?:\d{1,9}[ \t]{0,4}\r?\n)?" + _TIMES)


def kind_by_content(data: bytes) -> Kind | str | None:
    """What the bytes of a document show that it is.

    Args:
        data: The document.

    Returns:
        A kind that is read, or the suffix of one that is not, or "locked"; None where it is a text or not known.
    """
    if data[:5] == b"%PDF-":
        return Kind.PDF
    if data[:4] == _ZIP:
        return _packed_kind(data)
    if data[:8] == _OLE:
        return next((kind for name, kind in _OLE_STREAMS if name.encode("utf-16-le") in data), OLE)
    if _RTF.match(data):
        return Kind.RICH_TEXT
    return _other_kind(data) or _mail_kind(data)


def _other_kind(data: bytes) -> str | None:
    """The suffix of a picture, a recording or an archive; None for none."""
    if data[4:8] == b"ftyp":
        return ".heic" if data[8:12] in {b"heic", b"heix", b"mif1", b"avif"} else ".mp4"
    if data[:4] == b"RIFF":
        return {b"WAVE": ".wav", b"WEBP": ".webp"}.get(data[8:12], ".avi")
    other = next((suffix for start, suffix in _OTHERS if data.startswith(start)), None)
    # "BM" and the like begin words, too; no text has a zero byte near its start.
    if other and (b"\0" in data[:64] or not data[:64].isascii() or other in {".ps", ".gif"}):
        return other
    return None


def are_subtitles(data: bytes) -> bool:
    """Whether a text is subtitles."""
    start = data[:400].removeprefix(b"\xef\xbb\xbf")
    return bool(re.match(rb"WEBVTT(?:\s|$)", start) or _SUBRIP.match(start))


def _packed_kind(data: bytes) -> Kind | str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            if "mimetype" in names and archive.getinfo("mimetype").file_size < 200:
                kind = _OPEN_DOCUMENTS.get(archive.read("mimetype").strip())
                if kind is not None:
                    return kind
    except (zipfile.BadZipFile, OSError, NotImplementedError, RuntimeError, ValueError, EOFError):
        return ARCHIVE
    return next((kind for name, kind in _PACKED_PARTS if name in names), ARCHIVE)


def _mail_kind(data: bytes) -> Kind | str | None:
    """Whether a text is a mail or a page saved as one: it begins with nothing but fields of a header."""
    if data[:5] == b"From " and re.match(rb"From \S{1,300}@\S{1,300} [^\r\n]{1,100}\r?\n[!-9;-~]{1,70}:", data[:1000]):
        return ".mbox"
    head = data[:100_000].removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n")
    fields: dict[bytes, bytes] = {}
    position = 0
    for _ in range(_MOST_FIELDS):
        field = _FIELD.match(head, position)
        if field is None:
            break
        fields[field[1].lower()] = field[2]
        position = field.end()
    ended = head[position : position + 2].startswith((b"\n", b"\r\n")) or position == len(head)
    if len(fields) < _LEAST_FIELDS or not ended or _ENVELOPE.isdisjoint(fields):
        return None
    saved = b"snapshot-content-location" in fields or fields.get(b"from", b"").lower().startswith(b"<saved by ")
    related = fields.get(b"content-type", b"").lower().startswith(b"multipart/related")
    return Kind.SAVED_PAGE if saved or (related and b"to" not in fields) else Kind.MAIL
