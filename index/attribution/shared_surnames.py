"""Surnames of several people, which leave open whom a pronoun behind them means."""

from __future__ import annotations

from collections.abc import Iterable

from index.attribution.entities import Entities
from index.attribution.entity import Entity
from index.attribution.mentions import Mention
from index.text.name_forms import Form, form_of


def is_left_open(entity: Entity, gender: str, before: Iterable[Mention], entities: Entities) -> bool:
    """Whether a paragraph has a shared surname alone before a pronoun, as in "Quell was born here. “I swam,” she said".

    Args:
        entity: Whom the pronoun is taken to mean.
        gender: "m" or "f", as the pronoun tells.
        before: The names that stand before the pronoun in its paragraph, in order.
        entities: Everyone named in the text.

    Returns:
        True where the last form of the name there is a surname that somebody else of the gender bears, too, and nothing
        tells whose it is.
    """
    called = [m for m in before if not m.quoted and form_of(m.words, entity.words) is not Form.NONE]
    if not called or len(called[-1].words) > 1 or entities.bearer(called[-1]).entity is not None:
        return False
    forms = entities.forms(called[-1].words)
    return any(form is Form.SURNAME and e is not entity and e.gender in {"", gender} for e, form in forms)
