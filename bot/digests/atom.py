"""The issues of a digest as an Atom feed (RFC 4287)."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import UTC, datetime
from xml.etree import ElementTree

from bot.digests.issue_mail import issue_uuid
from bot.digests.issue_page import html_page, issue_title, writable
from bot.digests.issues import Issue

ATOM = "http://www.w3.org/2005/Atom"
NEVER = datetime(1970, 1, 1, tzinfo=UTC)  # when a feed without an issue was changed last


def atom_feed(digest: str, issues: Sequence[Issue], address: str) -> bytes:
    """The feed of a digest.

    Args:
        digest: Its name.
        issues: The last ones, the newest first.
        address: Where the feed is read.

    Returns:
        XML in UTF-8; the same for the same issues.
    """
    ElementTree.register_namespace("", ATOM)
    feed = ElementTree.Element(f"{{{ATOM}}}feed")
    _add(feed, "id", uuid.uuid5(uuid.NAMESPACE_URL, f"onrecord:{digest}").urn)
    _add(feed, "title", f"On Record: {digest}")
    _add(feed, "updated", max((issue.at for issue in issues), default=NEVER).isoformat())
    _add(_add(feed, "author"), "name", "On Record")
    _add(feed, "link", rel="self", type="application/atom+xml", href=address)
    for issue in issues:
        entry = _add(feed, "entry")
        _add(entry, "id", issue_uuid(issue).urn)
        _add(entry, "title", issue_title(issue.edition))
        _add(entry, "updated", issue.at.isoformat())
        _add(entry, "published", issue.at.isoformat())
        # What a reader opens: the issue itself, among the others.
        _add(entry, "link", rel="alternate", type="application/atom+xml", href=f"{address}#{issue_uuid(issue)}")
        _add(entry, "content", html_page(issue.edition), type="html")
    document: bytes = ElementTree.tostring(feed, "utf-8")
    return b'<?xml version="1.0" encoding="utf-8"?>\n' + document + b"\n"


def _add(parent: ElementTree.Element, tag: str, text: str | None = None, **attributes: str) -> ElementTree.Element:
    element = ElementTree.SubElement(parent, f"{{{ATOM}}}{tag}", attributes)
    element.text = None if text is None else writable(text)
    return element
