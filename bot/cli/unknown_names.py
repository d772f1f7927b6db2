"""What to tell of a name that nothing in the library bears: those that are most like it, or what there is."""

from __future__ import annotations

import difflib
from collections.abc import Collection

from index.errors import OnRecordError

LISTED = 8  # names that are told where none is like the one that was typed


def unknown_name(kind: str, name: str, known: Collection[str]) -> OnRecordError:
    """The error for a name that was mistyped.

    Args:
        kind: What bears such names, as "outlet".
        name: As it was typed.
        known: The names that there are.
    """
    if near := _near(name, known):
        return OnRecordError(f"no {kind} is called {name}; did you mean {' or '.join(near)}?")
    listed = sorted(known)[:LISTED]
    more = f" and {len(known) - LISTED} more" if len(known) > LISTED else ""
    return OnRecordError(f"no {kind} is called {name}; the library has: {', '.join(listed) or 'none'}{more}")


def _near(name: str, known: Collection[str]) -> list[str]:
    """Names that hold what was typed, else those that it is like, as a whole or in one of their words."""
    typed = name.casefold()
    if held := sorted(each for each in known if typed in each.casefold()):
        return held[:3]
    parts = {part: each for each in known for part in (*each.casefold().split(), each.casefold())}
    return list(dict.fromkeys(parts[part] for part in difflib.get_close_matches(typed, parts, cutoff=0.7)))
