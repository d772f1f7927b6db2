"""Quotations whose speaker the layout tells: labels (`Name: "…"`), signatures, names above quotations, posts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from index.attribution.cards import Part, cards
from index.attribution.label_names import LabelName, name_in_label
from index.attribution.quotations import Quotation, find_quotations
from index.attribution.reporting import clause_after, clause_before, gesture_before
from index.attribution.reporting_verbs import REPORTING_VERBS
from index.model import Block, BlockKind, Span
from index.text.given_names import GIVEN_NAMES
from index.text.letter_case import INITIAL
from index.text.person_names import SHORT_TITLES
from index.text.quotation_marks import OUTSIDE

LONGEST_LABEL = 160  # code points
_PROSE = {BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.QUOTATION}
_BULLET = re.compile(r"(?:[-–—•*·▪>]|\d{1,2}[.)])[ \u00a0\t]*")
# "Rep. Delia Ramos: " before a quotation.
_NICKNAME = r"(?<=\w )[“\"]\w{2,15}[”\"](?= \w)"  # "William “Bud” Holm"
_LABEL = re.compile(
    rf"(?P<label>[^\s\"“”‘:;.!?](?:{_NICKNAME}|[^\"“”:;!?]){{1,180}}?)[ \u00a0]?:[ \u00a0\n]*(?=[\"“‘'«])"
)
# "…” — Ada Holm, mayor" at the end of a paragraph.
# "…” (Ada Holm, mayor)" at the end of a paragraph.
_BRACKETED_INSIDE = re.compile(r"[”\"’'»][ \u00a0]{0,2}\((?P<name>[^()\"“”\n\d]{5,120})\)\.?$")
# "…” Ada Holm, mayor" at the end of a paragraph.
_BARE_INSIDE = re.compile(r"(?<=[.!?…])[”\"][ \u00a0]{1,2}(?P<name>[^()\"“”\n]{5,120}[^()\"“”\n.!?:;,])$")
# "Ada Holm, mayor – " before a quotation.
_DASHED_LABEL = re.compile(
    rf"(?P<label>[^\s\"“”‘:;.!?](?:{_NICKNAME}|[^\"“”:;!?\n]){{1,180}}?)[ \u00a0](?:[―—–]|--?)[ \u00a0]+(?=[\"“‘«])"
)
_SIGNED_INSIDE = re.compile(r"[”\"’'»][ \u00a0]{0,2}(?:[―—–]|--|-[ \u00a0])[ \u00a0]*(?P<name>[^\"“”\n]{3,160})$")
# "The Harlan Post: " before a quotation that its author signs.
_HEADLINED = re.compile(r"(?:[-–—•*·▪][ \u00a0]*)?[^\s\"“”‘:;.!?][^\"“”:;!?\n]{1,60}:[ \u00a0]*")
_FINISHED = re.compile(r"[.,!?…][\"”’'»]+$")
_ATTRIBUTED = re.compile(r"(?:Quotes|Comments|Statements) (?:attributable|attributed|from|by)\b", re.IGNORECASE)
_LEAST_HEADLINES = 2  # that make a list of them
_DASH = re.compile(r"(?:[―—–~-]|--|[Ss]igned(?: by)?[,:]?)+[ \u00a0]*")
# "On the ferries: " in a list of what one person said.
_TOPIC = re.compile(r"(?:[-–—•*·▪][ \u00a0]*)?(?:On|About|Regarding)[ \u00a0][^\"“”:\n]{2,120}:")
# "… — Ada Holm (@adaholm) March 3, 2026" at the end of a paragraph: a post that was set into an article.
_POSTED = re.compile(
    r"(?P<words>\S[^\n]{2,600}?)[ \u00a0]?(?:[―—–]|--|-[ \u00a0])[ \u00a0]*(?P<name>[^\n@()―—–]{2,60}?)"
    r"[ \u00a0]\(@\w{2,30}\)(?:[ \u00a0,·-]{0,3}[^\n\"“”]{0,40})?"
)
# "Minister Ada Holm on the fares: "
_ON_TOPIC = re.compile(r"(?P<name>[^\n:\"“”]{3,80}?) (?:on|about) [^\n:\"“”]{2,80}")
_SMALL_WORDS = frozenset("of for and the de la van von der den di da bin al".split())
_HANDLE = re.compile(r"@(?P<name>\w{2,30})\.?")
LEAST_HANDLES = 2  # lines with an account's name alone that make the paragraphs above them posts
_SENTENCE_ENDS = re.compile(r"(?P<word>[^\W\d_]{3,})[.!?][\"”'’)]*\s")
_MOST_TITLES = 2  # before a name that signs without a dash
_LONGEST_ROLE = 100  # code points
_POST = re.compile(r"\(@\w+\)")
_CAPITALISED = re.compile(rf"(?<![\w'’]){INITIAL}[\w-]+")
# Words that begin the lead of somebody's own further words: "He added:", "On the fares:".
_LEADING = frozenset(
    "He She They It And But Then Later Asked On In At As After Of About Yet Still When Speaking Writing".split()
)


@dataclass(frozen=True, slots=True)
class SignedQuotation:
    """Words whose speaker the layout tells.

    Attributes:
        content: Spans of the words, quotation marks included.
        label: Span of the label or signature.
        name: Whom it names; None where it can't be read: then the words are nobody's.
        blocks: Numbers of the blocks that are read with this.
    """

    content: tuple[Span, ...]
    label: Span
    name: LabelName | None
    blocks: tuple[int, ...]


def signed_quotations(text: str, blocks: Sequence[Block], states: bytes) -> list[SignedQuotation]:
    """Find the quotations whose speaker the layout tells.

    Args:
        text: The text.
        blocks: Its blocks, in order.
        states: What each code point is, as `quotation_states` tells.

    Returns:
        Quotations in order; no block is read twice.
    """
    return _Reading(text, blocks, states).signed()


class _Reading:
    """One text's blocks and quotations."""

    def __init__(self, text: str, blocks: Sequence[Block], states: bytes) -> None:
        self.text, self.blocks, self.states = text, blocks, states
        self.quotations: list[list[Quotation]] = [[] for _ in blocks]
        for quotation in find_quotations(states, blocks):
            self.quotations[quotation.block].append(quotation)
        self.taken: set[int] = set()
        self.topics: dict[int, LabelName] = {}  # of the blocks that name somebody and a topic

    def signed(self) -> list[SignedQuotation]:
        found = [*self._handles(), *self._signatures(), *self._labels(), *self._names_above()]
        return sorted(found, key=lambda each: each.content[0])

    # signatures

    def _handles(self) -> list[SignedQuotation]:
        """Posts that each have an account's name on a line of its own below."""
        lines = {
            number: line
            for number, block in enumerate(self.blocks)
            if (line := _HANDLE.fullmatch(self.text, block.start, block.end)) is not None
        }
        found = []
        for number, line in lines.items() if len(lines) >= LEAST_HANDLES else ():
            above = number - 1
            if above >= 0 and above not in lines and self.blocks[above].kind in _PROSE:
                span = (self.blocks[above].start, self.blocks[above].end)
                name = LabelName(line.span("name"), False, line.span("name"))
                found.append(SignedQuotation((span,), line.span(), name, (above, number)))
                self.taken.update((above, number))
        return found

    def _signatures(self) -> list[SignedQuotation]:
        found = []
        for number, block in enumerate(self.blocks):
            if block.kind is BlockKind.SIGNATURE:
                signed = self._signed_block(number)
            else:
                signed = self._signed_inside(number)
            if signed is not None:
                found.append(signed)
                self.taken.update(signed.blocks)
        return found

    def _signed_block(self, number: int) -> SignedQuotation | None:
        """The quotation above a signature."""
        block = self.blocks[number]
        start = block.start
        if dash := _DASH.match(self.text, start, block.end):
            start = dash.end()
        name = self._signer(start, block.end)
        quoted = self._quoted_above(number)
        if not quoted and number and (_POST.search(self.text, start, block.end) or self._is_set_off(number - 1)):
            quoted = [number - 1] if number - 1 not in self.taken else []
        if not quoted:
            return None
        content = tuple(span for each in quoted for span in self._words_of(each))
        return SignedQuotation(content, (start, block.end), name, (*quoted, number)) if content else None

    def _signer(self, start: int, end: int) -> LabelName | None:
        handle = _POST.search(self.text, start, end)
        return name_in_label(self.text, start, handle.start() if handle else end, signed=True)

    def _is_set_off(self, number: int) -> bool:
        return self.blocks[number].kind is BlockKind.QUOTATION

    def _quoted_above(self, number: int) -> list[int]:
        """The blocks above a signature that hold its quotation: the last, and those that go on in it."""
        quoted: list[int] = []
        position = number - 1
        while position >= 0 and position not in self.taken and self.blocks[position].kind in _PROSE:
            ends_quoted = bool(self.quotations[position]) and self._ends_with_quotation(position, bool(quoted))
            if not ends_quoted or (quoted and self._closes(position)):
                break
            quoted.insert(0, position)
            if not self._opens(position):
                break
            position -= 1
        return quoted

    def _opens(self, number: int) -> bool:
        """Whether a block begins with a quotation."""
        quotations = self.quotations[number]
        return bool(quotations) and not any(
            c.isalnum() for c in self.text[self.blocks[number].start : quotations[0].start]
        )

    def _closes(self, number: int) -> bool:
        return bool(self.quotations[number]) and self.quotations[number][-1].closed

    def _ends_with_quotation(self, number: int, may_be_open: bool) -> bool:
        last = self.quotations[number][-1]
        rest = self.text[last.end : self.blocks[number].end]
        return (last.closed or may_be_open) and not any(c.isalnum() for c in rest)

    def _words_of(self, number: int) -> list[Span]:
        """What a block quotes; all of it where it quotes nothing."""
        block, quotations = self.blocks[number], self.quotations[number]
        if not quotations:
            return [(block.start, block.end)]
        return [quotation.span for quotation in quotations]

    def _signed_inside(self, number: int) -> SignedQuotation | None:
        """A quotation that is signed at the end of its own paragraph."""
        block = self.blocks[number]
        if block.kind not in _PROSE:
            return None
        if posted := _POSTED.fullmatch(self.text, block.start, block.end):
            name = name_in_label(self.text, *posted.span("name"), signed=True)
            return SignedQuotation((posted.span("words"),), posted.span("name"), name, (number,))
        if not self.quotations[number] or not self.quotations[number][-1].closed:
            return None
        last = self.quotations[number][-1]
        if match := _SIGNED_INSIDE.match(self.text, last.end - 1, block.end):
            return self._signed_behind(number, match, last)
        bracketed = _BRACKETED_INSIDE.match(self.text, last.end - 1, block.end)
        bare = bracketed or _BARE_INSIDE.match(self.text, last.end - 1, block.end)
        return self._signed_with_name(number, bare) if bare else None

    def _signed_behind(self, number: int, match: re.Match[str], last: Quotation) -> SignedQuotation | None:
        """A quotation with a signature behind its end."""
        name = self._signer(match.start("name"), self.blocks[number].end)
        if name is None and not self._opens(number):
            return None
        if not self._opens(number) and self._has_outlet(self.blocks[number].start, last):
            name = None
        start = last.start if not self._opens(number) else self.quotations[number][0].start
        above = self._open_above(number)
        content = [span for each in above for span in self._words_of(each)]
        content += [q.span for q in self.quotations[number] if q.start >= start]
        return SignedQuotation(tuple(content), match.span("name"), name, (*above, number))

    def _has_outlet(self, start: int, quotation: Quotation) -> bool:
        """Whether a quotation is a headline, without a full stop, of an outlet: "BBN: “…” – Ada Holm"."""
        finished = self.text[start : quotation.end].rstrip("\"”’'» ")[-1:] in ".,!?…"
        topic = _TOPIC.match(self.text, start)
        return not finished and not topic and bool(_HEADLINED.fullmatch(self.text, start, quotation.start))

    def _signed_with_name(self, number: int, match: re.Match[str]) -> SignedQuotation | None:
        """A quotation that is all of its paragraph but for a full name behind it, in brackets or without a mark."""
        name = name_in_label(self.text, *match.span("name"))
        if name is None or not name.person or " " not in self.text[slice(*name.name)] or not self._opens(number):
            return None
        bare = match.re is _BARE_INSIDE
        if bare and (len(self.quotations[number]) > 1 or not self._is_signature(name, *match.span("name"))):
            return None
        content = tuple(quotation.span for quotation in self.quotations[number])
        return SignedQuotation(content, match.span("name"), name, (number,))

    def _is_signature(self, name: LabelName, start: int, end: int) -> bool:
        """Whether words are a name with what its bearer is, and no sentence."""
        words = self.text[start:end]
        told = REPORTING_VERBS.intersection(words.split())
        titles = self.text[start : name.name[0]].split()
        titled = len(titles) <= _MOST_TITLES and all(title[0].isupper() for title in titles)
        return titled and not told and self.text[name.name[1] : end][:1] in {"", ","}

    def _open_above(self, number: int) -> list[int]:
        """The blocks above of which this one's quotation is the end."""
        above: list[int] = []
        while number > 0 and self._opens(number) and self.quotations[number - 1] and number - 1 not in self.taken:
            if self._closes(number - 1) or not self._opens(number - 1):
                break
            number -= 1
            above.insert(0, number)
        return above

    # labels

    def _labels(self) -> list[SignedQuotation]:
        found = []
        for number, block in enumerate(self.blocks):
            if number in self.taken or block.kind not in {*_PROSE, BlockKind.TURN_LABEL}:
                continue
            label, quoted = self._label(block, self.quotations[number]), number
            if label is None and number + 1 < len(self.blocks) and number + 1 not in self.taken:
                label, quoted = self._label_above(number), number + 1
            labelled = self._labelled(number, quoted, label) if label is not None else None
            if labelled is not None:
                found.append(labelled)
                self.taken.update(labelled.blocks)
        return self._without_headlines(found)

    def _without_headlines(self, found: list[SignedQuotation]) -> list[SignedQuotation]:
        """Labelled quotations, those of a list of headlines nobody's."""
        headlines = [each for each in found if self._may_be_headline(each)]
        if len(headlines) < _LEAST_HEADLINES:
            return found
        return [replace(each, name=None) if each in headlines else each for each in found]

    def _may_be_headline(self, labelled: SignedQuotation) -> bool:
        """Whether a body's quotation is all the rest of its line and has no full stop, as a headline has none."""
        (_, end), number = labelled.content[-1], labelled.blocks[-1]
        if labelled.name is None or labelled.name.person or len(labelled.content) > 1:
            return False
        return self.text[end : self.blocks[number].end].strip() == "" and not _FINISHED.search(self.text, end - 3, end)

    def _labelled(self, number: int, quoted: int, label: Span) -> SignedQuotation | None:
        """The quotation under a label, with the blocks in which it goes on; None where it is a paper's headline."""
        below = self._goes_on_below(quoted)
        below += self._attributed_below((quoted, *below)[-1], label)
        first = self._whole_quotation(quoted, label[1])
        content = (first, *(span for each in below for span in self._words_of(each)))
        name = self._headed(number) if _TOPIC.match(self.text, label[0]) else self._named(number, label)
        if (name is None or not name.person) and self._is_told(quoted, label[1]):
            return None
        unread = name is None and self.text[self.blocks[quoted].start : self.blocks[quoted].end].rstrip()[-1:].isalnum()
        if (unread or (name is not None and not name.person)) and self._is_headline(quoted, first[1]):
            return None
        return SignedQuotation(content, label, name, tuple(dict.fromkeys((number, quoted, *below))))

    def _is_told(self, number: int, start: int) -> bool:
        """Whether the first quotation behind a heading tells whose it is: "Quote of the day: “No,” Ada Holm said"."""
        first = next((q for q in self.quotations[number] if q.start >= start and q.closed), None)
        return first is not None and clause_after(self.text, first.end, self.blocks[number].end) is not None

    def _named(self, number: int, label: Span) -> LabelName | None:
        """Whom a label names, who may speak there on a first topic of several."""
        name = name_in_label(self.text, *label) or self._known_surname(*label)
        topic = _ON_TOPIC.fullmatch(self.text, *label)
        if topic is not None:
            name = name or name_in_label(self.text, *topic.span("name"))
            if name is not None and name.person and name.name[1] <= topic.end("name"):
                self.topics[number] = name
        return name

    def _known_surname(self, start: int, end: int) -> LabelName | None:
        """A label that is one word, the surname of the only person of that name whom the text names in full."""
        word = self.text[start:end]
        if not word.isalpha() or not word[0].isupper() or word.isupper():
            return None
        full = re.compile(rf"(?<![\w.])(?P<given>{INITIAL}[\w'’\-]+)(?: {INITIAL}\.)? {word}(?![\w-])")
        given = {match["given"] for match in full.finditer(self.text)}
        named = {each.lower() for each in given} & GIVEN_NAMES
        return LabelName((start, end), True, (start, end)) if len(given) == len(named) == 1 else None

    def _label(self, block: Block, quotations: list[Quotation]) -> Span | None:
        """Span of the label before a quotation that fills the rest of a block."""
        bullet = _BULLET.match(self.text, block.start, block.end)
        start = bullet.end() if bullet and bullet.end() < block.end else block.start
        match = _LABEL.match(self.text, start, block.end) or self._dashed_label(start, block.end, quotations)
        if match is None or self.states[match.end()] == OUTSIDE:
            return None
        if not any(q.start >= match.end("label") for q in quotations):
            return None  # all of it stands in a quotation that a block above left open
        return match.span("label") if self._is_label(*match.span("label")) else None

    def _dashed_label(self, start: int, end: int, quotations: list[Quotation]) -> re.Match[str] | None:
        """A name with a dash before a quotation that is all the rest: "Ada Holm, mayor – “…”"."""
        match = _DASHED_LABEL.match(self.text, start, end)
        if match is None or any(c.isalnum() for c in self.text[quotations[-1].end if quotations else start : end]):
            return None
        first = match["label"].split(",")[0]
        name = name_in_label(self.text, *match.span("label"))
        proper = all(word[:1].isupper() or not word.isalpha() or word in _SMALL_WORDS for word in first.split())
        return match if name is not None and name.person and proper else None

    def _is_label(self, start: int, end: int) -> bool:
        """Whether words before a colon are no clause of their own ("She wrote in a letter")."""
        words = self.text[start:end].split()
        if not words[0][:1].isupper() or any(word in REPORTING_VERBS for word in words):
            return False
        end = min(end + 1, len(self.text))
        return clause_before(self.text, start, end) is None and gesture_before(self.text, start, end) is None

    def _label_above(self, number: int) -> Span | None:
        """Span of a label that fills a block, before a block that begins with a quotation."""
        block = self.blocks[number]
        words = self.text[block.start : block.end].rstrip()
        end = block.start + len(words) - 1
        if not words.endswith(":") or self.quotations[number] or len(words) > LONGEST_LABEL:
            return None
        if self.blocks[number + 1].kind not in _PROSE or not self._opens(number + 1):
            return None
        bullet = _BULLET.match(self.text, block.start, block.end)
        start = bullet.end() if bullet and bullet.end() < end else block.start
        sentences = re.search(r"[.;!?]\s", self.text[start:end].replace(". ", " ", 1))
        return (start, end) if not sentences and self._is_label(start, end) else None

    def _is_headline(self, number: int, end: int) -> bool:
        """Whether words follow a labelled quotation in its block: "The Harbour Times: ‘We stay’ – captain quits"."""
        rest = re.sub(r"[(\[][^)\]]*[)\]]", "", self.text[end : self.blocks[number].end])
        return any(c.isalpha() for c in rest)

    def _headed(self, number: int) -> LabelName | None:
        """Whom the line above a list of topics names ("Minister Ada Holm on Coast Radio")."""
        while number > 0 and number - 1 in self.taken and _TOPIC.match(self.text, self.blocks[number - 1].start):
            number -= 1
        if number - 1 in self.topics:
            return self.topics[number - 1]
        if number == 0 or number - 1 in self.taken or self.quotations[number - 1]:
            return None
        block = self.blocks[number - 1]
        line = self.text[block.start : block.end]
        head = re.split(r"[ \u00a0](?:on|at|to|with|in|tells|told|joins)[ \u00a0]|[:,(]", line, maxsplit=1)[0]
        if len(line) > 140 or line.rstrip().endswith((".", "!", "?")):
            return None
        return name_in_label(self.text, block.start, block.start + len(head))

    def _whole_quotation(self, number: int, start: int) -> Span:
        """From the first opening mark after a label to the last closing one; marks inside may be of the same kind."""
        quotations = [q for q in self.quotations[number] if q.start >= start]
        first, end = quotations[0], self._balanced_end(number, quotations[0])
        for following in quotations[1:]:
            between = self.text[end : following.start] if following.start >= end else ""
            if re.search(r"[.!?][”\"’']?\s*$", self.text[first.start : end]) and any(c.isalpha() for c in between):
                break  # a sentence of the article's own
            end = max(end, following.end)
        return first.start, end

    def _balanced_end(self, number: int, quotation: Quotation) -> int:
        """Where a quotation ends that has others of the same marks inside."""
        depth = 0
        for place in range(quotation.start, self.blocks[number].end):
            depth += (self.text[place] == "“") - (self.text[place] == "”")
            if depth == 0:
                return max(place + 1, quotation.end) if self.text[place] == "”" else quotation.end
        return quotation.end

    def _attributed_below(self, number: int, label: Span) -> list[int]:
        """The further quotations below a label that announces several: "Quotes attributable to Premier Ada Holm:"."""
        below: list[int] = []
        while _ATTRIBUTED.match(self.text, *label) and number + 1 < len(self.blocks) and self._is_quotation(number + 1):
            number += 1
            below.append(number)
        return below

    def _goes_on_below(self, number: int) -> list[int]:
        """The blocks below in which a block's quotation, left open there, goes on."""
        below: list[int] = []
        while self.quotations[number] and not self._closes(number) and number + 1 < len(self.blocks):
            number += 1
            if number in self.taken or self.blocks[number].kind not in _PROSE or not self._opens(number):
                break
            below.append(number)
        return below

    # names on a line of their own

    def _names_above(self) -> list[SignedQuotation]:
        """Quotations that have a name on a line of its own, all above or all below them; roles below names left out."""
        found: list[SignedQuotation] = []
        numbers = self._without_roles()
        for name_at, quoted in cards([self._part(number) for number in numbers]):
            name_number, quoted_numbers = numbers[name_at], [numbers[each] for each in quoted]
            block = self.blocks[name_number]
            name = name_in_label(self.text, block.start, block.end)
            quoted_numbers = [each for each in quoted_numbers if not self._passes_on(each, name)]
            for number in quoted_numbers:
                content = tuple(self._words_of(number))
                found.append(SignedQuotation(content, (block.start, block.end), name, (name_number, number)))
            self.taken.update((name_number, *quoted_numbers))
        return found

    def _passes_on(self, number: int, name: LabelName | None) -> bool:
        """Whether words below a name are another's, too: "“No.” Its director, Ilo Tamm, said: “Never.”"."""
        own = set(self.text[slice(*name.name)].split()) if name is not None else set()
        for before, following in pairwise(self.quotations[number]):
            lead = self.text[before.end : following.start].strip()
            if lead.endswith(":") and self._names_another(lead, own):
                return True
            clause = clause_after(self.text, before.end, following.start)
            if clause is not None and self._names_another(self.text[slice(*clause.mention)], own):
                return True
        return False

    @staticmethod
    def _names_another(words: str, own: set[str]) -> bool:
        named = set(_CAPITALISED.findall(words)) - _LEADING
        return bool(named) and not named & own

    def _part(self, number: int) -> Part:
        kind = self.blocks[number].kind
        if self._is_quotation(number):
            return Part.ITEM if kind is BlockKind.LIST_ITEM else Part.QUOTATION
        if self._is_name(number):
            return Part.HEADING if kind is BlockKind.HEADING else Part.NAME
        return Part.OTHER

    def _without_roles(self) -> list[int]:
        """Numbers of the blocks but those that tell what the bearer of the name above is: "Founder, Clean Piers"."""
        kept: list[int] = []
        for number in range(len(self.blocks)):
            named = bool(kept) and kept[-1] == number - 1 and self._is_name(number - 1)
            if not (named and self._is_role(number)):
                kept.append(number)
        return kept

    def _is_role(self, number: int) -> bool:
        block = self.blocks[number]
        words = self.text[block.start : block.end]
        short = len(words) <= _LONGEST_ROLE and words[:1].isupper() and words[-1:] not in ".!?:;…"
        if not short or number in self.taken or self.quotations[number]:
            return False
        name = name_in_label(self.text, block.start, block.end)
        return name is None or not name.person or "," in self.text[block.start : name.name[0]]

    def _is_quotation(self, number: int) -> bool:
        if number in self.taken or self.blocks[number].kind not in _PROSE or not self.quotations[number]:
            return False
        return self._opens(number) and self._ends_with_quotation(number, False)

    def _is_name(self, number: int) -> bool:
        block = self.blocks[number]
        if number in self.taken or self.quotations[number] or block.end - block.start > 120:
            return False
        ends = (m["word"].lower() for m in _SENTENCE_ENDS.finditer(self.text, block.start, block.end))
        if block.kind is BlockKind.QUOTATION or any(word not in SHORT_TITLES for word in ends):
            return False
        words = self.text[block.start : block.end]
        name = name_in_label(self.text, block.start, block.end)
        return name is not None and name.person and not words.rstrip().endswith((".", "!", "?", ":"))
