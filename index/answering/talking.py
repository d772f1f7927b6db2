"""Answers to talk that asks nothing: a friendly line, and whom and what there is to be asked about."""

from __future__ import annotations

from collections.abc import Callable

from index.answering.offered_topics import offered_topics, spread
from index.answering.reading.talk import Talk, talk_of
from index.model import Answer, Filter, Question
from index.search.retrieval import Retriever
from index.search.speakers import SpeakerDirectory
from index.silence import Reason, Silence
from index.store.outlets import holdings
from index.store.store import Store

EXAMPLES = 3  # people, and as many topics
NEWEST = 1500  # passages from which the topics are taken, some of each article
OUTLETS = 5  # that are named


def talk(
    asked: Question,
    store: Store,
    retriever: Retriever,
    directory: SpeakerDirectory,
    is_answered: Callable[[str], bool],
) -> Answer:
    """What is answered to talk, with people and topics of this library as examples.

    Args:
        asked: What was written.
        store: The articles.
        retriever: Finds the newest of them.
        directory: The people on record.
        is_answered: Whether there are several quotes on a topic.
    """
    newest = spread(retriever.newest_passages(Filter(), NEWEST))
    topics = offered_topics(newest, store, directory, EXAMPLES, is_answered)
    return Answer(asked, reasons=(_reason(asked, store),), people=directory.most_quoted(EXAMPLES), topics=topics)


def _reason(asked: Question, store: Store) -> Reason:
    match talk_of(asked.text):
        case Talk.HELLO:
            return Reason(Silence.HELLO)
        case Talk.THANKS:
            return Reason(Silence.THANKS)
        case Talk.OUTSIDE:
            return Reason(Silence.OUTSIDE)
        case Talk.LIBRARY:
            return _holdings(store)
        case _:
            return Reason(Silence.HELP)


def _holdings(store: Store) -> Reason:
    """How many articles there are, of which time and outlets."""
    held = holdings(store)
    return Reason(
        Silence.LIBRARY,
        articles=sum(each.articles for each in held),
        first=min((each.since for each in held if each.since), default=""),
        last=max((each.until for each in held if each.until), default=""),
        outlets=", ".join(each.outlet for each in held[:OUTLETS] if each.outlet),
    )
