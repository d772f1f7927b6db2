"""What the library holds, as far as a chat may see it."""

from __future__ import annotations

from dataclasses import replace

from index.model import Answer, Ask, Kind, Quote, Silence, Statement
from index.search.speakers import SpeakerDirectory
from index.store.outlets import holdings as holdings
from index.store.outlets import on_record
from index.store.store import Store


def spot(quote: Quote) -> tuple[int, ...]:
    """Numbers by which a quote is `found` again."""
    speaker = quote.speaker.id if quote.speaker else 0
    return quote.article.id, quote.start, quote.end, speaker, list(Kind).index(quote.kind)


def found(store: Store, spot: tuple[int, ...], collections: tuple[str, ...] | None) -> Quote | None:
    """The quote at a spot; None when it is in no collection that may be seen, or no longer said so there."""
    number, start, end, speaker, kind = spot
    article = store.article(number)
    if article is None or (collections is not None and article.collection not in collections):
        return None
    if not (0 <= start < end <= len(article.text) and kind < len(Kind)):
        return None
    if list(Kind)[kind] is Kind.PASSAGE:
        return Quote(article, start, end)

    def shared(statement: Statement) -> int:
        return sum(max(0, min(end, last) - max(start, first)) for first, last in statement.content)

    said = [
        each
        for each in store.statements([number])[number]
        if each.kind is list(Kind)[kind] and (each.person.id if each.person else 0) == speaker and shared(each)
    ]
    if not said:
        return None
    most = max(said, key=shared)
    cue = article.text[slice(*most.cue)] if most.cue else None
    return Quote(article, start, end, most.person, most.via, most.kind, cue)


def discreet(
    answer: Answer, store: Store, collections: tuple[str, ...] | None, directory: SpeakerDirectory | None = None
) -> Answer:
    """A silence that names nobody whose words are only in collections that may not be seen (None: all may).

    directory: whom the names in a comparison mean; without it nothing is said about its missing side.
    """
    if collections is None:
        return answer
    if answer.question.ask is Ask.VERSUS and answer.reason:
        answer = replace(answer, reason=_missing(answer, store, collections, directory) if directory else None)
    if answer.quotes:
        return answer
    seen = on_record(store, [person.id for person in answer.people], collections)
    people = tuple(person for person in answer.people if person.id in seen)
    if answer.silence is Silence.NOTHING and answer.people and not people:
        # That somebody is on record at all is already telling.
        return replace(answer, people=(), topics=(), silence=Silence.NOBODY, reason=None)
    return replace(answer, people=people)


def _missing(answer: Answer, store: Store, collections: tuple[str, ...], directory: SpeakerDirectory) -> str | None:
    """Why a comparison lacks a side: as it was said, unless it names somebody who may not be seen."""
    question = answer.question
    about = f" about {question.topic}" if question.topic else ""
    quoted = {quote.speaker.id for quote in answer.quotes if quote.speaker}
    reasons: list[str] = []
    hidden = False
    for name in filter(None, (question.speaker, *question.others)):
        ids = {id for voice in directory.voices(name) for id in voice.ids}
        if ids & quoted:
            continue
        if on_record(store, ids, collections):
            reasons.append(f"Nothing {name} said{about} is on record.")
        else:
            hidden = True
            reasons.append(f"Nobody called {name} is on record.")
    return " ".join(reasons) if hidden else answer.reason
