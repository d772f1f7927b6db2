"""The article of a mail: its subject, sender and date, its words, and those of older mails in it as quotations."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import groupby

import lxml.html
from lxml import etree

from index.errors import SourceError, SourceProblem
from index.extract.dates import aware, parse_date
from index.extract.marked_text import joined
from index.extract.normalisation import normalise, one_line
from index.extract.office.markup import parts_of
from index.extract.office.parts import Part, tidy
from index.model import BlockKind, Draft
from index.text.person_names import is_family_first, is_given_name, parse_name

_CLOCK = timedelta(days=1)  # by which a sender's clock may be fast
_SHARE = 0.5  # of the words of the HTML body: a plain one that holds them, too
_PREFIX = re.compile(
    r"(?:(?:re|fwd?|aw|wg|sv|vs|tr|rv|회신|전달)\s{0,3}(?:\[\d{1,3}\])?\s{0,3}[:：]\s{0,3})+", re.IGNORECASE
)
_FORWARDED = re.compile(r"(?:fwd?|wg|tr|rv|전달)\s{0,3}[:：]", re.IGNORECASE)
_VIA = re.compile(r"\s(?:via|through)\s.{1,100}$", re.IGNORECASE)
_FREE = frozenset(
    "gmail.com googlemail.com yahoo.com outlook.com hotmail.com live.com icloud.com me.com aol.com gmx.net gmx.de"
    " web.de naver.com daum.net hanmail.net proton.me protonmail.com mail.ru yandex.ru qq.com 163.com".split()
)
_QUOTED = re.compile(r"(?:[>|][ \t]?)+")
_DELIMITER = re.compile(r"--[ ]?$")
# "This e-mail and any attachments are confidential …" at the end.
_DISCLAIMER = re.compile(
    r"(?:(?:confidentiality |privacy )?(?:notice|disclaimer)\s{0,3}:\s{0,3})?(?:the (?:information|contents?) (?:contained )?(?:in|of) )?"
    r"(?:this|diese) (?:e-?mail|message|communication|nachricht)\b[^.!?\"“]{0,200}\b(?:confidential|privileged|intended"
    r" (?:only |solely |exclusively )?for|addressee|vertraulich)\b",
    re.IGNORECASE,
)
# What the sender of a newsletter sets above and below it.
_LINK = r"(?:[\s:<(]{0,4}https?://[^\s>)]{1,500})?[\s>).!]{0,4}"
_ELSEWHERE = re.compile(
    r"(?:(?:having )?trouble (?:viewing|reading) (?:this|the) [\w -]{3,20}\?\s{0,3})?"
    r"(?:view|read|open|see) (?:it |(?:(?:this|the) )?(?:post |e-?mail |message |newsletter |letter |issue )?)?"
    rf"(?:in (?:your |a |the )?(?:web )?(?:browser|app)|online|on (?:the web|our (?:web)?site))(?: at| here)?{_LINK}",
    re.IGNORECASE,
)
_SUBSCRIBED = re.compile(
    r"(?:(?:to )?(?:unsubscribe|opt[ -]out|update your preferences|manage (?:your )?(?:e-?mail )?(?:preferences"
    r"|subscriptions?))(?: here| now| at any time| from (?:this|these|our|all) [\w -]{3,30}|,? (?:please )?click here){0,3}"
    r"|you(?:’|'| a)re receiving this (?:e-?mail|message|newsletter)\b[^\"“]{0,300}?)" + _LINK,
    re.IGNORECASE,
)
_RULE = re.compile(r"[-_=*~ ]{5,}$")
# The head of an older mail, as programs set it above that.
_OLDER = re.compile(
    r"-{2,}\s{0,3}(?:original message|forwarded message|forwarded by|ursprüngliche nachricht|message d'origine|원본 메일)"
    r"[^\n]{0,80}|begin forwarded message:",
    re.IGNORECASE,
)
_HEAD = re.compile(
    r"\*?(?P<name>from|sent|date|to|cc|bcc|subject|reply-to|importance|attachments|von|gesendet|an|betreff|datum|de"
    r"|envoyé|à|objet|보낸 ?사람|보낸 ?날짜|받는 ?사람|참조|제목|날짜)\s{0,3}[:：]\*?\s{0,3}(?P<value>.*)",
    re.IGNORECASE,
)
_FROM = frozenset({"from", "von", "de", "보낸사람", "보낸 사람"})
_SENT = frozenset({"sent", "date", "gesendet", "datum", "envoyé", "보낸날짜", "보낸 날짜", "날짜"})
_LEAST_HEAD = 3  # lines of an older mail's head
_EARLY = 6  # parts before the head of a mail that was sent on
_ADDRESS = re.compile(r"[<\[(]?[^\s<>\[\]()@]{1,100}@[^\s<>\[\]()]{1,200}[>\])]?")


@dataclass(frozen=True, slots=True)
class Letter:
    """What a mail holds.

    Attributes:
        subject: As its header has it.
        sender: The name in it, or "".
        address: The sender's.
        organisation: That the sender states.
        sent: When.
        plain: Its words without mark-up.
        html: With.
        flowed: Whether lines of the plain words that end with a space go on below.
    """

    subject: str = ""
    sender: str = ""
    address: str = ""
    organisation: str = ""
    sent: datetime | None = None
    plain: str = ""
    html: str = ""
    flowed: bool = False


def article_of(letter: Letter, name: str, now: datetime, attached: bool = False) -> Draft:
    """The article of a mail.

    Args:
        letter: What it holds.
        name: What it is called in messages.
        now: No mail is later than this.
        attached: Whether it may be without words, since documents came with it.

    Raises:
        SourceError: It holds no text.
    """
    parts = _parts(letter)
    sender, sent = _sender(letter.sender, letter.address), letter.sent
    organisation = letter.organisation
    if _FORWARDED.match(letter.subject.strip()) and (older := _sent_on(parts)):
        sender, organisation = _sender(*_name_and_address(older.get("from", ""))), ""
        sent = parse_date(_clean_date(older.get("sent", ""))) or sent
    text, blocks = joined(parts)
    if not re.search(r"\w", text) and not attached:
        raise SourceError(name, SourceProblem.NO_TEXT)
    outlet, author = sender
    return Draft(
        text=text,
        title=one_line(_PREFIX.sub("", letter.subject.strip(), count=1)),
        outlet=one_line(organisation) or outlet,
        author=author,
        published=_past(sent, now),
        blocks=blocks,
    )


def _past(sent: datetime | None, now: datetime) -> datetime | None:
    if sent is None or not datetime(1980, 1, 1, tzinfo=UTC) <= (moment := aware(sent)) <= now + _CLOCK:
        return None
    return moment


def _sender(name: str, address: str) -> tuple[str | None, str | None]:
    """Outlet and author: an office is the outlet; a person is the author, and the host the outlet."""
    name = _VIA.sub("", one_line(_ADDRESS.sub("", name)) or "").strip(" \"'")
    host = address.rpartition("@")[2].strip("> ").lower()
    outlet = host if "." in host and host not in _FREE else None
    if not name:
        return outlet, None
    last, comma, first = name.partition(", ")
    turned = f"{first} {last}" if comma and len(first.split()) < 3 and is_given_name(first.split()[0]) else name
    if _is_person(turned):
        return outlet, turned
    return name, None


def _is_person(name: str) -> bool:
    """Whether words are surely a person's name and nothing else."""
    words, titles, _ = parse_name(name)
    if not 2 <= len(words) <= 4 or " ".join(words) != " ".join(name.split()[len(name.split()) - len(words) :]):
        return False
    return bool(titles) or is_given_name(words[0]) or is_family_first(list(words))


def _parts(letter: Letter) -> list[Part]:
    """The parts of the plain body, or of the other one where that says more."""
    plain = list(_plain_parts(letter.plain, letter.flowed))
    marked = list(_marked_parts(letter.html)) if letter.html.strip() else []
    parts = plain if _words(plain) >= _SHARE * _words(marked) else marked
    tidied = [(words, kind) for part, kind in parts if (words := tidy(part))]
    while tidied and (_DISCLAIMER.match(tidied[-1][0]) or _SUBSCRIBED.fullmatch(tidied[-1][0])):
        tidied.pop()
    while len(tidied) > 1 and _ELSEWHERE.fullmatch(tidied[0][0]):
        del tidied[0]
    return [part for each in tidied for part in _without_heads(each)]


def _words(parts: list[Part]) -> int:
    return sum(len(words.split()) for words, _ in parts)


def _plain_parts(text: str, flowed: bool) -> Iterator[Part]:
    """The paragraphs of a plain text; lines with ">" before them are quotations."""
    lines = _flowing(text) if flowed else normalise(text).split("\n")
    for mark, run in groupby(lines, lambda line: _depth(line)):
        words = "\n".join(_QUOTED.sub("", line, count=1) if mark else line for line in run)
        for paragraph in re.split(r"\n[ \t]*\n\s*", words):
            kept = [line for line in paragraph.split("\n") if not _DELIMITER.match(line) and not _RULE.match(line)]
            yield "\n".join(kept), BlockKind.QUOTATION if mark else BlockKind.PARAGRAPH


def _depth(line: str) -> int:
    """How many mails a line was quoted through."""
    mark = re.match(r"(?:>[ \t]?)+", line)
    return mark[0].count(">") if mark else 0


def _flowing(text: str) -> list[str]:
    """The lines of a text whose lines go on below where a space ends them (RFC 3676)."""
    lines: list[str] = []
    goes_on = False
    for line in normalise(text).split("\n"):
        depth = _depth(line)
        words = line[depth:].removeprefix(" ") if depth else line.removeprefix(" ")
        if goes_on and lines and _depth(lines[-1]) == depth:
            lines[-1] += words
        else:
            lines.append(f"{'>' * depth}{' ' if depth else ''}{words}")
        goes_on = line.endswith(" ") and line != "-- "
    return lines


def _marked_parts(markup: str) -> Iterator[Part]:
    """The parts of an HTML body."""
    try:
        root = lxml.html.document_fromstring(re.sub(r"^\s*<\?xml[^>]{0,200}\?>", "", markup))
    except (etree.LxmlError, ValueError):
        return
    yield from parts_of(root)


def _without_heads(part: Part) -> Iterator[Part]:
    """A part without the lines that programs set above an older mail, which are nobody's turns; one row holds them."""
    words, kind = part
    lines = words.split("\n")
    heads = [bool(_HEAD.fullmatch(line)) for line in lines]
    if sum(heads) >= _LEAST_HEAD:
        first = heads.index(True)
        last = first
        while last < len(lines) and (heads[last] or not lines[last].strip()):
            last += 1
        above = "\n".join(lines[:first]).strip()
        yield above, BlockKind.TABLE if _OLDER.fullmatch(above) else kind
        yield " · ".join(line.strip() for line in lines[first:last] if line.strip()), BlockKind.TABLE
        yield from _without_heads(("\n".join(lines[last:]).strip(), kind))
    elif _OLDER.fullmatch(words):
        yield words, BlockKind.TABLE
    else:
        yield words, kind


def _sent_on(parts: list[Part]) -> dict[str, str]:
    """Sender and date in the head of a mail that was sent on, near the beginning; empty where there is none."""
    for words, kind in parts[:_EARLY]:
        lines = words.split(" · ")
        if kind is BlockKind.TABLE and len(lines) >= _LEAST_HEAD:
            fields = [match for line in lines if (match := _HEAD.fullmatch(line))]
            return {key: match["value"] for match in reversed(fields) if (key := _field_of(match["name"].lower()))}
    return {}


def _field_of(name: str) -> str:
    """Which field of a head a line is, whatever the language; "" for one that is not needed."""
    return "from" if name in _FROM else "sent" if name in _SENT else ""


def _name_and_address(value: str) -> tuple[str, str]:
    address = _ADDRESS.search(value)
    return _ADDRESS.sub("", value).strip(" \"'"), address[0].strip("<>[]()") if address else ""


def _clean_date(value: str) -> str:
    """A date as mail programs set it, in words that can be read: "Tue, Mar 3, 2026 at 9:00 AM"."""
    return re.sub(r"\s+", " ", value.replace(" at ", " ").replace("\u202f", " "))
