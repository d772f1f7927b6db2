"""How alike two articles are: the same text, or the same event.

Nothing here knows a language by its grammar.  What an article is about are its words, weighted by how rare they are
among the articles at hand; names, figures and days count double, and are all that articles in different scripts share.
"""

from __future__ import annotations

import math
import re
import unicodedata
import zlib
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property, lru_cache

import numpy as np
import numpy.typing as npt

from index.copies import UNSPACED, WORD, near_identical
from index.model import Article, Statement
from index.terms import STOPWORDS
from index.vectors import Floats

BUCKETS = 2048  # of the hashed words; the error of a cosine is about 1 / √BUCKETS
LEAD = 400  # code points that tell what an article is about
BODY = 8_000  # code points looked at at all
RARE = 300  # articles a word's rarity is measured against, at least: in a small window none is rare

_HANGUL = re.compile("[\uac00-\ud7a3]")
_WEEKDAYS = {
    name: n
    for language in (
        "monday tuesday wednesday thursday friday saturday sunday",
        "월요일 화요일 수요일 목요일 금요일 토요일 일요일",
    )
    for n, name in enumerate(language.split())
}
_MONTHS = {
    name: n // 2 + 1
    for n, name in enumerate(
        """january jan february feb march mar april apr may may june jun july jul august aug september sept
        october oct november nov december dec""".split()
    )
}
_DATED = re.compile(
    r"\b(?P<name>"
    + "|".join(_MONTHS)
    + r")\.? (?P<a>\d{1,2})\b|\b(?P<b>\d{1,2}) (?P<other>"
    + "|".join(_MONTHS)
    + r")\b"
    r"|(?:(?P<month>\d{1,2})월 ?)?(?<!\d)(?P<day>\d{1,2})일",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Item:
    """An article to be compared.  vector: its meaning, [width], of length 1, or zeros when it is unknown."""

    article: Article
    vector: Floats
    statements: tuple[Statement, ...] = ()

    @property
    def day(self) -> date | None:
        return self.article.published.date() if self.article.published else None


class Likenesses:
    """Articles compared with each other, all at once."""

    def __init__(self, items: Sequence[Item]) -> None:
        self.items = items
        self._topics = [_topic(item) for item in items]

    @cached_property
    def same_text(self) -> list[list[int]]:
        """Groups of near-identical texts, each item in one; the fullest text first."""
        return near_identical([body(item.article)[:BODY] for item in self.items])

    @cached_property
    def _scripts(self) -> npt.NDArray[np.int64]:
        return np.array([_script(item.article) for item in self.items], dtype=np.int64)

    @cached_property
    def _words(self) -> tuple[Floats, Floats]:
        """Hashed words [n, BUCKETS] of whole articles and of their heads, each row of length 1."""
        return self._hashed(lambda topic: topic.whole), self._hashed(lambda topic: topic.head)

    @cached_property
    def _neutral(self) -> Floats:
        return self._hashed(lambda topic: topic.neutral)

    def _hashed(self, part: Callable[[Topic], dict[str, float]]) -> Floats:
        parts = [part(topic) for topic in self._topics]
        held: Counter[str] = Counter()
        for one in parts:
            held.update(one.keys())
        most = max(RARE, len(parts))
        places = {word: _bucket(word) for word in held}
        rarity = {word: places[word][1] * math.log(1 + most / number) for word, number in held.items()}
        found = np.zeros((len(parts), BUCKETS), dtype=np.float32)
        for row, one in zip(found, parts, strict=True):
            buckets = np.array([places[word][0] for word in one], dtype=np.int64)
            values = [weight * rarity[word] for word, weight in one.items()]
            row[:] = np.bincount(buckets, values, BUCKETS)
        return _unit(found)

    @cached_property
    def _days(self) -> npt.NDArray[np.float64]:
        """When each was published, in days; NaN where an article is undated."""
        published = (item.article.published for item in self.items)
        return np.array([p.timestamp() / 86_400 if p else np.nan for p in published], dtype=np.float64)

    @cached_property
    def _vectors(self) -> Floats:
        if not self.items:
            return np.zeros((0, 1), dtype=np.float32)
        return np.stack([item.vector for item in self.items]).astype(np.float32)

    def same_event(self, rows: Sequence[int], columns: Sequence[int]) -> Floats:
        """How likely each of `rows` tells of the same event as each of `columns`, [rows, columns], 0 to 1."""
        whole, head = self._words
        apart = np.abs(self._days[rows][:, None] - self._days[columns][None, :])
        apart = np.minimum(np.nan_to_num(apart, nan=UNDATED), FARTHEST)
        strength = (
            BASE
            + WHOLE * (whole[rows] @ whole[columns].T)
            + HEAD * (head[rows] @ head[columns].T)
            + MEANING * (self._vectors[rows] @ self._vectors[columns].T)
            + NAMES * (self._neutral[rows] @ self._neutral[columns].T)
            - APART * apart
        )
        scripts = self._scripts
        if len(set(scripts[rows].tolist()) | set(scripts[columns].tolist())) > 1:
            foreign = scripts[rows][:, None] != scripts[columns][None, :]
            across = ACROSS_BASE + ACROSS * (self._neutral[rows] @ self._neutral[columns].T) - APART * apart
            strength = np.where(foreign, across, strength)
        found: Floats = (1 / (1 + np.exp(-strength))).astype(np.float32)
        return found


# Fitted to labelled pairs of news articles (tests/index/story_pairs.jsonl, the half marked "dev").
BASE, WHOLE, HEAD, MEANING, NAMES, APART = -3.6, 2.0, 4.5, 3.8, 2.0, 0.87
# Of articles in different scripts, set by hand: no such pairs are labelled.
ACROSS_BASE, ACROSS = -3.0, 14.0
UNDATED, FARTHEST = 1.0, 8.0  # days


@dataclass(frozen=True, slots=True)
class Topic:
    """Words of an article with their weights: of all of it, of title and lead, and those any language shares."""

    whole: dict[str, float]
    head: dict[str, float]
    neutral: dict[str, float]


def body(article: Article) -> str:
    """The text without its title, which many sources repeat as its first line."""
    title = article.title or ""
    return article.text[len(title) :] if title and article.text.startswith(title) else article.text


def _topic(item: Item) -> Topic:
    article = item.article
    text = body(article)
    lead = f"{article.title or ''} . {text[:LEAD]}"
    days = dict.fromkeys((f"day {day.isoformat()}" for day in _days_named(lead, item.day)), 2.0)
    first, names = _counted(lead)
    rest, more = _counted(text[LEAD:BODY])
    head, whole, neutral = _damped(first), _damped(first + rest), _damped(names + more)
    return Topic(whole | days, head | days, neutral | days)


def _damped(tally: Counter[str]) -> dict[str, float]:
    return {word: math.log1p(count) for word, count in tally.items()}


def _counted(text: str) -> tuple[Counter[str], Counter[str]]:
    """How often words stand in a text, names and figures counting double; and those alone."""
    everything: Counter[str] = Counter()
    names: Counter[str] = Counter()
    for word, count in Counter(WORD.findall(text)).items():
        name = word[0].isdigit() or word[0].isupper()
        for one in _pieces(word):
            everything[one] += 2 * count if name else count
            if name:
                names[one] += count
    return everything, names


@lru_cache(maxsize=65536)
def _pieces(word: str) -> tuple[str, ...]:
    """What is compared of a word: its beginning, which endings leave alone; pairs of signs in unspaced scripts."""
    plain = unicodedata.normalize("NFKC", word).casefold()
    plain = re.sub(r"['’]\w{0,2}$", "", plain)
    if UNSPACED.search(plain):
        return tuple(plain[i : i + 2] for i in range(max(1, len(plain) - 1)))
    if _HANGUL.search(plain):
        return (plain[:2],) if len(plain) < 4 else (plain[:2], plain[:3])
    if plain in STOPWORDS or plain in _WEEKDAYS or (len(plain) < 2 and not plain.isdigit()):
        return ()
    return (plain.replace(",", "") if plain[0].isdigit() else plain[:7],)


def _bucket(word: str) -> tuple[int, float]:
    hashed = zlib.crc32(word.encode("utf-8", "surrogatepass"))
    return hashed % BUCKETS, 1.0 if hashed & 0x80000000 else -1.0


def _days_named(text: str, published: date | None) -> set[date]:
    """Days a text speaks of, as seen from its publication: "Tuesday" may be the last or the next."""
    if published is None:
        return set()
    found: set[date] = set()
    for match in WORD.finditer(text):
        number = _WEEKDAYS.get(re.sub(r"['’]s$", "", match.group().casefold()))
        if number is not None:
            back = (published.weekday() - number) % 7
            found |= {published - timedelta(back), published + timedelta((7 - back) % 7)}
    for match in _DATED.finditer(text):
        name = match["name"] or match["other"]
        month = _MONTHS[name.casefold()] if name else int(match["month"] or published.month)
        day = int(match["a"] or match["b"] or match["day"])
        if 1 <= month <= 12 and 1 <= day <= 31 and published.year > 1:
            near = [d for year in (-1, 0, 1) if (d := _date(published.year + year, month, day))]
            if near:
                found.add(min(near, key=lambda d: abs((d - published).days)))
    return {day for day in found if abs((day - published).days) <= 30}


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _script(article: Article) -> int:
    """A number for the script most of an article's letters are of."""
    letters = [c for c in f"{article.title or ''} {article.text[:LEAD]}" if c.isalpha()]
    tally = Counter(unicodedata.name(c, "NONE").split()[0].split("-")[0] for c in letters)
    if not tally:
        return 0
    name = min(tally, key=lambda one: (-tally[one], one))
    return zlib.crc32(name.encode())


def _unit(rows: Floats) -> Floats:
    lengths = np.linalg.norm(rows, axis=1, keepdims=True).astype(np.float32)
    lengths[lengths == 0] = 1
    found: Floats = rows / lengths
    return found
