"""From which store something was derived: a store and its copies part as soon as one of them changes.

Each row of a store's log of changes has a mark that is drawn at random. What is derived notes the newest one of its
time; the store that has this mark at this place is the one, or was one with it until then.
"""

from __future__ import annotations

from typing import NamedTuple


class Origin(NamedTuple):
    """The newest change of a store when something was derived from it.

    Attributes:
        change: Its number, which is the generation of that moment; 0 where there was none.
        mark: Its mark; empty where there was none, or nobody noted it.
    """

    change: int = 0
    mark: str = ""


NOWHERE = Origin()
