"""What a reader gives of a document: its article, and documents that came with it."""

from __future__ import annotations

from dataclasses import dataclass

from index.model import Draft


@dataclass(frozen=True, slots=True)
class Attachment:
    """A document that came with another, as a mail's attachments do.

    Attributes:
        name: Its file's name.
        data: Its bytes.
    """

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Reading:
    """A document as it was read.

    Attributes:
        draft: Its article; without text where it is nothing but what came with it.
        attachments: Further documents, in their order.
    """

    draft: Draft
    attachments: tuple[Attachment, ...] = ()
