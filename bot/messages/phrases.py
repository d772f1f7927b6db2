"""The catalogues: what the bot says, in each language it speaks."""

from __future__ import annotations

from datetime import date

from bot.messages import english, korean
from bot.messages.html import unturned

CATALOGUES: dict[str, dict[str, str]] = {"en": english.PHRASES, "ko": korean.PHRASES}
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip

WEEKDAYS = {
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    "ko": ("월요일", "화요일", "수요일", "목요일", "금요일", "토요일", "일요일"),
}


def phrase(language: str, key: str, **values: object) -> str:
    """Say something in a language.

    Args:
        language: A language of the catalogues; any other one means English.
        key: Of the phrase.
        **values: What the phrase names in braces; marks in them that would turn our words around are left out.

    Raises:
        KeyError: No catalogue has the key, or a value is missing.
    """
    shown = {name: unturned(value) if isinstance(value, str) else value for name, value in values.items()}
    return CATALOGUES.get(language, english.PHRASES)[key].format(**shown)


def known(language: str | None, default: str = "en") -> str:
    """The language of the catalogues that fits a Telegram language code ("ko-KR"), or else the default."""
    code = (language or "").split("-")[0].lower()
    return code if code in CATALOGUES else default


def day(language: str, value: date | None) -> str:
    """A date in a language's usual form; None is an unknown one."""
    if value is None:
        return phrase(language, "undated")
    if language == "ko":
        return f"{value.year}년 {value.month}월 {value.day}일"
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}"


def days(language: str, first: date, last: date) -> str:
    """A run of days in a language's usual form."""
    return day(language, first) if first == last else f"{day(language, first)} – {day(language, last)}"


def counted(language: str, noun: str, count: int) -> str:
    """How many of something there are, as "1 article" and "2 articles".

    Args:
        language: Of the words.
        noun: The key of the phrase for several; that for one has " one" behind it.
        count: How many.
    """
    return phrase(language, f"{noun} one" if count == 1 else noun, count=count)


def month(language: str, value: date) -> str:
    """The month of a day, with its year, in a language's usual form."""
    if language == "ko":
        return f"{value.year}년 {value.month}월"
    return f"{MONTHS[value.month - 1]} {value.year}"


def weekday(language: str, value: date | int) -> str:
    """A weekday's name.

    Args:
        language: Of the name.
        value: A date, or a number from 0 for Monday to 6.
    """
    number = value.weekday() if isinstance(value, date) else value
    return WEEKDAYS.get(language, WEEKDAYS["en"])[number]
