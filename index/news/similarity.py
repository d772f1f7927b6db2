"""How alike two articles are: the same text, or the same event.

Nothing here knows a language by its grammar.  What an article is about are its words, weighted by how rare they are
among the articles at hand; names, figures and days count double, and are all that articles in different scripts share.
"""

from __future__ import annotations

import itertools
import math
import re
import unicodedata
import zlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property, lru_cache

import numpy as np
import numpy.typing as npt

from index.model import Article, Statement
from index.news.near_duplicates import UNSPACED, WORD, near_identical
from index.search.vector_index import Floats
from index.text.terms import STOPWORDS

BUCKETS = 2048  # of the hashed words; the error of a cosine is about 1 / √BUCKETS
LEAD = 400  # code points that tell what an article is about
BODY = 8_000  # code points looked at at all
DAY = 2.0  # what a named day weighs; a word that stands once weighs 0.7
BRIEFEST = 600  # code points; a shorter text is taken to be that long
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
class ComparedArticle:
    """An article to be compared.  vector: its meaning, [width], of length 1, or zeros when it is unknown."""

    article: Article
    vector: Floats
    statements: tuple[Statement, ...] = ()

    @property
    def day(self) -> date | None:
        return self.article.published.date() if self.article.published else None


class Similarities:
    """Articles compared with each other, all at once."""

    def __init__(self, items: Sequence[ComparedArticle]) -> None:
        self.items = items
        self._topics = [_topic(item.article.title or "", body(item.article)[:BODY], item.day) for item in items]

    @cached_property
    def same_text(self) -> list[list[int]]:
        """Groups of near-identical texts, each item in one; the fullest text first."""
        return near_identical([body(item.article)[:BODY] for item in self.items])

    @cached_property
    def _scripts(self) -> npt.NDArray[np.int64]:
        return np.array([topic.script for topic in self._topics], dtype=np.int64)

    @cached_property
    def _weighed(self) -> Floats:
        """What articles are compared by, side by side, so that one product of two rows weighs and sums it all."""
        topics = self._topics
        parts = [
            (WHOLE, _hashed([topic.whole for topic in topics])),
            (HEAD, _hashed([topic.head for topic in topics])),
            (MEANING, self._vectors),
            (NAMES, self._neutral),
        ]
        return np.concatenate([np.float32(math.sqrt(weight)) * part for weight, part in parts], axis=1)

    @cached_property
    def _neutral(self) -> Floats:
        return _hashed([topic.neutral for topic in self._topics])

    @cached_property
    def _days(self) -> npt.NDArray[np.float64]:
        """When each was published, in days; NaN where an article is undated."""
        published = (item.article.published for item in self.items)
        return np.array([p.timestamp() / 86_400 if p else np.nan for p in published], dtype=np.float64)

    @cached_property
    def _brevity(self) -> Floats:
        """How much shorter than a full article each is, as a logarithm: briefs share fewer words and less meaning."""
        lengths = [len(body(item.article)) for item in self.items]
        found: Floats = -np.log(np.clip(lengths, BRIEFEST, BODY) / BODY).astype(np.float32)
        return found

    @cached_property
    def _vectors(self) -> Floats:
        if not self.items:
            return np.zeros((0, 1), dtype=np.float32)
        return np.stack([item.vector for item in self.items]).astype(np.float32)

    def same_event(self, rows: Sequence[int], columns: Sequence[int]) -> Floats:
        """How likely each of `rows` tells of the same event as each of `columns`, [rows, columns], 0 to 1."""
        apart = np.abs(self._days[rows][:, None] - self._days[columns][None, :])
        apart = np.minimum(np.nan_to_num(apart, nan=UNDATED), FARTHEST).astype(np.float32)
        spare = self._brevity
        strength = (
            BASE
            + BRIEF * (spare[rows][:, None] + spare[columns][None, :])
            + self._weighed[rows] @ self._weighed[columns].T
            - APART * apart
        )
        scripts = self._scripts
        if len(set(scripts[rows].tolist()) | set(scripts[columns].tolist())) > 1:
            foreign = scripts[rows][:, None] != scripts[columns][None, :]
            across = ACROSS_BASE + ACROSS * (self._neutral[rows] @ self._neutral[columns].T) - APART * apart
            strength = np.where(foreign, across, strength)
        found: Floats = (1 / (1 + np.exp(-strength))).astype(np.float32)
        return found


# Logistic regression on labelled pairs of news articles (tests/index/news/story_pairs.jsonl, those marked "dev"): each
# pair three times, with both articles whole, both cut to two passages, and some cut; a pair of one event weighs double.
BASE, WHOLE, HEAD, MEANING, NAMES, APART, BRIEF = -4.97, 2.28, 5.94, 5.72, 1.27, 0.73, 0.19
# Of articles in different scripts, set by hand: no such pairs are labelled.
ACROSS_BASE, ACROSS = -3.0, 14.0
UNDATED, FARTHEST = 1.0, 8.0  # days


@dataclass(frozen=True, slots=True)
class Bag:
    """Words by their hashes, each once, with their weights."""

    words: npt.NDArray[np.uint32]
    weights: Floats

    @classmethod
    def of(cls, tally: dict[int, int], days: Sequence[int]) -> Bag:
        """From how often words stand in a text, and the days it names."""
        words = np.fromiter(itertools.chain(tally, days), np.uint32, len(tally) + len(days))
        weights = np.full(len(words), DAY, dtype=np.float32)
        weights[: len(tally)] = np.log1p(np.fromiter(tally.values(), np.float32, len(tally)))
        return cls(words, weights)


@dataclass(frozen=True, slots=True)
class ArticleProfile:
    """What an article is about: words of all of it, of title and lead, and those any language shares; its script."""

    whole: Bag
    head: Bag
    neutral: Bag
    script: int


def meaning(passages: Floats) -> Floats:
    """The meaning of an article, of length 1, from its passages' in order [n, width]: the n-th weighs 1 / n.

    Zeros without passages.
    """
    summed: Floats = (passages / np.arange(1, len(passages) + 1, dtype=np.float32)[:, None]).sum(axis=0)
    found: Floats = _unit(summed[None, :])[0]
    return found


def body(article: Article) -> str:
    """The text without its title, which many sources repeat as its first line."""
    title = article.title or ""
    return article.text[len(title) :] if title and article.text.startswith(title) else article.text


@lru_cache(maxsize=1000)  # subscribers who are due at one minute share a window
def _topic(title: str, text: str, day: date | None) -> ArticleProfile:
    lead = f"{title} . {text[:LEAD]}"
    days = sorted(_hash(f"day {named.isoformat()}") for named in _days_named(lead, day))
    words: dict[int, int] = {}
    names: dict[int, int] = {}
    _count(lead, words, names)
    head = Bag.of(words, days)
    _count(text[LEAD:], words, names)
    return ArticleProfile(Bag.of(words, days), head, Bag.of(names, days), _script(f"{title} {text[:LEAD]}"))


def _hashed(bags: Sequence[Bag]) -> Floats:
    """Weighted words [n, BUCKETS], each row of length 1; what is rare among the bags weighs more."""
    found = np.zeros((len(bags), BUCKETS), dtype=np.float32)
    if not bags:
        return found
    words, place, held = np.unique(np.concatenate([b.words for b in bags]), return_inverse=True, return_counts=True)
    signed = np.where(words & 0x80000000, 1.0, -1.0) * np.log(1 + max(RARE, len(bags)) / held)
    buckets = words % BUCKETS
    ends = np.cumsum([len(bag.words) for bag in bags])
    for row, bag, end in zip(found, bags, ends, strict=True):
        here = place[end - len(bag.words) : end]
        row[:] = np.bincount(buckets[here], bag.weights * signed[here], BUCKETS)
    return _unit(found)


def _count(text: str, words: dict[int, int], names: dict[int, int]) -> None:
    """Add how often words stand in a text, names and figures counting double; and those alone."""
    for word, count in Counter(WORD.findall(text)).items():
        if word[0].isdigit() or word[0].isupper():
            for one in _pieces(word):
                words[one] = words.get(one, 0) + 2 * count
                names[one] = names.get(one, 0) + count
        else:
            for one in _pieces(word):
                words[one] = words.get(one, 0) + count


@lru_cache(maxsize=65536)
def _pieces(word: str) -> tuple[int, ...]:
    """Hashes of what is compared of a word: its beginning, which endings leave alone; pairs of unspaced signs."""
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


def _script(text: str) -> int:
    """A number for the script most letters of a text are of."""
    tally: Counter[str] = Counter()
    for letter, count in Counter(text).items():
        if letter.isalpha():
            tally[unicodedata.name(letter, "NONE").split()[0].split("-")[0]] += count
    if not tally:
        return 0
    return _hash(min(tally, key=lambda one: (-tally[one], one)))


def _unit(rows: Floats) -> Floats:
    lengths = np.linalg.norm(rows, axis=1, keepdims=True).astype(np.float32)
    lengths[lengths == 0] = 1
    found: Floats = rows / lengths
    return found
