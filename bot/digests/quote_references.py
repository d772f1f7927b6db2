"""Quotes of an edition as short references: what is usual is left out, and each person is stored once."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from bot.answers.answer_json import quote_from_json, quote_to_json
from index.model import Article, Kind, Quote

Json = dict[str, Any]
_USUAL: Json = {"kind": Kind.DIRECT.value, "speaker": None, "via": None, "cue": None, "also": [], "score": 0.0}
_PLACE = ("article", "start", "end")


class QuoteReferences:
    """Refers to the quotes of one edition.

    Attributes:
        people: Those who are named by their position here.
    """

    def __init__(self) -> None:
        self.people: list[Json] = []
        self._positions: dict[str, int] = {}

    def reference(self, quote: Quote) -> Json:
        """A quote as a reference, without the score that gave it its place; `quotes_from_references` reads it."""
        whole = quote_to_json(quote) | {"score": 0.0}
        short: Json = {"at": [whole[name] for name in _PLACE]}
        short |= {name: value for name, value in whole.items() if name not in _PLACE and value != _USUAL[name]}
        return short | {role: self._position(short[role]) for role in ("speaker", "via") if role in short}

    def _position(self, person: Json) -> int:
        key = json.dumps(person, sort_keys=True)
        if key not in self._positions:
            self._positions[key] = len(self.people)
            self.people.append(person)
        return self._positions[key]


def referred_articles(references: Iterable[Json]) -> set[int]:
    """The ids of the articles that references name."""
    return {id for each in references for id in (each["at"][0], *each.get("also", ()))}


def quotes_from_references(
    references: Iterable[Json], people: Sequence[Json], articles: Mapping[int, Article]
) -> tuple[Quote, ...]:
    """Restore quotes.

    Args:
        references: What `QuoteReferences.reference` returned.
        people: The edition's.
        articles: Those that may be seen, of all that the references name.

    Returns:
        The quotes whose article is still there.
    """
    present = (_whole(reference, people) for reference in references if reference["at"][0] in articles)
    return tuple(quote_from_json(whole, articles) for whole in present)


def _whole(reference: Json, people: Sequence[Json]) -> Json:
    named: Json = {role: people[reference[role]] for role in ("speaker", "via") if role in reference}
    return {**_USUAL, **reference, **named, **dict(zip(_PLACE, reference["at"], strict=True))}
