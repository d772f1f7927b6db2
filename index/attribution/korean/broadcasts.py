"""Voices in Korean broadcasts, each in brackets with name and calling: "[온다미/섬 주민 : “…”]"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from index.attribution.korean.bodies import BODY
from index.attribution.korean.people import is_part_of_name
from index.attribution.korean.titles import NOT_NAMES, is_full_name, title_of
from index.model import Kind, Person, Statement

_CALLED = r"(?P<name>[^\[\]/:：|｜“”\"\n]{1,24}?)\s?[/|｜]\s?(?P<role>[^\[\]:：“”\"\n]{1,50}?)"
# "[온다미/섬 주민 : “…”]"
_WITHIN = re.compile(rf"^[^\S\n]*\[\s?{_CALLED}\s?[:：]\s?(?P<words>[^\[\]\n]+)\][^\S\n]*$", re.MULTILINE)
# "[온다미/섬 주민]" with the words in marks below it
_ABOVE = re.compile(
    rf"^[^\S\n]*\[\s?{_CALLED}\s?\][^\S\n]*[:：]?\s{{0,4}}(?P<words>[“\"][^“”\"\n]+[”\"])[^\S\n]*$", re.MULTILINE
)
_NO_VOICE = re.compile(
    r"기자|앵커|리포터|아나운서|영상|촬영|편집|취재|그래픽|자막|구성|연출|출처|자료|사진|화면|제작|제공|VJ|CG"
)
_MARKS = "“”\"‘’' "
_MOST_WORDS = 4  # of a name
_LEAST = 4  # code points of what is said
_CERTAIN = 0.95


def broadcast_voices(text: str) -> Iterator[Statement]:
    """What is said under such labels, in the order of each form.

    Args:
        text: Any Korean text.
    """
    for form in (_WITHIN, _ABOVE):
        for match in form.finditer(text):
            words = match["words"]
            start = match.start("words") + len(words) - len(words.lstrip(_MARKS))
            end = match.start("words") + len(words.rstrip(_MARKS))
            if end - start < _LEAST or _NO_VOICE.search(f"{match['name']} {match['role']}"):
                continue
            person = _person(match["name"].strip(), match["role"].strip())
            sure = _CERTAIN if person else 0.0
            yield Statement(((start, end),), Kind.DIRECT, match.span("name"), None, person, None, sure)


def _person(name: str, role: str) -> Person | None:
    """Whoever a label names in full; None where it hides the name, or tells a trade alone: "김 모 씨", "주민"."""
    words = name.split()
    korean = len(words) == 1 and is_full_name(name) and len(name) > len("이든")
    foreign = 1 < len(words) <= _MOST_WORDS and all(_is_foreign(word) for word in words)
    return Person(name, roles=(role,)) if korean or foreign else None


def _is_foreign(word: str) -> bool:
    return is_part_of_name(word) and word not in NOT_NAMES and title_of(word) is None and BODY.fullmatch(word) is None
