"""Where a question is asked, and by whom."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """Where a question was asked, and by whom.

    Attributes:
        chat: Telegram's id of the chat; below 0 for groups.
        thread: Id of the forum topic; 0 outside forums.
        person: Telegram's id of the asker; of the group itself for its anonymous admins.
    """

    chat: int
    thread: int
    person: int
