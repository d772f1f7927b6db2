"""Where a question is asked, and by whom."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """Where a question was asked, and by whom.  thread: 0 outside forum topics."""

    chat: int
    thread: int
    person: int
