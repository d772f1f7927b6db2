"""Two questions in one breath: where the second begins, and what each takes over from the other."""

from __future__ import annotations

import re
from dataclasses import replace

from index.answering.reading.cues import FACT
from index.answering.reading.quotations import quotation_asked
from index.answering.reading.vocabulary import AUXILIARY
from index.model import Ask, Part, Question
from index.text.terms import content_stems

_NOBODY = r"(?!(?:i|you|he|she|it|we|they|the|a|an|his|her|their|to)\b)"
# What stands before a question in a list of them: "2.", "b)", "-", "secondly,".
_ITEM = r"(?:\(?(?:[2-9][.):]|(?:b|ii)[):])|[-–—•*]|second(?:ly)?\b|next\b)"
_FIRST_ITEM = re.compile(r"(?:^|(?<=[!.:?,] ))(?:\(?(?:1[.):]|[ai][):])|[-–—•*]) +", re.IGNORECASE)
# Where a second question begins.
_SECOND = re.compile(
    r"(?:[?;.]+ *(?:and|also|plus)?|(?<=\w),? (?:and|also|plus)|"
    rf"[?;.,]+ *(?:and )?{_ITEM}|(?<=\w) \(?(?:[2-9]|b|ii)\)),? +"
    r"(?=(?:(?:(?:on|in|at|for|by|to|from|of|with) )?(?:what|which|where|when|why|who|whom|how)"
    r"(?: (?:many|much)(?: \w+){0,2}?| long| often| far| else| (?!(?:is|was|did|does|do)\b)\w+)? "
    rf"(?:{AUXILIARY}|may|shall)\b|who (?:else )?{_NOBODY}\w|what about \w|"
    r"(?:did|does|do|will|has|have|is|are|was|were|can|would) \w|about \w)(?! to\b))",
    re.IGNORECASE,
)
# "… about visas? And Varnas on the sailors?"
_SPEAKER_ON = re.compile(rf"[?;]+ *(?:{_ITEM},? +|(?:[Aa]nd|[Aa]lso|[Pp]lus),? +)?(?=[A-Z][\w'’-]+ (?:on|about) \w)")
_NAMED_FOR_BOTH = re.compile(r"(\([^()]+\))[?!. ]*$")
_IT = re.compile(r"^(?:it|this|that|they)\b(?= \w)|\b(?:it|this|that|them)$")
# Somebody more at the end: "what did Vale say about the ferry, and Tamm?"
_AND_ANOTHER = re.compile(
    r"(?P<first>\S.+?),? (?:and|also|plus|what about)(?: (?:also|the|what about|how about))* "
    r"(?P<name>[^\W\d_][\w.'’ -]{1,40})\?"
)
# Who did something to what the first part is about: "who takes over?"
_DID = re.compile(r"who\b", re.IGNORECASE)
_BOTH = (Ask.SAID, Ask.WHO, Ask.VERSUS, Ask.TIMELINE, Ask.LATEST)


def parts(text: str) -> tuple[str, str] | None:
    """Both questions of a text that asks two; None where it asks one."""
    if quotation_asked(text)[0] is not None:
        return None
    text = _FIRST_ITEM.sub("", text, count=1)
    match = min(filter(None, (_SECOND.search(text), _SPEAKER_ON.search(text))), key=re.Match.start, default=None)
    if match is None:
        return None
    first, second = text[: match.start()], text[match.end() :]
    if (named := _NAMED_FOR_BOTH.search(second)) and "(" not in first:
        first = f"{first} {named[1]}"
    return (first, second) if len(first.split()) > 2 and re.search(r"\w", second) else None


def another_speaker(text: str) -> tuple[str, str] | None:
    """A question and who else is to be asked it, as it may be at its end; None where nobody can be.

    Args:
        text: The question. Whether the words are somebody's name is left to be seen.
    """
    match = _AND_ANOTHER.fullmatch(text) if quotation_asked(text)[0] is None else None
    return (match["first"], match["name"]) if match and "," in text else None


def in_one_breath(asked: str, texts: tuple[str, str], first: Question, second: Question) -> Question:
    """Two questions as one.

    Args:
        asked: Both as written.
        texts: Each.
        first: The first one as understood.
        second: The second one, as it goes on from the first.
    """
    if first.ask not in _BOTH:
        return replace(first, text=asked)
    facts = [bool(FACT.match(text.lower())) for text in texts]
    if first.ask is Ask.SAID and not facts[0]:
        first = replace(first, speaker=first.speaker or second.speaker)
    part = _second_part(texts[1], first, second, facts[1])
    if (part.speaker, part.topic) == (first.speaker or "", first.topic or "") and part.ask is first.ask:
        return replace(first, text=asked)
    interpreted = first.interpreted or second.interpreted
    return replace(first, text=asked, further=(part,), interpreted=interpreted, second=None)


def _second_part(text: str, first: Question, second: Question, is_fact: bool) -> Part:
    """The second question: a fact is anybody's to tell who is not named, the first one's speaker before others."""
    is_who_spoke = second.ask is Ask.WHO and not second.premise
    topic = _topic(first.topic or "", second.topic or "", adds=_DID.match(text) is not None and not is_who_spoke)
    if second.ask is Ask.WHO:
        return Part("", topic, Ask.WHO, second.premise or "")
    is_inherited = second.speaker is None or second.otherwise == second.topic
    if is_fact and is_inherited and (_DID.match(text) or not first.speaker):
        return Part("", topic)
    return Part(second.speaker or first.speaker or "", topic, otherwise=topic if is_fact and is_inherited else "")


def _topic(first: str, second: str, *, adds: bool) -> str:
    """The second question's topic, with the first one's in the place of "it" or where it has none of its own.

    Args:
        first: The first one's.
        second: Its own.
        adds: Whether a single word of its own tells too little without the first one's, as in "who takes over?".
    """
    if not second:
        return first
    if _IT.search(second):
        return _IT.sub(lambda _: first, second)
    if adds and len(content_stems(second)) < 2 and second != first:
        return f"{second} {first}"
    return second
