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
_WITH_EACH_VOWEL = 28  # syllables of Hangul, of which the first ends in it


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

    def questions(self, collections: tuple[str, ...] | None, language: str = "en") -> tuple[str, ...]:
        """Questions; none where nothing is on record.

        Args:
            collections: Those that the chat may see; None for all.
            language: In which they are asked: "en" or "ko".
        """
        return self._found(collections, language, self._index.store.generation, self._today())

    def _find(
        self, collections: tuple[str, ...] | None, language: str, _generation: int, today: date
    ) -> tuple[str, ...]:
        answered: list[str] = []
        named: set[str] = set()
        ask = _korean if language == "ko" else _english
        for tried, (name, topic) in enumerate(self._candidates(collections, today)):
            if len(answered) == EXAMPLES or tried == CONSIDERED:
                break
            question = next(filter(_fits, ask(name, topic)), None)
            subjects = {each for each in (name, topic) if each}
            if question and named.isdisjoint(subjects) and self._is_answered(question, collections):
                answered.append(question)
                named |= subjects
        return tuple(answered)

    def _candidates(self, collections: tuple[str, ...] | None, today: date) -> Iterator[tuple[str | None, str | None]]:
        """Whom and what a question may name, the best first."""
        store = self._index.view(collections).store
        activity = measure_activity(store, latest_day(store, today) or today, WEEKS)
        pairs = product(enumerate(activity.people), enumerate(activity.topics))
        counted = [(activity.by_topic[i][j], person.name, topic) for (i, person), (j, topic) in pairs]
        # What most was said on; of equals the order of `activity`, who spoke most first.
        for count, name, topic in sorted(counted, key=lambda each: -each[0]):
            if count:
                yield name, topic
        # Articles without a day, or of days to come, are in no chart: what a greeting is answered with knows them, too.
        offered = self._index.ask("hello", collections=collections)
        for topic in dict.fromkeys((*activity.topics, *offered.topics)):
            yield None, topic
        for name in dict.fromkeys(person.name for person in (*activity.people, *offered.people)):
            yield name, None

    def _is_answered(self, question: str, collections: tuple[str, ...] | None) -> bool:
        answer = self._index.ask(question, limit=1, collections=collections)
        return bool(answer.quotes) and _says_so(answer)


def _english(name: str | None, topic: str | None) -> tuple[str, ...]:
    """Wordings of a question, the best first."""
    if name is None:
        return (f"Who spoke about {topic}?",)
    return (f"What did {name} say about {topic}?" if topic else f"What did {name} say?",)


def _korean(name: str | None, topic: str | None) -> tuple[str, ...]:
    """The same in Korean, which takes more of the little room of a button, so that there is a short one."""
    if name is None:
        return f"{topic}에 대해 누가 말했나요?", f"누가 {topic} 발언?"
    subject = f"{name}{_topic_particle(name)}"
    if topic is None:
        return (f"{subject} 뭐라고 했나요?",)
    return f"{subject} {topic}에 대해 뭐라고 했나요?", f"{name} {topic} 발언"


def _topic_particle(name: str) -> str:
    """은 behind a consonant, 는 behind a vowel."""
    last = name[-1]
    if "가" <= last <= "힣":
        return "은" if (ord(last) - ord("가")) % _WITH_EACH_VOWEL else "는"
    return "는" if last.lower() in "aeiouwy" else "은"


def _says_so(answer: Answer) -> bool:
    """Whether an answer is about the one person that the question names."""
    return answer.question.ask is Ask.WHO or bool(answer.question.speaker)


def _fits(question: str) -> bool:
    try:
        AskExample(question).encode()
    except ValueError:
        return False
    return True
