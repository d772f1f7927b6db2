"""Answers to talk that asks nothing: a friendly line, and whom and what there is to be asked about."""

from __future__ import annotations

from index.answering.ranking import topics_of
from index.answering.reading.talk import Talk, talk_of
from index.model import Answer, Filter, Question
from index.search.retrieval import Retriever
from index.search.speakers import SpeakerDirectory
from index.silence import Reason, Silence
from index.store.outlets import holdings
from index.store.store import Store

EXAMPLES = 3  # people, and as many topics
NEWEST = 200  # passages from which the topics are taken
OUTLETS = 5  # that are named


def talk(asked: Question, store: Store, retriever: Retriever, directory: SpeakerDirectory) -> Answer:
    """What is answered to talk, with people and topics of this library as examples."""
    people = directory.most_quoted(EXAMPLES)
    newest = retriever.newest_passages(Filter(collections=asked.collections), NEWEST)
    texts = [slice.text for slice in store.reads.texts([hit.place for hit in newest]) if slice]
    names = [name for person in directory.most_quoted(NEWEST) for name in (person.name, *person.aliases)]
    return Answer(asked, reasons=(_reason(asked, store),), people=people, topics=topics_of(texts, names, EXAMPLES))


def _reason(asked: Question, store: Store) -> Reason:
    match talk_of(asked.text):
        case Talk.HELLO:
            return Reason(Silence.HELLO)
        case Talk.THANKS:
            return Reason(Silence.THANKS)
        case Talk.OUTSIDE:
            return Reason(Silence.OUTSIDE)
        case Talk.LIBRARY:
            return _holdings(asked, store)
        case _:
            return Reason(Silence.HELP)


def _holdings(asked: Question, store: Store) -> Reason:
    """How many articles there are, of which time and outlets."""
    held = holdings(store, asked.collections)
    return Reason(
        Silence.LIBRARY,
        articles=sum(each.articles for each in held),
        first=min((each.since for each in held if each.since), default=""),
        last=max((each.until for each in held if each.until), default=""),
        outlets=", ".join(each.outlet for each in held[:OUTLETS] if each.outlet),
    )
