"""What editors ask for about people, in words: see, join, split, rename, add a form of the name or a role, undo.

The command line and the chat share this grammar; a person is a number from the list, or a name.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from enum import StrEnum

from index.errors import OnRecordError
from index.model import Person
from index.search.speakers import SpeakerDirectory
from index.store.decisions import Decision, DecisionKind, Scope, plain_name
from index.store.store import Store
from index.store.writes import digest
from index.text.roles import role_head

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


class Trouble(StrEnum):
    """Why something can't be done."""

    NOT_UNDERSTOOD = "what"
    NOBODY = "nobody"
    SEVERAL = "several"
    SAME = "same"
    NO_ARTICLE = "no article"
    BAD_DATE = "bad date"
    DAYS_REVERSED = "days reversed"
    NO_PART = "no part"
    NO_DECISION = "no decision"


_ENGLISH = {
    Trouble.NOT_UNDERSTOOD: "say what is to be done: join A B, split A by something, rename A NAME, alias A NAME, "
    "role A ROLE, undo NUMBER",
    Trouble.NOBODY: "nobody called {name} is on record; `onrecord people` lists everybody",
    Trouble.SEVERAL: "several people are called {name}: use one's number ({numbers})",
    Trouble.SAME: "{name} is one record already",
    Trouble.NO_ARTICLE: "no article {name}; `onrecord articles` lists them",
    Trouble.BAD_DATE: "{name} is no date; write it like 2031-03-18",
    Trouble.DAYS_REVERSED: "that ends before it begins: write the first day first, like 2031-03-18 2032-03-17",
    Trouble.NO_PART: "that would leave {name} nothing, or take nothing out: name another article, outlet, role or day",
    Trouble.NO_DECISION: "no decision {name} holds; `onrecord people decisions` lists them",
}


class CurationError(OnRecordError):
    """Something about people can't be done.

    Attributes:
        trouble: Why.
        facts: Names and numbers for the sentence.
    """

    def __init__(self, trouble: Trouble, **facts: object) -> None:
        super().__init__(_ENGLISH[trouble].format(**facts))
        self.trouble = trouble
        self.facts = facts


class Curation:
    """People as one chat, or the owner of the machine, sees them."""

    def __init__(self, store: Store, directory: SpeakerDirectory) -> None:
        """Look at everybody on record.

        Args:
            store: Where they are.
            directory: The same people by their names.
        """
        self._store = store
        self._directory = directory

    def found(self, name: str) -> list[Person]:
        """Who can be meant by a number or a name, those who are called just so before others."""
        people = self._directory.people
        if name.isdecimal() and len(name) < 19:
            return [people[int(name)]] if int(name) in people else []
        ids = [id for match in self._directory.matching(name) for id in match.ids]
        return [people[id] for id in dict.fromkeys(ids)]

    def one(self, name: str) -> Person:
        """The one who is meant.

        Raises:
            CurationError: Nobody is, or several can be.
        """
        found = self.found(name)
        called = [person for person in found if plain_name(person.name) == plain_name(name)] or found
        if not called:
            raise CurationError(Trouble.NOBODY, name=name)
        if len(called) > 1:
            numbers = ", ".join(f"{person.id} {person.name}" for person in called[:5])
            raise CurationError(Trouble.SEVERAL, name=name, numbers=numbers)
        return called[0]

    def decision(self, words: Sequence[str], by: str) -> Decision:
        """What is to be decided, of words such as "rename", "12", "Elin", "Holt".

        Args:
            words: The request; a person is one word: a number, or a name with spaces in it.
            by: Who asks.

        Raises:
            CurationError: It is not understood, or can't be done.
        """
        match [words[0].lower() if words else "", *words[1:]]:
            case ["join", one, other]:
                first, second = self.one(one), self.one(other)
                if first.id == second.id:
                    raise CurationError(Trouble.SAME, name=first.name)
                decision = Decision(DecisionKind.JOIN, self.reference(first), self.reference(second))
            case ["rename", person, *name] if name:
                decision = Decision(DecisionKind.RENAME, self.reference(self.one(person)), " ".join(name))
            case ["alias", person, *name] if name:
                decision = Decision(DecisionKind.ALIAS, self.reference(self.one(person)), " ".join(name))
            case ["role", person, *role] if role:
                decision = self._role(self.reference(self.one(person)), role)
            case ["split", person, by_what, *value] if value:
                decision = self._split(self.one(person), by_what.lower(), value)
            case _:
                raise CurationError(Trouble.NOT_UNDERSTOOD)
        return replace(decision, by=by)

    def reference(self, person: Person) -> str:
        """By what a decision names somebody: the name, with a role in brackets where others have it, too.

        Raises:
            CurationError: Nothing tells them from others of that name.
        """
        same = [each for each in self._directory.people.values() if plain_name(each.name) == plain_name(person.name)]
        if len(same) < 2:
            return person.name
        for role in person.roles:
            if sum(role_head(role) in map(role_head, each.roles) for each in same) == 1:
                return f"{person.name} ({role_head(role)})"
        numbers = ", ".join(str(each.id) for each in same)
        raise CurationError(Trouble.SEVERAL, name=person.name, numbers=numbers)

    def _role(self, name: str, words: Sequence[str]) -> Decision:
        days = [_date(word) for word in words[-2:] if _DAY.fullmatch(word)]
        role = " ".join(words[: len(words) - len(days)])
        if not role:
            raise CurationError(Trouble.NOT_UNDERSTOOD)
        if days != sorted(days):
            raise CurationError(Trouble.DAYS_REVERSED)
        bounds = (*days, None, None)
        return Decision(DecisionKind.ROLE, name, role, Scope(since=bounds[0], until=bounds[1]))

    def _split(self, person: Person, by_what: str, words: Sequence[str]) -> Decision:
        words, name = _named_part(words)
        value = " ".join(words)
        name = name or f"{person.name} ({value})"
        match by_what:
            case "form":
                self._check_form(person, value)
                return Decision(DecisionKind.SPLIT, value)
            case "article":
                id = self._store.find(value)
                article = self._store.article(id) if id is not None else None
                if article is None:
                    raise CurationError(Trouble.NO_ARTICLE, name=value)
                scope = Scope(article=digest(article.text))
            case "outlet":
                scope = Scope(outlet=value)
            case "role":
                scope = Scope(role=value)
            case "since":
                scope = Scope(since=_date(value))
            case "until":
                scope = Scope(until=_date(value))
            case _:
                raise CurationError(Trouble.NOT_UNDERSTOOD)
        return Decision(DecisionKind.SPLIT, self.reference(person), name, scope)

    @staticmethod
    def _check_form(person: Person, form: str) -> None:
        if plain_name(form) not in {plain_name(each) for each in (person.name, *person.aliases)}:
            raise CurationError(Trouble.NO_PART, name=person.name)


def decide(store: Store, decision: Decision, view: Callable[[], Store]) -> Decision:
    """Store and apply a decision.

    Args:
        store: Where it is kept.
        decision: What was decided.
        view: Gives the store as whoever decides sees it.

    Raises:
        CurationError: It is a split that would take out nothing, or everything; it is not kept.
    """
    before = view().people_count() if decision.kind is DecisionKind.SPLIT else None
    decision = store.decide(decision)
    if before is not None and view().people_count() == before:
        store.undo(decision.id)
        raise CurationError(Trouble.NO_PART, name=decision.name)
    return decision


def _named_part(words: Sequence[str]) -> tuple[list[str], str]:
    """What a part is told by, and what it is called: of "Daily A as Coach Kim" both."""
    lower = [word.lower() for word in words]
    if "as" in lower[1:]:
        at = len(lower) - 1 - lower[::-1].index("as")
        if 0 < at < len(words) - 1:
            return list(words[:at]), " ".join(words[at + 1 :])
    return list(words), ""


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise CurationError(Trouble.BAD_DATE, name=text) from error
