"""Quotations that the tagger joins into one statement, where the words between them tell of another speaker."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from index.attribution.drafts import StatementDraft
from index.attribution.quotations import Quotation
from index.attribution.reporting import Place, ReportingClause, gesture_before
from index.model import Span
from index.text.letter_case import INITIAL

_SENTENCE_END = re.compile(r"\w[.!?]\s")
_NAME_INSIDE = re.compile(rf"\s{INITIAL}\w+(?:\s{INITIAL}\w+)?\b")
_FINISHED = re.compile(r"[.!?…][\"”’'»]+$")
# "Her brother, Ole Krim, disagreed:", "The mayor was blunter:": the words before are not theirs.
_NOT_OF_ONE_MIND = (
    r"disagree[sd]?|(?:did not|didn['’]t|does not|doesn['’]t) agree|demur(?:s|red)|differ(?:s|ed)|object(?:s|ed)|"
    r"begg?(?:s|ed) to differ|(?:hit|hits|shot|shoots) back|saw it (?:differently|otherwise)|(?:went|goes) further|"
    r"(?:is|was) (?:even |far |much )?(?:less|more|not|[a-z]{3,}er)"
)
_ANSWERING = re.compile(
    rf"\s(?!(?:He|She|They)\s)(?:[^.!?:;“”\"\n]{{0,120}}\s)?{INITIAL}[^.!?:;“”\"\n]{{0,80}}\s"
    rf"(?:{_NOT_OF_ONE_MIND})\b[^.!?:;“”\"\n]{{0,60}}:\s*"
)
# Another sentence that leads to a quotation without a word of who spoke before it: "The mood was sombre:".
_OF_THE_SAME = r"(?:On|About|Asked|Regarding|As|Of|In|At|When|Then|Later|And|But|Finally|Also|Again)\b"
_LEADING_ELSEWHERE = re.compile(rf"[.!?][\"”’'»]?\s+(?!{_OF_THE_SAME})(?P<lead>{INITIAL}[^.!?:;“”\"\n]{{6,160}}):\s*$")
_OF_SOMEBODY = re.compile(r"\b(?:he|she|they|his|her|their|him|them|I|my|we)\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+")


class JoinedQuotations:
    """Parts drafts between quotations of different speakers.

    Args:
        text: The text.
        quotations: Its quotations.
        clauses: The clause beside each quotation that has one, by the quotation's start.
    """

    def __init__(self, text: str, quotations: Sequence[Quotation], clauses: dict[int, ReportingClause]) -> None:
        self._text, self._clauses = text, clauses
        self._starts = [quotation.start for quotation in quotations]

    def parted(self, draft: StatementDraft) -> list[StatementDraft]:
        """A draft, or its parts where somebody else speaks from a quotation on."""
        for number in range(1, len(draft.content)):
            parts = self._parts(draft, number)
            if parts is not None:
                first, following = parts
                return [first, *self.parted(following)]
        return [draft]

    def _parts(self, draft: StatementDraft, number: int) -> tuple[StatementDraft, StatementDraft] | None:
        """What stands before and after the words ahead of a draft's quotation; None where they don't part it."""
        before, after = draft.content[number - 1], draft.content[number]
        gap = (before[1], after[0])
        following = replace(draft, content=draft.content[number:])
        if self._leads_elsewhere(draft, gap) and not self._has_clause(after):
            return replace(draft, content=draft.content[:number]), _unnamed(following)
        nobodys = StatementDraft(draft.content[:number], None, None, draft.confidence, 0.0)
        if self._is_exchange(before, after, whole=number == 1):
            return nobodys, following
        if self._is_answered(gap):
            led = draft.source is None or gap[0] <= draft.source[0] < gap[1]
            return nobodys, following if led else _unnamed(following)
        return (nobodys, following) if self._tells_of_another(draft, before, after) else None

    def _tells_of_another(self, draft: StatementDraft, before: Span, after: Span) -> bool:
        """Whether a sentence with another name stands between two quotations."""
        reported = draft.cue is not None and before[1] <= draft.cue[0] < after[0]
        if reported or self._has_clause(before) or not any(after[0] <= start < after[1] for start in self._starts):
            return False
        between = self._text[before[1] : after[0]]
        named = _SENTENCE_END.search(between) and _NAME_INSIDE.search(between)
        return bool(named) and not self._is_gesture(before[1], after[0])

    def _is_exchange(self, before: Span, after: Span, *, whole: bool) -> bool:
        """Whether a quotation ends and another one, which a clause follows, begins at once: “Go.” “No,” Tamm said."""
        clause = next((c for start, c in self._clauses.items() if after[0] <= start < after[1]), None)
        if not whole or clause is None or clause.place is not Place.AFTER or self._has_clause(before):
            return False
        closed = _FINISHED.search(self._text, max(0, before[1] - 4), before[1]) is not None
        return (
            closed and self._text[before[1] : after[0]].strip() == "" and "\n" not in self._text[before[1] : after[0]]
        )

    def _leads_elsewhere(self, draft: StatementDraft, gap: Span) -> bool:
        """Whether a sentence between two quotations leads to the second, and tells nothing of a draft's speaker."""
        led = _LEADING_ELSEWHERE.search(self._text, *gap)
        if led is None or _OF_SOMEBODY.search(led["lead"]) or draft.source is None:
            return False
        own = {word for word in _WORD.findall(self._text[slice(*draft.source)]) if word[0].isupper()}
        return not own & set(_WORD.findall(led["lead"])) and not led.start("lead") <= draft.source[0] < gap[1]

    def _is_answered(self, gap: Span) -> bool:
        """Whether words between two quotations tell that somebody disagrees with the first: "“Yes.” Tamm objected:"."""
        ended = _FINISHED.search(self._text, max(0, gap[0] - 4), gap[0]) is not None
        return ended and _ANSWERING.fullmatch(self._text, *gap) is not None

    def _has_clause(self, span: Span) -> bool:
        return any(span[0] <= start < span[1] for start in self._clauses)

    def _is_gesture(self, start: int, end: int) -> bool:
        while start < end and not self._text[start].isalnum():
            start += 1
        return gesture_before(self._text, start, end) is not None


def _unnamed(draft: StatementDraft) -> StatementDraft:
    return replace(draft, source=None, cue=None, source_confidence=0.0)
