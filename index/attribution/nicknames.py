"""What people are called within their names, and names in place of it: Konstanze “Stanzi” Ruhl is Stanzi."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from index.attribution.mentions import Mention, Sort
from index.text.common_words import COMMON_WORDS
from index.text.letter_case import CAPITAL
from index.text.person_names import is_given_name

# Between a given name and a surname: Konstanze “Stanzi” Ruhl, Kathryn (Kitty) Ruhl.
_CALLED = rf"[{CAPITAL}][\w’-]*"
_NICKNAME = re.compile(
    rf"[ \u00a0](?:[\"“‘'](?P<called>{_CALLED}(?: {_CALLED})?)[\"”’']|\((?P<known>{_CALLED})\))[ \u00a0]"
)


def with_nicknames(mentions: Sequence[Mention], text: str) -> list[Mention]:
    """Join the parts of names that nicknames part, and give those who are called by them their whole names.

    Args:
        mentions: A text's mentions, in order.
        text: The text.
    """
    return _in_full(_joined(mentions, text))


def _joined(mentions: Sequence[Mention], text: str) -> list[Mention]:
    """Mentions with a name as one around what its bearer is called."""
    joined: list[Mention] = []
    for mention in mentions:
        for first in joined[:-3:-1]:
            nickname = _NICKNAME.match(text, first.span[1]) if first.span[0] >= 0 else None
            last = _surname_after(mention, nickname) if nickname else None
            if nickname is not None and last is not None and _is_parted(first, last, nickname):
                mention = _as_one(first, last, nickname)
                del joined[joined.index(first) :]
                break
        joined.append(mention)
    return joined


def _surname_after(mention: Mention, nickname: re.Match[str]) -> Mention | None:
    """A mention that a nickname's closing mark precedes, or that holds it: "‘Ellie’ Varga"."""
    start = nickname.end()
    if start == mention.span[0]:
        return mention
    inside = mention.span[0] < start < mention.span[1] and len(mention.words) > 1
    return replace(mention, span=(start, mention.span[1]), words=mention.words[1:]) if inside else None


def _is_parted(first: Mention, last: Mention, nickname: re.Match[str]) -> bool:
    """Whether two mentions are a given name and a surname that only a nickname parts."""
    plain = not (first.possessive or last.titles or last.honorific or Sort.BODY in (first.sort, last.sort))
    return plain and (nickname["called"] is not None or is_given_name(first.words[-1]))


def _as_one(first: Mention, last: Mention, nickname: re.Match[str]) -> Mention:
    return replace(
        first,
        span=(first.span[0], last.span[1]),
        words=first.words + last.words,
        sort=Sort.PERSON,
        roles=first.roles + last.roles,
        gender=first.gender or last.gender,
        possessive=last.possessive,
        nickname=nickname["called"] or nickname["known"],
    )


def _in_full(mentions: list[Mention]) -> list[Mention]:
    """Mentions with the names of those who are called by nicknames that the text has told."""
    called: dict[str, set[tuple[str, ...]]] = {}
    for mention in mentions:
        if mention.nickname and mention.nickname.lower() not in COMMON_WORDS:
            called.setdefault(mention.nickname, set()).add(mention.words)
    if not called:
        return mentions
    return [_whole(m, called) if m.words[0] in called and not m.nickname else m for m in mentions]


def _whole(mention: Mention, called: dict[str, set[tuple[str, ...]]]) -> Mention:
    """A mention by a nickname, alone or before the surname, with the whole name in its place."""
    names = [words for words in called[mention.words[0]] if mention.words[1:] in ((), words[-len(mention.words[1:]) :])]
    if len(names) != 1 or (mention.titles and len(mention.words) == 1):
        return mention
    return replace(mention, words=names[0], sort=Sort.PERSON)
