"""Which drafts of a text's statements are speech, and how much of them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.attribution.drafts import BlockMap, StatementDraft, kind_of
from index.attribution.official_prose import (
    LEAST_SURE,
    SURE,
    is_announced_deed,
    is_clause,
    is_finished,
    is_joint,
    is_own_voice,
    is_rule,
    is_told,
    is_voice,
)
from index.attribution.quotations import Quotation
from index.attribution.speech_acts import (
    is_deed,
    is_perception,
    is_refusal,
    is_term,
    is_title,
    reports_speech,
)
from index.attribution.unsaid_words import is_denied
from index.model import BlockKind, Kind, Span
from index.text.letter_case import INITIAL
from index.text.quotation_marks import OUTSIDE
from index.text.sentences import sentences

LEAST_WORDS = 4  # of a statement outside quotation marks
REPORTING_DENSITY = 1.5  # quotations with a reporting cue a thousand words from which a text reports speech throughout
OWN_VOICE = 0.4  # the same, below which it tells in its own voice
CLAUSE_WORDS = 2  # words before a subject that can deny or suppose its clause: "had", "if", "nor did"
_ASIDE = re.compile(r"\s*(?:--|—|–)\s+\w+ \w+ \w+ \w+ \w+")  # what the article says after “…” and a dash
_BEFORE_QUOTATION = re.compile(r"\w?[.!?]\s{1,3}[“\"«]")
_NEW_SENTENCE = re.compile(rf"[.!?]?\s+{INITIAL}")
# "…, and": where words break off before another clause.
_LOOSE_END = re.compile(r"[,;]?\s+(?:and|but|or|which|who|because|while|although)$")
LONGEST_LOOSE_END = 14  # code points
_FIRST_PERSON = re.compile(r"(?:I|We|My|Our|I['’]\w+|We['’]\w+)\b")
_DASHES = ("--", "—", "–")
_AFTER_DASH = re.compile(r"(?:--|—|–)\s*$")
_QUESTION = re.compile(
    r"(?:(?:And|But|So|Yet|Or|Then),? )?(?:Does|Do|Did|Is|Are|Was|Were|Has|Have|Had|Can|Could|Will|Would|Should|Might|"
    r"May|What|Why|How|Who|When|Where)n?(?:['’]t)?\b[^“”\"]*\?"
)
_REFLEXIVE = re.compile(r"(?:him|her|it|them)sel(?:f|ves)\b")  # "declared herself fit and flew over the hurdle"
_WORDS = re.compile(r"\w[\w’'-]*")


def ends_sentence(before: str) -> bool:
    """Whether a sentence ends with what stands before a quotation; the full stop of a title ends none."""
    return bool(re.search(r"[.!?]\s*$", before)) and not re.search(r"\b(?:[A-Z]|Mr|Mrs|Ms|Dr|St)\.\s*$", before)


def is_sentence(quoted: str) -> bool:
    """Whether quoted words begin and end as a sentence does.

    Args:
        quoted: Them, with their quotation marks.
    """
    inner = quoted.strip("\"“”'‘’«» \n")
    return bool(inner) and inner[:1].isupper() and inner[-1] in ".!?,…—"


class SpeechFilter:
    """Tells speech from deeds, terms, headlines and the article's own words.

    Args:
        text: The text.
        states: What each code point is, as `quotation_states` tells.
        blocks: The text's blocks.
        quotations: Its quotations, in order.
        official: Whether the text is an official paper that speaks in its own voice.
    """

    def __init__(
        self, text: str, states: bytes, blocks: BlockMap, quotations: Sequence[Quotation], official: bool
    ) -> None:
        self.text, self.states, self.blocks = text, states, blocks
        self.quotations, self.official = quotations, official

    def speech(self, drafts: list[StatementDraft]) -> list[StatementDraft]:
        """The drafts that are speech, cut to their words.

        Args:
            drafts: Drafts in order, which are changed.
        """
        for draft in drafts:
            draft.content = [self._without_tail(*span) for span in draft.content]
            self._drop_scraps(draft)
        quoted = sum(1 for draft in drafts if self._is_reported_quotation(draft))
        density = 0.0 if self.official else 1000 * quoted / max(150, len(self.text.split()))
        for draft in drafts:
            told = not draft.direct and kind_of(draft.content, self.text, self.states) is not Kind.DIRECT
            if told and not self._is_told(draft, density):
                draft.content = self._quoted_words(draft) or draft.content
        return [draft for draft in drafts if self._is_speech(draft, density)]

    def _quoted_words(self, draft: StatementDraft) -> list[Span]:
        """Spans of a draft's quotations that are no single words and terms."""
        within = [q for q in self.quotations if draft.start <= q.start and q.end <= draft.end]
        return [q.span for q in within if len(self._words(q.span).split()) >= LEAST_WORDS]

    def _without_tail(self, start: int, end: int) -> Span:
        """A span without the sentences of the article's own after its last quotation: “…,” he said. I doubt it."""
        inside = [q for q in self.quotations if start <= q.start and q.end < end and q.closed]
        last = inside[-1] if inside else None
        if last is not None and _ASIDE.match(self.text, last.end, end):
            return start, last.end
        if last is None or not _NEW_SENTENCE.match(self.text, last.end, end):
            loose = _LOOSE_END.search(self.text, max(start, end - LONGEST_LOOSE_END), end)
            return start, loose.start() if loose and self.states[loose.start()] == OUTSIDE else end
        ends = self.text[last.start : last.end].rstrip("\"”’'»")[-1:] in ".!?…" or self.text[last.end] in ".!?"
        return (start, last.end) if ends else (start, end)

    def _drop_scraps(self, draft: StatementDraft) -> None:
        """Leave out few words outside quotation marks beside others inside, such as the subject of the sentence."""
        if len(draft.content) > 1 and not draft.direct:
            kept = [
                span
                for span in draft.content
                if kind_of([span], self.text, self.states) is not Kind.INDIRECT
                or (self._is_told_part(span) and not self._is_own_sentence(span, draft))
            ]
            draft.content = kept or draft.content

    def _is_own_sentence(self, span: Span, draft: StatementDraft) -> bool:
        """Whether unquoted words are a sentence of the article's own before a quotation whose speaker follows it."""
        named = [part[0] for part in (draft.cue, draft.source) if part is not None]
        return min(named, default=0) > span[1] and bool(_BEFORE_QUOTATION.match(self.text, span[1] - 1))

    def _is_told_part(self, span: Span) -> bool:
        """Whether unquoted words go on with what somebody is told to have said; "I" is who writes."""
        words = self._words(span)
        aside = _AFTER_DASH.search(self.text, max(0, span[0] - 4), span[0]) or words.startswith(_DASHES)
        return len(words.split()) >= LEAST_WORDS and not aside and not _FIRST_PERSON.match(words)

    def _is_reported_quotation(self, draft: StatementDraft) -> bool:
        kind = kind_of(draft.content, self.text, self.states)
        return kind is not Kind.INDIRECT and draft.cue is not None and reports_speech(self._words(draft.cue))

    def _is_named(self, draft: StatementDraft) -> bool:
        """Whether quoted words are a title, or a term that the sentence introduces or defines."""
        start, end = draft.content[0]
        block = self.blocks.around(start)
        return is_title(self._words((start, end))) or is_term(
            self.text[block.start : start], self.text[end : block.end]
        )

    def _is_whole(self, draft: StatementDraft) -> bool:
        """Whether quoted words are a sentence."""
        return any(is_sentence(self._words(q.span)) for q in self.quotations if draft.start <= q.start < draft.end)

    def _is_spoken(self, draft: StatementDraft, words: int) -> bool:
        """Whether a quotation is speech, and no title or term."""
        if draft.place is not None:
            return True
        if len(draft.content) == 1 and self._is_named(draft):
            return False
        if draft.source is None and draft.cue is None and self.official and not self._is_whole(draft):
            return False
        return words >= LEAST_WORDS or (draft.cue is not None and reports_speech(self._words(draft.cue)))

    def _is_speech(self, draft: StatementDraft, density: float) -> bool:
        kind = Kind.DIRECT if draft.direct else kind_of(draft.content, self.text, self.states)
        if self._is_denied(draft) or self._is_refused(draft, kind):
            return False
        if kind is Kind.INDIRECT and (self._is_asked(draft) or _REFLEXIVE.match(self.text, draft.start)):
            return False
        words = sum(len(self._words(span).split()) for span in draft.content)
        if kind is Kind.DIRECT:
            return self._is_spoken(draft, words)
        return (words >= LEAST_WORDS or kind is Kind.MIXED) and self._is_told(draft, density)

    def _is_told(self, draft: StatementDraft, density: float) -> bool:
        """Whether words that aren't all quoted are reported speech, in a text that reports so much."""
        block = self.blocks.around(draft.start)
        kind = kind_of(draft.content, self.text, self.states)
        if block.kind is BlockKind.HEADING or (
            block.kind is BlockKind.LIST_ITEM and not is_finished(self.text[block.start : block.end])
        ):
            return False  # a headline
        if self._is_own_account(draft, kind):
            return False
        if density < OWN_VOICE:
            return self._is_plainly_told(draft, kind)
        if draft.cue is None:
            return kind is Kind.MIXED
        cue = self._words(draft.cue)
        if density >= REPORTING_DENSITY:
            return not is_deed(cue) and (not is_perception(cue) or self._is_view(draft))
        own = draft.source is not None and is_own_voice(self._words(draft.source))
        return reports_speech(cue) and not own

    def _is_own_account(self, draft: StatementDraft, kind: Kind) -> bool:
        """Whether the text itself tells what a law has in it or what a body announces to do."""
        if draft.cue is None or draft.source is None:
            return False
        source, cue = self._words(draft.source), self._words(draft.cue)
        before, words = self.text[max(0, draft.start - 8) : draft.start], self._words((draft.start, draft.end))
        return is_rule(source) or (kind is Kind.INDIRECT and is_announced_deed(source, cue, before, words))

    def _is_plainly_told(self, draft: StatementDraft, kind: Kind) -> bool:
        """Whether words that aren't all quoted are speech in a text that reports little."""
        block = self.blocks.around(draft.start)
        if draft.cue is None or draft.source is None or draft.confidence < LEAST_SURE:
            return False
        source = self._words(draft.source)
        if not is_voice(source) or (self.official and is_joint(source)):
            return False
        if not is_finished(self.text[block.start : block.end]):
            return False
        cue = self._words(draft.cue)
        if kind is Kind.MIXED or (draft.confidence >= SURE and not self.official):
            return reports_speech(cue)
        return is_told(cue, self.text[block.start : draft.start], self._words((draft.start, draft.end)))

    def _is_view(self, draft: StatementDraft) -> bool:
        """Whether words after "sees" or "knows" tell a thought, and not only what is seen."""
        words = self._words((draft.start, draft.end))
        return " as " in words or is_clause(self.text[max(0, draft.start - 8) : draft.start], words)

    def _is_refused(self, draft: StatementDraft, kind: Kind) -> bool:
        """Whether unquoted words are what somebody refuses or denies: "he refused to blame the referee"."""
        return kind is Kind.INDIRECT and draft.cue is not None and is_refusal(self._words(draft.cue))

    def _is_asked(self, draft: StatementDraft) -> bool:
        """Whether the text itself asks what somebody says or thinks: "Does she think that it will end?"."""
        block = self.blocks.around(draft.start)
        part = self.text[block.start : block.end]
        for first, last in sentences(part):
            if block.start + first <= draft.start < block.start + last:
                cue = draft.cue is None or block.start + first <= draft.cue[0] < block.start + last
                return cue and bool(_QUESTION.fullmatch(part[first:last].strip()))
        return False

    def _is_denied(self, draft: StatementDraft) -> bool:
        """Whether the clause that leads to words says that they were not said, or supposes it."""
        leading = self._leading(draft)
        quoted = next((q.start for q in self.quotations if draft.start <= q.start < draft.end), draft.start)
        inside = draft.start
        if draft.source is not None and draft.start < draft.source[0] < quoted:
            leading, inside = "", self._clause_start(draft.source[0], draft.start)
        return is_denied(leading + self.text[inside:quoted])

    def _leading(self, draft: StatementDraft) -> str:
        """The sentence that leads to a draft's words, up to them."""
        block = self.blocks.around(draft.start)
        before = self.text[block.start : draft.start]
        spans = sentences(before)
        if not spans or ends_sentence(before):
            return ""
        start = spans[-1][0]
        if draft.source is not None and draft.source[1] <= draft.start:
            # "If she won, Tamm said": another clause of the sentence denies and supposes nothing here.
            start = self._clause_start(draft.source[0], block.start + start) - block.start
        return before[start:]

    def _clause_start(self, subject: int, start: int) -> int:
        """Where the clause of a subject starts, in a sentence that starts before it."""
        words = list(_WORDS.finditer(self.text, start, max(start, subject)))
        return words[-CLAUSE_WORDS].start() if len(words) >= CLAUSE_WORDS else start

    def _words(self, span: Span) -> str:
        return self.text[span[0] : span[1]]
