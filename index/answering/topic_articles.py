"""Articles that are about a topic, as their titles and beginnings tell, whatever those say who speak in them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from index.model import Filter
from index.search.retrieval import Retriever
from index.search.text_index import Hit
from index.store.reads import ArticleReads
from index.text.topic_matches import TopicQuery, mean_weight

LOOKED_AT = 40  # passages by the topic's words, whose articles may be about it
MOST = 4  # articles
LEAD = 500  # code points at an article's beginning that tell what it is about
_QUOTED = re.compile('[“"][^“”"]*[”"]?')
_SENTENCE_END = re.compile(r"[.?!]\s|\n")
COVERED = 0.75  # share of the topic's words in the title and there


def articles_on(topic: TopicQuery, passages: Iterable[Hit], reads: ArticleReads, surely: bool = False) -> list[int]:
    """The ids of a few articles about a topic.

    Args:
        topic: What they are to be about.
        passages: In which its words stand, the best first.
        reads: Where titles and beginnings are read.
        surely: Whether only titles and first sentences tell, without what somebody is quoted in these to say.
    """
    ids = list(dict.fromkeys(hit.article for hit in list(passages)[:LOOKED_AT]))
    texts = reads.texts([(id, 0, LEAD) for id in ids])
    about = [
        id
        for id, text in zip(ids, texts, strict=True)
        if text and _covered(topic, f"{text.title}. {_first_sentence(text.text) if surely else text.text}")
    ]
    return about[:MOST]


def _first_sentence(text: str) -> str:
    """An article's first sentence without what is quoted in it."""
    return _SENTENCE_END.split(_QUOTED.sub(" ", text.lstrip()), maxsplit=1)[0]


def _covered(topic: TopicQuery, text: str) -> bool:
    return mean_weight(topic.find(text).stem_weights(0, len(text))) >= COVERED


def within(wanted: Filter, article: int) -> Filter:
    """A filter that leaves one article of those that another leaves; none where that leaves it out."""
    after, upto = max(wanted.after or 0, article - 1), min(wanted.upto or article, article)
    return replace(wanted, after=after, upto=upto)


def statements_in(articles: Iterable[int], wanted: Filter, retriever: Retriever, most: int) -> list[Hit]:
    """The first statements in some articles that a filter leaves, of each article at most so many."""
    return [
        document.hit
        for article in articles
        for document in retriever.latest(within(wanted, article), most, statements=True)[:most]
    ]
