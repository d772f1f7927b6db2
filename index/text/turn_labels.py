"""The label that names a speaker before what is said: "MS. LUND:", "Mr. SMITH of Ohio.", "Owen Tamm (Northbay) (Lab)".

What is read here is one line. Whether the lines of a text make it a transcript, and which labels are to be trusted
there, is for who reads the whole text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from index.model import Span
from index.text.label_asides import BRACKETED, SPEECH_ASIDE, TIME
from index.text.label_heads import LabelHead, LabelKind, in_capitals, read_head
from index.text.label_words import LABEL_TITLES, OFFICES, PERSONAL_TITLES
from index.text.letter_case import CAPITAL, INITIAL

LONGEST_LABEL = 220  # code points up to the mark that ends a label, asides in brackets included


class LabelForm(StrEnum):
    """What ends a label."""

    COLON = "colon"
    DASH = "dash"  # "HON. A. LUND.- Mr. Speaker", "Jan Tamm (S&D). – (NL) Mr President"
    STOP = "stop"  # "Mr. SMITH. Mr. Speaker", "A. I did."
    BARE = "bare"  # "Q    Who pays?"
    ALONE = "alone"  # the line ends


@dataclass(frozen=True, slots=True)
class TurnLabel:
    """A speaker's label at the beginning of a line.

    Attributes:
        start: Where it starts.
        end: Where the words after it start: behind its colon, its asides and the white space.
        name: Span of the name or office, without what stands in brackets or after a comma.
        kind: Whom it means.
        form: What ends it.
        asides: Spans of what is added in brackets or after a comma: "Northbay", "15:20", "on behalf of the …".
        sure: Whether nothing but a label looks like this, so that one makes a text a transcript.
        quoted: Whether the words after it stand in quotation marks, as in a list of what people said.
    """

    start: int
    end: int
    name: Span
    kind: LabelKind
    form: LabelForm
    asides: tuple[Span, ...] = ()
    sure: bool = False
    quoted: bool = False


# What may stand before a label: a mark of quotation or of bold letters, a time, a number, a bullet.
_LEAD = re.compile(
    rf"[ \t\u00a0>#]*(?:[“\"](?={INITIAL}{{2,}}))?"
    r"(?:[\[(]?\d{1,2}[:.]\d\d(?:[:.]\d\d)?(?: ?[ap]\.?m\.?)?[\])]?[ \t\u00a0]+[-–—]?[ \t]*)?"
    r"(?:\d{1,3}\.[ \t]+|\d{1,2}[ \t]{2,})?(?:\*\*|__|[•○◯〇●■□◆]|\[\*\])?[ \t]*"
)
_AFTER_MARK = re.compile(r"(?:[-–—]|\*\*|__)*[ \t\u00a0]*\n?[ \t\u00a0]*(?:\([A-Z]{2}\)[ \t]*)?")
_COLON = re.compile(r"[ \t\u00a0]*(?:\*\*|__)?:(?=[\s\-–—“\"‘*_(]|$)|：")
_DASH = re.compile(r"\.[ \u00a0]?(?:[–—]|--?)(?=[\s(“\"]|$|\w)[ \t\u00a0]*(?:\([A-Z]{2}\)[ \t\u00a0]*)?")
_LANGUAGE = re.compile(r"\([A-Z]{2}\)")
_STOP = re.compile(rf"\.[ \u00a0]{{1,3}}(?={INITIAL}|[“\"‘(\[])|\.$")
_ABBREVIATED = frozenset(
    """mr mrs ms dr hon sen rep gov st lt gen col prof rev messrs mme capt sgt maj cmdr adm atty amb brig cdr ald comm
    commr chmn supv supt treas dir pres sec cllr""".split()
)
_QUOTATION = re.compile(r"[“\"«‘„「]")
_QUOTED_BELOW = re.compile(rf"\s{{1,4}}{_QUOTATION.pattern}")
_QUESTION = re.compile(
    r"(?P<name>Q(?:uestion|UESTION)?(?:[ .]?\d{1,3})?)"
    r"(?:(?:[ \t]?\([^()\n]{1,60}\))?[ \t]?[.:](?=\s)|(?<=Q)(?=[ \t\u00a0]+\S)|"
    r"(?<=Q\d)(?=[ \t](?!(?:19|20)\d\d\b)))"  # "Q2 2026" is a quarter
)
_ANSWER = re.compile(r"(?P<name>A(?:nswer|NSWER|NS)?(?:[ .]?\d{1,3})?)(?:[ \t]?[.:](?=\s)|(?<=A)(?=[ \t\u00a0]{2,}\S))")
# "10  A Twenty years.": in lines with numbers one space is enough, as after "Q".
_NUMBERED = re.compile(r"[ \t]*\d{1,2}[ \t]{2,}")
_NUMBERED_ANSWER = re.compile(r"(?P<name>A)(?=[ \u00a0]\S)")
_EXAMINER = re.compile(
    r"(?:(?:[A-Z]{2,}[- ]){0,2}EXAMINATION[ \u00a0]|(?:[A-Z][a-z]+[- ])?(?i:examination)[ \u00a0])?"
    r"(?:BY|By|by)[ \u00a0](?=(?:THE|The|MR|MS|MRS|Mr|Ms|Mrs|DR|Dr)\b)"
)
_KOREAN = re.compile(r"(?P<name>[가-힣]{1,16}(?:[ \u00a0][가-힣]{1,16}){0,4}?)(?:[ \u00a0]?:|[ \u00a0]{2,}|\u3000)\s*")
_CIRCLES = frozenset("○◯〇●■□◆")
_GAP = re.compile(rf"(?<=[^\s:.])(?:[ \u00a0]{{2,4}}|\u3000|\t)(?={INITIAL}|[“\"‘'(])")
_KOREAN_NAME = re.compile(rf"(?<!\w)[{CAPITAL}][\w’']+[ \u00a0][{CAPITAL}]\w+-\w+$")  # "Noh Jin-pyo"
# The same where a page set the name bold and its two spaces were lost: "○ Minister of Ports Noh Jin-pyo I knew.".
_AFTER_KOREAN_NAME = re.compile(
    rf"(?P<who>(?:[\w’'.()-]{{1,24}}[ \u00a0]){{0,10}}?"
    rf"[{CAPITAL}][\w’']{{0,12}}[ \u00a0][{CAPITAL}]\w{{0,10}}-\w{{1,10}})"
    rf"[ \u00a0](?={INITIAL}|[“\"‘'(])"
)
_TITLED_AND_PLACED = re.compile(
    rf"(?P<name>(?:Mr|Mrs|Ms|Miss|Dr|Sir|Dame|Hon)\.? (?:[{CAPITAL}][\w.'’-]* ){{1,4}})\([{CAPITAL}][^()\n]{{2,60}}\)"
)
_NUMBERED_QUESTION = re.compile(r"Q\.?[ \u00a0]?\d{1,3}[.:]?[ \t\u00a0]+(?=\w)")
_LONGEST_BARE = 4  # words of a name in capitals without a title
_LINES = re.compile(r"\n\s*(?![\s(\[])")  # more lines than a name and the brackets below it
_MEMBER = re.compile(rf"(?:(?:Committee|Assembly|National Assembly) )?(?:Member|MEMBER) (?={INITIAL})")
_ALONE_TIME = re.compile(rf"[ \u00a0]+{TIME.pattern}$", re.IGNORECASE)
_NAMING = frozenset({LabelKind.PERSON, LabelKind.OFFICE, LabelKind.GROUP})


# A name, a time in brackets, and what is said then on the same line.
_TIMED = re.compile(
    rf"(?P<who>(?:{INITIAL}|\d)[\w.'’#-]{{0,30}}(?:[ \u00a0][\w.'’#-]{{1,30}}){{0,5}})(?:\*\*|__)?[ \u00a0]"
    r"[(\[](?P<time>\d{1,2}:\d\d(?::\d\d)?)[)\]][ \u00a0]+(?=\S)"
)
_CLAUSE = re.compile(r"[a-z]{2,} [a-z]{2,}")
_AGENCIES = frozenset({"Reuters", "AP", "AFP", "dpa", "DPA", "Yonhap", "UPI", "ANSA", "EFE", "TASS", "Xinhua", "Kyodo"})


def read_label(text: str, start: int, end: int) -> TurnLabel | None:
    """Read the label with which a line begins.

    Args:
        text: The text.
        start: Code point at which the line or paragraph starts.
        end: Code point before which it ends.

    Returns:
        The label, which may be UNREAD; None where the line begins with prose. A line that is a name and nothing else
        is for `read_alone`.
    """
    at = _after_lead(text, start, end)
    if at >= end or not text[at].isalpha():
        return None
    if "가" <= text[at] <= "힣":
        return _korean(text, start, at, end)
    line = text[at : min(end, at + LONGEST_LABEL)].partition("\n")[0]
    colon, stop = ":" in line or "：" in line, "." in line
    return (
        _circled(text, start, at, end)
        or _numbered_question(text, start, at, end)
        or _question_or_answer(text, start, at, end)
        or (_with_time(text, start, at, end) if colon else None)
        or (_with_colon(text, start, at, end) if colon else None)
        or (_with_dash(text, start, at, end) if stop else None)
        or (_with_stop(text, start, at, end) if stop else None)
    )


def read_alone(text: str, start: int, end: int) -> TurnLabel | None:
    """Read a line that is a label and nothing else: "Owen Tamm (Northbay) (Lab)", "Madam Deputy Speaker".

    Args:
        text: The text.
        start: Code point at which the line starts.
        end: Code point before which it ends.

    Returns:
        The label, whose words begin after the line; None where the line is something else. It is sure only if it has
        asides: a heading looks like a name.
    """
    at, last = _after_lead(text, start, end), end
    while last > at and text[last - 1] in " \t\u00a0*_":
        last -= 1
    if not 0 < last - at <= LONGEST_LABEL or text[last - 1] in ".!?:;,…" or _LINES.search(text, at, last):
        return None
    timed = _ALONE_TIME.search(text, at, last)
    head = read_head(text, at, timed.start() if timed else last)
    if head is None or head.kind not in _NAMING | {LabelKind.UNNAMED}:
        return None
    if head.kind is LabelKind.PERSON and len(text[slice(*head.name)].split()) < 2:
        return None
    time_of_day = ((timed.end() - len(timed.group().strip()), timed.end()),) if timed else ()
    bracketed = any(text[a - 1] in "([" for a, _ in head.asides)
    sure = head.kind in {LabelKind.PERSON, LabelKind.OFFICE} and (bracketed or bool(time_of_day))
    return TurnLabel(start, end, head.name, head.kind, LabelForm.ALONE, (*head.asides, *time_of_day), sure)


def _after_lead(text: str, start: int, end: int) -> int:
    lead = _LEAD.match(text, start, end)
    return lead.end() if lead else start


# forms


def _label(text: str, start: int, mark_end: int, end: int, head: LabelHead, form: LabelForm) -> TurnLabel:
    after = _AFTER_MARK.match(text, mark_end, end)
    words_start = after.end() if after else mark_end
    below = form is LabelForm.COLON and words_start >= end  # the words stand in the next paragraph
    quoted = bool(_QUOTED_BELOW.match(text, words_start) if below else _QUOTATION.match(text, words_start, end))
    return TurnLabel(start, words_start, head.name, head.kind, form, head.asides, head.sure, quoted)


def _question_or_answer(text: str, start: int, at: int, end: int) -> TurnLabel | None:
    for pattern, kind in ((_QUESTION, LabelKind.QUESTION), (_ANSWER, LabelKind.ANSWER)):
        match = pattern.match(text, at, end)
        if match is None and pattern is _ANSWER and _NUMBERED.match(text, start, at) and _after_sentence(text, start):
            match = _NUMBERED_ANSWER.match(text, at, end)
        if match:
            last = text[match.end() - 1]
            form = LabelForm.COLON if last == ":" else LabelForm.STOP if last == "." else LabelForm.BARE
            return _label(text, start, match.end(), end, LabelHead(match.span("name"), kind), form)
    return None


def _numbered_question(text: str, start: int, at: int, end: int) -> TurnLabel | None:
    """Read the labels of a committee's questions: "Q3  Ada Holm: Is that so?"."""
    numbered = _NUMBERED_QUESTION.match(text, at, end)
    asked = _with_colon(text, start, numbered.end(), end) if numbered else None
    return asked if asked is not None and asked.kind in _NAMING else None


def _after_sentence(text: str, start: int) -> bool:
    """Whether a sentence ends on the line above."""
    return text[max(0, start - 12) : start].rstrip()[-1:] in {"?", ".", "!", "-", "—"}


def _with_time(text: str, start: int, at: int, end: int) -> TurnLabel | None:
    """Read "Speaker 4 (00:58) The kettle boils.": a name whose time in brackets stands before the words."""
    timed = _TIMED.match(text, at, end)
    head = read_head(text, at, timed.end("who")) if timed else None
    if timed is None or head is None or head.asides:
        return None
    return _label(
        text, start, timed.end(), end, LabelHead(head.name, head.kind, (timed.span("time"),)), LabelForm.ALONE
    )


def _with_colon(text: str, start: int, at: int, end: int) -> TurnLabel | None:
    colon = _first_outside_brackets(text, at, end, _COLON)
    if colon is None:
        return None
    examiner = _EXAMINER.match(text, at, colon.start())
    name = _after_member(text, at) if _CIRCLES.intersection(text[start:at]) else at
    head = read_head(text, examiner.end() if examiner else name, colon.start())
    if examiner and head:
        head = LabelHead(head.name, LabelKind.EXAMINER, head.asides, sure=True)
    if head is None and (placed := _TITLED_AND_PLACED.match(text, at, colon.start())):
        head = LabelHead(placed.span("name"), LabelKind.UNREAD)  # whatever follows the place, it is a label
    return _label(text, start, colon.end(), end, head, LabelForm.COLON) if head else None


def _with_dash(text: str, start: int, at: int, end: int) -> TurnLabel | None:
    """Read the labels of the European parliament, and "HON. A. LUND.-"."""
    dash = _first_outside_brackets(text, at, end, _DASH)
    spaced = dash is not None and _begins_speech(text, at, dash)
    head = read_head(text, at, dash.start(), any_aside=spaced) if dash else None
    if dash is None or head is None or head.kind not in _NAMING:
        return None
    said = any(SPEECH_ASIDE.search(text, a, b) for a, b in head.asides)
    language = bool(_LANGUAGE.search(dash.group()))
    if not (language or said or head.kind is LabelKind.OFFICE or _speaks_for(text, head, spaced=spaced)):
        return None  # "LINDESUND, Norv. — The ferry": where a report was written
    sure = head.sure or language or said or bool(head.asides) or head.kind is LabelKind.OFFICE
    return _label(text, start, dash.end(), end, LabelHead(head.name, head.kind, head.asides, sure), LabelForm.DASH)


def _begins_speech(text: str, at: int, dash: re.Match[str]) -> bool:
    """Whether a dash is a label's, "Ada Holm, im Namen der Fraktion. – Herr Präsident", unlike "the U.S. — and"."""
    before = text[at : dash.start()]
    spaced = dash.group().startswith((". –", ".\u00a0–", ". —", ".\u00a0—"))
    abbreviated = "." in before.split()[-1] or is_abbreviation(before.split()[-1])
    named = len(re.split(r"[,(]", before, maxsplit=1)[0].split()) > 1
    return spaced and named and not abbreviated and text[dash.end() : dash.end() + 1].isupper()


def _speaks_for(text: str, head: LabelHead, *, spaced: bool) -> bool:
    """Whether a label has a title, or tells whom its bearer speaks for: "(PPE)", ", on behalf of the Greens"."""
    words = text[slice(*head.name)].split()
    if words[0].lower().strip(".") in PERSONAL_TITLES:
        return True
    asides = [text[a:b].strip("()") for a, b in head.asides]
    if any(_CLAUSE.search(aside) for aside in asides):
        return True
    if spaced and any(aside[:1].islower() or _is_of_office(aside) for aside in asides):
        return True
    bracketed = any(text[a - 1] == "(" or text[a] == "(" for a, _ in head.asides)
    return bracketed and len(words) > 1 and not in_capitals(words[-1]) and not _AGENCIES.intersection(asides)


def _is_of_office(aside: str) -> bool:
    """Whether what is added to a name tells an office of several words: "Vice-President of the Commission"."""
    words = aside.split()
    return len(words) > 1 and any(word.lower().strip(",.") in OFFICES for word in words)


def _with_stop(text: str, start: int, at: int, end: int) -> TurnLabel | None:
    """Read "Mr. SMITH of Ohio. Mr. Speaker, …": a title or "The" must stand first, else a sentence begins like that."""
    stop = _last_stop(text, at, end)
    head = read_head(text, at, stop.start()) if stop else None
    if stop is None or head is None:
        return None
    words = text[slice(*head.name)].split()
    if head.kind not in {LabelKind.PERSON, LabelKind.OFFICE}:
        return _label(text, start, stop.end(), end, head, LabelForm.STOP) if _may_end_turn(words, head) else None
    if len(words) > 7 or (head.asides and not head.sure):
        return None
    if words[0].lower().strip(".") not in LABEL_TITLES | {"the"}:
        bare = stop.end() < end and _is_bare_in_capitals(words, head)
        return _label(text, start, stop.end(), end, head, LabelForm.STOP) if bare else None
    if words[0].lower() == "the" and head.kind is LabelKind.PERSON:
        return None  # "The FBI. Who else?"
    shouted = _is_shouted(words)
    return _label(text, start, stop.end(), end, LabelHead(head.name, head.kind, head.asides, shouted), LabelForm.STOP)


def _may_end_turn(words: list[str], head: LabelHead) -> bool:
    """Whether a label with a full stop that gives no name is one where others are: "Voice.", "Chief Two Crows."."""
    plain = [word.lower().strip(".") for word in words]
    if head.kind is LabelKind.UNREAD:
        return 1 < len(words) <= _LONGEST_BARE and (plain[0] in LABEL_TITLES or all(map(in_capitals, words)))
    return head.kind in {LabelKind.UNNAMED, LabelKind.GROUP} or plain in ([["voice"], ["a", "voice"]])


def _is_shouted(words: list[str]) -> bool:
    """Whether a name is in capitals, or behind "The" the office itself, unlike that of "The UNESCO Director. And"."""
    if words[0].lower() == "the":
        return any(w.lower() in OFFICES and in_capitals(w) for w in words[1:])
    return any(len(w) > 2 and in_capitals(w) for w in words[1:] if "." not in w)


def _is_bare_in_capitals(words: list[str], head: LabelHead) -> bool:
    """Whether a label is a name in capitals and nothing else: "NICK TAMM.  Did anybody dissent?"."""
    named = head.kind is LabelKind.PERSON and not head.asides and 1 < len(words) <= _LONGEST_BARE
    return named and all(map(in_capitals, words))


def _last_stop(text: str, at: int, end: int) -> re.Match[str] | None:
    """The first full stop that belongs to no abbreviation."""
    limit = min(end, at + LONGEST_LABEL)
    stop = _first_outside_brackets(text, at, limit, _STOP)
    while stop is not None and is_abbreviation(text[at : stop.start()].split()[-1]):
        stop = _first_outside_brackets(text, stop.end(), limit, _STOP)
    return stop


def is_abbreviation(word: str) -> bool:
    """Whether a full stop after a word belongs to it.

    Args:
        word: The word without the full stop: "Mr", or an initial.

    Returns:
        True if no sentence ends there.
    """
    bare = word.strip("()[]")
    return len(bare) < 2 or bare.lower() in _ABBREVIATED


def _korean(text: str, start: int, at: int, end: int) -> TurnLabel | None:
    """Read the labels of the Korean assembly: a circle, the name with its office, two spaces."""
    match = _KOREAN.match(text, at, end)
    circled = any(mark in text[start:at] for mark in "○◯〇")
    if match is None or match.end() >= end or not (circled or ":" in match.group()):
        return None
    return TurnLabel(start, match.end(), match.span("name"), LabelKind.PERSON, LabelForm.COLON, (), circled)


def _circled(text: str, start: int, at: int, end: int) -> TurnLabel | None:
    """Read the same in Latin letters: "◯Chairperson Seo Min-jae  The committee is in session."."""
    if not _CIRCLES.intersection(text[start:at]):
        return None
    gap = _GAP.search(text, at, min(end, at + LONGEST_LABEL)) or _AFTER_KOREAN_NAME.match(text, at, end)
    if gap is None:
        return None
    name_end = gap.end("who") if "who" in gap.groupdict() else gap.start()
    head = read_head(text, _after_member(text, at), name_end)
    if head is None or head.kind not in {LabelKind.PERSON, LabelKind.OFFICE}:
        head = _korean_name(text, at, name_end)
    said = text[gap.end() : end].rstrip(' \u00a0\n”"’)')[-1:] in set(".!?…")
    return TurnLabel(start, gap.end(), head.name, head.kind, LabelForm.COLON, head.asides, said)


def _korean_name(text: str, start: int, end: int) -> LabelHead:
    """The name behind an office of any wording; where there is none the words are at least nobody else's."""
    name = _KOREAN_NAME.search(text, start, end)
    return LabelHead(name.span(), LabelKind.PERSON) if name else LabelHead((start, end), LabelKind.UNREAD)


def _after_member(text: str, at: int) -> int:
    """Behind the "Member" before a name, which is no title elsewhere: "Member States"."""
    member = _MEMBER.match(text, at)
    return member.end() if member else at


def _first_outside_brackets(text: str, at: int, end: int, mark: re.Pattern[str]) -> re.Match[str] | None:
    """The first mark on this line that stands in no bracket."""
    limit = min(end, at + LONGEST_LABEL)
    newline = text.find("\n", at, limit)
    limit = newline if newline >= 0 else limit
    position = at
    for bracket in (*BRACKETED.finditer(text, at, limit), None):
        stop = bracket.start() if bracket else limit
        found = mark.search(text, position, min(limit, stop + 1))  # the bracket itself may tell that a label ends
        if found and found.end() <= stop:
            return found
        if bracket is None:
            return None
        position = bracket.end()
    return None
