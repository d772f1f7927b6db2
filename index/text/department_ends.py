"""Where the words of a department end and a name begins: "Minister for Rivers Anjali Rao"."""

from __future__ import annotations

from collections.abc import Sequence

from index.text.person_names import is_family_first, is_given_name

_LEAST = 3  # words: one of the department, two of the name


def name_behind(words: Sequence[str]) -> int:
    """Find the full name with which the words behind "Minister for" end, whatever the department is called.

    Args:
        words: Words behind an office with "of" or "for", of a department and perhaps a name.

    Returns:
        Number of the name's first word; 0 where they begin with a first name, or where no word in them is one.
    """
    if len(words) < _LEAST or is_given_name(words[0]):
        return 0
    last = len(words) - 1
    given = next((number for number in range(1, last) if is_given_name(words[number])), 0)
    return last - 1 if is_family_first(list(words[-2:])) and given in {0, last - 1} else given
