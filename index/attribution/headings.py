"""What the heading of a text tells of its speakers: its title, or the line that stands in its place."""

from __future__ import annotations

import re

from index.text.common_words import COMMON_WORDS
from index.text.given_names import FEMALE_NAMES, MALE_NAMES
from index.text.label_names import proper_case
from index.text.label_words import DEPARTMENTS, LABEL_TITLES, OFFICES
from index.text.name_lists import NOT_NAMES
from index.text.person_names import NAME, fold, is_suffix

_LONGEST = 220  # code points of a heading
# "Statement by …", "Remarks as Prepared by …", "Daily Press Briefing with …".
_HEADS_WORDS = re.compile(
    r"[#*_ \t]*(?P<line>(?:[^\W\d_][\w.'’-]* ){0,5}?(?:statement|remarks|message|letter|speech|address|testimony|toast|"
    r"briefing|conference|interview|conversation|transcript|q ?& ?a)s?\b[^\n:?!]{0,60}? (?:by|of|with|from) "
    r"[^\n?!“”\"]{3,160}?)[*_ \t]*",
    re.IGNORECASE,
)
# "The Hon. Ada Holm, Minister for Oceans — Keynote to the Reef Forum"
_NAMED_FIRST = re.compile(
    r"[#*_ \t]*(?P<line>[^\n:?!“”\"—–|]{5,120} [—–|] (?:(?:opening|closing|keynote|inaugural|welcome|budget) )?"
    r"(?:keynote|speech|remarks|address|statement)\b[^\n?!“”\"]{0,100})",
    re.IGNORECASE,
)
_MOST_ABOVE = 6  # paragraphs of a masthead
_REPORTED = re.compile(r"[”\"],? [^.\n”\"]{0,60}\b(?:said|says|added)\b")  # “…,” the minister said
_LONGEST_ABOVE = 80  # code points of each
_LINKS = frozenset(
    """aboard en on in at to of for from with by and as about after before during following ahead between upon via
    regarding concerning toward towards against over through under""".split()
)
_PARAGRAPHS = re.compile(r"\n[ \t]*\n\s*")
_POSSESSIVE = re.compile(r"['’]s?$")


def heading_of(text: str) -> str | None:
    """The line above a text that says whose words it holds, where the text came without a title.

    Args:
        text: The text.

    Returns:
        Its first line, such as "Statement by Minister Ada Holm on the Herring"; None where that is something else, or
        where other such lines follow, as in a collection of statements.
    """
    named = _NAMED_FIRST.match(text.lstrip().split("\n", 1)[0].rstrip())
    if named is not None:
        return named["line"].strip()
    heads = [match for line in text.split("\n") if len(line) < _LONGEST and (match := _HEADS_WORDS.fullmatch(line))]
    first = text.lstrip().split("\n", 1)[0]
    if len(heads) != 1 or heads[0].string != first.rstrip("\r") or first.rstrip(" *_")[-1:] in ".;,":
        return _below_masthead(text)
    return heads[0]["line"].strip()


def _below_masthead(text: str) -> str | None:
    """A heading in capitals, of several lines maybe, below the name of the house: "STATEMENT BY MINISTER ADA HOLM"."""
    parts = _PARAGRAPHS.split(text.strip("\n"), maxsplit=_MOST_ABOVE)[:_MOST_ABOVE]
    for part in parts:
        line = " ".join(part.split())
        if len(line) < _LONGEST and line.isupper() and _HEADS_WORDS.fullmatch(line):
            return proper_case(line) if re.search(r"\bI\b", text) and not _REPORTED.search(text) else None
        if len(line) > _LONGEST_ABOVE or line[-1:] in ".;!?":
            return None
    return None


def first_line(text: str) -> str | None:
    """The first line of a text, where it may be its heading: it is short, and no sentence.

    Args:
        text: The text.
    """
    line = text.lstrip().split("\n", 1)[0].strip("#*_ \t\r")
    return line if len(line) < _LONGEST and line[-1:] not in ".;,!?" else None


def below_heading(text: str, title: str) -> int:
    """Where the words of a text begin behind its title, which may stand above them once more.

    Args:
        text: The text.
        title: Its title.
    """
    start = len(text) - len(text.lstrip())
    end = text.find("\n", start)
    end = len(text) if end < 0 else end
    line = fold(text[start:end].strip("#*_ \t\r"))
    return end if line and line == fold(title.strip()) and end < len(text) else 0


def named_in(heading: str, surname: str) -> list[tuple[str, ...]]:
    """The full names of a surname that a heading gives.

    Args:
        heading: A title: "Press Briefing by Press Secretary Dana Orlick".
        surname: The last word of a name, as a label has it.

    Returns:
        Words of each, without titles and departments; a place or a thing of that name is none.
    """
    found: dict[str, tuple[str, ...]] = {}
    running_on: dict[str, tuple[str, ...]] = {}  # "the Dana Orlick Bridge", "Dana Orlick Speaks"
    for match in NAME.finditer(heading):
        written = match.group().replace("\u00a0", " ").split()
        words = [_POSSESSIVE.sub("", word) for word in written]
        last = next((i for i, word in enumerate(words) if i and fold(word) == fold(surname)), None)
        if last is None:
            continue
        name = _name_up_to(words, last)
        if len(name) > 1:
            ends = written[last] != words[last] or _goes_on_elsewhere(words[last + 1 :])
            (found if ends else running_on).setdefault(fold(" ".join(name)), tuple(name))
    return list({**running_on, **found}.values()) if found else []


def _goes_on_elsewhere(words: list[str]) -> bool:
    """Whether words behind a name, in capitals as all of a heading, are no part of it: "Aboard Air Force One"."""
    after = [word for word in words if not is_suffix(word)]
    return not after or after[0].lower() in _LINKS or after[0].lower().endswith("ing")


def _name_up_to(words: list[str], last: int) -> list[str]:
    """A surname with the first names before it, without titles, departments and other words of a heading."""
    first = last
    while first and last - first < 3 and _is_of_a_name(words[first - 1]):
        first -= 1
    if first == last and last > 1 and _is_titled(words[: last - 1]):
        first -= 2  # "Judge Ada Brown Holm": a middle name that is a word as well
    return words[first : last + 1]


def _is_titled(words: list[str]) -> bool:
    """Whether words end in a first name, which a title before it shows where it is no common one."""
    first = words[-1].lower()
    titled = len(words) > 1 and words[-2].lower().strip(".") in LABEL_TITLES
    return first in MALE_NAMES or first in FEMALE_NAMES or (titled and _is_of_a_name(words[-1]))


def _is_of_a_name(word: str) -> bool:
    """Whether a word before a surname is a first name or a part of one, and no title, department or word of prose."""
    plain = word.lower().strip(".,")
    if plain in MALE_NAMES or plain in FEMALE_NAMES:
        return True
    others = LABEL_TITLES, OFFICES, DEPARTMENTS, COMMON_WORDS, NOT_NAMES
    return word[:1].isupper() and not any(plain in words for words in others)
