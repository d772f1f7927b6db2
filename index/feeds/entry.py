"""An entry of a feed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """One entry of a feed.

    Attributes:
        key: Identifies the entry when the feed is read again.
        link: Absolute http or https address of its page.
        title: On one line, without markup.
        published: Aware.  A date without a zone keeps the day and hour it states and counts as UTC; one in the future
            is dropped.
        author: Names.
        html: The text that the feed itself brings, as HTML that is not to be trusted.
        summary: The same of what it brings as a summary.
        language: Two or three letters.
        mark: Changes when the publisher has changed the entry.
        id: The publisher's own, by which it is known again when its link has changed; "" for none that tells it.
        outlet: Whom the entry itself names as its source.
    """

    key: str
    link: str | None = None
    title: str | None = None
    published: datetime | None = None
    author: str | None = None
    html: str | None = None
    summary: str | None = None
    language: str | None = None
    mark: str = ""
    id: str = ""
    outlet: str | None = None
