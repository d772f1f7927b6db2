"""Korean statements that one person issues: a party's comment, a declaration, with who signs it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from index.attribution.korean.bodies import BODY, is_common_body
from index.attribution.korean.people import Form, Phrase, read_phrase, words_of
from index.attribution.korean.turns import named_after_office
from index.model import Kind, Person, Span, Statement

_KIND = re.compile(r"논평|성명서?|입장문|담화문|회견문|서면\s?브리핑|현안\s?브리핑|호소문|선언문")
# What somebody wrote or spoke as a whole: "구름찬 장관 신년사", "한다솔 대표 페이스북 전문"
_OWN_WORDS = re.compile(
    r"(?:페이스북|SNS|인스타그램|트위터|블로그)(?:에\s올린)?\s?(?:글|전문|게시글|게시물|메시지|입장)|"
    r"(?:기념|경축|축|개회|폐회|환영|격려|추도|추모|신년|송년|취임|이임|퇴임)사|(?:기조|취임|환영)?\s?연설문?|"
    r"모두\s?발언|대국민\s?(?:담화|사과)|사과문"
)
_WHOLE = re.compile(
    rf"^\W{{0,3}}(?P<who>(?:\S+\s){{1,8}}?)(?:{_OWN_WORDS.pattern})(?:\s?(?:전문|원문|전체))?\W{{0,3}}$"
)
# "표나루 대변인 논평", "[논평] …"
_HEADING = re.compile(rf"^\W{{0,3}}(?P<who>(?:[가-힣]+\s){{0,4}}?)(?:{_KIND.pattern})")
_DATE = re.compile(
    r"^[■□◆▶]|^\W{0,2}(?:\d{4}\s?[.년]\s?\d{1,2}\s?[.월]\s?\d{1,2}\s?[.일]?|일시|장소|배포|문의|담당|끝)"
)
# "푸른연대 공동대표 표나루·온다미": whose statement it is, its leaders sign
_JOINTLY = re.compile(r"(?P<body>\S+)\s(?:\S+\s){0,2}?[가-힣]{2,4}(?:\s?[·,]\s?[가-힣]{2,4})+")
_LONGEST_SIGNATURE = 40  # code points
_HEADED = 4  # lines at the beginning that tell what a text is
_SIGNED = 3  # lines at the end that tell whose it is
_SPOKEN = re.compile(r"(?:니다|니까|[가-힣]요|시오|시다)[.?!…\"”)\s]*$")
_SHARE_SPOKEN = 0.6  # of lines that end as one speaks
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
    found = _in_own_words(text, title, lines) or _issuer(text, title, lines)
    if found is None:
        return None
    phrase, mention = found
    content = tuple(
        line for line in lines if line != mention and not _is_heading(text[slice(*line)]) and _is_told(text, line)
    )
    if sum(b - a for a, b in content) < _LEAST:
        return None
    body = phrase.form is Form.BODY
    person = Person(phrase.name, roles=() if body else (phrase.role,), organisation=body)
    return Statement(content, Kind.DIRECT, mention, None, person, None, _CERTAIN)


def _issuer(text: str, title: str | None, lines: Sequence[Span]) -> tuple[Phrase, Span | None] | None:
    """Whoever signs a comment or a declaration, or is named in its heading; None where a text is none."""
    heads = [title or "", *(text[a:b] for a, b in lines[:_HEADED])]
    if len(lines) < _HEADED or not any(map(_KIND.search, heads)):
        return None
    signed = next((found for line in reversed(lines[-_SIGNED:]) if (found := _signature(text, line))), None)
    return signed or next((found for line in lines[:_HEADED] if (found := _in_heading(text, line))), None)


def _is_heading(line: str) -> bool:
    return _HEADING.match(line) is not None or _WHOLE.match(line) is not None


def _in_own_words(text: str, title: str | None, lines: Sequence[Span]) -> tuple[Phrase, Span | None] | None:
    """Whose speech or post a text is as a whole, as its title or a heading tells; None where others tell of it."""
    if not lines or sum(_SPOKEN.search(text[a:b]) is not None for a, b in lines) < _SHARE_SPOKEN * len(lines):
        return None
    for heading, mention in ((title or "", None), *((text[slice(*line)], line) for line in lines[:_HEADED])):
        match = _WHOLE.match(heading)
        words = words_of(match["who"]) if match else []
        for last, word in enumerate(words):
            phrase = read_phrase(words, last, word.group())
            if phrase is not None and phrase.form is Form.FULL and phrase.title:
                return phrase, mention
    return None


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
    several = _JOINTLY.fullmatch(written)
    if several is not None and _is_body(several["body"]):
        return Phrase(Form.BODY, several["body"], "", "", line), line
    phrase = named_after_office(words, 0) or (read_phrase(words, len(words) - 1, words[-1].group()) if words else None)
    if phrase is None:
        return None
    if phrase.form is Form.BODY and len(words) > 1:  # "푸른당 하람시당"
        whole = all(_is_body(word.group()) for word in words)
        return (replace(phrase, name=" ".join(word.group() for word in words)), line) if whole else None
    return (phrase, line) if phrase.form is Form.BODY or (phrase.form is Form.FULL and phrase.title) else None


def _is_body(word: str) -> bool:
    """Whether a word is the name of a body."""
    return BODY.fullmatch(word) is not None and not is_common_body(word)


def _in_heading(text: str, line: Span) -> tuple[Phrase, Span] | None:
    """Whoever a heading names: "푸른당 표나루 대변인 서면브리핑"."""
    match = _HEADING.match(text[slice(*line)])
    words = words_of(match["who"]) if match else []
    phrase = read_phrase(words, len(words) - 1, words[-1].group()) if words else None
    return (phrase, line) if phrase is not None and phrase.form is Form.FULL and phrase.title else None
