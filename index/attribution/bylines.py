"""Articles that the holder of an office writes, as a line above them tells: "By Ada Holm, Minister for Harbours"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.attribution.label_names import name_in_label
from index.attribution.roles import role_words
from index.model import Block
from index.text.letter_case import INITIAL
from index.text.person_names import fold

_BYLINE = re.compile(
    rf"[*_ \t]*(?:(?:[Ww]ritten |[Oo]pinion )?[Bb]y|BY)[ \u00a0]+(?P<who>{INITIAL}[^\n,;:()“”\"]{{4,60}}), "
    r"(?:the )?(?P<office>[^\n:;“”\".]{4,90})[*_ \t]*"
)
_FIRST_BLOCKS = 4
# Who reports for a paper, and may write of others in the first person of the paper.
_OF_THE_PAPER = frozenset(
    """correspondent reporter journalist editor writer columnist staff producer photographer contributor critic
    blogger author intern""".split()
)


def bylined_writer(text: str, blocks: Sequence[Block]) -> str | None:
    """Who writes, as a line with a name and an office above the text tells.

    Args:
        text: The text.
        blocks: Its parts, without its heading.

    Returns:
        The name as written; None where no such line stands there, or it tells who reports for a paper.
    """
    for block in blocks[:_FIRST_BLOCKS]:
        for line in text[block.start : block.end].split("\n"):
            byline = _BYLINE.fullmatch(line)
            if byline is not None:
                return _writer(byline["who"].strip(), byline["office"])
    return None


def _writer(who: str, office: str) -> str | None:
    name = name_in_label(who, 0, len(who), signed=True)
    head, _ = role_words(office)
    reports = not _OF_THE_PAPER.isdisjoint(fold(office).replace("-", " ").split())
    return who if name is not None and name.person and head and not reports and len(who.split()) > 1 else None
