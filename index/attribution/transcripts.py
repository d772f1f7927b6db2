"""Speaker turns: which lines of a text are labels, and what is said under each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from index.attribution.bare_answers import bare_answers
from index.attribution.chairs import lists_people, masthead_name
from index.attribution.press_questions import is_press_question
from index.attribution.trusted_labels import TrustedLabels
from index.model import Block, BlockKind, Span
from index.text.closings import is_closing, tells_of
from index.text.given_names import FEMALE_NAMES, MALE_NAMES
from index.text.label_heads import LabelKind
from index.text.label_words import LABEL_TITLES
from index.text.letter_case import INITIAL
from index.text.line_numbers import is_numbered, spoken_lines
from index.text.narration import is_narrated, narration_start, tells_deed
from index.text.person_names import NAME, fold, parse_name
from index.text.quotation_marks import paragraphs
from index.text.stage_directions import is_direction, is_edge, is_end, is_event, is_heading, spoken, stops_speaker
from index.text.turn_labels import LONGEST_LABEL, LabelForm, TurnLabel, is_abbreviation, read_alone, read_label

_SILENT_BLOCKS = frozenset({BlockKind.HEADING, BlockKind.CAPTION, BlockKind.TABLE, BlockKind.SIGNATURE})
_WORD_BEFORE = re.compile(r"(\w+)\.$")
_INSIDE_KINDS = frozenset({LabelKind.QUESTION, LabelKind.ANSWER, LabelKind.OFFICE, LabelKind.UNNAMED})
# A play: its lines are nobody's.
_PLAY = re.compile(
    r"^[ \t]*(?:(?:ACT|SCENE|Act|Scene)[ \t]+(?:[IVX]{1,5}|\d{1,2}|[Oo]ne|ONE|[Tt]wo|TWO|[Tt]hree|THREE)\b.{0,60}|"
    r"(?:[(\[]?(?:Exeunt|EXEUNT)\b.{0,60})|(?:DRAMATIS PERSONAE|Dramatis Personae|CURTAIN|FADE (?:IN|OUT)|Curtain)[.:]?|"
    r"(?:INT|EXT)\.[ \t].{2,60})$",
    re.MULTILINE,
)
_ENTRANCE = re.compile(rf"^[ \t]*[(\[]?(?:Enter|Exit|Re-enter|ENTER|EXIT)[ \t]+{INITIAL}.{{0,60}}$", re.MULTILINE)
# "(Northbay) (Lab)": the place and the party of the name above.
_BRACKETS = re.compile(r"(?:[(\[][^()\[\]\n]{1,120}(?:\([^()\n]*\)[^()\[\]\n]{0,120})?[)\]][ \u00a0]*){1,3}")
_ADDRESSED_AS = re.compile(r"(?:The|THE|Madam|Madame|Mr|Mrs|Ms|Hon)\b")  # "The Speaker" speaks, and is no role
_LONGEST_FURNITURE = 60  # code points
_WEB_PAGES = re.compile(
    r"(?:Share|Watch|Listen to|Link to|Cite|Copy|Print|Permalink to|Bookmark)(?: link to)? this "
    r"(?:contribution|debate|speech|intervention|turn|question|answer|section|statement)|"
    r"Column \d{1,5}[A-Z]{0,3} ?is located here|Show full question|Toggle showing location of.{0,40}",
    re.IGNORECASE,
)
_LONGEST_PAGE = 120  # code points, most of them blank
_MOST_PAGES = 6  # such lines between two labels
_PAGE = re.compile(r"\s*(?:(?:Page|PAGE)[ \t]+\d{1,4}(?: of \d{1,4})?|\d{1,4})?\s*")
_LONGEST_ENTERING = 300  # code points of a sentence that announces what is put in the record
_MOST_BREAKS = 3  # line breaks between a name and its brackets, and one more
# A label inside a line, after the end of a sentence: whoever speaks there isn't the one before.
_INSIDE = re.compile(
    r"(?<=[.!?…”\"’)\]—–-])[ \t\u00a0]{1,8}(?=(?:Q|A)(?:[.:][ \t]|[ \t]{2,})|"
    r"The[ \u00a0](?:ACTING |VICE |PRESIDING |DEPUTY ){0,2}(?:SPEAKER|PRESIDENT|OFFICER|CHAIR(?:MAN|WOMAN|PERSON)?|CLERK)"
    r"(?: pro tempore)?(?: \([^()\n]{1,40}\))?\.[ \u00a0]|"
    r"(?:Mr|Mrs|Ms|Dr)\.[ \u00a0](?:Mc|De|La)?[A-Z]{2,}[^.:\n]{0,60}\.[ \u00a0]|"
    rf"(?:{INITIAL}[\w.'’\-]*[ \u00a0]){{0,6}}{INITIAL}[\w.'’\-]*(?:[ \u00a0]\([^()\n]{{1,60}}\)){{0,2}}:[ \t])"
)


@dataclass(frozen=True, slots=True)
class Turn:
    """What one speaker says until the next one begins.

    Attributes:
        label: What names the speaker.
        name: The name in it, as written.
        content: Spans of the words, without labels, times and stage directions.
        question: Whether it is a reporter's, or an examiner's.
        nobody: Whether the label means no single person of a name: a crowd, the audience, "Speaker 1".
        examiner: The label of the lawyer who asks, where one stands above a witness's questions: "BY MS. LUND:".
    """

    label: TurnLabel
    name: str
    content: tuple[Span, ...]
    question: bool = False
    nobody: bool = False
    examiner: TurnLabel | None = None


def turns(text: str, blocks: Sequence[Block] = (), title: str | None = None) -> list[Turn]:
    """Split a transcript into its speakers' turns.

    Args:
        text: Any text.
        blocks: Its parts; its paragraphs where they aren't known.
        title: Its title, which may name a speaker.

    Returns:
        Turns in order; none where the text is no transcript. Words under a label that can't be read are in none.
    """
    if is_play(text):
        return []
    lines = _without_items(text, _with_bare_answers(text, list(_lines(text, blocks))))
    lines = _without_mastheads(text, lines)
    trusted = TrustedLabels(text, [line.label for line in lines], title)
    return list(_turns(text, lines, trusted, title)) if trusted.is_transcript else []


def _with_bare_answers(text: str, lines: list[_Line]) -> list[_Line]:
    """Lines of a text, with the answers that one space divides from their letter: "Q Who pays?", "A In May we do."."""
    answers = bare_answers(text, [((line.start, line.end), line.label) for line in lines])
    return [replace(line, label=answers.get(number, line.label)) for number, line in enumerate(lines)]


# What a record's heading says of its topic: "Flood Relief: Discussion", "Fisheries Bill: Second Stage (Resumed)".
_PROCEEDING = re.compile(
    r"\s*(?:(?:Adjourned |Emergency |General |Urgent |Take-note |Resumed )?(?:Debate|Discussion|Statements?|Motions?|Questions?)|"
    r"(?:Order for )?(?:First|Second|Third|Committee|Report|Final|Fifth|Consideration|All|Remaining)"
    r"(?: (?:and|to) (?:Remaining|Final))? (?:Stages?|Readings?)|Leave to (?:Introduce|Withdraw)|Referral to \w+ Committee|"
    r"Instruction to Committee|Allotment of Time|Financial Resolution)"
    r"(?: \((?:Resumed|Continued)[^()\n]{0,30}\))?(?: \[[^\[\]\n]{1,20}\])?\s*"
)


def _without_items(text: str, lines: list[_Line]) -> list[_Line]:
    """Lines of a text, those that head an item of the agenda read as no label: "Flood Relief: Discussion"."""
    return [
        replace(line, label=None, kind=BlockKind.HEADING)
        if line.label is not None and _PROCEEDING.fullmatch(text, line.label.end, line.end)
        else line
        for line in lines
    ]


def _without_mastheads(text: str, lines: list[_Line]) -> list[_Line]:
    """Lines of a text, those above the first turn that tell who presides read as no label."""
    labelled = [i for i, each in enumerate(lines) if each.label and each.label.form is not LabelForm.ALONE]
    for number, following in pairwise(labelled):
        name, label = masthead_name(text, lines[number].start, lines[number].end), lines[following].label
        if _lists_people(text, lines[number]):
            lines[number] = replace(lines[number], label=None, kind=BlockKind.HEADING)
            continue
        if name is None or label is None or fold(name.split()[-1]) in fold(text[slice(*label.name)]).split():
            break  # "Chair: Ms. Holm": whoever is called upon speaks next
        lines[number] = replace(lines[number], label=None, kind=BlockKind.HEADING)
    return lines


def _lists_people(text: str, line: _Line) -> bool:
    """Whether a line names those who appear: "COUNSEL ASSISTING: MR T. HOLM SC with MS J. QUELL"."""
    label = line.label
    office = label is not None and label.kind in {LabelKind.OFFICE, LabelKind.UNNAMED, LabelKind.GROUP}
    return label is not None and office and lists_people(text, label.end, line.end)


def embedded(text: str, blocks: Sequence[Block]) -> list[Turn]:
    """Find turns that an article quotes from a transcript.

    Args:
        text: The article's text.
        blocks: Its parts.

    Returns:
        Turns of one block each, in order; none unless there are two.
    """
    if is_play(text):
        return []
    found: list[Turn] = []
    for start, end in ((block.start, block.end) for block in blocks):
        label = read_label(text, start, end)
        if label is None or label.quoted or label.form is not LabelForm.COLON or label.kind is not LabelKind.PERSON:
            continue
        name = text[slice(*label.name)]
        content = tuple(spoken(text, label.end, end))
        if content and name.isupper() and len(name) > 2 and _is_told_of(text, name):
            found.append(Turn(label, name, content))
    deeds = sum(tells_deed(text[slice(*turn.content[0])].split("\n", 1)[0]) for turn in found)
    return found if len(found) > 1 and 2 * deeds < len(found) else []  # else who did what, side by side


def _is_told_of(text: str, name: str) -> bool:
    """Whether a name in a label is a person's, as a title or a first name in it shows, or the article's own words."""
    first, last = name.split()[0].lower().strip("."), name.split()[-1]
    if " " in name and (first in LABEL_TITLES or first in MALE_NAMES or first in FEMALE_NAMES):
        return True
    return re.search(rf"(?<!\w){INITIAL}[\w.'’\-]+ {re.escape(last.capitalize())}(?!\w)", text) is not None


@lru_cache(maxsize=4)  # asked several times of a text
def is_play(text: str) -> bool:
    """Whether a text has the acts, scenes and entrances of a play, whose lines are nobody's."""
    if _PLAY.search(text):
        return True
    entrances = _ENTRANCE.finditer(text)
    return next(entrances, None) is not None and next(entrances, None) is not None


# lines


@dataclass(frozen=True, slots=True)
class _Line:
    """A line with the label it begins with, or a paragraph's part up to the next label."""

    start: int
    end: int
    label: TurnLabel | None
    kind: BlockKind = BlockKind.PARAGRAPH


def _lines(text: str, blocks: Sequence[Block]) -> Iterator[_Line]:
    parts = [(b.start, b.end, b.kind) for b in blocks] or [(a, b, BlockKind.PARAGRAPH) for a, b in paragraphs(text)]
    parts = [part for part in parts if not _is_furniture(text, part[0], part[1])]
    for start, end, kind in _with_brackets_below(text, _without_roles_below(text, parts)):
        for a, b, label in _cut(text, start, end):
            yield _Line(a, b, label, kind)


def _is_furniture(text: str, start: int, end: int) -> bool:
    """Whether a line is a web page's own among a record's: "Share this contribution"."""
    return end - start < _LONGEST_FURNITURE and _WEB_PAGES.fullmatch(text[start:end].strip()) is not None


def _without_roles_below(text: str, parts: Sequence[tuple[int, int, BlockKind]]) -> list[tuple[int, int, BlockKind]]:
    """Parts of a text but the offices that stand on a line of their own below a name on its own."""
    kept: list[tuple[int, int, BlockKind]] = []
    named = False
    for start, end, kind in parts:
        label = read_alone(text, start, end)
        role = label is not None and label.kind is LabelKind.OFFICE and not _ADDRESSED_AS.match(text, start, end)
        if not (named and role):
            kept.append((start, end, kind))
            named = label is not None and label.kind is LabelKind.PERSON
    return kept


def _with_brackets_below(
    text: str, parts: Sequence[tuple[int, int, BlockKind]]
) -> Iterator[tuple[int, int, BlockKind]]:
    """Parts of a text, each name on its own joined with the brackets on the line below it, as websites set them."""
    number = 0
    while number < len(parts):
        start, end, kind = parts[number]
        below = parts[number + 1] if number + 1 < len(parts) else None
        if below is not None and _BRACKETS.fullmatch(text, below[0], below[1]):
            alone = read_alone(text, start, end) is not None and read_alone(text, start, below[1]) is not None
            if alone and text.count("\n", end, below[0]) < _MOST_BREAKS:
                end, kind, number = below[1], BlockKind.TURN_LABEL, number + 1
        yield start, end, kind
        number += 1


def _name_over_brackets(text: str, start: int, end: int) -> TurnLabel | None:
    """The label that a paragraph of a name and a line in brackets is as a whole."""
    stop = text.find("\n", start, min(end, start + LONGEST_LABEL))
    return read_alone(text, start, end) if stop > 0 and read_alone(text, start, stop) is not None else None


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int, TurnLabel | None]]:
    """Cut a paragraph before each line and each sentence that begins with a label, and behind names on their own."""
    below = _name_over_brackets(text, start, end)
    if below is not None:
        yield start, end, below
        return
    begun, label = start, None
    for a, b in _pieces(text, start, end):
        here = _label_at(text, begun, a, b, after_name=label is not None and label.form is LabelForm.ALONE)
        alone = label is not None and label.form is LabelForm.ALONE and begun == label.start
        if a == start:
            label = here
        elif here is not None or alone:
            yield begun, a, label
            begun, label = a, here
    yield begun, end, label


def _label_at(text: str, begun: int, a: int, b: int, *, after_name: bool) -> TurnLabel | None:
    """The label with which a piece of a paragraph begins; within a line or a wrapped sentence only one of some kinds."""
    label = read_label(text, a, b)
    if a == begun:
        return label or read_alone(text, a, b)
    if text[a - 1] != "\n":
        return label if label is not None and _may_stand_inside(text, label) else None
    if after_name or _ends_sentence(text, begun, a):
        return label or read_alone(text, a, b)
    return label if label is not None and (label.sure or label.form is LabelForm.BARE) else None


def _may_stand_inside(text: str, label: TurnLabel) -> bool:
    """Whether a label may stand behind a sentence on the same line."""
    if label.sure:
        return True
    if text[max(0, label.start - 10) : label.start].rstrip(" \t\u00a0")[-1:] in "—–-":
        return False
    named = label.kind is LabelKind.PERSON and len(text[slice(*label.name)].split()) > 1
    return named or label.kind in _INSIDE_KINDS


def _pieces(text: str, start: int, end: int) -> Iterator[Span]:
    """Lines of a paragraph, cut further where a label may stand inside."""
    position = start
    while position < end:
        newline = text.find("\n", position, end)
        line_end = newline if newline >= 0 else end
        begun = position
        for inside in _INSIDE.finditer(text, position, line_end):
            if not _is_of_words_before(text, position, begun, inside, line_end):
                yield begun, inside.end()
                begun = inside.end()
        if begun < line_end and text[begun:line_end].strip():
            yield begun, line_end
        position = line_end + 1


def _is_of_words_before(text: str, line_start: int, begun: int, inside: re.Match[str], line_end: int) -> bool:
    """Whether no sentence ends before a place: the full stop of "Mr.", the dash of "Ada Holm -- Chief Engineer:"."""
    before = _WORD_BEFORE.search(text, max(line_start, inside.start() - 24), inside.start())
    if before and is_abbreviation(before.group(1)):
        return True
    outer = read_label(text, begun, line_end)
    if outer is None:
        return False
    return outer.end > inside.end() or (outer.end == inside.end() and outer.form is LabelForm.ALONE)


def _ends_sentence(text: str, start: int, at: int) -> bool:
    """Whether the words before a place end there, pages and numbers of lines between left aside."""
    for _ in range(_MOST_PAGES):
        line = max(start, text.rfind("\n", start, max(start, at - 1)) + 1)
        if at <= start or not _is_page(text[line:at]):
            break
        at = line
    before = text[max(start, at - 12) : at].rstrip(" \t\n\u00a0*_")
    return not before or before[-1] in ".!?…:;)]}”\"’'—–-"


def _is_page(line: str) -> bool:
    """Whether a line is a page's or an empty line's number."""
    return len(line) < _LONGEST_PAGE and _PAGE.fullmatch(line) is not None


# turns


def _turns(text: str, lines: Sequence[_Line], trusted: TrustedLabels, title: str | None) -> Iterator[Turn]:
    floor = _Floor(text, trusted)
    for line in _without_afterword(text, lines, trusted, title):
        start = line.start
        if line.label is not None and trusted.is_speaker(line.label):
            yield from floor.closed()
            floor.give(line.label)
            start = line.label.end
        elif _ends_turn(text, line, trusted):
            yield from floor.closed()
        if floor.label is not None and not _is_silent(text, start, line.end) and floor.hear(start, line.end):
            yield from floor.closed()
        if _EXAMINATION.search(text, start, line.end):
            yield from floor.closed()
            floor.examiner = None  # another lawyer asks, whose label tells who
        elif asked_by := _QUESTIONS_BY.fullmatch(text, start, line.end):
            yield from floor.closed()
            floor.await_asker(asked_by["who"])
    yield from floor.closed()


class _Floor:
    """Who speaks at a place of a transcript, and what has been said since the label.

    Args:
        text: The transcript.
        trusted: Its labels.
    """

    def __init__(self, text: str, trusted: TrustedLabels) -> None:
        self._text, self._trusted = text, trusted
        self._numbered = is_numbered(text)
        self._content: list[Span] = []
        self.label: TurnLabel | None = None
        self.examiner: TurnLabel | None = None
        self._announced: str | None = None
        self._asker: str | None = None

    def await_asker(self, announced: str) -> None:
        """Wait for the first lawyer to speak below a heading that announces questions: whoever that is goes on to ask.

        Args:
            announced: Whose questions the heading announces.
        """
        self.examiner, self._announced, self._asker = None, announced, None

    def give(self, label: TurnLabel) -> None:
        """Let who has a label speak."""
        self.label = label
        if label.kind is LabelKind.EXAMINER:
            self.examiner = label
        elif label.kind not in {LabelKind.QUESTION, LabelKind.ANSWER} and self._announced is not None:
            name = self._text[slice(*label.name)]
            if self._asker is None and _may_be_asker(name, self._announced):
                self._asker = name
            self.examiner = label if name == self._asker else None  # whoever comes between may ask as well

    def hear(self, start: int, end: int) -> bool:
        """Add what is spoken in a span; True where the turn ends with it."""
        told = None
        if self.label is not None and self.label.form is LabelForm.STOP:
            told = narration_start(self._text, start, end)
        last = end if told is None else told
        for a, b in spoken_lines(self._text, start, last) if self._numbered else [(start, last)]:
            self._content.extend(spoken(self._text, a, b))
        return told is not None or _ENTERS.search(self._text, max(start, end - _LONGEST_ENTERING), end) is not None

    def closed(self) -> Iterator[Turn]:
        """The turn that ends here, if something was said in it; then nobody speaks."""
        label, content = self.label, tuple(self._content)
        self.label, self._content = None, []
        if label is not None and content:
            name = self._text[slice(*label.name)]
            asking = label.kind in {LabelKind.QUESTION, LabelKind.EXAMINER} or self._trusted.is_paper(label)
            question = asking or is_press_question(name, self._text[slice(*content[-1])])
            nobody = label.kind in {LabelKind.GROUP, LabelKind.UNNAMED}
            yield Turn(label, name, content, question, nobody, self.examiner if question else None)


def _without_afterword(text: str, lines: Sequence[_Line], trusted: TrustedLabels, title: str | None) -> Sequence[_Line]:
    """The lines up to what the paper adds under the last turn: contacts, notes, who the speakers are."""
    labels = [(i, line.label) for i, line in enumerate(lines) if line.label and trusted.is_speaker(line.label)]
    last = labels[-1][0] if labels else len(lines)
    surnames = {fold(text[slice(*label.name)].split()[-1]) for _, label in labels}
    titled = (parse_name(match.group())[0] for match in NAME.finditer(title or ""))
    surnames |= {fold(name[-1]) for name in titled if len(name) > 1 and fold(name[0]) in MALE_NAMES | FEMALE_NAMES}
    for i in range(last + 1, len(lines)):
        words = text[lines[i].start : lines[i].end].strip()
        if is_closing(words) or tells_of(words, surnames):
            return lines[:i]
    return lines


def _ends_turn(text: str, line: _Line, trusted: TrustedLabels) -> bool:
    """Whether a line without a trusted label ends the turn before it: its words are nobody's."""
    if _TIME_MARK.fullmatch(text, line.start, line.end):
        return False
    if line.kind is BlockKind.HEADING and is_direction(text[line.start : line.end]):
        return stops_speaker(text[line.start : line.end])  # "(Applause)" is a heading by its looks alone
    if line.kind in _SILENT_BLOCKS or line.kind is BlockKind.TURN_LABEL:
        return True
    if line.label is not None and trusted.may_be_speaker(line.label):
        return True
    words = text[line.start : line.end].strip()
    if _ASKED_IN_BOLD.fullmatch(words):
        return True  # a question set as a heading, whoever asks it
    heading = is_heading(words) and (words.isupper() or not trusted.loud)
    return heading or is_end(words) or is_event(words) or is_narrated(words)


_ASKED_IN_BOLD = re.compile(r"(?P<mark>\*\*|__)(?! )[^*\n]{8,600}\?[”\"]?(?P=mark)")
# "Questions from LEAD COUNSEL TO THE INQUIRY", "Cross-examination by MS. HOLM", alone on a line.
_QUESTIONS_BY = re.compile(
    r"[ \t]*(?:Further |FURTHER )?(?:Questions|QUESTIONS|Questioned|(?:(?:Re-?|Cross-|RE-?|CROSS-)?"
    r"(?:[Ee]xamination|EXAMINATION|[Ee]xamined)))(?:[- ]in[- ]chief)? (?:from|by|FROM|BY) (?P<who>[^\n?!:]{3,80})\s*"
)
_LAWYER = re.compile(r"(?:MR|MS|MRS|MISS|MX|DR|Mr|Ms|Mrs|Miss|Mx|Dr)\.?[ \u00a0]")
# The heading of a witness's examination by the next lawyer, alone on its line.
_EXAMINATION = re.compile(
    r"^[ \t]*(?:\d{1,2}[ \t]{2,})?(?:FURTHER |CONTINUED )?(?:(?:RE-?)?(?:DIRECT|CROSS)[- ]?)?EXAMINATION"
    r"(?: \((?:CONTINUED|Continued|RESUMED|Resumed)\))?[ \t]*$",
    re.MULTILINE,
)


def _may_be_asker(name: str, announced: str) -> bool:
    """Whether a label may be the lawyer's whose questions a heading announces, under a name or an office."""
    return _LAWYER.match(name) is not None and (
        _LAWYER.match(announced) is None or fold(name.split()[-1]) in fold(announced).split()
    )


_LEADERS = re.compile(r"(?:\.[ \u00a0]?){5,}")  # "Mr. Tamm . . . . . . (Estmar)"
# A turn that goes on with what somebody else wrote: "I include in the Record the following letter:".
_ENTERS = re.compile(
    r"\b(?:(?:include|insert|submit|enter|place|put)\b[^.?!]{0,80}\b(?:in|into|for) the record\b[^.?!]{0,120}|"
    r"following (?:\w+ ){0,3}(?:letters?|articles?|editorials?|op-?eds?|reports?|statements?|e-?mails?|tributes?|"
    r"obituar(?:y|ies)|documents?|texts?|correspondence|testimony|excerpts?)\b[^.?!:]{0,120}):[-–—]{0,2}\s*$",
    re.IGNORECASE,
)
_TIME_MARK = re.compile(r"\s*\{time\}\s*\d{3,4}\s*")  # of a congress's record
_IN_BRACKETS = re.compile(r"\((?:\d{4}|\d{1,2}[:.]\d\d)\)|\[[^\W\d_]+\]")  # "(1405)", "[English]"


def _is_silent(text: str, start: int, end: int) -> bool:
    if is_direction(" ".join(text[start:end].split())):
        return True  # a note of several lines: "[The prepared statement of … can be found …]"
    lines = [line.strip() for line in text[start:end].split("\n") if line.strip()]
    return all(
        is_edge(line)
        or is_direction(line)
        or _LEADERS.search(line)
        or _IN_BRACKETS.fullmatch(line)
        or _TIME_MARK.fullmatch(line)
        for line in lines
    )
