"""Opinions of a court: what each judge writes, under a line that tells whose the opinion is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from index.model import Block, Kind, Person, Span, Statement
from index.text.closings import is_closing
from index.text.label_names import known_titles, proper_case
from index.text.letter_case import INITIAL, SMALL
from index.text.stage_directions import spoken

_NAME = rf"{INITIAL}[\w'’\-]+(?: {INITIAL}[\w.'’\-]*){{0,3}}"
_JUDGE = (
    r"(?:(?:Chief|Presiding|Senior|Circuit|District|Associate|Acting|Deputy|Vice|United States|U\.S\.|Magistrate|"
    r"Administrative|Law|Appeals?) ){0,3}(?:Judge|Justice)|(?:A\.)?[CP]?\.?J\.?A?\.?"
)
_MANNER = (
    r"(?:(?:with whom|joined by|joining)[^:\n]{3,120}|(?:concurring|dissenting|specially|respectfully)\b[^:\n]{0,120}|"
    r"(?:writing |delivering )?(?:for|the opinion of) the (?:court|majority|panel)[^:\n]{0,40})"
)
# "HOLM, Circuit Judge:", "Holm, J., dissenting:", "Justice HOLM delivered the opinion of the Court.",
# "Lady Justice Holm:"; a name and an office alone may stand in a list of the bench.
_HEADS = re.compile(
    rf"(?P<who>{_NAME}), (?P<office>{_JUDGE})(?:(?:,? {_MANNER}){{1,2}}[:.]?|:)\s*|"
    rf"(?P<title>(?:CHIEF |Chief |ASSOCIATE |Associate )?(?:JUSTICE|Justice|JUDGE|Judge)) (?P<name>{_NAME})"
    rf"(?:,? (?:delivered|announced|wrote|filed) [^:\n]{{3,160}}|,? {_MANNER}){{1,2}}[:.]?\s*|"
    rf"(?P<bench>(?:(?:Lord|Lady|Mr|Mrs|Ms) (?:Chief )?Justice|(?:LORD|LADY|MR|MRS|MS) (?:CHIEF )?JUSTICE)) "
    rf"(?P<surname>{_NAME})(?: \([^()\n]{{3,80}}\))?:\s*"
)
_NOBODYS = re.compile(r"(?:PER CURIAM|Per [Cc]uriam)\b[^\n]{0,40}")
_COURT = re.compile(
    rf"^[^\n{SMALL}]{{0,60}}\b(?:COURT|TRIBUNAL)\b[^\n{SMALL}]{{0,80}}$|\b(?:[Pp]laintiff|[Aa]ppell(?:ant|ee)|[Pp]etitioner|"
    r"[Rr]espondent|[Dd]efendant)s?\b|^[^\n]{2,80} v\.? [^\n]{2,80}$",
    re.MULTILINE,
)
_SHORTEST = 6  # words of a paragraph that is no line of the page


def opinion_statements(text: str, blocks: Sequence[Block]) -> list[Statement] | None:
    """The opinions of a court's judges.

    Args:
        text: The text.
        blocks: Its parts.

    Returns:
        A statement for each opinion, in order; None where the text holds no court's opinion.
    """
    heads = [(number, *head) for number, block in enumerate(blocks) if (head := _head(text, block)) is not None]
    if not any(person for _, _, person in heads) or not _COURT.search(text, 0, blocks[heads[0][0]].start):
        return None
    ends = [number for number, _, _ in heads[1:]] + [len(blocks)]
    found: list[Statement] = []
    for (number, mention, person), end in zip(heads, ends, strict=True):
        content = tuple(_prose(text, blocks[number + 1 : end]))
        if content:
            found.append(Statement(content, Kind.DIRECT, mention, None, person, None, 1.0))
    return found


def _head(text: str, block: Block) -> tuple[Span, Person | None] | None:
    """Whose opinion begins below a line, and where it names them."""
    head = _HEADS.fullmatch(text, block.start, block.end)
    if head is None:
        nobodys = _NOBODYS.fullmatch(text, block.start, block.end)
        return (nobodys.span(), None) if nobodys else None
    group = next(each for each in ("who", "name", "surname") if head[each])
    role = head["office"] or " ".join(known_titles(proper_case(head["title"] or head["bench"]).split()))
    return head.span(group), Person(name=proper_case(head[group]), roles=(role,))


def _prose(text: str, blocks: Sequence[Block]) -> Iterator[Span]:
    """Spans of an opinion's paragraphs, without the lines that the pages of a report have around it."""
    for block in blocks:
        words = text[block.start : block.end].strip()
        if is_closing(words):
            return
        if len(words.split()) >= _SHORTEST or re.search(rf"[{SMALL}]\.$", words):
            yield from spoken(text, block.start, block.end)
