"""On which day an event was that a question counts from: "since the election", "before the summit"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from index.answering.reading.offices import Texts
from index.answering.reading.periods import period
from index.text.sentences import sentences
from index.text.terms import content_stems, stem

APART = 30  # days between reports from which they are of two events
_ELECTION = re.compile(r"\b(?:elections?|midterms)\b", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_OF_AMERICA = re.compile(r"\b(?:U\.S\.|US|Americans?|United States|White House|Congress|Senate)\b")
_JUST_NOW = re.compile(
    r"\b(?P<weekday>(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b|\b(?:today|yesterday|tonight|last night)\b",
    re.IGNORECASE,
)
_NOT_YET = re.compile(
    r"\b(?:will|would|next|upcoming|coming|ahead of|before|until|plans?|planned|due|expected|scheduled|"
    r"prepares?|call(?:s|ed) (?:for|an?)|candidates?|campaign\w*|run-up)\b",
    re.IGNORECASE,
)
_DECIDED = re.compile(
    r"\b(?:won|wins?|victory|victorious|elected|defeat(?:s|ed)?|concede[sd]?|landslide|lost|loses|results?|"
    r"votes? (?:were )?counted|percent of the vote)\b",
    re.IGNORECASE,
)


def day_of_event(phrase: str, texts: Texts, today: date) -> date | None:
    """The day of the last event of a kind, as articles tell that were written on it; None where none is about one.

    Args:
        phrase: What happened: "the election", "the summit in Kivik".
        texts: Gives passages that hold words, each after its article's title, with its day.
        today: No event is later.
    """
    year = _YEAR.search(phrase)
    wanted = set(content_stems(_YEAR.sub("", phrase)))
    election = bool(_ELECTION.search(phrase))
    read = list(dict.fromkeys([*texts(f"{phrase} won victory result" if election else phrase), *texts(phrase)]))
    found = {day for text, on in read if on for day in _days(text, date.fromisoformat(on[:10]), wanted, election)}
    days = sorted(day for day in found if day <= today and (year is None or day.year == int(year.group())))
    if election and _is_american([text for text, _ in read]):
        return _american(phrase, today)
    return _first_of_last(days)


def _is_american(texts: Sequence[str]) -> bool:
    """Whether passages on elections are mostly on those of the United States, which have their day by law."""
    return 2 * sum(bool(_OF_AMERICA.search(text)) for text in texts) > len(texts)


def _american(phrase: str, today: date) -> date | None:
    days = period(phrase, today)
    return days[0] if days else None


def _days(text: str, published: date, wanted: set[str], election: bool) -> Iterator[date]:
    """The days on which a passage tells that such an event was: by its title, or of an election that it was won."""
    for start, end in sentences(text):
        sentence = text[start:end]
        if not _tells(sentence, wanted, election):
            continue
        just_now = _JUST_NOW.search(sentence)
        if election and just_now is not None:
            yield _day_meant(just_now["weekday"], published)
        elif not start and not election:
            yield published


def _tells(sentence: str, wanted: set[str], election: bool) -> bool:
    """Whether a sentence tells that something happened; of an election that it was won."""
    if not wanted <= {stem(word) for word in re.findall(r"\w+", sentence.lower())}:
        return False
    return bool(_DECIDED.search(sentence)) if election else not _NOT_YET.search(sentence)


def _day_meant(weekday: str | None, published: date) -> date:
    """The last such weekday up to the day of an article."""
    days = period(f"last {weekday}", published + timedelta(days=1)) if weekday else None
    return days[0] if days else published


def _first_of_last(days: Iterable[date]) -> date | None:
    """The first day of those on which the last event was told of."""
    first: date | None = None
    last: date | None = None
    for day in days:
        if last is None or (day - last).days > APART:
            first = day
        last = day
    return first
