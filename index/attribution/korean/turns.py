"""Turns of Korean records: briefings, minutes, interviews, in which labels or dashes tell who begins to speak."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from index.attribution.korean.people import Form, Phrase, read_phrase, words_of
from index.attribution.korean.titles import is_full_name, title_of
from index.model import Span

_WHO = r"(?P<who>[^\s<>〈〉【】\[\]()（）:：=＝\n][^<>〈〉【】\[\]:：=＝\n]{0,38}?)"
# "<차현목 대변인> …", "[답변] …"
_IN_BRACKETS = re.compile(rf"\s*[<〈【\[]\s?{_WHO}\s?[>〉】\]]\s?[:：]?\s*")
# "(대변인) …", "(차현목 대변인) …"
_IN_ROUND_BRACKETS = re.compile(rf"\s*[(（]\s?{_WHO}\s?[)）]\s+")
# "◆ 차현목 대변인 > …", "▶ 앵커: …"
_MARKED = re.compile(rf"\s*[◆◇▶▷►■□●○◎◯☏☎△▲▽▼★☆◈#*]\s?{_WHO}\s?[>〉:：=＝]\s*")
# "차현목 대변인: …"
_WITH_COLON = re.compile(rf"\s*{_WHO}\s?[:：]\s+")
# "○위원장 차현목 …", "◯차현목 위원 …": the record of an assembly
_OF_MINUTES = re.compile(r"\s*[○◯]\s?(?P<who>(?:[가-힣]+\s){1,3}?[가-힣]+)(?=\s)")
# "Q. …", "A1) …", "문: …"
_LETTER = re.compile(r"\s*(?P<who>[QA문답])\s?\d{0,2}\s?[.:：)]\s+")
_FORMS = (_IN_BRACKETS, _IN_ROUND_BRACKETS, _MARKED, _LETTER, _WITH_COLON, _OF_MINUTES)
_DASHED = re.compile(r"\s*[―—–-]\s?(?=[가-힣A-Z‘“'\"\d])")
_ANSWER_MARK = re.compile(r"\s*[▲△▶▷◆◇●]\s+")
_ADDED = re.compile(r"\s?\([^()\n]{1,25}\)$")
_ANSWERING = re.compile(r"\((?P<who>[가-힣][^()\n]{1,30})\)\s?")

_QUESTION = re.compile(
    r"(?:\S+\s){0,3}(?:질문|질의|문|Q|\S*기자|앵커|진행자?|사회자?|MC|리포터|청취자|시청자|질문자|방청객)\d?"
)
_ANSWER = re.compile(r"(?:답변|답|응답|A)\d?")
# How one speaks, and no article tells: a paragraph under a turn that goes on.
_SPOKEN = re.compile(r"(?:니다|니까|[가-힣]요|[가-힣]죠|세요|시오|시죠|[가-힣]까)[.?!…\"”)\s]*$")
_NOT_SPOKEN = re.compile(r"\s*(?:[※*[(<▲▶■◆◇●○ⓒ©-]|Copyright|저작권|무단|사진|영상|정리|출처|끝\b)|\S+@\S+\.\S")
_QUOTED = re.compile(r"\s*[“\"](?P<words>[^“”\"]{2,})[”\"]\s*\.?\s*")
# Somebody is asked …
_INTERVIEW = re.compile(
    r"인터뷰|대담|일문일답|[과와]의\s(?:문답|대화)|[을를]\s[^.]{0,40}(?:만났다|만나\s|만나봤다|만나\s봤다|찾아가\s물었다)"
)
_BRIEFING = re.compile(r"브리핑|기자회견|간담회|질의\s?응답")
# … or the paper answers itself.
_EXPLAINED = re.compile(r"(?:문답|Q&A)(?:으로|로)|풀어\s?(?:본|봤|보)|풀었다|궁금|알아(?:봤|본)|살펴|짚어")
_TELLING = re.compile(
    r"(?:^|\s)(?:그는|그가|그녀는|기자가)\s|(?:[가-힣]고|라며|면서)\s(?:말|답|했|웃|덧붙|강조|설명)\S*[.]?$"
)
_SENTENCE = re.compile(r"(?:[.?!…]|[다요까죠네])[”\"’')]*$")
_SPEECH = 0.6  # share of turns that end as sentences do
_LEAST = 3  # labels of a record
_SHORTEST = 4  # code points of a turn


class Role(StrEnum):
    """What a label says of who speaks under it."""

    PERSON = "somebody"
    ANSWER = "whoever is asked"
    QUESTION = "whoever asks"


@dataclass(frozen=True, slots=True)
class Turn:
    """What is said under a label.

    Attributes:
        role: Who speaks there, as far as a label tells by itself.
        phrase: Whom it names; None where it names nobody.
        label: Where that stands.
        content: The paragraphs of what is said.
    """

    role: Role
    phrase: Phrase | None
    label: Span
    content: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    role: Role | None = None
    phrase: Phrase | None = None
    label: Span = (0, 0)
    words: int = 0


def korean_turns(text: str) -> list[Turn]:
    """Split a record into turns.

    Args:
        text: Any Korean text.

    Returns:
        Turns in order, those of who asks among them; none where the text is no record.
    """
    lines = list(_lines(text))
    labelled = [line for line in lines if line.role]
    if len(labelled) < _LEAST or not _is_record(labelled):
        lines = _dashed(text, lines)
    found = list(_turns(text, lines))
    return found if _is_speech(text, found) else []


def _is_speech(text: str, turns: Sequence[Turn]) -> bool:
    """Whether sentences stand under labels, and no lists: "감독: 구름찬, 한다솔"."""
    ends = [
        text[turn.content[-1][0] : turn.content[-1][1]]
        for turn in turns
        if turn.content and turn.role is not Role.QUESTION
    ]
    return sum(_SENTENCE.search(words) is not None for words in ends) >= _SPEECH * len(ends)


def is_interview(title: str, lead: str, turns: Sequence[Turn]) -> bool:
    """Whether a heading and what leads to the first question tell that somebody is asked.

    Args:
        title: The title.
        lead: The text above the first turn.
        turns: The turns; of a briefing the answers are called so.
    """
    if _EXPLAINED.search(lead):
        return False
    told = _INTERVIEW.search(title) or _INTERVIEW.search(lead)
    return told is not None or (_answers_are_called_so(turns) and _BRIEFING.search(title) is not None)


def is_briefing(title: str, lead: str, turns: Sequence[Turn]) -> bool:
    """Whether a heading tells that an office answers the press, whoever speaks for it.

    Args:
        title: The title.
        lead: The text above the first turn.
        turns: The turns.
    """
    heading = f"{title}\n{lead}"
    answered = _answers_are_called_so(turns)
    return answered and _BRIEFING.search(heading) is not None and _EXPLAINED.search(heading) is None


def _answers_are_called_so(turns: Sequence[Turn]) -> bool:
    """Whether labels say "answer" in full."""
    return any(turn.role is Role.ANSWER and turn.label[1] - turn.label[0] > 1 for turn in turns)


def _lines(text: str) -> Iterator[_Line]:
    start = 0
    for line in text.split("\n"):
        end = start + len(line)
        if line.strip():
            yield _labelled(text, start, end) or _Line(start, end)
        start = end + 1


def _labelled(text: str, start: int, end: int) -> _Line | None:
    """A line that begins with a label; None where it doesn't."""
    for form in _FORMS:
        match = form.match(text, start, end)
        if match is None:
            continue
        read = _read_label(match["who"], match.start("who"), minutes=form is _OF_MINUTES)
        if read is None:
            continue
        role, phrase = read
        place, words = match.span("who"), match.end()
        named = _ANSWERING.match(text, words, end) if role is Role.ANSWER else None
        answering = _read_label(named["who"], named.start("who"), minutes=False) if named else None
        if named is not None and answering is not None and answering[1] is not None:
            role, phrase, place, words = *answering, named.span("who"), named.end()
        return _Line(start, end, role, phrase, place, words)
    return None


def _read_label(who: str, at: int, minutes: bool) -> tuple[Role, Phrase | None] | None:
    """What a label says; None where it is none."""
    who = _ADDED.sub("", who).strip()
    if _ANSWER.fullmatch(who):
        return Role.ANSWER, None
    if not minutes and _QUESTION.fullmatch(who):
        return Role.QUESTION, None
    words = words_of(who)
    if not words or len(words) > 6 or words[-1].end() != len(who):
        return None
    phrase = named_after_office(words, at) or read_phrase(words, len(words) - 1, words[-1].group())
    if phrase is None or phrase.form in {Form.BODY, Form.PRONOUN}:
        return None
    if phrase.form is Form.UNNAMED and title_of(words[-1].group()) is None:
        return None
    if minutes and phrase.form is not Form.FULL:
        return None
    return Role.PERSON, phrase


def named_after_office(words: Sequence[re.Match[str]], at: int) -> Phrase | None:
    """Somebody whose office stands before the name: "해운부장관 구름찬".

    Args:
        words: The words of a label or a signature.
        at: Where they start in the text.

    Returns:
        The phrase; None where the words are no name behind an office.
    """
    if len(words) < 2 or not is_full_name(words[-1].group()):
        return None
    title = title_of(words[-2].group())
    if title is None:
        return None
    role = " ".join(word.group() for word in words[:-1])
    return Phrase(Form.FULL, words[-1].group(), title, role, (at, at + words[-1].end()))


def _is_record(labelled: Sequence[_Line]) -> bool:
    """Whether labels are a record's: names alone must come again, as in a list of those present they don't."""
    names: dict[str, int] = {}
    for line in labelled:
        if line.phrase is not None and not line.phrase.title:
            names[line.phrase.name] = names.get(line.phrase.name, 0) + 1
    sure = sum(line.phrase is None or bool(line.phrase.title) for line in labelled)
    again = sum(count for count in names.values() if count > 1)
    speaking = any(line.role is not Role.QUESTION for line in labelled)
    return speaking and sure + again >= max(_LEAST, 0.8 * len(labelled))


def _turns(text: str, lines: Sequence[_Line]) -> Iterator[Turn]:
    for first, *below in _grouped(text, lines):
        if first.role is not None:
            places = [_stripped(text, first.words, first.end), *(_stripped(text, one.start, one.end) for one in below)]
            content = tuple(place for place in places if place[1] - place[0] >= _SHORTEST)
            yield Turn(first.role, first.phrase, first.label, content)


def _grouped(text: str, lines: Sequence[_Line]) -> list[list[_Line]]:
    """Labelled lines with those below that go on from them; each other line alone."""
    groups: list[list[_Line]] = []
    for line in lines:
        if groups and line.role is None and groups[-1][0].role is not None and _goes_on(text, line):
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def _stripped(text: str, start: int, end: int) -> Span:
    """A span without white space at its ends."""
    words = text[start:end]
    return start + len(words) - len(words.lstrip()), start + len(words.rstrip())


def _goes_on(text: str, line: _Line) -> bool:
    words = text[line.start : line.end]
    return _SPOKEN.search(words) is not None and _NOT_SPOKEN.match(words) is None


# interviews whose questions stand behind dashes


def _dashed(text: str, lines: Sequence[_Line]) -> list[_Line]:
    """The lines of an interview whose questions stand behind dashes, and whose answers stand below them.

    An answer stands in marks, or is the only paragraph between two questions.
    """
    asked = [number for number, line in enumerate(lines) if _DASHED.match(text, line.start, line.end)]
    if len(asked) < _LEAST:
        return []
    found: list[_Line] = []
    for place, number in enumerate(asked):
        line = lines[number]
        found.append(_Line(line.start, line.end, Role.QUESTION, None, (line.start, line.start), line.start))
        following = lines[number + 1 : asked[place + 1] if place + 1 < len(asked) else None]
        found += _answers(text, following, is_last=place + 1 == len(asked))
    return found


def _answers(text: str, following: Sequence[_Line], is_last: bool) -> Iterator[_Line]:
    for line in following:
        words = text[line.start : line.end]
        marked = _ANSWER_MARK.match(words)
        if marked is not None:
            yield _Line(line.start, line.end, Role.ANSWER, None, (line.start, line.start), line.start + marked.end())
            continue
        quoted = _QUOTED.fullmatch(words) is not None
        alone = len(following) == 1 and not is_last and not _TELLING.search(words) and not re.search('[“”"]', words)
        if not (quoted or alone):
            return
        yield _Line(line.start, line.end, Role.ANSWER, None, (line.start, line.start), line.start)
