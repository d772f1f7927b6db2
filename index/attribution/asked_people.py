"""Who answers: "Quist asked the mayor what he had meant. “It was banter,” he said." is the mayor."""

from __future__ import annotations

import re

from index.attribution.entity import Entity
from index.attribution.mentions import Sort
from index.attribution.reach import Reach
from index.model import Span
from index.text.letter_case import CAPITAL
from index.text.quotation_marks import OUTSIDE

_ASKED = re.compile(
    r"(?<!\bwas )(?<!\bwere )(?<!\bbeen )\b(?:asked|pressed|questioned|challenged) "
    rf"(?P<who>the [a-z -]{{3,40}}?|[{CAPITAL}][\w.’' -]{{2,50}}?) "
    r"(?:what|whether|why|how|if|about|when|who|where|on)\b"
)


def asked_before(reach: Reach, at: int) -> Entity | None:
    """Who is asked something in the sentence that stands right before the one of a place, outside quotations.

    Args:
        reach: The article's people by place, with its text.
        at: The place, which stands in the answer.

    Returns:
        None where nobody is asked there, where the text doesn't tell who that is, or where the one asks who is asked.
    """
    start = reach.sentence_of(at)
    first, _ = reach.blocks.spans[reach.blocks.number(at)]
    above = max((each for each in (first, *reach.sentence_starts(first, start)) if each < start), default=start)
    match = _ASKED.search(reach.text, above, start)
    if match is None or reach.states[match.start()] != OUTSIDE:
        return None
    return _meant(reach, match.span("who"))


def _meant(reach: Reach, span: Span) -> Entity | None:
    words = reach.text[slice(*span)]
    if words.startswith("the "):
        return reach.holder(words[4:], span[0])
    named = [m for m in reach.between(*span) if m.sort is not Sort.BODY and not m.possessive]
    return reach.entities.of_mention.get(named[0].span) if len(named) == 1 else None
