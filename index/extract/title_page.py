"""Title, author and day of a document, from the words of its first page before the file's metadata."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime

from index.extract.dates import parse_date
from index.text.line_kinds import ends_sentence, is_prose

FRONT = 14  # parts of the first page that are looked at
LONGEST_TITLE = 250
_LONGEST_FIRST = 16  # words of a first line that may be the title
_LONGEST_LINE = 220  # letters of a line that may tell the day
_LONGEST_PROSE = 110  # the same of one that ends as a sentence does

# What tells the kind of a paper, or how it may be used, and not what it is about.
_KIND = re.compile(
    r"(?:(?:for\s+)?(?:immediate\s+)?(?:press|news|media)?\s*(?:release|releases|statement|notice|briefing|bulletin|information)"
    r"|for immediate release|fact ?sheet|speech|remarks|statement|transcript|briefing|newsletter|memorandum|memo|report"
    r"|embargo(?:ed)?\b.*|draft|confidential|restricted|unofficial|check against delivery|contents|table of contents|agenda"
    r"|news|press|media|communiqué|pressemitteilung|보도\s?자료|contact:?.*|page \d+.*|no\. ?\d+.*|vol\..*)",
    re.IGNORECASE,
)
_SUBJECT = re.compile(r"(?:Subject|Re|Betreff|Objet|Asunto|Oggetto|제목)\s?:\s*", re.IGNORECASE)
_LETTERHEAD = re.compile(
    r"(?:the\s+)?(?:\w+\s+){0,3}(?:ministry|office|department|bank|embassy|parliament|house|government|mission|council"
    r"|commission|agency|committee|university|institute|federation|association|union|senate|assembly|court|authority"
    r"|board|republic|kingdom|united nations|party|press office|center|centre|foundation|bureau)\b(?:\s+(?:of|for|the|and|on)\b.*)?",
    re.IGNORECASE,
)
_VERB = re.compile(
    r"\b(?:is|are|was|were|to|says?|calls?|puts?|opens?|will|has|have|wins?|signs?|announces?)\b", re.IGNORECASE
)
_FILE_NAME = re.compile(
    r"microsoft (?:word|powerpoint|excel|office)\b.*|powerpoint presentation|presentation ?\d*|untitled.*|document ?\d*"
    r"|slide ?\d+|sheet ?\d+|book ?\d+|title|no title|print(?:ing)?|layout ?\d+|scan(?:ned)?\b.*|image.*|new document.*"
    r"|template.*|\(?anonymous\)?|\(?unspecified\)?|\S*[\\/]\S*|.*\.(?:docx?|pdf|pptx?|xlsx?|indd|qxp?d?|rtf|odt|txt|tex|dvi|html?|p65|pub|ai|eps|exe|wpd|fm)"
    r"|[\d\W_]*|[\w.-]*_[\w.-]*|\w*\d\w*",
    re.IGNORECASE,
)
_NO_AUTHOR = re.compile(
    r".*\d.*|.*@.*|.*\b(?:user|admin|administrator|owner|office|windows|microsoft|anonymous|unknown|default|scanner|copier)"
    r"(?:\s+user)?|\(?(?:anonymous|unspecified|unknown)\)?|\S+",
    re.IGNORECASE,
)
_BYLINE = re.compile(r"(?:By|BY|Author(?:s)?:|Written by|Von|Par)\s+(?P<name>[^\W\d_][^\d:;|]{2,80}?)(?:\s*[|•·].*)?")
_NAME = re.compile(r"(?:[^\W\d_][\w.'’\-]*)(?:\s+(?:[^\W\d_][\w.'’\-]*)){1,7}")

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan januar janvier enero gennaio janeiro", "february feb februar février febrero febbraio fevereiro",
            "march mar märz mars marzo março", "april apr avril abril aprile", "may mai mayo maggio maio",
            "june jun juni juin junio giugno junho", "july jul juli juillet julio luglio julho",
            "august aug août agosto", "september sep sept septembre septiembre settembre setembro",
            "october oct oktober octobre octubre ottobre outubro", "november nov novembre noviembre novembro",
            "december dec dezember décembre diciembre dicembre dezembro",
        ),
        1,
    )
    for name in names.split()
}  # fmt: skip
_MONTH = rf"(?P<month>{'|'.join(sorted(_MONTHS, key=len, reverse=True))})\.?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_DAY = r"(?P<day>[0-3]?\d)"
_DATES = tuple(
    re.compile(rf"(?<![\w/.-])(?:{pattern})(?![\w/-])", re.IGNORECASE)
    for pattern in (
        rf"{_DAY}(?:st|nd|rd|th|\.|er|º)?(?:\s+(?:of|de))?\s+{_MONTH}(?:\s+(?:de|del))?,?\s+{_YEAR}",
        rf"{_MONTH}\s+{_DAY}(?:st|nd|rd|th)?,?\s+{_YEAR}",
        rf"{_YEAR}-(?P<month>[01]?\d)-{_DAY}",
        rf"{_YEAR}[./]\s?(?P<month>[01]?\d)[./]\s?{_DAY}\.?",
        rf"{_DAY}\.(?P<month>[01]?\d)\.{_YEAR}",
        rf"{_YEAR}\s?[年년]\s?(?P<month>[01]?\d)\s?[月월]\s?{_DAY}\s?[日일]",
    )
)
_SLASHED = re.compile(rf"(?<![\w/])(?P<a>[0-3]?\d)/(?P<b>[0-3]?\d)/{_YEAR}(?![\w/])")
# A day of something else than the paper: what a line is about, and what stands right before its date.
_OTHER_DAY = re.compile(
    r"\b(?:embargo(?:ed)?|deadline|due|expires?|valid|meeting of|adopted|amended|revised|born|next|copyright|printed|"
    r"downloaded|retrieved|accessed|received|accepted)\b",
    re.IGNORECASE,
)
_CLOCK = re.compile(r"\d:\d\d|https?://")
_UP_TO = re.compile(r"\b(?:until|effective|from|since|before|after|by|between|and|to)(?:\s+\w+,)?\s*$", re.IGNORECASE)
# What may stand beside the day in a line that states nothing else.
_BESIDE_DAY = re.compile(
    r"\b(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?|published|posted|date|at|on|[ap]\.?m\.?"
    r"|[A-Z]{1,3}[SD]?T|GMT|UTC|KST|local time|\d{1,2}[:.]\d\d(?:[:.]\d\d)?|[월화수목금토일]요일|오전|오후|입력|등록)(?!\w)"
    r"|\([월화수목금토일]\)",
    re.IGNORECASE,
)
_DATELINE = re.compile(r"[^\W\d_][^.!?]{1,60}?[,(]\s*(?P<date>[^–—-]{6,24}?)\)?\s*[–—-]{1,2}\s")


def usable_title(stated: str | None) -> str | None:
    """What metadata state as the title, unless it names a file or the program that made it.

    Args:
        stated: What the metadata say.
    """
    if stated is None or not 4 <= len(stated) <= LONGEST_TITLE or _FILE_NAME.fullmatch(stated.strip()):
        return None
    return stated.strip()


def without_subject_mark(title: str) -> str:
    """A title without the "Subject:" with which a letter announces it."""
    return _SUBJECT.sub("", title)


def may_be_title(text: str) -> bool:
    """Whether a line can be the title: neither what kind of paper it is nor its day alone."""
    letters = sum(map(str.isalpha, text))
    if letters < 4 or len(text) > LONGEST_TITLE or _KIND.fullmatch(text.strip(" .:–—|")):
        return False
    return day_in(text) is None or letters > 25


def is_letterhead(text: str) -> bool:
    """Whether a line names the office that a paper comes from."""
    return _LETTERHEAD.fullmatch(text.strip()) is not None and not _VERB.search(text)


def is_short_line(text: str) -> bool:
    """Whether a first line is short, no sentence and no label, as a title is that nothing marks as one."""
    short = len(text.split()) <= _LONGEST_FIRST and not ends_sentence(text) and text[:1].isupper() and ":" not in text
    return short and may_be_title(text) and day_in(text) is None


def author_in(front: Sequence[str], stated: str | None) -> str | None:
    """Who wrote a document.

    Args:
        front: The parts of its first page.
        stated: What the metadata say.
    """
    for text in front[:FRONT]:
        byline = _BYLINE.fullmatch(_without_day(text)) if len(text) < 100 else None
        if byline and _NAME.fullmatch(byline["name"].strip(" ,")) and byline["name"][:1].isupper():
            return byline["name"].strip(" ,")
        if is_prose(text):
            break
    stated = (stated or "").strip()[:LONGEST_TITLE]
    return stated if stated and not _NO_AUTHOR.fullmatch(stated) and not _FILE_NAME.fullmatch(stated) else None


def _without_day(text: str) -> str:
    """A line without the day at its end: "By Ines Holm, 17 February 2026"."""
    days = (match for pattern in _DATES for match in pattern.finditer(text) if match.end() == len(text))
    return text[: min((match.start() for match in days), default=len(text))].rstrip(" ,|•·–—-(")


def published_in(front: Sequence[str], margins: Iterable[str], now: datetime) -> datetime | None:
    """The day of a document, as its first page tells it; never the one on which the file was made.

    Args:
        front: The parts of its first page.
        margins: Lines of the first page's head and foot.
        now: No day after this one is taken.
    """
    heads = [line for line in margins if not _CLOCK.search(line)]  # a browser's say when the page was printed
    for line in [*_lines_of_front(front), *heads]:
        day = None if _OTHER_DAY.search(line) else day_in(line)
        if day is not None and day.date() <= now.date():
            return day
    return None


def _lines_of_front(front: Sequence[str]) -> Iterator[str]:
    """What stands above the text of the first page, and the dateline with which this begins."""
    for text in front[:FRONT]:
        if len(text) > _LONGEST_LINE or (len(text) > _LONGEST_PROSE and ends_sentence(text)):
            if dateline := _DATELINE.match(text):
                yield dateline["date"]
            return
        yield text


def day_in(text: str) -> datetime | None:
    """The only day that a text names; None where it names none, or two, or one that may be two.

    Args:
        text: A line.
    """
    days = {
        day
        for pattern in _DATES
        for match in pattern.finditer(text)
        if not _UP_TO.search(text[: match.start()][-24:]) and (day := _day(match.groupdict()))
    }
    for match in _SLASHED.finditer(text):
        a, b = int(match["a"]), int(match["b"])
        if a > 12 or b > 12 or a == b:
            day_first = a > 12 or a == b
            groups = {"year": match["year"], "month": match["b" if day_first else "a"]}
            found = _day({**groups, "day": match["a" if day_first else "b"]})
            days |= {found} if found else set()
    return days.pop() if len(days) == 1 else None


def day_alone(text: str) -> datetime | None:
    """The moment that a line states which says nothing else: "Tuesday, 3 March 2026, 14:05"; None for another line.

    Args:
        text: A line.
    """
    day = day_in(text) if len(text) <= _LONGEST_LINE else None
    if day is None:
        return None
    rest = text
    for pattern in (*_DATES, _SLASHED):
        rest = pattern.sub(" ", rest)
    if _BESIDE_DAY.sub("", rest).strip(" ,.;:()[]-–—\t"):
        return None
    moment = parse_date(re.sub(r"(?i)^(?:published|posted|date)\b[ :,]*|\b(?:at|on)\b", "", text).strip())
    return moment if moment and moment.date() == day.date() else day


def _day(groups: dict[str, str]) -> datetime | None:
    month = groups["month"].casefold()
    try:
        return datetime(int(groups["year"]), _MONTHS.get(month) or int(month), int(groups["day"]), tzinfo=UTC)
    except ValueError:
        return None
