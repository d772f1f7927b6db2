"""Words of quotations as they are compared: case, marks and ways of writing the same word don't count."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

Runs = tuple[tuple[str, str], ...]

# Letters and digits, with the accents and the invisible characters that may stand between them.
_LETTER = r"(?:[^\W_]|[\u0300-\u036f\u00ad\u200b-\u200d\u2060])"
_INITIALS = re.compile(r"(?:[A-Za-z]\.){2,}(?:[A-Za-z](?!\w))?")  # "U.S.", which others write "US"
_WORD = re.compile(rf"{_INITIALS.pattern}|\d+(?:[.,]\d+)+|{_LETTER}+(?:['’ʼ]{_LETTER}+)*|[$€£¥₩₹₽%°]")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200d\u2060]")
_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_CAPITAL = re.compile(r"(?<!\w)\[(\w)\](?=\w)")  # "[T]he": only the letter's case was changed
_SIC = re.compile(r"\s*[\[(]sic[\])]", re.IGNORECASE)
_OMISSION = r"[\[(]\s*(?:…|\.\s?\.\s?\.)\s*[\])]|…|\.\s?\.\s?\.(?:\s?\.)?"
_BREAK = re.compile(rf"(?P<omission>{_OMISSION})|\w*\[[^\[\]\n]{{1,120}}\]\w*")


class Break(StrEnum):
    """What stands between two parts of a quotation."""

    OMISSION = "omission"  # an ellipsis
    INSERTION = "insertion"  # words in square brackets
    INTERRUPTION = "interruption"  # "…," she said, "…"


class Word(NamedTuple):
    """A word of a text at code points [start, end), in the form in which it is compared."""

    form: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Part:
    """Words of a quotation that stand together.

    Attributes:
        forms: The words as they are compared; at least one.
        text: The words as they are written.
        after: What divides them from the part before; None for the first.
    """

    forms: tuple[str, ...]
    text: str
    after: Break | None = None


def quoted_words(text: str, start: int = 0, end: int | None = None) -> list[Word]:
    """Find the words of a text, or of a part of it.

    Args:
        text: The text.
        start: Code point at which the part starts.
        end: Code point before which it ends; None for the end of the text.
    """
    found = _WORD.finditer(text, start, len(text) if end is None else end)
    return [Word(_form(match.group()), match.start(), match.end()) for match in found]


def _form(word: str) -> str:
    if _INITIALS.fullmatch(word):
        return word.replace(".", "").lower()
    if word.isascii():
        return word.lower() if "," not in word or not _THOUSANDS.fullmatch(word) else word.replace(",", "")
    word = _INVISIBLE.sub("", word).replace("’", "'").replace("ʼ", "'")
    return unicodedata.normalize("NFKC", word).casefold()


def parts_of(pieces: Sequence[str]) -> list[Part]:
    """Divide a quotation at what a press office leaves out and puts in: ellipses and square brackets.

    Args:
        pieces: The quotation; several where the text interrupts it to say who speaks.

    Returns:
        Its parts in order; none where there is no word.
    """
    parts: list[Part] = []
    for after, written in _divided(pieces):
        if forms := tuple(word.form for word in quoted_words(written)):
            parts.append(Part(forms, written.strip(), after if parts else None))
    return parts


def _divided(pieces: Sequence[str]) -> Iterator[tuple[Break, str]]:
    """Stretches between the breaks, each with what stands before it."""
    for piece in pieces:
        plain = _CAPITAL.sub(r"\1", _SIC.sub("", piece))
        after, position = Break.INTERRUPTION, 0
        for mark in _BREAK.finditer(plain):
            yield after, plain[position : mark.start()]
            after = Break.OMISSION if mark["omission"] else Break.INSERTION
            position = mark.end()
        yield after, plain[position:]


def same_letters(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether words are the same but for how they are divided: "co-operate" and "cooperate", "U.S." and "US"."""
    return "".join(one) == "".join(other)


def difference(quotation: str, text: str) -> Runs:
    """Compare a quotation with a text, word by word.

    Args:
        quotation: As it was quoted.
        text: As it is on record.

    Returns:
        Runs of ("=" same, "-" quotation only, "+" text only) words; the same ones as the text has them.
    """
    a, b = quotation.split(), text.split()
    forms = [["".join(word.form for word in quoted_words(each)) for each in side] for side in (a, b)]
    runs: list[tuple[str, str]] = []
    for i, j, k, m, same in _compared(*forms):
        if same:
            _extend(runs, "=", b[k:m])
        else:
            _extend(runs, "-", a[i:j])
            _extend(runs, "+", b[k:m])
    return tuple(runs)


def _compared(one: Sequence[str], other: Sequence[str]) -> list[tuple[int, int, int, int, bool]]:
    """Stretches of two lists of words, and whether they are the same."""
    opcodes = difflib.SequenceMatcher(None, one, other, autojunk=False).get_opcodes()
    return [(i, j, k, m, tag == "equal" or same_letters(one[i:j], other[k:m])) for tag, i, j, k, m in opcodes]


def _extend(runs: list[tuple[str, str]], mark: str, words: Sequence[str]) -> None:
    """Add words to the last run where it has the same mark, else as a new one."""
    if not words:
        return
    added = " ".join(words)
    if runs and runs[-1][0] == mark:
        added = f"{runs.pop()[1]} {added}"
    runs.append((mark, added))
