"""Title, author and day of a document, from the words of its first page before the file's metadata."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from index.extract.dates import parse_date
from index.extract.days import day_in, without_days, without_last_day
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
    r"|communiqués?(?: de presse)?|pressemitteilung|medienmitteilung|comunicado(?: de prensa)?|comunicato stampa|пресс-релиз"
    r"|news|press|media|보도\s?자료|contact:?.*|page \d+.*|no\. ?\d+.*|vol\..*)",
    re.IGNORECASE,
)
_SUBJECT = re.compile(r"(?:Subject|Re|Betreff|Objet|Asunto|Oggetto|제목)\s?:\s*", re.IGNORECASE)
_LETTERHEAD = re.compile(
    r"(?:the\s+)?(?:\w+\s+){0,3}(?:ministry|office|department|bank|embassy|parliament|house|government|mission|council"
    r"|commission|agency|committee|university|institute|federation|association|union|senate|assembly|court|authority"
    r"|ministère|ministerium|ministerio|ministero|ministério|министерство"
    r"|board|republic|kingdom|united nations|party|press office|center|centre|foundation|bureau)\b(?:\s+(?:of|for|the|and|on|des?|du|der|für|del|della|dos?)\b.*)?",
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

# A day of something else than the paper: what a line is about, and what stands right before its date.
_OTHER_DAY = re.compile(
    r"\b(?:embargo(?:ed)?|deadline|due|expires?|valid|meeting of|adopted|amended|revised|born|next|copyright|printed|"
    r"downloaded|retrieved|accessed|received|accepted)\b",
    re.IGNORECASE,
)
_CLOCK = re.compile(r"\d:\d\d|https?://")
# What may stand beside the day in a line that states nothing else.
_BESIDE_DAY = re.compile(
    r"\b(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?|published|posted|date|at|on|[ap]\.?m\.?"
    r"|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche"
    r"|lunes|martes|miércoles|jueves|viernes|sábado|domingo|понедельник|вторник|среда|четверг|пятница|суббота|воскресенье"
    r"|uhr|heures|um|den|à|le|в"
    r"|[A-Z]{1,3}[SD]?T|GMT|UTC|KST|local time|\d{1,2}[:.]\d\d(?:[:.]\d\d)?|[월화수목금토일]요일|오전|오후|입력|등록)(?!\w)"
    r"|\([월화수목금토일月火水木金土日]\)|[月火水木金土日]曜日?|(?:午前|午後|上午|下午)?\s?\d{1,2}[時时]\s?(?:\d{1,2}分)?",
    re.IGNORECASE,
)
_STOPPED_DATELINE = re.compile(r"(?P<place>[^\W\d_][^\d.,:;!?()\n]{1,40}),\s(?P<date>[^.:;!?\n]{6,30})[.:]\s")
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
        byline = _BYLINE.fullmatch(without_last_day(text)) if len(text) < 100 else None
        if byline and _NAME.fullmatch(byline["name"].strip(" ,")) and byline["name"][:1].isupper():
            return byline["name"].strip(" ,")
        if is_prose(text):
            break
    stated = (stated or "").strip()[:LONGEST_TITLE]
    return stated if stated and not _NO_AUTHOR.fullmatch(stated) and not _FILE_NAME.fullmatch(stated) else None


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
            yield _dateline(text)
            return
        yield text


def dateline_day(text: str) -> datetime | None:
    """The day in the place and date with which a text begins: "HALLIN, 2 June 2026 – …", "Hallin, 2 June 2026. …".

    Args:
        text: A paragraph.
    """
    return day_in(_dateline(text))


def _dateline(text: str) -> str:
    """The date with which a text begins, behind the name of a place; "" where it begins otherwise."""
    if dateline := _DATELINE.match(text):
        return dateline["date"]
    stopped = _STOPPED_DATELINE.match(text)
    if stopped is None or any(word[0].islower() for word in stopped["place"].split()):
        return ""
    return "" if without_days(stopped["date"]).strip(" ,") else stopped["date"]


def tells_kind(line: str) -> bool:
    """Whether a line tells what kind of paper it is, or how it may be used, and nothing else.

    Args:
        line: Of the first page.
    """
    return _KIND.fullmatch(line.strip(" .:–—|*#")) is not None


def day_alone(text: str) -> datetime | None:
    """The moment that a line states which says nothing else: "Tuesday, 3 March 2026, 14:05"; None for another line.

    Args:
        text: A line.
    """
    day = day_in(text) if len(text) <= _LONGEST_LINE else None
    if day is None:
        return None
    if _BESIDE_DAY.sub("", without_days(text)).strip(" ,.;:()[]-–—\t"):
        return None
    moment = parse_date(re.sub(r"(?i)^(?:published|posted|date)\b[ :,]*|\b(?:at|on)\b", "", text).strip())
    return moment if moment and moment.date() == day.date() else day
