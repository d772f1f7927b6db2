"""Whom labels in Korean mean in a record of another language."""

from __future__ import annotations

import re

from index.model import Person

_KOREAN = re.compile(r"[가-힣]")
_KOREAN_OFFICE = re.compile(
    r"\S*(?:의장|위원장|위원|의원|장관|차관|총리|대통령|대표|처장|청장|실장|국장|원장|총장|후보자|증인|참고인|진술인|간사|직무대리|"
    r"대법관|본부장)"
)


def is_in_hangul(name: str) -> bool:
    """Whether a label has Korean letters."""
    return _KOREAN.search(name) is not None


def korean_person(name: str) -> Person | None:
    """The person whom a label names beside an office; None where the words behind the office are no one name."""
    words = name.split()
    names = [w for w in words if not _KOREAN_OFFICE.fullmatch(w)]
    roles = tuple(w for w in words if w not in names)
    if len(names) != 1 or not 2 <= len(names[0]) <= 4:
        return None
    return Person(name=names[0], roles=roles)
