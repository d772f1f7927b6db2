"""Mails as Outlook saves them (.msg), by olefile: properties of the mail in streams named by their numbers.

After [MS-OXMSG], the "Outlook Item (.msg) File Format", and [MS-OXPROPS] for the numbers.
"""

from __future__ import annotations

import io
import re
import struct
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from index.errors import SourceError, SourceProblem
from index.extract.encoding import decode
from index.extract.formats import Kind
from index.extract.mail.letter import Letter, article_of
from index.extract.normalisation import one_line
from index.extract.reading import Attachment, Reading

_SUBJECT, _BODY, _HTML, _SENDER, _FOR, _ADDRESS = "0037", "1000", "1013", "0C1A", "0042", "5D01"
_CLASS, _SENT, _DELIVERED = "001A", 0x0039, 0x0E06
_DATA, _LONG_NAME, _SHORT_NAME, _CONTENT_ID = "3701", "3707", "3704", "3712"
_STORAGE = "__substg1.0_"
_EPOCH = datetime(1601, 1, 1, tzinfo=UTC)
_UNSAFE = re.compile(r"[\\/\x00-\x1f]+")


def read_outlook(data: bytes, name: str, now: datetime) -> Reading:
    """The article of a mail, and what is attached to it.

    Args:
        data: The document.
        name: What it is called in messages.
        now: No mail is later than this.

    Raises:
        SourceError: It is no mail, or one without a body that can be read.
    """
    import olefile

    try:
        ole = olefile.OleFileIO(io.BytesIO(data))
    except (OSError, ValueError, struct.error) as error:
        raise SourceError(name, SourceProblem.DAMAGED_DOCUMENT, kind=Kind.OUTLOOK, cause=str(error)) from error
    with ole:
        if not _text(ole, "", _CLASS).upper().startswith(("IPM.NOTE", "IPM.POST", "")):
            raise SourceError(name, SourceProblem.NO_TEXT)
        attachments = tuple(_attachments(ole))
        html = _bytes(ole, "", _HTML, "0102")
        letter = Letter(
            subject=_text(ole, "", _SUBJECT),
            sender=_text(ole, "", _FOR) or _text(ole, "", _SENDER),
            address=_text(ole, "", _ADDRESS),
            sent=_moment(ole),
            plain=_text(ole, "", _BODY),
            html=decode(html, name) if html.strip() else _text(ole, "", _HTML),
        )
        if not letter.plain.strip() and not letter.html.strip() and ole.exists(f"{_STORAGE}10090102"):
            raise SourceError(name, SourceProblem.SAVE_AS, suffix=Kind.OUTLOOK, better=Kind.MAIL)
        return Reading(article_of(letter, name, now, bool(attachments)), attachments)


def _bytes(ole: Any, storage: str, number: str, kind: str) -> bytes:
    """The bytes of a property; none where the mail has no such."""
    path = f"{storage}{_STORAGE}{number}{kind}"
    return bytes(ole.openstream(path).read()) if ole.exists(path) and ole.get_type(path) == 2 else b""


def _text(ole: Any, storage: str, number: str) -> str:
    """The text of a property, of two bytes a character, or else of the sender's code page."""
    if wide := _bytes(ole, storage, number, "001F"):
        return wide.decode("utf-16-le", "replace").rstrip("\0")
    narrow = _bytes(ole, storage, number, "001E").rstrip(b"\0")
    if not narrow.strip():
        return ""
    try:
        return decode(narrow, "")
    except SourceError:
        return narrow.decode("cp1252", "replace")


def _moment(ole: Any) -> datetime | None:
    """When the mail was sent, or else delivered: 100 nanoseconds since 1601."""
    path = "__properties_version1.0"
    if not ole.exists(path):
        return None
    content = bytes(ole.openstream(path).read())
    times: dict[int, int] = {}
    for start in range(32, len(content) - 15, 16):
        kind, number, _, value = struct.unpack_from("<HHIQ", content, start)
        if kind == 0x0040:
            times[number] = value
    for number in (_SENT, _DELIVERED):
        if times.get(number):
            try:
                return _EPOCH + timedelta(microseconds=times[number] // 10)
            except OverflowError:
                continue
    return None


def _attachments(ole: Any) -> Iterator[Attachment]:
    """The documents that came with a mail, without the pictures in its words."""
    storages = sorted({path[0] for path in ole.listdir() if path[0].startswith("__attach_version1.0_")})
    for number, storage in enumerate(storages, 1):
        content = _bytes(ole, f"{storage}/", _DATA, "0102")
        name = one_line(
            _UNSAFE.sub(" ", _text(ole, f"{storage}/", _LONG_NAME) or _text(ole, f"{storage}/", _SHORT_NAME))
        )
        shown = _text(ole, f"{storage}/", _CONTENT_ID) and (name or "").lower().endswith(
            (".png", ".jpg", ".gif", ".jpeg")
        )
        if content and not shown:
            yield Attachment(name or f"{number}", content)
        elif ole.exists(f"{storage}/{_STORAGE}{_DATA}000D"):
            yield Attachment(f"{name or number}.msg", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
