"""Who is who within one article: its mentions joined to people, and which bearer a name means."""

from __future__ import annotations

from bisect import insort
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from index.attribution.mentions import Mention, Sort
from index.attribution.roles import Role, bears
from index.model import Person
from index.text.given_names import KOREAN_FAMILY_NAMES
from index.text.name_forms import Form, form_of, name_key
from index.text.person_names import HONORIFICS, gender_of, is_initials, is_suffix

_HIGHEST = frozenset("president king queen pope emperor chancellor premier".split())
_NEAR = 1  # blocks before a mention in which an introduction of its bearer counts as near


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
        courtesy: An honorific without which the name would be another bearer's: "Mrs."
        shared: Forms of the name that others in the article have, too.
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
    courtesy: str = ""
    shared: set[str] = field(default_factory=set)

    @property
    def name(self) -> str:
        """The fullest form of the name; one that the text shouts alone is put into small letters."""
        shouted = all(w.isupper() for w in self.words) and len(self.words) > 1 and not self.organisation
        return " ".join(map(_lowered, self.words) if shouted else self.words)

    @property
    def full(self) -> bool:
        """Whether the name has several words."""
        return len(self.words) > 1 and sum(not is_suffix(w) for w in self.words) > 1

    def person(self) -> Person:
        """The domain's form of this entity, as known so far."""
        name = self.name
        if not self.full and not self.organisation:
            capitals = (t for t in sorted(self.titles) if t[:1].isupper() and t.lower() not in HONORIFICS)
            title = next(iter(sorted(capitals, key=len)), self.courtesy)
            if title:
                # A role and a surname tell more than a surname: two Bidens stay two.
                name = f"{title} {name}"
        return Person(
            name=name,
            aliases=tuple(sorted(self.forms - self.shared - {name})),
            roles=tuple(sorted(t for t in self.titles if t.lower() not in HONORIFICS)),
            organisation=self.organisation,
        )

    def introductions(self) -> list[Mention]:
        """Mentions that tell the bearer from others of the surname: full names, titles and honorifics."""
        return [m for m in self.mentions if m.titles or m.honorific or _has_given(m)]

    def add(self, mention: Mention) -> None:
        """Count a mention as this entity's.

        Args:
            mention: The mention.
        """
        self.mentions.append(mention)
        if mention.span[0] not in self.at[-1:]:
            insort(self.at, mention.span[0])
        self.forms.add(mention.name)
        self.titles |= {*mention.titles, *(r.name for r in mention.roles if not mention.titles or not r.before)}
        self.roles.extend(role for role in mention.roles if role not in self.roles)
        if _fullness(mention.words) > _fullness(self.words) and form_of(self.words, mention.words):
            self.words = mention.words
        self.gender = self.gender or mention.gender or gender_of(mention.words)


def _lowered(word: str) -> str:
    return word if is_initials(word) else "-".join(part.capitalize() for part in word.split("-"))


def _has_given(mention: Mention) -> bool:
    return bool(name_key(mention.words).given)


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


@dataclass(frozen=True, slots=True)
class Bearer:
    """Whom a name means.

    Attributes:
        entity: The bearer; None where none is plainly meant, or where there is none.
        rivals: How many others have the name, too.
        form: What the name is of theirs.
    """

    entity: Entity | None
    rivals: int = 0
    form: Form = Form.NONE


class Entities:
    """The people of one article.

    Args:
        mentions: Its mentions, in order.
    """

    def __init__(self, mentions: Sequence[Mention]) -> None:
        self.all: list[Entity] = []
        self.of_mention: dict[tuple[int, int], Entity] = {}
        self.loose: list[Mention] = []
        self._usual: dict[str, Entity | None] = {}
        self._bare = [m for m in mentions if not name_key(m.words).given and m.sort is not Sort.BODY]
        self._enter_full_names(mentions)
        self._enter_titled(m for m in self._bare if m.titles or m.honorific or m.sort is Sort.PERSON)
        for mention in self._bare:
            if mention.span not in self.of_mention:
                self._link(mention)
        self._note_shared()

    # building

    def _enter_full_names(self, mentions: Sequence[Mention]) -> None:
        titled = {m.words for m in self._bare if m.honorific or m.titles}
        for mention in mentions:
            if _has_given(mention) and mention.sort is not Sort.BODY:
                self._enter_full_name(mention, titled)
        loose, self.loose = self.loose, []
        for mention in loose:
            known = self._same(mention)
            if known is None:
                self.loose.append(mention)
            else:
                self._add(mention, known)

    def _enter_full_name(self, mention: Mention, titled: set[tuple[str, ...]]) -> None:
        """Enter a full name; what only may be a person's is left loose."""
        known = self._same(mention)
        personal = mention.sort is Sort.PERSON or any(form_of(w, mention.words) is Form.SURNAME for w in titled)
        if known is None and not personal:
            self.loose.append(mention)
        elif known is not None or not self._is_ambiguous(mention):
            self._add(mention, known)

    def _add(self, mention: Mention, entity: Entity | None) -> Entity:
        if entity is None:
            entity = Entity(mention.words)
            self.all.append(entity)
        entity.add(mention)
        self.of_mention[mention.span] = entity
        self._usual.clear()
        return entity

    def _same(self, mention: Mention) -> Entity | None:
        """The entity that a full name is another form of; None where there is none, or more than one."""
        fits = [e for e in self.people() if e.full and _is_same(mention, e)]
        exact = [e for e in fits if name_key(e.words) == name_key(mention.words) or mention.name in e.forms]
        fits = exact or fits
        return fits[0] if len(fits) == 1 else None

    def _is_ambiguous(self, mention: Mention) -> bool:
        return sum(1 for e in self.people() if e.full and _is_same(mention, e)) > 1

    def _enter_titled(self, mentions: Iterable[Mention]) -> None:
        """Link titles and honorifics with a surname; who has no full name in the article becomes an entity, too."""
        for mention in mentions:
            bearer = self.bearer(mention)
            if bearer.entity is not None:
                self._add(mention, bearer.entity)
            elif bearer.form is Form.NONE:
                self._add(mention, None).courtesy = self._courtesy(mention)

    def _courtesy(self, mention: Mention) -> str:
        """The honorific that tells a bearer without a given name from another one of the surname."""
        others = [e for e in self.people() if form_of(mention.words, e.words) and mention not in e.mentions]
        if not others or not mention.honorific:
            return ""
        return {"m": "Mr.", "f": "Mrs."}[mention.gender]

    def _link(self, mention: Mention) -> None:
        bearer = self.bearer(mention)
        if bearer.entity is not None:
            self._add(mention, bearer.entity)

    def _note_shared(self) -> None:
        for entity in self.all:
            others = {form for other in self.all if other is not entity for form in other.forms}
            entity.shared = {f for f in entity.forms if f in others}

    # asking

    def people(self) -> list[Entity]:
        """Those that are no organisation."""
        return [e for e in self.all if not e.organisation]

    def bearer(self, mention: Mention) -> Bearer:
        """Whom a name means.

        Args:
            mention: The name, with its titles.

        Returns:
            Its bearer.  Where several bear it and none is plainly meant, no entity, and the form that it is of theirs;
            where nobody bears it, the form NONE.
        """
        if mention.span in self.of_mention:
            entity = self.of_mention[mention.span]
            return Bearer(entity, self._rivals(mention, entity), form_of(mention.words, entity.words))
        forms = [(e, form) for e in self.people() if (form := self._form(mention, e)) is not Form.NONE]
        for form in (Form.FULL, Form.SURNAME, Form.GIVEN):
            fits = [e for e, its in forms if its is form and not _is_barred(mention, e)]
            if fits:
                return self._chosen(mention, fits, form)
        return Bearer(None)

    @staticmethod
    def _form(mention: Mention, entity: Entity) -> Form:
        """What a mention's words are of an entity's name."""
        form = form_of(mention.words, entity.words)
        if form is not Form.NONE and not entity.full and not _has_given(mention):
            return Form.NONE if _differ_in_office(mention, entity) else Form.SURNAME
        return Form.NONE if form is Form.GIVEN and mention.titles else form

    def _rivals(self, mention: Mention, entity: Entity) -> int:
        if name_key(mention.words).given:
            return 0
        fits = (e for e in self.people() if e is not entity and form_of(mention.words, e.words) is Form.SURNAME)
        return sum(1 for e in fits if not (mention.gender and e.gender and mention.gender != e.gender))

    def _chosen(self, mention: Mention, fits: list[Entity], form: Form) -> Bearer:
        """The one of several bearers who is plainly meant."""
        rivals = len(fits) - 1
        if mention.titles:
            head, telling = Role.of_title(mention.titles[0]).head, Role.of_title(mention.titles[0]).words
            fits = [e for e in fits if head and bears(e.roles, head, telling)] or fits
        if mention.honorific:
            fits = [e for e in fits if e.gender == mention.gender] or fits
        if len(fits) == 1:
            return Bearer(fits[0], rivals, form)
        if form is not Form.SURNAME:
            return Bearer(None, rivals, form)
        return Bearer(self._near(mention, fits), rivals, form)

    def _near(self, mention: Mention, fits: list[Entity]) -> Entity | None:
        """The bearer of a surname whom its paragraph makes plain, or else the whole article."""
        usual = self._usual_bearer(mention, fits)
        for block in range(mention.block, mention.block - _NEAR - 1, -1):
            named = [e for e in fits if self._is_named(e, mention, block)]
            if named:
                agreed = named[0] if len(named) == 1 and usual is None else usual
                return agreed if agreed in named else None
        return usual

    @staticmethod
    def _is_named(entity: Entity, mention: Mention, block: int) -> bool:
        """Whether a block introduces a bearer, or has a bare surname before the mention that was found to be theirs."""
        bare = [m for m in entity.mentions if m.block == mention.block == block and m.span[0] < mention.span[0]]
        return any(m.block == block and m.span != mention.span for m in (*entity.introductions(), *bare))

    def _usual_bearer(self, mention: Mention, fits: list[Entity]) -> Entity | None:
        """Whom an article plainly means by a surname that several bear.

        That is the bearer whom it called so before it introduced another one; or the one whom it names in full
        once, when it names all others in full each time.
        """
        key = "\n".join([mention.gender if mention.honorific else "", *sorted(e.name for e in fits)])
        if key not in self._usual:
            self._usual[key] = self._find_usual(mention, fits)
        return self._usual[key]

    @staticmethod
    def _is_alike(one: Mention, other: Mention) -> bool:
        """Whether two surnames are used in the same way: both bare, or both with "Mrs."."""
        return not one.titles and one.honorific == other.honorific and (not one.honorific or one.gender == other.gender)

    def _find_usual(self, mention: Mention, fits: list[Entity]) -> Entity | None:
        told = [self._places_told(e, mention) for e in fits]
        introduced = sorted((min(places, default=10**9), n) for n, places in enumerate(told))
        (first_at, first), (second_at, _) = introduced[:2]
        bare = [m.span[0] for m in self._bare if self._is_alike(m, mention) and form_of(m.words, fits[0].words)]
        if any(max(first_at, -1) < place < second_at for place in bare):
            return fits[first]
        once = [e for e, places in zip(fits, told, strict=True) if sum(place >= 0 for place in places) <= 1]
        return once[0] if len(once) == 1 and bare else None

    def _places_told(self, entity: Entity, mention: Mention) -> list[int]:
        """Where a bearer is introduced by more than the surname as a mention uses it."""
        more = (m for m in entity.introductions() if _has_given(m) or not self._is_alike(m, mention))
        return [m.span[0] for m in more]


def _is_same(mention: Mention, entity: Entity) -> bool:
    """Whether a full name can be another form of an entity's."""
    if mention.gender and entity.gender and mention.gender != entity.gender:
        return False
    own = entity.words
    if any(map(is_suffix, own)) and not any(map(is_suffix, mention.words)):
        own = tuple(w for w in own if not is_suffix(w))  # "Brun Jr." may lose his suffix after he was introduced
    either = form_of(mention.words, own), form_of(own, mention.words)
    return Form.FULL in either


def _is_barred(mention: Mention, entity: Entity) -> bool:
    """Whether an honorific or a title before a name can't be a bearer's."""
    other_gender = mention.honorific and entity.gender not in {"", mention.gender}
    return other_gender or _is_other_office(mention, entity)


def _is_other_office(mention: Mention, entity: Entity) -> bool:
    """Whether the highest office before a surname is not a bearer's: "President Lang" after his wife, Ilse Lang."""
    role = Role.of_title(mention.titles[0]) if mention.titles else None
    if role is None or _has_given(mention) or (role.head not in _HIGHEST and "prime" not in role.words):
        return False
    if any(r.head == role.head for r in entity.roles):
        return False
    told = [m.span[0] for m in entity.introductions()]
    later = mention.block >= 0 and min(told, default=mention.span[0]) > mention.span[0]
    return later or any(r.before for r in entity.roles)


def _differ_in_office(mention: Mention, entity: Entity) -> bool:
    """Whether two bearers of a common family name hold different offices: Minister Kim and President Kim."""
    if not mention.titles or not entity.titles or mention.words[0].lower() not in KOREAN_FAMILY_NAMES:
        return False
    role = Role.of_title(mention.titles[0])
    return not bears(entity.roles, role.head, role.words)
