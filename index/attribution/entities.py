"""Who is who within one article: its mentions joined to people, and which bearer a name means."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice

from index.attribution.mentions import Mention, Sort
from index.attribution.roles import Role, bears
from index.model import Person, Span
from index.text.given_names import KOREAN_FAMILY_NAMES
from index.text.name_forms import Form, form_of, name_key
from index.text.name_lookup import asked_keys, lookup_keys
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
        number: Its place among the article's entities.
        in_title: Mentions in the article's title.
        first_in: Where each block names it first, by the block's number.
        introduced_in: How many mentions introduce it in each block.
        uses: By how it is introduced (see `_use`): the first place, and at how many places of the text.
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
    courtesy: str = ""
    shared: set[str] = field(default_factory=set)
    number: int = -1
    in_title: list[Mention] = field(default_factory=list)
    first_in: dict[int, int] = field(default_factory=dict)
    introduced_in: Counter[int] = field(default_factory=Counter)
    uses: dict[_Use, tuple[int, int]] = field(default_factory=dict)
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

    @property
    def introduced_at(self) -> int | None:
        """The first place at which a full name, a title or an honorific tells the bearer from others of the surname."""
        return min((first for first, _ in self.uses.values()), default=None)

    def introduced_by_more(self, use: _Use) -> int:
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
        if place >= 0 and _has_given(mention) and (known is None or place < known.span[0]):
            self.first_full = mention
        self.first_in[block] = min(place, self.first_in.get(block, place))
        if is_introduction(mention):
            self.introduced_in[block] += 1
            first, count = self.uses.get(_use(mention), (place, 0))
            self.uses[_use(mention)] = min(first, place), count + (place >= 0)


_Use = tuple[bool, bool, bool, str]  # has a given name, titles, an honorific; gender of the honorific


def _use(mention: Mention) -> _Use:
    """How a mention uses a name."""
    return _has_given(mention), bool(mention.titles), mention.honorific, mention.gender if mention.honorific else ""


def is_introduction(mention: Mention) -> bool:
    """Whether a mention tells its bearer from others of the surname."""
    return bool(mention.titles or mention.honorific or _has_given(mention))


@lru_cache(maxsize=16384)
def _is_full(words: tuple[str, ...]) -> bool:
    return sum(not is_suffix(w) for w in words) > 1


def _lowered(word: str) -> str:
    return word if is_initials(word) else "-".join(part.capitalize() for part in word.split("-"))


def _has_given(mention: Mention) -> bool:
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


_Fits = tuple[list[Entity], Form, int]  # who may be meant, what the name is of theirs, and how many more have it


class Entities:
    """The people of one article.

    Args:
        mentions: Its mentions, in order.
    """

    def __init__(self, mentions: Sequence[Mention]) -> None:
        self.all: list[Entity] = []
        self.of_mention: dict[tuple[int, int], Entity] = {}
        self.loose: list[Mention] = []
        self._loose_by_key: dict[str, dict[Span, Mention]] | None = None
        self._by_key: dict[str, dict[int, Entity]] = defaultdict(dict)
        self._by_role: dict[str, dict[int, Entity]] = defaultdict(dict)
        self._forms: dict[tuple[str, ...], list[tuple[Entity, Form]]] = {}
        self._fits: dict[tuple[tuple[str, ...], str], _Fits | None] = {}
        self._same_surname: dict[tuple[tuple[str, ...], str], tuple[int, frozenset[int]]] = {}
        self._usual: dict[tuple[str, tuple[int, ...]], Entity | None] = {}
        self._bare = [m for m in mentions if not name_key(m.words).given and m.sort is not Sort.BODY]
        self._bare_places: dict[tuple[str, ...], dict[_Use, list[int]]] = {}
        self._bare_by_key: dict[str, set[tuple[str, ...]]] = defaultdict(set)
        self._note_bare()
        self._enter_full_names(mentions)
        self._enter_titled(m for m in self._bare if m.titles or m.honorific or m.sort is Sort.PERSON)
        for mention in self._bare:
            if mention.span not in self.of_mention:
                self._link(mention)
        self._note_shared()

    # building

    def _note_bare(self) -> None:
        """Note where surnames stand alone, with a title or an honorific."""
        for mention in self._bare:
            uses = self._bare_places.setdefault(mention.words, {})
            insort(uses.setdefault(_use(mention), []), mention.span[0])
            for key in asked_keys(mention.words):
                self._bare_by_key[key].add(mention.words)

    def enter(self, entity: Entity) -> None:
        """Count somebody, or a body, among the article's.

        Args:
            entity: The entity.
        """
        entity.number = len(self.all)
        self.all.append(entity)
        self.note(entity)

    def note(self, entity: Entity) -> None:
        """Note the name and the roles of an entity, which may have changed.

        Args:
            entity: The entity.
        """
        if entity.organisation:
            return
        for key in lookup_keys(entity.words):
            self._by_key[key][entity.number] = entity
        self._note_roles(entity, entity.roles)
        for kept in (self._forms, self._fits, self._same_surname, self._usual):
            kept.clear()

    def _note_roles(self, entity: Entity, roles: Sequence[Role]) -> None:
        for role in roles:
            self._by_role[role.head][entity.number] = entity

    def _enter_full_names(self, mentions: Sequence[Mention]) -> None:
        titled: dict[str, set[tuple[str, ...]]] = defaultdict(set)
        for mention in self._bare:
            if mention.honorific or mention.titles:
                for key in asked_keys(mention.words):
                    titled[key].add(mention.words)
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

    def _enter_full_name(self, mention: Mention, titled: dict[str, set[tuple[str, ...]]]) -> None:
        """Enter a full name; what only may be a person's is left loose."""
        known = self._same(mention)
        if known is None and mention.sort is not Sort.PERSON and not _has_surname(mention.words, titled):
            self.loose.append(mention)
        elif known is not None or not self._is_ambiguous(mention):
            self._add(mention, known)

    def _add(self, mention: Mention, entity: Entity | None) -> Entity:
        if entity is None:
            entity = Entity(mention.words)
            self.enter(entity)
        self.join(mention, entity)
        return entity

    def join(self, mention: Mention, entity: Entity) -> None:
        """Count a mention as somebody's who is entered.

        Args:
            mention: The mention.
            entity: Whose it is.
        """
        before, roles = (entity.words, entity.gender), len(entity.roles)
        entity.add(mention)
        self.of_mention[mention.span] = entity
        self._note_roles(entity, entity.roles[roles:])
        if (entity.words, entity.gender) != before:
            self.note(entity)
        elif is_introduction(mention):
            self._usual.clear()

    def learn_gender(self, entity: Entity, gender: str) -> None:
        """Note what a pronoun tells of whom it means: the other pronoun then means somebody else.

        Args:
            entity: Whom the pronoun means.
            gender: "m", "f" or "".
        """
        if gender and not entity.gender:
            entity.gender = gender
            self.note(entity)

    def _near_in_name(self, words: tuple[str, ...]) -> list[Entity]:
        """The people of whose names a form may be one, in order."""
        found: dict[int, Entity] = {}
        for key in asked_keys(words):
            found.update(self._by_key.get(key, {}))
        return [found[number] for number in sorted(found)]

    def loose_near(self, words: tuple[str, ...]) -> list[Mention]:
        """Full names of which nothing tells that they are people's, and of which a form may be one; in order.

        Args:
            words: Words of the form.
        """
        if self._loose_by_key is None:
            self._loose_by_key = defaultdict(dict)
            for mention in self.loose:
                for key in lookup_keys(mention.words):
                    self._loose_by_key[key][mention.span] = mention
        found: dict[Span, Mention] = {}
        for key in asked_keys(words):
            found.update(self._loose_by_key.get(key, {}))
        return [found[span] for span in sorted(found)]

    def _same(self, mention: Mention) -> Entity | None:
        """The entity that a full name is another form of; None where there is none, or more than one."""
        fits = [e for e in self._near_in_name(mention.words) if e.full and _is_same(mention, e)]
        exact = [e for e in fits if name_key(e.words) == name_key(mention.words) or mention.name in e.forms]
        fits = exact or fits
        return fits[0] if len(fits) == 1 else None

    def _is_ambiguous(self, mention: Mention) -> bool:
        return sum(1 for e in self._near_in_name(mention.words) if e.full and _is_same(mention, e)) > 1

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
        if not mention.honorific or not self.forms(mention.words):
            return ""
        return mention.courtesy or {"m": "Mr.", "f": "Mrs."}[mention.gender]

    def _link(self, mention: Mention) -> None:
        bearer = self.bearer(mention)
        if bearer.entity is not None:
            self._add(mention, bearer.entity)

    def _note_shared(self) -> None:
        bearers = Counter(form for entity in self.all for form in entity.forms)
        for entity in self.all:
            entity.shared = {form for form in entity.forms if bearers[form] > 1}
            if entity.name in entity.shared and not entity.full:
                written = (m.courtesy for m in entity.mentions if m.courtesy)
                entity.courtesy = entity.courtesy or next(written, "")

    # asking

    def people(self) -> list[Entity]:
        """Those that are no organisation."""
        return [e for e in self.all if not e.organisation]

    def forms(self, words: tuple[str, ...]) -> list[tuple[Entity, Form]]:
        """Of whose names words are a form, and which; in order.

        Args:
            words: Words of a name.
        """
        found = self._forms.get(words)
        if found is None:
            found = [(e, form) for e in self._near_in_name(words) if (form := form_of(words, e.words)) is not Form.NONE]
            self._forms[words] = found
        return found

    def bearers_of(self, head: str, telling: frozenset[str]) -> list[Entity]:
        """The people who bear a role, in order.

        Args:
            head: The head asked for; see `role_words`.
            telling: Words that tell which.
        """
        some = self._by_role.get(head, {})
        return [some[number] for number in sorted(some) if bears(some[number].roles, head, telling)]

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
        found = self._fitting(mention)
        return self._chosen(mention, *found) if found else Bearer(None)

    def _fitting(self, mention: Mention) -> _Fits | None:
        """Those whom a name fits best, by which form, with how many rivals."""
        if mention.titles or (mention.honorific and self._has_kin(mention)):
            return self._find_fitting(mention)
        key = mention.words, mention.gender if mention.honorific else ""
        if key not in self._fits:
            self._fits[key] = self._find_fitting(mention)
        return self._fits[key]

    def _has_kin(self, mention: Mention) -> bool:
        """Whether a place tells who of a surname is meant: somebody is introduced as kin of another one."""
        return any(e.first_full is not None and e.first_full.relative for e, _ in self.forms(mention.words))

    def _find_fitting(self, mention: Mention) -> _Fits | None:
        forms = [(e, its) for e, form in self.forms(mention.words) if (its := self._form(mention, e, form))]
        for form in (Form.FULL, Form.SURNAME, Form.GIVEN):
            fits = [e for e, its in forms if its is form and not _is_barred(mention, e)]
            if fits:
                return self._likelier(mention, fits), form, len(fits) - 1
        return None

    @staticmethod
    def _form(mention: Mention, entity: Entity, form: Form) -> Form:
        """What a mention is of an entity's name, of which its words are a form."""
        if form is not Form.NONE and not entity.full and not _has_given(mention):
            return Form.NONE if _differ_in_office(mention, entity) else Form.SURNAME
        return Form.NONE if form is Form.GIVEN and mention.titles else form

    def _rivals(self, mention: Mention, entity: Entity) -> int:
        if name_key(mention.words).given:
            return 0
        key = mention.words, mention.gender
        if key not in self._same_surname:
            named = (e for e, form in self.forms(mention.words) if form is Form.SURNAME)
            fits = frozenset(e.number for e in named if not (mention.gender and e.gender not in {"", mention.gender}))
            self._same_surname[key] = len(fits), fits
        count, fits = self._same_surname[key]
        return count - (entity.number in fits)

    @staticmethod
    def _likelier(mention: Mention, fits: list[Entity]) -> list[Entity]:
        """Of several bearers those whom a title or an honorific suits, if there are any."""
        if mention.titles:
            head, telling = Role.of_title(mention.titles[0]).head, Role.of_title(mention.titles[0]).words
            fits = [e for e in fits if head and bears(e.roles, head, telling)] or fits
        if mention.honorific:
            fits = [e for e in fits if e.gender == mention.gender] or fits
        return fits

    def _chosen(self, mention: Mention, fits: list[Entity], form: Form, rivals: int) -> Bearer:
        """The one of several bearers who is plainly meant."""
        if len(fits) == 1 and form is Form.SURNAME and _precedes_kin(mention, fits[0]):
            return Bearer(None, rivals, form)
        if len(fits) == 1:
            return Bearer(fits[0], rivals, form)
        if form is not Form.SURNAME:
            return Bearer(None, rivals, form)
        return Bearer(self._near(mention, fits), rivals, form)

    def _near(self, mention: Mention, fits: list[Entity]) -> Entity | None:
        """The bearer of a surname whom its paragraph makes plain, or else the whole article."""
        usual = self._usual_bearer(mention, fits)
        for block in range(mention.block, mention.block - _NEAR - 1, -1):
            named = list(islice((e for e in fits if self._is_named(e, mention, block)), 2))
            if named:
                agreed = usual or (named[0] if len(named) == 1 else None)
                return agreed if agreed and self._is_named(agreed, mention, block) else None
        return usual

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
        return once[0] if len(once) == 1 and any(e.full for e in fits) and bare else None

    @staticmethod
    def _elder(mention: Mention, fits: list[Entity]) -> Entity | None:
        """Who was called by an honorific and the surname alone before all others of it were introduced as kin."""
        elders = [e for e in fits if not e.full]
        if not mention.honorific or len(elders) != 1 or not elders[0].at:
            return None
        firsts = [e.first_full for e in fits if e is not elders[0]]
        later = all(first and first.relative and first.span[0] > elders[0].at[0] for first in firsts)
        return elders[0] if later else None

    def _places_alone(self, words: tuple[str, ...], use: _Use) -> list[list[int]]:
        """Where forms of a name without the given name are used in one way."""
        some = {form for key in lookup_keys(words) for form in self._bare_by_key.get(key, ())}
        places = (self._bare_places[form].get(use) for form in some if form_of(form, words))
        return [each for each in places if each]


def _has_surname(words: tuple[str, ...], titled: dict[str, set[tuple[str, ...]]]) -> bool:
    """Whether the surname of a full name stands somewhere with a title or an honorific."""
    return any(form_of(w, words) is Form.SURNAME for key in lookup_keys(words) for w in titled.get(key, ()))


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
    return other_gender or _is_later_kin(mention, entity) or _is_other_office(mention, entity)


def _is_later_kin(mention: Mention, entity: Entity) -> bool:
    """Whether somebody is introduced as another's kin after a name: "Mr Moor" before "his son, Aksel Moor"."""
    return bool(mention.honorific or mention.titles) and _precedes_kin(mention, entity)


def _precedes_kin(mention: Mention, entity: Entity) -> bool:
    """Whether a surname stands before its bearer is introduced as kin of somebody, who may be meant by it."""
    first = entity.first_full
    before = first is not None and first.relative and 0 <= mention.span[0] < first.span[0]
    return before and not _has_given(mention)


def _is_other_office(mention: Mention, entity: Entity) -> bool:
    """Whether the highest office before a surname is not a bearer's: "President Lang" after his wife, Ilse Lang."""
    role = Role.of_title(mention.titles[0]) if mention.titles else None
    if role is None or _has_given(mention) or (role.head not in _HIGHEST and "prime" not in role.words):
        return False
    if any(r.head == role.head for r in entity.roles):
        return False
    told = entity.introduced_at
    later = mention.block >= 0 and told is not None and told > mention.span[0]
    return later or any(r.before for r in entity.roles)


def _differ_in_office(mention: Mention, entity: Entity) -> bool:
    """Whether two bearers of a common family name hold different offices: Minister Kim and President Kim."""
    if not mention.titles or not entity.titles or mention.words[0].lower() not in KOREAN_FAMILY_NAMES:
        return False
    role = Role.of_title(mention.titles[0])
    return not bears(entity.roles, role.head, role.words)
