"""Days as texts write them, in words of some languages or in numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime

# English, German, French, Spanish, Italian, Portuguese, Dutch, the Scandinavian languages, Polish, Czech, Turkish,
# Russian, Ukrainian; without "listopada", which is another month in Poland than in Croatia.
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan januar jänner janvier enero gennaio janeiro januari stycznia ledna ocak января січня",
            "february feb februar février febrero febbraio fevereiro februari lutego února şubat февраля лютого",
            "march mar märz mars marzo março maart marts marca března mart марта березня",
            "april apr avril abril aprile kwietnia dubna nisan апреля квітня",
            "may mai mayo maggio maio mei maj maja května mayıs мая травня",
            "june jun juni juin junio giugno junho czerwca června haziran июня червня",
            "july jul juli juillet julio luglio julho lipca července temmuz июля липня",
            "august aug août agosto augustus augusti sierpnia srpna ağustos августа серпня",
            "september sep sept septembre septiembre settembre setembro września září eylül сентября вересня",
            "october oct oktober octobre octubre ottobre outubro października října ekim октября жовтня",
            "november nov novembre noviembre novembro listopadu kasım ноября листопада",
            "december dec dezember décembre diciembre dicembre dezembro desember grudnia prosince aralık декабря грудня",
        ),
        1,
    )
    for name in names.split()
}  # fmt: skip
_MONTH = rf"(?P<month>{'|'.join(sorted(_MONTHS, key=len, reverse=True))})\.?"
_YEAR = r"(?P<year>(?:19|20)\d\d)(?:\s?(?:г\.|года?|р\.|року)(?!\w))?"
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
_UP_TO = re.compile(r"\b(?:until|effective|from|since|before|after|by|between|and|to)(?:\s+\w+,)?\s*$", re.IGNORECASE)


def day_in(text: str) -> datetime | None:
    """The only day that a text names; None where it names none, or two, or one that may be two.

    Args:
        text: A line.
    """
    days = {
        day
        for match in _matches(text)
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


def first_day(text: str) -> datetime | None:
    """The first day that a text names with its month in words, or in the order of year, month and day.

    Args:
        text: A line.
    """
    found = [(match.start(), day) for match in _matches(text) if (day := _day(match.groupdict()))]
    return min(found)[1] if found else None


def without_days(text: str) -> str:
    """A text with spaces in place of the days that it names.

    Args:
        text: A line.
    """
    for pattern in (*_DATES, _SLASHED):
        text = pattern.sub(" ", text)
    return text


def without_last_day(text: str) -> str:
    """A line without the day at its end: "By Ines Holm, 17 February 2026".

    Args:
        text: A line.
    """
    days = (match.start() for match in _matches(text) if match.end() == len(text))
    return text[: min(days, default=len(text))].rstrip(" ,|•·–—-(")


def _matches(text: str) -> Iterator[re.Match[str]]:
    for pattern in _DATES:
        yield from pattern.finditer(text)


def _day(groups: dict[str, str]) -> datetime | None:
    month = groups["month"].casefold()
    try:
        return datetime(int(groups["year"]), _MONTHS.get(month) or int(month), int(groups["day"]), tzinfo=UTC)
    except ValueError:
        return None
