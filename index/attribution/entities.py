"""Who is who within one article: its mentions joined to people, and which bearer a name means."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from index.attribution.bearing import differ_in_office, is_barred, is_same, precedes_kin
from index.attribution.entity import Entity, has_given, is_introduction
from index.attribution.mentions import Mention, Sort
from index.attribution.role_synonyms import also_called
from index.attribution.roles import Role, bears
from index.attribution.usual_bearers import UsualBearers
from index.model import Span
from index.text.given_names import KOREAN_FAMILY_NAMES
from index.text.name_forms import Form, form_of, name_key
from index.text.name_lookup import asked_keys, lookup_keys
from index.text.person_names import is_given_name


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
        self._bare = [m for m in mentions if not name_key(m.words).given and m.sort is not Sort.BODY]
        self._usual = UsualBearers(self._bare)
        self._enter_full_names(mentions)
        self._enter_titled(m for m in self._bare if m.titles or m.honorific or m.sort is Sort.PERSON or _is_kin(m))
        for mention in self._bare:
            if mention.span not in self.of_mention:
                self._link(mention)
        self._note_shared()

    # building

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
            if has_given(mention) and mention.sort is not Sort.BODY:
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
        fits = [e for e in self._near_in_name(mention.words) if e.full and is_same(mention, e)]
        exact = [e for e in fits if name_key(e.words) == name_key(mention.words) or mention.name in e.forms]
        fits = exact or fits
        return fits[0] if len(fits) == 1 else None

    def _is_ambiguous(self, mention: Mention) -> bool:
        return sum(1 for e in self._near_in_name(mention.words) if e.full and is_same(mention, e)) > 1

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
            fits = [e for e, its in forms if its is form and not is_barred(mention, e)]
            if fits:
                return self._likelier(mention, fits), form, len(fits) - 1
        return None

    @staticmethod
    def _form(mention: Mention, entity: Entity, form: Form) -> Form:
        """What a mention is of an entity's name, of which its words are a form."""
        if form is not Form.NONE and not entity.full and not has_given(mention):
            return Form.NONE if differ_in_office(mention, entity) else Form.SURNAME
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
            exact = [e for e in fits if head and bears(e.roles, head, telling)]
            alike = [e for e in fits if any(bears(e.roles, other, frozenset({other})) for other in also_called(head))]
            fits = exact or alike or fits
        if mention.honorific:
            fits = [e for e in fits if e.gender == mention.gender] or fits
        return fits

    def _has_third(self, words: tuple[str, ...]) -> bool:
        """Whether a surname of several may be somebody's, too, whose name nothing tells to be one, or who has it first.

        "Lee Joon" is a Lee beside Lee Kang-ho and Lee Mi-rae, though no hyphen tells it.
        """
        if any(form_of(words, mention.words) is not Form.NONE for mention in self.loose_near(words)):
            return True
        return _is_family_name(words) and any(form is Form.GIVEN for _, form in self.forms(words))

    def _chosen(self, mention: Mention, fits: list[Entity], form: Form, rivals: int) -> Bearer:
        """The one of several bearers who is plainly meant."""
        if len(fits) == 1 and form is Form.SURNAME and precedes_kin(mention, fits[0]):
            return Bearer(None, rivals, form)
        if len(fits) == 1:
            return Bearer(fits[0], rivals, form)
        if form is not Form.SURNAME:
            return Bearer(None, rivals, form)
        if self._has_third(mention.words):
            return Bearer(None, rivals + 1, form)
        return Bearer(self._usual.near(mention, fits), rivals, form)


def _is_family_name(words: tuple[str, ...]) -> bool:
    return len(words) == 1 and words[0].lower() in KOREAN_FAMILY_NAMES


def _is_kin(mention: Mention) -> bool:
    """Whether a given name alone is introduced as somebody's kin: "his wife, Lorna"."""
    return mention.relative and len(mention.words) == 1 and is_given_name(mention.words[0])


def _has_surname(words: tuple[str, ...], titled: dict[str, set[tuple[str, ...]]]) -> bool:
    """Whether the surname of a full name stands somewhere with a title or an honorific."""
    return any(form_of(w, words) is Form.SURNAME for key in lookup_keys(words) for w in titled.get(key, ()))
