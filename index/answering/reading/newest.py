"""Questions for what is newest: "what's new", "the latest on the harbour", "sum up yesterday's briefing"."""

from __future__ import annotations

import re

from index.answering.reading.vocabulary import COURTESY

_NEWEST = re.compile(
    rf"^(?:(?:{COURTESY.pattern}|tell me|show me|give me|can you|could you|please|i want|any|the|a|an|is there|are "
    rf"there),? )*"
    r"(?:what(?:['’]?s| is| are| was)?(?: been)? (?:new|the (?:latest|newest)|happening|going on|in the (?:news|"
    r"papers?)|up)"
    r"(?: news)?|what (?:did i|have i) miss(?:ed)?|what happened(?=\W*$)|"
    r"(?:anything|something|much|what else|what)(?:['’]s| is)? new|"
    r"(?:latest|newest|most recent|recent|fresh)(?: news| updates?| quotes?| statements?| remarks?| words?| "
    r"comments?)?|"
    r"news|updates?|headlines|highlights|"
    r"(?:summari[sz]e|sum up|summary of|recap(?: of)?|overview of|digest of|brief me on|tl;?dr|catch me up on|the "
    r"gist of))"
    r"(?: with| in)?(?=\W|$)",
    re.IGNORECASE,
)
_AT_END = re.compile(
    r"\s*[,–—(-]\s*(?:the )?(?:very )?(?:latest|newest|most recent)(?: one| quote| word)?\)?$", re.IGNORECASE
)
# Goes on from what was asked before.
_NEWER = re.compile(
    r"(?:(?:and|but|so|what about|how about|anything|something|any|just|only|now|is there)[, ]+)*(?:the )?(?:very )?"
    r"(?:(?:more|most) recent(?:ly)?|recently|lately|of late|these days|newer|latest|newest)"
    r"(?: (?:ones?|words?|quotes?|remarks?|statements?|comments?))?(?:,? (?:please|pls|plz))?[?!. ]*",
    re.IGNORECASE,
)
_BACK = re.compile(r"\b(?:he|she|they|him|hers?|them|his|theirs?|it|that|this|those)\b", re.IGNORECASE)
# What a digest is of, which is no topic.
_OCCASION = re.compile(
    r"(?:the )?(?:(?:press|daily|news|white house|morning|this|that|last) )*"
    r"(?:briefings?|conferences?|speech(?:es)?|papers?|articles?|news|day|week|month|remarks|statements?|quotes?|documents?|"
    r"events?|interviews?|today|yesterday|everything|all|it|things|here|there)(?: for me| please)?",
    re.IGNORECASE,
)


_PRINTED = re.compile(
    r"(?<=\w) (?:articles?|news|coverage|reports?|stories|story|papers?|quotes?|debate|discussion|reactions?)$",
    re.IGNORECASE,
)


def newest_asked(text: str) -> str | None:
    """The rest of a question for what is newest; None for another question.

    Args:
        text: The question without its dates.
    """
    match = _NEWEST.match(text)
    if match is not None:
        return without_printed(text[match.end() :].strip(" ,:?"))
    at_end = _AT_END.search(text)
    return text[: at_end.start()] if at_end is not None else None


def without_printed(rest: str) -> str:
    """What a digest is of without the word for what was printed: "the ferry" of "the ferry articles"."""
    return rest if is_occasion(rest) else _PRINTED.sub("", rest)


def asks_for_newer(text: str) -> bool:
    """Whether a text only asks for newer words on what was asked before: "and more recently?", "just the latest"."""
    return bool(_NEWER.fullmatch(text))


def is_occasion(topic: str) -> bool:
    """Whether a topic only says what was held or printed, and not what about."""
    return bool(_OCCASION.fullmatch(topic.strip()))


def refers_back(rest: str) -> bool:
    """Whether the rest of a question for what is newest means what was asked before: "from him", "on that"."""
    return bool(_BACK.search(rest))
