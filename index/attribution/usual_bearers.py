"""Whom of several bearers of a surname an article plainly means by it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections import defaultdict
from collections.abc import Sequence
from itertools import islice

from index.attribution.entity import Entity, Use, use_of
from index.attribution.mentions import Mention
from index.text.name_forms import form_of
from index.text.name_lookup import asked_keys, lookup_keys

_NEAR = 1  # blocks before a mention in which an introduction of its bearer counts as near


class UsualBearers:
    """The uses of surnames in one article, and whom it means by them.

    Args:
        bare: Where surnames stand alone, with a title or an honorific; in order.
    """

    def __init__(self, bare: Sequence[Mention]) -> None:
        self._usual: dict[tuple[str, tuple[int, ...]], Entity | None] = {}
        self._bare_places: dict[tuple[str, ...], dict[Use, list[int]]] = {}
        self._bare_by_key: dict[str, set[tuple[str, ...]]] = defaultdict(set)
        for mention in bare:
            uses = self._bare_places.setdefault(mention.words, {})
            insort(uses.setdefault(use_of(mention), []), mention.span[0])
            for key in asked_keys(mention.words):
                self._bare_by_key[key].add(mention.words)

    def clear(self) -> None:
        """Forget whom surnames meant: somebody was introduced, or has another name than before."""
        self._usual.clear()

    def near(self, mention: Mention, fits: list[Entity]) -> Entity | None:
        """The bearer of a surname whom its paragraph makes plain, or else the whole article.

        Args:
            mention: The surname.
            fits: Those who bear it, two at least.
        """
        usual = self._usual_bearer(mention, fits)
        if usual is None and all(_is_always_told_apart(e) for e in fits):
            return None
        for block in range(mention.block, mention.block - _NEAR - 1, -1):
            named = list(islice((e for e in fits if self._is_named(e, mention, block)), 2))
            if named:
                kin = usual is None and len(named) == 1 and _is_introduced_as_kin(named[0])
                near = block == mention.block or not (kin or _is_in_title_alone(fits, named))
                return self._agreed(mention, block, usual, named) if near else None
        return usual

    def _agreed(self, mention: Mention, block: int, usual: Entity | None, named: list[Entity]) -> Entity | None:
        """The usual bearer, or the only one whom a block names, if the block names that one."""
        agreed = usual or (named[0] if len(named) == 1 else None)
        return agreed if agreed and self._is_named(agreed, mention, block) else None

    @staticmethod
    def _is_named(entity: Entity, mention: Mention, block: int) -> bool:
        """Whether a block introduces a bearer, or has a bare surname before the mention that was found to be theirs."""
        first = entity.first_in.get(block)
        if first is None:
            return False
        if mention.block == block and first < mention.span[0]:
            return True
        return entity.introduced_in[block] > 0

    def _usual_bearer(self, mention: Mention, fits: list[Entity]) -> Entity | None:
        """Whom an article plainly means by a surname that several bear.

        That is the bearer whom it called so before it introduced another one; or the one whom it names in full
        once, when it names all others in full each time.
        """
        key = mention.gender if mention.honorific else "", tuple(e.number for e in fits)
        if key not in self._usual:
            self._usual[key] = self._find_usual(mention, fits)
        return self._usual[key]

    def _find_usual(self, mention: Mention, fits: list[Entity]) -> Entity | None:
        elder = self._elder(mention, fits)
        if elder is not None:
            return elder
        alike = False, False, mention.honorific, mention.gender if mention.honorific else ""
        # Each bearer is introduced by more than the surname as the mention uses it.
        (first_at, first), (second_at, _) = sorted((e.introduced_by_more(alike), n) for n, e in enumerate(fits))[:2]
        bare = self._places_alone(fits[0].words, alike)
        if any(bisect_right(places, max(first_at, -1)) < bisect_left(places, second_at) for places in bare):
            return fits[first]
        once = [e for e in fits if sum(count for use, (_, count) in e.uses.items() if use != alike) <= 1]
        if len(once) != 1 or _is_introduced_as_kin(once[0]):
            return None  # who is only introduced as another one's kin isn't the one whom the article is about
        return once[0] if any(e.full for e in fits) and bare else None

    @staticmethod
    def _elder(mention: Mention, fits: list[Entity]) -> Entity | None:
        """Who was called by an honorific and the surname alone before all others of it were introduced as kin."""
        elders = [e for e in fits if not e.full]
        if not mention.honorific or len(elders) != 1 or not elders[0].at:
            return None
        firsts = [e.first_full for e in fits if e is not elders[0]]
        later = all(first and first.relative and first.span[0] > elders[0].at[0] for first in firsts)
        return elders[0] if later else None

    def _places_alone(self, words: tuple[str, ...], use: Use) -> list[list[int]]:
        """Where forms of a name without the given name are used in one way."""
        some = {form for key in lookup_keys(words) for form in self._bare_by_key.get(key, ())}
        places = (self._bare_places[form].get(use) for form in some if form_of(form, words))
        return [each for each in places if each]


def _is_in_title_alone(fits: list[Entity], named: list[Entity]) -> bool:
    """Whether another one than those who were named last is the only one in the title: the article is about them."""
    titled = [e for e in fits if e.in_title]
    return len(titled) == 1 and titled != named


def _is_introduced_as_kin(entity: Entity) -> bool:
    """Whether somebody comes in as another one's kin, whose surname may mean that other one in the next paragraph."""
    return entity.first_full is not None and entity.first_full.relative


def _is_always_told_apart(entity: Entity) -> bool:
    """Whether an article names somebody in full again and again, as it does where a surname alone would not tell."""
    return sum(count for (full, *_), (_, count) in entity.uses.items() if full) > 1
