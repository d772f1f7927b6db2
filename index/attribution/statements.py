"""Statement extraction: who said what in an article."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from index.attribution.coreference import Coreference
from index.attribution.entities import Entity
from index.attribution.issued import issued_statements
from index.attribution.tagger import Fragment, Tagger
from index.attribution.turn_speakers import embedded_statements, transcript_statements, with_embedded
from index.model import Block, Kind, Person, Span, Statement
from index.text.quotation_marks import CLOSING, INSIDE, OPENING, OUTSIDE, quotation_states

LEAST_FRAGMENT = 0.5  # confidence below which a fragment outside quotation marks is dropped
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

        Args:
            text: The article's text.
            title: Its title, which helps to name people.
            author: Its author.
            blocks: Its blocks, as its source told them; none where only its lines tell them.

        Returns:
            Statements in the order of the text; spans are code points of it.
        """
        cast = Coreference(text, title)
        transcript = transcript_statements(text, title, blocks, cast)
        if transcript is not None:
            return transcript
        issued = issued_statements(text, title, cast)
        if issued is not None:
            return issued
        states = quotation_states(text)
        fragments = self.tagger.fragments(text)
        drafts = _with_signed(_merge(_repair(fragments, text, states), text), text, states)
        statements = with_embedded(_resolve(drafts, text, cast, states), embedded_statements(text, title, cast))
        return self._chains(statements, text, cast)

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
        drafts = _merge(self.tagger.fragments(inner), inner)
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


@dataclass(slots=True)
class _Draft:
    content: list[Span]
    source: Span | None
    cue: Span | None
    confidence: float
    source_confidence: float


def _merge(fragments: list[Fragment], text: str) -> list[_Draft]:
    """Join fragments that share a cue, such as both halves of a quotation around "he said"."""
    drafts: list[_Draft] = []
    for one in fragments:
        last = drafts[-1] if drafts else None
        if (
            last is not None
            and one.cue is not None
            and last.cue == one.cue
            and "\n\n" not in text[last.content[-1][1] : one.start]
        ):
            last.content.append((one.start, one.end))
            last.confidence = max(last.confidence, one.confidence)
            if last.source is None or one.source_confidence > last.source_confidence:
                last.source, last.source_confidence = one.source or last.source, one.source_confidence
            continue
        drafts.append(_Draft([(one.start, one.end)], one.source, one.cue, one.confidence, one.source_confidence))
    return drafts


_SIGNED = re.compile(
    r"[”\"»]\s*(?P<dash>[―—–]|--)[ \u00a0]*"
    r"(?P<name>[A-Z][\w.'’-]+(?:[ \u00a0][A-Z][\w.'’-]+){0,3})(?=[ \u00a0]*(?:[\n,(.]|$))"
)


_OPENING = re.compile(r"[“”\"«]")


def _with_signed(drafts: list[_Draft], text: str, states: bytes) -> list[_Draft]:
    """Put quotations with a signature ("…" — Name) in place of what was tagged there."""
    signed: list[_Draft] = []
    for match in _SIGNED.finditer(text):
        end = match.start() + 1
        after = max(text.rfind("\n", 0, end), signed[-1].source[1] if signed and signed[-1].source else -1)
        opening = _OPENING.search(text, max(after, 0), end)
        if opening is None:
            continue
        start = opening.start()
        if end - start > 20:
            signed.append(_Draft([(start, end)], match.span("name"), match.span("dash"), 1.0, 1.0))
    if not signed:
        return drafts
    taken = [one.content[0] for one in signed]
    kept = [d for d in drafts if not any(a < e and s < b for a, b in d.content for s, e in taken)]
    return sorted([*kept, *signed], key=lambda d: d.content[0])


# One ordered cascade of rules; they are to be rebuilt as a whole, not moved about.
# complexipy: ignore
def _repair(fragments: list[Fragment], text: str, states: bytes) -> list[Fragment]:
    """Include quotation marks, join the sentences of one quotation, drop fragments of low confidence."""
    repaired: list[Fragment] = []
    for one in fragments:
        start, end = one.start, one.end
        quoted = sum(1 for i in range(start, end) if states[i] != OUTSIDE) > 0.6 * (end - start)
        if one.confidence < LEAST_FRAGMENT and not quoted:
            continue
        while start > 0 and states[start - 1] == OPENING:
            start -= 1
        while end < len(text) and states[end] == CLOSING:
            end += 1
        if end < len(text) and text[end] in ",." and end + 1 < len(text) and states[end + 1] == CLOSING:
            end += 1
            while end < len(text) and states[end] == CLOSING:
                end += 1
        if repaired and start < repaired[-1].end:
            start = repaired[-1].end
        last = repaired[-1] if repaired else None
        if last is not None and quoted and _one_quotation(text, states, last.end, start) and start < end:
            better = one if one.source_confidence > last.source_confidence else last
            surer = max(one.confidence, last.confidence)
            repaired[-1] = replace(better, start=last.start, end=end, confidence=surer)
            continue
        if any(c.isalnum() for c in text[start:end]):
            repaired.append(replace(one, start=start, end=end))
    return repaired


def _one_quotation(text: str, states: bytes, end: int, start: int) -> bool:
    """Whether two fragments are parts of one quotation, with only white space between them."""
    gap = text[end:start]
    return bool(gap) and gap.isspace() and "\n\n" not in gap and all(s == INSIDE for s in states[end:start])


def _resolve(drafts: list[_Draft], text: str, cast: Coreference, states: bytes) -> list[Statement]:
    found: list[Statement] = []
    previous: tuple[Span, Entity | None] | None = None
    last_person: tuple[int, Person | None, Span | None] = (-(10**9), None, None)
    for draft in drafts:
        figure = cast.who(draft.source, previous) if draft.source else None
        if draft.source:
            previous = (draft.source, figure)
        content = tuple(draft.content)
        kind = _kind(content, text, states)
        person = figure.person() if figure else None
        mention = draft.source
        if mention is None and kind is Kind.DIRECT and _goes_on(text, last_person[0], content[0][0]):
            person, mention = last_person[1], None
        found.append(Statement(content, kind, mention, draft.cue, person, None, draft.confidence))
        if kind is not Kind.INDIRECT:
            last_person = (content[-1][1], person, mention)
    return _final(found, cast)


def _final(statements: list[Statement], cast: Coreference) -> list[Statement]:
    """Give every statement the final form of its person, whose name may have grown while the article was read."""
    names: dict[str, Person] = {}
    for figure in cast.figures:
        person = figure.person()
        for form in (person.name, *person.aliases):
            names.setdefault(form, person)
    return [
        replace(s, person=names.get(s.person.name, s.person), via=names.get(s.via.name, s.via) if s.via else None)
        if s.person
        else s
        for s in statements
    ]


def _goes_on(text: str, last_end: int, start: int) -> bool:
    """Whether a quotation continues another one, at most a paragraph break away: then it has the same speaker."""
    gap = text[last_end:start] if 0 <= last_end <= start else "x" * 999
    return gap.strip(" \n\t\"“”'") == "" and gap.count("\n\n") <= 1


def _kind(content: tuple[Span, ...], text: str, states: bytes) -> Kind:
    inside = letters = 0
    for start, end in content:
        for i in range(start, end):
            if text[i].isalnum():
                letters += 1
                inside += states[i] == INSIDE
    share = inside / max(1, letters)
    return Kind.DIRECT if share > 0.85 else Kind.MIXED if share > 0.1 else Kind.INDIRECT
