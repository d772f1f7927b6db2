"""Who spoke about what in the last weeks: the figures of the chart."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from index.model import Person
from index.search.speakers import SpeakerDirectory
from index.store import DatedStatement, Store, read_dated_statements, read_texts
from index.text.name_lists import ROLES
from index.text.recurring_topics import RecurringTopic, Remark, find_recurring_topics, person_name_words

MAX_PEOPLE = 6
MAX_TOPICS = 6
WEEK = timedelta(days=7)
MAX_STATEMENTS = 6_000  # that are read, about; larger periods are sampled: every n-th article
CONTEXT = 200  # characters to either side in which the rest of a sentence is looked for
CONSIDERED = 40  # records with most statements, before those of one person are joined

_SENTENCE_END = re.compile(r"[.!?][\"”’)]*\s+|\n")


@dataclass(frozen=True, slots=True)
class Activity:
    """Statements of a period, by speaker, topic and week.

    Attributes:
        since: The first day.
        until: The last day.
        people: Who spoke most first.
        topics: What recurs in their statements, the commonest first.
        weeks: First days, oldest first; the last week ends with `until`.
        totals: Statements [people].
        by_topic: Statements [people, topics] that touch a topic; one statement may touch several.
        by_week: Statements [people, weeks].
        sampling_step: One article in so many was counted; 1 when all were.
    """

    since: date
    until: date
    people: tuple[Person, ...]
    topics: tuple[str, ...]
    weeks: tuple[date, ...]
    totals: tuple[int, ...]
    by_topic: tuple[tuple[int, ...], ...]
    by_week: tuple[tuple[int, ...], ...]
    sampling_step: int = 1

    def __bool__(self) -> bool:
        """Whether there is anything to show."""
        return bool(self.people and self.topics)


@dataclass(frozen=True, slots=True)
class _Speaker:
    """One person with all records that are them, and the number of their statements."""

    person: Person
    ids: tuple[int, ...]
    statements: int


def measure_activity(store: Store, until: date, weeks: int = 4) -> Activity:
    """Count the statements of some weeks.

    Args:
        store: Where they are.
        until: The last day.
        weeks: How many weeks.

    Returns:
        The counts; false when there are no statements, or no topics that recur in them.
    """
    first_days = tuple(until - WEEK * back + timedelta(days=1) for back in range(weeks, 0, -1))
    statements, step = read_dated_statements(store, first_days[0], until, MAX_STATEMENTS)
    counts = Counter(statement.person for statement in statements)
    people = store.people(counts)
    speakers = _most_active(people, counts)
    speaker_of = {id: place for place, speaker in enumerate(speakers) for id in speaker.ids}
    statements = [statement for statement in statements if statement.person in speaker_of]
    remarks = _remarks(store, statements, speaker_of)
    topics = find_recurring_topics(remarks, person_name_words(people.values()), MAX_TOPICS)
    return Activity(
        first_days[0],
        until,
        tuple(speaker.person for speaker in speakers),
        tuple(topic.name for topic in topics),
        first_days,
        totals=_count_by_speaker(remarks, len(speakers)),
        by_topic=_count_by_topic(remarks, topics, len(speakers)),
        by_week=_count_by_week(statements, speaker_of, first_days, len(speakers)),
        sampling_step=step,
    )


def _remarks(store: Store, statements: Sequence[DatedStatement], speaker_of: Mapping[int, int]) -> list[Remark]:
    """The words of statements, in whole sentences."""
    texts = read_texts(store, {statement.article for statement in statements})
    return [
        Remark(
            speaker_of[statement.person],
            statement.article,
            _whole_sentence(texts[statement.article], statement.content[0][0], statement.content[-1][1]),
        )
        for statement in statements
    ]


def _whole_sentence(text: str, start: int, end: int) -> str:
    """Words with the rest of their sentence, which often says what they are about."""
    left, right = text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]
    sentence_start = max((match.end() for match in _SENTENCE_END.finditer(left)), default=None)
    sentence_end = _SENTENCE_END.search(right)
    before = left[sentence_start:] if sentence_start is not None else ""
    after = right[: sentence_end.start() + 1] if sentence_end and text[end - 1] not in ".!?" else ""
    return before + text[start:end] + after


def _most_active(people: Mapping[int, Person], counts: Counter[int]) -> list[_Speaker]:
    """Those who spoke most, at most MAX_PEOPLE."""
    directory = SpeakerDirectory([(person, counts[id]) for id, person in people.items()])
    speakers: list[_Speaker] = []
    taken: set[int] = set()
    for id, _ in counts.most_common(CONSIDERED):
        if id in people and id not in taken and _is_somebody(people[id]):
            speaker = _joined(people[id], id, directory, counts, taken)
            taken.update(speaker.ids)
            speakers.append(speaker)
    speakers.sort(key=lambda speaker: (-speaker.statements, speaker.person.name))
    return speakers[:MAX_PEOPLE]


def _joined(person: Person, id: int, directory: SpeakerDirectory, counts: Counter[int], taken: set[int]) -> _Speaker:
    """A record with the others of the same person that are not taken."""
    name = person.name if person.organisation else person.name.split()[-1]
    matches = [match for match in directory.matching(name) if id in match.ids]
    records = matches[0].ids if len(matches) == 1 else (id,)
    ids = tuple(record for record in records if record not in taken)
    best_named = matches[0].person if matches and matches[0].person.id in ids else person
    return _Speaker(best_named, ids, sum(counts[record] for record in ids))


def _is_somebody(person: Person) -> bool:
    """Whether a name says who it is: "Fisheries Council" does, "officials" and "Senior Official" don't."""
    words = person.name.split()
    if person.organisation:
        return len(words) > 1 and person.name[:1].isupper() and words[-1].lower() not in ROLES
    return words[-1].lower() not in ROLES


def _count_by_speaker(remarks: Iterable[Remark], speakers: int) -> tuple[int, ...]:
    counts = Counter(remark.speaker for remark in remarks)
    return tuple(counts[speaker] for speaker in range(speakers))


def _count_by_topic(
    remarks: Sequence[Remark], topics: Sequence[RecurringTopic], speakers: int
) -> tuple[tuple[int, ...], ...]:
    counts = Counter((remarks[i].speaker, place) for place, topic in enumerate(topics) for i in topic.remarks)
    return tuple(tuple(counts[speaker, topic] for topic in range(len(topics))) for speaker in range(speakers))


def _count_by_week(
    statements: Iterable[DatedStatement], speaker_of: Mapping[int, int], first_days: Sequence[date], speakers: int
) -> tuple[tuple[int, ...], ...]:
    counts = Counter(
        (speaker_of[statement.person], (statement.day - first_days[0]) // WEEK) for statement in statements
    )
    return tuple(tuple(counts[speaker, week] for week in range(len(first_days))) for speaker in range(speakers))
