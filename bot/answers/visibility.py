"""What a chat may see of the library: quotes by their location, and answers that give nothing hidden away."""

from __future__ import annotations

from dataclasses import replace

from index.model import Answer, Ask, Kind, Quote, Statement
from index.search.speakers import SpeakerDirectory
from index.silence import OF_SPEAKER, Reason, Silence
from index.store.outlets import on_record
from index.store.store import Store

KINDS = tuple(Kind)  # links hold positions in it: only add at its end


def quote_location(quote: Quote) -> tuple[int, ...]:
    """Five numbers by which `find_quote` finds a quote again: article, start, end, speaker (0: nobody), kind."""
    speaker = quote.speaker.id if quote.speaker else 0
    return quote.article.id, quote.start, quote.end, speaker, KINDS.index(quote.kind)


def find_quote(store: Store, location: tuple[int, ...], collections: tuple[str, ...] | None) -> Quote | None:
    """Find a quote again.

    Args:
        store: Holds its article and statements.
        location: What `quote_location` returned.
        collections: Those that may be seen; None for all.

    Returns:
        The quote; None if it may not be seen, or if the article does not hold it as the location says.
    """
    number, start, end, speaker, kind = location
    article = store.article(number)
    if article is None or (collections is not None and article.collection not in collections):
        return None
    if not (0 <= start < end <= len(article.text) and kind < len(KINDS)):
        return None
    if KINDS[kind] is Kind.PASSAGE:
        return Quote(article, start, end)

    def overlap(statement: Statement) -> int:
        return sum(max(0, min(end, last) - max(start, first)) for first, last in statement.content)

    statements = [
        each
        for each in store.statements([number])[number]
        if each.kind is KINDS[kind] and (each.person.id if each.person else 0) == speaker and overlap(each)
    ]
    if not statements:
        return None
    statement = max(statements, key=overlap)
    cue = article.text[slice(*statement.cue)] if statement.cue else None
    return Quote(article, start, end, statement.person, statement.via, statement.kind, cue)


def redact(
    answer: Answer, store: Store, collections: tuple[str, ...] | None, directory: SpeakerDirectory | None = None
) -> Answer:
    """Hide from an answer who speaks only in hidden collections.

    Args:
        answer: From a search of the collections that may be seen.
        store: Knows who is on record in which collection.
        collections: Those that may be seen; None for all.
        directory: Whom the names in a comparison mean; without it the comparison's missing side is not explained.

    Returns:
        The answer with the same quotes, offering only people who are on record in what may be seen.
    """
    if collections is None:
        return answer
    if answer.question.ask is Ask.VERSUS and answer.reasons:
        answer = replace(answer, reasons=_missing(answer, store, collections, directory) if directory else ())
    if not answer.people:
        return answer
    visible = on_record(store, [person.id for person in answer.people], collections)
    people = tuple(person for person in answer.people if person.id in visible)
    if answer.silence in OF_SPEAKER and not people:
        # Even that somebody is on record would give a hidden collection away.
        question = replace(answer.question, interpreted=False, second=None)
        reasons = (Reason(Silence.NOBODY, question.speaker or ""),)
        return replace(answer, question=question, people=(), topics=(), reasons=reasons)
    return replace(answer, people=people)


def _missing(
    answer: Answer, store: Store, collections: tuple[str, ...], directory: SpeakerDirectory
) -> tuple[Reason, ...]:
    """Why a comparison lacks a side: the answer's own reason, unless it would name somebody hidden."""
    question = answer.question
    quoted = {quote.speaker.id for quote in answer.quotes if quote.speaker}
    reasons: list[Reason] = []
    hidden = False
    for name in filter(None, (question.speaker, *question.others)):
        ids = {id for voice in directory.matching(name) for id in voice.ids}
        if ids & quoted:
            continue
        if on_record(store, ids, collections):
            reasons.append(_missing_side(answer, name))
        else:
            hidden = True
            reasons.append(Reason(Silence.NOBODY, name))
    return tuple(reasons) if hidden else answer.reasons


def _missing_side(answer: Answer, name: str) -> Reason:
    """Why a comparison has no quote of somebody who may be seen."""
    if name in answer.ambiguous:
        return Reason(Silence.AMBIGUOUS, name)
    return Reason(Silence.NOTHING, name, answer.question.topic or "")
