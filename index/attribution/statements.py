"""Statement extraction: who said what in an article."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from index.attribution.coreference import Coreference, Entity
from index.attribution.tagger import Fragment, Tagger
from index.attribution.transcripts import Turn, embedded, issued_by, spoken, turns
from index.model import Block, Kind, Person, Span, Statement
from index.text.person_names import fold
from index.text.quotation_marks import CLOSING, INSIDE, OPENING, OUTSIDE, paragraphs, quotation_states

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
        found = turns(text)
        if found:
            return _transcript(found, text, cast, title)
        issuer = issued_by(title)
        if issuer:
            return _issued(text, cast, issuer)
        states = quotation_states(text)
        fragments = self.tagger.fragments(text)
        drafts = _with_signed(_merge(_repair(fragments, text, states), text), text, states)
        statements = _with_embedded(_resolve(drafts, text, cast, states), embedded(text), text, cast, title)
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


def _transcript(found: list[Turn], text: str, cast: Coreference, title: str | None) -> list[Statement]:
    voices: dict[str, Person | None] = {}
    statements = []
    for turn in found:
        key = fold(turn.name)
        if key not in voices:
            voices[key] = None if turn.question or turn.nobody else _voice(turn, cast, title)
        statements.append(
            Statement(turn.content, Kind.DIRECT, _name_span(text, turn), None, voices[key], None, 1.0, turn.question)
        )
    return statements


def _with_embedded(
    statements: list[Statement], found: list[Turn], text: str, cast: Coreference, title: str | None
) -> list[Statement]:
    """Put turns that an article quotes from a transcript in place of what was tagged in those paragraphs."""
    if not found:
        return statements
    taken = [(turn.label[0], turn.content[-1][1]) for turn in found]
    kept = [s for s in statements if not any(a < e and b > s_ for a, b in s.content for s_, e in taken)]
    return sorted([*kept, *_transcript(found, text, cast, title)], key=lambda s: s.start)


def _name_span(text: str, turn: Turn) -> Span:
    start, end = turn.label
    return start, start + len(text[start:end].rstrip(": \t\u00a0."))


_SMALL = {"of", "the", "and", "de", "von", "van"}


def _capitalised(label: str) -> str:
    """PRESIDENT MOON -> President Moon; McCONNELL -> McConnell; O’BRIEN -> O’Brien."""

    def word(w: str) -> str:
        if w.lower() in _SMALL:
            return w.lower()
        mixed = re.match(r"(Mc|Mac|De|Le|La|Di|Van)([A-Z]{2,}.*)", w)
        if mixed:
            return mixed.group(1) + mixed.group(2).capitalize()
        if not w.isupper():
            return w
        if re.fullmatch(r"[A-Z]{2,4}-[A-Z]{2,4}", w) and len(label.split()) > 1:
            return w.capitalize()  # LEE JAE-ON: a Korean given name
        return re.sub(r"[^\W\d_]+", lambda m: m.group().capitalize(), w)

    return " ".join(word(w) for w in re.sub(r"\s*\(.*?\)", "", label).split())


def _voice(turn: Turn, cast: Coreference, title: str | None) -> Person | None:
    label = _capitalised(turn.name)
    if re.fullmatch(
        r"(?i)(?:an? )?(?:senior )?(?:administration )?(?:aide|interpreter|moderator|operator|participant|voice)s?",
        label,
    ):
        return Person(name=label, organisation=True)
    role = re.fullmatch(r"(?i)the ((?:vice |deputy |acting |first )*[a-z]+(?: [a-z]+)?)", label)
    if role:
        return _role(role.group(1), title, cast)
    figure = cast.name(label)
    return figure.person() if figure else None


def _role(role: str, title: str | None, cast: Coreference) -> Person | None:
    """The person whom a role means (THE PRESIDENT), else a nameless bearer of that role."""
    figure = cast.bearer(role)
    if figure is not None:
        return figure.person()
    name = role[:1].upper() + role[1:].lower() if " " not in role else role.title()
    return Person(name=f"the {name}", roles=(name,), organisation=True)


def _issued(text: str, cast: Coreference, issuer: str) -> list[Statement]:
    """One statement of all the prose, by the person who issued it."""
    figure = cast.name(issuer)
    person = figure.person() if figure else None
    content = tuple(
        span for start, end in paragraphs(text) if _is_prose(text[start:end]) for span in spoken(text, start, end)
    )
    if not content:
        return []
    return [Statement(content, Kind.DIRECT, None, None, person, None, 1.0)]


def _is_prose(paragraph: str) -> bool:
    """Whether a paragraph is prose: no place, time, rule or heading."""
    return len(paragraph.split()) > 5 or bool(re.search(r"[a-z][.!?]$", paragraph))
