"""Statements of prose: whose each quotation is, by the clause beside it, else by the tagger; and reported speech."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence, Set
from dataclasses import replace
from functools import cached_property
from itertools import groupby, pairwise

from index.attribution.dashed_speech import dashed_speech
from index.attribution.drafts import BlockMap, StatementDraft, draft_holding, drafts_of, kind_of, whole_words
from index.attribution.embedded_words import part_embedded
from index.attribution.joined_quotations import JoinedQuotations
from index.attribution.mentioned_words import without_mentioned
from index.attribution.participles import participle_before
from index.attribution.passed_words import passed_words, tells_of_another
from index.attribution.quotations import Quotation, find_quotations
from index.attribution.read_aloud import give_to_writers, writers
from index.attribution.reporting import (
    Place,
    ReportingClause,
    clause_after,
    clause_before,
    gesture_before,
    leads_on,
    quoted_as,
    relayed_in,
    reports_another,
    told_before,
)
from index.attribution.retold_words import part_retold
from index.attribution.speech_acts import is_hearing
from index.attribution.speech_filter import LEAST_WORDS, SpeechFilter, ends_sentence, is_sentence
from index.attribution.tagger import Fragment
from index.attribution.told_speakers import may_be_told
from index.attribution.unread_clauses import unread_clauses, without_unread
from index.model import Block, BlockKind, Kind, Span
from index.text.letter_case import INITIAL
from index.text.sentences import LONGEST_SENTENCE, sentences

LEAST_HEADLINES = 3  # lines in a row that are a press review
LONGEST_LINE = 8  # words of both quotations of what may be a dialogue
LONGEST_BARE = 12  # words of a paragraph that is a reporting clause alone
SURE_SOURCE = 0.8  # confidence of the tagger that a rule before the words doesn't overrule
# Participles of whoever acts in the clause before them, unlike "adding" and "saying".
_LOUD = re.compile(r"(?:tell|shout|yell|scream|ask|threaten|boast|promis|begg|demand|call|curs|swear)ing\b")
LEAST_UNCLEAR = 8  # words of a quotation that nothing tells the speaker of
_SPOKEN = {BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.QUOTATION, BlockKind.HEADING}
_ENDS_INSIDE = re.compile(r"[,?!—–-]\W*$|\w\W?$")
_HEADLINE = re.compile(rf"(?:[-–•*]\s*)?{INITIAL}[^:\n“\"]{{1,40}}: [^\n]{{10,220}}(?<![.!?”\"])")
_AFTER_PLACE = re.compile(r"[^.\n“”\"]{0,80}(?: ?[—–]| --?) ")  # between a dateline's place and what it is about
_BEFORE_SPEECH = frozenset(',:.!?”"—–')
_OBJECT = re.compile(r"(?<![\w’'-])(?:a|an|the|for|of|in|on|at|by|from|with|as|to|its|their)[\x20\u00a0\n]$")
_GREETING = re.compile(
    r"(?:(?:My )?[Dd]ear|To|Hi|Hello|Hey|Attn|Attention|Re|Cc|Subject|Good (?:morning|afternoon|evening)),?:? "
    r"[^\n]{2,80}[:,]\s*"
)
_TURN_TAKING = frozenset(
    "ask asks asked answer answers answered reply replies replied respond responds responded".split()
)
_OWNER = re.compile(r"['’]s?\s")
# "quoted the poet Otto Reim", "ended with a line from Otto Reim": who comes right after the verb.
_QUOTED = re.compile(
    r"(?:[Qq]uot|[Pp]araphras|[Rr]ecit)(?:ing|ed|es|e)\s(?:from\s)?(?:(?:the|a|an|his|her|their)\s)?(?:\w+\s){0,3}"
)
_CLAUSE_ONLY = re.compile(r"[^.!?;:\"“”]{0,200}[.,;:]?\s*")

_WORD = re.compile(r"[^\W_]+")
_LOOKED_BACK = 4 * LONGEST_SENTENCE  # code points in which the start of a sentence is looked for


class ProseReader:
    """Reads one text's prose.

    Args:
        text: The text.
        states: What each code point is, as `quotation_states` tells.
        blocks: The text's blocks.
        taken: Numbers of the blocks whose quotations the layout has given a speaker.
        official: Whether the text is an official paper that speaks in its own voice.
    """

    def __init__(
        self, text: str, states: bytes, blocks: Sequence[Block], taken: set[int], official: bool = False
    ) -> None:
        self.text, self.states, self.taken, self.official = text, states, taken, official
        self.blocks = BlockMap(blocks)
        self._headlines = _headlines(text, blocks)
        self.quotations = [q for q in find_quotations(states, blocks) if self._may_speak(q.block)]

    def _may_speak(self, block: int) -> bool:
        spoken = self.blocks.blocks[block].kind in _SPOKEN
        return spoken and block not in self.taken and block not in self._headlines

    def drafts(self, fragments: Sequence[Fragment]) -> list[StatementDraft]:
        """Find the statements of the prose.

        Args:
            fragments: What the tagger found in the text.

        Returns:
            Drafts in order, not overlapping.
        """
        found = drafts_of(fragments, self.text, self.states, self.blocks)
        found = [draft for draft in found if self._may_speak(self.blocks.number(draft.start))]
        clauses = self._clauses()
        unread = unread_clauses(self.text, self.blocks, self.quotations, clauses)
        found = self._split(without_unread(found, unread), clauses)
        for draft in found:
            self._lead(draft)
        for quotation in self.quotations:
            self._apply(quotation, clauses.get(quotation.start), found)
        passed = passed_words(self.text, self.blocks, self.quotations, clauses) | self._told_by_others(clauses)
        self._continue(found, clauses, passed.keys() | unread)
        self._give_to_nobody(found, passed)
        part_embedded(self.text, found, self.quotations)
        part_retold(self.text, found, self.quotations)
        give_to_writers(found, writers(self.text, self.blocks, self.quotations, clauses, passed))
        found = self._passed_on(self._with_dashed(self._with_introduced(found)))
        found.sort(key=lambda draft: draft.start)
        self._doubt_told_shouts(found)
        self._doubt_hearers(found)
        self._doubt_greeted(found)
        speech = SpeechFilter(self.text, self.states, self.blocks, self.quotations, self.official).speech(found)
        return without_mentioned(self.text, speech, self.quotations)

    def _lead(self, draft: StatementDraft) -> None:
        """Give told words to whom the clause right before them names, not to somebody whom they themselves name.

        "Tamm has said he will seek a treaty that Estmar sees as critical": it is Tamm who speaks.
        """
        if draft.source is None or kind_of(draft.content, self.text, self.states) is Kind.DIRECT:
            return
        block = self.blocks.around(draft.start)
        start = self._last_sentence(Block(block.start, draft.start, block.kind))
        if (relayed := relayed_in(self.text, start, draft.source, *draft.content[0])) is not None:
            draft.content[0] = (relayed.end, draft.content[0][1])
            draft.source, draft.cue, draft.source_confidence = relayed.mention, relayed.cue, 1.0
            draft.place, draft.via = relayed.place, relayed.via
            return
        timed = self._words(draft.source).isdigit()  # "17.22 Minister Tamm says": a time is no speaker
        if not timed and kind_of(draft.content, self.text, self.states) is not Kind.INDIRECT:
            return
        clause = told_before(self.text, start, draft.start)
        if clause is None:
            return
        if timed:
            draft.source, draft.cue, draft.source_confidence = clause.mention, clause.cue, 1.0
            draft.place = clause.place
        elif self.text[draft.source[1] : clause.mention[0]].strip(", ") == "" and draft.source[1] <= clause.mention[0]:
            draft.source, draft.agreed = (draft.source[0], clause.mention[1]), True  # "Counsel for the town, Ilo Tamm,"
        elif _overlap(draft.source, clause.mention):
            draft.agreed = True
        elif draft.source[0] >= draft.start or self._is_dateline(draft.source, clause.mention):
            draft.source, draft.cue, draft.source_confidence = clause.mention, clause.cue, 1.0
            draft.place = clause.place

    def _is_dateline(self, source: Span, mention: Span) -> bool:
        """Whether a block begins with where it was written, and not with who speaks: "Ostwick, 3 May – Tamm said"."""
        begins = source[0] == self.blocks.around(source[0]).start
        return begins and _AFTER_PLACE.fullmatch(self.text, source[1], mention[0]) is not None

    def _doubt_told_shouts(self, found: list[StatementDraft]) -> None:
        """Take the speaker from words that somebody in a told clause may have said.

        "Stoll said the man had run off, shouting that …": it is the man who shouts, or Stoll.
        """
        for first, second in pairwise(found):
            told = kind_of(first.content, self.text, self.states) is Kind.INDIRECT and second.place is None
            if told and second.cue and first.end <= second.cue[0] and first.source and first.source == second.source:
                cue, between = self.text[slice(*second.cue)], self.text[first.end : second.cue[0]]
                if _LOUD.match(cue) and not re.search(r"[.!?;]\s", between):
                    second.source = None

    def _doubt_greeted(self, found: list[StatementDraft]) -> None:
        """Take the speaker from words below a greeting: "Dear Dr. Holm:"."""
        for draft in found:
            block = self.blocks.around(draft.source[0]) if draft.source else None
            if block is not None and _GREETING.fullmatch(self.text, block.start, block.end):
                draft.source = draft.via = None

    def _doubt_hearers(self, found: list[StatementDraft]) -> None:
        """Take the speaker from words that he only hears: "the court heard that", "Stoll was told that"."""
        for draft in found:
            if draft.source is None or draft.cue is None or draft.cue[0] < draft.source[1]:
                continue  # "residents were told by Stoll"
            if is_hearing(self._words(draft.cue)):
                draft.source = draft.via = None

    # clauses

    def _clauses(self) -> dict[int, ReportingClause]:
        """The clause beside each quotation that has one, by the quotation's start."""
        clauses: dict[int, ReportingClause] = {}
        previous: Quotation | None = None
        for quotation in self.quotations:
            clause = self._clause(quotation, previous)
            if clause is not None:
                clauses[quotation.start] = clause
            previous = quotation
        return clauses

    def _clause(self, quotation: Quotation, previous: Quotation | None) -> ReportingClause | None:
        block = self.blocks.blocks[quotation.block]
        inner = self.text[quotation.start : quotation.end]
        if quotation.closed and _ENDS_INSIDE.search(inner):
            after = clause_after(self.text, quotation.end, block.end)
            if after is not None and not leads_on(self.text, after, inner):
                return after
        start = self._sentence_start(quotation, previous)
        if any(c.isalnum() for c in self.text[start : quotation.start]):
            led = clause_before(self.text, start, quotation.start)
            led = led or gesture_before(self.text, start, quotation.start)
            return led or participle_before(self.text, start, quotation.start)
        if start > block.start and self._ends_block(quotation):
            return gesture_before(self.text, self._last_sentence(Block(block.start, start, block.kind)), start)
        above = quotation.block - 1
        if above >= 0 and above not in self.taken and start == block.start:
            leading = self.blocks.blocks[above]
            if self.text[leading.start : leading.end].rstrip().endswith(":"):
                first = self._last_sentence(leading)
                return clause_before(self.text, first, leading.end)
        return None

    def _told_by_others(self, clauses: dict[int, ReportingClause]) -> dict[int, int]:
        """Quotations that may be somebody's of whom another one tells, by their starts, with where that is told."""
        found: dict[int, int] = {}
        previous: Quotation | None = None
        for quotation in self.quotations:
            clause = clauses.get(quotation.start)
            if clause is None or clause.place is not Place.AFTER:
                start = self._sentence_start(quotation, previous)
                verb = may_be_told(self.text, start, quotation.start)
                if verb is not None:
                    found[quotation.start] = verb
            previous = quotation
        return found

    def _last_sentence(self, block: Block) -> int:
        start = max(block.start, block.end - _LOOKED_BACK)
        spans = sentences(self.text[start : block.end])
        return start + spans[-1][0] if spans else block.start

    def _sentence_start(self, quotation: Quotation, previous: Quotation | None) -> int:
        """Where the sentence that leads to a quotation starts: after the last quotation or full stop in the block."""
        block = self.blocks.blocks[quotation.block]
        start = previous.end if previous is not None and previous.block == quotation.block else block.start
        before = self.text[start : quotation.start]
        if not before.strip():
            return start
        spans = sentences(before)
        last = spans[-1][0] if spans else 0
        return quotation.start if spans and ends_sentence(before) else start + last

    # drafts

    def _split(self, drafts: list[StatementDraft], clauses: dict[int, ReportingClause]) -> list[StatementDraft]:
        """Part drafts that hold quotations of several clauses, or the clause that reports them."""
        parted: list[StatementDraft] = []
        joined = JoinedQuotations(self.text, self.quotations, clauses)
        for draft in (each for one in drafts for each in joined.parted(one)):
            inside = self._clauses_inside(draft, clauses)
            if len({clause.mention for clause in inside}) < 2 and not any(self._holds(draft, c) for c in inside):
                parted.append(draft)
            else:
                parted.extend(part for start, end in draft.content for part in self._parts(draft, start, end))
        return parted

    def _clauses_inside(self, draft: StatementDraft, clauses: dict[int, ReportingClause]) -> list[ReportingClause]:
        """The clauses of a draft's quotations; of one that is partly told only those after its quotations."""
        inside = [
            clauses[q.start] for q in self.quotations if draft.start <= q.start < draft.end and q.start in clauses
        ]
        if kind_of(draft.content, self.text, self.states) is Kind.DIRECT:
            return inside
        return [clause for clause in inside if clause.place is Place.AFTER]

    @staticmethod
    def _holds(draft: StatementDraft, clause: ReportingClause) -> bool:
        """Whether the words of a draft hold the clause that reports them."""
        return any(start < clause.cue[0] and clause.cue[1] < end for start, end in draft.content)

    def _parts(self, draft: StatementDraft, start: int, end: int) -> list[StatementDraft]:
        within = [q for q in self.quotations if q.start < end and start < q.end]
        return [
            StatementDraft([q.span], draft.source, draft.cue, draft.confidence, draft.source_confidence) for q in within
        ]

    def _apply(self, quotation: Quotation, clause: ReportingClause | None, drafts: list[StatementDraft]) -> None:
        """Give a quotation's draft the speaker of its clause; make one where the tagger found none."""
        draft = draft_holding(quotation.start, quotation.end, drafts)
        if draft is None and self._stands_alone(quotation, clause):
            draft = StatementDraft([quotation.span], None, None, 0.5, 0.0)
            drafts.append(draft)
        if draft is None or clause is None:
            return
        draft.agreed = draft.source is not None and _overlap(draft.source, clause.mention)
        partly = kind_of(draft.content, self.text, self.states) is not Kind.DIRECT
        if partly and clause.place is not Place.AFTER and draft.source is not None:
            return  # "said the day sends a message that “…”": the tagger sees the whole of it
        if not draft.agreed and clause.place is Place.BEFORE and draft.source_confidence >= SURE_SOURCE:
            draft.contested = True  # the tagger sees further than the words beside the mark
            return
        draft.place, draft.via = clause.place, clause.via
        if not draft.agreed or self._is_adjective(draft.source, clause.mention):
            draft.source, draft.cue, draft.source_confidence = clause.mention, clause.cue, 1.0

    def _is_adjective(self, source: Span | None, mention: Span) -> bool:
        """Whether a mention is only a word before a name: "old" of "old Mrs. Amory"."""
        words = self._words(source) if source else ""
        return words.islower() and " " not in words and not self._words(mention).islower()

    def _stands_alone(self, quotation: Quotation, clause: ReportingClause | None) -> bool:
        """Whether a quotation is a statement though the tagger found none there."""
        words = len(self.text[quotation.start : quotation.end].split())
        if clause is not None:
            return words >= LEAST_WORDS or (self._begins_speech(quotation) and is_sentence(self._words(quotation.span)))
        return words >= LEAST_UNCLEAR and is_sentence(self._words(quotation.span)) and not self._is_object(quotation)

    def _begins_speech(self, quotation: Quotation) -> bool:
        """Whether a mark, or nothing, stands before a quotation: what it says is a speech of its own, however short."""
        start = self.blocks.blocks[quotation.block].start
        before = self.text[max(start, quotation.start - 3) : quotation.start].rstrip()
        return not before or before[-1] in _BEFORE_SPEECH

    def _is_object(self, quotation: Quotation) -> bool:
        """Whether a preposition or an article makes a quotation a name in its sentence: "a grant for “…”"."""
        start = self.blocks.blocks[quotation.block].start
        return bool(_OBJECT.search(self.text, max(start, quotation.start - 12), quotation.start))

    def _give_to_nobody(self, drafts: list[StatementDraft], passed: dict[int, int]) -> None:
        """Take the speaker from quotations of somebody else, unless that one is named as whose words they are."""
        for quotation in self.quotations:
            draft = draft_holding(quotation.start, quotation.end, drafts)
            if draft is None or draft.source is None:
                continue
            if quotation.start in passed:
                if self._is_passed_on_of(draft.source, passed[quotation.start]):
                    continue
                self._part_before(quotation, draft, passed[quotation.start], drafts)
            elif not self._is_told_of_another(draft, quotation):
                continue
            draft.source, draft.place, draft.via, draft.agreed = None, None, None, False

    @staticmethod
    def _part_before(quotation: Quotation, draft: StatementDraft, place: int, drafts: list[StatementDraft]) -> None:
        """Cut a draft to a quotation and what follows; what stands before the words that pass it on stays its own."""
        before = [span for span in draft.content if span[1] <= quotation.start]
        own = [span for span in before if span[0] < place]
        if own:
            drafts.append(replace(draft, content=own))
        draft.content = draft.content[len(before) :]

    def _is_told_of_another(self, draft: StatementDraft, quotation: Quotation) -> bool:
        """Whether told words of a draft lead to a whole sentence of somebody else's: "voters ask him: “…”"."""
        start = next((start for start, end in draft.content if start < quotation.start < end), quotation.start)
        told = self.text[start : quotation.start]
        plain = not any(q.start < quotation.start and start < q.end for q in self.quotations)
        return plain and is_sentence(self._words(quotation.span)) and tells_of_another(told)

    def _is_passed_on_of(self, source: Span, place: int) -> bool:
        """Whether a mention is whom "quoting …" names as the one whose words follow: "quoted the poet Otto Reim:"."""
        if source[1] <= place:
            return bool(_OWNER.fullmatch(self.text, source[1], place))
        return bool(_QUOTED.fullmatch(self.text, place, source[0]))

    def _continue(self, drafts: list[StatementDraft], clauses: dict[int, ReportingClause], apart: Set[int]) -> None:
        """Give a quotation that follows "…," she said. the same speaker, but for those that start at some places."""
        previous: Quotation | None = None
        for quotation in self.quotations:
            told = quotation.start in clauses or quotation.start in apart
            if previous is not None and not told and self._follows(previous, quotation, clauses):
                before, after = (
                    draft_holding(previous.start, previous.end, drafts),
                    draft_holding(quotation.start, quotation.end, drafts),
                )
                if before is not None and after is not None and before is not after and before.source is not None:
                    after.agreed = after.source is not None and _overlap(after.source, before.source)
                    after.source, after.cue, after.place = before.source, before.cue, before.place
                    after.source_confidence, after.follows = before.source_confidence, True
            previous = quotation

    def _follows(self, previous: Quotation, quotation: Quotation, clauses: dict[int, ReportingClause]) -> bool:
        """Whether only the clause of the quotation before stands between two quotations of one block."""
        clause = clauses.get(previous.start)
        if previous.block != quotation.block:
            if quotation.block != previous.block + 1 or not self._opens_block(quotation):
                return False
            # A whole paragraph of quotation after "…," he said.
            rest = self.text[previous.end : self.blocks.blocks[previous.block].end]
            if not previous.closed:
                return True
            alone = self._fills_block(quotation) and self._is_clause(rest, clause)
            return alone and not self._is_dialogue(previous, quotation, clause)
        gap = self.text[previous.end : quotation.start]
        if not any(c.isalnum() for c in gap):
            return True
        return self._is_clause(gap, clause) and not self._reports_another(clause, quotation.start)

    def _reports_another(self, clause: ReportingClause | None, end: int) -> bool:
        return clause is not None and reports_another(self.text, clause, end)

    def _is_dialogue(self, previous: Quotation, quotation: Quotation, clause: ReportingClause | None) -> bool:
        """Whether a paragraph of quotation may answer the one before it, as “Why not?” does “No,” she answered."""
        lengths = [len(self._words(each.span).split()) for each in (previous, quotation)]
        cue = self._words(clause.cue).lower() if clause is not None else ""
        return cue in _TURN_TAKING or max(lengths) <= LONGEST_LINE

    @staticmethod
    def _is_clause(words: str, clause: ReportingClause | None) -> bool:
        """Whether words after a quotation are its clause alone."""
        return clause is not None and clause.place is Place.AFTER and bool(_CLAUSE_ONLY.fullmatch(words))

    def _fills_block(self, quotation: Quotation) -> bool:
        return self._opens_block(quotation) and self._ends_block(quotation)

    def _ends_block(self, quotation: Quotation) -> bool:
        return not self._has_words(quotation.end, self.blocks.blocks[quotation.block].end)

    def _opens_block(self, quotation: Quotation) -> bool:
        return not self._has_words(self.blocks.blocks[quotation.block].start, quotation.start)

    def _has_words(self, start: int, end: int) -> bool:
        """Whether a letter or a digit stands in [start, end); quotations may follow each other by the thousand."""
        starts, ends = self._word_spans
        word = bisect_right(ends, start)  # the first that ends behind the start
        return word < len(starts) and starts[word] < end

    @cached_property
    def _word_spans(self) -> tuple[list[int], list[int]]:
        spans = [match.span() for match in _WORD.finditer(self.text)]
        return [start for start, _ in spans], [end for _, end in spans]

    # words passed on

    def _passed_on(self, drafts: list[StatementDraft]) -> list[StatementDraft]:
        """Give words to whom somebody quotes as saying them, not to who passes them on."""
        kept: list[StatementDraft] = []
        for draft in drafts:
            clause = self._passing(draft)
            if clause is not None and not self._begin_after(draft, clause):
                continue
            kept.append(draft)
        return kept

    def _passing(self, draft: StatementDraft) -> ReportingClause | None:
        """The clause "Tamm quoted Varga as saying" that stands in or right before a draft."""
        if draft.via is not None or draft.place is Place.AFTER:
            return None
        block = self.blocks.around(draft.start)
        begun = self.text.rfind(" as ", max(block.start, draft.start - 40), min(block.end, draft.end + 20)) >= 0
        if not begun or (
            "quot" not in self.text[block.start : draft.end] and "cit" not in self.text[block.start : draft.end]
        ):
            return None
        spans = sentences(self.text[block.start : draft.start + 1])
        start = block.start + (spans[-1][0] if spans else 0)
        clause = quoted_as(self.text, start, block.end)
        near = clause is not None and draft.start <= clause.end + 3 and draft.end > clause.mention[0]
        return clause if near else None

    def _begin_after(self, draft: StatementDraft, clause: ReportingClause) -> bool:
        """Cut a draft to the words after a clause and give them its speaker; False where there are none."""
        draft.content = [(max(start, clause.end), end) for start, end in draft.content if end > clause.end + 1]
        draft.content = [whole_words(self.text, *span) for span in draft.content]
        draft.source, draft.cue, draft.via = clause.mention, clause.cue, clause.via
        draft.place, draft.source_confidence = clause.place, 1.0
        return any(any(c.isalnum() for c in self.text[start:end]) for start, end in draft.content)

    # words without quotation marks of their own

    def _with_dashed(self, drafts: list[StatementDraft]) -> list[StatementDraft]:
        """Add what a dash marks as speech, in place of what else was found there."""
        blocks = [block for number, block in enumerate(self.blocks.blocks) if self._may_speak(number)]
        dashed = dashed_speech(self.text, blocks, self.states)
        spans = [(each.start, each.end) for each in dashed]
        return [*(d for d in drafts if not any(_overlap((d.start, d.end), span) for span in spans)), *dashed]

    def _with_introduced(self, drafts: list[StatementDraft]) -> list[StatementDraft]:
        """Add the blocks that a clause with a colon gives as somebody's words: "Tamm wrote:"."""
        introduced: list[StatementDraft] = []
        number = 0
        while number + 1 < len(self.blocks.blocks):
            clause = self._introduction(number)
            end = self._introduced_end(number) if clause is not None else number + 1
            if clause is not None and end > number + 1:
                content = [(block.start, block.end) for block in self.blocks.blocks[number + 1 : end]]
                introduced.append(
                    StatementDraft(content, clause.mention, clause.cue, 1.0, 1.0, clause.place, direct=True)
                )
            number = end
        spans = [(draft.start, draft.end) for draft in introduced]
        kept = [d for d in drafts if not any(start <= d.start < end for start, end in spans)]
        return [*kept, *introduced]

    def _introduction(self, number: int) -> ReportingClause | None:
        """The reporting clause with which a block ends, before a colon."""
        block = self.blocks.blocks[number]
        words = self.text[block.start : block.end]
        if not self._may_speak(number) or not words.rstrip().endswith(":"):
            return None
        return clause_before(self.text, self._last_sentence(block), block.end)

    def _introduced_end(self, number: int) -> int:
        """The block after those that a block introduces: set-off quotations, or one paragraph after a bare clause."""
        bare = (
            len(self._words((self.blocks.blocks[number].start, self.blocks.blocks[number].end)).split()) <= LONGEST_BARE
        )
        end = number + 1
        while (
            end < len(self.blocks.blocks)
            and self.blocks.blocks[end].kind is BlockKind.QUOTATION
            and self._is_plain(end)
        ):
            end += 1
        following = self.blocks.blocks[end] if end < len(self.blocks.blocks) else None
        if end == number + 1 and bare and following is not None and following.kind is BlockKind.PARAGRAPH:
            end += self._is_plain(end)
        return end

    def _is_plain(self, number: int) -> bool:
        """Whether a block has words of its own, and no quotation at its beginning."""
        block = self.blocks.blocks[number]
        opens = any(q.block == number and self._opens_block(q) for q in self.quotations)
        return (
            number not in self.taken and not opens and len(self._words((block.start, block.end)).split()) >= LEAST_WORDS
        )

    def _words(self, span: Span) -> str:
        return self.text[span[0] : span[1]]


def _headlines(text: str, blocks: Sequence[Block]) -> set[int]:
    """Numbers of the blocks of a press review: lines "The Harbour Times: Captain quits", several in a row."""
    lines = [bool(_HEADLINE.fullmatch(text, block.start, block.end)) for block in blocks]
    found: set[int] = set()
    for is_line, run in groupby(range(len(blocks)), key=lines.__getitem__):
        numbers = list(run)
        if is_line and len(numbers) >= LEAST_HEADLINES:
            found.update(numbers)
    return found


def _overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]
