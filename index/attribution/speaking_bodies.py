"""Bodies that speak: under a name of their own, by a noun that can mean only one, or through somebody unnamed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import islice

from index.attribution.bodies import named_bodies, proper_body
from index.attribution.entities import Entities
from index.attribution.entity import Entity
from index.attribution.mentions import Blocks, Mention, Sort
from index.attribution.resolution import NOBODY, How, Resolution
from index.attribution.roles import is_role
from index.attribution.topic_bodies import SPOKEN_FOR, TopicBodies
from index.attribution.wording import Wording
from index.text.name_forms import Form
from index.text.name_lists import BODY_NOUNS
from index.text.person_names import POSSESSIVE, fold

_PLAIN_BODY_NOUNS = frozenset("court tribunal ministry commission committee board agency council bank union".split())
_MANY_BODIES = 20  # names of bodies with one noun, beyond which none is plainly meant


class SpeakingBodies:
    """The bodies of one text, by the mentions of speakers that mean them.

    Args:
        wording: The words of the text.
        blocks: Its blocks.
        entities: Everyone named in it.
        topics: The bodies that a common noun can mean.
        mentions: Its names, those of the title included.
        overlapping: The names of the text between two places.
    """

    def __init__(
        self,
        wording: Wording,
        blocks: Blocks,
        entities: Entities,
        topics: TopicBodies,
        mentions: Sequence[Mention],
        overlapping: Callable[[int, int], list[Mention]],
    ) -> None:
        self._wording, self._blocks, self._entities, self._topics = wording, blocks, entities, topics
        self._mentions, self._overlapping = mentions, overlapping
        self._known: dict[str, Entity] = {}
        self._body_names: dict[str, dict[str, int]] | None = None

    def court(self, phrase: str, start: int) -> Resolution | None:
        """A body by its last word alone: "the court" of the Supreme Court that the text names."""
        word = phrase[4:].strip().lower()
        if word not in (BODY_NOUNS if phrase[4:5].isupper() else _PLAIN_BODY_NOUNS):
            return None
        if self._body_names is None:
            self._body_names = named_bodies(self._wording.text)
            for mention in (m for m in self._mentions if m.span[0] < 0 and len(m.words) > 1):
                self._body_names[mention.words[-1].lower()].setdefault(mention.name, -1)
        before = (name for name, place in self._body_names.get(word, {}).items() if place < start)
        names = list(islice(before, _MANY_BODIES))
        names = [n for n in names if not any(other != n and other.endswith(n) for other in names)]
        return Resolution(self.named(names[0]), How.ORGANISATION) if len(names) == 1 else NOBODY

    def at(self, start: int, end: int) -> Resolution | None:
        """An organisation with a name of its own."""
        if any(m.sort is Sort.PERSON and m.name_start >= start for m in self._overlapping(start, end)):
            return None
        name = proper_body(self._wording, start, end, self._blocks.spans[self._blocks.number(start)])
        if name is None or any(form is Form.SURNAME for _, form in self._entities.forms((name,))):
            return None
        return Resolution(self.named(name), How.ORGANISATION)

    def topic(self, start: int, end: int) -> Resolution | None:
        """The only body that a common noun can mean: "the company" of the one firm that the text has named."""
        name = self._topics.meant(start, end)
        noun = self._wording.text[start + 4 : end]
        if name is None or self._entities.bearers_of(noun, frozenset({noun})):
            return None
        return Resolution(self.named(name), How.ORGANISATION)

    def spoken_for(self, start: int, end: int) -> Resolution | None:
        """The body whose unnamed spokesperson speaks: "a spokesman for Caldew Bank", "a Metro London spokesperson"."""
        match = SPOKEN_FOR.fullmatch(self._wording.text, start, end)
        if match is None:
            return None
        span = match.span("body") if match["body"] else match.span("owner")
        found = self.topic(*span) or self.at(*span)
        name = self._topics.known(self._wording.text[slice(*span)]) or _owner(match["owner"] or "")
        if found is None and name and not self._overlaps_person(*span):
            found = Resolution(self.named(name), How.ORGANISATION)
        return found if found and found.entity else None

    def _overlaps_person(self, start: int, end: int) -> bool:
        return any(m.sort is Sort.PERSON or m.span in self._entities.of_mention for m in self._overlapping(start, end))

    def named(self, name: str) -> Entity:
        """The body of a name, which may be new."""
        known = self._known.get(fold(name))
        if known is None:
            known = self._known[fold(name)] = Entity(tuple(name.split(" ")), organisation=True, forms={name})
            self._entities.enter(known)
        return known


def _owner(words: str) -> str | None:
    """The body before "spokesman", of several words; None where that is an office: "The Prime Minister's"."""
    name = POSSESSIVE.sub("", words)
    return name if " " in name and not is_role(name.split()[-1]) else None
