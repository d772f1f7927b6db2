"""The topic of a question: what its relations leave, without the words that only ask."""

from __future__ import annotations

import re
from collections.abc import Collection

from index.answering.reading import cues
from index.answering.reading.mentions import Mention
from index.answering.reading.rows import Row

# How near in time it is what something followed on tells nothing of it: "right after the strike".
_NEAR_IN_TIME = re.compile(r"(?:right|just|shortly|immediately|straight|soon) (?=(?:after|before)\b)", re.IGNORECASE)
# Where both are asked, that it is between them: "trade between the two countries".
_BETWEEN_BOTH = re.compile(
    r" (?:between|for|of|in) (?:(?:the|their|our|these) )?(?:two|both) (?:countries|nations|sides|governments|states)$",
    re.IGNORECASE,
)
# What only asks once more, behind what is asked: "…, what was it", "… . His answer".
_AFTERTHOUGHT = re.compile(
    r"(?:[,.;:–-]+ *| and )(?:what (?:was|is|were|are) (?:it|that|this|they)|"
    r"(?:(?:what (?:was|is) )?(?:his|her|their|the) |any )?(?:answer|response|reply|"
    r"reaction|comeback|comment|take|view|details|thoughts)s?)[ ?.!]*$",
    re.IGNORECASE,
)
_ANYTHING = re.compile(r"(?:anything|something|everything)(?: else)?", re.IGNORECASE)


def topic_of(row: Row, speakers: Collection[Mention], after: int | None, both: bool = False) -> str | None:
    """What is asked about, as written: what follows "about", else what no relation has used up.

    Args:
        row: The question.
        speakers: Those who are no part of the topic.
        after: Where in the row's line the words after the relation begin that tells who speaks.
        both: Whether two are compared, so that it tells nothing that it is between them.
    """
    _use_speakers(row, speakers)
    explicit = after is not None and _use_up_to_about(row, after)
    line, places = row.rest()
    if after is not None and not explicit:
        places = _without_deeds(line, places)
        line = " ".join(row.words[place].sign for place in places)
    places = _trimmed(row, line, places, explicit)
    topic = _NEAR_IN_TIME.sub("", without_clause(_written(row, places))) if places else ""
    topic = _AFTERTHOUGHT.sub("", topic)
    topic = _BETWEEN_BOTH.sub("", topic) if both else topic
    return topic if re.search(r"\w", topic) and not _ANYTHING.fullmatch(topic) else None


def without_clause(topic: str) -> str:
    """What a clause in the place of a topic is about: "the alarm late" of "why the alarm came so late"."""
    clause = cues.CLAUSE.match(topic)
    if clause is None:
        return topic
    rest = cues.CLAUSE_WORDS.sub("", topic[clause.end() :]).strip()
    return rest if re.search(r"\w", rest) else topic


def _use_speakers(row: Row, speakers: Collection[Mention]) -> None:
    """Use up the signs of those who speak, each with its "'s"."""
    for place, word in enumerate(row.words):
        if word.sign.startswith("‹") and row.named(word.sign)[0] in speakers:
            row.used.add(place)
            if place + 1 < len(row.words) and row.words[place + 1].sign == "'s":
                row.used.add(place + 1)


def _use_up_to_about(row: Row, after: int) -> bool:
    """Use up everything to the "about" after a relation; whether there is one."""
    after += len(row.line[after:]) - len(row.line[after:].lstrip())
    about = cues.TOPIC_AFTER.match(row.line[after:])
    if about is None or not about.group().strip():
        return False
    row.used |= row.places(0, after + about.end())
    return True


def _without_deeds(line: str, places: list[int]) -> list[int]:
    """Places without words that only say what a speaker does: up to an "about" before which nothing else stands."""
    rest, count = line, 0
    while match := cues.LEADING.match(rest) or cues.DONE.match(rest):
        count += len(match.group().split())
        rest = rest[match.end() :]
    return places[count:] if rest else places


def _trimmed(row: Row, line: str, places: list[int], explicit: bool) -> list[int]:
    """Places without the words at either end that ask and tell nothing.

    Args:
        row: The question.
        line: What is left of it.
        places: Where its words stand in the row.
        explicit: Whether "about" stands before them.
    """
    while not explicit and places and (match := cues.LEADING.match(line)):
        count = len(match.group().split())
        line, places = line[match.end() :], places[count:]
    trailing = (cues.COURTEOUS_END,) if explicit else (cues.COURTEOUS_END, cues.TRAILING)
    while places and (match := next(filter(None, (each.search(line) for each in trailing)), None)):
        count = len(match.group().split())
        line, places = line[: match.start()], places[:-count]
    first = places[0] - 1 if places else -1
    if first >= 0 and row.words[first].sign in {"the", "a", "an"} and first not in row.used:
        places = [first, *places]
    return places


def _written(row: Row, places: list[int]) -> str:
    """Words as they stand in the question; where others are left out, a blank."""
    parts: list[str] = []
    last = -2
    for place in places:
        word = row.words[place]
        if place == last + 1 and parts:
            parts.append(row.text[row.words[last].end : word.start])
        elif parts:
            parts.append(" ")
        parts.append(row.text[word.start : word.end])
        last = place
    return " ".join("".join(parts).split()).strip(" ,;:-–")
