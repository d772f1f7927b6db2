"""Whether a question's words had to be worked out, and what else they can mean."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from datetime import date

from index.answering.reading import cues
from index.answering.reading.dates import find_dates
from index.answering.reading.mentions import Mention, Named
from index.answering.reading.relations import Relations
from index.answering.reading.rows import Row
from index.answering.reading.topics import topic_of
from index.model import Ask
from index.search.speakers import SpeakerDirectory
from index.text.name_lists import TITLES

_YEAR = re.compile(r"\b(?:1[6-9]|2\d)\d\d\b")
_WORD = re.compile(r"\w+")
_MONTH = (
    r"jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?"
)
# A time that is said with its year, in words that mean nothing else.
_PLAIN = re.compile(
    rf"(?:{_MONTH}|\d+(?:st|nd|rd|th)?|since|until|till|before|after|between|from|to|and|in|on|of|during|by|the|up|for|at)"
)
# What comes again every year.
_YEARLY = re.compile(
    rf"(?:{_MONTH}|spring|summer|autumn|fall|winter|q[1-4]|h[12]|first|second|third|fourth|1st|2nd|3rd|4th|day|"
    r"christmas|easter|thanksgiving|eve|good|new)"
)
_NO_YEARLY = re.compile(r"(?:ago|today|yesterday|this|year|years|week|weekend|recently|lately|days|past)")


def is_worked_out(text: str, speakers: list[Mention], directory: SpeakerDirectory) -> bool:
    """Whether somebody who is to speak is named by an office, a nickname or another spelling.

    Args:
        text: The question in which they are named.
        speakers: Those who are to speak.
        directory: The people on record.
    """
    return any(
        each.how is Named.BY_OFFICE or not _is_as_on_record(text[each.start : each.end], each.name, directory)
        for each in speakers
        if each.how is not Named.UNKNOWN
    )


def _is_as_on_record(written: str, name: str, directory: SpeakerDirectory) -> bool:
    """Whether a name is written with words of its bearer's, titles, case, accents and hyphens apart."""
    people = [match.person for match in directory.matching(name)]
    own = {word for person in people for form in (person.name, *person.aliases, *person.roles) for word in _words(form)}
    return not own or all(word in own or word in TITLES for word in _words(written))


def _words(name: str) -> list[str]:
    """The words of a name in small letters, without accents."""
    letters = unicodedata.normalize("NFKD", name.casefold())
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return re.findall(r"\w+", re.sub(r"['’]s?\b", "", bare))


def topic_instead(text: str, mentions: list[Mention], found: Relations) -> str | None:
    """What a question is about if the one named in it isn't to speak; None where it is plain that they are."""
    if found.firm or found.ask is not Ask.SAID or not found.topic or len(found.speakers) != 1:
        return None
    if found.speakers[0].how is Named.BY_OFFICE or cues.FACT.match(text.lower()):
        return None
    return topic_of(Row(text, mentions), found.excluded, None)


def _dated_words(text: str, rest: str) -> list[str]:
    """The words of a text, in small letters, that its dates are made of."""
    kept = Counter(_WORD.findall(rest.lower()))
    words = []
    for word in _WORD.findall(text.lower()):
        if kept[word]:
            kept[word] -= 1
        else:
            words.append(word)
    return words


def is_worked_out_time(text: str, rest: str) -> bool:
    """Whether a question's time is not simply written down with its year: "last spring", "in March".

    Args:
        text: The question.
        rest: What is left of it without its dates.
    """
    words = _dated_words(text, rest)
    return bool(words) and not (_YEAR.search(" ".join(words)) and all(map(_PLAIN.fullmatch, words)))


def other_year(text: str, rest: str, today: date) -> tuple[date | None, date | None] | None:
    """The days of the year before, where a question's time comes every year and it names no year.

    Args:
        text: The question.
        rest: What is left of it without its dates.
        today: What its time is counted from.
    """
    words = _dated_words(text, rest)
    if not any(map(_YEARLY.fullmatch, words)) or any(map(_NO_YEARLY.fullmatch, words)):
        return None
    if _YEAR.search(" ".join(words)) or today.year == date.min.year:
        return None
    leap_day = (today.month, today.day) == (2, 29)
    since, until, _ = find_dates(text, today.replace(year=today.year - 1, day=28 if leap_day else today.day))
    return (since, until) if since or until else None
