"""Statement extraction: who said what in an article."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from index.attribution.certainty import LEAST_CERTAINTY, UNRESOLVED, certainty
from index.attribution.coreference import Coreference
from index.attribution.drafts import BlockMap, StatementDraft, drafts_of, kind_of
from index.attribution.entity import Entity
from index.attribution.headings import first_line, heading_of
from index.attribution.interviews import read_interview
from index.attribution.issued import issued_statements
from index.attribution.korean import is_korean, korean_statements
from index.attribution.meeting_coverage import with_rest_of_paragraphs
from index.attribution.official_prose import is_official
from index.attribution.opinions import opinion_statements
from index.attribution.others_words import with_inner_apart, with_others_apart
from index.attribution.press_questions import without_askers
from index.attribution.prose import ProseReader
from index.attribution.signed import SignedQuotation, signed_quotations
from index.attribution.tagger import Tagger
from index.attribution.turn_speakers import embedded_statements, transcript_statements, with_embedded
from index.model import Block, Kind, Person, Span, Statement
from index.text.blocks import infer_blocks
from index.text.closings import reports
from index.text.label_names import proper_case
from index.text.quotation_marks import quotation_states

LONGEST_LEAD = 200  # code points in which a paragraph tells whose words it reports
LEAST_WITHIN = 0.6  # the same for what a quotation reports of somebody else

_SPOKESPERSON = re.compile(r"(?i)\b(?:spokes(?:man|woman|person)|press secretary|aide|official|adviser|advisor)\b")
_REPORTING = re.compile(
    r"\b(?:said|says|saying|told|stressed|added|emphasi[sz]ed|underlined|noted|expressed|evaluated|asked|called|"
    r"pledged|vowed|reaffirmed|reiterated|agreed|thanked|welcomed|warned|urged|hoped|promised|announced|explained|stated|believes?)\b"
)


@dataclass(frozen=True)
class StatementReader:
    """Extracts statements; the same text always gives the same ones.

    Attributes:
        tagger: The tagger that finds content, sources and cues.
    """

    tagger: Tagger

    def statements(
        self, text: str, title: str | None = None, author: str | None = None, blocks: Sequence[Block] = ()
    ) -> list[Statement]:
        """Extract the statements of an article.

        A transcript's turns, or a text issued by one person, are statements as they are; other texts are tagged.
        Korean articles are read by rules of their own.

        Args:
            text: The article's text.
            title: Its title, which helps to name people.
            author: Its author.
            blocks: Its blocks; inferred where there are none.

        Returns:
            Statements in the order of the text; spans are code points of it.
        """
        blocks = tuple(blocks) or infer_blocks(text)
        title = title or heading_of(text)
        if is_korean(text):
            return korean_statements(text, title, blocks)
        states = quotation_states(text)
        cast = Coreference(text, title, blocks, states)
        transcript = transcript_statements(text, title, blocks, cast)
        if transcript is not None:
            below = self._reported_below(transcript, text, blocks, states, cast)
            return [*with_others_apart(transcript, text), *below]
        issued = opinion_statements(text, blocks) or issued_statements(text, title, blocks, cast)
        if issued is not None:
            return with_others_apart(issued, text)
        interview = read_interview(text, title, blocks, cast)
        signed = signed_quotations(text, blocks, states)
        taken = {number for each in signed for number in each.blocks}
        official = is_official(title) or is_official(first_line(text))
        prose = ProseReader(text, states, blocks, taken, official)
        statements = _resolve(prose.drafts(self.tagger.fragments(text, states)), text, cast, states)
        statements = with_rest_of_paragraphs(with_inner_apart(statements, text), text, blocks)
        statements = without_askers(statements, text)
        statements = sorted([*statements, *_signed(signed, text, cast)], key=lambda s: s.start)
        statements = with_embedded(statements, embedded_statements(text, title, blocks, cast))
        if interview is not None:
            answers = with_others_apart(interview.statements, text)
            statements = [*(s for s in statements if not _overlap(s, interview.span)), *answers]
        return self._chains(statements, text, cast)

    def _reported_below(
        self, turns: Sequence[Statement], text: str, blocks: Sequence[Block], states: bytes, cast: Coreference
    ) -> list[Statement]:
        """What a paper reports of somebody else below the last turn of an interview."""
        end = max((turn.end for turn in turns), default=len(text))
        if not reports(text[end : end + LONGEST_LEAD].lstrip()):
            return []
        prose = ProseReader(text, states, blocks, set())
        found = _resolve(prose.drafts(self.tagger.fragments(text, states)), text, cast, states)
        return [statement for statement in found if statement.start >= end]

    def _chains(self, statements: list[Statement], text: str, cast: Coreference) -> list[Statement]:
        """Add what a spokesperson's quotation reports of somebody else, with speaker and via."""
        found: list[Statement] = []
        for one in statements:
            found.append(one)
            if one.kind is Kind.INDIRECT or one.person is None or one.mention is None:
                continue
            who = text[one.mention[0] : one.mention[1]]
            spokes = bool(_SPOKESPERSON.search(who)) or any(_SPOKESPERSON.search(r) for r in one.person.roles)
            if spokes or _SPOKESPERSON.search(text[max(0, one.mention[0] - 40) : one.mention[1] + 40]):
                for start, end in one.content:
                    if _REPORTING.search(text, start, end):
                        found.extend(self._within(text, start, end, one.person, cast))
        return sorted(found, key=lambda s: (s.start, -s.end))

    def _within(self, text: str, start: int, end: int, via: Person, cast: Coreference) -> list[Statement]:
        inner_start = start + (1 if text[start] in '"“' else 0)
        inner = text[inner_start:end].rstrip('"” ')
        found = []
        states = quotation_states(inner)
        drafts = drafts_of(self.tagger.fragments(inner, states), inner, states, BlockMap(infer_blocks(inner)))
        for draft in drafts:
            if draft.source is None or draft.confidence < LEAST_WITHIN:
                continue
            source = (draft.source[0] + inner_start, draft.source[1] + inner_start)
            figure = cast.who(source)
            person = figure.person() if figure else None
            if person is None or person.name == via.name:
                continue
            content = tuple((a + inner_start, b + inner_start) for a, b in draft.content)
            cue = (draft.cue[0] + inner_start, draft.cue[1] + inner_start) if draft.cue else None
            found.append(Statement(content, Kind.INDIRECT, source, cue, person, via, draft.confidence))
        return found


def _overlap(statement: Statement, span: Span) -> bool:
    return any(a < span[1] and b > span[0] for a, b in statement.content)


def _resolve(drafts: list[StatementDraft], text: str, cast: Coreference, states: bytes) -> list[Statement]:
    """Statements with the people whom their drafts' mentions mean, where that is sure enough."""
    found: list[tuple[Statement, Entity | None, Entity | None]] = []
    previous: tuple[Span, Entity | None] | None = None
    for draft in drafts:
        resolution = cast.resolve(draft.source, previous) if draft.source else UNRESOLVED
        if draft.source:
            previous = (draft.source, resolution.entity)
        elif draft.via:  # "Holm said a nurse told her": it is Holm who speaks on
            previous = (draft.via, cast.resolve(draft.via, previous).entity)
        content = tuple(draft.content)
        kind = Kind.DIRECT if draft.direct else kind_of(content, text, states)
        sure = certainty(draft, resolution, kind, text)
        speaker = resolution.entity if sure >= LEAST_CERTAINTY else None
        via = cast.resolve(draft.via).entity if draft.via and speaker else None
        found.append((Statement(content, kind, draft.source, draft.cue, None, None, sure), speaker, via))
    # At the end only: a name may grow while the article is read.
    return [
        replace(
            one,
            person=_in_small_letters(speaker.person()) if speaker else None,
            via=_in_small_letters(via.person()) if via else None,
        )
        for one, speaker, via in found
    ]


def _in_small_letters(person: Person) -> Person:
    """A person of a name and a title in capitals, "MAYOR HOLM", as others write it."""
    if person.organisation or " " not in person.name or not person.name.isupper():
        return person
    return replace(person, name=proper_case(person.name), roles=tuple(map(proper_case, person.roles)))


def _signed(found: list[SignedQuotation], text: str, cast: Coreference) -> list[Statement]:
    statements = []
    for each in found:
        person = None
        if each.name is not None:
            if each.name.person:
                figure = cast.name(" ".join(text[slice(*each.name.titled)].split()))
                person = _in_small_letters(figure.person()) if figure else None
            else:
                person = Person(text[each.name.name[0] : each.name.name[1]], organisation=True)
        mention = each.name.titled if each.name else None
        statements.append(Statement(each.content, Kind.DIRECT, mention, None, person, None, 1.0))
    return statements
