"""The time zone that a wish names beside its time: "7am New York time", "8:00 CET", "서울 시간 9시"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.digests.time_zones import AREAS, known_zone

# What people call the clocks of a region, whichever half of the year it is.
_SHORT_NAMES = {
    "ET": "America/New_York", "EST": "America/New_York", "EDT": "America/New_York",
    "CST": "America/Chicago", "CDT": "America/Chicago", "PT": "America/Los_Angeles", "PST": "America/Los_Angeles",
    "PDT": "America/Los_Angeles", "BST": "Europe/London", "WET": "Europe/Lisbon", "CET": "Europe/Brussels",
    "CEST": "Europe/Brussels", "EET": "Europe/Helsinki", "MSK": "Europe/Moscow", "KST": "Asia/Seoul",
    "JST": "Asia/Tokyo", "SGT": "Asia/Singapore", "HKT": "Asia/Hong_Kong", "AEST": "Australia/Sydney",
    "UTC": "UTC", "GMT": "UTC", "Z": "UTC",
}  # fmt: skip
_PLACES = {
    "한국": "Asia/Seoul", "일본": "Asia/Tokyo", "영국": "Europe/London", "독일": "Europe/Berlin",
    "서울": "Asia/Seoul", "도쿄": "Asia/Tokyo", "베이징": "Asia/Shanghai", "홍콩": "Asia/Hong_Kong",
    "싱가포르": "Asia/Singapore", "런던": "Europe/London", "파리": "Europe/Paris", "베를린": "Europe/Berlin",
    "브뤼셀": "Europe/Brussels", "모스크바": "Europe/Moscow", "뉴욕": "America/New_York",
    "워싱턴": "America/New_York",
    "korean": "Asia/Seoul", "korea": "Asia/Seoul", "japan": "Asia/Tokyo", "uk": "Europe/London",
    "eastern": "America/New_York", "pacific": "America/Los_Angeles", "central european": "Europe/Brussels",
}  # fmt: skip
_SHORT = "|".join(sorted((name for name in _SHORT_NAMES if name != "Z"), key=len, reverse=True))
_CLOCK = r"(?<![\w.:])(?:[012]\d[0-5]\d\b|\d{1,2}(?:[:.h]\d{2})?\s*(?:[ap]\.?m\.?|h\b|o['’]?clock)?)"
_EARTH_SIDE = r"(?:UTC|GMT)\s*[+−–-]\s*\d{1,2}"
_PLACE = r"[^\W\d_][\w.'’-]*(?: [^\W\d_][\w.'’-]*){0,2}?"
_ZONES = (
    re.compile(
        rf"\s*[,(]?\s*(?:\b(?:in|on|zone|timezone|tz)\b:?\s*)?(?P<zone>\b(?:{'|'.join(AREAS)})/[A-Z][\w/-]+)\)?"
    ),
    re.compile(rf"\s*\(?\b(?P<zone>{_EARTH_SIDE})(?!\d)\)?", re.IGNORECASE),
    re.compile(rf"(?P<before>{_CLOCK})\s*\(?(?P<zone>{_SHORT})\b\)?", re.IGNORECASE),
    re.compile(r"\s*[,;(]\s*(?P<zone>ET|PT)\)?(?=\s*$)"),
    re.compile(rf"\s*[,(]?\s*\b(?P<zone>(?!Z\b|ET\b|PT\b)(?:{_SHORT}))(?=\s*(?:$|[,;)]|time\b))(?:\s+time)?\)?"),
    re.compile(
        rf"\s*[,(]?\s*(?:\b(?:in|by)\s+)?(?:\bthe\s+)?\b(?P<zone>{_PLACE}) (?:local )?time(?=\s*(?:$|[,;).]))\)?"
    ),
    re.compile(rf"(?P<before>{_CLOCK}|\bnoon|\bmidnight)\s+(?:in )?(?P<zone>{_PLACE}) (?:local )?time\b"),
    re.compile(rf"(?P<before>{_CLOCK})\s*,?\s*(?:in )?(?P<zone>[A-Z]\w+(?: [A-Z]\w+)?)(?=\s*(?:$|[,;.]))"),
    re.compile(r"(?<!\S)(?P<zone>[가-힣]{2,6})\s?시간(?:으로|대로|기준(?:으로)?|에)?(?=\s|$|,)(?:\s*기준(?:으로)?)?"),
)
_OFFSET = re.compile(r"(?:UTC|GMT)\s*([+−–-])\s*(\d{1,2})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class NamedZone:
    """A time zone that a text names.

    Attributes:
        zone: The IANA name.
        rest: The text without it.
    """

    zone: str
    rest: str


def named_zone(text: str) -> NamedZone | None:
    """The time zone that a wish names.

    Args:
        text: The wish.

    Returns:
        The zone; None where nothing in the text is one.
    """
    for pattern in _ZONES:
        for match in pattern.finditer(text):
            if found := _longest_place(match["zone"]):
                written, zone = found
                start = match.start("zone") + len(match["zone"]) - len(written)
                before = text[: start if start > match.start("zone") else match.start()]
                clock = re.sub(r"^(\d\d)(\d\d)$", r"\1:\2", (match.groupdict().get("before") or "").strip())
                return NamedZone(zone, f"{before}{clock} {text[match.end() :]}")
    return None


def _longest_place(written: str) -> tuple[str, str] | None:
    """The zone of a name, or of its last words: "at noon London"; and the words that name it."""
    words = written.split()
    for first in range(len(words)):
        name = " ".join(words[first:])
        if zone := zone_called(name):
            return name, zone
    return None


def zone_called(name: str) -> str | None:
    """The zone of a short name, an offset, a country with one time, or a city with a zone of its own.

    Args:
        name: As typed.
    """
    if match := _OFFSET.fullmatch(name):
        hours = int(match[2])
        sign = "-" if match[1] == "+" else "+"  # the names of the database count westwards
        return "UTC" if not hours else f"Etc/GMT{sign}{hours}" if hours <= 12 else None
    return _SHORT_NAMES.get(name.upper()) or _PLACES.get(name.casefold()) or known_zone(name)
