"""Korean statements that one person issues: a party's comment, a declaration, with who signs it."""

from __future__ import annotations

import re

from index.attribution.korean.people import Form, Phrase, read_phrase, words_of
from index.attribution.korean.turns import named_after_office
from index.model import Kind, Person, Span, Statement

_KIND = re.compile(r"논평|성명서?|입장문|담화문|회견문|서면\s?브리핑|현안\s?브리핑|호소문|선언문")
# "표나루 대변인 논평", "[논평] …"
_HEADING = re.compile(rf"^\W{{0,3}}(?P<who>(?:[가-힣]+\s){{0,4}}?)(?:{_KIND.pattern})")
_DATE = re.compile(
    r"^[■□◆▶]|^\W{0,2}(?:\d{4}\s?[.년]\s?\d{1,2}\s?[.월]\s?\d{1,2}\s?[.일]?|일시|장소|배포|문의|담당|끝)"
)
_LONGEST_SIGNATURE = 40  # code points
_HEADED = 4  # lines at the beginning that tell what a text is
_SIGNED = 3  # lines at the end that tell whose it is
_LEAST = 60  # code points of a statement
_CERTAIN = 0.9


def issued_statement(text: str, title: str | None) -> Statement | None:
    """The statement that a text is as a whole.

    Args:
        text: The text.
        title: Its title.

    Returns:
        It, with who issues it; None where the text is no such statement, or doesn't tell whose.
    """
    lines = [(start, start + len(line)) for start, line in _lines(text)]
    heads = [title or "", *(text[a:b] for a, b in lines[:_HEADED])]
    if len(lines) < _HEADED or not any(map(_KIND.search, heads)):
        return None
    signed = next((found for line in reversed(lines[-_SIGNED:]) if (found := _signature(text, line))), None)
    headed = next((found for line in lines[:_HEADED] if (found := _in_heading(text, line))), None)
    found = signed or headed
    if found is None:
        return None
    phrase, mention = found
    content = tuple(
        line for line in lines if line != mention and not _HEADING.match(text[slice(*line)]) and _is_told(text, line)
    )
    if sum(b - a for a, b in content) < _LEAST:
        return None
    body = phrase.form is Form.BODY
    person = Person(phrase.name, roles=() if body else (phrase.role,), organisation=body)
    return Statement(content, Kind.DIRECT, mention, None, person, None, _CERTAIN)


def _lines(text: str) -> list[tuple[int, str]]:
    """Lines that aren't blank, without white space at their ends, with where they start."""
    found, start = [], 0
    for line in text.split("\n"):
        if line.strip():
            found.append((start + len(line) - len(line.lstrip()), line.strip()))
        start += len(line) + 1
    return found


def _is_told(text: str, line: Span) -> bool:
    words = text[slice(*line)]
    return _DATE.match(words) is None and words[-1] in ".?!…다요까”\"’'"


def _signature(text: str, line: Span) -> tuple[Phrase, Span] | None:
    """Whoever signs in a line of their own: "푸른당 대변인 표나루", "푸른당 표나루 대변인"."""
    written = text[slice(*line)]
    if len(written) > _LONGEST_SIGNATURE or written[-1] in ".?!다요":
        return None
    words = words_of(written)
    phrase = named_after_office(words, 0) or (read_phrase(words, len(words) - 1, words[-1].group()) if words else None)
    if phrase is None or (phrase.form is Form.BODY and len(words) > 1):
        return None
    return (phrase, line) if phrase.form is Form.BODY or (phrase.form is Form.FULL and phrase.title) else None


def _in_heading(text: str, line: Span) -> tuple[Phrase, Span] | None:
    """Whoever a heading names: "푸른당 표나루 대변인 서면브리핑"."""
    match = _HEADING.match(text[slice(*line)])
    words = words_of(match["who"]) if match else []
    phrase = read_phrase(words, len(words) - 1, words[-1].group()) if words else None
    return (phrase, line) if phrase is not None and phrase.form is Form.FULL and phrase.title else None
