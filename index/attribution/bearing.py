"""Whether somebody can be the bearer of a name, by what stands beside both: honorifics, offices, kin."""

from __future__ import annotations

from index.attribution.entity import Entity, has_given
from index.attribution.mentions import Mention
from index.attribution.roles import Role, bears
from index.text.given_names import KOREAN_FAMILY_NAMES
from index.text.name_forms import Form, form_of
from index.text.person_names import is_suffix

_HIGHEST = frozenset("president king queen pope emperor chancellor premier".split())


def is_same(mention: Mention, entity: Entity) -> bool:
    """Whether a full name can be another form of an entity's."""
    if mention.gender and entity.gender and mention.gender != entity.gender:
        return False
    own = entity.words
    if any(map(is_suffix, own)) and not any(map(is_suffix, mention.words)):
        own = tuple(w for w in own if not is_suffix(w))  # "Brun Jr." may lose his suffix after he was introduced
    either = form_of(mention.words, own), form_of(own, mention.words)
    return Form.FULL in either


def is_barred(mention: Mention, entity: Entity) -> bool:
    """Whether an honorific or a title before a name can't be a bearer's."""
    other_gender = mention.honorific and entity.gender not in {"", mention.gender}
    return other_gender or _is_later_kin(mention, entity) or _is_other_office(mention, entity)


def _is_later_kin(mention: Mention, entity: Entity) -> bool:
    """Whether somebody is introduced as another's kin after a name: "Mr Moor" before "his son, Aksel Moor"."""
    return bool(mention.honorific or mention.titles) and precedes_kin(mention, entity)


def precedes_kin(mention: Mention, entity: Entity) -> bool:
    """Whether a surname stands before its bearer is introduced as kin of somebody, who may be meant by it."""
    first = entity.first_full
    before = first is not None and first.relative and 0 <= mention.span[0] < first.span[0]
    return before and not has_given(mention)


def _is_other_office(mention: Mention, entity: Entity) -> bool:
    """Whether the highest office before a surname is not a bearer's: "President Lang" after his wife, Ilse Lang."""
    role = Role.of_title(mention.titles[0]) if mention.titles else None
    if role is None or has_given(mention) or (role.head not in _HIGHEST and "prime" not in role.words):
        return False
    if any(r.head == role.head for r in entity.roles):
        return False
    told = entity.introduced_at
    later = mention.block >= 0 and told is not None and told > mention.span[0]
    return later or any(r.before for r in entity.roles)


def differ_in_office(mention: Mention, entity: Entity) -> bool:
    """Whether two bearers of a common family name hold different offices: Minister Kim and President Kim."""
    if not mention.titles or not entity.titles or mention.words[0].lower() not in KOREAN_FAMILY_NAMES:
        return False
    role = Role.of_title(mention.titles[0])
    return not bears(entity.roles, role.head, role.words)
