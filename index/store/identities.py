"""Who is whom across articles: appearances in articles become people, as names, roles and editors' decisions tell.

Pure computing: the same appearances and decisions give the same people, in whatever order the articles came.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import combinations

from index.text.name_tables import FULL_FORMS
from index.text.name_variants import NameForm, can_be_same, comparison_key, name_form
from index.text.roles import plain_role, role_head

NEAR = 60  # days within which a role in the same outlet tells who is meant
IN_OFFICE = 5 * 365  # days before the first and after the last sight of a role in which its bearer may be meant


@dataclass(frozen=True, slots=True)
class Appearance:
    """Somebody in one article, as the article names them.

    Attributes:
        id: Of the row.
        article: Id.
        name: The fullest form in the article.
        aliases: Other forms in it.
        roles: What they are called beside the name in it.
        organisation: Whether it is no single person.
        outlet: The article's.
        day: The day on which it was published.
        person: Id of the person who it was last; 0 for nobody yet.
    """

    id: int
    article: int
    name: str
    aliases: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    organisation: bool = False
    outlet: str | None = None
    day: date | None = None
    person: int = 0

    @property
    def bare_name(self) -> str:
        """The name without a role before it: "Vale" of "President Vale"."""
        for role in sorted(self.roles, key=len, reverse=True):
            if self.name.startswith(role + " "):
                return self.name[len(role) + 1 :]
        return self.name

    @property
    def title(self) -> str:
        """The role of somebody who has no name: "President" of "the President"; else ""."""
        if self.name[:4].lower() != "the ":
            return ""
        role = plain_role(self.name)
        return role if any(plain_role(each) == role for each in self.roles) else ""

    @property
    def key(self) -> str:
        """What it must share with others to be compared with them."""
        return comparison_key(self.bare_name, self.organisation)

    @property
    def form(self) -> NameForm:
        """The name, ready to be compared."""
        return name_form(self.bare_name)


@dataclass(slots=True)
class Identity:
    """One person.

    Attributes:
        members: Their appearances.
        name: What editors call them; "" where the articles' own forms decide.
        is_part: Whether the name was only made up to tell a part from the rest that it was split from.
        aliases: Forms that editors added.
        roles: Roles that editors added.
    """

    members: list[Appearance]
    name: str = ""
    is_part: bool = False
    aliases: set[str] = field(default_factory=set)
    roles: set[str] = field(default_factory=set)


def identify(appearances: Iterable[Appearance]) -> list[Identity]:
    """Bring appearances together to people, by what the articles say alone.

    Full names join that can be the same and have no rival; a role with a surname, and a bare surname whose role is
    known, join the only full name that it can mean; a bare surname joins nothing but the same.
    """
    blocks: dict[tuple[bool, str], list[Appearance]] = defaultdict(list)
    for each in appearances:
        blocks[each.organisation, each.key].append(each)
    identities: list[Identity] = []
    for (organisation, _), members in sorted(blocks.items()):
        identities.extend([Identity(members)] if organisation else _people(members))
    return identities


def _people(members: Sequence[Appearance]) -> list[Identity]:
    """The people of one comparison key."""
    full: dict[NameForm, list[Appearance]] = defaultdict(list)
    others = []
    for each in members:
        if each.form.is_full:
            full[each.form].append(each)
        else:
            others.append(each)
    people = [Identity([each for form in group for each in full[form]]) for group in _groups(full)]
    bearers = _Bearers(people)
    rest: dict[tuple[object, ...], list[Appearance]] = defaultdict(list)
    for each in others:
        bearer = bearers.meant_by(each)
        if bearer is None:
            rest[_surname_key(each)].append(each)
        else:
            bearer.members.append(each)
    return [*people, *(Identity(rest[key]) for key in sorted(rest, key=repr))]


def _surname_key(each: Appearance) -> tuple[object, ...]:
    """What bare surnames must share to be one: the surname, its honorific, and the title before it or the roles."""
    form = each.form
    titled = plain_role(each.name.removesuffix(each.bare_name)) if each.bare_name != each.name else ""
    roles = (titled,) if titled else tuple(sorted({role_head(role) for role in each.roles}))
    return form.surname or form.given, form.honorific, roles


def _groups(full: Mapping[NameForm, Sequence[Appearance]]) -> list[list[NameForm]]:
    """Forms of full names that are one person's.

    A form that fits two which don't fit each other ("Karl Brandt" beside junior and senior) stays alone, so that what
    is left falls into groups in which all fit all.
    """
    near = _fitting(full)
    forms = list(near)
    ambiguous = {form for form in forms if any(one not in near[other] for one, other in combinations(near[form], 2))}
    groups: list[list[NameForm]] = []
    placed: set[NameForm] = set()
    for form in forms:
        if form in placed:
            continue
        group = [form] if form in ambiguous else [form, *(each for each in near[form] if each not in ambiguous)]
        placed.update(group)
        groups.append(group)
    return groups


def _fitting(full: Mapping[NameForm, Sequence[Appearance]]) -> dict[NameForm, list[NameForm]]:
    """Of each form, in a fixed order, the others that can be the same person's."""
    evidence = {form: _Evidence(full[form]) for form in full}
    near: dict[NameForm, list[NameForm]] = {form: [] for form in sorted(full, key=repr)}
    for one, other in combinations(near, 2):
        if can_be_same(one, other) and not _speaks_against(one, other, evidence[one], evidence[other]):
            near[one].append(other)
            near[other].append(one)
    return near


class _Evidence:
    """What the articles tell of a form beside the name."""

    def __init__(self, appearances: Sequence[Appearance]) -> None:
        self.roles = {role_head(role) for each in appearances for role in each.roles}
        self.articles = {each.article for each in appearances}


def _speaks_against(one: NameForm, other: NameForm, here: _Evidence, there: _Evidence) -> bool:
    """Whether two forms that can be one person's are more likely two people's."""
    apart = bool(here.roles and there.roles) and not here.roles & there.roles
    if one.suffix != other.suffix:
        # "Vale" and "Vale Jr." may be father and son: seen together, or with a role that the other lacks.
        return apart or bool(here.roles) != bool(there.roles) or bool(here.articles & there.articles)
    return apart and one.given[:1] != other.given[:1]


class _Bearers:
    """People with full names by the roles they bear, to tell whom a role or a surname means."""

    def __init__(self, people: Sequence[Identity]) -> None:
        self._seen: dict[tuple[str, str], list[tuple[int, date | None, str | None]]] = defaultdict(list)
        self._people = people
        for place, person in enumerate(people):
            for each in person.members:
                for role in each.roles:
                    for surname in {each.form.surname[-1], " ".join(each.form.surname)}:
                        self._seen[surname, plain_role(role)].append((place, each.day, each.outlet))

    def meant_by(self, each: Appearance) -> Identity | None:
        """The only person whom a surname with a role means; None where several can be, or none."""
        surname = " ".join(each.form.surname)
        if not surname:
            return None
        titled = each.bare_name != each.name
        seen = [sight for role in each.roles for sight in self._seen.get((surname, plain_role(role)), ())]
        if titled and (only := self._only(seen, each)) is not None:
            return only
        near = {
            place
            for place, day, outlet in seen
            if outlet == each.outlet is not None and day and each.day and abs((day - each.day).days) <= NEAR
        }
        return self._people[near.pop()] if len(near) == 1 else None

    def _only(self, seen: Sequence[tuple[int, date | None, str | None]], each: Appearance) -> Identity | None:
        """The only bearer of the role at all, unless they bore it in another time."""
        if len({place for place, _, _ in seen}) != 1:
            return None
        days = [day.toordinal() for _, day, _ in seen if day]
        if days and each.day and not min(days) - IN_OFFICE <= each.day.toordinal() <= max(days) + IN_OFFICE:
            return None
        return self._people[seen[0][0]]


def display_name(identity: Identity) -> str:
    """What a person is called: what editors chose, else the fullest form that the articles use, else the commonest."""
    if identity.name:
        return identity.name
    counts = Counter(each.name for each in identity.members)
    full = {each.bare_name: 0 for each in identity.members if each.form.is_full and not each.organisation}
    if full:
        for each in identity.members:
            if each.bare_name in full:
                full[each.bare_name] += 1
        return max(full, key=lambda name: (*_fullness(name), full[name], name))
    if identity.members[0].organisation:
        return max(counts, key=lambda name: (name[:4].lower() != "the ", counts[name], name))
    return max(counts, key=lambda name: (counts[name], name))


def _fullness(name: str) -> tuple[int, int, int]:
    """How much of a name is written out: its words, those that are no initials, and its given name's letters."""
    form = name_form(name)
    spelt = [word for word in form.given if len(word) > 1]
    is_whole = not (spelt and spelt[0] in FULL_FORMS)
    return len(form.given) + len(form.surname) + bool(form.suffix), len(spelt), is_whole
