"""How alike two articles are: the same text, or the same event.

Words, names, figures, dates, meaning and time are signals of their own; how much each counts was learned from pairs
of articles that readers have judged (`index/measure/story_training.py`) and is kept as data beside this module.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from index.model import Article, Statement
from index.news.near_duplicates import near_identical
from index.news.profiles import BODY_LENGTH, HANGUL, ArticleProfile, WordBag, body, profile
from index.search.vector_index import Floats

WEIGHTS = Path(__file__).parent / "story_weights.json"
BUCKETS = 2048  # of the hashed words; the error of a cosine is about 1 / √BUCKETS
MIN_ARTICLES = 300  # a word's rarity is measured against at least so many: in a small window no word is rare
ALL_PAIRS = 250  # articles of which each is compared with each; of more, those that share words of their leads
KEY_WORDS = 24  # of a lead, by which the articles to compare it with are found
KEY_NAMES = 12  # of a whole article
MAX_HOLDERS = 400  # articles that hold such a word
MAX_CANDIDATES = 80  # articles that one is compared with
BLOCK = 16_384  # pairs that are compared at a time
PAIRS_MULTIPLIED = 512  # at a time, so that their rows stay in the processor's cache
MIN_LIKELIHOOD = 0.02  # a lower one counts as none
UNDATED, MAX_DAYS = 1.0, 8.0  # days between two articles of which one is undated; days that count at most
MAX_APART = 30.0  # days between two articles of one event at most, however alike: some events return every year
MAX_YEARS = 3.0  # between the latest years that two articles mention, of which one is undated
FEW_WORDS, MANY_WORDS = 100, 1300  # between which a text's length matters
MOST_BREVITY = 2 * math.log(MANY_WORDS / FEW_WORDS)  # of a pair
USUAL_FIGURES = 0.3  # the share of its figures that another article has, too; assumed of a lead that has none
# All reports of a day name that day.  It tells of one event as far as two articles share other words, and names.
FIRST_SHARED, MUCH_SHARED, NAMES_SHARED = 0.1, 0.26, 0.2  # cosines
# Cosines of the leads and the names of two articles below which neither goes on with the other's story
FEW_SHARED, FEW_NAMES_SHARED = 0.15, 0.1
MIN_NAMES = 2  # of an article of which it counts that it shares none
# Of articles that the model can't read, so that they have no vectors, and whose script has no capitals: what their
# meaning and their names would share by what their leads do, from the pairs of articles that have both.
MEANING_BASE, MEANING_BY_LEAD, MOST_MEANING, NAMES_BY_LEAD = 0.28, 1.4, 0.8, 1.3
# Of articles in different scripts, set by hand: no such pairs are labelled.
ACROSS_BASE, ACROSS, ACROSS_APART = -3.0, 14.0, 0.73

# Of articles in Korean without vectors, as of a model that can't read it, set by hand: the words of leads, then of all.
UNREAD_BASE, UNREAD_LEAD, UNREAD_WORDS, UNREAD_DATES, UNREAD_APART = -8.96, 16.0, 8.0, 1.3, 0.5

FEATURES = (
    "words", "lead", "names", "figures", "lead names", "meaning",
    "figures found", "dates", "brevity", "days", "years",
)  # fmt: skip

_OF_TIME = [FEATURES.index(name) for name in ("dates", "days", "years")]
_OF_UNREAD = ("words", "lead", "dates", "days")
_LEAD, _NAMES, _LEAD_NAMES, _MEANING = map(FEATURES.index, ("lead", "names", "lead names", "meaning"))

Places = npt.NDArray[np.int64]


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


@dataclass(frozen=True, slots=True)
class EventModel:
    """A logistic model of whether two articles report the same event.

    Attributes:
        weights: Of the FEATURES.
        intercept: What is added.
    """

    weights: Floats
    intercept: float

    def likelihood(self, features: Floats) -> Floats:
        """Probabilities [n] of pairs with these features [n, FEATURES]."""
        return _logistic(features @ self.weights + np.float32(self.intercept))


@lru_cache(maxsize=1)
def event_model() -> EventModel:
    """The model that was trained."""
    record = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    weights = [record["weights"][name] for name in FEATURES]
    return EventModel(np.array(weights, dtype=np.float32), record["intercept"])


class Similarities:
    """Compares articles with each other.

    Attributes:
        items: The articles; the methods name them by their positions here.
    """

    def __init__(self, items: Sequence[ComparedArticle], model: EventModel | None = None) -> None:
        """Compare some articles.

        Args:
            items: The articles.
            model: Of what is the same event; None for the one that was trained.
        """
        self.items = items
        self._model = model
        self._profiles = [profile(item.article.title or "", body(item.article), item.day) for item in items]

    @cached_property
    def same_text(self) -> list[list[int]]:
        """Groups of positions with near-identical texts, each position in one; the longest text first."""
        return near_identical([body(item.article)[:BODY_LENGTH] for item in self.items])

    @cached_property
    def links(self) -> list[dict[int, float]]:
        """For each article the others that may report its event, with the likelihood of that, 0 to 1."""
        links: list[dict[int, float]] = [{} for _ in self.items]
        first, second = self.candidates()
        for start in range(0, len(first), BLOCK):
            a, b = first[start : start + BLOCK], second[start : start + BLOCK]
            likelihood = self.likelihood(a, b)
            for place in (likelihood >= MIN_LIKELIHOOD).nonzero()[0].tolist():
                one, other = int(a[place]), int(b[place])
                links[one][other] = links[other][one] = float(likelihood[place])
        return links

    def goes_on(self, a: Places, b: Places) -> Floats:
        """How likely it is that articles go on with the story of others, on whatever day of its course.

        Unlike one event, a story lasts: how many days lie between two reports, and which days they mention, tells
        nothing.  What it needs is much in common of what the leads say, and of the names, where both have some.

        Args:
            a: Positions [n].
            b: Positions [n] of those that came before.

        Returns:
            Probabilities [n].
        """
        features = self.features(a, b)
        features[:, _OF_TIME] = 0.0
        likelihood = (self._model or event_model()).likelihood(features)
        likelihood[features[:, _LEAD] < FEW_SHARED] = 0.0
        likelihood[self._have_names(a, b) & (features[:, _NAMES] < FEW_NAMES_SHARED)] = 0.0
        across = (self._scripts[a] != self._scripts[b]).nonzero()[0]
        if len(across):
            likelihood[across] = self._likelihood_across(a[across], b[across])
        likelihood[np.abs(self._days[a] - self._days[b]) > MAX_APART] = 0.0
        return likelihood

    def likelihood(self, a: Places, b: Places) -> Floats:
        """How likely it is that articles report the same event.

        Args:
            a: Positions [n].
            b: Positions [n] of those they are compared with.

        Returns:
            Probabilities [n].
        """
        likelihood = self._by_features(a, b, self.features(a, b))
        across = (self._scripts[a] != self._scripts[b]).nonzero()[0]
        if len(across):
            likelihood[across] = self._likelihood_across(a[across], b[across])
        likelihood[np.abs(self._days[a] - self._days[b]) > MAX_APART] = 0.0
        return likelihood

    def _by_features(self, a: Places, b: Places, features: Floats) -> Floats:
        """The likelihood of pairs by all features, or where no vector tells what articles mean by their words alone."""
        likelihood = (self._model or event_model()).likelihood(features)
        unread = (self._unread[a] & self._unread[b]).nonzero()[0]
        if len(unread):
            words, lead, dates, days = (features[unread, FEATURES.index(each)] for each in _OF_UNREAD)
            shared = UNREAD_LEAD * lead + UNREAD_WORDS * words + UNREAD_DATES * dates
            likelihood[unread] = _logistic(UNREAD_BASE + shared - UNREAD_APART * days)
        return likelihood

    def _likelihood_across(self, a: Places, b: Places) -> Floats:
        """The likelihood of pairs in different scripts, by what these share."""
        names_alone = ACROSS_BASE + ACROSS * _cosines(self._shared_by_scripts, a, b)
        return _logistic(names_alone - ACROSS_APART * self._days_apart(a, b))

    def features(self, a: Places, b: Places) -> Floats:
        """The FEATURES [n, FEATURES] of pairs of positions."""
        words, lead, names, *figures_and_lead_names = (_cosines(part, a, b) for part in self._hashed_parts)
        columns = [
            words,
            lead,
            names,
            *figures_and_lead_names,
            _cosines(self._vectors, a, b),
            self._figures_found(a, b),
            self._dates_shared(a, b) * self._share_more_than_a_day(a, b, np.maximum(words, lead), names),
            self._brevity[a] + self._brevity[b],
            self._days_apart(a, b),
            self._years_apart(a, b),
        ]
        return self._with_unread(np.stack(columns, axis=1).astype(np.float32), a, b)

    def _with_unread(self, features: Floats, a: Places, b: Places) -> Floats:
        """Features with what is not known of pairs without vectors: no meaning would count as another one."""
        unread = ~(self._is_read[a] | self._is_read[b])
        lead = features[unread, _LEAD]
        features[unread, _MEANING] = np.minimum(MEANING_BASE + MEANING_BY_LEAD * lead, MOST_MEANING)
        nameless = unread & ~self._have_names(a, b)
        for names in (_NAMES, _LEAD_NAMES):
            features[nameless, names] = NAMES_BY_LEAD * features[nameless, _LEAD]
        return features

    def candidates(self) -> tuple[Places, Places]:
        """Pairs of positions, the lower one first, that may report the same event."""
        count = len(self.items)
        if count <= ALL_PAIRS:
            first, second = np.triu_indices(count, 1)
            return first.astype(np.int64), second.astype(np.int64)
        keys = [self._key_words(one) for one in self._profiles]
        holders: dict[int, list[int]] = {}
        for place, words in enumerate(keys):
            for word in words:
                holders.setdefault(word, []).append(place)
        postings = {word: np.array(places) for word, places in holders.items() if 1 < len(places) <= MAX_HOLDERS}
        pairs: set[tuple[int, int]] = set()
        for place, words in enumerate(keys):
            nearest = self._nearest(place, [word for word in words if word in postings], postings)
            pairs.update((min(place, other), max(place, other)) for other in nearest)
        ordered = np.array(sorted(pairs), dtype=np.int64).reshape(-1, 2)
        return ordered[:, 0], ordered[:, 1]

    def _nearest(self, place: int, words: Sequence[int], postings: dict[int, Places]) -> list[int]:
        """The articles of the same days that share most of these words, by their rarity."""
        if not words:
            return []
        rarity = self._rarity(np.array(words, np.uint32))
        weights = np.repeat(rarity, [len(postings[word]) for word in words])
        shared = np.bincount(np.concatenate([postings[word] for word in words]), weights, len(self.items))
        shared[np.abs(self._days - self._days[place]) > MAX_DAYS] = 0.0
        shared[place] = 0.0
        best = np.argsort(-shared, kind="stable")[:MAX_CANDIDATES]
        nearest: list[int] = best[shared[best] > 0].tolist()
        return nearest

    def _key_words(self, one: ArticleProfile) -> list[int]:
        """The words of a lead and the names of an article that say most."""
        heaviest = [*self._heaviest(one.head, KEY_WORDS), *self._heaviest(one.names, KEY_NAMES), *sorted(one.dates)]
        return list(dict.fromkeys(heaviest))

    def _heaviest(self, bag: WordBag, most: int) -> list[int]:
        weights = bag.weights * self._rarity(bag.hashes)
        heaviest: list[int] = bag.hashes[np.argsort(-weights, kind="stable")[:most]].tolist()
        return heaviest

    @cached_property
    def _holders(self) -> tuple[npt.NDArray[np.uint32], npt.NDArray[np.float64]]:
        """The hashes of all words and dates, rising, with ln(1 + articles / articles that have it) of each."""
        dates = [np.fromiter(sorted(one.dates), np.uint32, len(one.dates)) for one in self._profiles]
        every = [np.zeros(0, np.uint32), *(one.whole.hashes for one in self._profiles), *dates]
        words, holders = np.unique(np.concatenate(every), return_counts=True)
        return words, np.log(1 + max(MIN_ARTICLES, len(self.items)) / holders)

    def _rarity(self, hashes: npt.NDArray[np.uint32]) -> npt.NDArray[np.float64]:
        words, rarity = self._holders
        of_each: npt.NDArray[np.float64] = rarity[np.searchsorted(words, hashes)]
        return of_each

    @cached_property
    def _hashed_parts(self) -> list[Floats]:
        profiles = self._profiles
        return [
            self._hashed([one.whole for one in profiles]),
            self._hashed([one.head for one in profiles]),
            self._hashed([one.names for one in profiles]),
            self._hashed([one.figures for one in profiles]),
            self._hashed([one.head_names for one in profiles]),
        ]

    @cached_property
    def _shared_by_scripts(self) -> Floats:
        """Names and figures, which all scripts share."""
        return _normalised(self._hashed_parts[2] + self._hashed_parts[3])

    def _hashed(self, bags: Sequence[WordBag]) -> Floats:
        """Feature-hashed words [n, BUCKETS], each row of length 1; words that are rare among the articles weigh more.

        After Weinberger et al., "Feature hashing for large scale multitask learning" (ICML 2009).
        """
        features = np.zeros((len(bags), BUCKETS), dtype=np.float32)
        for row, bag in zip(features, bags, strict=True):
            signed = np.where(bag.hashes & 0x80000000, 1.0, -1.0) * self._rarity(bag.hashes)
            row[:] = np.bincount(bag.hashes % BUCKETS, bag.weights * signed, BUCKETS)
        return _normalised(features)

    def _figures_found(self, a: Places, b: Places) -> Floats:
        """The share, by rarity, of one lead's figures that the other article has anywhere: the mean of both ways."""
        named, words = self._head_figures, self._word_sets
        totals = [sum(rarities.values()) for rarities in named]

        def share(one: int, other: int) -> float:
            if not totals[one]:
                return USUAL_FIGURES
            rarities = named[one]
            return float(sum(rarities[word] for word in rarities.keys() & words[other])) / totals[one]

        shares = ((share(x, y) + share(y, x)) / 2 for x, y in zip(a.tolist(), b.tolist(), strict=True))
        return np.fromiter(shares, np.float32, len(a))

    @cached_property
    def _head_figures(self) -> list[dict[int, float]]:
        """The figures of each lead, with their rarity."""
        bags = [one.head_figures for one in self._profiles]
        return [dict(zip(bag.hashes.tolist(), self._rarity(bag.hashes).tolist(), strict=True)) for bag in bags]

    @cached_property
    def _word_sets(self) -> list[frozenset[int]]:
        return [frozenset(one.whole.hashes.tolist()) for one in self._profiles]

    def _dates_shared(self, a: Places, b: Places) -> Floats:
        """How far the days that two leads mention are the same ones: the cosine of both."""
        dates = [one.dates for one in self._profiles]
        shared = (
            len(dates[one] & dates[other]) / max(1, len(dates[one]) * len(dates[other])) ** 0.5
            for one, other in zip(a.tolist(), b.tolist(), strict=True)
        )
        return np.fromiter(shared, np.float32, len(a))

    def _share_more_than_a_day(self, a: Places, b: Places, words: Floats, names: Floats) -> Floats:
        """How far pairs share more than the days they mention, 0 to 1; names count where both have some."""
        by_words = np.clip((words - FIRST_SHARED) / (MUCH_SHARED - FIRST_SHARED), 0.0, 1.0)
        by_names = np.where(self._have_names(a, b), np.clip(names / NAMES_SHARED, 0.0, 1.0), 1.0)
        shortness = (self._brevity[a] + self._brevity[b]) / MOST_BREVITY  # long texts share words in any case
        shared: Floats = (1.0 - shortness * (1.0 - by_words * by_names)).astype(np.float32)
        return shared

    def _have_names(self, a: Places, b: Places) -> npt.NDArray[np.bool_]:
        """Of which pairs both articles have names."""
        named = np.array([len(one.names.hashes) >= MIN_NAMES for one in self._profiles], dtype=np.bool_)
        both: npt.NDArray[np.bool_] = named[a] & named[b]
        return both

    @cached_property
    def _brevity(self) -> Floats:
        """How much shorter than a full article each is, as a logarithm: briefs share fewer words and less meaning."""
        counts = np.array([one.word_count for one in self._profiles], dtype=np.float32)
        brevity: Floats = -np.log(np.clip(counts, FEW_WORDS, MANY_WORDS) / MANY_WORDS)
        return brevity

    def _days_apart(self, a: Places, b: Places) -> Floats:
        apart = np.abs(self._days[a] - self._days[b])
        days: Floats = np.minimum(np.nan_to_num(apart, nan=UNDATED), MAX_DAYS).astype(np.float32)
        return days

    @cached_property
    def _days(self) -> npt.NDArray[np.float64]:
        """When each was published, in days; NaN where that is unknown."""
        moments = (item.article.published for item in self.items)
        return np.array([moment.timestamp() / 86_400 if moment else np.nan for moment in moments], dtype=np.float64)

    def _years_apart(self, a: Places, b: Places) -> Floats:
        """Years between the latest ones that two articles mention; 0 where that is unknown, or when both are dated."""
        apart = np.abs(self._years[a] - self._years[b])
        apart[~np.isnan(self._days[a]) & ~np.isnan(self._days[b])] = 0.0
        years: Floats = np.minimum(np.nan_to_num(apart), MAX_YEARS).astype(np.float32)
        return years

    @cached_property
    def _years(self) -> npt.NDArray[np.float64]:
        return np.array([one.year if one.year else np.nan for one in self._profiles], dtype=np.float64)

    @cached_property
    def _scripts(self) -> Places:
        return np.array([one.script for one in self._profiles], dtype=np.int64)

    @cached_property
    def _unread(self) -> npt.NDArray[np.bool_]:
        """Which articles are Korean and have no vector."""
        unread: npt.NDArray[np.bool_] = (self._scripts == HANGUL) & ~self._vectors.any(axis=1)
        return unread

    @cached_property
    def _vectors(self) -> Floats:
        if not self.items:
            return np.zeros((0, 1), dtype=np.float32)
        return np.stack([item.vector for item in self.items]).astype(np.float32)

    @cached_property
    def _is_read(self) -> npt.NDArray[np.bool_]:
        """Which articles have vectors, or are in a script that tells names."""
        is_read: npt.NDArray[np.bool_] = self._vectors.any(axis=1) | (self._scripts != HANGUL)
        return is_read


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


def _cosines(rows: Floats, a: Places, b: Places) -> Floats:
    cosines = np.zeros(len(a), dtype=np.float32)
    for start in range(0, len(a), PAIRS_MULTIPLIED):
        part = slice(start, start + PAIRS_MULTIPLIED)
        cosines[part] = np.einsum("ij,ij->i", rows[a[part]], rows[b[part]])
    return cosines


def _logistic(logits: Floats) -> Floats:
    likelihood: Floats = (1 / (1 + np.exp(-logits))).astype(np.float32)
    return likelihood


def _normalised(rows: Floats) -> Floats:
    lengths = np.linalg.norm(rows, axis=1, keepdims=True).astype(np.float32)
    lengths[lengths == 0] = 1
    normalised: Floats = rows / lengths
    return normalised
