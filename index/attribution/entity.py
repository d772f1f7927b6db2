"""One person or organisation of an article, as its mentions tell."""

from __future__ import annotations

from bisect import insort
from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache

from index.attribution.mentions import Mention, Sort
from index.attribution.roles import Role, tidy_role
from index.model import Person
from index.text.name_forms import form_of, name_key
from index.text.person_names import HONORIFICS, gender_of, is_initials, is_suffix


@dataclass(slots=True, eq=False)
class Entity:
    """One person, or organisation, of an article; grows while the article is read.

    Attributes:
        words: Words of the fullest form of the name.
        titles: Titles and roles seen.
        forms: Forms of the name seen.
        at: Code points at which it is mentioned, ascending; before 0 in the article's title.
        gender: "m", "f" or "" where unknown.
        organisation: Whether it is an organisation or a group.
        spoken: How many mentions of speakers meant it.
        roles: What the text calls it beside the name.
        mentions: Where it is named.
        sorts: As what its mentions name it.
        courtesy: An honorific without which the name would be another bearer's: "Mrs."
        shared: Forms of the name that others in the article have, too.
        number: Its place among the article's entities.
        in_title: Mentions in the article's title.
        first_in: Where each block names it first, by the block's number.
        introduced_in: How many mentions introduce it in each block.
        uses: By how it is introduced (see `use_of`): the first place, and at how many places of the text.
        first_full: The first mention in the text with a given name.
    """

    words: tuple[str, ...]
    titles: set[str] = field(default_factory=set)
    forms: set[str] = field(default_factory=set)
    at: list[int] = field(default_factory=list)
    gender: str = ""
    organisation: bool = False
    spoken: int = 0
    roles: list[Role] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    sorts: set[Sort] = field(default_factory=set)
    courtesy: str = ""
    shared: set[str] = field(default_factory=set)
    number: int = -1
    in_title: list[Mention] = field(default_factory=list)
    first_in: dict[int, int] = field(default_factory=dict)
    introduced_in: Counter[int] = field(default_factory=Counter)
    uses: dict[Use, tuple[int, int]] = field(default_factory=dict)
    first_full: Mention | None = None
    _known_roles: set[Role] = field(default_factory=set)

    def __post_init__(self) -> None:
        self._known_roles.update(self.roles)

    @property
    def name(self) -> str:
        """The fullest form of the name; one that the text shouts alone is put into small letters."""
        shouted = all(w.isupper() for w in self.words) and len(self.words) > 1 and not self.organisation
        return " ".join(map(_lowered, self.words) if shouted else self.words)

    @property
    def full(self) -> bool:
        """Whether the name has several words."""
        return len(self.words) > 1 and _is_full(self.words)

    def person(self) -> Person:
        """The domain's form of this entity, as known so far."""
        name = self.name
        titles = sorted({tidy_role(title) for title in self.titles} - {""})
        if not self.full and not self.organisation:
            capitals = (t for t in titles if t[:1].isupper() and t.lower() not in HONORIFICS)
            title = next(iter(sorted(capitals, key=len)), self.courtesy)
            if title:
                # A role and a surname tell more than a surname: two Bidens stay two.
                name = f"{title} {name}"
        return Person(
            name=name,
            aliases=tuple(sorted(self.forms - self.shared - {name})),
            roles=tuple(t for t in titles if t.lower().strip(".") not in HONORIFICS),
            organisation=self.organisation,
        )

    @property
    def introduced_at(self) -> int | None:
        """The first place at which a full name, a title or an honorific tells the bearer from others of the surname."""
        return min((first for first, _ in self.uses.values()), default=None)

    def introduced_by_more(self, use: Use) -> int:
        """The first place at which something else introduces the bearer than one use of the surname; far off if none.

        Args:
            use: The use.
        """
        return min((first for other, (first, _) in self.uses.items() if other != use), default=10**9)

    def add(self, mention: Mention) -> None:
        """Count a mention as this entity's.

        Args:
            mention: The mention.
        """
        self.mentions.append(mention)
        self.sorts.add(mention.sort)
        if mention.span[0] not in self.at[-1:]:
            insort(self.at, mention.span[0])
        self.forms.add(mention.name)
        self.titles |= {*mention.titles, *(r.name for r in mention.roles if not mention.titles or not r.before)}
        for role in mention.roles:
            if role not in self._known_roles:
                self._known_roles.add(role)
                self.roles.append(role)
        self._note_place(mention)
        if _fullness(mention.words) > _fullness(self.words) and form_of(self.words, mention.words):
            self.words = mention.words
        self.gender = self.gender or mention.gender or gender_of(mention.words)

    def _note_place(self, mention: Mention) -> None:
        place, block = mention.span[0], mention.block
        if block < 0:
            self.in_title.append(mention)
        known = self.first_full
        if place >= 0 and has_given(mention) and (known is None or place < known.span[0]):
            self.first_full = mention
        self.first_in[block] = min(place, self.first_in.get(block, place))
        if is_introduction(mention):
            self.introduced_in[block] += 1
            first, count = self.uses.get(use_of(mention), (place, 0))
            self.uses[use_of(mention)] = min(first, place), count + (place >= 0)


Use = tuple[bool, bool, bool, str]  # has a given name, titles, an honorific; gender of the honorific


def use_of(mention: Mention) -> Use:
    """How a mention uses a name."""
    return has_given(mention), bool(mention.titles), mention.honorific, mention.gender if mention.honorific else ""


def is_introduction(mention: Mention) -> bool:
    """Whether a mention tells its bearer from others of the surname."""
    return bool(mention.titles or mention.honorific or has_given(mention))


@lru_cache(maxsize=16384)
def _is_full(words: tuple[str, ...]) -> bool:
    return sum(not is_suffix(w) for w in words) > 1


def _lowered(word: str) -> str:
    return word if is_initials(word) else "-".join(part.capitalize() for part in word.split("-"))


def has_given(mention: Mention) -> bool:
    """Whether a mention has a given name."""
    return bool(name_key(mention.words).given)


@lru_cache(maxsize=16384)
def _fullness(words: tuple[str, ...]) -> tuple[int, int, int, int]:
    """How full a form of a name is: by words, by letters, by full stops, by accents; shouted ones are least."""
    shouted = all(w.isupper() for w in words if len(w) > 3) and any(len(w) > 3 for w in words)
    key = name_key(words)
    letters = sum(map(len, (*key.given, *key.family, key.suffix)))
    return (
        (0 if shouted else len(key.given) + len(key.family)),
        letters,
        sum(w.count(".") for w in words),
        sum(not w.isascii() for w in words),
    )
