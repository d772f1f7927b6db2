"""Whether words say something, or only open a meeting, thank, or pass the word on."""

from __future__ import annotations

import re

from index.text.sentences import sentences
from index.text.terms import WORD

LEAST = 7  # words that say something
AFTER_GREETING = 30  # the same where the first ones greet: what follows often still speaks of the room
_GREETING = re.compile(
    r"\W*(?:(?:and )?good (?:morning|afternoon|evening|day)|hello|hi|dear|ladies and gentlemen|welcome|"
    r"(?:mr|madam|madame|mister)\.? (?:speaker|president|chair\w*))\b",
    re.IGNORECASE,
)
_COURTESY = re.compile(
    r"\W*(?:(?:many |well,? )?thanks?\b|thank(?:ing)? you|"
    r"let(?:['’]s| us| me) (?:begin|start|get started|go|turn|take)|"
    r"before (?:i|we) (?:begin|start|go)|(?:i have|i['’]ve|i will|i['’]ll|we have|we['’]ve) (?:got )?(?:just )?"
    r"(?:a (?:few|couple|short|brief)|one|two|three|some time|\w+ minutes)\b|(?:next|last|final|another) question|"
    r"(?:yes|no|okay|ok|all right|alright|please|sure|right|go ahead)\W*$|(?:i['’]ll|i will|we['’]ll|happy to) take|"
    r"any (?:other |more )?questions|i['’]m told|i am told|over to you|with that,? i|see you|"
    r"have a (?:good|great|nice))",
    re.IGNORECASE,
)


def says_something(text: str) -> bool:
    """Whether what is left of words without greetings, thanks and words about the meeting is enough to be quoted."""
    parts = [text[start:end] for start, end in sentences(text)]
    greets = any(map(_GREETING.match, parts[:1]))
    said = sum(len(WORD.findall(part)) for part in parts if not (_GREETING.match(part) or _COURTESY.match(part)))
    return said >= (AFTER_GREETING if greets else LEAST)
