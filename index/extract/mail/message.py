"""Mails as servers pass them on (.eml, RFC 5322), by the standard library's email package."""

from __future__ import annotations

import email
import email.policy
import mimetypes
import re
from collections.abc import Iterator
from datetime import datetime
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import EmailMessage, Message
from email.utils import parseaddr, parsedate_to_datetime

from index.errors import SourceError, SourceProblem
from index.extract.encoding import codec_of, decode
from index.extract.formats import Kind
from index.extract.mail.letter import Letter, article_of
from index.extract.normalisation import one_line
from index.extract.reading import Attachment, Reading

_SIGNATURES = frozenset(
    {
        "application/pgp-signature",
        "application/pkcs7-signature",
        "application/x-pkcs7-signature",
        "application/pgp-keys",
    }
)
_LOCKED = frozenset({"multipart/encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime"})
_SUFFIXES = {"text/plain": ".txt", "text/html": ".html", "application/octet-stream": ""}
_MOST_PARTS = 1_000
_UNSAFE = re.compile(r"[\\/\x00-\x1f]+")


def read_mail(data: bytes, name: str, now: datetime) -> Reading:
    """The article of a mail, and what is attached to it.

    Args:
        data: The document.
        name: What it is called in messages.
        now: No mail is later than this.

    Raises:
        SourceError: It is encrypted, or holds neither text nor attachment.
    """
    message = email.message_from_bytes(data.lstrip(b"\r\n"), EmailMessage, policy=email.policy.default)
    parts = list(_leaves(message))[:_MOST_PARTS]
    if message.get_content_type() in _LOCKED and not _is_signed(message):
        raise SourceError(name, SourceProblem.LOCKED_DOCUMENT, kind=Kind.MAIL)
    plain = [part for part in parts if part.get_content_type() == "text/plain" and not _is_attached(part)]
    html = [part for part in parts if part.get_content_type() == "text/html" and not _is_attached(part)]
    attachments = tuple(_attachments(parts))
    sender, address = parseaddr(_raw(message, "From"))
    letter = Letter(
        subject=field(message, "Subject"),
        sender=_decoded(sender),
        address=address,
        organisation=field(message, "Organization") or field(message, "Organisation"),
        sent=_sent(message),
        plain="\n\n".join(text_of(part, name) for part in plain),
        html="\n".join(text_of(part, name) for part in html),
        flowed=any(str(part.get_param("format", "")).lower() == "flowed" for part in plain),
    )
    return Reading(article_of(letter, name, now, bool(attachments)), attachments)


def text_of(part: Message, name: str) -> str:
    """The text of a part in whatever encoding it is.

    Args:
        part: Of a mail.
        name: What the mail is called in messages.
    """
    content = part.get_payload(decode=True)
    if not isinstance(content, bytes) or not content.strip():
        return ""
    return decode(content, name, part.get_content_charset())


def field(message: Message, key: str) -> str:
    """A field of a header as it reads, on one line; "" where there is none.

    Args:
        message: The mail.
        key: Name of the field.
    """
    return one_line(_decoded(_raw(message, key))) or ""


def _raw(message: Message, key: str) -> str:
    """A field as it was sent; bytes beyond ASCII in whatever encoding they are."""
    for name, value in message.raw_items():
        if name.lower() == key.lower():
            sent = str(value).encode("utf-8", "surrogateescape")
            try:
                return decode(sent, "") if sent.strip() else ""
            except SourceError:
                return sent.decode("latin-1")
    return ""


def _decoded(value: str) -> str:
    """A value with its encoded words (RFC 2047) in letters."""
    if "=?" not in value:
        return value
    try:
        pieces = decode_header(value)
    except (HeaderParseError, ValueError):
        return value
    return "".join(
        piece if isinstance(piece, str) else piece.decode(codec_of(charset) or "utf-8", "replace")
        for piece, charset in pieces
    )


def _sent(message: Message) -> datetime | None:
    try:
        return parsedate_to_datetime(_raw(message, "Date"))
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _leaves(message: Message) -> Iterator[Message]:
    """The parts of a mail that hold no others; a mail within it is one."""
    stack = [message]
    while stack:
        part = stack.pop()
        within = part.get_payload() if part.is_multipart() else None
        if isinstance(within, list) and part.get_content_maintype() != "message":
            stack.extend(each for each in reversed(within) if isinstance(each, Message))
        else:
            yield part


def _is_signed(message: Message) -> bool:
    """Whether a mail that names a kind of encryption is only signed."""
    return str(message.get_param("smime-type", "")).lower() == "signed-data"


def _is_attached(part: Message) -> bool:
    return part.get_content_disposition() == "attachment" or bool(part.get_filename())


def _attachments(parts: list[Message]) -> Iterator[Attachment]:
    """The documents that came with a mail: neither its words, nor pictures in them, nor signatures."""
    for number, part in enumerate(parts, 1):
        kind = part.get_content_type()
        shown = part.get_content_maintype() == "image" and (
            part.get("Content-ID") is not None or part.get_content_disposition() == "inline"
        )
        if shown or kind in _SIGNATURES or (kind in {"text/plain", "text/html"} and not _is_attached(part)):
            continue
        content = _content(part)
        if content.strip():
            yield Attachment(_file_name(part, number), content)


def _content(part: Message) -> bytes:
    if part.get_content_maintype() == "message":
        within = part.get_payload()
        if isinstance(within, list) and within and isinstance(within[0], Message):
            return within[0].as_bytes()
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def _file_name(part: Message, number: int) -> str:
    """What an attachment is called; its kind tells the suffix of one without a name."""
    name = one_line(_UNSAFE.sub(" ", _decoded(part.get_filename() or "")))
    if name:
        return name
    if part.get_content_maintype() == "message":
        within = part.get_payload()
        subject = field(within[0], "Subject") if isinstance(within, list) and isinstance(within[0], Message) else ""
        return f"{_UNSAFE.sub(' ', subject) or number}.eml"
    kind = part.get_content_type()
    suffix = _SUFFIXES.get(kind)
    return f"{number}{suffix if suffix is not None else mimetypes.guess_extension(kind) or ''}"
