"""Pages that a browser saved whole (.mhtml, RFC 2557): the page itself, with its address."""

from __future__ import annotations

import email
import email.policy
from datetime import datetime
from email.message import EmailMessage, Message

from index.errors import SourceError, SourceProblem
from index.extract.html import from_html
from index.extract.mail.message import field, text_of
from index.model import Draft

_PAGES = frozenset({"text/html", "application/xhtml+xml"})


def read_saved_page(data: bytes, name: str, now: datetime) -> Draft:
    """The article of a saved page; the day on which it was saved is none of its dates.

    Args:
        data: The document.
        name: What it is called in messages.
        now: No article is published later.

    Raises:
        SourceError: It holds no article.
    """
    message = email.message_from_bytes(data.lstrip(b"\r\n"), EmailMessage, policy=email.policy.default)
    pages = [part for part in message.walk() if part.get_content_type() in _PAGES]
    start = str(message.get_param("start") or "")
    page = next((each for each in pages if start and field(each, "Content-ID") == start), None)
    page = page or next(iter(pages), None)
    if page is None:
        raise SourceError(name, SourceProblem.NO_TEXT)
    return from_html(text_of(page, name), name, _address(message, page), now)


def _address(message: Message, page: Message) -> str | None:
    """Where the page was."""
    stated = (field(message, "Snapshot-Content-Location"), field(page, "Content-Location"))
    return next((address for address in stated if address.startswith(("http://", "https://"))), None)
