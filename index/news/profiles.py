"""What an article is about, as it is compared with others: its words, names, figures and the dates it mentions.

No language's grammar is used.  Names are words with a capital that no sentence begins with; they, figures and dates
are all that articles in different scripts share.
"""

from __future__ import annotations

import re
import unicodedata
import zlib
from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from index.model import Article
from index.news.near_duplicates import UNSPACED, WORD
from index.search.vector_index import Floats
from index.text.terms import STOPWORDS

LEAD_LENGTH = 400  # code points of the lead, which says what an article is about
BODY_LENGTH = 8_000  # code points of an article that are compared at most
MAX_DAYS_OFF = 30  # between an article's publication and a date it mentions
YEARS_READ = 3_000  # code points in which years are looked for

_HANGUL = re.compile("[\uac00-\ud7a3]")
_WEEKDAYS = {  # 0 for Monday
    name: number
    for language in (
        "monday tuesday wednesday thursday friday saturday sunday",
        "월요일 화요일 수요일 목요일 금요일 토요일 일요일",
    )
    for number, name in enumerate(language.split())
}
_MONTHS = {
    name: place // 2 + 1
    for place, name in enumerate(
        """january jan february feb march mar april apr may may june jun july jul august aug september sept
        october oct november nov december dec""".split()
    )
}
_MONTH_NAMES = "|".join(_MONTHS)
_DATE_MENTION = re.compile(
    rf"\b(?P<month_first>{_MONTH_NAMES})\.? (?P<day_after>\d{{1,2}})\b"
    rf"|\b(?P<day_first>\d{{1,2}}) (?P<month_after>{_MONTH_NAMES})\b"
    r"|(?:(?P<month_number>\d{1,2})월 ?)?(?<!\d)(?P<day_number>\d{1,2})일",
    re.IGNORECASE,
)


_YEAR = re.compile(r"\b(?:19[5-9]\d|20\d\d)\b")
# A word that no sentence and no quotation begins with: those have a capital anyway.
_WITHIN_SENTENCE = re.compile(rf"(?<=[^\s.!?:…。\"“‘'(\[] )(?:{WORD.pattern})")


@dataclass(frozen=True, slots=True)
class WordBag:
    """The words of a text, each once.

    Attributes:
        hashes: Of the words, [n].
        weights: ln(1 + count) of each, [n].
    """

    hashes: npt.NDArray[np.uint32]
    weights: Floats

    @classmethod
    def of(cls, counts: Counter[int]) -> WordBag:
        """Weigh words.

        Args:
            counts: How often each word occurs, by its hash.
        """
        hashes = np.fromiter(counts, np.uint32, len(counts))
        return cls(hashes, np.log1p(np.fromiter(counts.values(), np.float32, len(counts))))


@dataclass(frozen=True, slots=True)
class ArticleProfile:
    """What an article is about.

    Attributes:
        whole: Words and figures of all of it.
        head: Words and figures of its title and lead.
        names: Names.
        figures: Figures of two digits or more.
        head_names: Names of its title and lead.
        head_figures: Figures of its title and lead.
        dates: Hashes of the days that its title and lead mention.
        year: The latest year it mentions; None without one.
        word_count: How many words it has.
        script: A number for the script most of it is written in.
    """

    whole: WordBag
    head: WordBag
    names: WordBag
    figures: WordBag
    head_names: WordBag
    head_figures: WordBag
    dates: frozenset[int]
    year: int | None
    word_count: int
    script: int


def body(article: Article) -> str:
    """The text without its title, which many sources repeat as its first line."""
    title = article.title or ""
    return article.text[len(title) :] if title and article.text.startswith(title) else article.text


@lru_cache(maxsize=1000)  # subscribers who are due at one minute share a window
def profile(title: str, text: str, published: date | None) -> ArticleProfile:
    """What an article is about.

    Args:
        title: Its title.
        text: Its text without the title.
        published: The day it was published on.
    """
    text = text[:BODY_LENGTH]
    lead = f"{title} . {text[:LEAD_LENGTH]}"
    dates = frozenset(_hash(f"day {day.isoformat()}") for day in _mentioned_dates(lead, published))
    years = [int(year) for year in _YEAR.findall(text[:YEARS_READ])]
    head, names, figures = _counts(lead)
    rest, rest_names, _ = _counts(text[LEAD_LENGTH:])
    return ArticleProfile(
        WordBag.of(head + rest), WordBag.of(head),
        WordBag.of(names + rest_names), WordBag.of(_large_figures(f"{title} . {text}")),
        WordBag.of(names), WordBag.of(figures),
        dates, max(years, default=None), len(text.split()) + len(title.split()), _script(lead),
    )  # fmt: skip


def _counts(text: str) -> tuple[Counter[int], Counter[int], Counter[int]]:
    """How often each word or figure, each name and each figure occurs in a text, by their hashes."""
    words = Counter(WORD.findall(text))
    names = Counter(word for word in _WITHIN_SENTENCE.findall(text) if word[0].isupper())
    figures = Counter({word: count for word, count in words.items() if word[0].isdigit()})
    return _hashed_counts(words), _hashed_counts(names), _hashed_counts(figures)


def _large_figures(text: str) -> Counter[int]:
    """How often each figure of two digits or more occurs: any two texts share a 2 and a 3."""
    return _hashed_counts(Counter(word for word in WORD.findall(text) if len(word) > 1 and word[0].isdigit()))


def _hashed_counts(words: Counter[str]) -> Counter[int]:
    hashed: Counter[int] = Counter()
    for word, count in words.items():
        for feature in _features(word):
            hashed[feature] += count
    return hashed


@lru_cache(maxsize=65536)
def _features(word: str) -> tuple[int, ...]:
    """Hashes of what is compared of a word: its beginning, without endings; pairs of characters of unspaced scripts."""
    plain = unicodedata.normalize("NFKC", word).casefold()
    plain = re.sub(r"['’]\w{0,2}$", "", plain)
    if UNSPACED.search(plain):
        return tuple(_hash(plain[i : i + 2]) for i in range(max(1, len(plain) - 1)))
    if _HANGUL.search(plain):
        return (_hash(plain[:2]),) if len(plain) < 4 else (_hash(plain[:2]), _hash(plain[:3]))
    if plain in STOPWORDS or plain in _WEEKDAYS or (len(plain) < 2 and not plain.isdigit()):
        return ()
    return (_hash(plain.replace(",", "") if plain[0].isdigit() else plain[:7]),)


def _hash(word: str) -> int:
    return zlib.crc32(word.encode("utf-8", "surrogatepass"))


def _mentioned_dates(text: str, published: date | None) -> set[date]:
    """Dates that a text mentions, at most 30 days from its publication."""
    if published is None:
        return set()
    dates = _weekday_dates(text, published) | _written_dates(text, published)
    return {day for day in dates if abs((day - published).days) <= MAX_DAYS_OFF}


def _weekday_dates(text: str, published: date) -> set[date]:
    """Dates of the weekdays named in a text: "Tuesday" may be the last one or the next."""
    dates: set[date] = set()
    for match in WORD.finditer(text):
        weekday = _WEEKDAYS.get(re.sub(r"['’]s$", "", match.group().casefold()))
        if weekday is not None:
            days_ago = (published.weekday() - weekday) % 7
            dates |= {published - timedelta(days_ago), published + timedelta((7 - days_ago) % 7)}
    return dates


def _written_dates(text: str, published: date) -> set[date]:
    """Dates written as day and month, or in Korean as a day alone, in the year nearest to the publication."""
    dates: set[date] = set()
    for match in _DATE_MENTION.finditer(text):
        name = match["month_first"] or match["month_after"]
        month = _MONTHS[name.casefold()] if name else int(match["month_number"] or published.month)
        day = int(match["day_after"] or match["day_first"] or match["day_number"])
        if (nearest := _nearest_date(month, day, published)) is not None:
            dates.add(nearest)
    return dates


def _nearest_date(month: int, day: int, published: date) -> date | None:
    """The date of a day and month that is nearest to another; None where there is none."""
    if not (1 <= month <= 12 and 1 <= day <= 31 and published.year > 1):
        return None
    dates = [_date(published.year + years, month, day) for years in (-1, 0, 1)]
    return min(filter(None, dates), key=lambda candidate: abs((candidate - published).days), default=None)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _script(text: str) -> int:
    """A number for the script most letters of a text are of."""
    counts: Counter[str] = Counter()
    for character, count in Counter(text).items():
        if character.isalpha():
            counts[unicodedata.name(character, "NONE").split()[0].split("-")[0]] += count
    if not counts:
        return 0
    return _hash(min(counts, key=lambda script: (-counts[script], script)))


HANGUL = _hash("HANGUL")  # the number of its script
