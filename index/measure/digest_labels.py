"""A reader's word on the articles of some periods: which stories had to be seen.

Of the articles of fourteen periods of four days the labels say which stories a reader of a daily digest had to see,
which pages were no news, and which articles tell of one event.  They were made before the order was; what was in doubt
was read again.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

LABELS = Path(__file__).parent / "digest_labels.jsonl"


@dataclass(frozen=True, slots=True)
class Label:
    """A reader's word on an article.

    Attributes:
        period: The first day of the period it is of.
        article: The beginning of the SHA-256 of its text.
        story: What it tells of; the same for articles of one event.
        value: "must", "nice" or "junk".
        half: "fit" where the order may be chosen by it, "held" where not.
    """

    period: str
    article: str
    story: str
    value: str
    half: str


def read_labels() -> list[Label]:
    """The labels, by period and day."""
    return [Label(*json.loads(line).values()) for line in LABELS.read_text(encoding="utf-8").splitlines()]


def text_hash(text: str) -> str:
    """What names an article in the labels."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:16]
