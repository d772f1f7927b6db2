"""How alike two articles are: the same text, or the same event.

No language's grammar is used.  An article is represented by its words, weighted by how rare they are among the
articles compared; names, figures and dates count double, and are all that articles in different scripts share.
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
LEAD_LENGTH = 400  # code points of the lead, which says what an article is about
BODY_LENGTH = 8_000  # code points of an article that are compared at most
DATE_WEIGHT = 2.0  # of a date mention; a word occurring once has weight ln 2 = 0.69
MIN_LENGTH = 600  # code points; a shorter text is taken to be that long
MIN_ARTICLES = 300  # a word's rarity is measured against at least so many: in a small window no word is rare

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


@dataclass(frozen=True, slots=True)
class ComparedArticle:
    """An article to be compared.

    Attributes:
        article: The article.
        vector: Its embedding, [width], of length 1, or zeros when it has none.
        statements: Its statements, where speakers or quotes are wanted.
    """

    article: Article
    vector: Floats
    statements: tuple[Statement, ...] = ()

    @property
    def day(self) -> date | None:
        """The day it was published on; None where that is unknown."""
        return self.article.published.date() if self.article.published else None


class Similarities:
    """Compares articles with each other, many at once.

    Attributes:
        items: The articles; the methods name them by their positions here.
    """

    def __init__(self, items: Sequence[ComparedArticle]) -> None:
        self.items = items
        self._profiles = [
            _profile(item.article.title or "", body(item.article)[:BODY_LENGTH], item.day) for item in items
        ]

    @cached_property
    def same_text(self) -> list[list[int]]:
        """Groups of positions with near-identical texts, each position in one; the longest text first."""
        return near_identical([body(item.article)[:BODY_LENGTH] for item in self.items])

    @cached_property
    def _scripts(self) -> npt.NDArray[np.int64]:
        return np.array([profile.script for profile in self._profiles], dtype=np.int64)

    @cached_property
    def _weighted(self) -> Floats:
        """All features side by side, each times the root of its weight: a product of two rows is the weighted sum."""
        parts = [
            (WHOLE, _hashed([profile.whole for profile in self._profiles])),
            (HEAD, _hashed([profile.head for profile in self._profiles])),
            (MEANING, self._vectors),
            (NAMES, self._names),
        ]
        return np.concatenate([np.float32(math.sqrt(weight)) * part for weight, part in parts], axis=1)

    @cached_property
    def _names(self) -> Floats:
        return _hashed([profile.names for profile in self._profiles])

    @cached_property
    def _days(self) -> npt.NDArray[np.float64]:
        """When each was published, in days; NaN where that is unknown."""
        moments = (item.article.published for item in self.items)
        days = [moment.timestamp() / 86_400 if moment else np.nan for moment in moments]
        return np.array(days, dtype=np.float64)

    @cached_property
    def _brevity(self) -> Floats:
        """How much shorter than a full article each is, as a logarithm: briefs share fewer words and less meaning."""
        lengths = [len(body(item.article)) for item in self.items]
        brevity: Floats = -np.log(np.clip(lengths, MIN_LENGTH, BODY_LENGTH) / BODY_LENGTH).astype(np.float32)
        return brevity

    @cached_property
    def _vectors(self) -> Floats:
        if not self.items:
            return np.zeros((0, 1), dtype=np.float32)
        return np.stack([item.vector for item in self.items]).astype(np.float32)

    def same_event(self, rows: Sequence[int], columns: Sequence[int]) -> Floats:
        """Estimate which articles report the same event.

        Args:
            rows: Positions of articles.
            columns: Positions of the articles that each of `rows` is compared with.

        Returns:
            Probabilities [rows, columns], 0 to 1.
        """
        days_apart = np.abs(self._days[rows][:, None] - self._days[columns][None, :])
        days_apart = np.minimum(np.nan_to_num(days_apart, nan=UNDATED), MAX_DAYS).astype(np.float32)
        brevity = self._brevity
        logits = (
            BASE
            + BRIEF * (brevity[rows][:, None] + brevity[columns][None, :])
            + self._weighted[rows] @ self._weighted[columns].T
            - APART * days_apart
        )
        scripts = self._scripts
        if len(set(scripts[rows].tolist()) | set(scripts[columns].tolist())) > 1:
            across = scripts[rows][:, None] != scripts[columns][None, :]
            names_alone = ACROSS_BASE + ACROSS * (self._names[rows] @ self._names[columns].T) - APART * days_apart
            logits = np.where(across, names_alone, logits)
        probabilities: Floats = (1 / (1 + np.exp(-logits))).astype(np.float32)
        return probabilities


# Logistic regression on labelled pairs of news articles (tests/index/news/story_pairs.jsonl, those marked "dev"): each
# pair three times, with both articles whole, both cut to two passages, and some cut; a pair of one event weighs double.
BASE, WHOLE, HEAD, MEANING, NAMES, APART, BRIEF = -4.97, 2.28, 5.94, 5.72, 1.27, 0.73, 0.19
# Of articles in different scripts, set by hand: no such pairs are labelled.
ACROSS_BASE, ACROSS = -3.0, 14.0
UNDATED, MAX_DAYS = 1.0, 8.0  # days between two articles of which one is undated; days that count at most


@dataclass(frozen=True, slots=True)
class WordBag:
    """The words of a text, each once.

    Attributes:
        hashes: Of the words, [n].
        weights: Theirs, [n].
    """

    hashes: npt.NDArray[np.uint32]
    weights: Floats

    @classmethod
    def of(cls, counts: dict[int, int], dates: Sequence[int]) -> WordBag:
        """Weigh words by ln(1 + count), and dates alike.

        Args:
            counts: How often each word occurs, by its hash.
            dates: Hashes of the dates that the text mentions.
        """
        hashes = np.fromiter(itertools.chain(counts, dates), np.uint32, len(counts) + len(dates))
        weights = np.full(len(hashes), DATE_WEIGHT, dtype=np.float32)
        weights[: len(counts)] = np.log1p(np.fromiter(counts.values(), np.float32, len(counts)))
        return cls(hashes, weights)


@dataclass(frozen=True, slots=True)
class ArticleProfile:
    """What an article is about.

    Attributes:
        whole: Words of all of it.
        head: Words of its title and lead.
        names: Names and figures, which all languages share.
        script: A number for the script most of it is written in.
    """

    whole: WordBag
    head: WordBag
    names: WordBag
    script: int


def article_vector(passages: Floats) -> Floats:
    """The embedding of an article from those of its passages: the n-th passage weighs 1 / n.

    Args:
        passages: Embeddings [n, width] in the order of the text.

    Returns:
        A vector [width] of length 1; zeros without passages.
    """
    weighted_sum: Floats = (passages / np.arange(1, len(passages) + 1, dtype=np.float32)[:, None]).sum(axis=0)
    vector: Floats = _normalised(weighted_sum[None, :])[0]
    return vector


def body(article: Article) -> str:
    """The text without its title, which many sources repeat as its first line."""
    title = article.title or ""
    return article.text[len(title) :] if title and article.text.startswith(title) else article.text


@lru_cache(maxsize=1000)  # subscribers who are due at one minute share a window
def _profile(title: str, text: str, published: date | None) -> ArticleProfile:
    lead = f"{title} . {text[:LEAD_LENGTH]}"
    dates = sorted(_hash(f"day {day.isoformat()}") for day in _mentioned_dates(lead, published))
    words: dict[int, int] = {}
    names: dict[int, int] = {}
    _count(lead, words, names)
    head = WordBag.of(words, dates)
    _count(text[LEAD_LENGTH:], words, names)
    script = _script(f"{title} {text[:LEAD_LENGTH]}")
    return ArticleProfile(WordBag.of(words, dates), head, WordBag.of(names, dates), script)


def _hashed(bags: Sequence[WordBag]) -> Floats:
    """Feature-hashed words [n, BUCKETS], each row of length 1; words that are rare among the bags weigh more.

    After Weinberger et al., "Feature hashing for large scale multitask learning" (ICML 2009).
    """
    features = np.zeros((len(bags), BUCKETS), dtype=np.float32)
    if not bags:
        return features
    words, word_of, holders = np.unique(
        np.concatenate([bag.hashes for bag in bags]), return_inverse=True, return_counts=True
    )
    signed_rarity = np.where(words & 0x80000000, 1.0, -1.0) * np.log(1 + max(MIN_ARTICLES, len(bags)) / holders)
    buckets = words % BUCKETS
    ends = np.cumsum([len(bag.hashes) for bag in bags])
    for row, bag, end in zip(features, bags, ends, strict=True):
        its_words = word_of[end - len(bag.hashes) : end]
        row[:] = np.bincount(buckets[its_words], bag.weights * signed_rarity[its_words], BUCKETS)
    return _normalised(features)


def _count(text: str, words: dict[int, int], names: dict[int, int]) -> None:
    """Add the words of a text to both counts: names and figures double to `words` and alone to `names`."""
    for word, count in Counter(WORD.findall(text)).items():
        named = word[0].isdigit() or word[0].isupper()
        for feature in _features(word):
            words[feature] = words.get(feature, 0) + (2 * count if named else count)
            if named:
                names[feature] = names.get(feature, 0) + count


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
    return {day for day in dates if abs((day - published).days) <= 30}


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


def _normalised(rows: Floats) -> Floats:
    lengths = np.linalg.norm(rows, axis=1, keepdims=True).astype(np.float32)
    lengths[lengths == 0] = 1
    normalised: Floats = rows / lengths
    return normalised
