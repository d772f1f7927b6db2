"""Given names by which people are called: "Liz", "Tommy"."""

from __future__ import annotations

from rapidfuzz.distance import OSA

from index.text.name_spelling import plain_word
from index.text.name_tables import FULL_FORMS


def is_form_of(given: str, other: str) -> bool:
    """Whether one of two given names in plain letters is the other, or short for it."""
    return given == other or given in FULL_FORMS.get(other, ()) or other in FULL_FORMS.get(given, ())


def given_fits(given: str, name: str) -> bool:
    """Whether a given name can be that of a full name: short forms, initials and typing errors fit."""
    plain = plain_word(given)
    for word in name.split()[:-1]:
        own = plain_word(word)
        if is_form_of(own, plain):
            return True
        if own.startswith(plain) and len(plain) != 2:
            return True
        if len(plain) > 3 and OSA.distance(own, plain) <= 1 + (len(plain) > 6):
            return True
    return False
