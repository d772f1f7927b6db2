"""Which of what was found comes first, as a question wants it: the newest, by days, numbers, each passage once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from index.answering.candidates import Candidate
from index.answering.ranking import asks_for_number, moment, tells_number, topic_stems
from index.answering.substance import says_something
from index.model import Ask, Kind, Question, Quote

NEWEST = 4  # times as many are looked at as are wanted, to find the newest among the best
ON_TOPIC = 0.6  # share of the best one's nearness in meaning from which another is on its topic, for the newest
SAYS_IT = 0.9  # share of a topic's words in somebody's own from which these are surely on it
AS_GOOD = 0.9  # share of the best one's score from which another may be the answer, too
MUCH = 1.5  # times as long as what was shown, from which a quote shows more than that again
REPEATED = 0.8  # share of a quote that was shown, from which it is a repetition


def in_order(asked: Question, candidates: list[Candidate], limit: int) -> list[Candidate]:
    """One speaker's words as a question wants them, best first: by their days, the newest, or without greetings."""
    if asked.ask is Ask.TIMELINE:
        return sorted(_one_a_day(candidates, limit), key=lambda candidate: moment(candidate.published))
    if asked.ask is Ask.LATEST:
        on_topic = surely_on_topic(candidates, limit) if asked.topic else candidates
        return newest_first(on_topic, but_greetings=asked.topic is None)
    if asked.topic and asks_for_number(asked.text):
        return _numbers_first(asked, candidates)
    return candidates if asked.topic else sorted(candidates, key=lambda each: not says_something(each.text))


def without_repeats(quotes: Sequence[Quote]) -> tuple[Quote, ...]:
    """Quotes without those that mostly show again what one before them shows of the same article."""
    kept: list[Quote] = []
    for quote in quotes:
        if not any(_repeats(quote, other) for other in kept):
            kept.append(quote)
    return tuple(kept)


def _repeats(quote: Quote, shown: Quote) -> bool:
    """Whether most of a quote was shown, or it shows most of that again with a little more."""
    if quote.article.id != shown.article.id:
        return False
    common = min(quote.end, shown.end) - max(quote.start, shown.start)
    lengths = [each.end - each.start for each in (quote, shown)]
    if (quote.speaker and quote.speaker.id) == (shown.speaker and shown.speaker.id):
        return common >= REPEATED * lengths[0] or (common >= REPEATED * lengths[1] and lengths[0] < MUCH * lengths[1])
    return quote.speaker is None and common >= REPEATED * lengths[0]  # whose words these are is worth a line


def surely_on_topic(candidates: Sequence[Candidate], limit: int) -> list[Candidate]:
    """Of the best those that are about a topic beyond doubt, by their words or by what they mean."""
    best = candidates[: NEWEST * limit]
    nearest = max((dict(each.parts).get("meaning", 0.0) for each in best), default=0.0)
    return [each for each in best if each.own > SAYS_IT or dict(each.parts).get("meaning", 0.0) >= ON_TOPIC * nearest]


def _numbers_first(asked: Question, candidates: list[Candidate]) -> list[Candidate]:
    """Of candidates that are as good as the best those first that have a number beside what it is asked of."""
    wanted = topic_stems(asked.topic or "", asked.text)
    good = [each for each in candidates if each.score >= AS_GOOD * candidates[0].score]
    telling = [each for each in good if tells_number(each.text, wanted)]
    return [*telling, *(each for each in candidates if each not in telling)]


def tells_fact(asked: Question, candidates: Sequence[Candidate]) -> bool:
    """Whether the first of some candidates can tell the fact that a question wants: a number, where it wants one."""
    wanted = topic_stems(asked.topic or "", asked.text) if asks_for_number(asked.text) else ()
    return any(not wanted or tells_number(each.text, wanted) for each in candidates[:1])


def newest_first(candidates: Iterable[Candidate], but_greetings: bool = False) -> list[Candidate]:
    """Each once; of a day, or with greetings last of all days, those first that say something, in their own words."""
    once = {(each.article, each.start, each.end): each for each in candidates}

    def key(candidate: Candidate) -> tuple[bool, datetime, bool, bool, float]:
        says, own = says_something(candidate.text), candidate.kind is not Kind.INDIRECT
        return says or not but_greetings, moment(candidate.published), says, own, candidate.score

    return sorted(once.values(), key=key, reverse=True)


def _one_a_day(candidates: Sequence[Candidate], limit: int) -> list[Candidate]:
    """The best of each day; an undated article is a day of its own."""
    days: dict[object, Candidate] = {}
    for candidate in candidates:
        days.setdefault(candidate.published[:10] if candidate.published else candidate.article, candidate)
        if len(days) == limit:
            break
    return list(days.values())
