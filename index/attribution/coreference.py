"""Coreference within one article: which person "Moon", "the president" or "he" means."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field, replace

from index.model import Person, Span
from index.text.name_lists import FEMALE_NAMES, GROUPS, MALE_NAMES, NOT_NAMES, ROLES, TITLES
from index.text.person_names import (
    HONORIFICS,
    NAME,
    PARTICLE,
    POSSESSIVE,
    fold,
    gender_of,
    is_family_first,
    is_possessor,
    is_short_form,
    is_suffix,
    name_words,
    parse_name,
    split_titles,
    surname,
)
from index.text.quotation_marks import INSIDE, paragraphs, quotation_states

_HEADLINE_VERB = re.compile(
    r"\b(?!Jinping|King|Harding|Fleming|Manning|Browning|Sterling|Keating|Rowling|Beijing|Ming|Ding|Ping|Ling|Wing)"
    r"[A-Z][a-z]+ing\b|\b(?:On|At|In|Before|After|During|To|For|About|With|From|By|And|As|Meets?|Says?|Calls?|"
    r"Vows?|Urges?|Warns?|Signs?|Speaks?|Delivers?|Announces?|Holds?|Visits?|Hosts?)\b"
)
_POSSESSES = re.compile(r"(?:[^\W_][\w.-]*[ \u00a0]){0,3}?[^\W_][\w.-]*['’]s\b")
_PRONOUNS = {
    "he": "m",
    "him": "m",
    "his": "m",
    "himself": "m",
    "she": "f",
    "her": "f",
    "hers": "f",
    "herself": "f",
    "they": "",
    "them": "",
    "their": "",
    "it": "",
    "its": "",
    "who": "",
    "that": "",
    "which": "",
    "i": "",
    "we": "",
    "us": "",
    "me": "",
    "my": "",
    "our": "",
    "you": "",
    "whom": "",
    "whose": "",
}


@dataclass(frozen=True, slots=True)
class Mention:
    """A personal name in a text.

    Attributes:
        span: Where it stands, titles included; before 0 in the article's title.
        words: The name's own words.
        titles: Titles before it.
        honorific: Gender of an honorific before it: "m", "f" or "".
    """

    span: Span
    words: tuple[str, ...]
    titles: tuple[str, ...]
    honorific: str = ""


@dataclass(slots=True)
class Entity:
    """One person, or organisation, of an article; grows while the article is read.

    Attributes:
        words: Words of the longest form of the name.
        titles: Titles and roles seen.
        forms: Forms of the name seen.
        at: Code points at which it is mentioned, ascending; before 0 in the article's title.
        gender: "m", "f" or "" where unknown.
        organisation: Whether it is an organisation or a group.
        spoken: How many mentions of speakers meant it.
    """

    words: tuple[str, ...]
    titles: set[str] = field(default_factory=set)
    forms: set[str] = field(default_factory=set)
    at: list[int] = field(default_factory=list)
    gender: str = ""
    organisation: bool = False
    spoken: int = 0

    @property
    def name(self) -> str:
        """The longest form of the name."""
        return " ".join(self.words)

    @property
    def of_many(self) -> bool:
        """Whether a word of the name means a group, or is an abbreviation."""
        return any(w.lower().strip(".") in GROUPS or (w.isupper() and len(w.strip(".")) > 2) for w in self.words)

    @property
    def full(self) -> bool:
        """Whether the name has several words."""
        return len([w for w in self.words if not is_suffix(w)]) > 1

    def person(self) -> Person:
        """The domain's form of this entity, as known so far."""
        name = self.name
        if not self.full and not self.organisation:
            capitals = (t for t in sorted(self.titles, key=len) if t[:1].isupper() and t.lower() not in HONORIFICS)
            title = next(capitals, None)
            if title:
                # A role and a surname tell more than a surname: two Bidens stay two.
                name = f"{title} {name}"
        return Person(
            name=name,
            aliases=tuple(sorted(self.forms - {name})),
            roles=tuple(sorted(t for t in self.titles if t.lower() not in HONORIFICS)),
            organisation=self.organisation,
        )


class Coreference:
    """Everyone named in one article; `who` resolves mentions of speakers, in their order in the text.

    Args:
        text: The article's text.
        title: Its title, whose names count as mentioned before the text.
    """

    def __init__(self, text: str, title: str | None = None) -> None:
        self.text = text
        self.figures: list[Entity] = []
        self.by_place: list[tuple[int, Entity]] = []
        self.paragraphs = paragraphs(text)
        self.states = quotation_states(text)
        self._starts = [a for a, _ in self.paragraphs]
        self.surname_titles: dict[str, set[str]] = {}
        if title:
            # In a headline every word is a capital: "President Vale Announcing …".
            self._read(_HEADLINE_VERB.sub(lambda m: m.group().lower(), title), -len(title) - 1)
        self._read(text, 0)
        self._join()
        self._genders()

    # building

    # One ordered cascade of rules; they are to be rebuilt as a whole, not moved about.
    # complexipy: ignore
    def _read(self, text: str, base: int) -> None:
        found: list[Mention] = []
        for match in NAME.finditer(text):
            pieces = match.group().replace("\u00a0", " ").split(" ")
            start = match.start()
            # "But Moon", "On Thursday Blinken": a capital that only begins a sentence.
            while pieces and pieces[0].strip(".,").lower() in NOT_NAMES and pieces[0].strip(".").lower() not in TITLES:
                start += len(pieces[0]) + 1
                pieces = pieces[1:]
            # A full stop inside ends the name, unless it is an initial or an abbreviation.
            kept: list[str] = []
            for piece in pieces:
                kept.append(piece)
                bare = piece.rstrip(".").lower()
                if (
                    piece.endswith(".")
                    and len(bare) > 2
                    and bare not in TITLES
                    and "." not in bare
                    and not is_suffix(bare)
                ):
                    break
                if POSSESSIVE.search(piece) and len(piece) > 2:
                    break
            words, titles, honorific = split_titles(kept)
            words = [w for w in (POSSESSIVE.sub("", w).strip(",;") if len(w) > 2 else w for w in words) if w]
            words = [w.rstrip(".") if len(w) > 2 and not is_suffix(w) else w for w in words]
            if not words:
                continue
            found.append(Mention((base + start, base + match.end()), tuple(words), titles, honorific))
        # "President Vale Speech": a headline's capitals go on after a name known from "Mr. Vale".
        alone = {m.words[0] for m in found if len(m.words) == 1 and (m.titles or m.honorific)}
        found = [replace(m, words=m.words[:1]) if self._runs_on(m, alone) else m for m in found]
        full = [m for m in found if self._is_person(m)]
        for mention in full:
            self._note(mention)
        self._rest = [*getattr(self, "_rest", []), *(m for m in found if not self._is_person(m))]

    @staticmethod
    def _runs_on(mention: Mention, alone: set[str]) -> bool:
        first, *rest = mention.words
        given = first.lower() in MALE_NAMES or first.lower() in FEMALE_NAMES
        return (
            bool(mention.titles)
            and len(rest) == 1
            and first in alone
            and not given
            and not is_suffix(rest[0])
            and not is_family_first(list(mention.words))
        )

    @staticmethod
    def _is_person(mention: Mention) -> bool:
        words = mention.words
        if is_family_first(list(words)):
            return True
        if any(w.lower().strip(".") in GROUPS or w.lower() in NOT_NAMES for w in words) or len(words) > 4:
            return False
        if mention.titles or mention.honorific:
            return not any(w.isupper() and len(w) > 3 for w in words)
        if len(words) < 2 or any(w.isupper() and len(w.strip(".")) > 2 for w in words):
            return False
        return (
            words[0].lower() in MALE_NAMES
            or words[0].lower() in FEMALE_NAMES
            or is_family_first(list(words))
            or bool(re.fullmatch(r"[A-Z]\.?", words[1]) and len(words) == 3)
        )

    def _note(self, mention: Mention) -> Entity:
        figure = self._find(mention.words, mention.honorific, mention.titles, mention.span[0])
        if figure is None:
            figure = Entity(mention.words, gender=gender_of(mention.words))
            self.figures.append(figure)
        elif len(mention.words) > len(figure.words):
            figure.words = mention.words
            figure.gender = figure.gender or gender_of(mention.words)
        figure.forms.add(" ".join(mention.words))
        figure.titles |= set(mention.titles)
        figure.gender = figure.gender or mention.honorific
        figure.at.append(mention.span[0])
        return figure

    # One ordered cascade of rules; they are to be rebuilt as a whole, not moved about.
    # complexipy: ignore
    def _find(self, words: tuple[str, ...], honorific: str, titles: tuple[str, ...], at: int) -> Entity | None:
        fits = [
            f
            for f in self.figures
            if (is_short_form(words, f.words) or is_short_form(f.words, words))
            and not (honorific and f.gender and honorific != f.gender)
        ]
        if len(words) > 1:
            exact = [f for f in fits if len(f.words) > 1]
            if exact:
                return exact[0]
            return next((f for f in fits if not titles or not f.titles or f.titles & set(titles)), None)
        if len(fits) > 1 and titles:
            titled = [f for f in fits if f.titles & set(titles)]
            fits = titled or fits
        if len(fits) > 1 and at >= 0:
            by_surname = [f for f in fits if surname(f.words).lower() == words[0].lower()]
            fits = by_surname or fits
        if len(fits) <= 1:
            return fits[0] if fits else None
        # Two who share the name: the one the article is about, if that is plain.
        fits.sort(key=lambda f: -len(f.at))
        if len(fits[0].at) >= 3 * max(1, len(fits[1].at)):
            return fits[0]
        paragraph = self._paragraph(at)
        near = [f for f in fits if any(paragraph[0] <= a < at for a in f.at)]
        return near[0] if len(near) == 1 else None

    # One ordered cascade of rules; they are to be rebuilt as a whole, not moved about.
    # complexipy: ignore
    def _join(self) -> None:
        """Count bare names that belong to an entity as mentions of it."""
        for mention in sorted(self._rest, key=lambda m: m.span[0]):
            if len(mention.words) != 1:
                words = mention.words
                hit = next((f for f in self.figures if f.full and tuple(f.words) == words), None)
            else:
                hit = self._find(mention.words, "", (), mention.span[0])
                if hit is not None and surname(hit.words).lower() != mention.words[0].lower():
                    hit = None
            if hit is not None:
                hit.at.append(mention.span[0])
                hit.forms.add(" ".join(mention.words))
        for figure in self.figures:
            figure.at = sorted(set(figure.at))
        self.by_place = sorted(((a, f) for f in self.figures for a in f.at), key=lambda p: p[0])

    def _genders(self) -> None:
        for figure in self.figures:
            figure.gender = figure.gender or gender_of(figure.words)

    def _paragraph(self, at: int) -> Span:
        number = max(0, bisect_left(self._starts, at + 1) - 1)
        return self.paragraphs[number] if self.paragraphs else (0, len(self.text))

    # asking

    def who(self, span: Span, previous: tuple[Span, Entity | None] | None = None) -> Entity | None:
        """Resolve the mention of a speaker.

        Args:
            span: Where the mention stands.
            previous: The last statement's mention, and whom it meant.

        Returns:
            The entity it means, which may be new; None where the text doesn't tell.
        """
        mention = self.text[span[0] : span[1]].strip()
        bare = fold(mention)
        if bare in _PRONOUNS:
            found = self._pronoun(bare, span, previous)
        else:
            found = self._named(mention, span)
        if found is not None:
            found.spoken += 1
        return found

    def name(self, label: str) -> Entity | None:
        """Resolve the label of a transcript's turn.

        Args:
            label: The label, such as "President Moon".

        Returns:
            The entity it names, which may be new; None where it has no name.
        """
        words, titles, honorific = parse_name(label)
        if not words:
            return None
        figure = self._find(words, honorific, titles, -1)
        if figure is None:
            figure = Entity(words, set(titles), {" ".join(words)}, [], honorific)
            self._remember(figure)
        elif fold(figure.name) == fold(" ".join(words)):
            figure.words = words  # a label has been put into small letters; the text may shout it
        figure.titles |= set(titles)
        figure.spoken += 1
        return figure

    def bearer(self, role: str) -> Entity | None:
        """Resolve a role in the label of a transcript's turn.

        Args:
            role: The role, such as "vice president".

        Returns:
            The entity with this title that the article's title mentions first; None where it mentions none.
        """
        wanted = role.lower().replace("-", " ")
        fits = [f for f in self.figures if any(_bare_title(t) == wanted for t in f.titles)]
        # Only the article's title (its offsets lie before the text) tells whose article this is.
        named = sorted((f.at[0], n) for n, f in enumerate(fits) if f.at and f.at[0] < 0)
        return fits[named[0][1]] if named else None

    # One ordered cascade of rules; they are to be rebuilt as a whole, not moved about.
    # complexipy: ignore
    def _named(self, mention: str, span: Span) -> Entity | None:
        head = re.split(r",| who | whose | which | and (?=[A-Z])|\bin a\b|\s[–—-]\s", mention)[0].strip() or mention
        words, titles, honorific = parse_name(head)
        if words and is_possessor(head, words[-1]):
            words = ()  # "Vale's team", "a Vale campaign official": somebody else
        if not words and head != mention:
            # "the party's chairman, Femi Adeyemi": the name comes after what he is.
            rest = mention[len(head) :].strip(" ,–—-")
            words, titles, honorific = parse_name(re.split(r",| who | whose ", rest)[0])
            head = rest if words else head
        if words:
            figure = self._find(words, honorific, titles, span[0])
            of_many = figure is None and any(w.lower().strip(".") in GROUPS for w in words)
            groups = of_many or re.match(r"(?i)the\s", head)
            if figure is None and not groups and self._plain_name(words):
                figure = Entity(words, set(titles), {" ".join(words)}, [span[0]], honorific)
                self._remember(figure)
            if figure is not None and not groups:
                if is_short_form(words, figure.words):
                    figure.forms.add(" ".join(words))
                self._role_before(figure, head, words)
                self._appositive_role(figure, span)
                return figure
            if figure is not None and figure.organisation:
                return figure
        return self._role_or_group(mention, head, span)

    @staticmethod
    def _plain_name(words: tuple[str, ...]) -> bool:
        return len(words) <= 5 and all(w[:1].isupper() or w.lower() in PARTICLE for w in words)

    def _remember(self, figure: Entity) -> None:
        """Add an entity, with the longer form of its name that the text has elsewhere."""
        own = figure.words
        if len(own) == 1:
            for mention in self._rest:
                if (
                    1 < len(mention.words) <= 4
                    and is_short_form(own, mention.words)
                    and surname(mention.words).lower() == own[0].lower()
                    and not any(w.lower().strip(".") in GROUPS or w.lower() in NOT_NAMES for w in mention.words)
                ):
                    figure.words = mention.words
                    figure.forms.add(" ".join(mention.words))
                    break
        for mention in self._rest:
            if mention.words == figure.words or mention.words == own:
                figure.at.append(mention.span[0])
        figure.at = sorted(set(figure.at))
        self.figures.append(figure)
        self.by_place = sorted([*self.by_place, *((a, figure) for a in figure.at)], key=lambda p: p[0])

    @staticmethod
    def _role_before(figure: Entity, head: str, words: tuple[str, ...]) -> None:
        """Note a role in lower case before a name: presidential spokesman Joren Falk."""
        before = re.sub(r"^(?:the|a|an)\s+", "", head[: head.find(words[0])].strip(" ,"), flags=re.IGNORECASE)
        held = before.split()
        if held and len(held) <= 5 and held[-1].lower() in ROLES and held[-1].islower():
            figure.titles.add(before)

    def _appositive_role(self, figure: Entity, span: Span) -> None:
        after = re.match(
            r",\s+(?:the|a|an|who is the)\s+([a-z][\w' -]{2,40}?)(?=\s(?:of|for|at|in|who|said)\b|,)",
            self.text[span[1] : span[1] + 80],
        )
        if after and after.group(1).split()[-1].lower() in ROLES:
            figure.titles.add(after.group(1))

    # One ordered cascade of rules; they are to be rebuilt as a whole, not moved about.
    # complexipy: ignore
    def _role_or_group(self, mention: str, head: str, span: Span) -> Entity | None:
        words = re.sub(r"^(?:the|a|an|one|some|his|her|their|its|our)\s+", "", head, flags=re.IGNORECASE)
        last = name_words(words)[-1].lower() if name_words(words) else ""
        definite = not re.match(r"(?i)(?:an?|one|some)\s", head) and bool(re.match(r"(?i)the\s|[A-Z]", head))
        if last in ROLES and re.match(r"(?i)the\s", mention):
            fits = [f for f in self.figures if not f.organisation and any(_has_role(t, last) for t in f.titles)]
            narrower = [f for f in fits if any(a <= span[0] for a in f.at)]
            fits = narrower or fits
            if len(fits) == 1:
                return fits[0]
            if len(fits) > 1:
                spoken = sorted(fits, key=lambda f: -max((a for a in f.at if a < span[0]), default=-1))
                paragraph = self._paragraph(span[0])
                near = [f for f in spoken if any(paragraph[0] <= a < span[0] for a in f.at)]
                return near[0] if len(near) == 1 else None
            if len(name_words(words)) == 1:
                return None  # "the president", and no president is named
        if not definite and last in ROLES and len(name_words(words)) == 1:
            return None  # "an official": nobody in particular
        name = " ".join(words.split()[:8]).strip(',;: "“”()')
        held = name.lower().split()
        if not name or held[0] in _PRONOUNS or all(w in NOT_NAMES or w in _PRONOUNS for w in held):
            return None
        known = next((f for f in self.figures if f.organisation and fold(f.name) == fold(name)), None)
        if known is None:
            known = Entity(tuple(name.split(" ")), organisation=True, forms={name})
            self.figures.append(known)
        known.at.append(span[0])
        return known

    # One ordered cascade of rules; they are to be rebuilt as a whole, not moved about.
    # complexipy: ignore
    def _pronoun(self, word: str, span: Span, previous: tuple[Span, Entity | None] | None) -> Entity | None:
        gender = _PRONOUNS[word]
        if word in {"who", "whom", "whose", "which"}:
            before = [(a, f) for a, f in self.by_place if span[0] - 90 <= a < span[0]]
            return before[-1][1] if before and "." not in self.text[before[-1][0] + 3 : span[0]] else None
        if gender == "":
            return None
        paragraph = self._paragraph(span[0])

        def fits(figure: Entity | None) -> bool:
            return figure is not None and not figure.organisation and figure.gender in {"", gender}

        def stands(place: int, figure: Entity) -> bool:
            """Whether a name there can be the pronoun's antecedent: not in a quotation, not "Tamm's"."""
            known = figure.gender or ((figure.full or figure.titles) and not figure.of_many)
            return bool(known) and fits(figure) and self.states[place] != INSIDE and not self._possessive(place)

        start = max(paragraph[0], self._sentence_start(span[0]))
        for low, high in self._windows(paragraph, start, span[0]):
            said = previous[1] if previous and low <= previous[0][0] < high else None
            if said is not None and fits(said):
                return said
            named: list[Entity] = []
            for a, figure in self.by_place:
                if low <= a < high and figure not in named and stands(a, figure):
                    named.append(figure)
            if len(named) == 1:
                return named[0]
            if len(named) > 1:
                sure = [f for f in named if f.gender == gender]
                if len(sure) == 1:
                    return sure[0]
                return named[0] if self._is_subject(named[0], low, high) else None
        return None

    def _possessive(self, place: int) -> bool:
        return bool(_POSSESSES.match(self.text, place))

    def _windows(self, paragraph: Span, start: int, at: int) -> list[Span]:
        """Where an antecedent may stand, nearest first: sentences of the paragraph, then the two paragraphs before."""
        found = [(start, at)]
        position = start
        while position > paragraph[0]:
            earlier = max(paragraph[0], self._sentence_start(position - 2))
            if earlier >= position:
                break
            found.append((earlier, position))
            position = earlier
        number = max(0, bisect_left(self._starts, at + 1) - 1)
        return [*found, *(self.paragraphs[n] for n in range(number - 1, max(-1, number - 3), -1))]

    def _sentence_start(self, at: int) -> int:
        low = max(0, at - 600)
        ends = [m.end() for m in re.finditer(r"[.!?][\"”'’]?\s+(?=[\"“A-Z])", self.text[low:at])]
        return low + (ends[-1] if ends else 0)

    def _is_subject(self, figure: Entity, low: int, high: int) -> bool:
        place = next((a for a in figure.at if low <= a < high), None)
        return place is not None and len(self.text[low:place].split()) <= 3


def _has_role(title: str, role: str) -> bool:
    words = [w.lower().strip(".,") for w in title.split()]
    short = {"sen": "senator", "rep": "representative", "gov": "governor", "prof": "professor", "gen": "general"}
    return any(short.get(w, w) == role for w in words)


def _bare_title(title: str) -> str:
    words = title.lower().replace("-", " ").replace("u.s.", "").split()
    return " ".join(w for w in words if w not in {"the", "mr.", "mr", "former"})
