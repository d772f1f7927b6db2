"""What editors decided about people, and applying it: join, split, rename, add a form of the name or a role.

Decisions name people by the forms of their names, never by numbers, so that they hold for articles that are read
again, removed and added again, or still to come.  They are applied in the order in which they were made.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from index.store.identities import Appearance, Identity, display_name, identify
from index.text.name_spelling import plain_word
from index.text.name_variants import comparison_key
from index.text.roles import plain_role, role_head

_QUALIFIED = re.compile(r"(?P<name>.+?)\s*\((?P<role>[^()]+)\)")


class DecisionKind(StrEnum):
    """What an editor can decide."""

    JOIN = "join"
    SPLIT = "split"
    RENAME = "rename"
    ALIAS = "alias"
    ROLE = "role"


@dataclass(frozen=True, slots=True)
class Scope:
    """Which of a person's appearances are somebody else's; all that is set must fit.

    Attributes:
        article: SHA-256 of an article's text.
        outlet: Name of an outlet, in any case.
        role: A role that they have there.
        since: First day of publication.
        until: Last day of publication.
    """

    article: str | None = None
    outlet: str | None = None
    role: str | None = None
    since: date | None = None
    until: date | None = None

    def holds(self, day: date | None) -> bool:
        """Whether a day is within the bounds; an unknown one only where there are none."""
        if day is None:
            return self.since is None and self.until is None
        return (self.since is None or day >= self.since) and (self.until is None or day <= self.until)

    def __bool__(self) -> bool:
        return any((self.article, self.outlet, self.role, self.since, self.until))


@dataclass(frozen=True, slots=True)
class Decision:
    """What an editor decided.

    Attributes:
        kind: What.
        name: About whom: a form of the name, with a role in brackets where several have it: "Kim (coach)".
        other: JOIN: who is the same.  SPLIT: what the part is called.  RENAME: the new name.  ALIAS: a further form.
            ROLE: the role.
        scope: SPLIT: which appearances are the part's; without any, those that have the very form `name`.
            ROLE: its first and last day.
        id: 0 until stored.
        at: When it was made, ISO 8601 in UTC.
        by: Who made it.
    """

    kind: DecisionKind
    name: str
    other: str = ""
    scope: Scope = Scope()
    id: int = 0
    at: str = ""
    by: str = ""

    @property
    def keys(self) -> frozenset[str]:
        """The comparison keys of everybody whom it can be about."""
        names = {name for each in self.names for name in (each, _QUALIFIED.sub(r"\g<name>", each))}
        return frozenset(comparison_key(name, organisation) for name in names for organisation in (False, True))

    @property
    def names(self) -> tuple[str, ...]:
        """The people that it is about, as they are named."""
        both = self.kind in (DecisionKind.JOIN, DecisionKind.SPLIT, DecisionKind.RENAME, DecisionKind.ALIAS)
        return (self.name, self.other) if both and self.other else (self.name,)


def plain_name(name: str) -> str:
    """A form of a name for looking it up, whatever its spelling."""
    return " ".join(plain_word(word) for word in name.split())


def people_of(
    appearances: Iterable[Appearance], decisions: Sequence[Decision], articles: Mapping[str, Collection[int]]
) -> list[Identity]:
    """The people of some appearances, as the articles and the editors' decisions tell.

    Args:
        appearances: All that can be the same person or are in the same decisions.
        decisions: In the order in which they were made.
        articles: Ids by SHA-256, of the articles that the decisions name.
    """
    register = _Register(identify(appearances), articles)
    for decision in decisions:
        register.apply(decision)
    return [identity for identity in register.identities if identity.members]


class _Register:
    """People by their names while decisions are applied."""

    def __init__(self, identities: list[Identity], articles: Mapping[str, Collection[int]]) -> None:
        self.identities = identities
        self._articles = articles
        self._by_form: dict[str, list[Identity]] = defaultdict(list)
        for identity in identities:
            self._enter(identity)

    def _enter(self, identity: Identity) -> None:
        names = {each.name for each in identity.members} | {each.bare_name for each in identity.members}
        names |= identity.aliases | ({identity.name} if identity.name else set())
        for form in {plain_name(name) for name in names}:
            if not any(each is identity for each in self._by_form[form]):
                self._by_form[form].append(identity)

    def apply(self, decision: Decision) -> None:
        """Carry out one decision; one about nobody who is here does nothing."""
        found = self.named(decision.name)
        if not found:
            return
        match decision.kind:
            case DecisionKind.JOIN:
                self._join([*found, *self.named(decision.other)])
            case DecisionKind.SPLIT:
                self._split(found, decision)
            case DecisionKind.RENAME:
                for identity in found:
                    identity.name, identity.is_part = decision.other, False
            case DecisionKind.ALIAS:
                for identity in found:
                    identity.aliases.add(decision.other)
            case DecisionKind.ROLE:
                for identity in found:
                    identity.roles.add(decision.other)
        for identity in found:
            self._enter(identity)

    def named(self, reference: str) -> list[Identity]:
        """Who is meant: those who are called so, else those who have that form and are no part of a split."""
        everybody = self._find(reference)
        if not everybody and (parts := _QUALIFIED.fullmatch(reference)):
            head = role_head(parts["role"])
            return [
                identity
                for identity in self._find(parts["name"])
                if any(head == role_head(role) for each in identity.members for role in each.roles)
            ]
        return everybody

    def _find(self, name: str) -> list[Identity]:
        form = plain_name(name)
        bearers = [identity for identity in self._by_form.get(form, ()) if identity.members]
        called = [identity for identity in bearers if plain_name(display_name(identity)) == form]
        return called or [identity for identity in bearers if not identity.is_part]

    def _join(self, identities: Sequence[Identity]) -> None:
        first, *others = sorted(identities, key=lambda each: each.is_part)  # the name of a part goes first
        for other in others:
            if other is first:
                continue
            first.members.extend(other.members)
            first.aliases |= other.aliases
            first.roles |= other.roles
            if not first.name and not other.is_part:
                first.name = other.name
            other.members = []
        self._enter(first)

    def _split(self, identities: Sequence[Identity], decision: Decision) -> None:
        everybody = [each for identity in identities for each in identity.members]
        part = [each for each in everybody if self._is_in(each, decision)]
        if not part or len(part) == len(everybody):
            return  # a part needs a rest; articles still to come may bring one
        out = {each.id for each in part}
        for identity in identities:
            identity.members = [each for each in identity.members if each.id not in out]
        self.identities.append(Identity(part, decision.other, is_part=bool(decision.scope)))
        self._enter(self.identities[-1])

    def _is_in(self, each: Appearance, decision: Decision) -> bool:
        """Whether an appearance belongs to the part that is split off."""
        scope = decision.scope
        if not scope:
            return plain_name(decision.name) in (plain_name(each.name), plain_name(each.bare_name))
        if scope.article is not None and each.article not in self._articles.get(scope.article, ()):
            return False
        if scope.outlet is not None and (each.outlet or "").lower() != scope.outlet.lower():
            return False
        if scope.role is not None and plain_role(scope.role) not in map(plain_role, each.roles):
            return False
        return scope.holds(each.day)
