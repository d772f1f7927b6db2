"""What a question takes for granted: that somebody did what it asks the reason, the time or the place of."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.answering.reading.mentions import Mention
from index.answering.reading.relations import Relations
from index.answering.reading.rows import Row
from index.answering.reading.vocabulary import ADVERBS, OPENING
from index.answering.stances import PLAIN_VERBS, STATES
from index.model import Ask

_ASKING = r"(?:why|when|where|how come|how often|how|since when|for what reason|on what grounds|what made)"
_DID = (
    rf"^(?:(?:{OPENING}|and|but|so) )*(?:{_ASKING}(?: exactly)? )?"
    r"(?:did|does|do|has|have|had|is|are|was|were|didn't|doesn't|hasn't)"
)
_VERBS = "|".join(sorted(PLAIN_VERBS, key=len, reverse=True))
_STATES = "|".join(sorted(STATES, key=len, reverse=True))
_TAKEN = re.compile(rf"{_DID}{ADVERBS} (?:the )?(?P<s>‹\d+›){ADVERBS} (?P<v>{_VERBS}|{_STATES})\b(?P<rest>.*)$")
_NEGATED = re.compile(r"^\S*(?:.* )?(?:not|never|didn't|doesn't|hasn't)\b")
# What makes another verb of one: "call for", "back down", "attack on".
_PARTICLES = re.compile(r" (?:on|off|out|up|down|back|away|over|in|by)\b(?! ‹)")


def premise_of_all(found: Relations, topic: str | None) -> str | None:
    """What those did who are asked for: "criticised the ferry"; None where they only spoke.

    Args:
        found: The question's relations.
        topic: What it is about, whether it names that or goes on with it.
    """
    does = found.deed in PLAIN_VERBS or found.deed in STATES
    return f"{found.deed} {topic}" if found.ask is Ask.WHO and does and topic else None


def premise_of(text: str, mentions: Sequence[Mention], found: Relations) -> str | None:
    """What a question takes for granted that its speaker did: "call Ilo Tamm an enemy"; None for most.

    Args:
        text: The question without its dates.
        mentions: Whom it names, in order.
        found: Its relations.
    """
    if found.ask is Ask.WHO:
        return premise_of_all(found, found.topic)
    if found.ask is not Ask.SAID or len(found.speakers) != 1:
        return None
    row = Row(text, mentions)
    match = _TAKEN.match(row.line)
    if match is None or row.named(match["s"]) != found.speakers or _NEGATED.match(row.line[: match.start("v")]):
        return None
    if _PARTICLES.match(match["rest"]):
        return None
    rest = sorted(row.places(match.start("rest") + 1, match.end("rest")))
    written = text[row.words[rest[0]].start : row.words[rest[-1]].end] if rest else ""
    return f"{match['v']} {written}".strip()
