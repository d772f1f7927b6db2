"""Who spoke about what in the last weeks: the figures behind a picture."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

import sqlalchemy as sql

from index.model import Person, Span
from index.news.recurring_topics import RecurringTopic, Remark, named, recurring
from index.search.speakers import SpeakerDirectory
from index.store.schema import article_, statement_
from index.store.store import Store
from index.text.name_lists import ROLES

PEOPLE = 6
TOPICS = 6
WEEK = timedelta(days=7)
MOST = 6_000  # statements that are read, about; of a period that holds more, every so manieth article
REACH = 200  # characters to either side in which the rest of a sentence is looked for
CONSIDERED = 40  # who spoke most, before those who are one person are put together

_STOP = re.compile(r"[.!?][\"”’)]*\s+|\n")


@dataclass(frozen=True, slots=True)
class Activity:
    """Statements of a period, by speaker, topic and week.

    since, until: the first and the last day.  people: who spoke most first.  weeks: first days, oldest first;
    the last week ends with `until`.
    said[i]: statements of people[i].  counts[i][j]: those of them that touch topics[j]; one may touch several.
    weekly[i][k]: those of them in weeks[k].  step: one article in so many was counted; 1 when all were.
    """

    since: date
    until: date
    people: tuple[Person, ...]
    topics: tuple[str, ...]
    weeks: tuple[date, ...]
    said: tuple[int, ...]
    counts: tuple[tuple[int, ...], ...]
    weekly: tuple[tuple[int, ...], ...]
    step: int = 1

    def __bool__(self) -> bool:
        """Whether there is anything to show."""
        return bool(self.people and self.topics)


@dataclass(frozen=True, slots=True)
class _Row:
    person: int
    day: date
    article: int
    content: tuple[Span, ...]


def latest(store: Store, collections: tuple[str, ...] | None, today: date) -> date | None:
    """The day of the newest article with statements, at most today; None when there is none."""
    query = (
        sql.select(sql.func.max(article_.c.day))
        .join(statement_, statement_.c.article == article_.c.id)
        .where(article_.c.day <= today.isoformat(), statement_.c.person.is_not(None))
    )
    if collections is not None:
        query = query.where(article_.c.collection.in_(collections))
    with store.engine.connect() as connection:
        newest = connection.execute(query).scalar()
    return date.fromisoformat(newest) if newest else None


def activity(store: Store, collections: tuple[str, ...] | None, until: date, weeks: int = 4) -> Activity:
    """What the weeks up to and with a day hold.  collections: None for all.

    Without statements, or topics that recur in them, it is false.
    """
    firsts = tuple(until - WEEK * back + timedelta(days=1) for back in range(weeks, 0, -1))
    rows, step = _rows(store, collections, firsts[0], until)
    tally = Counter(row.person for row in rows)
    everyone = store.people(tally)
    chosen = _speakers(everyone, tally)
    place = {id: i for i, (_, ids) in enumerate(chosen) for id in ids}
    rows = [row for row in rows if row.person in place]
    texts = _texts(store, {row.article for row in rows})
    remarks = [
        Remark(place[row.person], row.article, _sentence(texts[row.article], row.content[0][0], row.content[-1][1]))
        for row in rows
    ]
    topics = recurring(remarks, named(everyone.values()), TOPICS)
    people = tuple(person for person, _ in chosen)
    return Activity(
        firsts[0],
        until,
        people,
        tuple(topic.name for topic in topics),
        firsts,
        said=_per_person(remarks, len(people)),
        counts=_touched(remarks, topics, len(people)),
        weekly=_weekly(rows, place, firsts, len(people)),
        step=step,
    )


def _rows(store: Store, collections: tuple[str, ...] | None, since: date, until: date) -> tuple[list[_Row], int]:
    """Statements whose speaker is known, oldest first, of one article in so many."""
    which = [
        article_.c.day >= since.isoformat(),
        article_.c.day <= until.isoformat(),
        statement_.c.person.is_not(None),
        statement_.c.question == 0,
    ]
    if collections is not None:
        which.append(article_.c.collection.in_(collections))
    joined = statement_.join(article_, statement_.c.article == article_.c.id)
    with store.engine.connect() as connection:
        held = connection.execute(sql.select(sql.func.count()).select_from(joined).where(*which)).scalar_one()
        step = max(1, -(-held // MOST))
        rows = connection.execute(
            sql.select(statement_.c.person, article_.c.day, statement_.c.article, statement_.c.content)
            .select_from(joined)
            .where(*which, article_.c.id % step == 0)
            .order_by(article_.c.day, statement_.c.id)
        ).all()
    found = [
        _Row(row.person, date.fromisoformat(row.day), row.article, tuple((a, b) for a, b in json.loads(row.content)))
        for row in rows
    ]
    return found, step


def _texts(store: Store, articles: set[int]) -> dict[int, str]:
    held = sql.func.json_each(json.dumps(list(articles))).table_valued("value")
    query = sql.select(article_.c.id, article_.c.text).where(article_.c.id.in_(sql.select(held.c.value)))
    with store.engine.connect() as connection:
        return {row.id: row.text for row in connection.execute(query)}


def _sentence(text: str, start: int, end: int) -> str:
    """Words with the rest of their sentence, which often says what they are about."""
    head, tail = text[max(0, start - REACH) : start], text[end : end + REACH]
    opened = max((match.end() for match in _STOP.finditer(head)), default=None)
    closed = _STOP.search(tail)
    before = head[opened:] if opened is not None else ""
    return before + text[start:end] + (tail[: closed.start() + 1] if closed and text[end - 1] not in ".!?" else "")


def _speakers(everyone: dict[int, Person], tally: Counter[int]) -> list[tuple[Person, tuple[int, ...]]]:
    """Those who spoke most, each with all records that are them."""
    directory = SpeakerDirectory([(person, tally[id]) for id, person in everyone.items()])
    found: dict[int, tuple[Person, tuple[int, ...], int]] = {}
    taken: set[int] = set()
    for id, _ in tally.most_common(CONSIDERED):
        if id not in everyone or id in taken or not _somebody(everyone[id]):
            continue
        name = everyone[id].name if everyone[id].organisation else everyone[id].name.split()[-1]
        voices = [voice for voice in directory.voices(name) if id in voice.ids]
        ids = tuple(each for each in (voices[0].ids if len(voices) == 1 else (id,)) if each not in taken)
        person = voices[0].person if voices and voices[0].person.id in ids else everyone[id]
        taken.update(ids)
        found[id] = person, ids, sum(tally[each] for each in ids)
    ranked = sorted(found.values(), key=lambda each: (-each[2], each[0].name))
    return [(person, ids) for person, ids, _ in ranked[:PEOPLE]]


def _somebody(person: Person) -> bool:
    """Whether a name tells who it is: "Fisheries Council" does, "officials" and "Senior Official" don't."""
    words = person.name.split()
    if person.organisation:
        return len(words) > 1 and person.name[:1].isupper() and words[-1].lower() not in ROLES
    return words[-1].lower() not in ROLES


def _per_person(remarks: Iterable[Remark], people: int) -> tuple[int, ...]:
    tally = Counter(remark.speaker for remark in remarks)
    return tuple(tally[i] for i in range(people))


def _touched(remarks: list[Remark], topics: tuple[RecurringTopic, ...], people: int) -> tuple[tuple[int, ...], ...]:
    tally = Counter((remarks[i].speaker, j) for j, topic in enumerate(topics) for i in topic.remarks)
    return tuple(tuple(tally[i, j] for j in range(len(topics))) for i in range(people))


def _weekly(
    rows: Iterable[_Row], place: dict[int, int], firsts: tuple[date, ...], people: int
) -> tuple[tuple[int, ...], ...]:
    tally = Counter((place[row.person], (row.day - firsts[0]) // WEEK) for row in rows)
    return tuple(tuple(tally[i, k] for k in range(len(firsts))) for i in range(people))
