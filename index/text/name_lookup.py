"""Keys by which the names are found that a form can stand for, so that not every name is compared."""

from __future__ import annotations

from functools import lru_cache

from index.text.given_names import SHORT_FORMS
from index.text.name_forms import name_key, plain_word, spelling
from index.text.person_names import is_particle, is_suffix


@lru_cache(maxsize=16384)
def lookup_keys(words: tuple[str, ...]) -> frozenset[str]:
    """The keys of a whole name: whatever form can stand for it asks for one of them.

    Args:
        words: Words of the name.
    """
    whole = name_key(words)
    keys = {f"family {spelling(word)}" for word in whole.family}
    if whole.given:
        first = whole.given[0]
        keys |= {f"given {form}" for form in (first, first[:1], *SHORT_FORMS.get(first, ()))}
        last = _last_of_family(whole.family)
        keys |= {f"{last} {first}", f"{last} {''.join(whole.given).replace('-', '')}", f"{last} initial {first[:1]}"}
        keys |= {f"{last} short {form}" for form in SHORT_FORMS.get(first, ())}
        if len(first) == 1:
            keys |= {f"{last} {other}" for other in whole.given[1:]}
    return frozenset(keys | _beginnings(words))


@lru_cache(maxsize=16384)
def asked_keys(words: tuple[str, ...]) -> frozenset[str]:
    """The keys that a form asks for: every name of which it can be a form, or that can be a form of it, has one.

    The second holds for forms with a given name only.

    Args:
        words: Words of the form.
    """
    mine = name_key(words)
    if not mine.given:
        keys = {f"family {spelling(mine.family[-1])}"} if mine.family else set()
        return frozenset(keys | ({f"given {mine.family[0].replace('-', '')}"} if len(mine.family) == 1 else set()))
    first, last = mine.given[0], _last_of_family(mine.family)
    given = {first, first[:1], "".join(mine.given).replace("-", ""), f"short {first}", *SHORT_FORMS.get(first, ())}
    if len(first) == 1:
        given |= {f"initial {first}", *mine.given[1:]}
    return frozenset({f"{last} {each}" for each in given} | _beginnings(words))


def _last_of_family(family: tuple[str, ...]) -> str:
    """The last word of a surname that is no particle; "" where there is none."""
    return next((spelling(word) for word in reversed(family) if not is_particle(word)), "")


def _beginnings(words: tuple[str, ...]) -> set[str]:
    """A key for the first two words: "Ana Lopez" of Ana Lopez Varga; with suffixes and without."""
    bare = tuple(word for word in words if not is_suffix(word))
    return {f"begins {plain_word(some[0])} {plain_word(some[1])}" for some in (words, bare) if len(some) > 1}
