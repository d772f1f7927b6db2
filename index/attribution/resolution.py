"""Whom the mention of a speaker means, and by what it tells."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from index.attribution.entity import Entity


class How(StrEnum):
    """By what a mention tells whom it means."""

    FULL_NAME = "full name"
    TITLE_AND_SURNAME = "title and surname"
    SURNAME = "surname"
    GIVEN_NAME = "given name"
    ROLE = "role"
    PRONOUN = "pronoun"
    ORGANISATION = "organisation"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Resolution:
    """Whom a mention means.

    Attributes:
        entity: The person or organisation; None where the text doesn't tell.
        how: By what the mention tells.
        rivals: How many others in reach fit the mention, too.
    """

    entity: Entity | None
    how: How
    rivals: int = 0


NOBODY = Resolution(None, How.UNKNOWN)
