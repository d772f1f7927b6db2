"""The articles of a window that are about a topic, and what is said in them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from index.library import Index
from index.model import Article, Filter, Person, Quote
from index.news.similarity import ComparedArticle, article_vector
from index.news.story_quotes import best_quotes
from index.news.topic_articles import ComparedText, TopicArticle, compared, texts_to_compare
from index.news.topic_mentions import Topic
from index.store.store import Store
from index.text.quote_dedupe import Slice, deduplicate
from index.text.terms import content_stems
from index.view import View

ALL_COMPARED = 300  # articles of a window that are all compared; of a larger one those that searches find
DEPTH = 3000  # passages of each search
COMPARED_AT_ONCE = 100
QUOTES = 24  # of an article
BEFORE = 220  # code points before a quote in which its topic may be named
NEAR = 0.3  # cosine of a passage to a topic from which a quote in it fits
LONG = 1500  # words of an article from which it speaks of other things, too
FITTING, LEAST_FIT, SURE = 0.6, 0.3, 0.9
LATEST = 400  # passages of a person's that are looked through
_NO_VECTOR = np.zeros(0, dtype=np.float32)


@dataclass(frozen=True, slots=True)
class TopicFinds:
    """What a window holds on a topic.

    Attributes:
        articles: Those about it, by id.
        quotes: What is said in them: what names the topic first, then what is near to it, then the rest.
    """

    articles: dict[int, Article]
    quotes: tuple[Quote, ...]


def find_on_topic(index: Index, view: View, topic: str, wanted: Filter, without: Sequence[str] = ()) -> TopicFinds:
    """The articles about a topic, and what is said in them.

    Args:
        index: The library.
        view: What may be seen of it.
        topic: As it was written.
        wanted: The window; its people don't count.
        without: Topics that are unwanted.
    """
    looked_for = Topic(topic)
    vector = index.topic_vector(topic)
    unwanted = [Topic(each) for each in without]
    articles: dict[int, Article] = {}
    quotes: list[Quote] = []
    ids = _candidates(view, looked_for, wanted)
    for first in range(0, len(ids), COMPARED_AT_ONCE):
        texts = compared_texts(index, view.store, ids[first : first + COMPARED_AT_ONCE])
        about = [each for each in compared(looked_for, vector, texts) if each.is_about]
        about = _without(about, unwanted, index)
        articles |= {each.text.article.id: each.text.article for each in about}
        quotes += _quotes(about, topic, unwanted, view.store)
    return TopicFinds(articles, _deduplicated(sorted(quotes, key=lambda quote: (-quote.score, quote.article.id))))


def with_words_on(view: View, topic: str, speaker: str, found: Sequence[Quote], wanted: Filter) -> tuple[Quote, ...]:
    """What a person said that names a topic, behind what was found otherwise.

    Args:
        view: What may be seen of the library.
        topic: As it was written.
        speaker: A name of the person.
        found: Quotes of theirs on the topic, best first.
        wanted: The window; its people don't count.
    """
    meant = view.directory.meant(view.directory.matching(speaker))
    if meant is None:
        return tuple(found)
    looked_for = Topic(topic)
    passages = view.retriever().latest(replace(wanted, people=meant.ids), LATEST, statements=True)
    ids = {hit.hit.article for hit in passages}
    said = view.store.statements(ids, meant.ids)
    more = []
    for id, article in view.store.articles(ids).items():
        mentions = looked_for.mentions(article.text)
        item = ComparedArticle(article, _NO_VECTOR, tuple(said.get(id, ())))
        quotes = best_quotes([item], topic, QUOTES) if mentions else ()
        naming = (quote for quote in quotes if any(quote.start <= start < quote.end for start, _ in mentions))
        more += [replace(quote, score=0.0) for quote in naming]
    return _deduplicated([*found, *more])


def compared_texts(index: Index, store: Store, ids: Iterable[int]) -> list[ComparedText]:
    """Articles with the embeddings of their passages, by rising id.

    Args:
        index: The library.
        store: Its articles as they may be seen.
        ids: Of articles.
    """
    articles = store.articles(ids)
    passages = sorted(store.passages_of(articles), key=lambda passage: (passage.article, passage.start))
    vectors = index.vectors.get(np.array([passage.id for passage in passages], dtype=np.int64))
    people: dict[int, list[Person]] = {
        id: [each.person for each in statements if each.person is not None]
        for id, statements in store.statements(articles).items()
    }
    places = [(passage.article, passage.start, passage.end) for passage in passages]
    return texts_to_compare(articles, places, vectors, people)


def is_of_any(outlets: Iterable[str], article: Article) -> bool:
    """Whether one of the names that a wish leaves out is that of an article's outlet.

    Args:
        outlets: What is left out: topics, or outlets.
        article: Any article.
    """
    name = _bare(article.outlet or "")
    return bool(name) and any(_bare(each) == name for each in outlets)


def _bare(name: str) -> str:
    return " ".join(name.casefold().removeprefix("the ").split())


def leave_out(index: Index, store: Store, articles: dict[int, Article], without: Sequence[str]) -> dict[int, Article]:
    """Articles that are about none of some topics, and of no outlet among them, by id."""
    articles = {id: article for id, article in articles.items() if not is_of_any(without, article)}
    for topic in map(Topic, without):
        texts = compared_texts(index, store, articles)
        for each in compared(topic, index.topic_vector(topic.text), texts):
            if _is_on(topic, each):
                del articles[each.text.article.id]
    return articles


def is_on_any(topics: Sequence[str], quote: Quote) -> bool:
    """Whether a quote or the title above it names one of some topics, or its outlet is one of them."""
    if is_of_any(topics, quote.article):
        return True
    texts = (quote.text, quote.article.title or "")
    return any(Topic(topic).mentions(text) for topic in topics for text in texts)


def is_sure(quote: Quote) -> bool:
    """Whether a quote of `find_on_topic` speaks of the topic itself, or in a short article on nothing else."""
    return quote.score >= FITTING


def _candidates(view: View, topic: Topic, wanted: Filter) -> list[int]:
    """Ids of articles that may be about a topic."""
    window = view.store.window(wanted)
    if len(window) <= ALL_COMPARED:
        return window
    retriever = view.retriever()
    found = retriever.search(topic.text, content_stems(topic.text), replace(wanted, people=None), DEPTH, False)
    passages = {*found.lexical_passages, *(id for id, _ in found.nearest.result().passages)}
    inside = set(window)
    return sorted({passage.article for passage in view.store.passages(passages)} & inside)


def _without(about: list[TopicArticle], unwanted: Sequence[Topic], index: Index) -> list[TopicArticle]:
    """Articles that are about none of the unwanted topics, and of no unwanted outlet."""
    about = [each for each in about if not is_of_any([topic.text for topic in unwanted], each.text.article)]
    for topic in unwanted:
        texts = [each.text for each in about]
        others = compared(topic, index.topic_vector(topic.text), texts)
        about = [each for each, other in zip(about, others, strict=True) if not _is_on(topic, other)]
    return about


def _is_on(topic: Topic, other: TopicArticle) -> bool:
    article = other.text.article
    return other.is_about or bool(topic.mentions(article.title or "", other.text.names))


def _quotes(about: Sequence[TopicArticle], topic: str, unwanted: Sequence[Topic], store: Store) -> list[Quote]:
    statements = store.statements([each.text.article.id for each in about])
    quotes = []
    for each in about:
        article, vectors = each.text.article, each.text.vectors
        item = ComparedArticle(article, article_vector(vectors), tuple(statements.get(article.id, ())))
        fits = [(_fit(quote, each), quote) for quote in best_quotes([item], topic, QUOTES)]
        # Where some words plainly fit the topic, those that only stand in the same article are of something else.
        least = FITTING if any(fit >= FITTING for fit, _ in fits) else LEAST_FIT
        quotes += [
            replace(quote, score=round(fit + min(max(quote.score, 0.0), 2.0) / 20, 4))
            for fit, quote in fits
            if fit >= least and not any(topic.mentions(quote.text) for topic in unwanted)
        ]
    return quotes


def _fit(quote: Quote, about: TopicArticle) -> float:
    """How a quote of an article about a topic fits it: 1 where it names it, 0 where it is of something else."""
    if any(quote.start <= start < quote.end for start, _ in about.mentions):
        return 1.0
    if any(quote.start - BEFORE <= start < quote.end for start, _ in about.mentions):
        return 0.8
    if about.cosines is not None and any(
        cosine >= NEAR
        for (start, end), cosine in zip(about.text.passages, about.cosines.tolist(), strict=True)
        if start < quote.end and quote.start < end
    ):
        return FITTING
    if len(about.text.article.text.split()) > LONG:
        return 0.0
    return FITTING if about.probability >= SURE else LEAST_FIT


def _deduplicated(ranked: Sequence[Quote]) -> tuple[Quote, ...]:
    """Quotes without those whose words an earlier one has; their articles are noted with it."""
    kept = deduplicate([Slice(quote.article.id, quote.start, quote.end, quote.text) for quote in ranked])
    return tuple(_with_also(ranked[place], [ranked[other].article for other in kept[place]]) for place in sorted(kept))


def _with_also(quote: Quote, articles: Iterable[Article]) -> Quote:
    by_id = {article.id: article for article in (*quote.also, *articles) if article.id != quote.article.id}
    return replace(quote, also=tuple(by_id.values()))
