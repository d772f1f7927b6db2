"""Example questions for somebody who doesn't know yet what to ask: each has an answer in this library."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from functools import lru_cache
from itertools import product
from typing import TYPE_CHECKING

from bot.messages.callback_data import AskExample
from index.model import Answer, Ask
from index.news.activity import measure_activity
from index.store import latest_day

if TYPE_CHECKING:
    from index import Index

EXAMPLES = 3
WEEKS = 26  # before the newest article, from which the examples are
CONSIDERED = 24  # questions that are tried


class Examples:
    """Finds them, and remembers them until the library changes."""

    def __init__(self, index: Index, today: Callable[[], date] = date.today) -> None:
        """Ask a library.

        Args:
            index: The library.
            today: Articles of later days are in no chart.
        """
        self._index = index
        self._today = today
        self._found = lru_cache(maxsize=16)(self._find)

    def questions(self, collections: tuple[str, ...] | None) -> tuple[str, ...]:
        """Questions; none where nothing is on record.

        Args:
            collections: Those that the chat may see; None for all.
        """
        return self._found(collections, self._index.store.generation, self._today())

    def _find(self, collections: tuple[str, ...] | None, _generation: int, today: date) -> tuple[str, ...]:
        answered: list[str] = []
        named: set[str] = set()
        for tried, (question, subjects) in enumerate(self._candidates(collections, today)):
            if len(answered) == EXAMPLES or tried == CONSIDERED:
                break
            if named.isdisjoint(subjects) and _fits(question) and self._is_answered(question, collections):
                answered.append(question)
                named |= subjects
        return tuple(answered)

    def _candidates(self, collections: tuple[str, ...] | None, today: date) -> Iterator[tuple[str, set[str]]]:
        """Questions with whom and what they name, the best first."""
        store = self._index.view(collections).store
        activity = measure_activity(store, latest_day(store, today) or today, WEEKS)
        pairs = product(enumerate(activity.people), enumerate(activity.topics))
        counted = [(activity.by_topic[i][j], person.name, topic) for (i, person), (j, topic) in pairs]
        # What most was said on; of equals the order of `activity`, who spoke most first.
        for count, name, topic in sorted(counted, key=lambda each: -each[0]):
            if count:
                yield f"What did {name} say about {topic}?", {name, topic}
        # Articles without a day, or of days to come, are in no chart: what a greeting is answered with knows them, too.
        offered = self._index.ask("hello", collections=collections)
        for topic in dict.fromkeys((*activity.topics, *offered.topics)):
            yield f"Who spoke about {topic}?", {topic}
        for name in dict.fromkeys(person.name for person in (*activity.people, *offered.people)):
            yield f"What did {name} say?", {name}

    def _is_answered(self, question: str, collections: tuple[str, ...] | None) -> bool:
        answer = self._index.ask(question, limit=1, collections=collections)
        return bool(answer.quotes) and _says_so(answer)


def _says_so(answer: Answer) -> bool:
    """Whether an answer is about the one person that the question names."""
    return answer.question.ask is Ask.WHO or bool(answer.question.speaker)


def _fits(question: str) -> bool:
    try:
        AskExample(question).encode()
    except ValueError:
        return False
    return True
