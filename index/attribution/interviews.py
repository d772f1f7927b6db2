"""Interviews without labels: questions that stand alone, and under each the answer of whom the heading names."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from index.attribution.bodies import is_plain_label
from index.attribution.coreference import Coreference
from index.attribution.headings import below_heading
from index.model import Block, BlockKind, Kind, Span, Statement
from index.text.closings import is_closing, tells_of
from index.text.given_names import GIVEN_NAMES
from index.text.label_heads import LabelKind
from index.text.label_words import LABEL_TITLES
from index.text.letter_case import INITIAL
from index.text.name_lists import GROUPS
from index.text.person_names import NAME, fold, parse_name
from index.text.quotation_marks import OUTSIDE, quotation_states
from index.text.stage_directions import spoken
from index.text.turn_labels import read_label

_LEAST_ANSWERS = 3
_LONGEST_QUESTION = 80  # words
_LONGEST_ASIDE = 40  # words of what the paper says between, "You grew up here."
_LONGEST_NAME = 3  # words
_LONGEST_LEAD = 3000  # code points above the first question
_ASKS = re.compile(r"\?[\"”'’)\]*_]*$")
# "An interview with …", "Q&A: …", "Ada Holm talks to …", "we asked …".
_WITH = re.compile(
    r"\b(?:interview(?:ing)?|conversation|q ?& ?a|questions and answers|talks?|talking|chat|discussion|minutes|"
    r"questions|lunch|dinner|breakfast|coffee|tea|drink|walk|afternoon|evening|morning|hour|sat down|sits down|"
    r"caught up|spoke|speaks|talked|speaking) (?:with|to|for) (?P<who>.{3,120})",
    re.IGNORECASE,
)
_HEADED = re.compile(
    r"^(?:the )?(?:.{0,20}\b)?(?:interview|q ?& ?a|questions and answers|in conversation|[a-z]+ questions)"
    r"(?: ?[:|–—]| -) ?(?P<who>.{3,120})",
    re.IGNORECASE,
)
_ASKED = re.compile(
    r"\b(?:[Ww]e|[Ii]) (?:\w+ly )?(?:put [\w ]{3,30} to|asked|met(?: up with)?|interviewed|called|visited) "
    r"(?P<who>.{3,120})"
)
_TALKS = re.compile(
    r"(?P<who>\S.{3,80}?) "
    r"(?:talks|talked|speaks|spoke|answers|answered|responds|tells us|told us|sat down|"
    r"(?:met|meets|greets|receives|welcomes) (?:us|me)|joined us)\b"
)
# It is an interview, whoever it is with: then the only person whom the lead names.
_OF_ONE = re.compile(
    r"\b(?:[Ww]e (?:spoke|talked|sat down|met|caught up)(?: up)? (?:(?:to|with)? ?(?:him|her|them)|(?:at|in|on|over)) |"
    r"(?:[Hh]is|[Hh]er|[Tt]heir) (?:answers|replies)|(?:talks|spoke|talked|speaks) to (?:us|me)|told (?:us|me)|"
    r"(?:met|meets|receives|greets|welcomes) (?:us|me)|[Tt]h(?:is|e) (?:interview|conversation|exchange))\b"
)
_FIRST_PERSON = re.compile(r"\b(?:I|I['’]\w+|[Mm]y|[Mm]e|[Ww]e|[Ww]e['’]\w+|[Oo]ur|[Uu]s|[Mm]ine|[Mm]yself)\b")
_OF_ONESELF = re.compile(r"\b(?:I|I['’]\w+|[Mm]y|[Mm]e)\b")
_SPEAKING = re.compile(rf"{_FIRST_PERSON.pattern}|\b(?:[Yy]ou|[Yy]our|[Yy]es|No)\b")
_ASKED_OF = re.compile(r"\b(?:[Yy]ou|[Yy]our|[Yy]ours|[Yy]ou['’]\w+)\b")
_TELL = re.compile(
    r"(?:(?:So|And|But|OK|Okay|Well|Please|Now),? )?(?:[Tt]ell|[Dd]escribe|[Tt]alk|[Ll]et['’]s|[Ee]xplain|[Ww]alk|"
    r"[Gg]ive|[Nn]ame|[Cc]omplete|[Ff]inish|[Ss]ay|[Gg]o on|[Ss]ome (?:people|critics|say)|[Cc]ritics|[Tt]hank you)\b"
)
_SAID = r"(?:said|says|told|added|explained|argued|noted|replied)\b"
# “…,” said Holm; “…,” he said: the paper quotes.
_NAMED = rf"(?:{INITIAL}[\w.'’-]+ ?){{1,3}}"
_REPORTED = re.compile(rf"[”\"],? (?:{_NAMED}{_SAID}|(?:said|says) {INITIAL}|(?:he|she) (?:said|says)[.,])")
_ON = re.compile(rf"(?P<who>{INITIAL}[\w'’-]+ {INITIAL}[\w'’-]+),? on (?!{INITIAL}\w+day\b)\w")
# "Ada Holm's deputy", "the man behind Ada Holm": not Ada Holm.
_OF_ANOTHER = r"{0}['’]s\b|\b(?:behind|against|without) (?:\w+ )?{0}"
_WHO_ENDS = re.compile(r"[.:;|?!]|\b(?:on|about|who|which|after|in|at|this|that|for|from|to|and why)\b")


@dataclass(frozen=True, slots=True)
class Interview:
    """The answers of an interview.

    Attributes:
        span: From its first question to the end of its last answer.
        statements: One for each answer.
    """

    span: Span
    statements: tuple[Statement, ...]


def read_interview(text: str, title: str | None, blocks: Sequence[Block], coreference: Coreference) -> Interview | None:
    """Read an interview whose questions and answers have no labels.

    Args:
        text: The article's text.
        title: Its title.
        blocks: Its parts.
        coreference: Who is named in the text.

    Returns:
        None where the text is no such interview, or where it isn't sure who answers.
    """
    parts = [block for block in blocks if block.start >= below_heading(text, title or "")]
    asked = _questions(text, parts)
    if len(asked) < _LEAST_ANSWERS:
        return None
    begin = parts[asked[0]].start
    name = _asked_of(title or "", text[:begin], [text[b.start : b.end] for b in parts[asked[0] + 1 :]])
    if name is None or any(_is_labelled(text, block) for block in parts[asked[0] :]):
        return None
    answers = _answers(text, parts, asked, name.split()[-1])
    if not answers:
        return None
    figure = coreference.name(name)
    if figure is None or figure.organisation:
        return None
    statements = tuple(Statement(s, Kind.DIRECT, None, None, figure.person(), None, 1.0) for s in answers)
    return Interview((parts[asked[0]].start, parts[-1].end), statements)


def answering(title: str | None, lead: str, answers: Sequence[str]) -> str | None:
    """Who gives answers that are marked "A:" only, as the title or the lead tells.

    Args:
        title: The article's title.
        lead: What stands above the first question.
        answers: The answers.

    Returns:
        A full name; None where it isn't sure, or where nobody says "I", as in a leaflet's questions and answers.
    """
    name = _asked_of(title or "", lead, answers)
    if name is None or re.search(rf"{re.escape(name)}['’]s\b", f"{title}\n{lead}"):
        return None  # "Questions and answers: Ada Holm's ferry law"
    speaking = any(_OF_ONESELF.search(_outside_quotations(answer)) for answer in answers)
    return name if speaking else None


# structure


def _questions(text: str, parts: Sequence[Block]) -> list[int]:
    """Numbers of the blocks that ask: headings where they do, and the like of them; else paragraphs."""
    asking = [number for number, block in enumerate(parts) if _asks(text[block.start : block.end])]
    headings = [number for number in asking if parts[number].kind is BlockKind.HEADING]
    if len(headings) < _LEAST_ANSWERS:
        return [number for number in asking if parts[number].kind is not BlockKind.QUOTATION]
    return [n for n, block in enumerate(parts) if block.kind is BlockKind.HEADING and n >= headings[0]]


def _is_labelled(text: str, block: Block) -> bool:
    """Whether a block is a turn of a transcript, which is read as one or not at all."""
    label = read_label(text, block.start, block.end)
    return label is not None and label.kind is not LabelKind.UNREAD


def _asks(words: str) -> bool:
    return _ASKS.search(words.rstrip()) is not None and len(words.split()) <= _LONGEST_QUESTION


def _answers(text: str, parts: Sequence[Block], asked: list[int], surname: str) -> list[tuple[Span, ...]]:
    """What is surely said in answer to each question; nothing where that isn't enough, or isn't speech."""
    marked = all(parts[number].kind is BlockKind.HEADING for number in asked)
    answers = [spans for spans in _groups(text, parts, asked, fold(surname), marked=marked) if spans]
    # What stands under numbered questions is an answer, though fewer of them say "I".
    share = 3 if all(parts[number].kind is BlockKind.LIST_ITEM for number in asked) else 2
    return answers if len(answers) >= _LEAST_ANSWERS and _is_spoken(text, answers, surname, share) else []


def _groups(
    text: str, parts: Sequence[Block], asked: list[int], surname: str, *, marked: bool
) -> Iterator[tuple[Span, ...]]:
    """The words under each question that are surely an answer's."""
    for first, following in pairwise(asked):
        yield tuple(_answer(text, parts[first + 1 : following], marked=marked))
    yield tuple(_answer(text, list(_above_closing(text, parts[asked[-1] + 1 :], surname)), marked=marked))


def _above_closing(text: str, parts: Sequence[Block], surname: str) -> Iterator[Block]:
    """The blocks of the last answer: the first, and those below in which somebody speaks; the paper may go on there."""
    for number, block in enumerate(parts):
        words = text[block.start : block.end].strip()
        own = number == 0 or _FIRST_PERSON.search(words)
        if not own or is_closing(words) or tells_of(words, {surname}):
            return
        yield block


def _answer(text: str, parts: Sequence[Block], *, marked: bool) -> Iterator[Span]:
    """Spans of an answer in the blocks up to the next question, some of which may be the paper's without mark-up."""
    said = [block for block in parts if block.kind in {BlockKind.PARAGRAPH, BlockKind.LIST_ITEM}]
    begun = False
    for block in said:
        words = text[block.start : block.end].strip()
        own = marked or not begun or _FIRST_PERSON.search(words)
        if own and (marked or len(said) == 1 or not _may_ask(words)):
            yield from spoken(text, block.start, block.end)
            begun = True


def _may_ask(words: str) -> bool:
    """Whether a paragraph may be the paper's: a demand, or words to somebody else of whom it tells nothing itself."""
    if len(words.split()) > _LONGEST_ASIDE:
        return False
    to_somebody = _ASKED_OF.search(words) and not _FIRST_PERSON.search(words)
    return bool(to_somebody or _TELL.match(words) or words.startswith(("(", "[")))


def _is_spoken(text: str, answers: Sequence[tuple[Span, ...]], surname: str, share: int) -> bool:
    """Whether people speak in one of so many answers, none of which tells what the one who answers said."""
    bodies = [" ".join(text[a:b] for a, b in spans) for spans in answers]
    speaking = sum(1 for body in bodies if _SPEAKING.search(body))
    told = re.compile(rf"\b{re.escape(surname)} (?:\w+ )?{_SAID}")
    if any(map(_REPORTED.search, bodies)):
        return False
    own = " ".join(map(_outside_quotations, bodies))
    return share * speaking >= len(bodies) and not told.search(own)


def _outside_quotations(words: str) -> str:
    states = quotation_states(words)
    return "".join(c for c, state in zip(words, states, strict=True) if state == OUTSIDE)


# who answers


def _asked_of(title: str, lead: str, answers: Sequence[str]) -> str | None:
    """Whom the title or the lead tells to be asked; by a name that no list has only where somebody says "I"."""
    if len(lead) > _LONGEST_LEAD:
        return None
    name = _interviewee(title, lead, _full_names)
    if name is not None or not any(_OF_ONESELF.search(_outside_quotations(answer)) for answer in answers):
        return name
    return _interviewee(title, lead, _likely_names)


def _interviewee(title: str, lead: str, read: Callable[[str], Iterable[str]]) -> str | None:
    """The full name of whom the title or the lead tells to be asked; None where it isn't sure."""
    title = title or lead.strip().split("\n", 1)[0]
    told = [*_told(title, (_WITH, _HEADED, _TALKS), read), *_told(lead, (_WITH, _ASKED, _TALKS), read)]
    names = {fold(name): name for name in told}
    if len(names) > 1:
        titled = {fold(name) for name in read(title)}
        names = {key: name for key, name in names.items() if key in titled}
    elif not names and read is _full_names and _OF_ONE.search(lead):
        names = {fold(name): name for name in [*read(title), *read(lead), *_heard_on(title, lead)]}
    return next(iter(names.values())) if len(names) == 1 else None


def _heard_on(title: str, lead: str) -> Iterator[str]:
    """Whom a title hears on something, if the lead names them, too: "goalkeeper Wenzo Roth on life after football"."""
    match = _ON.search(title)
    if match is not None and match["who"] in lead:
        yield match["who"]


def _told(words: str, patterns: Iterable[re.Pattern[str]], read: Callable[[str], Iterable[str]]) -> Iterator[str]:
    for pattern in patterns:
        for line in words.split("\n"):
            for match in pattern.finditer(line):
                who = match["who"]
                told = who if pattern is _TALKS else _WHO_ENDS.split(who.replace("Dr.", "Dr"), maxsplit=1)[0]
                yield from _whom(told, pattern, read)


def _whom(told: str, pattern: re.Pattern[str], read: Callable[[str], Iterable[str]]) -> list[str]:
    """The names of whom words tell as asked, without those that only tell whose somebody is."""
    names = [name for name in read(told) if not re.search(_OF_ANOTHER.format(re.escape(name)), told)]
    if pattern is _TALKS:
        return names[-1:]
    if pattern is _HEADED and names and not re.search(rf"{re.escape(names[-1])}\W*(?:,|$)", told):
        return []  # "Q&A: Ada Holm and the tram"
    return names


def _likely_names(words: str) -> Iterator[str]:
    """The names of two or three words in a heading that name no body, place or thing, though no list has them."""
    for match in NAME.finditer(words):
        name, _, _ = parse_name(match.group().replace("\u00a0", " "))
        plain = is_plain_label(tuple(name)) and GROUPS.isdisjoint(word.lower() for word in name)
        if 2 <= len(name) <= _LONGEST_NAME and plain:
            yield " ".join(name)


def _full_names(words: str) -> Iterator[str]:
    """The personal names of two words at least in a heading."""
    for match in NAME.finditer(words):
        written = match.group().replace("\u00a0", " ").split()
        titled = any(word.lower().strip(".") in LABEL_TITLES for word in written[:-2])
        name, _, _ = parse_name(" ".join(written))
        first = next((i for i, word in enumerate(name[:-1]) if word.lower() in GIVEN_NAMES), None)
        if first is not None:
            yield " ".join(name[first:])
        elif titled and len(name) > 1:
            yield " ".join(name)
