"""Learns from readers' word what speaks for one event: the weights of `index/news/similarity.py`.

Fitted on pairs of articles.  Those of two stories of one kind (two earthquakes, two arrests of players of one club)
are the hard ones and weigh more.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from index.embedding.embedder import Precision, load
from index.measure.digest_labels import read_labels, text_hash
from index.measure.story_agreement import Pair, Progress, read_items, read_pairs
from index.measure.story_labels import SortedArticles, grouping_scores, plain_groups, read_sorted
from index.news import ComparedArticle, group_by_event
from index.news.similarity import FEATURES, EventModel, Similarities
from index.search.vector_index import Floats

HARD = 10.0  # what a pair of two stories of one kind weighs, or of one story; one of two kinds weighs 1
JUDGED_SAME = 3.0  # what a judged pair of one event weighs; one of two events weighs 1
PERIOD_SAME = 10.0  # the same among all pairs of some days
JUDGED = 0.4  # what all judged pairs together weigh, and those of some days; all pairs of sorted articles weigh 1
PENALTY = 100.0  # on the squares of the weights, of features that vary by 1
PLAIN_LEAST = (0.1, 0.15, 0.2)  # thresholds of the yardstick
STEPS = 50  # of Newton's method, at most


@dataclass(frozen=True, slots=True)
class Examples:
    """Pairs of articles with a reader's word.

    Attributes:
        features: [n, FEATURES].
        same: Whether a pair reports one event, [n].
        weights: How much each counts, [n].
    """

    features: Floats
    same: npt.NDArray[np.bool_]
    weights: npt.NDArray[np.float64]


def examples_of_stories(articles: SortedArticles) -> Examples:
    """Every pair of sorted articles."""
    first, second = (places.astype(np.int64) for places in np.triu_indices(len(articles.items), 1))
    stories, kinds = np.array(articles.stories), np.array(articles.kinds)
    weights = np.where(kinds[first] == kinds[second], HARD, 1.0)
    features = Similarities(articles.items).features(first, second)
    return Examples(features, stories[first] == stories[second], weights / weights.sum())


def examples_of_pairs(pairs: Sequence[Pair], items: Sequence[ComparedArticle]) -> Examples:
    """The pairs a reader has judged, as far as both articles are there."""
    places = {url: place for place, item in enumerate(items) for url in item.article.urls}
    known = [pair for pair in pairs if pair.a in places and pair.b in places]
    first, second = (np.array([places[url] for url in urls]) for urls in zip(*((p.a, p.b) for p in known), strict=True))
    same = np.array([pair.same for pair in known])
    weights = np.where(same, JUDGED_SAME, 1.0)
    return Examples(Similarities(items).features(first, second), same, weights * (JUDGED / len(known)))


def examples_of_periods(items: Sequence[ComparedArticle]) -> Examples:
    """Every pair of each period of news that the labels of digests may be chosen by: few of them report one event."""
    labels = [label for label in read_labels() if label.half == "fit"]
    by_text = {text_hash(item.article.text): item for item in items}
    features, same = [], []
    for period in dict.fromkeys(label.period for label in labels):
        stories = {label.article: label.story for label in labels if label.period == period}
        known = [by_text[article] for article in stories if article in by_text]
        told = np.array([stories[text_hash(item.article.text)] for item in known])
        first, second = (places.astype(np.int64) for places in np.triu_indices(len(known), 1))
        features.append(Similarities(known).features(first, second))
        same.append(told[first] == told[second])
    is_same = np.concatenate(same)
    weights = np.where(is_same, PERIOD_SAME, 1.0) * (JUDGED / max(1, len(is_same)))
    return Examples(np.concatenate(features), is_same, weights)


def fit(examples: Sequence[Examples]) -> EventModel:
    """Fit a logistic model with a penalty on large weights, by Newton's method.

    Args:
        examples: Sets of pairs.
    """
    features = np.concatenate([each.features for each in examples]).astype(np.float64)
    same = np.concatenate([each.same for each in examples])
    weights = np.concatenate([each.weights for each in examples]) * 10_000
    mean, spread = features.mean(axis=0), features.std(axis=0) + 1e-6
    rows = np.column_stack([(features - mean) / spread, np.ones(len(features))])
    penalty = np.append(np.full(len(mean), PENALTY), 0.0)
    solution = np.zeros(rows.shape[1])
    for _ in range(STEPS):
        likelihood = 1 / (1 + np.exp(-np.clip(rows @ solution, -30, 30)))
        gradient = rows.T @ (weights * (likelihood - same)) + penalty * solution
        curvature = rows.T @ (rows * (weights * likelihood * (1 - likelihood))[:, None]) + np.diag(penalty)
        step = np.linalg.solve(curvature, gradient)
        solution -= step
        if np.abs(step).max() < 1e-8:
            break
    found = solution[:-1] / spread
    return EventModel(found.astype(np.float32), float(solution[-1] - (found * mean).sum()))


def write_weights(model: EventModel, path: Path) -> None:
    """Write a model as data.

    Args:
        model: The model.
        path: A file of JSON.
    """
    weights = {name: round(float(weight), 3) for name, weight in zip(FEATURES, model.weights, strict=True)}
    record = {"weights": weights, "intercept": round(model.intercept, 3)}
    path.write_text(json.dumps(record, indent=2) + "\n", encoding="utf-8")


def evaluate_sorted(
    folder: Path, model: str, data: Path, precision: Precision = "float32", progress: Progress = None
) -> str:
    """How well stories, and plain TF-IDF with average linkage, agree with sorted articles.

    Args:
        folder: Of sorted articles.
        model: Name or path of the sentence model.
        data: The data folder with the exported model.
        precision: Of the embeddings.
        progress: Called with the passages embedded so far, and all.

    Returns:
        A line for each half of the kinds of event and one for all; the same for the yardstick.

    Raises:
        OnRecordError: The folder can't be read, or the model not be loaded.
    """
    articles = read_sorted(folder, load(model, data, threads=2, precision=precision), progress)
    first, second = articles.halves()
    parts = {"first": articles.only(first), "second": articles.only(second), "all": articles}
    lines = [f"{name:6} {grouping_scores(each.stories, group_by_event(each.items))}" for name, each in parts.items()]
    for least in PLAIN_LEAST:
        lines += [
            f"{name:6} {grouping_scores(each.stories, plain_groups(each.items, least))} (plain TF-IDF, {least})"
            for name, each in parts.items()
        ]
    return "\n".join(lines)


def train_stories(
    folder: Path,
    judged: Path,
    articles: Path,
    output: Path,
    model: str,
    data: Path,
    precision: Precision = "float32",
    progress: Progress = None,
) -> str:
    """Fit the weights on each half of the kinds of event, try them on the other, and write those of all.

    Args:
        folder: Of sorted articles.
        judged: JSON lines of judged pairs; those of the half "test" are not learned from.
        articles: JSON lines of the articles of the pairs.
        output: Where to write the weights.
        model: Name or path of the sentence model.
        data: The data folder with the exported model.
        precision: Of the embeddings.
        progress: Called with the passages embedded so far, and all.

    Returns:
        A line for each half that nothing was fitted to.

    Raises:
        OnRecordError: A file can't be read, or the model not be loaded.
    """
    embedder = load(model, data, threads=2, precision=precision)
    sorted_articles = read_sorted(folder, embedder, progress)
    pairs = [pair for pair in read_pairs(judged) if pair.half != "test"]
    items = read_items(articles, embedder, progress)
    further = [examples_of_pairs(pairs, items), examples_of_periods(items)]
    lines = []
    halves = sorted_articles.halves()
    for name, (fitted, held) in {"second": halves, "first": halves[::-1]}.items():
        weights = fit([examples_of_stories(sorted_articles.only(fitted)), *further])
        tried = sorted_articles.only(held)
        groups = group_by_event(tried.items, Similarities(tried.items, weights))
        lines.append(f"{name:6} {grouping_scores(tried.stories, groups)} (fitted on the other half)")
    write_weights(fit([examples_of_stories(sorted_articles), *further]), output)
    return "\n".join(lines)
