"""Roles as they stand beside names: "President", "the U.S. president", "president of Norvale"."""

from __future__ import annotations

import re
from functools import lru_cache

from index.text.name_lists import ROLES

_ARTICLE = re.compile(r"^(?:the|a|an|u\.s\.|us|u\.k\.|uk|his|her|its|our)\s+")
_BELONGING = re.compile(r"\s+(?:of|for|to|at|in)\s.*$|,.*$")
# A word before a role that makes it another one.
_OTHER = frozenset("vice deputy assistant associate under former ex late then next acting shadow first".split())


@lru_cache(maxsize=16384)
def plain_role(role: str) -> str:
    """A role for comparison: lower case, without article, hyphens and "U.S."."""
    plain = " ".join(role.lower().replace("-", " ").replace("’", "'").split()).strip(" .,;:")
    while (shorter := _ARTICLE.sub("", plain)) != plain:
        plain = shorter
    return plain


@lru_cache(maxsize=16384)
def role_head(role: str) -> str:
    """The word that says what somebody is: "minister" of "Foreign Minister of Estmar"."""
    words = _BELONGING.sub("", plain_role(role)).split()
    return next((word for word in reversed(words) if word in ROLES), words[-1] if words else "")


@lru_cache(maxsize=16384)
def titles_of(role: str) -> frozenset[str]:
    """By which bare titles a text may call somebody.

    Args:
        role: As it stood beside the name, such as "Norvalian President" or "Secretary of State".

    Returns:
        Plain roles: "norvalian president" and "president", "secretary of state" and "secretary".  A vice president is
        not called president, nor is a former one.
    """
    plain = plain_role(role)
    words = _BELONGING.sub("", plain).split()
    titles = {plain, " ".join(words)}
    for start in range(1, len(words)):
        if words[start - 1] in _OTHER:
            break
        titles.add(" ".join(words[start:]))
    if words and words[0] in _OTHER:
        titles = {plain, " ".join(words)}
    return frozenset(titles)
